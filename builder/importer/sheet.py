"""What one foreign document holds once it was read, before it is cut into sections."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from builder.model import Block, Inlines

UNCOUNTED = "unnumbered:"
"""An anchor of headings that their author takes out of the count (pandoc's `{-}`)."""


class Kind(StrEnum):
    """What became of a construct, for the report of an import."""

    CHANGED = "changed"
    GUESSED = "guessed"
    UNKNOWN = "not understood"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that the author should know: `line` is 1-based in the source."""

    line: int
    kind: Kind
    what: str


@dataclass(frozen=True, slots=True)
class Comment:
    """Words of the source that no reader sees (comments, unknown front matter): kept as a comment of the project."""

    text: str

    @property
    def switches(self) -> bool:
        """Whether it switches off a rule for the block below it."""
        return re.match(r"builder:\s*off\b", self.text) is not None


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of the top level, in source order. `anchors` are ids that links of the source may lead to.

    In it, `Link.target` and the asset of `Image` and `Picture` stand as they were typed, percent-escapes included;
    a `Heading` is always a piece of its own, with its level as typed. `centred`: the source sets it in the middle
    (`<center>`, `align="center"`), as authors do with titles and captions."""

    block: Block | Comment
    line: int
    anchors: tuple[str, ...] = ()
    centred: bool = False


Pieces: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document: `path` as it was named on the command line; front matter in `title` to `authors`, "" unknown.

    What the front matter says besides stands as a `Comment` at the start of `pieces`. `meta`: lines of the cover."""

    path: str
    title: Inlines
    subtitle: Inlines
    date: str
    authors: tuple[str, ...]
    pieces: Pieces
    notes: tuple[Note, ...] = ()
    meta: tuple[tuple[Inlines, Inlines], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its heading and what stands in it up to the next heading. `level` 1 is a chapter.

    `id` is empty until the documents are paired; `only` says that no other language has this section. `numbered`: its
    author numbers it, or none of its neighbours."""

    title: Inlines
    level: int
    line: int
    pieces: Pieces
    parts: tuple[Part, ...]
    anchors: tuple[str, ...] = ()
    id: str = ""
    only: bool = False
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Outline:
    """One language's document, cut into sections. `opening` stands above the first section (front of the report)."""

    lang: str
    sheet: Sheet
    opening: Pieces
    parts: tuple[Part, ...]
