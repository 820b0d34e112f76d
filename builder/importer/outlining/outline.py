"""One foreign document, tidied and cut into sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from builder.importer.outlining.captions import Captions
from builder.importer.outlining.contents import without_contents
from builder.importer.outlining.equations import with_equations
from builder.importer.outlining.inlines import slug
from builder.importer.outlining.journal import Journal
from builder.importer.outlining.mentions import Targets, referring
from builder.importer.outlining.meta import told
from builder.importer.outlining.numbering import Numbered, unnumbered
from builder.importer.outlining.title import titled
from builder.importer.outlining.typed import NUMBER, SECTION, Number
from builder.importer.sheet import UNCOUNTED, Comment, Kind, Outline, Part, Piece, Pieces, Sheet
from builder.locales import Locale
from builder.model import Heading, Inlines, Picture, Rule
from builder.text import plain, walk

_DEEPEST = 6


def outline(sheet: Sheet, locale: Locale) -> Outline:
    """The document without what the report generates (numbers, contents, labels), cut at its headings.

    `Outline.sheet` has the title of the report and all notes. References lead to ids for the time being, which `pair`
    replaces."""
    journal = Journal()
    pieces = _headed(_anchored(sheet.pieces), journal)
    sheet = titled(replace(sheet, pieces=pieces), locale, journal)
    numbered = unnumbered(without_contents(sheet.pieces, locale, journal), locale, journal)
    pieces, sections = _named(numbered)
    captions = Captions(locale, journal, {})
    pieces = captions.pieces(_unruled(pieces, journal))
    pieces = with_equations(pieces, captions.found)
    pieces = referring(pieces, Targets(captions.found, sections, locale), journal)
    opening, parts = _cut(pieces)
    opening, meta = told(opening, locale, journal)
    sheet = replace(sheet, meta=meta)
    if not parts:
        opening, parts = (), (_whole(sheet, opening),)
    return Outline(locale.code, replace(sheet, notes=(*sheet.notes, *journal.notes())), opening, parts)


# --- headings ------------------------------------------------------------------------------------------------------


def _anchored(pieces: Pieces) -> Pieces:
    """Headings with the anchors that Markdown hosts make of them, since their words may change."""
    seen: dict[str, int] = {}
    result = []
    for piece in pieces:
        if isinstance(piece.block, Heading) and (name := slug(plain(piece.block.children))):
            again = seen.get(name, 0)
            seen[name] = again + 1
            anchor = f"{name}-{again}" if again else name
            if anchor not in piece.anchors:
                piece = replace(piece, anchors=(*piece.anchors, anchor))
        result.append(piece)
    return tuple(result)


def _headed(pieces: Pieces, journal: Journal) -> Pieces:
    """Pieces without headings that say nothing."""
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece.block, Heading) and not _says(piece.block.children):
            journal.add(piece.line, Kind.CHANGED, "a heading without words was removed")
        else:
            result.append(piece)
    return tuple(result)


def _says(inlines: Inlines) -> bool:
    return bool(plain(inlines).strip()) or any(isinstance(found, Picture) for found in walk(inlines))


def _named(numbered: Numbered) -> tuple[Pieces, dict[str, Number]]:
    """Headings that had a number, with anchors that say it; and these names."""
    pieces = list(numbered.pieces)
    sections: dict[str, Number] = {}
    for place, number in sorted(numbered.numbers.items()):
        name = f"{SECTION}{len(sections) + 1}"
        sections[name] = number
        typed = NUMBER + ".".join(map(str, number.path))
        pieces[place] = replace(pieces[place], anchors=(*pieces[place].anchors, name, typed))
    return tuple(pieces), sections


def _unruled(pieces: Pieces, journal: Journal) -> Pieces:
    """Pieces without rules at the edges of sections: their headings part them."""
    result: list[Piece] = []
    rules: list[Piece] = []
    for piece in (*pieces, None):
        edge = piece is None or isinstance(piece.block, Heading)
        if piece is not None and isinstance(piece.block, Rule):
            rules.append(piece)
            continue
        if rules and (edge or not result or isinstance(result[-1].block, Heading)):
            for rule in rules:
                journal.add(rule.line, Kind.CHANGED, "a rule at the edge of a section was removed")
            if piece is not None:
                piece = replace(piece, anchors=(*(a for rule in rules for a in rule.anchors), *piece.anchors))
        elif not (piece is not None and isinstance(piece.block, Comment)):
            result += rules
        else:
            result.append(piece)
            continue
        rules = []
        result += [piece] if piece is not None else []
    return tuple(result)


# --- sections ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A section while it is being cut; `depth` is the level that its heading was typed with."""

    piece: Piece
    depth: int
    pieces: list[Piece] = field(default_factory=list)
    parts: list[_Open] = field(default_factory=list)


def _cut(pieces: Pieces) -> tuple[Pieces, tuple[Part, ...]]:
    """The opening, and the tree of sections: levels that jump are closed up, those below the sixth stand on it."""
    opening: list[Piece] = []
    chapters: list[_Open] = []
    path: list[_Open] = []
    for piece in pieces:
        if isinstance(block := piece.block, Heading):
            while path and (path[-1].depth >= block.level or len(path) >= _DEEPEST):
                path.pop()
            opened = _Open(piece, block.level)
            (path[-1].parts if path else chapters).append(opened)
            path.append(opened)
        else:
            (path[-1].pieces if path else opening).append(piece)
    return tuple(opening), _apart(tuple(_part(chapter, 1) for chapter in chapters))


def _part(opened: _Open, level: int) -> Part:
    heading = opened.piece.block
    assert isinstance(heading, Heading)
    parts = _apart(tuple(_part(part, level + 1) for part in opened.parts))
    piece = opened.piece
    return Part(heading.children, level, piece.line, tuple(opened.pieces), parts, piece.anchors)


def _apart(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Neighbours, of which those without a number are not counted where others have one: a preface, an appendix."""
    if not any(map(_has_number, parts)):
        return _uncounted(parts)
    return tuple(replace(part, numbered=any(map(_has_number, _with_inner(part)))) for part in parts)


def _uncounted(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(replace(part, numbered=part.numbered and UNCOUNTED not in part.anchors) for part in parts)


def _has_number(part: Part) -> bool:
    return any(anchor.startswith(NUMBER) for anchor in part.anchors)


def _with_inner(part: Part) -> Iterator[Part]:
    yield part
    for inner in part.parts:
        yield from _with_inner(inner)


def _whole(sheet: Sheet, pieces: Pieces) -> Part:
    """The one chapter of a document without headings."""
    line = pieces[0].line if pieces else 1
    return Part(sheet.title, 1, line, pieces, ())
