"""Texts whose length is out of proportion to their counterparts: something was left out, or added."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from builder.check.parity.said import Said, Side, size_of
from builder.check.parity.sentences import alone, sentences_of
from builder.check.parity.texts import Finding, Thing
from builder.check.parity.tree import Leaf
from builder.diagnostics import Code

_LONG = 60
"""Signs from which on the length of a text says something; a character of Han counts for two."""
_MANY = 12
"""Texts that make a proportion."""
_WORDS = 12
_SOME = 6
"""Signs of texts, and how many of them, by which the proportion of sentences is known."""
_FAR = math.log(1.7)
_FEWER = math.log(1.35)
_SENTENCE = re.compile(r"[。！？]|[.!?](?=\s|$)")
_SPREADS = 5.0
"""How far from the usual proportion is too far: a factor, and in median absolute deviations. A factor where the shorter
text has fewer sentences, too."""
_SHOWN = 32


@dataclass(frozen=True, slots=True)
class _Sized:
    """Two texts; `ratio` is the logarithm of how much longer the other one is."""

    ours: Leaf
    theirs: Leaf
    least: int
    most: int
    ratio: float


def lengths(source: Side, other: Side, texts: Sequence[tuple[Leaf, Leaf]]) -> Iterator[Finding]:
    """A sentence without counterpart, or else a text that is too long or too short."""
    sized = [one for pair in texts if (one := _sized(source, other, pair))]
    found: set[int] = set()
    known = [one.ratio for one in sized if one.least >= _WORDS]
    if len(known) >= _SOME:
        usual = median(known)
        for one in sized:
            if finding := _lacking(source, other, one, usual):
                found.add(id(one.ours))
                yield finding
    long = [one for one in sized if one.most >= _LONG]
    if len(long) >= _MANY:
        yield from _far(long, source, other, found)


def _sized(source: Side, other: Side, pair: tuple[Leaf, Leaf]) -> _Sized | None:
    ours, theirs = size_of(source.said(pair[0]).text), size_of(other.said(pair[1]).text)
    if not ours or not theirs:
        return None
    return _Sized(*pair, min(ours, theirs), max(ours, theirs), math.log(theirs / ours))


def _lacking(source: Side, other: Side, one: _Sized, usual: float) -> Finding | None:
    said = source.said(one.ours), other.said(one.theirs)
    found = alone(sentences_of(said[0]), sentences_of(said[1]), usual)
    if found is None:
        return None
    side, sentence = found
    words = _beginning(said[side].text[sentence.start : sentence.end])
    thing = Thing(None, f"{words} seems to have no counterpart in '{(other, source)[side].lang}'")
    there, here = (None, thing) if side else (thing, None)
    return Finding(Code.LENGTH, one.ours, one.theirs, there, here, grave=False)


def _beginning(text: str) -> str:
    """The first words of a sentence, as far as they are text in the file."""
    words = max(re.split("\ufffc", text[: 2 * _SHOWN]), key=len).strip()
    return f"“{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”" if words else "a sentence"


def _far(long: Sequence[_Sized], source: Side, other: Side, found: set[int]) -> Iterator[Finding]:
    usual = median(one.ratio for one in long)
    spread = median(abs(one.ratio - usual) for one in long)
    for one in long:
        far = max(_FAR, _SPREADS * spread)
        ratio = one.ratio - usual
        if _FEWER < abs(ratio) <= far:
            fewer = _sentences(other.said(one.theirs)) - _sentences(source.said(one.ours))
            far = max(_FEWER, 3 * spread) if fewer * ratio > 0 else far
        if abs(ratio) > far and id(one.ours) not in found:
            words = f"this text is {math.exp(abs(ratio)):.1f} times as long as its counterpart lets expect"
            there, here = (None, Thing(None, words)) if ratio > 0 else (Thing(None, words), None)
            yield Finding(Code.LENGTH, one.ours, one.theirs, there, here, grave=False)


def _sentences(said: Said) -> int:
    return len(_SENTENCE.findall(said.text))
