"""What `builder check --explain` tells authors."""

from __future__ import annotations

import tomllib
from dataclasses import astuple
from pathlib import Path

import pytest

import builder.cli.explain
from builder.cli import main
from builder.cli.explain import explanations
from builder.diagnostics import FIRM, Code

FILE = Path(builder.cli.explain.__file__).with_name("explanations.toml")


def test_every_code_is_explained_and_nothing_else() -> None:
    assert set(tomllib.loads(FILE.read_text("utf-8"))) == {code.value for code in Code}


@pytest.mark.parametrize("code", Code)
def test_an_explanation_says_something_in_every_part(code: Code, capsys: pytest.CaptureFixture[str]) -> None:
    text = explanations()[code]
    assert all(part.strip() for part in astuple(text))
    assert "\n" not in text.title
    assert len(text.title) <= 80
    assert not text.title.endswith(".")
    assert text.wrong.strip() != text.right.strip()
    assert main(["check", "--explain", code.value]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith(f"{code.value}: {text.title}\n")
    assert all(line in said.out for line in (text.wrong + "\n" + text.right).splitlines() if line.strip())
    assert ("<!-- builder: off" in said.out.split("To switch it off")[-1]) is (code not in FIRM)


def test_without_a_code_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [code.value for code in Code]


def test_an_unknown_code_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "number-scal"]) == 2
    assert "did you mean 'number-scale'?" in capsys.readouterr().err
