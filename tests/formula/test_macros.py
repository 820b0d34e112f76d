"""Commands that authors define: what they stand for, where they hold, and bombs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.formula.macros import Expansion, expand
from builder.formula.parse import parse
from builder.formula.tree import Misread


def expanded(tex: str, before: str = "") -> str:
    first = expand(before)
    assert isinstance(first, Expansion), first
    found = expand(tex, first.macros)
    assert isinstance(found, Expansion), found
    return found.tex.strip()


@pytest.mark.parametrize(
    ("defined", "used", "wanted"),
    [
        (r"\newcommand{\R}{\mathbb{R}}", r"x\in\R^n", r"x\in\mathbb{R}^n"),
        (r"\newcommand\half{\frac12}", r"\half", r"\frac12"),
        (r"\newcommand{\norm}[1]{\lVert #1\rVert}", r"\norm{x+y}_2 \norm x", r"\lVert x+y\rVert_2 \lVert x\rVert"),
        (r"\newcommand{\dd}[2][x]{\frac{d#2}{d#1}}", r"\dd{f}+\dd[t]{g}", r"\frac{df}{dx}+\frac{dg}{dt}"),
        (r"\def\E{\mathbb E}", r"\E X", r"\mathbb E X"),
        (r"\def\pair#1#2{(#1,#2)}", r"\pair{a}{b}", "(a,b)"),
        (r"\DeclareMathOperator{\Var}{Var}", r"\Var X", r"\operatorname{Var} X"),
        (r"\DeclareMathOperator*{\argmin}{arg\,min}", r"\argmin_x", r"\operatorname*{arg\,min}_x"),
        (
            r"\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}",
            r"\abs{x}\abs*{y}",
            r"\lvert x\rvert\left\lvert y\right\rvert",
        ),
        (r"\let\old\phi \renewcommand{\phi}{\varphi}", r"\phi\old", r"\varphi\phi"),
        (r"\newcommand{\a}{\b x}\newcommand{\b}{\beta}", r"\a", r"\beta x"),
        (r"\providecommand{\x}{1}\providecommand{\x}{2}", r"\x", "1"),
        (r"\gdef\al{\alpha}", r"\al b\al", r"\alpha b\alpha"),
        ("", r"\alpha % \newcommand is said in a comment", r"\alpha % \newcommand is said in a comment"),
    ],
)
def test_what_is_defined_stands_for_its_meaning(defined: str, used: str, wanted: str) -> None:
    assert expanded(used, defined) == wanted


def test_a_formula_may_define_and_use() -> None:
    assert expanded(r"\newcommand{\v}[1]{\mathbf{#1}} \v{x}+\v y") == r"\mathbf{x}+\mathbf{y}".replace("{y}", "{y}")


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\def\a{\a\a} x+\a", r"\a stands for more than a formula can hold"),
        (
            r"\def\a{xx}\def\b{\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b}\def\d{\c\c\c\c\c\c\c\c}\def\e{\d\d\d\d\d\d\d\d}\e\e\e",
            "more than",
        ),
        (r"\def\a#1{\a{#1#1}} \a{x}", "more than"),
        (r"\newcommand{\a}[2]{#1#2} \a{x}", r"\a has 2 arguments"),
        (r"\newcommand{\a}[1]{#2} \a{x}", "#2 stands for no argument"),
        (r"\newcommand{\a}[x]{y}", "is no number of arguments"),
        (r"\def\a[#1]{y}", "signs between them"),
        (r"\newcommand{a}{b}", "defines no command"),
        (r"\newcommand{\a}{b", "never closed"),
        (r"\newcommand", "ends where more should come"),
    ],
)
def test_bombs_and_broken_definitions_are_refused_with_a_place(tex: str, words: str) -> None:
    found = expand(tex)
    assert isinstance(found, Misread)
    assert words in found.message
    assert found.hint
    assert 0 <= found.offset < len(tex)


def test_a_fault_behind_a_macro_is_at_its_use() -> None:
    defined = expand(r"\newcommand{\bad}{x + \nosuch}")
    assert isinstance(defined, Expansion)
    tex = r"a = \bad + b"
    found = expand(tex, defined.macros)
    assert isinstance(found, Expansion)
    fault = parse(found.tex)
    assert isinstance(fault, Misread)
    assert found.typed(fault.offset, fault.length) == (tex.index(r"\bad"), len(r"\bad"))


PIECES = [
    r"\newcommand", r"\def", r"\let", r"\DeclareMathOperator", r"\DeclarePairedDelimiter", r"\a", r"\b", "{", "}", "[",
    "]", "#", "1", "2", "x", "*", "=", r"\a\a", r"{\a\b}", r"\newcommand{\a}[1]{#1#1}", r"\def\b{\a{\b}}",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=16))
@settings(max_examples=150, deadline=None)
def test_any_definition_ends(pieces: list[str]) -> None:
    tex = "".join(pieces)
    found = expand(tex)
    if isinstance(found, Misread):
        assert 0 <= found.offset <= len(tex)
    elif found.places:
        assert len(found.places) == len(found.tex)
