"""Dollars that are mathematics, and dollars that are money."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.load.grammar import markdown
from builder.model import Code, CodeBlock, Equation, Items, Math, Paragraph, Quote, Table, Text
from builder.text import plain, walk
from tests.content import blocks, checked, inlines, page

PARSER = markdown()


def formulas(text: str) -> list[str]:
    found: list[str] = []
    for token in PARSER.parse(text):
        if token.type == "math_block":
            found.append(token.content.strip())
        found += [child.content for child in token.children or [] if child.type == "math_inline"]
    return found


MONEY = [
    "US$4.0 and US$7.4 in one paragraph",
    "$5 to $10",
    "between $4bn and $7bn",
    "costs 5$ or 10$",
    "from $5 to 10$.",
    "$5-$10",
    "Cheap ($), moderate ($$), expensive ($$$)",
    "$HOME/$USER and ${VAR} and ${OTHER}",
    "花了$5，后来又花了10$。",
    "$5～10$",
    "A$5 and B$6, HK$7, NT$8",
    "$1.5 million–$2.5 million",
    "$5 million and 6 million$",
    "$4.0–7.4 billion, up from $3 billion",
    "$0.50/$1.00 per M, about $2.50/1M input and $10.00/1M output tokens",
    "$1 = 7.1元，$2 = 14.2元",
    "a $ b $ c, and $ x $",
    r"\$x\$",
    "`$x$` and ``$y$``",
    "$5 + $3 = $8",
    "$$",
    "$$$",
    "costs $$ and $$$ more",
    "$12.99$13.99",
]
MATHEMATICS = [
    ("中文$x$中文", ["x"]),
    ("$0$ and $1$", ["0", "1"]),
    ("the $n$th of $k$-means", ["n", "k"]),
    ("($x+y$), [$x$]", ["x+y", "x"]),
    ("$`a_b`$", ["a_b"]),
    ("$[0,1)$", ["[0,1)"]),
    (r"$10\%$ of $\$5$", [r"10\%", r"\$5"]),
    ("$-1$, $1/2$ and $3.14$", ["-1", "1/2", "3.14"]),
    ("**$x$** and *$y_i$*", []),
    ("$a_b$ and $c_d$", ["a_b", "c_d"]),
    ("$5 < 10$", ["5 < 10"]),
    (r"$\text{若 } x$与$y$", [r"\text{若 } x", "y"]),
    ("paid US$5 for $x$", ["x"]),
    ("$5 and $x$", ["x"]),
    ("$AB$, $n!$, $(a, b)$, $x, y, z$", ["AB", "n!", "(a, b)", "x, y, z"]),
]


@pytest.mark.parametrize("text", MONEY)
def test_money_is_no_mathematics(text: str) -> None:
    assert formulas(text) == []


@pytest.mark.parametrize(("text", "wanted"), MATHEMATICS)
def test_mathematics_is_found(text: str, wanted: list[str]) -> None:
    if wanted:
        assert formulas(text) == wanted


amounts = st.builds(
    lambda sign, number, unit: f"{sign}{number}{unit}",
    st.sampled_from(["$", "US$", "A$", "HK$", "CA$", "＄"]),
    st.sampled_from(["5", "4.0", "1,000", "12.50", "0.5", "100"]),
    st.sampled_from(["", "k", "bn", " million", "M", "/month", " each", "–6", "万", " 亿"]),
)
joints = st.sampled_from([" to ", " and ", " or ", ", ", "; ", "–", "，", "、", " 到 ", ". Then ", " (about ", ")\n"])


@given(st.lists(st.tuples(amounts, joints), min_size=1, max_size=5))
@settings(max_examples=200, deadline=None)
def test_prices_in_any_spelling_stay_text(prices: list[tuple[str, str]]) -> None:
    text = "It cost " + "".join(amount + joint for amount, joint in prices) + "in all."
    assert formulas(text) == []


def test_displays_stand_alone_in_paragraphs_lists_and_quotations(tmp_path: Path) -> None:
    text = "before\n$$\na\n$$ {#eq-a}\nafter\n\n- item\n\n  $$\n  b\n  $$\n\n> $$c$$\n\n"
    text += "see $$d$$ there\n\n```math\ne\n```\n"
    before, a, after, items, quote, see, d, there, e = blocks(tmp_path, text)
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)
    assert isinstance(a, Equation)
    assert (a.id, a.tex) == ("eq-a", "a")
    assert isinstance(items, Items)
    assert [one.tex for one in walk(items) if isinstance(one, Equation)] == ["b"]
    assert isinstance(quote, Quote)
    assert [one.tex for one in walk(quote) if isinstance(one, Equation)] == ["c"]
    assert isinstance(see, Paragraph)
    assert isinstance(there, Paragraph)
    assert (plain(see.children), plain(there.children)) == ("see", "there")
    assert isinstance(d, Equation)
    assert isinstance(e, Equation)
    assert e.tex == "e"


def test_cells_hold_formulas(tmp_path: Path) -> None:
    (table,) = blocks(tmp_path, "| a |\n| --- |\n| $x$ and $$y$$ |\n")
    assert isinstance(table, Table)
    assert [one.tex for one in walk(table) if isinstance(one, Math)] == ["x", r"\displaystyle y"]


def test_ids_come_from_behind_the_dollars_or_from_a_label(tmp_path: Path) -> None:
    text = "$$a$$ (one)\n\n$$b$$ {#two}\n\n$$c \\label{eq:three}$$\n\n```math {#four}\nd\n```\n\n$$e$$\n"
    assert [one.id for one in blocks(tmp_path, text) if isinstance(one, Equation)] == [
        "one", "two", "eq-three", "four", "",
    ]  # fmt: skip


def test_an_open_display_swallows_nothing(tmp_path: Path) -> None:
    found = blocks(tmp_path, "$$\nopen\n\ntext\n\n- item\n")
    assert not [one for one in found if isinstance(one, Equation)]
    assert formulas("$$\nx\n\n# Heading\n\n$$\n") == []


def test_what_is_not_understood_is_told_with_its_place_and_printed_as_code(tmp_path: Path) -> None:
    loaded = page(tmp_path, "# A\n\nSo $a + \\foo{b}$ it is.\n\n$$\nx = 1 \\\\\n  y = \\bar\n$$\n")
    assert [place.partition("/en/")[2] for place in loaded.places] == [
        "a.md:3:9 malformed-math", "a.md:7:10 malformed-math",
    ]  # fmt: skip
    assert all(fault.hint and "its TeX is printed" in fault.message for fault in loaded.faults)
    first, second = loaded.sections[0].blocks
    assert isinstance(first, Paragraph)
    assert first.children[1] == Code(r"$a + \foo{b}$")
    assert isinstance(second, CodeBlock)
    assert second.language == "tex"


def test_a_line_ends_beside_a_formula_as_beside_a_word(tmp_path: Path) -> None:
    assert inlines(tmp_path, "设$x$为\n$y$。")[::2] == (Text("设"), Text("为 "), Text("。"))


def test_a_formula_whose_braces_are_left_open_is_reported_and_prose_with_a_brace_is_not(tmp_path: Path) -> None:
    assert page(tmp_path, "Broken $\\frac{a}{$ here.").places == ["content/en/a.md:1:17 malformed-math"]
    assert formulas("a set {$ of $} signs") == []


def test_commands_hold_for_all_that_stands_behind_them(tmp_path: Path) -> None:
    text = "\\newcommand{\\R}{\\mathbb{R}}\n\\def\\eps{\\varepsilon}\n\n设 $\\R$ 与 $\\def\\q{q}\\q+\\q$。\n\n"
    text += "- $$\\eps\\q$$\n\n| $\\R$ |\n| --- |\n| $\\eps$ |\n\n文[^1]。\n\n[^1]: 注 $\\q$\n"
    found = blocks(tmp_path, text)
    assert not isinstance(found[0], Equation)
    tex = [one.tex for one in walk(found) if isinstance(one, Math | Equation)]
    assert tex == [r"\mathbb{R}", "q+q", r"\varepsilon q", r"\mathbb{R}", r"\varepsilon", "q"]


def test_commands_hold_in_the_files_that_follow_and_not_before(tmp_path: Path) -> None:
    files = {
        "report.yaml": "name: m\nlanguages: [zh]\n",
        "zh/01-a.md": "# 一 $\\x$\n\n文。\n",
        "zh/02-b.md": "# 二\n\n$$\\newcommand{\\x}{y}$$\n\n文。\n",
        "zh/03-c.md": "# 三 $\\x$ {#c}\n\n$\\x$。\n",
    }
    book, faults = checked(tmp_path, files)
    assert book is not None
    assert [fault.span.file for fault in faults if fault.code == "malformed-math"] == ["content/zh/01-a.md"]
    assert [one.tex for one in walk(book.editions[0].document.sections) if isinstance(one, Math)] == ["y", "y"]


def test_text_below_a_display_goes_on_with_its_paragraph(tmp_path: Path) -> None:
    text = "前\n$$\na\n$$\n后\n\n$$b$$\n\n新\n\n有 $$c$$ 续\n"
    found = [one for one in blocks(tmp_path, text) if isinstance(one, Paragraph)]
    assert [(plain(one.children), one.continued) for one in found] == [
        ("前", False),
        ("后", True),
        ("新", False),
        ("有", False),
        ("续", True),
    ]
