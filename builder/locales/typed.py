"""Words by which an import knows what authors typed by hand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Typed:
    """What authors type by hand where Builder generates it; an import takes it off. Spaces in patterns may be absent.

    `figure`, `table` and `exhibit` (a label that figures and tables share) are patterns of captions with `{n}`;
    `headings` those of numbers before a heading; `sections` those of references to one. `figures`, `tables`, `several`
    (sections) and `equation` are patterns of references alone; `joins` stand between the numbers of a reference to
    several, `ranges` between the first and the last. `numerals` are the words for 1, 2, 3 …; `prose` are words that
    follow a label in running text and never in a caption; `abroad` stands before, `of_others` after a reference to a
    part of another work; `no_label` before a label that is a part of another word, `no_equation` before what is no
    word for an equation. `counters` are words that make a number in front of them a quantity ("3 个 …"), never a
    heading's number. `meta` are labels of lines under a title.
    `topics` are headings that reports share, by a name that is the same in every language."""

    contents: tuple[str, ...]
    figure: tuple[str, ...]
    table: tuple[str, ...]
    exhibit: tuple[str, ...]
    headings: tuple[str, ...]
    sections: tuple[str, ...]
    sources: tuple[str, ...]
    numerals: tuple[str, ...]
    prose: tuple[str, ...]
    abroad: tuple[str, ...]
    of_others: tuple[str, ...]
    no_label: tuple[str, ...]
    counters: tuple[str, ...]
    figures: tuple[str, ...]
    tables: tuple[str, ...]
    several: tuple[str, ...]
    equation: tuple[str, ...]
    no_equation: tuple[str, ...]
    joins: tuple[str, ...]
    ranges: tuple[str, ...]
    meta: tuple[str, ...]
    topics: dict[str, tuple[str, ...]]
