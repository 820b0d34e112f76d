"""Where the slots of our layouts stand on those of a company's template.

A slot takes a placeholder of a fitting kind and size; the others stand in what the layout leaves free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from builder.deck.brand import Found, Holder
from builder.deck.frames import PANEL_INSET, Frame, Stage
from builder.deck.matching import Match
from builder.deck.pages import PAGES, light_pages
from builder.deck.slots import (
    BODY,
    EVIDENCE,
    LEFT_HEAD,
    META,
    RIGHT_HEAD,
    SECOND,
    SOURCE,
    TITLE,
    Face,
    Home,
    Kind,
    Layout,
    Page,
    Seat,
    SizeName,
    Slot,
)

_TEXTS: Final = ("obj", "body", "subTitle")
_TAKES: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.CHART: ("chart", "obj"),
    Kind.TABLE: ("tbl", "obj"),
    Kind.PICTURE: ("pic", "obj"),
    Kind.CONTENT: ("obj",),
}
"""Placeholders that evidence fills; text fills those of _TEXTS."""
_LEAST: Final = (0.25, 0.3)
"""Least width and height of a placeholder for content, as shares of the zone."""
_HEAD: Final = 32.0
"""Height that a heading over a column takes."""
_META: Final = 98.0
_LEAST_SUBTITLE: Final = 0.4
_ALIKE: Final = 0.87
_GAP: Final = 8.0
_TITLE_SHARE: Final = 0.42
"""How far a large title reaches into the zone."""
_FRONT: Final = (Layout.COVER, Layout.SECTION, Layout.CLOSING)
_PAIRS: Final = (
    Layout.CHART_TEXT, Layout.TABLE_TEXT, Layout.PICTURE_TEXT, Layout.TWO_CONTENT, Layout.TWO_CONTENT_NOTE,
    Layout.COMPARISON,
)  # fmt: skip


def pages_on(stage: Stage, matches: Mapping[Layout, Match]) -> Mapping[Layout, Page]:
    light = light_pages(stage)
    agenda = replace(light[Layout.BULLETS], slots=light[Layout.BULLETS].slots[:2])
    plain = light | {layout: _front(stage, layout) for layout in (*_FRONT, Layout.STATEMENT)} | {Layout.AGENDA: agenda}
    return {layout: _page(layout, plain[layout], match, stage) for layout, match in matches.items()}


def _front(stage: Stage, layout: Layout) -> Page:
    """Pages whose title is most of what they show, where the template has none for them: text under a large title."""
    zone = stage.zone
    upper = Frame(zone.left, stage.head.top, zone.width, zone.top + _TITLE_SHARE * zone.height - stage.head.top)
    lower = replace(zone, top=upper.bottom + 2 * _GAP, height=zone.bottom - upper.bottom - 2 * _GAP)
    size: SizeName = "cover" if layout is Layout.COVER else "statement"
    title = Slot(TITLE, Kind.TITLE, "Title", upper, Face(size, bold=True, anchor="b", major=True))
    bulleted = layout in (Layout.STATEMENT, Layout.CLOSING)
    body = Slot(BODY, Kind.BODY, "Text", lower, Face(bullets=bulleted))
    if layout is Layout.COVER:
        return Page("", (title, *_split(body, stage)))
    source = light_pages(stage)[Layout.TITLE_ONLY].slot(SOURCE)
    return Page("", (title, body, source) if layout is Layout.STATEMENT else (title, body))


def _split(body: Slot, stage: Stage) -> tuple[Slot, Slot]:
    """The subtitle of a cover, and the particulars of the report under it or, where there is no room, in its place."""
    frame, bottom = body.frame, stage.source.bottom
    top = max(min(frame.bottom + _GAP, bottom - _META), frame.top + _LEAST_SUBTITLE * frame.height)
    upper = replace(frame, height=min(frame.height, top - _GAP - frame.top))
    lower = replace(frame, top=top, height=min(_META, bottom - top))
    return replace(body, frame=upper), Slot(META, Kind.BODY, "Particulars", lower, replace(body.face, size="label"))


def _page(layout: Layout, plain: Page, match: Match, stage: Stage) -> Page:
    found = match.found
    if found.name == layout.value and (own := _own(PAGES[layout], found)):
        return own
    title = found.holder("title", "ctrTitle")
    assert title is not None
    slots = {slot.index: slot for slot in plain.slots}
    kept = not (match.lacking and layout in (*_FRONT, Layout.STATEMENT))
    seats: dict[int, Seat] = {TITLE: Seat(title.index, title.kind, kept)}
    face = replace(slots[TITLE].face, align="l" if layout is Layout.STATEMENT and not kept else title.align)
    slots[TITLE] = replace(slots[TITLE], face=face, frame=title.frame if kept else slots[TITLE].frame)
    if match.lacking:
        if layout in _FRONT:
            slots |= {n: replace(s, face=replace(s.face, align=title.align)) for n, s in slots.items() if n != TITLE}
    elif layout in _FRONT:
        _seat_front(layout, found, stage, slots, seats)
    elif layout in _PAIRS:
        _seat_pair(found, stage, slots, seats)
    else:
        _seat_one(found, stage, slots, seats)
    faint = frozenset(one.index for one in found.holders if one.faint)
    return Page("", tuple(slots.values()), home=Home(found.part, seats, faint=faint))


def _own(page: Page, found: Found) -> Page | None:
    """A layout that Builder gave out: every slot has its placeholder, by index."""
    theirs = {one.index: one for one in found.holders}
    if any(slot.index not in theirs for slot in page.slots):
        return None
    slots = []
    for slot in page.slots:
        slots.append(replace(slot, frame=theirs[slot.index].frame))
    return replace(page, slots=tuple(slots), home=Home(found.part, {}, ours=True))


def _seat_front(layout: Layout, found: Found, stage: Stage, slots: dict[int, Slot], seats: dict[int, Seat]) -> None:
    """A subtitle, and the particulars of the report under it or in its lower half."""
    below = found.holder("subTitle") or found.holder("body") or found.holder("obj")
    body = slots[BODY]
    if below is None:
        slots[BODY] = body = replace(body, frame=_beside(_inner(slots[TITLE].frame), stage))
    else:
        seats[BODY] = _seat(below)
        face = replace(body.face, align=below.align, colour=below.colour.xml() if below.colour else body.face.colour)
        slots[BODY] = body = replace(body, frame=_inner(below.frame), face=face)
    if layout is Layout.COVER:
        slots[BODY], slots[META] = _split(body, stage)


def _beside(title: Frame, stage: Stage) -> Frame:
    """Under the title, or over it where it stands low."""
    top, bottom = title.bottom + _GAP, stage.source.bottom
    if bottom - top < _META:
        top, bottom = stage.head.top, title.top - _GAP
    return replace(title, top=top, height=bottom - top)


def _seat_one(found: Found, stage: Stage, slots: dict[int, Slot], seats: dict[int, Seat]) -> None:
    """The one content of a layout, in the stage's place for it, which leaves room for caption and source."""
    index = EVIDENCE if EVIDENCE in slots else BODY
    kinds = _kinds(slots[index]) if index in slots else ()
    if holder := next((one for one in found.holders if one.kind in kinds and _is_large(one, stage)), None):
        seats[index] = _seat(holder)


def _seat_pair(found: Found, stage: Stage, slots: dict[int, Slot], seats: dict[int, Seat]) -> None:
    """Two contents beside each other, as wide as the layout has them, under their headings or a caption; texts under
    bands of ours stand in panels."""
    left, right = (EVIDENCE if EVIDENCE in slots else BODY), (SECOND if SECOND in slots else BODY)
    large = [one for one in found.holders if one.kind in (*_TEXTS, "chart", "tbl", "pic") and _is_large(one, stage)]
    first = next((one for one in _across(large) if one.kind in _kinds(slots[left])), None)
    others = [one for one in _across(large) if one is not first and one.kind in _kinds(slots[right])]
    if first is None or not others or first.frame.right > others[0].frame.left + 2:
        return
    heads = [one for one in _across(list(found.holders)) if one.kind == "body" and not _is_large(one, stage)]
    headed = LEFT_HEAD in slots and len(heads) == 2
    columns = _columns(first, others[0], stage, even=LEFT_HEAD in slots)
    for index, head, holder, frame, own in (
        (left, LEFT_HEAD, first, columns[0], 0),
        (right, RIGHT_HEAD, others[0], columns[1], 1),
    ):
        bottom, top = slots[index].frame.bottom, frame.top
        edge = 0.0
        if headed:
            slots[head] = replace(slots[head], frame=_inner(heads[own].frame))
            seats[head] = _seat(heads[own])
        elif LEFT_HEAD in slots:
            top = max(top, stage.zone.top) + _HEAD
            edge = PANEL_INSET if slots[head].face.fill else 0
            line = replace(frame, top=top - _HEAD, height=_HEAD - (0 if edge else 6), inset=edge, rise=0)
            slots[head] = replace(slots[head], frame=line)
        else:
            top = max(top, stage.evidence.top)
        slots[index] = replace(slots[index], frame=replace(frame, top=top, height=bottom - top, inset=edge))
        seats[index] = _seat(holder, filled=edge > 0)


def _columns(left: Holder, right: Holder, stage: Stage, even: bool) -> tuple[Frame, Frame]:
    """As the layout has them; beside text, evidence gets the wider part where it has them alike."""
    first, second = _inner(left.frame), _inner(right.frame)
    if even or not _ALIKE < first.width / second.width < 1 / _ALIKE:
        return first, second
    return replace(first, width=stage.span(7)), replace(second, left=stage.column(7), width=stage.span(5))


def _kinds(slot: Slot) -> tuple[str, ...]:
    return _TAKES.get(slot.kind, _TEXTS) if slot.index != BODY else _TEXTS


def _across(holders: list[Holder]) -> list[Holder]:
    return sorted(holders, key=lambda one: (round(one.frame.left), one.frame.top))


def _is_large(holder: Holder, stage: Stage) -> bool:
    wide, high = _LEAST
    return holder.frame.width >= wide * stage.zone.width and holder.frame.height >= high * stage.zone.height


def _seat(holder: Holder, filled: bool = False) -> Seat:
    return Seat(holder.index, holder.kind, bulleted=holder.bulleted, filled=filled)


def _inner(frame: Frame) -> Frame:
    return Frame(frame.left + frame.inset, frame.top, frame.text_width, frame.height)
