"""A deck drawn by LibreOffice, and its text matched to its shapes: what runs out of its box, off the slide, or is lost.

Arial and Microsoft YaHei are stood in for by the fonts that the plan measures with. Lengths are points."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pptx import Presentation
from pptx.shapes.base import BaseShape

EMU = 12700
GAP = 5
"""Characters that a renderer may put before a paragraph: its bullet or number."""
STAND_INS = {
    "Arial": "Liberation Sans",
    "Microsoft YaHei": "Noto Sans SC",
    "微软雅黑": "Noto Sans SC",
    "Courier New": "Noto Sans Mono CJK SC",
}
SOFFICE = shutil.which("soffice")


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def union(self, other: Box) -> Box:
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def overlap(self, other: Box) -> tuple[float, float]:
        return (
            min(self.right, other.right) - max(self.left, other.left),
            min(self.bottom, other.bottom) - max(self.top, other.top),
        )


@dataclass(frozen=True, slots=True)
class Fault:
    slide: int
    kind: str
    shape: str
    detail: str


def render(decks: Mapping[str, bytes], folder: Path, fonts: Path) -> None:
    """Writes each deck as NAME.pptx and NAME.pdf, in one run: most of its time goes into the start. Needs LibreOffice;
    nothing is read from or written to the user's profile."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = [folder / f"{name}.pptx" for name in decks]
    for source, content in zip(sources, decks.values(), strict=True):
        source.write_bytes(content)
    environment = os.environ | {"FONTCONFIG_FILE": str(_font_configuration(folder, fonts)), "HOME": str(folder)}
    command = [
        str(SOFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
        "--outdir", str(folder), *map(str, sources),
    ]  # fmt: skip
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=600)


def faults(deck: Path, pdf: Path, tolerance: float = 2.0) -> Iterator[Fault]:
    presentation = Presentation(str(deck))
    document = pdfium.PdfDocument(pdf)
    for number, (slide, page) in enumerate(zip(presentation.slides, document, strict=True), start=1):
        text, boxes = _characters(page)
        yield from _slide_faults(number, list(_leaves(slide.shapes)), text, boxes, page.get_size(), tolerance)


def _slide_faults(
    number: int, shapes: list[BaseShape], text: str, boxes: list[Box], size: tuple[float, float], tolerance: float
) -> Iterator[Fault]:
    used: set[int] = set()
    placed: list[tuple[str, Box]] = []
    for shape in shapes:
        wanted = _paragraphs_of(shape)
        if not wanted:
            continue
        frame = Box(*(v / EMU for v in (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)))
        candidates = list(_candidates(text, wanted, used))
        found = min(candidates, key=lambda one: _distance(boxes[one[0]], frame), default=[])
        found = found or _in_pieces(text, "".join(wanted), used, boxes, frame)
        if not found:
            yield Fault(number, "lost", shape.name, f"not drawn as it stands: {''.join(wanted)[:40]}")
            continue
        used |= set(found)
        box = boxes[found[0]]
        for index in found:
            box = box.union(boxes[index])
        if box.left < -1 or box.top < -1 or box.right > size[0] + 1 or box.bottom > size[1] + 1:
            yield Fault(number, "off-slide", shape.name, f"{box}")
        if (
            box.left < frame.left - tolerance
            or box.right > frame.right + tolerance
            or box.top < frame.top - tolerance
            or box.bottom > frame.bottom + tolerance
        ):
            yield Fault(number, "out-of-box", shape.name, f"{box} in {frame}")
        for other, there in placed:
            wide, high = box.overlap(there)
            if wide > 3 and high > 3:
                yield Fault(number, "overlap", shape.name, f"with {other}")
        placed.append((shape.name, box))


def _candidates(text: str, paragraphs: list[str], used: set[int]) -> Iterator[list[int]]:
    """Where the paragraphs may stand: in a row, but for what the renderer puts between them."""
    start = text.find(paragraphs[0])
    while start >= 0:
        found: list[int] = []
        place = start
        for paragraph in paragraphs:
            place = text.find(paragraph, place, place + len(paragraph) + GAP)
            if place < 0:
                break
            found += range(place, place + len(paragraph))
            place += len(paragraph)
        if place >= 0 and not used & set(found):
            yield found
        start = text.find(paragraphs[0], start + 1)


def _in_pieces(text: str, wanted: str, used: set[int], boxes: list[Box], frame: Box) -> list[int]:
    """The text in up to four pieces, where what stands beside it was drawn between its lines."""
    found: list[int] = []
    for _ in range(4):
        for length in range(len(wanted), 1, -1):
            starts = [i for i in range(len(text)) if text.startswith(wanted[:length], i)]
            starts = [i for i in starts if not used & set(range(i, i + length)) and _distance(boxes[i], frame) < 40]
            if starts:
                found += range(starts[0], starts[0] + length)
                wanted = wanted[length:]
                break
    return [] if wanted else found


def _distance(box: Box, frame: Box) -> float:
    """From the first character to the nearest point of the shape."""
    return max(frame.left - box.left, box.left - frame.right, 0) + max(frame.top - box.top, box.top - frame.bottom, 0)


def _paragraphs_of(shape: BaseShape) -> list[str]:
    """The shape's text without space; fields, whose text is the renderer's, are left out."""
    frames = []
    if getattr(shape, "has_table", False) and shape.has_table:
        frames = [cell.text_frame for row in shape.table.rows for cell in row.cells if not cell.is_spanned]
    elif shape.has_text_frame and not shape._element.xpath(".//a:fld"):
        frames = [shape.text_frame]
    texts = (_solid(paragraph.text) for frame in frames for paragraph in frame.paragraphs)
    return [text for text in texts if text]


def _solid(text: str) -> str:
    """Without space and hyphens, which a renderer may take for its own at the end of a line."""
    return "".join(char for char in text if not char.isspace() and char not in "-\u00a0\u00ad\u200b\x02\x0b\ufffe")


def _leaves(shapes: object) -> Iterator[BaseShape]:
    """Shapes outside groups: a process is measured where it is placed."""
    for shape in shapes:  # type: ignore[attr-defined]
        if shape.shape_type != 6:
            yield shape


def _characters(page: pdfium.PdfPage) -> tuple[str, list[Box]]:
    """Every character that is drawn, with its box, y downwards."""
    text_page = page.get_textpage()
    height = page.get_size()[1]
    text, boxes = "", []
    for index in range(text_page.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text_page, index))
        if _solid(char):
            left, bottom, right, top = text_page.get_charbox(index)
            text += char
            boxes.append(Box(left, height - top, right, height - bottom))
    return text, boxes


def _font_configuration(folder: Path, fonts: Path) -> Path:
    rules = "".join(
        f'<match target="pattern"><test name="family" qual="any"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{real}</string></edit></match>'
        for name, real in STAND_INS.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{fonts.resolve()}</dir><cachedir>{folder}/font-cache</cachedir>'
        f"{rules}</fontconfig>",
        "utf-8",
    )
    return path
