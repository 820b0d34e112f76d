"""SVG images: self-contained, measured, and drawn once as pixels for outputs that cannot hold them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from builder.model import Asset

_SCALE = 2.0
"""Pixels of the stand-in for each CSS pixel: 192 dpi."""

_LEAST, _MOST = 800.0, 3600.0
"""Pixels of its longer side, whatever the drawing's size is: small ones may be shown larger than they say."""

_LARGEST = 50_000.0
"""CSS pixels that the longer side may have."""

_LENGTH = re.compile(r"\s*\+?(\d+(?:\.\d*)?|\.\d+)\s*(px|pt|mm|cm|in|pc|q|r?em|ex|ch)?\s*", re.IGNORECASE)
_CSS_PIXELS = {"px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0, "q": 96 / 101.6}
_CSS_PIXELS |= {"em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0}
_EXTERNAL_CSS = re.compile(r"url\(\s*[\"']?\s*(?!#|data:)([^)]*)|(@import)", re.IGNORECASE)
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)


_SANS = "'Source Sans 3', 'Noto Sans SC'"
_LIKE = (
    (r"mono|courier|consol|menlo|code", "'Noto Sans Mono CJK SC'"),
    (r"(?<!sans-)(?<!sans )serif|times|georgia|garamond|song|ming|宋", "'Source Serif 4', 'Noto Serif SC'"),
)
"""Fonts of ours, after the names of those that they stand in for."""


def read_svg(key: str, content: bytes, fonts: Path) -> Asset:
    """Raises ValueError or SyntaxError with the reason why the image cannot be shown."""
    import resvg_py

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise ValueError("it declares entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(re.sub(r"^\s*<\?xml.*?\?>", "", text, flags=re.DOTALL).strip().encode(), parser)
    if etree.QName(root).localname != "svg":
        raise ValueError("it is no SVG")
    for reference in _external(root):
        raise ValueError(f"it asks for something outside itself ({reference[:40]})")
    width, height = _size(root.get("width"), root.get("height"), root.get("viewBox"))
    longer = max(width, height)
    if not 0 < longer <= _LARGEST:
        raise ValueError(f"{width:g} × {height:g} pixels cannot be drawn")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    _name_fonts(root)
    png = resvg_py.svg_to_bytes(
        svg_string=etree.tostring(root, encoding="unicode"),
        skip_system_fonts=True,
        font_dirs=[str(fonts)],
        zoom=min(max(_SCALE, _LEAST / longer), _MOST / longer),
        dpi=96.0,
        font_family="Noto Sans SC",
        sans_serif_family="Noto Sans SC",
        serif_family="Noto Serif SC",
        monospace_family="Noto Sans Mono CJK SC",
    )
    return Asset(key, "image/svg+xml", etree.tostring(root, encoding="utf-8"), bytes(png), width, height)


def _name_fonts(root: etree._Element) -> None:
    """Behind the fonts that the image asks for, those of ours that are like them: it is drawn without any others."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if family := element.get("font-family"):
            element.set("font-family", _families(family))
        if style := element.get("style"):
            element.set("style", _named(style))
        if etree.QName(element).localname == "style" and element.text:
            element.text = _named(element.text)
    if root.get("font-family") is None:
        root.set("font-family", _families(""))


def _named(css: str) -> str:
    css = re.sub(r"(font-family\s*:\s*)([^;}]+)", lambda m: m[1] + _families(m[2]), css)
    return re.sub(r"(\bfont\s*:[^;}]*?\d[a-z%]*(?:/[\d.]+[a-z%]*)?\s+)([^;}]+)", lambda m: m[1] + _families(m[2]), css)


def _families(asked: str) -> str:
    like = next((own for kind, own in _LIKE if re.search(kind, asked, re.IGNORECASE)), _SANS)
    important = " !important" if "!important" in asked else ""
    return ", ".join(part for part in (asked.replace("!important", "").strip(), like) if part) + important


def _external(root: etree._Element) -> Iterator[str]:
    """What the image would load; a link (`a`) loads nothing."""
    for element in root.iter():
        if isinstance(element, etree._ProcessingInstruction):
            yield f"<?{element.target!s}"
        if not isinstance(element.tag, str):
            continue
        tag = etree.QName(element).localname
        for name, value in element.attrib.items():
            local = etree.QName(name).localname
            if local in ("href", "src") and tag != "a" and not str(value).strip().startswith(("#", "data:")):
                yield str(value)
            if local == "base":
                yield str(value)
            yield from _external_css(str(value))
        if tag == "style":
            yield from _external_css("".join(str(part) for part in element.itertext()))


def _external_css(text: str) -> Iterator[str]:
    plain = _CSS_ESCAPE.sub(lambda m: m[2] or chr(min(int(m[1], 16), 0x10FFFF)), text)
    for match in _EXTERNAL_CSS.finditer(plain):
        yield match[1] or match[0]


def _size(width: str | None, height: str | None, view_box: str | None) -> tuple[float, float]:
    """CSS pixels after width and height, else after the viewBox (SVG 1.1 §7.2, §7.8)."""
    natural = _natural(view_box or "")
    given = [_length(width), _length(height)]
    if given[0] and given[1]:
        return given[0], given[1]
    if natural is None:
        return given[0] or 300.0, given[1] or 150.0
    ratio = natural[1] / natural[0]
    if given[0]:
        return given[0], given[0] * ratio
    return (given[1] / ratio, given[1]) if given[1] else natural


def _natural(view_box: str) -> tuple[float, float] | None:
    try:
        width, height = (float(part) for part in re.split(r"[\s,]+", view_box.strip())[2:4])
    except ValueError:
        return None
    return (width, height) if width > 0 and height > 0 and math.isfinite(width * height) else None


def _length(text: str | None) -> float:
    match = _LENGTH.fullmatch(text or "")
    return float(match[1]) * _CSS_PIXELS[(match[2] or "px").lower()] if match else 0.0
