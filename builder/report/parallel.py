"""The report in two languages: two editions → one PDF, in which they stand side by side, block by block."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from builder.locales import Locale
from builder.locales.dates import moment
from builder.model import Edition
from builder.report import cover, pages, style
from builder.report.abreast import Loom
from builder.report.attachments import Attachment, attachments
from builder.report.balance import columns
from builder.report.book import bind
from builder.report.bookviews import Book, Index
from builder.report.facing import print_facing
from builder.report.indexes import Indexed, Indexes
from builder.report.joint import Joint
from builder.report.pdf import Printed, identifier, running
from builder.report.prefixes import indexed
from builder.report.press import Press
from builder.report.resources import Shelf
from builder.report.stamp import stamps
from builder.theme import Theme

_LOGGER: Final = logging.getLogger(__name__)


def write(
    first: Edition, second: Edition, locales: Mapping[str, Locale], theme: Theme, shelf: Shelf | None = None
) -> bytes:
    """Both editions as one PDF/A-3a and PDF/UA-1, the same bytes for the same input; content raises nothing. `shelf`
    may know drawings that were made before."""
    printed = print_parallel(first, second, locales, theme, shelf)
    for complaint in printed.complaints:
        _LOGGER.warning("%s: %s", first.name, complaint)
    return printed.content


def print_parallel(
    first: Edition, second: Edition, locales: Mapping[str, Locale], theme: Theme, shelf: Shelf | None = None
) -> Printed:
    """Both editions as one PDF, with the complaints of the layout engine."""
    lay = print_facing if theme.facing else _abreast
    return lay(first, second, locales, theme, shelf or Shelf())


def _abreast(first: Edition, second: Edition, locales: Mapping[str, Locale], theme: Theme, shelf: Shelf) -> Printed:
    """Side by side, on the same pages."""
    prefix = f"{second.lang}:"
    left, right = columns((first, second), (locales[first.lang], locales[second.lang]), theme)
    press = Press.of(first, left.locale, left.theme, shelf, left.measures)
    other = Press.of(second, right.locale, right.theme, shelf, right.measures)
    (found, said), (also, told) = indexed(first, left.locale, ""), indexed(second, right.locale, prefix)
    own = Indexed(said, press, ""), Indexed(told, other, prefix)
    books = _book(found, press, own[0].index({})), _book(also, other, own[1].index({}))
    loom = Loom(press, other, prefix, Joint(press, other))
    book = loom.parallel((found, also), books)
    ground = cover.art(found.document.sections, press)
    html = pages.parallel(book)
    has_index = any(one.index is not None for one in books)
    text = (html + pages.parallel_back(book, 1) if has_index else html) + other.locale.words.continued
    marks = stamps(_marking(press, other)) if first.draft else None
    css = style.sheet(press, text, ground, marks, first.house, style.beside(press, other))
    name = f"{first.name}.{first.lang}+{second.lang}"
    files = tuple(_files((found, also), (press, other)))
    with running(shelf.items, theme.fonts) as engine:
        if has_index:
            document, html = Indexes(book, *own).document(css, engine)
        else:
            document = engine.render(html, css)
        body = book.pairs[0].name if book.pairs else ""
        return engine.write(document, identifier(name, html, css), body, files)


def _marking(press: Press, other: Press) -> Press:
    """The press for the mark of drafts, in both languages."""
    words = press.locale.words
    both = replace(words, draft=f"{words.draft} {other.locale.words.draft}")
    return replace(press, locale=replace(press.locale, words=both))


def _book(edition: Edition, press: Press, index: Index | None) -> Book:
    return bind(edition, press, moment(edition.date, press.locale) if edition.date else "", index)


def _files(editions: tuple[Edition, Edition], presses: tuple[Press, Press]) -> Iterator[Attachment]:
    for edition, press in zip(editions, presses, strict=True):
        yield from attachments(edition, press.locale)
