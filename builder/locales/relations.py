"""Words by which a text says what its quantities have to do with each other: sums, shares, changes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relations:
    """Words in lower case. Those in Latin letters are whole words, others may stand inside a word.

    `rise` and `fall` say a change; `start` stands before the value that it begins with, `end` before the one that it
    ends with. `total` and `subtotal` name sums, `summed` stands behind one; `among` opens the parts of a whole,
    `rest` the last of them; `within` stands between a whole and a part of it ("30 of 120"). `shares` and `ratios`
    head columns of shares, and of what is never added up; `changes` head columns of growth. `points` say percentage
    points in a head. `rates` are what is itself counted in per cent, `gaps` differences. `exceeds` says "by so many
    times more", before the number or, in a phrase, behind it; `equals` "so many times as much". `foretold` and
    `until` say what is forecast, and until when. `partial` marks a table that does not show all. `above` and `below`
    stand beside a difference ("5 more", 高 5 个百分点), `by` between a word of change and its amount; `bases` say what
    growth is reckoned from: the time a year before, or the period before. `still` are words that hold one of change
    and say none. `dropped` are words that say nothing of a subject; `copulas` stand between a subject and its value,
    `joins` between members of a list. `closing` are titles of conclusions."""

    rise: tuple[str, ...]
    fall: tuple[str, ...]
    start: tuple[str, ...]
    end: tuple[str, ...]
    total: tuple[str, ...]
    summed: tuple[str, ...]
    subtotal: tuple[str, ...]
    among: tuple[str, ...]
    rest: tuple[str, ...]
    within: tuple[str, ...]
    shares: tuple[str, ...]
    ratios: tuple[str, ...]
    changes: tuple[str, ...]
    points: tuple[str, ...]
    rates: tuple[str, ...]
    gaps: tuple[str, ...]
    exceeds: tuple[str, ...]
    equals: tuple[str, ...]
    foretold: tuple[str, ...]
    until: tuple[str, ...]
    partial: tuple[str, ...]
    dropped: tuple[str, ...]
    copulas: tuple[str, ...]
    joins: tuple[str, ...]
    closing: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    by: tuple[str, ...]
    still: tuple[str, ...]
    bases: dict[str, tuple[str, ...]]
