"""The outlines of one report in several languages: the same ids for what they share, and a word on what they do not."""

from __future__ import annotations

from dataclasses import replace

from builder.importer.outlining.title import lent
from builder.importer.outlining.typed import SECTION
from builder.importer.pairing.apart import Writer
from builder.importer.pairing.counterparts import OPENING, Path, blocks_of
from builder.importer.pairing.ids import Named, Names, evidence_names, is_needed, own_anchors, section_names
from builder.importer.pairing.languages import Language, Shared, Spot
from builder.importer.pairing.levels import levelled
from builder.importer.sheet import Outline

_LIST_IDS = ("contents", "figures", "tables")
"""Ids of the lists that the report makes."""


def pair(outlines: tuple[Outline, ...]) -> tuple[Outline, ...]:
    """The outlines with ids, the first one's order and levels being the report's: sections and blocks that all have
    are the same in all of them (`check.parity`); what one has alone is `only` its own. One outline gets ids alone."""
    if not outlines:
        return ()
    sheets = tuple(outline.sheet for outline in outlines)
    outlines = tuple(replace(outline, sheet=lent(outline.sheet, sheets)) for outline in outlines)
    outlines = (outlines[0], *(levelled(outlines[0], other) for other in outlines[1:]))
    shared = Shared(outlines)
    languages = [Language(outline, place, shared) for place, outline in enumerate(outlines)]
    names = Names(set(_LIST_IDS))
    for language in languages:
        _name_sections(language, languages, names)
    for language in languages:
        _name_evidence(language, languages, names)
    return tuple(Writer(language).outline() for language in languages)


def _name_sections(language: Language, others: list[Language], names: Names) -> None:
    """Ids for the sections of a language that have none yet, and for their counterparts."""
    for path, part in language.parts.items():
        if path in language.ids:
            continue
        first = language.origin.get(path)
        twins = [(language, path)]
        if first is not None:
            twins = [(other, language.shared.place(other.place, first)) for other in others]
        parts = [other.parts[place] for other, place in twins] or [part]
        above = language.ids.get(path[:-1], "")
        name = names.take(section_names(parts, tuple(place + 1 for place in path)), above)
        for other, place in twins:
            other.ids[place] = name
            for anchor in other.parts[place].anchors:
                if anchor.startswith(SECTION):
                    other.renamed[anchor] = name


def _name_evidence(language: Language, others: list[Language], names: Names) -> None:
    """Ids for figures, tables and equations: the same for those in blocks that are counterparts."""
    for path in (OPENING, *language.parts):
        twins = _twin_blocks(language, others, path)
        counts: dict[str, int] = {}
        for piece in range(len(language.pieces(path))):
            for spot, block in language.evidence(path, piece):
                if spot in language.named:
                    continue
                group = [(language, spot, block)]
                for other, its_path, its_piece in twins.get(piece, ()):
                    theirs = other.evidence(its_path, its_piece)
                    if len(theirs) == len(language.evidence(path, piece)) and _same_kinds(language, spot, theirs):
                        group.append((other, *theirs[spot.nested]))
                kind = type(block).__name__
                counts[kind] = counts.get(kind, 0) + 1
                _name_group(group, language.ids.get(path, ""), counts[kind], names)


def _same_kinds(language: Language, spot: Spot, theirs: list[tuple[Spot, Named]]) -> bool:
    ours = language.evidence(spot.path, spot.piece)
    return [type(block) for _, block in ours] == [type(block) for _, block in theirs]


def _twin_blocks(language: Language, others: list[Language], path: Path) -> dict[int, list[tuple[Language, Path, int]]]:
    """Counterparts in the later languages of the pieces of a shared section, by their index."""
    first = language.origin.get(path)
    if first is None or language.place:
        return {}
    places = {other: language.shared.place(other.place, first) for other in others}
    indexes = {other: [i for i, _ in blocks_of(other.pieces(place))] for other, place in places.items()}
    twins: dict[int, list[tuple[Language, Path, int]]] = {}
    for row in language.shared.blocks(first):
        piece = indexes[others[0]][row[0]]
        twins[piece] = [(other, places[other], indexes[other][i]) for other, i in zip(others[1:], row[1:], strict=True)]
    return twins


def _name_group(group: list[tuple[Language, Spot, Named]], section: str, place: int, names: Names) -> None:
    found = [own_anchors(language.pieces(spot.path)[spot.piece].anchors) for language, spot, _ in group]
    anchors = tuple(anchor for own in found for anchor in own)
    anchors = anchors if len({spot.nested for _, spot, _ in group}) == 1 and not group[0][1].nested else ()
    needed = any(is_needed(block, anchors) for _, _, block in group)
    blocks = [block for _, _, block in group]
    name = names.take(evidence_names(blocks, anchors, section, place), "") if needed else ""
    for language, spot, block in group:
        language.named[spot] = name
        if block.id:
            language.renamed.setdefault(block.id, name)
