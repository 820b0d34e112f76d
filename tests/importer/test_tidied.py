"""What authors type where Builder counts: openings, lines under the title, gaps in numbers, lists of references."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from builder.importer.markdown import read_markdown
from builder.importer.outlining.outline import outline
from builder.importer.pairing.pair import pair
from builder.importer.sheet import Outline
from builder.locales import load_locale
from builder.model import Figure, Items, Ref, Text
from builder.text import plain, walk
from tests.importer.sheets import blocks_of, cut, every_block, parts_of, said, titles, words_of
from tests.importer.test_assemble import errors, imported, png


def read(markdown: str, lang: str = "en") -> Outline:
    """With the reader of foreign Markdown, which knows equations."""
    (found,) = pair((outline(read_markdown(markdown, "report.md"), load_locale(lang)),))
    return found


def shown(found: Outline) -> str:
    """The words of all blocks, with references by their ids."""
    words = [
        f"{{{one.key}}}" if isinstance(one, Ref) else one.text
        for block in every_block(found)
        for one in walk(block)
        if isinstance(one, Ref | Text)
    ]
    return "".join(words)


# --- above the first heading ---------------------------------------------------------------------------------------


def test_what_stands_above_the_first_heading_does_not_shift_the_numbers(tmp_path: Path) -> None:
    text = "# T\n\nlead\n\n![x](x.png)\n\nFigure 1. X\n\n## 1. A\n\nSee Figure 1, Section 2.\n\n"
    folder = imported(tmp_path, f"{text}## 2. B\n\nb\n\n## Notes\n\nn\n")
    book, faults = errors(folder)
    assert book is not None
    assert not faults
    (edition,) = book.editions
    sections = edition.document.sections
    assert [(plain(one.title), one.number) for one in sections] == [
        ("Overview", ""),
        ("A", "1"),
        ("B", "2"),
        ("Notes", ""),
    ]
    assert [one.label for one in walk(sections) if isinstance(one, Figure)] == ["Figure 1"]
    assert "# Overview {#opening unnumbered}" in (folder / "content/en/01-opening.md").read_text("utf-8")


def test_a_section_that_one_language_numbers_has_its_number_in_all(tmp_path: Path) -> None:
    english, chinese = "# T\n\n## 1. A\n\na\n\n## 2. B\n\nb\n", "# 题\n\n## A\n\n甲\n\n## B\n\n乙\n"
    book, faults = errors(imported(tmp_path, chinese, english))
    assert book is not None
    assert not faults
    assert {one.number for edition in book.editions for one in edition.document.sections} == {"1", "2"}


@pytest.mark.parametrize(
    ("lang", "block"),
    [
        ("en", "**Authors**: A. B., C. D.  \n**Version:** 2.1  \n**Date**: May 2025\n"),
        ("en", "- Author: A. B.\n- Version: 2.1\n"),
        ("zh", "**作者**：甲 乙\n**日期**：2025年5月\n"),
        ("zh", "| 项目 | 内容 |\n|---|---|\n| 作者 | 甲 |\n| 版本 | 2.1 |\n| 日期 | 2025 |\n"),
    ],
)
def test_lines_of_authors_and_version_stand_on_the_cover(lang: str, block: str) -> None:
    found = read(f"# T\n\n{block}\nlead\n\n## A\n\na\n", lang)
    assert 2 <= len(found.sheet.meta) <= 4
    assert [words_of(b) for b in blocks_of(found.opening)] == ["lead"]


def test_the_cover_is_written_and_read(tmp_path: Path) -> None:
    folder = imported(tmp_path, "# T\n\n**Version**: 2.1  \n**Contact**: [us](https://a.example)\n\n## A\n\na\n")
    book, faults = errors(folder)
    assert book is not None
    assert not faults
    meta = book.editions[0].document.front.meta
    assert [(plain(label), plain(value)) for label, value in meta] == [("Version", "2.1"), ("Contact", "us")]


@pytest.mark.parametrize(
    "block", ["**Why**: because.  \n**How**: so.\n", "Note: this is a text.\n", "Version 2 is out.\n"]
)
def test_other_lines_under_the_title_stay(block: str) -> None:
    found = read(f"# T\n\n{block}\n## A\n\na\n")
    assert not found.sheet.meta
    assert len(blocks_of(found.opening)) == 1


# --- numbers -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "headings"),
    [
        ("## 一、甲\n\n## 二、乙\n\n## 四、丁\n", ["# 甲", "# 乙", "# 丁"]),
        ("## 1. A\n\n## 2. B\n\n## 3. C\n\n## 6. D\n", ["# A", "# B", "# C", "# D"]),
        ("## 一、甲\n\n### （一）乙\n\n## 二、丁\n\n### 丙\n", ["# 甲", "## 乙", "# 丁", "## 丙"]),
    ],
)
def test_numbers_with_gaps_are_taken_off(markdown: str, headings: list[str]) -> None:
    assert titles(cut(markdown, "zh", "F")) == headings


@pytest.mark.parametrize(
    "markdown", ["## 甲\n\n### （一）乙\n\n### 丙\n", "## 三、甲\n\n## 乙\n\n## 丙\n", "## 1. A\n\n## 9. B\n"]
)
def test_a_number_that_counts_nothing_stays_and_is_told(markdown: str) -> None:
    found = cut(markdown, "zh", "F")
    assert any(mark in "".join(titles(found)) for mark in ("（一）", "三、", "9."))
    assert any("no others count on" in what for what in said(found))


# --- references ----------------------------------------------------------------------------------------------------

FIGURES = "".join(f"![x](x{n}.png)\n\nFigure {n}. Part {n}\n\n" for n in (1, 2, 3))
BILDER = "".join(f"![x](x{n}.png)\n\n图 {n} 部分{n}\n\n" for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("lang", "typed", "read_as"),
    [
        ("en", "Figures 1 and 3 show it.", "{x1} and {x3} show it."),
        ("en", "Figures 1, 2, and 3.", "{x1}, {x2}, and {x3}."),
        ("en", "See Figs. 1–3.", "See {x1}–{x3}."),
        ("en", "Figures 1 and 7.", "Figures 1 and 7."),
        ("en", "See Figure 1, 2 of them.", "See {x1}, 2 of them."),
        ("zh", "见图 1、图 3。", "见{x1}、{x3}。"),
        ("zh", "见图1、2和3。", "见{x1}、{x2}和{x3}。"),
        ("zh", "见图 1-3。", "见{x1}–{x3}。"),
        ("zh", "见图 1 至 3。", "见{x1} 至 {x3}。"),
        ("zh", "见图 1 和 3 个例子。", "见{x1} 和 3 个例子。"),
        ("zh", "见图 2-9。", "见图 2-9。"),
    ],
)
def test_references_to_several(lang: str, typed: str, read_as: str) -> None:
    found = read(f"# T\n\n## A\n\n{typed}\n\n{FIGURES if lang == 'en' else BILDER}## B\n\nb\n", lang)
    assert shown(found).startswith(read_as)


def test_a_number_with_a_dash_is_a_number_where_a_caption_has_it() -> None:
    found = read(f"# T\n\n## A\n\n见图 1-3。\n\n{BILDER}![y](y.png)\n\n图 1-3 另一\n", "zh")
    assert shown(found).startswith("见{figure-1-3}。")


@pytest.mark.parametrize(
    ("lang", "typed", "read_as"),
    [
        ("en", "By equation (2) and Eq. 7.", "By {equation-2} and Eq. 7."),
        ("zh", "由式（2）、方式（2）可知。", "由{equation-2}、方式（2）可知。"),
    ],
)
def test_references_to_equations(lang: str, typed: str, read_as: str) -> None:
    found = read(f"# T\n\n## A\n\n{typed}\n\n$$\nE = mc^2 \\tag{{2}}\n$$\n\n## B\n\nb\n", lang)
    assert shown(found).startswith(read_as)


def test_references_to_several_sections() -> None:
    found = read("# T\n\n## 1 A\n\nSections 2.1 and 2.2; Section 2.1.\n\n## 2 B\n\n### 2.1 C\n\nc\n\n### 2.2 D\n\nd\n")
    assert shown(found).startswith("{s2-1} and {s2-2}; {s2-1}.")


# --- contents ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "contents",
    [
        "## Contents\n\n1 Alpha ..... 3\n2 Beta ...... 9\n",
        "**Contents**\n\n1. Alpha\n2. Beta\n",
        "## Contents\n\nAlpha\n\nBeta\n",
        "## Contents\n\n```\n1. Alpha\n2. Beta\n```\n",
        "## Contents\n\n| Chapter | Page |\n|---|---|\n| Alpha | 3 |\n| Beta | 9 |\n",
    ],
)
def test_contents_without_links_are_removed(contents: str) -> None:
    found = read(f"# T\n\n{contents}\n## 1 Alpha\n\na\n\n## 2 Beta\n\nb\n")
    assert [plain(part.title) for part in parts_of(found)] == ["Alpha", "Beta"]
    assert not found.opening


@pytest.mark.parametrize("contents", ["## Contents\n\n- Gin\n- Tonic\n", "## Contents\n\nThis box holds Alpha.\n"])
def test_contents_of_something_else_are_kept(contents: str) -> None:
    found = read(f"# T\n\n{contents}\n## 1 Alpha\n\na\n\n## 2 Beta\n\nb\n")
    assert [plain(part.title) for part in parts_of(found)] == ["Contents", "Alpha", "Beta"]


# --- what other tools number ---------------------------------------------------------------------------------------


def test_labels_of_sections_and_figures_become_references(tmp_path: Path) -> None:
    text = "# T\n\n## One :label:`sec_one`\n\nSee :numref:`fig_a`, :ref:`sec_two`, [x](#fig_a).\n\n"
    folder = imported(tmp_path, f"{text}![x](x.png)\n:label:`fig_a`\n\n*Parts*\n\n## Two :label:`sec_two`\n\nb\n")
    assert not errors(folder)[1]
    assert "See {ref}`fig_a`, {ref}`sec_two`, [x](#fig_a)." in (folder / "content/en/01-sec_one.md").read_text("utf-8")


def test_a_heading_without_number_stays_without(tmp_path: Path) -> None:
    folder = imported(tmp_path, "# T\n\n## Preface {-}\n\na\n\n## A\n\nb\n")
    assert "# Preface {#preface unnumbered}" in (folder / "content/en/01-preface.md").read_text("utf-8")


def test_a_list_that_code_parts_goes_on_counting(tmp_path: Path) -> None:
    folder = imported(tmp_path, "# T\n\n## A\n\n1. one\n\n```\ncode\n```\n\n2. two\n\n![x](x.png)\n\n3. three\n")
    book, faults = errors(folder)
    assert book is not None
    assert not faults
    lists = [one.start for one in walk(book.editions[0].document.sections) if isinstance(one, Items)]
    assert lists == [1, 2, 3]


# --- pictures in the text ------------------------------------------------------------------------------------------


def test_a_picture_typed_into_the_text_becomes_a_file(tmp_path: Path) -> None:
    data = b64encode(png()).decode()
    drawn = "%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3C/svg%3E"
    text = f"# T\n\n## A\n\n![x](data:image/png;base64,{data})\n\nAnd.\n\n"
    folder = imported(tmp_path, f"{text}<img src=\"data:image/svg+xml;utf8,{drawn}\" alt='y'>\n")
    assert not errors(folder)[1]
    assert sorted(path.name for path in (folder / "content/figures").iterdir()) == ["picture.png", "picture.svg"]


@pytest.mark.parametrize("data", ["image/png;base64,???", "text/html,hello", "image/png;base64,aGVsbG8="])
def test_a_broken_picture_in_the_text_is_a_frame(data: str, tmp_path: Path) -> None:
    folder = imported(tmp_path, f"# T\n\n## A\n\n![x](data:{data})\n")
    assert not errors(folder)[1]
    (chapter,) = (folder / "content/en").glob("01-*.md")
    assert ":missing: yes" in chapter.read_text("utf-8")
