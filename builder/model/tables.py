"""Tables: cells, which may cover more places than one, and the rows that hold those that begin in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from builder.diagnostics import Span
from builder.model.inlines import NOWHERE, Inlines


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `header` says that it heads a row or a column (the first column of a table with row heads)."""

    children: Inlines
    header: bool
    colspan: int = 1
    rowspan: int = 1
    span: Span = NOWHERE


Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`label` ("表 3.1") is set by `resolve`; a table without caption has none. `aligns` has one entry a column.

    A row holds the cells that begin in it: places that a cell covers besides its first hold none. Spans are rectangles
    inside the head or the body, and every row begins a cell."""

    id: str
    caption: Inlines
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    aligns: tuple[Align, ...]
    source: Inlines
    span: Span
    label: str = ""
