"""Slides on the layouts of a company's template made ready to be filled: their placeholders where the slots stand, and
shapes of their own for slots that have none."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.placeholder import SlidePlaceholder
from pptx.slide import Slide

from builder.deck.forms import Blank
from builder.deck.frames import Frame
from builder.deck.layouts import HANG, LEVELS, MARKS, TITLE_PITCH, body_properties, emu, placed, styles_of
from builder.deck.palette import ACCENT
from builder.deck.slots import TITLE, Page, Seat, Slot
from builder.theme import Theme

_FREE: Final = 1_000_000
"""Indexes from here are of shapes that are no placeholders, while their slide is filled."""


def places_on(blank: Blank, page: Page, theme: Theme) -> dict[int, SlidePlaceholder]:
    """The shape that fills each slot, by the slot's index, in reading order. On our own layouts all are there."""
    if page.home is None or page.home.ours:
        return blank.places
    shapes, tree = blank.slide.shapes, blank.slide.shapes._spTree
    names = {index: shape.name for index, shape in blank.places.items()}
    for shape in blank.places.values():
        tree.remove(shape._element)
    places: dict[int, SlidePlaceholder] = {}
    for number, slot in enumerate(page.slots, start=2):
        seat = page.home.seats.get(slot.index)
        index = seat.index if seat else _FREE + slot.index
        element = parse_xml(_shape(number, index, names.get(index, slot.name), slot, seat, theme))
        tree.append(element)
        places[slot.index] = SlidePlaceholder(element, shapes)
    return places


def freed(slide: Slide) -> None:
    """Makes shapes of their own what has no placeholder in the layout."""
    for one in list(slide.shapes._spTree.iter(qn("p:ph"))):
        if int(one.get("idx", "0")) >= _FREE:
            one.getparent().remove(one)  # type: ignore[union-attr]


def narrowed(slot: Slot, width: float) -> Frame:
    """The slot's frame for a text of that width, where the layout sets it."""
    spare = slot.frame.text_width - width
    share = {"ctr": 0.5, "r": 1.0}.get(slot.face.align, 0.0)
    return replace(slot.frame, left=slot.frame.left + share * spare, width=slot.frame.width - spare)


def _shape(number: int, index: int, name: str, slot: Slot, seat: Seat | None, theme: Theme) -> str:
    kind = seat.kind if seat else slot.kind.value or "obj"
    place, body = placed(slot.frame), body_properties(slot.frame, slot.face.anchor)
    if seat and seat.kept:
        place, body = "", "<a:bodyPr><a:noAutofit/></a:bodyPr>"
    elif slot.face.fill and (not seat or seat.filled):
        place += f"<a:solidFill>{slot.face.fill}</a:solidFill>"
    elif not seat:
        place += "<a:noFill/>"
    styles = _own(slot, seat, theme) if seat else _aligned(styles_of(slot, theme), slot)
    written = f' type="{kind}"' if kind != "obj" else ""
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr>'
        f"{'<a:spLocks noGrp=' + chr(34) + '1' + chr(34) + '/>' if seat else ''}</p:cNvSpPr>"
        f'<p:nvPr><p:ph{written} idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>'
        f"<p:txBody>{body}<a:lstStyle>{styles}</a:lstStyle><a:p/></p:txBody></p:sp>"
    )


def _aligned(styles: str, slot: Slot) -> str:
    return styles.replace(' algn="l"', f' algn="{slot.face.align}"')


def _own(slot: Slot, seat: Seat, theme: Theme) -> str:
    """Sizes, spaces and indents that the text was measured with; fonts and colours are the layout's."""
    size = float(getattr(theme.deck, slot.face.size))
    if slot.index == TITLE:
        place = "" if seat.kept else f' algn="{slot.face.align}"'
        return _level(1, size, f'<a:lnSpc><a:spcPct val="{TITLE_PITCH * 1000}"/></a:lnSpc>', place, "")
    floor = theme.deck.body_floor if size >= theme.deck.body_floor else theme.deck.label_floor
    out = []
    for depth, mark in LEVELS:
        own = max(size - 2 * depth, min(floor, size))
        hang = HANG if slot.face.bullets else 0
        bullet = "<a:buNone/>"
        if slot.face.bullets:
            bullet = (
                ""
                if seat.bulleted
                else f'<a:buClr>{ACCENT}</a:buClr><a:buFont typeface="{MARKS}"/><a:buChar char="{mark}"/>'
            )
        left = f' marL="{emu(hang * (depth + 1))}" indent="{emu(-hang)}" algn="{slot.face.align}"'
        space = '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        space += f'<a:spcBef><a:spcPts val="{round(45 * own)}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
        out.append(_level(depth + 1, own, space, left, bullet))
    return "".join(out)


def _level(number: int, size: float, space: str, place: str, bullet: str) -> str:
    run = f'<a:defRPr sz="{round(size * 100)}" cap="none"/>'
    return f'<a:lvl{number}pPr{place} hangingPunct="0">{space}{bullet}{run}</a:lvl{number}pPr>'
