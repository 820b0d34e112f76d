"""Letters of mathematics: the alphabets of Unicode (Mathematical Alphanumeric Symbols, U+1D400)."""

from __future__ import annotations

from typing import Final

from builder.formula.tree import Face

_LATIN: Final = {
    Face.BOLD: 0x1D400,
    Face.ITALIC: 0x1D434,
    Face.BOLD_ITALIC: 0x1D468,
    Face.SCRIPT: 0x1D49C,
    Face.FRAKTUR: 0x1D504,
    Face.DOUBLE: 0x1D538,
    Face.SANS: 0x1D5A0,
    Face.MONO: 0x1D670,
}
_GREEK: Final = {Face.BOLD: 0x1D6A8, Face.ITALIC: 0x1D6E2, Face.BOLD_ITALIC: 0x1D71C}
_GREEK_SIGNS: Final = "∂ϵϑϰϕϱϖ"
_DIGITS: Final = {Face.BOLD: 0x1D7CE, Face.DOUBLE: 0x1D7D8, Face.SANS: 0x1D7E2, Face.MONO: 0x1D7F6}
_HOLES: Final = {
    0x1D455: "ℎ", 0x1D49D: "ℬ", 0x1D4A0: "ℰ", 0x1D4A1: "ℱ", 0x1D4A3: "ℋ", 0x1D4A4: "ℐ", 0x1D4A7: "ℒ", 0x1D4A8: "ℳ",
    0x1D4AD: "ℛ", 0x1D4BA: "ℯ", 0x1D4BC: "ℊ", 0x1D4C4: "ℴ", 0x1D506: "ℭ", 0x1D50B: "ℌ", 0x1D50C: "ℑ", 0x1D515: "ℜ",
    0x1D51D: "ℨ", 0x1D53A: "ℂ", 0x1D53F: "ℍ", 0x1D545: "ℕ", 0x1D547: "ℙ", 0x1D548: "ℚ", 0x1D549: "ℝ", 0x1D551: "ℤ",
}  # fmt: skip
"""Letters that Unicode had before."""


def lettered(text: str, face: Face) -> str:
    """The text in the face's own characters; what an alphabet lacks stays as it is.

    In the DEFAULT face a single letter is italic, but for Greek capitals (as in TeX)."""
    if face is Face.DEFAULT:
        single = len(text) == 1 and not "Α" <= text <= "Ω"
        return _letter(text, Face.ITALIC) if single else text
    return "".join(_letter(character, face) for character in text)


def _letter(character: str, face: Face) -> str:
    code: int | None = None
    if "A" <= character <= "Z" and face in _LATIN:
        code = _LATIN[face] + ord(character) - ord("A")
    elif "a" <= character <= "z" and face in _LATIN:
        code = _LATIN[face] + 26 + ord(character) - ord("a")
    elif "0" <= character <= "9" and face in _DIGITS:
        code = _DIGITS[face] + ord(character) - ord("0")
    elif face in _GREEK and "Α" <= character <= "Ω":
        code = _GREEK[face] + ord(character) - ord("Α")
    elif face in _GREEK and "α" <= character <= "ω":
        code = _GREEK[face] + 26 + ord(character) - ord("α")
    elif face in _GREEK and character in _GREEK_SIGNS:
        code = _GREEK[face] + 51 + _GREEK_SIGNS.index(character)
    elif face in _GREEK and character == "∇" and face is not Face.ITALIC:
        code = _GREEK[face] + 25
    if code is None:
        return character
    return _HOLES.get(code, chr(code))
