"""Equations that bear a number: with an id by which references to it find them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count

from builder.formula.parse import tag_of
from builder.importer.outlining.captions import Captioned
from builder.importer.outlining.inlines import with_inner
from builder.importer.outlining.labels import Group
from builder.importer.sheet import Comment, Piece, Pieces
from builder.load.mathematics import id_of_label
from builder.model import Block, Blocks, Equation

_NUMBER = re.compile(r"\(?(\d{1,3}(?:[.-]\d{1,3}){0,2}[a-z]?)\)?")


def with_equations(pieces: Pieces, found: Captioned) -> Pieces:
    """The pieces; `found` takes in the equations that have a number, by their tag or by what stands behind them."""

    places = count(1)

    def named(block: Block, anchors: tuple[str, ...]) -> Block:
        if not isinstance(block, Equation):
            return with_inner(block, inner)
        typed = [tag_of(block.tex) or "", *anchors]
        numbers = [match[1] for match in map(_NUMBER.fullmatch, typed) if match]
        if not numbers:
            labels = [name for name in map(id_of_label, anchors) if name]
            return replace(block, id=labels[0]) if labels and not block.id else block
        name = block.id or f"{Group.EQUATION}:{numbers[0]}:{next(places)}"
        found.setdefault((Group.EQUATION, numbers[0].upper()), []).append(name)
        return replace(block, id=name)

    def inner(blocks: Blocks) -> Blocks:
        return tuple(named(block, ()) for block in blocks)

    def piece(one: Piece) -> Piece:
        return one if isinstance(one.block, Comment) else replace(one, block=named(one.block, one.anchors))

    return tuple(map(piece, pieces))
