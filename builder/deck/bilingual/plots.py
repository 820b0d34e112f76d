"""A chart with the words of two languages: the numbers are the first's, names stand in both where they fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from builder.deck.charts.room import PITCH, Room
from builder.deck.charts.scatter import count_named
from builder.deck.native_chart import placed_in
from builder.deck.tongues import JOIN, alike, is_quantity
from builder.locales.locale import Locale
from builder.measure import words
from builder.model import Axis, Plot, Shape, Text
from builder.theme import Theme

Locales: TypeAlias = tuple[Locale, Locale]
_BESIDE: Final = 0.36
"""Share of a chart's width that names beside its rows may take; of those in a list it is a little more."""
_LISTED: Final = 0.38
_MOST_NAMES: Final = 12
"""Columns of more are not named twice."""
_MOST_LINES: Final = 3
_MOST_ROWS: Final = 2
"""Lines of a name under a column, and rows of a legend."""


def both(first: Plot, second: Plot, theme: Theme, locales: Locales, size: tuple[float, float]) -> Plot:
    """The first plot for a frame of that size, pt."""
    alt = first.alt if first.alt == second.alt else f"{first.alt}\n{second.alt}"
    plot = replace(first, alt=alt, notes=tuple(dict.fromkeys((*first.notes, *second.notes))))
    if _shape(first) != _shape(second):
        return plot
    laid, room = placed_in(plot, theme, locales[0], *size)
    plot = _with_units(plot, second, room)
    plot = _with_names(plot, second, room, locales)
    plot = _with_points(plot, second, room, locales)
    turned = replace(plot, horizontal=laid.horizontal)
    return replace(plot, categories=_categories(turned, second.categories, room, locales))


def _shape(plot: Plot) -> tuple[object, ...]:
    marks = tuple((one.shape, len(one.values)) for one in plot.marks)
    return plot.kind, len(plot.categories), marks, len(plot.legend), plot.x_axis is None, plot.second is None


# --- categories


def _categories(plot: Plot, second: tuple[str, ...], room: Room, locales: Locales) -> tuple[str, ...]:
    first = plot.categories
    if plot.x_axis is not None or all(_same(a, b, locales) for a, b in zip(first, second, strict=True)):
        return first
    for join in ("\n", JOIN):
        joined = tuple(a if _same(a, b, locales) else f"{a}{join}{b}" for a, b in zip(first, second, strict=True))
        if _finds_room(plot, joined, second, room):
            return joined
    return first


def _same(first: str, second: str, locales: Locales) -> bool:
    """Whether the name needs no second wording: a year, or a name that is the same in both."""
    quantities = (is_quantity(text, locale) for text, locale in zip((first, second), locales, strict=True))
    return alike((Text(first),), (Text(second),)) or any(quantities)


def _finds_room(plot: Plot, names: tuple[str, ...], second: tuple[str, ...], room: Room) -> bool:
    lines = max(name.count("\n") for name in names) + 1
    if any(marks.shape is Shape.SLICE for marks in plot.marks):
        return lines == 1 and room.list_width(names) < _LISTED * room.width
    if plot.horizontal:
        each = (room.height - room.head(plot) - room.small * PITCH) / max(len(names), 1)
        return room.widest(names) <= _BESIDE * room.width and lines * room.size * PITCH <= each
    if lines == 1 or len(names) > _MOST_NAMES:
        return False
    slot = 0.93 * room.width / max(len(names), 1) - 6
    longest = max((room.text(word.strip()) for name in second for word in words(name)), default=0.0)
    return longest <= slot and room.lines(names, slot, _MOST_LINES + 1) <= _MOST_LINES


# --- series and units


def _with_names(plot: Plot, second: Plot, room: Room, locales: Locales) -> Plot:
    """Series under both names, where their legend does not grow beyond two rows."""
    pairs = [(a.name, b.name) for a, b in zip(plot.marks, second.marks, strict=True)]
    pairs += [(a.name, b.name) for a, b in zip(plot.legend, second.legend, strict=True)]
    named = {a: a if _same(a, b, locales) else f"{a}{JOIN}{b}" for a, b in pairs if a}
    joined = _renamed(plot, named)
    fits = joined.legend and max(room.legend_rows(joined), 1) <= _MOST_ROWS
    widest = room.widest([key.name for key in joined.legend])
    as_before = room.named(joined) == room.named(plot)
    return joined if fits and as_before and widest <= room.width / 2 else plot


def _with_points(plot: Plot, second: Plot, room: Room, locales: Locales) -> Plot:
    """Points under both names, where as many of them find room."""
    if not any(marks.xs for marks in plot.marks):
        return plot
    marks = tuple(
        replace(one, labels=tuple(_both(a, b, locales) for a, b in zip(one.labels, other.labels, strict=True)))
        for one, other in zip(plot.marks, second.marks, strict=True)
    )
    named = replace(plot, marks=marks)
    return named if count_named(named, room) == count_named(plot, room) else plot


def _both(first: str, second: str, locales: Locales) -> str:
    return first if _same(first, second, locales) else f"{first}\n{second}"


def _renamed(plot: Plot, names: Mapping[str, str]) -> Plot:
    return replace(
        plot,
        marks=tuple(replace(marks, name=names.get(marks.name, marks.name)) for marks in plot.marks),
        legend=tuple(replace(key, name=names.get(key.name, key.name)) for key in plot.legend),
    )


def _with_units(plot: Plot, second: Plot, room: Room) -> Plot:
    """The unit in both languages where both count in the same; else its second wording would be wrong."""
    same = all(a.values == b.values and a.lows == b.lows for a, b in zip(plot.marks, second.marks, strict=True))
    unit = _twice(plot.unit, second.unit) if same else plot.unit
    if room.text(unit, room.small) <= room.width:
        plot = replace(plot, unit=unit)
    across = plot.x_axis and second.x_axis and _titled(plot.x_axis, second.x_axis, room)
    beyond = plot.second and second.second and _titled(plot.second, second.second, room)
    axis = _titled(plot.axis, second.axis, room)
    return replace(plot, axis=axis, x_axis=across or plot.x_axis, second=beyond or plot.second)


def _titled(first: Axis, second: Axis, room: Room) -> Axis:
    same = (first.minimum, first.maximum) == (second.minimum, second.maximum)
    title = _twice(first.title, second.title)
    return replace(first, title=title) if same and room.text(title, room.small) <= room.height * 0.8 else first


def _twice(first: str, second: str) -> str:
    """A plural of the first, or a word of it, is nothing new."""
    again = second.casefold().startswith(first.casefold()) or alike((Text(first),), (Text(second),))
    return first if again else f"{first}{JOIN}{second}"
