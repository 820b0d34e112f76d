"""Which sections are numbered: those that their author numbers, in any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.importer.outlining.typed import NUMBER
from builder.importer.sheet import Outline, Part


def was_numbered(part: Part) -> bool:
    return any(anchor.startswith(NUMBER) for anchor in part.anchors) or any(map(was_numbered, part.parts))


def alike(outlines: tuple[Outline, ...]) -> tuple[Outline, ...]:
    """A section that one language numbers is numbered in all."""
    counted = {part.id for found in outlines for part in _all(found.parts) if part.numbered}

    def parts(some: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(replace(part, numbered=part.id in counted, parts=parts(part.parts)) for part in some)

    return tuple(replace(found, parts=parts(found.parts)) for found in outlines)


def _all(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _all(part.parts)
