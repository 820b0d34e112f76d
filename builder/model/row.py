"""One row of a table: what a report is made for, where many are made of one text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

CellValue: TypeAlias = str | int | float | bool | date | None
"""What stands in a cell: of CSV always text; None where it is empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """`file` is the table's name as places say it. `number` counts the rows of data from 1; `line` is where the row
    begins in the file, or the row of a workbook's sheet. `cells` are in the order of the columns.

    `text`: the row's first line as it is typed, "" where the table is no text. What is made of a row depends on `cells`
    alone."""

    file: str
    number: int
    line: int
    cells: Mapping[str, CellValue]
    text: str = ""
