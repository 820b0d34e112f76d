"""Two slides that say the same in two languages as one, for every kind of slide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.deck.bilingual.bodies import Bodies, Unsaid, said_in
from builder.deck.bilingual.exhibits import Exhibits
from builder.deck.bilingual.heads import Heads
from builder.deck.frames import Frame
from builder.deck.front import AGENDA_BEFORE, AGENDA_INDENT
from builder.deck.gauge import PITCH, Gauge, steps
from builder.deck.laid import layout_of
from builder.deck.panels import fit_panels
from builder.deck.prose import printed, says_again
from builder.deck.slides import (
    Agenda,
    AgendaLine,
    Body,
    Bullets,
    ChartSlide,
    Closing,
    CodeSlide,
    Comparison,
    Cover,
    DeckSlide,
    KeyFigures,
    Pair,
    PictureSlide,
    Point,
    ProcessSlide,
    SectionOpener,
    Side,
    SourcesSlide,
    Statement,
    TableSlide,
)
from builder.deck.slots import BODY, LEFT_HEAD, META, RIGHT_HEAD, Layout
from builder.deck.tongues import alike, beside, under
from builder.locales.locale import Locale
from builder.model import Inlines, Text
from builder.text import in_two, walk
from builder.theme import Theme


@dataclass(frozen=True, slots=True)
class Twofold:
    """Joins slides that were fitted each for itself, in the room that the first leaves."""

    gauge: Gauge
    theme: Theme
    locales: tuple[Locale, Locale]

    @property
    def lang(self) -> str:
        return self.locales[1].code

    @property
    def bodies(self) -> Bodies:
        return Bodies(self.gauge, self.lang)

    @property
    def heads(self) -> Heads:
        return Heads(self.gauge, self.lang)

    def slide(self, first: DeckSlide, second: DeckSlide) -> DeckSlide:
        joined, unsaid = self._content(first, second)
        return replace(joined, head=self.heads.joined(first, second, unsaid))

    def edge(self, first: str, second: str, frame: Frame) -> str:
        """The second where it stands beside the first at the edge of slides; else nothing of it."""
        size = self.gauge.stage.foot_size or self.gauge.sizes.source
        own = (Text(first),)
        return second if self.heads.line(own, (Text(second),), size, frame.text_width) != own else ""

    def _content(self, first: DeckSlide, second: DeckSlide) -> tuple[DeckSlide, Unsaid]:
        """The first slide with the second's texts, but for its head; and what it leaves out of them."""
        gauge = self.gauge
        exhibits = Exhibits(gauge, self.theme, self.locales)
        match first, second:
            case Bullets() as one, Bullets() as two:
                return self._bodied(one, two, gauge.zone, gauge.generous_steps())
            case Statement() as one, Statement() as two:
                return self._bodied(one, two, self._frame(one, BODY), gauge.generous_steps())
            case Closing() as one, Closing() as two:
                return self._bodied(one, two, self._frame(one, BODY), gauge.body_steps())
            case SourcesSlide() as one, SourcesSlide() as two:
                sizes = steps(gauge.sizes.body, gauge.sizes.label_floor, 1)
                return self._bodied(one, _others_only(one, two), gauge.zone, sizes)
            case SectionOpener() as one, SectionOpener() as two:
                lead, unsaid = self.bodies.framed(one.lead, two.lead, self._frame(one, BODY), gauge.body_steps())
                return replace(one, lead=lead), unsaid
            case CodeSlide() as one, CodeSlide() as two:
                frame = replace(gauge.zone, height=one.intro.height)
                intro, unsaid = self.bodies.framed(one.intro, two.intro, frame, gauge.panel_steps())
                return replace(one, intro=intro), unsaid
            case ChartSlide() as one, ChartSlide() as two:
                return exhibits.chart(one, two)
            case PictureSlide() as one, PictureSlide() as two:
                return exhibits.picture(one, two)
            case TableSlide() as one, TableSlide() as two:
                return exhibits.table(one, two)
            case ProcessSlide() as one, ProcessSlide() as two:
                return exhibits.process(one, two)
            case Pair() as one, Pair() as two:
                return exhibits.pair(one, two)
            case KeyFigures() as one, KeyFigures() as two:
                return exhibits.tiles(one, two)
            case Comparison() as one, Comparison() as two:
                return self._comparison(one, two)
            case Agenda() as one, Agenda() as two:
                return self._agenda(one, two)
            case Cover() as one, Cover() as two:
                return self._cover(one, two)
            case _:
                return first, tuple(_said_on(second))

    def _frame(self, slide: DeckSlide, index: int) -> Frame:
        return self.gauge.frame(layout_of(slide), index)

    def _bodied(
        self,
        first: Bullets | Statement | Closing | SourcesSlide,
        second: Bullets | Statement | Closing | SourcesSlide,
        frame: Frame,
        sizes: tuple[float, ...],
    ) -> tuple[DeckSlide, Unsaid]:
        body, unsaid = self.bodies.framed(first.body, second.body, frame, sizes)
        return replace(first, body=body), unsaid

    def _cover(self, first: Cover, second: Cover) -> tuple[Cover, Unsaid]:
        sizes = self.gauge.sizes
        larger, smaller = steps(sizes.body + 2, sizes.label, 1), steps(sizes.label, sizes.source, 1)
        subtitle, unsaid = self.bodies.framed(first.subtitle, second.subtitle, self._frame(first, BODY), larger)
        frame = self._frame(first, META)
        for size in smaller if len(first.meta.points) == len(second.meta.points) else ():
            meta = self._particulars(first.meta, second.meta, min(size, first.meta.size), frame)
            if self.gauge.fits(meta.points, meta.size, frame):
                return replace(first, subtitle=subtitle, meta=meta), unsaid
        return replace(first, subtitle=subtitle), (*unsaid, *said_in(second.meta.points))

    def _particulars(self, first: Body, second: Body, size: float, frame: Frame) -> Body:
        """The second language on the same line, where the line has room for that, else under it."""
        points = []
        for one, other in zip(first.points, second.points, strict=True):
            line = self.heads.line(one.children, other.children, size, frame.text_width)
            both = line if line != one.children else under(one.children, other.children, self.lang)
            points.append(replace(one, children=both))
        return replace(first, points=tuple(points), size=size)

    # --- agenda

    def _agenda(self, first: Agenda, second: Agenda) -> tuple[Agenda, Unsaid]:
        """The second's titles beside the first's, else under them."""
        frame, titles = self._frame(first, BODY), {line.target: line.title for line in second.lines}
        sizes = steps(first.size, min(self.gauge.sizes.label, first.size), 1)
        for join in (beside, under):
            lines = tuple(
                replace(line, title=join(line.title, titles.get(line.target, ()), self.lang)) for line in first.lines
            )
            for size in sizes:
                if self._lines_fit(lines, size, frame):
                    return replace(first, lines=lines, size=size), ()
        return first, ()

    def _lines_fit(self, lines: tuple[AgendaLine, ...], size: float, frame: Frame) -> bool:
        width, height = 0.97 * frame.text_width - AGENDA_INDENT * size, size
        for line in lines:
            title, second = in_two(line.title)
            aside = self.gauge.aside(size)
            height += AGENDA_BEFORE * size + size * PITCH + (aside * PITCH if second else 0)
            if (
                max(self.gauge.ruler.width(printed(title), size), self.gauge.ruler.width(printed(second), aside))
                > width
            ):
                return False
        return height <= frame.height

    # --- comparisons

    def _comparison(self, first: Comparison, second: Comparison) -> tuple[Comparison, Unsaid]:
        heads = ((first.left, second.left, LEFT_HEAD), (first.right, second.right, RIGHT_HEAD))
        titles = tuple(self._heading(one.title, two.title, index) for one, two, index in heads)
        left = tuple(
            printed(two.title)
            for (one, two, _), title in zip(heads, titles, strict=True)
            if title == one.title and not alike(one.title, two.title)
        )
        sides = tuple(next(self.bodies.tried(one.body.points, two.body.points), None) for one, two, _ in heads)
        named = replace(first, left=replace(first.left, title=titles[0]), right=replace(first.right, title=titles[1]))
        if all(side is not None for side in sides):
            bodies = tuple(side[0] for side in sides if side)
            tall = replace(named, left=Side(titles[0], Body(bodies[0])), right=Side(titles[1], Body(bodies[1])))
            (parts,) = fit_panels((tall,), self.gauge)
            if len(parts) == 1:
                return parts[0], left
        return named, (*left, *said_in(second.left.body.points), *said_in(second.right.body.points))

    def _heading(self, first: Inlines, second: Inlines, index: int) -> Inlines:
        slot = self.gauge.master.pages[Layout.COMPARISON].slot(index)
        size = float(getattr(self.gauge.sizes, slot.face.size))
        return self.heads.line(first, second, size, slot.frame.text_width, bold=True)


def _others_only(first: SourcesSlide, second: SourcesSlide) -> SourcesSlide:
    """The second without the sources that the first lists in much the same words."""
    if len(first.body.points) != len(second.body.points):
        return second
    points = (
        replace(two, children=()) if says_again(printed(one.children), printed(two.children)) else two
        for one, two in zip(first.body.points, second.body.points, strict=True)
    )
    return replace(second, body=replace(second.body, points=tuple(points)))


def _said_on(slide: DeckSlide) -> Iterator[str]:
    """The texts of a slide of another kind."""
    for point in walk(slide):
        if isinstance(point, Point):
            yield from said_in((point,))
