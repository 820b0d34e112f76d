"""Processes of many shapes, written as the format has them."""

from __future__ import annotations

from itertools import pairwise

from builder.diagnostics import Span
from builder.model import Edge, Flow, Inlines, Node, NodeShape, Text

SHAPES = {"[": NodeShape.STEP, "(": NodeShape.TERMINAL, "{": NodeShape.DECISION}


def words(text: str) -> Inlines:
    return (Text(text),) if text else ()


def flow(name: str, nodes: dict[str, str], *edges: str) -> Flow:
    """`nodes` are labels in the brackets of their shapes; an edge is `a->b->c: label`."""
    drawn = []
    for edge in edges:
        path, _, label = edge.partition(":")
        stops = [stop.strip() for stop in path.split("->")]
        drawn += [Edge(a, b, words(label.strip())) for a, b in pairwise(stops)]
    placed = tuple(
        Node(id, SHAPES.get(text[0], NodeShape.STEP), words(text[1:-1] if text[0] in SHAPES else text))
        for id, text in nodes.items()
    )
    return Flow(name, words("Caption"), placed, tuple(drawn), f"Alt of {name}", (), Span("x.md"))


LOOP = flow(
    "loop",
    {"g": "代码生成", "c": "编译器检查", "u": "单元测试验证", "e": "错误反馈", "m": "模型自我改进"},
    "g->c->u->e->m",
    "m->g: 下一轮",
)
LADDER = flow(
    "ladder",
    {"i": "(Input)", "a": "Compiler", "a1": "{Syntax correct?}", "b": "Unit tests", "b1": "{Function correct?}",
     "c": "Integration tests", "c1": "{System correct?}", "d": "Formal verification", "d1": "{Proof correct?}"},
    "i->a->a1", "a1->b: Yes", "b->b1", "b1->c: Yes", "c->c1", "c1->d: Yes", "d->d1",
)  # fmt: skip
EXITS = flow(
    "exits",
    {"i": "(输入)", "a": "{语法正确？}", "b": "{功能正确？}", "c": "{系统正确？}", "ok": "(通过)", "no": "(退回)"},
    "i->a", "a->b: 是", "b->c: 是", "c->ok: 是", "a->no: 否", "b->no: 否", "c->no: 否",
)  # fmt: skip
RETRY = flow("retry", {"s": "(Start)", "g": "Generate", "k": "{Correct?}", "d": "(Done)"},
             "s->g->k", "k->d: yes", "k->g: no")  # fmt: skip
FAN = flow("fan", {"a": "Load", "b": "Check facts", "c": "Draw charts", "d": "Resolve", "e": "Write", "f": "(Package)"},
           "a->b->e", "a->c->e", "a->d->f", "e->f")  # fmt: skip
SELF = flow("self", {"a": "甲", "b": "乙"}, "a->b", "b->a: 返回", "a->a: 自环")
APART = flow("apart", {"a": "One", "b": "Two", "c": "Three"})
SINGLE = flow("single", {"a": "Only one"})
LONG = flow("long", {f"n{i}": f"第{i}步处理" for i in range(12)}, "->".join(f"n{i}" for i in range(12)),
            "n11->n0: 循环", "n7->n4: 重试")  # fmt: skip
LARGE = flow(
    "large",
    {f"n{i}": f"Stage {i}" if i % 3 else f"{{Check {i}?}}" for i in range(1, 21)},
    "n1->n2->n3", "n3->n4: yes", "n3->n5: no", "n4->n6", "n5->n6", "n6->n7: yes", "n6->n2: no", "n7->n8->n9",
    "n9->n10: pass", "n9->n11: fail", "n10->n12", "n11->n12", "n12->n13: ok", "n12->n14: retry", "n14->n8",
    "n13->n15->n16->n17->n18", "n18->n19", "n18->n20",
)  # fmt: skip

FLOWS = (LOOP, LADDER, EXITS, RETRY, FAN, SELF, APART, SINGLE, LONG, LARGE)
