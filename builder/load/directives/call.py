"""What an author wrote between two fences: a name, an argument, options and a body."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code, Span
from builder.load.block import BlockReader, unindented
from builder.load.source import first_line
from builder.model import Block, Inlines, Paragraph

_HEAD = re.compile(r"\{([A-Za-z][\w-]*)\}\s*(.*)", re.DOTALL)
_OPTION = re.compile(r":([A-Za-z][\w-]*):(?!:)\s*(.*)")


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    line: int
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """`lead` is what follows the options in their paragraph, with its line; `body` are the nodes after it."""

    name: str
    argument: str
    options: Mapping[str, Option]
    lead: str
    lead_line: int
    body: tuple[SyntaxTreeNode, ...]
    node: SyntaxTreeNode
    span: Span


@dataclass(frozen=True, slots=True)
class Directive:
    """`argument` says what the author must give after the name; "" where nothing must be given.

    `bare`: nothing may be given."""

    run: Callable[[BlockReader, Call], Sequence[Block]]
    options: tuple[str, ...] = ()
    argument: str = ""
    bare: bool = False


def read_call(reader: BlockReader, node: SyntaxTreeNode, span: Span) -> Call:
    head = _HEAD.match(node.info.strip())
    assert head is not None
    body = list(node.children)
    options: dict[str, Option] = {}
    lead, lead_line = "", first_line(node) + 1
    if body and body[0].type == "paragraph":
        first = body.pop(0)
        lines = first.children[0].content.split("\n") if first.children else []
        line = first_line(first)
        while lines and (match := _OPTION.fullmatch(lines[0].strip())):
            option_span = reader.source.find(f":{match[1]}:", line, line)
            if match[1] in options:
                message = f"the option '{match[1]}' stands twice"
                reader.source.fault(option_span, Code.DUPLICATE_ID, message, "keep one")
            options[match[1]] = Option(match[2].strip(), line, option_span)
            lines.pop(0)
            line += 1
        lead, lead_line = "\n".join(lines), line
    return Call(head[1], head[2].strip(), options, lead, lead_line, tuple(body), node, span)


def directive_name(node: SyntaxTreeNode) -> str:
    match = _HEAD.match(node.info.strip()) if node.type == "container_directive" else None
    return match[1] if match else ""


def argument_span(reader: BlockReader, call: Call) -> Span:
    return reader.source.find(call.argument, call.span.line, call.span.line, lead="} ")


def option_inlines(reader: BlockReader, call: Call, name: str) -> Inlines:
    option = call.options.get(name)
    return reader.inline.text(option.value, option.line) if option and option.value else ()


def option_text(call: Call, name: str) -> str:
    option = call.options.get(name)
    return option.value if option else ""


def lead_inlines(reader: BlockReader, call: Call) -> Inlines:
    return unindented(reader.inline.text(call.lead, call.lead_line)) if call.lead else ()


def body_blocks(reader: BlockReader, call: Call) -> tuple[Block, ...]:
    """Everything in the fence as blocks, the lead paragraph first."""

    lead = lead_inlines(reader, call)
    first = (Paragraph(lead, reader.source.line(call.lead_line)),) if lead else ()
    return (*first, *reader.blocks(call.body))


def identifier(reader: BlockReader, text: str, span: Span) -> str:
    """An id as authors may give it, or "" and a diagnostic."""
    if text and not re.fullmatch(r"[A-Za-z][\w.-]*", text, re.ASCII):
        message = f"'{text}' is no id"
        hint = "ASCII letters, digits, '-', '_' and '.', a letter first"
        reader.source.fault(span, Code.INVALID_VALUE, message, hint)
        return ""
    return text
