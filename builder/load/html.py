"""The basics of HTML that Markdown files carry."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from markdown_it.tree import SyntaxTreeNode

HTML_WRAPPERS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "s": "strike",
    "del": "strike",
    "strike": "strike",
    "sup": "sup",
    "sub": "sub",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "dfn": "em",
    "var": "em",
    "a": "link",
    "u": "",
    "ins": "",
    "mark": "",
    "small": "",
    "span": "",
    "p": "",
    "div": "",
    "center": "",
    "font": "",
    "big": "",
    "abbr": "",
    "picture": "",
}
"""Elements that wrap text, and what they become; "" keeps the text as it is."""

BLOCKS = frozenset(("p", "div", "center", "hr"))
SEPARATE = frozenset(
    tag
    for line in (
        "address article aside blockquote caption dd details dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header",
        "li main nav ol option pre section summary table tbody td tfoot th thead tr ul video",
    )
    for tag in line.split()
)
"""Elements that are not understood, whose text stands apart from what is around it."""
INNER = frozenset(
    tag
    for line in (
        "caption col colgroup dd dt figcaption li option",
        "source summary tbody td tfoot th thead tr track wbr",
    )
    for tag in line.split()
)
"""Elements that stand inside of others, and are told of with them; and one that may break a word."""
HIDDEN = frozenset(("script", "style", "template", "title", "head", "noscript", "svg", "math"))
"""Elements whose content is no text."""
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")


def is_comment(node: SyntaxTreeNode) -> bool:
    """Whether a block says nothing to the reader."""
    return node.type == "html_block" and not re.sub(r"<!--.*?-->", "", node.content, flags=re.DOTALL).strip()


def tag_name(markup: str) -> str:
    match = _TAG.match(markup)
    return match[1].lower() if match else ""


def attribute(markup: str, name: str) -> str:
    """An attribute of a start tag, unescaped, or ""."""
    found: dict[str, str] = {}

    class _Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update({key: value or "" for key, value in attrs})

    parser = _Parser()
    parser.feed(markup)
    parser.close()
    return found.get(name, "")


def pieces(markup: str) -> list[tuple[str, int]]:
    """A block of HTML as tags, comments and text between them, each with its line in the block (0-based)."""
    parts: list[tuple[str, int]] = []
    line = 0
    for part in re.split(r"(<!--.*?-->|</?[A-Za-z][^<>]*>)", markup, flags=re.DOTALL):
        if part:
            parts.append((part, line))
            line += part.count("\n")
    return parts


def text_of(part: str) -> str:
    return unescape(re.sub(r"\s+", " ", part))
