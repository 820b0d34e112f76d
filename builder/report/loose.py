"""What may leave its place in the text: tables on pages on their side, figures that would leave a page too empty."""

from __future__ import annotations

import re
from dataclasses import replace

from builder.model import Section, Text
from builder.report.views import Drawing, Flow, Grid, Line, Note, Piece
from builder.text import walk


def loosened(flow: Flow, section: Section) -> Flow:
    """The flow of a section, its tables and figures told whether they may stand behind the text that follows them."""
    if not section.sections and all(isinstance(piece, Grid) and piece.broad for piece in flow):
        return flow
    said = "".join(one.text for one in walk(section.blocks) if isinstance(one, Text))
    return tuple(_loosened(piece, said) for piece in flow)


def _loosened(piece: Piece, said: str) -> Piece:
    """A table on its side waits for the end of a page where it has a number to be found by, and its section more than
    tables; a figure that the text of its section names lets text pass; neither where a note of it would be out of its
    order."""
    match piece:
        case Grid():
            return replace(piece, loose=piece.broad and bool(piece.label) and not _has_notes(piece))
        case Drawing():
            noted = _noted(piece.caption) or _noted(piece.source)
            return replace(piece, drifts=_names(said, piece.label) and not noted)
        case _:
            return piece


def _names(text: str, label: str) -> bool:
    """Whether the text says the label, and not one with more digits."""
    return bool(label) and re.search(rf"{re.escape(label)}(?![.-]?\d)", text) is not None


def _has_notes(grid: Grid) -> bool:
    rows = (*grid.head, *(row.cells for one in (grid, *grid.more) for row in one.body))
    lines = (grid.caption, grid.source, *(cell.children for row in rows for cell in row))
    return any(_noted(line) for line in lines)


def _noted(line: Line) -> bool:
    return any(isinstance(item, Note) or _noted(getattr(item, "children", ())) for item in line)
