"""Templates of companies, made here: unlike each other in size, ground, language, names and types of layouts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Pptx
from pptx.util import Emu

CHINESE = {
    "Title Slide": "标题幻灯片",
    "Section Header": "节标题",
    "Title Only": "仅标题",
    "Title and Content": "标题和内容",
    "Two Content": "两栏内容",
    "Blank": "空白",
}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DARK = {
    "dk1": "10202B", "lt1": "FFFFFF", "dk2": "1D3A4A", "lt2": "E8EEF2", "accent1": "00C2A8", "accent2": "FFB000",
    "accent3": "FF7A5F", "accent4": "6CA8FF", "accent5": "C39BF0", "accent6": "9ACD32",
}  # fmt: skip
_WINE = {
    "dk1": "2B1B17", "lt1": "FFFDF8", "dk2": "5B1A2B", "lt2": "F3E9DC", "accent1": "8C1C35", "accent2": "C8963E",
    "accent3": "2F5D50", "accent4": "3B4A6B", "accent5": "8C1C35", "accent6": "FFFDF8",
}  # fmt: skip


def plain() -> bytes:
    """python-pptx's own: 4:3, white, all of Office's layouts, Calibri."""
    return _saved(Presentation())


def dark() -> bytes:
    """16:9, dark, a band and a logo on the master, half of the types missing, slides full of things to be dropped."""
    deck = Presentation()
    _widen(deck, 12192000)
    _theme(deck, _DARK, "Georgia", "Verdana", "")
    mapping = deck.slide_master._element.find(qn("p:clrMap"))
    for name, slot in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        mapping.set(name, slot)
    _keep(deck, {"Title Slide", "Title and Content", "Section Header", "Two Content", "Title Only", "Blank"})
    for layout in deck.slide_layouts:
        if layout.name in ("Title Only", "Title and Content"):
            del layout._element.attrib["type"]
    deck.slide_layouts.get_by_name("Two Content")._element.set("type", "cust")
    shapes = deck.slide_master.shapes
    deck.slide_master.placeholders[0].width = Emu(9900000)
    _shape(shapes._spTree, Emu(0), Emu(6720000), deck.slide_width, Emu(138000))
    _, rid = deck.slide_master.part.get_or_add_image_part(io.BytesIO(_picture((0, 194, 168))))
    _logo(shapes._spTree, rid, 11000000, 120000)
    _samples(deck)
    return _commented(_saved(deck))


def chinese() -> bytes:
    """4:3, layouts named in Chinese and without types, a second master's worth of narrow margins, own fonts."""
    deck = Presentation()
    _theme(deck, _WINE, "Garamond", "Garamond", "楷体")
    _keep(deck, set(CHINESE))
    for layout in deck.slide_layouts:
        layout._element.attrib.pop("type", None)
        layout._element.find(qn("p:cSld")).set("name", CHINESE[layout.name])
    _shape(deck.slide_master.shapes._spTree, Emu(0), Emu(0), Emu(140000), deck.slide_height)
    return _saved(deck)


def poor() -> bytes:
    """A title and nothing else: no layout for content, no footer, no body on the master."""
    deck = Presentation()
    _widen(deck, 12192000)
    _keep(deck, {"Title Only"})
    for owner in (deck.slide_master, deck.slide_layouts[0]):
        for shape in list(owner.placeholders):
            if shape.placeholder_format.type not in (1, 3):
                shape._element.getparent().remove(shape._element)
    return _saved(deck)


def hopeless() -> bytes:
    """A cover and a blank page."""
    deck = Presentation()
    _keep(deck, {"Title Slide", "Blank"})
    return _saved(deck)


BRANDS: dict[str, Callable[[], bytes]] = {
    "plain": cache(plain),
    "dark": cache(dark),
    "chinese": cache(chinese),
    "poor": cache(poor),
}


def as_potx(package: bytes) -> bytes:
    return changed(package, "[Content_Types].xml", b"presentation.main+xml", b"template.main+xml")


def changed(package: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The package with something else in one part; the part is made where it is not there."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = parts.get(name, old).replace(old, new)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in parts.items():
            archive.writestr(one, content)
    return out.getvalue()


def _saved(deck: Pptx) -> bytes:
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _keep(deck: Pptx, names: set[str]) -> None:
    for layout in list(deck.slide_layouts):
        if layout.name not in names:
            deck.slide_layouts.remove(layout)


def _widen(deck: Pptx, width: int) -> None:
    factor = width / deck.slide_width
    deck.slide_width = Emu(width)
    for owner in (deck.slide_master, *deck.slide_layouts):
        for place in owner._element.iter(f"{_A}xfrm"):
            for one, name in ((place.find(f"{_A}off"), "x"), (place.find(f"{_A}ext"), "cx")):
                one.set(name, str(round(int(one.get(name)) * factor)))


def _theme(deck: Pptx, colours: dict[str, str], title: str, text: str, east_asian: str) -> None:
    part = next(r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    root = etree.fromstring(part.blob)
    scheme = root.find(f".//{_A}clrScheme")
    for name, value in colours.items():
        slot = scheme.find(f"{_A}{name}")
        slot[:] = [etree.Element(f"{_A}srgbClr", val=value)]
    for kind, face in (("major", title), ("minor", text)):
        fonts = root.find(f".//{_A}{kind}Font")
        fonts.find(f"{_A}latin").set("typeface", face)
        fonts.find(f"{_A}ea").set("typeface", east_asian)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _shape(tree: etree._Element, left: int, top: int, width: int, height: int) -> None:
    """A band in the first accent, behind the placeholders."""
    tree.insert(
        2,
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
            f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
            "</p:spPr></p:sp>"
        ),
    )


def _logo(tree: etree._Element, rid: str, left: int, top: int) -> None:
    tree.append(
        parse_xml(
            f'<p:pic {nsdecls("p", "a", "r")}><p:nvPicPr><p:cNvPr id="91" name="Logo" descr="Logo"/><p:cNvPicPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/>'
            f'</a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="900000" cy="450000"/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
    )


def _picture(colour: tuple[int, int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(out, "PNG")
    return out.getvalue()


def _samples(deck: Pptx) -> None:
    """Slides with a picture, a chart and notes; a show and a section of them; names of people."""
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "SAMPLE TITLE"
    first.notes_slide.notes_text_frame.text = "SAMPLE NOTES"
    second = deck.slides.add_slide(deck.slide_layouts.get_by_name("Title Only"))
    second.shapes.add_picture(io.BytesIO(_picture((200, 0, 0))), 0, 0)
    data = CategoryChartData()
    data.categories = ["a", "b"]
    data.add_series("SAMPLE SERIES", (1, 2))
    second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Emu(3000000), Emu(2000000), data)
    second.shapes.title.text_frame.text = "SAMPLE LINK"
    second.shapes.title.text_frame.paragraphs[0].runs[0].hyperlink.address = "https://sample.example/secret"
    deck.core_properties.author = "Sample Person"
    deck.core_properties.last_modified_by = "Sample Person"
    presentation = deck.part._element
    rid = presentation.sldIdLst[0].rId
    presentation.append(
        parse_xml(
            f'<p:custShowLst {nsdecls("p", "r")}><p:custShow name="SAMPLE SHOW" id="0"><p:sldLst>'
            f'<p:sld r:id="{rid}"/></p:sldLst></p:custShow></p:custShowLst>'
        )
    )


def _commented(package: bytes) -> bytes:
    """With a list of those who comment, and properties of the company's own."""
    parts = {
        "ppt/commentAuthors.xml": b'<p:cmAuthorLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
        b'<p:cmAuthor id="0" name="Sample Person" initials="SP" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>',
    }
    rels = "ppt/_rels/presentation.xml.rels"
    link = (
        b'<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'commentAuthors" Target="commentAuthors.xml"/></Relationships>'
    )
    package = changed(package, rels, b"</Relationships>", link)
    types = (
        b'<Override PartName="/ppt/commentAuthors.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'presentationml.commentAuthors+xml"/></Types>'
    )
    package = changed(package, "[Content_Types].xml", b"</Types>", types)
    for name, content in parts.items():
        package = changed(package, name, content, content)
    return package


def renamed(package: bytes, pattern: str) -> bytes:
    """With names of layouts that say nothing."""
    deck = Presentation(io.BytesIO(package))
    for number, layout in enumerate(deck.slide_layouts, 1):
        layout._element.find(qn("p:cSld")).set("name", pattern.format(number))
    return _saved(deck)
