"""Words around a quantity that say it otherwise than elsewhere, or otherwise than it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from builder.check.consistency.finding import Finding, key
from builder.check.consistency.passages import Edition, Mention, Passage
from builder.check.consistency.series import years_of
from builder.diagnostics import Code
from builder.locales.units import RATES
from builder.model import Amount, Fact, Modifier, Moment, Period

_CLAUSE = re.compile(r"[,，。；;：:、(（\n]|\.\s")
_HAN = re.compile(r"[\u3400-\u9fff]{2,12}")
_LATIN = re.compile(r"\s?([a-z][a-z'’-]+(?: [a-z][a-z'’-]+){0,3})")


def points(edition: Edition) -> Iterator[Finding]:
    """A change of what is counted in per cent, or a gap between two such, that is said in per cent."""
    for passage in edition.everything():
        for mention in passage.mentions:
            before = passage.text[max(0, mention.quantity.start - 40) : mention.quantity.number[0]]
            if mention.quantity.unit != "%" or mention.amount is None or mention.quantity.worded:
                continue
            if edition.cues.rate_rise.search(before):
                message = "a change of a rate: per cent of it, or percentage points?"
            elif edition.cues.gaps.search(before):
                message = "a gap between percentages is in percentage points"
            else:
                continue
            span = edition.place(passage, mention)
            yield Finding(Code.POINTS, (_key(mention, passage),), span, message)


def multiples(edition: Edition) -> Iterator[Finding]:
    """The same multiple, as "so many times" in one place and as "so many times more" in another."""
    found: dict[str, dict[bool, tuple[Passage, Mention]]] = defaultdict(dict)
    for passage in edition.everything():
        for mention in passage.mentions:
            if mention.quantity.unit != "times" or mention.amount is None:
                continue
            before = passage.text[max(0, mention.quantity.start - 12) : mention.quantity.start]
            behind = passage.text[mention.quantity.end : mention.quantity.end + 24]
            if edition.cues.exceeds.search(before) or edition.cues.more.search(behind):
                found[_value(mention)].setdefault(True, (passage, mention))
            else:
                found[_value(mention)].setdefault(False, (passage, mention))
    for both in found.values():
        if len(both) == 2:
            (more, a), (times, b) = both[True], both[False]
            message = "'so many times more' here, and 'so many times' elsewhere: the first is one more"
            other = edition.place(times, b)
            yield Finding(Code.MULTIPLE, (_key(a, more, value=True),), edition.place(more, a), message, other=other)


def _value(mention: Mention) -> str:
    assert mention.amount is not None
    return f"{mention.amount.low} {mention.amount.high}"


def _key(mention: Mention, passage: Passage, *, value: bool = False) -> str:
    if mention.fact:
        return mention.fact.id
    return key(mention.value) if value else f"{passage.section} {key(mention.value)}"


def occurrences(edition: Edition) -> Iterator[Finding]:
    """A fact with another modifier or other digits than its own."""
    for passage in edition.everything():
        for ref in passage.refs:
            fact = next((m.fact for m in passage.mentions if m.ref is ref), None)
            if fact is None or not isinstance(fact.value, Amount):
                continue
            modifier = ref.options.get("modifier", fact.modifier)
            if modifier != Modifier.UP_TO and _plain(modifier) != _plain(fact.modifier):
                message = f"'{fact.id}' is said here as {modifier}, elsewhere as {fact.modifier}"
                yield Finding(Code.OTHER_WORDING, (fact.id, str(modifier)), ref.span, message, other=fact.span)
            if "digits" in ref.options and int(ref.options["digits"]) != _digits(fact.value):
                message = f"'{fact.id}' is said here with {ref.options['digits']} digits, elsewhere with "
                message += str(_digits(fact.value))
                keys = (fact.id, f"digits={ref.options['digits']}")
                yield Finding(Code.OTHER_WORDING, keys, ref.span, message, other=fact.span)


def _plain(modifier: str) -> str:
    """What languages tell apart in other ways: "over", and "or more"."""
    return {Modifier.OVER: Modifier.AT_LEAST, Modifier.UNDER: Modifier.UP_TO}.get(Modifier(modifier), modifier)


def _digits(amount: Amount) -> int:
    return amount.digits or len(amount.low.as_tuple().digits)


def qualifiers(edition: Edition, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """A fact without the words that belong to it; and one quantity with a word more in one place than in another."""
    near: dict[str, list[tuple[str, Passage, Mention]]] = defaultdict(list)
    labels = edition.document.terms.labels
    for passage in edition.everything():
        for mention in passage.mentions:
            fact = mention.fact
            label = labels.get(fact.ties.qualifier, "") if fact else ""
            if fact and label and label.casefold() not in _around(edition, passage, mention).casefold():
                message = f"'{fact.id}' stands without '{label}'"
                place = edition.place(passage, mention)
                yield Finding(Code.LOST_QUALIFIER, (fact.id, passage.section), place, message)
            if words := _phrase(passage, mention):
                near[f"{_value(mention)} {mention.quantity.unit}"].append((words, passage, mention))
    for said in near.values():
        yield from _shortened(edition, said)


def _around(edition: Edition, passage: Passage, mention: Mention) -> str:
    """The text that a quantity stands in; for a cell, its row, its head and the caption, too."""
    for grid in edition.grids:
        for row in grid.rows:
            if passage in row:
                head = grid.head[row.index(passage)].text
                return " ".join((*(cell.text for cell in row), head, grid.caption.text))
    return passage.text


def _phrase(passage: Passage, mention: Mention) -> str:
    """The words behind a quantity that say what is counted."""
    amount = mention.amount
    if amount is None or (mention.fact and mention.fact.unit in RATES):
        return ""
    if len(amount.low.normalize().as_tuple().digits) < 2 and mention.fact is None:
        return ""
    behind = passage.text[mention.quantity.end : mention.quantity.end + 40]
    if found := _HAN.match(behind.lstrip()):
        return found[0]
    words = _LATIN.match(behind)
    return words[1] if words else ""


def _shortened(edition: Edition, said: list[tuple[str, Passage, Mention]]) -> Iterator[Finding]:
    """2000 万累计用户, and 2000 万用户: the longer phrase ends with the shorter."""
    phrases = Counter(words for words, _, _ in said)
    for short, passage, mention in said:
        for long in phrases:
            lost = long.removesuffix(short).strip()
            latin = short[:1].isascii()
            apart = long.endswith(f" {short}") if latin else long.endswith(short)
            if long == short or not apart or not 2 <= len(lost) <= (16 if latin else 4) or (" " in lost):
                continue
            span = edition.place(passage, mention)
            message = f"'{short}' here, and '{long}' elsewhere, of the same quantity"
            keys = (mention.fact.id if mention.fact else key(mention.value), passage.section)
            yield Finding(Code.LOST_QUALIFIER, keys, span, message)
            break


def periods(edition: Edition) -> Iterator[Finding]:
    """A fact in a column or row of another year than its own."""
    for grid in edition.grids:
        for row in grid.rows:
            for column, cell in enumerate(row):
                heads = (grid.head[column].text, row[0].text if column else "")
                years = next((found for head in heads if (found := years_of(head))), frozenset())
                for mention in cell.mentions:
                    stated = mention.fact is not None and mention.fact.ties.derived is None
                    own = years_of(mention.fact.as_of) if mention.fact and stated else frozenset()
                    if mention.fact and years and own and years != own and not own > years:
                        message = f"'{mention.fact.id}' is of {mention.fact.as_of}, and stands under "
                        message += "/".join(str(year) for year in sorted(years))
                        span = edition.place(cell, mention)
                        yield Finding(Code.OTHER_PERIOD, (mention.fact.id, cell.section), span, message)


def foretold(edition: Edition, published: Moment | None) -> Iterator[Finding]:
    """What is forecast to be by a year that is not after the report's."""
    if published is None:
        return
    for passage in edition.everything():
        for mention in passage.mentions:
            value = mention.quantity.value
            if not isinstance(value, Period) or value.end or value.start.month or value.start.quarter:
                continue
            clause = _CLAUSE.split(passage.text[: mention.quantity.start])[-1]
            rest = _CLAUSE.split(passage.text[mention.quantity.end :])[0]
            until = edition.cues.until.search(clause)
            if 1900 < value.start.year <= published.year and until and edition.cues.foretold.search(clause + rest):
                message = f"a forecast for {value.start.year} in a report of {published.year}"
                keys = (passage.section, str(value.start.year))
                yield Finding(Code.FORECAST, keys, edition.place(passage, mention), message)


def typed_modifiers(edition: Edition) -> Iterator[Finding]:
    """One quantity, of one thing, that is said exactly in one place and is a bound or about so much in another."""
    found: dict[tuple[str, str, str], list[tuple[Passage, Mention]]] = defaultdict(list)
    for passage in edition.everything():
        for mention in passage.mentions:
            words = _phrase(passage, mention)
            if mention.fact is None and words and mention.amount is not None:
                found[_value(mention), mention.quantity.unit, words].append((passage, mention))
    for said in found.values():
        modifiers = Counter(mention.quantity.modifier for _, mention in said)
        plain = next((pair for pair in said if pair[1].quantity.modifier is Modifier.NONE), None)
        marked = next((pair for pair in said if pair[1].quantity.modifier is not Modifier.NONE), None)
        if len(modifiers) > 1 and plain and marked:
            message = f"exactly here, and {marked[1].quantity.modifier} elsewhere"
            keys = (plain[0].section, key(plain[1].value))
            other = edition.place(*marked)
            yield Finding(Code.OTHER_WORDING, keys, edition.place(*plain), message, other=other)
