"""What is measured, as tables that can be pasted into README."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version

_TOLD = ("weasyprint", "python-pptx", "pypandoc_binary", "typst")


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The first column is words, the others are numbers."""
    widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]

    def line(cells: Sequence[str]) -> str:
        first, *others = (f"{cell:{width}}" for cell, width in zip(cells, widths, strict=True))
        return f"| {' | '.join([first, *(cell.strip().rjust(len(cell)) for cell in others)])} |"

    ruled = "| " + " | ".join(["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]) + " |"
    return "\n".join([line(head), ruled, *map(line, rows)])


def where() -> str:
    """The day, the machine and the programs, in a line."""
    programs = [f"Python {platform.python_version()}"]
    for package in _TOLD:
        try:
            programs.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    machine = f"{platform.system()}, {platform.machine()}, {os.cpu_count()} processors"
    return f"{date.today().isoformat()}, {machine}, {', '.join(programs)}"
