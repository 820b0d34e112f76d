"""The elements that are open while a tree grows, and what ends them."""

from __future__ import annotations

from builder.importer.reading.log import Log
from builder.importer.reading.names import words
from builder.importer.reading.node import BLOCK, Node

MAX_DEPTH = 40
"""Elements inside each other; what lies deeper stands in the one around it, without markup."""
SCOPES = frozenset(("td", "th", "caption", "table", "x-root", "x-footnote"))
_CLOSES = {
    "li": ({"li"}, {"ul", "ol", "menu"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr"}, {"table"}),
    "thead": ({"thead", "tbody", "tfoot", "caption"}, {"table"}),
    "tbody": ({"thead", "tbody", "tfoot", "caption"}, {"table"}),
    "tfoot": ({"thead", "tbody", "tfoot", "caption"}, {"table"}),
    "option": ({"option"}, {"select"}),
}
"""Start tags that end an element before them, up to the element around both (HTML, §13.1.2.4)."""


class Stack:
    def __init__(self, log: Log) -> None:
        self.log = log
        self.root = Node("x-root", open=True)
        self._stack = [self.root]
        self._firm: list[Node | None] = []

    @property
    def depth(self) -> int:
        return len(self._stack)

    @property
    def top(self) -> Node:
        return self._stack[-1]

    def text(self, text: str) -> None:
        if text:
            self._stack[-1].children.append(text)

    def add(self, node: Node) -> None:
        """An element that holds no others."""
        self._make_room(node)
        self._stack[-1].children.append(node)

    def open(self, node: Node, firm: bool = False) -> None:
        """`firm` elements end where Markdown ends them, at `close_firm`."""
        self._make_room(node, firm)
        if len(self._stack) > MAX_DEPTH:
            self.log.once(node.line, f"what is nested more than {MAX_DEPTH} deep was read without its markup")
            self.text(" " if is_block(node) else "")
            if firm:
                self._firm.append(None)
            return
        node.open = True
        self._stack[-1].children.append(node)
        self._stack.append(node)
        if firm:
            self._firm.append(node)

    def close_firm(self) -> None:
        node = self._firm.pop()
        if node is not None:
            self._pop(node)

    def _pop(self, node: Node) -> None:
        """End an element and all that is open in it; nothing where it is ended already."""
        while node.open:
            self._stack.pop().open = False

    def _make_room(self, node: Node, firm: bool = False) -> None:
        """End what cannot hold the element: a paragraph no block, a list's item no item."""
        if not is_block(node):
            return
        if firm:
            while len(self._stack) > 1 and self.top.loose and not is_block(self.top):
                self._pop(self.top)
        ends, around = _CLOSES.get(node.tag, (frozenset(), frozenset()))
        for open_node in reversed(self._stack[1:]):
            if open_node.tag == "p" or open_node.tag in ends:
                self._pop(open_node)
                if open_node.tag in ends and node.tag not in ("tr", "thead", "tbody", "tfoot"):
                    break
            elif open_node.tag in around or (open_node.tag in SCOPES and not ends):
                break


def is_block(node: Node) -> bool:
    """Whether an element stands apart from the text around it."""
    return node.tag in BLOCK or (node.tag.startswith("x-") and node.get("#inline") != "yes" and node.tag not in _LINE)


_LINE = frozenset(
    words("""
    x-codespan x-footnote-ref x-math x-span x-comment x-anchor
    """)
)
