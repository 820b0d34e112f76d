"""A deck with one fault a slide, and the shape that has it."""

from __future__ import annotations

import io
from collections.abc import Callable

from deck_samples import picture, theme
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.slide import Slide
from pptx.util import Pt

from builder.deck.template import template
from builder.locales import load_locale
from builder.verify import Kind

LINES = ["Every slide of this deck has one fault and no other, so that each finding is seen to fire on its own."] * 8
Maker = Callable[[Slide], None]


def sound(slide: Slide) -> None:
    """A title and enough text, all of it tagged."""
    slide.shapes.title.text = "A title that says it"
    body = slide.placeholders[1].text_frame
    body.text = LINES[0]
    for line in LINES[1:]:
        body.add_paragraph().text = line
    tag(slide)


def tag(slide: Slide) -> None:
    for run in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"):
        run.get_or_add_rPr().set("lang", "en-US")


def body_of(slide: Slide):  # type: ignore[no-untyped-def]
    return slide.placeholders[1]


def shape_with(slide: Slide, text: str, left: float, top: float, width: float, height: float, size: float = 16) -> None:
    shape = slide.shapes.add_shape(1, Pt(left), Pt(top), Pt(width), Pt(height))
    shape.name = "Wrong"
    shape.fill.solid()
    shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    frame = shape.text_frame
    frame.text, frame.word_wrap = text, True
    run = frame.paragraphs[0].runs[0].font
    run.size, run.color.theme_color = Pt(size), MSO_THEME_COLOR.TEXT_1
    tag(slide)


def out_of_box(slide: Slide) -> None:
    shape_with(slide, LINES[0][:50], 700, 430, 120, 30)


def off_slide(slide: Slide) -> None:
    shape_with(slide, "Beyond the edge", 880, 400, 160, 40)


def lost_text(slide: Slide) -> None:
    """Text that is there and not shown: LibreOffice leaves hidden shapes out."""
    shape_with(slide, "Nobody sees this", 700, 400, 200, 40)
    slide.shapes[-1]._element.xpath(".//p:cNvPr")[0].set("hidden", "1")


def overlap_text(slide: Slide) -> None:
    shape_with(slide, "Text on text, that is", 60, 120, 300, 40)
    slide.shapes[-1].fill.background()


def overlap_picture(slide: Slide) -> None:
    shown = slide.shapes.add_picture(io.BytesIO(picture().content), Pt(600), Pt(130), Pt(200), Pt(60))
    shown._element.nvPicPr.cNvPr.set("descr", "A picture on the text")


def small_text(slide: Slide) -> None:
    shape_with(slide, "Too small to be read", 700, 400, 200, 40, 9)


def contrast(slide: Slide) -> None:
    shape_with(slide, "Grey on white", 700, 400, 200, 40)
    slide.shapes[-1].text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0x99, 0x99, 0x99)


def half_empty(slide: Slide) -> None:
    body_of(slide).text = LINES[0]
    tag(slide)


def no_title(slide: Slide) -> None:
    title = slide.shapes.title._element
    title.getparent().remove(title)


def no_alt_text(slide: Slide) -> None:
    slide.shapes.add_picture(io.BytesIO(picture().content), Pt(700), Pt(420), Pt(60), Pt(40))
    slide.shapes[-1].name = "Wrong"
    slide.shapes[-1]._element.nvPicPr.cNvPr.attrib.pop("descr", None)


def no_language(slide: Slide) -> None:
    body_of(slide).text_frame.paragraphs[0].runs[0]._r.rPr.attrib.pop("lang")


def text_box(slide: Slide) -> None:
    slide.shapes.add_textbox(Pt(700), Pt(420), Pt(200), Pt(40)).text_frame.text = "In a box of its own"
    slide.shapes[-1].name = "Wrong"
    slide.shapes[-1].text_frame.paragraphs[0].runs[0].font.size = Pt(14)
    tag(slide)


def shrunk(slide: Slide) -> None:
    body_of(slide).text_frame._txBody.bodyPr.get_or_change_to_normAutofit()


def same_id(slide: Slide) -> None:
    shape_with(slide, "One of two", 700, 400, 200, 40)
    slide.shapes[-1]._element.xpath(".//p:cNvPr")[0].set("id", str(body_of(slide).shape_id))


def charted(slide: Slide, names: list[str], size: float) -> None:
    data = CategoryChartData()
    data.categories = names
    data.add_series("Series", [1000.5 + n for n in range(len(names))])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, Pt(44), Pt(124), Pt(872), Pt(250), data)
    frame.name = "Wrong"
    frame._element.xpath(".//p:cNvPr")[0].set("descr", "A chart")
    frame.chart.font.size = Pt(size)
    frame.chart.has_legend = frame.chart.has_title = False
    body = body_of(slide)
    body.left, body.top, body.width, body.height = Pt(44), Pt(400), Pt(872), Pt(66)
    body.text_frame.text = LINES[0]
    tag(slide)


def chart_overlap(slide: Slide) -> None:
    charted(slide, [str(n) for n in range(60)], 12)
    labels = slide.shapes[-1].chart.plots[0]
    labels.has_data_labels = True
    labels.data_labels.position = XL_LABEL_POSITION.ABOVE
    labels.data_labels.font.size = Pt(12)
    labels.data_labels.number_format, labels.data_labels.number_format_is_linked = "0.00", False


def chart_cut(slide: Slide) -> None:
    charted(slide, ["A", "B", "C"], 12)
    chart = slide.shapes[-1].chart
    chart.has_title, chart.chart_title.text_frame.text = True, "A heading that stands half beside its chart"
    place = '<c:layout %s><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.8"/><c:y val="0.02"/>'
    layout = parse_xml((place + "</c:manualLayout></c:layout>") % nsdecls("c"))
    title = chart.chart_title._element
    for old in title.findall(layout.tag):
        title.remove(old)
    title.find(f"{{{layout.nsmap['c']}}}tx").addnext(layout)


def chart_small(slide: Slide) -> None:
    charted(slide, ["A", "B", "C"], 7)


FAULTS: tuple[tuple[Kind, Maker], ...] = (
    (Kind.OUT_OF_BOX, out_of_box),
    (Kind.OFF_SLIDE, off_slide),
    (Kind.LOST_TEXT, lost_text),
    (Kind.OVERLAP, overlap_text),
    (Kind.OVERLAP, overlap_picture),
    (Kind.SMALL_TEXT, small_text),
    (Kind.CONTRAST, contrast),
    (Kind.HALF_EMPTY, half_empty),
    (Kind.NO_TITLE, no_title),
    (Kind.NO_ALT_TEXT, no_alt_text),
    (Kind.NO_LANGUAGE, no_language),
    (Kind.TEXT_BOX, text_box),
    (Kind.SHRUNK, shrunk),
    (Kind.SAME_ID, same_id),
    (Kind.CHART_OVERLAP, chart_overlap),
    (Kind.CHART_CUT, chart_cut),
    (Kind.CHART_SMALL, chart_small),
)


def wrong_deck() -> bytes:
    """A slide for each of FAULTS, and a sound one at the end."""
    presentation = Presentation(io.BytesIO(template(theme(), load_locale("en"))))
    layout = next(one for one in presentation.slide_layouts if one.name == "Title and content")
    for make in (*(make for _, make in FAULTS), lambda slide: None):
        slide = presentation.slides.add_slide(layout)
        sound(slide)
        make(slide)
        for place in list(slide.placeholders):
            if place.has_text_frame and not place.text_frame.text:
                place._element.getparent().remove(place._element)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()
