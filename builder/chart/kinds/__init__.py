"""The kinds of charts: one file each, one row each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from builder.chart.kind import Kind
from builder.chart.kinds import area, bar, combo, donut, dot, dumbbell, line, range, scatter, tiles, waterfall

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "bar": bar.KIND,
        "line": line.KIND,
        "area": area.KIND,
        "dot": dot.KIND,
        "dumbbell": dumbbell.KIND,
        "range": range.KIND,
        "scatter": scatter.KIND,
        "donut": donut.KIND,
        "waterfall": waterfall.KIND,
        "combo": combo.KIND,
        "tiles": tiles.KIND,
    }
)
