"""Numbers of headings, figures and tables, and what a cross-reference may point to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from builder.locales import Locale
from builder.model import (
    Block,
    Blocks,
    Callout,
    Document,
    Equation,
    Evidence,
    Figure,
    Flow,
    Inlines,
    Items,
    Quote,
    Section,
    Table,
)
from builder.text import plain, walk


@dataclass(frozen=True, slots=True)
class Targets:
    """`labels`: words of a cross-reference by id, "" for a figure or table without caption. `anchors`: ids by the other
    names that links use (slugs, files). `numbers`: the number alone, by id, where there is one. `hidden`: of
    what stands under a condition that does not hold, that condition, by id."""

    labels: dict[str, str | Inlines]
    anchors: dict[str, str]
    numbers: dict[str, str] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Counter:
    figures: int = 0
    tables: int = 0
    equations: int = 0
    by_chapter: bool = True


def numbered(document: Document, locale: Locale, headings: bool, wanted: Set[str] | None = None) -> Document:
    """Chapters 1, 2, …, their sections 1.1; figures and tables by chapter: 3.1 (figures and processes share a row), and
    in chapters without a number in one row through all of these: 1, 2, …

    `wanted` are the ids of chapters that are asked for; others that count for none of them may stay as they were."""
    sections = []
    equations = 0
    apart = _Counter(by_chapter=False)
    for chapter, number in _counted(document.sections, ""):
        if wanted is not None and headings and number and chapter.id not in wanted:
            sections.append(chapter)
            continue
        count = _Counter(equations=0 if headings else equations, by_chapter=headings) if number else apart
        if not number and not headings:
            count.equations = equations
        sections.append(_chapter(chapter, number, f"{number}." if number else "", count, locale, headings))
        equations = count.equations if not headings else 0
    return replace(document, sections=tuple(sections))


def _counted(sections: tuple[Section, ...], above: str) -> Iterator[tuple[Section, str]]:
    """Sections with their numbers, "" for those that are not counted."""
    place = 0
    for section in sections:
        place += section.numbered
        yield section, f"{above}{place}" if section.numbered else ""


def _chapter(section: Section, number: str, chapter: str, count: _Counter, locale: Locale, headings: bool) -> Section:
    """`chapter` stands before the numbers of its figures."""
    blocks = _labelled(section.blocks, chapter, count, locale)
    children = tuple(
        _chapter(child, own if number else "", chapter, count, locale, headings)
        for child, own in _counted(section.sections, f"{number}.")
    )
    return replace(section, number=number if headings else "", blocks=blocks, sections=children)


def _labelled(blocks: Blocks, chapter: str, count: _Counter, locale: Locale) -> Blocks:
    return tuple(_label(block, chapter, count, locale) for block in blocks)


def _label(block: Block, chapter: str, count: _Counter, locale: Locale) -> Block:
    match block:
        case Figure() | Flow() if block.caption:
            count.figures += 1
            return replace(block, label=locale.words.figure.format(n=f"{chapter}{count.figures}"))
        case Table() if block.caption:
            count.tables += 1
            return replace(block, label=locale.words.table.format(n=f"{chapter}{count.tables}"))
        case Equation():
            number = _equation_number(block, chapter, count)
            return replace(block, label=f"({number})" if number else "")
        case Callout() | Quote():
            return replace(block, blocks=_labelled(block.blocks, chapter, count, locale))
        case Items():
            items = tuple(replace(i, blocks=_labelled(i.blocks, chapter, count, locale)) for i in block.items)
            return replace(block, items=items)
        case _:
            return block


def _equation_number(block: Equation, chapter: str, count: _Counter) -> str:
    """What its author tagged it with; else, where it has an id, its number."""
    from builder.formula.parse import tag_of

    if tag := tag_of(block.tex):
        return tag
    if not block.id:
        return ""
    count.equations += 1
    return f"{chapter if count.by_chapter else ''}{count.equations}"


def _equations(document: Document) -> Iterator[Equation]:
    return (found for found in walk(document.sections) if isinstance(found, Equation) and found.id and found.label)


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
            case Callout() | Quote():
                yield from _evidence_in(block.blocks)
            case Items():
                for item in block.items:
                    yield from _evidence_in(item.blocks)
            case _:
                pass


def targets_of(document: Document, locale: Locale) -> Targets:
    """Figures, tables and processes by their labels, sections by number or, where they have none, by title."""
    evidence = evidence_of(document)
    labels: dict[str, str | Inlines] = {name: block.label for name, block in evidence.items()}
    numbers = {name: _number_in(block.label) for name, block in evidence.items() if block.label}
    for equation in _equations(document):
        labels.setdefault(equation.id, locale.words.equation.format(n=equation.label.strip("()")))
        numbers.setdefault(equation.id, equation.label)
    anchors: dict[str, str] = {}
    for section in _sections(document.sections):
        number = section.number
        labels[section.id] = locale.words.section.format(n=number) if number else section.title
        if number:
            numbers[section.id] = number
        for anchor in _anchors(section):
            anchors.setdefault(anchor, section.id)
    return Targets(labels, anchors, numbers)


def _number_in(label: str) -> str:
    """The number of a figure or table in its label: "图 3.1"."""
    found = re.findall(r"\d+(?:\.\d+)*", label)
    return found[-1] if found else label


def _anchors(section: Section) -> Iterator[str]:
    """What links call a section: its file, and its title as Markdown hosts make anchors of it."""
    words = re.sub(r"[^\w\s-]", "", plain(section.title).strip().lower())
    yield re.sub(r"\s", "-", words)
    yield re.sub(r"\s+", "-", words)
    yield f"file:{PurePosixPath(section.span.file).stem.lower()}"


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)
