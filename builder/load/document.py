"""One language of the report: index.md, terms.yaml and its sections."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code, Report, Span
from builder.load.assets import Assets
from builder.load.block import BlockReader
from builder.load.directives.call import Call, body_blocks, lead_inlines, read_call
from builder.load.directives.front import NAMES
from builder.load.inline import InlineReader
from builder.load.source import Source, first_line, walk
from builder.load.terms import read_terms
from builder.model import Blocks, Document, Footnote, Front, Inlines, Items, Paragraph, Section, Settings, Terms, Text
from builder.project import Project, read_text

_HEADING_ID = re.compile(r"\s*\{#([^}\s]+)\}\s*$")


def read_document(project: Project, lang: str, settings: Settings, assets: Assets, report: Report) -> Document:
    folder = project.content / lang
    terms = _terms(project, folder, report)
    front = _front(project, folder, settings, assets, report)
    sections: list[Section] = []
    for stem in settings.sections:
        path = folder / f"{stem}.md"
        if path.is_file() and (reader := open_reader(project, path, assets, report)):
            sections.extend(read_sections(reader[0], reader[1]))
    return Document(lang, front, tuple(sections), terms)


def open_reader(
    project: Project, path: Path, assets: Assets, report: Report
) -> tuple[BlockReader, SyntaxTreeNode] | None:
    text = read_text(project, path, report)
    if text is None:
        return None
    source = Source(project.relative(path), path.parent, text, report)
    try:
        root = source.tree()
    except RecursionError:
        source.fault(Span(source.file), Code.UNREADABLE_FILE, "nested too deeply")
        return None
    footnotes: dict[int, Footnote] = {}
    stem = re.sub(r"^[\d._-]+(?=.)", "", path.stem)
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    number = re.match(r"\d+", path.stem)
    default = f"s{number[0]}" if number else "s"
    reader = BlockReader(source, InlineReader(source, assets, footnotes), slug if slug[:1].isalpha() else default)
    for node in walk(root.children):
        if node.type == "footnote":
            footnotes[int(node.meta["id"])] = Footnote(reader.blocks(node.children), source.span(node))
    return reader, root


def _terms(project: Project, folder: Path, report: Report) -> Terms:
    path = folder / "terms.yaml"
    text = read_text(project, path, report) if path.is_file() else None
    return read_terms(text, project.relative(path), report) if text is not None else Terms({}, {})


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


def read_sections(reader: BlockReader, root: SyntaxTreeNode) -> tuple[Section, ...]:
    """Chapters of a file. What stands above its first heading is a chapter called after the file."""
    chapters: list[_Open] = []
    path: list[_Open] = []
    for node in root.children:
        if node.type == "heading":
            depth = int(node.tag[1])
            while path and path[-1].depth >= depth:
                path.pop()
            siblings = path[-1].sections if path else chapters
            opened = _opened(reader, node, depth, path[-1].id if path else "", len(siblings) + 1)
            siblings.append(opened)
            path.append(opened)
        elif node.type not in ("front_matter", "footnote_block"):
            if not path:
                opened = _Open(reader.stem, 1, (Text(reader.stem),), reader.source.span(node), [], [])
                chapters.append(opened)
                path.append(opened)
            path[-1].nodes.append(node)
    return tuple(_section(reader, chapter, 1) for chapter in chapters)


def _opened(reader: BlockReader, node: SyntaxTreeNode, depth: int, parent: str, place: int) -> _Open:
    line = first_line(node)
    content = node.children[0].content if node.children else ""
    match = _HEADING_ID.search(content)
    title = reader.inline.text(content[: match.start()], line) if match else reader.children(node)
    default = f"{parent}-{place}" if parent else reader.stem + (f"-{place}" if place > 1 else "")
    name = default
    if match:
        name = match[1]
        if not re.fullmatch(r"[A-Za-z][\w.-]*", name, re.ASCII):
            span = reader.source.find(f"#{name}", line, line)
            hint = "ASCII letters, digits, '-', '_' and '.', a letter first: the same in every language"
            reader.source.fault(span, Code.INVALID_VALUE, f"'{name}' is no id", hint)
            name = default
    return _Open(name, depth, title, reader.source.line(line), [], [])


def _section(reader: BlockReader, opened: _Open, level: int) -> Section:
    return Section(
        id=opened.id,
        level=level,
        title=opened.title,
        blocks=reader.blocks(opened.nodes),
        sections=tuple(_section(reader, child, level + 1) for child in opened.sections),
        span=opened.span,
    )


# --- index.md ------------------------------------------------------------------------------------------------------


def _front(project: Project, folder: Path, settings: Settings, assets: Assets, report: Report) -> Front:
    path = folder / "index.md"
    empty = Front((Text(settings.name),), (), (), (), (), settings.span)
    opened = open_reader(project, path, assets, report) if path.is_file() else None
    if opened is None:
        return empty
    reader, root = opened
    front = replace(empty, span=Span(reader.source.file))
    for node in root.children:
        if node.type == "heading" and node.tag == "h1":
            front = replace(front, title=reader.children(node), span=reader.source.span(node))
        elif node.type == "container_directive":
            call = read_call(reader, node, reader.source.span(node))
            front = _with_part(front, reader, call)
        elif node.type not in ("front_matter", "footnote_block"):
            message = "index.md holds a title and its directives"
            hint = f"put it into one of {', '.join(':::{' + name + '}' for name in NAMES)}, or into a section"
            reader.source.fault(reader.source.span(node), Code.MALFORMED_DIRECTIVE, message, hint)
    return front


def _with_part(front: Front, reader: BlockReader, call: Call) -> Front:
    match call.name:
        case "subtitle":
            return replace(front, subtitle=lead_inlines(reader, call))
        case "meta":
            return replace(front, meta=_meta(reader, body_blocks(reader, call)))
        case "imprint":
            return replace(front, imprint=body_blocks(reader, call))
        case "colophon":
            return replace(front, colophon=body_blocks(reader, call))
        case _:
            hint = f"known: {', '.join(NAMES)}"
            reader.source.fault(call.span, Code.UNKNOWN_DIRECTIVE, f"index.md has no directive '{call.name}'", hint)
            return front


def _meta(reader: BlockReader, blocks: Blocks) -> tuple[tuple[Inlines, Inlines], ...]:
    items = blocks[0].items if len(blocks) == 1 and isinstance(blocks[0], Items) else ()
    lines: list[tuple[Inlines, Inlines]] = []
    for item in items:
        first = item.blocks[0] if item.blocks else None
        if isinstance(first, Paragraph) and (pair := _labelled(first.children)):
            lines.append(pair)
        else:
            reader.source.fault(item.span, Code.MALFORMED_DIRECTIVE, "a line of meta is 'label: value'")
    return tuple(lines)


def _labelled(children: Inlines) -> tuple[Inlines, Inlines] | None:
    head = children[0] if children else None
    if not isinstance(head, Text):
        return None
    match = re.match(r"([^:：]+)[:：]\s*", head.text)
    if match is None:
        return None
    rest = head.text[match.end() :]
    value: Inlines = (*((Text(rest),) if rest else ()), *children[1:])
    return (Text(match[1].strip()),), value
