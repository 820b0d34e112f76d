"""The Markdown that Builder reads: CommonMark, the tables and strikethrough of GFM, footnotes, directives and roles."""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.common.utils import isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from builder.load import dollars

_ROLE = re.compile(r"\{([A-Za-z][\w-]*)\}(`+)(?!`)(.+?)(?<!`)\2(?!`)", re.DOTALL)
_CONDITION = re.compile(r"\{when\s+((?:\"[^\"]*\"|“[^”]*”|`[^`]*`|[^{}\"“`])+)\}")
_DIRECTIVE = re.compile(r"\{[A-Za-z][\w-]*\}")
MAX_NESTING = 50
"""Blocks and inlines inside each other. markdown-it drops what lies deeper than its own, larger limit."""


def markdown() -> MarkdownIt:
    parser = MarkdownIt()
    parser.inline = EastAsianInline()
    parser.configure("commonmark", {"html": True, "maxNesting": 2 * MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.use(front_matter_plugin)
    parser.use(footnote_plugin, inline=False)
    parser.use(container_plugin, "directive", validate=lambda info, *_: bool(_DIRECTIVE.match(info.strip())))
    parser.inline.ruler.before("backticks", "role", _role)
    parser.inline.ruler.before("link", "clause", _clause)
    dollars.install(parser)
    return parser


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


def _clause(state: StateInline, silent: bool) -> bool:
    """Inline rule: [words]{when condition}."""
    if state.src[state.pos] != "[" or "]{when" not in state.src:
        return False
    start, end = state.pos, state.posMax
    label = state.md.helpers.parseLinkLabel(state, start)
    match = _CONDITION.match(state.src, label + 1, end) if label > 0 else None
    if match is None:
        return False
    if not silent:
        token = state.push("clause_open", "span", 1)
        token.info, token.markup = match[1], "["
        state.pos, state.posMax = start + 1, label
        state.md.inline.tokenize(state)
        token = state.push("clause_close", "span", -1)
        token.markup = state.src[label : match.end()]
    state.pos, state.posMax = match.end(), end
    return True


class EastAsianState(StateInline):
    """`**` and `~~` beside East Asian characters open and close wherever no space forbids it.

    CommonMark (§6.2) asks for a space or punctuation around a run that touches punctuation, which Chinese does not
    have: `他说**“你好”**吧`. The rule is that of the markdown-cjk-friendly specification."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        if not canSplitWord or not (_is_east_asian(before) or _is_east_asian(after)):
            return scanned
        return Scanned(not _is_space(after), not _is_space(before), scanned.length)


class EastAsianInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = EastAsianState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _is_east_asian(character: str) -> bool:
    return unicodedata.east_asian_width(character) in ("W", "F") and unicodedata.category(character) != "So"


def _is_space(character: str) -> bool:
    return isWhiteSpace(ord(character))
