"""Text under conditions: what is shown, in every language the same, and what is wrong with a condition."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model import Items, Paragraph, Table
from builder.text import plain
from tests.content import errors
from tests.rows.test_rows_in_content import FACTS, book_of, both, faults, said, told

ENGLISH = "name: s\nlanguages: [en]\nrows: cities.csv\n"


HOLD = [
    ("growth < 0", True, False),
    ("growth >= 0", False, True),
    ("growth = -1.5", True, False),
    ("growth != -1.5", False, True),
    ("people > 1e6", True, False),
    ('region = "north"', True, False),
    ("region = “north”", True, False),
    ('region != "north"', False, True),
    ("`city.en` = city.en", True, True),
    ("y2024 < y2025", True, False),
    ("y2025 is empty", False, True),
    ("y2025 is not empty", True, False),
    ("not y2025 is empty", True, False),
    ("y2025 < 100 or y2025 >= 100", True, False),
    ("cost < 3", False, True),
    ("cost > 5 and cost < 100", True, False),
    ("rate = 7.5", True, False),
    ('growth < 0 and (region = "south" or region = "north")', True, False),
    ('not growth < 0 and not region = "north"', False, True),
    ("people ≥ 2025 and doubled ≠ 4050", True, False),
]


def test_what_holds(tmp_path: Path) -> None:
    """Each in a paragraph of its own, for two rows."""
    lines = [f"[yes]{{when {condition}}}[no]{{when not ({condition})}}" for condition, _, _ in HOLD]
    text = "\n\n".join(["# T {#a}", *lines])
    files = {"facts.yaml": FACTS, "report.yaml": ENGLISH, "en/a.md": text}
    for pick, place in (("1", 1), ("2", 2)):
        book, found = book_of(tmp_path, files, pick)
        assert errors(found) == []
        assert book is not None
        shown = told(book.editions[0])
        assert shown == ["yes" if row[place] else "no" for row in HOLD]


def test_a_sentence_goes_with_its_space(tmp_path: Path) -> None:
    en = "It is there. [It fell by {fact}`growth`, **much**.]{when growth < 0} It went on. [It rose.]{when growth >= 0}"
    zh = "它在。[它下降了 {fact}`growth`，**很多**。]{when growth < 0}它继续。[它上升。]{when growth >= 0}"
    assert said(tmp_path, zh, en) == [
        ["它在。它下降了 −1.50%，很多。它继续。"],
        ["It is there. It fell by −1.50%, much. It went on."],
    ]
    assert said(tmp_path, zh, en, "2") == [["它在。它继续。它上升。"], ["It is there. It went on. It rose."]]


def test_blocks_items_and_cells_go_with_what_is_in_them(tmp_path: Path) -> None:
    text = """::::{when} growth < 0
One.

:::{callout} note
[Two.]{when region = "south"}
:::
::::

- [A]{when growth < 0}
- [B]{when growth >= 0}

[All of it.]{when growth > 0}

| [H]{when growth < 0} | x |
| --- | --- |
| [A]{when growth > 0} | [B]{when growth > 0} |
| [A]{when growth > 0} | b |
"""
    book, found = book_of(tmp_path, {"report.yaml": ENGLISH, "facts.yaml": FACTS, "en/a.md": f"# T {{#a}}\n\n{text}"})
    assert errors(found) == []
    assert book is not None
    one, items, table = book.editions[0].document.sections[0].blocks
    assert isinstance(one, Paragraph)
    assert isinstance(items, Items)
    assert len(items.items) == 1
    assert isinstance(table, Table)
    assert [plain(cell.children) for row in table.body for cell in row] == ["", "b"]


def test_sections_under_conditions(tmp_path: Path) -> None:
    text = """# One {#one}

[Here](#two) it is. {ref}`three`

# Two {#two unnumbered when growth < 0}

Text.

## Inside {#inside when region = "south"}

Text.

# Three {#three when growth > 0}

{fact}`unknown`
"""
    files = {"facts.yaml": FACTS, "report.yaml": ENGLISH, "en/a.md": text}
    book, found = book_of(tmp_path, files)
    assert book is not None
    assert [section.id for section in book.editions[0].document.sections] == ["one", "two"]
    assert book.editions[0].document.sections[1].sections == ()
    assert errors(found) == ["content/en/a.md:3:21 hidden-reference", "content/en/a.md:15:1 unknown-fact"]
    heading = ":::{callout} note\n## H {#h when growth < 0}\n:::"
    assert faults(tmp_path, heading, **files | {"en/a.md": heading}) == ["content/en/a.md:2:10 malformed-condition"]
    zh, en = "# 题 {#a}\n\n甲\n\n# 乙 {#b when growth < 0}\n\n丙\n", "# T {#a}\n\nA\n\n# B {#b}\n\nC\n"
    _, found = book_of(tmp_path / "two", {"facts.yaml": FACTS, "zh/a.md": zh, "en/a.md": en})
    assert [(one.code, one.span.line) for one in found if one.severity == "error"] == [("parity", 5)]


def test_editions_need_the_same_conditions_shown_or_not(tmp_path: Path) -> None:
    zh = ":::{when} growth > 0\n甲。\n:::\n\n乙[丙]{when growth > 0}。"
    en = ":::{when} growth > 1\nA.\n:::\n\nB[C]{when growth > 2}."
    _, found = book_of(tmp_path, {"facts.yaml": FACTS, **both(zh, en)})
    assert sorted((one.code, one.span.line, one.message) for one in found) == [
        ("parity", 3, "here is when growth > 1; 'zh' has when growth > 0"),
        ("parity", 7, "here is [ … ]{when growth > 2}; 'zh' has [ … ]{when growth > 0}"),
    ]


def test_branches_that_are_not_shown_are_compared(tmp_path: Path) -> None:
    zh = ":::{when} growth > 0\n有 12 座城市。{fact}`people`\n:::"
    en = ":::{when} growth > 0\nThere are 13 cities.\n:::"
    _, found = book_of(tmp_path, {"facts.yaml": FACTS, **both(zh, en)})
    assert {one.code for one in found} == {"number-value", "other-reference"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[x]{when growth <}", "3:17 malformed-condition"),
        ("[x]{when growth < 0 nor 1}", "3:21 malformed-condition"),
        ("[x]{when growth}", "3:15 malformed-condition"),
        ("[x]{when 1 < 2}", "3:10 malformed-condition"),
        ("[x]{when (growth < 2}", "3:20 malformed-condition"),
        ("[x]{when growth ＜ 2}", "3:17 malformed-condition"),
        ("[x]{when __import__ ( 2 )}", "3:21 malformed-condition"),
        ('[x]{when people = "a"}', "3:10 malformed-condition"),
        ('[x]{when region < "a"}', "3:10 malformed-condition"),
        ("[x]{when grwth < 2}", "3:10 unknown-column"),
        (":::{when} x > 2\n::::", "3:12 unknown-column"),
        (
            "[{fact}`grwth` {term}`x` {param}`y`]{when growth > 2}",
            "3:2 unknown-fact 3:16 unknown-term 3:26 unknown-column",
        ),
        (
            "{ref}`t` {ref}`u`\n\n:::{when} growth > 2\n:::{table} t\nC\n\n| a |\n| --- |\n:::\n:::",
            "3:1 hidden-reference 3:10 unknown-reference",
        ),
    ],
)
def test_faults_have_their_places(tmp_path: Path, text: str, place: str) -> None:
    found = faults(
        tmp_path, text.replace(":::{when}", "::::{when}").replace("\n:::\n:::", "\n:::\n::::"), **{"facts.yaml": FACTS}
    )
    assert [one.removeprefix("content/en/a.md:") for one in found] == place.replace(" 3", "|3").split("|")


def test_a_text_where_a_number_is_asked_for_is_a_fault_of_the_table(tmp_path: Path) -> None:
    assert faults(tmp_path, "[x]{when region < 2}") == ["content/cities.csv:2:26 malformed-data"]


def test_conditions_need_no_table(tmp_path: Path) -> None:
    files = {"report.yaml": "name: s\nlanguages: [en]\n", "facts.yaml": "a: {value: 2}\n"}
    assert faults(tmp_path, "[x]{when a > 1}", **files) == []
    assert faults(tmp_path, "[x]{when b > 1}", **files) == ["content/en/a.md:3:10 unknown-column"]
