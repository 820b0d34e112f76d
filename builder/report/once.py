"""Charts and processes of a report in two languages that are drawn once, with the words of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.model import Break, Edge, Figure, Inlines, Node, Plot, Text
from builder.model import Flow as Process
from builder.text import plain


def joined(first: Figure | Process, second: Figure | Process, lang: str) -> Figure | Process | None:
    """The first with the second's words, which are in the language of the code `lang`; None where two are needed."""
    match first, second:
        case Figure(content=Plot() as one), Figure(content=Plot() as other):
            from builder.chart.bilingual import both

            plot = both(one, other)
            return replace(first, content=plot, alt=_alt(first, second)) if plot else None
        case Process(), Process() if list(_shape(first)) == list(_shape(second)):
            nodes = tuple(_node(*pair, lang) for pair in zip(first.nodes, second.nodes, strict=True))
            edges = tuple(_edge(*pair, lang) for pair in zip(first.edges, second.edges, strict=True))
            return replace(first, nodes=nodes, edges=edges, alt=_alt(first, second))
        case _:
            return None


def _shape(flow: Process) -> Iterator[tuple[str, ...]]:
    yield from ((node.id, node.shape) for node in flow.nodes)
    yield from ((edge.source, edge.target) for edge in flow.edges)


def _node(first: Node, second: Node, lang: str) -> Node:
    return replace(first, children=_under(first.children, second.children, lang))


def _edge(first: Edge, second: Edge, lang: str) -> Edge:
    return replace(first, label=_under(first.label, second.label, lang))


def _under(first: Inlines, second: Inlines, lang: str) -> Inlines:
    """The second on lines of its own, where it reads otherwise."""
    one, other = (plain(text).strip().casefold() for text in (first, second))
    return first if not other or one == other else (*first, Break(), Text("", lang=lang), *second)


def _alt(first: Figure | Process, second: Figure | Process) -> str:
    return "\n".join(dict.fromkeys(filter(None, (first.alt, second.alt))))
