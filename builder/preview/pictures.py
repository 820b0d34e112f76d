"""Pages of a PDF as pictures, named by what they show."""

from __future__ import annotations

import hashlib
import struct
import threading
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_SCALE: Final = 1.6
"""Pixels a point: sharp where two pages stand side by side, and still quick."""

_FEW: Final = 4
"""So many pages an author waits for; of more, one after the other is drawn, behind what is saved meanwhile."""

_WIDEST: Final = 1700.0
"""Pixels of a picture's width: slides are wide, and would be larger than any screen."""

_ONE_AT_A_TIME: Final = threading.Lock()
"""PDFium is not made for several threads."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: `name` is the digest of its pixels, `png` a file of them; `width` and `height` in pt."""

    name: str
    width: float
    height: float
    png: bytes


class Sheets:
    """The pages of a PDF."""

    def __init__(self, content: bytes) -> None:
        with _ONE_AT_A_TIME:
            self._document = pdfium.PdfDocument(content)
            self.count = len(self._document)

    def close(self) -> None:
        with _ONE_AT_A_TIME:
            self._document.close()

    def pictures(self, pages: Iterable[int], known: Iterable[Picture] = ()) -> Iterator[Picture]:
        """These pages; one that looks like one of the `known` is that one."""
        made, wanted = {picture.name: picture for picture in known}, tuple(pages)

        def picture(page: int) -> Picture:
            width, height, pixels, across = self._drawn(page)
            name = hashlib.blake2b(pixels, digest_size=16).hexdigest()
            return made.get(name) or Picture(name, width, height, _png(pixels, across))

        if not 1 < len(wanted) <= _FEW:
            yield from map(picture, wanted)
            return
        with ThreadPoolExecutor(_FEW) as threads:  # one draws while others pack
            yield from threads.map(picture, wanted)

    def places(self, names: Iterable[str]) -> dict[str, int]:
        """The pages on which elements with these ids begin."""
        found = {}
        with _ONE_AT_A_TIME:
            for name in names:
                place = raw.FPDF_GetNamedDestByName(self._document.raw, name.encode() + b"\0")
                if place:
                    found[name] = raw.FPDFDest_GetDestPageIndex(self._document.raw, place)
        return found

    def _drawn(self, page: int) -> tuple[float, float, bytes, int]:
        with _ONE_AT_A_TIME:
            sheet = self._document[page]
            width, height = sheet.get_size()
            bitmap = sheet.render(scale=min(_SCALE, _WIDEST / width), rev_byteorder=True)
            step, across = bitmap.stride, bitmap.width * 3
            pixels = bytes(bitmap.buffer)
            if step != across:
                pixels = b"".join(pixels[at : at + across] for at in range(0, step * bitmap.height, step))
            bitmap.close()
            sheet.close()
        return width, height, pixels, across


def _png(pixels: bytes, across: int) -> bytes:
    """Rows of RGB, `across` bytes each, as a PNG (ISO/IEC 15948) that is packed quickly rather than well."""
    rows = b"".join(b"\0" + pixels[at : at + across] for at in range(0, len(pixels), across))
    header = struct.pack(">IIBBBBB", across // 3, len(pixels) // across, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
