"""Captions and sources that stand as lines beside a figure or table: moved into it, their typed numbers taken off."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from builder.importer.outlining.inlines import beheaded, curtailed, lines_of, normal, trimmed, unwrapped, with_inner
from builder.importer.outlining.journal import Journal
from builder.importer.outlining.labels import Group, Label, is_caption, label_before
from builder.importer.sheet import Comment, Kind, Piece, Pieces
from builder.locales import Locale
from builder.model import Blocks, Break, Emph, Figure, Image, Inlines, Link, Paragraph, Picture, Table, Text
from builder.text import plain

_SHORT = 120
"""Characters of a caption that nothing but its place or emphasis shows."""
Captioned = dict[tuple[Group, str], list[str]]
"""Ids of figures and tables, for the time being, by the number that was typed for them."""


@dataclass(slots=True)
class Captions:
    """Works through a document: `found` grows as captions are taken."""

    locale: Locale
    journal: Journal
    found: Captioned
    _ids: int = 0
    _below: dict[Group, bool] | None = None

    def pieces(self, pieces: Pieces) -> Pieces:
        split = [part for piece in pieces for part in self._split(piece)]
        if self._below is None:
            self._below = self._habits(split)
        row = _Row(split)
        self._captions(row)
        self._sources(row)
        return tuple(self._own_label(self._inner(piece)) for piece in row.left())

    def _blocks(self, blocks: Blocks) -> Blocks:
        pieces = self.pieces(tuple(Piece(block, block.span.line) for block in blocks))
        return tuple(piece.block for piece in pieces if not isinstance(piece.block, Comment))

    def _inner(self, piece: Piece) -> Piece:
        return replace(piece, block=with_inner(piece.block, self._blocks))

    # --- lines that hold a picture and its caption ---

    def _split(self, piece: Piece) -> list[Piece]:
        """A paragraph of one picture and its caption is a figure and a paragraph."""
        block = piece.block
        if not isinstance(block, Paragraph):
            return [piece]
        children = trimmed(block.children)
        places = [i for i, c in enumerate(children) if isinstance(c, Picture)]
        if len(places) != 1 or len(children) < 2 or places[0] not in (0, len(children) - 1):
            return [piece]
        picture = children[places[0]]
        assert isinstance(picture, Picture)
        rest = trimmed(children[1:] if places[0] == 0 else children[:-1])
        broken = isinstance(children[1 if places[0] == 0 else -2], Break)
        if not rest or not (self._label(rest) or _is_slanted(rest) or (broken and piece.centred and _is_short(rest))):
            return [piece]
        figure = Piece(Figure("", (), Image(picture.asset), picture.alt, (), picture.span), piece.line, piece.anchors)
        words = Piece(Paragraph(rest, block.span), piece.line, (), piece.centred)
        return [figure, words] if places[0] == 0 else [words, figure]

    def _label(self, words: Inlines) -> Label | None:
        text = plain(words)
        label = label_before(text, self.locale)
        return label if label and is_caption(text, label, self.locale) else None

    # --- captions ---

    def _habits(self, pieces: list[Piece]) -> dict[Group, bool]:
        """Whether captions of a group stand below what they name, as far as their neighbours leave no doubt."""
        votes: Counter[tuple[Group, bool]] = Counter()
        for i, piece in enumerate(pieces):
            if (label := self._caption_of(piece)) is not None:
                above, below = (
                    _can_take(pieces[j], label.group) if 0 <= j < len(pieces) else 0 for j in (i - 1, i + 1)
                )
                if bool(above) != bool(below):
                    votes[label.group, bool(above)] += 1
        return {g: votes[g, True] > votes[g, False] or (g is Group.FIGURE and not votes[g, False]) for g in Group}

    def _caption_of(self, piece: Piece) -> Label | None:
        block = piece.block
        return self._label(trimmed(block.children)) if isinstance(block, Paragraph) else None

    def _captions(self, row: _Row) -> None:
        for i in range(len(row.pieces)):
            piece = row.pieces[i]
            if piece is None or not isinstance(block := piece.block, Paragraph):
                continue
            label = self._caption_of(piece)
            if label is not None:
                place = self._target(row, i, label.group)
                if place is not None:
                    self._take(row, i, place, label)
                elif any(row.near(i, step, Table) or row.near(i, step, Figure) for step in (-1, 1)):
                    what = "a line that looks like a second caption stays as it is typed"
                    self.journal.add(piece.line, Kind.GUESSED, what)
            elif (place := row.before(i)) is not None and self._is_bare_caption(row, place, piece, block):
                self._give(row, i, place, trimmed(unwrapped(block.children)))

    def _is_bare_caption(self, row: _Row, place: int, piece: Piece, block: Paragraph) -> bool:
        """A short line under a picture, slanted as a whole or centred."""
        above = row.pieces[place]
        if above is None or not isinstance(above.block, Figure) or above.block.caption:
            return False
        words = trimmed(block.children)
        if self._source(words) is not None or not _is_short(words) or any(isinstance(c, Picture) for c in words):
            return False
        if sum(isinstance(c, Link) for c in words) > 1:  # where to go from here
            return False
        return _is_slanted(words) or piece.centred

    def _target(self, row: _Row, i: int, group: Group) -> int | None:
        """The figure or table that the caption at `i` names."""
        above, below = row.before(i), row.after(i)
        fits = [(p, _can_take(row.pieces[p], group)) for p in (above, below) if p is not None]
        best = max((rank for _, rank in fits), default=0)
        places = [p for p, rank in fits if rank and rank == best]
        if len(places) < 2:
            return places[0] if places else None
        habits = self._below or {}
        return places[0] if habits.get(group, group is Group.FIGURE) else places[1]

    def _take(self, row: _Row, i: int, place: int, label: Label) -> None:
        piece = row.pieces[i]
        assert piece is not None
        assert isinstance(piece.block, Paragraph)
        children = self._parted(unwrapped(piece.block.children))
        lines = lines_of(children)
        words = trimmed(unwrapped(beheaded(children, label.end)))
        sources: Inlines | None = None
        if len(lines) > 1 and (sources := self._source(lines[-1])) is not None:
            words = unwrapped(lines_of(words)[0]) if len(lines) == 2 else words
        target = row.pieces[place]
        assert target is not None
        assert isinstance(target.block, Figure | Table)
        if not words and isinstance(target.block, Figure):
            words = (Text(target.block.alt),) if target.block.alt.strip() else ()
        if not words:
            self.journal.add(piece.line, Kind.UNKNOWN, "a label without words stays as it is typed")
            return
        self._give(row, i, place, words, label)
        if sources and (taken := row.pieces[place]) and isinstance(taken.block, Figure | Table):
            row.pieces[place] = replace(taken, block=replace(taken.block, source=sources))

    def _parted(self, children: Inlines) -> Inlines:
        """An emphasised caption and the source that follows it as two lines: Markdown ends lines only where asked."""
        if len(children) < 2 or not isinstance(children[0], Emph) or self._source(trimmed(children[1:])) is None:
            return children
        return (children[0], Break(), *trimmed(children[1:]))

    def _give(self, row: _Row, i: int, place: int, words: Inlines, label: Label | None = None) -> None:
        piece, target = row.pieces[i], row.pieces[place]
        assert piece is not None
        assert target is not None
        assert isinstance(target.block, Figure | Table)
        block = replace(target.block, caption=words)
        if isinstance(block, Figure):
            block = replace(block, alt=self._without_label(block.alt))
        block = replace(block, id=self._name(block.id, label)) if label else block
        what = "a typed caption was moved into its figure or table, which is numbered by the report"
        self.journal.add(piece.line, Kind.CHANGED if label else Kind.GUESSED, what)
        row.pieces[place] = replace(target, block=block, anchors=(*target.anchors, *piece.anchors))
        row.pieces[i] = None

    def _without_label(self, alt: str) -> str:
        label = label_before(alt, self.locale)
        return alt[label.end :].strip() or alt if label else alt

    def _name(self, old: str, label: Label) -> str:
        """The id of a figure or table with a typed number: its own, or one for the time being."""
        self._ids += 1
        name = old or f"{label.group}:{label.number}:{self._ids}"
        self.found.setdefault((label.group, label.number), []).append(name)
        return name

    def _own_label(self, piece: Piece) -> Piece:
        """A label in a caption that the source marks as one, or in the alt text of a figure without caption."""
        block = piece.block
        if not isinstance(block, Figure | Table):
            return piece
        label = label_before(plain(block.caption), self.locale)
        if label and (words := trimmed(beheaded(block.caption, label.end))):
            what = "the number typed in a caption was taken off: the report numbers it"
            self.journal.add(piece.line, Kind.CHANGED, what)
            block = replace(block, caption=unwrapped(words), id=self._name(block.id, label))
        if isinstance(block, Figure):
            label, alt = label_before(block.alt, self.locale), self._without_label(block.alt)
            if label and not block.caption and alt != block.alt:
                what = "an alternative text with a figure's number became its caption"
                self.journal.add(piece.line, Kind.GUESSED, what)
                block = replace(block, caption=(Text(alt),), id=self._name(block.id, label))
            block = replace(block, alt=alt)
        return replace(piece, block=block)

    # --- sources ---

    def _sources(self, row: _Row) -> None:
        for i, piece in enumerate(row.pieces):
            if piece is None or not isinstance(block := piece.block, Paragraph):
                continue
            place = row.before(i)
            target = row.pieces[place] if place is not None else None
            if target is None or place is None or not isinstance(target.block, Figure | Table) or target.block.source:
                continue
            if (words := self._source(block.children)) is not None:
                self.journal.add(piece.line, Kind.CHANGED, "a typed source line was moved into its figure or table")
                row.pieces[place] = replace(target, block=replace(target.block, source=words))
                row.pieces[i] = None

    def _source(self, children: Inlines) -> Inlines | None:
        """What stands after "Source:", where a line begins so."""
        words = unwrapped(children)
        text = plain(words)
        if match := re.match(r"[(（]\s*(.*)\s*[)）]$", text, re.DOTALL):
            words = curtailed(beheaded(words, match.start(1)), 1)
            text = plain(words)
        names = "|".join(re.escape(name) for name in sorted(self.locale.typed.sources, key=len, reverse=True))
        if not names or not (match := re.match(rf"(?:{names})\s*[:：]\s*(?=\S)", text, re.IGNORECASE)):
            return None
        return trimmed(beheaded(words, match.end()))


@dataclass(slots=True)
class _Row:
    """Pieces in order; None where one was taken into another."""

    pieces: list[Piece | None]

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = list(pieces)

    def left(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece is not None]

    def before(self, i: int) -> int | None:
        return next((j for j in range(i - 1, -1, -1) if self.pieces[j] is not None), None)

    def after(self, i: int) -> int | None:
        return i + 1 if i + 1 < len(self.pieces) else None

    def near(self, i: int, step: int, kind: type) -> bool:
        place = self.before(i) if step < 0 else self.after(i)
        piece = self.pieces[place] if place is not None else None
        return piece is not None and isinstance(piece.block, kind)


def _can_take(piece: Piece | None, group: Group) -> int:
    """2 where a caption of the group may belong to the piece; 1 for a picture of a table; 0 not at all."""
    block = piece.block if piece else None
    if not isinstance(block, Figure | Table) or block.caption:
        return 0
    if isinstance(block, Table):
        return 0 if group is Group.FIGURE else 2
    return 1 if group is Group.TABLE else 2


def _is_slanted(words: Inlines) -> bool:
    words = trimmed(words)
    return len(words) == 1 and isinstance(words[0], Emph) and not words[0].strong and _is_short(words)


def _is_short(words: Inlines) -> bool:
    return bool(normal(plain(words))) and len(plain(words)) <= _SHORT
