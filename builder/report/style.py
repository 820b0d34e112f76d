"""The style sheet of one document: theme and locale as values, fonts cut to its characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from builder.model import House
from builder.report import pages
from builder.report.cover import BLEED, mixed
from builder.report.fonts import faces, families, subset
from builder.report.inlines import address
from builder.report.measures import MM
from builder.report.press import Press
from builder.report.resources import Resource
from builder.report.stamp import Stamps

_WESTERN_BODY: Final = "Source Serif 4"
_WESTERN_HEADING: Final = "Source Sans 3"
"""Faces whose quotation marks and dashes are as wide as Latin text wants them."""

_GUTTER: Final = 4.0
"""By how much pages that are bound move away from the spine, mm."""


@dataclass(frozen=True, slots=True)
class FontFace:
    family: str
    weight: int
    style: str
    src: str


def sheet(
    press: Press, html: str, ground: str, stamps: Stamps | None, house: House, beside: str = "", faced: bool = True
) -> str:
    """The CSS, that of the house behind ours; puts what it names on the shelf. `html` is read for its characters;
    drafts have `stamps`; `beside` is what another language beside this one adds.
    `faced`: it brings the fonts."""
    added = _added(house, press)
    text = _characters(html + added, press)
    return pages.css(
        "report.css.j2",
        **values(press),
        faces=tuple(_font_faces(press, text)) if faced else (),
        over=BLEED if press.theme.bound else 0,
        gutter=_GUTTER,
        mm=MM,
        ground=ground,
        stamps=stamps,
        beside=beside,
        added=added,
    )


def beside(first: Press, second: Press) -> str:
    """What the style sheet of the first of two languages lacks for the second, and for both side by side."""
    gap = second.measures.full - first.measures.text - second.measures.text
    own = values(second) | {"within": "& ", "root": "&", "first": first.measures, "gap": gap}
    return pages.css("parallel.css.j2", **own)


def facing(press: Press, other: Press, side: str, steps: tuple[str, ...]) -> str:
    """What the style sheet of a language lacks that stands on all left or right pages; sections with the ids `steps`
    begin on new ones."""
    own = {"within": "& ", "root": "&", "base": values(press), "steps": steps, "side": side, "gutter": _GUTTER}
    off = "left" if side == "right" else "right"
    return pages.css("facing.css.j2", **values(other) | own, off=off, outline=side == "left")


def values(press: Press) -> dict[str, object]:
    """What the style sheet of a language's text is made with."""
    kind, own, colours = press.locale.type, families(press.theme.fonts), press.theme.colours
    return {
        "body": _stack(kind.body, own),
        "heading": _stack(kind.heading, own),
        "mono": _stack(kind.mono, own),
        "western": _stack((_WESTERN_BODY, *kind.body), own),
        "western_heading": _stack((_WESTERN_HEADING, *kind.heading), own),
        "colours": colours,
        "muted": mixed(colours.ink, colours.paper, 0.38),
        "faint": mixed(colours.ink, colours.paper, 0.72),
        "sizes": press.theme.sizes,
        "page": press.theme.report,
        "type": kind,
        "measures": press.measures,
        "bound": press.theme.bound,
        "line": kind.body_size * kind.leading,
    }


def _added(house: House, press: Press) -> str:
    """The style sheet of the house, its pictures by their addresses."""
    css = house.css
    for key in house.files:
        css = css.replace(f'"{key}"', f'"{address(press.assets[key], press)}"')
    return css


def _stack(preferred: Iterable[str], own: tuple[str, ...]) -> str:
    """The families in order, then every other of ours, so that no character is looked for elsewhere."""
    first = tuple(dict.fromkeys(preferred))
    return ", ".join(f'"{family}"' for family in (*first, *(one for one in own if one not in first)))


def _font_faces(press: Press, text: frozenset[str]) -> Iterator[FontFace]:
    for face in faces(press.theme.fonts):
        content = subset(face, text)
        src = press.shelf.put(f"font/{face.postscript}", content, "font/ttf")
        yield FontFace(face.family, 700 if face.bold else 400, "italic" if face.italic else "normal", src)


def _characters(html: str, press: Press) -> frozenset[str]:
    """Every character that can come out of the page, its drawings and the words that CSS prints."""
    drawings = (_words(item) for item in press.shelf.items.values() if item.media == "image/svg+xml")
    return frozenset(unescape(html)).union(press.locale.words.continued, *drawings)


def _words(drawing: Resource) -> str:
    """Its source, tags and all: an author's drawing may be no good XML."""
    return unescape(drawing.content.decode("utf-8", "replace"))
