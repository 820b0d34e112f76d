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
    ("```\nrun --port 80\n```", "```\nrun --port 90\n```", "other-code"),
    ("见{ref}`b`\n\n## 乙 {#b}\n\n## 丙 {#c}", "see {ref}`c`\n\n## B {#b}\n\n## C {#c}", "other-reference"),
    ("到 2025 年为止", "until 5025", "number-period"),
    ("**要点**在此", "The point is here", "emphasis"),
    ("成本下降 12%", "costs rose 12%", "number-change"),
    ("成本下降 {fact}`a`", "costs rose by {fact}`a`", "number-change"),
    ("成本降至 12%", "costs fell by 12%", "number-change"),
    ("成本同比下降 12%", "costs fell 12% quarter on quarter", "number-change"),
    ("东部高 5 个百分点", "the east is 5 percentage points lower", "number-change"),
    ("四个季度共 3 次，第三季度最多", "3 times in four quarters, most in the fourth quarter", "number-value"),
    ("容量在 50 GW 以内", "the capacity is 50 GW", "number-modifier"),
    ("占约 36.5%", "36.5 % of all", "number-modifier"),
    ("|年|电量（亿千瓦时）|\n|-|-|\n|甲|412|", "|Year|Power (TWh)|\n|-|-|\n|A|412|", "number-unit"),
    ("长 30 公里", "30 metres long", "number-scale"),
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
    ("成本下降 12%，至 30 元", "costs fell by 12% to RMB 30"),
    ("同比增长 5%", "up 5% from a year earlier"),
    ("占 40%，比上年高 3%", "40% of all, 3% more than the year before"),
    ("在 30 天内完成，容量在 50 GW 以内", "done within 30 days, with a capacity within 50 GW"),
    ("约占 36.5%", "some 36.5 % of all"),
    ("需要 8 GB 内存", "it needs 8 GB of memory"),
    ("配置 360 智脑", "Set up 360AI"),
    ("返回 400 至 499", "it returns 400 (from 400 to 499)"),
    ("30 个以上的状态和 20 个以上的动作", "over 30 states and 20 actions"),
    ("支持 22 或更高版本", "it runs on 22 or newer"),
    ("在 1 秒内返回", "it returns within 1 second"),
    ("|年|电量（亿千瓦时）|\n|-|-|\n|甲|412|", "|Year|Power (TWh)|\n|-|-|\n|A|41.2|"),
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


@pytest.mark.parametrize(("mark", "source"), [("-", "zh"), ("-", "en"), ("1.", "zh")])
def test_lists_that_ran_together_lack_what_stood_between(mark: str, source: str, tmp_path: Path) -> None:
    lists = (
        [f"{mark} {a}\n{mark} {b}" for a, b in (("一", "二"), ("三", "四"))],
        [f"{mark} {a}\n{mark} {b}" for a, b in (("one", "two"), ("three", "four"))],
    )
    zh = f"开头\n\n{lists[0][0]}\n\n一段话\n\n{lists[0][1]}\n\n完"
    en = f"First\n\n{lists[1][0]}\n\n{lists[1][1]}\n\nEnd"
    (fault,) = found(tmp_path, zh, en, source)
    assert (fault.code.value, "一段话" in fault.message) == ("missing-counterpart", True)


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


def test_a_text_left_as_it_was_is_no_title_of_a_source(tmp_path: Path) -> None:
    left = "readers use online services at least monthly; the others never do."
    (fault,) = found(tmp_path / "a", left, left)
    assert fault.code == "untranslated"
    cited = "a framework of online services at large libraries. Journal of libraries. 2024."
    assert found(tmp_path / "b", cited, cited) == []


ZH_SAID = (
    "闸门每天开启两次，水位由记录员写下。",
    "泵房在北岸，今年换了新的机器，因此夜里再也没有人守在那里，村民对此十分满意。",
    "渠道不漏。",
)
EN_SAID = (
    "The gates open twice a day, and a clerk writes down the level.",
    "The pump house on the north bank got new machines this year, so that nobody has to watch there at night any more, "
    "and the villagers are very pleased with it.",
    "The canal is tight.",
)


def test_a_sentence_without_counterpart(tmp_path: Path) -> None:
    usual = "\n\n".join(ZH_SAID * 3), "\n\n".join(EN_SAID * 3)
    kept = " ".join(EN_SAID[::2])
    assert found(tmp_path / "a", f"{usual[0]}\n\n{''.join(ZH_SAID)}", f"{usual[1]}\n\n{' '.join(EN_SAID)}") == []
    (fault,) = found(tmp_path / "b", f"{usual[0]}\n\n{''.join(ZH_SAID)}", f"{usual[1]}\n\n{kept}")
    assert (fault.code.value, fault.severity) == ("length", Severity.WARNING)
    assert ZH_SAID[1][:5] in fault.message


def test_two_sentences_may_be_one(tmp_path: Path) -> None:
    usual = "\n\n".join(ZH_SAID * 3), "\n\n".join(EN_SAID * 3)
    joined = f"{EN_SAID[0][:-1]}; {EN_SAID[1]} {EN_SAID[2]}"
    assert found(tmp_path, f"{usual[0]}\n\n{''.join(ZH_SAID)}", f"{usual[1]}\n\n{joined}") == []


def test_imports_are_warned_of_disagreements_alone(tmp_path: Path) -> None:
    settings = "name: x\nlanguages: [zh, en]\ndisagreements: warning\n"
    faults = found(tmp_path, "占 41.5%", "41.6% of all", **{"report.yaml": settings})
    assert [d.severity for d in faults] == [Severity.WARNING]
