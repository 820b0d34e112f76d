"""Which of the characters on a page belong to which shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.verify.box import Box, around
from builder.verify.drawn import Drawing, Glyph
from builder.verify.parts import Part

_GAP: Final = 5
"""Characters that a renderer may put before a paragraph: its bullet or number."""
_PIECES: Final = 12
_NEAR: Final = 40.0
"""How far from its frame a piece of a text may stand, pt."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A shape and its characters as drawn. `lost` is what the page has nowhere; what it has in some order that cannot
    be followed is neither among the one nor the other."""

    part: Part
    glyphs: tuple[Glyph, ...]
    lost: str = ""

    @property
    def box(self) -> Box:
        """Around what was drawn; needs some."""
        return around(glyph.box for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Shared:
    """`free` are the characters of charts, fields, layouts and masters."""

    owned: tuple[Owned, ...]
    free: tuple[Glyph, ...]


def share(parts: Sequence[Part], drawing: Drawing) -> Shared:
    used: set[int] = set()
    owned: list[Owned] = []
    for part in parts:
        places, missing = _places(part, drawing, used) if part.paragraphs and part.frame else ([], "")
        used |= set(places)
        lost = bool(missing) and not _somewhere(missing, drawing, used)
        owned.append(Owned(part, tuple(drawing.glyphs[place] for place in places), missing if lost else ""))
    free = tuple(glyph for place, glyph in enumerate(drawing.glyphs) if place not in used)
    return Shared(tuple(owned), free)


def _places(part: Part, drawing: Drawing, used: set[int]) -> tuple[list[int], str]:
    """Where its characters stand, and those that were not found."""
    frame = part.frame
    assert frame is not None
    rows = list(_rows(drawing.text, part.paragraphs, used))
    if rows:
        return min(rows, key=lambda row: drawing.glyphs[row[0]].box.distance(frame)), ""
    out: list[int] = []
    missing: list[str] = []
    for paragraph in part.paragraphs:
        taken = used.union(out)
        rows = list(_rows(drawing.text, (paragraph,), taken))
        near = min(rows, key=lambda row: drawing.glyphs[row[0]].box.distance(frame), default=None)
        pieces = near or _pieces(paragraph, drawing, taken, frame)
        out += pieces
        if not pieces:
            missing.append(paragraph)
    return out, "".join(missing)


def _rows(text: str, paragraphs: Sequence[str], used: set[int]) -> Iterator[list[int]]:
    """Where the paragraphs may stand: in a row, but for what the renderer puts between them."""
    start = text.find(paragraphs[0])
    while start >= 0:
        row: list[int] = []
        place = start
        for paragraph in paragraphs:
            place = text.find(paragraph, place, place + len(paragraph) + _GAP)
            if place < 0:
                break
            row += range(place, place + len(paragraph))
            place += len(paragraph)
        if place >= 0 and used.isdisjoint(row):
            yield row
        start = text.find(paragraphs[0], start + 1)


def _pieces(wanted: str, drawing: Drawing, used: set[int], frame: Box) -> list[int]:
    """The text in pieces, the longest first, where what stands beside it was drawn between its lines."""
    text, glyphs = drawing.text, drawing.glyphs
    out: list[int] = []
    taken = set(used)
    for _ in range(_PIECES):
        longest = range(0)
        start = text.find(wanted[0])
        while start >= 0:
            if glyphs[start].box.distance(frame) < _NEAR:
                length = 0
                while (
                    length < len(wanted)
                    and start + length not in taken
                    and text[start + length : start + length + 1] == wanted[length]
                ):
                    length += 1
                longest = max(longest, range(start, start + length), key=len)
            start = text.find(wanted[0], start + 1)
        out += longest
        taken |= set(longest)
        wanted = wanted[len(longest) :]
        if not wanted:
            return out
        if not longest:
            break
    return []


def _somewhere(wanted: str, drawing: Drawing, used: set[int]) -> bool:
    left = Counter(char for place, char in enumerate(drawing.text) if place not in used)
    return Counter(wanted) <= left
