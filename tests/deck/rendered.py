"""What tests ask of LibreOffice: whether it is there, decks drawn by it, and what `builder verify` finds in them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from pptx import Presentation

from builder.verify import Finding, render
from builder.verify.run import findings

__all__ = ["SOFFICE", "faults", "render"]
SOFFICE = shutil.which("soffice")


def faults(deck: Path, pdf: Path) -> Iterator[Finding]:
    yield from findings(Presentation(str(deck)), pdf, deck.stem)
