"""Where a line must not break, said in characters, because the layout engine does not know.

U+2060 forbids a break before it, U+00A0 is a space that holds, U+200B allows a break inside of a long name, and U+2063
stands where Han meets Latin without a space: `justify` opens it. The text that a reader copies does not change, since
none of them is drawn but U+00A0. Rules: CLREQ, "Prohibition Rules for Line Start and Line End", "Digits and their
Prefix and Suffix", "Adjustments of orphans and widows" and "Composition of Chinese and Western Mixed Text". Upstream:
WeasyPrint #1281 points to U+2060, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from typing import Final

import pyphen

from builder.locales import Locale
from builder.measure import has_east_asian, is_east_asian, words

JOINER: Final = "\u2060"
SOFT: Final = "\u200b"
NO_BREAK_SPACE: Final = "\u00a0"
SEAM: Final = "\u2063"
"""Between Han and Latin without a space; it hangs on what stands before it."""

OBJECT: Final = "\ufffc"
"""Stands for a picture, mark or note among the texts of a paragraph."""

OPENING: Final = frozenset("「『（〔【《〈“‘")
CLOSING: Final = frozenset("、，。．：；！？」』）〕】》〉”’")
"""Full-width marks with an empty half before and behind their sign."""

FORMULA: Final = "\ue000"
"""Stands for a formula: it holds to what stands beside it where that is neither a space nor Han."""

_HAN: Final = "\u3400-\u9fff"

_JOINED_BEFORE: Final = re.compile(
    r"(?<=[^\s\u2060])(?:——|—|–|～|……|…|\[\d)"  # no dash and no citation begins a line
    r"|(?<=\d)[-−/](?=\d)"
    rf"|(?<=[{_HAN}\d])\+"  # 5 万+
    r"|(?<=[~～≈<>≤≥+−±])(?=\d)"
    rf"|(?<=\d)(?=[{_HAN}])"
    rf"|(?<=[!-~’”]){FORMULA}"
)
_JOINED_AFTER: Final = re.compile(
    r"(?<=\d)[–～—](?=[\d$€£¥])"
    r"|(?<=[A-Za-z\d])[:@?=&%_~+,;|](?=[A-Za-z\d])"  # arXiv:2601.12146, Pass@1; addresses break at their slashes
    r"|\b(?:[A-Z]{2,4}|[A-Za-z])-(?=\w)"  # SWE-bench, d-LLM
    rf"|{OBJECT}(?=\S)"
    rf"|{FORMULA}(?=[!-~’”])"
)
_LONG_NAME: Final = re.compile(r"[!-~]{20,}")
"""An address, path, name or sum that may be wider than its place."""

_BREAK: Final = re.compile(
    r"(?!(?<=\d[.,:])\d)(?<!:/)(?<!://)(?:"
    r"(?<=[A-Za-z\d][/\\._:?&=,;@#%+|~)}\]-])(?=\w)|(?<=[a-z\d])(?=[A-Z][a-z])|(?<=[/\\])(?=\w))"
)
"""Where such a name is broken: behind its marks, and before the words of CamelCase."""

_KEY: Final = re.compile(r"[A-Za-z\d]{40,}")
_KEY_PIECE: Final = 8
"""A sum or key without any seam is broken into pieces of so many characters."""

_EVERYWHERE: Final = re.compile(r"(?<=\S)(?=\S)")
_HYPHEN: Final = re.compile(r"(?<=[A-Za-z\d])-(?=[A-Za-z\d])")
_BRACKETED: Final = re.compile(r"[（(][^（）()]{1,12}[）)]")
_FOREIGN_WORD: Final = re.compile(r"(?<![\w/.@-])[A-Z]?[a-z]{9,}(?![\w/.@-])")
"""A Latin word among East Asian ones that is long and, having no capital inside, no name of a product."""

_SOFT_HYPHEN: Final = "\u00ad"
_LEFT: Final = 4
"""Letters that a hyphenated word keeps on either line."""

_LONG: Final = 24
_SHORT_WORD: Final = 10
"""Letters: a text as long has a last line to care for; a last word no longer than this never stands alone."""


_MEETS: Final = re.compile(rf"(?<=[{_HAN}])(?=[A-Za-z\d])|(?<=[A-Za-z\d%‰°+])(?=[{_HAN}])")


class Setting(Enum):
    """What a text is set as: each breaks in its own way."""

    PROSE = auto()
    LABEL = auto()
    """A caption, source or term: as prose, without hyphenation."""

    CELL = auto()
    """Brackets keep together."""

    TITLE = auto()
    """Hyphened words keep together."""

    FORMULA = auto()
    """Breaks at spaces alone."""


@dataclass(frozen=True, slots=True)
class Holds:
    """Words of a language that a number holds to: `labels` before it ("Figure"), `scales` after it ("million").

    `seams`: where Han meets Latin there is some space."""

    labels: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    seams: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Before which characters of a paragraph something is put: spaces that hold, joiners, breaks and seams."""

    held: frozenset[int]
    joins: frozenset[int]
    soft: frozenset[int]
    meets: frozenset[int]


def holds(locale: Locale) -> Holds:
    words = locale.words
    labels = (pattern.partition("{n}")[0].strip() for pattern in (words.figure, words.table, words.section))
    scales = tuple(scale.name for scale in locale.numbers.scales)
    return Holds(tuple(filter(None, labels)), scales, locale.numbers.autospace)


def compose(texts: tuple[str, ...], own: Holds, setting: Setting = Setting.LABEL) -> tuple[str, ...]:
    """The texts of one paragraph, in order, with holds put in; a rule looks across the borders of the texts."""
    joined = "".join(texts)
    held = {match.start() for match in _held_spaces(own).finditer(joined)}
    joins = {match.start() for match in _JOINED_BEFORE.finditer(joined)}
    joins.update(match.end() for match in _JOINED_AFTER.finditer(joined))
    joins.update(at for match in _long_scales(own).finditer(joined) for at in range(match.start() + 1, match.end()))
    if setting is Setting.FORMULA:
        joins.update(match.start() for match in _EVERYWHERE.finditer(joined))
    if setting is Setting.TITLE:
        joins.update(match.end() for match in _HYPHEN.finditer(joined))
    if setting is Setting.CELL:
        for match in _BRACKETED.finditer(joined):
            held.update(range(*match.span()))
            joins.update(range(match.start() + 1, match.end()))
    _hold_ending(joined, held, joins)
    soft = set() if setting is Setting.FORMULA else breaks(joined)
    meets = {match.start() for match in _MEETS.finditer(joined)} if own.seams else set()
    places = Places(frozenset(held), frozenset(joins - soft), frozenset(soft), frozenset(meets))
    woven = _meeting(list(_woven(texts, places)))
    if setting is Setting.PROSE and woven and _ends_with_long_word(joined):
        woven[-1] += JOINER
    return tuple(woven)


def _meeting(texts: list[str]) -> list[str]:
    """Full-width marks that meet across the border of two texts, told to `justify` by joiners: one behind a closing
    mark, two before an opening one."""
    for at, (before, after) in enumerate(pairwise(texts)):
        if before[-1:] in CLOSING and after[:1] in CLOSING | OPENING:
            texts[at] += JOINER
        elif before[-1:] in OPENING and after[:1] in OPENING:
            texts[at + 1] = JOINER * 2 + after
    return texts


def breaks(text: str) -> set[int]:
    """Where long names may be broken: before the characters at these places."""
    names = ((name.start(), seam.start()) for name in _LONG_NAME.finditer(text) for seam in _BREAK.finditer(name[0]))
    keys = (at for key in _KEY.finditer(text) for at in range(key.start() + _KEY_PIECE, key.end(), _KEY_PIECE))
    return {start + at for start, at in names}.union(keys)


def softened(text: str) -> str:
    """The text with breaks allowed inside its long names."""
    soft = breaks(text)
    return "".join(SOFT + char if at in soft else char for at, char in enumerate(text)) if soft else text


def unbroken(text: str) -> Iterator[str]:
    """The pieces of a composed text that stay on one line, without its joiners; spaces belong to the piece before.

    A seam is as wide as a space, about."""
    text = text.replace(SEAM, NO_BREAK_SPACE)
    for part in text.split(SOFT):
        held = ""
        for word in words(part):
            if held and not word.startswith(JOINER) and not held.endswith(JOINER):
                yield held.replace(JOINER, "")
                held = ""
            held += word
        yield held.replace(JOINER, "")


def syllables(text: str) -> str:
    """An East Asian text whose long Latin words may be divided, so that justification has less to fill."""
    return _FOREIGN_WORD.sub(lambda match: dictionary().inserted(match[0], _SOFT_HYPHEN), text)


@cache
def dictionary() -> pyphen.Pyphen:
    """Where long Latin words in East Asian texts may be divided."""
    return pyphen.Pyphen(lang="en_US", left=_LEFT, right=_LEFT)


@cache
def _held_spaces(own: Holds) -> re.Pattern[str]:
    """Spaces that hold: between a number and its scale or unit, between a label and its number, before a citation."""
    scales = "|".join(map(re.escape, own.scales)) or "(?!)"
    full_width = [scale for scale in own.scales if has_east_asian(scale)]
    rules = [
        rf"(?<=\d) (?=[{_HAN}%‰°×])",
        rf"(?<=\d) (?=(?:{scales}|pp|[KMGTP]B)\b)",
        r"(?<=[~≈<>≤≥×]) (?=\d)",
        r"(?<=\S) (?=\[\d)",
        rf"(?<={OBJECT}) (?=\S)",
        *(rf"(?<={re.escape(scale)}) (?=[A-Za-z])" for scale in full_width),
        *(rf"(?<=\b{re.escape(label)}) (?=\d)" for label in own.labels),
    ]
    return re.compile("|".join(rules))


@cache
def _long_scales(own: Holds) -> re.Pattern[str]:
    """Scales of several characters, which stay whole after a number."""
    names = sorted((scale for scale in own.scales if len(scale) > 1 and has_east_asian(scale)), key=len, reverse=True)
    return re.compile(rf"(?<=\d[ \u00a0])(?:{'|'.join(map(re.escape, names)) or '(?!)'})")


def _hold_ending(text: str, held: set[int], joins: set[int]) -> None:
    """No last line of one character, or of one short word."""
    end = len(text.rstrip())
    east_asian = has_east_asian(text)
    if end < (_LONG // 2 if east_asian else _LONG):
        return
    last = max((at for at, char in enumerate(text[:end]) if char.isalnum()), default=0)
    if is_east_asian(text[last]):
        joins.add(last)
    elif not east_asian and (space := text.rfind(" ", 0, end)) > 0 and end - space <= _SHORT_WORD:
        held.add(space)


def _ends_with_long_word(text: str) -> bool:
    """Whether it might be divided: the joiner behind it tells `lastword` to keep it whole."""
    return len(text.rpartition(" ")[2]) >= 2 * _LEFT and not has_east_asian(text)


def _woven(texts: tuple[str, ...], places: Places) -> Iterator[str]:
    start = 0
    for text in texts:
        woven = "".join(_char(char, at, places) for at, char in enumerate(text, start))
        # After a text that ends with a no-break space the layout engine breaks at the first place, not the last.
        yield woven + JOINER if woven.endswith(NO_BREAK_SPACE) else woven
        start += len(text)


def _char(char: str, at: int, places: Places) -> str:
    if at in places.soft:
        return SOFT + char
    shown = NO_BREAK_SPACE if at in places.held and char == " " else char
    if at in places.meets:
        return JOINER + SEAM + (JOINER if at in places.joins else SOFT) + shown
    return JOINER + shown if at in places.joins else shown
