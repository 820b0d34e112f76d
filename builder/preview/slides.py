"""Slides as pictures, drawn behind all else: LibreOffice takes seconds for what authors look at now and then."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from builder.preview.board import Board
from builder.preview.pictures import Sheets
from builder.verify.office import OfficeError, find_office, render

_QUIET_S: Final = 1.5
"""Decks are drawn when nothing was asked for so long."""


@dataclass(slots=True)
class Slides:
    """Draws decks, one run for all that changed, on a thread of its own."""

    board: Board
    fonts: Path
    _wanted: dict[str, bytes] = field(default_factory=dict)
    _drawn: dict[str, bytes] = field(default_factory=dict)
    _stopped: bool = False
    _asked: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        threading.Thread(target=self._run, daemon=True).start()

    def draw(self, lang: str, deck: bytes) -> None:
        """Draw it when there is time."""
        with self._lock:
            self._wanted[lang] = deck
        self._asked.set()

    def stop(self) -> None:
        """Begin nothing any more."""
        self._stopped = True
        self._asked.set()

    def _run(self) -> None:
        while self._asked.wait() and not self._stopped:
            self._asked.clear()
            if self._asked.wait(_QUIET_S):
                continue
            with self._lock:
                wanted = {lang: deck for lang, deck in self._wanted.items() if self._drawn.get(lang) != deck}
                self._wanted.clear()
            if wanted:
                self._draw(wanted)

    def _draw(self, decks: dict[str, bytes]) -> None:
        try:
            find_office()
            with tempfile.TemporaryDirectory(prefix="builder-slides-") as folder:
                render(decks, Path(folder), self.fonts)
                for lang in () if self._stopped else decks:
                    sheets = Sheets((Path(folder) / f"{lang}.pdf").read_bytes())
                    known = self.board.shown_slides(lang)
                    self.board.show(lang, sheets.pictures(range(sheets.count), known), "")
                    sheets.close()
        except OfficeError as error:
            for lang in decks:
                self.board.show(lang, self.board.shown_slides(lang), f"{error}: slides are drawn by it.")
        self._drawn |= decks
