"""What a text says that its counterparts in other languages must say, too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import assert_never

from builder.check.context import Context, reading
from builder.check.parity.tree import Leaf, Node, leaves_below
from builder.check.parity.turns import turns
from builder.locales.quantity import Quantity
from builder.locales.reading_tables import modifier_words
from builder.locales.reading_words import WALL, choice
from builder.model import (
    Break,
    Clause,
    Code,
    Emph,
    Footnote,
    Inlines,
    Link,
    Math,
    Modifier,
    Picture,
    Ref,
    RefKind,
    Script,
    Status,
    Strike,
    Text,
)
from builder.text import walk

_NAME = re.compile(r"(?<![\w.])[A-Za-z0-9](?:[\w.:/+@-]*[A-Za-z0-9+])?", re.ASCII)
"""What may be a name with a digit in it: Qwen3-235B, arXiv:2601.12146, v1.2.3, Pass@1."""
_DIGIT = re.compile(r"[0-9]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_.+#-]*[A-Za-z0-9+#]")

ASSERTED = (RefKind.FACT, RefKind.CITE, RefKind.REF, RefKind.PARAM)
"""References that every language has as often."""


@dataclass(frozen=True, slots=True)
class Said:
    """`text` has a wall for what is no text. `refs` are facts and citations in their order, by kind and key.

    `places`: where each of `refs` stands in `text`. `marks` are emphases, strong ones apart; `conditions` those of
    clauses; `names` are names with digits that are no quantities, `numerals` numbers that are neither: the 4.5 of
    Opus 4.5."""

    leaf: Leaf
    text: str
    quantities: tuple[Quantity, ...]
    refs: tuple[Ref, ...]
    places: tuple[int, ...]
    links: tuple[Link, ...]
    codes: tuple[str, ...]
    formulas: tuple[str, ...]
    marks: tuple[str, ...]
    conditions: tuple[str, ...]
    names: tuple[str, ...]
    numerals: tuple[str, ...]


Anchors = frozenset[Hashable]


class Side:
    """One language of a report, whose texts are read once."""

    def __init__(self, context: Context, lang: str) -> None:
        self.lang, self.locale, self.facts = lang, context.locales[lang], context.corpus.facts
        self.read = context.kept(reading, lang)
        tag = self.locale.tag.casefold()
        self.tags = frozenset({lang.casefold(), tag, tag.replace("-", "_"), *tag.split("-")})
        self._said: dict[int, tuple[Leaf, Said]] = {}
        self.turns = turns(self.locale.relations)
        self._modifiers = modifier_words(self.locale)[0]
        self._tokens: dict[int, tuple[Node, Counter[str], float]] = {}
        self._anchors: dict[int, Anchors] = {}

    def said(self, leaf: Leaf) -> Said:
        if id(leaf) not in self._said:
            self._said[id(leaf)] = leaf, self._read(leaf)
        return self._said[id(leaf)][1]

    def modifies(self, text: str, modifier: Modifier) -> bool:
        """Whether a text holds a word for the modifier."""
        known = {word: "" for word, meaning in self._modifiers.items() if meaning is modifier}
        return bool(re.search(choice(known, self.locale.reading).source, text))

    def anchors(self, leaf: Leaf) -> Anchors:
        """What a text shares with its counterpart whatever the words: references, quantities, code, links, names."""
        if id(leaf) not in self._anchors:
            said = self.said(leaf)
            self._anchors[id(leaf)] = frozenset(
                (
                    *((ref.kind, ref.key) for ref in said.refs),
                    *((q.value, q.ordinal) for q in said.quantities if not q.worded),
                    *(*said.codes, *said.formulas, *said.names),
                    *(link.target for link in said.links),
                )
            )
        return self._anchors[id(leaf)]

    def tokens(self, node: Node) -> Counter[str]:
        """What a node shares with its counterparts: references, quantities, code, links, names, words in Latin."""
        return self._summed(node)[1]

    def size(self, node: Node) -> float:
        """The length of a node's text, in signs: a character of Han counts for two."""
        return self._summed(node)[2]

    def parts(self, node: Node) -> dict[str, int]:
        """How many of each kind of thing a node holds: counterparts hold as many."""
        said = [self.said(leaf) for leaf in leaves_below(node)]
        counts = {
            "parts": len(node.nodes),
            "references": sum(len(one.refs) for one in said),
            "numbers": sum(not q.worded for one in said for q in one.quantities),
            "links": sum(len(one.links) + len(one.codes) + len(one.formulas) for one in said),
        }
        return {kind: count for kind, count in counts.items() if count}

    def _summed(self, node: Node) -> tuple[Node, Counter[str], float]:
        if id(node) not in self._tokens:
            tokens: Counter[str] = Counter(f"trait {value}" for _, value in node.traits if value)
            size = 0.0
            for leaf in node.leaves:
                said = self.said(leaf)
                tokens.update(shared(said))
                size += size_of(said.text)
            for inner in node.nodes:
                _, more, length = self._summed(inner)
                tokens.update(more)
                size += length
            self._tokens[id(node)] = node, tokens, size
        return self._tokens[id(node)]

    def _read(self, leaf: Leaf) -> Said:
        pieces = tuple(_walled(leaf.inlines))
        text = "".join(piece for piece, _ in pieces)
        ends = accumulate(len(piece) for piece, _ in pieces)
        asserted = [(ref, end - 1) for (_, ref), end in zip(pieces, ends, strict=True) if ref and ref.kind in ASSERTED]
        quantities = self.read(text)
        below = tuple(_own(leaf.inlines)) if any(not isinstance(i, Text | Ref) for i in leaf.inlines) else ()
        return Said(
            leaf,
            text,
            quantities,
            tuple(ref for ref, _ in asserted),
            tuple(place for _, place in asserted),
            tuple(i for i in below if isinstance(i, Link)),
            tuple(i.text.strip() for i in below if isinstance(i, Code)),
            tuple("".join(i.tex.split()) for i in below if isinstance(i, Math)),
            tuple("strong" if i.strong else "emphasis" for i in below if isinstance(i, Emph)),
            tuple(i.said for i in below if isinstance(i, Clause)),
            *_names(text, quantities),
        )


def shared(said: Said) -> Iterator[str]:
    """What a text shares with its counterparts whatever their language, as tokens."""
    yield from (f"{ref.kind} {ref.key}" for ref in said.refs)
    yield from (f"number {q.value} {q.ordinal}" for q in said.quantities)
    yield from (f"code {code}" for code in (*said.codes, *said.formulas))
    yield from (f"link {link.target}" for link in said.links)
    yield from (word.casefold() for word in _LATIN.findall(said.text))


def size_of(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


_WIDE = re.compile("[^\x00-\u2e7f]")


def _own(inlines: Inlines) -> Iterator[object]:
    """Everything in and below inlines but what stands in footnotes."""
    for inline in inlines:
        if isinstance(inline, Emph | Strike | Script | Link | Clause):
            yield inline
            yield from _own(inline.children)
        elif not isinstance(inline, Footnote):
            yield from walk(inline)


def _walled(inlines: Inlines) -> Iterator[tuple[str, Ref | None]]:
    """Pieces of the text; a reference is a wall, and known by it."""
    for place, inline in enumerate(inlines):
        match inline:
            case Text():
                yield inline.text, None
            case Clause():
                yield WALL if place and isinstance(inlines[place - 1], Clause) else "", None
                yield from _walled(inline.children)
            case Emph() | Strike() | Script() | Link():
                yield from _walled(inline.children)
            case Break():
                yield "\n", None
            case Footnote():
                pass
            case Ref():
                yield WALL, inline
            case Code() | Math() | Picture() | Status():
                yield WALL, None
            case _:
                assert_never(inline)


def _names(text: str, quantities: tuple[Quantity, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names with a digit, and numbers, that are no quantities."""
    if _DIGIT.search(text) is None:
        return (), ()
    names: list[str] = []
    numerals: list[str] = []
    for match in _NAME.finditer(text):
        word = match[0]
        if _DIGIT.search(word) is None or "//" in word:
            continue
        if not any(q.start < match.end() and match.start() < q.end for q in quantities):
            (names if _LETTER.search(word) else numerals).append(word)
    return tuple(names), tuple(numerals)


_LETTER = re.compile(r"[A-Za-z]")
