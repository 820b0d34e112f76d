"""The page as set: the column of the text in whole ems, and the side column that the numbers of headings hang in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from builder.locales.locale import Typography
from builder.theme import PageSize

MM: Final = 72 / 25.4
"""Points in a millimetre."""

_SIDE_SHARE: Final = 0.165
"""The side column takes at least this share of the type area."""

_TALLEST: Final = 0.6
"""A picture takes at most this share of the type area's height."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths in pt. `full` is the type area, `text` the column of the text at its right, `side` what is left."""

    full: float
    text: float
    side: float
    height: float
    broad: float
    """The type area's width on a page that lies on its side."""

    @property
    def tallest(self) -> float:
        return self.height * _TALLEST


def measures(page: PageSize, kind: Typography) -> Measures:
    """The text column is a whole number of ems (CLREQ, "Procedure for Defining the Type Area")."""
    full = page.measure * MM
    text = math.floor(full * (1 - _SIDE_SHARE) / kind.body_size) * kind.body_size
    height = (page.height - page.margin_top - page.margin_bottom) * MM
    broad = (page.height - page.margin_inner - page.margin_outer) * MM
    return Measures(full=full, text=text, side=full - text, height=height, broad=broad)
