"""An outline written anew: with its ids, and with what other languages lack said to be its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeVar

from builder.importer.outlining.inlines import rewritten
from builder.importer.outlining.typed import ABOVE, NUMBER, SECTION
from builder.importer.pairing.counterparts import OPENING, Path, blocks_of
from builder.importer.pairing.languages import Language
from builder.importer.sheet import UNCOUNTED, Comment, Kind, Note, Outline, Part, Piece, Pieces
from builder.model import (
    Block,
    CodeBlock,
    Equation,
    Figure,
    Flow,
    Inline,
    Inlines,
    Items,
    Only,
    Ref,
    RefKind,
    Rule,
    Table,
)
from builder.text import plain

T = TypeVar("T")
_KINDS: Final = {Items: "list", CodeBlock: "code block"}
"""Kinds of blocks as authors call them, where their type is called otherwise."""
_SHOWN = 40
"""Characters of a text that a note quotes."""


class Writer:
    """Puts ids, references and differences into an outline."""

    def __init__(self, language: Language) -> None:
        self.language, self.shared = language, language.shared
        self.notes: list[Note] = []

    def outline(self) -> Outline:
        old = self.language.outline
        opening = self._pieces(OPENING)
        parts = tuple(self._part((place,)) for place in range(len(old.parts)))
        notes = tuple(sorted((*old.sheet.notes, *self.notes), key=lambda note: note.line))
        return replace(old, sheet=replace(old.sheet, notes=notes), opening=opening, parts=parts)

    def _part(self, path: Path) -> Part:
        part = self.language.parts[path]
        only = path not in self.language.origin
        if only and (path[:-1] in self.language.origin):
            what = f"the section “{_short(plain(part.title))}” has no counterpart in {self._elsewhere()}"
            self.notes.append(Note(part.line, Kind.GUESSED, what))
        return replace(
            part,
            title=self._referred(part.title),
            pieces=self._pieces(path),
            parts=tuple(self._part((*path, place)) for place in range(len(part.parts))),
            anchors=_lasting(part.anchors),
            id=self.language.ids[path],
            only=only,
        )

    def _elsewhere(self) -> str:
        others = [found for found in self.shared.languages if found != self.language.outline.lang]
        return " and ".join(f"'{lang}'" for lang in others)

    def _pieces(self, path: Path) -> Pieces:
        pieces = [self._piece(path, place, piece) for place, piece in enumerate(self.language.pieces(path))]
        if self.shared.count == 1 or path not in self.language.origin:
            return tuple(pieces)
        places = [i for i, _ in blocks_of(tuple(pieces))]
        first = self.language.origin[path]
        rows = self.shared.blocks(first)
        return tuple(self._parted(pieces, {places[row[self.language.place]] for row in rows}))

    def _piece(self, path: Path, place: int, piece: Piece) -> Piece:
        if isinstance(piece.block, Comment):
            return replace(piece, anchors=_lasting(piece.anchors))
        ids = [self.language.named.get(spot, "") for spot, _ in self.language.evidence(path, place)]
        block = _with_ids(piece.block, iter(ids)) if ids else piece.block
        return replace(piece, block=self._referred(block), anchors=_lasting(piece.anchors))

    def _referred(self, value: T) -> T:
        def change(inline: Inline) -> Inlines | None:
            if isinstance(inline, Ref) and inline.kind is RefKind.REF and inline.key in self.language.renamed:
                return (replace(inline, key=self.language.renamed[inline.key]),)
            return None

        return rewritten(value, change) if self.language.renamed else value

    def _parted(self, pieces: list[Piece], common: set[int]) -> Iterator[Piece]:
        """The pieces, those without counterpart wrapped into `Only`, neighbours together."""
        run: list[Piece] = []
        for place, piece in enumerate(pieces):
            if place in common or isinstance(piece.block, Comment):
                yield from self._only(run)
                run = []
                yield piece
            else:
                run.append(piece)
        yield from self._only(run)

    def _only(self, run: list[Piece]) -> Iterator[Piece]:
        rules = [piece for piece in run if isinstance(piece.block, Rule)]
        if rules:
            what = f"a rule has no counterpart in {self._elsewhere()} and was removed"
            self.notes += [Note(rule.line, Kind.CHANGED, what) for rule in rules]
        blocks = tuple(p.block for p in run if not isinstance(p.block, Rule | Comment))
        if blocks:
            lang = self.language.outline.lang
            first = next(piece for piece in run if piece.block is blocks[0])
            what = f"no counterpart in {self._elsewhere()}, so that only '{lang}' prints it ({_listed(blocks)})"
            self.notes.append(Note(first.line, Kind.GUESSED, what))
            anchors = tuple(anchor for piece in run for anchor in piece.anchors)
            yield Piece(Only(lang, blocks, blocks[0].span), first.line, anchors)


def _lasting(anchors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(anchor for anchor in anchors if not anchor.startswith((SECTION, NUMBER, ABOVE, UNCOUNTED)))


def _with_ids(value: Block, ids: Iterator[str]) -> Block:
    """A block whose figures, tables and equations have their ids, in document order."""

    def change(inline: object) -> tuple[object, ...] | None:
        if isinstance(inline, Figure | Table | Flow | Equation):
            return (rewritten(replace(inline, id=next(ids)), change),)  # type: ignore[arg-type]
        return None

    (result,) = rewritten((value,), change)  # type: ignore[arg-type]
    return result


def _listed(blocks: Iterable[Block]) -> str:
    kinds: dict[str, int] = {}
    for block in blocks:
        kind = _KINDS.get(type(block), type(block).__name__.lower())
        kinds[kind] = kinds.get(kind, 0) + 1
    return ", ".join(f"{count} × {kind}" if count > 1 else f"one {kind}" for kind, count in kinds.items())


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
