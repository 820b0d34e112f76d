"""One Markdown file: its lines, and where in them a piece of markup stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from builder.diagnostics import Code, Diagnostic, Report, Span

_ROLE = re.compile(r"\{([A-Za-z][\w-]*)\}(`+)(?!`)(.+?)(?<!`)\2(?!`)", re.DOTALL)
_DIRECTIVE = re.compile(r"\{[A-Za-z][\w-]*\}")
MAX_NESTING = 100


def _role(state: StateInline, silent: bool) -> bool:
    """Inline rule: {name}`content`."""
    match = _ROLE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("role", "", 0)
        token.info, token.content, token.markup = match[1], match[3], match[0]
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.use(front_matter_plugin)
    parser.use(footnote_plugin)
    parser.use(container_plugin, "directive", validate=lambda info, *_: bool(_DIRECTIVE.match(info.strip())))
    parser.inline.ruler.before("backticks", "role", _role)
    return parser


@dataclass(slots=True)
class Source:
    """A file being read. `file` is relative to the project; `folder` is where its relative paths begin."""

    file: str
    folder: Path
    text: str
    report: Report
    lines: list[str] = field(init=False)
    _parser: MarkdownIt = field(init=False, default_factory=_parser)
    _env: dict[str, object] = field(init=False, default_factory=dict)
    _seen: dict[tuple[int, str], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")

    def tree(self) -> SyntaxTreeNode:
        return SyntaxTreeNode(self._parser.parse(self.text, self._env))

    def inline_tree(self, text: str, line: int) -> list[SyntaxTreeNode]:
        """The inline nodes of a piece of text that stands at the 1-based `line` (an option, a directive's argument)."""
        tokens: list[Token] = self._parser.parseInline(text, self._env)
        for token in tokens:
            token.map = [line - 1, line + text.count("\n")]
        return SyntaxTreeNode(tokens).children[0].children if tokens else []

    def find(self, markup: str, first: int, last: int) -> Span:
        """The next place of `markup` in the 1-based lines `first` to `last`; the start of `first` where it is missing.

        Asked twice for the same markup on a line, it gives the first place, then the second."""
        needle = markup.split("\n")[0]
        for line in range(first, min(max(last, first), len(self.lines)) + 1):
            text = self.lines[line - 1]
            start = self._seen.get((line, needle), 0)
            at = text.find(needle, start) if needle else -1
            if at >= 0:
                self._seen[line, needle] = at + len(needle)
                return Span(self.file, line, at + 1, at + 1 + len(needle))
        return self.line(first)

    def line(self, line: int) -> Span:
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        indent = len(text) - len(text.lstrip())
        return Span(self.file, line, indent + 1, len(text.rstrip()) + 1)

    def span(self, node: SyntaxTreeNode) -> Span:
        return self.line(first_line(node))

    def fault(self, span: Span, code: Code, message: str, hint: str = "") -> None:
        self.report(Diagnostic(span, code, message, hint=hint))


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
