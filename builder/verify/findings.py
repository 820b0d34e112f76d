"""What can be wrong with a slide: a value for each fault, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """Every kind of fault. `tests/verify` has a slide made wrong for each."""

    OUT_OF_BOX = "out-of-box"
    OFF_SLIDE = "off-slide"
    LOST_TEXT = "lost-text"
    OVERLAP = "overlap"
    SMALL_TEXT = "small-text"
    CONTRAST = "contrast"
    HALF_EMPTY = "half-empty"
    CHART_OVERLAP = "chart-overlap"
    CHART_CUT = "chart-cut"
    CHART_SMALL = "chart-small"
    NO_TITLE = "no-title"
    NO_ALT_TEXT = "no-alt-text"
    NO_LANGUAGE = "no-language"
    TEXT_BOX = "text-box"
    SHRUNK = "shrunk"
    SAME_ID = "same-id"


@dataclass(frozen=True, slots=True)
class Finding:
    """`slide` counts from 1; `shape` is its name in the selection pane, empty where the slide itself is meant."""

    deck: str
    slide: int
    shape: str
    kind: Kind
    message: str


HINTS: Final[Mapping[Kind, str]] = {
    Kind.OUT_OF_BOX: "shorten the text, or give it a larger box",
    Kind.OFF_SLIDE: "move it onto the slide",
    Kind.LOST_TEXT: "look whether a font, an effect or a frame without height hides it",
    Kind.OVERLAP: "move them apart",
    Kind.SMALL_TEXT: "11 pt is the least that is read from a seat; split the slide",
    Kind.CONTRAST: "take a darker or lighter colour of the theme (WCAG 2.2, 1.4.3)",
    Kind.HALF_EMPTY: "join it with its neighbour, or show more on it",
    Kind.CHART_OVERLAP: "show fewer labels, or give the chart more room",
    Kind.CHART_CUT: "shorten the label, or give the chart's inner plot less of the frame",
    Kind.CHART_SMALL: "9 pt is the least for a label; show fewer of them",
    Kind.NO_TITLE: "fill the title's placeholder: outlines and screen readers go by it",
    Kind.NO_ALT_TEXT: "describe it, or mark it as decorative",
    Kind.NO_LANGUAGE: "set the proofing language: spelling, fonts and voices depend on it",
    Kind.TEXT_BOX: "put the text into a placeholder: a text box follows no layout",
    Kind.SHRUNK: "turn 'shrink text on overflow' off: what it hides shows in other programs",
    Kind.SAME_ID: "copy the shape anew; PowerPoint repairs such files",
}
