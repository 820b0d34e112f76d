"""Which tag an element of our pages has (ISO 32000-1, 14.8.4): what HTML says, or its attribute `data-tag`."""

from __future__ import annotations

from typing import Any, Final

_ROLES: Final = {
    "main": "Part",
    "section": "Sect",
    "p": "P",
    "blockquote": "BlockQuote",
    "pre": "P/Code",
    "ul": "L",
    "ol": "L",
    "li": "LI/LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
    "caption": "Caption",
    "figcaption": "Caption",
    "figure": "Div",
    "a": "Link",
    "code": "Code",
    "em": "Span",
    "strong": "Span",
    "s": "Span",
    "sub": "Span",
    "sup": "Span",
} | {f"h{level}": f"H{level}" for level in range(1, 7)}
"""Tags inside each other with a slash between them. What lacks here has no tag, and its content that of its parent."""

_PSEUDO: Final = {"marker": "Lbl", "footnote-marker": "Lbl", "footnote-call": "Reference"}

PASSED: Final = frozenset(("H1", "H2", "H3", "H4", "H5", "H6", "Span", "Link", "Reference", "Code"))
"""A footnote does not stand inside these, but behind them."""

SPOKEN: Final = frozenset(("P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "TD", "TH", "Link", "Span"))
"""Texts that may be in another language."""

FILLED: Final = frozenset(("TD", "TH"))
"""Tags that stand even where they are empty."""


def roles(element: Any, name: str) -> tuple[str, ...]:
    """The tags of an element, or of its pseudo-element where `name` says so, from the outside in."""
    tag, _, pseudo = name.partition("::")
    if pseudo:
        return (_PSEUDO[pseudo],) if pseudo in _PSEUDO else ()
    return tuple(filter(None, element.get("data-tag", _ROLES.get(tag, "")).split("/")))
