"""The report: one edition → a PDF."""

from __future__ import annotations

import logging

from builder.locales import Locale
from builder.locales.dates import moment
from builder.model import Edition
from builder.report import cover, pages, style
from builder.report.book import bind
from builder.report.composition import holds
from builder.report.fonts import heading_ruler
from builder.report.measures import measures
from builder.report.pdf import Printed, print_pdf
from builder.report.press import Press
from builder.report.resources import Shelf
from builder.report.stamp import stamps
from builder.theme import Theme

_LOGGER = logging.getLogger(__name__)


def write(edition: Edition, locale: Locale, theme: Theme) -> bytes:
    """The edition as PDF/UA-1, the same bytes for the same input; content raises nothing.

    What the layout engine complains about goes to the log; faults of content were told before."""
    printed = print_edition(edition, locale, theme)
    for complaint in printed.complaints:
        _LOGGER.warning("%s: %s", edition.name, complaint)
    return printed.content


def print_edition(edition: Edition, locale: Locale, theme: Theme) -> Printed:
    """The edition as PDF, with the complaints of the layout engine."""
    press = Press(
        locale=locale,
        theme=theme,
        measures=measures(theme.report, locale.type),
        ruler=heading_ruler(locale, theme),
        assets=edition.assets,
        shelf=Shelf(),
        holds=holds(locale),
    )
    book = bind(edition, press, moment(edition.date, locale) if edition.date else "")
    ground = cover.art(edition.document.sections, press)
    html = pages.html(book)
    css = style.sheet(press, html, ground, stamps(press) if edition.draft else None)
    body = book.parts[0].id if book.parts else ""
    return print_pdf(html, css, press.shelf.items, f"{edition.name}.{edition.lang}", body, theme.fonts)
