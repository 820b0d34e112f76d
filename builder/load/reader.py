"""One Markdown file, opened: its nodes, and the readers of its blocks, inlines and footnotes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code, Diagnostic, Report, Severity, Span
from builder.formula.macros import NONE, Macros
from builder.load.assets import Assets
from builder.load.block import BlockReader
from builder.load.fences import check_fences
from builder.load.inline import InlineReader
from builder.load.source import Source, walk
from builder.model import Footnote
from builder.project import Project, read_text


def open_reader(
    project: Project, path: Path, stem: str, assets: Assets, report: Report, macros: Macros = NONE
) -> tuple[BlockReader, SyntaxTreeNode] | None:
    """`stem` begins the ids of what has none of its own, `macros` are the commands of the files before it. None, and a
    diagnostic, where the file cannot be read."""
    text = read_text(project, path, report)
    if text is None:
        return None
    source = Source(project.relative(path), path.parent, text, report, macros)
    root = source.tree()
    if root is None:
        return None
    check_fences(source, root)
    notes = _Footnotes({int(node.meta["id"]): node for node in walk(root.children) if node.type == "footnote"})
    reader = BlockReader(source, InlineReader(source, assets, notes.read), stem)
    notes.readers.append(reader)
    for name, span in source.unused_footnotes():
        message = f"no text refers to the footnote '{name}', and it is not printed"
        hint = f"write [^{name}] where it belongs"
        report(Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint=hint, severity=Severity.WARNING))
    return reader, root


@dataclass(slots=True)
class _Footnotes:
    """Footnotes are written anywhere in the file and read where the text refers to them."""

    nodes: dict[int, SyntaxTreeNode]
    readers: list[BlockReader] = field(default_factory=list)
    _made: dict[int, Footnote] = field(default_factory=dict)
    _open: bool = False

    def read(self, number: int, span: Span) -> Footnote | None:
        if number not in self._made:
            (reader,) = self.readers
            if self._open:
                hint = "write its text in parentheses"
                reader.source.fault(span, Code.MALFORMED_DIRECTIVE, "a footnote cannot hold another", hint)
                return None
            self._open = True
            self._made[number] = Footnote(reader.blocks(self.nodes[number].children), span)
            self._open = False
        return self._made[number]
