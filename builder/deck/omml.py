"""A formula as Office MathML (ECMA-376-1 §22.1): what PowerPoint shows and edits as an equation."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final, assert_never
from xml.sax.saxutils import quoteattr

from builder.deck.mathrun import MathLook, drawn, run
from builder.formula.notation import BRACES
from builder.formula.spacing import limits
from builder.formula.tree import (
    EMPTY,
    Accent,
    Border,
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
    kind_of,
)

_BARS: Final = "―\u0304"
_JUSTIFIED: Final = {"l": "left", "c": "center", "r": "right"}
_AFTER_SUM: Final = (Kind.BINARY, Kind.RELATION, Kind.PUNCTUATION, Kind.CLOSE)
"""What ends the operand of a sum or an integral."""


class Omml:
    """Writes the elements of one formula in one look."""

    def __init__(self, look: MathLook, display: bool) -> None:
        self.look, self.display = look, display

    def math(self, node: Node) -> str:
        return f"<m:oMath>{self.nodes((node,))}</m:oMath>"

    def nodes(self, nodes: Iterable[Node]) -> str:
        """A row: a sum takes what it adds up, a function its argument, into itself."""
        flat = _flat(nodes)
        out: list[str] = []
        at = 0
        while at < len(flat):
            node = flat[at]
            at += 1
            if _is_nary(node):
                end = at
                while end < len(flat) and kind_of(flat[end]) not in _AFTER_SUM:
                    end += 1
                out.append(self._nary(node, flat[at:end]))
                at = end
            elif isinstance(node, Scripts) and node.base == EMPTY and at < len(flat):
                scripts = self._in("sub", node.low or EMPTY) + self._in("sup", node.high or EMPTY)
                out.append(self._made("sPre", "", f"{scripts}<m:e>{self.node(flat[at])}</m:e>"))
                at += 1
            else:
                out.append(self.node(node))
        return "".join(out)

    def node(self, node: Node) -> str:
        match node:
            case Symbol():
                plain = node.kind is not Kind.ORDINARY or not node.text.isalpha()
                text = f"{node.text}\u2009" if node.kind is Kind.FUNCTION else node.text
                return run(text, Face.UPRIGHT if plain and node.face is Face.DEFAULT else node.face, self.look)
            case Number():
                return run(node.text, Face.UPRIGHT if node.face is Face.DEFAULT else node.face, self.look)
            case Words():
                return run(node.text, node.face, self.look, words=True)
            case Space():
                return self._space(node.em)
            case Row():
                return self.nodes(node.children)
            case Fraction():
                kind = "" if node.bar else '<m:type m:val="noBar"/>'
                return self._made("f", kind, self._in("num", node.top) + self._in("den", node.bottom))
            case Root():
                hidden = '<m:degHide m:val="1"/>' if node.degree is None else ""
                return self._made("rad", hidden, self._in("deg", node.degree or EMPTY) + self._in("e", node.body))
            case Scripts():
                return self._scripts(node)
            case Delimiter():
                return run(node.text, Face.UPRIGHT, self.look)
            case Fenced():
                return self._fenced(node)
            case Grid():
                return self._grid(node)
            case Accent():
                return self._accent(node)
            case Stack():
                return self._stack(node)
            case Enclosed():
                return self._enclosed(node)
            case Phantom():
                zeros = [] if node.wide else ['<m:zeroWid m:val="1"/>']
                zeros += [] if node.tall else ['<m:zeroAsc m:val="1"/><m:zeroDesc m:val="1"/>']
                shown = f'<m:show m:val="0"/>{"".join(zeros)}'
                return self._made("phant", shown, self._in("e", node.body))
            case Sized():
                return Omml(self.look, node.display).nodes((node.body,))
            case Classed():
                return self.node(node.body)
            case _:
                assert_never(node)

    def _made(self, tag: str, properties: str, inside: str) -> str:
        """An element with its properties, which say the size of what it draws itself, too."""
        control = f"<m:ctrlPr>{drawn(self.look)}</m:ctrlPr>"
        return f"<m:{tag}><m:{tag}Pr>{properties}{control}</m:{tag}Pr>{inside}</m:{tag}>"

    def _in(self, tag: str, node: Node) -> str:
        return f"<m:{tag}>{self.nodes((node,))}</m:{tag}>"

    def _space(self, em: float) -> str:
        if em <= 0.05:
            return ""
        wide, rest = divmod(em, 1.0)
        text = "\u2003" * int(wide) + ("\u2002" if rest > 0.4 else "\u2005" if rest > 0.2 else "\u2009" * (rest > 0.05))
        return run(text, Face.UPRIGHT, self.look)

    def _scripts(self, node: Scripts) -> str:
        base = self._in("e", node.base)
        if limits(node, self.display):
            made = self.nodes((node.base,))
            if node.low is not None:
                made = self._made("limLow", "", f"<m:e>{made}</m:e>{self._in('lim', node.low)}")
            if node.high is not None:
                made = self._made("limUpp", "", f"<m:e>{made}</m:e>{self._in('lim', node.high)}")
            return made
        if node.low is not None and node.high is not None:
            return self._made("sSubSup", "", base + self._in("sub", node.low) + self._in("sup", node.high))
        if node.low is not None:
            return self._made("sSub", "", base + self._in("sub", node.low))
        return self._made("sSup", "", base + self._in("sup", node.high or EMPTY))

    def _nary(self, node: Node, operand: list[Node]) -> str:
        scripts = node if isinstance(node, Scripts) else Scripts(node, None, None)
        base = scripts.base
        assert isinstance(base, Symbol)
        place = "undOvr" if limits(scripts, self.display) else "subSup"
        low, high = scripts.low, scripts.high
        look = (
            f'<m:chr m:val={quoteattr(base.text)}/><m:limLoc m:val="{place}"/>'
            f'<m:subHide m:val="{int(low is None)}"/><m:supHide m:val="{int(high is None)}"/>'
        )
        scripted = self._in("sub", low or EMPTY) + self._in("sup", high or EMPTY)
        return self._made("nary", look, f"{scripted}<m:e>{self.nodes(operand)}</m:e>")

    def _fenced(self, node: Fenced) -> str:
        if isinstance(node.body, Grid) and node.body.rules:
            return self._ruled(node.left, node.body, node.right)
        parts: list[list[Node]] = [[]]
        middle = ""
        for child in _flat((node.body,)):
            if isinstance(child, Delimiter) and not child.size:
                middle = child.text
                parts.append([])
            else:
                parts[-1].append(child)
        between = f"<m:sepChr m:val={quoteattr(middle)}/>" if middle else ""
        marks = f"<m:begChr m:val={quoteattr(node.left)}/>{between}<m:endChr m:val={quoteattr(node.right)}/>"
        inside = "".join(f"<m:e>{self.nodes(part)}</m:e>" for part in parts)
        return self._made("d", marks, inside)

    def _grid(self, node: Grid) -> str:
        if node.shape in (Shape.ALIGNED, Shape.LINES):
            joint = run("&", Face.UPRIGHT, self.look)
            own = Omml(self.look, node.shape is Shape.ALIGNED or self.display)
            lead = joint if node.aligns == "l" else ""
            lines = (lead + joint.join(own.nodes((cell,)) for cell in cells) for cells in node.rows)
            return self._made("eqArr", "", "".join(f"<m:e>{line}</m:e>" for line in lines))
        if node.rules:
            return self._ruled("", node, "")
        columns = "".join(
            f'<m:mc><m:mcPr><m:count m:val="1"/><m:mcJc m:val="{_JUSTIFIED[align]}"/></m:mcPr></m:mc>'
            for align in node.aligns
        )
        rows = "".join(self._matrix_row(cells, place, node) for place, cells in enumerate(node.rows))
        return self._made("m", f"<m:mcs>{columns}</m:mcs>", rows)

    def _matrix_row(self, cells: tuple[Node, ...], place: int, node: Grid) -> str:
        """Lines between rows are borders of their cells: matrices have none."""
        over = place in node.lines
        under = place == len(node.rows) - 1 and len(node.rows) in node.lines
        sides = {"Top": not over, "Bot": not under, "Left": True, "Right": True}
        hidden = "".join(f'<m:hide{side} m:val="1"/>' for side, hide in sides.items() if hide)
        inside = [Omml(self.look, False).nodes((cell,)) for cell in cells]
        if over or under:
            inside = [self._made("borderBox", hidden, f"<m:e>{cell}</m:e>") for cell in inside]
        return f"<m:mr>{''.join(f'<m:e>{cell}</m:e>' for cell in inside)}</m:mr>"

    def _ruled(self, left: str, node: Grid, right: str) -> str:
        """A matrix with upright lines: several in one pair of brackets, the lines between them."""
        parts = ""
        for begin, end in pairwise((0, *node.rules, len(node.aligns))):
            rows = tuple(cells[begin:end] for cells in node.rows)
            part = Grid(node.shape, rows, node.aligns[begin:end], small=node.small, lines=node.lines)
            parts += f"<m:e>{self._grid(part)}</m:e>"
        look = f'<m:begChr m:val={quoteattr(left)}/><m:sepChr m:val="|"/><m:endChr m:val={quoteattr(right)}/>'
        return self._made("d", look, parts)

    def _accent(self, node: Accent) -> str:
        body = self._in("e", node.body)
        if node.body == EMPTY:
            return run(node.mark, Face.UPRIGHT, self.look)
        place = "bot" if node.under else "top"
        if node.mark in _BARS:
            return self._made("bar", f'<m:pos m:val="{place}"/>', body)
        if node.mark in BRACES or (node.wide and node.mark in "→←↔"):
            side = "top" if node.under else "bot"
            look = f'<m:chr m:val={quoteattr(node.mark)}/><m:pos m:val="{place}"/><m:vertJc m:val="{side}"/>'
            return self._made("groupChr", look, body)
        return self._made("acc", f"<m:chr m:val={quoteattr(node.mark)}/>", body)

    def _stack(self, node: Stack) -> str:
        made = self.nodes((node.base,))
        if isinstance(node.base, Accent) and node.base.body == EMPTY and node.over is not None:
            over = self._in("e", node.over)
            look = f'<m:chr m:val={quoteattr(node.base.mark)}/><m:pos m:val="bot"/><m:vertJc m:val="top"/>'
            made = self._made("groupChr", look, over)
        elif node.over is not None:
            made = self._made("limUpp", "", f"<m:e>{made}</m:e>{self._in('lim', node.over)}")
        if node.under is not None:
            made = self._made("limLow", "", f"<m:e>{made}</m:e>{self._in('lim', node.under)}")
        return made

    def _enclosed(self, node: Enclosed) -> str:
        strikes = {
            Border.BOX: "",
            Border.RISING: '<m:strikeBLTR m:val="1"/>',
            Border.FALLING: '<m:strikeTLBR m:val="1"/>',
            Border.CROSSED: '<m:strikeBLTR m:val="1"/><m:strikeTLBR m:val="1"/>',
        }[node.border]
        hidden = "".join(f'<m:hide{side} m:val="1"/>' for side in ("Top", "Bot", "Left", "Right")) if strikes else ""
        return self._made("borderBox", hidden + strikes, self._in("e", node.body))


def _flat(nodes: Iterable[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        found += _flat(node.children) if isinstance(node, Row) else [node]
    return found


def _is_nary(node: Node) -> bool:
    base = node.base if isinstance(node, Scripts) else node
    return isinstance(base, Symbol) and base.kind is Kind.LARGE
