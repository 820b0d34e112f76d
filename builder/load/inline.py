"""Markdown's inline nodes → `Inlines`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code as Fault
from builder.diagnostics import Diagnostic, Severity, Span, did_you_mean
from builder.load.assets import Assets
from builder.load.html import HTML_WRAPPERS, attribute, tag_name
from builder.load.source import Source, first_line, last_line
from builder.model import (
    Break,
    Code,
    Emph,
    Footnote,
    Inline,
    Inlines,
    Link,
    Mark,
    Picture,
    Ref,
    RefKind,
    Script,
    Status,
    Strike,
    Text,
)
from builder.text import merged, plain

MARKS = {
    "🟢": Mark.GREEN,
    "🟡": Mark.YELLOW,
    "🟠": Mark.ORANGE,
    "🔴": Mark.RED,
    "✅": Mark.YES,
    "❌": Mark.NO,
}
_EMOJI = re.compile(r"[\U0001F000-\U0001FAFF✅❌][\u200d\ufe0f\U0001F3FB-\U0001F3FF]*|\ufe0f")
_OPTION = re.compile(r"([a-z]+)=(\S+)")
_FLAGS = {
    RefKind.FACT: ("prose", "table", "axis", "bare", "letter", "words", "month", "signed"),
    RefKind.CITE: (),
    RefKind.REF: (),
    RefKind.TERM: (),
}
_VALUES = {RefKind.FACT: ("modifier", "digits", "counter"), RefKind.CITE: (), RefKind.REF: (), RefKind.TERM: ()}


@dataclass(frozen=True, slots=True)
class InlineReader:
    source: Source
    assets: Assets
    footnotes: dict[int, Footnote]

    def text(self, text: str, line: int) -> Inlines:
        """The inlines of a piece of Markdown that stands at `line`."""
        return self.inlines(self.source.inline_tree(text, line))

    def inlines(self, nodes: Iterable[SyntaxTreeNode]) -> Inlines:
        """HTML tags open and close among their siblings, so they are matched on a stack."""
        stack: list[tuple[str, list[Inline]]] = [("", [])]
        for node in nodes:
            if node.type == "html_inline":
                self._tag(node, stack)
            else:
                stack[-1][1].extend(self._inline(node))
        while len(stack) > 1:
            _close(stack)
        return merged(stack[0][1])

    def _inline(self, node: SyntaxTreeNode) -> Inlines:
        match node.type:
            case "text" | "text_special":
                return self._text(node)
            case "softbreak":
                return (Text("\n"),)
            case "hardbreak":
                return (Break(),)
            case "code_inline":
                return (Code(node.content),)
            case "strong" | "em":
                return (Emph(self.inlines(node.children), strong=node.type == "strong"),)
            case "s":
                return (Strike(self.inlines(node.children)),)
            case "link":
                return self._link(node)
            case "image":
                return self._image(node)
            case "role":
                return self._role(node)
            case "footnote_ref":
                note = self.footnotes.get(int(node.meta["id"]))
                return (note,) if note else ()
            case "footnote_anchor":
                return ()
            case _:
                raise AssertionError(f"inline node {node.type}")

    def _text(self, node: SyntaxTreeNode) -> Inlines:
        found: list[Inline] = []
        position = 0
        for match in _EMOJI.finditer(node.content):
            found.append(Text(node.content[position : match.start()]))
            position = match.end()
            if mark := MARKS.get(match[0][0]):
                found.append(Status(mark))
            elif match[0] != "\ufe0f":
                found.append(Text(self._emoji_name(match[0], node)))
        found.append(Text(node.content[position:]))
        return tuple(i for i in found if i != Text(""))

    def _emoji_name(self, emoji: str, node: SyntaxTreeNode) -> str:
        name = unicodedata.name(emoji[0], "emoji").lower()
        span = self.source.find(emoji, first_line(node), last_line(node))
        message = f"no font has '{emoji}': '({name})' is printed for it"
        hint = f"drawn marks are {' '.join(MARKS)}"
        self.source.report(Diagnostic(span, Fault.MISSING_GLYPH, message, hint=hint, severity=Severity.WARNING))
        return f"({name})"

    def _link(self, node: SyntaxTreeNode) -> Inlines:
        target = str(node.attrs.get("href", ""))
        span = self.source.find(target, first_line(node), last_line(node))
        children = self.inlines(node.children)
        resolved = self.assets.link(target, span, self.source)
        return (Link(resolved, children, span),) if resolved else children

    def _image(self, node: SyntaxTreeNode) -> Inlines:
        target = str(node.attrs.get("src", ""))
        span = self.source.find(target, first_line(node), last_line(node))
        asset = self.assets.image(target, span, self.source)
        alt = plain(self.inlines(node.children))
        return (Picture(asset, alt, span),) if asset else (Text(alt),)

    def _role(self, node: SyntaxTreeNode) -> Inlines:
        span = self.source.find(node.markup, first_line(node), last_line(node))
        if node.info not in list(RefKind):
            hint = did_you_mean(node.info, list(RefKind))
            self.source.fault(span, Fault.UNKNOWN_ROLE, f"no role '{node.info}'", hint)
            return (Text(node.content),)
        kind = RefKind(node.info)
        key, *words = node.content.split() or [""]
        if kind is RefKind.CITE:
            keys = [k for k in re.split(r"[,\s]+", node.content) if k]
            return tuple(Ref(kind, k, {}, span) for k in keys)
        return (Ref(kind, key, self._options(kind, words, span), span),)

    def _options(self, kind: RefKind, words: list[str], span: Span) -> dict[str, str]:
        options: dict[str, str] = {}
        for word in words:
            match = _OPTION.fullmatch(word)
            if match and match[1] in _VALUES[kind]:
                options[match[1]] = match[2]
            elif word in _FLAGS[kind]:
                options["signed" if word == "signed" else "form"] = word
            else:
                hint = did_you_mean(word, [*_FLAGS[kind], *(f"{v}=" for v in _VALUES[kind])])
                self.source.fault(span, Fault.UNKNOWN_OPTION, f"{{{kind}}} has no option '{word}'", hint)
        return options

    def _tag(self, node: SyntaxTreeNode, stack: list[tuple[str, list[Inline]]]) -> None:
        markup = node.content
        name = tag_name(markup)
        here = stack[-1][1]
        if markup.startswith("<!--") or not name:
            return
        if name in ("br", "hr"):
            here.append(Break())
        elif name == "img":
            here.extend(self._html_image(node))
        elif name not in HTML_WRAPPERS:
            unknown_tag(self.source, markup, self.source.find(markup, first_line(node), last_line(node)))
        elif markup.startswith("</"):
            if any(name == open_name.split(" ")[0] for open_name, _ in stack[1:]):
                while _close(stack).split(" ")[0] != name:
                    pass
        elif not markup.endswith("/>"):
            target = attribute(markup, "href") if name == "a" else ""
            span = self.source.find(markup, first_line(node), last_line(node))
            resolved = self.assets.link(target, span, self.source) if target else ""
            stack.append((f"{name} {resolved or ''}", []))

    def _html_image(self, node: SyntaxTreeNode) -> Inlines:
        target = attribute(node.content, "src")
        span = self.source.find(target or node.content, first_line(node), last_line(node))
        asset = self.assets.image(target, span, self.source)
        alt = attribute(node.content, "alt")
        return (Picture(asset, alt, span),) if asset else (Text(alt),)


def unknown_tag(source: Source, markup: str, span: Span) -> None:
    message = f"HTML '{markup.split()[0].rstrip('>')}>' is not understood; its text is kept"
    source.report(Diagnostic(span, Fault.RAW_HTML, message, severity=Severity.WARNING))


def wrapped(name: str, target: str, children: Inlines, span: Span) -> Inlines:
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
        case "link" if target:
            return (Link(target, children, span),)
        case _:
            return children


def _close(stack: list[tuple[str, list[Inline]]]) -> str:
    opened, children = stack.pop()
    name, _, target = opened.partition(" ")
    stack[-1][1].extend(wrapped(name, target, merged(children), Span("")))
    return opened
