"""Lists that ran together because what stood between them is gone: Markdown makes one list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.check.parity.tree import Node

_LISTS = frozenset({"list", "numbered list"})


def parted(ours: Sequence[Node], theirs: Sequence[Node]) -> tuple[Sequence[Node], Sequence[Node]]:
    """Both sides, the joined list of either one in two again where all else stands as on the other side."""
    return _parted(theirs, ours), _parted(ours, theirs)


def _parted(whole: Sequence[Node], broken: Sequence[Node]) -> Sequence[Node]:
    if len(broken) != len(whole) - 2:
        return broken
    kinds, left = [node.kind for node in whole], [node.kind for node in broken]
    for at, (first, between, last) in enumerate(zip(whole, whole[1:], whole[2:], strict=False)):
        if first.kind not in _LISTS or last.kind != first.kind or between.kind == first.kind:
            continue
        if left == kinds[: at + 1] + kinds[at + 3 :] and len(broken[at].nodes) == len(first.nodes) + len(last.nodes):
            items = broken[at].nodes
            head, tail = items[: len(first.nodes)], items[len(first.nodes) :]
            halves = replace(broken[at], nodes=head), replace(broken[at], nodes=tail, span=tail[0].span)
            return [*broken[:at], *halves, *broken[at + 1 :]]
    return broken
