"""Another row is another build: what was made for one is not taken for the other, and is found again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from builder.cache import Store
from builder.cli import main
from builder.finishing import State, Step
from builder.load.rows import read_rows
from builder.model import DataRow
from builder.pipeline import build
from builder.project import open_project
from builder.request import Request
from tests.content import write

REPORT = "name: sample\nlanguages: [en]\n"
TABLE = b"city,n\nNorbury,1\nSoutham,2\n"
TEXT = "# {param}`city` {#a}\n\n:::{takeaway}\n{param}`city` has {param}`n`.\n:::\n"


def made(folder: Path, row: DataRow | None, pick: str = "") -> tuple[State, str, list[str]]:
    """What happened to the deck, its words, and the inputs of the manifest."""
    project = replace(open_project(folder, pick), row=row)
    steps: list[Step] = []
    request = Request((), ("pptx",), folder / "dist", False)
    (file,) = build(project, request, pytest.fail, steps.append, Store(folder / ".builder"))
    words = " ".join(
        shape.text_frame.text for slide in Presentation(file).slides for shape in slide.shapes if shape.has_text_frame
    )
    inputs = json.loads((folder / "dist/manifest.json").read_text("utf-8"))["inputs"]
    return steps[-1].state, words, [name for name in inputs if "csv" in name]


def test_a_row_that_is_given(tmp_path: Path) -> None:
    write(tmp_path, {"report.yaml": REPORT, "en/a.md": TEXT})
    first, second = read_rows(TABLE, "cities.csv", pytest.fail)
    for row, state in (
        (first, State.MADE),
        (second, State.MADE),
        (first, State.KEPT),
        (replace(second, number=7), State.KEPT),
    ):
        took, words, inputs = made(tmp_path, row)
        assert (took, inputs) == (state, [f"cities.csv#{row.number}"])
        assert str(row.cells["city"]) in words


def test_a_row_that_is_picked(tmp_path: Path) -> None:
    write(tmp_path, {"report.yaml": f"{REPORT}rows: cities.csv\n", "cities.csv": TABLE, "en/a.md": TEXT})
    for pick, city, state in (("", "Norbury", State.MADE), ("2", "Southam", State.MADE), ("", "Norbury", State.KEPT)):
        done, words, inputs = made(tmp_path, None, pick)
        assert (done, inputs) == (state, ["content/cities.csv"])
        assert city in words
    (tmp_path / "content/cities.csv").write_bytes(TABLE.replace(b"Norbury", b"Westham"))
    assert "Westham" in made(tmp_path, None)[1]


def test_the_flag_picks_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, {"report.yaml": f"{REPORT}rows: cities.csv\n", "cities.csv": TABLE, "en/a.md": TEXT})
    for pick, code, said in (("city=Southam", 0, "nothing is wrong"), ("9", 1, "there is no row 9: the table has 2")):
        assert main(["check", "--row", pick, "--project", str(tmp_path)]) == code
        assert said in capsys.readouterr().err
