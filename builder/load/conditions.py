"""Conditions as authors type them: `growth < 0 and not (region = "north" or rank is empty)`. Nothing runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Final, NoReturn

from builder.diagnostics import Code, Diagnostic, Report, Span
from builder.model import Comparison, Condition, Emptiness, Junction, Negation, Number, Operand, Quoted, Variable
from builder.values import WORDS, as_typed

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<number>[-−]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.]))
      | "(?P<quoted>[^"]*)" | “(?P<curly>[^”]*)” | `(?P<column>[^`]*)`
      | (?P<name>[^\W\d][\w.]*(?:-[\w.]+)*)
      | (?P<sign><=|>=|!=|[<>=≤≥≠()])
    )""",
    re.VERBOSE,
)
_SIGNS: Final = {"≤": "<=", "≥": ">=", "≠": "!="}
_COMPARING: Final = ("<", "<=", "=", "!=", ">=", ">")
_MAX_DEPTH: Final = 20
_MAX_LENGTH: Final = 500
_HINT: Final = 'growth < 0, city = "…" or rank is empty, joined by and, or, not and ( )'


class _Malformed(Exception):  # noqa: N818
    """What is wrong with a condition, and where in its text."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message, self.at = message, at


def read_condition(text: str, span: Span, report: Report) -> Condition | None:
    """The condition, whose text begins at `span`; None, and a diagnostic, where it cannot be read."""
    try:
        return _Parser(text, span).whole()
    except _Malformed as error:
        report(Diagnostic(_within(span, text, error.at, 1), Code.MALFORMED_CONDITION, error.message, hint=_HINT))
        return None


def spelled(condition: Condition) -> str:
    """The condition in one spelling, so that two of them can be compared."""
    match condition:
        case Comparison():
            return f"{_operand(condition.left)} {condition.sign} {_operand(condition.right)}"
        case Emptiness():
            return f"{_operand(condition.name)} is empty"
        case Negation():
            return f"not ({spelled(condition.condition)})"
        case Junction():
            left, right = (
                f"({spelled(side)})" if isinstance(side, Junction) and side.word != condition.word else spelled(side)
                for side in (condition.left, condition.right)
            )
            return f"{left} {condition.word} {right}"


def _operand(operand: Operand) -> str:
    match operand:
        case Variable():
            return as_typed(operand.key)
        case Quoted():
            return f'"{operand.text}"' if '"' not in operand.text else f"“{operand.text}”"
        case Number():
            return f"{operand.value.normalize():f}"


def _within(span: Span, text: str, at: int, length: int) -> Span:
    """The place of a part of a condition, where all of it was found on one line; else that of the condition."""
    if span.end - span.col != len(text):
        return span
    return replace(span, col=span.col + at, end=span.col + at + length)


class _Parser:
    def __init__(self, text: str, span: Span) -> None:
        self.span, self.text = span, text
        self.tokens = _tokens(text)
        self.here = 0
        self.end = len(text.rstrip())

    def whole(self) -> Condition:
        result = self._either(0)
        if self.here < len(self.tokens):
            self._fail(f"'{self.tokens[self.here][1]}' is not expected here")
        return result

    def _either(self, depth: int) -> Condition:
        return self._joined("or", lambda: self._joined("and", lambda: self._one(depth)))

    def _joined(self, word: str, part: Callable[[], Condition]) -> Condition:
        result = part()
        while self._takes("word", word):
            result = Junction(word, result, part())
        return result

    def _one(self, depth: int) -> Condition:
        if depth > _MAX_DEPTH:
            self._fail("nested too deeply")
        if self._takes("word", "not"):
            return Negation(self._one(depth + 1))
        if self._takes("sign", "("):
            result = self._either(depth + 1)
            if not self._takes("sign", ")"):
                self._fail("a ')' is missing")
            return result
        return self._comparison()

    def _comparison(self) -> Condition:
        start = self.here
        left = self._term()
        if self._takes("word", "is"):
            negated = self._takes("word", "not")
            if not self._takes("word", "empty") or not isinstance(left, Variable):
                self._fail("'is empty' follows a fact or a column")
            return Negation(Emptiness(left)) if negated else Emptiness(left)
        sign = next((sign for sign in _COMPARING if self._takes("sign", sign)), "")
        if not sign:
            self._fail("a comparison is missing: one of < <= = != >= >, or 'is empty'")
        right = self._term()
        if not isinstance(left, Variable) and not isinstance(right, Variable):
            self.here = start
            self._fail("this compares neither a fact nor a column")
        return Comparison(left, sign, right)

    def _term(self) -> Operand:
        if self.here >= len(self.tokens):
            self._fail("the condition ends too early")
        kind, text, at, length = self.tokens[self.here]
        self.here += 1
        match kind:
            case "number":
                return Number(Decimal(text.replace("−", "-")))
            case "text":
                return Quoted(" ".join(text.split()))
            case "name":
                return Variable(text, _within(self.span, self.text, at, length))
        self.here -= 1
        self._fail(f"'{text}' is not expected here")

    def _takes(self, kind: str, text: str) -> bool:
        found = self.here < len(self.tokens) and self.tokens[self.here][:2] == (kind, text)
        self.here += found
        return found

    def _fail(self, message: str) -> NoReturn:
        raise _Malformed(message, self.tokens[self.here][2] if self.here < len(self.tokens) else max(self.end - 1, 0))


def _tokens(text: str) -> list[tuple[str, str, int, int]]:
    """Kind (number, text, name, word or sign), text, place and length of each."""
    if len(text) > _MAX_LENGTH:
        raise _Malformed(f"a condition has at most {_MAX_LENGTH} characters", 0)
    found: list[tuple[str, str, int, int]] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            rest = text[position:].lstrip()
            raise _Malformed(f"'{rest[:12]}' cannot be read", position + len(text[position:]) - len(rest))
        group = str(match.lastgroup)
        said = match[group]
        kind = {"quoted": "text", "curly": "text", "column": "name"}.get(group, group)
        if group == "name" and said in WORDS:
            kind = "word"
        found.append((kind, _SIGNS.get(said, said), match.start(group), len(said)))
        position = match.end()
    return found
