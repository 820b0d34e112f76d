"""The report: one edition → a PDF."""

from __future__ import annotations

import logging
from contextlib import closing, nullcontext

from builder.locales import Locale
from builder.locales.dates import moment
from builder.model import Edition
from builder.report import cover, style
from builder.report.attachments import attachments
from builder.report.book import bind
from builder.report.indexing import index_of, marked
from builder.report.pdf import Printed, identifier
from builder.report.press import Press
from builder.report.resources import Shelf
from builder.report.sequence import texts, typeset
from builder.report.stamp import stamps
from builder.report.standing import Standing
from builder.theme import Theme

_LOGGER = logging.getLogger(__name__)


def write(
    edition: Edition, locale: Locale, theme: Theme, shelf: Shelf | None = None, standing: Standing | None = None
) -> bytes:
    """The edition as PDF/A-3a and PDF/UA-1, the same bytes for the same input; content raises nothing. `shelf` may know
    drawings that were made before, `standing` pages that were set.

    What the layout engine complains about goes to the log; faults of content were told before."""
    printed = print_edition(edition, locale, theme, shelf, standing)
    for complaint in printed.complaints:
        _LOGGER.warning("%s: %s", edition.name, complaint)
    return printed.content


def print_edition(
    edition: Edition, locale: Locale, theme: Theme, shelf: Shelf | None = None, standing: Standing | None = None
) -> Printed:
    """The edition as PDF, with the complaints of the layout engine about what it set."""
    press = Press.of(edition, locale, theme, shelf or Shelf())
    found, said = marked(edition, locale)
    index = index_of(said, {}, press) if said else None
    book = bind(found, press, moment(edition.date, locale) if edition.date else "", index)
    ground = cover.art(edition.document.sections, press)
    text = texts(book)
    css = style.sheet(press, text, ground, stamps(press) if edition.draft else None, edition.house)
    body = book.parts[0].id if book.parts else ""
    files = tuple(attachments(edition, locale))
    name = identifier(f"{edition.name}.{edition.lang}", text, css)
    with closing(Standing()) if standing is None else nullcontext(standing) as kept:
        engine = kept.engine(css, press.shelf.items, theme.fonts)
        document = typeset(book, lambda numbers: index_of(said, numbers, press), theme.bound, kept)
        return engine.write(document, name, body, files)
