"""Where mathematics stands in Markdown: `$…$` and `$$…$$`, and where a dollar is money.

The rule is pandoc's and stricter. An opening dollar is followed by no space and preceded by no letter or digit of the
Latin kind; the next dollar closes it where it is preceded by no space and followed by no digit; and what stands between
them does not read like prose or prices."""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_TICKED: Final = re.compile(r"\$`([^`\n]+)`\$(?![A-Za-z0-9])")
"""GitHub's other spelling, which keeps Markdown out."""

_DISPLAY: Final = re.compile(r"\$\$(?!\$)((?:\\.|[^\\$])+?)\$\$(?!\$)", re.DOTALL)
_INLINE: Final = re.compile(r"\$(?![\s$])((?:\\.|[^\\$`])*?(?:\\.|[^\\$\s`]))\$(?![\d$])", re.DOTALL)

_TEX: Final = re.compile(r"\\[A-Za-z]|[\\^_={}<>≤≥≠≈∈→+*×÷∑∫√|]")
"""What prose and prices do not have."""

_COMMAND: Final = re.compile(r"\\[A-Za-z]{2,}")
"""What only TeX has: a formula, even where it is broken, so that its author hears of it."""

_GROUP: Final = re.compile(r"\\[A-Za-z]+\*?\s*(?:\{[^{}]*\})?")
_PROSE: Final = re.compile(
    r"[A-Za-z]{2,}[,.;:]?\s+[A-Za-z]{2,}"  # two words
    r"|^[\d.,]+\s*(?:[-–—~]|[A-Za-z]{2,}\b.*\s)"  # 5 million or
    r"|^[\d.,]+\s+(?:to|and|or|a|an|per|in|for|of|vs|million|billion|trillion|bn|mn|thousand|dollars?|each|off)\b"
    r"|^[\d.,]+\s*(?:[kKmMbB]|bn|mn|tn)?\s*(?:[-–—~～/,;(（]|[，。；、！？])"
    r"|^[\d.,]+.*[\u3400-\u9fff]"
    r"|[，。；！？“”‘’]"
    r"|^[,.;:!?)\]}/–—]|[(\[{/]$"
)
_SUM: Final = re.compile(r"-?[\d.]+(?:[-+*/][\d.]+)*")
"""Arithmetic: one half, or minus one."""

_SHORT: Final = 3
"""Characters of a formula that a letter may follow: $n$th."""

_OPENING: Final = re.compile(r" {0,3}\$\$(?!\$)")
_CLOSING: Final = re.compile(r"(.*?)\$\$[ \t]*(?:\{#([^}\s]+)\}|\(([A-Za-z][\w.:-]*)\))?[ \t]*$")
_DEFINITION: Final = re.compile(
    r" {0,3}\\(?:(?:re|provide)?newcommand|DeclareMathOperator|DeclarePairedDelimiter|(?:(?:long|global)\\)?[gex]?def)"
    r"\*?\s*(?:\{\s*)?\\[A-Za-z]"
)
"""Lines that define a command outside of dollars, as pandoc reads them."""

_LONGEST_DEFINITION: Final = 40
"""Lines."""

_OTHER: Final = re.compile(r" {0,3}(?:#{1,6}\s|```|~~~|:::)")
"""Lines that no formula has: a dollar before them was never closed."""


def install(parser: MarkdownIt) -> None:
    parser.inline.ruler.before("escape", "math", _inline)
    parser.block.ruler.before("fence", "math", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.before("fence", "definitions", _definitions, {"alt": []})


def is_mathematics(text: str, after: str = "") -> bool:
    """Whether what stands between two dollars is no prose and no price; `after` is the character that follows."""
    if after.isalpha() and after.isascii() and len(text) > _SHORT and not _TEX.search(text):
        return False
    bare = _GROUP.sub(" ", text)
    if _is_uneven(text) and not _COMMAND.search(text):
        return False
    if _SUM.fullmatch(text):
        return True
    return bool(_TEX.search(text) and not _is_priced(bare)) or not _PROSE.search(bare)


def _is_priced(bare: str) -> bool:
    """Prose with a sign in it: "5 + shipping, or about"."""
    return bool(re.search(r"[A-Za-z]{2,},?\s+[A-Za-z]{2,},?\s+[A-Za-z]{2,}|[，。；！？]", bare)) and "\\" not in bare


def _is_uneven(text: str) -> bool:
    """Whether braces are left open or closed that never were."""
    bare = re.sub(r"\\.", "", text)
    return bare.count("{") != bare.count("}")


def _inline(state: StateInline, silent: bool) -> bool:
    """Inline rule: $…$, $`…`$ and $$…$$."""
    at = state.pos
    if state.src[at] != "$":
        return False
    before = state.src[at - 1] if at else " "
    match = _DISPLAY.match(state.src, at)
    kind = "display"
    if match is None or not match[1].strip() or not is_mathematics(match[1].strip()):
        kind = "text"
        match = _TICKED.match(state.src, at)
        if match is None:
            match = _INLINE.match(state.src, at)
            after = state.src[match.end() : match.end() + 1] if match else ""
            if match is None or not is_mathematics(match[1], after):
                match = None
        if match is not None and (before == "$" or _is_word(before)):
            match = None
    if match is None or match.end() > state.posMax:
        return _dollars(state, silent)
    if not silent:
        token = state.push("math_inline", "", 0)
        token.content, token.markup, token.info = match[1], match[0], kind
    state.pos = match.end()
    return True


def _dollars(state: StateInline, silent: bool) -> bool:
    """Several dollars in a row are text together: the last of them opens nothing."""
    run = re.match(r"\${2,}", state.src[state.pos : state.posMax])
    if run is None:
        return False
    if not silent:
        state.pending += run[0]
    state.pos += run.end()
    return True


def _is_word(character: str) -> bool:
    """A letter or digit of a script with spaces between its words."""
    return character.isalnum() and ord(character) < 0x2E80


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: lines from one that begins with $$ to one that ends with it, and perhaps an id behind it."""
    if state.is_code_block(start):
        return False
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not _OPENING.match(first):
        return False
    lines: list[str] = []
    text = first[first.index("$$") + 2 :]
    for line in range(start, end):
        if line > start:
            if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
                return False
            text = state.getLines(line, line + 1, state.blkIndent, False)
            if _OTHER.match(text):
                return False
        if match := _CLOSING.match(text):
            return _closed(state, start, line, [*lines, match[1]], match[2] or match[3] or "", silent)
        if "$$" in text:
            return False
        lines.append(text)
    return False


def _definitions(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: lines that define commands of formulas, each until its braces are closed."""
    if state.is_code_block(start):
        return False
    last = start
    text = ""
    while last < min(end, start + _LONGEST_DEFINITION):
        line = state.getLines(last, last + 1, state.blkIndent, False)
        if not text.strip() and not _DEFINITION.match(line):
            break
        text += line
        last += 1
        if not _is_uneven(text):
            text = ""
    if last == start or text:
        return False
    return _closed(state, start, last - 1, [state.getLines(start, last, state.blkIndent, False)], "", silent)


def _closed(state: StateBlock, start: int, last: int, lines: list[str], name: str, silent: bool) -> bool:
    content = "\n".join(lines)
    if not content.strip() or "$$" in content:
        return False
    if not silent:
        token = state.push("math_block", "", 0)
        token.block = True
        token.content, token.info, token.map = content, name, [start, last + 1]
        token.markup = "$$"
        state.line = last + 1
    return True
