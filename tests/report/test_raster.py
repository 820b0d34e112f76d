"""Pages as two programs draw them: a fault of a font or a picture that one of them forgives is seen in the other."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from builder.report.fonts import families
from builder.theme import Theme
from tests.printing import print_html

_DPI = 108
_BLOCK = 14
"""Side of the squares, in pixels, whose mean ink is compared: letters are drawn alike, their edges are not."""
_TOLERANCE = 32.0
"""Difference of two squares, of 255; a letter in another face or place makes more."""

needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftoppm") and not os.environ.get("CI"), reason="Poppler is not installed"
)


def by_poppler(pdf: Path, folder: Path) -> list[np.ndarray]:
    subprocess.run(["pdftoppm", "-r", str(_DPI), "-gray", str(pdf), str(folder / "page")], check=True)
    return [np.asarray(Image.open(path), dtype=float) for path in sorted(folder.glob("page-*.pgm"))]


def by_pdfium(pdf: Path) -> list[np.ndarray]:
    with pdfium.PdfDocument(pdf) as document:
        return [np.asarray(page.render(scale=_DPI / 72).to_pil().convert("L"), dtype=float) for page in document]


def squares(page: np.ndarray, height: int, width: int) -> np.ndarray:
    """The mean of every square."""
    rows, columns = height // _BLOCK, width // _BLOCK
    return page[: rows * _BLOCK, : columns * _BLOCK].reshape(rows, _BLOCK, columns, _BLOCK).mean(axis=(1, 3))


def differences(one: list[np.ndarray], other: list[np.ndarray]) -> list[float]:
    """The greatest of each page."""
    found = []
    for here, there in zip(one, other, strict=True):
        height, width = (min(here.shape[axis], there.shape[axis]) for axis in (0, 1))
        found.append(float(np.abs(squares(here, height, width) - squares(there, height, width)).max()))
    return found


@needs_poppler
def test_two_programs_draw_the_same_pages(pdf: Path, tmp_path: Path) -> None:
    apart = differences(by_pdfium(pdf), by_poppler(pdf, tmp_path))
    assert len(apart) > 5
    assert max(apart) < _TOLERANCE, apart


@needs_poppler
def test_a_font_that_one_of_them_has_to_guess_is_seen(pdf: Path, tmp_path: Path) -> None:
    with pikepdf.open(pdf) as file:
        for one in embedded(file):
            del one.FontFile2
        file.save(tmp_path / "bare.pdf")
    assert max(differences(by_pdfium(pdf), by_poppler(tmp_path / "bare.pdf", tmp_path))) > _TOLERANCE


def embedded(file: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """The descriptors of the fonts that the file holds."""
    return [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one]


def faults(content: bytes, theme: Theme) -> list[str]:
    """What is wrong with the fonts of a file: others than ours, drawn ones (Type 3), not embedded, not readable."""
    ours = {family.replace(" ", "") for family in families(theme.fonts)}
    found = []
    with pikepdf.open(io.BytesIO(content)) as file:
        for font in file.objects:
            if not isinstance(font, pikepdf.Dictionary) or font.get("/Type") != "/Font":
                continue
            if str(font.Subtype).startswith("/CIDFont"):
                name = str(font.BaseFont).removeprefix("/").partition("+")[2]
                if re.sub("-(Bold|Italic)|[-,]", "", name) not in ours:
                    found.append(f"{name} is not ours")
                if "/FontFile2" not in font.FontDescriptor:
                    found.append(f"{name} is not embedded")
            elif font.Subtype != "/Type0":
                found.append(f"a font is {font.Subtype}")
            elif "/ToUnicode" not in font:
                found.append(f"{font.BaseFont} cannot be copied")
    return found


def test_every_font_is_ours_and_embedded_and_can_be_copied(pdf: Path, theme: Theme) -> None:
    assert faults(pdf.read_bytes(), theme) == []


def test_faults_of_fonts_are_found(pdf: Path, theme: Theme) -> None:
    with pikepdf.open(pdf) as file:
        fonts = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        whole = [font for font in fonts if font.Subtype == "/Type0"]
        parts = [font for font in fonts if str(font.Subtype).startswith("/CIDFont")]
        del whole[0]["/ToUnicode"]
        whole[1].Subtype = pikepdf.Name.Type3
        del parts[0].FontDescriptor.FontFile2
        parts[1].BaseFont = pikepdf.Name("/ABCDEF+Arial")
        out = io.BytesIO()
        file.save(out)
    said = " ".join(faults(out.getvalue(), theme))
    assert all(words in said for words in ("cannot be copied", "/Type3", "is not embedded", "Arial is not ours"))


def test_a_character_without_a_glyph_is_complained_about(theme: Theme) -> None:
    printed = print_html('<html lang="en"><title>t</title><p>\U00010a00', "", {}, theme.fonts)
    assert any(".notdef" in complaint for complaint in printed.complaints)
