"""Blocks → the Markdown of FORMAT.md, as a careful author would type it: `load` reads the same blocks back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import assert_never

from builder.diagnostics import Span
from builder.importer.writing.inline import InlineWriter, attribute
from builder.importer.writing.lines import (
    Lines,
    code_lines,
    directive,
    equation_lines,
    indented,
    title_text,
    width_option,
)
from builder.importer.writing.normal import goes_on, is_bare, needs_gap, normal, normal_inlines
from builder.importer.writing.table import head_columns, table_lines
from builder.importer.writing.text import destination, escaped, opening
from builder.model import (
    Block,
    Blocks,
    Callout,
    CalloutKind,
    ChartRef,
    CodeBlock,
    Equation,
    Figure,
    Flow,
    Footnote,
    Formula,
    Heading,
    Image,
    Inlines,
    Item,
    Items,
    Missing,
    NodeShape,
    Only,
    Paragraph,
    Plot,
    Quote,
    References,
    Rule,
    Slide,
    Table,
    When,
)

_SHAPES = {NodeShape.STEP: ("[", "]"), NodeShape.TERMINAL: ("(", ")"), NodeShape.DECISION: ("{", "}")}


@dataclass(slots=True)
class PageWriter:
    """One Markdown file in the making: it numbers the footnotes that its blocks hold."""

    _notes: dict[tuple[Span, str], str] = field(default_factory=dict)
    _texts: list[Lines] = field(default_factory=list)

    def blocks(self, blocks: Blocks, above: Block | None = None) -> Lines:
        """Blocks of the top level. `above`: the block before them, which a list must be told apart from."""
        found = normal(blocks)
        last = normal((above,))[-1:] if above is not None else ()
        first = found[0] if found else None
        if last and isinstance(last[0], Items) and isinstance(first, Items) and last[0].ordered == first.ordered:
            return ["<!-- -->", "", *self._stack(found, dashes=True)]
        return self._stack(found, dashes=True)

    def line(self, inlines: Inlines) -> str:
        """A title: one line, in which a break is `<br>`."""
        return self._inline(normal_inlines(inlines))

    def paragraph(self, inlines: Inlines) -> Lines:
        """A paragraph that may begin a directive."""
        return self._paragraph(normal_inlines(inlines), lead=True)

    def heading(self, level: int, title: Inlines, name: str = "", only: bool = False, numbered: bool = True) -> str:
        """The heading of a section; `name` is its id."""
        marks = "#" * min(max(level, 1), 6)
        roles = f"{' only' if only else ''}{'' if numbered else ' unnumbered'}"
        tail = f" {{#{name}{roles}}}" if name else ""
        return f"{marks} {title_text(self.line(title), bool(name))}{tail}".rstrip()

    def footnotes(self) -> Lines:
        """The texts of all notes so far, with an empty line before each."""
        lines: Lines = []
        for number, text in enumerate(self._texts, start=1):
            head, *rest = text
            lines += ["", f"[^{number}]:{' ' if head else ''}{head}", *indented(rest, 4)]
        return lines

    # --- inlines ---------------------------------------------------------------------------------------------------

    def _note(self, note: Footnote) -> str:
        key = (note.span, repr(note.blocks))
        found = self._notes.get(key)
        if found is None:
            found = self._notes[key] = str(len(self._texts) + 1)
            place = len(self._texts)
            self._texts.append([])
            lines = self._stack(note.blocks, first=True)
            self._texts[place] = lines if isinstance(note.blocks[0], Paragraph) else ["", *lines]
        return found

    def _inline(self, inlines: Inlines, lines: bool = False) -> str:
        return InlineWriter(self._note, lines).write(inlines)

    def _paragraph(self, inlines: Inlines, *, lead: bool = False, task: bool = False) -> Lines:
        """`lead`: it may follow a directive's options. `task`: it begins an item."""
        return [opening(line, option=lead) for line in self._inline(inlines, lines=True).split("\n")]

    # --- blocks ----------------------------------------------------------------------------------------------------

    def _stack(self, blocks: Blocks, *, tight: bool = False, dashes: bool = False, first: bool = False) -> Lines:
        """Blocks below each other. `first`: the first of them begins a directive, whose options it could be taken for.

        `dashes`: a rule is typed so, which in a list could be an item or underline what is above it."""
        lines: Lines = []
        star = False
        for at, block in enumerate(blocks):
            above = blocks[at - 1] if at else None
            if above is not None and not goes_on(above, block) and not (tight and not needs_gap(above, block)):
                lines.append("")
            beside = isinstance(above, Items) and isinstance(block, Items) and above.ordered == block.ordered
            star = beside and not star
            lines += ["---"] if dashes and isinstance(block, Rule) else self._block(block, star, first and not at)
        return lines

    def _block(self, block: Block, star: bool, first: bool) -> Lines:
        match block:
            case Paragraph():
                return self._paragraph(block.children, lead=first)
            case Heading():
                return [self.heading(block.level, block.children)]
            case Items():
                return self._items(block, star)
            case Callout():
                return self._callout(block)
            case Quote():
                return [f"> {line}" if line else ">" for line in self._stack(block.blocks)]
            case CodeBlock():
                return code_lines(block)
            case Rule():
                return ["___"]
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block, first)
            case Flow():
                return self._flow(block)
            case Formula():
                return directive("formula", "", [], self._paragraph(block.children, lead=True))
            case Equation():
                return equation_lines(block)
            case References():
                rows = [f"- {{cite}}`{e.key}` {self._inline(e.note)}".rstrip() for e in block.entries]
                return directive("references", "", [], rows)
            case Only():
                return directive("only", block.lang, [], self._stack(block.blocks, first=True))
            case When():
                return directive("when", block.said, [], self._stack(block.blocks, first=True))
            case Slide():
                return self._slide(block)
            case _:
                assert_never(block)

    def _items(self, items: Items, star: bool) -> Lines:
        lines: Lines = []
        for place, item in enumerate(items.items):
            if place and not items.tight:
                lines.append("")
            marker = f"{items.start + place}{')' if star else '.'}" if items.ordered else "*" if star else "-"
            lines += self._item(item, marker, items.tight)
        return lines

    def _item(self, item: Item, marker: str, tight: bool) -> Lines:
        blocks = item.blocks
        if not blocks:
            return [marker]
        lines = self._stack(blocks, tight=tight)
        if item.checked is not None:
            lines[0] = f"[{'x' if item.checked else ' '}] {lines[0]}"
        elif re.match(r"\[[ xX]\]\s", lines[0]):
            lines[0] = "\\" + lines[0]
        return [f"{marker} {lines[0]}", *indented(lines[1:], len(marker) + 1)]

    def _callout(self, callout: Callout) -> Lines:
        name = "takeaway" if callout.kind is CalloutKind.TAKEAWAY else "callout"
        argument = "" if callout.kind is CalloutKind.TAKEAWAY else callout.kind.value
        options = [f":title: {self._inline(callout.title)}"] if callout.title else []
        body = self._stack(callout.blocks, first=True)
        if options and body and not isinstance(callout.blocks[0], Paragraph):
            body = ["", *body]
        return directive(name, argument, options, body)

    def _table(self, table: Table) -> Lines:
        rows = table_lines(table, InlineWriter(self._note))
        heads = head_columns(table)
        options = [f":source: {self._inline(table.source)}"] if table.source else []
        options += [f":head-rows: {len(table.head)}"] if len(table.head) > 1 else []
        options += [f":row-heads: {'yes' if heads == 1 else heads}"] if heads else []
        if not (table.id or table.caption or options):
            return rows
        caption = self._paragraph(table.caption, lead=True) if table.caption else []
        gap = [""] if caption or options else []
        return directive("table", table.id or "table", options, [*caption, *gap, *rows])

    def _figure(self, figure: Figure, first: bool) -> Lines:
        content = figure.content
        match content:
            case Image():
                argument, options = content.asset, width_option(content)
            case Missing():
                argument, options = content.path, [":missing: yes"]
            case ChartRef():
                argument, options = content.chart, []
            case Plot():
                argument, options = content.id, []
            case _:
                assert_never(content)
        if isinstance(content, Image) and is_bare(figure):
            return [self._image(content, figure, first)]
        if figure.id and (not isinstance(content, ChartRef | Plot) or figure.id != argument):
            named = figure.id != PurePosixPath(argument).stem
            options = [*([f":id: {figure.id}"] if named else []), *options]
        options += [f":source: {self._inline(figure.source)}"] if figure.source else []
        options += [f":alt: {figure.alt}"] if figure.alt else []
        caption = self._paragraph(figure.caption, lead=True) if figure.caption else []
        return directive("figure", argument, options, caption)

    def _image(self, image: Image, figure: Figure, first: bool) -> str:
        if first:  # the first paragraph of a directive is none of pictures
            named = f' title="{attribute(self._inline(figure.caption))}"' if figure.caption else ""
            return f'<img src="{attribute(image.asset)}" alt="{attribute(figure.alt)}"{named}>'
        title = self._inline(figure.caption).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
        alt = escaped(figure.alt, "[", "]", linked=True, dollars=True)
        return f"![{alt}]({destination(image.asset)}" + (f' "{title}")' if title else ")")

    def _flow(self, flow: Flow) -> Lines:
        options = [f":source: {self._inline(flow.source)}"] if flow.source else []
        options += [f":alt: {flow.alt}"] if flow.alt else []
        caption = self._paragraph(flow.caption, lead=True) if flow.caption else []
        nodes = []
        for node in flow.nodes:
            label = self._inline(node.children)
            opened, closed = _SHAPES[node.shape]
            plain = node.shape is NodeShape.STEP and label[:1] not in ("[", "(", "{")
            nodes.append(f"- {node.id}: {label if plain else opened + label + closed}")
        edges = [
            f"{edge.source} -> {edge.target}" + (f": {self._inline(edge.label)}" if edge.label else "")
            for edge in flow.edges
        ]
        head = [*caption, ""] if caption or options else []
        return directive("flow", flow.id, options, [*head, *nodes, *([""] if edges else []), *edges])

    def _slide(self, slide: Slide) -> Lines:
        options = [f":show: {', '.join(slide.evidence)}"] if slide.evidence else []
        options += [f":layout: {slide.layout.value}"] if slide.layout else []
        options += [f":source: {self._inline(slide.source)}"] if slide.source else []
        parts = [self._stack(slide.blocks, first=True)] if slide.blocks else []
        for column in slide.columns:
            body = self._stack(column.blocks, first=True)
            parts.append(directive("column", self._inline(column.title), [], body))
        parts += [directive("notes", "", [], self._stack(slide.notes, first=True))] if slide.notes else []
        body = [line for at, part in enumerate(parts) for line in ([""] if at or options else []) + part]
        return directive("slide", self._inline(slide.title), options, body)
