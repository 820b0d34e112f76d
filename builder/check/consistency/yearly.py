"""Values of two years in one sentence, and the growth between them."""

from __future__ import annotations

from collections.abc import Iterator

from builder.check.consistency.finding import Finding, key
from builder.check.consistency.interval import Interval, growth, shown, shown_interval
from builder.check.consistency.passages import Edition, Mention, Passage
from builder.check.consistency.stated import Sentence, sentences
from builder.diagnostics import Code
from builder.locales.units import RATES
from builder.model import Period


def yearly(edition: Edition) -> Iterator[Finding]:
    """Two amounts of one unit, one of a year and one of the year before, and one percentage of growth."""
    for passage in edition.passages:
        for sentence in sentences(passage):
            shares = [m for m in sentence.said if m.quantity.unit == "%" and m.single]
            values = [m for m in sentence.said if m.quantity.unit not in ("%", "pp", "times", "year", *RATES)]
            kinds = {m.quantity.unit for m in values}
            if len(shares) != 1 or len(values) != 2 or len(kinds) != 1 or not all(m.single for m in values):
                continue
            change = edition.cues.change.search(sentence.before(shares[0]))
            dated = {year: m for m in values if (year := _year(passage, sentence, m))}
            if change and len(dated) == 2 and max(dated) - min(dated) == 1:
                yield from _grown(edition, passage, dated[min(dated)], dated[max(dated)], shares[0])


def _year(passage: Passage, sentence: Sentence, mention: Mention) -> int:
    """The year that stands before an amount, with no other amount between; 0 where there is none."""
    before = [m for m in passage.mentions if sentence.start <= m.quantity.start < mention.quantity.start]
    for one in reversed(before):
        if isinstance(one.quantity.value, Period):
            return one.quantity.value.start.year
        if one.quantity.unit == mention.quantity.unit:
            return 0
    return 0


def _grown(edition: Edition, passage: Passage, first: Mention, last: Mention, by: Mention) -> Iterator[Finding]:
    real = growth(first.interval(), last.interval())
    if real is None:
        return
    fell = Interval(-real.high, -real.low)
    if not any(one.meets(by.interval()) for one in (real, fell)):
        text = f"from {shown(first.value, 6)} to {shown(last.value, 6)} is {shown_interval(real)} %"
        keys = (passage.section, *(m.fact.id if m.fact else key(m.value) for m in (first, last, by)))
        place = edition.place(passage, by)
        yield Finding(Code.GROWTH, keys, place, f"{text}, not {shown(by.value, 6)}")
