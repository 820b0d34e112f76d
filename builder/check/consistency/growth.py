"""Values at several dates, and the growth that is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from builder.check.consistency.finding import Finding
from builder.check.consistency.interval import Interval, growth, of_fact, shown_interval
from builder.check.consistency.series import measure_of, series, stem_of, year_of
from builder.diagnostics import Code, Severity
from builder.model import Amount, Fact, Measure

_WIDE = Decimal(10)
"""Points of growth: where values allow more than this around one rate, they do not give the rate."""


def growths(facts: Mapping[str, Fact]) -> Iterator[Finding]:
    known = series(facts)
    for fact in facts.values():
        if fact.unit != "%" or measure_of(fact) not in (Measure.GROWTH, Measure.CAGR):
            continue
        members = _members(fact, facts, known)
        end = next((m for m in members if year_of(m) == year_of(fact)), None)
        stated = of_fact(fact)
        if end is None or stated is None:
            continue
        if measure_of(fact) is Measure.GROWTH:
            yield from _yearly(fact, stated, end, _base(fact, facts, members, year_of(end)))
        else:
            yield from _compound(fact, stated, end, facts, members)


def _members(fact: Fact, facts: Mapping[str, Fact], known: Mapping[str, list[Fact]]) -> list[Fact]:
    """The series that a growth belongs to: that of its base or of its stem."""
    if base := facts.get(fact.ties.base):
        named = [members for members in known.values() if base in members]
        return named[0] if named else [base]
    same = [m for name, m in known.items() if name == stem_of(fact) or name in fact.id]
    same = same or [m for m in known.values() if stem_of(m[0]) == stem_of(fact) and m[0].unit not in ("%", "pp")]
    return same[0] if len(same) == 1 else []


def _base(fact: Fact, facts: Mapping[str, Fact], members: list[Fact], year: int | None) -> Fact | None:
    if fact.ties.base:
        return facts.get(fact.ties.base)
    return next((m for m in members if year is not None and year_of(m) == year - 1), None)


def _yearly(fact: Fact, stated: Interval, end: Fact, base: Fact | None) -> Iterator[Finding]:
    years = (year_of(end) or 0) - (year_of(base) or 0) if base else 0
    first, last = of_fact(base) if base else None, of_fact(end)
    real = growth(first, last) if first and last and years == 1 else None
    if base is None or real is None:
        return
    keys = (base.id, end.id, fact.id)
    said = f"from '{base.id}' to '{end.id}' is a growth of {shown_interval(real)} %, and '{fact.id}' says"
    if not stated.meets(real):
        yield Finding(Code.GROWTH, keys, fact.span, f"{said} {_said(fact)}", Severity.ERROR, end.span)
    elif _ranged(base, end) and real.width > max(_WIDE, 4 * stated.width):
        yield Finding(Code.GROWTH, keys, fact.span, f"{said} {_said(fact)}: it does not follow", other=end.span)


def _compound(
    fact: Fact, stated: Interval, end: Fact, facts: Mapping[str, Fact], members: list[Fact]
) -> Iterator[Finding]:
    """A rate over years fits its base; where none is named, one of the values before. The values between lie on it."""
    named = facts.get(fact.ties.base)
    bases = [named] if named else [m for m in members if (year_of(m) or 0) < (year_of(end) or 0)]
    real = {base.id: rate for base in bases if (rate := _rate(base, end)) is not None}
    if not real:
        return
    fitting = [base for base in bases if base.id in real and stated.meets(real[base.id])]
    clear = [base for base in fitting if not (_ranged(base) and real[base.id].width > 4 * stated.width)]
    listed = "; ".join(f"from '{name}' {shown_interval(rate)} %" for name, rate in real.items())
    if not clear:
        message = f"'{fact.id}' says {_said(fact)} a year to '{end.id}', and its values give: {listed}"
        grave = Severity.ERROR if not fitting and named else Severity.WARNING
        yield Finding(Code.GROWTH, (fact.id,), fact.span, message, grave, end.span)
    for a, b in pairwise(members):
        rate = _rate(a, b)
        within = named is None or (year_of(a) or 0) >= (year_of(named) or 0)
        several = (year_of(b) or 0) - (year_of(a) or 0) > 1
        if rate and within and several and (year_of(b) or 0) <= (year_of(end) or 0) and not rate.meets(stated):
            if named is not None and (a, b) == (named, end):
                continue
            message = f"'{fact.id}' says {_said(fact)} a year, and from '{a.id}' to '{b.id}' it is "
            message += f"{shown_interval(rate)} % a year"
            yield Finding(Code.GROWTH, (a.id, b.id, fact.id), fact.span, message, other=b.span)


def _rate(base: Fact, end: Fact) -> Interval | None:
    first, last = of_fact(base), of_fact(end)
    years = (year_of(end) or 0) - (year_of(base) or 0)
    return growth(first, last, years) if first and last else None


def _ranged(*facts: Fact) -> bool:
    return any(isinstance(fact.value, Amount) and fact.value.high is not None for fact in facts)


def _said(fact: Fact) -> str:
    found = fact.value
    assert isinstance(found, Amount)
    typed = Interval(found.low, found.low if found.high is None else found.high)
    return f"{shown_interval(typed)} %"
