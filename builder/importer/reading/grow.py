"""The tokens of Markdown and the tags of HTML → one tree, as a browser would build it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape

from markdown_it.token import Token

from builder.importer.reading.grammar import foreign_markdown
from builder.importer.reading.log import Log, short
from builder.importer.reading.node import BLOCK, KNOWN, RAW, VOID, Node
from builder.importer.reading.shortcodes import Shortcode, shortcode_at
from builder.importer.reading.stack import SCOPES, Stack, is_block
from builder.importer.reading.survey import Survey, surveyed
from builder.importer.reading.tags import Tag, cut

_SIZED = re.compile(r"(.*)\|\s*(\d{1,4})(?:x\d{1,4})?\s*", re.DOTALL)
"""Obsidian: the width of a picture behind its description."""


class Grower(Stack):
    """Grows the tree of one document. `env` is what markdown-it knows of it: references and footnotes."""

    def __init__(self, path: str, log: Log) -> None:
        super().__init__(log)
        self.path = path
        self.env: dict[str, object] = {"references": {}, "footnotes": {"refs": {}, "list": {}}}
        self.survey = Survey()
        self._base = 0
        self._line = 1
        self._in_text = False
        self._components: set[str] = set()
        self.labels: dict[str, str] = {}
        """Labels of tabs by their value, where the tabs name them at once."""
        self._source: list[str] = []

    def grow(self, text: str, base: int = 0, mdx: bool = False) -> None:
        """Read Markdown into the element that is open. `base`: the lines of the document before the text."""
        survey = surveyed(text, self.path, mdx or self.survey.mdx)
        before = self._base, self.survey, self._in_text, self._line, self._source
        self._base, self.survey, self._in_text, self._source = base, survey, False, text.split("\n")
        env = {**self.env, "survey": survey}
        tokens = foreign_markdown(survey.mdx).parse(text, env)
        if "unflanked" in env:
            self.env.setdefault("unflanked", env["unflanked"])
        self.blocks(tokens)
        self._base, self.survey, self._in_text, self._line, self._source = before

    def text_line(self, text: str, line: int) -> None:
        """Read a line of Markdown (a title) into the element that is open."""
        env = {**self.env, "survey": self.survey}
        before, self._in_text = self._in_text, True
        for token in foreign_markdown(self.survey.mdx).parseInline(text, env):
            self._inlines(token.children or (), line)
        self._in_text = before

    # --- tokens ---

    def blocks(self, tokens: Iterable[Token]) -> None:
        from builder.importer.reading.dialects import leaf, opened

        for token in tokens:
            line = self._base + token.map[0] + 1 if token.map else self._line
            self._line = line
            attrs = {key: str(value) for key, value in token.attrs.items()}
            if token.type == "inline":
                self._inlines(token.children or (), line)
            elif token.type == "html_block":
                self.html(token.content, line)
            elif token.type == "x_open":
                opened(self, token.tag, attrs, line)
            elif token.nesting > 0:
                tag = "x-footnote" if token.type == "footnote_reference_open" else token.tag
                if token.type == "footnote_reference_open":
                    attrs["label"] = str(token.meta["label"])
                    attrs["until"] = str(self._base + (token.map[1] if token.map else 0))
                if token.hidden:
                    attrs["tight"] = "yes"
                self._in_text = tag in ("p", "th", "td", "dt") or (tag[0] == "h" and tag[1:].isdigit())
                self.open(Node(tag, attrs, line), firm=True)
            elif token.nesting < 0:
                self.close_firm()
                self._in_text = False
            elif token.type in ("fence", "code_block"):
                leaf(self, "x-code", token.content, {"info": token.info, "mark": token.markup}, line)
            elif token.type == "math_block":
                end = str(line + token.map[1] - token.map[0]) if token.map else ""
                leaf(self, "x-equation", token.content.strip(), {"id": token.info, "end": end}, line)
            elif token.type == "x_leaf":
                if token.tag == "x-equation" and token.map:
                    attrs["end"] = str(line + token.map[1] - token.map[0])
                leaf(self, token.tag, token.content, attrs, line)
            else:
                self.add(Node(token.tag, attrs, line))

    def _inlines(self, tokens: Sequence[Token], line: int) -> None:
        for token in tokens:
            self._line = line
            match token.type:
                case "text" | "text_special":
                    self.text(token.content)
                case "softbreak":
                    self.text("\n")
                    line += 1
                case "hardbreak":
                    self.add(Node("br", line=line))
                    line += 1
                case "code_inline":
                    self.add(Node("x-codespan", line=line, text=token.content))
                case "image":
                    attrs = {key: str(value) for key, value in token.attrs.items()}
                    alt = alt_of(token.children or ())
                    if match := _SIZED.fullmatch(alt):
                        alt, attrs["width"] = match[1], match[2]
                    self.add(Node("img", {**attrs, "alt": alt}, line))
                case "math_inline":
                    display = "yes" if token.info == "display" else ""
                    self.add(Node("x-math", {"display": display}, line, token.content.strip()))
                case "footnote_ref":
                    self._footnote(token, line)
                case "html_inline":
                    self.html(token.content, line)
                    line += token.content.count("\n")
                case "x_inline":
                    self._foreign(token, line)
                    line += token.markup.count("\n")
                case _ if token.nesting > 0:
                    self.open(Node(token.tag, {k: str(v) for k, v in token.attrs.items()}, line), firm=True)
                case _ if token.nesting < 0:
                    self.close_firm()
                case _:
                    self.text(token.content)

    def _footnote(self, token: Token, line: int) -> None:
        label = token.meta.get("label")
        if label is not None:
            self.add(Node("x-footnote-ref", {"label": str(label)}, line))
            return
        footnotes = self.env["footnotes"]
        assert isinstance(footnotes, dict)
        node = Node("x-footnote-ref", {"label": ""}, line)
        self.open(node, firm=True)
        self._inlines(footnotes["list"][token.meta["id"]]["tokens"], line)
        self.close_firm()

    def _foreign(self, token: Token, line: int) -> None:
        from builder.importer.reading.spans import span_element

        if token.tag == "x-tag":
            self.html(token.content, line)
        elif token.tag == "x-shortcode":
            found = shortcode_at(token.content, 0)
            assert found is not None
            self.shortcode(found[0], line)
        else:
            attrs = {key: str(value) for key, value in token.attrs.items()}
            span_element(self, token.tag, token.content, {**attrs, "markup": token.markup}, line)

    # --- html ---

    def html(self, markup: str, line: int) -> None:
        """A piece of raw HTML, which may end in the middle of an element."""
        raw: Node | None = None
        for part in cut(markup):
            if raw is not None:
                if part.end and part.name.lower() == raw.tag:
                    raw = None
                else:
                    raw.text += part.markup
            elif part.name == "#comment":
                self.add(Node("x-comment", {"html": "yes"}, line, part.text))
            elif not part.name and not part.markup.startswith(("<>", "</>")):
                self.text(unescape(part.text))
            elif part.end:
                self._end(part, line)
            elif part.name:
                node = self._start(part, line)
                raw = node if node is not None and node.tag in RAW and not part.empty else None
            line += part.markup.count("\n")
        self._line = line

    def _start(self, tag: Tag, line: int) -> Node | None:
        from builder.importer.reading.dialects import component

        name = tag.name.lower()
        known = name in KNOWN and (tag.name.islower() or tag.name.isupper())
        if not known and not tag.empty and not tag.attrs and f"/{name}" not in self.survey.ends:
            self.log.guessed(line, f"'{tag.markup}' is no element of HTML, and was read as text")
            self.text(tag.markup)
            return None
        if not known:
            self._components.add(name)
        node = Node(name, tag.attrs, line, loose=True) if known else component(self, tag, line)
        if tag.empty or node.tag in VOID or node.tag in RAW or node.get("#empty"):
            self.add(node)
        else:
            self.open(node)
        return node

    def _end(self, tag: Tag, line: int) -> None:
        name = tag.name.lower()
        if name == "br":
            self.add(Node("br", line=line))
            return
        known = name in KNOWN and (tag.name.islower() or tag.name.isupper())
        for node in reversed(self._stack[1:]):
            if node.loose and (node.tag == name or node.get("#name") == name):
                self._pop(node)
                return
            if known and name not in BLOCK and is_block(node) and node.tag != "p":
                break
            if node.tag in SCOPES and name not in ("table", "td", "th", "tr", "tbody", "thead", "tfoot"):
                break
        if not known and tag.name and name not in self._components:
            self.log.unknown(line, f"'{short(tag.markup)}' ends nothing, and was read as text")
            self.text(tag.markup)

    def shortcode(self, code: Shortcode, line: int) -> None:
        from builder.importer.reading.dialects import shortcode

        if code.end:
            for node in reversed(self._stack[1:]):
                if node.loose and node.get("#name") == code.name:
                    self._pop(node)
                    return
            self.log.unknown(line, f"'{short(code.markup)}' ends nothing; it was taken out")
            return
        made = shortcode(self, code, line)
        if made is None:
            return
        if code.name in self.survey.ends and not code.empty and made.get("#name"):
            self.open(made)
        else:
            self.add(made)

    # --- asides ---

    def anchor(self, name: str, line: int) -> None:
        """A place that links lead to."""
        if name:
            self.add(Node("x-anchor", {"id": name}, line))

    def keep(self, text: str, line: int) -> None:
        """Words that no reader sees."""
        self.add(Node("x-comment", {}, line, text))

    @property
    def in_text(self) -> bool:
        """Whether a line of text is being read, so that what stands in it is part of the line."""
        return self._in_text

    def behind_blank(self, line: int) -> bool:
        """Whether the line above the 1-based `line` is empty."""
        above = line - self._base - 2
        return above < 0 or above >= len(self._source) or not self._source[above].strip(" \t>")


def alt_of(tokens: Sequence[Token]) -> str:
    """The plain text of an image's description."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.children:
            parts.append(alt_of(token.children))
        elif token.nesting == 0:
            parts.append(token.content if token.type != "x_inline" else token.markup)
    return "".join(parts)
