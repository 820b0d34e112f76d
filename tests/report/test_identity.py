"""One lock, one file: neither the process nor the folder nor the machine's settings reach the bytes of a report.

Where a machine's Pango draws alike and writes otherwise, files differ but not their layout: `layout` tells."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from builder.locales import load_locale
from builder.report import print_edition
from builder.report.pdf import Printed
from builder.theme import load_theme
from tests.clreq import page
from tests.report import report_sample
from tests.whole import ROOT

_GRID = 4
"""Places are rounded to this part of a point, less than the eye finds and more than other roundings make."""


def layout(content: bytes) -> str:
    """A digest of every character and its place on its page, whatever writes them into the file."""
    printed = page.read(content)
    digest = hashlib.sha256(repr([[round(side * _GRID) for side in size] for size in printed.sizes]).encode())
    for line in (*(line for text in printed.texts for line in text.lines), *printed.furniture):
        for one in line.glyphs:
            place = (one.page, one.char, one.font, *(round(edge * _GRID) for edge in (one.size, one.x, one.baseline)))
            digest.update(repr(place).encode())
    return digest.hexdigest()


def sample(lang: str) -> bytes:
    words = next(words for words in (report_sample.ZH, report_sample.EN) if words.lang == lang)
    return print_edition(report_sample.edition(words), load_locale(lang), load_theme(None)).content


@pytest.mark.parametrize("words", [report_sample.ZH], ids=["zh"], indirect=True, scope="session")
def test_another_process_in_another_folder_prints_the_same_bytes(
    printed: Printed, words: report_sample.Wording, tmp_path: Path
) -> None:
    settings = {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C.UTF-8",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }
    code = f"import sys; from tests.report.test_identity import sample; sys.stdout.buffer.write(sample({words.lang!r}))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=os.environ | settings, capture_output=True, check=True
    )
    assert hashlib.sha256(run.stdout).hexdigest() == hashlib.sha256(printed.content).hexdigest()


@pytest.mark.parametrize("words", [report_sample.ZH], ids=["zh"], indirect=True, scope="session")
def test_the_layout_is_told_from_the_bytes(printed: Printed) -> None:
    """The same pages packed otherwise have one layout; a page whose text has moved by a point has another."""
    with pikepdf.open(io.BytesIO(printed.content)) as file:
        repacked, moved = io.BytesIO(), io.BytesIO()
        file.save(repacked, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
        file.pages[3].contents_add(b"1 0 0 1 1 0 cm", prepend=True)
        file.save(moved)
    assert repacked.getvalue() != printed.content
    assert layout(repacked.getvalue()) == layout(printed.content)
    assert layout(moved.getvalue()) != layout(printed.content)
