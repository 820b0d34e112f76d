"""Elements within a line → inlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from builder.diagnostics import Span
from builder.importer.reading.flat import flat
from builder.importer.reading.lettering import letters, spaced
from builder.importer.reading.log import short
from builder.importer.reading.names import words
from builder.importer.reading.node import Child, Node
from builder.importer.reading.pictures import Shown, badge_words, is_remote, shown
from builder.importer.reading.sizes import usual
from builder.importer.reading.space import HIDDEN, host_of, trimmed, words_of
from builder.importer.reading.stack import is_block
from builder.model import (
    Blocks,
    Break,
    Code,
    Emph,
    Footnote,
    Inline,
    Inlines,
    Link,
    Math,
    Paragraph,
    Picture,
    Script,
    Status,
    Strike,
    Text,
)
from builder.text import merged, plain

if TYPE_CHECKING:
    from builder.importer.reading.walk import Walk

_SCHEMES = frozenset(("http", "https", "mailto", "tel", "ftp"))
_PLAIN = frozenset(
    words("""
    x-span x-group span font u ins mark small big label abbr acronym time data bdi bdo nobr center button output
    select option optgroup textarea meter progress rb rtc dfn var blink marquee nav section main form fieldset
    legend hgroup
    """)
)
_UNDRAWN = frozenset(("u", "ins", "mark", "small", "big"))
MEDIA = frozenset(("video", "audio", "iframe", "embed", "object", "canvas", "frame"))


_NESTED = 3
"""Footnotes within each other that are read; what lies deeper is named, and kept where it is written."""


class Lines:
    """Reads what stands in lines of text."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.log = walk, walk.log
        self.targets: set[str] = set()
        """Every target and path as it is typed, also of what could not be kept."""
        self._linked = False
        self._footnotes: list[str] = []

    def read(self, children: Iterable[Child], line: int) -> Inlines:
        """The inlines of a paragraph, heading or cell, without the white space around them."""
        found = trimmed(merged(self._all(children, line)))
        made = usual(found)
        if made is not found:
            self.log.once(line, "a whole line of raised or lowered letters is of usual size")
        return made

    def _all(self, children: Iterable[Child], line: int) -> list[Inline]:
        found: list[Inline] = []
        text: list[str] = []
        for child in (*children, None):
            if isinstance(child, str):
                text.append(child)
                continue
            if text:
                found += letters(spaced("".join(text)), line, Span(self.walk.path, line), self.log, self._linked)
                text = []
            if child is not None:
                found += self._one(child)
        return found

    def _one(self, node: Node) -> list[Inline]:
        span = Span(self.walk.path, node.line)
        self.walk.anchors(node)
        match node.tag:
            case "br":
                return [Break()]
            case "em" | "i" | "cite" | "address":
                return self._wrapped(node, lambda inner: Emph(inner))
            case "strong" | "b":
                return self._wrapped(node, lambda inner: Emph(inner, strong=True))
            case "s" | "del" | "strike":
                return self._wrapped(node, Strike)
            case "sup" | "sub":
                return self._wrapped(node, lambda inner: Script(inner, raised=node.tag == "sup"))
            case "x-codespan":
                return [Code(" ".join(node.text.split("\n")))] if node.text.strip() else [Text(node.text)]
            case "code" | "tt" | "samp" | "kbd":
                return self._code(node)
            case "a":
                return self._link(node, span)
            case "img" | "picture":
                return self.pictures(node)
            case "x-math":
                return [Math(node.text, span)] if node.text.strip() else []
            case "x-footnote-ref":
                return self._footnote(node, span)
            case "x-anchor" | "wbr" | "rp" | "x-attributes":
                return []
            case "x-comment":
                self.log.keep(node.text, node.line)
                return []
            case "rt":
                return [Text("("), *self._all(node.children, node.line), Text(")")]
            case "q":
                return [Text("“"), *self._all(node.children, node.line), Text("”")]
            case "ruby":
                self.log.once(node.line, "readings beside characters (ruby) stand in parentheses")
                return self._all(node.children, node.line)
            case "input":
                return (
                    [Text("☑" if "checked" in node.attrs else "☐")]
                    if node.get("type") == "checkbox"
                    else self._said(node)
                )
            case _:
                return self._other(node)

    def _other(self, node: Node) -> list[Inline]:
        if node.tag in ("svg", "math"):
            self.log.unknown(node.line, f"<{node.tag}> is not drawn; its words are kept")
            return [Text(" "), *self._all(node.children, node.line), Text(" ")]
        if node.tag in MEDIA:
            return self.medium(node)
        if node.tag in HIDDEN or node.tag == "x-kept":
            self.walk.kept(node)
            return []
        if is_block(node) and node.tag not in _PLAIN:
            return [Break(), *flat(self.walk.blocks([node]), self.log), Break()]
        if node.tag in _UNDRAWN:
            self.log.once(node.line, f"<{node.tag}> is not drawn; its text is kept")
        return self._all(node.children, node.line)

    def _said(self, node: Node) -> list[Inline]:
        said = node.get("value") or node.get("placeholder")
        return [Text(f" {said} ")] if said else []

    def _wrapped(self, node: Node, wrap: Callable[[Inlines], Inline]) -> list[Inline]:
        inner = merged(self._all(node.children, node.line))
        before, after = inner[:1], inner[-1:]
        opens = isinstance(before[0], Text) and before[0].text[:1].isspace() if before else False
        closes = isinstance(after[0], Text) and after[0].text[-1:].isspace() if after else False
        inner = trimmed(inner)
        if not plain(inner).strip() and not any(
            isinstance(i, Picture | Footnote | Math | Link | Status) for i in inner
        ):
            return [Text(" ")] if opens or closes else list(inner)
        return [*([Text(" ")] if opens else []), wrap(inner), *([Text(" ")] if closes else [])]

    def _code(self, node: Node) -> list[Inline]:
        if any(node.find("a", "x-footnote-ref", "img", "x-math")):
            self.log.changed(node.line, "code that holds a link or picture became plain text")
            return self._all(node.children, node.line)
        for inner in node.find("x-comment"):
            self.log.keep(inner.text, inner.line)
        text = " ".join(words_of(node).split())
        return [Code(text)] if text else []

    def _link(self, node: Node, span: Span) -> list[Inline]:
        href = " ".join(node.get("href").split()).strip()
        self.targets.add(node.get("href"))
        if "href" not in node.attrs or self._linked:
            if href and self._linked:
                self.log.changed(node.line, f"a link within a link was taken out: {short(href)}")
                self.log.keep(href, node.line)
            return self._all(node.children, node.line)
        images = [child for child in node.elements() if child.tag in ("img", "picture")]
        if (
            images
            and not any(isinstance(c, str) and c.strip() for c in node.children)
            and len(images) == len(list(node.elements()))
        ):
            self._titled(node)
            return [inline for image in images for inline in self.pictures(image, href)]
        self._titled(node)
        self._linked = True
        inner = merged(self._all(node.children, node.line))
        self._linked = False
        target = self.target(href, node.line)
        if not inner and not node.get("id") and not node.get("name") and href:
            self.log.changed(node.line, f"a link without words shows its address: {short(href)}")
            inner = (Text(href),)
        if not target or not inner or any(isinstance(i, Footnote) for i in inner):
            return list(inner)
        return [Link(target, inner, span)]

    def target(self, href: str, line: int) -> str:
        """A target as it may stand in a report, or "" and a note."""
        found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)", href)
        if href.startswith("//"):
            return f"https:{href}"
        if found and found[1].lower() not in _SCHEMES:
            self.log.changed(line, f"a link to '{short(href)}' leads nowhere in a report; its text is kept")
            self.log.keep(href, line)
            return ""
        try:
            urlsplit(href)
        except ValueError:
            self.log.changed(line, f"'{short(href)}' is no address; the text of the link is kept")
            self.log.keep(href, line)
            return ""
        return href

    def _titled(self, node: Node) -> None:
        if title := node.get("title").strip():
            self.log.keep(title, node.line)
            self.log.changed(node.line, f"the tooltip '{short(title)}' is kept as a comment")

    def image_of(self, node: Node, target: str = "") -> Shown | None:
        image = next(node.find("img"), None) if node.tag == "picture" else node
        if image is None:
            return None
        if node.tag == "picture" and any(node.find("source")):
            self.log.once(node.line, "of the sources of a <picture> its <img> was taken")
            self.log.keep("\n".join(s.get("srcset") for s in node.find("source")), node.line)
        self.walk.anchors(image)
        self.targets.add(image.get("src"))
        return shown(image, self.log, target)

    def pictures(self, node: Node, target: str = "") -> list[Inline]:
        """An image inside a line: a picture of the project, or words where it is a badge or lies elsewhere."""
        found = self.image_of(node, target)
        return self.in_line(found) if found else []

    def in_line(self, found: Shown) -> list[Inline]:
        span = Span(self.walk.path, found.line)
        if found.title:
            self.log.keep(found.title, found.line)
        path = found.image.asset
        if path and not found.badge and not is_remote(path):
            picture = Picture(path, found.alt, span)
            led = not self._linked and found.target not in ("", path)
            target = self.target(found.target, found.line) if led else ""
            return [Link(target, (picture,), span)] if target else [picture]
        words = found.alt or (found.badge and badge_words(path)) or host_of(found.target or path)
        if found.target.startswith("#") and (found.badge or not found.alt):
            self.log.changed(found.line, f"a {found.kind} that leads to {found.target} was left out ({words}: {path})")
            return []
        self.log.changed(found.line, f"the {found.kind} '{short(words)}' became text: {short(path)}")
        if path and found.target:
            self.log.keep(path, found.line)
        target = self.target(found.target or path, found.line) if not self._linked else ""
        return [Link(target, (Text(words),), span)] if target and words else [Text(words)]

    def medium(self, node: Node) -> list[Inline]:
        """A video, a frame: a link to it, and what stands in it for those who cannot play it."""
        inner = self._all(
            [c for c in node.children if isinstance(c, str) or c.tag not in ("source", "track", "param")], node.line
        )
        sources = [
            node.get("src") or node.get("data") or node.get("href"),
            *(s.get("src") for s in node.find("source", "embed")),
        ]
        source = next((s for s in sources if s), "")
        self.log.unknown(node.line, f"<{node.tag}> cannot be shown in print; a link stands for it: {short(source)}")
        target = self.target(source, node.line) if source else ""
        words = node.get("title") or node.get("aria-label") or source
        if not target or self._linked:
            return [Text(words), *inner]
        return [Link(target, (Text(words),), Span(self.walk.path, node.line)), *([Text(" ")] if inner else []), *inner]

    def _footnote(self, node: Node, span: Span) -> list[Inline]:
        label = node.get("label")
        if not label:
            children = trimmed(merged(self._all(node.children, node.line)))
            blocks: Blocks = (Paragraph(children, span),) if children else ()
        else:
            if label in self._footnotes or len(self._footnotes) >= _NESTED:
                return [Text(f"[^{label}]")]
            self._footnotes.append(label)
            linked, self._linked = self._linked, False
            blocks = self.walk.footnote(label)
            self._linked = linked
            self._footnotes.pop()
        if not blocks:
            return [Text(f"[^{label}]")] if label else []
        if self._footnotes:
            self.log.changed(
                node.line, f"a footnote within a footnote stands in parentheses: {short(label or 'inline')}"
            )
            return [Text(" ("), *flat(blocks, self.log), Text(")")]
        return [Footnote(blocks, span)]
