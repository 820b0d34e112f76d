"""Chinese composition as printed: nothing to find in our editions, and each rule seen to find what is wrong."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.locales import load_locale
from builder.model import House
from builder.report import print_edition
from builder.report.composition import holds
from builder.report.fonts import heading_ruler
from builder.report.measures import measures
from builder.report.press import Press
from builder.report.resources import Shelf
from builder.report.style import sheet
from builder.theme import load_theme
from tests.clreq import rules
from tests.clreq.page import read
from tests.clreq.rules import RULES, Book, Rule
from tests.content import checked
from tests.printing import print_html
from tests.report.test_extraction import written
from tests.strays import strays
from tests.whole import ROOT, built

PHRASES = (
    "大语言模型（LLM）在代码领域的进步",
    "根据“AI Index 2025”报告",
    "使用GPT模型训练了3个月",
    "市场规模达到40亿～74亿美元",
    "从4.4%提升到71.7%",
    "天然具备可验证性——无需标注",
    "（其他领域受限于成本）",
    "《关于“数据要素”的若干意见》",
    "LiveCodeBench、SciCode等基准",
    "截至2025年底",
    "Hugging Face上的模型超过200万个",
    "结论尚待检验……",
    "医学、法律与教育",
    "其差异构成了**根本原因**",
    "**（参见附录）**",
    "“*验证*”",
    "反馈以毫秒计",
)
"""Pieces of sentences, with Latin words, numbers and marks that meet each other and the edges of lines."""


def book(content: bytes, lang: str = "zh") -> Book:
    kind = load_locale(lang).type
    face = kind.body[-1].replace(" ", "-")
    return Book(read(content), load_theme(None), face, kind.body_size, kind.leading, kind.indent)


def findings(found: Book) -> list[str]:
    return [f"{rule.__name__}: {place}" for rule in RULES for place in rule(found)]


def prose(chance: random.Random) -> str:
    """A paragraph of some two hundred characters that ends with a full stop."""
    pieces = [chance.choice(PHRASES) for _ in range(chance.randint(8, 22))]
    return "".join(piece + chance.choice("，，，；：、") for piece in pieces).rstrip("，；：、") + "。"


def chapters(chance: random.Random) -> Iterator[str]:
    for number in range(4):
        yield f"# 第{number + 1}章的标题 {{#c{number}}}"
        for part in range(3):
            yield from (f"## 一节的标题 {{#s{number}{part}}}", *(prose(chance) for _ in range(5)))
            yield "\n".join(f"- {prose(chance)}" for _ in range(3))


@pytest.mark.parametrize("project", [ROOT, *sorted((ROOT / "examples").glob("*/"))], ids=lambda path: path.name)
def test_our_reports(project: Path, shared: Path) -> None:
    found = sorted(built(shared, project=project).glob("*.zh.pdf"))
    assert [(path.name, findings(book(path.read_bytes()))) for path in found] == [(path.name, []) for path in found]


def test_pages_of_mere_text(tmp_path: Path) -> None:
    text = "\n\n".join(chapters(random.Random(7)))
    report, faults = checked(tmp_path, {"report.yaml": "name: x\nlanguages: [zh]\n", "zh/a.md": text})
    assert report is not None, faults
    printed = print_edition(report.editions[0], load_locale("zh"), load_theme(None))
    found = book(printed.content)
    assert len(found.printed.sizes) > 12
    assert findings(found) == []
    assert strays(printed.content, written(report.editions[0])) == []


FILLER = "其他领域受限于验证成本和时间"
LINE = FILLER * 3

WRONG: tuple[tuple[Rule, str], ...] = (
    (rules.line_edges, f"<p>{FILLER}<br>，{FILLER}</p>"),
    (rules.unbreakable_marks, f"<p>{FILLER}—<br>—{FILLER}</p>"),
    (rules.unbreakable_marks, f"<p>{FILLER}—<b>—</b>{FILLER}</p>"),
    (rules.numbers_with_units, f"<p>{FILLER}40<br>亿元</p>"),
    (rules.numbers_with_units, f"<p>{FILLER}约 US$<br>40</p>"),
    (rules.connectors, "<p>共 40-74 亿元</p>"),
    (rules.quotation_marks, '<p>所谓"循环"即是</p>'),
    (rules.quotation_marks, "<p>所谓<span style='font-family: &quot;Source Serif 4&quot;'>“</span>循环</p>"),
    (rules.full_width_marks, "<p>医学,法律</p>"),
    (rules.meeting_marks, "<p>循环<span>）</span><span>。</span>而</p>"),
    (rules.edges_trimmed, f"<p>{LINE[:33]}。{LINE}</p>"),
    (rules.mixed_text, "<p>使用GPT模型</p>"),
    (rules.western_words, f"<p>{FILLER}Super<br>vision</p>"),
    (rules.gaps, "<p style='letter-spacing: 1em'>其他领域</p>"),
    (rules.right_edge, f"<p>{LINE[:33]}<br>{FILLER}</p>"),
    (rules.indents, f"<p style='text-indent: 1em'>{LINE}</p>"),
    (rules.last_lines, f"<p>{FILLER}<br>间。</p>"),
    (rules.body, f"<p style='line-height: 2'>{LINE}</p>"),
    (rules.typefaces, "<p style='transform: skewX(10deg)'>其他领域</p>"),
    (rules.stops, "<p>其他<span style='display: inline-block; transform: rotate(180deg)'>。</span></p>"),
    (rules.headings_with_text, "<p>其他</p><h2>领域</h2>"),
    (rules.repeated_marks, "<p>其他！！！！</p>"),
    (rules.note_marks, f"<p>{FILLER}<br>[1]其他</p>"),
)


WRONG_ALTOGETHER: tuple[tuple[Rule, str], ...] = (
    (rules.last_lines, f"<div style='height: 238mm'></div><p style='orphans: 1; widows: 1'>{LINE * 2}</p>"),
    (rules.measure, f"<p style='margin-left: 5pt'>{LINE}</p>"),
    (rules.headings, "<h1>其他</h1><h2 style='font-size: 40pt'>领域</h2><p>其他</p><p>领域</p>"),
    (rules.grid, f"<p>{LINE}</p><p style='margin-top: 3pt'>{LINE}</p>"),
)


@pytest.fixture(scope="module")
def wrong() -> Book:
    """All that is wrong of single pages, a page each."""
    return page("".join(f"<div style='break-before: page'>{html}</div>" for _, html in WRONG))


@pytest.mark.parametrize(("number", "rule"), tuple(enumerate((rule for rule, _ in WRONG), start=1)))
def test_what_is_wrong_is_found(number: int, rule: Rule, wrong: Book) -> None:
    assert [place for place in rule(wrong) if place.startswith(f"page {number}:")]


@pytest.mark.parametrize(("rule", "html"), WRONG_ALTOGETHER)
def test_a_report_that_is_wrong_altogether_is_found(rule: Rule, html: str) -> None:
    assert list(rule(page(html)))


def test_every_rule_is_seen_to_fail() -> None:
    assert {rule for rule, _ in WRONG + WRONG_ALTOGETHER} == set(RULES)


def page(html: str) -> Book:
    """A page of plain layout: our fonts and measure, lines as they are typed, none of our composition."""
    locale, theme = load_locale("zh"), load_theme(None)
    press = Press(
        locale=locale,
        theme=theme,
        measures=measures(theme.report, locale.type),
        ruler=heading_ruler(locale, theme),
        assets={},
        shelf=Shelf(),
        holds=holds(locale),
    )
    whole = f"<html lang='zh-CN'><title>x</title><body><main id='body'>{html}</main></body></html>"
    css = sheet(press, whole, "", None, House()) + "p { text-indent: 2em }"
    return book(print_html(whole, css, press.shelf.items, theme.fonts).content)
