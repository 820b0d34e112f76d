"""Which layout a slide is made from."""

from __future__ import annotations

from typing import assert_never

from builder.deck.frames import PER_ROW
from builder.deck.slides import (
    Agenda,
    Bullets,
    ChartSlide,
    Closing,
    CodeSlide,
    Comparison,
    Cover,
    DeckSlide,
    KeyFigures,
    Pair,
    PictureSlide,
    ProcessSlide,
    SectionOpener,
    SourcesSlide,
    Statement,
    TableSlide,
)
from builder.deck.slots import Layout


def layout_of(slide: DeckSlide) -> Layout:
    """Which layout a slide is made from."""
    match slide:
        case Cover():
            return Layout.COVER
        case Agenda():
            return Layout.AGENDA
        case SectionOpener():
            return Layout.SECTION
        case Statement():
            return Layout.STATEMENT
        case Bullets():
            return Layout.BULLETS
        case KeyFigures():
            return Layout.KEY_FIGURES_GRID if len(slide.tiles) > PER_ROW else Layout.KEY_FIGURES
        case ChartSlide():
            return Layout.CHART_TEXT if slide.body.points else Layout.CHART
        case TableSlide():
            return slide.layout
        case ProcessSlide():
            return Layout.PROCESS
        case PictureSlide():
            return Layout.PICTURE_TEXT if slide.body.points else Layout.PICTURE
        case Comparison():
            return Layout.COMPARISON
        case Pair():
            return Layout.TWO_CONTENT_NOTE if slide.body.points else Layout.TWO_CONTENT
        case CodeSlide():
            return Layout.CODE_TEXT if slide.intro.points else Layout.CODE
        case SourcesSlide():
            return Layout.SOURCES
        case Closing():
            return Layout.CLOSING
        case _:
            assert_never(slide)
