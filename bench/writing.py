"""Long reports written by rule: the same for the same arguments, in both languages, with every construct in them.

Sentences are put together from short lists of words of our own; every chapter has its own tables, code, lists,
pictures, links and footnotes, so that nothing is counted twice by a cache."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

PAGES_A_CHAPTER = 13
"""About so many printed pages one chapter makes."""


@dataclass(frozen=True)
class Tongue:
    """The words of one language; a sentence takes one of each list."""

    lang: str
    times: tuple[str, ...]
    subjects: tuple[str, ...]
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    ends: tuple[str, ...]
    join: str
    stop: str
    words: tuple[str, ...]
    picture: str
    see: str


ZH = Tongue(
    lang="zh",
    times=("去年秋天，", "在第二轮试验中，", "到了旱季，", "按照旧的做法，", "与往年相比，", "夜班开始以后，", ""),
    subjects=("灌溉站的记录员", "三号泵房", "下游的两个村子", "新装的流量计", "水文小组", "闸门的控制程序", "老渠道"),
    verbs=("每小时记下", "重新估算了", "只保留了", "很少改变", "逐日核对", "提前通报了", "分段比较了"),
    objects=("七处水位", "渠首的流量", "土壤的含水量", "上游的来水", "各段的渗漏", "蒸发的损失", "轮灌的次序"),
    ends=("，误差不超过百分之二", "，因此无需另派人手", "；其余的数据仍在整理", "，这与模型的预测一致", ""),
    join="",
    stop="。",
    words=("水位", "流量", "渗漏", "闸门", "泵房", "渠首", "土壤", "蒸发", "轮灌", "来水", "干渠", "支渠"),
    picture="水位与流量的示意",
    see="另见",
)
EN = Tongue(
    lang="en",
    times=("Last autumn ", "In the second trial ", "When the dry season came ", "Under the old routine ", "At night "),
    subjects=("the keeper of the weir", "pump house three", "both villages downstream", "the flow meter", "the crew"),
    verbs=("wrote down", "estimated anew", "kept only", "rarely changed", "checked day by day", "compared"),
    objects=("seven water levels", "the flow at the intake", "the moisture of the soil", "the seepage", "the turns"),
    ends=(", within two per cent", ", so nobody else had to be sent", "; the other figures are still being sorted", ""),
    join=" ",
    stop=". ",
    words=("level", "flow", "seepage", "sluice", "intake", "moisture", "evaporation", "rotation", "canal", "branch"),
    picture="A sketch of level and flow",
    see="see also",
)
TONGUES = (ZH, EN)


def project(folder: Path, pages: int) -> Path:
    """Write a project of about so many pages in every language; returns its folder."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / "report.yaml").write_text("name: long\nlanguages: [zh, en]\ndate: 2026\n", "utf-8")
    chapters = max(1, round(pages / PAGES_A_CHAPTER))
    for tongue in TONGUES:
        (folder / tongue.lang).mkdir(exist_ok=True)
        title = sentence(tongue, Random(0)).rstrip("。. ")
        (folder / tongue.lang / "index.md").write_text(f"# {title}\n", "utf-8")
        for number in range(1, chapters + 1):
            text = "\n\n".join(chapter(tongue, number))
            (folder / tongue.lang / f"{number:03}-part.md").write_text(text + "\n", "utf-8")
    for number in range(1, chapters + 1):
        for at in range(3):
            name = folder / "images" / f"p{number}-{at}.svg"
            name.write_text(drawing(Random(number * 7 + at)), "utf-8")
    return folder


def chapter(tongue: Tongue, number: int) -> Iterator[str]:
    """The blocks of one chapter."""
    dice = Random(number)
    yield f"# {title(tongue, dice)}"
    yield paragraph(tongue, dice)
    for section in range(4):
        yield f"## {title(tongue, dice)}"
        yield paragraph(tongue, dice, noted=f"{number}-{section}")
        for part in range(2):
            yield f"### {title(tongue, dice)}"
            yield paragraph(tongue, dice)
            yield bullets(tongue, dice, 1 + (number + section) % 5)
            yield paragraph(tongue, dice, linked=True)
            if part == section % 2:
                yield table(tongue, dice, 4 + section, f"t{number}-{section}", 12)
        yield note(tongue, dice, f"{number}-{section}")
        if section < 3:
            name = f"p{number}-{section}"
            yield f":::{{figure}} ../images/{name}.svg\n:id: {name}\n{tongue.picture} {section}\n:::"
            yield paragraph(tongue, dice)
    yield table(tongue, dice, 9 + number % 6, f"w{number}", 8)
    yield "```python\n" + "\n".join(code(dice, 24 if number % 10 else 200)) + "\n```"
    yield f":::{{callout}} finding\n{paragraph(tongue, dice)}\n:::"
    if number % 5 == 0:
        yield table(tongue, dice, 5, f"l{number}", 60)


def plain(blocks: Iterable[str]) -> Iterator[str]:
    """The blocks in Markdown that every program reads: tables and boxes without what stands around, and no pictures."""
    for block in blocks:
        if not block.startswith(":::"):
            yield block
        elif not block.startswith(":::{figure}"):
            yield "\n".join(line for line in block.splitlines() if not line.startswith(":"))


def sentence(tongue: Tongue, dice: Random) -> str:
    parts = (tongue.subjects, tongue.verbs, tongue.objects)
    middle = tongue.join.join(dice.choice(words) for words in parts)
    return dice.choice(tongue.times) + middle + dice.choice(tongue.ends) + tongue.stop


def title(tongue: Tongue, dice: Random) -> str:
    middle = tongue.join.join(dice.sample(tongue.words, dice.randint(2, 4)))
    return middle[:1].upper() + middle[1:] + f" {dice.randint(1, 999)}"


def paragraph(tongue: Tongue, dice: Random, noted: str = "", linked: bool = False) -> str:
    text = "".join(sentence(tongue, dice) for _ in range(dice.randint(4, 8))).strip()
    if linked:
        text += f" {tongue.see} [{dice.choice(tongue.words)}](https://example.org/levels/{dice.randint(1, 10**6)})"
    return text + (f"[^n{noted}]" if noted else "")


def note(tongue: Tongue, dice: Random, name: str) -> str:
    return f"[^n{name}]: {sentence(tongue, dice)}"


def bullets(tongue: Tongue, dice: Random, depth: int) -> str:
    """A list of so many levels."""
    lines = []
    for item in range(3):
        for level in range(depth if item == 1 else 1):
            mark = "1." if level % 2 else "-"
            lines.append("   " * level + f"{mark} {sentence(tongue, dice).strip()}")
    return "\n".join(lines)


def table(tongue: Tongue, dice: Random, columns: int, name: str, rows: int) -> str:
    """A table with a head column of words, numbers, and a column of sentences."""
    head = [f"{dice.choice(tongue.words)} {at}" for at in range(columns)]

    def row(at: int) -> list[str]:
        numbers = [f"{dice.uniform(0, 900):,.1f}" for _ in range(columns - 2)]
        last = sentence(tongue, dice).strip() if at % 3 == 0 else dice.choice(tongue.words)
        return [f"{dice.choice(tongue.words)} {at}", *numbers, last]

    ruled = ["---", *["---:"] * (columns - 2), "---"]
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, ruled, *map(row, range(rows)))]
    return f":::{{table}} {name}\n:row-heads: yes\n{dice.choice(tongue.words)} {name}\n\n" + "\n".join(lines) + "\n:::"


def code(dice: Random, lines: int) -> Iterator[str]:
    for at in range(lines):
        name = "_".join(dice.choice(EN.words) for _ in range(dice.randint(1, 3)))
        yield " " * (4 * (at % 4)) + f"{name} = measure({dice.randint(0, 999)}, at={dice.random():.3f})  # {at}"


def drawing(dice: Random) -> str:
    """A picture of bars; no two are the same."""
    width, height = dice.choice(((640, 260), (480, 320), (900, 300)))
    step = width / 12
    bars = "".join(
        f'<rect x="{at * step:.1f}" y="{height - value:.1f}" width="{step * 0.7:.1f}" height="{value:.1f}"/>'
        for at, value in enumerate(dice.uniform(10, height) for _ in range(12))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" fill="#2B4C7E">{bars}</svg>\n'
    )
