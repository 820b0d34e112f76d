"""What a build with nothing kept costs, stage by stage: `python -m bench.stages [project]`.

Imports first, each with what those before it have not brought; then two PDFs and two decks in this one process. Seconds
are of the processor; what a stage calls of another counts there. `python -X importtime -m builder build` says more of
imports, and `python -m cProfile -s tottime -m builder build -j 1` of functions."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.table import markdown, where

_ROOT = Path(__file__).parents[1]
_IMPORTS = {
    "the command line": ("builder.cli", "builder.pipeline"),
    "reading and checking": ("builder.load", "builder.check", "builder.check.lenient", "builder.resolve"),
    "slides (python-pptx, lxml)": ("builder.deck", "builder.deck.pptx"),
    "charts (matplotlib, numpy)": ("builder.chart.svg", "builder.diagram.svg"),
    "the layout engine (WeasyPrint)": ("builder.report.ready",),
}
_STAGES = {
    "reading Markdown and YAML": ("builder.load.load",),
    "checking both languages": ("builder.check.check",),
    "words, numbers, charts' data": ("builder.resolve.resolve", "builder.chart.make_plot", "builder.chart.validate"),
    "planning slides": ("builder.deck.plan",),
    "pages as HTML, style sheets": (
        "builder.report.pages.front",
        "builder.report.pages.chapters",
        "builder.report.style.sheet",
    ),
    "drawing charts": ("builder.chart.svg.draw_svg", "builder.diagram.svg.draw_svg"),
    "fonts cut": ("builder.report.style.subset",),
    "layout of pages": ("builder.report.pdf.Engine.render",),
    "PDF: drawing, tags, packing": ("builder.report.pdf.Engine.write",),
    "writing slides": ("builder.deck.pptx.write",),
}
_REST = "everything else"


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inside: list[str] = [_REST]
        self._since = time.process_time()

    def pass_to(self, stage: str) -> None:
        self._count()
        self._inside.append(stage)

    def back(self) -> None:
        self._count()
        self._inside.pop()

    def _count(self) -> None:
        now = time.process_time()
        self.spent[self._inside[-1]] += now - self._since
        self._since = now


def imports(clock: Clock) -> None:
    for name, modules in _IMPORTS.items():
        clock.pass_to(f"import: {name}")
        for module in modules:
            import_module(module)
        clock.back()


def watch(clock: Clock) -> None:
    """Let each function of a stage tell when it begins and ends."""
    for stage, functions in _STAGES.items():
        for path in functions:
            owner, _, name = path.rpartition(".")
            holder = _named(owner)
            setattr(holder, name, _timed(getattr(holder, name), stage, clock))


def _named(path: str) -> Any:
    """A module, or what one defines."""
    try:
        return import_module(path)
    except ModuleNotFoundError:
        module, _, name = path.rpartition(".")
        return getattr(import_module(module), name)


def _timed(function: Callable[..., object], stage: str, clock: Clock) -> Callable[..., object]:
    def timed(*arguments: object, **named: object) -> object:
        clock.pass_to(stage)
        try:
            result = function(*arguments, **named)
            return list(result) if isinstance(result, Iterator) else result
        finally:
            clock.back()

    return timed


def main(project: Path) -> None:
    clock = Clock()
    imports(clock)
    watch(clock)
    with tempfile.TemporaryDirectory() as room:
        clock.pass_to(_REST)
        _named("builder.cli.main")(["build", "-q", "-j", "1", "--no-cache", "--project", str(project), "-o", room])
        clock.back()
    total = sum(clock.spent.values())
    order = (*(f"import: {name}" for name in _IMPORTS), *_STAGES, _REST)
    rows = [(name, f"{clock.spent[name]:.2f}", f"{100 * clock.spent[name] / total:.0f} %") for name in order]
    print(f"{where()}\n\n{markdown(('', 's', 'share'), [*rows, ('together', f'{total:.2f}', '100 %')])}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else _ROOT)
