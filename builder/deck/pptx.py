"""A planned deck as a PPTX: placeholders of the template filled, native charts, tables and processes, notes, links."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.opc.oxml import serialize_part_xml
from pptx.opc.package import OpcPackage
from pptx.opc.packuri import PACKAGE_URI, PackURI
from pptx.opc.serialized import _ContentTypesItem
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Pptx
from pptx.slide import SlideLayout

from builder.deck.basis import basis, recoloured
from builder.deck.fill import SlideWriter
from builder.deck.forms import Forms
from builder.deck.furniture import said
from builder.deck.identity import distinct, guid, slide_ids
from builder.deck.laid import layout_of
from builder.deck.package import CONTENT_TYPES, undated, zipped
from builder.deck.slides import Deck
from builder.deck.tongues import JOIN
from builder.deck.ways import ways
from builder.locales.locale import Locale
from builder.model import Asset
from builder.theme import Theme

_SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


def write(deck: Deck, theme: Theme, locale: Locale, assets: Mapping[str, Asset], second: Locale | None = None) -> bytes:
    """The deck as a PPTX package; the same deck gives the same bytes. `second` is the language of its second texts."""
    master = deck.master
    theme = master.dressed(theme)
    presentation = Presentation(io.BytesIO(basis(master, theme, locale, deck, second)))
    _number_parts(presentation)
    forms, names = Forms(presentation), distinct(slide.head.name for slide in deck.slides)
    ids = slide_ids(names)
    made = [forms.slide(*one) for one in zip(_layouts(presentation, deck), ids, names, strict=True)]
    tips = dict.fromkeys(one.words.agenda for one in (locale, second) if one)
    links = ways(deck, [blank.slide for blank in made], JOIN.join(tips))
    for planned, blank in zip(deck.slides, made, strict=True):
        alone = second if second and planned.head.lang == second.code else None
        SlideWriter(planned, blank, theme, alone or locale, assets, links, deck, second).write()
        forms.add_notes(blank.slide, said(planned.head, alone or locale, second))
    _add_sections(presentation, deck, ids)
    _set_properties(presentation, deck, locale)
    parts = undated(_parts(presentation.part.package))
    return zipped(recoloured(parts, master.roles) if master.roles else parts)


def _layouts(presentation: Pptx, deck: Deck) -> Iterator[SlideLayout]:
    """The layout of each slide: by its part in a company's template, in ours by name."""
    there = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    parts, names = {str(one.part.partname): one for one in there}, {one.name: one for one in there}
    for slide in deck.slides:
        home = deck.master.pages[layout_of(slide)].home
        yield parts[f"/{home.part}"] if home else names[layout_of(slide).value]


def _number_parts(presentation: Pptx) -> None:
    """New parts are counted by their kind. python-pptx looks for a free name by a walk through the whole package at
    every new part, which makes the time of a deck quadratic."""
    counts: Counter[str] = Counter()

    def next_partname(template: str) -> PackURI:
        if template not in counts:
            pattern = re.compile(re.escape(template).replace("%d", r"(\d+)"))
            there = (pattern.fullmatch(str(part.partname)) for part in presentation.part.package.iter_parts())
            counts[template] = max((int(found[1]) for found in there if found), default=0)
        counts[template] += 1
        return PackURI(template % counts[template])

    presentation.part.package.next_partname = next_partname  # type: ignore[method-assign,assignment]


def _add_sections(presentation: Pptx, deck: Deck, numbers: tuple[int, ...]) -> None:
    """Groups of the outline ([MS-PPTX] 2.4.2), named after the chapters."""
    groups, first = [], 0
    keys = distinct(section.key for section in deck.sections)
    for section, name in zip(deck.sections, keys, strict=True):
        ids = "".join(f'<p14:sldId id="{own}"/>' for own in numbers[first : first + section.count])
        first += section.count
        said = quoteattr(section.name)
        groups.append(f'<p14:section name={said} id="{guid(name)}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>')
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
    properties.title = f"{mark}{_in_both(deck, lambda one: one.title)}"[:255]
    properties.language = locale.tag
    properties.subject = _in_both(deck, lambda one: one.subject)[:255]
    if (day := deck.issued) is not None:
        month = day.month or (3 * day.quarter - 2 if day.quarter else 1)
        properties.created = properties.modified = datetime(day.year, month, day.day or 1, tzinfo=UTC)
    if deck.authors:
        properties.author = locale.words.list_join.join(deck.authors)[:255]


def _in_both(deck: Deck, text: Callable[[Deck], str]) -> str:
    return JOIN.join(dict.fromkeys(text(one) for one in (deck, deck.second) if one and text(one)))


def _parts(package: OpcPackage) -> dict[str, bytes]:
    """The parts of a package that python-pptx holds, with their relations and types, as it would save them."""
    held = tuple(package.iter_parts())
    parts = {CONTENT_TYPES: serialize_part_xml(_ContentTypesItem.xml_for(held))}
    parts[PACKAGE_URI.rels_uri.membername] = package._rels.xml
    for part in held:
        parts[part.partname.membername] = part.blob
        if part._rels:
            parts[part.partname.rels_uri.membername] = part.rels.xml
    return parts
