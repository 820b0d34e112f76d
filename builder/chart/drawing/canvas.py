"""A sheet to draw charts on: points from the top left corner, y downwards, its height known only at the end.

Nothing here knows about data. Text is placed by its base line, so that rows align whatever glyphs they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from math import nan, pi
from typing import Any, Final

from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, Polygon, Rectangle, RegularPolygon, Wedge
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Bbox

from builder.chart.drawing.sheet import Sheet
from builder.chart.drawing.textures import FORECASTS, PATTERNS, XY, Texture, strokes
from builder.measure import Ruler, has_western_marks
from builder.model import Style
from builder.theme import Theme

POINTS_PER_MM: Final = 72 / 25.4
PITCH: Final = 1.25
"""Distance of base lines in a wrapped label, as a factor of its size."""
MIDDLE: Final = 0.36
"""Height of the optical middle of figures and ideographs over the base line, em."""
HAIRLINE: Final = 0.6
OUTLINE: Final = 1.1
_SPECK: Final = 0.01
"""Length of a dash that its round ends make a dot, in widths of the line."""
WESTERN: Final = "Source Sans 3"
"""The family of texts whose marks are those of Latin ones."""
ALIKE: Final = 1.117
"""Latin letters of the East Asian family are those of it, so many times as large."""
_MARKS: Final = 1.0
"""All marks lie on one level, under the text: what is drawn later covers what was drawn before."""


class Marker(Enum):
    """Forms of points, so that series stay apart without colour."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DASH = "dash"
    POINTER = "pointer"


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
    """Collects the artists of one drawing. `width` is fixed; `finish` gives the height."""

    width: float
    theme: Theme
    ruler: Ruler
    families: tuple[str, ...]
    sheet: Sheet = field(init=False)
    _down: Affine2D = field(init=False)

    def __post_init__(self) -> None:
        self.sheet = Sheet()
        self._down = Affine2D()

    @property
    def size(self) -> float:
        """Type size of labels, pt."""
        return self.theme.sizes.chart_label

    @property
    def small(self) -> float:
        """Type size of captions, ticks and notes, pt."""
        return self.theme.sizes.chart_small

    def finish(self, height: float) -> Sheet:
        self.sheet.bbox = Bbox.from_bounds(0, 0, self.width, height)
        self._down.clear().scale(1, -1).translate(0, height)
        return self.sheet

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
        families, scale = self.families, 1.0
        if WESTERN not in families and has_western_marks(text):
            families, scale = (WESTERN, *families), ALIKE
        font = FontProperties(family=list(families), size=size * scale, weight="bold" if bold else "normal")
        look: dict[str, Any] = {"horizontalalignment": align, "color": colour or self.theme.colours.ink}
        line = Text(x, middle + MIDDLE * size, text, fontproperties=font, parse_math=False, **look)
        line.set_transform(self._down)
        self.sheet.add(line)

    def label(self, x: float, middle: float, text: str, align: str) -> None:
        """A line of label size on a plate of paper, which keeps guides and grid lines out of it."""
        if not text:
            return
        box = self.text_box(x, middle, text, self.size, align)
        self.plate(Box(box.left - 1, box.top, box.right + 1, box.bottom), self.theme.colours.paper)
        self.centred(x, middle, text, self.size, align)

    def stack(self, x: float, top: float, lines: Sequence[str], size: float, align: str = "left") -> None:
        """Lines under each other from `top`."""
        for i, line in enumerate(lines):
            self.centred(x, top + (i + 0.5) * PITCH * size, line, size, align)

    # --- shapes ---

    def line(self, points: Sequence[XY], colour: str, width: float = HAIRLINE, dashes: Sequence[float] = ()) -> None:
        """`dashes`: lengths of ink and of gaps in turn, pt."""
        xs, ys = zip(*points, strict=True)
        line = Line2D(xs, ys, transform=self._down, color=colour, linewidth=width)
        line.set_solid_joinstyle("round")
        line.set_zorder(_MARKS)
        if dashes:
            line.set_linestyle((0, [length / width for length in dashes]))
            line.set_dash_capstyle("butt")
        self.sheet.add(line)

    def bar(self, box: Box, style: Style, pattern: int = 0) -> None:
        """A filled, hatched or hollow rectangle; the outline of the last two stays inside of the box."""
        inset = min(OUTLINE, box.width, box.height) / 2 if style.hatched or style.hollow else 0.0
        inner = Box(box.left + inset, box.top + inset, box.right - inset, box.bottom - inset)
        self._fill(Rectangle((inner.left, inner.top), inner.width, inner.height), inner, style, pattern)

    def plate(self, box: Box, colour: str) -> None:
        """A plain rectangle: the ground of a label."""
        self._add(Rectangle((box.left, box.top), box.width, box.height), colour, None, 0)

    def dot(self, centre: XY, radius: float, style: Style, marker: Marker = Marker.CIRCLE) -> None:
        inner = radius - OUTLINE / 2 if style.hatched or style.hollow else radius
        self._fill(_marker(centre, inner, marker), _around(centre, 1.2 * inner), style)

    def area(self, points: Sequence[XY], style: Style, pattern: int = 0) -> None:
        xs, ys = zip(*points, strict=True)
        self._fill(Polygon(list(points), closed=True), Box(min(xs), min(ys), max(xs), max(ys)), style, pattern)

    def wedge(self, centre: XY, outer: float, thickness: float, start: float, end: float, style: Style) -> None:
        """A slice of a ring between two turns (0 to 1), clockwise from twelve o'clock."""
        wedge = Wedge(centre, outer, start * 360 - 90, end * 360 - 90, width=thickness)
        self._fill(wedge, _around(centre, outer), style)

    def _fill(self, patch: Patch, box: Box, style: Style, pattern: int = 0) -> None:
        """The shape, whose bounds are `box`; an outline is drawn over its texture."""
        colours = self.theme.colours
        paint = colours.paint(style.paint)
        if style.hatched or style.hollow:
            self._add(patch, colours.paper, paint, OUTLINE)
            if style.hatched:
                self._texture(patch, box, paint, FORECASTS[pattern % len(FORECASTS)])
            elif pattern:
                self._texture(patch, box, paint, PATTERNS[(pattern - 1) % len(PATTERNS)])
        elif pattern:
            self._add(patch, paint, None, 0)
            self._texture(patch, box, colours.paper, PATTERNS[(pattern - 1) % len(PATTERNS)])
        else:
            self._add(patch, paint, None, 0)

    def _texture(self, patch: Patch, box: Box, colour: str, texture: Texture) -> None:
        """All strokes as one path, parted by points that are none."""
        xs: list[float] = []
        ys: list[float] = []
        for start, end in strokes(box.left, box.top, box.right, box.bottom, texture):
            xs += [start[0], end[0], nan]
            ys += [start[1], end[1], nan]
        line = Line2D(xs, ys, transform=self._down, color=colour, linewidth=texture.width, solid_capstyle="butt")
        if texture.period:
            line.set_linestyle((0, (_SPECK, texture.period / texture.width - _SPECK)))
            line.set_dash_capstyle("round")
        line.set_zorder(_MARKS)
        line.set_clip_path(patch)
        self.sheet.add(line)

    def _add(self, patch: Patch, face: str, edge: str | None, width: float) -> None:
        patch.set_transform(self._down)
        patch.set_facecolor(face)
        patch.set_edgecolor(edge or "none")
        patch.set_linewidth(width)
        patch.set_zorder(_MARKS)
        self.sheet.add(patch)


def _around(centre: XY, radius: float) -> Box:
    return Box(centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius)


def _marker(centre: XY, radius: float, marker: Marker) -> Patch:
    """The form, about as heavy as a circle of this radius. Triangles point up although y runs down, pointers down."""
    x, y = centre
    match marker:
        case Marker.CIRCLE:
            return Circle(centre, radius)
        case Marker.DIAMOND:
            return RegularPolygon(centre, 4, radius=1.2 * radius)
        case Marker.TRIANGLE:
            return RegularPolygon(centre, 3, radius=1.2 * radius, orientation=pi)
        case Marker.POINTER:
            return RegularPolygon(centre, 3, radius=1.2 * radius)
        case Marker.SQUARE:
            return Rectangle((x - 0.87 * radius, y - 0.87 * radius), 1.74 * radius, 1.74 * radius)
        case Marker.DASH:
            return Rectangle((x - 1.2 * radius, y - 0.42 * radius), 2.4 * radius, 0.84 * radius)
