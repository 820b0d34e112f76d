"""A process as vector SVG for print: real text, theme colours, drawn for the SVG subset of WeasyPrint (no markers)."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree

from builder.diagram.place import place
from builder.diagram.placement import EDGE_LABEL, LINE_PITCH, SLANT, Box, PlacedEdge, PlacedNode, Placement, Point
from builder.locales.locale import Locale
from builder.measure import has_western_marks, print_ruler
from builder.model import Flow, NodeShape
from builder.theme import Theme

PT_PER_MM: Final = 72 / 25.4

TEXT_MIDDLE: Final = 0.36
"""Base line below the middle of a line, em: halves the height of Han and of Latin capitals alike."""

LOW: Final = 0.55
"""Height over width up to which a drawing is low."""

_WESTERN: Final = "Source Sans 3"
"""The family of texts whose marks are those of Latin ones."""
_ALIKE: Final = 1.117
"""Latin letters of the East Asian family are those of it, so many times as large."""

SVG: Final = "http://www.w3.org/2000/svg"


def draw_svg(flow: Flow, theme: Theme, locale: Locale, width_mm: float) -> bytes:
    """The process no wider than `width_mm`, as an SVG in points; the same bytes for the same flow."""
    room = width_mm * PT_PER_MM
    return _svg(_placed(flow, theme, room), theme, locale, room, flow.alt)


def _placed(flow: Flow, theme: Theme, room: float) -> Placement:
    """At the size of tables, or a little smaller where that keeps words whole and the drawing low."""
    ruler, sizes = print_ruler(theme), theme.sizes
    page = (theme.report.height - theme.report.margin_top - theme.report.margin_bottom) * PT_PER_MM * 0.8
    steps = [sizes.table - i * (sizes.table - sizes.chart_small) / 3 for i in range(4)]
    tries = [place(flow, ruler, size, room, page) for size in steps]
    fitting = [placement for placement in tries if placement.fits(room, page)]
    low = [p for p in fitting if not p.torn and p.height <= room * LOW]
    whole = [p for p in fitting if not p.torn]
    return next(iter(low or whole or fitting), tries[-1])


def _svg(placement: Placement, theme: Theme, locale: Locale, room: float, alt: str) -> bytes:
    scale = min(1.0, room / placement.width) if placement.width else 1.0
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": SVG,
            "width": f"{_n(placement.width * scale)}pt",
            "height": f"{_n(placement.height * scale)}pt",
            "viewBox": f"0 0 {_n(placement.width)} {_n(placement.height)}",
            "font-family": ", ".join(f"'{family}'" for family in locale.type.heading),
            "fill": theme.colours.ink,
        },
    )
    if alt:
        root.set("role", "img")
        ElementTree.SubElement(root, "title").text = alt
    for edge in placement.edges:
        _line(root, edge, theme, placement.size)
    for node in placement.nodes:
        _node(root, node, theme, placement.size)
    for edge in placement.edges:
        if edge.label_box:
            _text(root, tuple(edge.label.split("\n")), edge.label_box, placement.size * EDGE_LABEL, theme.colours.ink)
    content: bytes = ElementTree.tostring(root, encoding="utf-8")
    return content


def _line(root: ElementTree.Element, edge: PlacedEdge, theme: Theme, size: float) -> None:
    length, half = size * 0.62, size * 0.27
    (x, y), (fx, fy) = edge.points[-1], edge.points[-2]
    dx, dy = _sign(x - fx), _sign(y - fy)
    back = (x - dx * length, y - dy * length)
    stroke = {"fill": "none", "stroke": theme.colours.ink, "stroke-width": _n(size * 0.09), "stroke-linejoin": "round"}
    ElementTree.SubElement(root, "path", {"d": _path((*edge.points[:-1], back)), **stroke})
    wings = ((back[0] - dy * half, back[1] + dx * half), (back[0] + dy * half, back[1] - dx * half))
    ElementTree.SubElement(root, "path", {"d": _path(((x, y), *wings)) + "Z", "fill": theme.colours.ink})


def _node(root: ElementTree.Element, node: PlacedNode, theme: Theme, size: float) -> None:
    box, colours = node.box, theme.colours
    frame = {"x": _n(box.x), "y": _n(box.y), "width": _n(box.w), "height": _n(box.h)}
    ink = colours.ink
    match node.shape:
        case NodeShape.STEP:
            look = {"fill": colours.mist, "stroke": colours.rule, "stroke-width": _n(size * 0.09)}
            ElementTree.SubElement(root, "rect", {**frame, "rx": _n(size * 0.4), "ry": _n(size * 0.4), **look})
        case NodeShape.TERMINAL:
            ElementTree.SubElement(root, "rect", {**frame, "rx": _n(box.h / 2), "ry": _n(box.h / 2), "fill": ink})
            ink = colours.paper
        case NodeShape.DECISION:
            look = {"fill": colours.paper, "stroke": colours.accent, "stroke-width": _n(size * 0.14)}
            ElementTree.SubElement(root, "path", {"d": _path(_hexagon(box)) + "Z", **look})
    _text(root, node.lines, box, size, ink)


def _hexagon(box: Box) -> tuple[Point, ...]:
    slant, right, bottom, middle = box.w * SLANT, box.x + box.w, box.y + box.h, box.y + box.h / 2
    return (
        (box.x, middle),
        (box.x + slant, box.y),
        (right - slant, box.y),
        (right, middle),
        (right - slant, bottom),
        (box.x + slant, bottom),
    )


def _text(root: ElementTree.Element, lines: tuple[str, ...], box: Box, size: float, colour: str) -> None:
    pitch = size * LINE_PITCH
    first = box.y + box.h / 2 - pitch * (len(lines) - 1) / 2 + size * TEXT_MIDDLE
    for i, line in enumerate(lines):
        look = {"font-size": _n(size), "text-anchor": "middle", "fill": colour}
        if _WESTERN not in root.get("font-family", "") and has_western_marks(line):
            look |= {"font-family": _WESTERN, "font-size": _n(size * _ALIKE)}
        place_at = {"x": _n(box.x + box.w / 2), "y": _n(first + i * pitch)}
        ElementTree.SubElement(root, "text", {**place_at, **look}).text = line


def _path(points: tuple[Point, ...]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _sign(value: float) -> int:
    return (value > 0.01) - (value < -0.01)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
