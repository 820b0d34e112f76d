"""Charts: decided once as a `Plot`, drawn by `chart.svg` for print and by the deck's own backend.

Nothing here imports the drawing library; `chart.svg` does."""

from __future__ import annotations

from builder.chart.kinds import KINDS
from builder.chart.plot import is_countable, make_plot, validate

__all__ = ["KINDS", "is_countable", "make_plot", "validate"]
