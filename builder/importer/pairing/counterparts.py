"""Which sections and which blocks of two outlines are counterparts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from builder.alignment.align import Unit, align
from builder.alignment.evidence import Tokens, Weights, read, shape_of, tokens_of, weigh
from builder.importer.outlining.inlines import normal, normals
from builder.importer.outlining.typed import NUMBER, SECTION
from builder.importer.pairing.ids import own_anchors
from builder.importer.sheet import Comment, Outline, Part, Pieces
from builder.locales import UnknownLocale, load_locale
from builder.model import Block
from builder.text import EMOJI, plain

Path = tuple[int, ...]
"""The place of a section: its index and those of the sections above it."""
OPENING: Path = ()


def blocks_of(pieces: Pieces) -> list[tuple[int, Block]]:
    """The blocks among the pieces, with their places."""
    return [(place, piece.block) for place, piece in enumerate(pieces) if not isinstance(piece.block, Comment)]


@dataclass(frozen=True, slots=True)
class Counterparts:
    """`sections`: places in the other outline by those in the first. `blocks`: the blocks of each, by index."""

    sections: dict[Path, Path]
    blocks: dict[Path, dict[int, int]]


def counterparts(first: Outline, other: Outline) -> Counterparts:
    left, right = Reading(first), Reading(other)
    weights = weigh(left.units(), right.units())
    titles = weigh(left.titles.values(), right.titles.values())
    result = Counterparts({}, {OPENING: _blocks(left, right, OPENING, OPENING, weights)})
    stack: list[tuple[Path, Path]] = [(OPENING, OPENING)]
    while stack:
        above, beside = stack.pop()
        ours, theirs = left.children(above), right.children(beside)
        pairs = align(
            [_section_unit(left, path, weights, titles) for path in ours],
            [_section_unit(right, path, weights, titles) for path in theirs],
        )
        for i, j in pairs:
            result.sections[ours[i]] = theirs[j]
            result.blocks[ours[i]] = _blocks(left, right, ours[i], theirs[j], weights)
            stack.append((ours[i], theirs[j]))
    return result


class Reading:
    """What an outline holds, section by section."""

    def __init__(self, outline: Outline) -> None:
        self.parts: dict[Path, Part] = {}
        self.blocks: dict[Path, list[Block]] = {OPENING: [block for _, block in blocks_of(outline.opening)]}
        self.tops = tuple((place,) for place in range(len(outline.parts)))
        self._read(outline.parts, OPENING)
        measured = {path: [read(block) for block in blocks] for path, blocks in self.blocks.items()}
        self.tokens = {path: [tokens for tokens, _ in found] for path, found in measured.items()}
        self.lengths = {path: [size for _, size in found] for path, found in measured.items()}
        self.titles = {path: _title_tokens(part, outline.lang) for path, part in self.parts.items()}
        self.sizes = {path: sum(found) for path, found in self.lengths.items()}
        self.kinds = {path: Counter(map(shape_of, blocks)) for path, blocks in self.blocks.items()}
        self.whole: dict[Path, Tokens] = {}
        for path in sorted(self.parts, key=len, reverse=True):
            self._gather(path)

    def _read(self, parts: tuple[Part, ...], above: Path) -> None:
        for place, part in enumerate(parts):
            path = (*above, place)
            self.parts[path] = part
            self.blocks[path] = [block for _, block in blocks_of(part.pieces)]
            self._read(part.parts, path)

    def _gather(self, path: Path) -> None:
        """What a section holds with all below it."""
        whole: Tokens = Counter()
        for tokens in self.tokens[path]:
            whole.update(tokens)
        for child in self.children(path):
            whole.update(self.whole[child])
            self.sizes[path] += self.sizes[child]
            self.kinds[path].update(self.kinds[child])
            self.kinds[path]["section"] += 1
        self.whole[path] = whole

    def children(self, path: Path) -> tuple[Path, ...]:
        if not path:
            return self.tops
        return tuple((*path, place) for place in range(len(self.parts[path].parts)))

    def units(self) -> Iterator[Tokens]:
        for tokens in self.tokens.values():
            yield from tokens


def _title_tokens(part: Part, lang: str) -> Tokens:
    """What the headings of counterparts share: words, emoji, the topic, anchors and the number that was typed."""
    tokens = tokens_of(part.title)
    tokens.update(f"sign {sign[0][0]}" for sign in EMOJI.finditer(plain(part.title)))
    tokens.update(f"topic {topic}" for topic in _topics(part, lang))
    for anchor in own_anchors(part.anchors):
        if anchor.startswith(NUMBER):
            tokens[f"typed {anchor}"] += 1
        elif not anchor.startswith(SECTION):
            tokens[f"anchor {anchor.casefold()}"] += 1
    return tokens


def _topics(part: Part, lang: str) -> list[str]:
    try:
        topics = load_locale(lang).typed.topics
    except UnknownLocale:
        return []
    name = normal(plain(part.title))
    return [topic for topic, names in topics.items() if name in normals(names)]


def _section_unit(reading: Reading, path: Path, weights: Weights, titles: Weights) -> Unit:
    return Unit(
        shape="",
        vector=weights.vector(reading.whole[path]),
        size=reading.sizes[path],
        title=titles.vector(reading.titles[path]),
        parts=reading.kinds[path],
    )


def _blocks(left: Reading, right: Reading, ours: Path, theirs: Path, weights: Weights) -> dict[int, int]:
    return dict(align(_block_units(left, ours, weights), _block_units(right, theirs, weights)))


def _block_units(reading: Reading, path: Path, weights: Weights) -> list[Unit]:
    return [
        Unit(shape_of(block), weights.vector(tokens), size, {}, {})
        for block, tokens, size in zip(reading.blocks[path], reading.tokens[path], reading.lengths[path], strict=True)
    ]
