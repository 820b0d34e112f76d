"""One chart in the words of two languages, where both write its numbers alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from builder.model import Axis, Marks, Plot, Shape

JOIN: Final = " / "
"""Between the words of both, where they stand on one line."""

_NUMBER: Final = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")
_GROUPING: Final = {".": re.compile(r"[,\u00a0\u202f](?=\d{3})"), ",": re.compile(r"[.\u00a0\u202f](?=\d{3})")}
"""Signs between thousands, by the decimal mark that goes with them."""
_WORDLESS: Final = re.compile(r"[\W_]+")
_YEAR: Final = 2
"""Letters of the word that a language puts to a year."""


def both(first: Plot, second: Plot) -> Plot | None:
    """The first plot with the second's names under its own, and units and notes of both; None where the numbers of one
    would be read otherwise in the other (3.2 万, 32,000)."""
    tiles = first.kind == "tiles"
    if _shape(first) != _shape(second) or not (tiles or _counts_alike(first, second)):
        return None
    plot = replace(
        _renamed(first, second),
        unit=_beside(first.unit, second.unit),
        axis=_titled(first.axis, second.axis),
        x_axis=_titled(first.x_axis, second.x_axis) if first.x_axis and second.x_axis else None,
        second=_titled(first.second, second.second) if first.second and second.second else None,
        notes=tuple(dict.fromkeys((*first.notes, *second.notes))),
        alt="\n".join(dict.fromkeys((first.alt, second.alt))),
    )
    return replace(plot, categories=tuple(_tiles(first, second) if tiles else _categories(first, second)))


def _shape(plot: Plot) -> tuple[object, ...]:
    marks = tuple(
        (one.shape, one.values, one.lows, one.xs, one.bases, one.second)
        if plot.kind == "tiles"
        else (one.shape, one.styles, one.second)
        for one in plot.marks
    )
    axes = plot.x_axis is None, plot.second is None
    return plot.kind, plot.stacking, plot.breaks, len(plot.categories), marks, len(plot.legend), axes


def _counts_alike(first: Plot, second: Plot) -> bool:
    """Whether every number that is printed, or read off an axis, is the same in both."""
    point = first.axis.point
    numbers = (
        (a.values, a.lows, a.xs, a.bases) == (b.values, b.lows, b.xs, b.bases)
        and (
            bool(a.xs) or all(_written_alike(one, other, point) for one, other in zip(a.labels, b.labels, strict=True))
        )
        for a, b in zip(first.marks, second.marks, strict=True)
    )
    scales = (_scaled_alike(*pair) for pair in zip(_axes(first), _axes(second), strict=True))
    return point == second.axis.point and all(numbers) and all(scales)


def _written_alike(first: str, second: str, point: str) -> bool:
    """The same digits behind the same decimal mark, and no word such as 万 in either; thousands are parted and ranges
    are written as each language does."""
    if first == second:
        return True
    worded = any(char.isalpha() for char in first + second)
    return not worded and _digits(first, point) == _digits(second, point)


def _digits(text: str, point: str) -> list[str]:
    return [_GROUPING[point].sub("", number) for number in _NUMBER.findall(text)]


def _axes(plot: Plot) -> Iterator[Axis]:
    yield from (axis for axis in (plot.axis, plot.x_axis, plot.second) if axis is not None)


def _scaled_alike(first: Axis, second: Axis) -> bool:
    if (first.shown, first.log) != (second.shown, second.log) or not first.shown:
        return (first.shown, first.log) == (second.shown, second.log)
    ticks = zip(first.ticks, second.ticks, strict=False)
    same = (a.value == b.value and _written_alike(a.label, b.label, first.point) for a, b in ticks)
    return len(first.ticks) == len(second.ticks) and all(same)


def _categories(first: Plot, second: Plot) -> Iterator[str]:
    """On one line in a ring, whose names stand before their values."""
    join = JOIN if any(marks.shape is Shape.SLICE for marks in first.marks) else "\n"
    for one, other in zip(first.categories, second.categories, strict=True):
        yield _joined(one, other, join)


def _tiles(first: Plot, second: Plot) -> Iterator[str]:
    """Under a figure, its name in both languages, the second's after the figure as it writes that."""
    named = zip(first.categories, second.categories, first.marks[0].labels, second.marks[0].labels, strict=True)
    for one, other, label, told in named:
        same = _written_alike(label, told, first.axis.point)
        yield _joined(one, other, "\n") if same else f"{one}\n{told} · {other}"


def _renamed(first: Plot, second: Plot) -> Plot:
    """With the names of series and of points in both languages."""
    pairs = [(a.name, b.name) for a, b in zip(first.marks, second.marks, strict=True)]
    pairs += [(a.name, b.name) for a, b in zip(first.legend, second.legend, strict=True)]
    names = {one: _beside(one, other) for one, other in pairs}
    marks = (_marked(a, b, names) for a, b in zip(first.marks, second.marks, strict=True))
    legend = (replace(key, name=names[key.name]) for key in first.legend)
    return replace(first, marks=tuple(marks), legend=tuple(legend))


def _marked(first: Marks, second: Marks, names: Mapping[str, str]) -> Marks:
    labels = first.labels
    if first.xs:
        labels = tuple(_joined(one, other, "\n") for one, other in zip(first.labels, second.labels, strict=True))
    return replace(first, name=names[first.name], labels=labels)


def _titled(first: Axis, second: Axis) -> Axis:
    return replace(first, title=_beside(first.title, second.title))


def _beside(first: str, second: str) -> str:
    return _joined(first, second, JOIN)


def _joined(first: str, second: str, join: str) -> str:
    """Both, or what reads the same once; the plural of a word is nothing new, nor is a year with its word."""
    one, other = (_WORDLESS.sub("", text).casefold() for text in (first, second))
    if not one or not other or _is_plural(one, other) or _is_plural(other, one) or _is_year(one, other):
        return first or second
    return f"{first}{join}{second}"


def _is_plural(one: str, other: str) -> bool:
    return other.removeprefix(one) in ("", "s", "es") and other.startswith(one)


def _is_year(one: str, other: str) -> bool:
    words = sorted("".join(char for char in text if not char.isdecimal()) for text in (one, other))
    return words[0] == "" and len(words[1]) <= _YEAR and _NUMBER.findall(one) == _NUMBER.findall(other)
