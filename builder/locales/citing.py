"""How a language cites: the style that it has where a report names none, and words around citations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citing:
    """`style`: the CSL style where a report names none. `marks`: punctuation that replaces the style's in citations by
    author and date, which stand in the text. `scripts` (ISO 15924): in which order a sorted list has sources, those of
    one script together (GB/T 7714-2015, 9.2). `cited` is before the places where a source is cited."""

    style: str
    marks: dict[str, str]
    scripts: tuple[str, ...]
    cited: str
    join: str
