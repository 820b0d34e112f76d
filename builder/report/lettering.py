"""Text of drawings set as a whole, which WeasyPrint 70 sets letter by letter, without kerning and slowly.

`svg.text.text` asks the text for its letters; where it has one position, it is given as one letter. Text that is
centred, or ends at its position, is a transparency group; viewers draw such groups as pictures of their own, which cut
the edges of letters, so it is made a plain form. Upstream: WeasyPrint #2249 and its pull request #2754 (text is set
letter by letter), #2136 (letters cut in centred text)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

_BY_LETTER: Final = ("letter-spacing", "textLength", "rotate", "dx", "dy")
"""Attributes that ask for letters of their own."""


_SHIFTED: Final = ("middle", "end")


class _Whole(str):
    """A text that is its only letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        return iter((str(self),))


class _Node:
    """A node of a drawing with such a text; what is set on it, is set on the node."""

    def __init__(self, node: Any) -> None:
        vars(self)["node"] = node

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.node, name)
        return _Whole(value) if name == "text" else value

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.node, name, value)


@cache
def install() -> None:
    """Replace the function in the table of the drawing engine."""
    from weasyprint import svg

    plain = svg.TAGS["text"]

    def text(drawing: Any, node: Any, font_size: float) -> None:
        if node.get("text-anchor") in _SHIFTED:
            drawing.stream.extra.pop("Group", None)
        whole = node.text and not any(node.get(name) for name in _BY_LETTER) and _one_place(node)
        plain(drawing, _Node(node) if whole else node, font_size)

    svg.text = text
    svg.TAGS.update({tag: text for tag, function in svg.TAGS.items() if function is plain})


def _one_place(node: Any) -> bool:
    return all(len((node.get(name) or "").replace(",", " ").split()) <= 1 for name in ("x", "y"))
