"""One language of the report: its terms, index.md and sections."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Report, Span
from builder.formula.macros import NONE
from builder.load.assets import Assets
from builder.load.block import BlockReader
from builder.load.columns import Columns
from builder.load.conditions import spelled
from builder.load.front import front_title, read_front
from builder.load.html import is_comment
from builder.load.reader import open_reader
from builder.load.switches import read_offs
from builder.load.terms import read_terms
from builder.load.units import starts_of, yaml_units
from builder.model import Condition, Document, Inlines, Off, Section, Settings, Terms, Text, Unit
from builder.project import Project, read_text


def read_document(
    project: Project,
    lang: str,
    settings: Settings,
    assets: Assets,
    lost: set[tuple[str, str]],
    offs: list[Off],
    units: list[Unit],
    columns: Columns,
    report: Report,
) -> Document:
    """What could be read of the language; files that could not are added to `lost`, rules that are off to `offs`, and
    its texts to `units`."""
    folder = project.content / lang
    terms = _terms(project, lang, lost, columns, report)
    front = read_front(project, folder / "index.md", settings, assets, offs, units, report)
    names = section_names(settings.sections)
    sections: list[Section] = []
    macros = NONE
    for stem in settings.sections:
        path = folder / f"{stem}.md"
        if not path.is_file():
            continue
        if opened := open_reader(project, path, names[stem], assets, report, macros):
            chapters = read_sections(*opened)
            source = opened[0].source
            sections.extend(chapters)
            units.extend(source.units(starts_of(chapters).get(source.file, ())))
            macros = source.defined
            offs.extend(read_offs(opened[0].source, opened[1]))
        else:
            lost.add((f"{lang}/{stem}", ""))
    name = project.relative(folder / "terms.yaml")
    if (text := project.text(name)) is not None and (f"{lang}/terms", "") not in lost:
        units.extend(yaml_units(name, text))
    return Document(lang, front, tuple(sections), terms)


def _terms(project: Project, lang: str, lost: set[tuple[str, str]], columns: Columns, report: Report) -> Terms:
    path = project.content / lang / "terms.yaml"
    if not path.is_file():
        return Terms({}, {})
    text = read_text(project, path, report)
    read = read_terms(text, project.relative(path), lang, columns, report) if text is not None else None
    terms, whole = read or (Terms({}, {}), False)
    if not whole:
        lost.add((f"{lang}/terms", ""))
    return terms


def section_names(stems: tuple[str, ...]) -> dict[str, str]:
    """What ids begin with that authors leave out: `01-data` gives `data`, a name without ASCII letters its place."""
    names: dict[str, str] = {}
    for place, stem in enumerate(stems, start=1):
        slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"^[\d._-]+(?=.)", "", stem).lower()).strip("-")
        name = slug if slug[:1].isalpha() else f"s{place}"
        names[stem] = name if name not in names.values() else f"{name}-s{place}"
    return names


# --- sections ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A section while its blocks are being read. `depth` is the level that the author typed."""

    id: str
    depth: int
    title: Inlines
    span: Span
    nodes: list[SyntaxTreeNode]
    sections: list[_Open]
    only: bool = False
    numbered: bool = True
    when: Condition | None = None


def read_sections(reader: BlockReader, root: SyntaxTreeNode) -> tuple[Section, ...]:
    """Chapters of a file. What stands above its first heading is a chapter of the front matter's title, or the file's
    name; a front matter's title is the chapter, too, where no heading of the first level follows it."""
    chapters: list[_Open] = []
    path: list[_Open] = []
    nodes = [n for n in root.children if n.type not in ("front_matter", "footnote_block") and not is_comment(n)]
    title, span = front_title(reader, root)
    for node in nodes:
        heading = node.type == "heading"
        if not path and (not heading or (title and node.tag != "h1")):
            opened = _Open(
                reader.stem, 1, title or (Text(reader.source.name),), span or reader.source.span(node), [], []
            )
            chapters.append(opened)
            path.append(opened)
        if heading:
            depth = int(node.tag[1])
            while path and path[-1].depth >= depth:
                path.pop()
            siblings = path[-1].sections if path else chapters
            opened = _opened(reader, node, depth, path[-1] if path else None, siblings)
            siblings.append(opened)
            path.append(opened)
        else:
            path[-1].nodes.append(node)
    return tuple(_section(reader, chapter, 1) for chapter in chapters)


def _opened(reader: BlockReader, node: SyntaxTreeNode, depth: int, parent: _Open | None, before: list[_Open]) -> _Open:
    """A section without an id is named after its place, for which those of one language do not count."""
    title, name, span = reader.heading(node, section=True)
    roles = reader.heading_roles(node)
    only = "only" in roles or (parent is not None and parent.only)
    numbered = "unnumbered" not in roles and (parent is None or parent.numbered)
    place = sum(one.only == only for one in before) + 1
    default = f"{parent.id}-{place}" if parent else reader.stem + (f"-{place}" if place > 1 else "")
    return _Open(name or default, depth, title, span, [], [], only, numbered, reader.heading_condition(node))


def _section(reader: BlockReader, opened: _Open, level: int) -> Section:
    return Section(
        id=opened.id,
        level=level,
        title=opened.title,
        blocks=reader.blocks(opened.nodes),
        sections=tuple(_section(reader, child, level + 1) for child in opened.sections),
        span=opened.span,
        only=opened.only,
        numbered=opened.numbered,
        when=opened.when,
        said=spelled(opened.when) if opened.when else "",
    )
