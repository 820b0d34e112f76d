"""How large nodes are: their labels wrapped evenly, and the room that each shape leaves around its text. Points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from builder.diagram.placement import EDGE_LABEL, LINE_PITCH, SLANT
from builder.measure import Ruler, words
from builder.model import Edge, Flow, Inlines, Node, NodeShape
from builder.text import in_two, plain

SLACK: Final = 1.05
"""Text may come out wider where other fonts stand in for the measured ones."""


PILL_AIR: Final = 1.5

_EN_SPACE: Final = "\u2002"
"""Parts two languages on one line."""


@dataclass(frozen=True, slots=True)
class Sized:
    """A node before it has a place."""

    id: str
    shape: NodeShape
    text: str
    lines: tuple[str, ...]
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Tag:
    """An edge's label before it has a place; of no extent where there is none."""

    text: str
    w: float
    h: float


def wrapped_at(flow: Flow, ruler: Ruler, size: float, ems: float, air: float) -> tuple[Sized, ...]:
    """Nodes whose labels wrap at `ems`, with `air` ems above and below together, each as large as its label asks."""
    return tuple(_sized(node, ruler, size, ems, air) for node in flow.nodes)


def levelled(nodes: tuple[Sized, ...], alike: bool) -> tuple[Sized, ...]:
    """All but terminals, which stay pills, as high as the highest; if `alike`, each shape as wide as its widest."""
    height = max((node.h for node in nodes), default=0.0)
    widest = {shape: max((n.w for n in nodes if n.shape is shape), default=0.0) for shape in NodeShape}
    if alike:
        widest[NodeShape.STEP] = max(widest[NodeShape.STEP], widest[NodeShape.TERMINAL])
        widest[NodeShape.TERMINAL] = widest[NodeShape.STEP]
    return tuple(
        replace(n, h=n.h if n.shape is NodeShape.TERMINAL else height, w=widest[n.shape] if alike else n.w)
        for n in nodes
    )


def tag(edge: Edge, ruler: Ruler, size: float) -> Tag:
    lines = _said(edge.label)
    if not lines:
        return Tag("", 0.0, 0.0)
    widest = max(ruler.width(line, size * EDGE_LABEL) for line in lines)
    return Tag("\n".join(lines), widest * SLACK + 2, len(lines) * size * EDGE_LABEL * LINE_PITCH)


def narrowest(flow: Flow, ruler: Ruler, size: float) -> float:
    """Ems of the longest word: no label wraps narrower, so that no word is broken."""
    pieces = [word.rstrip() for node in flow.nodes for word in words(plain(node.children))]
    return max((ruler.width(piece, size) / size for piece in pieces), default=1.0) + 0.05


def _sized(node: Node, ruler: Ruler, size: float, ems: float, air: float) -> Sized:
    text = "\n".join(_said(node.children)) or node.id
    lines = tuple(line for part in text.split("\n") for line in balanced(part, ruler, size, ems * size))
    text_w = max(ruler.width(line, size) for line in lines) * SLACK + 1
    text_h = len(lines) * size * LINE_PITCH
    match node.shape:
        case NodeShape.STEP:
            w, h = text_w + 1.4 * size, text_h + air * size
        case NodeShape.TERMINAL:
            w, h = text_w + 1.2 * size + 0.3 * text_h, text_h + min(air, PILL_AIR) * size
        case NodeShape.DECISION:
            w, h = (text_w + 0.3 * size) / (1 - 2 * SLANT), text_h + air * size
    return Sized(node.id, node.shape, text, lines, w, h)


def _said(text: Inlines) -> tuple[str, ...]:
    """The text, and what stands under it in another language."""
    said = (_EN_SPACE.join(" ".join(piece.split()) for piece in plain(part).split(_EN_SPACE)) for part in in_two(text))
    return tuple(filter(None, map(str.strip, said)))


@lru_cache(maxsize=1 << 12)
def balanced(text: str, ruler: Ruler, size: float, width: float) -> tuple[str, ...]:
    """The text in as few lines as `width` allows, and these of much the same length: no word alone on the last line."""
    lines = ruler.wrap(text, size, width)
    if len(lines) < 2:
        return lines
    longest = max(ruler.width(w.rstrip(), size) for w in words(text))
    low, high = 0.0, width
    while high - low > size / 8:
        middle = (low + high) / 2
        trial = ruler.wrap(text, size, middle)
        low, high = (middle, high) if len(trial) > len(lines) or longest > middle else (low, middle)
    return ruler.wrap(text, size, high)
