"""What the replacements in WeasyPrint cost: `python -m bench.patches [project …]`, patched and plain in turn.

Every print is a process of its own, because what is replaced stays so; seconds are of the processor, and medians of
the rounds. The report is to take no more than 1.35 times as long as with plain WeasyPrint."""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.pipeline import Book

_ROUNDS = 3
_PROJECTS = (".", "examples/survey", "bench/manual")
_LIMIT = 1.35

_books: dict[str, Book] = {}
"""What was read, for the processes that print it."""


def measured(project: str, index: int, replaced: bool) -> float:
    """Seconds that one edition takes to print, in this process."""
    from builder.report import pdf, print_edition

    book = _books[project]
    edition = book.editions[index]
    if not replaced:
        pdf.REPLACEMENTS = ()  # type: ignore[misc]
    begun = time.process_time()
    print_edition(edition, book.locales[edition.lang], book.theme)
    return time.process_time() - begun


def main(projects: tuple[str, ...]) -> int:
    from builder.pipeline import read
    from builder.project import open_project

    print("project           lang  patched s  plain s  ratio")
    worst = 0.0
    for project in projects:
        book = read(open_project(Path(project)), lambda diagnostic: None)
        assert book is not None
        _books[project] = book
        for index, edition in enumerate(book.editions):
            with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as pool:
                rounds = [
                    [pool.apply(measured, (project, index, replaced)) for replaced in (True, False)]
                    for _ in range(_ROUNDS)
                ]
            patched, plain = (statistics.median(kept) for kept in zip(*rounds, strict=True))
            worst = max(worst, patched / plain)
            print(f"{project:16}  {edition.lang:4}  {patched:9.2f}  {plain:7.2f}  {patched / plain:5.2f}", flush=True)
    return int(worst > _LIMIT)


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or _PROJECTS))
