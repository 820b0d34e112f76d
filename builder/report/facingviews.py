"""What the template of a report whose languages face each other is told besides its book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.report.bookviews import Book


@dataclass(frozen=True, slots=True)
class Leaf:
    """One of two sides: the book of the other, whether this is the second, and how many empty pages stand behind
    chapters, by their ids."""

    other: Book
    second: bool
    pads: Mapping[str, int]
