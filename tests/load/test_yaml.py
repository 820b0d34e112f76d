"""YAML is taken as typed, and every fault of it has its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content import Loaded, loaded


def terms(folder: Path, text: str) -> Loaded:
    return loaded(folder, {"en/a.md": "# A", "en/terms.yaml": text})


def test_scalars_stay_as_they_are_typed(tmp_path: Path) -> None:
    text = "labels:\n  a: NO\n  b: 1.10\n  c: 12:30\n  d: 0x1F\n  e: 1_000\n"
    text += "  f: 'null'\n  g: 2026-02-27\n  no: yes\n  1.0: .inf\n"
    result = terms(tmp_path, text)
    assert result.faults == ()
    assert result.corpus is not None
    assert result.corpus.documents["en"].terms.labels == {
        "a": "NO",
        "b": "1.10",
        "c": "12:30",
        "d": "0x1F",
        "e": "1_000",
        "f": "null",
        "g": "2026-02-27",
        "no": "yes",
        "1.0": ".inf",
    }


BOMB = "labels:\n  a: &a [x, x]\n  b: &b [*a, *a]\n  c: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("labels:\n  a: &x b\n", "2:6 malformed-yaml"),
        ("labels:\n  a: *x\n", "2:6 malformed-yaml"),
        (BOMB, "2:6 malformed-yaml"),
        ("labels:\n  <<: *x\n", "2:7 malformed-yaml"),
        ("labels: !!python/object/apply:os.system [id]\n", "1:9 malformed-yaml"),
        ("labels:\n  a: !x b\n", "2:6 malformed-yaml"),
        ("labels:\n\ta: b\n", "2:1 malformed-yaml"),
        ("labels:\n  a: 'b\n", "2:6 malformed-yaml"),
        ("labels:\n  a: b: c\n", "2:7 malformed-yaml"),
        ("labels:\n  a: @b\n", "2:6 malformed-yaml"),
        ("labels:\n  a: \x07\n", "2:6 malformed-yaml"),
        ("labels: {a: b\n", "1:9 malformed-yaml"),
        ("labels:\u2028  a: [b\u2028  c: d\u2028", "2:6 malformed-yaml"),
        ("labels:\n  a b\n  c: d\n", "2:3 malformed-yaml"),
        ("labels:\n  a: b\n   c: d\n", "3:5 malformed-yaml"),
        ("labels:\n  a: b\n---\nlabels:\n", "3:1 malformed-yaml"),
        ("labels:\n  [a]: b\n", "2:3 malformed-yaml"),
        ("labels: " + "[" * 30 + "]" * 30, "1:28 malformed-yaml"),
        ("labels:\n  a: b\n  a: c\n", "3:3 duplicate-id"),
        ("labels:\n  a:\n", "2:3 invalid-value"),
        ("labels:\n  a: [b]\n", "2:6 invalid-value"),
        ("labels: text\n", "1:9 invalid-value"),
        ("lables:\n  a: b\n", "1:1 invalid-value"),
        ("- a\n", "1:1 invalid-value"),
        ("units:\n  x: {one: '{n} x'}\n", "2:3 invalid-value"),
        ("units:\n  x: {one: x, other: '{n} x'}\n", "2:12 invalid-value"),
    ],
)
def test_faults_of_yaml(text: str, place: str, tmp_path: Path) -> None:
    result = terms(tmp_path, text)
    assert result.places == [f"content/en/terms.yaml:{place}"]
    assert result.faults[0].hint


def test_a_mapping_deeper_than_python_can_follow_is_a_fault(tmp_path: Path) -> None:
    assert terms(tmp_path, "[" * 5000).codes == ["malformed-yaml"]


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n", "labels:\n"])
def test_a_file_that_says_nothing(text: str, tmp_path: Path) -> None:
    result = terms(tmp_path, text)
    assert result.codes in ([], ["invalid-value"])
    assert result.corpus is not None


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("languages: [en]\n", ["1:1 invalid-value"]),
        ("", ["1:1 invalid-value"]),
        ("name: x\nlanguages: []\n", ["2:12 invalid-value"]),
        ("name: x\nlanguages: en\n", ["2:12 invalid-value"]),
        ("name: a/b\nlanguages: [en]\n", ["1:7 invalid-value"]),
        ("name: ../b\nlanguages: [en]\n", ["1:7 invalid-value"]),
        ("name: " + "x" * 61 + "\nlanguages: [en]\n", ["1:7 invalid-value"]),
        ("name: x\nlanguages: [en, en]\n", ["2:17 duplicate-id"]),
        ("name: x\nlanguages: [en, xx]\n", ["2:17 invalid-value"]),
        ("name: x\nlanguages: [../en]\n", ["2:13 invalid-value"]),
        ("name: x\nlanguages: [en]\nsections: [../../x]\n", ["3:12 invalid-value"]),
        ("name: x\nlanguages: [en]\nsections: [index]\n", ["3:12 invalid-value"]),
        ("name: x\nlanguages: [en]\nsections: [a, a]\n", ["3:15 duplicate-id"]),
        ("name: x\nlanguages: [en]\nnumbered: maybe\n", ["3:11 invalid-value"]),
        ("name: x\nlanguages: [en]\ndate: 2026-13\n", ["3:7 invalid-value"]),
        ("name: x\nlanguages: [en]\ncolour: red\ndate: x\n", ["3:1 invalid-value"]),
        ("nmae: x\nlanguages: 3\n", ["1:1 invalid-value", "2:12 invalid-value", "1:1 invalid-value"]),
    ],
)
def test_faults_of_the_settings(text: str, places: list[str], tmp_path: Path) -> None:
    result = loaded(tmp_path, {"report.yaml": text, "en/a.md": "# A"})
    assert result.places == [f"content/report.yaml:{place}" for place in places]
    assert all(fault.hint for fault in result.faults)


def test_settings_in_full(tmp_path: Path) -> None:
    text = "name: 报告-1\nlanguages: [en]\ndate: 2026-Q2\nauthors: [A, B]\nnumbered: no\nsections: [a]\n"
    result = loaded(tmp_path, {"report.yaml": text, "en/a.md": "# A"})
    assert result.faults == ()
    assert result.corpus is not None
    settings = result.corpus.settings
    assert (settings.name, settings.authors, settings.numbered) == ("报告-1", ("A", "B"), False)
    assert settings.date is not None
    assert (settings.date.year, settings.date.quarter) == (2026, 2)
