"""Decks in, findings out."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import pypdfium2 as pdfium
from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from builder.verify.charted import chart_faults
from builder.verify.drawn import Drawing
from builder.verify.filling import filling_faults
from builder.verify.findings import Finding
from builder.verify.markup import markup_faults
from builder.verify.office import STAND_INS, OfficeError, render
from builder.verify.owners import share
from builder.verify.parts import parts_of
from builder.verify.places import Fault, contrast_faults, overlap_faults, place_faults, size_faults

_EMU: Final = 12_700
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class DeckError(Exception):
    """A file is no presentation; the text names it."""


@dataclass(frozen=True, slots=True)
class Verified:
    """`strange` are the families that the decks name and Builder's fonts do not stand in for: where the machine has
    them not either, widths are guessed."""

    findings: tuple[Finding, ...]
    slides: int
    strange: tuple[str, ...]


def verify(files: Sequence[Path], fonts: Path) -> Verified:
    """Draws all decks in one run of LibreOffice and looks at every slide. Raises `DeckError`, `OfficeError` and
    what reading a file raises."""
    contents = {str(place): file.read_bytes() for place, file in enumerate(files)}
    decks = {name: _opened(content, file) for (name, content), file in zip(contents.items(), files, strict=True)}
    strange = tuple(sorted(set().union(*map(_families, decks.values())) - set(STAND_INS)))
    with tempfile.TemporaryDirectory(prefix="builder-verify-") as folder:
        render(contents, Path(folder), fonts, system=bool(strange))
        found = tuple(
            finding
            for (name, deck), file in zip(decks.items(), files, strict=True)
            for finding in findings(deck, Path(folder) / f"{name}.pdf", str(file))
        )
    return Verified(found, sum(len(deck.slides) for deck in decks.values()), strange)


def findings(deck: Deck, pdf: Path, name: str) -> Iterator[Finding]:
    """What is wrong with a deck and its drawing. Hidden slides are not drawn, and only read."""
    size = (float(deck.slide_width or 0) / _EMU, float(deck.slide_height or 0) / _EMU)
    document = pdfium.PdfDocument(pdf)
    try:
        shown = [number for number, slide in enumerate(deck.slides, 1) if slide._element.get("show") not in _HIDDEN]
        if len(shown) != len(document):
            raise OfficeError(f"LibreOffice drew {len(document)} of {len(shown)} slides of {name}")
        pages: Mapping[int, int] = {number: page for page, number in enumerate(shown)}
        for number, slide in enumerate(deck.slides, 1):
            drawing = Drawing(document[pages[number]], size[0]) if number in pages else None
            for fault in dict.fromkeys(_faults(slide, drawing, size)):
                yield Finding(name, number, fault.shape, fault.kind, fault.message)
    finally:
        document.close()


_HIDDEN: Final = ("0", "false")


def _faults(slide: Slide, drawing: Drawing | None, size: tuple[float, float]) -> Iterator[Fault]:
    parts = parts_of(slide)
    yield from markup_faults(slide, parts)
    if drawing is None:
        return
    shared = share(parts, drawing)
    layout = slide.slide_layout
    yield from place_faults(shared, size)
    yield from overlap_faults(shared)
    yield from size_faults(shared)
    yield from contrast_faults(shared, drawing)
    yield from filling_faults(shared, layout._element.get("type", ""), layout.name, size)
    yield from chart_faults(shared)


def _opened(content: bytes, file: Path) -> Deck:
    try:
        return Presentation(io.BytesIO(content))
    except (PythonPptxError, BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise DeckError(f"{file} is no presentation that can be read ({error})") from None


def _families(deck: Deck) -> set[str]:
    """The fonts that slides, layouts, masters and themes name."""
    roots = [slide._element for slide in deck.slides]
    for master in deck.slide_masters:
        roots += [master._element, *(layout._element for layout in master.slide_layouts)]
        roots.append(etree.fromstring(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob))
    tags = [f"{_A}{name}" for name in ("latin", "ea", "cs")]
    names = {one.get("typeface", "") for root in roots for one in root.iter(*tags)}
    return {name for name in names if name and not name.startswith("+")}
