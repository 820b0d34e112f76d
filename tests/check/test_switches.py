"""Rules that are switched off: in report.yaml, above a block, behind a line; with a reason, and not in vain."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.diagnostics import FIRM, Code
from tests.content import checked, inlines

OFF = "<!-- builder: off half-width: 原文如此 -->"
ONE = "name: x\nlanguages: [zh]\n"
TWO = "name: x\nlanguages: [zh, en]\n"


def codes(folder: Path, markdown: str, **files: str) -> list[str]:
    found = checked(folder, {"report.yaml": ONE, "zh/a.md": markdown, **files})[1]
    return [f"{f.span.file[8:]}:{f.span.line}:{f.span.col} {f.code}" for f in found if f.code != "heading-title"]


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        (f"# 甲\n\n{OFF}\n\n代码,领域。\n", []),
        (f"# 甲\n\n{OFF}\n代码。\n领域,很快。\n", []),
        (f"# 甲\n\n代码,领域。{OFF}\n", []),
        (f"# 甲\n\n代码,领域。 {OFF}\n很快。\n", []),
        (f"# 甲\n\n{OFF}\n- 项\n- 代码,领域\n", []),
        (f"# 甲\n\n- 项\n\n  {OFF}\n\n  代码,领域\n", []),
        (f"# 甲\n\n> {OFF}\n>\n> 代码,领域\n", []),
        (f"# 甲\n\n| 一 |\n| --- |\n| 代码,领域 {OFF} |\n", []),
        (f"# 甲\n\n| 一 | 二 |\n| --- | --- |\n| 代码 | 领域,很快 | {OFF}\n| 项 | 点 |\n", []),
        (f"# 甲\n\n- 项\n\n  | 一 |\n  | --- |\n  | 代码,领域 | {OFF}\n", []),
        (f"# 甲,乙 {OFF} {{#a}}\n", []),
        (f"# 甲,乙 {{#a}} {OFF}\n", []),
        (f"{OFF}\n# 甲,乙 {{#a}}\n", []),
        (f"# 甲\n\n{OFF}\n\n::::{{slide}} 题\n- 代码,领域\n::::\n", []),
        (f"# 甲\n\n::::{{slide}} 题\n- 点\n\n{OFF}\n- 代码,领域\n::::\n", []),
        (f"# 甲\n\n{OFF}\n<!-- builder: off dash: 原文\n如此 -->\n\n代码,领域--很快。\n", []),
        (f"# 甲\n\n{OFF}\n\n代码。\n\n领域,很快。\n", ["zh/a.md:7:3 half-width"]),
        (f"# 甲\n\n代码。{OFF}\n领域,很快。\n", ["zh/a.md:4:3 half-width"]),
        (f"# 甲\n\n代码。{OFF}\n", ["zh/a.md:3:4 unused-off"]),
        (f"# 甲\n\n代码,领域--很快。{OFF}\n", ["zh/a.md:3:6 dash"]),
        (f"# 甲\n\n`{OFF}`\n\n```\n{OFF}\n```\n", []),
        ("# 甲\n\n<!-- builder: off half-width -->\n", ["zh/a.md:3:1 invalid-value"]),
        ("# 甲\n\n<!-- builder: off half-width: -->\n", ["zh/a.md:3:1 invalid-value"]),
        ("# 甲\n\n<!-- builder: off -->\n", ["zh/a.md:3:1 invalid-value"]),
        ("# 甲\n\n<!-- builder: off half-wide: 无 -->\n", ["zh/a.md:3:1 invalid-value"]),
        ("# 甲\n\n<!-- builder: off unknown-fact: 无 -->\n", ["zh/a.md:3:1 invalid-value"]),
    ],
)
def test_comments(markdown: str, found: list[str], tmp_path: Path) -> None:
    left = codes(tmp_path, markdown)
    errors = any("invalid-value" in fault for fault in found)
    assert [fault for fault in left if not errors or "invalid" in fault] == found


def test_a_comment_is_no_text(tmp_path: Path) -> None:
    """A line with a comment at its end is set as without."""
    assert inlines(tmp_path / "a", f"一。 {OFF}\n二。") == inlines(tmp_path / "b", "一。\n二。")


@pytest.mark.parametrize("file", ["zh", "en"])
def test_a_comment_of_either_edition_holds_for_both(file: str, tmp_path: Path) -> None:
    texts = {"zh": "# 甲\n\n共 5 个。\n", "en": "# A\n\nThere are 6.\n"}
    texts[file] = texts[file].replace("\n\n", "\n\n<!-- builder: off number-value: as published -->\n")
    files = {"report.yaml": TWO, "en/a.md": texts["en"]}
    assert codes(tmp_path, texts["zh"], **files) == []


def test_a_rule_is_off_in_the_whole_report(tmp_path: Path) -> None:
    settings = f"{ONE}off: {{half-width: 原文如此, unused-off: 暂留}}\n"
    markdown = f"# 甲\n\n代码,领域。{OFF}\n\n代码,领域。\n\n很快。{OFF}\n"
    assert codes(tmp_path, markdown, **{"report.yaml": settings}) == []


@pytest.mark.parametrize(
    ("off", "place"),
    [
        ("{half-wide: 无}", "report.yaml:3:7 invalid-value"),
        ("{half-width: ''}", "report.yaml:3:7 invalid-value"),
        ("{unknown-fact: 无}", "report.yaml:3:7 invalid-value"),
        ("{half-width: }", "report.yaml:3:7 invalid-value"),
    ],
)
def test_a_rule_that_cannot_be_off(off: str, place: str, tmp_path: Path) -> None:
    assert codes(tmp_path, "# 甲\n", **{"report.yaml": f"{ONE}off: {off}\n"}) == [place]


def test_data_has_comments_too(tmp_path: Path) -> None:
    terms = "labels:\n  a: 甲,乙  # builder: off half-width: 无\n  # builder: off half-width: 无\n  b: 甲,乙\n"
    assert codes(tmp_path, "# 甲\n", **{"zh/terms.yaml": terms}) == []
    left = codes(tmp_path / "b", "# 甲\n", **{"zh/terms.yaml": terms + "  c: 甲,乙\n"})
    assert left == ["zh/terms.yaml:5:7 half-width"]


def test_errors_are_not_hidden_by_what_is_unused(tmp_path: Path) -> None:
    """What is used can be told only of a report whose checks have all run."""
    assert codes(tmp_path, f"# 甲\n\n{OFF}\n\n{{fact}}`no`\n") == ["zh/a.md:5:1 unknown-fact"]


def test_what_the_report_needs_stays_on() -> None:
    assert {Code.UNKNOWN_FACT, Code.MALFORMED_YAML, Code.DUPLICATE_ID, Code.MISSING_GLYPH} <= FIRM
    assert not FIRM & {Code.HALF_WIDTH, Code.NUMBER_VALUE, Code.LENGTH, Code.HEADING_TITLE, Code.RAW_HTML}
