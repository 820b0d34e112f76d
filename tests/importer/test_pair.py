"""Documents of several languages: the same ids, what they share side by side, and the rest said to be of one alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.check.context import Context
from builder.check.identity import duplicate_ids
from builder.check.parity import parity
from builder.diagnostics import Diagnostic, Severity, Span
from builder.importer.markdown import read_markdown
from builder.importer.outlining.outline import outline
from builder.importer.pairing.pair import pair
from builder.importer.sheet import Kind, Outline, Part
from builder.locales import load_locale
from builder.model import (
    Corpus,
    Document,
    Figure,
    Front,
    Only,
    Paragraph,
    Rule,
    Section,
    Settings,
    Table,
    Terms,
)
from builder.text import plain, walk
from tests.importer.sheets import blocks_of, cut, every_block, only_words, parts_of, said, titles, words_of

FIXTURES = Path(__file__).parent / "pairs"


def faults(outlines: tuple[Outline, ...]) -> list[Diagnostic]:
    """What keeps the documents from being made side by side; what they say may differ."""
    span = Span("report.yaml")
    front = Front((), (), (), (), (), span)
    documents = {o.lang: Document(o.lang, front, tuple(map(section, o.parts)), Terms({}, {})) for o in outlines}
    config = Settings("x", tuple(documents), None, (), (), True, span, Severity.WARNING)
    locales = {o.lang: load_locale(o.lang) for o in outlines}
    context = Context(Corpus(config, documents, {}, {}, {}, {}), {}, frozenset(), frozenset(), locales)
    found = (*parity(context), *duplicate_ids(context))
    return [fault for fault in found if fault.severity is Severity.ERROR]


def section(part: Part) -> Section:
    blocks = blocks_of(part.pieces)
    span = Span("x.md", part.line)
    return Section(part.id, part.level, part.title, blocks, tuple(map(section, part.parts)), span, only=part.only)


def ids(found: Outline) -> list[str]:
    return [part.id for part in parts_of(found)]


def both(zh: str, en: str, front: str = "F") -> tuple[Outline, Outline]:
    first, second = pair((cut(zh, "zh", front), cut(en, "en", front)))
    assert faults((first, second)) == []
    return first, second


# --- ids -----------------------------------------------------------------------------------------------------------


def test_sections_are_called_by_their_english_heading() -> None:
    zh, en = both("## 安装指南\n\na\n\n### 从源码\n\nb\n", "## Installation guide\n\na\n\n### From source\n\nb\n")
    assert ids(zh) == ids(en) == ["installation-guide", "from-source"]


def test_ids_of_one_language_alone() -> None:
    (found,) = pair((cut("## 使用 Docker 部署\n\n## 概述\n\n### 背景\n\n## 概述\n\n## Über uns\n", "zh", "F"),))
    assert ids(found) == ["docker", "s2", "s2-1", "s3", "uber-uns"]


def test_the_same_heading_twice() -> None:
    (found,) = pair((cut("## A b\n\n### Notes\n\n## C d\n\n### Notes\n\n### Notes\n", "en", "F"),))
    assert ids(found) == ["a-b", "notes", "c-d", "c-d-notes", "notes-2"]


def test_explicit_ids_win_where_both_have_them() -> None:
    zh, en = cut("## 甲\n\na\n", "zh", "F"), cut("## Alpha\n\na\n", "en", "F")
    zh, en = (replace(o, parts=(replace(o.parts[0], anchors=("first", *o.parts[0].anchors)),)) for o in (zh, en))
    assert [ids(o) for o in pair((zh, en))] == [["first"], ["first"]]


def test_what_is_of_one_language_alone_has_an_id_of_its_own() -> None:
    """A section that moved stands in both languages, and is not the same section."""
    body = {name: f"`{name}1` `{name}2` {name}3 {name}4 {name}5" for name in ("ax", "bx", "cx", "dx")}
    zh = "\n\n".join(f"## 章{i}\n\n{body[n]}" for i, n in enumerate(("ax", "bx", "cx", "dx")))
    en = "\n\n".join(f"## Part {n}\n\n{body[n]}" for n in ("bx", "cx", "dx", "ax"))
    first, second = both(zh, en)
    assert [part.only for part in parts_of(first)] == [True, False, False, False]
    assert [part.only for part in parts_of(second)] == [False, False, False, True]
    assert set(ids(first)) & set(ids(second)) == {"part-bx", "part-cx", "part-dx"}


def test_figures_and_tables_are_called_alike() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    text = "## {}\n\n![{}](img/arch_{}.png)\n\n![x](1.png)\n\n{}\n\n" + f"{table}\n\n{table}\n\n![x](b/arch.png)\n"
    zh, en = text.format("甲", "架构", "zh", "表 1 人口"), text.format("Alpha", "Parts", "en", "Table 1: People")
    names = [[b.id for b in every_block(o) if isinstance(b, Figure | Table)] for o in both(zh, en)]
    assert names[0] == names[1] == ["arch", "alpha-figure-2", "table-1", "", "alpha-figure-3"]


def test_references_lead_to_the_same_figure() -> None:
    zh = "## 甲\n\n见图 2 和第 2 章。\n\n- ![x](pq.png)\n\n  图 2 乙\n\n## 第 2 章 丙\n\nx\n\n## 第 3 章 丁\n\nx\n"
    en = "## Alpha\n\nSee Figure 2.\n\n- ![x](pq.png)\n\n  Figure 2: B\n\n## Gamma\n\nx\n\n## Delta\n\nx\n"
    zh = zh.replace("## 甲", "## 第 1 章 甲")
    for found in both(zh, en):
        keys = [getattr(ref, "key", "") for ref in walk(every_block(found)) if type(ref).__name__ == "Ref"]
        assert keys == (["pq", "gamma"] if found.lang == "zh" else ["pq"])


def test_a_title_that_is_a_name_serves_both() -> None:
    zh, en = pair((cut("# Tool-2\n\n## 甲\n\na\n\n## 乙\n", "zh"), cut("## A\n\na\n\n## B\n", "en")))
    assert plain(zh.sheet.title) == plain(en.sheet.title) == "Tool-2"


def test_the_name_of_a_file_without_its_language_is_the_last_title() -> None:
    outlines = [outline(read_markdown("## A\n\na\n\n## B\n", name), load_locale("en")) for name in NAMED]
    assert [plain(found.sheet.title) for found in outlines] == ["README", "README", "user guide", "en"]


NAMED = ("README.zh-CN.md", "README_en.md", "user-guide.md", "en.md")


def test_headings_take_the_level_of_their_counterpart() -> None:
    text = "## {}\n\n`use` 10\n\n### {}\n\n`web.py` 11\n\n{} {}\n\n`cli.py` 12\n\n{} {}\n\n`x1` 13\n\n## {}\n\nMIT\n"
    zh = text.format("使用", "网页 Demo", "###", "命令行 Demo", "####", "甲", "协议")
    en = text.format("Usage", "Web Demo", "##", "CLI Demo", "###", "A", "License")
    first, second = both(zh, en)
    assert [part.level for part in parts_of(first)] == [part.level for part in parts_of(second)] == [1, 2, 2, 3, 1]
    assert only_words(first) == only_words(second) == []
    assert any("at the level" in what for what in said(second))


def test_the_signs_of_headings_are_evidence() -> None:
    """Pictures stand above the headings in one language and below them in the other."""
    names = ("rocket", "shop", "desk", "globe")
    signs = dict(zip(names, "🚀🏪🖥🌐", strict=True))
    zh = "\n\n".join(f"## {signs[n]} 章\n\n![x]({n}-of-it.png)\n\n文字。" for n in names)
    following = zip(names, (*names[1:], "last"), strict=True)
    en = "\n\n".join(f"## {signs[n]} Part {n}\n\nwords\n\n![x]({m}-of-it.png)" for n, m in following)
    en = f"![x](rocket-of-it.png)\n\n{en}"
    first, second = both(f"# 甲\n\n{zh}", f"# A\n\n{en}")
    assert ids(first) == ids(second) == [f"part-{name}" for name in names]


def test_a_section_is_no_counterpart_of_a_part_of_what_stands_beside_it() -> None:
    body = "`model_x` `model_y` 10\n\n`model_z` 20"
    zh = f"## 甲\n\n`a1` 1\n\n## 响应\n\n{body}\n\n## 丙\n\n`c3` 3\n"
    en = f"## A\n\n`a1` 1\n\n## Response\n\nNew.\n\n### The `model_x`\n\n{body}\n\n## C\n\n`c3` 3\n"
    first, second = both(zh, en)
    assert [part.level for part in parts_of(second)] == [1, 1, 2, 1]
    assert ids(first)[1] == ids(second)[1] == "response"


def test_no_id_is_one_of_the_reports_own() -> None:
    (found,) = pair((cut("## Tables\n\n## Figures\n", "en", "F"),))
    assert not {"tables", "figures", "contents"} & set(ids(found))


# --- counterparts --------------------------------------------------------------------------------------------------


def test_a_section_of_one_language_alone() -> None:
    zh, en = both(
        "## 介绍\n\na\n\n## 用法\n\n`run` it\n",
        "## Introduction\n\na\n\n## News\n\n2024 v3\n\n### More\n\nx\n\n## Usage\n\n`run` it\n",
    )
    assert only_words(zh) == []
    assert only_words(en) == ["News", "More"]
    assert ids(zh) == ["introduction", "usage"]
    assert [n.line for n in en.sheet.notes if "no counterpart" in n.what] == [5]


def test_a_block_of_one_language_alone() -> None:
    zh, en = both(
        "## 甲\n\n第一段 `a` 12%。\n\n- x\n- y\n\n末段 `z` 99。\n",
        "## A\n\nFirst `a` 12%.\n\n- x\n- y\n- w\n\n> quoted\n\nLast `z` 99.\n\n",
    )
    assert only_words(zh) == ["x y"]
    assert only_words(en) == ["x y w quoted"]
    assert [n.kind for n in en.sheet.notes if "no counterpart" in n.what] == [Kind.GUESSED]


def test_a_paragraph_cut_in_two() -> None:
    zh, en = both("## 甲\n\n甲乙丙 `one` `two` 丁。\n\n尾 `x`\n", "## A\n\nAlpha `one`\n\nBeta `two`\n\nTail `x`\n")
    assert only_words(zh) == []
    assert len(only_words(en)) == 1


def test_tables_of_other_shape_are_no_counterparts() -> None:
    zh, en = both("## 甲\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "## A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n")
    assert [isinstance(b, Only) for o in (zh, en) for b in every_block(o)] == [True, True]


def test_a_rule_of_one_language_alone_is_no_difference() -> None:
    zh, en = both("## 甲\n\na\n\n---\n\nb\n", "## A\n\na\n\nb\n")
    assert not any(isinstance(b, Only | Rule) for b in (*every_block(zh), *every_block(en)))
    assert any("rule" in what for what in said(zh))


def test_the_first_of_three_is_the_measure() -> None:
    text = "## {}\n\n`one` 11\n\n## {}\n\n`two` 22\n"
    outlines = (
        cut(text.format("甲", "乙"), "zh", "F"),
        cut(text.format("Alpha", "Beta"), "en", "F"),
        cut("## Alpha\n\n`one` 11\n", "en", "F"),
    )
    first, second, third = pair(outlines)
    assert ids(third) == ["alpha"]
    assert [part.only for part in parts_of(first)] == [part.only for part in parts_of(second)] == [False, True]
    assert len({first.parts[1].id, second.parts[1].id, "alpha"}) == 3


def test_years_out_of_date() -> None:
    """Half of the sections are missing, and two have changed places."""
    names = ["install", "usage", "config", "api", "deploy", "faq", "license", "news", "data", "model", "train", "eval"]
    full = {
        n: f"### About {n}\n\n`{n} --help` {n}.example.org {i + 2000}\n\n- {n}-a\n- {n}-b\n"
        for i, n in enumerate(names)
    }
    en = "\n\n".join(f"## The {n}\n\n{full[n]}" for n in names)
    old = [names[i] for i in (0, 4, 1, 5, 7, 9, 11)]
    zh = "\n\n".join(f"## 关于{n}\n\n{full[n]}" for n in old)
    first, second = both(zh, en)
    shared = [part.id for part in first.parts if not part.only]
    assert shared == [part.id for part in second.parts if not part.only]
    assert len(shared) == 6
    assert all(plain(part.title).endswith(part.id.split("-")[1]) for part in first.parts if not part.only)


def test_long_documents() -> None:
    """More sections than are compared pair by pair, a tenth of them missing on one side."""
    bodies = [f"第{i}段，{i * 37 % 9973} 个，{i % 89}%。" for i in range(700)]
    parts = ["\n\n".join((f"## 节{i}", *bodies[i * 2 : i * 2 + 2])) for i in range(350)]
    zh = cut("\n\n".join(parts), "zh", "F")
    en = cut("\n\n".join(part for i, part in enumerate(parts) if i % 10 != 3), "en", "F")
    first, second = pair((zh, en))
    assert sum(part.only for part in parts_of(first)) == 35
    assert not any(part.only for part in parts_of(second))
    assert not any(isinstance(b, Only) for b in every_block(second))


# --- whatever comes ------------------------------------------------------------------------------------------------

TABLES = ["表 1 乙\n\n| a |\n|---|\n| 1 |", "| a | b |\n|---|---|\n| 1 | 2 |"]
FIGURES = ["![x](a.png)", "![x](a.png)\n\n图 1 甲", "见图 1 和第 1 章"]
TEXTS = ["正文 `a` 12%", "text 2020", "- a\n- b", "1. a", "> q", "```\nx\n```", "---", "<!-- c -->"]
BLOCKS = st.sampled_from([*TEXTS, *FIGURES, *TABLES])
HEADINGS = st.sampled_from(["# T", "## 1. 甲", "## 2. 乙", "## Alpha", "### 丙", "### Beta", "## 目录", "#### x"])
DOCUMENTS = st.lists(st.one_of(BLOCKS, BLOCKS, HEADINGS), max_size=16).map("\n\n".join)


@settings(max_examples=40, deadline=None)
@given(DOCUMENTS, DOCUMENTS)
def test_any_two_documents_become_a_pair(one: str, other: str) -> None:
    outlines = (cut(one, "zh"), cut(other, "en"))
    found = pair(outlines)
    assert faults(found) == []
    assert found == pair(outlines)
    for before, after in zip(outlines, found, strict=True):
        assert [title.lstrip("#") for title in titles(before)] == [title.lstrip("#") for title in titles(after)]
        assert words_of(every_block(before)) == words_of(every_block(after))
        assert all(re.fullmatch(r"[A-Za-z][\w.-]*", name, re.ASCII) for name in ids(after))
        assert len(set(ids(after))) == len(ids(after))


@settings(max_examples=40, deadline=None)
@given(DOCUMENTS)
def test_a_document_is_its_own_counterpart(markdown: str) -> None:
    first, second = pair((cut(markdown, "en"), replace(cut(markdown, "en"), lang="zh")))
    assert only_words(first) == only_words(second) == []
    assert ids(first) == ids(second)


SENTENCES = [f"word{n}a word{n}b {n}{n}.{n} `code{n}` 字{n}" for n in range(10, 40)]


@settings(max_examples=20, deadline=None)
@given(st.sets(st.integers(0, 29), max_size=12))
def test_what_was_deleted_is_all_that_is_alone(gone: set[int]) -> None:
    def written(keep: list[int]) -> str:
        return "\n\n".join(("## Part\n\n" if n % 5 == 0 else "") + SENTENCES[n] for n in keep)

    full = list(range(30))
    short = [n for n in full if n not in gone or n % 5 == 0]
    zh, en = both(written(full), written(short))
    assert only_words(en) == []
    alone = {n for n in full if any(f"word{n + 10}a" in words for words in only_words(zh))}
    assert alone == set(full) - set(short)


@pytest.mark.parametrize("count", [0, 1])
def test_few_documents(count: int) -> None:
    outlines = (cut("# T\n\na\n"),)[:count]
    assert len(pair(outlines)) == count


def test_nothing_but_ids_changes_in_one_language_alone() -> None:
    (found,) = pair((cut("# T\n\na\n\n---\n\nb\n\n## A\n\nx\n\n## B\n"),))
    assert [type(b) for b in every_block(found)] == [Paragraph, Rule, Paragraph, Paragraph]
