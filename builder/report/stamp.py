"""The mark of a draft, on the ground of every page: large and faint across it, small and clear at its head.

Grounds of pages are artifacts (ISO 32000-1, 14.8.2.2): nobody who listens hears the word on every page, and the title
of the file says it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from builder.report.cover import mixed
from builder.report.pages import drawn
from builder.report.press import Press

_SHARE: Final = 0.62
"""Of the page's diagonal, that the word reaches along."""
_LARGEST: Final = 0.25
"""Height of its letters, as a share of the page's shorter side."""
_FAINT: Final = 0.94
_FAINT_ON_INK: Final = 0.1
"""Shares of paper in the colour of the large word."""
_HEAD: Final = 8.5
"""Base line of the small word, mm from the upper edge; higher where the running head begins higher."""


@dataclass(frozen=True, slots=True)
class Stamps:
    """Addresses of the drawings for upright pages, pages on their side, and pages whose ground is ink."""

    upright: str
    aside: str
    inked: str


def stamps(press: Press) -> Stamps:
    page, colours = press.theme.report, press.theme.colours
    width, height = page.width, page.height
    faint = mixed(colours.ink, colours.paper, _FAINT)
    on_ink = mixed(colours.ink, colours.paper, _FAINT_ON_INK)
    return Stamps(
        _stamp("upright", width, height, faint, colours.accent, press),
        _stamp("aside", height, width, faint, colours.accent, press),
        _stamp("inked", width, height, on_ink, colours.paper, press),
    )


def _stamp(name: str, width: float, height: float, faint: str, strong: str, press: Press) -> str:
    word = press.locale.words.draft
    wide = press.ruler.width(word, 1.0)
    size = min(math.hypot(width, height) * _SHARE / wide, min(width, height) * _LARGEST)
    content = drawn(
        "draft.svg.j2",
        width=width,
        height=height,
        angle=-round(math.degrees(math.atan2(height, width)), 2),
        word=word,
        size=round(size, 2),
        head=min(_HEAD, press.theme.report.margin_top / 3),
        family=", ".join(press.locale.type.heading),
        faint=faint,
        strong=strong,
    )
    return press.shelf.put(f"draft/{name}", content, "image/svg+xml")
