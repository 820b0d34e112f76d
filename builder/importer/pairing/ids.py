"""Ids: ASCII, the same in every language, and the same whenever the same documents are imported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from builder.alignment.evidence import picture_name
from builder.importer.outlining.inlines import slug
from builder.importer.outlining.typed import ABOVE
from builder.importer.sheet import Part
from builder.model import Equation, Figure, Flow, Image, Missing, Table
from builder.text import is_han, plain

Named = Figure | Table | Flow | Equation
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_LONGEST = 48
_TELLING = 5
"""Latin letters in a title of another script that make an id: "AI" and "vs" name nothing."""


@dataclass(slots=True)
class Names:
    """Gives every id once, in all languages together; what one language alone has clashes with nothing either."""

    _taken: set[str] = field(default_factory=set)

    def take(self, wanted: Iterable[str], inside: str) -> str:
        """What is free: the first of the wanted names, it inside `inside`, another of them, it with a number."""
        names = list(wanted)
        within = [f"{inside}-{names[0]}"] if inside and len(inside) + len(names[0]) < _LONGEST else []
        for name in (names[0], *within, *names[1:]):
            if self._free(name):
                return name
        stem = names[0]
        place = 2
        while not self._free(f"{stem}-{place}"):
            place += 1
        return f"{stem}-{place}"

    def _free(self, name: str) -> bool:
        if name.casefold() in self._taken:
            return False
        self._taken.add(name.casefold())
        return True


def section_names(parts: list[Part], places: tuple[int, ...]) -> Iterator[str]:
    """What a section may be called, from its headings in all languages; `places` are its place and those above it."""
    typed = [[a for a in own_anchors(part.anchors) if _is_own(a, part)] for part in parts]
    yield from (anchor for anchor in typed[0] if all(anchor in own for own in typed))
    titles = [plain(part.title) for part in parts]
    western = [title for title in titles if title.strip() and not any(map(is_han, title))]
    telling = [name for title in western if len(name := ascii_slug(title)) > 1]
    telling += [name for title in titles if sum(map(str.isalpha, name := latin_slug(title))) >= _TELLING]
    yield from telling or ["s" + "-".join(map(str, places))]


def own_anchors(anchors: tuple[str, ...]) -> tuple[str, ...]:
    """The anchors without those of headings that stood above."""
    return anchors[: anchors.index(ABOVE)] if ABOVE in anchors else anchors


def _is_own(anchor: str, part: Part) -> bool:
    """Whether the anchor was given by the author, and not made of the heading's words."""
    if not _ID.fullmatch(anchor) or len(anchor) > _LONGEST:
        return False
    made = slug(plain(part.title))
    return not made or re.sub(r"-\d+$", "", anchor) != made


def ascii_slug(text: str) -> str:
    """The Latin letters and digits of a text, a letter first: "Über uns 2" → "uber-uns-2"; "" without a letter."""
    plain_ = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain_.lower())
    if not any(word[0].isalpha() for word in words):
        return ""
    name = "-".join(words)
    if not name[0].isalpha():
        name = f"s-{name}"
    if len(name) > _LONGEST:
        name = name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]
    return name


def latin_slug(text: str) -> str:
    """The Latin words of a title in another script."""
    return ascii_slug(" ".join(re.findall(r"[A-Za-z][A-Za-z0-9.+#-]*", text)))


def evidence_names(blocks: list[Named], anchors: tuple[str, ...], section: str, place: int) -> Iterator[str]:
    """What a figure, table or equation may be called; `anchors` are what links of the source lead to."""
    for name in (*(block.id for block in blocks), *anchors):
        if _ID.fullmatch(name) and len(name) <= _LONGEST:
            yield name
    kind = type(blocks[0]).__name__.lower()
    for block in blocks:
        if isinstance(block, Figure) and isinstance(block.content, Image | Missing):
            path = block.content.asset if isinstance(block.content, Image) else block.content.path
            if len(name := ascii_slug(picture_name(path))) > 1:
                yield name
    for block in blocks:
        if match := re.fullmatch(r"([a-z]+):([A-Za-z0-9.-]+):\d+", block.id):
            yield f"{match[1]}-{match[2].replace('.', '-').lower()}"
    yield f"{section}-{kind}-{place}" if section else f"front-{kind}-{place}"


def is_needed(block: Named, anchors: tuple[str, ...]) -> bool:
    """Whether something may lead to the block, or it can only be written with an id."""
    match block:
        case Table():
            rows = (*block.head, *block.body)
            spans = any(cell.colspan > 1 or cell.rowspan > 1 for row in rows for cell in row)
            headed = any(cell.header for row in block.body for cell in row)
            return bool(block.id or block.caption or block.source or anchors or spans or headed or len(block.head) != 1)
        case Equation():
            return bool(block.id)
        case _:
            return True
