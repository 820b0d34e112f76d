"""`index.md` → `Front`: the title and what stands on the cover, the imprint and the colophon."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code, Report, Span, did_you_mean
from builder.load.assets import Assets
from builder.load.block import BlockReader
from builder.load.compose import Places, compose
from builder.load.directives.call import Call, body_blocks, lead_inlines, read_call
from builder.load.directives.front import NAMES
from builder.load.html import is_comment
from builder.load.reader import open_reader
from builder.load.source import last_line
from builder.load.switches import read_offs
from builder.model import Blocks, Front, Inlines, Items, Off, Paragraph, Settings, Text, Unit
from builder.project import Project


def read_front(
    project: Project,
    path: Path,
    settings: Settings,
    assets: Assets,
    offs: list[Off],
    units: list[Unit],
    report: Report,
) -> Front:
    """The front of a report without index.md, or with an empty one, is its name. What the file holds besides is added
    to the lists."""
    front = Front((Text(settings.name),), (), (), (), (), settings.span)
    opened = open_reader(project, path, "index", assets, report) if path.is_file() else None
    if opened is None:
        return front
    reader, root = opened
    if not root.children:
        return front
    offs.extend(read_offs(reader.source, root))
    units.extend(reader.source.units())
    title, span = front_title(reader, root)
    front = replace(front, title=title or front.title, span=span or Span(reader.source.file))
    seen: set[str] = set()
    for node in root.children:
        if node.type == "heading" and node.tag == "h1":
            title, _, span = reader.heading(node)
            front = replace(front, title=title, span=span)
            _once(reader, "# Title", span, seen)
        elif node.type == "container_directive":
            call = read_call(reader, node, reader.source.span(node))
            front = _with_part(front, reader, call)
            _once(reader, f"{{{call.name}}}", call.span, seen)
        elif node.type not in ("front_matter", "footnote_block") and not is_comment(node) and _says(node):
            message = "index.md holds a title and its directives"
            hint = f"put it into one of {', '.join(':::{' + name + '}' for name in NAMES)}, or into a section"
            reader.source.fault(reader.source.span(node), Code.MALFORMED_DIRECTIVE, message, hint)
    return front


def front_title(reader: BlockReader, root: SyntaxTreeNode) -> tuple[Inlines, Span | None]:
    """The `title` of a file's front matter (YAML between `---`), and where it stands."""
    node = root.children[0] if root.children else None
    if node is None or node.type != "front_matter":
        return (), None
    places = Places(reader.source.file)
    said = compose("\n" + node.content, places, reader.source.report)
    title = said.get("title") if isinstance(said, dict) else None
    if not isinstance(title, str):
        return (), None
    span = places.value("title")
    return reader.inline.text(title, span.line, last_line(node)), span


def _says(node: SyntaxTreeNode) -> bool:
    return node.type != "paragraph" or bool(node.children and node.children[0].content.strip())


def _once(reader: BlockReader, part: str, span: Span, seen: set[str]) -> None:
    if part in seen:
        reader.source.fault(span, Code.DUPLICATE_ID, f"{part} stands twice in index.md", "keep one")
    seen.add(part)


def _with_part(front: Front, reader: BlockReader, call: Call) -> Front:
    for name, option in call.options.items():
        reader.source.fault(option.span, Code.UNKNOWN_OPTION, f"{{{call.name}}} has no option '{name}'", "it has none")
    match call.name:
        case "subtitle":
            if call.body or not call.lead:
                hint = "shorten it, or put the rest into :::{imprint}"
                reader.source.fault(call.span, Code.MALFORMED_DIRECTIVE, "a subtitle is one paragraph", hint)
            return replace(front, subtitle=lead_inlines(reader, call))
        case "meta":
            return replace(front, meta=_meta(reader, call))
        case "imprint":
            return replace(front, imprint=body_blocks(reader, call))
        case "colophon":
            return replace(front, colophon=body_blocks(reader, call))
        case _:
            hint = did_you_mean(call.name, NAMES)
            reader.source.fault(call.span, Code.UNKNOWN_DIRECTIVE, f"index.md has no directive '{call.name}'", hint)
            return front


def _meta(reader: BlockReader, call: Call) -> tuple[tuple[Inlines, Inlines], ...]:
    blocks = body_blocks(reader, call)
    lists = [block for block in blocks if isinstance(block, Items)]
    if len(lists) != 1 or len(blocks) != 1:
        hint = "- Published: {fact}`report.date`"
        reader.source.fault(call.span, Code.MALFORMED_DIRECTIVE, "meta is one list of 'label: value'", hint)
    lines: list[tuple[Inlines, Inlines]] = []
    for item in lists[0].items if lists else ():
        pair = _labelled(item.blocks)
        if pair:
            lines.append(pair)
        else:
            hint = "- Published: {fact}`report.date`"
            reader.source.fault(item.span, Code.MALFORMED_DIRECTIVE, "a line of meta is 'label: value'", hint)
    return tuple(lines)


def _labelled(blocks: Blocks) -> tuple[Inlines, Inlines] | None:
    children = blocks[0].children if len(blocks) == 1 and isinstance(blocks[0], Paragraph) else ()
    head = children[0] if children else None
    match = re.match(r"([^:：]+)[:：]\s*", head.text) if isinstance(head, Text) else None
    if match is None or not isinstance(head, Text):
        return None
    rest = head.text[match.end() :]
    value: Inlines = (*((Text(rest),) if rest else ()), *children[1:])
    return (Text(match[1].strip()),), value
