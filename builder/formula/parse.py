"""TeX → `Formula`: what LaTeX, amsmath and the renderers of web pages share."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from builder.formula import commands, notation, symbols
from builder.formula.grids import LENGTH, grid_or_row, row_of
from builder.formula.tokens import LONGEST, Fault, Token, Tokens, tokens_of
from builder.formula.tree import (
    EMPTY,
    Accent,
    Face,
    Fenced,
    Formula,
    Fraction,
    Kind,
    Misread,
    Node,
    Number,
    Scripts,
    Sized,
    Space,
    Stack,
    Symbol,
    Words,
)

_ENDS: Final = ("\\\\", "\\cr", "\\newline")


@lru_cache(maxsize=4096)
def parse(tex: str) -> Formula | Misread:
    """The formula, or what is not understood in it."""
    try:
        return Reader(tokens_of(tex), len(tex)).formula()
    except Fault as fault:
        return fault.misread


def tag_of(tex: str) -> str:
    r"""What the author numbered the formula with (`\tag{…}`), "" where it has no number of its own."""
    formula = parse(tex) if "\\tag" in tex else None
    return formula.tag if isinstance(formula, Formula) else ""


class Reader(Tokens):
    """Reads one formula. `faces` are the alphabets that were chosen, the last one holds."""

    def __init__(self, tokens: list[Token], end: int, depth: int = 0) -> None:
        super().__init__(tokens, end, depth)
        self.tag, self.label = "", ""
        self.faces = [Face.DEFAULT]

    def inner(self, tokens: list[Token], end: int) -> Reader:
        """For a formula inside text inside this one."""
        return Reader(tokens, end, self.depth + 1)

    def formula(self) -> Formula:
        rows = self.rows(frozenset())
        if self.peek():
            raise self.unexpected()
        if not any(cell != EMPTY for row in rows for cell in row):
            raise Fault("there is nothing in this formula", r"write a formula, or \$ for a dollar", 0)
        return Formula(grid_or_row(rows), self.tag, self.label)

    # --- tokens

    def rows(self, stop: frozenset[str], ruled: list[int] | None = None) -> list[tuple[Node, ...]]:
        r"""Rows of cells up to a token of `stop`, which is left; what follows the last `\\` is no row of its own. The
        rows before which a line is drawn are added to `ruled`."""
        ends = stop | {"&", *_ENDS}
        rows: list[tuple[Node, ...]] = []
        cells: list[Node] = []
        while True:
            while ruled is not None and not cells and self.peek() in ("\\hline", "\\hdashline"):
                self.take()
                ruled.append(len(rows))
            cells.append(self.row(ends))
            token = self.peek()
            if token == "&":
                self.take()
                continue
            rows.append(tuple(cells))
            cells = []
            if token not in _ENDS:
                break
            self.take()
            if self.peek() == "[" and (length := self._bracketed_length()):
                self.at = length
            if self.peek() in stop or not self.peek():
                break
        return rows

    def _bracketed_length(self) -> int:
        """The place behind `[2pt]` after a line's end, 0 where there is no length."""
        text, at = "", self.at + 1
        while at < len(self.tokens) and self.tokens[at].text != "]":
            text += self.tokens[at].text
            at += 1
        return at + 1 if LENGTH.fullmatch(text) else 0

    def row(self, stop: frozenset[str]) -> Node:
        children: list[Node] = []
        before = len(self.faces)
        while (token := self.peek()) and token not in stop:
            if token in ("\\over", "\\atop", "\\choose", "\\brack", "\\brace"):
                self.take()
                children = [self._infix(token, row_of(children), self.row(stop))]
            elif token in ("\\displaystyle", "\\textstyle", "\\scriptstyle", "\\scriptscriptstyle"):
                self.take()
                children.append(Sized(self.row(stop), token == "\\displaystyle"))
            elif token in ("\\rm", "\\bf", "\\it", "\\cal", "\\sf", "\\tt", "\\frak", "\\scr"):
                self.take()
                self.faces.append(notation.FACES[token[1:]])
            elif token in ("^", "_", "'", "’"):
                children.append(self.scripts(children.pop() if children else EMPTY))
            elif (node := self.atom()) is not None:
                children.append(self.scripts(node))
            if len(children) > LONGEST:
                raise Fault(f"more than {LONGEST} things in a row", "write it in several lines", self.here())
        del self.faces[before:]
        return row_of(children)

    def _infix(self, command: str, top: Node, bottom: Node) -> Node:
        if command == "\\over":
            return Fraction(top, bottom)
        left, right = {"\\choose": ("(", ")"), "\\brack": ("[", "]"), "\\brace": ("{", "}")}.get(command, ("", ""))
        return Fenced(left, Fraction(top, bottom, bar=False), right)

    def scripts(self, base: Node) -> Node:
        low: Node | None = None
        high: Node | None = None
        limits: bool | None = None
        primes = 0
        while (token := self.peek()) in ("^", "_", "'", "’", "\\limits", "\\nolimits", "\\displaylimits"):
            offset = self.take().offset
            if token in ("'", "’"):
                primes += 1
            elif token in ("\\limits", "\\nolimits"):
                limits = token == "\\limits"
            elif token == "^":
                if high is not None:
                    raise Fault("two superscripts on one base", "put braces around one of them", offset)
                high = self.argument()
            elif token == "_":
                if low is not None:
                    raise Fault("two subscripts on one base", "put braces around one of them", offset)
                low = self.argument()
        if primes:
            marks = Symbol({1: "′", 2: "″", 3: "‴"}.get(primes, "′" * primes))
            high = marks if high is None else row_of([marks, high])
        if low is None and high is None:
            return base
        if isinstance(base, Accent) and base.mark in notation.BRACES and (high if base.under else low) is None:
            return Stack(base, None if base.under else high, low if base.under else None)
        return Scripts(base, low, high, limits)

    # --- atoms

    def argument(self) -> Node:
        """A group, or a single character or command."""
        if self.peek() == "{":
            return self.group()
        token = self.tokens[self.at] if self.peek() else None
        if token and token.text.isdecimal():
            self.take()
            return Number(token.text, self._digits())
        if token and token.text in ("^", "_", "}", "&", "\\\\", "\\end", "\\right"):
            raise Fault("something is missing here", "put it into braces: {…}", token.offset, len(token.text))
        node = None
        while node is None:
            if not self.peek():
                raise Fault("something is missing here", "put it into braces: {…}", max(self.end - 1, 0))
            node = self.atom()
        return node

    def group(self) -> Node:
        opened = self.take()
        self.deeper(opened)
        node = self.row(frozenset("}"))
        if self.peek() != "}":
            raise Fault("this { is never closed", "write a } where the group ends", opened.offset)
        self.take()
        self.depth -= 1
        if isinstance(node, Symbol) and node.kind not in (Kind.FUNCTION, Kind.LARGE):
            return replace(node, kind=Kind.ORDINARY)
        return node

    def atom(self) -> Node | None:
        """The next atom; None for what leaves no mark."""
        token = self.peek()
        if token == "{":
            return self.group()
        if token.startswith("\\") and len(token) > 1:
            return commands.read(self)
        if token in ("}", "&", "#", "$", "\\", "^", "_"):
            raise self.unexpected()
        if token.isdecimal() and token.isascii():
            return self._number()
        taken = self.take().text
        if taken == "~":
            return Space(1 / 3)
        if _is_foreign(taken):
            return self._foreign(taken)
        symbol = symbols.of_character(taken)
        return self.faced(symbol) if symbol.kind is Kind.ORDINARY else symbol

    def _number(self) -> Node:
        text = self.take().text
        while self.at < len(self.tokens):
            token = self.tokens[self.at].text
            after = self.tokens[self.at + 1].text if self.at + 1 < len(self.tokens) else ""
            decimal = token == "." and "." not in text and after.isdecimal()
            if not (decimal or (token.isdecimal() and token.isascii())):
                break
            text += token
            self.at += 1
        return Number(text, self._digits())

    def _foreign(self, text: str) -> Node:
        while self.at < len(self.tokens) and _is_foreign(self.tokens[self.at].text):
            text += self.tokens[self.at].text
            self.at += 1
        return Words(text)

    def _digits(self) -> Face:
        face = self.faces[-1]
        return {Face.BOLD_ITALIC: Face.BOLD, Face.ITALIC: Face.DEFAULT}.get(face, face)

    def faced(self, symbol: Symbol) -> Symbol:
        return symbol if symbol.face is not Face.DEFAULT else replace(symbol, face=self.faces[-1])

    # --- commands

    def optional(self) -> Node | None:
        if self.peek() != "[":
            return None
        opened = self.take()
        node = self.row(frozenset("]"))
        if self.peek() != "]":
            raise Fault("this [ is never closed", "write a ] where the option ends", opened.offset)
        self.take()
        return node


def _is_foreign(character: str) -> bool:
    """Letters of scripts that formulas are not written in: Han, Kana, Hangul, Arabic …"""
    code = ord(character[0])
    return len(character) == 1 and character.isalpha() and (0x590 <= code < 0x1D00 or 0x2E80 <= code < 0xFB00)
