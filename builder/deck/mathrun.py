"""Runs of formulas: letters in the faces of Office MathML (ECMA-376-1 §22.1.2.87, §22.1.2.111)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from builder.formula.tree import Face

_FONT: Final = '<a:latin typeface="Cambria Math" panose="02040503050406030204" pitchFamily="18" charset="0"/>'
_FACES: Final = {
    Face.DEFAULT: "",
    Face.ITALIC: '<m:sty m:val="i"/>',
    Face.UPRIGHT: '<m:sty m:val="p"/>',
    Face.BOLD: '<m:sty m:val="b"/>',
    Face.BOLD_ITALIC: '<m:sty m:val="bi"/>',
    Face.DOUBLE: '<m:scr m:val="double-struck"/><m:sty m:val="p"/>',
    Face.SCRIPT: '<m:scr m:val="script"/><m:sty m:val="p"/>',
    Face.FRAKTUR: '<m:scr m:val="fraktur"/><m:sty m:val="p"/>',
    Face.SANS: '<m:scr m:val="sans-serif"/><m:sty m:val="p"/>',
    Face.MONO: '<m:scr m:val="monospace"/><m:sty m:val="p"/>',
}


@dataclass(frozen=True, slots=True)
class MathLook:
    """`properties` are attributes of `a:rPr`, `fill` its colour."""

    properties: str
    fill: str = ""


def drawn(look: MathLook, marks: str = ' i="1"', font: str = _FONT) -> str:
    """The `a:rPr` of a run, or of what an element draws itself; PowerPoint's own files have it, where the schema knows
    Word's alone."""
    return f"<a:rPr {look.properties}{marks}>{look.fill}{font}</a:rPr>"


def run(text: str, face: Face, look: MathLook, words: bool = False) -> str:
    """An `m:r`; `words` is text of a language, in the fonts of the theme."""
    if not text:
        return ""
    bold = ' b="1"' if face in (Face.BOLD, Face.BOLD_ITALIC) else ""
    slanted = ' i="1"' if face in (Face.DEFAULT, Face.ITALIC, Face.BOLD_ITALIC) else ' i="0"'
    style = "<m:rPr><m:nor/></m:rPr>" if words else f"<m:rPr>{_FACES[face]}</m:rPr>" if _FACES[face] else ""
    shown = drawn(look, bold + slanted, "" if words else _FONT)
    return f"<m:r>{style}{shown}<m:t>{escape(text)}</m:t></m:r>"
