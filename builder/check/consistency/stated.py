"""Sentences, and the amounts that they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from builder.check.consistency.passages import Mention, Passage

_STOP = re.compile(r"[。！？；;!?\n]|\.(?=\s+[^a-z\d])|\.$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`said` are its amounts, in order; `before` is what stands between one and the amount before it."""

    text: str
    start: int
    said: tuple[Mention, ...]

    def before(self, mention: Mention) -> str:
        ends = [m.quantity.end for m in self.said if m.quantity.end <= mention.quantity.start]
        return self.text[max([self.start, *ends]) - self.start : mention.quantity.number[0] - self.start]

    def behind(self, mention: Mention) -> str:
        starts = [m.quantity.start for m in self.said if m.quantity.start >= mention.quantity.end]
        return self.text[mention.quantity.end - self.start :][: min([*starts, 10**9]) - mention.quantity.end]


def sentences(passage: Passage) -> Iterator[Sentence]:
    """The sentences that hold two amounts or more."""
    if len(passage.mentions) < 2:
        return
    ends = [match.end() for match in _STOP.finditer(passage.text)] + [len(passage.text)]
    for start, end in pairwise([0, *ends]):
        said = tuple(
            m
            for m in passage.mentions
            if start <= m.quantity.start < end and m.amount is not None and not m.quantity.ordinal
        )
        if len(said) > 1:
            yield Sentence(passage.text[start:end], start, said)
