"""The book set in parts: each chapter by itself, then the front matter, which lists their pages, then the index.

The pages of a chapter depend on nothing of others but the numbers of its first page and of its first footnote, and, on
paper, the pages that it refers to. Chapters that share pages are one part. Where the house's style sheet looks beyond a
chapter, the book is one document but for its index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from builder.report import pages
from builder.report.bookviews import Book, Index
from builder.report.pdf import numbered, with_back
from builder.report.standing import Standing

_ROUNDS: Final = 4
"""So often chapters are set until the numbers of pages that they print are right."""

_NOTE: Final = re.compile('class="footnote"')

Indexed: TypeAlias = Callable[[Mapping[str, int]], Index]
"""The index, given the printed numbers of pages by the ids of what stands there."""


def texts(book: Book) -> str:
    """All that will be printed, but numbers of pages."""
    parts = (pages.chapters(part, 1, 0, {}) for part in _parts(book))
    return "".join((pages.front(book, {}), *parts, pages.back(book, 1)))


def typeset(book: Book, indexed: Indexed, bound: bool, standing: Standing) -> Any:
    """The document of the layout engine with all pages. `bound`: chapters and the index begin on right pages."""
    if book.whole:
        return _whole(book, indexed, standing)
    return _Typesetter(book, bound, standing).document(indexed)


def _whole(book: Book, indexed: Indexed, standing: Standing) -> Any:
    def back(numbers: Mapping[str, int], number: int) -> str:
        return pages.back(replace(book, index=indexed(numbers)), number)

    document = standing.render(pages.whole(book))
    return with_back(document, back, book.parts[0].id, standing.render) if book.index else document


@dataclass(frozen=True, slots=True)
class _Typesetter:
    book: Book
    bound: bool
    standing: Standing

    def document(self, indexed: Indexed) -> Any:
        numbers: dict[str, int] = {}
        for _ in range(_ROUNDS if self.bound else 1):
            body = self._body(numbers)
            before, numbers = numbers, numbered(body)
            if numbers == before:
                break
        made = [*body, *self._back(len(body), indexed, numbers)]
        front = self.standing.render(pages.front(self.book, numbered(made)))
        blank = self._blank(len(front.pages), right=True) if made else []
        return front.copy([*front.pages, *blank, *made])

    def _body(self, numbers: Mapping[str, int]) -> list[Any]:
        """The pages of all chapters; references print `numbers`."""
        made: list[Any] = []
        notes = 0
        for part in _parts(self.book):
            made += self._blank(len(made), right=True)
            html = pages.chapters(part, len(made) + 1, notes, numbers)
            notes += len(_NOTE.findall(html))
            made += self.standing.render(html).pages
        return made

    def _back(self, count: int, indexed: Indexed, numbers: Mapping[str, int]) -> list[Any]:
        """Index and colophon, behind so many pages of chapters."""
        if self.book.index is None and not self.book.colophon:
            return []
        blank = self._blank(count, right=self.book.index is not None)
        book = replace(self.book, index=indexed(numbers)) if self.book.index else self.book
        return [*blank, *self.standing.render(pages.back(book, count + len(blank) + 1)).pages]

    def _blank(self, count: int, right: bool) -> list[Any]:
        """An empty page where the one behind so many pages is on the wrong side of a leaf."""
        if not self.bound or (count % 2 == 0) is right:
            return []
        return self.standing.empty(pages.empty(self.book))


def _parts(book: Book) -> Iterator[Book]:
    """The book with the chapters of each part alone."""
    if book.runs_on:
        yield book
    else:
        yield from (replace(book, parts=(one,)) for one in book.parts)
