"""Orthogonal lines as DrawingML connectors: the preset that has as many bends, turned and mirrored into place. EMU.

Presets are those of ECMA-376-1 §20.1.10.56: `bentConnectorN` starts along its own x axis and has N segments; its
adjustment is a share of its extent in 1/100000. Programs that route connectors anew agree on lines with one bend, and
on those with two that step aside; a line that turns back, or bends oftener, is made of such pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from builder.diagram.placement import Side

Emu: TypeAlias = tuple[int, int]

QUARTER_TURN: Final = 5_400_000


@dataclass(frozen=True, slots=True)
class Bent:
    """Frame and geometry of a connector. `adjustment` is None where the preset has none."""

    left: int
    top: int
    width: int
    height: int
    turned: bool
    flip_h: bool
    flip_v: bool
    preset: str
    adjustment: int | None

    def xml(self) -> str:
        """`a:xfrm` and `a:prstGeom`."""
        turn = f' rot="{QUARTER_TURN}"' if self.turned else ""
        flips = (' flipH="1"' if self.flip_h else "") + (' flipV="1"' if self.flip_v else "")
        guide = "" if self.adjustment is None else f'<a:gd name="adj1" fmla="val {self.adjustment}"/>'
        return (
            f'<a:xfrm{turn}{flips}><a:off x="{self.left}" y="{self.top}"/>'
            f'<a:ext cx="{self.width}" cy="{self.height}"/></a:xfrm>'
            f'<a:prstGeom prst="{self.preset}"><a:avLst>{guide}</a:avLst></a:prstGeom>'
        )


def heading(a: Emu, b: Emu) -> Side:
    """The side towards which the segment runs."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    if abs(dx) >= abs(dy):
        return Side.RIGHT if dx >= 0 else Side.LEFT
    return Side.BOTTOM if dy >= 0 else Side.TOP


def pieced(points: Sequence[Emu]) -> list[Sequence[Emu]]:
    """The line as pieces that `bent` can draw; each but the first starts where the last one ended."""
    segments = len(points) - 1
    if segments < 3 or (segments == 3 and heading(*points[:2]) is heading(*points[2:])):
        return [points]
    bends = points[1:-1]
    middles = [((a[0] + b[0]) // 2, (a[1] + b[1]) // 2) for a, b in pairwise(bends)]
    starts, ends = [points[0], *middles], [*middles, points[-1]]
    return [[a, corner, b] for a, corner, b in zip(starts, bends, ends, strict=True)]


def freeform(points: Sequence[Emu]) -> str:
    """`a:xfrm` and `a:custGeom` of a line that is no connector."""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    width, height = max(x for x, _ in points) - left, max(y for _, y in points) - top
    tags = ("moveTo", *["lnTo"] * (len(points) - 1))
    steps = "".join(
        f'<a:{tag}><a:pt x="{x - left}" y="{y - top}"/></a:{tag}>' for tag, (x, y) in zip(tags, points, strict=True)
    )
    return (
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{width}" h="{height}" fill="none">{steps}</a:path></a:pathLst></a:custGeom>'
    )


def bent(points: Sequence[Emu]) -> Bent:
    """The connector through two, three or four points; four must step aside, not turn back."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    if len(points) == 2:
        frame = (min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
        return Bent(*frame, False, x1 < x0, y1 < y0, "straightConnector1", None)
    turned = heading(*points[:2]) in (Side.TOP, Side.BOTTOM)
    along, across = (y1 - y0, x1 - x0) if turned else (x1 - x0, y1 - y0)
    width, height = abs(along), abs(across)
    adjustment = None
    if len(points) == 4:
        reach = abs(points[1][1] - y0) if turned else abs(points[1][0] - x0)
        adjustment = round(reach / max(width, 1) * 100_000)
    cx, cy = (x0 + x1) // 2, (y0 + y1) // 2
    return Bent(
        left=cx - width // 2,
        top=cy - height // 2,
        width=width,
        height=height,
        turned=turned,
        flip_h=along < 0,
        flip_v=(across > 0) if turned else across < 0,
        preset=f"bentConnector{len(points) - 1}",
        adjustment=adjustment,
    )
