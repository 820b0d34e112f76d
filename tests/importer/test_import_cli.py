"""`builder import`: what it says, and with which exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.cli import BUILT, USAGE, main

PAIR = Path(__file__).parent / "pairs" / "survey"
FILES = [str(PAIR / "README.md"), str(PAIR / "README.en.md")]


def test_a_pair_becomes_a_project_that_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "p")
    assert main(["import", *FILES, "-o", folder]) == BUILT
    said = capsys.readouterr().err
    assert "in zh, en" in said
    assert f"builder build --project {folder}" in said
    assert main(["check", "-q", "--project", folder]) == BUILT


def test_quiet_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", *FILES, "-q", "-o", str(tmp_path / "p")]) == BUILT
    assert capsys.readouterr().err == ""


def test_languages_can_be_said(tmp_path: Path) -> None:
    assert main(["import", *FILES, "-q", "-o", str(tmp_path / "p"), "--lang", "en", "--lang", "zh"]) == BUILT
    assert "languages: [en, zh]" in (tmp_path / "p/content/report.yaml").read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.md"], "is not there"),
        ([FILES[0], FILES[0]], "named twice"),
        ([FILES[0], "--lang", "xx"], "no language 'xx'"),
        ([*FILES, "--lang", "zh"], "once a document"),
        ([str(PAIR)], "is a folder"),
    ],
)
def test_what_cannot_be_imported_is_said(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", *arguments, "-o", str(tmp_path / "p")]) == USAGE
    assert words in capsys.readouterr().err
    assert not (tmp_path / "p").exists()


def test_proposals_are_written_beside_the_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", *FILES, "-o", str(tmp_path / "p"), "--facts", "--charts"]) == BUILT
    assert "+++ b/content/facts.yaml" in (tmp_path / "p/proposed-facts.diff").read_text()
    assert main(["check", "-q", "--project", str(tmp_path / "p")]) == BUILT
