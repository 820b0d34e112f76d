"""Facts and charts that are proposed: taken, the report says the same numbers and builds."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from builder.diagnostics import Diagnostic, has_errors
from builder.excerpt import render
from builder.importer.proposing.propose import propose_charts, propose_facts
from builder.load import load
from builder.locales import load_locale
from builder.locales.numbers import Form, compose
from builder.locales.reading import read_quantities
from builder.model import Amount, Cell, Modifier, Paragraph
from builder.pipeline import Book, read
from builder.project import open_project
from builder.text import plain, walk
from builder.theme import load_theme
from tests.importer.patches import apply, project

ROOT = Path(__file__).parents[2]
REPORT = "name: market\nlanguages: [zh, en]\ndisagreements: warning\n"
ZH = """# 市场概览

2025 年规模达1,280亿元，同比增长 12.5%；用户约 3.2 亿，付费用户占 **15.3%**。约三成在海外，近 5 年翻番。

头部 5 家占 64%，超过 300 家参与，每天新增 1,000 个模型。见[第 20 页](https://a.com/2024/123)与 `x = 1280`。

- 收入 40—74 亿美元
- 员工 1,234 人

| 年份 | 收入（亿元） | 增速 |
|---|---:|---:|
| 2021 | 905 | 10.4% |
| 2022 | 980 | 8.3% |
| 2023 | 1,100 | 12.2% |
| 2024 | 1,138 | 3.5% |
| 2025 | 1,280 | 12.5% |
"""
EN = """# Market overview

In 2025 the market reached RMB 128 billion, up 12.5%; about 320 million use it, and **15.3%** pay.
Three in ten are abroad.

The top 5 hold 64 percent, more than 300 take part, and 1,000 models are added daily.
See [page 20](https://a.com/2024/123) and `x = 1280`.

- Revenue of US$4.0–7.4 billion
- 1,234 employees

| Year | Revenue (RMB billion) | Growth |
|---|---:|---:|
| 2021 | 90.5 | 10.4% |
| 2022 | 98 | 8.3% |
| 2023 | 110 | 12.2% |
| 2024 | 113.8 | 3.5% |
| 2025 | 128 | 12.5% |
"""
FILES = {"content/report.yaml": REPORT, "content/zh/01-market.md": ZH, "content/en/01-market.md": EN}


def book(folder: Path) -> Book:
    found: list[Diagnostic] = []
    result = read(open_project(folder), found.append)
    assert not has_errors(found), [render(diagnostic, None) for diagnostic in found]
    assert result is not None
    return result


def said(folder: Path) -> dict[str, Counter[object]]:
    """Every quantity of every text, as it is printed."""
    result = book(folder)
    numbers: dict[str, Counter[object]] = {}
    for edition in result.editions:
        count = numbers.setdefault(edition.lang, Counter())
        for part in walk(edition.document.sections):
            if isinstance(part, Paragraph | Cell):
                for quantity in read_quantities(plain(part.children), result.locales[edition.lang]):
                    value = quantity.value
                    ends = (value.low, value.high) if isinstance(value, Amount) else value
                    count[ends, quantity.unit, quantity.modifier] += 1
    return numbers


def test_facts_say_what_was_typed(tmp_path: Path) -> None:
    folder = project(tmp_path, FILES)
    before = said(folder)
    apply(propose_facts(open_project(folder)), folder)
    assert said(folder) == before
    zh, en = ((folder / f"content/{lang}/01-market.md").read_text("utf-8") for lang in ("zh", "en"))
    assert "达{fact}`market.reached`，同比增长 {fact}`" in zh
    assert "**{fact}`" in zh
    assert "约三成在海外，近 5 年翻番" in zh  # words, and a few of something
    assert "[第 20 页](https://a.com/2024/123)与 `x = 1280`" in zh
    assert re.search(r"超过 \{fact\}`\S+ modifier=none` 家", zh)  # the composer would say 超
    assert re.search(r"hold \{fact\}`\S+ bare` percent", en)
    assert "| 2021 | 90.5 |" in en  # 905 in one language, 90.5 in the other
    facts = (folder / "content/facts.yaml").read_text("utf-8")
    assert "market.reached: {value: 1.28e11, unit: CNY}\n" in facts
    assert "{value: [4.0e9, 7.4e9], unit: USD}" in facts
    assert re.search(r"modifier: over", facts)


def test_the_same_project_gives_the_same_diff(tmp_path: Path) -> None:
    folder = project(tmp_path, FILES)
    assert propose_facts(open_project(folder)) == propose_facts(open_project(folder))


def test_what_is_accepted_is_not_proposed_again(tmp_path: Path) -> None:
    folder = project(tmp_path, FILES)
    apply(propose_facts(open_project(folder)), folder)
    assert propose_facts(open_project(folder)) == ""


def test_known_facts_are_called_and_files_end_as_they_did(tmp_path: Path) -> None:
    files = {
        "report.yaml": REPORT,
        "facts.yaml": 'share: {value: 41.5, unit: "%"}  # known',
        "zh/a.md": "# 一\r\n\r\n占 41.5%，达 2,345 家。",
        "en/a.md": "# One\r\n\r\n41.5% of all, 2,345 firms.",
    }
    folder = project(tmp_path, files)
    diff = propose_facts(open_project(folder))
    assert "\\ No newline at end of file" in diff
    apply(diff, folder)
    assert (folder / "zh/a.md").read_bytes().decode() == "# 一\r\n\r\n占 {fact}`share`，达 {fact}`a.firms` 家。"
    lines = (folder / "facts.yaml").read_text("utf-8").split("\n")
    assert lines[:2] == ['share: {value: 41.5, unit: "%"}  # known', "a.firms: {value: 2345}"]
    book(folder)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("占 41.5%", "41.6% of all"),  # the editions disagree
        ("共 3 项，第 20 名", "3 items, the 20th"),
        ("2025 年", "in 2025"),
        ("GPT-4 与 Qwen3-235B", "GPT-4 and Qwen3-235B"),
        ("**41**.5%", "**41**.5%"),  # marks within the number
    ],
)
def test_not_proposed(tmp_path: Path, zh: str, en: str) -> None:
    folder = project(tmp_path, {"report.yaml": REPORT, "zh/a.md": f"# 一\n\n{zh}\n", "en/a.md": f"# One\n\n{en}\n"})
    assert propose_facts(open_project(folder)) == ""


@pytest.mark.parametrize(
    ("zh", "en", "wanted"),
    [
        ("费用 25 美元", "from $25 to $30", r"from \${fact}`a.usd bare` to $30"),  # no formula opens before a brace
        ("涨 +12.5%，跌 −4.5%", "+12.5% and -4.5%", r"{fact}`a.percent signed` and {fact}`a.percent-2`"),
        ("最高 480B", "up to 480B", "{fact}`a.count letter`"),
        ("5 万 + 客户", "50,000+ customers", "{fact}`a.customers table` customers"),
        ("20—50%", "20–50%", "{fact}`a.percent`"),
        ("每天 1000～2000 个", "1,000–2,000 per day", "{fact}`a.per-day`"),
    ],
)
def test_the_call_says_what_was_typed(tmp_path: Path, zh: str, en: str, wanted: str) -> None:
    folder = project(tmp_path, {"report.yaml": REPORT, "zh/a.md": f"# 一\n\n{zh}\n", "en/a.md": f"# One\n\n{en}\n"})
    before = said(folder)
    apply(propose_facts(open_project(folder)), folder)
    assert (folder / "en/a.md").read_text("utf-8").split("\n")[2] == wanted
    assert said(folder) == before


def test_one_language_has_no_counterpart(tmp_path: Path) -> None:
    folder = project(tmp_path, {"report.yaml": "name: a\nlanguages: [zh]\n", "zh/a.md": "# 一\n\n占 41.5%\n"})
    assert propose_facts(open_project(folder)) == ""


def typed(source: Path, folder: Path) -> Path:
    """A copy of a project in which every fact stands as it is worded."""
    shutil.copytree(source, folder / "content")
    opened = open_project(folder)
    corpus = load(opened, load_theme(None).fonts, lambda _: None)
    assert corpus is not None
    for lang, document in corpus.documents.items():
        for path in sorted((opened.content / lang).glob("*.md")):

            def worded(match: re.Match[str], lang: str = lang, units: object = document.terms.units) -> str:
                name, *options = match[1].split()
                fact, asked = corpus.facts[name], dict(o.split("=") for o in options if "=" in o)
                form = next((Form(o) for o in options if o in list(Form)), Form.PROSE)
                return compose(
                    fact.value,
                    fact.unit,
                    Modifier(asked.get("modifier", fact.modifier)),
                    form,
                    load_locale(lang),
                    signed="signed" in options,
                    digits=int(asked["digits"]) if "digits" in asked else None,
                    counter=asked.get("counter", ""),
                    units=units,  # type: ignore[arg-type]
                )

            path.write_text(re.sub(r"\{fact\}`([^`]+)`", worded, path.read_text("utf-8")), "utf-8")
    return folder


def test_the_own_report_typed_by_hand(tmp_path: Path) -> None:
    folder = typed(ROOT / "content", tmp_path)
    before = said(folder)
    apply(propose_facts(open_project(folder)), folder)
    assert said(folder) == before
    texts = [path.read_text("utf-8") for path in sorted((folder / "content").rglob("*.md"))]
    assert sum(text.count("{fact}`") for text in texts) > 350


def test_charts_of_numeric_tables(tmp_path: Path) -> None:
    shares = (
        "\n## {0}\n\n:::{{table}} shares\n{1}\n\n| {2} | {3} |\n|---|---|\n| {4} | 41% |\n| {5} | 33% |\n"
        "| {6} | 26% |\n:::\n"
    )
    files = FILES | {
        "content/zh/01-market.md": ZH + shares.format("份额", "各厂商份额", "厂商", "份额", "甲", "乙", "其他"),
        "content/en/01-market.md": EN
        + shares.format("Shares", "Share by vendor", "Vendor", "Share", "A", "B", "Others"),
        "content/zh/terms.yaml": "labels:\n    known: 已有  # kept\nunits: {}\n",
    }
    folder = project(tmp_path, files)
    diff = propose_charts(open_project(folder))
    apply(diff, folder)
    plots = [
        part for edition in book(folder).editions for part in walk(edition.document) if type(part).__name__ == "Plot"
    ]
    assert [plot.kind for plot in plots] == ["line", "donut"] * 2
    assert (
        (folder / "content/figures/market-chart.csv").read_text("utf-8").startswith("category,revenue\n2021,9.05e10\n")
    )
    assert ":::{figure} shares-chart\nShare by vendor\n:::" in (folder / "content/en/01-market.md").read_text("utf-8")
    terms = (folder / "content/zh/terms.yaml").read_text("utf-8")
    assert terms.startswith('labels:\n    known: 已有  # kept\n    revenue: "收入"\n')
    assert terms.endswith("units: {}\n")
    assert propose_charts(open_project(folder)) == ""


@pytest.mark.parametrize(
    "table",
    [
        "| a | b |\n|---|---|\n| x | 1 |\n| y | 2 |\n",  # two rows
        "| a | b |\n|---|---|\n| x | 1 |\n| y | two |\n| z | 3 |\n",
        "| a | b |\n|---|---|\n| x | ~1 |\n| y | ~2 |\n| z | ~3 |\n",  # a chart would show them as exact
        "| a | b |\n|---|---|\n" + "".join(f"| r{i} | {i} |\n" for i in range(30)),
    ],
)
def test_no_chart(tmp_path: Path, table: str) -> None:
    files = {"report.yaml": REPORT, "zh/a.md": f"# 一\n\n{table}", "en/a.md": f"# One\n\n{table}"}
    assert propose_charts(open_project(project(tmp_path, files))) == ""


def test_a_chart_of_facts(tmp_path: Path) -> None:
    table = "| a | b |\n|---|---|\n| x | {fact}`one` |\n| y | **{fact}`two table`** |\n| z | — |\n"
    facts = 'one: {value: 12.5, unit: "%"}\ntwo: {value: 14, unit: "%", modifier: about}\n'
    folder = project(
        tmp_path, {"report.yaml": "name: a\nlanguages: [en]\n", "facts.yaml": facts, "en/a.md": f"# One\n\n{table}"}
    )
    apply(propose_charts(open_project(folder)), folder)
    assert "    b: [one, two, null]\n" in (folder / "charts.yaml").read_text("utf-8")
    book(folder)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_takes_the_diffs(tmp_path: Path) -> None:
    folder = project(tmp_path, FILES)
    diff = propose_facts(open_project(folder))
    run = subprocess.run(["git", "apply", "-"], input=diff.encode(), cwd=folder, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    assert propose_facts(open_project(folder)) == ""
