"""Quantities: values, facts, what ties them together, and what is asserted of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from builder.diagnostics import Severity, Span


class Modifier(StrEnum):
    NONE = "none"
    ABOUT = "about"
    OVER = "over"
    AT_LEAST = "at-least"
    UNDER = "under"
    UP_TO = "up-to"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range (`high`). `digits`: significant digits to show; None shows the value as it was typed."""

    low: Decimal
    high: Decimal | None = None
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as it is known: year, quarter or month, day."""

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A date, or a span of dates (`end`)."""

    start: Moment
    end: Moment | None = None


@dataclass(frozen=True, slots=True)
class Magnitude:
    """An order of magnitude and no value: "milliseconds", "months to years", "millions of US dollars".

    `low` and `high` are names of a duration (millisecond … year) or a power of ten as digits ("1000000")."""

    low: str
    high: str | None = None


Value: TypeAlias = Amount | Period | Magnitude


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal


@dataclass(frozen=True, slots=True)
class Named:
    """The value of a fact."""

    key: str


@dataclass(frozen=True, slots=True)
class Operation:
    """`sign` is one of + - * /."""

    sign: str
    left: Expression
    right: Expression


Expression: TypeAlias = Number | Named | Operation
"""Arithmetic over facts."""


class Measure(StrEnum):
    """What a fact measures, where rules ask: its growth in a year or over years, or one of three things that money can
    be and that are not the same."""

    GROWTH = "growth"
    CAGR = "cagr"
    REVENUE = "revenue"
    VALUATION = "valuation"
    FUNDING = "funding"


@dataclass(frozen=True, slots=True)
class Ties:
    """What a fact has to do with others, for the rules.

    `of`: the whole that it is a part, share or rate of. `parts`: facts that add up to it. `equals`: what its value is,
    as arithmetic; several give the ends of a range. `derived`: the arithmetic that made it. `about`: the series that it
    belongs to. `base`: where its growth begins. `limit`: the fact that it may not exceed. `qualifier`: a label of
    terms.yaml that stands wherever the fact does."""

    of: str = ""
    parts: tuple[str, ...] = ()
    equals: tuple[Expression, ...] = ()
    derived: Expression | None = None
    about: str = ""
    base: str = ""
    limit: str = ""
    measure: Measure | None = None
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A quantity that the report states. `unit` is a known unit or one declared in terms.yaml of every language."""

    id: str
    value: Value
    unit: str
    modifier: Modifier
    as_of: str
    sources: tuple[str, ...]
    forecast: bool
    span: Span
    ties: Ties = field(default_factory=Ties)


@dataclass(frozen=True, slots=True)
class Assertion:
    """What must hold between facts: `left sign right`, `sign` one of < <= = >= >, and why."""

    left: Expression
    sign: str
    right: Expression
    because: str
    severity: Severity
    span: Span


Datum: TypeAlias = "str | Amount | None"
"""A point of a series: the id of a fact, a number from a data file, or a gap."""
