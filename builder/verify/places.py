"""Faults of what was drawn: where text stands, how large it is, and what it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.verify.box import Box, around
from builder.verify.drawn import Drawing, Glyph, contrast, lines, runs
from builder.verify.findings import Kind
from builder.verify.owners import Owned, Shared
from builder.verify.parts import Nature, Part

_OUT: Final = 2.0
_OFF: Final = 1.0
_OVER: Final = 2.0
"""Points by which text may pass its box, the slide, and other text."""
_LEAST: Final = 11.0
_ROUNDED: Final = 0.3
_LARGE: Final = 18.0
_LARGE_BOLD: Final = 14.0
_ENOUGH: Final = 4.5
_ENOUGH_LARGE: Final = 3.0
"""WCAG 2.2, 1.4.3 (text) and 1.4.11 (signs)."""
_SOLID: Final = (Nature.PICTURE, Nature.CHART, Nature.TABLE)


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding before it knows its deck and slide."""

    shape: str
    kind: Kind
    message: str


def place_faults(shared: Shared, size: tuple[float, float]) -> Iterator[Fault]:
    """`size`: the slide's, pt."""
    slide = Box(0, 0, *size)
    for owned in shared.owned:
        part, frame = owned.part, owned.part.frame
        if frame is None:
            continue
        apart = min(frame.shared(slide)) <= 0
        if owned.glyphs and not slide.grown(_OFF).holds(owned.box):
            yield Fault(part.name, Kind.OFF_SLIDE, f"its text runs off the slide ({owned.box})")
        elif (part.paragraphs and apart) or (part.nature in _SOLID[1:] and not slide.grown(_OUT).holds(frame)):
            yield Fault(part.name, Kind.OFF_SLIDE, f"it stands off the slide ({frame})")
        elif owned.lost:
            yield Fault(part.name, Kind.LOST_TEXT, f"'{owned.lost[:40]}' is not drawn")
        if owned.glyphs and not part.grows and not frame.grown(_OUT).holds(owned.box):
            yield Fault(part.name, Kind.OUT_OF_BOX, f"its text stands at {owned.box}, its box at {frame}")


def size_faults(shared: Shared) -> Iterator[Fault]:
    """Of a line, its largest run counts: raised and lowered marks are small by nature."""
    for owned in shared.owned:
        sizes = [max(glyph.ink.size for glyph in line) for line in lines(owned.glyphs)]
        if sizes and min(sizes) < _LEAST - _ROUNDED:
            yield Fault(owned.part.name, Kind.SMALL_TEXT, f"text of {min(sizes):.1f} pt")


def overlap_faults(shared: Shared) -> Iterator[Fault]:
    rows = [[around(glyph.box for glyph in line) for line in lines(owned.glyphs)] for owned in shared.owned]
    for place, owned in enumerate(shared.owned):
        if not owned.glyphs:
            continue
        for other_place, other in enumerate(shared.owned):
            if other_place == place:
                continue
            if other.glyphs and other_place < place and _cross(rows[place], rows[other_place]):
                yield Fault(owned.part.name, Kind.OVERLAP, f"its text stands on that of '{other.part.name}'")
            elif not other.glyphs or other.part.nature is Nature.TABLE:
                over = other_place > place
                if said := _covered(rows[place], owned, other.part, over, shared.free):
                    yield Fault(owned.part.name, Kind.OVERLAP, f"{said} '{other.part.name}'")
            elif other.part.opaque and other_place > place and _meets(rows[place], other.part.frame):
                yield Fault(owned.part.name, Kind.OVERLAP, f"its text lies under '{other.part.name}'")


def _covered(rows: Sequence[Box], owned: Owned, other: Part, over: bool, free: Sequence[Glyph]) -> str:
    """What a thing without text of its own does to a text; `over`: it is drawn later. A text that lies whole on a
    picture or chart was put there: it labels it."""
    frame = other.frame
    if frame is None or not _meets(rows, frame):
        return ""
    if over and other.opaque:
        return "its text lies under"
    if other.nature not in _SOLID:
        return ""
    inside = frame.grown(_OUT).holds(owned.box)
    if other.nature is Nature.TABLE or not inside:
        return "its text stands on"
    labels = [glyph.box for glyph in free if frame.holds(glyph.box)]
    return "its text stands on a label of" if other.nature is Nature.CHART and _cross(rows, labels) else ""


def _meets(rows: Sequence[Box], frame: Box | None) -> bool:
    return frame is not None and any(row.meets(frame, _OVER) for row in rows)


def _cross(some: Sequence[Box], others: Sequence[Box]) -> bool:
    return any(one.meets(other, _OVER) for one in some for other in others)


def contrast_faults(shared: Shared, drawing: Drawing) -> Iterator[Fault]:
    """The worst of each shape, on what was drawn behind it; grounds of many colours are left to the eye."""
    for owned in shared.owned:
        worst = min(_weak(owned, drawing), default=None)
        if worst is not None:
            ratio, needed, ink, ground = worst
            yield Fault(
                owned.part.name, Kind.CONTRAST, f"{ink} on {ground} has a contrast of {ratio:.1f}:1, not {needed}:1"
            )


def _weak(owned: Owned, drawing: Drawing) -> Iterator[tuple[float, float, str, str]]:
    for line in lines(owned.glyphs):
        for run in runs(line):
            ink = run[0].ink.colour
            ground = drawing.ground(around(glyph.box for glyph in run), ink) if ink else None
            if ink is None or ground is None:
                continue
            ratio, needed = contrast(ink, ground), _needed(run)
            if ratio < needed - 0.05:
                yield ratio, needed, _hex(ink), _hex(ground)


def _needed(run: Sequence[Glyph]) -> float:
    smallest = min(glyph.ink.size for glyph in run)
    large = smallest >= (_LARGE_BOLD if run[0].ink.bold else _LARGE) - _ROUNDED
    return _ENOUGH if not large and any(glyph.char.isalnum() for glyph in run) else _ENOUGH_LARGE


def _hex(colour: tuple[int, int, int]) -> str:
    return "#" + "".join(f"{channel:02X}" for channel in colour)
