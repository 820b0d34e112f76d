"""Conditions that text stands under: facts and columns of the row, compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from builder.diagnostics import Span
from builder.model.facts import Number


@dataclass(frozen=True, slots=True)
class Variable:
    """A fact or, where there is none of that id, a column."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quoted:
    """A text as a cell may hold it."""

    text: str


Operand: TypeAlias = Variable | Quoted | Number


@dataclass(frozen=True, slots=True)
class Comparison:
    """`sign` is one of < <= = != >= >."""

    left: Operand
    sign: str
    right: Operand


@dataclass(frozen=True, slots=True)
class Emptiness:
    """The row says nothing of it."""

    name: Variable


@dataclass(frozen=True, slots=True)
class Negation:
    condition: Condition


@dataclass(frozen=True, slots=True)
class Junction:
    """`word` is "and" or "or"."""

    word: str
    left: Condition
    right: Condition


Condition: TypeAlias = Comparison | Emptiness | Negation | Junction
