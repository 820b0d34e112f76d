"""Letters raised or lowered only because they are smaller then: no other way to smaller ones works everywhere."""

from __future__ import annotations

from dataclasses import replace

from builder.model import Break, Emph, Inline, Inlines, Link, Script
from builder.text import plain

_MARK = 3
"""Characters of a mark that may stand in a line of its own, as that of a note does."""


def usual(inlines: Inlines) -> Inlines:
    """The same in usual size where a whole line is raised or lowered; the very same where none is."""
    made: list[Inline] = []
    line: list[Inline] = []
    for inline in (*inlines, Break()):
        if isinstance(inline, Break):
            made += [*_line(tuple(line)), inline]
            line = []
        else:
            line.append(inline)
    result = tuple(made[:-1])
    return inlines if result == inlines else result


def _line(line: Inlines) -> Inlines:
    if len(line) != 1:
        return line
    match line[0]:
        case Script() if len(plain(line)) > _MARK:
            return usual(line[0].children)
        case Emph() | Link():
            return (replace(line[0], children=usual(line[0].children)),)
        case _:
            return line
