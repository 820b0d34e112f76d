"""How a language cites: the style that it has where a report names none, and words around citations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citing:
    """`style`: the CSL style where a report names none. `marks`: punctuation that replaces the style's in citations by
    author and date, which stand in the text. `cited` is before the places where a source is cited."""

    style: str
    marks: dict[str, str]
    cited: str
    join: str
