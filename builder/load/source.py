"""One Markdown file: its lines, and where in them a piece of markup stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code, Diagnostic, Report, Span
from builder.formula.macros import NONE, Macros
from builder.load.definitions import marked
from builder.load.grammar import MAX_NESTING, markdown
from builder.load.units import Starts, markdown_units
from builder.model import Unit

__all__ = ["MAX_NESTING", "Source", "first_line", "last_line", "walk"]


@dataclass(slots=True)
class Source:
    """A file being read. `file` is relative to the project; `folder` is where its relative paths begin. `macros` are
    the commands of formulas that hold where it begins, `misread` the lines of which fences that lack make something
    else."""

    file: str
    folder: Path
    text: str
    report: Report
    macros: Macros = field(default_factory=lambda: NONE)
    lines: list[str] = field(init=False)
    misread: list[range] = field(init=False, default_factory=list)
    _parser: MarkdownIt = field(init=False, default_factory=markdown)
    _env: dict[str, object] = field(init=False, default_factory=dict)
    _seen: dict[tuple[int, str], int] = field(init=False, default_factory=dict)
    _defined: list[tuple[int, Macros]] = field(init=False, default_factory=list)
    _tokens: list[Token] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")

    @property
    def name(self) -> str:
        """The file's name without its ending and the number that it is sorted by."""
        stem = PurePosixPath(self.file).stem
        return re.sub(r"^[\d._-]+(?=.)", "", stem)

    def tree(self) -> SyntaxTreeNode | None:
        """The file's nodes, or None and a diagnostic where they are nested so deeply that the rest would be lost."""
        tokens = self._parser.parse(self.text, self._env)
        deep = _too_deep(tokens)
        if deep is not None:
            self.fault(self.line(deep + 1), Code.UNREADABLE_FILE, f"nested more than {MAX_NESTING} deep", "simplify it")
            return None
        self._defined = marked(tokens, self.macros)
        self._tokens = tokens
        return SyntaxTreeNode(tokens)

    def units(self, starts: Starts = ()) -> tuple[Unit, ...]:
        """The texts of the file, whose sections begin at `starts`."""
        return markdown_units(self.file, self.text, self._tokens, starts)

    @property
    def defined(self) -> Macros:
        """The commands that hold behind the file."""
        return self._defined[-1][1] if self._defined else self.macros

    def inline_tree(self, text: str, line: int, last: int = 0) -> list[SyntaxTreeNode]:
        """The inline nodes of a piece of text that stands at the 1-based `line` (an option, a directive's argument), or
        from there to `last`, on other lines than its own."""
        tokens: list[Token] = self._parser.parseInline(text, self._env)
        for token in tokens:
            token.map = [line - 1, last or line + text.count("\n")]
        if _too_deep(tokens) is not None:
            self.fault(self.line(line), Code.UNREADABLE_FILE, f"nested more than {MAX_NESTING} deep", "simplify it")
            return []
        marked(tokens, next((own for start, own in reversed(self._defined) if start < line), self.macros))
        return SyntaxTreeNode(tokens).children[0].children if tokens else []

    def unused_footnotes(self) -> Iterator[tuple[str, Span]]:
        """Names of footnotes that no text refers to, and where they are written."""
        notes = self._env.get("footnotes", {})
        assert isinstance(notes, dict)
        for name, number in notes.get("refs", {}).items():
            if number < 0:
                yield name[1:], self.find(f"[^{name[1:]}]:", 1, len(self.lines))

    def find(self, markup: str, first: int, last: int, lead: str = "") -> Span:
        """The next place of `markup` in the 1-based lines `first` to `last`, one behind `lead` before all others; the
        start of `first` where it is missing.

        Asked twice for the same markup on a line, it gives the first place, then the second."""
        bare = markup.split("\n")[0]
        for prefix in dict.fromkeys((lead, "")):
            needle = prefix + bare
            for line in range(first, min(max(last, first), len(self.lines)) + 1):
                start = self._seen.get((line, needle), 0)
                at = self.lines[line - 1].find(needle, start) if bare else -1
                if at >= 0:
                    self._seen[line, needle] = at + len(needle)
                    return Span(self.file, line, at + len(prefix) + 1, at + len(needle) + 1)
        return self.line(first)

    def line(self, line: int) -> Span:
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        indent = len(text) - len(text.lstrip())
        return Span(self.file, line, indent + 1, len(text.rstrip()) + 1) if text.strip() else Span(self.file, line)

    def span(self, node: SyntaxTreeNode) -> Span:
        return self.line(first_line(node))

    def fault(self, span: Span, code: Code, message: str, hint: str = "") -> None:
        """Reports it, but where directives only seem to be wrong."""
        if code is not Code.MALFORMED_DIRECTIVE or not self.is_misread(span.line):
            self.report(Diagnostic(span, code, message, hint=hint))

    def is_misread(self, line: int) -> bool:
        return any(line in lines for lines in self.misread)


def _too_deep(tokens: Iterable[Token], depth: int = 0) -> int | None:
    """The 0-based line where the tokens are nested too deeply to be read and drawn."""
    line = 0
    for token in tokens:
        depth += token.nesting
        line = token.map[0] if token.map else line
        if depth > MAX_NESTING:
            return line
        if token.children and _too_deep(token.children, depth) is not None:
            return line
    return None


def first_line(node: SyntaxTreeNode) -> int:
    """The 1-based first line of a node, or of the nearest around it that knows its place."""
    return _place(node)[0] + 1


def last_line(node: SyntaxTreeNode) -> int:
    """The 1-based last line of a node, or of the nearest around it that knows its place."""
    return _place(node)[1]


def _place(node: SyntaxTreeNode) -> tuple[int, int]:
    here: SyntaxTreeNode | None = node
    while here is not None and not here.is_root:
        if here.map:
            return here.map
        here = here.parent
    below = [child.map for child in node.children if child.map]
    return below[0] if below else (0, 1)


def walk(nodes: list[SyntaxTreeNode]) -> Iterator[SyntaxTreeNode]:
    for node in nodes:
        yield node
        yield from walk(node.children)
