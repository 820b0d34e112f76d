"""What every slide has around its content: footer, date and slide number; speaker notes."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide

from builder.deck.layouts import SLIDE_NUMBER
from builder.deck.prose import printed
from builder.deck.runs import Look, Writing
from builder.deck.slides import Head
from builder.deck.slots import MUTED, Foot
from builder.locales.locale import Locale
from builder.model import Inlines, Text


def add_footers(
    slide: Slide,
    feet: tuple[Foot, ...],
    said: dict[str, Inlines],
    writing: Writing,
    link: str,
    faint: frozenset[int] = frozenset(),
) -> None:
    """Footer, date and slide number, which a new slide does not take from its layout by itself; `said` is their text by
    type, `link` the `a:hlinkClick` of the footer. Those with an index in `faint` would not be read in their colour."""
    tree = slide.shapes._spTree
    shown = [foot for foot in feet if foot.kind == "sldNum" or printed(said.get(foot.kind, ()))]
    first = max(int(str(one.get("id"))) for one in tree.iter(qn("p:cNvPr"))) + 1
    shapes = (
        _footer(
            number,
            foot,
            said.get(foot.kind, ()),
            writing,
            link if foot.kind == "ftr" else "",
            MUTED if foot.index in faint else "",
        )
        for number, foot in enumerate(shown, start=first)
    )
    tree.extend(list(parse_xml(f"<p:spTree {nsdecls('p', 'a', 'r')}>{''.join(shapes)}</p:spTree>")))


def _footer(number: int, foot: Foot, text: Inlines, writing: Writing, link: str, colour: str) -> str:
    tag = writing.locale.tag
    fill = f"<a:solidFill>{colour}</a:solidFill>" if colour else ""
    run = (
        f'<a:fld id="{SLIDE_NUMBER}" type="slidenum"><a:rPr lang="{tag}">{fill}</a:rPr><a:t>‹#›</a:t></a:fld>'
        if foot.kind == "sldNum"
        else writing.runs(text, Look(colour=colour))
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(foot.name)}>{link}</p:cNvPr><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{foot.kind}" sz="quarter" idx="{foot.index}"/></p:nvPr>'
        f"</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{run}"
        f'<a:endParaRPr lang="{tag}"/></a:p></p:txBody></p:sp>'
    )


def said(head: Head, locale: Locale, second: Locale | None = None) -> list[str]:
    """What the presenter says to a slide, as `a:p` elements; after an empty one in the second language."""
    writing = Writing(locale)
    notes = [writing.paragraph((Text(line),)) for line in head.notes or (printed(head.title),)]
    if second and head.others:
        notes += [Writing(second).paragraph((Text(line),)) for line in ("", *head.others)]
    return notes


def replace_paragraphs(body: Any, paragraphs: list[str]) -> None:
    """The text of a `p:txBody`, as `a:p` elements."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    body.extend(list(parse_xml(f"<p:txBody {nsdecls('p', 'a', 'r')}>{''.join(paragraphs)}</p:txBody>")))
