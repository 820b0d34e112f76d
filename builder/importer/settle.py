"""Blocks of a document → blocks of the project: its links lead somewhere, its pictures are there, its text is drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace

from builder.importer.glyphs import Glyphs
from builder.importer.links import SWITCH, Links
from builder.importer.outlining.journal import Journal
from builder.importer.pictures import Pictures, Placed
from builder.importer.sheet import Comment, Kind, Piece
from builder.model import (
    Block,
    Code,
    CodeBlock,
    Equation,
    Figure,
    Image,
    Inline,
    Inlines,
    Link,
    Math,
    Missing,
    Paragraph,
    Picture,
    Ref,
    RefKind,
    Text,
)
from builder.text import plain, walk

_LONGEST_SWITCH = 240
"""Characters of a line in which the languages of a document are named."""

_LABEL = re.compile(r"#(?:\w*[_:]|(?:sec|fig|tab|tbl|chap|section|figure|table|chapter)-)\S")
"""What authors call sections and figures where tools number them: sec_intro, fig:parts, tbl-scores."""
_NAME = re.compile(r"[._-]")
"""What parts the name of a document from its language: README.zh-CN.md, guide_en.md."""


@dataclass(slots=True)
class Settler:
    """What one document's blocks become. `line` is where the piece at hand stands in the source."""

    links: Links
    pictures: Pictures
    covered: frozenset[int]
    journal: Journal
    line: int = 1

    def piece(self, piece: Piece) -> tuple[Block, ...] | Comment:
        self.line = piece.line
        if isinstance(piece.block, Comment):
            return Comment(self._glyphs().text(piece.block.text))
        if isinstance(piece.block, Paragraph) and self._switches(piece.block):
            self._note("the line of links to the other languages became a comment")
            targets = [found.target for found in walk(piece.block) if isinstance(found, Link)]
            return Comment(self._glyphs().text(" ".join((plain(piece.block.children), *targets))))
        return tuple(self._value((piece.block,)))

    def _switches(self, paragraph: Paragraph) -> bool:
        """Whether it is a row of languages to choose from, one of which is imported: links to files of one name."""
        links = [found for found in walk(paragraph) if isinstance(found, Link)]
        if len(plain(paragraph.children)) > _LONGEST_SWITCH or not links:
            return False
        between = [plain((inline,)) for inline in paragraph.children if not isinstance(inline, Link)]
        words = sum(len(re.findall(r"\w+", text)) for text in between)
        names = {_NAME.split(link.target.rpartition("/")[2].lower())[0] for link in links}
        alike = len(names) == 1 and words <= len(links)
        return alike and any(self.links.lead(link.target).lost == SWITCH for link in links)

    def inlines(self, inlines: Inlines, line: int) -> Inlines:
        self.line = line
        return tuple(self._value(inlines))

    def text(self, text: str, line: int) -> str:
        self.line = line
        return self._glyphs().text(text)

    def _glyphs(self) -> Glyphs:
        def lacks(run: str, instead: str) -> None:
            self.journal.add(self.line, Kind.CHANGED, f"no font has “{run}”; “{instead}” stands for it")

        return Glyphs(self.covered, lacks)

    def _value(self, value: object):  # type: ignore[no-untyped-def]
        """A tree of dataclasses in which links, pictures and texts are settled; one may become several in a tuple."""
        match value:
            case tuple():
                found: list[object] = []
                for item in value:
                    found.extend(self._several(item))
                return tuple(found)
            case _ if is_dataclass(value) and not isinstance(value, type):
                changed = {}
                for part in fields(value):
                    old = getattr(value, part.name)
                    if isinstance(old, tuple) or is_dataclass(old):
                        new = self._value(old)
                        if new != old:
                            changed[part.name] = new
                return replace(value, **changed) if changed else value
            case _:
                return value

    def _several(self, item: object) -> tuple[object, ...]:
        match item:
            case Text():
                return (replace(item, text=self._glyphs().text(item.text)),)
            case Code():
                return (replace(item, text=self._glyphs().code(item.text)),)
            case CodeBlock():
                language = self._glyphs().text(item.language)
                return (replace(item, text=self._glyphs().code(item.text), language=language),)
            case Math() | Equation():
                return (replace(item, tex=self._glyphs().code(item.tex)),)
            case Link():
                return self._link(item)
            case Picture():
                return self._picture(item)
            case Figure():
                return (self._figure(item),)
            case _:
                return (self._value(item),)

    # --- links and pictures ----------------------------------------------------------------------------------------

    def _link(self, link: Link) -> tuple[Inline, ...]:
        led = self.links.lead(link.target)
        children: Inlines = self._value(link.children)
        if led.target[1:] in self.links.anchors.equations and plain(children) == link.target[1:]:
            return (Ref(RefKind.REF, led.target[1:], {"form": "bare"}, link.span),)
        if led.target[1:] in self.links.anchors.numbered and _is_label(link):
            return (Ref(RefKind.REF, led.target[1:], {}, link.span),)
        if led.target:
            return (replace(link, target=self._glyphs().address(led.target), children=children),)
        if led.lost == SWITCH:
            self._note(f"the link to {link.target} became plain text: {led.lost}")
            return children
        if not link.target:
            return children
        self._note(f"the link to {link.target} became plain text: {led.lost}")
        words = plain(children)
        inside = (
            link.target.startswith("#")
            or link.target.removeprefix("mailto:") in words
            or not _tells(link.target)
            or _is_page(link.target)
        )
        return children if inside else (*children, Text(" ("), Code(self._glyphs().code(link.target)), Text(")"))

    def _picture(self, picture: Picture) -> tuple[Inline, ...]:
        placed = self._placed(picture.asset)
        alt = self._glyphs().text(picture.alt)
        if not placed.lack:
            return (replace(picture, asset=placed.path, alt=alt),)
        self._note(f"the picture {_shown(picture.asset)} in a line: {placed.lack}; its words stand for it")
        return (Text(alt),) if alt.strip() else ()

    def _figure(self, figure: Figure) -> Figure:
        caption, source = self._value(figure.caption), self._value(figure.source)
        alt = self._glyphs().text(figure.alt)
        figure = replace(figure, caption=caption, source=source, alt=alt)
        if not isinstance(figure.content, Image | Missing):
            return figure
        target = figure.content.asset if isinstance(figure.content, Image) else figure.content.path
        placed = self._placed(target)
        if not placed.lack:
            content = figure.content if isinstance(figure.content, Image) else Image("")
            return replace(figure, content=replace(content, asset=placed.path))
        self._note(f"the picture {_shown(target)}: {placed.lack}; a frame stands at its place")
        led = self.links.lead(target)
        if led.target and not source:
            address = self._glyphs().address(led.target)
            source = (Link(address, (Text(address),), figure.span),)
        return replace(figure, content=Missing(placed.path), source=source)

    def _placed(self, target: str) -> Placed:
        return self.pictures.place(target, self.links.original.folder)

    def _note(self, what: str) -> None:
        self.journal.add(self.line, Kind.CHANGED, what)


def _is_label(link: Link) -> bool:
    """Whether a link shows the label that it leads to, and no words: another tool puts a number in its place."""
    return link.target[:1] == "#" and plain(link.children) == link.target[1:] and bool(_LABEL.match(link.target))


def _is_page(target: str) -> bool:
    """Whether a target is another page of the same site: its path says nothing to readers of a report."""
    return re.fullmatch(r"[^?#]*(?:/|\.(?:md|mdx|markdown|rst|html?))(?:[?#].*)?", target, re.IGNORECASE) is not None


def _tells(target: str) -> bool:
    """Whether a target is worth reading."""
    return any(character.isalnum() for character in target) and not target.lower().startswith(("javascript:", "data:"))


def _shown(target: str) -> str:
    return target if not target.startswith("data:") else target[:40] + "…"
