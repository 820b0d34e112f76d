"""Decks drawn by LibreOffice: no text outside its box, none lost, none on top of another."""

from __future__ import annotations

import fcntl
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import rendered
from deck_samples import LANGS, every_kind, plain, stress, theme, written
from plain_samples import long_report
from pptx import Presentation

pytestmark = pytest.mark.skipif(not rendered.SOFFICE, reason="needs LibreOffice")
MAKERS = {"every_kind": every_kind, "plain": plain, "stress": stress, "long": partial(long_report, chapters=5)}
SPOILT = "spoilt"


@pytest.fixture(scope="session")
def drawn(shared: Path) -> Path:
    """The folder of all decks and their PDFs, made in one run of LibreOffice by the first worker that needs them."""
    folder = shared / "drawn"
    with (shared / "drawn.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            rendered.render(dict(_decks()), folder, theme().fonts)
    return folder


def _decks() -> Iterator[tuple[str, bytes]]:
    for name, make in MAKERS.items():
        for lang in LANGS:
            content = written(make, lang)
            yield f"{name}-{lang}", content
            if (name, lang) == ("every_kind", "en"):
                yield SPOILT, _spoilt(content)


def _spoilt(content: bytes) -> bytes:
    presentation = Presentation(io.BytesIO(content))
    title = presentation.slides[2].shapes.title
    title.text_frame.text = "A title that is far too long for its box. " * 8
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_text_stays_in_its_box(name: str, lang: str, drawn: Path) -> None:
    assert list(rendered.faults(drawn / f"{name}-{lang}.pptx", drawn / f"{name}-{lang}.pdf")) == []


def test_a_text_too_long_for_its_box_is_found(drawn: Path) -> None:
    found = rendered.faults(drawn / f"{SPOILT}.pptx", drawn / f"{SPOILT}.pdf")
    assert "out-of-box" in {fault.kind for fault in found if fault.slide == 3}
