"""A formula drawn: paths with the glyphs of STIX Two Math, the same on every machine."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from builder.formula.mathml import mathml
from builder.formula.parse import parse
from builder.formula.tree import Formula, Misread

EM: Final = 100.0
"""Size of the drawing, px in an em."""

_SMALLEST: Final = 0.5
"""Scripts of scripts are no smaller, em."""

_MARGIN: Final = 0.02
"""Around the ink, em: nothing is cut off by rounding."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """`svg` is drawn in black. Lengths in em; `depth` is what lies under the baseline. `missing` are characters that
    no font has."""

    svg: bytes
    width: float
    height: float
    depth: float
    missing: tuple[str, ...] = ()


def draw(tex: str, display: bool, fonts: Path, colour: str = "#000000") -> Drawing | Misread:
    """The formula as a picture. `fonts` is the folder of the fonts that have the letters STIX lacks."""
    formula = parse(tex)
    return formula if isinstance(formula, Misread) else drawn(formula, display, fonts, colour)


def pixels(drawing: Drawing, width: int) -> bytes:
    """The picture as a PNG of so many pixels in its width, without a ground."""
    import resvg_py

    zoom = width / (drawing.width * EM)
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing.svg.decode(), zoom=zoom, skip_system_fonts=True))


@lru_cache(maxsize=4096)
def drawn(formula: Formula, display: bool, fonts: Path, colour: str = "#000000") -> Drawing | Misread:
    engine = _engine(fonts)
    engine.font.missing.clear()
    engine.font.measured.clear()
    try:
        math = engine.math(mathml(formula.body, display, EM))
        svg, box = engine.paint(math, colour)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, AssertionError, RecursionError) as error:
        return Misread(f"this cannot be drawn: {error or type(error).__name__}", "write it another way", 0)
    xmin, xmax, ymin, ymax = box
    return Drawing(svg, (xmax - xmin) / EM, (ymax - ymin) / EM, -ymin / EM, tuple(sorted(engine.font.missing)))


class _Engine:
    """The library with our fonts, set up once."""

    def __init__(self, fonts: Path) -> None:
        from ziamath.config import config
        from ziamath.zmath import Math

        from builder.formula.engine import install, math_font

        install()
        config.svg2 = False
        self.font: Any = math_font(fonts, EM * _SMALLEST / config.minsizefraction)
        self._math = Math
        self._name = f"builder:{fonts}"
        from ziamath import zmath

        zmath.loadedfonts[self._name] = self.font

    def math(self, element: ElementTree.Element) -> Any:
        return self._math(element, size=EM, font=self._name, margin=0)

    def paint(self, math: Any, colour: str) -> tuple[bytes, tuple[float, float, float, float]]:
        box = math.node.bbox
        pad = _MARGIN * EM
        canvas = ElementTree.Element("svg")
        math.node.draw(0, 0, canvas)
        edges = [box.xmin, max(box.xmax, math.node.xadvance()), box.ymin, box.ymax]
        xmin, xmax, ymin, ymax = edges[0] - pad, edges[1] + pad, edges[2] - pad, edges[3] + pad
        if not all(abs(edge) < 1e6 for edge in (xmin, xmax, ymin, ymax)) or xmax <= xmin or ymax <= ymin:
            raise ValueError("it shows nothing")
        root = ElementTree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "width": _number(xmax - xmin),
                "height": _number(ymax - ymin),
                "viewBox": f"{_number(xmin)} {_number(-ymax)} {_number(xmax - xmin)} {_number(ymax - ymin)}",
                "fill": colour,
            },
        )
        root.extend(_marks(canvas, colour))
        return ElementTree.tostring(root, encoding="utf-8"), (xmin, xmax, ymin, ymax)


def _marks(canvas: ElementTree.Element, colour: str) -> Iterator[ElementTree.Element]:
    for mark in canvas.iter():
        if mark.tag in ("path", "rect"):
            own = copy.copy(mark)
            if own.get("stroke"):
                own.set("stroke", colour)
            if own.get("fill") != "none":
                own.attrib.pop("fill", None)
            yield own


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


@cache
def _engine(fonts: Path) -> _Engine:
    return _Engine(fonts)
