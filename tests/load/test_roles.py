"""Roles stand wherever there is text, and know their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model import Ref, RefKind
from builder.text import walk
from tests.content import blocks, inlines, page
from tests.load.test_blocks import png


def refs(value: object) -> list[tuple[str, int, int]]:
    return [(r.key, r.span.line, r.span.col) for r in walk(value) if isinstance(r, Ref)]


def test_a_role_has_a_key_and_options(tmp_path: Path) -> None:
    (ref,) = inlines(tmp_path, "{fact}`swe.2024 table signed digits=2 modifier=at-least counter=个`")
    assert isinstance(ref, Ref)
    assert (ref.kind, ref.key) == (RefKind.FACT, "swe.2024")
    assert ref.options == {"form": "table", "signed": "signed", "digits": "2", "modifier": "at-least", "counter": "个"}


def test_one_citation_names_several_sources(tmp_path: Path) -> None:
    found = inlines(tmp_path, "{cite}`a, b` {cite}`c，d、e`")
    assert [i.key for i in found if isinstance(i, Ref)] == ["a", "b", "c", "d", "e"]


def test_roles_stand_in_headings_tables_captions_titles_and_notes(tmp_path: Path) -> None:
    text = """# A {fact}`a` {#x}

| {fact}`b` | c |
|---|---|
| {fact}`d` {fact}`d` | **{fact}`e`** |

:::{figure} chart
:source: {cite}`f`
Caption {fact}`g`
:::

- {fact}`h`

::::{slide} Title {fact}`i`
- {fact}`j`

:::{notes}
{fact}`k`
:::
::::

Note[^1] [{fact}`l`](https://e.org).

[^1]: {fact}`m`

![alt](p.png "{fact}`n`")

> {term}`o`
"""
    result = page(tmp_path, text, **{"en/p.png": png()})
    assert result.faults == ()
    assert sorted(refs(result.sections)) == [
        ("a", 1, 5),
        ("b", 3, 3),
        ("d", 5, 3),
        ("d", 5, 13),
        ("e", 5, 27),
        ("f", 8, 10),
        ("g", 9, 9),
        ("h", 12, 3),
        ("i", 14, 19),
        ("j", 15, 3),
        ("k", 18, 1),
        ("l", 22, 11),
        ("m", 24, 7),
        ("n", 26, 15),
        ("o", 28, 3),
    ]


def test_the_column_counts_characters(tmp_path: Path) -> None:
    assert refs(blocks(tmp_path, "中文🟢𠮷{fact}`a`")) == [("a", 3, 5)]


@pytest.mark.parametrize("text", ["`{fact}`", "\\{fact}`a`", "{ fact}`a`", "{1}`a`", "{facts}a"])
def test_what_is_no_role_is_text_and_code(text: str, tmp_path: Path) -> None:
    assert refs(inlines(tmp_path, text)) == []


@pytest.mark.parametrize("text", ["{fact}a", "x {fact} `a`", "| {cite} |\n| --- |"])
def test_a_role_that_names_nothing_is_told(text: str, tmp_path: Path) -> None:
    (fault,) = page(tmp_path, f"# A\n\n{text}\n").faults
    assert (fault.code, fault.severity, fault.span.line) == ("unknown-role", "warning", 3)
    assert "without a space" in fault.hint


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{fakt}`a`", "3:1 unknown-role"),
        ("x {fact}`a tabel`", "3:3 unknown-option"),
        ("{ref}`a table`", "3:1 unknown-option"),
        ("{fact}`a digits=two`", "3:1 invalid-value"),
        ("{fact}`a digits=0`", "3:1 invalid-value"),
        ("{fact}`a digits=99999999`", "3:1 invalid-value"),
        ("{fact}`a modifier=abuot`", "3:1 invalid-value"),
        ("{cite}`,`", "3:1 unknown-citation"),
    ],
)
def test_faults_of_roles(text: str, place: str, tmp_path: Path) -> None:
    result = page(tmp_path, f"# A\n\n{text}\n")
    assert result.places == [f"content/en/a.md:{place}"]
    assert result.faults[0].hint
