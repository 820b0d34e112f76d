"""Blocks and inlines with every reference resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from builder.diagnostics import Code, Diagnostic, Report, Span, did_you_mean
from builder.locales.spacing import hold
from builder.model import (
    Block,
    Blocks,
    Break,
    Callout,
    ChartRef,
    Clause,
    CodeBlock,
    Emph,
    Entry,
    Equation,
    Figure,
    Flow,
    Footnote,
    Formula,
    Heading,
    Inline,
    Inlines,
    Items,
    Link,
    Math,
    Only,
    Paragraph,
    Picture,
    Plot,
    Quote,
    Ref,
    References,
    RefKind,
    Row,
    Rule,
    Script,
    Slide,
    Status,
    Strike,
    Table,
    Text,
    When,
)
from builder.model import Code as CodeInline
from builder.resolve.citing import Citing
from builder.resolve.closing import close_up
from builder.resolve.words import Wording
from builder.text import is_han, merged, plain
from builder.values import filled


@dataclass(frozen=True, slots=True)
class BlockResolver:
    wording: Wording
    citing: Citing
    plots: Mapping[str, Plot]
    report: Report

    def inlines(self, inlines: Inlines) -> Inlines:
        """Citations that stand together are resolved together; no space stands beside their full-width marks."""
        found: Inlines = ()
        closes = False
        for cites, group in groupby(inlines, key=_cites):
            if cites:
                before, citation = self.citing.cite([one for one in group if isinstance(one, Ref)], found)
                found, closes = (*before, *citation), is_han(plain(citation)[-1:])
                continue
            written = tuple(group)
            first, *more = close_up(written, [self._inline(inline) for inline in written])
            if closes and isinstance(first, Text):
                first = replace(first, text=first.text.lstrip(" "))
            found = (*found, first, *more)
        return merged(found)

    def _inline(self, inline: Inline) -> Inline:
        match inline:
            case Text():
                return replace(inline, text=hold(inline.text, self.wording.locale))
            case CodeInline() | Break() | Math() | Status():
                return inline
            case Picture():
                return replace(inline, alt=self.words(inline.alt, inline.span))
            case Emph() | Strike() | Script():
                return replace(inline, children=self.inlines(inline.children))
            case Link():
                return self.wording.link(inline, self.inlines(inline.children))
            case Footnote():
                return replace(inline, blocks=self.blocks(inline.blocks))
            case Ref():
                return self.wording.ref(inline)
            case Clause():
                raise AssertionError("conditions are decided before")
            case _:
                assert_never(inline)

    def blocks(self, blocks: Blocks) -> Blocks:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case CodeBlock() | Rule() | Equation():
                return block
            case Paragraph() | Heading() | Formula():
                return replace(block, children=self.inlines(block.children))
            case Items():
                items = tuple(replace(item, blocks=self.blocks(item.blocks)) for item in block.items)
                return replace(block, items=items)
            case Callout():
                return replace(block, title=self.inlines(block.title), blocks=self.blocks(block.blocks))
            case Quote():
                return replace(block, blocks=self.blocks(block.blocks))
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Flow():
                return self._flow(block)
            case References():
                return replace(block, entries=tuple(self._entry(entry) for entry in block.entries))
            case Slide():
                return self._slide(block)
            case Only() | When():
                raise AssertionError(f"{type(block).__name__} is taken apart before")
            case _:
                assert_never(block)

    def _table(self, table: Table) -> Table:
        return replace(
            table,
            caption=self.inlines(table.caption),
            source=self.inlines(table.source),
            head=tuple(self._row(row) for row in table.head),
            body=tuple(self._row(row) for row in table.body),
        )

    def _row(self, row: Row) -> Row:
        return tuple(replace(cell, children=self.inlines(cell.children)) for cell in row)

    def _figure(self, figure: Figure) -> Figure:
        content, alt = figure.content, self.words(figure.alt, figure.span)
        if isinstance(content, ChartRef):
            plot = self.plots.get(content.chart)
            corpus = self.wording.corpus
            if (plot is None and content.chart in corpus.charts) or ("charts", content.chart) in corpus.lost:
                pass  # its own fault is reported
            elif plot is None:
                hint = did_you_mean(content.chart, corpus.charts)
                message = f"no chart '{content.chart}'"
                self.report(Diagnostic(figure.span, Code.UNKNOWN_CHART, message, hint=hint))
            else:
                content, alt = plot, alt or plot.alt
        caption, source = self.inlines(figure.caption), self.inlines(figure.source)
        return replace(figure, content=content, alt=alt, caption=caption, source=source)

    def words(self, text: str, span: Span) -> str:
        """A text that is no Markdown, with what it asks of the row."""
        return filled(text, lambda name, options: self.wording.said(name, options, span))

    def _flow(self, flow: Flow) -> Flow:
        return replace(
            flow,
            alt=self.words(flow.alt, flow.span),
            caption=self.inlines(flow.caption),
            source=self.inlines(flow.source),
            nodes=tuple(replace(node, children=self.inlines(node.children)) for node in flow.nodes),
            edges=tuple(replace(edge, label=self.inlines(edge.label)) for edge in flow.edges),
        )

    def _entry(self, entry: Entry) -> Entry:
        return replace(self.citing.entry(entry), note=self.inlines(entry.note))

    def _slide(self, slide: Slide) -> Slide:
        columns = tuple(
            replace(column, title=self.inlines(column.title), blocks=self.blocks(column.blocks))
            for column in slide.columns
        )
        return replace(
            slide,
            title=self.inlines(slide.title),
            blocks=self.blocks(slide.blocks),
            columns=columns,
            notes=self.blocks(slide.notes),
            source=self.inlines(slide.source),
        )


def _cites(inline: Inline) -> bool:
    return isinstance(inline, Ref) and inline.kind is RefKind.CITE
