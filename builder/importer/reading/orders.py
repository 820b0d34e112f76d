"""Block rules for lines that order something: scripts, mathematics, attributes, commands, headings without a space."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from builder.importer.reading.directives import is_directive
from builder.importer.reading.kinds import kind_of
from builder.importer.reading.lines import leaf, line_of, survey_of
from builder.text import is_han

_MATH_ENVIRONMENT = re.compile(
    r"\\begin\{((?:equation|align|alignat|gather|multline|eqnarray|displaymath|math|flalign)\*?)\}"
)
_EQUATION_ID = re.compile(r"[ \t]*(?:\(([^()\s]+)\)|\{#([^}\s]+)[^}\n]*\})?[ \t]*$")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*((?:[^{}\"'\n]|\"[^\"\n]*+\"|'[^'\n]*+'){0,500}+)\}[ \t]*$")
_CONTENTS = re.compile(
    r"(?:\[TOC\]|\[\[_?TOC_?\]\]|\$\{toc\}|@\[toc\](?:\([^)\n]*\))?|\{\{\s*toc\s*\}\}|\\tableofcontents|\[\[\.toc\.\]\])\s*$",
    re.IGNORECASE,
)
_COMMANDS = re.compile(
    r"(?:-{2,}8<-{2,}.*|;--8<--.*|<<<\s*@?[/.].*|@include(?:-push)?\b.*|@@include\(.*|\{![^!]*!\}|!include .*"
    r"|:(?:begin|end)_tab:.*|#@tab .*"
    r"|\\(?:newpage|pagebreak|clearpage|maketitle|appendix|bigskip|medskip|noindent|vspace\{.*\}))\s*$"
)
_SINGLE = re.compile(r"\([A-Za-z][\w:.-]*\)=\s*$")
_TIGHT_HEADING = re.compile(r"(#{1,6})([^#\s].*?)\s*#*\s*$")
_ESM = re.compile(r"import\s+(?:[\w*{]|['\"])|export\s+(?:const|default|function|let|async)\b")
_ORDER = re.compile(r"\.\. ([a-z][\w:-]*)::(?:[ \t]+(.*))?")
_TARGET = re.compile(r"\.\. _([\w.:-]+):\s*")
_GRID = re.compile(r"\+(?:[-=:]{2,}\+)+\s*$")


def script(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """MDX: `import` and `export` up to the next blank line, and `{/* comments */}`."""
    text = line_of(state, start)
    begin = state.bMarks[start] + state.tShift[start]
    if text.startswith("{/*"):
        close = state.src.find("*/}", begin)
        limit = state.eMarks[end - 1]
        if (
            close < 0
            or close > limit
            or state.src[
                close + 3 : state.src.find("\n", close) if "\n" in state.src[close : close + 200] else None
            ].strip()
        ):
            return False
        if not silent:
            leaf(
                state, "x-comment", state.src[begin + 3 : close], start, start + state.src.count("\n", begin, close) + 1
            )
        return True
    if state.level or not survey_of(state).mdx or not _ESM.match(text):
        return False
    if silent:
        return False
    last = start
    depth = 0
    while last < end and last - start < 400 and (not state.isEmpty(last) or depth > 0):
        line = line_of(state, last)
        depth += (
            line.count("{") + line.count("[") + line.count("(") - line.count("}") - line.count("]") - line.count(")")
        )
        last += 1
    return leaf(state, "x-script", state.getLines(start, last, 0, False), start, last)


def mathematics(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`\\[ … \\]` and the environments of LaTeX; dollars are read as `load` reads them."""
    text = line_of(state, start)
    if not text.startswith(("\\[", "\\begin{")) or state.is_code_block(start):
        return False
    environment = _MATH_ENVIRONMENT.match(text)
    if environment:
        opened, closing = "", f"\\end{{{environment[1]}}}"
    elif text.rstrip() == "\\[" or (text.rstrip().endswith("\\]") and re.search(r"[\\^_=]", text[2:].rstrip()[:-2])):
        opened, closing = "\\[", "\\]"
    else:
        return False
    rest = text[len(opened) :]
    last = start
    while (at := rest.find(closing)) < 0:
        last = survey_of(state).next_line(last, re.escape(closing))
        if last < 0 or last >= end or last - start > 400 or (state.sCount[last] < state.blkIndent and state.blkIndent):
            return False
        rest = line_of(state, last)
    if environment:
        at += len(closing)
    behind = _EQUATION_ID.match(rest, at if environment else at + len(closing))
    if behind is None:
        return False
    if silent:
        return True
    if last == start:
        tex = rest[:at]
    else:
        body = [text[len(opened) :], *state.getLines(start + 1, last, state.blkIndent, False).split("\n"), rest[:at]]
        tex = "\n".join(body)
    return leaf(state, "x-equation", tex.strip(), start, last + 1, id=behind[1] or behind[2] or "")


def attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """kramdown: `{: .class #id}` alone on a line."""
    text = line_of(state, start)
    if not text.startswith("{:") and not re.match(r"\{[ \t]*[#.][\w-]", text):
        return False
    match = _ATTRIBUTES.match(text)
    if match is None:
        return False
    if not silent:
        leaf(state, "x-attributes", match[1], start, start + 1)
    return True


def command(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines that ask a tool for something: a table of contents, the text of another file, a new page."""
    text = line_of(state, start)
    tag = "x-contents" if _CONTENTS.match(text) else "x-command" if _COMMANDS.match(text) else ""
    tag = "x-target" if not tag and _SINGLE.match(text) else tag
    if not tag or state.is_code_block(start):
        return False
    if not silent:
        leaf(state, tag, text, start, start + 1)
    return True


def hidden(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Obsidian: `%% … %%`."""
    text = line_of(state, start)
    if not text.startswith("%%") or state.is_code_block(start):
        return False
    close = (
        start
        if text.rstrip().endswith("%%") and len(text.rstrip()) > 3
        else survey_of(state).next_line(start, r"%%\s*$")
    )
    if close < 0 or close >= end:
        return False
    if not silent:
        leaf(
            state,
            "x-comment",
            state.getLines(start, close + 1, state.blkIndent, False).replace("%%", ""),
            start,
            close + 1,
        )
    return True


def tight_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`#标题` without its space: a heading, unless it looks like a hashtag, an issue's number or a line of code."""
    text = line_of(state, start)
    match = _TIGHT_HEADING.match(text)
    if match is None or state.is_code_block(start) or not _is_title(match[1], match[2]):
        return False
    if silent:
        return True
    token = state.push("heading_open", f"h{len(match[1])}", 1)
    token.map, token.attrs = [start, start + 1], {"guessed": "yes"}
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = match[2], [start, start + 1], []
    state.push("heading_close", f"h{len(match[1])}", -1)
    state.line = start + 1
    return True


def _is_title(marks: str, text: str) -> bool:
    if re.search(r"(?:^|\s)#\S", text) or text[0] in "!@$%^&+=|\\/<>`'\"{}:;,?-":
        return False
    if len(marks) > 1:
        return True
    return is_han(text[0]) or (text[0].isalpha() and " " in text.strip())


def grid(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Grid tables of pandoc and reStructuredText."""
    if not _GRID.match(line_of(state, start)) or state.is_code_block(start):
        return False
    last = start
    while last < end and not state.isEmpty(last) and line_of(state, last)[:1] in ("+", "|"):
        last += 1
    if last - start < 3 or not _GRID.match(line_of(state, last - 1)):
        return False
    if not silent:
        leaf(state, "x-grid", "\n".join(line_of(state, line) for line in range(start, last)), start, last)
    return True


def rst(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """reStructuredText: `.. name:: argument` and what is indented below, where the name is known; `.. _label:`."""
    text = line_of(state, start)
    if not text.startswith(".. ") or state.is_code_block(start):
        return False
    if match := _TARGET.fullmatch(text):
        return silent or leaf(state, "x-target", f"({match[1]})=", start, start + 1)
    match = _ORDER.fullmatch(text)
    if match is None or not is_directive(f"{{{match[1]}}}"):
        return False
    if silent:
        return True
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.sCount[start] + 2):
        last += 1
    while last > start + 1 and state.isEmpty(last - 1):
        last -= 1
    indent = min((state.sCount[i] for i in range(start + 1, last) if not state.isEmpty(i)), default=0)
    argument = (match[2] or "").strip()
    body = state.getLines(start + 1, last, indent, False)
    if argument and kind_of(match[1]) and match[1] != "admonition":
        argument, body = "", f"{argument}\n{body}"
    info = f"{{{match[1]}}} {argument}".strip()
    return leaf(state, "x-directive", body, start, last, info=info)
