"""Brackets and quotation marks that open and do not close, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from builder.diagnostics import Code
from builder.locales.prose import ProseRule

_NUMBER: Final = re.compile(r"(?:^|[\s，。；：、,;:|/])[^\W_]{1,4}$")
"""1) and a), which were never opened."""
_INTERVAL: Final = re.compile(r"[\[(（][^()\[\]（）]{1,30}[,，][^()\[\]（）]{1,30}[\])）]")
_FACE: Final = re.compile(r"[:;]-?[()]")


def unbalanced(text: str, pairs: Sequence[str]) -> Iterator[tuple[ProseRule, int]]:
    """The first mark of a text that has no partner, and its place."""
    marks = frozenset("".join(pairs))
    if not any(mark in text for mark in marks):
        return
    for pattern in (_INTERVAL, _FACE):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    closing = {pair[1]: pair[0] for pair in pairs if pair[0] != pair[1]}
    opening = frozenset(closing.values())
    open_: list[int] = []
    for place, character in enumerate(text):
        if character in opening:
            open_.append(place)
        elif character in closing:
            if not open_ and character in ")）" and _NUMBER.search(text[:place]):
                continue
            if not open_ or text[open_[-1]] != closing[character]:
                lonely = open_[-1] if any(text[o] == closing[character] for o in open_) else place
                yield _rule(text[lonely]), lonely
                return
            open_.pop()
    for pair in pairs:
        straight = [m.start() for m in re.finditer(rf"(?<!\d){pair[0]}", text)] if pair[0] == pair[1] else []
        open_ += straight[-1:] if len(straight) % 2 else []
    if open_:
        yield _rule(text[open_[0]]), open_[0]


def _rule(mark: str) -> ProseRule:
    return ProseRule(Code.UNBALANCED, "", f"“{mark}” has no partner", "write the other one, or delete it")
