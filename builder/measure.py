"""Text measured with the real fonts: column widths in print, labels in charts, fit on slides.

All lengths are points. Kerning and ligatures are off, as slides draw text; print then only comes out narrower."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import uharfbuzz as hb

from builder.theme import Theme

NO_LINE_START: Final = frozenset(
    "!%),.:;?]}¢°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠–—"
)
"""Marks that may not begin a line (CLREQ 6.1.1)."""

NO_LINE_END: Final = frozenset("([{‘“〈《「『【〔〖〝﹙﹛﹝（［｛$£¥＄￡￥")
"""Marks that may not end a line (CLREQ 6.1.1); a currency sign stays with its number."""

_SHARED: Final = frozenset("‘’“”…—·–‰′″×÷→")
"""Punctuation of both scripts: set in the East Asian font wherever the text has East Asian characters."""

_DASHES: Final = frozenset("—–…")


@dataclass(frozen=True, slots=True)
class Ruler:
    """One pair of fonts in two weights. A character that the Latin font lacks is measured in the East Asian one.

    `stretch`: text is set in letters so much wider than those of the Latin font."""

    latin: Path
    east_asian: Path
    latin_bold: Path
    east_asian_bold: Path
    stretch: float = 1.0

    def __hash__(self) -> int:
        """Of one path, which says enough: what was measured is looked up by rulers again and again."""
        return hash(self.latin)

    def width(self, text: str, size_pt: float, bold: bool = False) -> float:
        """Width of the text on one line, pt."""
        return self._ems(text, bold, has_east_asian(text)) * size_pt

    def wrap(self, text: str, size_pt: float, width_pt: float, bold: bool = False) -> tuple[str, ...]:
        """The text as lines no wider than `width_pt`; a word wider than a line is broken. An empty text is one line."""
        return _wrapped(self, text, width_pt / size_pt + 1e-6, bold)

    def lines(self, text: str, size_pt: float, width_pt: float, bold: bool = False) -> int:
        return len(self.wrap(text, size_pt, width_pt, bold))

    def height(self, text: str, size_pt: float, width_pt: float, pitch: float, bold: bool = False) -> float:
        """Height of the wrapped text, pt; `pitch` is the distance of two base lines as a factor of the size."""
        return self.lines(text, size_pt, width_pt, bold) * size_pt * pitch

    def _ems(self, text: str, bold: bool, mixed: bool) -> float:
        """Width in ems; `mixed`: the text that this is a piece of has East Asian characters."""
        latin, east_asian = (self.latin_bold, self.east_asian_bold) if bold else (self.latin, self.east_asian)
        return sum(map(_advances(latin, east_asian, mixed, self.stretch).__getitem__, text))

    def broken(self, text: str, limit: float, bold: bool) -> Iterator[str]:
        """Lines of a text without hard breaks; `limit` in ems."""
        line, used = "", 0.0
        for word, trimmed, whole in _measured(self, text, bold):
            if line and used + trimmed > limit:
                yield line.rstrip(" ")
                line, used = "", 0.0
            if trimmed > limit:
                mixed = has_east_asian(text)
                *full, word = self._chopped(word, limit, bold, mixed)
                yield from full
                whole = self._ems(word, bold, mixed)
            line += word
            used += whole
        yield line.rstrip(" ")

    def _chopped(self, word: str, limit: float, bold: bool, mixed: bool) -> Iterator[str]:
        piece = ""
        for char in word:
            if piece and self._ems(piece + char, bold, mixed) > limit:
                yield piece
                piece = ""
            piece += char
        yield piece


@lru_cache(maxsize=1 << 14)
def _wrapped(ruler: Ruler, text: str, limit: float, bold: bool) -> tuple[str, ...]:
    return tuple(line for part in text.split("\n") for line in ruler.broken(part, limit, bold))


@lru_cache(maxsize=1 << 14)
def _measured(ruler: Ruler, text: str, bold: bool) -> tuple[tuple[str, float, float], ...]:
    """The words of a text, which is set in many widths: each with its own in ems, without and with spaces."""
    mixed = has_east_asian(text)
    return tuple(
        (word, ruler._ems(word.rstrip(" "), bold, mixed), ruler._ems(word, bold, mixed)) for word in words(text)
    )


def deck_ruler(theme: Theme) -> Ruler:
    """Slides name Arial and Microsoft YaHei; these fonts have the same widths (Latin) and full-width advances (Han)."""
    return _ruler(theme.fonts, "LiberationSans", "NotoSansSC", theme.stretch)


def print_ruler(theme: Theme, serif: bool = False) -> Ruler:
    """The report's sans pair (headings, tables, captions, charts), or its body face."""
    return (
        _ruler(theme.fonts, "SourceSerif4", "NotoSerifSC")
        if serif
        else _ruler(theme.fonts, "SourceSans3", "NotoSansSC")
    )


def is_east_asian(char: str) -> bool:
    """Whether the character belongs to an East Asian script alone: its ideographs, syllables and full-width forms."""
    code = ord(char)
    return code >= 0x2E80 and (
        code <= 0xA4CF
        or 0xAC00 <= code <= 0xD7FF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
    )


def has_east_asian(text: str) -> bool:
    return max(text, default="") >= "\u2e80" and any(map(is_east_asian, text))


def has_western_marks(text: str) -> bool:
    """Whether its quotation marks and dashes are those of a Latin text, which East Asian fonts draw too wide."""
    return not _SHARED.isdisjoint(text) and not has_east_asian(text)


@lru_cache(maxsize=1 << 14)
def words(text: str) -> tuple[str, ...]:
    """The pieces between which a line may break; trailing spaces belong to the piece before them."""
    out, start = [], 0
    for end in range(1, len(text)):
        if _breakable(text[end - 1], text[end]):
            out.append(text[start:end])
            start = end
    return (*out, text[start:]) if text else ()


def _breakable(before: str, after: str) -> bool:
    if after in " \u00a0" or before == "\u00a0" or after in NO_LINE_START or before in NO_LINE_END:
        return False
    if before == " ":
        return True
    if is_east_asian(before) or is_east_asian(after) or before in _DASHES:
        return True
    return before == "-" and after.isalpha()


@cache
def _ruler(fonts: Path, latin: str, east_asian: str, stretch: float = 1.0) -> Ruler:
    def font(family: str, weight: str) -> Path:
        return fonts / f"{family}-{weight}.ttf"

    regular, bold = ((font(latin, weight), font(east_asian, weight)) for weight in ("Regular", "Bold"))
    return Ruler(*regular, *bold, stretch)


class _Advances(dict[str, float]):
    """Advances of characters in a pair of fonts, em, each measured when it is first asked for.

    Without kerning and ligatures the width of a Latin or Han text is the sum of these."""

    def __init__(self, latin: Path, east_asian: Path, mixed: bool, stretch: float) -> None:
        super().__init__()
        self._latin, self._east_asian, self._mixed = latin, east_asian, mixed
        self._stretch = stretch

    def __missing__(self, char: str) -> float:
        wide = is_east_asian(char) or (self._mixed and char in _SHARED)
        in_latin = not wide and ord(char) in _covered(self._latin)
        font = _font(self._latin if in_latin else self._east_asian)
        advance = font.get_glyph_h_advance(font.get_nominal_glyph(ord(char)) or 0) / font.face.upem
        self[char] = advance * self._stretch if in_latin else advance
        return float(self[char])


@cache
def _advances(latin: Path, east_asian: Path, mixed: bool, stretch: float) -> _Advances:
    return _Advances(latin, east_asian, mixed, stretch)


@cache
def _font(path: Path) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))


@cache
def _covered(path: Path) -> frozenset[int]:
    return frozenset(_font(path).face.unicodes)


def covered(theme: Theme) -> frozenset[int]:
    """Every code point that some font of the theme can draw."""
    return frozenset().union(*(_covered(path) for path in sorted(theme.fonts.glob("*.ttf"))))
