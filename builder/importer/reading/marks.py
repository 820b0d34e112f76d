"""Inline rules for what other tools understand and CommonMark does not.

Each pushes a token `x_inline` whose `tag` says what it is; pairs (`==`, `++`) push `x_span_open` and `_close`."""

from __future__ import annotations

import re

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

from builder.importer.reading.shortcodes import shortcode_at
from builder.importer.reading.tags import tag_at

_ROLE = re.compile(r"(?:\{([A-Za-z][\w:.+-]*)\}|:((?:[a-z]+:)?[a-z][\w+-]*):)(`+)(?!`)(.+?)(?<!`)\3(?!`)", re.DOTALL)
_KEY = r"[\w:@-]++[ \t]*=[ \t]*(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^\s{}\"']++)"
_FLAG = r"(?<=[ \t:{])[\w-]++(?=[ \t}])|-(?=\})"
_ATTRIBUTES = re.compile(rf"\{{(?::[ \t]*+)?((?:[ \t]*+(?:[#.][\w\u0080-\uffff:/-]++|{_KEY}|{_FLAG}))++)[ \t]*\}}")
_WIKI = re.compile(r"(!?)\[\[([^\[\]\n|]{1,300}+)(?:\|([^\[\]\n]{0,300}+))?\]\](?![(\[:])")
_WIKI_IN_TABLE = re.compile(r"(!?)\[\[([^\[\]\n|\\]{1,300}+)\\?\|([^\[\]\n]{0,300}+)\]\](?![(\[:])")
_PARENTHESES = re.compile(r"\\\(((?:[^\\\n]|\\(?!\)).){1,1000}+)\\\)")
_BRACKETS = re.compile(r"\\\[((?:[^\\]|\\(?!\]).){1,2000}+)\\\]", re.DOTALL)
_EQREF = r"\\(?:eq)?ref\s*\{\s*([^{}$\n]{1,100}?)\s*\}"
_REFERENCE = re.compile(rf"\$\s*{_EQREF}\s*\$|{_EQREF}")
_TEX = re.compile(r"[\\^_=<>{}]|^\s*[A-Za-z](?:[+\-*/,]\s*[A-Za-z0-9])*\s*$|^\s*[A-Za-z]\([^)]*\)\s*$")
_RAISED = re.compile(r"\^([^\s^\[\]]{1,40})\^")
_LOWERED = re.compile(r"(?<!~)~([^\s~]{1,40})~(?!~)")
_SPANS = re.compile(r"(==|\+\+)(?=[^\s=+])(.{0,600}?[^\s=+])\1(?![=+])", re.DOTALL)
_COMMENTS = re.compile(r"%%([^%\n]{1,1000}+)%%|\{/\*(.{0,4000}?)\*/\}|\{>>(.{0,2000}?)<<\}", re.DOTALL)
_CHANGE = re.compile(r"\{(?:--(.{1,2000}?)--|~~(.{1,2000}?)~>(.{0,2000}?)~~)\}", re.DOTALL)
_EXPRESSION = re.compile(r"\{((?:[^{}\n]|\{[^{}\n]{0,400}+\}){0,400}+)\}")
_CRITIC = re.compile(r"\{(?:\+\+(.{1,2000}?)\+\+|==(.{1,2000}?)==)\}", re.DOTALL)


def _leaf(state: StateInline, tag: str, content: str, end: int, silent: bool, **attrs: str) -> bool:
    if not silent:
        token = state.push("x_inline", tag, 0)
        token.content, token.markup, token.attrs = content, state.src[state.pos : end], dict(attrs)
    state.pos = end
    return True


def role(state: StateInline, silent: bool) -> bool:
    """MyST {name}`text` and reStructuredText :name:`text`."""
    match = _ROLE.match(state.src, state.pos) if state.src[state.pos] in "{:" else None
    if match is None:
        return False
    return _leaf(state, "x-role", match[4], match.end(), silent, name=match[1] or match[2])


def attributes(state: StateInline, silent: bool) -> bool:
    """`{.class #id key=value}` behind what it belongs to (kramdown, pandoc, attr_list)."""
    if state.src[state.pos] != "{" or state.src.startswith(("{{", "{%"), state.pos):
        return False
    match = _ATTRIBUTES.match(state.src, state.pos)
    if match is None or (not re.search(r"[#.=:]", match[0]) and match[1] != "-"):
        return False
    before = state.src[state.pos - 1] if state.pos else "\n"
    closed = match.end() >= state.posMax or state.src[match.end()] == "\n"
    if not (before in ')]`*_>"' or match[0].startswith("{:") or (closed and before.isspace())) and not closed:
        return False
    return _leaf(state, "x-attrs", match[1], match.end(), silent)


def bracketed(state: StateInline, silent: bool) -> bool:
    """pandoc: `[text]{.class}`."""
    if state.src[state.pos] != "[" or "]{" not in state.src or state.src.startswith("[^", state.pos):
        return False
    end = parseLinkLabel(state, state.pos)
    if end < 0 or state.src[end + 1 : end + 2] != "{" or (match := _ATTRIBUTES.match(state.src, end + 1)) is None:
        return False
    if not silent:
        state.push("x_span_open", "x-span", 1)
        start, limit = state.pos + 1, state.posMax
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.pos, state.posMax = end + 1, limit
        state.push("x_span_close", "x-span", -1)
    state.pos = end + 1
    return _leaf(state, "x-attrs", match[1], match.end(), silent)


def wiki(state: StateInline, silent: bool) -> bool:
    """Obsidian: [[page|label]] and ![[picture.png|300]]."""
    if not state.src.startswith(("[[", "![["), state.pos):
        return False
    match = _WIKI_IN_TABLE.match(state.src, state.pos) or _WIKI.match(state.src, state.pos)
    if (
        match is None
        or re.fullmatch(r"[\d\s,–-]+", match[2])
        or match[2].strip().upper() in state.env.get("references", {})
    ):
        return False
    return _leaf(state, "x-wiki", match[3] or "", match.end(), silent, target=match[2].strip(), embed=match[1])


def template(state: StateInline, silent: bool) -> bool:
    """Tags and variables of template languages."""
    if state.src[state.pos] != "{":
        return False
    found = shortcode_at(state.src[: state.posMax] if state.posMax < len(state.src) else state.src, state.pos)
    if found is None:
        return False
    return _leaf(state, "x-shortcode", found[0].markup, found[1], silent)


def formula(state: StateInline, silent: bool) -> bool:
    """`\\(…\\)` and `\\[…\\]` where the content looks like TeX; dollars are read as `load` reads them."""
    if state.src[state.pos] != "\\":
        return False
    match = _PARENTHESES.match(state.src, state.pos) or _BRACKETS.match(state.src, state.pos)
    if match is None or match.end() > state.posMax or not _TEX.search(match[1]):
        return False
    display = "yes" if match.re is _BRACKETS else ""
    if display and not re.search(r"[\\^_=]", match[1]):
        return False
    return _leaf(state, "x-math", match[1].strip(), match.end(), silent, display=display)


def reference(state: StateInline, silent: bool) -> bool:
    r"""`\eqref{…}` and `\ref{…}`, in brackets or between dollars, too: an equation by its number."""
    match = _REFERENCE.match(state.src, state.pos) if state.src[state.pos] in "\\$" else None
    if match is None or match.end() > state.posMax:
        return False
    end = match.end()
    if state.pending.endswith(("(", "（")) and state.src[end : end + 1] in (")", "）") and end < state.posMax:
        end += 1
        state.pending = state.pending if silent else state.pending[:-1]
    return _leaf(state, "x-role", match[1] or match[2], end, silent, name="eqref")


def span(state: StateInline, silent: bool) -> bool:
    """`==marked==` and `++inserted++`: the text stays."""
    match = _SPANS.match(state.src, state.pos) if state.src.startswith(("==", "++"), state.pos) else None
    if match is None and state.src.startswith(("{++", "{=="), state.pos):
        match = _CRITIC.match(state.src, state.pos)
    if match is None or match.end() > state.posMax or state.level > 20:
        return False
    if not silent:
        group = 2 if match.re is _SPANS else match.lastindex or 1
        limit = state.posMax
        if match[0][0] == "{":
            state.push("x_inline", "x-critic", 0).markup = ""
        state.push("x_span_open", "x-span", 1).markup = match[0][:2]
        state.pos, state.posMax = match.start(group), match.end(group)
        state.md.inline.tokenize(state)
        state.push("x_span_close", "x-span", -1)
        state.posMax = limit
    state.pos = match.end()
    return True


def critic(state: StateInline, silent: bool) -> bool:
    """`{--deleted--}` and `{~~old~>new~~}` (CriticMarkup): what was deleted is struck through."""
    match = _CHANGE.match(state.src, state.pos) if state.src.startswith(("{--", "{~~"), state.pos) else None
    if match is None or match.end() > state.posMax or state.level > 20:
        return False
    if not silent:
        limit, end = state.posMax, match.end()
        state.push("x_inline", "x-critic", 0).markup = ""
        for group, tag in ((1, "del"), (2, "del"), (3, "x-span")):
            if match[group]:
                state.push("x_span_open", tag, 1)
                state.pos, state.posMax = match.start(group), match.end(group)
                state.md.inline.tokenize(state)
                state.push("x_span_close", tag, -1)
        state.posMax, state.pos = limit, end
    state.pos = match.end()
    return True


def expression(state: StateInline, silent: bool) -> bool:
    """MDX: `{props.value}`; a text between quotes is text."""
    if state.src[state.pos] != "{" or state.src.startswith(("{{", "{%", "{#"), state.pos):
        return False
    match = _EXPRESSION.match(state.src, state.pos)
    if match is None or match.end() > state.posMax or not match[1].strip():
        return False
    return _leaf(state, "x-expression", match[1].strip(), match.end(), silent)


def raised(state: StateInline, silent: bool) -> bool:
    """pandoc: `x^2^` and `H~2~O`, behind a letter or digit and without spaces; else `~` strikes through."""
    here = state.src[state.pos]
    before = state.src[state.pos - 1] if state.pos else " "
    if here not in "^~" or not (before.isalnum() or before in ")]"):
        return False
    match = (_RAISED if here == "^" else _LOWERED).match(state.src, state.pos)
    if match is None or match.end() > state.posMax:
        return False
    return _leaf(state, "x-sup" if here == "^" else "x-sub", match[1], match.end(), silent)


def comment(state: StateInline, silent: bool) -> bool:
    match = _COMMENTS.match(state.src, state.pos) if state.src[state.pos] in "%{" else None
    if match is None or match.end() > state.posMax:
        return False
    said = next(group for group in match.groups() if group is not None)
    return _leaf(state, "x-said", said, match.end(), silent)


def jsx(state: StateInline, silent: bool) -> bool:
    """Tags as JSX writes them; those of HTML have the same form."""
    if state.src[state.pos] != "<":
        return False
    found = tag_at(state.src, state.pos)
    if found is None or found[1] > state.posMax:
        return False
    return _leaf(state, "x-tag", found[0].markup, found[1], silent)
