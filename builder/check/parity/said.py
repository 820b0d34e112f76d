"""What a text says that its counterparts in other languages must say, too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import assert_never

from builder.check.parity.tree import Leaf, Node, leaves_below
from builder.locales import Locale
from builder.locales.quantity import Quantity
from builder.locales.reading import read_quantities
from builder.locales.reading_words import WALL
from builder.model import (
    Break,
    Code,
    Emph,
    Fact,
    Footnote,
    Inlines,
    Link,
    Math,
    Picture,
    Ref,
    RefKind,
    Script,
    Status,
    Strike,
    Text,
)
from builder.text import walk

_NAME = re.compile(r"(?<![\w.])(?=[\w.:/+-]*[A-Za-z])(?=[\w.:/+-]*\d)[A-Za-z0-9](?:[\w.:/+-]*[A-Za-z0-9+])?", re.ASCII)
"""A name with a digit in it: Qwen3-235B, arXiv:2601.12146, v1.2.3."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_.+#-]*[A-Za-z0-9+#]")

ASSERTED = (RefKind.FACT, RefKind.CITE)
"""References that every language has as often."""


@dataclass(frozen=True, slots=True)
class Said:
    """`text` has a wall for what is no text. `refs` are facts and citations in their order, by kind and key.

    `places`: where each of `refs` stands in `text`. `marks` are emphases, strong ones apart; `names` are names with
    digits that are no quantities."""

    leaf: Leaf
    text: str
    quantities: tuple[Quantity, ...]
    refs: tuple[Ref, ...]
    places: tuple[int, ...]
    links: tuple[Link, ...]
    codes: tuple[str, ...]
    formulas: tuple[str, ...]
    marks: tuple[str, ...]
    names: tuple[str, ...]


class Side:
    """One language of a report, whose texts are read once."""

    def __init__(self, lang: str, locale: Locale, facts: Mapping[str, Fact]) -> None:
        self.lang, self.locale, self.facts = lang, locale, facts
        tag = locale.tag.casefold()
        self.tags = frozenset({lang.casefold(), tag, tag.replace("-", "_"), *tag.split("-")})
        self._said: dict[int, tuple[Leaf, Said]] = {}

    def said(self, leaf: Leaf) -> Said:
        if id(leaf) not in self._said:
            self._said[id(leaf)] = leaf, self._read(leaf)
        return self._said[id(leaf)][1]

    def tokens(self, node: Node) -> Counter[str]:
        """What a node shares with its counterparts: references, quantities, code, links, names, words in Latin."""
        tokens: Counter[str] = Counter(f"trait {value}" for _, value in node.traits if value)
        for leaf in leaves_below(node):
            said = self.said(leaf)
            tokens.update(f"{ref.kind} {ref.key}" for ref in said.refs)
            tokens.update(f"number {q.value} {q.ordinal}" for q in said.quantities)
            tokens.update(f"code {code}" for code in (*said.codes, *said.formulas))
            tokens.update(f"link {link.target}" for link in said.links)
            tokens.update(word.casefold() for word in _LATIN.findall(said.text))
        return tokens

    def size(self, node: Node) -> float:
        """The length of a node's text, in signs: a character of Han counts for two."""
        return float(sum(size_of(self.said(leaf).text) for leaf in leaves_below(node)))

    def _read(self, leaf: Leaf) -> Said:
        pieces = tuple(_walled(leaf.inlines))
        text = "".join(piece for piece, _ in pieces)
        ends = accumulate(len(piece) for piece, _ in pieces)
        asserted = [(ref, end - 1) for (_, ref), end in zip(pieces, ends, strict=True) if ref and ref.kind in ASSERTED]
        quantities = read_quantities(text, self.locale)
        below = tuple(_own(leaf.inlines))
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
            tuple(_names(text, quantities)),
        )


def size_of(text: str) -> int:
    return sum(2 if character > "\u2e80" else 1 for character in text)


def _own(inlines: Inlines) -> Iterator[object]:
    """Everything in and below inlines but what stands in footnotes."""
    for inline in inlines:
        if isinstance(inline, Emph | Strike | Script | Link):
            yield inline
            yield from _own(inline.children)
        elif not isinstance(inline, Footnote):
            yield from walk(inline)


def _walled(inlines: Inlines) -> Iterator[tuple[str, Ref | None]]:
    """Pieces of the text; a reference is a wall, and known by it."""
    for inline in inlines:
        match inline:
            case Text():
                yield inline.text, None
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


def _names(text: str, quantities: tuple[Quantity, ...]) -> Iterator[str]:
    for match in _NAME.finditer(text):
        if "//" not in match[0] and not any(q.start < match.end() and match.start() < q.end for q in quantities):
            yield match[0]
