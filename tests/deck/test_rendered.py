"""Decks drawn by LibreOffice: no text outside its box, none lost, none on top of another."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
import rendered
from deck_samples import LANGS, every_kind, plain, stress, theme, written
from pptx import Presentation

pytestmark = pytest.mark.skipif(not rendered.SOFFICE, reason="needs LibreOffice")
MAKERS = {"every_kind": every_kind, "plain": plain, "stress": stress}


@cache
def built(name: str, lang: str) -> bytes:
    return written(MAKERS[name], lang)


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_text_stays_in_its_box(name: str, lang: str, tmp_path: Path) -> None:
    pdf = rendered.render(built(name, lang), tmp_path, theme().fonts)
    assert list(rendered.faults(tmp_path / "deck.pptx", pdf)) == []


def test_a_text_too_long_for_its_box_is_found(tmp_path: Path) -> None:
    presentation = Presentation(io.BytesIO(built("every_kind", "en")))
    title = presentation.slides[2].shapes.title
    title.text_frame.text = "A title that is far too long for its box. " * 8
    out = io.BytesIO()
    presentation.save(out)
    pdf = rendered.render(out.getvalue(), tmp_path, theme().fonts)
    kinds = {fault.kind for fault in rendered.faults(tmp_path / "deck.pptx", pdf) if fault.slide == 3}
    assert "out-of-box" in kinds
