"""The order of facts and quantities in a sentence: two that changed places say something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from builder.check.parity.said import Said, Side
from builder.check.parity.texts import Finding, Thing
from builder.diagnostics import Code
from builder.locales.quantity import Quantity
from builder.model import Amount, Moment, Period, RefKind


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A fact or quantity at its place; `origin`: the words say that something goes away from it (从, from).

    `sort`: what else it has beside its value, so that it is not taken for another: its measure word, its modifier."""

    thing: Thing
    unit: str
    start: int
    origin: bool
    sort: str = ""


def orders(source: Said, other: Said, ours: Side, theirs: Side) -> Iterator[Finding]:
    """The first two facts, or amounts, or dates, that stand the other way round: a slip where they could be taken for
    each other, since they have one unit, and where no word says which is the origin of a change."""
    if min(len(said.refs) + len(said.quantities) for said in (source, other)) < 2:
        return
    for kind in (_facts, _amounts, _dates, _ordinals):
        words = (_comparing(ours), _comparing(theirs)) if kind is _facts else (("",), ("",))
        if found := _swapped(source, other, kind(source, ours), kind(other, theirs), words):
            yield found
            return


def _comparing(side: Side) -> tuple[str, ...]:
    """Words of change and comparison, around which languages turn their sentences differently."""
    words = side.locale.relations
    return (*words.rise, *words.fall, *words.exceeds, *words.above, *words.below, *words.start)


def _swapped(
    source: Said,
    other: Said,
    left: list[_Anchor],
    right: list[_Anchor],
    turning: tuple[tuple[str, ...], tuple[str, ...]],
) -> Finding | None:
    """`turning`: words of each language, one of which stands between things of two sorts that are said in one clause
    and may well change places."""
    counts = Counter(a.thing.key for a in left), Counter(a.thing.key for a in right)
    shared = {key for key, count in counts[0].items() if count == counts[1][key] == 1}
    places = {a.thing.key: a for a in right}
    for a, b in pairwise(a for a in left if a.thing.key in shared):
        first, second = places[a.thing.key], places[b.thing.key]
        told = (a.origin or b.origin) and (a.origin, b.origin) == (first.origin, second.origin)
        same = (a.unit, a.sort) == (b.unit, b.sort) and (first.unit, first.sort) == (second.unit, second.sort)
        woven = not same and _woven(source, a, b, turning[0]) and _woven(other, second, first, turning[1])
        if first.start > second.start and not told and not woven:
            there = Thing(None, f"{a.thing.words} before {b.thing.words}")
            here = Thing(None, f"{second.thing.words} before {first.thing.words}")
            return Finding(Code.ORDER, source.leaf, other.leaf, there, here, same)
    return None


_CLAUSE = re.compile(r"[,，;；:：。()（）]|\.\s")


def _woven(said: Said, first: _Anchor, second: _Anchor, words: tuple[str, ...]) -> bool:
    """Whether one of the words and no mark stands between two: "21% more than the 48,300 of 2023" is
    比 48300 台增长 21%."""
    between = said.text[first.start : second.start].casefold()
    return not _CLAUSE.search(between) and any(word in between for word in words)


def _facts(said: Said, side: Side) -> list[_Anchor]:
    found = []
    for ref, place in zip(said.refs, said.places, strict=True):
        if ref.kind is RefKind.FACT:
            fact = side.facts.get(ref.key)
            thing = Thing(ref.key, f"{{fact}}`{ref.key}`")
            found.append(_Anchor(thing, fact.unit if fact else "", place, _origin(said, side, place)))
    return found


def _amounts(said: Said, side: Side) -> list[_Anchor]:
    return [_quantity(q, said, side) for q in said.quantities if not q.worded and isinstance(q.value, Amount)]


def _dates(said: Said, side: Side) -> list[_Anchor]:
    """Years; the parts of a date stand in each language's own order."""
    return [_quantity(q, said, side) for q in said.quantities if q.value == Period(Moment(_year(q)))]


def _ordinals(said: Said, side: Side) -> list[_Anchor]:
    return [_quantity(q, said, side) for q in said.quantities if q.ordinal]


def _year(quantity: Quantity) -> int:
    return quantity.value.start.year if isinstance(quantity.value, Period) else 0


def _quantity(quantity: Quantity, said: Said, side: Side) -> _Anchor:
    thing = Thing((quantity.value, quantity.unit), said.text[quantity.start : quantity.end].strip())
    sort = f"{quantity.counter} {quantity.modifier}"
    return _Anchor(thing, quantity.unit, quantity.start, _origin(said, side, quantity.start), sort)


def _origin(said: Said, side: Side, place: int) -> bool:
    before = said.text[:place].rstrip().casefold()
    return before.endswith(tuple(word.casefold() for word in side.locale.reading.away))
