"""A sheet to draw charts on: points from the top left corner, y downwards, its height known only at the end.

Nothing here knows about data. Text is placed by its base line, so that rows align whatever glyphs they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, Polygon, Rectangle, RegularPolygon, Wedge
from matplotlib.transforms import Affine2D

from builder.measure import Ruler
from builder.model import Style
from builder.theme import Theme

XY = tuple[float, float]

POINTS_PER_MM: Final = 72 / 25.4
PITCH: Final = 1.25
"""Distance of base lines in a wrapped label, as a factor of its size."""
MIDDLE: Final = 0.36
"""Height of the optical middle of figures and ideographs over the base line, em."""
HAIRLINE: Final = 0.6
OUTLINE: Final = 1.1
HATCH: Final = "/////"
_MARKS: Final = 1.0
"""All marks lie on one level, under the text: what is drawn later covers what was drawn before."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: Box) -> bool:
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> XY:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(slots=True)
class Canvas:
    """Collects the artists of one figure. `width` is fixed; `finish` gives the height."""

    width: float
    theme: Theme
    ruler: Ruler
    families: tuple[str, ...]
    figure: Figure = field(init=False)
    _down: Affine2D = field(init=False)

    def __post_init__(self) -> None:
        self.figure = Figure(figsize=(self.width / 72, 1), dpi=72)
        FigureCanvasSVG(self.figure)
        self.figure.patch.set_visible(False)
        self._down = Affine2D()

    @property
    def size(self) -> float:
        """Type size of labels, pt."""
        return self.theme.sizes.chart_label

    @property
    def small(self) -> float:
        """Type size of captions, ticks and notes, pt."""
        return self.theme.sizes.chart_small

    def finish(self, height: float) -> Figure:
        self.figure.set_size_inches(self.width / 72, height / 72)
        self._down.clear().scale(1, -1).translate(0, height)
        return self.figure

    # --- text ---

    def text_width(self, text: str, size: float, bold: bool = False) -> float:
        return self.ruler.width(text, size, bold)

    def widest(self, texts: Iterable[str], size: float) -> float:
        return max((self.text_width(text, size) for text in texts), default=0.0)

    def text_box(self, x: float, middle: float, text: str, size: float, align: str) -> Box:
        """Where `centred` would put the line."""
        width = self.text_width(text, size)
        left = x - width * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        return Box(left, middle - 0.55 * size, left + width, middle + 0.55 * size)

    def centred(
        self,
        x: float,
        middle: float,
        text: str,
        size: float,
        align: str = "center",
        colour: str = "",
        bold: bool = False,
    ) -> None:
        """One line whose optical middle stands at `middle`; `align` says which part of it stands at `x`."""
        if not text:
            return
        font = FontProperties(family=list(self.families), size=size, weight="bold" if bold else "normal")
        self.figure.text(
            x,
            middle + MIDDLE * size,
            text,
            transform=self._down,
            horizontalalignment=align,
            verticalalignment="baseline",
            color=colour or self.theme.colours.ink,
            fontproperties=font,
            parse_math=False,
        )

    def label(self, x: float, middle: float, text: str, align: str) -> None:
        """A line of label size on a plate of paper, which keeps guides and grid lines out of it."""
        box = self.text_box(x, middle, text, self.size, align)
        self.plate(Box(box.left - 1, box.top, box.right + 1, box.bottom), self.theme.colours.paper)
        self.centred(x, middle, text, self.size, align)

    def stack(self, x: float, top: float, lines: Sequence[str], size: float, align: str = "left") -> None:
        """Lines under each other from `top`."""
        for i, line in enumerate(lines):
            self.centred(x, top + (i + 0.5) * PITCH * size, line, size, align)

    # --- shapes ---

    def line(self, points: Sequence[XY], colour: str, width: float = HAIRLINE, dashed: bool = False) -> None:
        xs, ys = zip(*points, strict=True)
        line = Line2D(xs, ys, transform=self._down, color=colour, linewidth=width)
        line.set_solid_joinstyle("round")
        line.set_zorder(_MARKS)
        if dashed:
            line.set_linestyle((0, (3, 2)))
        self.figure.add_artist(line)

    def bar(self, box: Box, style: Style) -> None:
        """A filled, hatched or hollow rectangle; the outline of the last two stays inside of the box."""
        inset = min(OUTLINE, box.width, box.height) / 2 if style.hatched or style.hollow else 0.0
        place = (box.left + inset, box.top + inset)
        self._fill(Rectangle(place, max(box.width - 2 * inset, 0), max(box.height - 2 * inset, 0)), style)

    def plate(self, box: Box, colour: str) -> None:
        """A plain rectangle: the ground of a label."""
        self._add(Rectangle((box.left, box.top), box.width, box.height), colour, None, 0)

    def dot(self, centre: XY, radius: float, style: Style, corners: int = 0) -> None:
        """A marker: round, or with so many corners, so that series stay apart without colour."""
        inner = radius - OUTLINE / 2 if style.hatched or style.hollow else radius
        if corners == 0:
            self._fill(Circle(centre, inner), style)
        else:
            self._fill(RegularPolygon(centre, corners, radius=inner * 1.2, orientation=_TURN.get(corners, 0.0)), style)

    def area(self, points: Sequence[XY], style: Style) -> None:
        self._fill(Polygon(list(points), closed=True), style)

    def wedge(self, centre: XY, outer: float, thickness: float, start: float, end: float, style: Style) -> None:
        """A slice of a ring between two turns (0 to 1), clockwise from twelve o'clock."""
        self._fill(Wedge(centre, outer, start * 360 - 90, end * 360 - 90, width=thickness), style)

    def _fill(self, patch: Patch, style: Style) -> None:
        colours = self.theme.colours
        paint = colours.paint(style.paint)
        if style.hatched or style.hollow:
            self._add(patch, colours.paper, paint, OUTLINE)
            if style.hatched:
                patch.set_hatch(HATCH)
        else:
            self._add(patch, paint, None, 0)

    def _add(self, patch: Patch, face: str, edge: str | None, width: float) -> None:
        patch.set_transform(self._down)
        patch.set_facecolor(face)
        patch.set_edgecolor(edge or "none")
        patch.set_linewidth(width)
        patch.set_zorder(_MARKS)
        self.figure.add_artist(patch)


_TURN: Final = {3: 3.141592653589793, 4: 0.0}
"""Rotation of markers, radians: triangles point up although y runs down."""
