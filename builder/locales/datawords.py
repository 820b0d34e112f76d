"""The words of the tables of numbers that a report carries with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataWords:
    """Heads of columns, and what the attached files are."""

    series: str
    category: str
    across: str  # the number on the horizontal axis
    low: str  # the lower end of a range
    value: str
    shown: str  # as the chart words it
    of_figure: str  # "Data of {name}"
    of_text: str
