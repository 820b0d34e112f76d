"""Whether a house's style sheet looks beyond a chapter, so that the book must be set as one document."""

from __future__ import annotations

import re
from typing import Final

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_BEYOND: Final = re.compile(
    r"@page[^{]*:(?:first|nth|blank)"  # one page of all
    r"|(?:\b(?:body|main|section)|\.(?:cover|imprint|front|list|chapter|opening|index|colophon))(?![\w-])[^\s,{+~:]*"
    r"[\s>]*(?:[+~]|(?::not\()?:(?:first|last|nth|only))"  # a part among its neighbours
    r"|\bcounters?\(\s*(?!page\s*[,)])|\bcounter-(?:increment|reset|set)\b"  # what is counted from chapter to chapter
    r"|\btarget-|\bstring-set\b|\brunning\("  # what is said elsewhere
    r"|\bbreak-before\s*:\s*(?:left|right|recto|verso)\b",  # on which side of a leaf it begins
    re.IGNORECASE,
)


def reaches(css: str) -> bool:
    return bool(_BEYOND.search(_COMMENT.sub(" ", css)))
