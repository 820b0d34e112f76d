"""Where words stand in a file, at or behind the beginning of the block that says them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.diagnostics import Span

_FIRST = re.compile("“([^”…]+)")
_REACH = 40
"""Lines behind a block's first in which its words are looked for."""


@dataclass(slots=True)
class Places:
    """`texts`: the files that were read, by name."""

    texts: Mapping[str, str]
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def find(self, span: Span, words: str) -> Span:
        """The place of `words`; `span` itself where they are not found as they are."""
        if not words:
            return span
        lines = self._lines.setdefault(span.file, self.texts.get(span.file, "").split("\n"))
        for number in range(span.line, min(span.line + _REACH, len(lines) + 1)):
            begin = span.col - 1 if number == span.line else 0
            at = lines[number - 1].find(words, begin)
            if at >= 0:
                return Span(span.file, number, at + 1, at + len(words) + 1)
        first = _FIRST.search(words)  # of a part that is called by what it begins with
        if first is None or first[1] in "".join(lines[span.line - 1 : span.line]):
            return span
        return self.find(span, first[1])
