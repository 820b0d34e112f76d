"""Slips that people make in a bilingual report, made on purpose: one change in one Markdown file a mutant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Final


@dataclass(frozen=True)
class Page:
    """A Markdown file of one language and its counterpart; `facts`, `cites` and `refs` are all names of such."""

    lang: str
    text: str
    other: str
    facts: tuple[str, ...]
    cites: tuple[str, ...]
    refs: tuple[str, ...]
    terms: tuple[Term, ...]
    translated: bool

    @property
    def han(self) -> bool:
        return self.lang == "zh"


@dataclass(frozen=True)
class Term:
    """What the glossary calls a thing in the language and in the other, and what it forbids."""

    here: tuple[str, ...]
    there: tuple[str, ...]
    avoid: tuple[str, ...]


@dataclass(frozen=True)
class Edit:
    """`text[start:end]` becomes `new`."""

    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]


Maker = Callable[[Page], Iterator[Callable[[Random], Edit | None]]]
"""The places of a page where a mutant of the class can be made."""

_ROLE = r"\{\w+\}`[^`]*`"
_BARRED = re.compile(
    rf"{_ROLE}|`[^`\n]+`|```.*?```|\$\$.*?\$\$|\]\([^)]*\)|https?://\S+|\{{#[^}}]*\}}|^:+[{{][^\n]*$|^:[\w-]+:[^\n]*$|<[^>\n]*>"
    r"|^\s*\d+\.\s|\[\^\w+\]|^\|[-:| ]+\|$",
    re.DOTALL | re.MULTILINE,
)
"""What is no prose: roles, code, addresses, directives."""


def free(text: str) -> str:
    """The text with blanks where it is no prose; places stay."""
    return _BARRED.sub(lambda m: re.sub(r"[^\n]", "\0", m[0]), text)


_NUMBER = r"(?<![A-Za-z0-9_.,:/#\0-])\d+(?:,\d{3})*(?:\.\d+)?(?![A-Za-z0-9_:/-]|[.,]\d)"


def _each(pattern: str, change: Callable[[re.Match[str], Page, Random], str | None], *, raw: bool = False) -> Maker:
    def places(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
        text = page.text if raw else free(page.text)
        for match in re.finditer(pattern, text, re.MULTILINE):

            def edit(dice: Random, match: re.Match[str] = match) -> Edit | None:
                new = change(match, page, dice)
                return None if new is None or new == match[0] else Edit(match.start(), match.end(), new)

            yield edit

    return places


# --- numbers -------------------------------------------------------------------------------------------------------


def _other_scale(match: re.Match[str], page: Page, dice: Random) -> str:
    words = ("万亿", "亿", "万") if page.han else ("million", "billion", "trillion")
    return match["n"] + dice.choice([w for w in words if w != match["scale"]])


def _other_digit(match: re.Match[str], page: Page, dice: Random) -> str:
    text = match[0]
    places = [i for i, c in enumerate(text) if c.isdigit()]
    at = dice.choice(places)
    least = "1" if at == places[0] and len(places) > 1 else "0"
    return text[:at] + dice.choice([d for d in "0123456789" if d != text[at] and d >= least]) + text[at + 1 :]


_UNITS: Final = {
    "zh": (
        *(("个百分点", "%"), ("%", " 个百分点"), ("美元", "欧元"), ("个月", "年")),
        *((" 年", " 个月"), ("天", "周"), ("TB", "GB"), ("倍", "%")),
    ),
    "en": (
        *((" percentage points", "%"), ("%", " percentage points"), ("US$", "€"), (" months", " years")),
        *((" years", " months"), (" days", " weeks"), ("TB", "GB"), (" times", "%")),
    ),
}


def _units(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
    text = free(page.text)
    for old, new in _UNITS[page.lang]:
        word = re.escape(old.strip())
        behind = rf"(?<!(?<!\d)(?:19|20)\d\d)(?<=\d)\s?{word}(?![a-z])"  # but for years
        pattern = rf"{word}(?=\d)" if old == "US$" else behind
        for match in re.finditer(pattern, text):
            yield lambda _, match=match, new=new: Edit(match.start(), match.end(), new)  # type: ignore[misc]


_MODIFIERS: Final = {
    "zh": ("约", "超过", "超", "近", "至少", "不到", "最多"),
    "en": ("about", "over", "more than", "nearly", "at least", "less than", "up to"),
}
_LIKEWISE: Final = ("不足", "高达", "逾", "fewer than", "under", "almost", "some ")
"""Words that a modifier before the number would only say again, or make nonsense of."""


def _modifiers(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
    text, words = free(page.text), _MODIFIERS[page.lang]
    space = "" if page.han else " "
    for match in re.finditer(rf"({'|'.join(sorted(words, key=len, reverse=True))})\s?(?=(?:US\$)?\d)", text):
        between = " " if page.han and match[0].endswith(" ") and _is_han(text[match.start() - 1]) else ""
        yield lambda _, match=match, new=between: Edit(match.start(), match.end(), new)  # type: ignore[misc]
    amount = r"(?:US\$)?\d[\d,.]*\s?(?:%|亿|万|million|billion|trillion|percentage)"
    for match in re.finditer(rf"(?<![\w.$~约超近到过少于—–～\0-])(?:(?<= )|(?<=[\u4e00-\u9fff])){amount}", text):
        if any(word in text[max(0, match.start() - 12) : match.start()] for word in (*words, *_LIKEWISE)):
            continue
        word = words[match.start() % len(words)]
        at = match.start()
        if page.han and text[at - 1] == " " and _is_han(text[at - 2]):
            yield lambda _, at=at, word=word: Edit(at - 1, at, word + " ")  # type: ignore[misc]
        else:
            yield lambda _, at=at, word=word: Edit(at, at, word + space)  # type: ignore[misc]


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _fact_modifiers(match: re.Match[str], page: Page, dice: Random) -> str | None:
    return f"{{fact}}`{match['key']} modifier={dice.choice(('over', 'under', 'up-to'))}`"


def _range_end(match: re.Match[str], page: Page, dice: Random) -> str:
    return match["low"] + match["mark"] + _other_digit(re.match(r".*", match["high"]), page, dice)  # type: ignore[arg-type]


def _year(match: re.Match[str], page: Page, dice: Random) -> str:
    return str(int(match[0]) + dice.choice((-2, -1, 1, 2)))


# --- references ----------------------------------------------------------------------------------------------------


def _other_fact(match: re.Match[str], page: Page, dice: Random) -> str:
    return f"{{fact}}`{dice.choice([f for f in page.facts if f != match['key']])}{match['rest']}`"


def _other_cite(match: re.Match[str], page: Page, dice: Random) -> str | None:
    others = [c for c in page.cites if c not in match[0]]
    return f"{{cite}}`{dice.choice(others)}`" if others else None


def _other_ref(match: re.Match[str], page: Page, dice: Random) -> str | None:
    others = [ref for ref in page.refs if ref != match["key"]]
    return f"{{ref}}`{dice.choice(others)}`" if others else None


def _wrong_term(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
    """A forbidden word, or in a translation another thing's, for what both texts say once."""
    blocks, others = chunks(page.text), chunks(page.other)
    text, other = free(page.text), free(page.other)
    if len(blocks) != len(others):
        return
    for (start, end), (begin, stop) in zip(blocks, others, strict=True):
        for term in page.terms:
            found = [m for words in term.here for m in _whole(words).finditer(text, start, end)]
            said = [m for words in term.there for m in _whole(words).finditer(other, begin, stop)]
            if len(found) == len(said) == 1 and not _within(found[0], term, page, text):
                yield lambda dice, term=term, hit=found[0]: _renamed(term, hit, page, dice)  # type: ignore[misc]


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9_-]){re.escape(words)}(?![A-Za-z0-9_-])")


def _within(found: re.Match[str], term: Term, page: Page, text: str) -> bool:
    """Whether the words are part of those of a longer term."""
    a, b = max(0, found.start() - 40), found.end() + 40
    longer = (m for t in page.terms if t != term for words in t.here for m in _whole(words).finditer(text, a, b))
    return any(m.start() <= found.start() and found.end() <= m.end() for m in longer)


def _renamed(term: Term, hit: re.Match[str], page: Page, dice: Random) -> Edit | None:
    words = term.avoid or tuple(t.here[0] for t in page.terms if page.translated and not {*t.there} & {*term.there})
    return Edit(*hit.span(), dice.choice(words)) if words else None


def _swapped_facts(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
    for line in re.finditer(r"^(?![:|]).+$", page.text, re.MULTILINE):
        facts = list(re.finditer(r"\{fact\}`([\w.-]+)[^`]*`", line[0]))
        for a, b in pairwise(facts):
            if a[1] != b[1] and a[0] != b[0]:
                start, end = line.start() + a.start(), line.start() + b.end()
                new = b[0] + line[0][a.end() : b.start()] + a[0]
                yield lambda _, start=start, end=end, new=new: Edit(start, end, new)  # type: ignore[misc]


def _other_link(match: re.Match[str], page: Page, dice: Random) -> str:
    return match[1] + dice.choice((match[2][:-1] + "x", match[2].rstrip("/") + "/other", "https://example.org/"))


def _other_letter(match: re.Match[str], page: Page, dice: Random) -> str | None:
    text = match["code"]
    places = [i for i, c in enumerate(text) if c.isascii() and c.isalnum()]
    if not places:
        return None
    at = dice.choice(places)
    changed = text[:at] + dice.choice([c for c in "abcxyz019" if c != text[at].casefold()]) + text[at + 1 :]
    return match[0].replace(text, changed, 1)


def _changed_code(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
    text = re.sub(rf":::\{{data-notes\}}.*?^:::|{_ROLE}", lambda m: "\0" * len(m[0]), page.text, flags=re.S | re.M)
    pattern = r"(?<!`)`(?P<code>[^`\n\0]+)`(?!`)|(?<![A-Z])\$(?P<tex>[^$\s][^$\n]*)\$|^```\w*\n(?P<fence>.*?)^```"
    for match in re.finditer(pattern, text, re.MULTILINE | re.DOTALL):
        start = match.start(match.lastgroup or 0)
        code = match[match.lastgroup or 0]
        places = [i for i, c in enumerate(code) if c.isascii() and c.isalnum()]
        for _ in range(1 + len(places) // 16):

            def edit(dice: Random, start: int = start, code: str = code, places: list[int] = places) -> Edit | None:
                at = dice.choice(places)
                new = dice.choice([c for c in "abcxyz019" if c != code[at].casefold()])
                return Edit(start + at, start + at + 1, new)

            if places:
                yield edit


# --- blocks --------------------------------------------------------------------------------------------------------


def chunks(text: str) -> list[tuple[int, int]]:
    """Places of what blank lines part."""
    return [match.span() for match in re.finditer(r"(?:^.*\S.*$\n?)+", text, re.MULTILINE)]


_PROSE = re.compile(r"(?![\s:|>#`$!<\[-]|\d+[.)]\s|\*\s|\*\*\*)")


def _paragraphs(page: Page) -> Iterator[tuple[int, int]]:
    opened = False
    for start, end in chunks(page.text):
        block = page.text[start:end]
        if block.count("```") % 2:
            opened = not opened
        elif not opened and _PROSE.match(block) and "\n:" not in block and "\n```" not in block and "\n|" not in block:
            yield start, end


def _lines(pattern: str, *, outside: str = "") -> Callable[[Page], Iterator[tuple[int, int]]]:
    def places(page: Page) -> Iterator[tuple[int, int]]:
        barred = [m.span() for m in re.finditer(outside, page.text, re.DOTALL | re.MULTILINE)] if outside else []
        for match in re.finditer(pattern, page.text, re.MULTILINE):
            if not any(a <= match.start() < b for a, b in barred):
                yield match.span()

    return places


_rows = _lines(r"(?<=\|\n)^\|(?![-: |]+\|$).+\|\n(?=\||:|\n)")
_bullets = _lines(r"^(?:[-*]|\d+\.) .*\n(?! )", outside=r"^:::\{(?:flow|references)\}.*?^:::$")
_slides = _lines(r"^::::\{slide\}[\s\S]*?^::::\n")
_notes = _lines(r"^:::\{notes\}\n[\s\S]*?^:::\n")
_cites = _lines(r" ?\{cite\}`[^`]*`", outside=r"^- \{cite\}|^:source:")


def _drop(places: Callable[[Page], Iterator[tuple[int, int]]]) -> Maker:
    def makers(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
        for start, end in places(page):
            yield lambda _, start=start, end=end: Edit(start, end, "")  # type: ignore[misc]

    return makers


def _double(places: Callable[[Page], Iterator[tuple[int, int]]]) -> Maker:
    def makers(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
        for start, end in places(page):
            block = page.text[start:end]
            between = "" if "{cite}" in block[:7] or block.startswith(("|", "- ", "* ")) or block[0].isdigit() else "\n"
            yield lambda _, start=start, end=end, n=block + between + block: Edit(start, end, n)  # type: ignore[misc]

    return makers


SENTENCE: Final = re.compile(r"(?:[^。！？\n]|(?<=\d)\.)+[。！？]|(?:[^.!?\n]|\.(?=\S))+[.!?](?=\s|$)")


def sentences(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in SENTENCE.finditer(text)]


def _dropped_sentence(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
    for start, end in _paragraphs(page):
        found = sentences(page.text[start:end])
        for a, b in found if len(found) > 1 else []:
            yield lambda _, a=start + a, b=start + b: Edit(a, b, "")  # type: ignore[misc]


def _edited(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
    """A word that is no longer there."""
    word = r"(?<=[\u4e00-\u9fff])[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff])" if page.han else r"(?<= )[a-z]{4,} (?=[a-z])"
    text = free(page.text)
    for start, end in _paragraphs(page):
        for match in re.compile(word).finditer(text, start, end):
            yield lambda _, match=match: Edit(match.start(), match.end(), "")  # type: ignore[misc]


def _untranslated(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
    """A sentence of the counterpart in place of one's own; the files stand line beside line."""
    others = page.other.split("\n")
    if len(others) != len(page.text.split("\n")):
        return
    for start, end in _paragraphs(page):
        line = others[page.text.count("\n", 0, start)]
        mine, theirs = sentences(page.text[start:end]), sentences(line)
        if mine and theirs and len(line) > 20:
            (a, b), (c, d) = mine[0], theirs[0]
            yield lambda _, a=start + a, b=start + b, n=line[c:d]: Edit(a, b, n)  # type: ignore[misc]


def _swapped_rows(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
    rows = list(_rows(page))
    for (a, b), (c, d) in pairwise(rows):
        if b == c:
            yield lambda _, a=a, b=b, c=c, d=d: Edit(a, d, page.text[c:d] + page.text[a:b])  # type: ignore[misc]


def _swapped_cells(page: Page) -> Iterator[Callable[[Random], Edit | None]]:
    for start, end in _rows(page):
        cells = page.text[start:end].rstrip("\n").strip("|").split("|")
        for k in range(len(cells) - 1):
            if cells[k].strip() and cells[k + 1].strip() and cells[k].strip() != cells[k + 1].strip():
                new = [*cells[:k], cells[k + 1], cells[k], *cells[k + 2 :]]
                row = "|" + "|".join(new) + "|\n"
                yield lambda _, a=start, b=end, n=row: Edit(a, b, n)  # type: ignore[misc]


_NAME = r"(?<![\w.`{{/#-])(?P<code>[A-Z][A-Za-z]*(?:-?\d[\w.]*|[-\w]*-\d[\w.-]*))(?![\w`-])"

CLASSES: Final[dict[str, Maker]] = {
    "scale": _each(rf"(?P<n>{_NUMBER}\s?)(?P<scale>万亿|亿|万|million|billion|trillion)", _other_scale),
    "digit": _each(_NUMBER, _other_digit),
    "unit": _units,
    "modifier": _modifiers,
    "fact modifier": _each(r"\{fact\}`(?P<key>[\w.-]+)`", _fact_modifiers, raw=True),
    "range end": _each(
        r"(?P<low>\d[\d,.]*(?:%|\s?[亿万]?美元)?)(?P<mark>[—–～~-])(?P<high>\d[\d,]*(?:\.\d+)?)", _range_end
    ),
    "period": _each(r"(?<![A-Za-z0-9_.,:/#\0-])(?:19|20)\d\d(?![A-Za-z0-9_]|[.,]\d)", _year),
    "other fact": _each(r"\{fact\}`(?P<key>[\w.-]+)(?P<rest>[^`]*)`", _other_fact, raw=True),
    "other reference": _each(r"\{ref\}`(?P<key>[\w.-]+)`", _other_ref, raw=True),
    "other citation": _each(r"\{cite\}`[^`]*`", _other_cite, raw=True),
    "swapped facts": _swapped_facts,
    "dropped paragraph": _drop(_paragraphs),
    "doubled paragraph": _double(_paragraphs),
    "dropped row": _drop(_rows),
    "doubled row": _double(_rows),
    "dropped bullet": _drop(_bullets),
    "doubled bullet": _double(_bullets),
    "dropped slide": _drop(_slides),
    "doubled slide": _double(_slides),
    "dropped notes": _drop(_notes),
    "doubled notes": _double(_notes),
    "dropped citation": _drop(_cites),
    "doubled citation": _double(_cites),
    "dropped sentence": _dropped_sentence,
    "swapped rows": _swapped_rows,
    "swapped cells": _swapped_cells,
    "wrong link": _each(r"(\]\()(https?://[^)\s]+)", _other_link, raw=True),
    "changed code": _changed_code,
    "changed name": _each(_NAME, _other_letter),
    "untranslated": _untranslated,
    "half-width comma": _each(r"(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", lambda *_: ","),
    "wrong term": _wrong_term,
    "stale block": _edited,
    "lost emphasis": _each(r"\*\*([^*\n]+)\*\*", lambda m, *_: m[1], raw=True),
}
