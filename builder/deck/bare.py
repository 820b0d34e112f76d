"""A company's presentation without what was said in it: master, layouts, themes and their pictures are kept; slides,
notes, comments, shows, links, scripts, films and every trace of who made it are not.

Parts are kept by what leads to them (ECMA-376-2 §6.5), so that nothing is left that nothing needs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from builder.deck.package import CONTENT_TYPES, parts_of

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
PRESENTATION: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_KEPT: Final = frozenset(
    {"slideMaster", "slideLayout", "notesMaster", "handoutMaster", "theme", "themeOverride"}
    | {"tableStyles", "image", "font"}
)
"""Relationships that are followed, by the last word of their type."""
_SAID: Final = (
    "sldIdLst", "custShowLst", "photoAlbum", "custDataLst", "kinsoku", "modifyVerifier", "smartTags", "extLst",
)  # fmt: skip
"""What a presentation says of its slides, its editors and who may edit it (ECMA-376-1 §19.2.1.26)."""
_FIRST_FREE: Final = 13
_DROPPED: Final = ("custDataLst", "controls", "timing", "transition")
"""What a master or layout says of scripts, films and who made it."""


def bare(content: bytes) -> dict[str, bytes]:
    """The parts of the template, with their relations and types. Raises KeyError where one is named and not there."""
    parts = parts_of(content)
    main = next(target for _, kind, target in _relations("", parts) if kind == "officeDocument")
    kept: dict[str, bytes] = {}
    waiting = [main]
    while waiting:
        name = waiting.pop()
        if name in kept:
            continue
        followed = {key: target for key, kind, target in _relations(name, parts) if kind in _KEPT and target in parts}
        waiting += followed.values()
        kept[name] = parts[name]
        if name.endswith(".xml"):
            kept[name] = _cleaned(parts[name], frozenset(followed), _SAID if name == main else _DROPPED)
        if followed:
            kept[_rels(name)] = _without(parts[_rels(name)], frozenset(followed))
    types = _typed(parts[CONTENT_TYPES], kept, main)
    root = f'<Relationship Id="rId1" Type="{R[1:-1]}/officeDocument" Target="{main}"/>'
    return {
        **kept,
        CONTENT_TYPES: types,
        "_rels/.rels": f'<Relationships xmlns="{RELATION[1:].split("}")[0]}">{root}</Relationships>'.encode(),
    }


def tree(part: bytes) -> etree._Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))


def written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def targets(name: str, parts: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The parts that a part leads to, by the kind of relation, in their order."""
    out: dict[str, list[str]] = {}
    for _, kind, target in _relations(name, parts):
        out.setdefault(kind, []).append(target)
    return out


def target_of(name: str, key: str, parts: Mapping[str, bytes]) -> str:
    """The part that a relation of that id leads to."""
    return next(target for own, _, target in _relations(name, parts) if own == key)


def _rels(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _relations(name: str, parts: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Id, kind and target of the relations that stay inside the package."""
    if _rels(name) not in parts:
        return
    for one in tree(parts[_rels(name)]).iter(RELATION):
        if one.get("TargetMode") != "External":
            target = str(one.get("Target"))
            inside = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")
            yield str(one.get("Id")), str(one.get("Type")).rsplit("/", 1)[-1], inside


def _without(part: bytes, kept: frozenset[str]) -> bytes:
    root = tree(part)
    for one in list(root):
        if one.get("Id") not in kept:
            root.remove(one)
    return written(root)


def _cleaned(part: bytes, kept: frozenset[str], dropped: tuple[str, ...]) -> bytes:
    root = tree(part)
    for name in dropped:
        for one in root.findall(f"{P}{name}"):
            root.remove(one)
    for one in list(root.iter()):
        lost = any(str(key).startswith(R) and value not in kept for key, value in one.attrib.items())
        if lost and isinstance(one.tag, str):
            _drop(one)
    _number(root)
    return written(root)


def _number(root: etree._Element) -> None:
    """Gives placeholders of one index their own: some programs write none, and slides could not tell them apart."""
    places = list(root.iterfind(f"{P}cSld/{P}spTree/*/*/{P}nvPr/{P}ph"))
    used = {int(one.get("idx", "0")) for one in places}
    seen: set[int] = set()
    for one in places:
        index = int(one.get("idx", "0"))
        if index in seen:
            index = next(n for n in range(_FIRST_FREE, 2**16) if n not in used)
            one.set("idx", str(index))
        used.add(index)
        seen.add(index)


def _drop(element: etree._Element) -> None:
    """Takes out what shows something that is gone: the whole picture, object or extension around it."""
    if str(etree.QName(element).localname).startswith("hlink"):
        element.getparent().remove(element)  # type: ignore[union-attr]
        return
    around = {f"{P}pic", f"{P}graphicFrame", f"{P}bg", f"{A}ext", f"{P}ext", f"{P}custDataLst"}
    found = element
    for one in (element, *element.iterancestors()):
        if one.tag in around:
            found = one
            break
    parent = found.getparent()
    if parent is not None:
        parent.remove(found)


def _typed(types: bytes, kept: Mapping[str, bytes], main: str) -> bytes:
    """Content types of what is kept; a template's presentation becomes one that is no template."""
    root = tree(types)
    for one in list(root):
        name = str(one.get("PartName", "")).lstrip("/")
        if one.tag == f"{_TYPES}Override" and name not in kept:
            root.remove(one)
        elif name == main:
            one.set("ContentType", PRESENTATION)
    ends = {name.rsplit(".", 1)[-1].lower() for name in kept} | {"rels", "xml"}
    for one in list(root):
        if one.tag == f"{_TYPES}Default" and str(one.get("Extension", "")).lower() not in ends:
            root.remove(one)
    return written(root)
