"""Numbers of headings, figures and tables, and what a cross-reference may point to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from builder.locales import Locale
from builder.model import Block, Blocks, Callout, Document, Evidence, Figure, Flow, Only, Quote, Section, Table
from builder.text import plain


@dataclass(frozen=True, slots=True)
class Targets:
    """`labels`: words of a cross-reference by id. `anchors`: ids by the other names that links use (slugs, files)."""

    labels: dict[str, str]
    anchors: dict[str, str]


@dataclass(slots=True)
class _Counter:
    figures: int = 0
    tables: int = 0


def numbered(document: Document, lang: str, locale: Locale, headings: bool) -> Document:
    """Chapters 1, 2, …, their sections 1.1; figures and tables by chapter: 3.1 (figures and processes share a row)."""
    sections = []
    for place, chapter in enumerate(document.sections, start=1):
        sections.append(_chapter(chapter, str(place), _Counter(), lang, locale, headings))
    return replace(document, sections=tuple(sections))


def _chapter(section: Section, number: str, count: _Counter, lang: str, locale: Locale, headings: bool) -> Section:
    chapter = number.split(".")[0]
    blocks = _labelled(section.blocks, chapter, count, lang, locale)
    children = tuple(
        _chapter(child, f"{number}.{place}", count, lang, locale, headings)
        for place, child in enumerate(section.sections, start=1)
    )
    return replace(section, number=number if headings else "", blocks=blocks, sections=children)


def _labelled(blocks: Blocks, chapter: str, count: _Counter, lang: str, locale: Locale) -> Blocks:
    return tuple(_label(block, chapter, count, lang, locale) for block in blocks)


def _label(block: Block, chapter: str, count: _Counter, lang: str, locale: Locale) -> Block:
    match block:
        case Figure() | Flow() if block.caption:
            count.figures += 1
            return replace(block, label=locale.words.figure.format(n=f"{chapter}.{count.figures}"))
        case Table() if block.caption:
            count.tables += 1
            return replace(block, label=locale.words.table.format(n=f"{chapter}.{count.tables}"))
        case Callout() | Quote():
            return replace(block, blocks=_labelled(block.blocks, chapter, count, lang, locale))
        case Only() if block.lang == lang:
            return replace(block, blocks=_labelled(block.blocks, chapter, count, lang, locale))
        case _:
            return block


def evidence_of(document: Document) -> dict[str, Evidence]:
    """Figures, tables and processes by id."""
    return {block.id: block for section in document.sections for block in _evidence(section) if block.id}


def _evidence(section: Section) -> Iterator[Evidence]:
    yield from _evidence_in(section.blocks)
    for child in section.sections:
        yield from _evidence(child)


def _evidence_in(blocks: Blocks) -> Iterator[Evidence]:
    for block in blocks:
        match block:
            case Figure() | Table() | Flow():
                yield block
            case Callout() | Quote() | Only():
                yield from _evidence_in(block.blocks)
            case _:
                pass


def targets_of(document: Document, locale: Locale) -> Targets:
    labels = {name: block.label or plain(block.caption) for name, block in evidence_of(document).items()}
    anchors: dict[str, str] = {}
    for section in _sections(document.sections):
        number = section.number
        labels[section.id] = locale.words.section.format(n=number) if number else plain(section.title)
        anchors.setdefault(_slug(plain(section.title)), section.id)
        anchors.setdefault(f"file:{PurePosixPath(section.span.file).stem}", section.id)
    return Targets(labels, anchors)


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _slug(title: str) -> str:
    """A heading's anchor as Markdown hosts make it: lower case, words and hyphens."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", title.strip().lower()))
