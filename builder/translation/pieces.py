"""A unit's Markdown as words and protected marks, and back: what a translator may change, and what must stay."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeAlias

from markdown_it.common.utils import unescapeAll

from builder.model import Unit, UnitKind
from builder.translation.tokens import MarkKind, Raw, Tokenizer

_SPACE: Final = re.compile(r"[ \t\r\n]+")
_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>&~{}$!|]")
_LEAD: Final = re.compile(
    r"#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|:::|:[A-Za-z][\w-]*:|(?P<rule>[-*_=])(?:[ \t]*(?P=rule))*[ \t]*$|[|:-][\s|:-]*$"
    r"|\$\$|~~~|```|\[[^\]]*\]:|\[[ xX]\](?=\s)|<[A-Za-z/!?]|\\[A-Za-z]|(?P<number>\d{1,9})[.)](?=\s|$)"
)
"""What opens a block or option where a line begins."""

_ENDING: Final = re.compile(r"(?<=\s)#+$|(?<=[^\\])\}$|^#+$")
_EMPHASIS: Final = {MarkKind.STRONG: "strong", MarkKind.EMPHASIS: "em", MarkKind.STRIKE: "del"}
_BLOCKS: Final = frozenset({UnitKind.PARAGRAPH, UnitKind.ITEM, UnitKind.NOTE, UnitKind.CAPTION, UnitKind.HTML})


class Side(StrEnum):
    """A mark stands for itself, or opens or closes what is between two of them."""

    ALONE = "alone"
    OPEN = "open"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Mark:
    """`data` is its Markdown. `id` is the same for both sides of a pair; "" where none was given yet."""

    kind: MarkKind
    side: Side
    data: str
    id: str = ""


Piece: TypeAlias = str | Mark
Pieces: TypeAlias = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """How the text of a unit is typed: as Markdown of a block, a cell, an image's alternative text or title, or a line,
    or as it is."""

    markdown: bool
    block: bool
    cell: bool
    bracketed: bool
    quoted: bool
    tokenizer: Tokenizer

    def read(self, text: str) -> Pieces:
        """The pieces of what is typed, with ids in their order."""
        if not self.markdown:
            return numbered(_patterns(text))
        return numbered(_pieces(self.tokenizer.read(unescapeAll(text) if self.quoted else text)))

    def write(self, pieces: Pieces) -> str | None:
        """The shortest Markdown that reads back as `pieces`; None where none does."""
        pieces = trimmed(pieces)
        if not self.markdown:
            return "".join(piece if isinstance(piece, str) else piece.data for piece in pieces)
        for text in (pieces, _spaced(pieces)):
            wanted = meaning(text)
            for marks in (text, _tagged(text)):
                for escape in (False, True):
                    typed = self._typed(marks, escape)
                    open_ = self.bracketed and (len(typed) - len(typed.rstrip("\\"))) % 2
                    if not open_ and meaning(self.read(typed)) == wanted:
                        return typed
        return None

    def _typed(self, pieces: Pieces, escape: bool) -> str:
        parts: list[str] = []
        for piece in pieces:
            if isinstance(piece, Mark):
                parts.append(piece.data)
                continue
            text = piece.lstrip(" ") if not parts or parts[-1].endswith("\n") else piece
            if self.block and (not parts or parts[-1].endswith("\n")):
                text = _guarded(text, escape)
            elif escape:
                text = _SPECIAL.sub(r"\\\g<0>", text)
            if self.bracketed and not escape:
                text = re.sub(r"(?<!\\)[\[\]]", r"\\\g<0>", text)
            if self.cell and not escape:
                text = re.sub(r"(?<!\\)\|", r"\\|", text)
            parts.append(text)
        if parts and not self.cell and not escape and isinstance(pieces[-1], str):
            parts[-1] = _ENDING.sub(r"\\\g<0>", parts[-1])
        typed = "".join(parts)
        return re.sub(r'[\\"&]', r"\\\g<0>", typed) if self.quoted else typed


def _guarded(text: str, escape: bool) -> str:
    """The beginning of a line, which opens nothing."""
    lead = _LEAD.match(text)
    if lead is None:
        return _SPECIAL.sub(r"\\\g<0>", text) if escape else text
    if lead["number"]:
        cut = len(lead["number"])
        rest = text[cut + 1 :]
        return text[:cut] + "\\" + text[cut] + (_SPECIAL.sub(r"\\\g<0>", rest) if escape else rest)
    rest = text[1:]
    return "\\" + text[0] + (_SPECIAL.sub(r"\\\g<0>", rest) if escape else rest)


def form_of(unit: Unit, tokenizer: Tokenizer) -> Form:
    """Alternative texts of directives and the words of YAML are no Markdown, but for a title."""
    yaml = unit.file.endswith(".yaml")
    described = unit.kind is UnitKind.ALT and unit.within[-1:] != ("image",)
    cell = unit.kind is UnitKind.CELL or unit.row >= 0
    block = (
        unit.kind in (UnitKind.PARAGRAPH, UnitKind.ITEM, UnitKind.NOTE, UnitKind.CAPTION, UnitKind.HTML) and not cell
    )
    image = unit.within[-1:] == ("image",)
    bracketed, quoted = image and unit.kind is UnitKind.ALT, image and unit.kind is UnitKind.CAPTION
    return Form(not (yaml or described), block and not image, cell, bracketed, quoted, tokenizer)


def _patterns(text: str) -> list[Piece]:
    """The places of the number in a unit's words, and of values of the row in a label's."""
    parts = re.split(r"(\{n\}|\{param\}`[^`]+`)", text)
    kinds = {part: MarkKind.NUMBER if part == "{n}" else MarkKind.PARAM for part in parts[1::2]}
    return [Mark(kinds[part], Side.ALONE, part) if part in kinds else part for part in parts if part]


def _pieces(raws: Iterable[Raw]) -> list[Piece]:
    found: list[Piece] = []
    for raw in raws:
        if raw.kind is None:
            if found and isinstance(found[-1], str):
                found[-1] += raw.text
            else:
                found.append(raw.text)
        else:
            found.append(Mark(raw.kind, Side(raw.side), raw.text))
    return [squeezed(piece) if isinstance(piece, str) else piece for piece in found]


def squeezed(text: str) -> str:
    """Every run of white space as one space; none where a line is broken beside a character of East Asia."""

    def space(match: re.Match[str]) -> str:
        left, right = text[: match.start()][-1:], text[match.end() :][:1]
        return "" if "\n" in match[0] and _is_wide(left) and _is_wide(right) else " "

    return _SPACE.sub(space, text)


def _is_wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def numbered(pieces: Iterable[Piece]) -> Pieces:
    """The pieces with ids 1, 2, 3 …, one a pair."""
    found: list[Piece] = []
    open_: list[str] = []
    count = 0
    for piece in pieces:
        if isinstance(piece, Mark):
            if piece.side is Side.CLOSE and open_:
                piece = replace(piece, id=open_.pop())
            else:
                count += 1
                piece = replace(piece, id=str(count))
                if piece.side is Side.OPEN:
                    open_.append(piece.id)
        found.append(piece)
    return tuple(found)


def trimmed(pieces: Sequence[Piece]) -> Pieces:
    """Texts joined, without white space at the ends of lines."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        elif piece != "":
            found.append(piece)
    found = [squeezed(piece) if isinstance(piece, str) else piece for piece in found]
    for place, piece in enumerate(found):
        if isinstance(piece, str):
            piece = piece.lstrip(" ") if place == 0 or _breaks(found[place - 1]) else piece
            found[place] = piece.rstrip(" ") if place == len(found) - 1 or _breaks(found[place + 1]) else piece
    return tuple(piece for piece in found if piece != "")


def _breaks(piece: Piece) -> bool:
    return isinstance(piece, Mark) and piece.kind is MarkKind.BREAK


def meaning(pieces: Sequence[Piece]) -> list[tuple[str, ...]]:
    """What is equal in texts that mean the same: words, and marks, however emphasis and line ends are typed."""
    found: list[tuple[str, ...]] = []
    for piece in trimmed(pieces):
        if isinstance(piece, str):
            found.append(("", piece))
        else:
            data = "" if piece.kind in _EMPHASIS or piece.kind is MarkKind.BREAK else piece.data
            found.append((piece.kind.value, piece.side.value, data))
    return found


def words_of(pieces: Iterable[Piece]) -> str:
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _spaced(pieces: Pieces) -> Pieces:
    """Formulas with spaces around them: beside a letter, a dollar is one of money."""
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Mark) and piece.kind is MarkKind.MATH:
            found += [" ", piece, " "]
        else:
            found.append(piece)
    return trimmed(found)


def _tagged(pieces: Pieces) -> Pieces:
    """Emphasis as HTML, which stands beside any character."""
    return tuple(
        replace(piece, data=f"<{'/' * (piece.side is Side.CLOSE)}{_EMPHASIS[piece.kind]}>")
        if isinstance(piece, Mark) and piece.kind in _EMPHASIS
        else piece
        for piece in pieces
    )
