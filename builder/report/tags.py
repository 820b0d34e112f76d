"""The tags of a report, made from its pages: one tag an element, however many pages it stands on.

WeasyPrint 70 makes tags box by box: an element has one for each of its pages (WeasyPrint #2903), heads of tables have
no Scope (#2508), most elements no tag of their own, and the boxes of pictures are in other units than the page's.
`pdf.add_tags` is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, TypeAlias

from builder.report.artifacts import inner
from builder.report.headers import name_headers
from builder.report.roles import FILLED, PASSED, SPOKEN, roles
from builder.report.tongues import Voices, told

_POINTS: Final = 0.75
"""Points in a CSS pixel."""

_JOINS: Final = "data-joins"
"""Elements with the same value of this attribute have one tag: that of the first."""

_NUMBERING: Final = {"ol": "/Decimal", "ul": "/Disc"}


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content of a page."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """The clickable area of a link, as the engine made it."""

    page: int
    made: Any


@dataclass(slots=True, eq=False)
class Node:
    """A tag. `entries` are those of its dictionary besides the kids, `table` what it says of a cell."""

    role: str
    parent: Node | None
    element: Any = None
    kids: list[Kid] = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict)

    def add(self, role: str, element: Any = None) -> Node:
        node = Node(role, self, element)
        self.kids.append(node)
        return node


Kid: TypeAlias = Node | Content | Annotation


@cache
def install() -> None:
    """Replace the function; the layout engine must have been told of its fonts before."""
    from weasyprint import pdf as engine

    from builder.report.tagtree import write

    def add_tags(pdf: Any, document: Any, _: Any, streams: list[Any]) -> None:
        pdf.pictures = write(tree(document, streams), pdf, document.metadata.lang)

    engine.add_tags = add_tags


def tree(document: Any, streams: list[Any]) -> Node:
    """The tag of the whole document."""
    root = Node("Document", None)
    walk = _Walk(root)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        walk.page(number, page.height, page._page_box, dict(stream._tags))
    tables = (node for node in _every(root) if node.role == "Table")
    for number, table in enumerate(tables, 1):
        name_headers(table, number)
    return root


def _every(node: Node) -> Iterator[Node]:
    yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from _every(kid)


@dataclass(slots=True)
class _Walk:
    """Boxes in their order → tags. `places` has, by element and name, the tag that takes its content."""

    root: Node
    places: dict[tuple[Any, str], Node] = field(default_factory=dict)
    marks: dict[Any, Any] = field(default_factory=dict)
    number: int = 0
    height: float = 0.0
    voices: Voices = field(default_factory=dict)
    note: Node | None = None
    notes: int = 0

    def page(self, number: int, height: float, box: Any, marks: dict[Any, Any]) -> None:
        self.number, self.height, self.marks = number, height, marks
        for child in box.children:
            self._visit(child, self.root)
        if self.marks:
            raise TypeError(f"content of page {number + 1} has no tag: {list(self.marks)[:3]}")

    def _visit(self, box: Any, parent: Node) -> None:
        box = inner(box)
        if getattr(box, "artifact", None) is not None:
            self._pass_over(box)
            return
        node = self._place(box, parent)
        if box.link_annotation is not None:
            _link_of(node).kids.append(Annotation(self.number, box.link_annotation))
        if (mark := self.marks.pop(box, None)) is not None:
            node.kids.append(Content(self.number, mark["mcid"]))
            if node.role in ("Figure", "Formula"):
                node.entries |= self._picture(box)
        for child in box.children:
            self._visit(child, node)

    def _pass_over(self, box: Any) -> None:
        """What readers pass over keeps its links, and calls the further portions of a footnote, which belong to it."""
        if self.note is not None and str(box.element_tag).endswith("::footnote-call"):
            self.places.setdefault((box.element, box.element.tag), self.note)
        link = self.places.get((box.element, box.element_tag))
        if box.link_annotation is not None and link is not None:
            _link_of(link).kids.append(Annotation(self.number, box.link_annotation))
        for child in box.children:
            self._pass_over(inner(child))

    def _place(self, box: Any, parent: Node) -> Node:
        """The tag for what the box holds; boxes of one element, wherever they are, have the same."""
        element, name = box.element, box.element_tag
        if element is None or not isinstance(name, str) or name.startswith("@") or name in ("html", "body"):
            if name == "html":
                self.voices = told(element)
            return parent
        place = (element.get(_JOINS, element), name)
        found = self.places.get(place)
        if found is None:
            found = self.places[place] = self._made(box, parent)
        return found

    def _made(self, box: Any, parent: Node) -> Node:
        element = box.element
        path = roles(element, box.element_tag)
        if not path:
            return parent
        kind = path[0]
        node = _line_of_contents(parent, int(element.get("data-level", 1))) if kind == "TOCI" else parent
        if kind == "Lbl" and parent.role in ("LBody", "Reference"):
            node, path = _label(parent), path[1:]
        for role in path:
            node = node.add(role, element)
        if "::" not in box.element_tag:
            self._speak(node, box.style["lang"])
        if node.role == "Formula" and (said := element.get("data-alt")):
            node.entries["Alt"] = _text(said)
        elif node.role == "L":
            style = str(box.style["list_style_type"])
            number = "/None" if style == "none" else _NUMBERING[element.tag]
            node.entries["A"] = _dictionary({"O": "/List", "ListNumbering": number})
        elif node.role == "Reference" and "::" in box.element_tag:
            self._announce(element, node, box.style["lang"])
        return node

    def _speak(self, node: Node, part: str | None) -> None:
        """Say the language of a text where it is another than around it; `part` is that of its part of the report."""
        first = next(iter(self.voices))
        tongues = self.voices.get(part, self.voices[first])
        own = tongues.own
        lang = tongues.of("".join(node.element.itertext())) if node.role in SPOKEN else ""
        lang = lang or (own if own != first else "")
        around = node.parent
        while around is not None and "Lang" not in around.entries:
            around = around.parent
        if lang and (around is None or around.entries["Lang"].string != lang):
            node.entries["Lang"] = _text(lang)

    def _announce(self, element: Any, call: Node, lang: str | None) -> None:
        """A footnote is tagged where it is called."""
        host = call.parent
        while host is not None and host.role in PASSED:
            host = host.parent
        self.notes += 1
        self.note = self.places[element, element.tag] = (host or self.root).add("Note", element)
        self.note.entries["ID"] = _text(f"note-{self.notes}")
        self._speak(self.note, lang)

    def _picture(self, box: Any) -> dict[str, Any]:
        """What is said of a picture, and where it stands on its page, pt from the lower left."""
        import pydyf

        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, self.height - top - box.height, left + box.width, self.height - top)
        place = pydyf.Array(round(corner * _POINTS, 3) for corner in corners)
        entries = {"A": pydyf.Dictionary({"O": "/Layout", "BBox": place})}
        said = box.element.get("alt")
        return entries | ({"Alt": pydyf.String(said)} if said else {})


def _label(body: Node) -> Node:
    """A label stands before the body that it belongs to."""
    item = body.parent
    assert item is not None
    node = Node("Lbl", item)
    item.kids.insert(item.kids.index(body), node)
    return node


def _line_of_contents(parent: Node, level: int) -> Node:
    """The list that the next line of the contents belongs to: one inside the last line of the level above."""
    for _ in range(level - 1):
        contents = _last(parent, "TOC")
        item = _last(contents, "TOCI") if contents is not None else None
        if item is None:
            break
        parent = item
    return _last(parent, "TOC") or parent.add("TOC")


def _last(node: Node, role: str) -> Node | None:
    last = node.kids[-1] if node.kids else None
    return last if isinstance(last, Node) and last.role == role else None


def _link_of(node: Node) -> Node:
    """The link that a clickable area belongs to: boxes inside a link have areas of their own."""
    found: Node | None = node
    while found is not None and found.role != "Link":
        found = found.parent
    return found or node.add("Link", node.element)


def is_shown(node: Node) -> bool:
    """Whether there is anything in it, or it must stand for the order of a table."""
    return node.role in FILLED or any(not isinstance(kid, Node) or is_shown(kid) for kid in node.kids)


def _text(text: str) -> Any:
    import pydyf

    return pydyf.String(text)


def _dictionary(entries: dict[str, Any]) -> Any:
    import pydyf

    return pydyf.Dictionary(entries)
