"""Formulas in words, as somebody would read them out: the alternative text of what is drawn."""

from __future__ import annotations

import re
from typing import Final, assert_never

from builder.formula.parse import parse
from builder.formula.tree import (
    EMPTY,
    Accent,
    Border,
    Classed,
    Delimiter,
    Enclosed,
    Fenced,
    Formula,
    Fraction,
    Grid,
    Kind,
    Misread,
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
from builder.locales.locale import Locale
from builder.locales.mathwords import Mathematics
from builder.locales.spacing import autospace, fill

_MARKS: Final = {
    "\u0302": "hat",
    "\u0303": "tilde",
    "\u0304": "bar",
    "\u20d7": "vector",
    "→": "vector",
    "\u0307": "dot",
    "\u0308": "double_dot",
    "―": "bar",
}
_BRACKETED: Final = {("|", "|"): "absolute", ("‖", "‖"): "norm", ("⌊", "⌋"): "floor", ("⌈", "⌉"): "ceiling"}
_TRANSPOSED: Final = ("⊤", "T", "⊺")


def spoken(tex: str, locale: Locale) -> str:
    """The formula in the language's words; a symbol that has none is itself, TeX that is not understood stays TeX."""
    formula = parse(tex)
    if isinstance(formula, Misread):
        return tex
    return spoken_formula(formula, locale)


def spoken_formula(formula: Formula, locale: Locale) -> str:
    """A formula, or a part of one, in words."""
    words = " ".join(_Speaker(locale.mathematics).formula(formula).split())
    return autospace(re.sub(r" (?=[,;:.，；：。）])", "", words), locale)


class _Speaker:
    def __init__(self, words: Mathematics) -> None:
        self.words = words

    def formula(self, formula: Formula) -> str:
        return self.say(formula.body)

    def say(self, node: Node) -> str:
        words = self.words
        match node:
            case Symbol():
                return self._symbol(node)
            case Number() | Words():
                return node.text
            case Space():
                return " "
            case Row():
                return self._row(node)
            case Fraction():
                return self._fraction(node)
            case Root():
                if node.degree is None:
                    return fill(words.root, body=self.say(node.body))
                return fill(words.root_of_degree, degree=self.say(node.degree), body=self.say(node.body))
            case Scripts():
                return self._scripts(node)
            case Delimiter():
                return words.symbols.get(node.text, node.text)
            case Fenced():
                return self._fenced(node)
            case Grid():
                return self._grid(node, words.matrix)
            case Accent():
                return self._accent(node)
            case Stack():
                return self._stack(node)
            case Enclosed():
                crossed = node.border is not Border.BOX
                return fill(words.crossed, body=self.say(node.body)) if crossed else self.say(node.body)
            case Sized() | Classed():
                return self.say(node.body)
            case Phantom():
                return ""
            case _:
                assert_never(node)

    def _symbol(self, node: Symbol) -> str:
        if word := self.words.symbols.get(node.text):
            return word
        known = node.text.isascii() or node.text.isalpha()
        return node.text if known or not node.tex else node.tex

    def _row(self, row: Row) -> str:
        """Words have space between them, letters that are multiplied too."""
        said: list[str] = []
        last: Kind | None = None
        for child in row.children:
            text = self.say(child)
            sign = isinstance(child, Symbol) and child.text == "−" and last in (None, Kind.OPEN, Kind.RELATION)
            said.append(self.words.negative if sign else text)
            last = child.kind if isinstance(child, Symbol) else Kind.ORDINARY
        return " ".join(filter(None, said))

    def _fraction(self, node: Fraction) -> str:
        top, bottom = self.say(node.top), self.say(node.bottom)
        if not node.bar:
            return fill(self.words.binomial, top=top, bottom=bottom)
        short = all(_is_short(part) for part in (node.top, node.bottom))
        return fill(self.words.fraction if short else self.words.long_fraction, top=top, bottom=bottom)

    def _scripts(self, node: Scripts) -> str:
        words = self.words
        base = self.say(node.base)
        if _is_operator(node.base):
            low = self.say(node.low) if node.low is not None else ""
            high = self.say(node.high) if node.high is not None else ""
            pattern = words.from_to if low and high else words.over if low else words.up_to
            if not high and _is_limit(node.base):
                pattern = words.limit
            return fill(pattern, operator=base, low=low, high=high)
        if node.low is not None:
            base = fill(words.index, base=base, index=self.say(node.low)) if base else self.say(node.low)
        return base if node.high is None else self._raised(base, node.high)

    def _raised(self, base: str, high: Node) -> str:
        words = self.words
        text = high.text if isinstance(high, Symbol | Number) else ""
        if text and set(text) <= set("′″‴"):
            return base + f" {words.symbols.get('′', text)}" * {"″": 2, "‴": 3}.get(text, len(text))
        if text in ("2", "3"):
            return fill(words.squared if text == "2" else words.cubed, base=base)
        if text in _TRANSPOSED:
            return fill(words.transposed, base=base)
        if isinstance(high, Symbol) and high.kind is not Kind.ORDINARY:
            return fill(words.raised, base=base, mark=self.say(high))
        if isinstance(high, Symbol) and text in ("∗", "†", "°", "∘"):
            return fill(words.raised, base=base, mark=self.say(high))
        if isinstance(high, Row) and high.children and high.children[0] == Symbol("(", Kind.OPEN):
            return fill(words.raised, base=base, mark=self.say(high))
        return fill(words.power, base=base, power=self.say(high))

    def _fenced(self, node: Fenced) -> str:
        words = self.words
        body = node.body
        if isinstance(body, Sized):
            body = body.body
        if isinstance(body, Grid) and body.shape is Shape.CASES:
            return fill(words.cases, body=self._rows(body))
        if isinstance(body, Grid) and body.shape is Shape.MATRIX:
            return self._grid(body, words.determinant if node.left == "|" else words.matrix)
        if isinstance(body, Fraction) and not body.bar:
            return self.say(body)
        if pattern := _BRACKETED.get((node.left, node.right)):
            return fill(getattr(words, pattern), body=self.say(node.body))
        marks = [words.symbols.get(mark, mark) for mark in (node.left, node.right)]
        return f"{marks[0]} {self.say(node.body)} {marks[1]}"

    def _grid(self, node: Grid, pattern: str) -> str:
        if node.shape in (Shape.ALIGNED, Shape.LINES):
            return self.words.row_join.join(
                " ".join(filter(None, (self.say(cell) for cell in cells))) for cells in node.rows
            )
        rows, columns = str(len(node.rows)), str(len(node.aligns))
        return fill(pattern, rows=rows, columns=columns, body=self._rows(node))

    def _rows(self, node: Grid) -> str:
        words = self.words
        rows = []
        for number, cells in enumerate(node.rows, start=1):
            said = words.cell_join.join(text.rstrip(" ,，") for cell in cells if (text := self.say(cell)))
            rows.append(fill(words.row, n=str(number), cells=said) if node.shape is Shape.MATRIX else said)
        return words.row_join.join(rows)

    def _accent(self, node: Accent) -> str:
        body = self.say(node.body)
        if node.body == EMPTY:
            return self.words.symbols.get(node.mark, node.mark)
        name = _MARKS.get(node.mark) if not node.under else None
        return fill(getattr(self.words, name), body=body) if name else body

    def _stack(self, node: Stack) -> str:
        said = self.say(node.base)
        if node.over is not None:
            said = fill(self.words.above, base=said, mark=self.say(node.over))
        if node.under is not None:
            said = fill(self.words.below, base=said, mark=self.say(node.under))
        return said


def _is_short(node: Node) -> bool:
    """Whether nobody loses the thread before the end of it."""
    match node:
        case Symbol() | Number() | Words() | Accent():
            return True
        case Scripts():
            return _is_short(node.base)
        case Row():
            return len(node.children) <= 3 and all(isinstance(c, Symbol | Number | Scripts) for c in node.children)
        case _:
            return False


def _is_limit(node: Node) -> bool:
    return isinstance(node, Classed) and isinstance(node.body, Symbol) and "lim" in node.body.text


def _is_operator(node: Node) -> bool:
    """Whether its scripts are limits: a sum, an integral, a limit."""
    if isinstance(node, Classed):
        return node.kind is Kind.LARGE
    return isinstance(node, Symbol) and node.kind is Kind.LARGE
