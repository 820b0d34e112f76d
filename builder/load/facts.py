"""`facts.yaml` → facts; derived ones are computed here, in exact decimals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from pydantic import TypeAdapter

from builder.diagnostics import Code, Diagnostic, Report, Span
from builder.load.columns import Columns
from builder.load.compose import Places
from builder.load.decode import WHOLE, Entry, decode_each
from builder.load.expression import ExpressionError, evaluate, names
from builder.load.moments import MOMENT_HINT, SPAN_HINT, parse_moments
from builder.load.ties import read_ties, unknown_ties
from builder.model import Amount, Fact, Magnitude, Measure, Modifier, Period, Value

_DURATIONS = ("millisecond", "second", "minute", "hour", "day", "week", "month", "year")
_MAX_DIGITS = 15
_ID = re.compile(r"[A-Za-z][\w.]*(?:-[\w.]+)*")


class _Fact(Entry):
    value: str | tuple[str, str] | None = None
    date: str | tuple[str, str] | None = None
    magnitude: str | tuple[str, str] | None = None
    derive: str | None = None
    column: str | tuple[str, str] | None = None
    unit: str = "count"
    digits: int | None = None
    modifier: Modifier = Modifier.NONE
    as_of: str = ""
    source: str | tuple[str, ...] = ()
    forecast: bool = False
    of: str = ""
    parts: tuple[str, ...] = ()
    equals: str | tuple[str, ...] = ()
    about: str = ""
    base: str = ""
    limit: str = ""
    measure: Measure | None = None
    qualifier: str = ""


SCHEMA = TypeAdapter(_Fact)
"""One entry of facts.yaml."""
KINDS = ("value", "date", "magnitude", "derive", "column")
_HINT = "value: 71.7, date: 2026-02, magnitude: 1e6, derive: a - b or column: growth"


@dataclass(frozen=True, slots=True)
class Facts:
    """`lost` are the ids of those that could not be read, `unvalued` of those of which the row says nothing."""

    known: dict[str, Fact]
    lost: frozenset[str]
    unvalued: frozenset[str]


def read_facts(text: str, file: str, columns: Columns, report: Report) -> Facts:
    decoded = decode_each(text, file, SCHEMA, dict, report)
    places = decoded.places
    lost = set(decoded.lost)
    facts: dict[str, Fact] = {}
    derived: dict[str, _Fact] = {}
    unvalued: set[str] = set()
    for name, entry in decoded.value.items():
        key = str(name)
        if problem := _problem(key, entry):
            report(Diagnostic(places.key(key), Code.MALFORMED_FACT, problem, hint=_HINT))
            lost.add(key)
        elif undated := _undated(entry.as_of):
            report(Diagnostic(places.value(key, "as_of"), Code.MALFORMED_FACT, undated, hint=SPAN_HINT))
            lost.add(key)
        elif entry.derive is not None:
            derived[key] = entry
        elif not _has(entry, columns, places.value(key, "column")):
            lost.add(key)
        elif any(map(columns.is_empty, _columns(entry))):
            unvalued.add(key)
        else:
            try:
                value = _of_columns(entry, columns) if entry.column is not None else _value(entry)
                if value is None:
                    lost.add(key)
                else:
                    facts[key] = _fact(key, entry, value, places.key(key))
            except ExpressionError as error:
                report(Diagnostic(places.value(key, "equals"), Code.MALFORMED_FACT, str(error), hint=error.hint))
                lost.add(key)
            except ValueError as error:
                kind = next(k for k in KINDS if getattr(entry, k) is not None)
                hint = MOMENT_HINT if kind == "date" else _HINT
                report(Diagnostic(places.value(key, kind), Code.MALFORMED_FACT, str(error), hint=hint))
                lost.add(key)
    _derive(derived, facts, unvalued, places, lost, report)
    unknown_ties(facts, places, lost | unvalued, report)
    return Facts(facts, frozenset(lost), frozenset(unvalued))


def _columns(entry: _Fact) -> tuple[str, ...]:
    return () if entry.column is None else (entry.column,) if isinstance(entry.column, str) else entry.column


def _has(entry: _Fact, columns: Columns, span: Span) -> bool:
    """Whether the row has its columns; each that it lacks is told."""
    found = [columns.has(name, span) for name in _columns(entry)]
    return all(found)


def _of_columns(entry: _Fact, columns: Columns) -> Amount | None:
    """The number of a column, or the range of two. None where one is no number, which is told; raises ValueError."""
    low, high = _pair(_columns(entry))
    amount = columns.amount(low, entry.unit, entry.digits)
    end = columns.amount(high, entry.unit) if high is not None else amount
    if amount is None or end is None or high is None:
        return amount if end else None
    if end.low < amount.low:
        raise ValueError(f"the range runs backwards: '{low}' is more than '{high}'")
    return replace(amount, high=end.low)


def _problem(key: str, entry: _Fact) -> str:
    if not _ID.fullmatch(key):
        return f"'{key}' is no id: letters, digits, '.', '-' and '_', a letter first"
    given = [kind for kind in KINDS if getattr(entry, kind) is not None]
    if len(given) != 1:
        return f"'{key}' needs exactly one of {', '.join(KINDS)}; it has {', '.join(given) or 'none'}"
    if entry.digits is not None and not 1 <= entry.digits <= _MAX_DIGITS:
        return f"'{key}': digits is 1 to {_MAX_DIGITS}"
    return ""


def _undated(as_of: str) -> str:
    """Why `as_of` is no date and no span of two, or ""."""
    try:
        parse_moments(as_of.split("/", 1) if as_of else ())
    except ValueError as error:
        return str(error)
    return ""


def _fact(key: str, entry: _Fact, value: Value, span: Span) -> Fact:
    sources = (entry.source,) if isinstance(entry.source, str) else entry.source
    unit = "" if isinstance(value, Period) else entry.unit
    return Fact(key, value, unit, entry.modifier, entry.as_of, sources, entry.forecast, span, read_ties(entry))


def _value(entry: _Fact) -> Value:
    if entry.value is not None:
        low, high = _pair(entry.value)
        amount = Amount(_number(low), _number(high) if high is not None else None, entry.digits)
        if amount.high is not None and amount.high < amount.low:
            raise ValueError(f"the range runs backwards: {low} is more than {high}")
        return amount
    if entry.date is not None:
        start, end = _pair(entry.date)
        return Period(*parse_moments([start] if end is None else [start, end]))
    assert entry.magnitude is not None
    low, high = _pair(entry.magnitude)
    return Magnitude(_magnitude(low), _magnitude(high) if high is not None else None)


def _pair(value: str | tuple[str, ...]) -> tuple[str, str | None]:
    first, *rest = (value,) if isinstance(value, str) else value
    return first, rest[0] if rest else None


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.strip().replace("_", "x"))
    except InvalidOperation:
        raise ValueError(f"'{text}' is no number: write 71.7, 4.0e9 or [4.0e9, 7.4e9]") from None
    if not _in_range(number):
        raise ValueError(f"'{text}' is out of range")
    return number


def _in_range(number: Decimal) -> bool:
    """No more than thirty digits before or after the point."""
    return number.is_finite() and -30 < number.adjusted() < 30 and int(number.as_tuple().exponent) > -60


def _magnitude(text: str) -> str:
    if text in _DURATIONS:
        return text
    number = _number(text)
    if number <= 0 or number.normalize().as_tuple().digits != (1,):
        raise ValueError(f"'{text}' is no order of magnitude: a power of ten, or one of {', '.join(_DURATIONS)}")
    return format(number, "f")


def _derive(
    waiting: dict[str, _Fact],
    facts: dict[str, Fact],
    unvalued: set[str],
    places: Places,
    lost: set[str],
    report: Report,
) -> None:
    """Compute facts whose operands are known until nothing is left or nothing moves; what needs the lost is lost, and
    of what needs a cell that is empty there is no value."""
    pending = {key: (entry, names(entry.derive or "")) for key, entry in waiting.items()}
    while pending:
        ready = [key for key, (_, operands) in pending.items() if not operands & pending.keys()]
        for key in ready:
            entry, operands = pending.pop(key)
            if operands & lost or (WHOLE in lost and operands - facts.keys()):
                lost.add(key)
                continue
            if operands & unvalued:
                unvalued.add(key)
                continue
            try:
                facts[key] = _fact(key, entry, _derived(entry, facts), places.key(key))
            except ExpressionError as error:
                lost.add(key)
                report(Diagnostic(places.value(key, "derive"), Code.MALFORMED_FACT, str(error), hint=error.hint))
        if not ready:
            for key in _circular({key: operands for key, (_, operands) in pending.items()}):
                message = f"'{key}' is derived from itself"
                circle = ", ".join(sorted(pending))
                hint = f"one of these needs a value of its own: {circle}"
                report(Diagnostic(places.value(key, "derive"), Code.MALFORMED_FACT, message, hint=hint))
            lost.update(pending)
            return


def _circular(operands: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Those that lead back to themselves, not those that merely need one of them."""
    for key in operands:
        seen: set[str] = set()
        stack = [key]
        while stack:
            for name in operands.get(stack.pop(), frozenset()) - seen:
                seen.add(name)
                stack.append(name)
        if key in seen:
            yield key


def _derived(entry: _Fact, facts: dict[str, Fact]) -> Amount:
    expression = entry.derive or ""
    result = evaluate(expression, {k: f.value for k, f in facts.items()})
    if entry.digits is None and re.search("[/÷]", expression):
        raise ExpressionError("a quotient needs digits", "add digits: 2")
    if not _in_range(result):
        raise ExpressionError("the result is out of range", "no more than thirty digits")
    return Amount(result, None, entry.digits)
