"""The report: one edition → a PDF."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace

from builder.locales import Locale
from builder.locales.dates import moment
from builder.model import Edition
from builder.report import cover, pages, style
from builder.report.attachments import attachments
from builder.report.book import bind
from builder.report.indexing import index_of, marked
from builder.report.pdf import Printed, print_pdf
from builder.report.press import Press
from builder.report.resources import Shelf
from builder.report.stamp import stamps
from builder.theme import Theme

_LOGGER = logging.getLogger(__name__)


def write(edition: Edition, locale: Locale, theme: Theme, shelf: Shelf | None = None) -> bytes:
    """The edition as PDF/A-3a and PDF/UA-1, the same bytes for the same input; content raises nothing. `shelf` may know
    drawings that were made before.

    What the layout engine complains about goes to the log; faults of content were told before."""
    printed = print_edition(edition, locale, theme, shelf)
    for complaint in printed.complaints:
        _LOGGER.warning("%s: %s", edition.name, complaint)
    return printed.content


def print_edition(edition: Edition, locale: Locale, theme: Theme, shelf: Shelf | None = None) -> Printed:
    """The edition as PDF, with the complaints of the layout engine."""
    press = Press.of(edition, locale, theme, shelf or Shelf())
    found, said = marked(edition, locale)
    index = index_of(said, {}, press) if said else None
    book = bind(found, press, moment(edition.date, locale) if edition.date else "", index)
    ground = cover.art(edition.document.sections, press)
    html = pages.html(book)
    text = html + pages.back(book, 1) if index else html
    css = style.sheet(press, text, ground, stamps(press) if edition.draft else None, edition.house)
    body = book.parts[0].id if book.parts else ""
    files = tuple(attachments(edition, locale))

    def back(numbers: Mapping[str, int], number: int) -> str:
        return pages.back(replace(book, index=index_of(said, numbers, press)), number)

    name = f"{edition.name}.{edition.lang}"
    return print_pdf(html, css, press.shelf.items, name, body, theme.fonts, files, back if index else None)
