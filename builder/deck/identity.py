"""By what slides and their groups are the same in another build and another language: numbers made from names.

A name says what a slide shows or says, not where it stands, so that a slide that is put in leaves the others theirs."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from builder.deck.slides import DeckSlide

_SPACE: Final = uuid.UUID("6f3b3c7e-6a55-5f0e-9d0b-6d3f7f0a2b11")
_FIRST, _END = 256, 2**31
"""Range of a slide's id (ECMA-376-1 §19.7.13)."""


def named(parts: Mapping[str, tuple[DeckSlide, ...]], key: str) -> Mapping[str, tuple[DeckSlide, ...]]:
    """What became of one draft, under the name that its first language gave it, else under its key."""
    first = next(iter(parts.values()), ())
    names = [slide.head.name or key for slide in first]
    return {
        lang: tuple(
            replace(slide, head=replace(slide.head, name=names[n] if n < len(names) else key))
            for n, slide in enumerate(slides)
        )
        for lang, slides in parts.items()
    }


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names, of which the second and later ones that are alike are counted."""
    seen: Counter[str] = Counter()
    out = []
    for name in names:
        seen[name] += 1
        out.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return tuple(out)


def slide_ids(names: tuple[str, ...]) -> tuple[int, ...]:
    """An id for each of the names, which are distinct. Of two that fall on one number the name that sorts later gets
    the next free one."""
    taken: dict[int, str] = {}
    for name in sorted(names):
        number = _FIRST + uuid.uuid5(_SPACE, name).int % (_END - _FIRST)
        while number in taken:
            number = _FIRST + (number + 1 - _FIRST) % (_END - _FIRST)
        taken[number] = name
    ids = {name: number for number, name in taken.items()}
    return tuple(ids[name] for name in names)


def creation_id(name: str) -> int:
    """The `p14:creationId` of a slide ([MS-PPTX] 2.4.3.1)."""
    return uuid.uuid5(_SPACE, f"made {name}").int % 2**32


def guid(name: str) -> str:
    return "{" + str(uuid.uuid5(_SPACE, name)).upper() + "}"
