"""The pages of a report that is done, in the rows of its chapters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from builder.preview.board import Board, Stack
from builder.preview.desk import Desk
from builder.preview.pictures import Sheets
from builder.report.indexing import ANCHOR
from builder.request import PAIR

FRONT: Final = "/front"
BACK: Final = "/back"
"""Rows of what stands before and behind the chapters; no ids of sections."""


@dataclass(slots=True)
class Layer:
    """Puts whole reports in the place of proofs; `closed` ends that."""

    board: Board
    desk: Desk
    closed: bool = False
    _seen: dict[str, bytes] = field(default_factory=dict)

    def lay(self, lang: str, content: bytes, count: int) -> None:
        """The pages of the report, those first that are proofs now; pages of chapters that are as they were are not
        drawn again. Languages that are being read anew, or have gone, wait for the next round."""
        laid_out, grounds = self.desk.laid, self.desk.grounds
        first, *_ = editions = lang.split(PAIR)  # whose ids are those of the file, too
        if not {*editions} <= laid_out.keys() & grounds.keys():
            return
        if self._seen.get(lang) == content and self.board.are_whole(lang):
            return
        self._seen[lang] = content
        sheets = Sheets(content)
        chapters = [{unit.name: unit.chapters for unit in laid_out[one]} for one in editions]
        laid = {name: [own.get(name) for own in chapters] for name in chapters[0]}
        starts = sheets.places([*laid, ANCHOR])
        end = starts.pop(ANCHOR, sheets.count - bool(grounds[first].edition.document.front.colophon))
        order = sorted(starts, key=lambda name: starts[name])
        begin = min(starts.values(), default=end)
        ends = dict(zip(order, [*(starts[name] for name in order[1:]), end], strict=True))
        parts: list[tuple[str, int, int, object]] = [
            (FRONT, 0, begin, content),
            *((one, starts[one], ends[one], laid[one]) for one in order),
        ]
        parts.append((BACK, end, sheets.count, content))
        for name, start, behind, made_of in sorted(parts, key=lambda part: self.board.is_whole(lang, part[0])):
            shows = (start - begin, behind - start, made_of)
            if self.closed:
                break
            if not self.board.has(lang, name, shows, count):
                pictures = tuple(sheets.pictures(range(start, behind), self.board.shown(lang, name)))
                self.board.lay(lang, name, Stack(pictures, count, shows))
        sheets.close()
