"""The frame of a chart in points, and what stands in it around the marks: unit and legend above, labels beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from builder.deck.charts.sheet import Sheet
from builder.locales.datawords import DataWords
from builder.measure import Ruler, words
from builder.model import Key, Marks, Plot, Shape, Stacking, Style
from builder.theme import Theme

PITCH: Final = 1.35
BREAK: Final = "⋯"
"""The category that stands where the axis is broken."""

_MOST_NAMED: Final = 4
_NAMED: Final = 0.36
"""Share of the width that a value with the name of its series may take beyond its bar."""
_NAMES: Final = (0.36, 0.45)
"""Shares of the width that names of rows may take."""
_BARS: Final = 0.55
"""What such a value and the names of rows may take of it together."""
_ENDS: Final = 0.3
"""The same of the ends of lines."""
_APART: Final = 10.0
"""Between labels of ticks, pt."""
_GAP: Final = "\u00a0\u00a0"
_SWATCH: Final = 34.0
_DASHED: Final = 74.0
"""Width of a legend's key with the gaps around it; of a dashed line the programs show more."""


@dataclass(frozen=True, slots=True)
class Inner:
    """Where the marks are drawn, pt from the frame's corner; labels of axes stand outside of it."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A family's result: the workbook, chart groups with their axes, and the inner frame (None: the program's choice).

    `unnamed` are series that the legend leaves out; `listed`: what a legend on the right says, for slices."""

    sheet: Sheet
    groups: str
    inner: Inner | None
    unnamed: tuple[int, ...] = ()
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """`heads` are the words of the workbook; `second` is the tag of a second language, if there is one."""

    width: float
    height: float
    theme: Theme
    ruler: Ruler
    lang: str
    size: float
    heads: DataWords
    colon: str
    second: str = ""

    @property
    def small(self) -> float:
        return self.theme.deck.label_floor

    def text(self, text: str, size: float | None = None) -> float:
        return max(self.ruler.width(line, size or self.size) for line in text.split("\n"))

    def widest(self, texts: Sequence[str], size: float | None = None) -> float:
        return max((self.text(text, size) for text in texts), default=0.0)

    def lines(self, texts: Sequence[str], width: float, most: int = 3) -> int:
        """Lines of the longest of the texts in a column of that width."""
        found = (self.ruler.lines(text, self.size, max(width, self.size * 2)) for text in texts)
        return min(max(found, default=1), most)

    def stride(self, ticks: Sequence[str], width: float) -> int:
        """Every how many ticks of a scale of that width a label finds room."""
        return max(ceil((self.widest(ticks, self.small) + _APART) * (len(ticks) - 1) / width), 1)

    def names_fit(self, names: Sequence[str], width: float, most: int = 3) -> bool:
        """Whether names find room in columns of that width, on so many lines, without a word being broken."""
        whole = all(self.text(word.rstrip()) <= width for name in names for word in words(name))
        return whole and self.lines(names, width, most + 1) <= most

    def row_names(self, plot: Plot, names: Sequence[str]) -> tuple[str, ...]:
        """Names of rows on lines of their own, since LibreOffice does not break them; wider where rows are many."""
        if not plot.horizontal:
            return tuple(names)
        pitch = (self.height - self.head(plot)) / max(len(names), 1)
        found: tuple[str, ...] = ()
        for share in _NAMES:
            found = tuple("\n".join(self._balanced(text, share * self.width)) for text in names)
            if all((text.count("\n") + 1) * self.size * PITCH <= pitch for text in found):
                break
        return found

    def _balanced(self, text: str, width: float) -> tuple[str, ...]:
        """As few lines as the width asks for, none of them much shorter than the others."""
        lines = self.ruler.wrap(text, self.size, width)
        tries = (self.ruler.wrap(text, self.size, share * width) for share in (0.6, 0.7, 0.8, 0.9))
        return next((found for found in tries if len(found) == len(lines)), lines) if len(lines) > 1 else lines

    def unit_height(self, plot: Plot) -> float:
        return self.small * PITCH + 4 if captioned(plot) else 0.0

    def named(self, plot: Plot) -> bool:
        """Whether series are named on their first bars, or where their lines end, instead of in a legend.

        Direct labels come before legends; and of bars side by side in rows LibreOffice lists the last series first,
        against the order in which they are drawn."""
        shapes = {marks.shape for marks in plot.marks}
        if shapes == {Shape.LINE}:
            return self._named_at_ends(plot)
        clustered = plot.horizontal and plot.stacking is Stacking.NONE and shapes == {Shape.BAR}
        if not clustered or any(m.bases for m in plot.marks) or not 1 < len(plot.legend) <= _MOST_NAMED:
            return False
        names = {name for name, _ in first_labels(plot)}
        widest = self.widest([text for marks in plot.marks for text in texts_of(plot, marks)])
        beside = min(self.widest(plot.categories) / self.width, _NAMED)
        return names == {key.name for key in plot.legend} and widest <= min(_NAMED, _BARS - beside) * self.width

    def _named_at_ends(self, plot: Plot) -> bool:
        """Whether all lines end in the last category, with room for their names beside it and over each other."""
        ended = all(marks.labels[-1] and marks.values[-1] is not None for marks in plot.marks)
        if len(plot.legend) < 2 or not ended or len(plot.marks) * self.size * PITCH > 0.7 * self.height:
            return False
        return self.widest([texts_of(plot, marks)[-1] for marks in plot.marks]) <= _ENDS * self.width

    def legend_rows(self, plot: Plot) -> int:
        if len(plot.legend) < 2 or self.named(plot):
            return 0
        rows, used = 1, 0.0
        for key in plot.legend:
            width = self._key_width(plot, key)
            if used and used + width > self.width:
                rows, used = rows + 1, 0.0
            used += width
        return rows

    def legend_width(self, plot: Plot) -> float:
        return min(sum(self._key_width(plot, key) for key in plot.legend) + 10, self.width)

    def _key_width(self, plot: Plot, key: Key) -> float:
        mine = [style for marks in plot.marks if marks.name == key.name for style in marks.styles]
        dashed = any(marks.shape is Shape.LINE for marks in plot.marks) and all(style.hatched for style in mine)
        return self.text(key.name) + (_DASHED if dashed else _SWATCH)

    def list_width(self, names: Sequence[str]) -> float:
        """Width of a legend whose keys stand under each other."""
        return min(self.widest(names) + _SWATCH, 0.4 * self.width)

    def list_height(self, names: Sequence[str]) -> float:
        width = self.list_width(names) - _SWATCH
        rows = sum(self.ruler.lines(text, self.size, width) for text in names)
        return min((rows * PITCH + len(names) * 0.6) * self.size, self.height)

    def head(self, plot: Plot) -> float:
        """Height of unit and legend."""
        return self.unit_height(plot) + self.legend_rows(plot) * self.size * 1.6 + 4


def first_labels(plot: Plot) -> tuple[tuple[str, int], ...]:
    """The category in which each series is first drawn with a label."""
    found = (
        (marks.name, next((i for i, v in enumerate(marks.values) if v is not None and marks.labels[i]), None))
        for marks in plot.marks
    )
    return tuple((name, i) for name, i in found if i is not None)


def texts_of(plot: Plot, marks: Marks) -> tuple[str, ...]:
    """Labels of the marks, the first with the name of the series after it."""
    first = dict(first_labels(plot)).get(marks.name)
    return tuple(f"{text}{_GAP}{marks.name}" if i == first else text for i, text in enumerate(marks.labels))


def corner(plot: Plot, room: Room) -> str:
    """What the first cell of the workbook says: the unit, or where there is none, what stands below it."""
    return f"{room.heads.unit}{room.colon}{plot.unit}" if plot.unit else room.heads.category


def captioned(plot: Plot) -> bool:
    """Whether the unit stands above the chart; where there are two scales, their axes say it."""
    return bool(plot.unit) and plot.x_axis is None and plot.second is None


def with_breaks(plot: Plot) -> tuple[int | None, ...]:
    """Indexes of the categories in order, None where the axis is broken."""
    order: list[int | None] = []
    for i in range(len(plot.categories)):
        if i in plot.breaks and i:
            order.append(None)
        order.append(i)
    return tuple(order)


def taken(row: tuple[float | None, ...], order: Sequence[int | None]) -> tuple[float | None, ...]:
    return tuple(None if i is None else row[i] for i in order)


def base_style(plot: Plot, name: str, styles: Sequence[Style]) -> Style:
    """The style of a series as its key in the legend has it, hatched where all of it is foretold; of an only series,
    the commonest one."""
    key = next((key.style for key in plot.legend if key.name == name), None)
    if key is not None:
        return replace(key, hatched=all(style.hatched for style in styles)) if styles else key
    return max(dict.fromkeys(styles), key=styles.count) if styles else next(iter(styles))
