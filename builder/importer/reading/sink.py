"""Where the blocks of a document go while it is walked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from builder.importer.reading.log import Log
from builder.importer.sheet import Comment, Piece
from builder.model import Block


@dataclass(slots=True)
class Sink:
    """Where blocks go: a list, or the pieces of the top level with their anchors and what stands aside."""

    log: Log
    top: bool = False
    blocks: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    _centred: int = 0

    def add(self, block: Block) -> None:
        self.blocks.append(block)
        if self.top:
            inside = [Piece(Comment(text), line) for text, line in self.log.take_aside()]
            self.pieces += [piece for piece in inside if _switches(piece)]
            self.pieces.append(Piece(block, block.span.line, self.log.take_anchors(), self._centred > 0))
            self.pieces += [piece for piece in inside if not _switches(piece)]

    @contextmanager
    def within(self, centred: bool) -> Iterator[None]:
        """What is added meanwhile stands in something that the source centres, or not."""
        self._centred += centred
        yield
        self._centred -= centred

    def aside(self) -> None:
        if self.top:
            self.pieces += [Piece(Comment(text), line) for text, line in self.log.take_aside()]

    def label(self, names: list[str]) -> None:
        """Anchors that belong to what stands above them."""
        if self.pieces and names:
            self.log.anchors = [name for name in self.log.anchors if name not in names]
            self.pieces[-1] = replace(self.pieces[-1], anchors=(*self.pieces[-1].anchors, *names))

    def amend(self, block: Block) -> None:
        """Put another block in the place of the last one."""
        old, self.blocks[-1] = self.blocks[-1], block
        for at in range(len(self.pieces) - 1, -1, -1):
            if self.pieces[at].block is old:
                self.pieces[at] = replace(self.pieces[at], block=block)
                break


def _switches(piece: Piece) -> bool:
    """A rule that is off in a line of a block is off in the block: its comment stands above."""
    return isinstance(piece.block, Comment) and piece.block.switches
