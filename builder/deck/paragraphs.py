"""Text of a planned slide as paragraphs of DrawingML: bodies, code, the agenda's lines, key figures."""

from __future__ import annotations

from dataclasses import dataclass, replace

from builder.deck.frames import Frame
from builder.deck.front import AGENDA_BEFORE, AGENDA_INDENT
from builder.deck.gauge import BEFORE, BEFORE_HEADING, Gauge, indent_of, mono_wrapped, parted
from builder.deck.layouts import emu
from builder.deck.palette import ACCENT, PAPER
from builder.deck.prose import printed, scaled, tied
from builder.deck.runs import Look, Writing, point_properties
from builder.deck.slides import Agenda, Body, Marker, Point, Tile, is_display
from builder.deck.slots import MUTED, PALE, Home, Slot
from builder.locales.locale import Locale
from builder.model import Break, Inlines, Math, Text
from builder.text import in_two


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
    """Writes `a:p` elements in the sizes of the plan; what a placeholder says already is left to it. `home` is the
    layout of a company's template."""

    writing: Writing
    gauge: Gauge
    home: Home | None = None

    def aside_colour(self, slot: Slot) -> str:
        """Of a second language: quieter than the first on a light ground, as quiet as can be read on a dark one; in a
        company's placeholders and on our panels in its colours that of the first, where small text is seen in it."""
        if self.home and not self.home.ours and (slot.face.fill or slot.index in self.home.seats):
            seat = self.home.seats.get(slot.index)
            return MUTED if seat and seat.index in self.home.faint else ""
        return PALE if slot.face.colour in (PAPER, PALE) else MUTED

    def base(self, slot: Slot) -> float:
        return float(getattr(self.gauge.sizes, slot.face.size))

    def line(self, inlines: Inlines, slot: Slot, size: float = 0, level: bool = False) -> str:
        """A single paragraph; size 0 is the placeholder's. In `level` text citations are not raised."""
        look = Look(size=0 if size == self.base(slot) else size, level=level, aside_colour=self.aside_colour(slot))
        return self.writing.paragraph(inlines, look)

    def lines(self, inlines: Inlines, slot: Slot, size: float, aside: float, level: bool = False) -> list[str]:
        """The text, and in a paragraph of the size `aside` what stands under it in a second language."""
        first, second = in_two(inlines)
        look = Look(aside=aside, aside_colour=self.aside_colour(slot), level=level)
        below = [self.writing.paragraph(second, replace(look, size=aside))] if second else []
        return [self.line(first, slot, size, level), *below]

    def body(self, body: Body, slot: Slot) -> list[str]:
        base = self.base(slot)
        out: list[str] = []
        starts: dict[int, int] = {}
        for place, point in enumerate(body.points):
            size = self.gauge.size_at(point.level, body.size)
            look = Look(
                size=0 if size == self.gauge.size_at(point.level, base) else size,
                bold=point.heading,
                equations=True,
                display=is_display(point),
                aside=self.gauge.aside(size),
                aside_colour=self.aside_colour(slot),
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
            properties = point_properties(point, slot.face.bullets, start, _before(body, place, size))
            out.append(self.writing.paragraph(self._held(point, body.size, slot), look, properties))
        return out

    def _held(self, point: Point, size: float, slot: Slot) -> Inlines:
        """The text with a number held to its scale, and its last two words where the last would stand alone."""
        text = scaled(point.children, tuple(scale.name for scale in self.writing.locale.numbers.scales))
        lonely = not in_two(text)[1] and self.gauge.is_lonely(point, size, slot.frame)
        return tied(text, 2) if lonely else text

    def rows(self, body: Body, slot: Slot, frame: Frame) -> tuple[Row, ...]:
        """How the body stands in the frame: a row a point."""
        out: list[Row] = []
        for place, point in enumerate(body.points):
            size = self.gauge.size_at(point.level, body.size)
            height = self.gauge.height(point, body.size, frame.text_width)
            before = _before(body, place, size)
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

    def agenda(self, agenda: Agenda, slot: Slot) -> list[str]:
        numbered = any(line.number for line in agenda.lines)
        indent = AGENDA_INDENT * agenda.size if numbered else 0
        space = f'<a:spcBef><a:spcPts val="{round(100 * AGENDA_BEFORE * agenda.size)}"/></a:spcBef>'
        tab = f'<a:tabLst><a:tab pos="{emu(indent)}" algn="l"/></a:tabLst>'
        properties = f'<a:pPr marL="{emu(indent)}" indent="{emu(-indent)}">{space}<a:buNone/>{tab}</a:pPr>'
        out = []
        for line in agenda.lines:
            link = Look(size=agenda.size, link=f"#{line.target}", aside=self.gauge.aside(agenda.size))
            link = replace(link, aside_colour=self.aside_colour(slot))
            ordinal = Text(line.number.zfill(2) if line.number else "")
            number = ""
            if numbered:  # The tab is plain: LibreOffice draws a link with the look of what stands before it.
                number = self.writing.runs((ordinal,), Look(size=agenda.size, bold=True, colour=ACCENT))
                number += self.writing.runs((Text("\t"),), Look(size=agenda.size))
            out.append(self.writing.paragraph(line.title, link, properties, lead=number))
        return out

    def tile(self, tile: Tile, size: float, slot: Slot) -> list[str]:
        """Value and label."""
        value = Look(size=size, colour=ACCENT if tile.lit else "")
        aside = self.gauge.aside(self.gauge.sizes.body_floor)
        below = second_line(tile.second, self.writing.second) if tile.second else ()
        look = Look(aside=aside, aside_colour=self.aside_colour(slot))
        label = self.writing.paragraph((Text(tile.label), *below), look, '<a:pPr lvl="1"/>')
        first, parted, second = tile.value.partition("\n")
        lines: Inlines = (Text(first), Break(), Text(second)) if parted else (Text(first),)
        return [self.writing.paragraph(lines, value), label]


def second_line(text: str, locale: Locale | None) -> Inlines:
    return (Break(), Text(text, lang=locale.code)) if locale else ()


def _before(body: Body, number: int, size: float) -> float | None:
    """Space before a paragraph where it is not the placeholder's, pt; the first has none to speak of."""
    if body.points[number].heading:
        return max(BEFORE_HEADING, body.gap if number else 0) * size
    if body.gap and not number:
        return 0
    return body.gap * size if body.gap and parted(body.points)[number] else None
