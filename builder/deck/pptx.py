"""A planned deck as a PPTX: placeholders of the template filled, native charts, tables and processes, notes, links."""

from __future__ import annotations

import io
import uuid
from collections import Counter
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Pptx
from pptx.slide import Slide

from builder.deck.fill import SlideWriter
from builder.deck.package import reproducible
from builder.deck.slides import (
    Deck,
    layout_of,
)
from builder.deck.template import template
from builder.locales.locale import Locale
from builder.model import Asset
from builder.theme import Theme

_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_SPACE: Final = uuid.UUID("6f3b3c7e-6a55-5f0e-9d0b-6d3f7f0a2b11")


def write(deck: Deck, theme: Theme, locale: Locale, assets: Mapping[str, Asset]) -> bytes:
    """The deck as a PPTX package; the same deck gives the same bytes."""
    presentation = Presentation(io.BytesIO(template(theme, locale, deck.draft)))
    _number_parts(presentation)
    layouts = {layout.name: layout for layout in presentation.slide_layouts}
    made = [presentation.slides.add_slide(layouts[layout_of(slide).value]) for slide in deck.slides]
    targets = _targets(deck, made)
    for planned, slide in zip(deck.slides, made, strict=True):
        SlideWriter(planned, slide, theme, locale, assets, targets, deck.footer).write()
    _add_sections(presentation, deck)
    _set_properties(presentation, deck, locale)
    out = io.BytesIO()
    presentation.save(out)
    return reproducible(out.getvalue())


def _number_parts(presentation: Pptx) -> None:
    """New parts are counted by their kind. python-pptx looks for a free name by a walk through the whole package at
    every new part, which makes the time of a deck quadratic."""
    counts: Counter[str] = Counter()

    def next_partname(template: str) -> PackURI:
        counts[template] += 1
        return PackURI(template % counts[template])

    presentation.part.package.next_partname = next_partname  # type: ignore[method-assign,assignment]


def _targets(deck: Deck, made: list[Slide]) -> dict[str, Slide]:
    """The slide that each id leads to: the first that has it."""
    targets: dict[str, Slide] = {}
    for planned, slide in zip(deck.slides, made, strict=True):
        for anchor in planned.head.anchors:
            targets.setdefault(anchor, slide)
    return targets


def _add_sections(presentation: Pptx, deck: Deck) -> None:
    """Groups of the outline ([MS-PPTX] 2.4.2), named after the chapters."""
    groups, first = [], 0
    numbers = [entry.id for entry in presentation.slides._sldIdLst]
    for number, section in enumerate(deck.sections):
        ids = "".join(f'<p14:sldId id="{own}"/>' for own in numbers[first : first + section.count])
        first += section.count
        key = "{" + str(uuid.uuid5(_SPACE, f"{number} {section.name}")).upper() + "}"
        name = quoteattr(section.name)
        groups.append(f'<p14:section name={name} id="{key}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>')
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    presentation.part._element.append(
        parse_xml(
            f'<p:extLst {nsdecls("p")}><p:ext uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{space}">'
            f"{''.join(groups)}</p14:sectionLst></p:ext></p:extLst>"
        )
    )


def _set_properties(presentation: Pptx, deck: Deck, locale: Locale) -> None:
    properties = presentation.core_properties
    mark = f"{locale.words.draft}{locale.words.colon}" if deck.draft else ""
    properties.title = f"{mark}{deck.title}"[:255]
    properties.language = locale.tag
    if deck.authors:
        properties.author = locale.words.list_join.join(deck.authors)[:255]
