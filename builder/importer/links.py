"""Links of the documents → ids of the project, URLs, or plain words: no link leads nowhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from builder.importer.documents import Original
from builder.importer.outlining.inlines import slug
from builder.importer.sheet import Outline, Part, Pieces
from builder.load.mathematics import id_of_label
from builder.model import Equation, Figure, Flow, Table
from builder.text import walk

_KEPT = re.compile(r"(?:https?|ftp)://\S|mailto:\S|tel:\S", re.IGNORECASE)
_VERSION = re.compile(r"mailto:[^@]+@[\d.]+")
"""What Markdown takes for an address: package@2.3.0."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_SUFFIXES = ("", ".md", ".mdx", ".markdown", "/index.md", "/README.md", "/index.mdx")


@dataclass(frozen=True, slots=True)
class Led:
    """Where a link leads: `target` as the project writes it, or "" and why in `lost`."""

    target: str
    lost: str = ""


@dataclass(slots=True)
class Anchors:
    """What links may call the sections and figures of one document."""

    ids: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    equations: set[str] = field(default_factory=set)
    numbered: set[str] = field(default_factory=set)
    """Sections, and what has a caption, which references find by number or title."""

    @classmethod
    def of(cls, outline: Outline, opening: str) -> Anchors:
        """`opening` is the id of the chapter that what stands above the first heading becomes."""
        made = cls()
        if opening:
            made.ids.add(opening)
        made._take(outline.opening, opening or next((part.id for part in outline.parts), ""))
        for part in _parts(outline.parts):
            made.ids.add(part.id)
            made.numbered.add(part.id)
            for name in part.anchors:
                made._name(name, part.id)
            made._take(part.pieces, part.id)
        return made

    def _take(self, pieces: Pieces, section: str) -> None:
        for piece in pieces:
            found = [one for one in walk(piece.block) if isinstance(one, Figure | Table | Flow | Equation) and one.id]
            ids = [one.id for one in found]
            self.equations.update(one.id for one in found if isinstance(one, Equation))
            self.numbered.update(one.id for one in found if not isinstance(one, Equation) and one.caption)
            self.ids.update(ids)
            for name in piece.anchors:
                own = id_of_label(name)
                self._name(name, own if own in ids else ids[0] if ids else section)

    def _name(self, name: str, target: str) -> None:
        if target:
            for form in (name, name.casefold(), slug(name)):
                self.names.setdefault(form, target)

    def find(self, typed: str) -> str:
        """The id that a fragment means, or ""."""
        name = unquote(typed)
        if name in self.ids:
            return name
        for form in (typed, name, name.casefold(), slug(name), slug(name).strip("-"), "user-content-" + name):
            if form and (found := self.names.get(form) or self.names.get(form.removeprefix("user-content-"))):
                return found
        return ""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one document. `others` are the documents that are imported with it, by their path."""

    original: Original
    anchors: Anchors
    others: dict[Path, Anchors]

    def lead(self, target: str) -> Led:
        target = target.strip()
        if target.startswith("//"):
            target = "https:" + target
        if _VERSION.fullmatch(target):
            return Led("", "it is the version of a package, and no address")
        if _KEPT.match(target):
            return Led(re.sub(r"\s", "%20", target))
        if _SCHEME.match(target):
            return Led("", "no reader can follow it")
        path, _, fragment = target.partition("#")
        if not path:
            return self._inside(self.anchors, fragment, "nothing of the document is called so")
        other = self._other(unquote(path.split("?")[0]))
        if other == self.original.path:
            return self._inside(self.anchors, fragment, "it leads to this document itself")
        if other is not None:
            anchors = self.others[other]
            same = anchors.find(fragment) if fragment else ""
            return Led(f"#{same}") if same and same in self.anchors.ids else Led("", SWITCH)
        return Led("", "the file is not imported")

    def _inside(self, anchors: Anchors, fragment: str, lost: str) -> Led:
        found = anchors.find(fragment)
        return Led(f"#{found}") if found else Led("", lost)

    def _other(self, name: str) -> Path | None:
        base = self.original.root if name.startswith("/") else self.original.folder
        for suffix in _SUFFIXES:
            path = Path(os.path.normpath(base / (name.strip("/") + suffix)))
            if path == self.original.path or path in self.others:
                return path
        return None


SWITCH = "the report has the other language beside it"


def _parts(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _parts(part.parts)
