"""Arithmetic inside a sentence: what it says of a change, a sum, a share or a multiple, against its own numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.check.consistency.amounts import addable, of_a_kind, same_kind, scaled, size_of, sum_of
from builder.check.consistency.cues import Cues
from builder.check.consistency.finding import Finding, key
from builder.check.consistency.interval import Interval, combined, growth, shown, shown_interval
from builder.check.consistency.passages import Edition, Mention, Passage
from builder.check.consistency.stated import Sentence, sentences
from builder.diagnostics import Code, Severity
from builder.locales.units import RATES
from builder.model import Modifier, Period

_LEFT = re.compile(r"[\u3400-\u9fff]{2}|[A-Za-z]+")
"""What may be another subject."""
_COUNTED = re.compile(r"^[^,，。；;:：(（\d]{0,16}(?=[,，(（])")
"""What a number counts, up to the mark behind it."""
_NEAR = 12
_LEFT_OUT = re.compile(r"[,，；;]")
_SHARES = ("%", "pp")


def arithmetic(edition: Edition) -> Iterator[Finding]:
    for passage in edition.everything():
        for sentence in sentences(passage):
            found = _Reckoned(edition, passage, sentence, edition.cues)
            yield from found.change()
            yield from found.compared()
            yield from found.sum()
            yield from found.share()
            yield from found.rest()
            yield from found.multiple()


@dataclass(frozen=True, slots=True)
class _Reckoned:
    edition: Edition
    passage: Passage
    sentence: Sentence
    cues: Cues

    def change(self) -> Iterator[Finding]:
        """From a to b, by d."""
        sentence, cues = self.sentence, self.cues
        single = [m for m in sentence.said if m.single]
        starts = [m for m in single if self._begins(m) and m.quantity.unit not in ("pp", "times")]
        if len(starts) != 1:
            return
        start = starts[0]
        ends = [m for m in single if m is not start and same_kind(start, m) and m.quantity.unit not in ("pp", "times")]
        marked = [m for m in ends if cues.end.search(sentence.before(m))]
        place = single.index(start)
        after = [m for m in marked if single.index(m) > place]
        end = after[0] if after else marked[0] if len(marked) == 1 else None
        if end is None or not cues.change.search(sentence.text):
            return
        yield from self._turned(start, end)
        near = [m for m in single if m not in (start, end) and self._belongs(m, start, end)]
        if len(near) == 1 and not _several(self.sentence, self.passage):
            yield from self._changed(start, end, near[0])

    def _turned(self, start: Mention, end: Mention) -> Iterator[Finding]:
        """It rose from more to less: the word of change that stands with "from" or "to"."""
        first, last = scaled(start, end), end.interval()
        low, high = start.quantity.start - self.sentence.start, end.quantity.start - self.sentence.start
        if low > high or _LEFT_OUT.search(self.sentence.text[low:high]):
            return
        said = self.sentence.before(start)[-24:], self.sentence.before(end)
        known = ("up", self.cues.rise), ("down", self.cues.fall)
        ways = {way for way, word in known for text in said if word.search(text)}
        fell, rose = last.high < first.low, last.low > first.high
        if (ways == {"up"} and fell) or (ways == {"down"} and rose):
            text = f"from {_v(start)} to {_v(end)} it went the other way"
            yield self._finding(Code.ARITHMETIC, (start, end), text, Severity.ERROR)

    def compared(self) -> Iterator[Finding]:
        """So much, by a share more than so much: a, 25 % more than the b of 2024; a, 比 2024 年的 b 增长 25%."""
        said, begin = self.sentence.said, self.sentence.start
        for a, b, c in zip(said, said[1:], said[2:], strict=False):
            base, by = (b, c) if c.quantity.unit == "%" else (c, b)
            if by.quantity.unit != "%" or not all(m.single for m in (a, b, c)) or base.quantity.worded:
                continue
            if a.quantity.unit != base.quantity.unit or a.quantity.unit in (*_SHARES, "times", *RATES):
                continue
            between = self.sentence.text[b.quantity.end - begin : c.quantity.start - begin]
            if by is b:
                fits = bool(self.cues.beyond.search(between))
            else:
                near = len(between) <= _NEAR and not _LEFT_OUT.search(between)
                fits = near and self._begins(base) and bool(self.cues.change_last.search(between))
            if fits and not _several(self.sentence, self.passage):
                yield from self._grown(a, base, by)

    def _grown(self, end: Mention, base: Mention, by: Mention) -> Iterator[Finding]:
        real = growth(base.interval(), end.interval())
        size = size_of(real) if real else None
        if size and not size.meets(by.interval()):
            yield self._wrong((base, end, by), f"from {_v(base)} to {_v(end)} is {shown_interval(size)} %")

    def _begins(self, mention: Mention) -> bool:
        """Behind "from", and not behind a word of change that follows it: "than in 2020 it fell by 20 %"."""
        found = self.cues.start.search(self.sentence.before(mention))
        return found is not None and not self.cues.change.search(found[0])

    def _belongs(self, by: Mention, start: Mention, end: Mention) -> bool:
        """Whether nothing but a word of change stands between an amount and the values that it would be between."""
        sentence = self.sentence
        first, last = sorted((start, end), key=lambda m: m.quantity.start)
        if by.quantity.start > last.quantity.start:
            low, high = last.quantity.end, by.quantity.start
            between = sentence.text[low - sentence.start : high - sentence.start]
            around = between + sentence.behind(by)[:16]
        else:
            low, high = by.quantity.end, first.quantity.start
            between = sentence.text[low - sentence.start : high - sentence.start]
            around = sentence.before(by)[-24:] + between
        if not self.cues.change.search(around):
            return False
        between = _COUNTED.sub("", between)
        for pattern in (self.cues.change, self.cues.link):
            between = pattern.sub(" ", between)
        return not _LEFT.search(between)

    def _changed(self, start: Mention, end: Mention, by: Mention) -> Iterator[Finding]:
        a, b, d = scaled(start, end), end.interval(), by.interval()
        unit, kind = by.quantity.unit, end.quantity.unit
        difference = size_of(combined("-", b, a))
        relative = growth(a, b)
        relative = size_of(relative) if relative else None
        if unit == "times":
            times = combined("/", b, a)
            fits = [r for r in (times, combined("-", times, _ONE) if times else None, combined("/", a, b)) if r]
            if fits and not any(f.meets(d) for f in fits):
                yield self._wrong((start, end, by), f"from {_v(start)} to {_v(end)} is {shown_interval(fits[0])} times")
        elif kind == "%" and unit in _SHARES:
            if difference and difference.meets(d):
                if unit == "%":
                    message = f"{_v(by)} % is a difference of percentages: {_v(start)} % and {_v(end)} %; say points"
                    yield self._finding(Code.POINTS, (start, end, by), message, Severity.WARNING)
            elif unit == "pp" or not (relative and relative.meets(d)):
                off = shown_interval(difference) if difference else "?"
                yield self._wrong((start, end, by), f"from {_v(start)} % to {_v(end)} % is {off} percentage points")
        elif unit == "%" and relative and not relative.meets(d):
            yield self._wrong((start, end, by), f"from {_v(start)} to {_v(end)} is {shown_interval(relative)} %")
        elif unit == kind and unit not in _SHARES and difference and not difference.meets(d):
            yield self._wrong((start, end, by), f"from {_v(start)} to {_v(end)} is {shown_interval(difference)}")

    def sum(self) -> Iterator[Finding]:
        """Parts, and their total before or behind them."""
        said, sentence = self.sentence.said, self.sentence
        for i, total in enumerate(said):
            named = self.cues.total.search(sentence.before(total)) or self.cues.summed.search(sentence.behind(total))
            if not named or total.quantity.unit in (*RATES, "times"):
                continue
            before = [m for m in said[:i] if addable(m, total)]
            runs = [sum_of(before[-n:]) for n in range(2, len(before) + 1)]
            if runs and not any(run.meets(total.interval()) for run in runs):
                grave = Severity.ERROR if len(before) == i else Severity.WARNING
                text = f"{' + '.join(_v(m) for m in before)} = {shown_interval(runs[-1])}, not {_v(total)}"
                yield self._finding(Code.TOTAL, (*before, total), text, grave)
        for i, total in enumerate(said[:-1]):
            between = sentence.text[total.quantity.end - sentence.start : said[i + 1].quantity.start - sentence.start]
            parts = [m for m in said[i + 1 :] if addable(m, total) and of_a_kind(m, total) and self._within(total, m)]
            if parts and total.quantity.unit not in (*RATES, "times") and self._opens(total, between):
                yield from self._among(total, parts)

    def _within(self, total: Mention, part: Mention) -> bool:
        """Whether a part stands in the bracket that opens the parts: not "37 models (including official ones), 50"."""
        start = self.sentence.start
        between = self.sentence.text[total.quantity.end - start : part.quantity.start - start]
        found = self.cues.among.search(between)
        tail = between[found.start() :] if found else ""
        return sum(map(tail.count, ")）")) <= sum(map(tail.count, "(（"))

    def _opens(self, total: Mention, between: str) -> bool:
        """Whether parts of it follow: not where it is itself a part ("24% of them"), a mean, or a change."""
        found = self.cues.among.search(between)
        if found is None or not between[: found.start()].strip():
            return False
        before = self.sentence.before(total)
        return not self.cues.ratios.search(before) and not (
            total.quantity.unit in _SHARES and self.cues.change.search(before)
        )

    def _among(self, total: Mention, parts: list[Mention]) -> Iterator[Finding]:
        most = total.interval().high
        low = sum_of(parts).low
        if any(part.interval().low > most for part in parts):
            yield self._finding(Code.SHARE, (total, *parts), f"a part is more than {_v(total)}", Severity.ERROR)
        elif len(parts) > 1 and low > most:
            text = f"{' + '.join(_v(m) for m in parts)} is more than {_v(total)}"
            yield self._finding(Code.SHARE, (total, *parts), text, Severity.WARNING)

    def share(self) -> Iterator[Finding]:
        """30 of 120 (25 %)."""
        said = self.sentence.said
        counts = [m for m in said if m.quantity.unit not in (*_SHARES, "times", *RATES) and m.single]
        shares = [m for m in said if m.quantity.unit == "%" and m.single]
        if len(counts) != 2 or len(shares) != 1 or not same_kind(*counts) or self._changes():
            return
        low, high = sorted(counts, key=lambda m: m.value)
        first, last = counts
        if first.quantity.start < shares[0].quantity.start < last.quantity.start:
            return
        begin = self.sentence.start
        between = self.sentence.text[first.quantity.end - begin : last.quantity.start - begin]
        opened = re.search(rf"{self.cues.within.pattern}\s*$", self.sentence.before(first), re.IGNORECASE)
        if not (opened or self.cues.within.search(between)) or low.value == high.value or len(between) > 40:
            return
        real = combined("/", low.interval(), high.interval())
        percent = combined("*", real, _HUNDRED) if real else None
        share = shares[0].interval()
        rest = combined("-", _HUNDRED, percent) if percent else None
        if percent and rest and not share.meets(percent) and not share.meets(rest):
            text = f"{_v(low)} of {_v(high)} is {shown_interval(percent)} %, not {_v(shares[0])} %"
            yield self._finding(Code.SHARE, (low, high, shares[0]), text, Severity.ERROR)

    def rest(self) -> Iterator[Finding]:
        """Shares of one whole, of which one is the rest."""
        shares = [m for m in self.sentence.said if m.quantity.unit == "%"]
        if len(shares) < 2 or not self.cues.rest.search(self.sentence.before(shares[-1])) or self._changes():
            return
        total = sum_of(shares)
        if not total.meets(_HUNDRED):
            text = f"{' + '.join(_v(m) for m in shares)} = {shown_interval(total)} %, and is all of a whole"
            yield self._finding(Code.TOTAL, tuple(shares), text, Severity.WARNING)

    def multiple(self) -> Iterator[Finding]:
        """Two values, and how many times one is the other."""
        said = self.sentence.said
        times = [m for m in said if m.quantity.unit == "times" and m.single]
        others = [m for m in said if m.quantity.unit not in ("times", "pp") and m.single]
        if len(times) != 1 or len(others) != 2 or not same_kind(*others):
            return
        bare = others[0].quantity.unit in ("count", "year")
        if bare and not _same_things(others[0], others[1], times[0], self.sentence):
            return
        if any(self.cues.start.search(self.sentence.before(m)) for m in others) or min(m.value for m in others) <= 0:
            return
        low, high = sorted(others, key=lambda m: m.value)
        real = combined("/", high.interval(), low.interval())
        more = combined("-", real, _ONE) if real else None
        if real and more and not any(r.meets(times[0].interval()) for r in (real, more)):
            text = f"{_v(high)} is {shown_interval(real)} times {_v(low)}, not {_v(times[0])}"
            yield self._finding(Code.ARITHMETIC, (low, high, times[0]), text, Severity.WARNING)

    def _changes(self) -> bool:
        return bool(self.cues.change.search(self.sentence.text))

    def _wrong(self, mentions: tuple[Mention, ...], real: str) -> Finding:
        return self._finding(Code.ARITHMETIC, mentions, f"{real}, not {_v(mentions[-1])}", Severity.ERROR)

    def _finding(self, code: Code, mentions: tuple[Mention, ...], text: str, severity: Severity) -> Finding:
        keys = (self.passage.section, *(m.fact.id if m.fact else key(m.value) for m in mentions))
        return Finding(code, keys, self.edition.place(self.passage, mentions[-1]), text, severity)


_ONE = Interval(Decimal(1), Decimal(1))
_HUNDRED = Interval(Decimal(100), Decimal(100))


def _v(mention: Mention) -> str:
    return shown(mention.value, 6)


def _same_things(first: Mention, last: Mention, times: Mention, sentence: Sentence) -> bool:
    """Counts of one measure word, or a count that is so many times another: "2.1 times the 18,190"."""
    plain = [m.quantity.modifier is Modifier.NONE and not m.quantity.worded for m in (first, last)]
    if first.quantity.unit != "count" or not all(plain):
        return False
    counters = first.quantity.counter, last.quantity.counter
    begin = sentence.start
    low, high = sorted((times, last), key=lambda m: m.quantity.start)
    between = sentence.text[low.quantity.end - begin : high.quantity.start - begin]
    return counters[0] == counters[1] and len(between) <= 8 and not _LEFT_OUT.search(between)


def _several(sentence: Sentence, passage: Passage) -> bool:
    """Whether it tells of more than two dates: which of them a change is of is not known."""
    end = sentence.start + len(sentence.text)
    years = {
        str(m.quantity.value)
        for m in passage.mentions
        if isinstance(m.quantity.value, Period) and sentence.start <= m.quantity.start < end
    }
    return len(years) > 2
