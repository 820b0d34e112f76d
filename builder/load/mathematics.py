"""Mathematics as written → `Math` and `Equation`, once it is sure that it can be drawn.

What is not understood is told, and its TeX printed as code. Commands of the author's own are expanded here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code as Fault
from builder.diagnostics import Diagnostic, Severity, Span
from builder.formula.macros import Macros, expand
from builder.formula.tree import Misread
from builder.load.definitions import macros_of
from builder.load.source import first_line, last_line
from builder.model import Blocks, Code, CodeBlock, Equation, Inlines, Math

if TYPE_CHECKING:
    from pathlib import Path

    from builder.load.source import Source

_ID = re.compile(r"[A-Za-z][\w.-]*", re.ASCII)
_FENCE_ID = re.compile(r"\{#([^}\s]+)\}")


def read_inline(source: Source, node: SyntaxTreeNode, fonts: Path) -> Inlines:
    """`$…$`; `$$…$$` within a line keeps the size of a display. What only defines commands prints nothing."""
    span = source.find(node.markup, first_line(node), last_line(node))
    typed = node.content.strip()
    lead = len(node.markup) - len(node.markup.lstrip("$`"))
    shift = len(node.content) - len(node.content.lstrip())
    at = Span(span.file, span.line, span.col + lead + shift)
    read = _read(source, typed, macros_of(node), at, r"\displaystyle " if node.info == "display" else "", fonts)
    if read is None:
        return (Code(node.markup),)
    return (Math(" ".join(read.split("\n")), span),) if read else ()


def read_display(source: Source, node: SyntaxTreeNode, fonts: Path) -> Blocks:
    """`$$…$$` on lines of its own, a fence of `math`, or `$$…$$` that parts a paragraph."""
    first = first_line(node)
    inline = node.type == "math_inline"
    span = source.find(node.markup, first, last_line(node)) if inline else source.span(node)
    tex = node.content.strip()
    at = _start(source, tex, span.line if inline else first, last_line(node), span)
    read = _read(source, tex, macros_of(node), at, "", fonts, display=True)
    if read is None:
        return (CodeBlock(tex, "tex", span),)
    return (Equation(_name(source, node, read, span), read, span),) if read else ()


def _read(
    source: Source, typed: str, macros: Macros, at: Span, lead: str, fonts: Path, display: bool = False
) -> str | None:
    """The formula behind `lead`, without commands of its author's own, once it is sure that it can be drawn; "" where
    it only defines such commands, None where it is told why it is not understood. It is typed at the place `at`."""
    from builder.formula.draw import draw

    expansion = expand(typed, macros)
    if isinstance(expansion, Misread):
        _refuse(source, at, typed, expansion, (expansion.offset, expansion.length))
        return None
    tex = expansion.tex.strip() if expansion.places else expansion.tex
    if not tex and expansion.macros is not macros:
        return ""
    cut = len(expansion.tex) - len(expansion.tex.lstrip()) if expansion.places else 0
    drawing = draw(lead + tex, display, fonts)
    if isinstance(drawing, Misread):
        place = expansion.typed(max(drawing.offset - len(lead), 0) + cut, drawing.length)
        _refuse(source, at, typed, drawing, place)
        return None
    for character in drawing.missing:
        message, hint = f"no font has '{character}' (U+{ord(character):04X})", "write a command of TeX for it"
        source.report(Diagnostic(_moved(source, at, typed, typed.find(character)), Fault.MISSING_GLYPH, message, hint))
    return lead + tex


def _refuse(source: Source, at: Span, typed: str, misread: Misread, place: tuple[int, int]) -> None:
    span = _moved(source, at, typed, *place)
    message = f"mathematics that is not understood: {misread.message}; its TeX is printed"
    source.report(Diagnostic(span, Fault.MALFORMED_MATH, message, hint=misread.hint, severity=Severity.WARNING))


def _name(source: Source, node: SyntaxTreeNode, tex: str, span: Span) -> str:
    """The id behind the closing dollars, in a fence's first line, or that of `\\label`."""
    from builder.formula.parse import parse
    from builder.formula.tree import Formula

    typed = _FENCE_ID.search(node.info)
    name = typed[1] if typed else node.info if node.type == "math_block" else ""
    if not name:
        formula = parse(tex)
        return id_of_label(formula.label) if isinstance(formula, Formula) else ""
    if _ID.fullmatch(name):
        return name
    place = source.find(name, first_line(node), last_line(node))
    hint = "ASCII letters, digits, '-', '_' and '.', a letter first: the same in every language"
    source.fault(place, Fault.INVALID_VALUE, f"'{name}' is no id", hint)
    return ""


def id_of_label(label: str) -> str:
    r"""The id of an equation that is called `\label{eq:loss}`: eq-loss; "" for a label that makes none."""
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", label).strip("-")
    return name if name[:1].isalpha() else ""


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
