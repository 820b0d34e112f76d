"""The indexes of a report in two languages: below each other where one page holds both, else each opens a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from builder.report import pages
from builder.report.abreastviews import Parallel
from builder.report.bookviews import Index
from builder.report.indexing import Said, index_of
from builder.report.pdf import Engine, with_back
from builder.report.press import Press

_ROUNDS: Final = 3
"""So often a document is set, until its indexes are where its contents say."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an index is made of; `prefix` is that of its language's ids."""

    said: tuple[Said, ...]
    press: Press
    prefix: str

    def index(self, numbers: Mapping[str, int]) -> Index | None:
        if not self.said:
            return None
        made = index_of(self.said, numbers, self.press)
        return replace(made, id=self.prefix + made.id)


@dataclass(frozen=True, slots=True)
class Indexes:
    book: Parallel
    first: Indexed
    second: Indexed

    def document(self, css: str, engine: Engine) -> tuple[Any, str]:
        """The document with its indexes behind it, and its HTML. The contents say where the second begins: the pages of
        the first are counted with numbers like those that it will have, and all is set again where these came out fewer
        or more."""
        body = self.book.pairs[0].name if self.book.pairs else ""
        apart = self._apart(engine.render(self._back(self._guessed(), 1, 0), css).pages)
        for _ in range(_ROUNDS):
            html = pages.parallel(self.book, apart)
            rendered = engine.render(html, css)
            document = with_back(rendered, self._behind(apart), body, partial(engine.render, css=css), apart + 1)
            if (found := self._apart(document.pages)) == apart:
                break
            apart = found
        return document, html

    def _behind(self, apart: int) -> Any:
        return lambda numbers, number: self._back(numbers, number, apart)

    def _back(self, numbers: Mapping[str, int], number: int, apart: int) -> str:
        one = replace(self.book.first, index=self.first.index(numbers))
        two = replace(self.book.second, index=self.second.index(numbers))
        return pages.parallel_back(replace(self.book, first=one, second=two), number, apart)

    def _guessed(self) -> Mapping[str, int]:
        """Numbers of pages before there are pages: each another one of three digits, without ranges."""
        places = (place for term in (*self.first.said, *self.second.said) for place in term.places)
        return {place: 100 + 2 * at for at, place in enumerate(places)}

    def _apart(self, made: Sequence[Any]) -> int:
        """How many pages lie between those on which the first index and the last begin."""
        names = [one.index.id for one in (self.book.first, self.book.second) if one.index]
        places = [next(at for at, page in enumerate(made) if name in page.anchors) for name in names]
        return places[-1] - places[0]
