"""What every slide has around its content: footer and slide number, and notes."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.text.text import TextFrame

from builder.deck.layouts import SLIDE_NUMBER
from builder.deck.prose import printed
from builder.deck.runs import Writing
from builder.deck.slides import Head
from builder.deck.slots import FOOTER, NUMBER
from builder.locales.locale import Locale
from builder.model import Text


def add_footers(slide: Slide, footer: str, locale: Locale) -> None:
    """Footer and slide number, which a new slide does not take from its layout by itself."""
    tree = slide.shapes._spTree
    for shape in list(slide.slide_layout.placeholders):
        index = shape.placeholder_format.idx
        if index not in (FOOTER, NUMBER) or (index == FOOTER and not footer):
            continue
        first = max(int(found) for found in tree.xpath(".//p:cNvPr/@id")) + 1
        tree.append(parse_xml(_footer(first, index, shape.name, footer, locale.tag)))


def _footer(number: int, index: int, name: str, footer: str, tag: str) -> str:
    kind = "ftr" if index == FOOTER else "sldNum"
    run = (
        f'<a:r><a:rPr lang="{tag}"/><a:t>{escape(footer)}</a:t></a:r>'
        if index == FOOTER
        else f'<a:fld id="{SLIDE_NUMBER}" type="slidenum"><a:rPr lang="{tag}"/><a:t>‹#›</a:t></a:fld>'
    )
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr>'
        f"</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{run}"
        f'<a:endParaRPr lang="{tag}"/></a:p></p:txBody></p:sp>'
    )


def add_notes(slide: Slide, head: Head, locale: Locale) -> None:
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None, "the notes master of the template has a body"
    writing = Writing(locale)
    replace_text(frame, [writing.paragraph((Text(line),)) for line in head.notes or (printed(head.title),)])


def replace_text(frame: TextFrame, paragraphs: list[str]) -> None:
    body = frame._txBody
    for old in body.p_lst:
        body.remove(old)
    for paragraph in paragraphs:
        body.append(parse_xml(paragraph))
