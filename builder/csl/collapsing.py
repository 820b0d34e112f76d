"""Citations that stand together, drawn together: ranges of numbers, and years behind names that are said once.

CSL 1.0.2, "Cite Grouping" and "Cite Collapsing"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Joins:
    """What a style has between citations. `collapse` is its own word, "" where it draws nothing together; `group`:
    between those of the same names, None where it does not bring them together."""

    collapse: str
    between: str
    group: str | None
    suffix: str
    after: str
    range: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A citation, and what stands before it. `nameless`: without its names; `alone`: its letter alone."""

    key: str
    before: str = ""
    nameless: bool = False
    alone: bool = False


def by_number(keys: Sequence[str], numbers: Mapping[str, int], joins: Joins) -> Iterator[Piece]:
    """The keys without those inside of a range of three or more."""
    ended = False
    for at, (key, part) in enumerate(_ranged(keys, numbers.__getitem__)):
        before = joins.range if part else joins.after if ended else joins.between
        yield Piece(key, before if at else "")
        ended = part


def by_name(
    keys: Sequence[str], names: Mapping[str, str], years: Mapping[str, str], suffixes: Mapping[str, str], joins: Joins
) -> Iterator[Piece]:
    """Those of the same names together, where the first of them stands; where the style says so, named once."""
    groups: dict[str, list[str]] = {}
    for key in keys:
        groups.setdefault(names[key] or f"\0{key}", []).append(key)
    before = ""
    for group in groups.values():
        for at, key in enumerate(group):
            if at == 0:
                yield Piece(key, before)
            elif joins.collapse in ("year", ""):
                yield Piece(key, joins.group or joins.between, nameless=bool(joins.collapse))
        if joins.collapse.startswith("year-suffix"):
            yield from _lettered(group, years, suffixes, joins)
        before = joins.after if joins.collapse and len(group) > 1 else joins.between


def _lettered(
    group: Sequence[str], years: Mapping[str, str], suffixes: Mapping[str, str], joins: Joins
) -> Iterator[Piece]:
    """The group behind its first: years once, with their letters."""
    runs: list[list[str]] = []
    for key in group:
        if runs and years[key] and suffixes.get(key) and years[runs[-1][0]] == years[key] and suffixes.get(runs[-1][0]):
            runs[-1].append(key)
        else:
            runs.append([key])
    for number, run in enumerate(runs):
        if number:
            yield Piece(run[0], joins.group or joins.between, nameless=True)
        letters = [(key, False) for key in run]
        if joins.collapse == "year-suffix-ranged":
            letters = list(_ranged(run, lambda key: ord(suffixes[key][-1]) if suffixes.get(key) else 0))
        for key, part in letters[1:]:
            yield Piece(key, joins.range if part else joins.suffix, alone=True)


def _ranged(keys: Sequence[str], number: Callable[[str], int]) -> Iterator[tuple[str, bool]]:
    """The keys without those inside of a range of three or more, and whether one ends a range."""
    for at, key in enumerate(keys):
        near = [number(other) - number(key) for other in keys[max(0, at - 2) : at + 3]]
        if -1 in near and 1 in near:
            continue
        yield key, {-1, -2} <= set(near)
