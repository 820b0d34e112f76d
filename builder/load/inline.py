"""Markdown's inline nodes → `Inlines`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import zip_longest
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code as Fault
from builder.diagnostics import Diagnostic, Severity, Span
from builder.load.assets import Assets
from builder.load.conditions import read_condition, spelled
from builder.load.emoji import ALIKE, pieces
from builder.load.html import HTML_WRAPPERS, INNER, SEPARATE, attribute, tag_name
from builder.load.mathematics import read_inline
from builder.load.roles import INDEX, read_role
from builder.load.source import MAX_NESTING, Source, first_line, last_line
from builder.model import (
    Break,
    Clause,
    Code,
    Emph,
    Footnote,
    Inline,
    Inlines,
    Link,
    Mark,
    Picture,
    RefKind,
    Script,
    Status,
    Strike,
    Text,
)
from builder.text import EMOJI, merged, plain

MARKS = {
    "🟢": Mark.GREEN,
    "🟡": Mark.YELLOW,
    "🟠": Mark.ORANGE,
    "🔴": Mark.RED,
    "✅": Mark.YES,
    "❌": Mark.NO,
}
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_BARE_ROLE = re.compile(rf"{{(?:{'|'.join([*RefKind, INDEX])})}}")


@dataclass(frozen=True, slots=True)
class InlineReader:
    source: Source
    assets: Assets
    footnote: Callable[[int, Span], Footnote | None]
    _told: set[str] = field(default_factory=set)

    def text(self, text: str, line: int, last: int = 0) -> Inlines:
        """The inlines of a piece of Markdown that stands at `line`, or from there to `last`."""
        return self.inlines(self.source.inline_tree(text, line, last))

    def inlines(self, nodes: Iterable[SyntaxTreeNode]) -> Inlines:
        """HTML tags open and close among their siblings, so they are matched on a stack."""
        stack: list[_Opened] = [_Opened("")]
        typed = list(nodes)
        for node, after in zip_longest(typed, typed[1:]):
            if node.type == "html_inline" and node.content.startswith("<!--"):
                _close_up(stack[-1].children, after)
            elif node.type == "html_inline":
                self._tag(node, stack)
            else:
                stack[-1].children.extend(self._inline(node))
        while len(stack) > 1:
            _close(stack)
        return merged(stack[0].children)

    def _inline(self, node: SyntaxTreeNode) -> Inlines:
        match node.type:
            case "text" | "text_special":
                return self._text(node)
            case "softbreak":
                return (Text("\n"),)
            case "hardbreak":
                return (Break(),)
            case "code_inline":
                return (Code(self.spelled(node.content, node)),)
            case "strong" | "em":
                return (Emph(self.inlines(node.children), strong=node.type == "strong"),)
            case "s":
                return (Strike(self.inlines(node.children)),)
            case "link":
                return self._link(node)
            case "image":
                return self._image(node)
            case "clause":
                return self._clause(node)
            case "role":
                return read_role(self.source, node)
            case "math_inline":
                return read_inline(self.source, node, self.assets.fonts)
            case "footnote_ref":
                span = self.source.find(f"[^{node.meta['label']}]", first_line(node), last_line(node))
                note = self.footnote(int(node.meta["id"]), span)
                return (note,) if note else ()
            case "footnote_anchor":
                return ()
            case _:
                raise AssertionError(f"inline node {node.type}")

    def _text(self, node: SyntaxTreeNode) -> Inlines:
        self._taken_for_text(node)
        found: list[Inline] = []
        for piece in pieces(
            node, MARKS, lambda emoji: self._emoji_name(emoji, node), lambda emoji: self._left_out(emoji, node)
        ):
            mark = MARKS.get(piece[:1]) if EMOJI.fullmatch(piece) else None
            found.append(Status(mark) if mark else Text(piece))
        return tuple(i for i in found if i != Text(""))

    def spelled(self, text: str, node: SyntaxTreeNode) -> str:
        """Text that holds no drawn marks (code), with the names of its emoji."""
        return EMOJI.sub(lambda match: self._emoji_name(match[0], node), text)

    def _emoji_name(self, emoji: str, node: SyntaxTreeNode) -> str:
        if emoji[0] in "\ufe0f\u20e3":
            return ""
        if emoji[0] in ALIKE:
            return ALIKE[emoji[0]]
        name = unicodedata.name(emoji[0], "emoji").lower()
        self._told_once(emoji, f"no font has '{emoji}': '({name})' is printed for it", node)
        return f"({name})"

    def _left_out(self, emoji: str, node: SyntaxTreeNode) -> None:
        self._told_once(emoji, f"no font has '{emoji}': emoji that adorn words are not printed", node, "ornaments")

    def _told_once(self, emoji: str, message: str, node: SyntaxTreeNode, topic: str = "") -> None:
        """A warning at the first place of the file alone."""
        if (topic or emoji) in self._told:
            return
        self._told.add(topic or emoji)
        span = self.source.find(emoji, first_line(node), last_line(node))
        hint = f"marks that are drawn, outside code, are {' '.join(MARKS)}"
        self.source.report(Diagnostic(span, Fault.MISSING_GLYPH, message, hint=hint, severity=Severity.WARNING))

    def _taken_for_text(self, node: SyntaxTreeNode) -> None:
        """What begins like a footnote or a role and is none stands as text, which is seldom meant."""
        for match in _FOOTNOTE.finditer(node.content):
            said, hint = f"there is no footnote '{match[1]}'", f"write [^{match[1]}]: and its text, or \\{match[0]}"
            self._warn(match[0], Fault.UNKNOWN_REFERENCE, said, hint, node)
        for match in _BARE_ROLE.finditer(node.content):
            said, hint = f"{match[0]} is text here", f"write {match[0]}`…` without a space, or \\{match[0]} for a word"
            self._warn(match[0], Fault.UNKNOWN_ROLE, said, hint, node)

    def _warn(self, typed: str, code: Fault, message: str, hint: str, node: SyntaxTreeNode) -> None:
        """Unless it is escaped."""
        span = self.source.find(typed, first_line(node), last_line(node))
        if not self.source.lines[span.line - 1][: span.col - 1].endswith("\\"):
            self.source.report(Diagnostic(span, code, message, hint=hint, severity=Severity.WARNING))

    def _clause(self, node: SyntaxTreeNode) -> Inlines:
        """Without a condition that can be read, the words stand there."""
        span = self.source.find(node.info, first_line(node), last_line(node), lead="{when ")
        condition = read_condition(node.info, span, self.source.report)
        children = self.inlines(node.children)
        return (Clause(condition, spelled(condition), children, span),) if condition else children

    def _link(self, node: SyntaxTreeNode) -> Inlines:
        target, span = self._target(node, "href")
        children = self.inlines(node.children)
        resolved = self.assets.link(target, span, self.source)
        return (Link(resolved, children, span),) if resolved else children

    def _image(self, node: SyntaxTreeNode) -> Inlines:
        target, span = self._target(node, "src")
        return (Picture(self.assets.image(target, span, self.source), plain(self.inlines(node.children)), span),)

    def _target(self, node: SyntaxTreeNode, attribute: str) -> tuple[str, Span]:
        """A target as people read it, and the place where it is typed, as it is or with escapes."""
        escaped = str(node.attrs.get(attribute, ""))
        target, first, last = unquoted(escaped), first_line(node), last_line(node)
        typed = escaped if any(escaped in line for line in self.source.lines[first - 1 : last]) else target
        return target, self.source.find(typed, first, last, lead="](")

    def _tag(self, node: SyntaxTreeNode, stack: list[_Opened]) -> None:
        markup = node.content
        name = tag_name(markup)
        here = stack[-1].children
        if not name:
            return
        if name in ("br", "hr"):
            here.append(Break())
        elif name == "img":
            here.append(self._html_image(node))
        elif name not in HTML_WRAPPERS:
            if not markup.startswith("</"):
                unknown_tag(self.source, markup, self.source.find(markup, first_line(node), last_line(node)))
        elif markup.startswith("</"):
            if any(name == opened.name for opened in stack[1:]):
                while _close(stack) != name:
                    pass
        elif not markup.endswith("/>") and len(stack) < MAX_NESTING // 2:
            span = self.source.find(markup, first_line(node), last_line(node))
            target = attribute(markup, "href") if name == "a" else ""
            stack.append(_Opened(name, self.assets.link(target, span, self.source) if target else "", span))

    def _html_image(self, node: SyntaxTreeNode) -> Inline:
        target = attribute(node.content, "src")
        span = self.source.find(target or node.content, first_line(node), last_line(node))
        return Picture(self.assets.image(target, span, self.source), attribute(node.content, "alt"), span)


@dataclass(slots=True)
class _Opened:
    """An HTML element whose end tag is still to come."""

    name: str
    target: str = ""
    span: Span | None = None
    children: list[Inline] = field(default_factory=list)


def unquoted(target: str) -> str:
    """A target as its author typed it: markdown-it writes Han as %E4%B8….. An escape that is no UTF-8 is kept."""
    try:
        return unquote(target, errors="strict") if "://" not in target else target
    except UnicodeDecodeError:
        return target


def unknown_tag(source: Source, markup: str, span: Span) -> None:
    """A warning, one an element: none for its parts, such as the rows of a table."""
    name = tag_name(markup)
    if name in INNER:
        return
    message = f"HTML '{markup.split()[0].rstrip('>')}>' is not understood; its text is kept"
    hint = "write Markdown, a directive, or a tag that FORMAT.md names"
    hint = f"`builder import` makes Markdown of it; or {hint}" if name in SEPARATE else hint
    source.report(Diagnostic(span, Fault.RAW_HTML, message, hint=hint, severity=Severity.WARNING))


def wrapped(name: str, target: str, children: Inlines, span: Span | None) -> Inlines:
    """What an HTML element of that name makes of its children."""
    match HTML_WRAPPERS[name]:
        case "strong":
            return (Emph(children, strong=True),)
        case "em":
            return (Emph(children),)
        case "strike":
            return (Strike(children),)
        case "sup":
            return (Script(children),)
        case "sub":
            return (Script(children, raised=False),)
        case "code":
            return (Code(plain(children)),)
        case "link" if target and span:
            return (Link(target, children, span),)
        case _:
            return children


def _close_up(before: list[Inline], after: SyntaxTreeNode | None) -> None:
    """The space before a comment goes with it, where another space or the line's end follows."""
    ends = after is None or after.type in ("softbreak", "hardbreak") or after.content[:1].isspace()
    if ends and before and isinstance(last := before[-1], Text) and last.text.strip():
        before[-1] = Text(last.text.rstrip(" "))


def _close(stack: list[_Opened]) -> str:
    opened = stack.pop()
    stack[-1].children.extend(wrapped(opened.name, opened.target, merged(opened.children), opened.span))
    return opened.name
