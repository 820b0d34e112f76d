"""Hand-made tables of contents: removed, since the report makes its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.importer.outlining.inlines import lines_of, normal, normals, unwrapped
from builder.importer.outlining.journal import Journal
from builder.importer.outlining.typed import numbers_before
from builder.importer.sheet import Comment, Kind, Piece, Pieces
from builder.locales import Locale
from builder.model import (
    Block,
    Blocks,
    Callout,
    CodeBlock,
    Heading,
    Inlines,
    Item,
    Items,
    Link,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
)
from builder.text import plain, walk

_LEADERS = re.compile(r"[\s.…·_-]*\d*$")
_BETWEEN = re.compile(r"[\s|·•・/,，、;；>→—–-]*")
_TREE = re.compile(r"^[\s│├└─|*+>-]+")
_DIGITS = {ord(character): " " for character in "0123456789ivxlc"}
"""What is left of an entry besides the heading: its number and its page."""
_PART = 4
"""Letters of an entry that is a part of a heading."""
_LABEL = 40
"""Characters of a label, at most."""
_LIST_OF_LINKS = 2
"""Entries that make a list of links at the top a table of contents."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The headings of the document, normal, with and without what may be their numbers; `all` of them in one text."""

    titles: frozenset[str]
    all: str
    locale: Locale

    def has(self, words: Inlines) -> bool:
        """Whether a heading says the words: an entry may leave out what a heading says in parentheses."""
        names = [name for name in _names(words, self.locale) if name]
        return any(name in self.titles or (len(name) >= _PART and name in self.all) for name in names)


def without_contents(pieces: Pieces, locale: Locale, journal: Journal) -> Pieces:
    """The pieces without tables of contents. An entry that is no heading of the document stays."""
    headings = [p.block for p in pieces if isinstance(p.block, Heading)]
    titles = frozenset(name for h in headings for name in _names(h.children, locale)) - {""}
    known = _Known(titles, "\n".join(sorted(titles)), locale)
    result: list[Piece] = []
    sections = 0
    for i, piece in enumerate(pieces):
        sections += isinstance(piece.block, Heading) and not _is_label(piece.block, locale)
        labelled = _labelled(result, locale)
        if (labelled or sections <= 1) and (rest := _rest(piece.block, known, labelled)) is not piece.block:
            _note(piece, rest, journal)
            if rest is not None:
                result.append(replace(piece, block=rest))
                continue
            if labelled is not None and _ends(pieces, i):
                label = result.pop(labelled)
                result[labelled:] = [p for p in result[labelled:] if not isinstance(p.block, Rule)]
                journal.add(label.line, Kind.CHANGED, "the heading of the table of contents was removed with it")
            continue
        result.append(piece)
    return tuple(result)


def _note(piece: Piece, rest: Block | Comment | None, journal: Journal) -> None:
    what = "a table of contents typed by hand was removed: the report makes its own"
    journal.add(piece.line, Kind.CHANGED, what)
    if rest is not None:
        journal.add(piece.line, Kind.GUESSED, "entries of it that are no headings of the document were kept")


def _is_label(block: Block | Comment, locale: Locale) -> bool:
    """A heading, or a line emphasised as a whole, that says "Contents"."""
    if not isinstance(block, Heading | Paragraph) or not block.children:
        return False
    words = unwrapped(block.children)
    said = normals(locale.typed.contents)
    if len(plain(words)) > _LABEL:
        return False
    if isinstance(block, Paragraph) and words == block.children and not plain(words).rstrip().endswith((":", "：")):
        return normal(plain(words)) in said and len(plain(words)) > 1
    return bool(said & set(_names(words, locale)))


def _labelled(result: list[Piece], locale: Locale) -> int | None:
    """Where the label stands under which the next piece would come."""
    for place in range(len(result) - 1, -1, -1):
        block = result[place].block
        if _is_label(block, locale):
            return place
        if not isinstance(block, Rule | Comment):
            return None
    return None


def _ends(pieces: Pieces, i: int) -> bool:
    """Nothing follows under the same label but the next section, a rule or a comment."""
    for piece in pieces[i + 1 :]:
        if not isinstance(piece.block, Comment):
            return isinstance(piece.block, Heading | Rule)
    return True


def _rest(block: Block | Comment, known: _Known, labelled: int | None) -> Block | Comment | None:
    """What of a block is no contents: the block itself where it is none at all, None where nothing is left."""
    links = labelled is None
    match block:
        case Items() if _is_contents(block, known, links):
            return _without_entries(block, known)
        case Paragraph() if _is_line_of_links(block, known) or (not links and _is_row_of_entries(block, known)):
            return None
        case CodeBlock() if not links and _are_entries(block.text.split("\n"), known):
            return None
        case Table() if not links and _is_table_of_entries(block, known):
            return None
        case Callout() | Quote() if block.blocks and (links is False or _titled(block, known)):
            rests = [_rest(inner, known, 0) for inner in block.blocks]
            changed = any(rest is not inner for rest, inner in zip(rests, block.blocks, strict=True))
            if not changed:
                return block
            kept: Blocks = tuple(r for r in rests if r is not None and not isinstance(r, Comment))
            return replace(block, blocks=kept) if kept else None
        case _:
            return block


def _titled(block: Callout | Quote, known: _Known) -> bool:
    said = normals(known.locale.typed.contents)
    return isinstance(block, Callout) and bool(said & set(_names(block.title, known.locale)))


def _is_contents(block: Items, known: _Known, links: bool) -> bool:
    entries = list(_entries(block))
    hits = sum(known.has(words) and (not links or _leads_inside(words)) for words in entries)
    return len(entries) >= (_LIST_OF_LINKS if links else 1) and hits * 4 >= len(entries) * 3 and _is_bare(block)


def _is_bare(block: Items) -> bool:
    """A list of lines and lists, and nothing else."""
    return all(
        isinstance(inner, Paragraph) or (isinstance(inner, Items) and _is_bare(inner))
        for item in block.items
        for inner in item.blocks
    )


def _entries(block: Items) -> Iterator[Inlines]:
    for found in walk(block):
        if isinstance(found, Paragraph):
            yield found.children


def _leads_inside(words: Inlines) -> bool:
    return any(isinstance(found, Link) and found.target.startswith("#") for found in walk(words))


def _is_line_of_links(block: Paragraph, known: _Known) -> bool:
    links = [i for i in block.children if isinstance(i, Link)]
    between = "".join(plain((i,)) for i in block.children if not isinstance(i, Link))
    if len(links) < _LIST_OF_LINKS or not _BETWEEN.fullmatch(between):
        return False
    return all(_leads_inside((link,)) and known.has(link.children) for link in links)


def _is_row_of_entries(block: Paragraph, known: _Known) -> bool:
    """Lines that say headings and pages; also where they stand in one, since Markdown ends lines only where asked."""
    if _are_entries([plain(line) for line in lines_of(block.children)], known):
        return True
    left, hits = normal(plain(block.children)), 0
    for title in sorted(known.titles, key=len, reverse=True):
        if len(title) >= _PART // 2 and title in left:
            hits, left = hits + 1, left.replace(title, " ", 1)
    return hits >= _LIST_OF_LINKS and not left.translate(_DIGITS).strip()


def _are_entries(lines: list[str], known: _Known) -> bool:
    lines = [line for line in lines if normal(line)]
    return bool(lines) and all(known.has((Text(_TREE.sub("", line)),)) for line in lines)


def _is_table_of_entries(block: Table, known: _Known) -> bool:
    """Rows of a heading, and of numbers and pages."""
    for row in block.body:
        said = [cell.children for cell in row if normal(plain(cell.children)).translate(_DIGITS).strip()]
        if said and not all(map(known.has, said)):
            return False
    return bool(block.body)


def _without_entries(block: Items, known: _Known) -> Items | None:
    """The entries that are no headings, with those above them."""
    kept: list[Item] = []
    for item in block.items:
        blocks: list[Block] = []
        for inner in item.blocks:
            if isinstance(inner, Items):
                rest = _without_entries(inner, known)
                blocks += [rest] if rest else []
            elif not isinstance(inner, Paragraph) or not known.has(inner.children):
                blocks.append(inner)
        if blocks:
            head = [b for b in item.blocks[:1] if b not in blocks]
            kept.append(replace(item, blocks=(*head, *blocks)))
    return replace(block, items=tuple(kept)) if kept else None


def _names(words: Inlines, locale: Locale) -> Iterator[str]:
    """The normal forms of a title: whole, without leaders and page, and without any number typed before it."""
    text = plain(words).strip()
    short = _LEADERS.sub("", text)
    for name in (text, short):
        yield normal(name)
        for number in numbers_before(name, locale):
            yield normal(name[number.end :])
