"""The words in which two texts differ, shortly."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

_HAN: Final = r"\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff"
_TOKEN: Final = re.compile(rf"\{{[A-Za-z][\w-]*\}}`[^`]*`|[{_HAN}]|[\d.,]*\d|[^\W\d_{_HAN}]+|\s+|.", re.DOTALL)
_SHOWN: Final = 28
_NEAR: Final = 2
"""Tokens that are the same between two changes that are told as one."""


def changed_words(old: str, new: str) -> str:
    """The first change as “old” → “new”, and how many more there are."""
    before, after = (" ".join(text.split()) for text in (old, new))
    tokens = _TOKEN.findall(before), _TOKEN.findall(after)
    changes: list[list[int]] = []
    for tag, *places in SequenceMatcher(None, *tokens, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if changes and places[0] - changes[-1][1] <= _NEAR:
            changes[-1][1], changes[-1][3] = places[1], places[3]
        else:
            changes.append(list(places))
    if not changes:
        return f"“{_short(after)}”"
    a, a_end, b, b_end = changes[0]
    left, right = "".join(tokens[0][a:a_end]).strip(), "".join(tokens[1][b:b_end]).strip()
    more = f", and {len(changes) - 1} more" if len(changes) > 1 else ""
    if not left:
        return f"“{_short(right)}” was added{more}"
    if not right:
        return f"“{_short(left)}” was taken out{more}"
    return f"“{_short(left)}” → “{_short(right)}”{more}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
