"""Chapters printed by themselves, as they will stand in the report: what an author sees while the report is made."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any, Final

from builder.locales import Locale
from builder.model import Edition, Section
from builder.report import pages, pixels, style
from builder.report.book import bind
from builder.report.looks import look
from builder.report.pdf import Engine, running
from builder.report.press import Press
from builder.report.resources import Shelf
from builder.report.shortness import runs_on
from builder.report.stamp import stamps
from builder.theme import Theme

_NOTHING: Final = "builder:nothing"
"""The ground of covers, of which proofs have none."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Chapters that are set and not yet painted. `looks`: a digest a page; pages that have the same look the same."""

    looks: tuple[str, ...]
    _document: Any

    def pdf(self, pages: Iterable[int]) -> bytes:
        """A PDF of these pages, without tags."""
        target = io.BytesIO()
        chosen = self._document.copy([self._document.pages[at] for at in pages])
        chosen.write_pdf(target, dpi=pixels.DPI, full_fonts=True, uncompressed_pdf=True)
        return target.getvalue()


@dataclass(slots=True)
class Proofs:
    """Prints chapters of one language. The layout engine stays, with fonts that hold what any of them needed."""

    locale: Locale
    theme: Theme
    shelf: Shelf
    known: frozenset[str] = frozenset()
    css: str = ""
    _engine: Engine | None = None
    _open: ExitStack = field(default_factory=ExitStack)

    def print(self, edition: Edition, chapters: tuple[Section, ...], folio: int, notes: int) -> Proof:
        """These chapters of the edition; `folio` is the number of the first page, and so many `notes` stand before."""
        alone = replace(edition, document=replace(edition.document, sections=chapters), index=False)
        press = Press.of(alone, self.locale, self.theme, self.shelf)
        book = bind(alone, press, "")
        html = pages.chapters(book, folio, notes, {})
        document = self._dressed(html, edition, press).render(html, self.css)
        return Proof(tuple(look(page, self.shelf.items, self.css) for page in document.pages), document)

    def close(self) -> None:
        """Give back what the layout engine holds; it begins anew when it is needed."""
        self._engine = None
        self._open.close()

    def _dressed(self, html: str, edition: Edition, press: Press) -> Engine:
        """The engine with fonts that have all characters of the text: begun anew where one is in none of them, since it
        takes a family only once."""
        here = frozenset(unescape(html))
        if self._engine is None or not here <= self.known:
            self.close()
            self.known = self.known.union(
                here, *(frozenset(text.decode("utf-8", "ignore")) for text in edition.files.values())
            )
            marks = stamps(press) if edition.draft else None
            text = html + "".join(sorted(self.known))
            self.css = style.sheet(press, text, _NOTHING, marks, edition.house)
            self._engine = self._open.enter_context(running(self.shelf.items, self.theme.fonts))
        return self._engine


def share_pages(edition: Edition, locale: Locale, theme: Theme) -> bool:
    """Whether chapters run on, so that none can be printed without the others."""
    return runs_on(edition.document.sections, Press.of(edition, locale, theme, Shelf()))
