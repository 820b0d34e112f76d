"""Whatever an author types, the end is a report or faults that have a place, never an exception."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic
from builder.excerpt import render
from builder.project import Project
from tests.content import checked, loaded

PIECES = st.sampled_from(
    [
        *"\n\n\n\n   **_~`|[]()<>!#{}:-+\\&>.。“”「」…—1a中\t\u3000\u00a0\ufeff\u2028\x0c\x1b",
        "\n\n",
        "\n# ",
        "\n## ",
        "\n- ",
        "\n1. ",
        "\n> ",
        "\n    ",
        "\n```\n",
        "\n~~~",
        "\n:::",
        "\n::::",
        "\n:::{figure} ",
        "\n:::{table} t\n",
        "\n:::{flow} f\n",
        "\n:::{callout} finding\n",
        "\n::::{slide} T\n",
        "\n:::{notes}\n",
        "\n:::{column} C\n",
        "\n:::{only} en\n",
        "\n:::{only} zh\n",
        "\n:::{when} a < 2\n",
        "\n:::{when} c is empty and ",
        "\n:::{references}\n",
        "\n:::{formula}\n",
        "\n:::{takeaway}\n",
        "\n:::{meta}\n",
        "\n:::\n",
        "\n::::\n",
        ":show: a, b",
        ":source: ",
        ":id: x",
        ":layout: statement",
        "{fact}`a`",
        "{fact}`b digits=2`",
        "{cite}`k`",
        "{ref}`a`",
        "{term}`t`",
        "{no}`x`",
        "{param}`c`",
        "{param}`c text empty=x`",
        "[x]{when a > 1}",
        "]{when a = c}",
        "]{when not (",
        "{fact}``",
        "{#id}",
        "{#id when a < 1}",
        "{#坏}",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "|---|",
        "a | b",
        "[^1]",
        "[^1]: note",
        "\n\n[^n]: \n    more\n",
        "[x](y.md)",
        "[x](#a)",
        "![i](p.png)",
        "![](../../etc/passwd)",
        "<https://e.org>",
        "<b>",
        "</b>",
        "<a href='#x'>",
        "</a>",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "<img src='p.png'>",
        "<br>",
        "<script>",
        "&amp;",
        "&#x1F600;",
        "&#0;",
        "😀",
        "✅",
        "🟢",
        "- a: A",
        "- b: {B}",
        "a -> b",
        "a -> b: c",
        "---\n",
        "===\n",
        "- [ ] t",
        "- [x] t",
        "\\",
        "中文",
        "他说**“好”**吧",
    ]
)
MARKDOWN = st.lists(PIECES, max_size=40).map("".join)
YAML_PIECES = st.sampled_from(
    [
        *"\n\n\n:,[]{}#&*!|>'\"%@`-? \t1a~\x1b",
        "\na: ",
        "\nb: ",
        "value: 1",
        "{value: 1}",
        "{value: [1, 2], unit: '%'}",
        "{derive: a + b}",
        "{derive: a / 0, digits: 1}",
        "{date: 2026-02}",
        "{magnitude: 1e6}",
        "{column: c}",
        "{column: [c, d]}",
        "{columns: [c, null]}",
        "kind: bar",
        "series: {s: [a, b]}",
        "categories: [x, y]",
        "\n  ",
        "labels:",
        "units:",
        "{one: '{n} x', other: '{n} y'}",
        "- id: k",
        "type: book",
        "issued: 2024",
        "---",
        "...",
        "null",
        "NO",
        "1e999999999",
        "&x",
        "*x",
        "!!python/object:os.system",
        "<<: *x",
        "data: {file: d.csv, category: c, series: [s]}",
    ]
)
YAML = st.lists(YAML_PIECES, max_size=20).map("".join)
SLOW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assert_placed(project_files: dict[str, bytes], faults: tuple[Diagnostic, ...]) -> None:
    for fault in faults:
        assert fault.message, fault
        span = fault.span
        if span.file not in project_files:  # a file that is missing, or that could not be read
            assert (span.line, span.col) == (1, 1), fault
            continue
        text = project_files[span.file].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        lines = text.split("\n")
        assert 1 <= span.line <= len(lines), fault
        assert 1 <= span.col <= len(lines[span.line - 1]) + 1, fault
        assert span.end == 0 or span.col <= span.end <= len(lines[span.line - 1]) + 1, fault
        assert render(fault, lines[span.line - 1])


@given(MARKDOWN)
@SLOW
def test_any_markdown_gives_a_corpus_or_faults_with_places(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {
            "report.yaml": "name: f\nlanguages: [en]",
            "facts.yaml": "a: {value: 1}\nb: {value: 2.50}",
            "en/a.md": text,
        }
        result = loaded(Path(folder), {**files, "en/index.md": text[::2]})
        assert result.corpus is not None
        assert_placed(result.project.read, result.faults)


@given(MARKDOWN, MARKDOWN)
@SLOW
def test_any_two_editions_are_checked_and_resolved(one: str, other: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        report = "name: f\nlanguages: [en, zh]\nrows: r.csv"
        files = {"report.yaml": report, "r.csv": "c,d\nx,\n", "en/a.md": one, "zh/a.md": other}
        book, faults = checked(Path(folder), files)
        assert book is not None
        assert_placed(Project(Path(), Path(), {f"content/{n}": t.encode() for n, t in files.items()}).read, faults)


@given(YAML, YAML, YAML, YAML)
@SLOW
def test_any_yaml_gives_a_corpus_or_faults_with_places(facts: str, charts: str, sources: str, terms: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = {"facts.yaml": facts, "charts.yaml": charts, "sources.yaml": sources, "en/terms.yaml": terms}
        files |= {"report.yaml": "name: f\nlanguages: [en]\nrows: r.csv", "r.csv": "c,d\n1,x\n"}
        result = loaded(Path(folder), {**files, "en/a.md": "# A\n\n{fact}`a`", "d.csv": "c,s\nx,1\n"})
        assert result.corpus is not None
        assert_placed(result.project.read, result.faults)


@given(YAML)
@SLOW
def test_any_settings_give_a_corpus_or_faults(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        result = loaded(Path(folder), {"report.yaml": text, "en/a.md": "# A"})
        assert result.corpus is not None or result.faults
        assert_placed(result.project.read, result.faults)
