"""What only the whole document tells: which fences and shortcodes have an end, and whether it is MDX."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

_PREFIX = r"[ \t>]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+"
_CODE = re.compile(rf"{_PREFIX}(`{{3,}}+|~{{3,}}+)([^`\n]*+)$")
_CODE_END = re.compile(r"[ \t>]*+(`{3,}+|~{3,}+)[ \t]*+$")
_COLONS = re.compile(rf"{_PREFIX}(:{{3,}}+|/{{3,}}+)[ \t]*+(.*)$")
_ESM = re.compile(
    r"^(?:import\s+(?:[\w*{][^'\"\n]*\s+from\s+)?['\"][^'\"\n]+['\"];?\s*$|export\s+(?:const|default|function|let|async)\b)",
    re.MULTILINE,
)
_ENDS = re.compile(r"\{\{[<%]-?\s*/\s*([\w./-]+)|\{%-?\s*end_?([\w-]+)|<(/[A-Za-z][\w.:-]*)\s*>")
_NEAR = 64


@dataclass(slots=True)
class Survey:
    """`colons`: line of a `:::` → line of its end (0-based); `ends`: names of shortcodes and tags that have an end."""

    mdx: bool = False
    colons: dict[int, int] = field(default_factory=dict)
    ends: frozenset[str] = frozenset()
    _lines: dict[str, list[int]] = field(default_factory=dict)
    _source: list[str] = field(default_factory=list)

    def next_line(self, after: int, pattern: str) -> int:
        """The first line behind `after` that the pattern matches, or -1. Asked often, it reads the document once."""
        if pattern not in self._lines:
            compiled = re.compile(pattern)
            self._lines[pattern] = [i for i, line in enumerate(self._source) if compiled.search(line)]
        found = self._lines[pattern]
        at = bisect_right(found, after)
        return found[at] if at < len(found) else -1


def surveyed(text: str, path: str, mdx: bool = False) -> Survey:
    lines = text.split("\n")
    ends = frozenset(next(name for name in match.groups() if name).lower() for match in _ENDS.finditer(text))
    mdx = mdx or path.endswith(".mdx") or bool(_ESM.search(_without_code(lines)))
    return Survey(mdx, _matched(lines), ends, {}, lines)


def _without_code(lines: list[str]) -> str:
    fence = ""
    kept: list[str] = []
    for line in lines:
        fence, code = _fence(fence, line)
        kept.append("" if code else line)
    return "\n".join(kept)


def _fence(fence: str, line: str) -> tuple[str, bool]:
    """The code fence that is open behind a line, and whether the line belongs to code."""
    if fence:
        end = _CODE_END.match(line)
        closed = bool(end and end[1][0] == fence[0] and len(end[1]) >= len(fence))
        return ("" if closed else fence), True
    start = _CODE.match(line)
    return (start[1], True) if start else ("", False)


def _matched(lines: list[str]) -> dict[int, int]:
    """Fences of colons with their ends: an end closes the innermost fence of its length, else one that is shorter."""
    pairs: dict[int, int] = {}
    stack: list[tuple[int, str]] = []
    fence = ""
    for number, line in enumerate(lines):
        fence, code = _fence(fence, line)
        match = None if code else _COLONS.match(line)
        if match is None:
            continue
        if match[2].strip(" \t:/"):
            stack.append((number, match[1]))
            continue
        mark = match[1]
        near = range(len(stack) - 1, max(-1, len(stack) - _NEAR), -1)
        same = next((i for i in near if stack[i][1] == mark), None)
        if same is None:
            same = next((i for i in near if stack[i][1][0] == mark[0] and len(stack[i][1]) <= len(mark)), None)
        if same is None:
            same = next((i for i in near if stack[i][1][0] == mark[0]), None)
        if same is not None:
            pairs[stack[same][0]] = number
            del stack[same:]
    return pairs
