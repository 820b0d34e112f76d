"""Texts whose length is out of proportion to their counterparts: something was left out, or added."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from statistics import median

from builder.check.parity.said import Side, size_of
from builder.check.parity.texts import Finding, Thing
from builder.check.parity.tree import Leaf
from builder.diagnostics import Code

_LONG = 60
"""Signs from which on the length of a text says something; a character of Han counts for two."""
_MANY = 12
"""Texts that make a proportion."""
_FAR = math.log(1.7)
_FEWER = math.log(1.35)
_SENTENCE = re.compile(r"[。！？]|[.!?](?=\s|$)")
_SPREADS = 5.0
"""How far from the usual proportion is too far: a factor, and in median absolute deviations. A factor where the shorter
text has fewer sentences, too."""


def lengths(source: Side, other: Side, texts: Sequence[tuple[Leaf, Leaf]]) -> Iterator[Finding]:
    sizes = [
        (ours, theirs, size_of(source.said(ours).text), size_of(other.said(theirs).text)) for ours, theirs in texts
    ]
    long = [(a, b, math.log(m / n)) for a, b, n, m in sizes if min(n, m) and max(n, m) >= _LONG]
    if len(long) < _MANY:
        return
    usual = median(ratio for _, _, ratio in long)
    spread = median(abs(ratio - usual) for _, _, ratio in long)
    for ours, theirs, ratio in long:
        far = max(_FAR, _SPREADS * spread)
        if _FEWER < abs(ratio - usual) <= far:
            fewer = _sentences(other.said(theirs).text) - _sentences(source.said(ours).text)
            far = max(_FEWER, 3 * spread) if fewer * (ratio - usual) > 0 else far
        if abs(ratio - usual) > far:
            words = f"this text is {math.exp(abs(ratio - usual)):.1f} times as long as its counterpart lets expect"
            there, here = (None, Thing(None, words)) if ratio > usual else (Thing(None, words), None)
            yield Finding(Code.LENGTH, ours, theirs, there, here, grave=False)


def _sentences(text: str) -> int:
    return len(_SENTENCE.findall(text))
