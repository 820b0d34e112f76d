"""The title of the whole: from the front matter, or the heading that stands above all others."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from builder.importer.outlining.inlines import normal, normals, trimmed
from builder.importer.outlining.journal import Journal
from builder.importer.outlining.typed import ABOVE, numbers_before
from builder.importer.sheet import Comment, Kind, Note, Piece, Pieces, Sheet
from builder.locales import Locale
from builder.model import Emph, Figure, Heading, Image, Inlines, Paragraph, Picture, Rule, Text
from builder.text import is_han, plain

_LITTLE = 2
"""Blocks under a title that is a heading among others of its level, and paragraphs above it."""
_NAME = 48
"""Characters of a name that a logo says, at most."""
_LOGO = re.compile(r"\W*\b(?:logo|banner|icon|cover|image|img|screenshot|alt[ -]text)\b\W*", re.IGNORECASE)
_FILE = re.compile(r"\.\w{2,4}$")
_LANGUAGE = re.compile(r"(?<=.)[._-](?:zh|cn|en|ja|ko|fr|de|es|pt|ru|it)(?:[_-][a-z]{2,4})?$", re.IGNORECASE)


def titled(sheet: Sheet, locale: Locale, journal: Journal) -> Sheet:
    """The sheet with its title, and without the heading that said it. Pictures of that heading stand where it stood."""
    found = _title_heading(sheet, locale)
    if found is None:
        pictured = _pictured(sheet)
        if not sheet.title and (pictured or any(isinstance(p.block, Heading) for p in sheet.pieces)):
            what = "the words of the first picture are" if pictured else "the file's name is"
            journal.add(1, Kind.GUESSED, f"no heading is the title of the whole: {what}")
        return replace(sheet, title=sheet.title or (Text(pictured or _name_of(sheet.path)),))
    piece = sheet.pieces[found]
    heading = piece.block
    assert isinstance(heading, Heading)
    words = trimmed(tuple(c for c in heading.children if not isinstance(c, Picture)))
    pictures = [c for c in heading.children if isinstance(c, Picture)]
    figures = [Piece(Figure("", (), Image(p.asset), p.alt, (), p.span), piece.line) for p in pictures]
    pieces = [*figures, *sheet.pieces[found + 1 :]]
    if pieces:
        pieces[0] = _inheriting(pieces[0], piece)
    sheet = replace(sheet, pieces=(*sheet.pieces[:found], *pieces))
    if not sheet.title:
        journal.add(piece.line, Kind.CHANGED, "the heading above all others became the title of the report")
        sheet = replace(sheet, title=words)
    elif _same(sheet.title, words):
        journal.add(piece.line, Kind.CHANGED, "the heading that repeats the title of the front matter was removed")
    elif not sheet.subtitle:
        what = "the front matter names another title than the first heading, which became the subtitle"
        journal.add(piece.line, Kind.GUESSED, what)
        sheet = replace(sheet, subtitle=words)
    else:
        what = "the front matter names another title than the first heading, which became a line of the opening"
        journal.add(piece.line, Kind.GUESSED, what)
        line = replace(piece, block=Paragraph((Emph(words, strong=True),), heading.span))
        return replace(sheet, pieces=(*sheet.pieces[:found], line, *pieces))
    return _subtitled(sheet, found, locale, journal)


def _same(a: Inlines, b: Inlines) -> bool:
    return normal(plain(a)) == normal(plain(b))


def _pictured(sheet: Sheet) -> str:
    """The name that a logo above everything else says, or ""."""
    first = next((p.block for p in sheet.pieces if not isinstance(p.block, Comment | Rule)), None)
    if not isinstance(first, Figure) or first.caption or not any(isinstance(p.block, Heading) for p in sheet.pieces):
        return ""
    words = _LOGO.sub("", first.alt).strip(" #")
    return words if normal(words) and len(words) <= _NAME and not _FILE.search(words) else ""


def _name_of(path: str) -> str:
    """A file's name without its ending and the language that it says: README.zh-CN.md and README.md are one."""
    return re.sub(r"[-_.\s]+", " ", _LANGUAGE.sub("", PurePath(path).stem)).strip() or "report"


def lent(sheet: Sheet, others: tuple[Sheet, ...]) -> Sheet:
    """A sheet whose title is its file's name, with the title of another that is no word of a language of its own:
    "ChatGLM2-6B" names a report in all of them."""
    if plain(sheet.title) != _name_of(sheet.path):
        return sheet
    for other in others:
        title = plain(other.title)
        if title != _name_of(other.path) and not any(map(is_han, title)) and not any(map(is_han, plain(sheet.title))):
            note = Note(1, Kind.GUESSED, f"the title was taken from {other.path}, since no heading says one")
            return replace(sheet, title=(Text(title),), notes=(*sheet.notes, note))
    return sheet


def _title_heading(sheet: Sheet, locale: Locale) -> int | None:
    """The place of the heading that names the whole document, if one does."""
    heads = [(i, p.block) for i, p in enumerate(sheet.pieces) if isinstance(p.block, Heading)]
    if not heads:
        return None
    top = min(block.level for _, block in heads)
    place, first = heads[0]
    words = tuple(c for c in first.children if not isinstance(c, Picture))
    if first.level != top or not normal(plain(words)):
        return None
    if sheet.title and _same(sheet.title, words):
        return place
    tops = [i for i, block in heads if block.level == top]
    if sheet.title:
        named = len(tops) == 1 and len(heads) > 1 and top == 1
        return place if named and normal(plain(words)) not in _usual(locale) else None
    if len(tops) == 1:
        return place
    return place if _stands_alone(sheet.pieces, tops, locale) else None


def _stands_alone(pieces: Pieces, tops: list[int], locale: Locale) -> bool:
    """Whether the first of several headings of the top level is a title: it holds little and is unlike the others."""
    topics = _usual(locale)
    names = [normal(_text(pieces[i])) for i in tops]
    numbered = [bool(numbers_before(_text(pieces[i]), locale)) for i in tops]
    ranges = [pieces[a + 1 : b] for a, b in zip(tops, [*tops[1:], len(pieces)], strict=True)]
    parted = [any(isinstance(p.block, Heading) for p in part) for part in ranges]
    above = sum(isinstance(p.block, Paragraph) for p in pieces[: tops[0]])
    if names[0] in topics or numbered[0] or parted[0] or above > _LITTLE:
        return False
    blocks = sum(not isinstance(p.block, Comment | Rule) for p in ranges[0])
    common = sum(name in topics for name in names[1:]) * 3 >= len(names) - 1
    return blocks == 0 or all(numbered[1:]) or common or (blocks <= _LITTLE and all(parted[1:]))


def _usual(locale: Locale) -> frozenset[str]:
    """Headings that name a part of a report, and never the whole."""
    return frozenset().union(*map(normals, locale.typed.topics.values()), normals(locale.typed.contents))


def _text(piece: Piece) -> str:
    return plain(piece.block.children).strip() if isinstance(piece.block, Heading) else ""


def _subtitled(sheet: Sheet, place: int, locale: Locale, journal: Journal) -> Sheet:
    """A heading directly under the title, where those that follow it are numbered and it is not, is the subtitle."""
    heads = [p for p in sheet.pieces if isinstance(p.block, Heading)]
    if sheet.subtitle or len(heads) < 3 or sheet.pieces[place] is not heads[0]:
        return sheet
    first, second = heads[0], heads[1]
    peers = [p for p in heads[1:] if _level(p) == _level(first)]
    if second not in peers or numbers_before(_text(first), locale) or normal(_text(first)) in _usual(locale):
        return sheet
    numbered = sum(bool(numbers_before(_text(p), locale)) for p in peers)
    if numbered * 4 < len(peers) * 3:
        return sheet
    journal.add(first.line, Kind.GUESSED, "a heading directly under the title became the subtitle")
    rest = list(sheet.pieces[place + 1 :])
    if rest:
        rest[0] = _inheriting(rest[0], first)
    assert isinstance(first.block, Heading)
    return replace(sheet, subtitle=first.block.children, pieces=(*sheet.pieces[:place], *rest))


def _inheriting(piece: Piece, gone: Piece) -> Piece:
    """The piece, found by links that led to the one before it."""
    return replace(piece, anchors=(*piece.anchors, ABOVE, *gone.anchors))


def _level(piece: Piece) -> int:
    return piece.block.level if isinstance(piece.block, Heading) else 0
