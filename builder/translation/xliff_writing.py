"""Jobs as XLIFF 2.0 (OASIS Standard, 5 August 2014)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from lxml import etree

from builder.translation.context import Told
from builder.translation.jobs import Job, Work
from builder.translation.pieces import Mark, Piece, Pieces, Side
from builder.translation.tokens import MarkKind

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TYPES: Final = {
    MarkKind.STRONG: ("fmt", "xlf:b"),
    MarkKind.EMPHASIS: ("fmt", "xlf:i"),
    MarkKind.STRIKE: ("fmt", "builder:strikethrough"),
    MarkKind.BREAK: ("fmt", "xlf:lb"),
    MarkKind.LINK: ("link", ""),
    MarkKind.IMAGE: ("image", ""),
}
"""§4.3.1.30 and §4.3.1.28: `type` and `subType` of inline codes."""

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, production 2."""


def write_xliff(work: Work, told: Told) -> bytes:
    """One `<file>` a file of the source, its units in order."""
    empty = f'<xliff xmlns="{NAMESPACE}" version="2.0"/>'
    root = etree.fromstring(empty)
    root.set("srcLang", work.source)
    root.set("trgLang", work.lang)
    for place, (name, jobs) in enumerate(groupby(work.jobs, lambda job: job.pair.source.file), start=1):
        file = _child(root, "file", id=f"f{place}", original=name)
        for job in jobs:
            _unit(file, job, told)
    _indent(root, "\n")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _indent(element: etree._Element, line: str) -> None:
    """A line an element, but for those that hold text."""
    if etree.QName(element).localname in ("source", "target", "note", "data") or not len(element):
        return
    element.text = f"{line} "
    for child in element:
        _indent(child, f"{line} ")
        child.tail = f"{line} "
    element[-1].tail = line


def _unit(file: etree._Element, job: Job, told: Told) -> None:
    unit = _child(file, "unit", id=job.id, name=f"{told.section(job)} ({told.kind(job)})")
    notes = _child(unit, "notes")
    for category, text in told.notes(job):
        _child(notes, "note", category=category).text = _clean(text)
    data: dict[str, str] = {}
    segment = etree.Element(_name("segment"))
    segment.set("state", job.state.value)
    if job.previous:
        segment.set("subState", "builder:stale")
    _content(_child(segment, "source"), job.source, data, told)
    if job.target:
        _content(_child(segment, "target"), job.target, data, told)
    if data:
        original = _child(unit, "originalData")
        for typed, name in data.items():
            _child(original, "data", id=name).text = _clean(typed)
    unit.append(segment)


def _content(element: etree._Element, pieces: Pieces, data: dict[str, str], told: Told) -> None:
    element.set(_SPACE, "preserve")
    rest = _fill(element, pieces, data, told)
    assert not rest, "marks are closed where they are opened"


def _fill(element: etree._Element, pieces: Sequence[Piece], data: dict[str, str], told: Told) -> Sequence[Piece]:
    """What stands behind the mark that closes `element`."""
    last: etree._Element | None = None
    while pieces:
        piece, pieces = pieces[0], pieces[1:]
        if isinstance(piece, str):
            if last is None:
                element.text = (element.text or "") + _clean(piece)
            else:
                last.tail = (last.tail or "") + _clean(piece)
            continue
        if piece.side is Side.CLOSE:
            element.set("dataRefEnd", _data(data, piece.data))
            _say(element, piece, told, "End")
            return pieces
        last = _code(element, piece, data, told)
        if piece.side is Side.OPEN:
            pieces = _fill(last, pieces, data, told)
    return pieces


def _code(element: etree._Element, mark: Mark, data: dict[str, str], told: Told) -> etree._Element:
    paired = mark.side is Side.OPEN
    code = _child(element, "pc" if paired else "ph", id=mark.id, canCopy="no", canDelete="no")
    kind, sub = _TYPES.get(mark.kind, ("other", f"builder:{mark.kind.value.replace(' ', '-')}"))
    code.set("type", kind)
    if sub:
        code.set("subType", sub)
    code.set("dataRefStart" if paired else "dataRef", _data(data, mark.data))
    _say(code, mark, told, "Start" if paired else "")
    return code


def _say(code: etree._Element, mark: Mark, told: Told, end: str) -> None:
    if said := _clean(told.said(mark)):
        code.set(f"equiv{end}", said)
    code.set(f"disp{end}", _clean(" ".join(mark.data.split())))


def _data(data: dict[str, str], typed: str) -> str:
    return data.setdefault(typed, f"d{len(data) + 1}")


def _child(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _name(tag), {name: _clean(value) for name, value in attributes.items()})


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
