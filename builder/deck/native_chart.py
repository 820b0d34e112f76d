"""A plot as a native chart: a chart part with its own workbook, in theme colours and fonts, editable in PowerPoint.

The chart's XML is written here whole and handed to python-pptx as its chart data, which it only asks for bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, cast
from xml.sax.saxutils import escape

from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.shapes.autoshape import CT_Shape
from pptx.shapes.placeholder import ChartPlaceholder, PlaceholderGraphicFrame
from pptx.slide import Slide

from builder.deck.charts.axes import manual_corner
from builder.deck.charts.bars import bar_frame, draw_bars, gap_width, ticks_width, upright
from builder.deck.charts.combo import draw_combo
from builder.deck.charts.dots import draw_dots
from builder.deck.charts.ink import NO_FILL, rich, text_properties
from builder.deck.charts.lines import draw_lines
from builder.deck.charts.ranges import draw_ranges
from builder.deck.charts.rings import LIST_GAP, draw_ring
from builder.deck.charts.room import Drawn, Inner, Room, captioned
from builder.deck.charts.scatter import draw_scatter
from builder.deck.charts.sheet import About
from builder.deck.charts.stacks import losses
from builder.deck.charts.waterfall import draw_waterfall
from builder.deck.palette import INK
from builder.locales.locale import Locale, Words
from builder.measure import deck_ruler
from builder.model import Plot, Shape, Stacking
from builder.theme import Theme

EMU_PER_PT: Final = 12_700
_C: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass(frozen=True, slots=True)
class ChartBytes:
    """What python-pptx calls chart data: the part's XML and the workbook's bytes."""

    part: bytes
    xlsx_blob: bytes

    def xml_bytes(self, chart_type: XL_CHART_TYPE) -> bytes:
        """Whatever type is asked for: the XML says what it is."""
        return self.part


def add_chart(
    slide: Slide,
    placeholder: ChartPlaceholder,
    plot: Plot,
    theme: Theme,
    locale: Locale,
    source: str = "",
    second: Locale | None = None,
) -> PlaceholderGraphicFrame:
    """Puts the plot into a chart or content placeholder of the slide; its workbook says the `source`. Names of points
    are in the `second` language on their second lines.

    Raises `ValueError` for a plot of TILE marks, which are key figures and no chart."""
    width, height = placeholder.width / EMU_PER_PT, placeholder.height / EMU_PER_PT
    data = chart_bytes(plot, theme, locale, width, height, source, second)
    taker = ChartPlaceholder(cast(CT_Shape, placeholder._element), placeholder._parent)
    insert: Callable[[XL_CHART_TYPE, ChartBytes], PlaceholderGraphicFrame] = taker.insert_chart
    frame = insert(XL_CHART_TYPE.COLUMN_CLUSTERED, data)
    frame._element.xpath(".//p:cNvPr")[0].set("descr", plot.alt)
    return frame


def chart_bytes(
    plot: Plot,
    theme: Theme,
    locale: Locale,
    width_pt: float,
    height_pt: float,
    source: str = "",
    second: Locale | None = None,
) -> ChartBytes:
    """The chart for a frame of that size; the same bytes for the same plot."""
    plot, room = placed_in(plot, theme, locale, width_pt, height_pt)
    room = replace(room, second=second.tag if second else "")
    drawn = _drawn(plot, room)
    return ChartBytes(_part(plot, room, drawn).encode(), drawn.sheet.workbook(_about(plot, locale.words, source)))


def placed_in(plot: Plot, theme: Theme, locale: Locale, width_pt: float, height_pt: float) -> tuple[Plot, Room]:
    """The plot as it stands in a frame of that size: with rows for columns where its labels need that."""
    size, words = _label_size(plot, theme, height_pt), locale.words
    room = Room(width_pt, height_pt, theme, deck_ruler(theme), locale.tag, size, words.data, words.colon)
    return _turned(plot, room), room


def _about(plot: Plot, words: Words, source: str) -> About:
    """Where the numbers are from, in what unit they are, and what the marks mean."""
    second = plot.second or plot.x_axis
    units = [unit for unit in (plot.unit, second.title if second else "") if unit]
    rows = [
        (words.data.origin, source.removeprefix(words.source)),
        *((words.data.unit, unit) for unit in units),
        *((words.data.notes, text) for text in plot.notes),
    ]
    return About(words.data.sheet, tuple((label, text) for label, text in rows if text))


def _turned(plot: Plot, room: Room) -> Plot:
    """Columns whose names or labels do not stand beside or over each other are drawn as rows, if these find room."""
    shapes = {marks.shape for marks in plot.marks}
    bars = shapes <= {Shape.BAR, Shape.RANGE} and not plot.axis.log
    dots = shapes == {Shape.POINT} and plot.x_axis is None
    lanes = len({marks.name for marks in plot.marks}) if _side_by_side(plot) else 1
    dense = len(plot.categories) * lanes * room.size * 1.1 > room.height - room.head(plot)
    if plot.horizontal or dense or not (bars or dots):
        return plot
    fit = _names_fit(plot, room) and (_dots_fit(plot) if dots else _labels_fit(plot, room))
    return plot if fit else replace(plot, horizontal=True)


def _names_fit(plot: Plot, room: Room) -> bool:
    left = ticks_width(plot, room) if plot.axis.shown else 0.0
    return room.names_fit(plot.categories, (room.width - left) / max(len(plot.categories), 1) - 4)


def _dots_fit(plot: Plot) -> bool:
    """Of more than two dots over each other some had their labels beside them."""
    columns = zip(*(marks.values for marks in plot.marks), strict=True)
    return all(sum(value is not None for value in column) <= 2 for column in columns)


def _labels_fit(plot: Plot, room: Room) -> bool:
    """Whether labels stand beside each other over columns, or as many in the parts of stacks as in rows."""
    if plot.stacking is Stacking.NONE:
        return not upright(plot, room)
    lost, turned = (_lost(one, room) for one in (plot, replace(plot, horizontal=True)))
    return lost <= turned


def _lost(plot: Plot, room: Room) -> int:
    frame = bar_frame(plot, room, plot.categories, outside=False)
    return losses(plot, room, frame.inner, gap_width(plot, frame, len(plot.categories), 1))


def _drawn(plot: Plot, room: Room) -> Drawn:
    shapes = {marks.shape for marks in plot.marks}
    if shapes == {Shape.AREA} and len(plot.categories) == 1:
        return draw_bars(replace(plot, marks=tuple(replace(marks, shape=Shape.BAR) for marks in plot.marks)), room)
    if Shape.TILE in shapes or not shapes:
        raise ValueError(f"plot '{plot.id}' is no chart")
    if Shape.SLICE in shapes:
        return draw_ring(plot, room)
    if plot.x_axis is not None:
        return draw_scatter(plot, room)
    if _stepped(plot):
        return draw_waterfall(plot, room)
    if Shape.BAR in shapes and Shape.LINE in shapes:
        return draw_combo(plot, room)
    if shapes & {Shape.LINE, Shape.AREA}:
        return draw_lines(plot, room)
    if Shape.POINT in shapes or plot.axis.log:
        return draw_dots(plot, room)
    return draw_ranges(plot, room) if Shape.RANGE in shapes else draw_bars(plot, room)


def _stepped(plot: Plot) -> bool:
    return any(marks.bases for marks in plot.marks)


def _label_size(plot: Plot, theme: Theme, height: float) -> float:
    """Labels, at their floor where rows are dense."""
    lanes = len({marks.name for marks in plot.marks}) if _side_by_side(plot) else 1
    rows = len(plot.categories) * lanes if plot.horizontal else 0
    dense = rows * theme.deck.label * 1.5 > height * 0.9 or (not plot.horizontal and len(plot.categories) * lanes > 12)
    return theme.deck.label_floor if dense else theme.deck.label


def _side_by_side(plot: Plot) -> bool:
    bars = all(marks.shape in (Shape.BAR, Shape.RANGE) for marks in plot.marks)
    return bars and plot.stacking.value == "none" and not _stepped(plot)


def _part(plot: Plot, room: Room, drawn: Drawn) -> str:
    layout = _inner_layout(drawn.inner, room) if drawn.inner else "<c:layout/>"
    caption = ""
    if captioned(plot):
        caption = (
            f'<c:title>{rich(plot.unit, room.small, room.lang)}{manual_corner(0, 0)}<c:overlay val="1"/></c:title>'
        )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_C}><c:date1904 val="0"/>'
        f'<c:lang val="{escape(room.lang)}"/><c:roundedCorners val="0"/><c:chart>{caption}'
        f'<c:autoTitleDeleted val="{int(not caption)}"/><c:plotArea>{layout}{drawn.groups}'
        f"{NO_FILL}</c:plotArea>{_legend(plot, room, drawn)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{NO_FILL}{text_properties(room.size, room.lang, INK)}</c:chartSpace>"
    )


def _legend(plot: Plot, room: Room, drawn: Drawn) -> str:
    rows = room.legend_rows(plot)
    if not rows and not drawn.listed:
        return ""
    left_out = "".join(f'<c:legendEntry><c:idx val="{i}"/><c:delete val="1"/></c:legendEntry>' for i in drawn.unnamed)
    place, layout = "r", "<c:layout/>"
    if drawn.listed and drawn.inner:
        ring = drawn.inner
        width = room.list_width(drawn.listed)
        height = room.list_height(drawn.listed)
        layout = _box(ring.left + ring.width + LIST_GAP, (room.height - height) / 2, width, height, room)
    if rows:
        top, height = room.unit_height(plot), rows * room.size * 1.6
        place, layout = "t", _box(0, top, room.legend_width(plot), height, room)
    return (
        f'<c:legend><c:legendPos val="{place}"/>{left_out}{layout}<c:overlay val="0"/>'
        f"{text_properties(room.size, room.lang, INK)}</c:legend>"
    )


def _box(left: float, top: float, width: float, height: float, room: Room) -> str:
    return (
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left / room.width:.5f}"/><c:y val="{top / room.height:.5f}"/>'
        f'<c:w val="{width / room.width:.5f}"/><c:h val="{height / room.height:.5f}"/></c:manualLayout></c:layout>'
    )


def _inner_layout(inner: Inner, room: Room) -> str:
    box = _box(inner.left, inner.top, inner.width, inner.height, room)
    return box.replace("<c:manualLayout>", '<c:manualLayout><c:layoutTarget val="inner"/>')
