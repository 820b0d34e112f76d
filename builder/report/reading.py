"""Text that is read out of the file as it was typed, where its characters stand apart.

Readers take a gap for a space, Poppler from a tenth of an em, pdfium from a ninth or a sixth. What justification opens
in Chinese, and a seam between Han and Latin, is none: the characters before such gaps are marked with the text that
they stand for (ActualText: ISO 32000-1, 14.9.4), up to where the next one begins. The gap is covered by the glyph of a
space, which the mark leaves out, because pdfium looks at the last glyph that was drawn. `draw_first_line` is replaced.

Phrases in another language are marked with it, so that no structure needs a tag for them.

A mark holds characters of one pitch alone: pdfium gives each of them the same share of its width to be selected. No
upstream issue known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby, zip_longest
from typing import Any, Final

from builder.measure import has_east_asian
from builder.report.composition import SEAM
from builder.report.fonts import space_of
from builder.report.tongues import Tongues

_GAP: Final = 80.0
"""A gap as wide, in thousandths of an em, may be taken for a space."""

_SAME: Final = 20.0
"""Pitches differ by no more within a mark."""

_FONT: Final = re.compile(rb"/(\w+) \S+ Tf")
_SHOWN: Final = re.compile(rb"\[(.*)\] TJ")
_PIECE: Final = re.compile(rb"<([0-9a-f]*)>|([-\d.e]+)")


@dataclass(slots=True)
class _Glyph:
    """A glyph: its number as it is written, what it stands for, its width, and the gap behind it, in thousandths of an
    em; whether readers would take that gap for a space, and a gap before it that they would take for one; and its
    language, where it is another than its report's."""

    code: str
    text: str
    width: float
    gap: float = 0.0
    misread: bool = False
    before: float = 0.0
    tongue: str = ""

    @property
    def pitch(self) -> float:
        return self.width + self.gap


@dataclass(slots=True)
class _Shown:
    """Glyphs that one operation draws, and the gap before them."""

    font: Any
    lead: float = 0.0
    glyphs: list[_Glyph] = field(default_factory=list)


@cache
def install() -> None:
    """Replace the function; the layout engine must have been told of its fonts before."""
    from weasyprint.draw import text

    plain = text.draw_first_line

    def draw_first_line(stream: Any, textbox: Any, *others: Any) -> Any:
        start, current = len(stream.stream), stream._current_font
        emojis = plain(stream, textbox, *others)
        if has_east_asian(textbox.text) or SEAM in textbox.text:
            fonts = {font.hash: font for font in stream._fonts.values()}
            drawn = _parsed(stream.stream[start:], fonts, current[0] if current else "")
            behind = getattr(textbox.pango_layout, "behind", 0.0) / textbox.style["font_size"] * 1000
            shown = [one for one in drawn if isinstance(one, _Shown) and one.glyphs]
            _judge(shown, behind)
            voices = getattr(textbox.style.font_config, "tongues", {})
            _tell(shown, voices.get(textbox.style["lang"]))
            stream.stream[start:] = [one for operation in drawn for one in _written(operation)]
        return emojis

    text.draw_first_line = draw_first_line


def _parsed(operations: list[bytes], fonts: dict[str, Any], name: str) -> list[bytes | _Shown]:
    """Operations, of which those that show text are read; `name` is that of the font before them."""
    parsed: list[bytes | _Shown] = []
    for operation in operations:
        if found := _FONT.fullmatch(operation):
            name = found[1].decode()
        shown = _SHOWN.fullmatch(operation)
        parsed.append(_glyphs(shown[1], fonts[name]) if shown and not fonts[name].bitmap else operation)
    return parsed


def _glyphs(shown: bytes, font: Any) -> _Shown:
    made = _Shown(font)
    for codes, moved in _PIECE.findall(shown):
        if moved and made.glyphs:
            made.glyphs[-1].gap -= float(moved)
        elif moved:
            made.lead -= float(moved)
        for at in range(0, len(codes), 4):
            code = codes[at : at + 4].decode()
            number = int(code, 16)
            made.glyphs.append(_Glyph(code, font.to_unicode.get(number, ""), font.widths.get(number, 0)))
    return made


def _judge(shown: list[_Shown], behind: float) -> None:
    """Find the gaps of a text that would be misread; `behind` its last glyph is one, which its box does not hold."""
    if not shown:
        return
    shown[-1].glyphs[-1].gap += behind
    for one, after in zip_longest(shown, shown[1:]):
        _judge_each(one.glyphs, after.glyphs[0] if after else None, after.lead if after else 0.0)
    first = shown[0]
    if first.lead > _GAP:
        first.glyphs[0].before = first.lead
        first.lead = 0.0


def _tell(shown: list[_Shown], tongues: Tongues | None) -> None:
    """Find what is in another language: readers that speak change their voice (ISO 32000-1, 14.9.2)."""
    if tongues is None:
        return
    for one in shown:
        places = [at for at, glyph in enumerate(one.glyphs) for _ in glyph.text]
        for start, end, tag in tongues.phrases("".join(glyph.text for glyph in one.glyphs)):
            for at in range(places[start], places[end - 1] + 1):
                one.glyphs[at].tongue = tag


def _judge_each(glyphs: list[_Glyph], following: _Glyph | None, lead: float) -> None:
    """Find the gaps behind the glyphs; what follows the last of them is moved by `lead` besides."""
    for glyph, after in zip_longest(glyphs, glyphs[1:], fillvalue=following):
        assert glyph is not None
        gap = glyph.gap if after is not following else glyph.gap + lead
        glyph.misread = gap > _GAP and not (glyph.text.isspace() or (after is not None and after.text.isspace()))


def _written(operation: bytes | _Shown) -> Iterator[bytes]:
    """What draws the same, with its gaps covered."""
    if isinstance(operation, bytes):
        yield operation
        return
    if operation.lead:
        yield _array("", -operation.lead)
    for tongue, runs in groupby(_runs(operation.glyphs), lambda run: run[0].tongue):
        if tongue:
            yield f"/Span <</Lang ({tongue})>> BDC".encode()
        for run in runs:
            yield from _drawn(run, operation.font)
        if tongue:
            yield b"EMC"


def _drawn(run: list[_Glyph], font: Any) -> Iterator[bytes]:
    """What draws a run."""
    array = "".join(f"<{glyph.code}>{_moved(-glyph.gap)}" for glyph in run[:-1]) + f"<{run[-1].code}>"
    if not run[0].misread and not run[0].before:
        yield _array(array, -run[-1].gap)
        return
    space, width = _space(font)
    said = "".join(glyph.text for glyph in run).encode("utf-16-be").hex()
    yield f"/Span <</ActualText <feff{said}>>> BDC".encode()
    if run[0].before:
        array = f"{_moved(width - run[0].before)}<{space:04x}>{array}"
    if run[-1].misread:
        yield _array(f"{array}{_moved(width - run[-1].gap)}<{space:04x}>")
    else:
        yield _array(array, -run[-1].gap)
    yield b"EMC"


def _array(pieces: str, move: float = 0.0) -> bytes:
    """The operation that shows glyphs and moves on."""
    return f"[{pieces}{_moved(move)}] TJ".replace("><", "").encode()


def _moved(move: float) -> str:
    """A move as it is written, as exactly as glyphs are placed; nothing for none."""
    return f"{move:.1f}".removesuffix(".0") if abs(move) >= 0.05 else ""


def _runs(glyphs: list[_Glyph]) -> Iterator[list[_Glyph]]:
    """Glyphs side by side, of one language, that all have a gap behind them, of one pitch, or all have none."""
    run: list[_Glyph] = []
    for glyph in glyphs:
        if run and not _is_alike(run[-1], glyph):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _is_alike(one: _Glyph, after: _Glyph) -> bool:
    if one.tongue != after.tongue:
        return False
    if one.misread and after.misread:
        return abs(one.pitch - after.pitch) < _SAME
    return one.misread == after.misread and not one.before


def _space(font: Any) -> tuple[int, float]:
    """Number and width of the glyph of a space, which all our fonts have; the font then knows that it is used."""
    if not hasattr(font, "space"):
        number, width = space_of(font.file_content)
        font.space = number, font.widths.setdefault(number, width)
        font.to_unicode.setdefault(number, " ")
    number, width = font.space
    return number, width
