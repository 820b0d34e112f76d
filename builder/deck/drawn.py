"""Displayed formulas drawn, for programs that do not know equations: the text around them in boxes, as it was measured.

The pictures stand in the fallback of `mc:AlternateContent` alone; PowerPoint shows and edits the equations."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from builder.deck.frames import Frame
from builder.deck.layouts import emu
from builder.deck.paragraphs import Row
from builder.formula.draw import Drawing, draw, pixels

_DPI: Final = 288
"""Of the pictures."""

_SPARE: Final = 0.5
_LEAST: Final = 0.1
"""Space over and under a drawn formula, em."""


@dataclass(frozen=True, slots=True)
class Artist:
    """Draws formulas in the colour of the text. `place` takes the bytes of a PNG and gives its relationship, `say` is a
    formula in words."""

    fonts: Path
    colour: str
    place: Callable[[io.BytesIO], str]
    say: Callable[[str], str]

    def picture(self, tex: str, left: float, top: float, room: float, size: float, number: int) -> tuple[str, float]:
        """A `p:pic` in the middle of the room, and its height, pt."""
        drawing = self._drawing(tex)
        scale = min(size, room / drawing.width)
        width, height = drawing.width * scale, drawing.height * scale
        rid = self.place(io.BytesIO(pixels(drawing, max(1, round(width * _DPI / 72)))))
        x, y, w, h = emu(left + (room - width) / 2), emu(top), max(1, emu(width)), max(1, emu(height))
        return (
            f'<p:pic {nsdecls("p", "a", "r")}><p:nvPicPr><p:cNvPr id="{number}" name="Formula {number}" '
            f"descr={quoteattr(self.say(tex))}/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>"
            f'<p:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>',
            height,
        )

    def height(self, tex: str, room: float, size: float) -> float:
        drawing = self._drawing(tex)
        return drawing.height * min(size, room / drawing.width)

    def _drawing(self, tex: str) -> Drawing:
        drawing = draw(tex, True, self.fonts, self.colour)
        if not isinstance(drawing, Drawing):
            raise TypeError(f"an edition holds no formula that cannot be drawn: {drawing.message}")
        return drawing


@dataclass(frozen=True, slots=True)
class Stack:
    """The rows of a body, top down, in its frame; `lead` is over the first."""

    rows: tuple[Row, ...]
    frame: Frame
    lead: float
    artist: Artist

    def shapes(self, shape: Any, number: int) -> Iterator[Any]:
        """The shape in pieces: its text between the formulas, and these. Their ids begin with `number`."""
        paragraphs = shape.find(qn("p:txBody")).findall(qn("a:p"))
        spare = self._spare()
        top = self.frame.top + (self.lead or self.frame.over)
        for drawn, group in groupby(self.rows, lambda row: bool(row.tex)):
            rows = tuple(group)
            held, paragraphs = paragraphs[: (count := sum(row.paragraphs for row in rows))], paragraphs[count:]
            if not drawn:
                height = sum(row.before + row.height for row in rows) - rows[0].before
                top += rows[0].before
                yield self._piece(shape, held, rows, top, height, number)
                top += height
                number += 1
                continue
            for row in rows:
                left, room = self.frame.left + self.frame.inset + row.indent, self.frame.text_width - row.indent
                picture, height = self.artist.picture(row.tex, left, top + spare * row.size, room, row.size, number)
                yield parse_xml(picture)
                top += height + 2 * spare * row.size
                number += 1

    def _spare(self) -> float:
        """Space over and under a formula, em: what is left of the frame, up to a measure."""
        room = self.frame.text_width
        heights = [self.artist.height(row.tex, room - row.indent, row.size) for row in self.rows if row.tex]
        text = sum(row.before + row.height for row in self.rows if not row.tex)
        free = self.frame.height - self.frame.over - (self.lead or self.frame.over) - text - sum(heights)
        return min(max(free / (2 * sum(row.size for row in self.rows if row.tex)), _LEAST), _SPARE)

    def _piece(self, shape: Any, held: list[Any], rows: tuple[Row, ...], top: float, height: float, number: int) -> Any:
        starts: dict[int, int] = {}
        for row, paragraph in zip(rows, held, strict=False):
            mark = paragraph.find(f".//{qn('a:buAutoNum')}")
            if mark is not None and row.number:
                mark.set("startAt", str(starts.setdefault(row.level, row.number)))
        piece = copy.deepcopy(shape)
        body = piece.find(qn("p:txBody"))
        for paragraph in body.findall(qn("a:p")):
            body.remove(paragraph)
        body.extend(copy.deepcopy(held))
        piece.find(qn("p:nvSpPr")).find(qn("p:cNvPr")).set("id", str(number))
        frame = replace(self.frame, top=top, height=height)
        x, y, w, h = (emu(one) for one in (frame.left, frame.top, frame.width, frame.height))
        properties = piece.find(qn("p:spPr"))
        for old in properties.findall(qn("a:xfrm")):
            properties.remove(old)
        properties.insert(
            0, parse_xml(f'<a:xfrm {nsdecls("a")}><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>')
        )
        for side in ("tIns", "bIns"):
            body.find(qn("a:bodyPr")).set(side, "0")
        body.find(qn("a:bodyPr")).set("anchor", "t")
        return piece
