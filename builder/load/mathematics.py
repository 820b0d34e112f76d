"""Mathematics as written → `Math` and `Equation`, once it is sure that it can be drawn.

What is not understood is told, and its TeX printed as code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code as Fault
from builder.diagnostics import Diagnostic, Severity, Span
from builder.load.source import first_line, last_line
from builder.model import Block, Code, CodeBlock, Equation, Inline, Math

if TYPE_CHECKING:
    from pathlib import Path

    from builder.load.source import Source

_ID = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)
_FENCE_ID = re.compile(r"\{#([^}\s]+)\}")


def read_inline(source: Source, node: SyntaxTreeNode, fonts: Path) -> Inline:
    """`$…$`; `$$…$$` within a line keeps the size of a display."""
    span = source.find(node.markup, first_line(node), last_line(node))
    tex = " ".join(node.content.split("\n")).strip()
    lead = len(node.markup) - len(node.markup.lstrip("$`"))
    shift = len(node.content) - len(node.content.lstrip())
    at = Span(span.file, span.line, span.col + lead + shift)
    shown = rf"\displaystyle {tex}" if node.info == "display" else tex
    if not _is_sound(source, shown, len(shown) - len(tex), at, node.content.strip(), False, fonts):
        return Code(node.markup)
    return Math(shown, span)


def read_display(source: Source, node: SyntaxTreeNode, fonts: Path) -> Block:
    """`$$…$$` on lines of its own, a fence of `math`, or `$$…$$` that parts a paragraph."""
    first = first_line(node)
    inline = node.type == "math_inline"
    span = source.find(node.markup, first, last_line(node)) if inline else source.span(node)
    tex = node.content.strip()
    at = _start(source, tex, span.line if inline else first, last_line(node), span)
    if not _is_sound(source, tex, 0, at, tex, True, fonts):
        return CodeBlock(tex, "tex", span)
    return Equation(_name(source, node, tex, span), tex, span)


def _name(source: Source, node: SyntaxTreeNode, tex: str, span: Span) -> str:
    """The id behind the closing dollars, in a fence's first line, or that of `\\label`."""
    from builder.formula.parse import parse
    from builder.formula.tree import Formula

    typed = _FENCE_ID.search(node.info)
    name = typed[1] if typed else node.info if node.type == "math_block" else ""
    if not name:
        formula = parse(tex)
        label = formula.label if isinstance(formula, Formula) else ""
        return re.sub(r"[^A-Za-z0-9_.-]+", "-", label).strip("-") if label[:1].isalpha() else ""
    if _ID.fullmatch(name):
        return name
    place = source.find(name, first_line(node), last_line(node))
    hint = "ASCII letters, digits, '-', '_' and '.', a letter first: the same in every language"
    source.fault(place, Fault.INVALID_VALUE, f"'{name}' is no id", hint)
    return ""


def _is_sound(source: Source, tex: str, lead: int, at: Span, typed: str, display: bool, fonts: Path) -> bool:
    """Whether the formula can be drawn; else it is told why. `typed` begins at the place `at`, and in `tex` after
    `lead` characters."""
    from builder.formula.draw import Drawing, draw

    drawing = draw(tex, display, fonts)
    if isinstance(drawing, Drawing):
        for character in drawing.missing:
            message, hint = f"no font has '{character}' (U+{ord(character):04X})", "write a command of TeX for it"
            source.report(
                Diagnostic(_moved(source, at, typed, typed.find(character)), Fault.MISSING_GLYPH, message, hint)
            )
        return True
    span = _moved(source, at, typed, max(drawing.offset - lead, 0), drawing.length)
    message = f"mathematics that is not understood: {drawing.message}; its TeX is printed"
    fault = Diagnostic(span, Fault.MALFORMED_MATH, message, hint=drawing.hint, severity=Severity.WARNING)
    source.report(fault)
    return False


def _start(source: Source, tex: str, first: int, last: int, default: Span) -> Span:
    """Where the first line of a display's TeX stands."""
    head = tex.split("\n")[0]
    for line in range(first, min(last, len(source.lines)) + 1):
        if (at := source.lines[line - 1].find(head)) >= 0:
            return Span(source.file, line, at + 1)
    return default


def _moved(source: Source, at: Span, typed: str, offset: int, length: int = 1) -> Span:
    """The place of a character of TeX that begins at `at`; its further lines may be indented in the file."""
    before = typed[: max(offset, 0)]
    down = before.count("\n")
    if not down:
        return Span(at.file, at.line, at.col + len(before), at.col + len(before) + length)
    column = len(before) - before.rfind("\n") - 1
    line = at.line + down
    text = typed.split("\n")[down]
    found = source.lines[line - 1].find(text) if line <= len(source.lines) else -1
    column += max(found, 0) + 1
    return Span(at.file, line, column, column + length)
