"""Seconds of the checks, side by side over sizes: `python -m bench.checking [pages …]`.

Our content and long reports written by rule are read and checked once, each in a process of its own, so that what is
compiled at first use counts; seconds are of the processor. What matters is the column of 10,000 words, which must not
grow."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.writing import project

_ROOT = Path(__file__).parents[1]
_SIZES = (50, 100, 200, 300)
_WORD = re.compile(r"[\u4e00-\u9fff]|[A-Za-z0-9'.-]+")


def measured(folder: Path) -> tuple[int, dict[str, float]]:
    """Words of the Markdown of both languages, and seconds of reading and of each check."""
    from builder.check import CHECKS, Context
    from builder.load import load
    from builder.locales import load_locale
    from builder.locales.numbers import known_units
    from builder.measure import covered
    from builder.project import open_project
    from builder.theme import load_theme

    theme, opened = load_theme(None), open_project(folder)
    drawn, units = covered(theme), known_units()
    begun = time.process_time()
    corpus = load(opened, theme.fonts, lambda found: None)
    assert corpus is not None
    seconds = {"load": time.process_time() - begun}
    texts = {name: text for name in opened.read if (text := opened.text(name)) is not None}
    locales = {lang: load_locale(lang) for lang in corpus.documents}
    context = Context(corpus, texts, drawn, units, locales)
    for check in CHECKS:
        begun = time.process_time()
        list(check(context))
        seconds[check.__name__] = time.process_time() - begun
    return sum(len(_WORD.findall(text)) for name, text in texts.items() if name.endswith(".md")), seconds


def main(sizes: tuple[int, ...]) -> None:
    print("words    load  checks  a 10,000 words  slowest")
    with tempfile.TemporaryDirectory() as room:
        for folder in (_ROOT, *(project(Path(room) / f"long{size}", size) for size in sizes)):
            command = [sys.executable, "-m", "bench.checking", "--one", str(folder)]
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="", flush=True)


def _row(folder: Path) -> str:
    words, seconds = measured(folder)
    load, checks = seconds.pop("load"), sum(seconds.values())
    slowest = sorted(seconds.items(), key=lambda one: -one[1])[:4]
    named = ", ".join(f"{name} {took:.2f}" for name, took in slowest)
    return f"{words:6} {load:6.2f} {checks:7.2f} {checks / words * 1e4:15.3f}  {named}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(_row(Path(sys.argv[2])))
    else:
        main(tuple(map(int, sys.argv[1:])) or _SIZES)
