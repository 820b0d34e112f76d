"""`builder watch` and `builder preview` while they run."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from typing import Final

from builder.cache import Store
from builder.preview.board import Board
from builder.preview.desk import Desk
from builder.preview.rounds import Round, one_round
from builder.preview.saving import saves
from builder.preview.session import Session
from builder.preview.slides import Slides
from builder.project import Project
from builder.request import Request
from builder.theme import default_assets
from builder.workers import Lent, crew, inline

_NICE: Final = 19
"""What is made behind the page that an author waits for gives way to it."""


def watch(project: Project, request: Request, store: Store | None, count: int, tell: Callable[[Round], None]) -> None:
    """Build, and again after every save, until it is interrupted; what is needed stays loaded in `count` processes."""
    with crew(count) if count > 1 else inline() as executor:
        for _ in saves(project, request.folder, threading.Event()):
            tell(one_round(project, request, store, lambda: nullcontext(Lent(executor))))


@contextmanager
def previewing(project: Project, request: Request, store: Store | None) -> Iterator[Board]:
    """A board that shows the project, and is kept fresh while the context is open."""
    board, stop = Board(), threading.Event()
    desk = Desk(project, request.paper, store)
    slides = Slides(board, default_assets() / "fonts")

    def follow() -> None:
        for changed in saves(project, request.folder, stop):
            session.take(changed)

    with ExitStack() as last:
        last.callback(desk.close)
        with crew(1, nice=_NICE) as builder, crew(1, nice=_NICE) as printer:  # which keeps the pages that it has set
            session = Session(request, store, board, desk, builder, printer, slides)
            last.callback(session.wait)
            session.beside(follow)
            slides.start()
            try:
                yield board
            finally:
                stop.set()
                slides.stop()
                session.stop()
