"""Faults of the text in native charts, as drawn: labels that touch, leave the chart or are too small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from builder.verify.box import around
from builder.verify.drawn import Glyph
from builder.verify.findings import Kind
from builder.verify.owners import Shared
from builder.verify.parts import Nature
from builder.verify.places import Fault

_LEAST: Final = 9.0
_ROUNDED: Final = 0.3
_OUT: Final = 2.0
_SQUEEZED: Final = 0.06
"""LibreOffice shrinks a chart, in one direction alone, where something of it stands outside its frame."""
_TOUCH: Final = 1.0
"""Points by which characters of two labels may cover each other both ways."""


def chart_faults(shared: Shared) -> Iterator[Fault]:
    """Goes by single characters, since the box around a slanted label is far larger than what it covers."""
    labels = _labels(shared.free)
    for owned in shared.owned:
        part, frame = owned.part, owned.part.frame
        if part.nature is not Nature.CHART or frame is None:
            continue
        inside = [label for label in labels if any(frame.holds(glyph.box) for glyph in label)]
        for label in inside:
            if not frame.grown(_OUT).holds(around(glyph.box for glyph in label)):
                yield Fault(part.name, Kind.CHART_CUT, f"'{_said(label)}' leaves the chart")
        stretch = [glyph.ink.stretch for label in inside for glyph in label]
        if stretch and not 1 - _SQUEEZED < sum(stretch) / len(stretch) < 1 + _SQUEEZED:
            yield Fault(part.name, Kind.CHART_CUT, "something leaves the chart: it is drawn squeezed into its frame")
        sizes = [max(glyph.ink.size for glyph in label) for label in inside]
        if sizes and min(sizes) < _LEAST - _ROUNDED:
            yield Fault(part.name, Kind.CHART_SMALL, f"labels of {min(sizes):.1f} pt")
        touching = [(one, other) for one, other in combinations(inside, 2) if _touch(one, other)]
        if touching:
            one, other = touching[0]
            more = f", and {len(touching) - 1} more pairs" if len(touching) > 1 else ""
            yield Fault(part.name, Kind.CHART_OVERLAP, f"'{_said(one)}' and '{_said(other)}' touch{more}")


def _labels(free: Sequence[Glyph]) -> list[tuple[Glyph, ...]]:
    """The characters of each run."""
    out: dict[int, list[Glyph]] = {}
    for glyph in free:
        out.setdefault(glyph.ink.number, []).append(glyph)
    return [tuple(glyphs) for glyphs in out.values()]


def _touch(one: Sequence[Glyph], other: Sequence[Glyph]) -> bool:
    if not around(g.box for g in one).meets(around(g.box for g in other), _TOUCH):
        return False
    return any(a.box.meets(b.box, _TOUCH) for a in one for b in other) and _said(one) != _said(other)


def _said(label: Sequence[Glyph]) -> str:
    return "".join(glyph.char for glyph in label)[:24]
