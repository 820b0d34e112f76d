"""What the drawing library is made to do otherwise: other fonts where STIX has no letter, tight fractions, lines in
matrices, long arrows, and rows that are not measured twice at every depth (which is exponential)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree

from ziafont.font import Font
from ziamath import drawable
from ziamath.mathfont import MathFont
from ziamath.nodes.mfrac import Mfrac
from ziamath.nodes.mrow import Mrow
from ziamath.nodes.mtable import Mtable
from ziamath.nodes.munderover import Mover
from ziamath.zmath import fontname

_FALLBACK: Final = "NotoSerifSC-Regular.ttf"
_FALLBACK_BOLD: Final = "NotoSerifSC-Bold.ttf"
_BESIDE_FRACTION: Final = 0.1
"""Space at either side of a fraction, em (TeX: \\nulldelimiterspace)."""


class BuilderFont(MathFont):  # type: ignore[misc, unused-ignore]
    """STIX Two Math, and Noto Serif SC for what it lacks; `missing` collects what neither has, `measured` the
    parts of one formula."""

    def __init__(self, fonts: Path, basesize: float) -> None:
        super().__init__(fontname, basesize)
        self.missing: set[str] = set()
        self.measured: dict[Any, tuple[float, float]] = {}
        self._folder = fonts
        self._others: dict[str, Any] = {}

    def findglyph(self, char: str, variant: Any) -> Any:
        if char in "\u00a0\u2009":
            char = " "
        if self.glyphindex(char):
            return super().findglyph(char, variant)
        other = self._other(_FALLBACK_BOLD if variant.bold else _FALLBACK)
        if other.glyphindex(char):
            return other.glyph(char)
        self.missing.add(char)
        return super().findglyph("?", variant)

    def _other(self, name: str) -> Any:
        if name not in self._others:
            self._others[name] = Font(str(self._folder / name))
        return self._others[name]


def math_font(fonts: Path, basesize: float) -> BuilderFont:
    return BuilderFont(fonts, basesize)


@cache
def install() -> None:
    """The library finds its nodes by tag: these take the places of its own."""

    class Row(Mrow, tag="mrow"):  # type: ignore[misc, call-arg, unused-ignore]
        def _get_height_nostretch(self, line: list[ElementTree.Element], **kwargs: Any) -> tuple[float, float]:
            """Measured only where a bracket has to grow with it, and every part once."""
            if not any(child.tag == "mo" and child.get("stretchy") == "true" for child in line):
                return 0.0, 0.0
            boxes = [self._measured(child, **kwargs) for child in line if child.get("stretchy") != "true"]
            low = min((box[0] for box in boxes), default=0.0)
            high = max((box[1] for box in boxes), default=0.0)
            return (low, high) if low < high else (-0.3 * self.glyphsize, 0.8 * self.glyphsize)

        def _measured(self, child: ElementTree.Element, **kwargs: Any) -> tuple[float, float]:
            written = ElementTree.tostring(child)
            style = self.style
            place = (style.displaystyle, style.scriptlevel, *sorted(kwargs.keys() & {"sup", "sub", "frac"}))
            assert isinstance(self.font, BuilderFont)
            known = self.font.measured
            if (written, place) not in known:
                node = self.fromelement(ElementTree.fromstring(written), parent=self, **{**kwargs, "nostretch": True})
                known[written, place] = (node.bbox.ymin, node.bbox.ymax)
            return known[written, place]

    class Fraction(Mfrac, tag="mfrac"):  # type: ignore[misc, call-arg, unused-ignore]
        def size_px(self, size: str, fontsize: float | None = None) -> float:
            if size.endswith("mathspace"):
                return float(_BESIDE_FRACTION * self.glyphsize)
            return float(super().size_px(size, fontsize))

    class Table(Mtable, tag="mtable"):  # type: ignore[misc, call-arg, unused-ignore]
        """A table with upright lines before the columns that `rules` names, and lines before the rows of `lines`."""

        def _setup(self, **kwargs: Any) -> None:
            super()._setup(**kwargs)
            rules = [int(place) for place in self.element.get("rules", "").split()]
            spaces = [float(space) for space in self.element.get("columnspacing", "0").split()]
            rows = len(self.element)
            columns = len(self.nodes) // rows if rows else 0
            thick = self.units_to_points(self.font.math.consts.fractionRuleThickness)
            height = self.bbox.ymax - self.bbox.ymin
            for rule in rules:
                cells = range(rule, rows * columns, columns)
                left = min((self.nodexy[cell][0] for cell in cells), default=0.0)
                gap = spaces[(rule - 1) % len(spaces)]
                self.nodes.append(drawable.VLine(height, thick, style=self.style, **kwargs))
                self.nodexy.append((left - gap / 2, -self.bbox.ymax))
            lines = [int(place) for place in self.element.get("lines", "").split()]
            self._ruled(lines, columns, thick, **kwargs)

        def _ruled(self, lines: list[int], columns: int, thick: float, **kwargs: Any) -> None:
            """Lines in the middle between the ink of rows, and around it."""
            cells = list(zip(self.nodes, self.nodexy, strict=True))
            rows = len(self.element)
            edges = []
            for row in range(rows):
                own = [(y - node.bbox.ymax, y - node.bbox.ymin) for node, (_, y) in cells[row * columns :][:columns]]
                edges.append((min(top for top, _ in own), max(bottom for _, bottom in own)))
            gap = 0.25 * self.glyphsize
            for line in lines:
                above = edges[line - 1][1] if 0 < line <= rows else edges[0][0] - 2 * gap
                below = edges[line][0] if line < rows else edges[-1][1] + 2 * gap
                self.nodes.append(drawable.HLine(self.bbox.xmax - self.bbox.xmin, thick, style=self.style, **kwargs))
                self.nodexy.append((0.0, (above + below) / 2))
            if lines:
                high = self.bbox.ymax + (2 * gap if 0 in lines else 0)
                low = self.bbox.ymin - (2 * gap if rows in lines else 0)
                self.bbox = type(self.bbox)(self.bbox.xmin, self.bbox.xmax, low, high)

    class Over(Mover, tag="mover"):  # type: ignore[misc, call-arg, unused-ignore]
        """Something over something; an arrow grows to the width of what stands on it."""

        def __init__(self, element: ElementTree.Element, parent: Any, **kwargs: Any) -> None:
            if element.get("arrow") == "true":
                probe = type(self).fromelement(
                    ElementTree.fromstring(ElementTree.tostring(element[1])), parent=parent, **kwargs
                )
                width = 0.75 * (probe.bbox.xmax - probe.bbox.xmin)
                kwargs["width"] = max(width, parent.glyphsize if hasattr(parent, "glyphsize") else width)
            super().__init__(element, parent, **kwargs)
