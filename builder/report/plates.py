"""Pictures that have a line of a cell for themselves: shown as large as they are, and not as an icon of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from builder.model import Asset, Inlines, Picture
from builder.report.views import Anchor, Icon, Line, LineItem, NewLine, Run, Styled
from builder.text import walk

_PIXEL: Final = 0.75
"""Points of a CSS pixel."""
_ICON: Final = 32.0
"""Pixels: what is no higher goes with the text."""
_HIGHEST: Final = 150.0
"""A picture in a cell is at most so high, pt."""
LEAST: Final = 84.0
"""A column gives a picture at least so much, pt, where it is as wide."""


def width_of(asset: Asset) -> float:
    """Points that a picture is wide in a line of its own; 0 where it is an icon."""
    if asset.height <= _ICON:
        return 0.0
    return round(min(asset.width * _PIXEL, _HIGHEST * asset.width / asset.height), 2)


def holds_pictures(inlines: Inlines) -> bool:
    return any(isinstance(one, Picture) for one in walk(inlines))


def plated(line: Line) -> Line:
    """The line of a cell, with the pictures that share their line with no words as plates."""
    out: list[LineItem] = []
    part: list[LineItem] = []
    for item in (*line, NewLine()):
        if isinstance(item, NewLine):
            out += [*map(_plate, part), item] if _is_pictures(part) else [*part, item]
            part = []
        else:
            part.append(item)
    return tuple(out[:-1])


def widths(line: Line) -> Iterator[float]:
    """Of the plates of a line."""
    for item in line:
        match item:
            case Icon() if item.style == "plate":
                yield item.width
            case Anchor() | Styled():
                yield from widths(item.children)
            case _:
                pass


def _is_pictures(part: list[LineItem]) -> bool:
    return any(_picture(item) for item in part) and all(_picture(item) or _is_blank(item) for item in part)


def _is_blank(item: LineItem) -> bool:
    return isinstance(item, Run) and not item.text.strip("\u2060\u200b \u00a0")


def _picture(item: LineItem) -> bool:
    match item:
        case Icon():
            return item.width > 0
        case Anchor() | Styled():
            return _is_pictures(list(item.children))
        case _:
            return False


def _plate(item: LineItem) -> LineItem:
    match item:
        case Icon():
            return replace(item, style="plate")
        case Anchor():
            inner = (replace(one, style="plate") if isinstance(one, Icon) else one for one in item.children)
            return replace(item, children=tuple(inner))
        case Styled():
            return replace(item, children=tuple(map(_plate, item.children)))
        case _:
            return item
