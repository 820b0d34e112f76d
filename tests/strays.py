"""Spaces that readers of a PDF find in Chinese where none was typed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator

import pypdfium2 as pdfium

from builder.measure import has_east_asian

_NEAR = 3
"""Characters on either side by which a place is known again."""


def strays(content: bytes, written: Iterable[str]) -> list[str]:
    """Places in what pdfium, and Poppler where it is installed, read, with a space that the pieces written have not."""
    pieces = [_spaced(piece) for piece in written]
    places = [place for piece in pieces for place in _places(piece)]
    known = {near for near, space in places if not space} - {near for near, space in places if space}
    return [
        f"{reader}: {near[:_NEAR]}_{near[_NEAR:]}"
        for reader, text in _readings(content)
        for near, space in _places(_spaced(text))
        if space and "\n" not in space and near in known
    ]


def _readings(content: bytes) -> Iterator[tuple[str, str]]:
    with pdfium.PdfDocument(content) as document:
        yield "pdfium", "\n".join(page.get_textpage().get_text_bounded() for page in document)
    if command := shutil.which("pdftotext"):
        for options in ((), ("-raw",)):
            run = subprocess.run([command, "-q", *options, "-", "-"], input=content, capture_output=True, check=True)
            yield " ".join(("Poppler", *options)), run.stdout.decode()


def _spaced(text: str) -> list[tuple[str, str]]:
    """The characters that are no space, each with the spaces before it."""
    found, space = [], ""
    for char in text:
        if char.isspace():
            space += char
        else:
            found.append((char, space))
            space = ""
    return found


def _places(chars: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What stands around each place where Chinese goes on, and the spaces in it."""
    for at in range(_NEAR, len(chars) - _NEAR + 1):
        if has_east_asian(chars[at - 1][0] + chars[at][0]):
            yield "".join(char for char, _ in chars[at - _NEAR : at + _NEAR]), chars[at][1]
