"""What quantities are said to be changes of: up or down, to so much or by so much, since a year or a quarter ago."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator

from builder.check.parity.said import Said, Side
from builder.check.parity.texts import Finding, Thing
from builder.check.parity.turns import Turn
from builder.diagnostics import Code
from builder.model import Amount, RefKind

_CLAUSE = re.compile(r"[,，;；:：。！？!?()（）\n]|\.\s")
_LATIN = re.compile(r"[A-Za-z0-9]{2}")
_Place = tuple[int, int]


def changes(source: Said, other: Said, ours: Side, theirs: Side) -> Iterator[Finding]:
    """Facts and amounts that stand once in both texts, and are said of opposite changes."""
    if not (source.quantities or source.refs) or not (other.quantities or other.refs):
        return
    left, right = dict(_told(source, ours)), dict(_told(other, theirs))
    for key, (place, mine) in left.items():
        if key not in right:
            continue
        there, here = right[key]
        if grave := _opposite(mine, here):
            words = Thing(None, _around(source, place)), Thing(None, _around(other, there))
            yield Finding(Code.NUMBER_CHANGE, source.leaf, other.leaf, *words, grave=grave == "way")


def _opposite(a: Turn, b: Turn) -> str:
    """In what two turns contradict each other."""
    pairs = {"way": (a.way, b.way), "end": (a.end, b.end), "basis": (a.basis, b.basis)}
    return next((name for name, (first, second) in pairs.items() if first and second and first != second), "")


def _told(said: Said, side: Side) -> Iterator[tuple[Hashable, tuple[_Place, Turn]]]:
    facts = zip(said.refs, said.places, strict=True)
    places: list[tuple[Hashable, _Place]] = [(r.key, (p, p + 1)) for r, p in facts if r.kind is RefKind.FACT]
    places += [
        ((q.value.low, q.value.high, q.unit), (q.start, q.end))
        for q in said.quantities
        if isinstance(q.value, Amount) and not q.ordinal
    ]
    counts = Counter(key for key, _ in places)
    stops = [*(place for _, place in places), *((q.start, q.end) for q in said.quantities)]
    for key, place in places:
        if counts[key] == 1:
            yield key, (place, side.turns.read(*_beside(said.text, place, stops)))


def _beside(text: str, place: _Place, stops: list[_Place]) -> tuple[str, str]:
    """The words of the clause before and behind a quantity, up to the next one."""
    start = max([0, *(end for _, end in stops if end <= place[0])])
    end = min([len(text), *(begin for begin, _ in stops if begin >= place[1])])
    return _CLAUSE.split(text[start : place[0]])[-1].casefold(), _CLAUSE.split(text[place[1] : end])[0].casefold()


def _around(said: Said, place: _Place) -> str:
    """Some signs beside a quantity, in whole words."""
    start, end = max(0, place[0] - 12), min(len(said.text), place[1] + 8)
    while start > 0 and _LATIN.match(said.text, start - 1):
        start -= 1
    while end < len(said.text) and _LATIN.match(said.text, end - 1, end + 1):
        end += 1
    return said.text[start:end].strip()
