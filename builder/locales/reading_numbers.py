"""Numbers and what belongs to them: scale, unit, measure word, sign."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from builder.locales.numerals import shifted
from builder.locales.reading_grammar import Grammar
from builder.locales.reading_tables import UnitWord
from builder.locales.reading_words import LATIN, numeral_value
from builder.model import Modifier


@dataclass(frozen=True, slots=True)
class Number:
    """`typed` is the number before its scale. `plain`: digits alone, without groups."""

    end: int
    typed: Decimal
    power: int
    worded: bool
    plain: bool
    single: str = ""

    @property
    def value(self) -> Decimal:
        return shifted(self.typed, self.power)


@dataclass(frozen=True, slots=True)
class End:
    """One end of a range, or the whole of a quantity without its modifier and rate."""

    start: int
    end: int
    number: Number
    number_start: int
    unit: UnitWord | None
    prefixed: bool
    counter: str
    inner: Modifier | None
    negative: bool


def read_end(grammar: Grammar, text: str, match: re.Match[str]) -> End | None:
    """The number that begins where `head` has matched, with all that follows it but modifier and rate."""
    begin = match.end()
    prefix = grammar.prefixes.meaning(match["prefix"])
    if prefix is None and begin and re.match(rf"[{LATIN}_$£¥€₩₹]", text[begin - 1]):
        return None
    number = _read_number(grammar, text, begin)
    if number is None:
        return None
    start = min(at for at in (match.start("sign"), match.start("prefix"), match.start("minus"), begin) if at >= 0)
    negative = (match["sign"] or match["minus"] or "+") != "+"
    inner, after = None, number.end
    if found := grammar.inner.match(text, after):
        inner, after = grammar.inner_words.meaning(found[0]), found.end()
    counter, unit, end = "", None, number.end
    unit, behind = read_suffix(grammar, text, after)
    if unit is None and (found := grammar.counter.match(text, after)):
        counter = found[0].strip()
        unit, behind = read_suffix(grammar, text, found.end())
    if unit is not None:
        end = behind
    else:
        inner = None
    if prefix is not None:
        unit = prefix if unit is None or unit == prefix else unit if unit.unit == prefix.unit else None
        if unit is None:
            unit, end = prefix, number.end
    half = grammar.half.match(text, end) if unit else None
    if half:
        number, end = replace(number, typed=number.typed + Decimal("0.5")), half.end()
    following = text[end : end + 2]
    if re.match(rf"[{LATIN}_]|-[A-Z]", following) and (unit is None or unit is prefix):
        return None
    return End(start, end, number, begin, unit, prefix is not None, counter, inner, negative)


def _read_number(grammar: Grammar, text: str, at: int) -> Number | None:
    lexicon = grammar.locale.reading
    if found := grammar.digits.match(text, at):
        plain = found[0].isdigit()
        typed = Decimal(found[0].replace(grammar.group, "").replace(grammar.decimal, "."))
        number = Number(found.end(), typed, 0, False, plain)
        if power := grammar.power.match(text, number.end):
            return replace(number, end=power.end(), power=int(power["power"] or power["e"]), plain=False)
        return _compound(grammar, text, _scaled(grammar, text, number))
    found = grammar.numerals.match(text, at)
    value = numeral_value(found[0], lexicon.numerals) if found else None
    if found is None or value is None:
        return None
    number = Number(found.end(), value, 0, True, False, found[0].casefold())
    if half := grammar.half.match(text, number.end):
        number = replace(number, typed=value + Decimal("0.5"), end=half.end())
    return _scaled(grammar, text, number)


def _scaled(grammar: Grammar, text: str, number: Number) -> Number:
    """The number with its words of scale; words of Han may follow each other (百万)."""
    while found := grammar.scale.match(text, number.end):
        power = grammar.scales.meaning(found[0])
        if power is None:
            break
        number = replace(number, end=found.end(), power=number.power + power, plain=False, single="")
        if found[0].strip().isascii():
            break
    return number


def _compound(grammar: Grammar, text: str, number: Number) -> Number:
    """3 万 5 千: smaller scales that follow are added."""
    while number.power and not text[number.end - 1].isascii():
        found = re.compile(r"\s?(\d{1,4})(?=\s?\D)").match(text, number.end)
        if found is None:
            break
        more = _scaled(grammar, text, Number(found.end(), Decimal(found[1]), 0, False, False))
        if not 0 < more.power < number.power or more.value >= shifted(Decimal(1), number.power):
            break
        number = replace(number, end=more.end, typed=shifted(number.value + more.value, -number.power))
    return number


def read_suffix(grammar: Grammar, text: str, at: int) -> tuple[UnitWord | None, int]:
    found = grammar.suffix.match(text, at)
    return (grammar.suffixes.meaning(found[0]), found.end()) if found else (None, at)


def inherited(low: Number, high: Number) -> Decimal:
    """40—74 亿 are both 亿; 5000～2 万 are not."""
    if not low.power and high.power and low.typed <= high.typed and not low.worded:
        return shifted(low.typed, high.power)
    return low.value


def noun(text: str, at: int) -> str:
    """The word that stands at a place."""
    found = _NOUN.match(text, at)
    return found[1] if found else ""


_NOUN = re.compile(rf"\s?([{LATIN}][{LATIN}-]*|[\u3400-\u9fff]{{1,4}})")
