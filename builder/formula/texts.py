"""Text and lengths inside formulas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from builder.formula import notation, symbols
from builder.formula.grids import LENGTH, row_of
from builder.formula.tokens import Fault, Token
from builder.formula.tree import Face, Node, Row, Space, Symbol, Words

if TYPE_CHECKING:
    from builder.formula.parse import Reader

_EMS: Final = {"em": 1, "ex": 0.45, "mu": 1 / 18, "pt": 0.1, "px": 0.075, "cm": 2.85, "mm": 0.285, "in": 7.2, "pc": 1.2}


def length(reader: Reader, token: Token) -> Node:
    text = ""
    if reader.peek() == "{":
        text = reader.raw_text()
    else:
        while reader.at < len(reader.tokens) and re.fullmatch(r"[-\d.a-z ]", reader.tokens[reader.at].text):
            text += reader.tokens[reader.at].text
            reader.at += 1
            if LENGTH.fullmatch(text.strip()):
                break
    match = LENGTH.fullmatch(text.strip())
    if not match:
        raise Fault(f"'{text}' is no length", "such as 1em", token.offset, len(token.text))
    return Space(min(max(float(match[1]) * _EMS.get(match[2], 0.1), -2.0), 8.0))


def in_face(reader: Reader, face: Face) -> Node:
    reader.faces.append(face)
    node = reader.argument()
    reader.faces.pop()
    if face is Face.UPRIGHT and isinstance(node, Row) and len(node.children) > 1:
        texts = [child.text for child in node.children if isinstance(child, Symbol) and child.text.isalpha()]
        if len(texts) == len(node.children):
            return Words("".join(texts))
    return node


def text(reader: Reader, face: Face) -> Node:
    """Text, in which `$…$` is mathematics again."""
    tokens = reader.raw()
    pieces: list[Node] = []
    said = ""
    at = 0
    while at < len(tokens):
        token = tokens[at].text
        if token == "$":
            end = next((i for i in range(at + 1, len(tokens)) if tokens[i].text == "$"), len(tokens))
            inner = reader.inner(tokens[at + 1 : end], tokens[min(end, len(tokens) - 1)].offset)
            pieces += [Words(said, face)] if said else []
            pieces.append(inner.row(frozenset()))
            said, at = "", end
        elif token in ("\\textbf", "\\textit", "\\textrm", "\\emph", "{", "}", "\\left", "\\right"):
            pass
        else:
            said += _characters(token)
        at += 1
    return row_of([*pieces, *([Words(said, face)] if said else [])])


def _characters(token: str) -> str:
    if not token.startswith("\\"):
        return " " if token == "~" else token
    if token[1:] in notation.SPACES:
        return " "
    symbol = symbols.of_command(token[1:])
    return symbol.text if symbol else token
