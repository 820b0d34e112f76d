"""The tags of a PDF as a reader that speaks finds them: each with its words, in reading order."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw


@dataclass(eq=False)
class Tag:
    role: str
    made: pikepdf.Object
    text: str = ""
    """Its own words and those of the tags in it."""
    tags: list[Tag] = field(default_factory=list)
    areas: int = 0
    pages: set[int] = field(default_factory=set)
    file: pikepdf.Pdf | None = None
    """Of the document: what `made` is read from stays open."""

    def every(self, *roles: str) -> Iterator[Tag]:
        for tag in self.tags:
            if not roles or tag.role in roles:
                yield tag
            yield from tag.every(*roles)

    def shape(self) -> str:
        inside = " ".join(tag.shape() for tag in self.tags)
        return f"{self.role}({inside})" if inside else self.role

    def lines(self, depth: int = 0) -> Iterator[str]:
        yield f"{'  ' * depth}{self.role} {self.text[:60]!r}"
        for tag in self.tags:
            yield from tag.lines(depth + 1)


def read(content: bytes) -> Tag:
    """The tag of the document."""
    words = {(page, number): text for page, number, text in _words(content)}
    file = pikepdf.open(io.BytesIO(content))
    pages = {page.objgen: number for number, page in enumerate(file.pages)}
    (root,) = file.Root.StructTreeRoot.K
    tag = _tag(root, words, pages)
    tag.file = file
    return tag


def _tag(made: pikepdf.Object, words: dict[tuple[int, int], str], pages: dict[tuple[int, int], int]) -> Tag:
    tag = Tag(str(made.S)[1:], made)
    for kid in made.K:  # type: ignore[attr-defined]
        number = kid if isinstance(kid, int) else kid.get("/MCID")
        if number is not None:
            page = pages[(made if isinstance(kid, int) else kid).Pg.objgen]
            tag.text += words.get((page, int(number)), "")
            tag.pages.add(page)
        elif kid.get("/Type") == "/OBJR":
            tag.areas += 1
        else:
            tag.tags.append(_tag(kid, words, pages))
            tag.text += tag.tags[-1].text
            tag.pages |= tag.tags[-1].pages
    return tag


def unspoken(content: bytes) -> str:
    """The text that no tag holds."""
    return "".join(text for _, number, text in _words(content) if number < 0)


def _words(content: bytes) -> Iterator[tuple[int, int, str]]:
    """Page, number of the marked content, and its text; numbers below zero are of what has none."""
    with pdfium.PdfDocument(content) as document:
        for at, page in enumerate(document):
            text = page.get_textpage()
            said: dict[int, str] = {}
            for one in page.get_objects(max_depth=1):
                number = raw.FPDFPageObj_GetMarkedContentID(one)
                if one.type == raw.FPDF_PAGEOBJ_TEXT:
                    size = raw.FPDFTextObj_GetText(one, text, None, 0)
                    buffer = (ctypes.c_ushort * (size // 2))()
                    raw.FPDFTextObj_GetText(one, text, buffer, size)
                    said[number] = said.get(number, "") + bytes(buffer).decode("utf-16-le").rstrip("\0")
            yield from ((at, number, words) for number, words in said.items())
