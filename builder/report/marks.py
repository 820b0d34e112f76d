"""The small drawn marks: states, boxes of tasks. Told apart by shape, not by colour alone."""

from __future__ import annotations

from typing import Final

from builder.model import Mark, Paint
from builder.report.pages import drawn
from builder.report.press import Press

_FILLED: Final = {Mark.GREEN: 1.0, Mark.YELLOW: 0.75, Mark.ORANGE: 0.5, Mark.RED: 0.0}
_PAINTS: Final = {
    Mark.GREEN: Paint.TEAL,
    Mark.YELLOW: Paint.OCHRE,
    Mark.ORANGE: Paint.OCHRE,
    Mark.RED: Paint.ACCENT,
    Mark.YES: Paint.TEAL,
    Mark.NO: Paint.ACCENT,
}
_PIES: Final = {0.75: "M10 10V3.4A6.6 6.6 0 1 1 3.4 10Z", 0.5: "M10 3.4A6.6 6.6 0 0 1 10 16.6Z"}
"""Slices of a disc of radius 6.6 about (10, 10), clockwise from the top."""


def status(mark: Mark, press: Press) -> str:
    """The address of the mark's picture: a disc as full as the state is good, a tick, a cross."""
    share = _FILLED.get(mark)
    content = drawn(
        "mark.svg.j2",
        colour=press.theme.colours.paint(_PAINTS[mark]),
        disc=share is not None,
        full=share == 1.0,
        slice=_PIES.get(share, "") if share is not None else "",
        tick=mark is Mark.YES,
        cross=mark is Mark.NO,
    )
    return press.shelf.put(f"mark/{mark}", content, "image/svg+xml")


def task(done: bool, press: Press) -> str:
    """The address of a task's box."""
    content = drawn("task.svg.j2", colour=press.theme.colours.ink, done=done)
    return press.shelf.put(f"task/{'done' if done else 'open'}", content, "image/svg+xml")
