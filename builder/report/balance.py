"""Two languages side by side: sizes of type, one pitch of lines, and columns as wide as their texts are long."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from builder.locales import Locale
from builder.model import Blocks, Callout, Edition, Heading, Items, Paragraph, Quote, Section
from builder.report.fonts import heading_ruler
from builder.report.measures import Measures, measures
from builder.text import plain
from builder.theme import Sizes, Theme

GAP: Final = 16.0
"""Between the columns at least, pt."""

_BODY: Final = 0.88
"""Type of the text beside that of a report in one language."""

_PITCH: Final = 1.62
"""From line to line, as a factor of the mean size of both texts (CLREQ: from 1.5 on for Chinese)."""

_NARROWEST: Final = 0.42
"""Share of the columns that the shorter text has at least."""

_LEANING: Final = 0.75
"""How far the widths follow the lengths: a column that is very narrow has loose lines."""

_MARGIN: Final = 0.8
"""Margins beside the text, of those of a report in one language: two columns want a wider page."""

_BELOW: Final = 0.75
"""The title of the second language on the cover, of that of the first."""

_LARGE, _SMALL = 0.78, 0.94
"""Titles, captions and tables beside those of a report in one language."""

_STEP: Final = 0.25
"""Sizes are multiples of this, pt."""


@dataclass(frozen=True, slots=True)
class Column:
    """One language of a report in two, set in its column."""

    locale: Locale
    theme: Theme
    measures: Measures


def columns(editions: tuple[Edition, Edition], locales: tuple[Locale, Locale], theme: Theme) -> tuple[Column, Column]:
    """Lines of both stand on one grid, so that the same pitch serves both."""
    sizes = [_stepped(locale.type.body_size * _BODY) for locale in locales]
    pitch = _stepped(sum(sizes) / 2 * _PITCH)
    first, second = (
        replace(locale, type=replace(locale.type, body_size=size, leading=pitch / size))
        for locale, size in zip(locales, sizes, strict=True)
    )
    page = replace(
        theme.report,
        margin_inner=theme.report.margin_inner * _MARGIN,
        margin_outer=theme.report.margin_outer * _MARGIN,
    )
    small = replace(theme, sizes=_reduced(theme.sizes), report=page)
    below = replace(small, sizes=replace(small.sizes, title=small.sizes.title * _BELOW))
    full = measures(page, first.type).full
    needs = [_length(edition, locale, theme) for edition, locale in zip(editions, (first, second), strict=True)]
    share = 0.5 + (needs[0] / sum(needs) - 0.5) * _LEANING if all(needs) else 0.5
    share = min(max(share, _NARROWEST), 1 - _NARROWEST)
    width = _whole((full - GAP) * share, first)
    widths = width, _whole(full - GAP - width, second)
    return tuple(  # type: ignore[return-value]
        Column(locale, own, replace(measures(page, locale.type), text=one, side=0.0))
        for locale, own, one in zip((first, second), (small, below), widths, strict=True)
    )


def _stepped(size: float) -> float:
    return round(size / _STEP) * _STEP


def _whole(width: float, locale: Locale) -> float:
    """Whole ems, where lines are justified (CLREQ, "Procedure for Defining the Type Area")."""
    size = locale.type.body_size
    return math.floor(width / size) * size if locale.type.justify else width


def _reduced(sizes: Sizes) -> Sizes:
    """Titles of chapters and sections have half a page; what is smaller than text stays legible."""
    return replace(
        sizes,
        chapter=_stepped(sizes.chapter * _LARGE),
        heading=_stepped(sizes.heading * _LARGE),
        subheading=_stepped(sizes.subheading * (_LARGE + _SMALL) / 2),
        small=_stepped(sizes.small * _SMALL),
        table=_stepped(sizes.table * _SMALL),
        caption=_stepped(sizes.caption * _SMALL),
        code=_stepped(sizes.code * _SMALL),
    )


def _length(edition: Edition, locale: Locale, theme: Theme) -> float:
    """Of its running text on one line, pt."""
    ruler, size = heading_ruler(locale, theme), locale.type.body_size
    return sum(ruler.width(text, size) for one in edition.document.sections for text in _texts(one))


def _texts(section: Section) -> Iterator[str]:
    yield from _of(section.blocks)
    for part in section.sections:
        yield from _texts(part)


def _of(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield plain(block.children)
            case Callout() | Quote():
                yield from _of(block.blocks)
            case Items():
                for item in block.items:
                    yield from _of(item.blocks)
            case _:
                continue
