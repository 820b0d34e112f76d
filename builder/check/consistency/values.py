"""Facts against the facts that they are made of, a part of, or bound by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from builder.check.consistency.finding import Finding
from builder.check.consistency.interval import Interval, evaluate, interval, of_fact, shown, shown_interval
from builder.check.consistency.series import measure_of, series, stem_of, year_of, years_of
from builder.diagnostics import Code, Severity, Span
from builder.locales.units import RATES
from builder.model import Amount, Assertion, Expression, Fact, Measure, Modifier, Named, Operation, Period

_HUNDRED = Interval(Decimal(100), Decimal(100))


def stated(facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """What is said to equal arithmetic does."""
    for fact in facts.values():
        found = [evaluate(expression, facts) for expression in fact.ties.equals]
        results = [result for result in found if result is not None]
        if not results or not isinstance(fact.value, Amount):
            continue
        names = sorted({name for expression in fact.ties.equals for name in named(expression)})
        hull = Interval(min(r.low for r in results), max(r.high for r in results))
        ends = [fact.value.low] if fact.value.high is None else [fact.value.low, fact.value.high]
        wanted = [hull, hull] if len(ends) == 1 else sorted(results, key=lambda r: r.low)
        wanted = [wanted[0], wanted[-1]] if len(ends) == 2 else [hull]
        said = [interval(Amount(end, None, fact.value.digits), fact.unit, fact.modifier) for end in ends]
        if not all(a.meets(b) for a, b in zip(said, wanted, strict=True)):
            words = shown_interval(Interval(ends[0], ends[-1]))
            message = f"'{fact.id}' says {words}, and {', '.join(names)} make {shown_interval(hull)}"
            yield Finding(Code.ARITHMETIC, (fact.id, *names), fact.span, message, Severity.ERROR)


def named(expression: Expression) -> Iterator[str]:
    match expression:
        case Named():
            yield expression.key
        case Operation():
            yield from named(expression.left)
            yield from named(expression.right)
        case _:
            pass


def parts(facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """Parts add up to their whole, none is more than it, and shares of one whole are no more than all of it."""
    for whole in facts.values():
        found = [of_fact(facts[name]) for name in whole.ties.parts if name in facts]
        total = of_fact(whole)
        if total and len(found) == len(whole.ties.parts) > 0 and all(found):
            low = sum((p.low for p in found if p), Decimal(0))
            high = sum((p.high for p in found if p), Decimal(0))
            if not total.meets(Interval(low, high)):
                message = f"the parts of '{whole.id}' add up to {shown((low + high) / 2)}, and it says "
                message += shown_interval(total)
                yield Finding(Code.TOTAL, (whole.id, *whole.ties.parts), whole.span, message, Severity.ERROR)
    shares: dict[str, list[Fact]] = defaultdict(list)
    for part in facts.values():
        owner = facts.get(part.ties.of)
        if owner is None:
            continue
        if part.unit == "%" and owner.unit != "%":
            shares[owner.id].append(part)
        elif part.unit in RATES and owner.unit not in RATES:
            yield from _rate(part, owner)
        elif part.unit == owner.unit:
            yield from _exceeds(part, owner, f"'{part.id}' is a part of '{owner.id}', and more than it")
    for name, members in shares.items():
        found = [of_fact(fact) for fact in members]
        low = sum((s.low for s in found if s), Decimal(0))
        if low > 100:
            keys = (name, *(fact.id for fact in members))
            message = f"the shares of '{name}' are {shown(low)} % or more together"
            yield Finding(Code.SHARE, keys, members[-1].span, message, Severity.ERROR)


def limits(facts: Mapping[str, Fact]) -> Iterator[Finding]:
    for fact in facts.values():
        if owner := facts.get(fact.ties.limit):
            yield from _exceeds(fact, owner, f"'{fact.id}' is more than its limit '{owner.id}'")


def _exceeds(fact: Fact, owner: Fact, what: str) -> Iterator[Finding]:
    part, whole = of_fact(fact), of_fact(owner)
    natural, most = of_fact(fact, natural=True), of_fact(owner, natural=True)
    if not part or not whole or not natural or not most:
        return
    if part.low > whole.high or natural.low > most.high:
        severity = Severity.ERROR if part.low > whole.high else Severity.WARNING
        message = f"{what}: {shown(part.low)} > {shown(whole.high)}"
        yield Finding(Code.SHARE, (fact.id, owner.id), fact.span, message, severity, owner.span)


_SECONDS = {"per-second": 1, "per-minute": 60, "per-day": 86_400, "per-month": 2_628_000, "per-year": 31_536_000}
_YEAR = Decimal(31_536_000)
_NEAR = Decimal("0.05")


def _rate(rate: Fact, total: Fact) -> Iterator[Finding]:
    """A rate and the total of its year."""
    a, b = of_fact(rate), of_fact(total)
    if a is None or b is None or not isinstance(rate.value, Amount) or not isinstance(total.value, Amount):
        return
    times = _YEAR / _SECONDS[rate.unit]
    real = Interval(b.low / times, b.high / times)
    value, exact = rate.value.low, total.value.low / times
    off = abs(exact - value) / value if value else Decimal(0)
    if not a.meets(real) or (rate.value.high is None and rate.modifier is Modifier.NONE and off > _NEAR):
        message = f"'{total.id}' in a year is {shown(exact)} {rate.unit}, and '{rate.id}' says {shown(value)}"
        severity = Severity.WARNING if a.meets(real) else Severity.ERROR
        yield Finding(Code.RATE, (rate.id, total.id), rate.span, message, severity, total.span)


def stocks(facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """What is there at two dates, against what is added every day."""
    for members in series(facts).values():
        flows = [f for f in facts.values() if f.unit in RATES and stem_of(f) == stem_of(members[0])]
        for a, b in pairwise(members):
            if a.unit in RATES or len(flows) != 1 or a.unit not in ("count", "token"):
                continue
            yield from _flow(a, b, flows[0])


def _flow(a: Fact, b: Fact, flow: Fact) -> Iterator[Finding]:
    for natural in (False, True):
        first, last, rate = (of_fact(fact, natural=natural) for fact in (a, b, flow))
        if not first or not last or not rate or first.high < 0:
            return
        more = last.low - first.high
        days = _days(a, b)
        most = rate.high * days * 86_400 / _SECONDS[flow.unit]
        if more > most:
            message = f"from '{a.id}' to '{b.id}' {shown(more)} or more were added; '{flow.id}' adds up to "
            message += f"{shown(most)} in at most {days} days"
            severity = Severity.WARNING if natural else Severity.ERROR
            yield Finding(Code.RATE, (a.id, b.id, flow.id), b.span, message, severity, flow.span)
            return


def _days(a: Fact, b: Fact) -> Decimal:
    """At most so many days lie between two dates, as far as they are known."""
    first, last = _month(a, end=False), _month(b, end=True)
    return Decimal(max(1, last - first + 1) * 31)


def _month(fact: Fact, *, end: bool) -> int:
    head, _, tail = fact.as_of.partition("-")
    year = int(head) if head.isdigit() else year_of(fact) or 0
    month = int(tail[:2]) if tail[:2].isdigit() else 12 if end else 1
    return year * 12 + month


def approximate(facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """A sum or difference is no more exact than what it was made of."""
    for fact in facts.values():
        made = fact.ties.derived
        if not isinstance(made, Operation) or made.sign not in "+-" or fact.modifier is not Modifier.NONE:
            continue
        loose = [n for n in dict.fromkeys(named(made)) if n in facts and facts[n].modifier is not Modifier.NONE]
        if loose:
            what = ", ".join(f"'{name}' ({facts[name].modifier})" for name in loose)
            message = f"'{fact.id}' is said exactly, and is made of {what}"
            yield Finding(Code.PRECISION, (fact.id,), fact.span, message)


def twins(facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """Two facts of one subject, value and time that are not said alike; and two of one source and other years."""
    seen: list[Fact] = []
    for fact in facts.values():
        for other in seen:
            if stem_of(other) != stem_of(fact):
                continue
            together = years_of(fact.as_of) & years_of(other.as_of)
            dated = any(re.search(r"\d{4}", one.id) for one in (fact, other))
            apart = fact.as_of and other.as_of and not together and not dated
            if apart and set(fact.sources) & set(other.sources):
                message = f"'{fact.id}' is of {fact.as_of} and '{other.id}' of {other.as_of}, from the same source"
                yield Finding(Code.OTHER_PERIOD, (other.id, fact.id), fact.span, message, other=other.span)
            if (
                other.value == fact.value
                and other.unit == fact.unit
                and together
                and other.modifier is not fact.modifier
            ):
                message = f"'{fact.id}' is {fact.modifier} and '{other.id}' {other.modifier} the same value"
                yield Finding(Code.OTHER_WORDING, (fact.id, other.id), fact.span, message, other=other.span)
        seen.append(fact)


def money(facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """Revenue, valuation and funding are not one another; a round is a part of the valuation that it is raised at."""
    kinds = {key: kind for key, fact in facts.items() if (kind := measure_of(fact)) and kind in _MONEY}
    for key, kind in kinds.items():
        made = facts[key].ties.derived
        used = [] if made is None else [name for name in named(made) if name in kinds and kinds[name] is not kind]
        if used and isinstance(made, Named):
            message = f"'{key}' is a {kind}, and takes its value from '{used[0]}', a {kinds[used[0]]}"
            yield Finding(Code.OTHER_MEASURE, (key, used[0]), facts[key].span, message, other=facts[used[0]].span)
        if kind is not Measure.FUNDING:
            continue
        for name in kinds:
            if kinds[name] is Measure.VALUATION and stem_of(facts[name]) == stem_of(facts[key]):
                yield from _round(facts[key], facts[name])


_MONEY = (Measure.REVENUE, Measure.VALUATION, Measure.FUNDING)


def _round(funding: Fact, valuation: Fact) -> Iterator[Finding]:
    a, b = of_fact(funding), of_fact(valuation)
    if a and b and funding.unit == valuation.unit and a.low * 2 > b.high and funding.as_of >= valuation.as_of:
        message = f"'{funding.id}' ({funding.as_of}) is {shown(a.low / b.high * 100)} % or more of "
        message += f"'{valuation.id}' ({valuation.as_of}): is there a later valuation?"
        keys = (funding.id, valuation.id)
        yield Finding(Code.OTHER_MEASURE, keys, funding.span, message, other=valuation.span)


def foretold(facts: Mapping[str, Fact], published: int | None) -> Iterator[Finding]:
    """A forecast is of no year before the report's own."""
    for fact in facts.values():
        year = fact.value.start.year if isinstance(fact.value, Period) else year_of(fact)
        if fact.forecast and published and year and year < published:
            message = f"'{fact.id}' is a forecast for {year}, and the report is of {published}"
            yield Finding(Code.FORECAST, (fact.id,), fact.span, message)


def asserted(assertions: tuple[Assertion, ...], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """The rules of rules.yaml: what is certainly false is as grave as its author says, what may be a warning."""
    for one in assertions:
        keys = tuple(dict.fromkeys((*named(one.left), *named(one.right))))
        found = [(evaluate(one.left, facts, natural=n), evaluate(one.right, facts, natural=n)) for n in (False, True)]
        for (left, right), severity in zip(found, (one.severity, Severity.WARNING), strict=True):
            if left and right and _false(left, one.sign, right):
                message = f"{shown_interval(left)} {one.sign} {shown_interval(right)} is false: {one.because}"
                first: Span | None = facts[keys[0]].span if keys else None
                yield Finding(Code.ASSERTION, keys, one.span, message, severity, first)
                break


def _false(left: Interval, sign: str, right: Interval) -> bool:
    if sign == "=":
        return not left.meets(right)
    if sign in (">", ">="):
        left, right = right, left
    return left.low > right.high or (sign in ("<", ">") and left.low >= right.high)
