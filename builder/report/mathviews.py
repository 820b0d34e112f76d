"""What the templates place of mathematics. Lengths are em of the text around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Maths:
    """A formula, or a part of one, in a line: em of the text around it. `depth` is what lies under the baseline;
    `before` and `after` is space beside Han."""

    src: str
    alt: str
    width: float
    depth: float
    before: bool = False
    after: bool = False
    kind: ClassVar[str] = "maths"


@dataclass(frozen=True, slots=True)
class Display:
    """A displayed formula, em of the text around it. `room` stays free at its right for the number, em; `top` is where
    the number's line begins. `wide` uses the full measure."""

    id: str
    src: str
    alt: str
    width: float
    label: str
    room: float
    top: float
    wide: bool
    kind: ClassVar[str] = "display"
