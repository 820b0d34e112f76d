"""Outlines of several languages while they are compared: what all of them have, and what each thing is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.importer.pairing.counterparts import OPENING, Counterparts, Path, blocks_of, counterparts
from builder.importer.pairing.ids import Named
from builder.importer.sheet import Outline, Part, Pieces
from builder.model import Equation, Figure, Flow, Table
from builder.text import walk


class Shared:
    """What all languages have, by its place in the first of them."""

    def __init__(self, outlines: tuple[Outline, ...]) -> None:
        self.count = len(outlines)
        self.languages = [outline.lang for outline in outlines]
        self.others: list[Counterparts] = [counterparts(outlines[0], other) for other in outlines[1:]]
        self.sections = {path for path, _ in _pieces(outlines[0].parts, OPENING)} | {OPENING}
        for found in self.others:
            self.sections &= set(found.sections) | {OPENING}
        parts = {OPENING: outlines[0].opening, **dict(_pieces(outlines[0].parts, OPENING))}
        self.lengths = {path: len(blocks_of(pieces)) for path, pieces in parts.items()}

    def place(self, language: int, path: Path) -> Path:
        """The place in a language of a section that is shared."""
        return path if not language or not path else self.others[language - 1].sections[path]

    def blocks(self, path: Path) -> list[tuple[int, ...]]:
        """Indexes of the shared blocks of a shared section, one for each language."""
        rows = []
        for i in range(self.lengths[path]):
            row = [i, *(j for found in self.others if (j := found.blocks[path].get(i, -1)) >= 0)]
            if len(row) == self.count:
                rows.append(tuple(row))
        return rows


def _pieces(parts: tuple[Part, ...], above: Path) -> Iterator[tuple[Path, Pieces]]:
    for place, part in enumerate(parts):
        yield (*above, place), part.pieces
        yield from _pieces(part.parts, (*above, place))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the text of a language: a section's pieces, the piece, and the block's place among all of its kind."""

    path: Path
    piece: int
    nested: int


class Language:
    """One outline while it gets its ids."""

    def __init__(self, outline: Outline, place: int, shared: Shared) -> None:
        self.outline, self.place, self.shared = outline, place, shared
        self.parts: dict[Path, Part] = {}
        self._read(outline.parts, OPENING)
        self.ids: dict[Path, str] = {}
        self.named: dict[Spot, str] = {}
        self.renamed: dict[str, str] = {}
        self._found: dict[tuple[Path, int], list[tuple[Spot, Named]]] = {}
        self.origin = {shared.place(place, path): path for path in sorted(shared.sections)}
        """Places in the first outline by places here, of what is shared."""

    def _read(self, parts: tuple[Part, ...], above: Path) -> None:
        for place, part in enumerate(parts):
            self.parts[*above, place] = part
            self._read(part.parts, (*above, place))

    def pieces(self, path: Path) -> Pieces:
        return self.parts[path].pieces if path else self.outline.opening

    def evidence(self, path: Path, piece: int) -> list[tuple[Spot, Named]]:
        """Figures, tables and equations in a piece."""
        if (path, piece) not in self._found:
            found = [b for b in walk(self.pieces(path)[piece].block) if isinstance(b, Figure | Table | Flow | Equation)]
            self._found[path, piece] = [(Spot(path, piece, nested), block) for nested, block in enumerate(found)]
        return self._found[path, piece]
