"""XLIFF 2 as tools give it back: segments split, merged or reordered, codes as `pc` or `sc` and `ec`, and more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from builder.translation.pieces import Side
from builder.translation.returned import Content, Returned, Slot, Unreadable

_CORE: Final = "urn:oasis:names:tc:xliff:document:2."
_MARKED: Final = frozenset({"mrk"})
_SILENT: Final = frozenset({"sm", "em"})
_DONE: Final = frozenset({"translated", "reviewed", "final"})


def read_xliff(content: bytes) -> tuple[str, str, tuple[Returned, ...]]:
    """Source language, target language, and what came back. Entities and document types are refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content.removeprefix(b"\xef\xbb\xbf").lstrip(), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"it is no XML: line {error.lineno}, {error.msg}") from None
    if str(getattr(root.getroottree().docinfo, "doctype", "")):
        raise Unreadable("it has a document type, which XLIFF has not: delete <!DOCTYPE …>")
    name = etree.QName(root)
    if name.localname != "xliff" or not (name.namespace or "").startswith(_CORE):
        version = root.get("version", "none")
        raise Unreadable(f"it is no XLIFF 2 (element '{name.localname}', version {version}): save it as XLIFF 2.0")
    units = tuple(_unit(unit) for unit in root.iter() if _core(unit) == "unit")
    return root.get("srcLang", ""), root.get("trgLang", ""), units


def _core(element: etree._Element) -> str:
    """The name of an element of XLIFF's own; "" for those of modules, of extensions, and for comments."""
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    return name.localname if (name.namespace or "").startswith(_CORE) else ""


def _unit(unit: etree._Element) -> Returned:
    key, line = unit.get("id") or "", _line(unit)
    parts = [child for child in unit if _core(child) in ("segment", "ignorable")]
    found: list[tuple[int, Content]] = []
    lacking = 0
    states = [part.get("state", "initial") for part in parts if _core(part) == "segment"]
    for place, part in enumerate(parts, start=1):
        source, target = (next((c for c in part if _core(c) == name), None) for name in ("source", "target"))
        segment = _core(part) == "segment"
        if target is None and segment and source is not None and _says(source):
            lacking += 1
            continue
        element = source if target is None else target
        if element is None:
            continue
        if target is not None and segment and source is not None and _says(source) and not _says(target):
            lacking += 1
            continue
        order = element.get("order", "") if target is not None else ""
        try:
            found.append((int(order) if order.isdigit() else place, tuple(_content(element))))
        except ValueError as error:
            return Returned(key, _line(element), fault=str(error))
    segments = len(states)
    if segments and lacking == sum(_speaks(part) for part in parts):
        return Returned(key, line, empty=True)
    if lacking:
        return Returned(
            key, line, fault=f"{lacking} of its {segments} segments {'is' if lacking == 1 else 'are'} empty"
        )
    content = tuple(piece for _, part in sorted(found, key=lambda one: one[0]) for piece in part)
    done = bool(states) and all(state in _DONE for state in states)
    approved = done and "translated" not in states
    return Returned(key, line, content, empty=not segments, done=done, approved=approved)


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1


def _speaks(part: etree._Element) -> bool:
    source = next((child for child in part if _core(child) == "source"), None)
    return _core(part) == "segment" and source is not None and _says(source)


def _says(element: etree._Element) -> bool:
    return bool("".join(map(str, element.itertext())).strip()) or any(
        _core(child) in ("ph", "pc", "sc", "ec") for child in element.iter()
    )


def _content(element: etree._Element) -> Iterator[str | Slot]:
    """Text and placeholders; annotations and what is not known say what is inside them. Raises ValueError."""
    yield element.text or ""
    for child in element:
        yield from _inline(child)
        yield child.tail or ""


def _inline(child: etree._Element) -> Iterator[str | Slot]:
    name = _core(child)
    if name == "ph":
        yield Slot(child.get("id") or "", Side.ALONE)
    elif name == "pc":
        yield Slot(child.get("id") or "", Side.OPEN)
        yield from _content(child)
        yield Slot(child.get("id") or "", Side.CLOSE)
    elif name == "sc":
        yield Slot(child.get("id") or "", Side.OPEN)
    elif name == "ec":
        yield Slot(child.get("startRef") or child.get("id") or "", Side.CLOSE)
    elif name == "cp":
        raise ValueError(f"it holds the control character U+{child.get('hex', '')}")
    elif name in _SILENT or not isinstance(child.tag, str):
        if isinstance(child, etree._Entity):
            raise ValueError(f"it holds the entity {child.text}")
    else:
        yield from _content(child)
