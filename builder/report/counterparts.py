"""What stands beside what in a report of two languages: sections by their ids, blocks by their order and kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from builder.alignment.align import Unit, align
from builder.alignment.evidence import read
from builder.model import Block, Callout, Equation, Figure, Flow, Section, Table

T = TypeVar("T")


def sections(
    first: Sequence[Section], second: Sequence[Section], prefix: str
) -> Iterator[tuple[int | None, int | None]]:
    """The places of counterparts, in order; None where a section has none. Ids of the second begin with `prefix`."""
    yield from named([one.id for one in first], [one.id.removeprefix(prefix) for one in second])


def named(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """The same of names."""
    found = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    pairs = [(block.a + at, block.b + at) for block in found for at in range(block.size)]
    yield from _with_others(pairs, len(first), len(second))


def blocks(first: Sequence[Block], second: Sequence[Block], prefix: str) -> Iterator[tuple[int | None, int | None]]:
    """The same of blocks: side by side where both have the same kinds, else by what they share."""
    shapes = [_shape(one, "") for one in first], [_shape(one, prefix) for one in second]
    if shapes[0] == shapes[1]:
        yield from ((at, at) for at in range(len(first)))
    else:
        pairs = align([_unit(*one) for one in zip(first, shapes[0], strict=True)],
                      [_unit(*one) for one in zip(second, shapes[1], strict=True)])  # fmt: skip
        yield from _with_others(pairs, len(first), len(second))


def _shape(block: Block, prefix: str) -> str:
    kind = type(block).__name__
    match block:
        case Figure() | Table() | Flow() | Equation():
            return f"{kind} {block.id.removeprefix(prefix)}"
        case Callout():
            return f"{kind} {block.kind}"
        case _:
            return kind


def _unit(block: Block, shape: str) -> Unit:
    tokens, size = read(block)
    return Unit(shape, tokens, size, {}, {})


def _with_others(pairs: list[tuple[int, int]], left: int, right: int) -> Iterator[tuple[int | None, int | None]]:
    i = j = 0
    for k, m in [*pairs, (left, right)]:
        yield from ((one, None) for one in range(i, k))
        yield from ((None, one) for one in range(j, m))
        if k < left and m < right:
            yield k, m
        i, j = k + 1, m + 1
