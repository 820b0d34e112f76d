"""Notes of one kind as rows of the import report: what happened in many places is one row, with its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.importer.sheet import Note

_DETAIL = re.compile(
    r"'.*?'(?=[\s,:;.)]|$)|“[^”]*”|\([^()]*\)$|https?://\S+?(?=:?(?:\s|$))|(?<=\bthe link to )\S+"
    r"|(?<=\bthe picture )[^\s':]\S*?(?=: )|(?<=: )\S*[./…]\S*$"
)
"""What differs between places where the same was done: quoted words, addresses, what stands in brackets at the end."""
_FEW = 2
"""Places that are still told one by one, where they differ in anything."""
_SHOWN = 12
_LONGEST = 400
"""Examples that a row names, and characters of them."""
_NOWHERE_ELSE = "the link to "
"""What is named whole: where a lost link led is said here alone."""
_RANGES = 40
"""Lines, or runs of lines, that a row names."""


def rows(file: str, notes: Sequence[Note]) -> Iterator[str]:
    """One row for each thing that was done, in the order of the lines where it was done first."""
    kinds: dict[str, list[Note]] = {}
    for note in notes:
        kinds.setdefault(_DETAIL.sub("…", _line(note.what)), []).append(note)
    gathered: list[tuple[int, str]] = []
    for same in kinds.values():
        if len(same) > _FEW or len({note.what for note in same}) == 1:
            gathered.append((same[0].line, _gathered(same)))
        else:
            gathered += [(note.line, _line(note.what)) for note in same]
    yield from (f"- `{file}:{line}` {what}" for line, what in sorted(gathered, key=lambda row: row[0]))


def _gathered(notes: Sequence[Note]) -> str:
    whats = [_line(note.what) for note in notes]
    if len(whats) == 1:
        return whats[0]
    details = [_DETAIL.findall(what) for what in whats]
    differing = {place for own in details for place, detail in enumerate(own) if detail != details[0][place]}
    place = -1

    def said(match: re.Match[str]) -> str:
        nonlocal place
        place += 1
        return "…" if place in differing else match[0]

    text = _DETAIL.sub(said, whats[0])
    told = f"{text} ({len(notes)} places; lines {_ranges(sorted({note.line for note in notes}))})"
    examples = list(dict.fromkeys(own[min(differing)] for own in details)) if differing else []
    if text.startswith(_NOWHERE_ELSE):
        return f"{told}: {', '.join(examples)}" if examples else told
    return f"{told}: {_some(examples)}" if examples else told


def _some(examples: list[str]) -> str:
    shown = [example for example in examples[:_SHOWN] if example]
    while len(shown) > 1 and len(", ".join(shown)) > _LONGEST:
        shown.pop()
    more = f" and {len(examples) - len(shown)} more" if len(examples) > len(shown) else ""
    return ", ".join(shown) + more


def _ranges(lines: list[int]) -> str:
    """12, 15–18, 40: neighbouring lines as one run."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], line]
        else:
            runs.append([line])
    shown = ", ".join("–".join(map(str, run)) for run in runs[:_RANGES])
    return f"{shown}, …" if len(runs) > _RANGES else shown


def _line(what: str) -> str:
    return " ".join(what.split())
