"""`builder template` gives out what decks are made from; given back, it builds."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from builder.cli import BUILT, USAGE, main
from tests.content import write

FILES = {
    "report.yaml": "name: sample\nlanguages: [en]\n",
    "en/a.md": "# Page {#page}\n\n:::{takeaway}\nIt doubled.\n:::\n\nIt doubled in a year.\n",
}


def test_a_template_is_given_out_and_given_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = write(tmp_path / "project", FILES)
    brand = project / "content/brand.pptx"
    assert main(["template", "--project", str(project), "-o", str(brand)]) == BUILT
    assert "deck: {template: brand.pptx}" in capsys.readouterr().err
    assert len(Presentation(str(brand)).slides) == 0
    assert main(["template", "--project", str(project), "-o", str(brand)]) == USAGE
    (project / "content/report.yaml").write_text(FILES["report.yaml"] + "deck: {template: brand.pptx}\n", "utf-8")
    assert main(["slides", "--strict", "--project", str(project), "-o", str(tmp_path / "dist")]) == BUILT
    deck = Presentation(str(tmp_path / "dist/sample.en.pptx"))
    assert deck.slides[0].slide_layout.name == "Cover"
