"""Figures, tables and processes as slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, assert_never

from builder.deck.points import without_breaks
from builder.deck.prose import printed, says_again, settled
from builder.deck.slides import (
    Body,
    ChartSlide,
    DeckSlide,
    Head,
    KeyFigures,
    PictureSlide,
    Point,
    ProcessSlide,
    TableSlide,
    Tile,
)
from builder.locales.locale import Words
from builder.model import (
    Align,
    Cell,
    Evidence,
    Figure,
    Flow,
    Image,
    Inlines,
    Missing,
    Paint,
    Plot,
    Row,
    Shape,
    Table,
    Text,
)

_LONG_ROW: Final = 3
"""Cells of a single row that is set upright."""


@dataclass(frozen=True, slots=True)
class Exhibits:
    """Shows evidence in the words of one language."""

    words: Words

    def slides(self, head: Head, item: Evidence, points: tuple[Point, ...]) -> Iterator[DeckSlide]:
        """The slide of one piece of evidence, with text beside it; none for a chart that could not be drawn."""
        body = Body(points)
        match item:
            case Table():
                yield TableSlide(head, self.table(item), body)
            case Flow():
                yield ProcessSlide(head, self.flow(item), body)
            case Figure():
                content = item.content
                if isinstance(content, Plot) and is_tiles(item):
                    yield KeyFigures(head, _tiles(content), body)
                elif isinstance(content, Plot):
                    yield ChartSlide(
                        replace(head, remark=remark((content,))), replace(content, alt=item.alt or content.alt), body
                    )
                elif isinstance(content, Image | Missing):
                    yield PictureSlide(head, content, item.alt or printed(head.caption) or printed(head.title), body)
            case _:
                assert_never(item)

    def caption(self, item: Evidence, title: Inlines = ()) -> Inlines:
        """Number and caption in one line, the number alone where the title says the same; empty where there is no
        caption."""
        caption = settled(without_breaks(item.caption), self.words)
        if title and caption and says_again(printed(title), printed(caption)):
            return (Text(item.label),) if item.label else ()
        return (Text(f"{item.label}  "), *caption) if item.label and caption else caption

    def captioned(self, figure: Figure) -> Figure:
        return replace(figure, caption=self.caption(figure))

    def sources(self, items: Iterable[Evidence]) -> Inlines:
        """The sources of several pieces of evidence, each once."""
        found = dict.fromkeys(settled(without_breaks(item.source), self.words) for item in items)
        out: Inlines = ()
        for source in filter(None, found):
            out = (*out, Text("; "), *source) if out else source
        return out

    def table(self, table: Table) -> Table:
        """The table with settled cells, its head marked as such, and at least one row; a single row stands upright."""

        def row(cells: Row, head: bool) -> Row:
            return tuple(
                replace(cell, children=settled(cell.children, self.words), header=cell.header or head) for cell in cells
            )

        return upright(
            replace(
                table,
                head=tuple(row(cells, True) for cells in table.head),
                body=tuple(row(cells, False) for cells in table.body) or ((Cell((), False),),),
            )
        )

    def flow(self, flow: Flow) -> Flow:
        return replace(
            flow,
            nodes=tuple(replace(node, children=settled(node.children, self.words)) for node in flow.nodes),
            edges=tuple(replace(edge, label=settled(edge.label, self.words)) for edge in flow.edges),
        )


def upright(table: Table) -> Table:
    """A single row of words as a column behind its heads: lying, it would leave the slide empty. Numbers stay in their
    row, where they are compared."""
    rows = (*table.head, *table.body)
    cells = tuple(cell for row in rows for cell in row)
    single = len(table.body) == 1 and len(table.head) <= 1 and len({len(row) for row in rows}) == 1
    if not single or len(rows[0]) < _LONG_ROW or any(cell.colspan > 1 or cell.rowspan > 1 for cell in cells):
        return table
    if any(cell.header or not _is_words(cell) for cell in table.body[0]):
        return table
    return replace(table, head=(), body=tuple(zip(*rows, strict=True)), aligns=(Align.LEFT,) * len(rows))


def _is_words(cell: Cell) -> bool:
    text = printed(cell.children)
    return not text.strip() or any(char.isalpha() for char in text)


def remark(plots: Iterable[Plot]) -> str:
    """How to read the marks of the charts, each thing said once."""
    return " · ".join(dict.fromkeys(note for plot in plots for note in plot.notes))


def is_tiles(figure: Figure) -> bool:
    content = figure.content
    return isinstance(content, Plot) and any(marks.shape is Shape.TILE for marks in content.marks)


def _tiles(plot: Plot) -> tuple[Tile, ...]:
    return tuple(
        Tile(value, label, style.paint is Paint.ACCENT)
        for marks in plot.marks
        if marks.shape is Shape.TILE
        for value, label, style in zip(marks.labels, plot.categories, marks.styles, strict=True)
    )
