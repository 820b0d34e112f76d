"""Whether a drawing is as legible in a column as in the full measure."""

from __future__ import annotations

import re
from typing import Final

from builder.report.resources import Resource

_SVG: Final = "image/svg+xml"
_HEIGHT: Final = re.compile(rb'<svg[^>]*? height="([\d.]+)')
_TEXT: Final = re.compile(rb"<text\b")

_MORE: Final = 1.15
"""So many times the lines of text, because they are cut into more of them."""

_TALLER: Final = 1.5
"""So many times the height, because what stood beside stands below."""


def cramped(narrow: Resource, wide: Resource) -> bool:
    """Whether the same drawing, narrower, has its words cut into more lines, or is much taller."""
    if narrow.media != _SVG or wide.media != _SVG:
        return False
    lines, more = len(_TEXT.findall(wide.content)), len(_TEXT.findall(narrow.content))
    return more > lines * _MORE or _height(narrow) > _height(wide) * _TALLER


def _height(drawing: Resource) -> float:
    found = _HEIGHT.search(drawing.content)
    return float(found[1]) if found else 0.0
