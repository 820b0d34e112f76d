"""What characters and TeX commands of single characters stand for, with their classes."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from builder.formula.tree import Face, Kind, Symbol

CLASSES: Final = {
    "B": Kind.BINARY,
    "V": Kind.BINARY,
    "R": Kind.RELATION,
    "X": Kind.RELATION,
    "L": Kind.LARGE,
    "O": Kind.OPEN,
    "C": Kind.CLOSE,
    "P": Kind.PUNCTUATION,
}
"""Classes of unimathsymbols.txt that are not those of letters."""

_CHARACTERS: Final = {
    "+": ("+", Kind.BINARY),
    "-": ("−", Kind.BINARY),
    "*": ("∗", Kind.BINARY),
    "/": ("/", Kind.ORDINARY),
    "=": ("=", Kind.RELATION),
    "<": ("<", Kind.RELATION),
    ">": (">", Kind.RELATION),
    ":": (":", Kind.RELATION),
    "(": ("(", Kind.OPEN),
    "[": ("[", Kind.OPEN),
    ")": (")", Kind.CLOSE),
    "]": ("]", Kind.CLOSE),
    "!": ("!", Kind.CLOSE),
    "?": ("?", Kind.CLOSE),
    ",": (",", Kind.PUNCTUATION),
    ";": (";", Kind.PUNCTUATION),
    "|": ("|", Kind.ORDINARY),
    ".": (".", Kind.ORDINARY),
}
_OWN: Final = {
    "{": ("{", Kind.OPEN),
    "}": ("}", Kind.CLOSE),
    "|": ("‖", Kind.ORDINARY),
    "%": ("%", Kind.ORDINARY),
    "$": ("$", Kind.ORDINARY),
    "#": ("#", Kind.ORDINARY),
    "&": ("&", Kind.ORDINARY),
    "_": ("_", Kind.ORDINARY),
    "to": ("→", Kind.RELATION),
    "gets": ("←", Kind.RELATION),
    "lt": ("<", Kind.RELATION),
    "gt": (">", Kind.RELATION),
    "le": ("≤", Kind.RELATION),
    "ge": ("≥", Kind.RELATION),
    "ne": ("≠", Kind.RELATION),
    "neq": ("≠", Kind.RELATION),
    "iff": ("⟺", Kind.RELATION),
    "implies": ("⟹", Kind.RELATION),
    "impliedby": ("⟸", Kind.RELATION),
    "colon": (":", Kind.PUNCTUATION),
    "coloneqq": ("≔", Kind.RELATION),
    "mid": ("∣", Kind.RELATION),
    "nmid": ("∤", Kind.RELATION),
    "vert": ("|", Kind.ORDINARY),
    "lvert": ("|", Kind.OPEN),
    "rvert": ("|", Kind.CLOSE),
    "Vert": ("‖", Kind.ORDINARY),
    "lVert": ("‖", Kind.OPEN),
    "rVert": ("‖", Kind.CLOSE),
    "backslash": ("\\", Kind.ORDINARY),
    "lbrace": ("{", Kind.OPEN),
    "rbrace": ("}", Kind.CLOSE),
    "lbrack": ("[", Kind.OPEN),
    "rbrack": ("]", Kind.CLOSE),
    "land": ("∧", Kind.BINARY),
    "lor": ("∨", Kind.BINARY),
    "lnot": ("¬", Kind.ORDINARY),
    "neg": ("¬", Kind.ORDINARY),
    "cdot": ("⋅", Kind.BINARY),
    "centerdot": ("⋅", Kind.BINARY),
    "cdotp": ("·", Kind.PUNCTUATION),
    "ldots": ("…", Kind.INNER),
    "dots": ("…", Kind.INNER),
    "dotsc": ("…", Kind.INNER),
    "dotso": ("…", Kind.INNER),
    "mathellipsis": ("…", Kind.INNER),
    "cdots": ("⋯", Kind.INNER),
    "dotsb": ("⋯", Kind.INNER),
    "dotsm": ("⋯", Kind.INNER),
    "dotsi": ("⋯", Kind.INNER),
    "vdots": ("⋮", Kind.ORDINARY),
    "ddots": ("⋱", Kind.INNER),
    "infty": ("∞", Kind.ORDINARY),
    "partial": ("∂", Kind.ORDINARY),
    "nabla": ("∇", Kind.ORDINARY),
    "hbar": ("ℏ", Kind.ORDINARY),
    "ell": ("ℓ", Kind.ORDINARY),
    "Re": ("ℜ", Kind.ORDINARY),
    "Im": ("ℑ", Kind.ORDINARY),
    "emptyset": ("∅", Kind.ORDINARY),
    "varnothing": ("∅", Kind.ORDINARY),
    "degree": ("°", Kind.ORDINARY),
    "prime": ("′", Kind.ORDINARY),
    "angle": ("∠", Kind.ORDINARY),
    "epsilon": ("ϵ", Kind.ORDINARY),
    "varepsilon": ("ε", Kind.ORDINARY),
    "phi": ("ϕ", Kind.ORDINARY),
    "varphi": ("φ", Kind.ORDINARY),
    "omicron": ("ο", Kind.ORDINARY),
    "blacksquare": ("■", Kind.ORDINARY),
    "qed": ("□", Kind.ORDINARY),
    "Box": ("□", Kind.ORDINARY),
    "square": ("□", Kind.ORDINARY),
    "checkmark": ("✓", Kind.ORDINARY),
    "pounds": ("£", Kind.ORDINARY),
    "yen": ("¥", Kind.ORDINARY),
    "euro": ("€", Kind.ORDINARY),
    "S": ("§", Kind.ORDINARY),
    "P": ("¶", Kind.ORDINARY),
    "copyright": ("©", Kind.ORDINARY),
    "dag": ("†", Kind.BINARY),
    "ddag": ("‡", Kind.BINARY),
    "smallint": ("∫", Kind.LARGE),
    "doublecap": ("⋒", Kind.BINARY),
    "restriction": ("↾", Kind.RELATION),
    "shortmid": ("∣", Kind.RELATION),
    "owns": ("∋", Kind.RELATION),
    "thickapprox": ("≈", Kind.RELATION),
    "thicksim": ("∼", Kind.RELATION),
    "Longrightarrow": ("⟹", Kind.RELATION),
}
_BLACKBOARD: Final = {"R": "R", "N": "N", "Z": "Z", "Q": "Q", "C": "C", "reals": "R", "Reals": "R", "natnums": "N"}
_GREEK_CAPITALS_AS_LATIN: Final = dict(
    zip(
        ["Alpha", "Beta", "Epsilon", "Zeta", "Eta", "Iota", "Kappa", "Mu", "Nu", "Omicron", "Rho", "Tau", "Chi"],
        ["Α", "Β", "Ε", "Ζ", "Η", "Ι", "Κ", "Μ", "Ν", "Ο", "Ρ", "Τ", "Χ"],
        strict=True,
    )
)


def of_command(name: str) -> Symbol | None:
    r"""The symbol of `\name`, None where there is none."""
    tex = f"\\{name}"
    if name in _OWN:
        return Symbol(*_OWN[name], tex=tex)
    if name in _BLACKBOARD:
        return Symbol(_BLACKBOARD[name], face=Face.DOUBLE, tex=tex)
    if name in _GREEK_CAPITALS_AS_LATIN:
        return Symbol(_GREEK_CAPITALS_AS_LATIN[name], tex=tex)
    if found := _table().get(tex):
        return Symbol(*found, tex=tex)
    return None


def of_character(character: str) -> Symbol:
    if character in _CHARACTERS:
        return Symbol(*_CHARACTERS[character])
    return Symbol(character, _classes().get(character, Kind.ORDINARY))


def negated(symbol: Symbol) -> Symbol:
    r"""`\not` before a relation."""
    joined = unicodedata.normalize("NFC", symbol.text + "\u0338")
    return Symbol(joined, symbol.kind, symbol.face, f"\\not{symbol.tex or symbol.text}")


def commands() -> list[str]:
    """The commands of symbols, for hints."""
    return [*_OWN, *(name[1:] for name in _table() if name[1:].isalpha())]


@cache
def _table() -> dict[str, tuple[str, Kind]]:
    """Command → character and class."""
    from latex2mathml.symbols_parser import SYMBOLS

    classes, found = _classes(), {}
    for command, code in SYMBOLS.items():
        if command.startswith("\\") and command[1:].isalpha():
            character = chr(int(code, 16))
            plain = unicodedata.normalize("NFKC", character)
            if "\U0001d400" <= character <= "\U0001d7ff" and len(plain) == 1:
                character = plain  # alphabets are ours to choose
            found[command] = (character, classes.get(character, Kind.ORDINARY))
    return found


@cache
def _classes() -> dict[str, Kind]:
    from latex2mathml.symbols_parser import SYMBOLS_FILE

    found: dict[str, Kind] = {}
    with open(SYMBOLS_FILE, encoding="utf-8") as lines:
        for line in lines:
            columns = line.split("^")
            if not line.startswith("#") and len(columns) > 4 and columns[4] in CLASSES:
                found.setdefault(chr(int(columns[0], 16)), CLASSES[columns[4]])
    return found
