"""Two texts that should say the same: what differs, as findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from builder.check.parity.quantities import Mismatch, mismatches
from builder.check.parity.said import Said, Side
from builder.check.parity.same import loosely
from builder.check.parity.tree import Leaf
from builder.diagnostics import Code
from builder.locales.quantity import Quantity
from builder.locales.reading_words import WALL
from builder.model import Amount, Modifier, Ref, RefKind

_NEAR = 40
"""Signs between two numbers of one phrase."""
_CLAUSE = re.compile(r"[,，;；:：。()（）]|\.\s")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a text says: `key` is equal in all languages, `words` are as they stand in the file."""

    key: Hashable
    words: str


@dataclass(frozen=True, slots=True)
class Finding:
    """`there` is what the source says, `here` what the other language says in its place; None: nothing.

    One that is not `grave` is a difference that a free translation may have; with a `firm` one the editions cannot be
    made side by side."""

    code: Code
    source: Leaf
    other: Leaf
    there: Thing | None
    here: Thing | None
    grave: bool = True
    firm: bool = False


def compare(source: Said, other: Said, ours: Side, theirs: Side) -> Iterator[Finding]:
    tags = ours.tags | theirs.tags
    yield from _references(source, other)
    yield from _quantities(source, other, ours, theirs)
    yield from _verbatim(source, other, tags)
    yield from _emphasis(source, other)
    gone, new = _difference(_conditions(source), _conditions(other))
    yield from _findings(Code.PARITY, source, other, gone, new)


def _findings(
    code: Code, source: Said, other: Said, gone: Iterable[Thing], new: Iterable[Thing], *, grave: bool = True
) -> Iterator[Finding]:
    """What is gone and what is new, paired in order: one finding a change."""
    lost, found = list(gone), list(new)
    for place in range(max(len(lost), len(found))):
        there = lost[place] if place < len(lost) else None
        here = found[place] if place < len(found) else None
        yield Finding(code, source.leaf, other.leaf, there, here, grave)


# --- references ----------------------------------------------------------------------------------------------------


def _references(source: Said, other: Said) -> Iterator[Finding]:
    """The same facts and citations, as often and with the same meaning; and the same figures, however often."""
    if not source.refs and not other.refs:
        return
    for kind in (RefKind.FACT, RefKind.CITE, RefKind.PARAM):
        wanted = [_reference(ref) for ref in source.refs if ref.kind is kind]
        found = [_reference(ref) for ref in other.refs if ref.kind is kind]
        gone, new = _difference(wanted, found)
        yield from _findings(Code.OTHER_REFERENCE, source, other, gone, new)
    shown = [[_reference(ref) for ref in said.refs if ref.kind is RefKind.REF] for said in (source, other)]
    gone, new = _apart(shown[0], shown[1], "", "")
    yield from _findings(Code.OTHER_REFERENCE, source, other, gone, new, grave=bool(gone and new))


_MEANING = ("modifier", "digits", "signed")
"""Options of {fact} that say something else; forms and measure words are each language's own."""


def _reference(ref: Ref) -> Thing:
    options = tuple((name, ref.options[name]) for name in _MEANING if name in ref.options)
    said = "".join(f" {name}={value}" for name, value in options)
    return Thing((ref.kind, ref.key, options), f"{{{ref.kind}}}`{ref.key}{said}`")


def _difference(wanted: list[Thing], found: list[Thing]) -> tuple[list[Thing], list[Thing]]:
    """What is wanted and not found, and the other way round, as often as that is."""
    if [thing.key for thing in wanted] == [thing.key for thing in found]:
        return [], []
    gone, new = Counter(t.key for t in wanted), Counter(t.key for t in found)
    return _taken(wanted, gone - new), _taken(found, new - gone)


def _taken(things: list[Thing], counts: Counter[Hashable]) -> list[Thing]:
    result = []
    for thing in reversed(things):
        if counts[thing.key] > 0:
            counts[thing.key] -= 1
            result.append(thing)
    return result[::-1]


# --- quantities ----------------------------------------------------------------------------------------------------


def _quantities(source: Said, other: Said, ours: Side, theirs: Side) -> Iterator[Finding]:
    if not source.quantities and not other.quantities:
        return
    for mismatch in mismatches(source.quantities, other.quantities):
        there, here = _quantity(source, mismatch.source), _quantity(other, mismatch.other)
        if mismatch.code is Code.NUMBER_MISSING and _typed_as_code(mismatch.source or mismatch.other, source, other):
            continue
        if mismatch.other is None and mismatch.source and _in_name(mismatch.source, source, other):
            continue
        if mismatch.source is None and mismatch.other and _in_name(mismatch.other, other, source):
            continue
        if mismatch.source is None and mismatch.other and _in_words(mismatch.other, source, ours):
            continue
        if mismatch.other is None and mismatch.source and _in_words(mismatch.source, other, theirs):
            continue
        if mismatch.code is Code.NUMBER_MODIFIER and _apart_said(mismatch, (source, ours), (other, theirs)):
            continue
        yield Finding(mismatch.code, source.leaf, other.leaf, there, here, mismatch.grave)


def _quantity(said: Said, quantity: Quantity | None) -> Thing | None:
    if quantity is None:
        return None
    key = (quantity.value, quantity.unit, quantity.modifier, quantity.ordinal)
    return Thing(key, said.text[quantity.start : quantity.end].strip())


def _apart_said(mismatch: Mismatch, ours: tuple[Said, Side], theirs: tuple[Said, Side]) -> bool:
    """Whether one side says its modifier in the same clause, with other words between: 约为 2022 年的两倍."""
    first, second = mismatch.source, mismatch.other
    if first is None or second is None:
        return False
    for bare, full, (said, side) in ((first, second, ours), (second, first, theirs)):
        if bare.modifier is not Modifier.NONE:
            continue
        start = max([0, *(match.end() for match in _CLAUSE.finditer(said.text, 0, bare.start))])
        lead = list(said.text[start : bare.start])
        for other in said.quantities:
            if start <= other.start < bare.start:
                if loosely(other.modifier) is loosely(full.modifier) and _joined(
                    said.text[other.end : bare.start], side
                ):
                    return True
                lead[other.start - start : other.end - start] = WALL * (min(other.end, bare.start) - other.start)
        if side.modifies("".join(lead), full.modifier):
            return True
    return False


def _joined(between: str, side: Side) -> bool:
    """Whether what is said of one number may be said of the next, too: "over 30 states and 20 actions"."""
    joins = side.locale.relations.joins
    return len(between) <= _NEAR and any(
        re.search(rf"\b{re.escape(j)}\b" if j.isascii() else j, between) for j in joins
    )


def _typed_as_code(quantity: Quantity | None, source: Said, other: Said) -> bool:
    """A number that one language types as code: set to `0`."""
    assert quantity is not None
    texts = [said.text[quantity.number[0] : quantity.number[1]] for said in (source, other)]
    return any(text.strip() and text.strip() in said.codes for text in texts for said in (source, other))


def _in_name(quantity: Quantity, said: Said, there: Said) -> bool:
    """A number that the other text has in a name: 360 智脑 is "360AI"."""
    number = said.text[quantity.number[0] : quantity.number[1]].strip()
    if quantity.unit not in ("", "count") or not re.fullmatch(r"\d+(?:\.\d+)*", number):
        return False
    places = [match.start() for match in re.finditer(rf"(?<![\d.,]){re.escape(number)}(?![\d,]|\.\d)", there.text)]
    return any(not any(q.start <= place < q.end for q in there.quantities) for place in places)


def _in_words(quantity: Quantity, said: Said, side: Side) -> bool:
    """A small number that the other language says in a word: 晚上十点, and "10 pm"."""
    value = quantity.value
    if not isinstance(value, Amount) or value.high is not None or quantity.unit != "count":
        return False
    numerals = side.locale.reading.numerals
    words = {**numerals.digits, **{word: 10**power for word, power in numerals.steps.items()}}
    text = said.text.casefold()
    return any(number == value.low and word in text for word, number in words.items())


# --- what is the same in every language ----------------------------------------------------------------------------


def _verbatim(source: Said, other: Said, tags: frozenset[str]) -> Iterator[Finding]:
    """Formulas, code, names with digits and links, whatever the number of times that a language says them."""
    codes = _codes(source, tags), _codes(other, tags)
    lost: list[Thing] = []
    added: list[Thing] = []
    for wanted, found in ((_formulas(source), _formulas(other)), codes, (_names(source), _names(other))):
        gone, new = _translated(*_apart(wanted, found, source.text, other.text))
        lost += gone
        added += new
    yield from _findings(Code.OTHER_CODE, source, other, lost, added, grave=bool(lost and added))
    gone, new = _apart(_numerals(source), _numerals(other), source.text, other.text)
    if len(gone) == len(new):  # else one language says it in a word, or in a label of its own
        yield from _findings(Code.NUMBER_VALUE, source, other, gone, new)
    gone, new = _apart(_links(source, tags), _links(other, tags), "", "")
    yield from _findings(Code.OTHER_LINK, source, other, gone, new, grave=bool(gone and new))


def _apart(wanted: list[Thing], found: list[Thing], text: str, other: str) -> tuple[list[Thing], list[Thing]]:
    """What one side has and the other nowhere, not in its text either."""
    if not wanted and not found:
        return [], []
    have, got = {t.key for t in wanted}, {t.key for t in found}
    gone = [t for t in wanted if t.key not in got and t.words not in other]
    new = [t for t in found if t.key not in have and t.words not in text]
    if gone and not new:
        gone = [t for t in gone if not _begins_with_number(t.words, other)]
    elif new and not gone:
        new = [t for t in new if not _begins_with_number(t.words, text)]
    return gone, new


def _begins_with_number(name: str, text: str) -> bool:
    """Whether the number that a name begins with stands in the other text before words: "360AI" is 360 智脑."""
    number = re.match(r"\d+(?=[A-Za-z]+$)", name)
    return number is not None and bool(re.search(rf"(?<![\w.,]){number[0]}\s?(?=[^\W\da-zA-Z])", text))


def _translated(gone: list[Thing], new: list[Thing]) -> tuple[list[Thing], list[Thing]]:
    """Without what is typed as code and is words of a language (`模型名`), and as many counterparts of it."""
    foreign = [sum(not t.words.isascii() for t in side) for side in (gone, new)]
    plain = [[t for t in side if t.words.isascii()] for side in (gone, new)]
    return plain[0][foreign[1] :], plain[1][foreign[0] :]


def _conditions(said: Said) -> list[Thing]:
    return [Thing(("condition", one), f"[ … ]{{when {one}}}") for one in said.conditions]


def _formulas(said: Said) -> list[Thing]:
    return [Thing(("formula", tex), f"${tex}$") for tex in said.formulas]


def _codes(said: Said, tags: frozenset[str]) -> list[Thing]:
    return [Thing(("code", _any_language("".join(code.split()), tags)), code) for code in said.codes]


def _names(said: Said) -> list[Thing]:
    return [Thing(("name", re.sub(r"[-_\s]", "", name).casefold()), name) for name in said.names]


def _numerals(said: Said) -> list[Thing]:
    return [Thing(("numeral", number), number) for number in said.numerals]


def _links(said: Said, tags: frozenset[str]) -> list[Thing]:
    return [Thing(("link", _any_language(link.target.casefold(), tags)), link.target) for link in said.links]


def _any_language(address: str, tags: frozenset[str]) -> str:
    """An address or file name without what names its language: /zh-CN/, README.en.md, zh.wikipedia.org."""
    return "/".join(part for part in re.split(r"[/._?&#=:-]+", address) if part.casefold() not in tags)


def _emphasis(source: Said, other: Said) -> Iterator[Finding]:
    counts = len(source.marks), len(other.marks)
    if counts[0] != counts[1]:
        there, here = (Thing(("emphasis", count), f"{count} emphasised") for count in counts)
        yield Finding(Code.EMPHASIS, source.leaf, other.leaf, there, here, grave=False)
