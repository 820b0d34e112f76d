"""Faults of what the file says: what the next editor and a screen reader get."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from lxml.etree import _Element
from pptx.slide import Slide

from builder.verify.findings import Kind
from builder.verify.parts import Nature, Part, found
from builder.verify.places import Fault

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The other form of a shape, which may have its id."""
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SEEN: Final = (Nature.PICTURE, Nature.CHART, Nature.TABLE, Nature.FRAME)


def markup_faults(slide: Slide, parts: Sequence[Part]) -> Iterator[Fault]:
    if not any(part.is_title and part.paragraphs for part in parts):
        yield Fault("", Kind.NO_TITLE, "the slide has no title")
    for part in parts:
        if part.nature in _SEEN and not _is_described(part.element):
            yield Fault(part.name, Kind.NO_ALT_TEXT, f"this {part.nature.name.lower()} has no alternative text")
        if part.nature is Nature.GROUP:
            continue
        untagged = [run for run in _runs(part.element) if not _language(run)]
        if untagged:
            yield Fault(part.name, Kind.NO_LANGUAGE, f"no language is set for '{_text(untagged[0])[:30]}'")
        if any(one.get("txBox") == "1" for one in found(part.element, "p:nvSpPr/p:cNvSpPr")):
            yield Fault(part.name, Kind.TEXT_BOX, "the text stands in a text box")
        if found(part.element, "p:txBody/a:bodyPr/a:normAutofit"):
            yield Fault(part.name, Kind.SHRUNK, "the text is shrunk to fit")
    yield from _same_ids(slide)


def _same_ids(slide: Slide) -> Iterator[Fault]:
    root: _Element = slide._element
    hidden = {one for form in root.iter(_FALLBACK) for one in form.iter(f"{_P}cNvPr")}
    shapes = [(one.get("id", ""), one.get("name", "")) for one in root.iter(f"{_P}cNvPr") if one not in hidden]
    times = Counter(number for number, _ in shapes)
    for number, name in dict(shapes).items():
        if times[number] > 1:
            yield Fault(name, Kind.SAME_ID, f"{times[number]} shapes have the id {number}")


def _is_described(element: _Element) -> bool:
    about = next(iter(found(element, "./*/p:cNvPr")), None)
    if about is None:
        return True
    decorative = any(one.get("val") in ("1", "true") for one in about.iter(_DECORATIVE))
    return decorative or bool((about.get("descr") or about.get("title") or "").strip())


def _runs(element: _Element) -> Iterator[_Element]:
    for name in ("r", "fld"):
        yield from (run for run in element.iter(f"{_A}{name}") if _text(run).strip())


def _language(run: _Element) -> str:
    return next((one.get("lang", "") for one in found(run, "a:rPr")), "")


def _text(run: _Element) -> str:
    return "".join(text.text or "" for text in run.iter(f"{_A}t"))
