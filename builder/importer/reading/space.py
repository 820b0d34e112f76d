"""The words of elements, and the white space around them."""

from __future__ import annotations

from urllib.parse import urlsplit

from builder.importer.reading.names import words
from builder.importer.reading.node import Node
from builder.model import Break, Inlines, Text

HIDDEN = frozenset(
    words("""
    script style template noscript head title meta link base param col colgroup track source area map xmp noembed
    noframes
    """)
)


def host_of(address: str) -> str:
    try:
        return urlsplit(address).netloc or address
    except ValueError:
        return address


def words_of(node: Node) -> str:
    """The text below; a break is the end of a line."""
    if node.tag == "br":
        return "\n"
    if node.tag in ("x-comment", *HIDDEN) and not node.children:
        return ""
    return node.text + "".join(child if isinstance(child, str) else words_of(child) for child in node.children)


def trimmed(inlines: Inlines) -> Inlines:
    """Without white space at the ends and around breaks, and without breaks at the ends."""
    items = list(inlines)
    blank = " \t\n\r"
    for number, item in enumerate(items):
        if isinstance(item, Text) and item.text != "\n":
            text = item.text
            if number == 0 or isinstance(items[number - 1], Break):
                text = text.lstrip(blank)
            if number == len(items) - 1 or isinstance(items[number + 1], Break):
                text = text.rstrip(blank)
            items[number] = Text(text)
    items = [item for item in items if item != Text("")]
    while items and (isinstance(items[0], Break) or (isinstance(items[0], Text) and not items[0].text.strip(blank))):
        items.pop(0)
    while items and (isinstance(items[-1], Break) or (isinstance(items[-1], Text) and not items[-1].text.strip(blank))):
        items.pop()
    if items and isinstance(items[0], Text):
        items[0] = Text(items[0].text.lstrip(blank))
    if items and isinstance(items[-1], Text):
        items[-1] = Text(items[-1].text.rstrip(blank))
    return tuple(items)
