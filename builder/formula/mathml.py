"""A formula as the MathML that the drawing engine reads, with TeX's own spaces between its atoms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, assert_never
from xml.etree import ElementTree

from builder.formula.letters import lettered
from builder.formula.spacing import AFTER, MEDIUM, THICK, kinds_of, limits, spaced_as
from builder.formula.tree import (
    EMPTY,
    Accent,
    Classed,
    Delimiter,
    Enclosed,
    Face,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Node,
    Number,
    Phantom,
    Root,
    Row,
    Scripts,
    Shape,
    Sized,
    Space,
    Stack,
    Symbol,
    Words,
)

Element = ElementTree.Element

_ROWS: Final = {Shape.MATRIX: 0.5, Shape.CASES: 0.42, Shape.ALIGNED: 0.55, Shape.LINES: 0.45}


@dataclass(frozen=True, slots=True)
class Style:
    """Where a node stands: in a display, in scripts of which depth. `em` is the size of the drawing, px."""

    display: bool
    em: float
    level: int = 0

    def script(self) -> Style:
        return replace(self, display=False, level=self.level + 1)

    def text(self) -> Style:
        return replace(self, display=False)

    def px(self, em: float) -> str:
        return f"{em * self.em * max(0.7**self.level, 0.5):.3f}"


def mathml(node: Node, display: bool, em: float) -> Element:
    root = Element(
        "math", {"display": "block" if display else "inline", "displaystyle": "true" if display else "false"}
    )
    root.append(_row((node,), Style(display, em)))
    return root


def _row(children: tuple[Node, ...], style: Style) -> Element:
    row = Element("mrow")
    for child in _spaced(_flat(children), style):
        row.append(child)
    return row


def _flat(children: tuple[Node, ...]) -> list[Node]:
    """Rows in rows are one row: their atoms are spaced alike."""
    found: list[Node] = []
    for child in children:
        found += _flat(child.children) if isinstance(child, Row) else [child]
    return found


def _spaced(children: list[Node], style: Style) -> list[Element]:
    kinds = kinds_of(children)
    found: list[Element] = []
    before: Kind | None = None
    for child, kind in zip(children, kinds, strict=True):
        if kind is not None:
            space = AFTER[before].get(kind, 0) if before else 0
            if space and (not style.level or Kind.LARGE in (before, kind)):
                found.append(_space(space, style))
            before = kind
        found.append(_element(child, style))
    return found


def _element(node: Node, style: Style) -> Element:
    match node:
        case Symbol():
            return _symbol(node, style)
        case Number():
            return _letters("mn", node.text, Face.UPRIGHT if node.face is Face.DEFAULT else node.face)
        case Words():
            return _letters("mtext", _unbroken(node.text), node.face)
        case Space():
            return _space(node.em, style)
        case Row():
            return _row(node.children, style)
        case Fraction():
            return _fraction(node, style)
        case Root():
            inside = [_row((node.body,), style)]
            inside += [_row((node.degree,), style.script().script())] if node.degree else []
            return _node("mroot" if node.degree else "msqrt", *inside)
        case Scripts():
            return _scripts(node, style)
        case Delimiter():
            size = {"minsize": f"{node.size * style.em:.3f}", "maxsize": f"{node.size * style.em:.3f}"}
            return _operator(node.text, stretchy=True, extra=size if node.size else {})
        case Fenced():
            marks = [_operator(mark, stretchy=True) if mark else None for mark in (node.left, node.right)]
            body = _spaced(_flat((node.body,)), style)
            return _node("mrow", *(one for one in (marks[0], *body, marks[1]) if one is not None))
        case Grid():
            return _grid(node, style)
        case Accent() | Stack():
            return _stacked(node, style)
        case Enclosed():
            made = _node("menclose", _row((node.body,), style))
            made.set("notation", node.border.value)
            return made
        case Phantom():
            return _phantom(node, style)
        case Sized():
            own = replace(style, display=node.display)
            made = _row((node.body,), own)
            made.set("displaystyle", _truth(node.display))
            return made
        case Classed():
            return _element(node.body, style)
        case _:
            assert_never(node)


def _symbol(node: Symbol, style: Style) -> Element:
    if node.kind is Kind.FUNCTION:
        return _letters("mtext", _unbroken(node.text), Face.UPRIGHT)
    if node.kind is Kind.LARGE:
        made = _operator(node.text, stretchy=False)
        made.set("largeop", _truth(style.display))
        return made
    return _letters("mn", node.text, node.face)


def _operator(text: str, stretchy: bool, extra: dict[str, str] | None = None) -> Element:
    """All spaces are our own."""
    plain = {"lspace": "0", "rspace": "0", "movablelimits": "false", "largeop": "false"}
    made = Element("mo", {**plain, "stretchy": _truth(stretchy), **(extra or {})})
    made.text = text
    return made


def _letters(tag: str, text: str, face: Face) -> Element:
    """In characters of the face, so that nothing is left to the engine."""
    made = Element(tag, {"mathvariant": "bold normal" if face is Face.BOLD and tag == "mtext" else "normal"})
    made.text = text if tag == "mtext" and face in (Face.UPRIGHT, Face.BOLD) else lettered(text, face)
    return made


def _unbroken(text: str) -> str:
    """The engine draws a hyphen-minus as a rule, and drops spaces at an edge."""
    return text.replace("-", "‐").replace(" ", "\u00a0")


def _fraction(node: Fraction, style: Style) -> Element:
    display = style.display if node.display is None else node.display
    inner = style.text() if display else style.script()
    made = _node("mfrac", _row((node.top,), inner), _row((node.bottom,), inner))
    if node.display is not None:
        made.set("displaystyle", _truth(node.display))
    if not node.bar:
        made.set("linethickness", "0")
    for part in made:
        part.set("displaystyle", "false")
    return made


def _scripts(node: Scripts, style: Style) -> Element:
    base = _element(node.base, style) if node.base != EMPTY else _letters("mn", "", Face.DEFAULT)
    over = limits(node, style.display)
    scripts = [_row((one,), style.script()) for one in (node.low, node.high) if one is not None]
    if node.low and node.high:
        return _node("munderover" if over else "msubsup", base, *scripts)
    if node.low:
        return _node("munder" if over else "msub", base, *scripts)
    return _node("mover" if over else "msup", base, *scripts)


def _grid(node: Grid, style: Style) -> Element:
    display = node.shape is Shape.ALIGNED or (node.shape is Shape.LINES and not node.small and style.display)
    own = replace(style, display=display)
    between = {Shape.MATRIX: 0.9, Shape.CASES: 1.0, Shape.LINES: 0.0, Shape.ALIGNED: 0.0}[node.shape]
    gaps = [between * (0.5 if node.small else 1)] * max(len(node.aligns) - 1, 1)
    if node.shape is Shape.ALIGNED:
        gaps = [0.0 if place % 2 == 0 else 2.0 for place in range(len(gaps))]
    names = {"l": "left", "c": "center", "r": "right"}
    made = Element(
        "mtable",
        {
            "columnalign": " ".join(names[align] for align in node.aligns),
            "columnspacing": " ".join(style.px(gap) for gap in gaps),
            "rowspacing": style.px(_ROWS[node.shape] * (0.4 if node.small else 1)),
            "rules": " ".join(map(str, node.rules)),
            "lines": " ".join(map(str, node.lines)),
            "displaystyle": _truth(display),
        },
    )
    for cells in node.rows:
        row = ElementTree.SubElement(made, "mtr")
        for place, cell in enumerate(cells):
            # An aligned relation keeps its space from the left side, which stands in another cell.
            joint = (EMPTY,) if node.shape is Shape.ALIGNED and place % 2 else ()
            inner = _cell((*joint, cell), own)
            row.append(_node("mtd", inner))
            row[-1].set("displaystyle", _truth(display))
    return made


def _cell(nodes: tuple[Node, ...], style: Style) -> Element:
    row = Element("mrow")
    children = _flat(nodes)
    if len(nodes) > 1 and children and spaced_as(children[0]) in (Kind.RELATION, Kind.BINARY):
        space = THICK if spaced_as(children[0]) is Kind.RELATION else MEDIUM
        row.append(_space(space, style))
        first = _element(children[0], style)
        row.append(first)
        if len(children) > 1:
            row.append(_space(space, style))
        children = children[1:]
    for child in _spaced(children, style):
        row.append(child)
    return row


def _stacked(node: Accent | Stack, style: Style) -> Element:
    if isinstance(node, Stack):
        base = _row((node.base,), style)
        if isinstance(node.base, Accent) and node.base.body == EMPTY:
            return _arrow(node, style)
        parts = [_row((one,), style.script()) for one in (node.under, node.over) if one is not None]
        tag = "munderover" if node.under and node.over else "munder" if node.under else "mover"
        return _node(tag, base, *parts)
    body = _element(node.body, style) if not isinstance(node.body, Row) else _row(node.body.children, style)
    if not node.wide:
        made = _node("mover", body, _letters("mtext", node.mark, Face.UPRIGHT))
        made.set("accent", "true")
        return made
    made = _node("munder" if node.under else "mover", body, _operator(node.mark, stretchy=True))
    made.set("accentunder" if node.under else "accent", "true")
    return made


def _arrow(node: Stack, style: Style) -> Element:
    """An arrow as long as what stands over it."""
    assert isinstance(node.base, Accent)
    script = style.script()
    wide = _row((Space(0.6), node.over or EMPTY, Space(0.6)), script)
    made = _node("mover", _operator(node.base.mark, stretchy=True), wide)
    made.set("arrow", "true")
    if node.under:
        return _node("munder", made, _row((node.under,), script))
    return made


def _phantom(node: Phantom, style: Style) -> Element:
    inner = _node("mphantom", _row((node.body,), style))
    if node.wide and node.tall:
        return inner
    made = _node("mpadded", inner)
    if not node.wide:
        made.set("width", "0")
    else:
        made.set("height", "0")
        made.set("depth", "0")
    return made


def _space(em: float, style: Style) -> Element:
    return Element("mspace", {"width": style.px(em)})


def _node(tag: str, *children: Element) -> Element:
    made = Element(tag)
    made.extend(children)
    return made


def _truth(value: bool) -> str:
    return "true" if value else "false"
