"""The texts of two editions compared twice: first by themselves, then with what all of them together tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from builder.check.context import Context
from builder.check.parity.compare import Comparison
from builder.check.parity.lengths import lengths
from builder.check.parity.lexicon import Lexicon, Words, words_of
from builder.check.parity.said import Side
from builder.check.parity.swaps import swaps
from builder.check.parity.texts import Finding
from builder.check.parity.tree import Leaf, Node, front_of, labels_of, nodes_of
from builder.diagnostics import Code
from builder.model import Front, Section, Terms


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is compared by itself: texts that belong together by name, and rows of parts."""

    leaves: tuple[tuple[Leaf, Leaf], ...]
    above: tuple[Leaf, Leaf]
    ours: tuple[Node, ...] = ()
    theirs: tuple[Node, ...] = ()

    def compared(self, source: Side, other: Side) -> Comparison:
        comparison = Comparison(source, other)
        self.compare(comparison)
        return comparison

    def compare(self, comparison: Comparison) -> None:
        for leaves in self.leaves:
            comparison.leaves(*leaves)
        comparison.nodes(self.ours, self.theirs, self.above, top=True)


def section_part(ours: Section, theirs: Section) -> Part:
    title = Leaf("heading", ours.title, ours.span), Leaf("heading", theirs.title, theirs.span)
    return Part((title,), title, nodes_of(ours.blocks), nodes_of(theirs.blocks))


def front_part(ours: Front, theirs: Front) -> Part:
    nodes = front_of(ours), front_of(theirs)
    return Part((), (nodes[0].leaves[0], nodes[1].leaves[0]), nodes[:1], nodes[1:])


def labels_part(ours: Terms, theirs: Terms, front: tuple[Front, Front]) -> Part:
    """Labels of terms.yaml by id; that one is missing is told where it is used."""
    left, right = labels_of(ours, front[0].span), labels_of(theirs, front[1].span)
    above = Leaf("", (), front[0].span), Leaf("", (), front[1].span)
    return Part(tuple((leaf, right[name]) for name, leaf in left.items() if name in right), above)


@dataclass(frozen=True, slots=True)
class Passes:
    context: Context
    source: Side
    other: Side

    def findings(self, parts: Sequence[Part]) -> tuple[list[Comparison], list[Finding]]:
        """What each part says otherwise, and what is out of proportion."""
        first = [part.compared(self.source, self.other) for part in parts]
        texts = [pair for comparison in first for pair in comparison.texts]
        lexicon = self._lexicon(texts)
        places = {id(ours): at for at, (ours, _) in enumerate(texts)}
        neighbours = [pair for comparison in first for pair in comparison.neighbours]
        swapped = swaps(self.source, self.other, neighbours, lexicon, places)
        again = {id(pair.theirs[1]) for pair in neighbours} & swapped.keys()
        for at, (part, comparison) in enumerate(zip(parts, first, strict=True)):
            crossed = any(id(pair.theirs[1]) in again for pair in comparison.neighbours)
            if crossed or any(f.code in _UNSURE for f in comparison.findings):
                first[at] = Comparison(self.source, self.other, lexicon=lexicon, swapped=swapped)
                part.compare(first[at])
        texts = [pair for comparison in first for pair in comparison.texts]
        return first, list(lengths(self.source, self.other, texts))

    def _lexicon(self, texts: Sequence[tuple[Leaf, Leaf]]) -> Lexicon:
        said = ((self.source.said(ours).text, self.other.said(theirs).text) for ours, theirs in texts)
        return Lexicon(map(self._words, said), map(self._words, self._sure()))

    def _words(self, pair: tuple[str, str]) -> tuple[Words, Words]:
        return words_of(pair[0], self.source.locale), words_of(pair[1], self.other.locale)

    def _sure(self) -> Iterator[tuple[str, str]]:
        """What terms.yaml and the glossary call the same."""
        corpus, langs = self.context.corpus, (self.source.lang, self.other.lang)
        ours, theirs = (corpus.documents[lang].terms.labels for lang in langs)
        yield from ((text, theirs[name]) for name, text in ours.items() if name in theirs)
        for entry in corpus.glossary:
            first, second = (entry.renderings.get(lang, ()) for lang in langs)
            yield from product(first, second)


_UNSURE = frozenset({Code.MISSING_COUNTERPART, Code.PARITY, Code.ORDER})
"""What may be found because parts were laid beside wrong ones."""
