"""What is said in two places: the summary against the body, a slide or a caption against its section."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from builder.check.consistency.editions import is_summary
from builder.check.consistency.finding import Finding, key
from builder.check.consistency.passages import Edition, Grid, Mention, Passage
from builder.check.consistency.series import series, year_of, years_of
from builder.diagnostics import Code
from builder.model import Fact, Period, RefKind

_CLAUSE = re.compile(r"[,，。；;！!？?、(（）)\n\ufffc]|\.\s")
_WORD = re.compile(r"[\u3400-\u9fff]|[a-z][a-z'’-]*")
_NOUN = re.compile(r"\s?([\u3400-\u9fff]{2,4}|[a-z]{3,})")
_LONG = 4
_COLUMN = re.compile(r"[(（][^()（）]*[)）]\s*$")


@dataclass(frozen=True, slots=True)
class _Claim:
    """`subject`: the words that lead to a quantity, without those that say nothing."""

    subject: tuple[str, ...]
    years: frozenset[int]
    passage: Passage
    mention: Mention


def other_values(edition: Edition) -> Iterator[Finding]:
    """One subject, unit and year, with one value in the body and another where the body is told again."""
    known: dict[tuple[tuple[str, ...], str], list[_Claim]] = defaultdict(list)
    for claim in (*_in_text(edition), *_in_tables(edition)):
        known[claim.subject, claim.mention.quantity.unit].append(claim)
    for claims in known.values():
        body = [claim for claim in claims if not claim.passage.digest]
        for claim in claims:
            same = [one for one in body if one.years == claim.years or not one.years or not claim.years]
            if not claim.passage.digest or not same or len({one.mention.value for one in same}) != 1:
                continue
            other = same[0]
            facts = claim.mention.fact, other.mention.fact
            if None not in facts and facts[0] is not facts[1] and claim.years != other.years:
                continue
            if not other.mention.interval().meets(claim.mention.interval()):
                message = f"'{_joined(claim.subject)}' has another value elsewhere"
                keys = (other.passage.section, key(other.mention.value), key(claim.mention.value))
                there = edition.place(other.passage, other.mention)
                place = edition.place(claim.passage, claim.mention)
                yield Finding(Code.OTHER_VALUE, keys, place, message, other=there)


def _in_text(edition: Edition) -> Iterator[_Claim]:
    for passage in edition.passages:
        if passage.role == "source" or "entry" in passage.trail:
            continue
        for mention in passage.mentions:
            if not mention.single or mention.quantity.ordinal:
                continue
            lead = _CLAUSE.split(passage.text[: mention.quantity.start])[-1]
            own = years_of(lead) or _year_before(passage, mention)
            for subject in _subjects(edition, lead, passage.text[mention.quantity.end :]):
                yield _Claim(subject, own, passage, mention)


def _subjects(edition: Edition, lead: str, behind: str) -> Iterator[tuple[str, ...]]:
    """What leads to a number, with what it counts, and without."""
    copula = edition.cues.copulas.search(lead)
    words = lead[: copula.start()] if copula else lead
    counted = _NOUN.match(behind)
    if (found := _subject(edition, words)) and (copula or len(found) >= _LONG):
        yield found
    if counted and (found := _subject(edition, f"{words} {counted[1]}")):
        yield found


def _year_before(passage: Passage, mention: Mention) -> frozenset[int]:
    """The year that was said last."""
    dates = [m.quantity.value for m in passage.mentions if m.quantity.start < mention.quantity.start]
    years = [date.start.year for date in dates if isinstance(date, Period) and date.start.year]
    return frozenset(years[-1:])


def _in_tables(edition: Edition) -> Iterator[_Claim]:
    for grid in edition.grids:
        columns = [i for i in range(1, len(grid.head)) if any(m.amount for row in grid.rows for m in row[i].mentions)]
        for row in grid.rows:
            for column in columns:
                found = [m for m in row[column].mentions if m.single]
                if len(found) == 1:
                    yield from _cell(edition, grid, row, column, found[0], alone=len(columns) == 1)


def _cell(
    edition: Edition, grid: Grid, row: tuple[Passage, ...], column: int, mention: Mention, *, alone: bool
) -> Iterator[_Claim]:
    head = _COLUMN.sub("", grid.head[column].text)
    years = years_of(grid.head[column].text) or years_of(row[0].text)
    subjects = {_subject(edition, row[0].text + head), _subject(edition, f"{row[0].text} {head}")}
    if alone or years_of(head) or not _subject(edition, head):
        subjects.add(_subject(edition, row[0].text))
    for subject in sorted(found for found in subjects if found):
        yield _Claim(subject, years, row[column], mention)


def _subject(edition: Edition, words: str) -> tuple[str, ...]:
    """Two words or three characters at least, beside those of a change; numbers and years are left out."""
    plain = edition.cues.dropped.sub(" ", re.sub(r"\d+", " ", words.casefold()))
    found = tuple(_WORD.findall(plain))
    said = _WORD.findall(edition.cues.change.sub(" ", edition.cues.starts.sub(" ", plain)))
    latin = [word for word in said if word.isascii()]
    enough = len(said) - len(latin) >= 3 or len(latin) >= 2 or (latin and len(said) > len(latin) + 1)
    return found if enough and len(found) <= 16 else ()


def _joined(words: tuple[str, ...]) -> str:
    return re.sub(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])", "", " ".join(words))


def summary_only(edition: Edition) -> Iterator[Finding]:
    """A fact of the summary, or a number of it, that the body does not say."""
    summaries = {chapter.id for chapter in edition.document.sections if is_summary(chapter, edition.locale)}
    if not summaries or len(edition.document.sections) < 3:
        return
    body = [p for p in edition.everything() if p.chapter not in summaries and "entry" not in p.trail]
    told = {ref.key for p in body for ref in p.refs if ref.kind is RefKind.FACT}
    said = {(m.quantity.unit, m.value) for p in body for m in p.mentions if m.amount}
    alone: dict[str, tuple[Passage, Mention]] = {}
    for passage in edition.everything():
        for mention in passage.mentions if passage.chapter in summaries else ():
            if mention.fact is not None and mention.fact.id not in told:
                alone.setdefault(mention.fact.id, (passage, mention))
            elif mention.fact is None and mention.amount is not None and _weighty(mention, said, body):
                alone.setdefault(passage.text[slice(*mention.quantity.core)], (passage, mention))
    for name, (passage, mention) in alone.items():
        if mention.fact is not None:
            place = edition.place(passage, mention)
            yield Finding(Code.SUMMARY_ONLY, (name,), place, f"'{name}' stands in the summary alone")
    typed = [name for name, (_, mention) in alone.items() if mention.fact is None]
    if typed:
        passage, mention = alone[typed[0]]
        listed = ", ".join(typed[:6]) + (", …" if len(typed) > 6 else "")
        message = f"the body does not say: {listed}"
        yield Finding(Code.SUMMARY_ONLY, (passage.chapter,), edition.place(passage, mention), message)


def _weighty(mention: Mention, said: set[tuple[str, Decimal]], body: list[Passage]) -> bool:
    """A typed number of two digits or more that no number of the body is, even if it is rounded."""
    assert mention.amount is not None
    if mention.quantity.ordinal or mention.quantity.worded or mention.quantity.unit in ("year", "month", "day"):
        return False
    if len(mention.value.normalize().as_tuple().digits) < 2 or (mention.quantity.unit, mention.value) in said:
        return False
    own = mention.interval()
    others = (m.amount for p in body for m in p.mentions if m.amount and m.quantity.unit == mention.quantity.unit)
    ends = (end for amount in others for end in (amount.low, amount.high) if end is not None)
    return not any(own.low <= end <= own.high for end in ends)


def older_values(edition: Edition, facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """A fact of an older year where its section does not say a newer one, nor the sentence the year."""
    newest: dict[str, Fact] = {}
    for members in series(facts).values():
        known = [m for m in members if not m.forecast]
        newest.update({member.id: known[-1] for member in known[:-1]})
    used: dict[str, set[str]] = defaultdict(set)
    for passage in edition.everything():
        for ref in passage.refs:
            used[passage.section].add(ref.key)
    everywhere = set().union(*used.values()) if used else set()
    for passage in edition.everything():
        for mention in passage.mentions:
            fact = mention.fact
            new = newest.get(fact.id) if fact else None
            if fact is None or new is None or new.id in used[passage.section] or new.id not in everywhere:
                continue
            if new.unit != fact.unit or "entry" in passage.trail or str(year_of(fact)) in passage.text:
                continue
            message = f"'{fact.id}' is of {fact.as_of or year_of(fact)}, and the report has '{new.id}'"
            place = edition.place(passage, mention)
            yield Finding(Code.OLDER_VALUE, (fact.id, passage.section), place, message, other=new.span)
