"""Terms after the glossary: what is said in one language and not in the other, and what is forbidden."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from builder.diagnostics import Diagnostic, Severity, Span
from builder.load.glossary import read_glossary
from builder.locales import load_locale
from builder.model import GlossaryEntry
from builder.pipeline import read
from builder.project import open_project
from builder.vocabulary import Vocabulary
from tests.content import checked

ROOT = Path(__file__).parents[2]
GLOSSARY = """
- {zh: [大模型, 模型], en: [large model, LLM], avoid: {en: [big model], zh: [巨模型]}}
- {zh: 代码大模型, en: code LLM}
- {zh: 基准, en: benchmark, avoid: {en: [base, baseline]}, note: of tests}
- {zh: token, en: token, avoid: {zh: [词元]}}
- {zh: AI 编码工具, en: AI coding tools}
- {zh: 仓库, en: [repository, repo]}
- {zh: 底座, en: base}
- {zh: 岸电充电, fr: recharge à quai}
"""


def entries(text: str = GLOSSARY) -> tuple[GlossaryEntry, ...]:
    found: list[Diagnostic] = []
    glossary = read_glossary(text, "glossary.yaml", found.append)
    assert found == []
    return glossary


def said(text: str, lang: str) -> list[str]:
    vocabulary = Vocabulary(entries(), lang, load_locale(lang))
    return ["!" * hit.rendering.wrong + text[hit.begin : hit.end] for hit in vocabulary.hits(text)]


@pytest.mark.parametrize(
    ("text", "lang", "found"),
    [
        ("Large models, LARGE-MODEL, large\nmodel’s", "en", ["Large models", "LARGE-MODEL", "large\nmodel"]),
        ("an LLM, LLMs and LLM-based, no llm or LLMOps", "en", ["LLM", "LLMs", "LLM"]),
        ("repositories and the Repository", "en", ["repositories", "Repository"]),
        ("code LLMs are LLMs", "en", ["code LLMs", "LLMs"]),
        ("a benchmarked benchmark_1 unbenchmark", "en", []),
        ("big models and baselines", "en", ["!big models", "!baselines"]),
        ("a base", "en", ["base"]),
        ("Les recharges à quai, la recharge à quai", "fr", ["recharges à quai", "recharge à quai"]),
        ("代码大模型与大模型", "zh", ["代码大模型", "大模型"]),
        ("AI编码工具、AI 编码工具", "zh", ["AI编码工具", "AI 编码工具"]),
        ("万token，tokens", "zh", ["token"]),
        ("词元与巨模型", "zh", ["!词元", "!巨模型"]),
    ],
)
def test_terms_in_texts(text: str, lang: str, found: list[str]) -> None:
    assert said(text, lang) == found


def places(folder: Path, zh: str, en: str, **files: str) -> list[str]:
    report = "name: x\nlanguages: [zh, en]\n"
    texts = {
        "report.yaml": report,
        "glossary.yaml": GLOSSARY,
        "zh/a.md": f"# 甲\n\n{zh}\n",
        "en/a.md": f"# A\n\n{en}\n",
    }
    found = [fault for fault in checked(folder, {**texts, **files})[1] if fault.code == "wrong-term"]
    return [
        f"{f.span.file[8:]}:{f.span.line}:{f.span.col} {f.severity}"
        + (f" {f.other.file[8:]}:{f.other.line}:{f.other.col}" if f.other else "")
        for f in found
    ]


@pytest.mark.parametrize(
    ("zh", "en", "found"),
    [
        ("大模型很快。", "The LLMs are fast.", []),
        ("大**模型**很快。", "The *large* models are fast.", []),
        ("大模型很快。", "They are fast.", ["en/a.md:3:1 warning zh/a.md:3:1"]),
        ("很快的大模型。", "A fast **big model**.", ["en/a.md:3:10 error zh/a.md:3:4"]),
        ("基准和基准。", "A benchmark and a baseline.", ["en/a.md:3:19 error zh/a.md:3:1"]),
        ("基准。", "A benchmark above the baseline.", ["en/a.md:3:23 warning"]),
        ("很快。", "The baseline is fast.", ["en/a.md:3:5 warning"]),
        ("用词元计。", "In tokens.", ["zh/a.md:3:2 error en/a.md:3:4"]),
        ("大模型 `代码`。", "`LLM` [here](https://a.org/llm).", ["en/a.md:3:1 warning zh/a.md:3:1"]),
        ("代码大模型。", "The code LLM.", []),
        ("大模型。", "The code LLM.", []),
        ("见{term}`m`。", "See {term}`m`.", []),
        ("见大模型。", "See {term}`m`.", []),
        ("| 大模型 |\n| --- |\n| 基准 |", "| LLM |\n| --- |\n| Base |", ["en/a.md:5:3 warning zh/a.md:5:3"]),
        ("基准。\n\n:::{only} zh\n词元。\n:::", "A benchmark.", ["zh/a.md:6:1 warning"]),
    ],
)
def test_counterparts(zh: str, en: str, found: list[str], tmp_path: Path) -> None:
    labels = {"zh/terms.yaml": "labels: {m: 大模型}\n", "en/terms.yaml": "labels: {m: Large model}\n"}
    assert places(tmp_path, zh, en, **labels) == found


def test_labels_are_counterparts(tmp_path: Path) -> None:
    labels = {"zh/terms.yaml": "labels: {m: 大模型}\n", "en/terms.yaml": "labels: {m: Big models}\n"}
    assert places(tmp_path, "甲", "A", **labels) == ["en/terms.yaml:1:13 error zh/terms.yaml:1:13"]


def test_what_the_first_language_forbids(tmp_path: Path) -> None:
    """One language is enough; and a report whose disagreements are warnings has no errors of them."""
    files = {"glossary.yaml": GLOSSARY, "en/a.md": "# A\n\nA big model.\n"}
    found = [fault for fault in checked(tmp_path, files)[1] if fault.code == "wrong-term"]
    assert [(f.span.col, f.severity, f.hint) for f in found] == [(3, Severity.WARNING, "write “large model” or “LLM”")]
    settings = "name: x\nlanguages: [zh, en]\ndisagreements: warning\n"
    assert places(tmp_path / "b", "大模型。", "A big model.", **{"report.yaml": settings}) == [
        "en/a.md:3:3 warning zh/a.md:3:1"
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("- {zz: a}", "1:4 there is no 'zz' here: an entry names languages"),
        ("- {en: a, avoid: {xx: [b]}}", "1:19 there is no 'xx' here: an entry names languages"),
        ("- {en: a, avoid: {en: [b, A]}}", "1:27 'A' is allowed and forbidden"),
        ("- {en: }", "1:4 'en' is empty"),
        ("- {en: []}", "1:8 'en' needs at least one entry"),
        ("- {note: x}", "1:3 this entry says no term"),
        ("- {en: [{a: b}]}", "1:9 '0' is a text, not a list or mapping"),
        ("- word", "1:3 '0' is a mapping of names to values"),
        ("a: b", "1:1 the file holds a list of entries"),
    ],
)
def test_a_bad_entry_is_named_and_the_others_hold(text: str, place: str) -> None:
    found: list[Diagnostic] = []
    glossary = read_glossary(f"{text}\n" + "- {en: b}\n" * text.startswith("-"), "glossary.yaml", found.append)
    assert [f"{f.span.line}:{f.span.col} {f.message}" for f in found] == [place]
    assert [entry.renderings for entry in glossary] == [{"en": ("b",)}] * text.startswith("-")


def test_an_entry_has_words_by_language_and_its_place() -> None:
    (entry,) = entries("- zh: 大 模型\n  en: [large model, LLM]\n  avoid: {en: big model}\n  note: x\n")
    assert entry == GlossaryEntry(
        {"zh": ("大 模型",), "en": ("large model", "LLM")}, {"en": ("big model",)}, "x", Span("glossary.yaml", 1, 3)
    )


def test_the_report_has_the_glossary_that_was_agreed() -> None:
    with (ROOT / "tests/data/glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    glossary = entries((ROOT / "content/glossary.yaml").read_text("utf-8"))
    assert len(rows) > 70
    for row in rows:
        entry = next(e for e in glossary if e.renderings["zh"][0] == row["zh"])
        assert set(filter(None, row["zh_variants"].split(";"))) <= {w for e in glossary for w in e.renderings["zh"]}
        assert set(filter(None, row["forbidden_en"].split(";"))) == {
            w for avoided in entry.avoid.values() for w in avoided
        }


def test_a_wrong_term_in_the_report_is_found(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    page = tmp_path / "content/en/03-benchmarks.md"
    text = page.read_text("utf-8")
    page.write_text(
        text.replace("benchmark records", "baseline records").replace("benchmark ", "baseline ", 1), "utf-8"
    )
    found: list[Diagnostic] = []
    read(open_project(tmp_path), found.append)
    assert [f.severity for f in found if f.code == "wrong-term"] == [Severity.ERROR]
