"""Text of a planned slide as paragraphs of DrawingML: bodies, code, the agenda's lines, key figures."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builder.deck.frames import Frame
from builder.deck.front import AGENDA_BEFORE, AGENDA_INDENT
from builder.deck.gauge import BEFORE, BEFORE_HEADING, Gauge, indent_of, mono_wrapped
from builder.deck.layouts import emu
from builder.deck.palette import ACCENT
from builder.deck.prose import printed
from builder.deck.runs import Look, Writing, point_properties
from builder.deck.slides import Agenda, Body, Marker, Point, Tile, is_display
from builder.deck.slots import Slot
from builder.model import Break, Inlines, Math, Text


@dataclass(frozen=True, slots=True)
class Row:
    """A point as it stands in its frame: its paragraphs, the space before and the height of its lines, pt. `tex` is
    that of a displayed formula, which is as large as text of `size` and begins `indent` from the left. `number` is
    that of an item, 0 for others."""

    paragraphs: int
    before: float
    height: float
    tex: str
    size: float
    indent: float
    level: int
    number: int


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Writes `a:p` elements in the sizes of the plan; what a placeholder says already is left to it."""

    writing: Writing
    gauge: Gauge

    def base(self, slot: Slot) -> float:
        return float(getattr(self.gauge.sizes, slot.face.size))

    def line(self, inlines: Inlines, slot: Slot, size: float = 0, level: bool = False) -> str:
        """A single paragraph; size 0 is the placeholder's. In `level` text citations are not raised."""
        look = Look(size=0 if size == self.base(slot) else size, level=level)
        return self.writing.paragraph(inlines, look)

    def body(self, body: Body, slot: Slot) -> list[str]:
        base = self.base(slot)
        out: list[str] = []
        starts: dict[int, int] = {}
        for point in body.points:
            size = self.gauge.size_at(point.level, body.size)
            look = Look(
                size=0 if size == self.gauge.size_at(point.level, base) else size,
                bold=point.heading,
                equations=True,
                display=is_display(point),
            )
            if point.mono:
                out += self._code(point, size, slot)
                continue
            starts = {level: start for level, start in starts.items() if level <= point.level}
            if point.marker is Marker.NUMBER:
                start = starts.setdefault(point.level, point.number)
            else:
                start = 1
                starts.pop(point.level, None)
            properties = point_properties(point, slot.face.bullets, start, _before(point, body, size, first=not out))
            out.append(self.writing.paragraph(point.children, look, properties))
        return out

    def rows(self, body: Body, slot: Slot, frame: Frame) -> tuple[Row, ...]:
        """How the body stands in the frame: a row a point."""
        out: list[Row] = []
        for point in body.points:
            size = self.gauge.size_at(point.level, body.size)
            height = self.gauge.height(point, body.size, frame.text_width)
            before = _before(point, body, size, first=not out)
            own = before if before is not None else 0.0 if not out else BEFORE * size
            usual = (BEFORE_HEADING if point.heading else BEFORE) * size
            number = point.number if point.marker is Marker.NUMBER else 0
            count = len(self._code(point, size, slot)) if point.mono else 1
            first = point.children[0] if is_display(point) else None
            tex = first.tex if isinstance(first, Math) else ""
            out.append(Row(count, own, height - usual, tex, size, indent_of(point), point.level, number))
        return tuple(out)

    def _code(self, point: Point, size: float, slot: Slot) -> list[str]:
        """Lines as they were measured; a blank one keeps its height."""
        look = Look(size=size, mono=True)
        properties = point_properties(replace(point, level=0), bulleted=False, start=1, before=0)
        return [
            self.writing.paragraph((Text(line.replace(" ", "\u00a0") or "\u00a0"),), look, properties)
            for line in mono_wrapped(printed(point.children), size, slot.frame.text_width)
        ]

    def agenda(self, agenda: Agenda) -> list[str]:
        numbered = any(line.number for line in agenda.lines)
        indent = AGENDA_INDENT * agenda.size if numbered else 0
        space = f'<a:spcBef><a:spcPts val="{round(100 * AGENDA_BEFORE * agenda.size)}"/></a:spcBef>'
        tab = f'<a:tabLst><a:tab pos="{emu(indent)}" algn="l"/></a:tabLst>'
        properties = f'<a:pPr marL="{emu(indent)}" indent="{emu(-indent)}">{space}<a:buNone/>{tab}</a:pPr>'
        out = []
        for line in agenda.lines:
            link = Look(size=agenda.size, link=f"#{line.target}")
            ordinal = Text(line.number.zfill(2) if line.number else "")
            number = self.writing.runs(
                (ordinal, Text("\t")) if numbered else (), Look(size=agenda.size, bold=True, colour=ACCENT)
            )
            out.append(self.writing.paragraph(line.title, link, properties, lead=number))
        return out

    def tile(self, tile: Tile, size: float) -> list[str]:
        """Value and label."""
        value = Look(size=size, colour=ACCENT if tile.lit else "")
        label = self.writing.paragraph((Text(tile.label),), properties='<a:pPr lvl="1"/>')
        first, parted, second = tile.value.partition("\n")
        lines: Inlines = (Text(first), Break(), Text(second)) if parted else (Text(first),)
        return [self.writing.paragraph(lines, value), label]


def _before(point: Point, body: Body, size: float, first: bool) -> float | None:
    """Space before a paragraph where it is not the placeholder's, pt; the first has none to speak of."""
    if point.heading:
        return BEFORE_HEADING * size
    return (0 if first else body.gap * size) if body.gap and not point.level else None
