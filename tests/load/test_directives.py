"""Directives: their options, what they hold, and how they stand in each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.load.directives import DIRECTIVES
from builder.model import (
    Callout,
    CalloutKind,
    ChartRef,
    Emph,
    Figure,
    Flow,
    Formula,
    Image,
    Items,
    NodeShape,
    Only,
    Paragraph,
    Quote,
    Ref,
    References,
    Script,
    Slide,
    SlideLayout,
    Table,
    Text,
)
from builder.text import plain
from tests.content import blocks, page
from tests.load.test_blocks import png


def test_a_chart_with_everything(tmp_path: Path) -> None:
    text = ":::{figure} gain\n:source: {cite}`k`\n:alt: A chart\n:id: other\nThe *caption*\n:::\n"
    (figure,) = blocks(tmp_path, text)
    assert isinstance(figure, Figure)
    assert (figure.content, figure.id, figure.alt) == (ChartRef("gain"), "other", "A chart")
    assert figure.caption == (Text("The "), Emph((Text("caption"),)))
    (source,) = figure.source
    assert isinstance(source, Ref)
    assert (source.key, source.span.line, source.span.col) == ("k", 4, 10)


def test_an_image_takes_its_id_from_its_name(tmp_path: Path) -> None:
    files = {"en/img/my-plot.png": png(), "img/图.PNG": png()}
    result = page(
        tmp_path, "# A\n\n:::{figure} img/my-plot.png\n:::\n\n:::{figure} /content/img/图.PNG\n图\n:::\n", **files
    )
    assert result.faults == ()
    first, second = result.sections[0].blocks
    assert isinstance(first, Figure)
    assert isinstance(second, Figure)
    assert (first.id, first.content, first.caption) == ("my-plot", Image("content/en/img/my-plot.png"), ())
    assert (second.id, second.content) == ("", Image("content/img/图.PNG"))


def test_a_table_with_row_heads(tmp_path: Path) -> None:
    text = ":::{table} scale\n:source: Own\n:row-heads: yes\nThe caption\n\n| a | b |\n|---|---|\n| 1 | 2 |\n:::\n"
    (table,) = blocks(tmp_path, text)
    assert isinstance(table, Table)
    assert (table.id, plain(table.caption), plain(table.source)) == ("scale", "The caption", "Own")
    assert [cell.header for cell in table.body[0]] == [True, False]


def test_a_process(tmp_path: Path) -> None:
    text = """:::{flow} loop
:alt: A loop
The caption

- gen: write **code**
- check: {right?}
- end：(done)

gen -> check -> end: yes
check -> gen: no
:::
"""
    (flow,) = blocks(tmp_path, text)
    assert isinstance(flow, Flow)
    assert [(n.id, n.shape, plain(n.children)) for n in flow.nodes] == [
        ("gen", NodeShape.STEP, "write code"),
        ("check", NodeShape.DECISION, "right?"),
        ("end", NodeShape.TERMINAL, "done"),
    ]
    assert [(e.source, e.target, plain(e.label)) for e in flow.edges] == [
        ("gen", "check", "yes"),
        ("check", "end", "yes"),
        ("check", "gen", "no"),
    ]


def test_boxes_and_formulas(tmp_path: Path) -> None:
    text = ":::{callout} finding\n:title: Of *note*\n- one\n- two\n\nend\n:::\n\n"
    text += ":::{takeaway}\nIt.\n:::\n\n:::{formula}\n10<sup>−1</sup>\n:::\n"
    callout, takeaway, formula = blocks(tmp_path, text)
    assert isinstance(callout, Callout)
    assert (callout.kind, plain(callout.title)) == (CalloutKind.FINDING, "Of note")
    assert [type(b) for b in callout.blocks] == [Items, Paragraph]
    assert isinstance(takeaway, Callout)
    assert takeaway.kind is CalloutKind.TAKEAWAY
    assert isinstance(formula, Formula)
    assert formula.children == (Text("10"), Script((Text("−1"),)))


def test_a_slide_with_columns_notes_and_evidence(tmp_path: Path) -> None:
    text = """::::{slide} The title says {fact}`a`
:show: one, two
:source: Own
- point {fact}`b`

:::{column} Left
- l
:::
:::{column} Right
- r
:::
:::{notes}
Say *this*.

And that.
:::
::::
"""
    (slide,) = blocks(tmp_path, text)
    assert isinstance(slide, Slide)
    assert plain(slide.title) == "The title says {fact}`a`"
    assert slide.evidence == ("one", "two")
    assert [plain(c.title) for c in slide.columns] == ["Left", "Right"]
    assert (len(slide.blocks), len(slide.notes), slide.layout) == (1, 2, SlideLayout.COMPARISON)
    assert isinstance(slide.title[1], Ref)
    assert (slide.title[1].span.line, slide.title[1].span.col) == (3, 28)


def test_a_bibliography(tmp_path: Path) -> None:
    (references,) = blocks(tmp_path, ":::{references}\n- {cite}`a` What it *says*\n- {cite}`b`\n:::\n")
    assert isinstance(references, References)
    assert [(e.key, plain(e.note), e.span.line) for e in references.entries] == [("a", "What it says", 4), ("b", "", 5)]


def test_directives_stand_in_each_other_in_lists_and_quotations(tmp_path: Path) -> None:
    text = "> :::{callout} note\n> in a quotation\n> :::\n\n- item\n\n  :::{callout} note\n  in a list\n  :::\n\n"
    text += ":::::{only} en\n::::{callout} note\n:::{formula}\nx\n:::\n::::\n:::::\n"
    quote, items, only = blocks(tmp_path, text)
    assert isinstance(quote, Quote)
    assert isinstance(quote.blocks[0], Callout)
    assert isinstance(items, Items)
    assert isinstance(items.items[0].blocks[1], Callout)
    assert isinstance(only, Only)
    assert isinstance(only.blocks[0], Callout)
    assert isinstance(only.blocks[0].blocks[0], Formula)


@pytest.mark.parametrize("end", ["", "\n", "\n\n\ntext\n"])
def test_a_directive_may_end_the_file(end: str, tmp_path: Path) -> None:
    assert page(tmp_path, f"# A\n\n:::{{takeaway}}\nIt.\n:::{end}").faults == ()


@pytest.mark.parametrize(
    ("markdown", "places"),
    [
        (":::{figure} x", ["3:1 malformed-directive"]),
        (":::{figure}\n:::", ["3:1 malformed-directive"]),
        (":::{figure} x\nc\n\nmore\n:::", ["6:1 malformed-directive"]),
        (":::{figure} x\n:id: 图\n:::", ["4:1 invalid-value"]),
        (":::{figure} x\n:id: a\n:id: b\n:::", ["5:1 duplicate-id"]),
        (":::{figure} x\n:Alt: a\n:::", ["4:1 unknown-option"]),
        (":::{figure} x\n:row_heads: a\n:::", ["4:1 unknown-option"]),
        (":::{figure} no/such.png\nc\n:::", ["3:13 missing-image"]),
        (":::{table} t\ncaption\n:::", ["3:1 malformed-directive"]),
        (":::{table} t\ncaption\n\n| a | b |\n|---|\n:::", ["6:1 malformed-table", "3:1 malformed-directive"]),
        (":::{table} t\n:row-heads: maybe\nc\n\n| a | b |\n|---|---|\n:::", ["4:1 invalid-value"]),
        (":::{callout} fining\nx\n:::", ["3:1 invalid-value"]),
        (":::{callout}\nx\n:::", ["3:1 malformed-directive"]),
        (":::{takeaway} text\nx\n:::", ["3:1 malformed-directive"]),
        (":::{formula}\na\n\nb\n:::", ["3:1 malformed-directive"]),
        (":::{references}\ntext\n:::", ["3:1 malformed-directive"]),
        (":::{references}\n- no key\n:::", ["4:1 malformed-directive"]),
        (":::{notes}\nx\n:::", ["3:1 malformed-directive"]),
        (":::{subtitle}\nx\n:::", ["3:1 malformed-directive"]),
        ("::::{slide} T\n:layout: sttement\nx\n::::", ["4:1 invalid-value"]),
        ("::::{slide} T\n:::{column} one\nx\n:::\n::::", ["3:1 malformed-directive"]),
        ("::::{slide} T\n:::{notes}\n:x: y\nz\n:::\n::::", ["5:1 unknown-option"]),
        ("::::{slide}\nx\n::::", ["3:1 malformed-directive"]),
        (":::{only}\nx\n:::", ["3:1 malformed-directive"]),
        (":::", ["3:1 malformed-directive"]),
        ("text\n:::\nmore", ["4:1 malformed-directive"]),
        ("::: tip\nx\n:::", ["3:1 malformed-directive", "5:1 malformed-directive"]),
        (":::{callout} note\n:::{formula}\nx\n:::\n:::", ["7:1 malformed-directive"]),
        (":::{takeaway}\nx\n\n:::{callout} note\ny\n:::", ["3:1 malformed-directive"]),
        (":::{takeaway}\nx\n\n::::{slide} T\n:show: t\n::::", ["3:1 malformed-directive"]),
        ("::::{slide} T\n:::{notes}\nx\n:::", ["3:1 malformed-directive"]),
        ("：：：{takeaway}\nx\n:::", ["3:1 malformed-directive", "5:1 malformed-directive"]),
        (":::{takeaway}\nx\n：：：", ["5:1 malformed-directive"]),
        (":::{takeaway}\nx\n：：：\n\n:::{callout} note\ny\n:::", ["5:1 malformed-directive"]),
        ("::::{slide} T\n:::{notes}\nx\n::::", ["4:1 malformed-directive"]),
        (
            ":::{flow} f\nc\n\na -> b\n:::",
            ["6:1 unknown-reference", "6:6 unknown-reference", "3:1 malformed-directive"],
        ),
        (":::{flow} f\n- a: A\n\na -> c\n:::", ["6:6 unknown-reference"]),
        (":::{flow} f\n- a: A\n- a: B\n:::", ["3:1 duplicate-id"]),
        (
            ":::{flow} f\n- a: []\n- no\n:::",
            ["4:1 malformed-directive", "5:1 malformed-directive", "3:1 malformed-directive"],
        ),
        (":::{flow} f\n- a: A\n\na => a\n:::", ["6:1 malformed-directive"]),
        (":::{flow} f\n- a: A\n\n> no\n:::", ["6:1 malformed-directive"]),
    ],
)
def test_faults_of_directives(markdown: str, places: list[str], tmp_path: Path) -> None:
    result = page(tmp_path, f"# A\n\n{markdown}\n")
    assert result.places == [f"content/en/a.md:{place}" for place in places]
    assert all(fault.hint for fault in result.faults)


COLUMNS = "::::{slide} T\n:::{column} A\nx\n:::\n\n:::{column} B\ny\n:::\n::::\n"
NOTES = "::::{slide} T\n:::{notes}\nx\n:::\n::::\n"
OPEN = ":::{takeaway}\nx\n\n"
CLOSED = ":::{callout} note\nx\n:::\n\n"


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        (OPEN + NOTES, [3]),
        (OPEN + NOTES + "\n:::{notes}\nx\n:::\n", [3, 12]),
        (OPEN + COLUMNS, [3]),
        (OPEN + OPEN + CLOSED, [3, 6]),
        (OPEN + CLOSED + NOTES, [3]),
        (OPEN + CLOSED + CLOSED + ":::\n", [14]),
        (COLUMNS.replace(":::\n", "", 1), [4]),
        (NOTES.replace("::::\n", "") + "\n" + CLOSED, [3]),
        ("::::{callout} note\n:::{table} t\nc\n\n| a |\n|---|\n\ntext\n::::\n", [4]),
    ],
)
def test_a_directive_that_is_not_closed_is_told_alone(markdown: str, lines: list[int], tmp_path: Path) -> None:
    """Not what its fences seem to close, or to open, because of it."""
    faults = page(tmp_path, f"# A\n\n{markdown}").faults
    assert [(one.span.line, one.code) for one in faults] == [(line, "malformed-directive") for line in lines]


def test_every_directive_of_the_format_exists() -> None:
    text = (Path(__file__).parents[2] / "FORMAT.md").read_text("utf-8")
    assert set(re.findall(r":::+\{([\w-]+)\}", text)) == set(DIRECTIVES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("：：：{takeaway}", ":::{takeaway}"),
        (":::｛takeaway｝", ":::{takeaway}"),
        ("：：：：｛slide｝ 结论：好", "::::{slide}"),
    ],
)
def test_a_fence_with_full_width_signs_is_told_how_it_is_typed(typed: str, meant: str, tmp_path: Path) -> None:
    fault = page(tmp_path, f"# A\n\n{typed}\nx\n").faults[0]
    assert (fault.span.line, fault.message, fault.hint) == (
        3,
        "this fence is typed with full-width signs",
        f"type {meant}",
    )


def test_a_heading_without_its_space_is_told(tmp_path: Path) -> None:
    text = "# A\n\n##标题\n\n#One\nmore\n\n\\#tag\n\n#1 of all\n\n- #tag\n\n```\n#x\n```\n"
    faults = page(tmp_path, text).faults
    assert [(one.span.line, one.severity) for one in faults] == [(3, "warning"), (5, "warning")]
    assert all("a space after #" in one.hint for one in faults)
