"""A report's deck against pandoc's deck of the same report, in turn: `python -m bench.decks [slides …]`.

Every deck is made by a process of its own, start-up and all: ours with native charts and processes, and after all
checks of both languages; pandoc's from the plain Markdown. Seconds are of the processor, medians of the rounds. Then
the growth: reports whose slides are written by rule, every fourth with a chart or table of its own, and the seconds
that a slide takes, beyond the smallest. Needs pandoc, as a program or as the package `pypandoc_binary`."""

from __future__ import annotations

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from pptx import Presentation

from bench.writing import TONGUES, Tongue, sentence, table, title

_ROOT = Path(__file__).parents[1]
_SEED = _ROOT / "tests" / "data" / "report.zh.md"
_ROUNDS = 5
_SIZES = (50, 100, 200, 400, 500)
_A_CHAPTER = 20


def pandoc() -> str:
    """The path of the program. Raises FileNotFoundError."""
    if found := shutil.which("pandoc"):
        return found
    try:
        import pypandoc  # type: ignore[import-not-found]
    except ImportError:
        raise FileNotFoundError("pandoc, or the package pypandoc_binary") from None
    return str(pypandoc.get_pandoc_path())


def seconds(command: list[str]) -> float:
    """Processor seconds of a process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(root: Path, lang: str, folder: Path) -> list[str]:
    where = ["--lang", lang, "--project", str(root), "-o", str(folder)]
    return [sys.executable, "-m", "builder", "slides", *where, "--force", "--draft", "--no-cache"]


def main(sizes: tuple[int, ...]) -> None:
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room)
        theirs = [pandoc(), str(_SEED), "-o", str(folder / "pandoc.pptx")]
        rounds = [(seconds(ours(_ROOT, "zh", folder)), seconds(theirs)) for _ in range(_ROUNDS)]
        mine, other = (statistics.median(kept) for kept in zip(*rounds, strict=True))
        slides = _slides(next(folder.glob("*.zh.*pptx"))), _slides(folder / "pandoc.pptx")
        print(f"ours {mine:.2f} s for {slides[0]} slides · pandoc {other:.2f} s for {slides[1]} · {mine / other:.2f} ×")
        print("slides  seconds  a slide (ms)  beyond the first")
        first: tuple[int, float] | None = None
        for size in sizes:
            made = folder / f"made{size}"
            spent = seconds(ours(project(folder / f"long{size}", size), "zh", made))
            count = _slides(next(made.glob("*.zh.*pptx")))
            first = first or (count, spent)
            more = 1000 * (spent - first[1]) / (count - first[0]) if count > first[0] else 0.0
            print(f"{count:6}  {spent:7.2f}  {1000 * spent / count:12.1f}  {more:16.1f}", flush=True)


def project(folder: Path, slides: int) -> Path:
    """A report of so many slides of its own, in every language; returns its folder."""
    folder.mkdir(parents=True)
    (folder / "report.yaml").write_text("name: long\nlanguages: [zh, en]\ndate: 2026\n", "utf-8")
    dice = Random(slides)
    charts = "".join(
        f"c{at}:\n  kind: bar\n  categories: [a, b, c]\n  series: {{s: {[dice.randint(1, 99) for _ in range(3)]}}}\n"
        for at in range(0, slides, 8)
    )
    (folder / "charts.yaml").write_text(charts, "utf-8")
    for tongue in TONGUES:
        own = folder / tongue.lang
        own.mkdir()
        (own / "index.md").write_text(f"# {title(tongue, Random(0))}\n", "utf-8")
        (own / "terms.yaml").write_text("labels: {a: Alpha, b: Beta, c: Gamma, s: Sigma}\n", "utf-8")
        for begin in range(0, slides, _A_CHAPTER):
            text = "\n\n".join(_chapter(tongue, begin, min(begin + _A_CHAPTER, slides)))
            (own / f"{begin:04}-part.md").write_text(text + "\n", "utf-8")
    return folder


def _chapter(tongue: Tongue, begin: int, end: int) -> list[str]:
    dice = Random(begin)
    blocks = [f"# {title(tongue, dice)}", sentence(tongue, dice).strip()]
    for at in range(begin, end):
        shown = f"c{at}" if at % 8 == 0 else f"t{at}" if at % 8 == 4 else ""
        if shown.startswith("c"):
            blocks.append(f":::{{figure}} {shown}\n{title(tongue, dice)}\n:::")
        elif shown:
            blocks.append(table(tongue, dice, 4, shown, 6))
        points = "\n".join(f"- {sentence(tongue, dice).strip()}" for _ in range(3))
        show = f":show: {shown}\n" if shown else ""
        blocks.append(f"::::{{slide}} {sentence(tongue, dice).strip('。. ')}\n{show}{points}\n::::")
    return blocks


def _slides(deck: Path) -> int:
    return len(Presentation(str(deck)).slides)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or _SIZES)
