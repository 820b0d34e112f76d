"""Decks of one thing each, for the tests of native charts and processes."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.slide import Slide

from builder.deck.package import parts_of, undated, zipped
from builder.deck.template import template
from builder.locales.locale import Locale
from builder.theme import Theme

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
EMU = 12_700


def deck(theme: Theme, locale: Locale, layout: str, fill: Callable[[Slide], None]) -> bytes:
    """A deck of one slide. What stays empty is deleted."""
    presentation = Presentation(io.BytesIO(template(theme, locale)))
    page = next(one for one in presentation.slide_layouts if one.name == layout)
    slide = presentation.slides.add_slide(page)
    slide.shapes.title.text = "Title"
    fill(slide)
    for place in list(slide.placeholders):
        if place.has_text_frame and not place.text_frame.text:
            place._element.getparent().remove(place._element)
    out = io.BytesIO()
    presentation.save(out)
    return zipped(undated(parts_of(out.getvalue())))


def errors(content: bytes, folder: Path) -> list[str]:
    """What the schemas have against the deck."""
    path = folder / "deck.pptx"
    path.write_bytes(content)
    return [str(error) for error in validate_pptx(str(path)).errors]


def slide_of(content: bytes) -> Slide:
    return Presentation(io.BytesIO(content)).slides[0]


def texts(element: etree._Element) -> list[str]:
    return ["".join(t.text or "" for t in p.iter(f"{A}t")) for p in element.iter(f"{A}p")]
