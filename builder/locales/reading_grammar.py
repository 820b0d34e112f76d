"""A locale as the regular expressions that read its quantities: the composer's own patterns, and the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from babel import Locale as BabelLocale
from babel.numbers import get_decimal_symbol, get_group_symbol

from builder.locales.locale import Locale
from builder.locales.reading_dates import DateGrammar, date_grammar
from builder.locales.reading_masks import label_source
from builder.locales.reading_tables import UnitWord, modifier_words, rate_words, scale_words, unit_words
from builder.locales.reading_words import (
    LATIN,
    UNFOLLOWED,
    WALL,
    Choice,
    choice,
    is_latin,
    normal,
    numeral_source,
    numeral_start,
    word_source,
)
from builder.model import Modifier

_GAP: Final = r"\s{0,2}"
_APART: Final = rf"(?<![{LATIN}0-9_](?=[{LATIN}]))"
"""Not inside a word: where that is tried first, little else is tried there."""
ROMAN: Final = r"[IVXLC]+(?![A-Za-z])"


@dataclass(frozen=True, slots=True)
class Grammar:
    """Every pattern is matched at a place. `head` is all that may stand before a number, with groups for its parts."""

    locale: Locale
    dates: DateGrammar
    labels: re.Pattern[str]
    glued: re.Pattern[str]
    spelled: re.Pattern[str]
    head: re.Pattern[str]
    starts: re.Pattern[str]
    digits: re.Pattern[str]
    group: str
    decimal: str
    numerals: re.Pattern[str]
    power: re.Pattern[str]
    fraction: re.Pattern[str]
    half: re.Pattern[str]
    phase: re.Pattern[str]
    orders: re.Pattern[str]
    durations: re.Pattern[str]
    joint: re.Pattern[str]
    between: re.Pattern[str]
    ordinals: re.Pattern[str]
    counter: re.Pattern[str]
    inner: re.Pattern[str]
    after: re.Pattern[str]
    suffix: re.Pattern[str]
    scale: re.Pattern[str]
    rate: re.Pattern[str]
    prefixes: Choice[UnitWord]
    suffixes: Choice[UnitWord]
    scales: Choice[int]
    before_words: Choice[Modifier]
    inner_words: Choice[Modifier]
    after_words: Choice[Modifier]
    rate_before: Choice[str]
    rate_after: Choice[str]
    said: Choice[UnitWord]
    order_words: Choice[str]
    duration_words: Mapping[str, str]
    signs: frozenset[str]
    words: frozenset[str]

    def may_count(self, text: str) -> bool:
        """Whether a text may say a number at all: most texts have neither a digit nor a word for one."""
        if _DIGIT.search(text) or not self.signs.isdisjoint(text):
            return True
        return not self.words.isdisjoint(_WORD.findall(text.casefold()))


_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile("[^\\W\\d_\u2e80-\U0010ffff]+")


def grammar(locale: Locale) -> Grammar:
    lexicon = locale.reading
    tag = BabelLocale.parse(locale.tag, sep="-")
    group, decimal = normal(get_group_symbol(tag)), normal(get_decimal_symbol(tag))
    prefixes, suffixes = unit_words(locale)
    prefix, suffix = choice(prefixes, lexicon), choice(suffixes, lexicon, lead=True)
    before, inner, after = (choice(words, lexicon) for words in modifier_words(locale))
    rate_before, rate_after = (choice(words, lexicon, lead=i == 1) for i, words in enumerate(rate_words(locale)))
    scales = choice(scale_words(locale), lexicon, lead=True)
    counter = choice(dict.fromkeys(lexicon.counters, ""), lexicon, lead=True)
    away, openers, joints = _ranges(locale)
    joint = _joint(locale)
    numerals = numeral_source(lexicon)
    fixed = {word: UnitWord(entry.unit, Decimal(entry.value)) for entry in lexicon.fixed for word in entry.words}
    said = choice(fixed, lexicon)
    articles, names = (
        choice(dict.fromkeys(w, ""), lexicon).source for w in (lexicon.fractions.articles, lexicon.fractions.names)
    )
    number = (
        rf"(?:{articles}[\s-]{names}|(?<!\d)(?<!\d[{re.escape(decimal)}{re.escape(group)}])\d|{numeral_start(lexicon)})"
    )
    orders = {word: f"{10 ** (i + 1)}" for i, word in enumerate(locale.magnitudes.orders)}
    order = choice(orders, lexicon)
    durations = {name: _duration_words(locale, name) for name in locale.magnitudes.durations}
    duration_words = {word: name for name, words in durations.items() for word in words}
    one = choice(dict.fromkeys(duration_words, ""), lexicon).source
    alone = choice(dict.fromkeys(lexicon.durations, ""), lexicon).source
    split = _range_split(locale.magnitudes.range)
    half = re.escape(lexicon.fractions.half_after)
    scale_pattern, suffix_pattern = re.compile(scales.source), re.compile(suffix.source)
    dates = date_grammar(locale, joint, scale_pattern, suffix_pattern)
    signs, words = _numbering(locale, [*orders, *duration_words, *dates.months])
    head = (
        rf"{_APART}(?:(?P<away>{away}){_GAP})?(?:(?P<between>{openers}){_GAP})?(?:(?P<rate>{rate_before.source}){_GAP})?"
        rf"(?:(?P<modifier>{before.source}){_GAP})?(?P<sign>(?<![\w)）%{WALL}])[-−+])?(?:(?P<prefix>{prefix.source})\s?"
        rf"(?P<minus>[-−](?=\d))?)?(?:(?P<said>{said.source})|(?={number}))"
    )
    return Grammar(
        locale=locale,
        dates=dates,
        labels=label_source(locale),
        glued=re.compile(choice({w: u for w, u in prefixes.items() if w.strip()[-1].isalpha()}, lexicon).source),
        spelled=re.compile(_spelled(locale)),
        head=re.compile(head),
        starts=re.compile(rf"{_APART}(?:{said.source}|{number})"),
        digits=re.compile(
            rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?!\d)(?:{re.escape(decimal)}\d+)?|\d+(?:{re.escape(decimal)}\d+)?"
        ),
        group=group,
        decimal=decimal,
        numerals=re.compile(numerals),
        power=re.compile(r"\s?[×x*]\s?10\s?(?:\^|\*\*)\s?\{?(?P<power>\d{1,2})\}?(?!\d)|[eE]\+?(?P<e>\d{1,2})(?!\w)"),
        fraction=re.compile(_fraction(locale, numerals)),
        half=re.compile(rf"\s?{half}(?!\w*{half})" if half else "(?!)"),
        phase=re.compile(_phase(locale)),
        orders=re.compile(rf"(?P<low>{order.source})(?:{split}(?P<high>{order.source}))?(?:{_of(locale)})?"),
        durations=re.compile(rf"(?P<low>{one}){split}(?P<high>{one})|(?P<alone>{alone})"),
        joint=re.compile(joint),
        between=re.compile(joints),
        ordinals=re.compile(_ordinals(locale, numerals)),
        counter=re.compile(counter.source),
        inner=re.compile(rf"\s?{inner.source}(?!\d)"),
        after=re.compile(rf"\s?{after.source}"),
        suffix=suffix_pattern,
        scale=scale_pattern,
        rate=re.compile(rate_after.source),
        prefixes=prefix,
        suffixes=suffix,
        scales=scales,
        before_words=before,
        inner_words=inner,
        after_words=after,
        rate_before=rate_before,
        rate_after=rate_after,
        said=said,
        order_words=order,
        duration_words=duration_words,
        signs=signs,
        words=words,
    )


def _numbering(locale: Locale, more: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What every quantity without a digit begins with, or holds: characters of Han and the like, and words."""
    read = locale.reading
    phase = locale.numbers.units["phase"].other.partition("{n}")
    parts = [part for pattern in read.ordinals for part in pattern.split("{n}")]
    every = [
        *(*read.numerals.digits, *read.numerals.steps, *read.numerals.sections, *read.fractions.names),
        *(word for entry in read.fixed for word in entry.words),
        *(*read.durations, *read.ordinal_words, *parts, phase[0] or phase[2], *more),
    ]
    found = [normal(word).strip().casefold() for word in every]
    signs = frozenset(word[0] for word in found if word and not _WORD.match(word))
    return signs, frozenset(match[0] for word in found if (match := _WORD.match(word)))


def _spelled(locale: Locale) -> str:
    """A year whose digits are words, one by one."""
    numerals = locale.reading.numerals
    known = "".join(re.escape(word) for word, number in numerals.digits.items() if len(word) == 1 and number < 10)
    year = re.escape(locale.dates.year.partition("{year}")[2].strip())
    return rf"(?<![{known}])[{known}]{{4}}(?={year})" if numerals.counted and known and year else "(?!)"


def _ranges(locale: Locale) -> tuple[str, str, str]:
    """What makes two numbers no range, what opens one, and what then joins its ends."""
    read = locale.reading
    away = choice(dict.fromkeys(read.away, ""), read).source
    openers: dict[str, str] = {}
    joints: dict[str, str] = {}
    for pattern in read.between:
        opener, rest = pattern.split("{low}")
        openers[opener.strip()] = joints[rest.split("{high}")[0].strip()] = ""
    between = choice(joints, read).source
    return away, choice(openers, read).source, rf"\s?{between}\s?"


def _joint(locale: Locale) -> str:
    """What stands between the ends of a range or span: a mark, not doubled, or a word with its spaces."""
    own = locale.numbers.ranges
    marks = [*locale.reading.marks, *(_range_mark(p) for p in (own.near, own.apart, own.words))]
    marks += [_range_mark(locale.dates.span_years), _range_mark(locale.dates.span)]
    sources = []
    for mark in sorted(dict.fromkeys(m for m in marks if m), key=lambda m: (-len(m), m)):
        if all(map(is_latin, mark)):
            sources.append(rf"\s{{1,2}}{re.escape(mark)}\s{{1,2}}")
        elif len(mark) == 1 and not mark.isalpha():
            sources.append(rf"\s?(?<!{re.escape(mark)}){re.escape(mark)}(?!{re.escape(mark)})\s?")
        else:
            sources.append(rf"\s?{re.escape(mark)}\s?")
    return f"(?:{'|'.join(sources)})"


def _range_mark(pattern: str) -> str:
    match = re.search(r"\{low\}(.*)\{high\}", normal(pattern))
    return match[1].strip() if match else ""


def _range_split(pattern: str) -> str:
    mark = _range_mark(pattern)
    return rf"\s?{re.escape(mark)}\s?"


def _fraction(locale: Locale, numerals: str) -> str:
    """Groups `n` and `d`; a numerator may be an article."""
    read = locale.reading
    names = choice(read.fractions.names, read).source
    bottom = names if read.fractions.names else rf"(?:{numerals}|\d+)"
    articles = choice(dict.fromkeys(read.fractions.articles, ""), read).source
    top = rf"(?:{articles}|{numerals}|\d+)"
    source = (
        re.escape(normal(read.fractions.pattern))
        .replace(r"\{n\}", f"(?P<n>{top})")
        .replace(r"\{d\}", f"(?P<d>{bottom})")
    )
    return source.replace(r"\ ", r"[\s-]")


def _ordinals(locale: Locale, numerals: str) -> str:
    """Every group is what says the number, one of them a whole word."""
    read = locale.reading
    around = [pattern.split("{n}") for pattern in read.ordinals]
    sources = [rf"{re.escape(a)}\s?(\d+|(?:{numerals})){re.escape(b)}" for a, b in around if a]
    if ends := "|".join(re.escape(b) for a, b in around if not a):
        sources.append(rf"(?<![\d.,])(\d+)(?:{ends}){UNFOLLOWED}")
    if words := "|".join(map(re.escape, read.ordinal_words)):
        sources.append(rf"(?<![{LATIN}-])((?i:{words}))(?![{LATIN}-])")
    return "|".join(sources) or "(?!)"


def _phase(locale: Locale) -> str:
    """Groups `low` and `high`: Roman numerals after the word."""
    head, _, tail = normal(locale.numbers.units["phase"].other).partition("{n}")
    word = word_source(head.strip(), locale.reading) if head.strip() else ""
    end = word_source(tail.strip(), locale.reading) if tail.strip() else ""
    return rf"{word}\s?(?P<low>{ROMAN}|\d+)(?:{_joint(locale)}(?P<high>{ROMAN}|\d+))?\s?{end}"


def _of(locale: Locale) -> str:
    tail = normal(locale.magnitudes.of).partition("{n}")[2].strip()
    return rf"\s{re.escape(tail)}{UNFOLLOWED}" if tail else ""


def _duration_words(locale: Locale, name: str) -> Iterable[str]:
    words = locale.magnitudes.durations[name]
    return dict.fromkeys((words.alone, words.prose, words.table))
