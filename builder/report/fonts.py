"""Our fonts alone, cut down to the characters of one document.

Static TrueType subsets are embedded as they are: files stay small, writing is fast, and the bytes do not depend on the
HarfBuzz of the machine. Of the substitutions those are kept whose glyphs can still be copied as their characters:
marks as a language draws them, two dashes as one (CLREQ, "Indication punctuation marks"), and Latin ligatures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import uharfbuzz as hb

from builder.locales import Locale
from builder.measure import Ruler
from builder.theme import Theme

_KEPT: Final = ("kern", "mark", "mkmk", "halt", "ccmp", "liga", "locl")
"""OpenType features that a document may need."""

_ALWAYS: Final = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0\u00ad\u2010\u2011•◦▪·…–—“”‘’×")

_FAMILY_NAME: Final = 1
_STYLE_NAME: Final = 2
_POSTSCRIPT_NAME: Final = 6


@dataclass(frozen=True, slots=True)
class Face:
    """One font file by what its name table says."""

    path: Path
    family: str
    postscript: str
    bold: bool
    italic: bool


@cache
def faces(folder: Path) -> tuple[Face, ...]:
    """Every font of the folder."""
    return tuple(_face(path) for path in sorted(folder.glob("*.ttf")))


@cache
def families(folder: Path) -> tuple[str, ...]:
    return tuple(sorted({face.family for face in faces(folder)}))


def space_of(font: bytes) -> tuple[int, float]:
    """Number and width, in thousandths of an em, of the glyph of a space in a font file."""
    face = hb.Face(font)
    number = hb.Font(face).get_nominal_glyph(ord(" ")) or 0
    return number, round(hb.Font(face).get_glyph_h_advance(number) * 1000 / face.upem)


def subset(face: Face, text: frozenset[str]) -> bytes:
    """The font with the glyphs for `text` alone."""
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update({ord(char) for char in text | _ALWAYS})
    features = wanted.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update({_tag(name) for name in _KEPT})
    wanted.flags = hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(_loaded(face.path), wanted).blob.data)


def heading_ruler(locale: Locale, theme: Theme) -> Ruler:
    """Measures with the faces that the language sets tables and headings in: the first for Latin, the last for Han."""

    def path(family: str, bold: bool) -> Path:
        return next(
            face.path for face in faces(theme.fonts) if face.family == family and face.bold == bold and not face.italic
        )

    first, last = locale.type.heading[0], locale.type.heading[-1]
    return Ruler(path(first, False), path(last, False), path(first, True), path(last, True))


def _face(path: Path) -> Face:
    face = _loaded(path)
    style = face.get_name(_STYLE_NAME) or ""
    return Face(
        path=path,
        family=face.get_name(_FAMILY_NAME) or path.stem,
        postscript=face.get_name(_POSTSCRIPT_NAME) or path.stem,
        bold="Bold" in style,
        italic="Italic" in style,
    )


@cache
def _loaded(path: Path) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(path)))


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")
