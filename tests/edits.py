"""A small project in two languages, and what people do to one, at random."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

FILES: Final = {
    "content/report.yaml": "name: little\nlanguages: [zh, en]\ndate: 2026-03\nsections: [harbour, boats]\n",
    "content/facts.yaml": (
        "boats.2024: {value: 100, as_of: 2024}\nboats.2025: {value: 120, as_of: 2025}\n"
        'wood: {value: 35, unit: "%", as_of: 2025}\n'
    ),
    "content/charts.yaml": (
        'growth:\n  kind: bar\n  categories: ["2024", "2025"]\n  series:\n    boats: [boats.2024, boats.2025]\n'
    ),
    "content/sources.yaml": (
        "- id: harbour\n  type: report\n  author: [{literal: Harbour Office}]\n  title: Boats (made up)\n"
        "  publisher: Harbour Office\n  issued: 2026\n  language: en\n"
    ),
    "content/zh/terms.yaml": 'labels:\n  boats: 船只\n  "2024": 2024\n  "2025": 2025\n',
    "content/en/terms.yaml": 'labels:\n  boats: Boats\n  "2024": 2024\n  "2025": 2025\n',
    "content/zh/index.md": "# 港口\n\n:::{subtitle}\n一份小报告\n:::\n",
    "content/en/index.md": "# The Harbour\n\n:::{subtitle}\nA small report\n:::\n",
    "content/zh/harbour.md": (
        "# 港口在生长\n\n:::{takeaway}\n港口比去年大。\n:::\n\n船只有 {fact}`boats.2025`艘{cite}`harbour`。\n\n"
        ":::{figure} growth\n每年的船只\n:::\n"
    ),
    "content/en/harbour.md": (
        "# The Harbour Grows\n\n:::{takeaway}\nThe harbour is larger than it was.\n:::\n\n"
        "There are {fact}`boats.2025` boats {cite}`harbour`.\n\n:::{figure} growth\nBoats by year\n:::\n"
    ),
    "content/zh/boats.md": (
        "# 船只是木头做的\n\n:::{takeaway}\n木头够用。\n:::\n\n占 {fact}`wood`。\n\n![一艘船](/assets/boat.svg)\n"
    ),
    "content/en/boats.md": (
        "# Boats Are of Wood\n\n:::{takeaway}\nThere is enough wood.\n:::\n\nThat is {fact}`wood`.\n\n"
        "![A boat](/assets/boat.svg)\n"
    ),
    "assets/boat.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><path d="M0 30h120v30H0z" fill="#123456"/>'
        "</svg>\n"
    ),
}

Edit: TypeAlias = Callable[[Path, random.Random], None]


def little(folder: Path) -> Path:
    """The project in a new folder."""
    for name, text in FILES.items():
        _write(folder / name, text)
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _replace(path: Path, pattern: str, new: str) -> None:
    if path.is_file():
        path.write_text(re.sub(pattern, new, path.read_text("utf-8"), count=1), "utf-8")


def _a_text(project: Path, chance: random.Random) -> Path:
    texts = sorted((project / "content").glob("*/*.md"))
    return chance.choice([path for path in texts if path.name != "index.md"])


def sentence(project: Path, chance: random.Random) -> None:
    name, times = _a_text(project, chance).name, chance.randint(1, 3)
    for lang, words in (("zh", "又一句话。"), ("en", "Another sentence. ")):
        path = project / "content" / lang / name
        path.write_text(f"{path.read_text('utf-8')}\n{(words * times).strip()}\n", "utf-8")


def wording(project: Path, chance: random.Random) -> None:
    """Of one language alone."""
    name, old, news = chance.choice(
        (
            ("zh/boats.md", "够用|很多|不少", ("够用", "很多", "不少")),
            ("en/harbour.md", "larger|bigger|wider", ("larger", "bigger", "wider")),
        )
    )
    _replace(project / "content" / name, old, chance.choice(news))


def empty_line(project: Path, chance: random.Random) -> None:
    path = _a_text(project, chance)
    path.write_text("\n" + path.read_text("utf-8"), "utf-8")


def number(project: Path, chance: random.Random) -> None:
    fact = chance.choice(("boats.2024", "boats.2025", "wood"))
    _replace(project / "content/facts.yaml", f"({re.escape(fact)}: .value:) [0-9]+", f"\\1 {chance.randint(10, 99)}")


def label(project: Path, chance: random.Random) -> None:
    lang, word = chance.choice((("zh", "小船"), ("zh", "船"), ("en", "Ships"), ("en", "Vessels")))
    _replace(project / f"content/{lang}/terms.yaml", "boats: .*", f"boats: {word}")


def kind(project: Path, chance: random.Random) -> None:
    _replace(project / "content/charts.yaml", "kind: .*", f"kind: {chance.choice(('bar', 'line'))}")


def theme(project: Path, chance: random.Random) -> None:
    _write(project / "assets/theme.toml", f'[colours]\naccent = "#{chance.randrange(16**6):06x}"\n')


def style(project: Path, chance: random.Random) -> None:
    _write(project / "assets/report.css", f"p {{ letter-spacing: {chance.randint(0, 3)}pt }}\n")


def picture(project: Path, chance: random.Random) -> None:
    path = project / "assets/boat.svg"
    if path.is_file() and chance.random() < 0.3:
        path.unlink()
    else:
        _write(path, FILES["assets/boat.svg"].replace("#123456", f"#{chance.randrange(16**6):06x}"))


def logo(project: Path, chance: random.Random) -> None:
    path = project / "assets/logo.svg"
    if path.is_file() and chance.random() < 0.5:
        path.unlink()
    else:
        _write(path, FILES["assets/boat.svg"].replace("120", str(chance.randint(100, 140))))


def chapter(project: Path, chance: random.Random) -> None:
    settings = project / "content/report.yaml"
    if "more" in settings.read_text("utf-8"):
        _replace(settings, ", more", "")
    else:
        _replace(settings, r"sections: \[(.*)\]", r"sections: [\1, more]")
    _write(project / "content/zh/more.md", "# 还有一章\n\n几个字。\n")
    _write(project / "content/en/more.md", "# One More\n\nA few words.\n")


def order(project: Path, _: random.Random) -> None:
    _replace(project / "content/report.yaml", r"\[(harbour|boats), (harbour|boats)", r"[\2, \1")


def found_by_itself(project: Path, chance: random.Random) -> None:
    """Sections by name, and a new file that is found by its place alone."""
    _replace(project / "content/report.yaml", r"sections: .*\n", "")
    name = f"z{chance.randint(1, 2)}.md"
    _write(project / "content/zh" / name, "# 自己找到的\n\n几个字。\n")
    _write(project / "content/en" / name, "# Found\n\nA few words.\n")


def fault(project: Path, chance: random.Random) -> None:
    path = _a_text(project, chance)
    path.write_text(path.read_text("utf-8") + "\n{fact}`nothing`\n", "utf-8")


def mended(project: Path, chance: random.Random) -> None:
    for path in sorted((project / "content").glob("*/*.md")):
        _replace(path, "\n{fact}`nothing`\n", "")


def undone(project: Path, _: random.Random) -> None:
    """Everything as it was in the beginning."""
    for folder in ("content", "assets"):
        shutil.rmtree(project / folder)
    little(project)


def saved_again(project: Path, chance: random.Random) -> None:
    _a_text(project, chance).touch()


EDITS: Final[Sequence[Edit]] = (
    *(sentence, wording, empty_line, number, label, kind, theme, style, picture, logo, chapter, order, found_by_itself),
    *(fault, mended, undone, saved_again),
)
