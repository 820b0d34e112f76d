"""Foreign documents tidied: titles, typed numbers, contents, captions and references."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.importer.outlining.outline import outline
from builder.importer.pairing.pair import pair
from builder.importer.sheet import Kind, Outline
from builder.locales import known_locales, load_locale
from builder.model import Figure, Items, Link, Only, Paragraph, Ref, Rule, Table, Text
from builder.text import plain, walk
from tests.importer.sheets import blocks_of, cut, every_block, parts_of, said, sheet, titles, words_of


def refs(found: Outline) -> list[str]:
    return [ref.key for ref in walk(every_block(found)) if isinstance(ref, Ref)]


def ids(found: Outline) -> list[str]:
    return [part.id for part in parts_of(found)]


# --- title and levels ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "front", "title", "headings"),
    [
        ("# T\n\na\n\n## A\n\nb\n\n## B\n", "", "T", ["# A", "# B"]),
        ("# A\n\na\n\n# B\n\nb\n", "F", "F", ["# A", "# B"]),
        ("# F\n\n## A\n\na\n\n## B\n", "F", "F", ["# A", "# B"]),
        ("# F\n\n# A\n\na\n\n# B\n", "F", "F", ["# A", "# B"]),
        ("# My tool\n\nx\n\n# Installation\n\na\n\n# Usage\n\nb\n", "", "My tool", ["# Installation", "# Usage"]),
        ("# Book\n\n# 1. A\n\na\n\n# 2. B\n\nb\n", "", "Book", ["# A", "# B"]),
        ("# Years\n\nx\n\ny\n\nz\n\n# War\n\na\n\n# Peace\n\nb\n", "", "the report", ["# Years", "# War", "# Peace"]),
        ("# Introduction\n\nx\n\n# Methods\n\nx\n", "", "the report", ["# Introduction", "# Methods"]),
        ("## A\n\n#### B\n\n## C\n", "", "the report", ["# A", "## B", "# C"]),
        ("a\n\nb\n", "", "the report", ["# the report"]),
        ("# Only\n\na\n", "", "Only", ["# Only"]),
        ("### X\n\n# A\n\n# B\n", "F", "F", ["# X", "# A", "# B"]),
        (
            "a\n\nb\n\nc\n\n## Sponsors\n\nx\n\n## Installation\n\nx\n\n## Usage\n\nx\n",
            "",
            "the report",
            ["# Sponsors", "# Installation", "# Usage"],
        ),
    ],
)
def test_the_title_and_the_chapters(markdown: str, front: str, title: str, headings: list[str]) -> None:
    found = cut(markdown, "en", front, "docs/the-report.md")
    assert plain(found.sheet.title) == title
    assert titles(found) == headings


def test_another_title_in_the_front_matter_keeps_both() -> None:
    found = cut("# Long title of it\n\n## A\n\na\n\n## B\n", "en", "Short")
    assert (plain(found.sheet.title), plain(found.sheet.subtitle)) == ("Short", "Long title of it")


def test_a_heading_above_all_others_is_no_chapter() -> None:
    given_ = replace(sheet("# Guide to it\n\n## A\n\na\n\n## B\n", "F"), subtitle=(Text("S"),))
    found = outline(given_, load_locale("en"))
    assert titles(found) == ["# A", "# B"]
    assert [words_of(b) for b in blocks_of(found.opening)] == ["Guide to it"]


def test_what_stands_before_the_first_heading_opens_the_report() -> None:
    found = cut("lead\n\n# T\n\nunder\n\n## A\n\na\n", "en")
    assert [words_of(b) for b in blocks_of(found.opening)] == ["lead", "under"]


def test_pictures_of_the_title_are_kept() -> None:
    found = cut("# ![Logo](a.png) T\n\n## A\n\na\n\n## B\n", "en")
    assert plain(found.sheet.title) == "T"
    assert isinstance(blocks_of(found.opening)[0], Figure)


@pytest.mark.parametrize(
    ("alt", "title"),
    [("# Otter", "Otter"), ("Otter-V3 logo", "Otter-V3"), ("Logo", "the report"), ("shot.png", "the report")],
)
def test_a_logo_above_everything_names_a_report_without_a_title(alt: str, title: str) -> None:
    found = cut(f"![{alt}](a.png)\n\nlead\n\n## A\n\na\n\n## B\n", "en", "", "docs/the-report.md")
    assert plain(found.sheet.title) == title
    assert isinstance(blocks_of(found.opening)[0], Figure)


def test_levels_stop_at_the_sixth() -> None:
    found = cut("\n\n".join(f"{'#' * n} h{n}\n\nx" for n in range(1, 7)), "en", "F")
    assert max(part.level for part in parts_of(found)) <= 6


def test_rules_between_sections_go_and_others_stay() -> None:
    found = cut("# T\n\n## A\n\na\n\n---\n\n## B\n\n---\n\nb\n\n---\n\nc\n", "en")
    assert sum(isinstance(block, Rule) for block in every_block(found)) == 1


def test_links_to_a_heading_still_find_it() -> None:
    found = cut("# T\n\n## 1. A b\n\na\n\n## 2. A b\n\nx\n", "en")
    assert [part.anchors[0] for part in parts_of(found)] == ["1-a-b", "2-a-b"]


# --- numbers -------------------------------------------------------------------------------------------------------

NUMBERED = [
    ("## 1 甲\n\n### 1.1 乙\n\n### 1.2 丙\n\n## 2 丁\n", ["# 甲", "## 乙", "## 丙", "# 丁"]),
    ("## 1. 甲\n\n### 1.1. 乙\n\n### 1.2. 丙\n\n## 2. 丁\n", ["# 甲", "## 乙", "## 丙", "# 丁"]),
    ("## 第一章 甲\n\n### 第1节 乙\n\n### 第2节 丙\n\n## 第二章 丁\n", ["# 甲", "## 乙", "## 丙", "# 丁"]),
    ("## 一、甲\n\n### （一）乙\n\n### （二）丙\n\n## 二、丁\n", ["# 甲", "## 乙", "## 丙", "# 丁"]),
    ("## 1、甲\n\n### 1）乙\n\n### 2）丙\n\n## 2、丁\n", ["# 甲", "## 乙", "## 丙", "# 丁"]),
    ("## Chapter 1: A\n\n### (a) B\n\n### (b) C\n\n## Chapter 2: D\n", ["# A", "## B", "## C", "# D"]),
    ("## Part I A\n\n## Part II B\n\n## Appendix A: C\n\n## Appendix B: D\n", ["# A", "# B", "# C", "# D"]),
    ("## I. A\n\n## II. B\n\n## III. C\n", ["# A", "# B", "# C"]),
    ("## 前言\n\n## 1. 甲\n\n## 2. 乙\n\n## 参考\n", ["# 前言", "# 甲", "# 乙", "# 参考"]),
    ("## **1.** 甲\n\n## **2.** 乙\n", ["# 甲", "# 乙"]),
    ("## ① 甲\n\n## ② 乙\n", ["# 甲", "# 乙"]),
    ("## 1 A\n\n## 1.1 B\n\n## 1.2 C\n\n## 2 D\n\n## 2.1 E\n", ["# A", "## B", "## C", "# D", "## E"]),
    ("## 一、甲\n\n### 二、乙\n\n## 三、丙\n\n## 四、丁\n", ["# 甲", "# 乙", "# 丙", "# 丁"]),
    ("## 一. 甲\n\n### 1.1. 年龄\n\n### 1.2 月度\n\n## 二. 乙\n", ["# 甲", "## 年龄", "## 月度", "# 乙"]),
    ("## 1 概述\n\n## 2 年度计划\n\n## 3 总结\n", ["# 概述", "# 年度计划", "# 总结"]),
    ("## 3.1 A\n\n## 3.2 B\n", ["# A", "# B"]),
]


@pytest.mark.parametrize(("markdown", "headings"), NUMBERED)
def test_typed_numbers_that_count_up_are_taken_off(markdown: str, headings: list[str]) -> None:
    found = cut(markdown, "zh", "F")
    assert titles(found) == headings
    assert any("number typed before a heading" in what for what in said(found))


@pytest.mark.parametrize(
    "markdown",
    [
        "## 2025 年展望\n\n## 2026 年展望\n",
        "## 3D printing\n\n## 4D printing\n",
        "## 5 ways to cook\n\n## 7 ways to eat\n",
        "## 1.0 release\n\n## 1.1 release\n\n## 2.0 release\n",
        "## 2.1.0\n\n## 2.0.0\n\n## 1.0.0\n",
        "## Phase 1\n\n## Phase 2\n",
        "## 1 月\n\n## 2 月\n\n## 3 月\n",
        "## 1. A\n\n## B\n",
        "## 1:00 pm start\n\n## 2:00 pm lunch\n",
        "## 第一章\n\n## 第二章\n",
        "## 1. A\n\n## 5. B\n\n## 3. C\n",
        "## 一般规定\n\n## 二手房\n",
        "## A story\n\n## B story\n",
        "## 24/7 support\n\n## 25/8 support\n",
    ],
)
def test_other_numbers_stay(markdown: str) -> None:
    typed = re.sub(r"^#", "", markdown, flags=re.MULTILINE).split("\n\n")
    assert titles(cut(markdown, "zh", "F")) == [line.strip() for line in typed]


# --- contents ------------------------------------------------------------------------------------------------------

BODY = "\n\n## 1. 甲\n\na\n\n### 1.1 丁\n\nb\n\n## 2. 乙\n\nb\n"


@pytest.mark.parametrize(
    "contents",
    [
        "# T\n\n## 目录\n\n- [1. 甲](#1-甲)\n  - [1.1 丁](#丁)\n- [2. 乙](#2-乙)\n\n---",
        "# T\n\n## 目录\n\n1. 甲 ........ 3\n2. 乙 ........ 5",
        "# T\n\n**目录**\n\n- [甲](#1-甲)\n- [乙](#2-乙)",
        "# T\n\n- [甲](#1-甲)\n- [乙](#2-乙)",
        "# T\n\n[甲](#1-甲) | [乙](#2-乙)",
    ],
)
def test_contents_typed_by_hand_are_removed(contents: str) -> None:
    found = cut(contents + BODY)
    assert titles(found) == ["# 甲", "## 丁", "# 乙"]
    assert not [b for b in every_block(found) if isinstance(b, Items | Link)]
    assert any("table of contents" in what for what in said(found))
    assert all("甲" not in words_of(block) for block in blocks_of(found.opening))


def test_what_is_no_contents_stays() -> None:
    found = cut("# T\n\n- [甲](https://x.org)\n- [乙](b.md)\n\n## 目录\n\n- [甲](#x)\n- 其他" + BODY)
    lists = [words_of(b) for b in every_block(found) if isinstance(b, Items)]
    assert lists == ["甲 乙", "甲 其他"]


def test_an_entry_may_be_shorter_than_its_heading() -> None:
    found = cut(
        "# T\n\n## 目录\n\n- [甲](#甲)\n- [可视化微调](#x)\n" + BODY + "\n## 3. 可视化微调（由工具驱动）\n\nx\n"
    )
    assert not [b for b in every_block(found) if isinstance(b, Items)]


def test_an_entry_that_is_no_heading_is_kept() -> None:
    entries = "".join(f"- [{name}](#{name})\n" for name in ("甲", "乙", "丁", "别的"))
    found = cut(f"# T\n\n## 目录\n\n{entries}" + BODY)
    assert [words_of(b) for b in every_block(found) if isinstance(b, Items)] == ["别的"]
    assert any("were kept" in what for what in said(found))


# --- captions ------------------------------------------------------------------------------------------------------

TABLE = "| a | b |\n|---|---|\n| 1 | 2 |"


@pytest.mark.parametrize(
    ("lang", "markdown", "caption"),
    [
        ("zh", "![x](a.png)\n\n图 3.1 架构", "架构"),
        ("zh", "![x](a.png)\n\n图3-1：架构", "架构"),
        ("zh", "![x](a.png)\n图 1 架构", "架构"),
        ("zh", "![x](a.png)\n\n**图一　架构**", "架构"),
        ("en", "![x](a.png)\n\nFigure 3.1: Parts", "Parts"),
        ("en", "![x](a.png)\n\n*Fig. 2 — Parts*", "Parts"),
        ("en", "![x](a.png)\n*Parts of it*", "Parts of it"),
        ("en", "![x](a.png)\n\n<center>\n\nParts of it", "Parts of it"),
        ("en", "![Figure 2: Parts](a.png)", "Parts"),
        ("zh", f"表 2 人口\n\n{TABLE}", "人口"),
        ("en", f"**Table 4.** People\n\n{TABLE}", "People"),
        ("en", f"{TABLE}\n\nTable S1: People", "People"),
        ("zh", f"图表 7：人口\n\n{TABLE}", "人口"),
        ("zh", "表 3 人口\n\n![x](a.png)", "人口"),
    ],
)
def test_a_caption_is_moved_into_what_it_names(lang: str, markdown: str, caption: str) -> None:
    blocks = every_block(cut(f"# T\n\n## A\n\nlead\n\n{markdown}\n\n## B\n", lang))
    assert len(blocks) == 2
    assert isinstance(blocks[1], Figure | Table)
    assert plain(blocks[1].caption) == caption


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("zh", "图 3 显示了趋势"),
        ("zh", "图 3 中的曲线上升。"),
        ("en", "Figure 3 shows the trend"),
        ("en", "Table 1 lists them"),
        ("en", "**Results**"),
        ("en", "A short line."),
    ],
)
def test_a_sentence_under_a_picture_is_no_caption(lang: str, line: str) -> None:
    blocks = every_block(cut(f"# T\n\n## A\n\n![x](a.png)\n\n{line}\n\n## B\n", lang))
    assert [type(block) for block in blocks] == [Figure, Paragraph]


def test_captions_keep_to_their_side() -> None:
    row = "\n\n".join(f"![p{n}](p{n}.png)\n\n图 {n} 名{n}" for n in range(1, 4))
    figures = [b for b in every_block(cut(f"# T\n\n## A\n\n{row}\n\n## B\n")) if isinstance(b, Figure)]
    assert [(f.alt, plain(f.caption)) for f in figures] == [("p1", "名1"), ("p2", "名2"), ("p3", "名3")]
    row = "\n\n".join(f"表 {n} 名{n}\n\n{TABLE.replace('1', str(n))}" for n in range(1, 4))
    tables = [b for b in every_block(cut(f"# T\n\n## A\n\n{row}\n\n## B\n")) if isinstance(b, Table)]
    assert [plain(t.caption) for t in tables] == ["名1", "名2", "名3"]


def test_sources_are_moved_and_notes_stay() -> None:
    markdown = f"# T\n\n## A\n\n表 1 人口\n\n{TABLE}\n\n来源：*统计局*，2023\n\n注：估计。\n\n## B\n"
    table, note = every_block(cut(markdown))
    assert isinstance(table, Table)
    assert plain(table.source) == "统计局，2023"
    assert words_of(note) == "注：估计。"


def test_a_source_that_follows_an_emphasised_caption_is_no_part_of_it() -> None:
    found = cut("# T\n\n## A\n\n![p](a.png)\n\n*图 1：甲*\n资料来源：年报\n\n## B\n", "zh")
    figure = next(b for b in every_block(found) if isinstance(b, Figure))
    assert (figure.caption, figure.source) == ((Text("甲"),), (Text("年报"),))


def test_captions_inside_lists_and_quotations() -> None:
    found = cut(
        "# T\n\n## A\n\n- x\n\n  ![x](a.png)\n\n  图 1 甲\n\n"
        "> 表 1 乙\n>\n> | a |\n> |---|\n> | 1 |\n\n见图 1。\n\n## B\n"
    )
    captions = [plain(b.caption) for b in walk(every_block(found)) if isinstance(b, Figure | Table)]
    assert captions == ["甲", "乙"]
    assert len(refs(found)) == 1


# --- references ----------------------------------------------------------------------------------------------------


def test_typed_references_lead_to_what_they_name() -> None:
    markdown = (
        "# T\n\n## 第一章 甲\n\n见第二章、第 2.1 节、图1-1与表 2；《民法典》第二章、列表 2、图 8 不是。\n\n"
        f"![x](arch.png)\n\n图 1-1 架构\n\n表 2 人口\n\n{TABLE}\n\n## 第二章 乙\n\n### 2.1 丙\n\n### 2.2 丁\n"
    )
    (found,) = pair((cut(markdown),))
    assert ids(found) == ["s1", "s2", "s2-1", "s2-2"]
    assert refs(found) == ["s2", "s2-1", "arch", "table-2"]
    assert any("stays as it is typed" in what for what in said(found))


def test_references_in_english() -> None:
    markdown = (
        "# T\n\n## 1 Alpha\n\nSee Section 2.1, §2.2 and section 2; "
        "RFC 7231, Section 2.1; Section 2.1 of the Act; "
        "[Figure 1](#fig) and Table 9.\n\n![x](x1.png)\n\nFigure 1. Parts\n\n## 2 Beta\n\n### 2.1 Gamma\n\n"
        "### 2.2 Delta\n"
    )
    (found,) = pair((cut(markdown, "en"),))
    assert refs(found) == ["gamma", "delta", "beta", "x1"]


def test_a_number_that_two_have_leads_nowhere() -> None:
    found = cut("# T\n\n## A\n\n见图 1。\n\n![x](a.png)\n\n图 1 甲\n\n![x](b.png)\n\n图 1 乙\n\n## B\n")
    assert refs(found) == []
    assert [n for n in found.sheet.notes if n.kind is Kind.GUESSED and n.line == 5]


# --- whatever comes ------------------------------------------------------------------------------------------------

TYPED = """# T|## 1. 甲|## 2. 乙|## 目录|### 2.1 丙|#### x|## |- [甲](#甲)|- [乙](#乙)
- z|图 1 甲|![图 2](a.png)|![x](a.png)|表 1|![x](a.png)
图 3 乙|表 2：乙|来源：甲|*斜*|---|见图 1、表 2 和第 2.1 节|> 图 1 甲|正文，2020 年 35%|**目录**|## A. x|1. 甲
2. 乙|<center>|[甲](#甲) · [乙](#乙)|```
图 1
```"""
LINES = st.sampled_from([*TYPED.split("|"), TABLE])


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=14), st.sampled_from(known_locales()))
def test_nothing_is_lost_and_nothing_fails(lines: list[str], lang: str) -> None:
    """Words are in the outline, or a note tells of their kind; and it is the same each time."""
    markdown = "\n\n".join(lines)
    given_, found = sheet(markdown), cut(markdown, lang)
    assert found == outline(sheet(markdown), load_locale(lang))
    left = words_of(found.sheet.title) + words_of(found.sheet.subtitle) + words_of(every_block(found))
    left += " ".join(titles(found))
    noted = " ".join(said(found))
    for piece in given_.pieces:
        for word in re.findall(r"[\u4e00-\u9fff]|[A-Za-z]{2,}|\d+%", words_of(piece.block)):
            if word not in left:
                assert re.search(r"contents|caption|number|source|reference", noted), word
    (named,) = pair((found,))
    assert not any(isinstance(block, Only) for block in every_block(named))
    assert all(re.fullmatch(r"[A-Za-z][\w.-]*", name, re.ASCII) for name in ids(named))
    assert all(":" not in key for key in refs(named))
    lines_ = markdown.count("\n") + 1
    assert all(1 <= note.line <= lines_ for note in named.sheet.notes)


def test_a_front_title_alone_makes_one_chapter() -> None:
    bare = replace(sheet("text\n"), title=(Text("F"),))
    assert titles(outline(bare, load_locale("en"))) == ["# F"]


def test_topics_are_called_alike_in_all_languages() -> None:
    """Headings are matched by topic across languages; a name that one file alone has matches nothing."""
    topics = [set(load_locale(code).typed.topics) for code in known_locales()]
    assert all(found == topics[0] for found in topics)
