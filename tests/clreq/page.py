"""A printed report as its reader has it: every glyph with its place, in the lines and elements that it belongs to.

Places of glyphs are pdfium's, in pt from the lower left corner; elements are those of the file's tag tree
(ISO 32000-1, 14.7), so that prose, cells and code are told apart by what they are and not by how they look."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from builder.measure import is_east_asian

BLOCKS = frozenset(
    {"P", "Caption", "TH", "TD", "Lbl", "LBody", "Note", "BlockQuote", "Code", "TOCI", "Figure", "Formula"}
    | {f"H{level}" for level in range(1, 7)}
)
"""Elements that lines belong to, the innermost one; what is in none of them is furniture."""

INLINE = frozenset({"Code", "Formula", "Figure"})
"""Those that may also stand in a line of another."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as it is printed: its origin, how far it advances, and the edges of its ink, all in pt."""

    char: str
    font: str
    size: float
    slant: float
    x: float
    baseline: float
    end: float
    left: float
    bottom: float
    right: float
    top: float
    page: int
    element: int | None

    @property
    def is_han(self) -> bool:
        return is_east_asian(self.char) and self.char.isalnum()

    @property
    def is_western(self) -> bool:
        """A letter or digit of the Latin script."""
        return self.char.isascii() and self.char.isalnum()


@dataclass(frozen=True, slots=True)
class Element:
    """A block of the tag tree: its roles from the root down, and those of the elements inside its lines."""

    path: tuple[str, ...]
    inside: frozenset[str]

    @property
    def role(self) -> str:
        return self.path[-1]

    def is_in(self, *roles: str) -> bool:
        return any(role in roles for role in self.path)


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs of one element on one baseline of one page, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def page(self) -> int:
        return self.glyphs[0].page

    @property
    def baseline(self) -> float:
        """Of the tallest type, since notes stand higher."""
        return max(self.glyphs, key=lambda glyph: glyph.size).baseline

    @property
    def size(self) -> float:
        return max(glyph.size for glyph in self.glyphs)

    @property
    def left(self) -> float:
        return self.glyphs[0].x

    @property
    def pairs(self) -> Iterator[tuple[Glyph, Glyph, float]]:
        """Glyphs side by side, and the distance of their origins in em of the first."""
        for here, after in pairwise(self.glyphs):
            yield here, after, (after.x - here.x) / here.size


@dataclass(frozen=True, slots=True)
class Text:
    """A block with its lines in reading order, over all pages that it stands on."""

    element: Element
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Printed:
    """`sizes`: width and height of the pages, pt; `labels`: what viewers call them."""

    texts: tuple[Text, ...]
    furniture: tuple[Line, ...]
    sizes: tuple[tuple[float, float], ...]
    labels: tuple[str, ...]


def read(content: bytes) -> Printed:
    """What is printed in a tagged PDF; raises `KeyError` where a file has no tags."""
    elements, places = _tags(content)
    with pdfium.PdfDocument(unmarked(content)) as document:
        glyphs = [glyph for at, page in enumerate(document) for glyph in _glyphs(page, at, places)]
        sizes = tuple(page.get_size() for page in document)
        labels = tuple(document.get_page_label(at) for at in range(len(document)))
    found: dict[int | None, list[Glyph]] = {}
    for glyph in glyphs:
        found.setdefault(glyph.element, []).append(glyph)
    furniture = tuple(_lines(found.pop(None, [])))
    texts = (Text(elements[at], tuple(_lines(found[at]))) for at in sorted(key for key in found if key is not None))
    return Printed(tuple(texts), furniture, sizes, labels)


def unmarked(content: bytes) -> bytes:
    """The file without the text that its marks say (ActualText): with them, pdfium shares the place of a marked run out
    to its characters, and does not tell where each of them stands."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as file:
        for page in file.pages:
            page.contents_coalesce()
            drawn = page.Contents.read_bytes()
            if b"/ActualText" in drawn:
                page.Contents.write(re.sub(rb"/ActualText <\w+>", b"", drawn))
        file.save(made, compress_streams=False)
    return made.getvalue()


def _tags(content: bytes) -> tuple[list[Element], dict[tuple[int, int], int]]:
    """The blocks in reading order, and to which of them the marked content of each page belongs."""
    paths: list[tuple[str, ...]] = []
    inside: list[set[str]] = []
    places: dict[tuple[int, int], int] = {}
    with pikepdf.open(io.BytesIO(content)) as file:
        pages = {page.obj.objgen: at for at, page in enumerate(file.pages)}

        def visit(kid: pikepdf.Object, path: tuple[str, ...], block: int | None, page: int | None) -> None:
            if isinstance(kid, int):
                if block is not None and page is not None:
                    places[page, kid] = block
                return
            page = pages[kid.Pg.objgen] if "/Pg" in kid else page
            if kid.get("/Type") == "/MCR":
                visit(kid.MCID, path, block, page)
            elif "/K" in kid:
                if "/S" in kid:
                    path = (*path, role := str(kid.S).removeprefix("/"))
                    if role in BLOCKS and not (role in INLINE and block is not None):
                        block = len(paths)
                        paths.append(path)
                        inside.append(set())
                    elif block is not None:
                        inside[block].add(role)
                kids = kid.get("/K", ())
                for one in kids if isinstance(kids, pikepdf.Array) else (kids,):
                    visit(one, path, block, page)

        visit(file.Root.StructTreeRoot, (), None, None)
    return [Element(path, frozenset(roles)) for path, roles in zip(paths, inside, strict=True)], places


def _glyphs(page: pdfium.PdfPage, at: int, places: dict[tuple[int, int], int]) -> Iterator[Glyph]:
    text = page.get_textpage()
    size, matrix, x, y = ctypes.c_float(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    font, known = "", None
    for index in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if raw.FPDFText_IsGenerated(text, index) == 1 or char.isspace():
            continue
        owner = raw.FPDFText_GetTextObject(text, index)
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFTextObj_GetFontSize(owner, size)
        left, bottom, right, top = text.get_charbox(index)
        end = text.get_charbox(index, loose=True)[2]
        if (address := ctypes.addressof(owner.contents)) != known:
            font, known = _font(owner), address
        yield Glyph(
            char,
            font,
            abs(size.value * matrix.d),
            matrix.c,
            x.value,
            y.value,
            end,
            left,
            bottom,
            right,
            top,
            at,
            places.get((at, raw.FPDFPageObj_GetMarkedContentID(owner))),
        )


def _font(owner: Any) -> str:
    """The name of a text's font, without the mark of a subset."""
    font = raw.FPDFTextObj_GetFont(owner)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("latin-1").partition("+")[2]


def _lines(glyphs: list[Glyph]) -> Iterator[Line]:
    """Glyphs of one element in lines: those that overlap in height and go on to the right."""
    for _, page in groupby(glyphs, key=lambda glyph: glyph.page):
        line: list[Glyph] = []
        for glyph in page:
            if line and (
                glyph.x < line[-1].x - 0.5 * line[-1].size or abs(glyph.baseline - line[0].baseline) > line[0].size
            ):
                yield Line(tuple(line))
                line = []
            line.append(glyph)
        if line:
            yield Line(tuple(line))
