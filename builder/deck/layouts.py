"""The shapes of the master and of the layouts as PresentationML (ECMA-376-1 §19.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

from builder.deck.frames import DATE, FOLIO, OWN, STAMP, Frame
from builder.deck.pages import FOOT_RULE, MARK
from builder.deck.palette import ACCENT, INK, PAPER
from builder.deck.slots import (
    BODY,
    DATED,
    MUTED,
    NUMBER,
    PALE,
    SOURCE,
    TILE,
    TITLE,
    Face,
    Kind,
    Layout,
    Ornament,
    Page,
    Slot,
)
from builder.locales.locale import Locale
from builder.theme import Theme

NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
SLIDE_NUMBER: Final = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
EMPTY_GROUP: Final = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
FootKind = Literal["hdr", "dt", "ftr", "sldNum"]
_FEET: Final = {
    "hdr": ("Header", "l"), "dt": ("Date", "r"), "ftr": ("Footer", "l"), "sldNum": ("Slide number", "r"),
}  # fmt: skip
_EIGHTHS: Final = 8
"""Guides stand at eighths of a point ([MS-PPTX] 2.4.3.5)."""

LEVELS: Final = ((0, "•"), (1, "–"), (2, "•"), (3, "–"), (4, "•"))
MARKS: Final = "+mn-lt"
"""The face of bullets: the theme's for Latin text, since Chinese ones draw them as wide as a character."""
HANG: Final = 18.0
"""Indent of a level and of its marker, pt."""
TITLE_PITCH: Final = 95
"""Line spacing of titles, percent of the font's own."""


def emu(points: float) -> int:
    return round(points * 12700)


def fonts(major: bool) -> str:
    name = "mj" if major else "mn"
    return f'<a:latin typeface="+{name}-lt"/><a:ea typeface="+{name}-ea"/><a:cs typeface="+{name}-cs"/>'


def defaults(size: float, colour: str, bold: bool = False, major: bool = False) -> str:
    """Run properties of a level (`a:defRPr`)."""
    weight = ' b="1"' if bold else ' b="0"'
    fill = f"<a:solidFill>{colour}</a:solidFill>"
    return f'<a:defRPr sz="{round(size * 100)}"{weight} kern="1200">{fill}{fonts(major)}</a:defRPr>'


def level(
    number: int, run: str, *, left: float = 0, hang: float = 0, before: float = 0, pitch: int = 100, bullet: str = ""
) -> str:
    """Paragraph properties of a level, 1-based; lengths in points. No punctuation may hang over the frame's edge."""
    mark = (
        f'<a:buClr>{ACCENT}</a:buClr><a:buFont typeface="{MARKS}"/><a:buChar char="{bullet}"/>'
        if bullet
        else "<a:buNone/>"
    )
    return (
        f'<a:lvl{number}pPr marL="{emu(left)}" indent="{emu(-hang)}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" '
        f'latinLnBrk="0" hangingPunct="0"><a:lnSpc><a:spcPct val="{pitch * 1000}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>{mark}{run}</a:lvl{number}pPr>'
    )


def body_levels(theme: Theme, colour: str, bullets: bool, size: float) -> str:
    """Five levels of running text: the first at `size`, the others smaller, none under the floor of its kind."""
    floor = theme.deck.body_floor if size >= theme.deck.body_floor else theme.deck.label_floor
    out = []
    for depth, mark in LEVELS:
        points = max(size - 2 * depth, min(floor, size))
        hang = HANG if bullets else 0
        run = defaults(points, colour)
        out.append(
            level(
                depth + 1, run, left=hang * (depth + 1), hang=hang, before=0.45 * points, bullet=mark if bullets else ""
            )
        )
    return "".join(out)


class Tree:
    """Collects the shapes of one part and numbers them."""

    def __init__(self, theme: Theme, locale: Locale, first: int = 2) -> None:
        self._theme, self._locale, self._first = theme, locale, first
        self._tag = locale.tag
        self._shapes: list[str] = []

    def _next(self) -> int:
        return len(self._shapes) + self._first

    def ornament(self, ornament: Ornament) -> None:
        number = self._next()
        self._shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Ornament {number}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{placed(ornament.frame)}'
            f"<a:solidFill>{ornament.colour}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>"
            f'<p:txBody><a:bodyPr rtlCol="0"/><a:lstStyle/><a:p><a:endParaRPr lang="{self._tag}"/></a:p>'
            "</p:txBody></p:sp>"
        )

    def stamp(self, colour: str, frame: Frame = STAMP) -> None:
        """The word that marks a draft: text, but decoration to those who listen, as on every slide it is the same."""
        number, word = self._next(), _run(self._locale.words.draft, self._tag)
        style = defaults(self._theme.deck.source, colour, bold=True)
        self._shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Draft {number}">{DECORATIVE}</p:cNvPr><p:cNvSpPr txBox="1"/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{placed(frame)}<a:noFill/></p:spPr><p:txBody>'
            f'{body_properties(frame, "ctr")}<a:lstStyle><a:lvl1pPr algn="ctr">{style}</a:lvl1pPr></a:lstStyle>'
            f'<a:p>{word}<a:endParaRPr lang="{self._tag}"/></a:p></p:txBody></p:sp>'
        )

    def slot(self, slot: Slot, prompt: str, styles: str, inherit: bool = False) -> None:
        """A placeholder; `inherit` leaves place and text to the master."""
        index = f' idx="{slot.index}"' if slot.index else ""
        kind = f' type="{slot.kind.value}"' if slot.kind.value else ""
        fill = f"<a:solidFill>{slot.face.fill}</a:solidFill>" if slot.face.fill else ""
        body = "<a:bodyPr/>" if inherit else body_properties(slot.frame, slot.face.anchor)
        place = "" if inherit else placed(slot.frame) + fill
        self._add(slot.name, f"<p:ph{kind}{index}/>", place, body, styles, _run(prompt, self._tag))

    def foot(self, kind: FootKind, index: int, frame: Frame, colour: str, text: str, anchor: str = "ctr") -> None:
        """What stands at the edge of every page; a page number says itself."""
        name, side = _FEET[kind]
        styles = f'<a:lvl1pPr algn="{side}">{defaults(self._theme.deck.source, colour)}</a:lvl1pPr>'
        field = f'<a:fld id="{SLIDE_NUMBER}" type="slidenum"><a:rPr lang="{self._tag}"/><a:t>‹#›</a:t></a:fld>'
        self._add(
            name,
            f'<p:ph type="{kind}" sz="quarter" idx="{index}"/>',
            placed(frame),
            body_properties(frame, anchor),
            styles,
            field if kind == "sldNum" else _run(text, self._tag),
        )

    def feet(self, first: int, colour: str, text: str, dated: bool = True) -> None:
        """Date, footer and slide number, from that index."""
        if dated:
            self.foot("dt", first, DATE, colour, text)
        self.foot("ftr", first + 1, OWN.foot, colour, text)
        self.foot("sldNum", first + 2, FOLIO, colour, "")

    def image(self, frame: Frame) -> None:
        """The picture of the slide on a notes page."""
        number = self._next()
        self._shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Slide image {number}"/><p:cNvSpPr><a:spLocks noGrp="1" '
            'noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
            f'<p:spPr>{placed(frame)}<a:noFill/><a:ln w="6350"><a:solidFill>{INK}</a:solidFill></a:ln></p:spPr></p:sp>'
        )

    def part(self) -> str:
        """The shapes alone, as the tree of a document."""
        return self.xml().replace("<p:spTree>", f"<p:spTree {NAMESPACES}>", 1)

    def xml(self) -> str:
        return f"<p:spTree>{EMPTY_GROUP}{''.join(self._shapes)}</p:spTree>"

    def _add(self, name: str, placeholder: str, place: str, body: str, styles: str, run: str) -> None:
        number = self._next()
        self._shapes.append(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(f"{name} {number}")}/><p:cNvSpPr>'
            f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>'
            f"<p:txBody>{body}<a:lstStyle>{styles}</a:lstStyle><a:p>{run}"
            f'<a:endParaRPr lang="{self._tag}"/></a:p></p:txBody></p:sp>'
        )


def master_tree(theme: Theme, locale: Locale, draft: bool, pages: Mapping[Layout, Page]) -> str:
    tree = Tree(theme, locale)
    tree.ornament(MARK)
    tree.ornament(FOOT_RULE)
    tree.slot(
        Slot(
            TITLE, Kind.TITLE, "Title", pages[Layout.BULLETS].slot(TITLE).frame, Face("title", anchor="b", major=True)
        ),
        " ",
        "",
    )
    tree.slot(Slot(BODY, Kind.BODY, "Text", OWN.zone, Face(bullets=True)), " ", "")
    tree.feet(2, MUTED, " ")
    if draft:
        tree.stamp(ACCENT)
    return tree.xml()


def guides() -> str:
    """Lines to arrange by: the columns, whose first and last edges are the margins, and the heights of title, content,
    source and footer. As an extension of the master, which all layouts and slides have."""
    columns = [OWN.column(number) + width for number in range(12) for width in (0, OWN.span(1))]
    rows = (OWN.head.top, OWN.head.bottom, OWN.zone.top, OWN.zone.bottom, OWN.source.bottom, OWN.foot.bottom)
    lines = [("", place) for place in columns] + [(' orient="horz"', place) for place in rows]
    written = "".join(
        f'<p15:guide id="{number}"{way} pos="{round(place * _EIGHTHS)}" userDrawn="1">'
        f'<p15:clr><a:schemeClr val="accent1"/></p15:clr></p15:guide>'
        for number, (way, place) in enumerate(lines, start=1)
    )
    space = "http://schemas.microsoft.com/office/powerpoint/2012/main"
    return (
        '<p:extLst><p:ext uri="{27BBF7A9-308A-43DC-89C8-2F10F3537804}">'
        f'<p15:sldGuideLst xmlns:p15="{space}">{written}</p15:sldGuideLst></p:ext></p:extLst>'
    )


def layout_xml(layout: Layout, theme: Theme, locale: Locale, draft: bool, pages: Mapping[Layout, Page]) -> str:
    page = pages[layout]
    tree = Tree(theme, locale)
    for ornament in page.ornaments:
        tree.ornament(ornament)
    for slot in page.slots:
        inherit = slot.index == TITLE and slot.frame == pages[Layout.BULLETS].slot(TITLE).frame
        tree.slot(slot, _prompt(slot, locale), "" if inherit else styles_of(slot, theme), inherit)
    if layout not in (Layout.COVER, Layout.CLOSING):
        colour = PALE if page.dark else MUTED
        if layout is Layout.AGENDA:
            tree.foot("sldNum", NUMBER, FOLIO, colour, "")
        else:
            tree.feet(DATED, colour, locale.words.contents, dated=not page.dark)
    if draft and _bare(page):
        tree.stamp(PAPER if page.dark else ACCENT)
    kind = f' type="{page.type}"' if page.type else ' userDrawn="1"'
    hidden = ' showMasterSp="0"' if _bare(page) else ""
    ground = (
        f"<p:bg><p:bgPr><a:solidFill>{page.ground}</a:solidFill><a:effectLst/></p:bgPr></p:bg>" if page.ground else ""
    )
    return (
        f'<p:sldLayout {NAMESPACES}{hidden}{kind} preserve="1"><p:cSld name={quoteattr(layout.value)}>{ground}'
        f"{tree.xml()}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _bare(page: Page) -> bool:
    """Whether the page goes without what the master draws."""
    return bool(page.ornaments)


def _prompt(slot: Slot, locale: Locale) -> str:
    """Text of the layout's own view; on a new slide PowerPoint prompts in the user's language."""
    return locale.words.source if slot.index == SOURCE else slot.name


def styles_of(slot: Slot, theme: Theme) -> str:
    face = slot.face
    size = float(getattr(theme.deck, face.size))
    if slot.index >= TILE:
        first = level(1, defaults(size, face.colour, face.bold, face.major))
        return first + level(2, defaults(theme.deck.body_floor, INK), before=4)
    if slot.kind in (Kind.TITLE, Kind.COVER_TITLE):
        return level(1, defaults(size, face.colour, face.bold, face.major), pitch=TITLE_PITCH)
    if face.bold or slot.index == SOURCE:
        return level(1, defaults(size, face.colour, face.bold, face.major))
    return body_levels(theme, face.colour, face.bullets, size)


def body_properties(frame: Frame, anchor: str) -> str:
    edge, over = emu(frame.inset), emu(frame.over)
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{edge}" tIns="{over}" rIns="{edge}" bIns="{over}" rtlCol="0" '
        f'anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    )


def placed(frame: Frame) -> str:
    return (
        f'<a:xfrm><a:off x="{emu(frame.left)}" y="{emu(frame.top)}"/><a:ext cx="{emu(frame.width)}" '
        f'cy="{emu(frame.height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )


def _run(text: str, tag: str) -> str:
    return f'<a:r><a:rPr lang="{tag}"/><a:t>{escape(text)}</a:t></a:r>' if text else ""
