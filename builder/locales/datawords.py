"""The words of charts, and of the tables of numbers that a report and its charts carry with them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What charts say by themselves: the roles in a waterfall, and the series of a second axis."""

    total: str
    increase: str
    decrease: str
    second: str  # "{series} (right axis)"


@dataclass(frozen=True, slots=True)
class DataWords:
    """Heads of columns, and what the attached files are."""

    series: str
    category: str
    across: str  # the number on the horizontal axis
    low: str  # the lower end of a range
    value: str
    shown: str  # as the chart words it
    high: str  # the upper end of a bar
    unit: str
    level: str  # what a waterfall has come to, step by step
    below: str  # "{name} (below zero)"
    aid: str  # head of a column that only serves the drawing
    sheet: str  # name of the sheet that says where the numbers are from
    origin: str  # label of the source on it
    notes: str
    of_figure: str  # "Data of {name}"
    of_text: str
