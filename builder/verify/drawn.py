"""What a page of the PDF shows: its characters with place, size and colour, and the colours behind them."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final, TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from builder.verify.box import Box

Colour: TypeAlias = tuple[int, int, int]

_IGNORED: Final = frozenset("-\u00a0\u00ad\u200b\u2060\x02\x0b\ufffe")
_BOLD: Final = 600
_NEAR: Final = 48
"""Colours nearer to each other than this, summed over the channels, are one colour blurred at an edge."""
_SAMPLE: Final = 400
_EVEN: Final = 0.5
"""Share of the pixels around a text that one colour has where it stands on a plain ground."""


@dataclass(frozen=True, slots=True)
class Ink:
    """How a run was drawn: its size in points, colour (None where it lets the ground through) and weight, and its width
    as a share of what it is by nature; `number` tells runs apart."""

    number: int
    size: float
    colour: Colour | None
    bold: bool
    stretch: float


@dataclass(frozen=True, slots=True)
class Glyph:
    char: str
    box: Box
    ink: Ink


class Drawing:
    """One page. `text` has a character a glyph, without what a renderer may add or drop: spaces and hyphens."""

    def __init__(self, page: pdfium.PdfPage, width: float) -> None:
        """`width` is the slide's in points; the page's may differ from it by rounding."""
        self._page = page
        self._scale = width / page.get_size()[0]
        self.glyphs: tuple[Glyph, ...] = tuple(_glyphs(page, self._scale))
        self.text = "".join(glyph.char for glyph in self.glyphs)

    def ground(self, box: Box, ink: Colour) -> Colour | None:
        """The colour behind a text; None where it has many, and off the page."""
        pixels = Counter(self._pixels(box.grown(2)))
        total = sum(pixels.values())
        behind = Counter({colour: n for colour, n in pixels.items() if _apart(colour, ink) >= _NEAR})
        left = sum(behind.values())
        if not total:
            return None
        if left < 0.05 * total:
            return ink
        colour, _ = behind.most_common(1)[0]
        near = sum(n for other, n in behind.items() if _apart(colour, other) < _NEAR)
        return colour if near >= _EVEN * left else None

    @cached_property
    def _bitmap(self) -> tuple[bytes, int, int, int]:
        bitmap = self._page.render(scale=1, rev_byteorder=True)
        return bytes(bitmap.buffer), bitmap.stride, bitmap.n_channels, bitmap.height

    def _pixels(self, box: Box) -> Iterator[Colour]:
        """Some hundred of them, spread evenly."""
        data, stride, channels, height = self._bitmap
        left, right = (max(0, round(x / self._scale)) for x in (box.left, box.right))
        top, bottom = max(0, round(box.top / self._scale)), min(height, round(box.bottom / self._scale))
        right = min(right, stride // channels)
        step = max(1, round(math.sqrt(max(0, right - left) * max(0, bottom - top) / _SAMPLE)))
        for row in range(top, bottom, step):
            line = data[row * stride + left * channels : row * stride + right * channels]
            every = step * channels
            yield from zip(line[0::every], line[1::every], line[2::every], strict=True)


def solid(text: str) -> str:
    """The text as a page may be compared with it: one form of each letter, no case, no space."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if not char.isspace() and char not in _IGNORED)


def lines(glyphs: Sequence[Glyph]) -> Iterator[tuple[Glyph, ...]]:
    """The glyphs of each line, in the order in which they were drawn; cells of a row are lines of their own."""
    line: list[Glyph] = []
    for glyph in glyphs:
        if line and not _goes_on(line[-1], glyph):
            yield tuple(line)
            line = []
        line.append(glyph)
    if line:
        yield tuple(line)


def _goes_on(last: Glyph, glyph: Glyph) -> bool:
    tall = max(last.ink.size, glyph.ink.size)
    level = abs((last.box.top + last.box.bottom) - (glyph.box.top + glyph.box.bottom)) / 2 < 0.6 * tall
    return level and -tall < glyph.box.left - last.box.right < 2 * tall


def runs(glyphs: Iterable[Glyph]) -> Iterator[tuple[Glyph, ...]]:
    """What stands together in one colour and weight."""
    for _, members in groupby(glyphs, key=lambda glyph: (glyph.ink.colour, glyph.ink.bold)):
        yield tuple(members)


def contrast(one: Colour, other: Colour) -> float:
    """From 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (c / 255 for c in colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _apart(one: Colour, other: Colour) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) + abs(one[2] - other[2])


def _glyphs(page: pdfium.PdfPage, scale: float) -> Iterator[Glyph]:
    text = page.get_textpage()
    height = page.get_size()[1]
    inks: dict[int, Ink] = {}
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        said = solid(chr(code)) if 0 < code < 0x110000 else ""
        if not said:
            continue
        left, bottom, right, top = text.get_charbox(index)
        box = Box(left * scale, (height - top) * scale, right * scale, (height - bottom) * scale)
        run = ctypes.cast(raw.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value or 0
        if run not in inks:
            inks[run] = _ink(text, index, len(inks), scale)
        for char in said:
            yield Glyph(char, box, inks[run])


def _ink(text: pdfium.PdfTextPage, index: int, number: int, scale: float) -> Ink:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    wide, high = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    size = raw.FPDFText_GetFontSize(text, index) * high * scale
    channels = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, index, *channels)
    red, green, blue, alpha = (channel.value for channel in channels)
    bold = raw.FPDFText_GetFontWeight(text, index) >= _BOLD
    return Ink(number, size, (red, green, blue) if alpha == 255 else None, bold, wide / high if high else 1.0)
