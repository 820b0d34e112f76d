"""Two books → one: their sections and blocks side by side, and once what needs no words of either language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from builder.model import Block, Blocks, Callout, Edition, Figure, Items, Section, Slide
from builder.model import Flow as Process
from builder.report import counterparts, figures, once
from builder.report.abreastviews import Abreast, Across, Framed, Listed, Pair, Parallel, Row, Rows
from builder.report.book import inset, lead, shortened
from builder.report.bookviews import Book, ContentsLine, ContentsList, Part
from builder.report.joint import Joint
from builder.report.legibility import cramped, serves
from builder.report.mathviews import Display
from builder.report.press import Press
from builder.report.views import (
    Bibliography,
    Box,
    Divider,
    Drawing,
    Flow,
    Grid,
    Lines,
    Listing,
    Piece,
    Prose,
)
from builder.text import plain

_ITEM: Final = "item"
"""The class of rows that are items of a list."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A block and what is printed of it."""

    block: Block
    piece: Piece


@dataclass(frozen=True, slots=True)
class Loom:
    """What pieces are laid side by side with; `prefix` is that of the second language's ids."""

    first: Press
    second: Press
    prefix: str
    joint: Joint

    def parallel(self, editions: tuple[Edition, Edition], books: tuple[Book, Book]) -> Parallel:
        first, second = (one.document.sections for one in editions)
        pairs = tuple(self._pairs(first, second, *(book.parts for book in books)))
        return Parallel(*books, tuple(self._lists(*books)), pairs, all(book.runs_on for book in books))

    def _lists(self, first: Book, second: Book) -> Iterator[Listed]:
        """A list's own id is made of its name; lines find each other by their ids."""
        others = {one.id: one for one in second.lists}
        names = dict.fromkeys(one.id for one in (*first.lists, *second.lists))
        for name in names:
            one, other = next((one for one in first.lists if one.id == name), None), others.get(name)
            shown = one or other
            assert shown is not None
            lines = tuple(self._lines(one.lines if one else (), other.lines if other else ()))
            other = replace(other, id=self.prefix + other.id) if other else None
            rooms = _room(one, self.first), _room(other, self.second)
            yield Listed(name, shown.style, shown.flat, one, other, lines, rooms)

    def _lines(
        self, first: tuple[ContentsLine, ...], second: tuple[ContentsLine, ...]
    ) -> Iterator[tuple[ContentsLine | None, ContentsLine | None]]:
        names = [one.id for one in first], [one.id.removeprefix(self.prefix) for one in second]
        for i, j in counterparts.named(*names):
            yield (first[i] if i is not None else None), (second[j] if j is not None else None)

    def flows(self, first: Blocks, second: Blocks, left: Flow, right: Flow) -> Rows:
        """The rows of two texts, of which the pieces are known."""
        told = _told(first, left), _told(second, right)
        found = counterparts.blocks([one.block for one in told[0]], [one.block for one in told[1]], self.prefix)
        return tuple(
            row
            for i, j in found
            for row in self._rows(told[0][i] if i is not None else None, told[1][j] if j is not None else None)
        )

    def _pairs(
        self, first: tuple[Section, ...], second: tuple[Section, ...], left: tuple[Part, ...], right: tuple[Part, ...]
    ) -> Iterator[Pair]:
        for i, j in counterparts.sections(first, second, self.prefix):
            sections = first[i : i + 1] if i is not None else (), second[j : j + 1] if j is not None else ()
            parts = left[i : i + 1] if i is not None else (), right[j : j + 1] if j is not None else ()
            yield self._pair(*sections, *parts)

    def _pair(
        self, first: tuple[Section, ...], second: tuple[Section, ...], left: tuple[Part, ...], right: tuple[Part, ...]
    ) -> Pair:
        (leads, texts), (second_leads, second_texts) = _split(first, left), _split(second, right)
        return Pair(
            first=_balanced(first[0], left[0], self.first) if left else None,
            second=_balanced(second[0], right[0], self.second) if right else None,
            running=(_running(left, self.first), _running(right, self.second)),
            lead=self.flows(leads, second_leads, _all(left, True), _all(right, True)),
            rows=self.flows(texts, second_texts, _all(left), _all(right)),
            parts=tuple(self._pairs(_under(first), _under(second), _below(left), _below(right))),
        )

    def _rows(self, first: _Told | None, second: _Told | None) -> Iterator[Row]:
        if first is None or second is None:
            yield from self._alone(first, second)
            return
        match first.piece, second.piece:
            case Box() as left, Box() as right if isinstance(first.block, Callout):
                yield self._framed(left, right, first.block, second.block)
            case Listing() as left, Listing() as right if 1 < len(left.entries) == len(right.entries):
                yield from self._items(left, right, first.block)
            case Drawing() as left, Drawing() as right:
                yield from self._drawings(left, right, first.block, second.block)
            case Grid() | Display() | Lines() | Divider() | Bibliography(), _:
                yield from self.joint.joined(first.piece, second.piece)
            case left, right:
                yield Abreast((left,), (right,), _style(left))

    def _alone(self, first: _Told | None, second: _Told | None) -> Iterator[Row]:
        told = first or second
        assert told is not None
        piece = told.piece
        if isinstance(piece, Bibliography) or (isinstance(piece, Grid | Drawing) and piece.wide):
            yield Across(piece, second=first is None)
        elif first is not None:
            yield Abreast((piece,), (), _style(piece))
        else:
            yield Abreast((), (piece,), _style(piece))

    def _framed(self, left: Box, right: Box, first: Block, second: Block) -> Framed:
        assert isinstance(first, Callout)
        assert isinstance(second, Callout)
        titles = tuple((Prose(box.title, "box-title", False, "p"),) if box.title else () for box in (left, right))
        head = (Abreast(titles[0], titles[1], "headed"),) if any(titles) else ()
        return Framed(
            left.style,
            left.whole and right.whole,
            (*head, *self.flows(first.blocks, second.blocks, left.blocks, right.blocks)),
        )

    def _drawings(self, left: Drawing, right: Drawing, first: Block, second: Block) -> Iterator[Row]:
        """Once where that says all; side by side, where they are as legible in their columns as in the full measure."""
        assert isinstance(first, Figure | Process)
        assert isinstance(second, Figure | Process)
        shelf = self.first.shelf
        narrow = shelf.items[left.src], shelf.items[right.src]
        wide = _drawn(first, left, self.first), _drawn(second, right, self.second)
        both = once.joined(first, second, self.second.locale.code)
        if narrow[0].content == narrow[1].content:
            yield Across(self.joint.drawing(*wide))
        elif both and (drawn := self._once(both, left, right)):
            yield Across(self.joint.drawing(drawn, wide[1]))
        elif any(cramped(one, shelf.items[other.src]) for one, other in zip(narrow, wide, strict=True)):
            yield from self.joint.apart(*wide)
        else:
            shelf.items |= {left.src: narrow[0], right.src: narrow[1]}
            yield Abreast((left,), (right,), left.kind)

    def _once(self, both: Figure | Process, left: Drawing, right: Drawing) -> Drawing | None:
        """The drawing with the words of both, if it serves as well as the two that lie on the shelf."""
        items = self.first.shelf.items
        apart = items[left.src], items[right.src]
        drawn = _drawn(both, left, self.first)
        if serves(items[drawn.src], *apart):
            return drawn
        items[left.src] = apart[0]
        return None

    def _items(self, left: Listing, right: Listing, block: Block) -> Iterator[Abreast]:
        """A row an item; each list is one for those who listen."""
        assert isinstance(block, Items)
        name = f"{block.span.file}:{block.span.line}:{block.span.col}"
        for at, (one, other) in enumerate(zip(left.entries, right.entries, strict=True)):
            rows = (
                replace(listing, entries=(entry,), start=listing.start + at, joins=f"{name} {side}")
                for side, (listing, entry) in enumerate(((left, one), (right, other)))
            )
            first, second = ((row,) for row in rows)
            yield Abreast(first, second, f"{_ITEM} first" if at == 0 else _ITEM)


def _drawn(block: Figure | Process, piece: Drawing, press: Press) -> Drawing:
    """The figure in the full measure."""
    made = figures.drawing(block, replace(press, measures=replace(press.measures, text=press.measures.full)), True)
    return replace(piece, src=made.src, alt=made.alt, width=made.width, wide=True)


def _room(listed: ContentsList | None, press: Press) -> float:
    numbers = [line.number for line in listed.lines] if listed else []
    size = press.locale.type.body_size
    return max((press.ruler.width(number, size) for number in numbers), default=0.0) + size


def _told(blocks: Blocks, flow: Flow) -> list[_Told]:
    shown = (block for block in blocks if not isinstance(block, Slide))
    return [_Told(block, piece) for block, piece in zip(shown, flow, strict=True)]


def _split(sections: tuple[Section, ...], parts: tuple[Part, ...]) -> tuple[Blocks, Blocks]:
    """The blocks that stand under the title of a chapter, and the others, as its part has them."""
    if not sections:
        return (), ()
    return lead(sections[0].blocks) if parts[0].depth == 1 else ((), sections[0].blocks)


def _balanced(section: Section, part: Part, press: Press) -> Part:
    """Its number stands on the first line of the title, but over that of a chapter."""
    number = part.number if part.depth > 1 else ""
    return replace(part, inset=inset(plain(section.title), part.depth, press, number))


def _running(parts: tuple[Part, ...], press: Press) -> str:
    return shortened(parts[0].mark, press.ruler, press.measures.text) if parts else ""


def _style(piece: Piece) -> str:
    """The class of the row that a piece begins, from what it is."""
    match piece:
        case Prose():
            return f"text {piece.style}"
        case _:
            return piece.kind


def _under(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return tuple(child for one in sections for child in one.sections)


def _below(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(child for one in parts for child in one.parts)


def _all(parts: tuple[Part, ...], leads: bool = False) -> Flow:
    return tuple(piece for part in parts for piece in (part.lead if leads else part.blocks))
