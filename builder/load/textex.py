"""Text of BibTeX, which is LaTeX, as the characters that it stands for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from builder.formula.linear import linear

_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_SIGNS: Final = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "i", "j": "j", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "S": "§", "P": "¶",
    "copyright": "©", "pounds": "£", "euro": "€", "dots": "…", "ldots": "…", "textellipsis": "…", "textendash": "–",
    "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "textbackslash": "\\", "textasciitilde": "~", "textunderscore": "_", "slash": "/", "LaTeX": "LaTeX", "TeX": "TeX",
    "BibTeX": "BibTeX", "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ",
    "-": "", "/": "", ",": "\u2009", "\\": " ", "newline": " ", "par": " ", "relax": "", "protect": "",
}  # fmt: skip
_DRESS: Final = frozenset(
    ("emph", "textit", "textbf", "textrm", "textsf", "texttt", "textsc", "textsl", "textup", "text", "mbox", "enquote",
     "textsuperscript", "textsubscript", "mathrm", "em", "it", "bf", "sc", "sf", "tt", "rm", "url", "path", "nolinkurl",
     "ensuremath", "NoCaseChange", "MakeUppercase", "itshape", "bfseries", "scshape", "textquotesingle")
)  # fmt: skip
"""Commands whose looks are left to the style."""
_PIECES: Final = re.compile(r"\\([A-Za-z]+)\s*|\\(.)|\$([^$]*)\$|(---|--|``|''|~|[{}])", re.DOTALL)
_MARKS: Final = {"---": "—", "--": "–", "``": "“", "''": "”", "~": "\u00a0", "{": "", "}": ""}


def plain_text(text: str, unknown: Callable[[str], None]) -> str:
    """Commands that it does not know are told, and what they stand before is kept."""
    found: list[str] = []
    at = 0
    accent = ""

    def add(piece: str) -> None:
        nonlocal accent
        if piece and accent:
            piece = unicodedata.normalize("NFC", piece[0] + accent) + piece[1:]
            accent = ""
        found.append(piece)

    for match in _PIECES.finditer(text):
        add(text[at : match.start()].lstrip() if accent else text[at : match.start()])
        at = match.end()
        name = match[1] or match[2]
        if match[3] is not None:
            add(linear(match[3]))
        elif match[4] is not None:
            add(_MARKS[match[4]])
        elif name in _ACCENTS:
            accent = _ACCENTS[name]
        elif name in _SIGNS:
            add(_SIGNS[name])
        elif name not in _DRESS:
            unknown(name)
    add(text[at:])
    return " ".join("".join(found).replace("\u00a0", " ").split())
