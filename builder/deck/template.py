"""The template that every deck is made from, drawn from the theme: theme, master, layouts, masters of
notes and handouts, table style.

Nothing in it is a file of its own: change `theme.toml` or a locale's families and the template follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from builder.deck.frames import OWN, Frame
from builder.deck.layouts import (
    HANG,
    NAMESPACES,
    TITLE_PITCH,
    Tree,
    body_levels,
    defaults,
    emu,
    guides,
    layout_xml,
    level,
    master_tree,
)
from builder.deck.package import CONTENT_TYPES, zipped
from builder.deck.pages import PAGES
from builder.deck.palette import INK, MIST, RULE, scheme_colours
from builder.deck.slots import MUTED, Face, Kind, Layout, Page, Slot
from builder.locales.locale import Locale
from builder.measure import NO_LINE_END, NO_LINE_START, has_east_asian
from builder.theme import Theme

TABLE_STYLE: Final = "{7E1B0A52-3C64-4D0B-9B5D-1F2A30C4D5E6}"

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_A: Final = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
_PRESENTATION: Final = "application/vnd.openxmlformats-officedocument.presentationml."
_THEME_TYPE: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
_NOTES_WIDTH, _NOTES_HEIGHT = 540.0, 720.0
_MAP: Final = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


_GROUND: Final = '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'


def template(
    theme: Theme,
    locale: Locale,
    draft: bool = False,
    title: str = "",
    date: str = "",
    pages: Mapping[Layout, Page] = PAGES,
    breaking: Locale | None = None,
) -> bytes:
    """An empty presentation in the theme's look, as a PPTX package; that of a draft has its mark on every slide. Its
    handouts are headed with the title and the date; its lines break as in `breaking`, else as in its own language."""
    layouts = {
        f"ppt/slideLayouts/slideLayout{n}.xml": layout_xml(name, theme, locale, draft, pages)
        for n, name in enumerate(pages, 1)
    }
    parts = {
        "ppt/presentation.xml": _presentation(theme, locale, breaking or locale),
        "ppt/presProps.xml": f"<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": table_style(),
        "ppt/theme/theme1.xml": theme_part(theme, locale, "Builder"),
        "ppt/theme/theme2.xml": theme_part(theme, locale, "Builder notes"),
        "ppt/theme/theme3.xml": theme_part(theme, locale, "Builder handouts"),
        "ppt/slideMasters/slideMaster1.xml": _master(theme, locale, pages, draft),
        "ppt/notesMasters/notesMaster1.xml": notes_master(theme, locale),
        "ppt/handoutMasters/handoutMaster1.xml": handout_master(theme, locale, title, date),
        "docProps/core.xml": core(),
        "docProps/app.xml": app(),
        **layouts,
    }
    linked = parts | _relations(len(layouts))
    return zipped({name: (_XML + xml).encode() for name, xml in (linked | {CONTENT_TYPES: _types(parts)}).items()})


def theme_part(theme: Theme, locale: Locale, name: str) -> str:
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in scheme_colours(theme.colours)
    )
    faces = (
        f"<a:latin typeface={quoteattr(locale.type.deck_latin)}/>"
        f'<a:ea typeface={quoteattr(locale.type.deck_east_asian)}/><a:cs typeface=""/>'
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
        for width in (6350, 12700, 19050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:theme {_A} name="{name}"><a:themeElements><a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>'
        "</a:fontScheme>"
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _master(theme: Theme, locale: Locale, pages: Mapping[Layout, Page], draft: bool) -> str:
    ids = "".join(f'<p:sldLayoutId id="{2147483649 + n}" r:id="rId{n}"/>' for n in range(1, len(pages) + 1))
    title = level(1, defaults(theme.deck.title, INK, bold=True, major=True), pitch=TITLE_PITCH)
    other = "".join(
        f'<a:lvl{n}pPr marL="{emu(HANG) * (n - 1)}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="0">{defaults(theme.deck.body, INK)}</a:lvl{n}pPr>'
        for n in range(1, 6)
    )
    body = body_levels(theme, INK, True, theme.deck.body)
    styles = (
        f"<p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle>"
    )
    tree = master_tree(theme, locale, draft, pages)
    return (
        f'<p:sldMaster {NAMESPACES} preserve="1"><p:cSld>{_GROUND}{tree}</p:cSld>{_MAP}'
        f'<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:hf hdr="0"/><p:txStyles>{styles}</p:txStyles>'
        f"{guides()}</p:sldMaster>"
    )


def notes_master(theme: Theme, locale: Locale) -> str:
    tree = Tree(theme, locale)
    tree.image(Frame(54, 54, 432, 243))
    tree.slot(Slot(3, Kind.BODY, "Notes", Frame(54, 324, 432, 340), Face("label")), " ", "")
    styles = "".join(
        level(n, defaults(theme.deck.label_floor, INK), left=HANG * (n - 1), before=4) for n in range(1, 6)
    )
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{_GROUND}{tree.xml()}</p:cSld>{_MAP}"
        f"<p:notesStyle>{styles}</p:notesStyle></p:notesMaster>"
    )


def handout_master(theme: Theme, locale: Locale, title: str, date: str) -> str:
    """Pages of several slides (ECMA-376-1 §19.3.1.24): the title and the date over them, the page number under them."""
    tree = Tree(theme, locale)
    edge, high, middle = 40.0, 36.0, _NOTES_WIDTH / 2
    low, width, aside = _NOTES_HEIGHT - 24 - high, 320.0, 130.0
    right = _NOTES_WIDTH - edge - aside
    tree.foot("hdr", 0, Frame(edge, 24, width, high), MUTED, title or " ", "t")
    tree.foot("dt", 1, Frame(right, 24, aside, high), MUTED, date or " ", "t")
    tree.foot("ftr", 2, Frame(edge, low, middle, high), MUTED, " ", "b")
    tree.foot("sldNum", 3, Frame(right, low, aside, high), MUTED, "", "b")
    return f"<p:handoutMaster {NAMESPACES}><p:cSld>{_GROUND}{tree.xml()}</p:cSld>{_MAP}</p:handoutMaster>"


def _presentation(theme: Theme, locale: Locale, breaking: Locale) -> str:
    levels = "".join(
        f'<a:lvl{n}pPr marL="{457200 * (n - 1)}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="0">{defaults(theme.deck.body, INK)}</a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    return (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst>'
        '<p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        '<p:handoutMasterIdLst><p:handoutMasterId r:id="rId7"/></p:handoutMasterIdLst>'
        f'<p:sldSz cx="{emu(OWN.width)}" cy="{emu(OWN.height)}"/>'
        f'<p:notesSz cx="{emu(_NOTES_WIDTH)}" cy="{emu(_NOTES_HEIGHT)}"/>{kinsoku(breaking)}'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{locale.tag}"/></a:defPPr>{levels}</p:defaultTextStyle>'
        "</p:presentation>"
    )


def kinsoku(locale: Locale) -> str:
    """The line breaking that texts were measured with (ECMA-376-1 §19.2.1.17), where the language has one."""
    if not has_east_asian(locale.words.contents):
        return ""
    start, end = ("".join(sorted(marks)) for marks in (NO_LINE_START, NO_LINE_END))
    return f'<p:kinsoku lang="{locale.tag}" invalStChars={quoteattr(start)} invalEndChars={quoteattr(end)}/>'


def table_style() -> str:
    """Three rules and no verticals (三线表), the head on mist."""

    def line(side: str, width: int, colour: str) -> str:
        return f'<a:{side}><a:ln w="{width}" cmpd="sng"><a:solidFill>{colour}</a:solidFill></a:ln></a:{side}>'

    def none(side: str) -> str:
        return f"<a:{side}><a:ln><a:noFill/></a:ln></a:{side}>"

    ink = '<a:fontRef idx="minor"><a:schemeClr val="tx1"/></a:fontRef><a:schemeClr val="tx1"/>'
    fill = f"<a:fill><a:solidFill>{MIST}</a:solidFill></a:fill>"
    edges = (
        none("left") + none("right") + line("top", 15875, INK) + line("bottom", 15875, INK)
        + line("insideH", 6350, RULE) + none("insideV")
    )  # fmt: skip
    bold, plain = f'<a:tcTxStyle b="on">{ink}</a:tcTxStyle>', f"<a:tcTxStyle>{ink}</a:tcTxStyle>"
    return (
        f'<a:tblStyleLst {_A} def="{TABLE_STYLE}"><a:tblStyle styleId="{TABLE_STYLE}" styleName="Builder table">'
        f"<a:wholeTbl>{plain}<a:tcStyle><a:tcBdr>{edges}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f"<a:band1H><a:tcStyle><a:tcBdr/>{fill}</a:tcStyle></a:band1H>"
        f"<a:firstCol>{bold}<a:tcStyle><a:tcBdr/></a:tcStyle></a:firstCol>"
        f"<a:lastRow>{bold}<a:tcStyle><a:tcBdr>{line('top', 9525, INK)}</a:tcBdr></a:tcStyle></a:lastRow>"
        f"<a:firstRow>{bold}<a:tcStyle><a:tcBdr>{line('bottom', 9525, INK)}</a:tcBdr>{fill}</a:tcStyle></a:firstRow>"
        "</a:tblStyle></a:tblStyleLst>"
    )


def core() -> str:
    date = "2000-01-01T00:00:00Z"
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title/>'
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>'
    )


def app() -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{space}"><Application>Microsoft Office PowerPoint</Application></Properties>'


def _relations(layouts: int) -> dict[str, str]:
    master = "../slideMasters/slideMaster1.xml"
    theirs = [("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, layouts + 1)]
    of = {
        "_rels/.rels": [("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml")],
        "ppt/_rels/presentation.xml.rels": [
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
            ("theme", "theme/theme1.xml"),
            ("tableStyles", "tableStyles.xml"),
            ("handoutMaster", "handoutMasters/handoutMaster1.xml"),
        ],
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": [*theirs, ("theme", "../theme/theme1.xml")],
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": [("theme", "../theme/theme2.xml")],
        "ppt/handoutMasters/_rels/handoutMaster1.xml.rels": [("theme", "../theme/theme3.xml")],
        **{
            f"ppt/slideLayouts/_rels/slideLayout{n}.xml.rels": [("slideMaster", master)]
            for n in range(1, layouts + 1)
        },
    }  # fmt: skip
    files = {name: [(_OFFICE + kind, target) for kind, target in links] for name, links in of.items()}
    files["_rels/.rels"].append((f"{_PACKAGE}relationships/metadata/core-properties", "docProps/core.xml"))
    return {name: _relationships(links) for name, links in files.items()}


def _relationships(links: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{escape(target)}"/>'
        for n, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}relationships">{rows}</Relationships>'


def _types(parts: dict[str, str]) -> str:
    kinds = {
        "ppt/presentation.xml": f"{_PRESENTATION}presentation.main+xml",
        "ppt/slideMasters/": f"{_PRESENTATION}slideMaster+xml",
        "ppt/slideLayouts/": f"{_PRESENTATION}slideLayout+xml",
        "ppt/notesMasters/": f"{_PRESENTATION}notesMaster+xml",
        "ppt/handoutMasters/": f"{_PRESENTATION}handoutMaster+xml",
        "ppt/presProps.xml": f"{_PRESENTATION}presProps+xml",
        "ppt/viewProps.xml": f"{_PRESENTATION}viewProps+xml",
        "ppt/tableStyles.xml": f"{_PRESENTATION}tableStyles+xml",
        "ppt/theme/": _THEME_TYPE,
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }

    def kind(name: str) -> str:
        return next(kind for start, kind in kinds.items() if name.startswith(start))

    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind(name)}"/>' for name in sorted(parts))
    return (
        f'<Types xmlns="{_PACKAGE}content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )
