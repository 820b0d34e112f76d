"""`facts.yaml` → facts; derived ones are computed here, in exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from pydantic import TypeAdapter

from builder.diagnostics import Code, Diagnostic, Report, Span
from builder.load.decode import Entry, Places, decode
from builder.load.expression import ExpressionError, evaluate, names
from builder.load.moments import parse_moment
from builder.model import Amount, Fact, Magnitude, Modifier, Period, Value

_DURATIONS = ("millisecond", "second", "minute", "hour", "day", "week", "month", "year")
_ID = re.compile(r"[A-Za-z][\w.]*(?:-[\w.]+)*")


class _Fact(Entry):
    value: str | tuple[str, str] | None = None
    date: str | tuple[str, str] | None = None
    magnitude: str | tuple[str, str] | None = None
    derive: str | None = None
    unit: str = "count"
    digits: int | None = None
    modifier: Modifier = Modifier.NONE
    as_of: str = ""
    source: str | tuple[str, ...] = ()
    forecast: bool = False


_SCHEMA = TypeAdapter(dict[str, _Fact])
_KINDS = ("value", "date", "magnitude", "derive")


def read_facts(text: str, file: str, report: Report) -> dict[str, Fact]:
    decoded = decode(text, file, _SCHEMA, {}, report)
    if decoded is None:
        return {}
    entries, places = decoded
    facts: dict[str, Fact] = {}
    derived: dict[str, _Fact] = {}
    for key, entry in entries.items():
        problem = _problem(key, entry)
        if problem:
            report(Diagnostic(places.key(key), Code.MALFORMED_FACT, problem))
        elif entry.derive is not None:
            derived[key] = entry
        else:
            try:
                facts[key] = _fact(key, entry, _value(entry), places.key(key))
            except ValueError as error:
                kind = next(k for k in _KINDS if getattr(entry, k) is not None)
                report(Diagnostic(places.value(key, kind), Code.MALFORMED_FACT, str(error)))
    _derive(derived, facts, places, report)
    return facts


def _problem(key: str, entry: _Fact) -> str:
    if not _ID.fullmatch(key):
        return f"'{key}' is no id: letters, digits, '.', '-' and '_', a letter first"
    given = [kind for kind in _KINDS if getattr(entry, kind) is not None]
    if len(given) != 1:
        return f"'{key}' needs exactly one of {', '.join(_KINDS)}; it has {', '.join(given) or 'none'}"
    if entry.digits is not None and entry.digits < 1:
        return f"'{key}': digits is 1 or more"
    return ""


def _fact(key: str, entry: _Fact, value: Value, span: Span) -> Fact:
    sources = (entry.source,) if isinstance(entry.source, str) else entry.source
    unit = "" if isinstance(value, Period) else entry.unit
    return Fact(key, value, unit, entry.modifier, entry.as_of, sources, entry.forecast, span)


def _value(entry: _Fact) -> Value:
    if entry.value is not None:
        low, high = _pair(entry.value)
        amount = Amount(_number(low), _number(high) if high else None, entry.digits)
        if amount.high is not None and amount.high < amount.low:
            raise ValueError(f"the range runs backwards: {low} is more than {high}")
        return amount
    if entry.date is not None:
        start, end = _pair(entry.date)
        return Period(parse_moment(start), parse_moment(end) if end else None)
    assert entry.magnitude is not None
    low, high = _pair(entry.magnitude)
    return Magnitude(_magnitude(low), _magnitude(high) if high else None)


def _pair(value: str | tuple[str, str]) -> tuple[str, str | None]:
    return (value, None) if isinstance(value, str) else value


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text.strip().replace("_", "x"))
    except InvalidOperation:
        raise ValueError(f"'{text}' is no number: write 71.7, 4.0e9 or [4.0e9, 7.4e9]") from None
    if not number.is_finite() or (number and not -30 < number.adjusted() < 30):
        raise ValueError(f"'{text}' is out of range")
    return number


def _magnitude(text: str) -> str:
    if text in _DURATIONS:
        return text
    number = _number(text)
    if number <= 0 or number.normalize().as_tuple().digits != (1,):
        raise ValueError(f"'{text}' is no order of magnitude: a power of ten, or one of {', '.join(_DURATIONS)}")
    return format(number, "f")


def _derive(waiting: dict[str, _Fact], facts: dict[str, Fact], places: Places, report: Report) -> None:
    """Compute facts whose operands are known until nothing is left or nothing moves."""
    pending = dict(waiting)
    while pending:
        ready = [k for k, e in pending.items() if not (names(e.derive or "") & pending.keys())]
        for key in ready:
            entry = pending.pop(key)
            span = places.value(key, "derive")
            try:
                facts[key] = _fact(key, entry, _derived(entry, facts), places.key(key))
            except ExpressionError as error:
                report(Diagnostic(span, Code.MALFORMED_FACT, str(error), hint=error.hint))
        if not ready:
            circle = ", ".join(sorted(pending))
            for key in pending:
                report(Diagnostic(places.value(key, "derive"), Code.MALFORMED_FACT, f"derived in a circle: {circle}"))
            return


def _derived(entry: _Fact, facts: dict[str, Fact]) -> Amount:
    expression = entry.derive or ""
    result = evaluate(expression, {k: f.value for k, f in facts.items()})
    if entry.digits is None and "/" in expression:
        raise ExpressionError("a quotient needs digits", "add digits: 2")
    return Amount(result, None, entry.digits)
