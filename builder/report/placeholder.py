"""A frame in the place of a picture that is still to come: what it will show, and the file that is waited for."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree

from builder.report.press import Press

_PAD: Final = 14.0
_LEAST: Final = 90.0
"""Height of the frame, pt."""

_PITCH: Final = 1.45
_MIDDLE: Final = 0.36
"""Base line below the middle of a line, em."""

_MOST: Final = 12
"""Lines of text; a picture's description is longer in the alternative text alone."""


def draw_placeholder(path: str, alt: str, press: Press) -> bytes:
    """The frame as wide as the text, as an SVG in points."""
    size, small = press.theme.sizes.caption, press.theme.sizes.chart_small
    width, colours = press.measures.text, press.theme.colours
    lines = [(line, size, colours.ink) for line in _lines(alt, size, width - 2 * _PAD, press)]
    lines += [(line, small, colours.indigo) for line in _lines(path, small, width - 2 * _PAD, press)]
    height = max(sum(one * _PITCH for _, one, _ in lines) + 2 * _PAD, _LEAST)
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": f"{width:.2f}pt",
            "height": f"{height:.2f}pt",
            "viewBox": f"0 0 {width:.2f} {height:.2f}",
            "font-family": ", ".join(f"'{family}'" for family in press.locale.type.heading),
        },
    )
    frame = {"x": "0.5", "y": "0.5", "width": f"{width - 1:.2f}", "height": f"{height - 1:.2f}"}
    look = {"fill": colours.mist, "stroke": colours.indigo, "stroke-width": "0.75", "stroke-dasharray": "4 3"}
    ElementTree.SubElement(root, "rect", {**frame, **look})
    y = (height - sum(one * _PITCH for _, one, _ in lines)) / 2
    for line, one, colour in lines:
        at = {"x": f"{width / 2:.2f}", "y": f"{y + one * (_PITCH / 2 + _MIDDLE):.2f}"}
        style = {"font-size": f"{one:.2f}", "text-anchor": "middle", "fill": colour}
        ElementTree.SubElement(root, "text", {**at, **style}).text = line
        y += one * _PITCH
    content: bytes = ElementTree.tostring(root, encoding="utf-8")
    return content


def _lines(text: str, size: float, width: float, press: Press) -> tuple[str, ...]:
    lines = press.ruler.wrap(text, size, width) if text else ()
    return lines if len(lines) <= _MOST else (*lines[: _MOST - 1], "…")
