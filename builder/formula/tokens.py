"""The tokens of a formula, and reading them one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from builder.formula.tree import Misread

DEEPEST: Final = 24
"""Groups inside each other; what is deeper is no formula that a page can show."""

LONGEST: Final = 400
"""Atoms in a row; what is longer fits no page."""

_TOKEN: Final = re.compile(r"\\[A-Za-z]+|\\.|\s+|%[^\n]*\n?|\\|[^\\%\s]", re.DOTALL)


class Fault(Exception):  # noqa: N818
    """Raised where reading cannot go on; `parse` turns it into a value."""

    def __init__(self, message: str, hint: str, offset: int, length: int = 1) -> None:
        self.misread = Misread(message, hint, offset, length)


@dataclass(frozen=True, slots=True)
class Token:
    """`offset` and `length` are its place in what is typed."""

    text: str
    offset: int
    length: int = 1


def tokens_of(tex: str) -> list[Token]:
    """Spaces are one space, comments nothing."""
    return [
        Token(" " if match[0].isspace() else match[0], match.start(), len(match[0]))
        for match in _TOKEN.finditer(tex)
        if not match[0].startswith("%")
    ]


class Tokens:
    """Tokens with a place among them; `end` is the length of the formula."""

    def __init__(self, tokens: list[Token], end: int, depth: int = 0) -> None:
        self.tokens, self.end, self.depth, self.at = tokens, end, depth, 0

    def peek(self) -> str:
        while self.at < len(self.tokens) and self.tokens[self.at].text == " ":
            self.at += 1
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def take(self) -> Token:
        self.peek()
        if self.at >= len(self.tokens):
            raise Fault("the formula ends where more should come", "complete it", max(self.end - 1, 0))
        self.at += 1
        return self.tokens[self.at - 1]

    def here(self) -> int:
        self.peek()
        return self.tokens[self.at].offset if self.at < len(self.tokens) else max(self.end - 1, 0)

    def unexpected(self) -> Fault:
        token = self.take()
        hints = {
            "}": "a { is missing before it, or write \\}",
            "&": "& parts columns of an environment; write \\& for the sign",
            "\\right": "\\left is missing before it",
            "\\end": "\\begin is missing before it",
            "#": "write \\#",
        }
        hint = hints.get(token.text, "remove it")
        return Fault(f"'{token.text}' stands where it means nothing", hint, token.offset, len(token.text))

    # --- rows

    def open(self) -> Token:
        if self.peek() != "{":
            raise Fault("a { should come here", "put what belongs to the command into braces", self.here())
        return self.take()

    def close(self) -> None:
        if self.peek() != "}":
            raise Fault("a } should come here", "close the braces", self.here())
        self.take()

    def raw(self) -> list[Token]:
        """The tokens of a group that is no formula."""
        if self.peek() != "{":
            return [self.take()]
        opened = self.open()
        depth = 1
        found: list[Token] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            depth += {"{": 1, "}": -1}.get(token.text, 0)
            if not depth:
                return found
            found.append(token)
        raise Fault("this { is never closed", "write a } where the group ends", opened.offset)

    def raw_text(self) -> str:
        return "".join(token.text for token in self.raw())

    def deeper(self, opened: Token) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Fault(f"nested more than {DEEPEST} deep", "simplify it", opened.offset, len(opened.text))
