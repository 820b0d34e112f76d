"""The tree that Markdown and raw HTML make together, as a browser would see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from builder.importer.reading.names import words


@dataclass(slots=True)
class Node:
    """An element. Tags that begin with `x-` are our own; `text` is the content of what holds no elements (code).

    `loose` elements come from raw HTML, and end where a browser would end them; `open` says that one may still grow."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    line: int = 1
    text: str = ""
    children: list[Child] = field(default_factory=list)
    loose: bool = False
    open: bool = False

    def get(self, name: str) -> str:
        return self.attrs.get(name, "")

    def elements(self) -> Iterator[Node]:
        return (child for child in self.children if isinstance(child, Node))

    def words(self) -> str:
        """All text below, without markup."""
        if not self.children:
            return self.text
        return "".join(child if isinstance(child, str) else child.words() for child in self.children)

    def find(self, *tags: str) -> Iterator[Node]:
        """Elements of these tags anywhere below, in document order."""
        for child in self.elements():
            if child.tag in tags:
                yield child
            yield from child.find(*tags)


Child: TypeAlias = Node | str

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
RAW = frozenset(("script", "style", "textarea", "title", "xmp", "noembed", "noframes"))
"""Elements whose content is text up to their end tag."""
INLINE = frozenset(
    words("""
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike
    strong sub sup time tt u var ruby rb rt rp rtc output meter progress button x-math x-footnote-ref x-attrs x-role
    x-wiki
    """)
)
"""Elements that stand in a line of text (phrasing content)."""
BLOCK = frozenset(
    words("""
    address article aside base blockquote body caption center col colgroup dd details dialog dir div dl dt embed
    fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend
    li link main menu meta nav noframes noscript object ol optgroup option p param pre script search section select
    style summary table tbody td template textarea tfoot th thead title tr track ul video audio canvas area map slot
    """)
)
"""Elements that stand apart from the text around them."""
KNOWN = INLINE | BLOCK | VOID | {"picture", "svg", "math"}
