"""Two editions that say otherwise: each slip is found in both directions and from either source, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.parity import parity
from builder.diagnostics import Diagnostic, Severity
from tests.check.context import context

FACTS = 'a: {value: 41, unit: "%"}\nb: {value: 37, unit: "%"}\n'
SOURCES = "- id: k\n- id: m\n"
LONG = "This paragraph explains the method: every holder of a card got a form, and answers are weighted by age."


def found(folder: Path, zh: str, en: str, source: str = "zh", **files: str) -> list[Diagnostic]:
    """What is said of a chapter in both languages; `source` is the language that is translated from."""
    languages = "[zh, en]" if source == "zh" else "[en, zh]"
    written = {"report.yaml": f"name: x\nlanguages: {languages}\n", "facts.yaml": FACTS, "sources.yaml": SOURCES}
    written |= {"zh/a.md": f"# 甲 {{#a}}\n\n{zh}\n", "en/a.md": f"# A {{#a}}\n\n{en}\n", **files}
    return list(parity(context(folder, written)))


SLIPS = [
    ("规模 1106 亿美元", "worth $116 billion", "number-value"),
    ("规模 1106 亿美元", "worth $110.6 million", "number-scale"),
    ("增长 12 个百分点", "up 12%", "number-unit"),
    ("约 300 家", "300 firms", "number-modifier"),
    ("到 2025 年为止", "until 2026", "number-period"),
    ("占 30—40%", "30–45% of all", "number-value"),
    ("占 41.5%，很多", "many", "number-missing"),
    ("用 Claude Opus 4.5 测试", "tested with Claude Opus 4.6", "number-value"),
    ("评分 Pass@1 如下", "scores of Pass@7 follow", "other-code"),
    ("用 Qwen3-235B 测试", "tested with Qwen3-253B", "other-code"),
    ("占 {fact}`a`", "{fact}`b` of all", "other-reference"),
    ("占 {fact}`a`", "{fact}`a modifier=over` of all", "other-reference"),
    ("见{cite}`k`", "see {cite}`m`", "other-reference"),
    ("见{cite}`k,m`", "see it", "other-reference"),
    ("由 {fact}`a` 与 {fact}`b`", "by {fact}`b` and {fact}`a`", "order"),
    ("见[此](https://a.org/x)", "see [this](https://a.org/y)", "other-link"),
    ("运行 `make all`", "run `make any`", "other-code"),
    ("令 $a = b$", "let $a = c$", "other-code"),
    ("**要点**在此", "The point is here", "emphasis"),
    ("一段\n\n二段", "one", "missing-counterpart"),
    ("- 一\n- 二", "- one", "missing-counterpart"),
    ("|x|y|\n|-|-|\n|1|2|\n|3|4|", "|x|y|\n|-|-|\n|1|2|", "missing-counterpart"),
    ("::::{slide} 题\n- 一\n\n:::{notes}\n二\n:::\n::::", "::::{slide} T\n- one\n::::", "missing-counterpart"),
    ("- [x] 一", "- [ ] one", "parity"),
    ("|x|y|\n|-|-|\n|{fact}`a`|{fact}`b`|", "|x|y|\n|-|-|\n|{fact}`b`|{fact}`a`|", "order"),
]


@pytest.mark.parametrize("source", ["zh", "en"])
@pytest.mark.parametrize(("zh", "en", "code"), SLIPS)
def test_a_slip_is_one_fault(zh: str, en: str, code: str, source: str, tmp_path: Path) -> None:
    assert [d.code.value for d in found(tmp_path, zh, en, source)] == [code]


PAIRS = [
    ("规模 1106 亿美元", "worth $110.6 billion"),
    ("占 41.5%，见{cite}`k`", "see {cite}`k`: 41.5%"),
    ("第 3 章，图 2.1", "Chapter 3 and Figure 2.1"),
    ("晚上十点以前", "before 10 pm"),
    ("三成用户", "30% of users"),
    ("从 {fact}`a` 到 {fact}`b`", "to {fact}`b` from {fact}`a`"),
    ("**要点**在此", "The **point** is here"),
    ("只有\n\n:::{only} zh\n41%\n:::", "only"),
    ("- [x] 一\n- 二", "- [x] one\n- two"),
]


@pytest.mark.parametrize("source", ["zh", "en"])
@pytest.mark.parametrize(("zh", "en"), PAIRS)
def test_what_says_the_same_is_left_alone(zh: str, en: str, source: str, tmp_path: Path) -> None:
    assert [d.message for d in found(tmp_path, zh, en, source)] == []


def test_one_dropped_paragraph_is_no_cascade(tmp_path: Path) -> None:
    zh = "\n\n".join(f"第 {n}0% 的读者 {{cite}}`k`\n\n{n}5%\n\n- {n}1%\n- {n}2%" for n in range(1, 6))
    en = "\n\n".join(f"{n}0% of readers {{cite}}`k`\n\n{n}5%\n\n- {n}1%\n- {n}2%" for n in range(1, 6))
    dropped = en.replace("30% of readers {cite}`k`\n\n", "")
    (fault,) = found(tmp_path, zh, dropped)
    assert (fault.code.value, "30%" in fault.message) == ("missing-counterpart", True)


def test_what_a_sentence_took_with_it_is_one_fault(tmp_path: Path) -> None:
    zh = "共 25 家。其中 **{fact}`a`** 在海外，见{cite}`k`，达 1,300 人。"
    (fault,) = found(tmp_path, zh, "There are 25.")
    assert fault.code == "other-reference"
    assert "{fact}`a`, {cite}`k`" in fault.message


@pytest.mark.parametrize(
    ("zh", "en", "code"),
    [
        ("# 报告 2025", "# Report 2024", "number-period"),
        (
            "# 报告\n\n:::{meta}\n- 日期: 2025 年\n- 家数: 300 家\n:::",
            "# R\n\n:::{meta}\n- Date: 2025\n:::",
            "missing-counterpart",
        ),
        ("# 报告\n\n:::{meta}\n- 日期: 2025 年\n:::", "# R\n\n:::{meta}\n- Date: 2024\n:::", "number-period"),
        ("# 报告\n\n:::{imprint}\n共 300 家\n:::", "# R\n\n:::{imprint}\n400 firms\n:::", "number-value"),
        ("# 报告\n\n:::{colophon}\n一\n:::", "# R", "missing-counterpart"),
        ("# 报告\n\n:::{subtitle}\n一\n:::", "# R", "missing-counterpart"),
    ],
)
def test_the_cover_is_compared(zh: str, en: str, code: str, tmp_path: Path) -> None:
    assert [d.code.value for d in found(tmp_path, "一", "one", **{"zh/index.md": zh, "en/index.md": en})] == [code]


def test_one_language_without_a_cover(tmp_path: Path) -> None:
    assert [d.code.value for d in found(tmp_path, "一", "one", **{"zh/index.md": "# 报告"})] == ["missing-counterpart"]


def test_labels_are_compared(tmp_path: Path) -> None:
    terms = {
        "zh/terms.yaml": "labels: {x: 2025 年最高分, y: 名称}\n",
        "en/terms.yaml": "labels: {x: 'Best, 2024', y: Name}\n",
    }
    (fault,) = found(tmp_path, "一", "one", **terms)
    assert (fault.code.value, fault.span.file) == ("number-period", "content/en/terms.yaml")


def test_both_count_a_section(tmp_path: Path) -> None:
    faults = found(tmp_path, "一\n\n## 乙 {#b unnumbered}\n\n二", "one\n\n## B {#b}\n\ntwo")
    assert [d.code.value for d in faults] == ["parity"]


def _rows(*rows: tuple[str, str]) -> str:
    return "| | |\n|-|-|\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)


def _taught(folder: Path, zh: tuple[tuple[str, str], ...], en: tuple[tuple[str, str], ...]) -> list[Diagnostic]:
    """Tables of words, which the prose and the labels say, too."""
    terms = {
        "zh/terms.yaml": "labels: {a: 水闸, b: 泵房, c: 木材, d: 混凝土}\n",
        "en/terms.yaml": "labels: {a: Sluice, b: Pump house, c: Timber, d: Concrete}\n",
    }
    return found(folder, _rows(*zh), _rows(*en), **terms)


ZH_ROWS = (("水闸", "木材"), ("泵房", "混凝土"))


def test_swapped_cells_of_words(tmp_path: Path) -> None:
    straight = (("Sluice", "Timber"), ("Pump house", "Concrete"))
    assert _taught(tmp_path / "a", ZH_ROWS, straight) == []
    (fault,) = _taught(tmp_path / "b", ZH_ROWS, (("Timber", "Sluice"), straight[1]))
    assert (fault.code.value, "this cell and the next" in fault.message) == ("order", True)


def test_swapped_rows_of_words(tmp_path: Path) -> None:
    (fault,) = _taught(tmp_path, ZH_ROWS, (("Pump house", "Concrete"), ("Sluice", "Timber")))
    assert (fault.code.value, "this row and the next" in fault.message) == ("order", True)


@pytest.mark.parametrize("source", ["zh", "en"])
def test_a_sentence_in_the_other_language(source: str, tmp_path: Path) -> None:
    (fault,) = found(tmp_path, f"{LONG} 其余的不变。", f"{LONG} The rest stays.", source)
    assert fault.code == "untranslated"


def test_imports_are_warned_of_disagreements_alone(tmp_path: Path) -> None:
    settings = "name: x\nlanguages: [zh, en]\ndisagreements: warning\n"
    faults = found(tmp_path, "占 41.5%", "41.6% of all", **{"report.yaml": settings})
    assert [d.severity for d in faults] == [Severity.WARNING]
