"""What slides show, in two languages, with the text beside or under it: charts, tables, processes, key figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from builder.deck.bilingual.bodies import Bodies, Unsaid, said_in
from builder.deck.bilingual.heads import Heads
from builder.deck.bilingual.plots import both as both_plots
from builder.deck.bilingual.tables import both as both_tables
from builder.deck.flows import fit_flow, has_room
from builder.deck.frames import PANEL_INSET, Frame
from builder.deck.gauge import Gauge
from builder.deck.laid import layout_of
from builder.deck.panels import hugged
from builder.deck.prose import printed
from builder.deck.slides import (
    Body,
    ChartSlide,
    KeyFigures,
    Pair,
    PictureSlide,
    ProcessSlide,
    TableSlide,
    Tile,
)
from builder.deck.slots import BODY, EVIDENCE, LEFT_HEAD, RIGHT_HEAD, SECOND, Layout
from builder.deck.tiles import lead_of, text_height
from builder.deck.tongues import alike, beside, under
from builder.locales.locale import Locale
from builder.model import Edge, Figure, Flow, Plot, Text
from builder.theme import Theme

_DRAWN: Final = 1.14
"""Height of drawn lines in tiles as a factor of what they are planned with."""
_AIR: Final = 8.0
_LEAST_CHART: Final = 0.45
"""Share of the zone under which charts side by side do not shrink for their text."""


@dataclass(frozen=True, slots=True)
class Exhibits:
    """Each answers the first slide with the second's words, and what of these it leaves out."""

    gauge: Gauge
    theme: Theme
    locales: tuple[Locale, Locale]

    @property
    def lang(self) -> str:
        return self.locales[1].code

    @property
    def bodies(self) -> Bodies:
        return Bodies(self.gauge, self.lang)

    def chart(self, first: ChartSlide, second: ChartSlide) -> tuple[ChartSlide, Unsaid]:
        frame = self.gauge.frame(layout_of(first), EVIDENCE)
        plot = self._plot(first.plot, second.plot, frame)
        body, unsaid = self._panel(Layout.CHART_TEXT, first.body, second.body)
        return replace(first, plot=plot, body=body), (*unsaid, *untold(plot, second.plot))

    def picture(self, first: PictureSlide, second: PictureSlide) -> tuple[PictureSlide, Unsaid]:
        body, unsaid = self._panel(Layout.PICTURE_TEXT, first.body, second.body)
        return replace(first, alt=alts(first.alt, second.alt), body=body), unsaid

    def table(self, first: TableSlide, second: TableSlide) -> tuple[TableSlide, Unsaid]:
        stage = self.gauge.stage
        frame = self.gauge.frame(first.layout, EVIDENCE)
        if first.layout is not Layout.TABLE_NOTE:
            table, left = both_tables(first, second, frame, self.gauge, self.locales)
            body, unsaid = self._panel(Layout.TABLE_TEXT, first.body, second.body, sum(table.heights))
            return replace(table, body=body), (*unsaid, *left)
        frame = stage.above(stage.evidence, first.body.height)
        table, left = both_tables(first, second, frame, self.gauge, self.locales)
        height = sum(table.heights)

        def fits(strip: float) -> bool:
            return height <= stage.above(stage.evidence, strip).height

        body, unsaid = self.bodies.in_strip(first.body, second.body, fits)
        return replace(table, body=body), (*unsaid, *left)

    def process(self, first: ProcessSlide, second: ProcessSlide) -> tuple[ProcessSlide, Unsaid]:
        stage = self.gauge.stage

        def over(strip: float) -> Frame:
            return stage.above(stage.evidence, strip) if strip else stage.evidence

        flow = replace(first.flow, alt=alts(first.flow.alt, second.flow.alt))
        flow, left = self._flow(flow, second.flow, over(first.body.height))
        body, unsaid = self.bodies.in_strip(
            first.body, second.body, lambda strip: has_room(flow, self.gauge, over(strip))
        )
        return replace(first, flow=flow, body=body), (*unsaid, *left)

    def pair(self, first: Pair, second: Pair) -> tuple[Pair, Unsaid]:
        stage = self.gauge.stage
        top = self.gauge.frame(layout_of(first), EVIDENCE).top

        def fits(strip: float) -> bool:
            return stage.zone.bottom - strip - top >= _LEAST_CHART * stage.zone.height

        body, unsaid = self.bodies.in_strip(first.body, second.body, fits) if first.body.points else (first.body, ())
        left, more = self._figure(first, LEFT_HEAD, EVIDENCE, first.left, second.left, body)
        right, most = self._figure(first, RIGHT_HEAD, SECOND, first.right, second.right, body)
        return replace(first, left=left, right=right, body=body), (*more, *most, *unsaid)

    def tiles(self, first: KeyFigures, second: KeyFigures) -> tuple[KeyFigures, Unsaid]:
        stage = self.gauge.stage
        body, unsaid = self.bodies.framed(
            first.body, second.body, stage.under_tiles(first.height), self.gauge.body_steps()
        )
        first = replace(first, body=body)
        if len(first.tiles) != len(second.tiles):
            return first, (*unsaid, *(_said(tile) for tile in second.tiles))
        frames = stage.tiles(len(first.tiles), first.widths, first.height)
        widths = tuple(frame.width - 2 * PANEL_INSET for frame in frames)
        tiles = tuple(_tile(one, other) for one, other in zip(first.tiles, second.tiles, strict=True))
        for tried in (tiles, tuple(replace(t, second=o.label) for t, o in zip(tiles, second.tiles, strict=True))):
            heights = (
                text_height(tile, first.size, width, self.gauge) for tile, width in zip(tried, widths, strict=True)
            )
            if max(heights) * _DRAWN <= first.height - _AIR:
                lead = lead_of(tried, widths, first.size, first.height, self.gauge)
                left = () if tried is tiles else tuple(map(_said, second.tiles))
                return replace(first, tiles=tried, lead=min(first.lead, lead)), (*unsaid, *left)
        return first, (*unsaid, *map(_said, second.tiles))

    # --- parts

    def _panel(self, layout: Layout, first: Body, second: Body, height: float = 0) -> tuple[Body, Unsaid]:
        """Text beside evidence, which is so high where it does not fill its frame."""
        if not first.points:
            return first, said_in(second.points)
        frame = self.gauge.frame(layout, BODY)
        body, unsaid = self.bodies.framed(first, second, frame, self.gauge.panel_steps())
        return (body if body is first else hugged(body, frame, self.gauge, height)), unsaid

    def _plot(self, first: Plot, second: Plot, frame: Frame) -> Plot:
        return both_plots(first, second, self.theme, self.locales, (frame.width, frame.height))

    def _flow(self, first: Flow, second: Flow, zone: Frame) -> tuple[Flow, Unsaid]:
        """With the second's words in nodes and beside arrows, in nodes alone, or with none."""
        others = {node.id: node.children for node in second.nodes}
        ways = {(edge.source, edge.target): edge.label for edge in second.edges}
        nodes = tuple(
            replace(node, children=under(node.children, others.get(node.id, ()), self.lang)) for node in first.nodes
        )
        stacked, in_line = (
            tuple(
                replace(edge, label=join(edge.label, ways.get((edge.source, edge.target), ()), self.lang))
                for edge in first.edges
            )
            for join in (under, beside)
        )
        steps = tuple(printed(node.children) for node in second.nodes)
        labels = tuple(dict.fromkeys(text for edge in second.edges if (text := printed(edge.label).strip())))
        before = fit_flow(first, self.gauge, zone.width, zone.height)
        tried: tuple[tuple[tuple[Edge, ...], Unsaid], ...] = ((stacked, ()), (in_line, ()), (first.edges, labels))
        for edges, left in tried:
            flow = replace(first, nodes=nodes, edges=edges)
            after = fit_flow(flow, self.gauge, zone.width, zone.height)
            if after.fits(zone.width, zone.height) and (before.torn or not after.torn):
                return flow, left
        return first, (*steps, *labels)

    def _figure(
        self, slide: Pair, head: int, index: int, first: Figure, second: Figure, body: Body
    ) -> tuple[Figure, Unsaid]:
        slot = self.gauge.master.pages[layout_of(slide)].slot(head)
        size = float(getattr(self.gauge.sizes, slot.face.size))
        heads = Heads(self.gauge, self.lang)
        caption = heads.line(first.caption, second.caption, size, slot.frame.text_width, bold=True)
        left = () if caption != first.caption or alike(first.caption, second.caption) else (printed(second.caption),)
        alt = alts(first.alt, second.alt)
        figure = replace(first, caption=caption, alt=alt)
        if isinstance(first.content, Plot) and isinstance(second.content, Plot):
            frame = self.gauge.frame(layout_of(slide), index)
            frame = self.gauge.stage.above(frame, body.height) if body.height else frame
            plot = self._plot(first.content, second.content, frame)
            return replace(figure, content=plot, alt=alt and plot.alt), (*left, *untold(plot, second.content))
        return figure, left


def alts(first: str, second: str) -> str:
    return "\n".join(dict.fromkeys(filter(None, (first, second))))


def untold(plot: Plot, second: Plot) -> Unsaid:
    """The second's words where the chart says only those of the first."""
    said, names = " ".join(_names(plot)), _names(second)
    return () if all(alike((Text(name),), ()) or name in said for name in names) else (second.alt,)


def _names(plot: Plot) -> tuple[str, ...]:
    points = (label for marks in plot.marks if marks.xs for label in marks.labels)
    return (*plot.categories, *(key.name for key in plot.legend), *points, plot.unit)


def _tile(first: Tile, second: Tile) -> Tile:
    """The second's label, after its value where that reads otherwise."""
    if alike((Text(first.value),), (Text(second.value),)):
        return replace(first, second="" if alike((Text(first.label),), (Text(second.label),)) else second.label)
    return replace(first, second=f"{second.value} · {second.label}".replace("\n", " "))


def _said(tile: Tile) -> str:
    return f"{tile.value} {tile.label}".replace("\n", " ")
