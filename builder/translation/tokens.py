"""The inline marks of Markdown with exactly what was typed of each, which markdown-it does not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from builder.load.grammar import EastAsianInline, markdown
from builder.load.roles import INDEX


class MarkKind(StrEnum):
    """What a mark is to a translator."""

    FACT = "fact"
    CITATION = "citation"
    REFERENCE = "reference"
    TERM = "term"
    CODE = "code"
    MATH = "formula"
    LINK = "link"
    IMAGE = "image"
    NOTE = "footnote"
    BREAK = "line break"
    HTML = "HTML"
    STRONG = "bold"
    EMPHASIS = "italic"
    STRIKE = "strikethrough"
    NUMBER = "number"
    INDEX = "index entry"
    PARAM = "value"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Raw:
    """Text (`kind` None), or a mark as it was typed; `side` is alone, open or close."""

    kind: MarkKind | None
    side: str
    text: str


_ROLES: Final = {
    "fact": MarkKind.FACT,
    "cite": MarkKind.CITATION,
    "ref": MarkKind.REFERENCE,
    "term": MarkKind.TERM,
    "param": MarkKind.PARAM,
}
_EMPHASIS: Final = {"strong": MarkKind.STRONG, "em": MarkKind.EMPHASIS, "s": MarkKind.STRIKE}
_TAGS: Final = {
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "i": MarkKind.EMPHASIS,
    "em": MarkKind.EMPHASIS,
    "s": MarkKind.STRIKE,
    "del": MarkKind.STRIKE,
}
_TAG: Final = re.compile(r"<(/?)([A-Za-z][\w-]*)[^>]*?(/?)>", re.DOTALL)
_VOID: Final = frozenset({"br", "hr", "img", "wbr"})
_RANGE: Final = "range"


class _Inline(EastAsianInline):
    """Notes on every token but text where it was typed, and where the label of a link ends."""

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        end = state.posMax
        while state.pos < end:
            begin, before = state.pos, len(state.tokens)
            if state.level < state.md.options["maxNesting"] and any(rule(state, False) for rule in rules):
                for token in state.tokens[before:]:
                    token.meta.setdefault(_RANGE, (begin, state.pos))
            else:
                state.pending += state.src[state.pos]
                state.pos += 1
        if state.pending:
            state.pushPending()
        if state.linkLevel:
            state.env.setdefault("label ends", []).append(end)


class Tokenizer:
    """Reads pieces of one file, whose footnotes and link definitions are known."""

    def __init__(self, text: str) -> None:
        self.parser = markdown()
        self.parser.inline = _inline_of(self.parser.inline)
        self.env: dict[str, object] = {}
        if text:
            markdown().parse(text, self.env)

    def read(self, text: str) -> list[Raw]:
        env = {**self.env, "label ends": []}
        tokens: list[Token] = []
        self.parser.inline.parse(text, self.parser, env, tokens)
        ends = env["label ends"]
        assert isinstance(ends, list)
        return _paired(_Walk(self, text, list(ends)).raws(tokens))


def _inline_of(inline: object) -> _Inline:
    """The parser's own rules, run by one that notes places."""
    assert isinstance(inline, EastAsianInline)
    noting = _Inline()
    noting.ruler, noting.ruler2 = inline.ruler, inline.ruler2
    return noting


@dataclass(slots=True)
class _Walk:
    tokenizer: Tokenizer
    text: str
    ends: list[int]

    def raws(self, tokens: list[Token]) -> list[Raw]:
        found: list[Raw] = []
        auto = False
        for token in tokens:
            begin, end = token.meta.get(_RANGE, (0, 0))
            typed = self.text[begin:end]
            name = token.type.removesuffix("_open").removesuffix("_close")
            if name == "link" and token.markup == "autolink":
                if token.nesting > 0:
                    found.append(Raw(MarkKind.LINK, "alone", typed))
                auto = token.nesting > 0
            elif auto:
                continue
            elif name == "link":
                label = self.ends[0] if token.nesting > 0 else self.ends.pop(0)
                side = ("open", "[") if token.nesting > 0 else ("close", self.text[label:end])
                found.append(Raw(MarkKind.LINK, *side))
            elif name == "clause":
                found.append(Raw(MarkKind.CONDITION, "open" if token.nesting > 0 else "close", token.markup))
            elif name == "role" and token.info == INDEX:
                lead, rest = token.markup.split(token.content, 1) if token.content else (token.markup, "")
                found += [Raw(MarkKind.INDEX, "open", lead), Raw(None, "", token.content)]
                found.append(Raw(MarkKind.INDEX, "close", rest))
            elif name in _EMPHASIS:
                found.append(Raw(_EMPHASIS[name], "open" if token.nesting > 0 else "close", token.markup))
            elif name == "image":
                found.append(Raw(MarkKind.IMAGE, "open", "!["))
                found += self.tokenizer.read(token.content)
                found.append(Raw(MarkKind.IMAGE, "close", typed[2 + len(token.content) :]))
            else:
                found.append(_single(token, typed))
        return found


def _single(token: Token, typed: str) -> Raw:
    match token.type:
        case "text" | "text_special":
            return Raw(None, "", token.content)
        case "softbreak":
            return Raw(None, "", "\n")
        case "hardbreak":
            return Raw(MarkKind.BREAK, "alone", "\\\n")
        case "role":
            return Raw(_ROLES.get(token.info, MarkKind.CODE), "alone", token.markup)
        case "math_inline":
            return Raw(MarkKind.MATH, "alone", token.markup)
        case "footnote_ref":
            return Raw(MarkKind.NOTE, "alone", typed)
        case "code_inline":
            return Raw(MarkKind.CODE, "alone", typed)
        case "html_inline":
            return Raw(MarkKind.HTML, "alone", token.content)
        case _:
            return Raw(None, "", typed)


def _paired(raws: list[Raw]) -> list[Raw]:
    """HTML tags that open and close within the same marks, as pairs."""
    found = list(raws)
    open_: list[tuple[int, str]] = []
    for place, raw in enumerate(raws):
        tag = _TAG.fullmatch(raw.text) if raw.kind is MarkKind.HTML else None
        name = tag[2].lower() if tag else ""
        if tag is None:
            if raw.side == "open":
                open_.append((place, ""))
            elif raw.side == "close":
                while open_ and open_.pop()[1]:
                    pass
        elif name not in _VOID and not tag[1] and not tag[3]:
            open_.append((place, name))
        elif tag[1] and open_ and open_[-1][1] == name:
            kind = _TAGS.get(name, MarkKind.HTML)
            begin = open_.pop()[0]
            found[begin] = Raw(kind, "open", raws[begin].text)
            found[place] = Raw(kind, "close", raw.text)
    return found
