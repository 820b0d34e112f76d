"""Pictures on slides, as large as they fit and may be; and frames in the place of those that are still to come."""

from __future__ import annotations

import io
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.shapes.placeholder import PicturePlaceholder, PlaceholderPicture, SlidePlaceholder

from builder.deck.frames import Frame
from builder.deck.gauge import Gauge
from builder.deck.layouts import DECORATIVE, emu
from builder.deck.palette import MIST
from builder.deck.runs import Look, Writing
from builder.model import Asset, Image, Missing, Text

LARGEST: Final = 1.5
"""A picture is shown at most so much larger than it is: 96 of its pixels are an inch."""

_LOST: Final = 0.7
"""Share of its frame under which a picture gets a ground: without one it would leave half of the slide empty."""

_PIXEL: Final = 72 / 96
_PITCH: Final = 1.35
_PAD: Final = 24.0

_NATIVE: Final = frozenset({"image/png", "image/jpeg", "image/gif"})
"""Pictures that every PowerPoint shows as they are; others are shown by their PNG."""


def add_picture(placeholder: SlidePlaceholder, frame: Frame, image: Image, asset: Asset, alt: str) -> None:
    """The whole picture in the middle of the frame."""
    content = asset.content if asset.media in _NATIVE else asset.png or asset.content
    taker = PicturePlaceholder(placeholder._element, placeholder._parent)  # type: ignore[arg-type]
    picture = taker.insert_picture(io.BytesIO(content))  # type: ignore[no-untyped-call]
    picture.crop_left = picture.crop_right = picture.crop_top = picture.crop_bottom = 0
    scale = min(shown_width(image, asset, frame) / asset.width, frame.height / asset.height)
    width, height = asset.width * scale, asset.height * scale
    picture.left, picture.top = (
        emu(frame.left + (frame.width - width) / 2),
        emu(frame.top + (frame.height - height) / 2),
    )
    picture.width, picture.height = max(1, emu(width)), max(1, emu(height))
    picture._element.nvPicPr.cNvPr.set("descr", alt)
    if width * height < _LOST * frame.width * frame.height:
        picture._element.addprevious(_mat(picture, frame))


def _mat(picture: PlaceholderPicture, frame: Frame) -> Any:
    """A ground as large as the frame, on which a small picture does not look lost."""
    x, y, w, h = (emu(one) for one in (frame.left, frame.top, frame.width, frame.height))
    tree: Any = picture._element.getroottree().getroot()
    taken = (int(one.get("id")) for one in tree.iter() if str(one.tag).endswith("}cNvPr"))
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{max(taken) + 1}" name="Mat">{DECORATIVE}</p:cNvPr>'
        f'<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>{MIST}</a:solidFill><a:ln><a:noFill/></a:ln>'
        "</p:spPr></p:sp>"
    )


def shown_width(image: Image, asset: Asset, frame: Frame) -> float:
    """How wide the picture may be in the frame, pt: as its author says, or as it is, and somewhat larger."""
    if image.width is None:
        return min(asset.width * _PIXEL * LARGEST, frame.width)
    given = frame.width * image.width / 100 if image.percent else image.width * _PIXEL * LARGEST
    return min(given, frame.width)


def add_missing(
    placeholder: SlidePlaceholder,
    frame: Frame,
    missing: Missing,
    alt: str,
    text: str,
    writing: Writing,
    gauge: Gauge,
) -> None:
    """A frame that says what the picture will show (`text`), and names the file that is waited for."""
    size, room = gauge.sizes.label, frame.width - 2 * _PAD
    path = gauge.ruler.wrap(missing.path, size, room)[:3]
    most = max(1, int((frame.height - 2 * _PAD) / (size * _PITCH)) - len(path))
    said = gauge.ruler.wrap(text, size, room) if text else ()
    said = said if len(said) <= most else (*said[: most - 1], "…")
    spaced = f'<a:pPr algn="ctr"><a:lnSpc><a:spcPts val="{round(size * _PITCH * 100)}"/></a:lnSpc></a:pPr>'
    lines = [(Look(size=size), line) for line in said] + [(Look(size=size, mono=True), line) for line in path]
    paragraphs = "".join(writing.paragraph((Text(line),), look, spaced) for look, line in lines)
    old = placeholder._element
    name, number = quoteattr(placeholder.name), placeholder.shape_id
    x, y, w, h = (emu(one) for one in (frame.left, frame.top, frame.width, frame.height))
    border = '<a:ln w="9525"><a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:prstDash val="dash"/></a:ln>'
    shape = parse_xml(
        f'<p:sp {nsdecls("p", "a", "r")}><p:nvSpPr><p:cNvPr id="{number}" name={name} '
        f"descr={quoteattr(alt or missing.path)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>{MIST}</a:solidFill>{border}</p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )
    parent = old.getparent()
    assert parent is not None
    parent.replace(old, shape)
