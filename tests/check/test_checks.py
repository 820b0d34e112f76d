"""What the checks find, and what they leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.content import checked, errors

TWO = "name: x\nlanguages: [zh, en]\n"


def faults(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    return [fault.removeprefix("content/") for fault in errors(checked(folder, files)[1])]


def pair(folder: Path, zh: str, en: str, **files: str) -> list[str]:
    return faults(folder, {"report.yaml": TWO, "zh/a.md": zh, "en/a.md": en, **files})


FACTS = "a: {value: 1}\nb: {value: 2}\n"


@pytest.mark.parametrize(
    ("zh", "en", "places"),
    [
        ("# 甲\n\n一\n\n- 二\n- 三", "# A\n\none\n\n- two\n- three", []),
        ("# 甲\n\n{fact}`a` 与 {fact}`b`", "# A\n\n{fact}`b` and {fact}`a`", ["en/a.md:3:1 order"]),
        ("# 甲\n\n- 二\n- 三", "# A\n\n- two", ["en/a.md:3:1 missing-counterpart"]),
        ("# 甲\n\n一", "# A\n\n- one", ["en/a.md:3:1 parity"]),
        ("# 甲\n\n一\n\n二", "# A\n\none", ["en/a.md:3:1 missing-counterpart"]),
        ("# 甲\n\n一", "# A\n\none\n\ntwo", ["en/a.md:5:1 missing-counterpart"]),
        ("# 甲\n\n{fact}`a`", "# A\n\n{fact}`a` {fact}`a`", ["en/a.md:3:1 other-reference"]),
        ("# 甲\n\n{fact}`a`", "# A\n\n{fact}`b`", ["en/a.md:3:1 other-reference"]),
        ("# 甲\n\n|x|y|\n|-|-|\n|1|2|", "# A\n\n|x|y|\n|-|-|\n|1|2|\n|3|4|", ["en/a.md:6:2 missing-counterpart"]),
        ("# 甲\n\n一[^1]\n\n[^1]: {fact}`a`", "# A\n\none[^1]\n\n[^1]: x", ["en/a.md:5:1 other-reference"]),
        ("# 甲\n\n:::{slide} 题\n- {fact}`a`\n:::", "# A\n\n:::{slide} T\n- x\n:::", ["en/a.md:4:1 other-reference"]),
        ("# 甲\n## 乙", "# A", ["zh/a.md:2:1 missing-section"]),
        ("# 甲", "# A\n## B", ["en/a.md:2:1 missing-section"]),
        ("# 甲 {#x}\n# 乙 {#y}", "# B {#y}\n# A {#x}", ["en/a.md:1:1 parity"]),
        ("# 甲\n## 乙 {#b only}\n一\n### 丙", "# A", []),
        ("# 甲\n## 乙 {#b only}\n## 丁\n一", "# A\n## C {#c only}\n## D\none", []),
        ("# 甲\n## 乙 {#b only}\n一", "# A\n## B {#b}\none", ["zh/a.md:2:1 parity"]),
        ("# 甲\n\n|x|y|\n|-|-|\n|1|<<|", "# A\n\n|x|y|\n|-|-|\n|1|2|", ["en/a.md:5:2 parity"]),
        ("# 甲\n\n一\n\n:::{only} zh\n二\n:::", "# A\n\none", []),
        ("# 甲\n\n:::{only} zh\n二\n:::\n\n一", "# A\n\n:::{only} en\n- two\n:::\n\none", []),
    ],
)
def test_parity(zh: str, en: str, places: list[str], tmp_path: Path) -> None:
    assert pair(tmp_path, zh, en, **{"facts.yaml": FACTS}) == places


def test_a_section_with_another_fault_is_not_compared(tmp_path: Path) -> None:
    """The unknown directive is one fault; that its blocks lack is none. The section after it is compared."""
    zh = "# 甲\n\n:::{figrue} x\n图\n:::\n\n## 乙\n\n一\n\n二"
    en = "# A\n\ntext\n\n## B\n\none"
    assert pair(tmp_path, zh, en) == ["en/a.md:7:1 missing-counterpart", "zh/a.md:3:1 unknown-directive"]


def test_an_id_that_is_none_is_one_fault(tmp_path: Path) -> None:
    assert pair(tmp_path, "# 甲 {#甲}\n\n一", "# A {#one}\n\none") == ["zh/a.md:1:6 invalid-value"]


def test_a_source_listed_twice_is_one_fault(tmp_path: Path) -> None:
    lists = [
        f"# {title}\n\n见{{cite}}`k,m`\n\n:::{{references}}\n- {{cite}}`k`\n- {{cite}}`{key}`\n:::"
        for title, key in (("甲", "m"), ("A", "k"))
    ]
    files = {
        "report.yaml": "name: x\nlanguages: [zh, en]",
        "zh/a.md": lists[0],
        "en/a.md": lists[1].replace("见", "see "),
    }
    found = faults(tmp_path, {**files, "sources.yaml": "- id: k\n- id: m"})
    assert [fault for fault in found if fault.startswith("en/a.md:7")] == ["en/a.md:7:3 duplicate-id"]


@pytest.mark.parametrize(
    ("markdown", "places"),
    [
        ("# A {#x}\n## B {#x}", ["en/a.md:2:1"]),
        ("# A {#x}\n\n:::{flow} x\n- n: N\n:::", ["en/a.md:3:1"]),
        ("# A\n\n> :::{flow} x\n> - n: N\n> :::\n\n- a\n\n  :::{flow} x\n  - n: N\n  :::", ["en/a.md:9:3"]),
        ("# A\n\n:::{references}\n- {cite}`k`\n- {cite}`k`\n:::", ["en/a.md:5:3"]),
        ("# A\n\n::::{only} en\n:::{flow} x\n- n: N\n:::\n::::\n\n::::{only} zh\n:::{flow} x\n- n: N\n:::\n::::", []),
    ],
)
def test_an_id_names_one_thing(markdown: str, places: list[str], tmp_path: Path) -> None:
    files = {"report.yaml": "name: x\nlanguages: [en, zh]", "en/a.md": markdown, "sources.yaml": "- id: k"}
    found = faults(tmp_path, {**files, "zh/a.md": markdown.replace("{#x}\n## B {#x}", "{#x}\n## B {#y}")})
    assert [f for f in found if "duplicate" in f and f.startswith("en")] == [
        f"{place} duplicate-id" for place in places
    ]


@pytest.mark.parametrize(
    "markdown",
    [
        ":::{only} fr\nx\n:::",
        "::::{callout} note\n:::{only} fr\nx\n:::\n::::",
        "::::{slide} T\n:::{notes}\nx\n:::\n\n:::{only} fr\nx\n:::\n::::",
    ],
)
def test_blocks_of_an_unknown_language(markdown: str, tmp_path: Path) -> None:
    (found,) = faults(tmp_path, {"en/a.md": f"# A\n\ntext\n\n{markdown}"})
    assert found.endswith("invalid-value")


def test_sources_and_units_of_facts(tmp_path: Path) -> None:
    facts = "a: {value: 1, source: k}\nb: {value: 1, unit: furlong}\n"
    facts += "c: {value: 1, unit: people}\nd: {value: 1, unit: cows}\n"
    units = "units:\n  people: {one: '{n} x', other: '{n} x'}\n"
    files = {"report.yaml": TWO, "zh/a.md": "# 甲", "en/a.md": "# A", "facts.yaml": facts}
    files |= {"zh/terms.yaml": units, "en/terms.yaml": units + "  cows: {one: '{n} cow', other: '{n} cows'}\n"}
    assert faults(tmp_path, files) == [
        "facts.yaml:1:1 unknown-citation",
        "facts.yaml:2:1 malformed-fact",
        "facts.yaml:4:1 malformed-fact",
    ]


def test_a_chart_names_facts_and_labels_that_exist(tmp_path: Path) -> None:
    charts = "g:\n  kind: bar\n  categories: [x, y]\n  series: {s: [a, no]}\n"
    charts += "h:\n  kind: bar\n  categories: [x]\n  series: {s: [a]}\n"
    files = {"en/a.md": "# A", "facts.yaml": FACTS, "charts.yaml": charts, "en/terms.yaml": "labels: {s: S}"}
    assert faults(tmp_path, files) == ["charts.yaml:4:19 unknown-fact", "charts.yaml:7:16 unknown-term"]


@pytest.mark.parametrize(
    ("markdown", "places"),
    [
        ("# A\n\nx \U0001242b y \U0001242b", ["en/a.md:3:3"]),
        ("# A\n\nx &#x1242B;", ["en/a.md:3:3"]),
        ("# A\n\nx \x0c y", ["en/a.md:3:3"]),
        ("# A\n\nx \x1b[31m", ["en/a.md:3:3"]),
        ("# A\n\n`\ue000`", ["en/a.md:3:2"]),
        ("# A\n\n中文 ₂ − ≥ é ü 🟢 ✅ 🚀 ⭐ \u00a0\u200b\u2060\ufeff&nbsp;&amp;&shy;", []),
    ],
)
def test_every_character_has_a_font(markdown: str, places: list[str], tmp_path: Path) -> None:
    assert faults(tmp_path, {"en/a.md": markdown}) == [f"{place} missing-glyph" for place in places]


def test_labels_and_data_are_drawn_too(tmp_path: Path) -> None:
    charts = "g:\n  kind: bar\n  data: {file: d.csv, category: c, series: [s]}\n"
    files = {
        "en/a.md": "# A",
        "en/terms.yaml": "labels:\n  s: S🚀\n",
        "charts.yaml": charts,
        "d.csv": "c,s\n\ue000,1\n",
    }
    assert faults(tmp_path, files) == ["charts.yaml:1:1 missing-glyph", "en/terms.yaml:2:7 missing-glyph"]


def test_a_locale_that_does_not_exist_leaves_the_others_checked(tmp_path: Path) -> None:
    files = {"report.yaml": "name: x\nlanguages: [en, xx]\n", "en/a.md": "# A\n\n{fact}`no`"}
    assert faults(tmp_path, files) == ["en/a.md:3:1 unknown-fact", "report.yaml:2:17 invalid-value"]
