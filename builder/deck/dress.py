"""A company's template as what decks are planned for: its stage, the places on each layout, its sizes and colours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from builder.deck.bare import bare
from builder.deck.brand import Brand, Found, Holder, read_brand
from builder.deck.frames import Frame, Stage
from builder.deck.laid import layout_of
from builder.deck.master import OWN, Master
from builder.deck.matching import Match, matched, report_lacking, stretch
from builder.deck.roles import roles_of
from builder.deck.seating import pages_on
from builder.deck.slides import Deck
from builder.deck.slots import Layout
from builder.diagnostics import Code, Diagnostic, Report
from builder.model import Template
from builder.theme import DeckSizes, Theme

_SOURCE_HEIGHT: Final = 32.0
_SOURCE_GAP: Final = 3.0
_EDGE: Final = 14.0
"""Room under a slide's last line where the template has no footer."""
_TITLES: Final = (20.0, 28.0)
_BODIES: Final = 20.0
_HEADLINES: Final = (24.0, 36.0)
_COVERS: Final = (28.0, 44.0)
"""Sizes of type are the template's within these: its own are meant for titles of a few words."""


def dress(template: Template | None, theme: Theme, report: Report) -> Master | None:
    """Our own where there is no template; None and a diagnostic where the template cannot be used."""
    if template is None:
        return OWN
    try:
        brand = read_brand(template.path, bare(template.content))
    except (LookupError, ValueError, AssertionError, StopIteration) as error:
        message = f"'{template.path}' cannot be the deck's template: it lacks a part that every presentation has"
        hint = f"open it in PowerPoint and save it anew ({type(error).__name__})"
        report(Diagnostic(template.span, Code.UNREADABLE_TEMPLATE, message, hint))
        return None
    matches = matched(brand, template, report)
    if not matches:
        return None
    stage = _stage(matches, brand)
    roles = roles_of(brand.colours, matches[Layout.TITLE_ONLY].found.ground)
    sizes = _sizes(theme.deck, matches)
    own = replace(theme, colours=roles.painted(), deck=sizes, stretch=stretch(brand.fonts))
    return Master(stage, pages_on(stage, matches), brand, roles, own)


def lacking(decks: tuple[Deck, ...], template: Template | None, report: Report) -> None:
    """Says which layouts of these decks the template has not."""
    brand = decks[0].master.brand if decks else None
    if brand is None or template is None:
        return
    matches = matched(brand, template, lambda _: None)
    used = {layout_of(slide) for deck in decks for slide in deck.slides}
    lost = tuple(layout for layout in Layout if layout in used and matches[layout].lacking)
    if lost:
        report_lacking(brand, template, lost, matches[Layout.TITLE_ONLY].found.name, report)


def _stage(matches: Mapping[Layout, Match], brand: Brand) -> Stage:
    alone = matches[Layout.TITLE_ONLY].found
    listed = matches[Layout.BULLETS].found
    title = alone.holder("title", "ctrTitle")
    assert title is not None
    content = max((one for one in listed.holders if one.kind in ("obj", "body")), key=_area, default=None)
    feet = [one.frame for one in alone.holders if one.kind in ("dt", "ftr", "sldNum")]
    low = [frame.top for frame in feet if frame.top > 0.7 * brand.height]
    zone = _inner(content.frame) if content else _under(title, min(low, default=brand.height - _EDGE))
    if zone.top < title.frame.bottom < zone.top + 0.3 * zone.height:
        zone = replace(zone, top=title.frame.bottom, height=zone.bottom - title.frame.bottom)
    below = [frame.top for frame in alone.drawn if zone.bottom - 1 <= frame.top and frame.height < 0.4 * brand.height]
    floor = min([*low, *below, brand.height - _EDGE])
    top = min(max(zone.bottom + _SOURCE_GAP, floor - 2 * _SOURCE_HEIGHT), floor - _SOURCE_HEIGHT)
    zone = replace(zone, height=min(zone.bottom, top - _SOURCE_GAP) - zone.top)
    source = Frame(zone.left, top, zone.width, _SOURCE_HEIGHT)
    footer = alone.holder("ftr")
    foot, size = (footer.frame, footer.size) if footer else (OWN.stage.foot, 0)
    return Stage(brand.width, brand.height, title.frame, zone, source, foot, size)


def _area(holder: Holder) -> float:
    return holder.frame.width * holder.frame.height


def _inner(frame: Frame) -> Frame:
    return Frame(frame.left + frame.inset, frame.top, frame.text_width, frame.height)


def _under(title: Holder, floor: float) -> Frame:
    """Where content stands in a template that does not say so: under its title."""
    frame = _inner(title.frame)
    top = frame.bottom + 10
    return replace(frame, top=top, height=floor - 8 - top)


def _sizes(sizes: DeckSizes, matches: Mapping[Layout, Match]) -> DeckSizes:
    """The template's, within what messages of a sentence need and the floors allow."""

    def within(limits: tuple[float, float], own: Iterator[float], usual: float) -> float:
        return min(max(min(own, default=usual), limits[0]), limits[1])

    title, body = matches[Layout.TITLE_ONLY].found, matches[Layout.BULLETS].found
    text = next((one.size for one in body.holders if one.kind in ("obj", "body")), sizes.body)
    large = [one for one in (Layout.SECTION, Layout.STATEMENT, Layout.CLOSING) if not matches[one].lacking]
    return replace(
        sizes,
        title=within(_TITLES, _title_sizes(title), sizes.title),
        body=min(max(text, sizes.body_floor), _BODIES),
        statement=within(_HEADLINES, (s for one in large for s in _title_sizes(matches[one].found)), sizes.statement),
        cover=within(_COVERS, _title_sizes(matches[Layout.COVER].found), sizes.cover),
    )


def _title_sizes(found: Found) -> Iterator[float]:
    yield from (one.size for one in found.holders if one.kind in ("title", "ctrTitle"))
