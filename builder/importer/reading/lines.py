"""Block rules for what other tools understand and CommonMark does not: each takes whole lines.

A rule pushes tokens of three types that `grow` reads: `x_open` and `x_close` around blocks (what they are stands in
`tag` and `attrs`), and `x_leaf` for what holds none (its source in `content`)."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from builder.importer.reading.shortcodes import shortcode_at
from builder.importer.reading.survey import Survey
from builder.importer.reading.tags import tag_at

MAX_DEPTH = 30
"""Blocks inside each other that are read as blocks; what lies deeper is read as text, never dropped."""
_INDENTED = re.compile(r"(!!!|\?\?\?\+?|===[+!]{0,2})\s+(\S.*)$")
RAW_SHORTCODES = frozenset(
    (
        "highlight",
        "raw",
        "mermaid",
        "katex",
        "math",
        "codeblock",
        "verbatim",
        "comment",
        "plantuml",
        "graphviz",
        "echarts",
    )
)


def line_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def survey_of(state: StateBlock) -> Survey:
    survey = state.env.get("survey")
    assert isinstance(survey, Survey)
    return survey


def leaf(state: StateBlock, tag: str, content: str, start: int, end: int, **attrs: str) -> bool:
    """One token for the lines `start` to `end`, which are read."""
    token = state.push("x_leaf", tag, 0)
    token.map, token.content = [start, end], content
    token.attrs = dict(attrs)
    state.line = end
    return True


def around(
    state: StateBlock, tag: str, attrs: dict[str, str], start: int, first: int, end: int, after: int, indent: int = 0
) -> None:
    """An element around the blocks of the lines `first` to `end`."""
    token = state.push("x_open", tag, 1)
    token.map, token.attrs = [start, after], dict(attrs)
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "root", end
    state.blkIndent += indent
    if first < end:
        state.md.block.tokenize(state, first, end)
    state.blkIndent -= indent
    state.parentType, state.lineMax = parent, line_max
    state.push("x_close", tag, -1)
    state.line = after


def too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rest of what is nested too deeply is one text: markdown-it would drop it."""
    if state.level < MAX_DEPTH or silent:
        return False
    last = start
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    last = max(last, start + 1)
    return leaf(state, "x-deep", state.getLines(start, last, state.blkIndent, False), start, last)


def indented(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Python-Markdown: `!!! note "Title"`, `??? note`, `=== "Tab"`, and what is indented below."""
    match = _INDENTED.match(line_of(state, start))
    if match is None or state.is_code_block(start) or (match[1][0] == "=" and match[2][0] not in "\"'"):
        return False
    first = start + 1
    while first < end and state.isEmpty(first):
        first += 1
    indent = state.sCount[first] - state.sCount[start] if first < end else 0
    if indent < 2 and match[1][0] == "!" and not re.match(r"[A-Za-z]", match[2]):
        return False
    if silent:
        return True
    last, indent = start + 1, min(indent, 4)
    if indent >= 2:
        last = first
        while last < end and (state.isEmpty(last) or state.sCount[last] >= state.sCount[start] + indent):
            last += 1
    inner = state.sCount[start] - state.blkIndent + indent if indent >= 2 else 0
    attrs = {"mark": match[1], "info": match[2]}
    around(state, "x-tab" if match[1][0] == "=" else "x-admonition", attrs, start, start + 1, last, last, inner)
    return True


def fenced(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`:::name Title` (Docusaurus, VuePress, pandoc, MyST) and `/// name | Title` (pymdownx)."""
    text = line_of(state, start)
    if not text.startswith((":::", "///")) or state.is_code_block(start):
        return False
    close = survey_of(state).colons.get(start, -1)
    info = text.lstrip(text[0]).strip()
    if close < 0 or not info:
        return False
    if silent:
        return True
    last = min(close, end)
    if re.match(r"\{[A-Za-z]", info):
        return leaf(
            state,
            "x-directive",
            state.getLines(start + 1, last, state.blkIndent, False),
            start,
            min(close + 1, end),
            info=info,
        )
    first = start + 1
    while text[0] == "/" and first < last and state.is_code_block(first) and not state.isEmpty(first):
        first += 1
    options = state.getLines(start + 1, first, state.blkIndent + 4, False)
    attrs = {"info": info, "mark": text[0], "options": options}
    around(state, "x-fence", attrs, start, first, last, min(close + 1, end))
    return True


def shortcode(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines that hold nothing but tags of a template language; some take what follows as it stands."""
    at = begin = state.bMarks[start] + state.tShift[start]
    limit = state.eMarks[end - 1]
    found = None
    while at < limit and (found_here := shortcode_at(state.src, at)) and found_here[1] <= limit:
        found, at = found_here
        while at < limit and state.src[at] in " \t":
            at += 1
        if at >= limit or state.src[at] == "\n":
            break
    if found is None or not (at >= limit or state.src[at] == "\n") or not found.name:
        return False
    if silent:
        return True
    after = start + state.src.count("\n", begin, at) + 1
    if found.name in RAW_SHORTCODES and not found.end and found.name in survey_of(state).ends:
        close = survey_of(state).next_line(
            after - 1, rf"\{{(?:%-?\s*end_?{re.escape(found.name)}|\{{[<%]\s*/\s*{re.escape(found.name)})\b"
        )
        if 0 <= close < end:
            code = state.getLines(after, close, state.blkIndent, False)
            return leaf(state, "x-code-shortcode", code, start, close + 1, markup=state.src[begin:at])
    return leaf(state, "x-shortcodes", state.src[begin:at], start, min(after, end))


def component(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A tag of JSX, or of HTML around Markdown, alone on its lines: what follows it is Markdown at once."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<", begin) or state.is_code_block(start):
        return False
    found = tag_at(state.src, begin)
    limit = state.eMarks[end - 1]
    if found is None or found[1] > limit:
        return False
    tag, at = found
    rest = state.src[at : state.src.find("\n", at) if state.src.find("\n", at) >= 0 else len(state.src)]
    foreign = not tag.name or tag.name[0].isupper() or "." in tag.name or "markdown" in tag.attrs or "={" in tag.markup
    if (
        rest.strip()
        or not (foreign or survey_of(state).mdx)
        or tag.name.lower() in ("pre", "script", "style", "textarea")
    ):
        return False
    if not silent:
        leaf(state, "x-html", tag.markup, start, min(end, start + tag.markup.count("\n") + 1))
    return True
