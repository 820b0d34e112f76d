"""The Markdown of all the tools that people write reports for."""

from __future__ import annotations

import functools

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from builder.importer.reading import drawn, lines, marks, orders
from builder.importer.reading.pipes import pipes
from builder.load import dollars
from builder.load.grammar import EastAsianInline, EastAsianState

_INTERRUPTING = ("paragraph", "reference", "blockquote", "list", "deflist", "footnote_def")
_BLOCK_RULES = (
    ("x_indented", lines.indented),
    ("x_fenced", lines.fenced),
    ("x_shortcode", lines.shortcode),
    ("x_script", orders.script),
    ("x_component", lines.component),
    ("x_mathematics", orders.mathematics),
    ("x_attributes", orders.attribute_line),
    ("x_command", orders.command),
    ("x_hidden", orders.hidden),
    ("x_tight_heading", orders.tight_heading),
    ("x_grid", orders.grid),
    ("x_ruled", drawn.ruled),
    ("x_order", orders.rst),
)


@functools.cache
def _parsers() -> tuple[MarkdownIt, MarkdownIt]:
    return _parser(mdx=False), _parser(mdx=True)


def foreign_markdown(mdx: bool) -> MarkdownIt:
    """The parser; MDX knows no code by indentation, and Markdown goes on within its tags."""
    return _parsers()[mdx]


def _parser(mdx: bool) -> MarkdownIt:
    parser = MarkdownIt()
    parser.inline = _Inline()
    parser.configure("commonmark", {"html": True, "maxNesting": 3 * lines.MAX_DEPTH})
    parser.enable(["strikethrough"])
    parser.use(footnote_plugin, inline=True, move_to_end=False)
    parser.use(deflist_plugin)
    parser.block.ruler.before("code", "x_deep", lines.too_deep, {"alt": []})
    for name, rule in _BLOCK_RULES:
        parser.block.ruler.before("code", name, rule, {"alt": list(_INTERRUPTING)})
    parser.block.ruler.before("code", "x_pipes", pipes, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.after("x_pipes", "x_lines", drawn.line_block, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before("deflist", "x_table_caption", drawn.caption, {"alt": []})
    before = parser.inline.ruler.before
    before("backticks", "x_critic", marks.critic)
    before("escape", "x_reference", marks.reference)
    before("escape", "x_formula", marks.formula)
    before("backticks", "x_comment", marks.comment)
    before("backticks", "x_template", marks.template)
    before("backticks", "x_role", marks.role)
    before("backticks", "x_attributes", marks.attributes)
    before("strikethrough", "x_raised", marks.raised)
    before("strikethrough", "x_span", marks.span)
    before("link", "x_wiki", marks.wiki)
    before("link", "x_bracketed", marks.bracketed)
    before("html_inline", "x_jsx", marks.jsx)
    dollars.install(parser)
    if mdx:
        before("backticks", "x_expression", marks.expression)
        parser.disable(["code", "html_block"])
    setattr(parser, "validateLink", lambda url: True)  # noqa: B010
    setattr(parser, "normalizeLink", lambda url: url)  # noqa: B010
    setattr(parser, "normalizeLinkText", lambda url: url)  # noqa: B010
    return parser


class _State(EastAsianState):
    """It remembers the first text where CommonMark would have left the stars of a bold text standing."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        scanned = super().scanDelims(start, canSplitWord)
        if scanned != StateInline.scanDelims(self, start, canSplitWord):
            self.env.setdefault("unflanked", self.src[start : start + 20])
        return scanned


class _Inline(EastAsianInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
