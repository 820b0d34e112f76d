"""Arithmetic over facts: `swe.2024 - swe.2023`, `(a + b) / 2`. Numbers, ids, + - * / and parentheses; nothing runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from operator import add, mul, sub, truediv
from typing import assert_never

from builder.diagnostics import did_you_mean
from builder.model import Amount, Expression, Named, Number, Operation, Value

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z][\w.]*(?:-[\w.]+)*)|(?P<sign>[-+*/()−×÷]))"
)
_SIGNS = {"−": "-", "×": "*", "÷": "/"}
_MAX_DEPTH = 50
_HINT = "use ids of facts, numbers, + - * / between spaces, and ( )"


class ExpressionError(Exception):
    """What is wrong with an expression, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def names(expression: str) -> frozenset[str]:
    """The ids that an expression uses; those of a malformed one as far as they can be read."""
    return frozenset(m["name"] for m in _TOKEN.finditer(expression) if m["name"])


def evaluate(expression: str, values: Mapping[str, Value]) -> Decimal:
    """The value of `expression`. Raises ExpressionError."""
    try:
        return _value(parse(expression), values)
    except (DivisionByZero, InvalidOperation, Overflow):
        raise ExpressionError("the result is no number", "something is divided by zero, or far too large") from None


def parse(expression: str) -> Expression:
    """`expression` as a tree. Raises ExpressionError."""
    parser = _Parser(_tokens(expression))
    result = parser.sum(0)
    if parser.here < len(parser.tokens):
        raise ExpressionError(f"'{parser.tokens[parser.here][1]}' is not expected here", _HINT)
    return result


def _value(expression: Expression, values: Mapping[str, Value]) -> Decimal:
    match expression:
        case Number():
            return expression.value
        case Named():
            return _fact(expression.key, values)
        case Operation():
            left, right = _value(expression.left, values), _value(expression.right, values)
            return _OPERATIONS[expression.sign](left, right)
        case _:
            assert_never(expression)


_OPERATIONS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {"+": add, "-": sub, "*": mul, "/": truediv}


def _fact(key: str, values: Mapping[str, Value]) -> Decimal:
    value = values.get(key)
    if value is None:
        parts = key.split("-")
        joined = any({"-".join(parts[:i]), "-".join(parts[i:])} <= values.keys() for i in range(1, len(parts)))
        hint = "write the minus between spaces" if joined else did_you_mean(key, values)
        raise ExpressionError(f"no fact '{key}'", hint)
    if not isinstance(value, Amount) or value.high is not None:
        raise ExpressionError(f"'{key}' is a range, date or magnitude: it cannot be reckoned with", "name an amount")
    return value.low


def _tokens(expression: str) -> list[tuple[str, str]]:
    tokens, position = [], 0
    text = expression.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise ExpressionError(f"'{text[position:].strip()[:12]}' cannot be read", _HINT)
        kind = str(match.lastgroup)
        tokens.append((kind, _SIGNS.get(match[kind], match[kind])))
        position = match.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.here = 0

    def _next(self, *signs: str) -> str | None:
        if self.here < len(self.tokens) and self.tokens[self.here] in [("sign", s) for s in signs]:
            self.here += 1
            return self.tokens[self.here - 1][1]
        return None

    def sum(self, depth: int) -> Expression:
        result = self.product(depth)
        while sign := self._next("+", "-"):
            result = Operation(sign, result, self.product(depth))
        return result

    def product(self, depth: int) -> Expression:
        result = self.atom(depth)
        while sign := self._next("*", "/"):
            result = Operation(sign, result, self.atom(depth))
        return result

    def atom(self, depth: int) -> Expression:
        if depth > _MAX_DEPTH:
            raise ExpressionError("nested too deeply", "derive a part of it first")
        if self._next("-"):
            return Operation("-", Number(Decimal(0)), self.atom(depth + 1))
        if self._next("("):
            result = self.sum(depth + 1)
            if not self._next(")"):
                raise ExpressionError("a ')' is missing", _HINT)
            return result
        if self.here >= len(self.tokens):
            raise ExpressionError("the expression ends too early", _HINT)
        kind, text = self.tokens[self.here]
        self.here += 1
        if kind == "number":
            return Number(Decimal(text))
        if kind == "name":
            return Named(text)
        raise ExpressionError(f"'{text}' is not expected here", _HINT)
