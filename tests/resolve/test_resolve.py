"""One language, with every reference a text or a link."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from builder.diagnostics import Code
from builder.model import (
    ChartRef,
    Edition,
    Figure,
    Link,
    Only,
    Plot,
    Ref,
    Section,
    Slide,
    Table,
)
from builder.pipeline import read
from builder.project import open_project
from builder.text import plain, walk
from tests.content import checked, errors

ROOT = Path(__file__).parents[2]

TWO = "name: x\nlanguages: [zh, en]\n"


def editions(folder: Path, files: Mapping[str, str | bytes]) -> dict[str, Edition]:
    book, faults = checked(folder, files)
    assert {fault.code for fault in faults} <= {Code.HEADING_TITLE, Code.OTHER_WORDING, Code.INCOMPLETE}
    assert book is not None
    return {edition.lang: edition for edition in book.editions}


def edition(folder: Path, markdown: str, **files: str) -> Edition:
    return editions(folder, {"en/a.md": markdown, **{k.replace("__", "/"): v for k, v in files.items()}})["en"]


def words(value: object) -> list[str]:
    """The words of every paragraph."""
    return [plain(item.children) for item in walk(value) if type(item).__name__ == "Paragraph"]  # type: ignore[attr-defined]


def links(value: object) -> list[tuple[str, str]]:
    return [(item.target, plain(item.children)) for item in walk(value) if isinstance(item, Link)]


def outline(sections: tuple[Section, ...]) -> list[tuple[str, str]]:
    return [row for s in sections for row in ((s.number, s.id), *outline(s.sections))]


def test_nothing_unresolved_is_left() -> None:
    book = read(open_project(ROOT / "builder/starter"), pytest.fail)
    assert book is not None
    for found in book.editions:
        assert [item for item in walk(found.document) if isinstance(item, Ref | ChartRef | Only)] == []


FACTS = "a: {value: 71.7, unit: '%', modifier: about}\nb: {value: 1200}\n"


def test_facts_are_worded_for_the_language(tmp_path: Path) -> None:
    files = {
        "report.yaml": TWO,
        "facts.yaml": FACTS,
        "zh/a.md": "# 甲 {#a}\n\n升至{fact}`a`。",
        "en/a.md": "# A {#a}\n\nUp to {fact}`a`.",
    }
    both = editions(tmp_path, files)
    assert words(both["zh"].document) == ["升至约 71.7%。"]
    assert words(both["en"].document) == ["Up to about 71.7%."]


def test_a_line_may_end_before_and_after_a_fact(tmp_path: Path) -> None:
    files = {
        "report.yaml": TWO,
        "facts.yaml": FACTS,
        "zh/a.md": "# 甲 {#a}\n\n升至\n{fact}`a`\n的份额，共\n{fact}`b`",
        "en/a.md": "# A {#a}\n\nUp to\n{fact}`a`\nor\n{fact}`b`",
    }
    both = editions(tmp_path, files)
    assert words(both["zh"].document) == ["升至约 71.7% 的份额，共 1200"]
    assert words(both["en"].document) == ["Up to about 71.7% or 1,200"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("城市的 {fact}`b modifier=about` 家", "城市的约 1200 家"),
        ("升至 {fact}`c` 以上", "升至 30\u00a0万美元以上"),
        ("升至 **{fact}`c`** 以上", "升至 30\u00a0万美元以上"),
        ("升至 {fact}`b` 家", "升至 1200 家"),
        ("**甲** 乙 {fact}`b`", "甲 乙 1200"),
    ],
)
def test_no_space_stands_between_han_and_the_han_of_a_fact(typed: str, text: str, tmp_path: Path) -> None:
    facts = FACTS + "c: {value: 300000, unit: USD}\n"
    files = {"report.yaml": "name: x\nlanguages: [zh]\n", "facts.yaml": facts, "zh/a.md": f"# 甲 {{#a}}\n\n{typed}"}
    assert words(editions(tmp_path, files)["zh"].document) == [text]


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("{fact}`a`", "about 71.7%"),
        ("{fact}`a modifier=none digits=2`", "72%"),
        ("{fact}`a bare modifier=none`", "71.7"),
        ("{fact}`a signed modifier=none`", "+71.7%"),
    ],
)
def test_options_of_a_fact(role: str, text: str, tmp_path: Path) -> None:
    assert words(edition(tmp_path, f"# A\n\n{role}", **{"facts.yaml": FACTS}).document) == [text]


def test_a_fact_that_cannot_be_worded_is_a_fault(tmp_path: Path) -> None:
    _, faults = checked(tmp_path, {"en/a.md": "# A\n\nx {fact}`d signed`", "facts.yaml": "d: {date: 2026}"})
    assert errors(faults) == ["content/en/a.md:3:3 invalid-value"]


# --- numbering


def test_chapters_sections_figures_and_tables_are_numbered_by_chapter(tmp_path: Path) -> None:
    text = """# A {#a}

:::{table} t1
One

| x | y |
|---|---|
| 1 | 2 |
:::

## B {#b}

- in a list

  :::{flow} f1
  A process

  - n: N
  :::

> :::{table} t2
> Two
>
> | x | y |
> |---|---|
> | 1 | 2 |
> :::

# C {#c}

:::{flow} f2
Another

- n: N
:::

See {ref}`t1`, {ref}`t2`, {ref}`f1`, {ref}`f2`, {ref}`b`, {ref}`c`.
"""
    found = edition(tmp_path, text)
    assert outline(found.document.sections) == [("1", "a"), ("1.1", "b"), ("2", "c")]
    assert links(found.document) == [
        ("#t1", "Table\u00a01.1"),
        ("#t2", "Table\u00a01.2"),
        ("#f1", "Figure\u00a01.1"),
        ("#f2", "Figure\u00a02.1"),
        ("#b", "Section\u00a01.1"),
        ("#c", "Section\u00a02"),
    ]


def test_without_numbers_a_section_is_called_by_its_title(tmp_path: Path) -> None:
    files = {
        "report.yaml": "name: x\nlanguages: [en]\nnumbered: false\n",
        "facts.yaml": FACTS,
        "en/a.md": "# *The* {fact}`b` {ref}`b` {#a}\n\n{ref}`a` {ref}`b`\n\n# B {ref}`a` {#b}\n",
    }
    found = editions(tmp_path, files)["en"]
    assert outline(found.document.sections) == [("", "a"), ("", "b")]
    assert ("#a", "The 1,200 ") in links(found.document)


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        ("# A\n\n{ref}`no`", "3:1"),
        ("# A\n\n{ref}`f`\n\n:::{flow} f\n- n: N\n:::", "3:1"),
        ("# A\n\n[x](#no)", "3:5"),
        ("# A\n\n[x](b.md)", "3:5"),
        ("# A\n\n<a href='#no'>x</a>", "3:1"),
        ("# A\n\n::::{slide} T\n:show: no\n::::", "3:1"),
        ("# A\n\n:::{only} zh\n:::{x}\n:::", None),
    ],
)
def test_a_reference_to_nothing_is_a_fault(markdown: str, place: str | None, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/b.md").write_text("# no section")
    _, faults = checked(tmp_path, {"en/a.md": markdown.replace("b.md", "../b.md")})
    if place:
        assert errors(faults) == [f"content/en/a.md:{place} unknown-reference"]


# --- links


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("#two", "#two"),
        ("#Two-words", "#two"),
        ("#数据与方法", "#cn"),
        ("#%E6%95%B0%E6%8D%AE%E4%B8%8E%E6%96%B9%E6%B3%95", "#cn"),
        ("#1-rd--co", "#rd"),
        ("#1-rd-co", "#rd"),
        ("B.md", "#b"),
        ("B.md#two", "#two"),
    ],
)
def test_links_find_sections_by_id_slug_and_file(link: str, target: str, tmp_path: Path) -> None:
    text = "# B {#b}\n\n## Two words {#two}\n\n## 数据与方法 {#cn}\n\n## 1. R&D / Co {#rd}\n"
    found = editions(tmp_path, {"en/a.md": f"# A\n\n[x]({link})", "en/B.md": text})["en"]
    assert links(found.document) == [(target, "x")]


# --- one edition alone


def test_blocks_of_one_edition_alone(tmp_path: Path) -> None:
    table = "\n:::{table} t\nOnly\n\n| x | y |\n|---|---|\n| 1 | 2 |\n:::\n"
    only = (
        ":::::{only} en\n::::{callout} note\n:::{only} en\nen\n:::\n:::{only} zh\nno\n:::\n::::\n" + table + ":::::\n"
    )
    files = {"report.yaml": TWO, "zh/a.md": "# 甲 {#a}\n\n一", "en/a.md": f"# A {{#a}}\n\none\n\n{only}\n{{ref}}`t`\n"}
    book, faults = checked(tmp_path, {**files, "en/a.md": files["en/a.md"].replace("{ref}`t`", "")})
    assert {fault.code for fault in faults} <= {Code.HEADING_TITLE, Code.OTHER_WORDING, Code.INCOMPLETE}
    assert book is not None
    zh, en = (edition.document for edition in book.editions)
    assert words(zh) == ["一"]
    assert words(en) == ["one", "en"]
    assert [item.label for item in walk(en) if isinstance(item, Table)] == ["Table 1.1"]


def test_a_figure_of_another_edition_is_no_target(tmp_path: Path) -> None:
    text = "# {t} {{#a}}\n\n::::{{only}} {lang}\n:::{{flow}} f\nc\n\n- n: N\n:::\n::::\n\n{{ref}}`f`\n"
    files = {"report.yaml": TWO, "zh/a.md": text.format(t="甲", lang="zh"), "en/a.md": text.format(t="A", lang="zh")}
    _, faults = checked(tmp_path, files)
    assert errors(faults) == ["content/en/a.md:11:1 unknown-reference"]


# --- charts and slides


def test_a_chart_becomes_its_plot_and_slides_show_evidence(tmp_path: Path) -> None:
    text = "# A\n\n:::{figure} g\nGrowth\n:::\n\n:::{slide} T\n:show: g, h\nx\n:::\n"
    charts = "g:\n  kind: bar\n  categories: ['2024']\n  series: {s: [b]}\n"
    charts += charts.replace("g:", "h:", 1)
    found = edition(
        tmp_path, text, **{"facts.yaml": FACTS, "charts.yaml": charts, "en__terms.yaml": "labels:\n  s: Share\n"}
    )
    figure, slide = found.document.sections[0].blocks
    assert isinstance(figure, Figure)
    assert isinstance(figure.content, Plot)
    assert (figure.label, figure.alt) == ("Figure 1.1", figure.content.alt)
    assert isinstance(slide, Slide)
    first, second = slide.shown
    assert first == figure
    assert isinstance(second, Figure)
    assert isinstance(second.content, Plot)
    assert (second.id, second.label) == ("h", "")


def test_every_edition_counts_its_own_sections_and_refers_to_them(tmp_path: Path) -> None:
    files = {
        "report.yaml": TWO,
        "zh/a.md": "# 甲 {#a}\n\n## 乙 {#b only}\n\n## 丙 {#c}\n\n见{ref}`c`、{ref}`b`、{ref}`z`。\n",
        "en/a.md": "# A {#a}\n\n## C {#c}\n\nSee {ref}`c` and {ref}`z`.\n",
        "zh/b.md": "# 丁 {#d only}\n",
        "zh/c.md": "# 戊 {#z}\n",
        "en/c.md": "# Z {#z}\n",
    }
    book, faults = checked(tmp_path, files)
    assert errors(faults) == []
    assert book is not None
    found = {one.lang: one for one in book.editions}
    assert outline(found["zh"].document.sections) == [("1", "a"), ("1.1", "b"), ("1.2", "c"), ("2", "d"), ("3", "z")]
    assert outline(found["en"].document.sections) == [("1", "a"), ("1.1", "c"), ("2", "z")]
    numbers = [(target, words.strip("第节").strip()) for target, words in links(found["zh"].document)]
    assert numbers == [("#c", "1.2"), ("#b", "1.1"), ("#z", "3")]
    assert [words.split()[-1] for _, words in links(found["en"].document)] == ["1.1", "2"]
