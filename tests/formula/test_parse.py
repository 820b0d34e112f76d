"""TeX becomes a tree, or what is wrong with it is said with its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.formula.linear import linear
from builder.formula.parse import parse, tag_of
from builder.formula.tree import Formula, Fraction, Kind, Misread, Number, Scripts, Symbol


def read(tex: str) -> Formula:
    formula = parse(tex)
    assert isinstance(formula, Formula), formula
    return formula


def test_a_fraction_and_a_power() -> None:
    assert read(r"\frac12").body == Fraction(Number("1"), Number("2"))
    assert read("x^2").body == Scripts(Symbol("x"), None, Number("2"))
    assert read("x^{2}_i").body == Scripts(Symbol("x"), Symbol("i"), Number("2"))


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"\frac{x^2}{2}", "x²/2"),
        (r"\frac{a+b}{c}", "(a + b)/c"),
        (r"\sqrt{a^2+b^2}", "√(a² + b²)"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"\sum_{i=1}^{n} a_i", "∑_(i=1)ⁿ a_i"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "(1, 2; 3, 4)"),
        (r"\mathbb{R}^n\ni x\ne\emptyset", "ℝⁿ ∋ x ≠ ∅"),
        (r"f(x)=\begin{cases}1,&x>0\\0,&\text{否则。}\end{cases}", "f(x) = {1, x > 0; 0, 否则"),
        (r"\alpha \le -\beta", "α ≤ −β"),
        (r"a \\ b", "a; b"),
        (r"x'' \to \hat y", "x″ → y\u0302"),
        (r"5\,\mathrm{kg} % a comment", "5kg"),
        (r"\text{若 $x>0$}", "若 x > 0"),
        (r"\left.\frac{a}{b}\right|_{x=0}", "a/b|_(x=0)"),
        (r"50\% \$5", "50%$5"),
        (r"{n \choose k}", "(n over k)"),
        (r"\operatorname*{arg\,max}_\theta L", "arg max_θ L"),
        (r"a \not= b", "a ≠ b"),
        (r"k \cdot i", "k · i"),
        (r"\Re z \implies \Im z", "Rez ⇒ Imz"),
        (r"\begin{align*} a &= b \\ &= c \end{align*}", "a = b; = c"),
    ],
)
def test_a_formula_as_a_line_of_text(tex: str, line: str) -> None:
    read(tex)
    assert linear(tex) == line


@pytest.mark.parametrize(
    ("tex", "place", "words"),
    [
        (r"a + \foo", 4, r"no command '\foo'"),
        (r"\frac{1}{2", 8, "this { is never closed"),
        (r"\left( x", 0, "has no \\right"),
        (r"x \right)", 2, r"'\right' stands where it means nothing"),
        (r"\begin{matrix} a", 0, r"has no \end"),
        (r"\begin{matrix} a \end{array}", 17, r"\end{array} closes \begin{matrix}"),
        (r"\begin{tikzpicture}\end{tikzpicture}", 0, "no environment 'tikzpicture'"),
        ("x^", 1, "something is missing here"),
        ("x^2^3", 3, "two superscripts"),
        ("a } b", 2, "'}' stands where it means nothing"),
        (r"\left? x \right)", 5, "is no bracket"),
        (" ", 0, "there is nothing in this formula"),
        ("{" * 60 + "}" * 60, 24, "nested more than"),
        ("x+" * 999 + "x", 401, "more than"),
    ],
)
def test_what_is_not_understood_has_a_place_and_a_hint(tex: str, place: int, words: str) -> None:
    found = parse(tex)
    assert isinstance(found, Misread)
    assert words in found.message
    assert found.hint
    assert found.offset == place


def test_a_misspelt_command_is_guessed() -> None:
    found = parse(r"\alhpa")
    assert isinstance(found, Misread)
    assert found.hint == r"did you mean '\alpha'?"


def test_tags_and_labels_are_kept_apart() -> None:
    formula = read(r"E=mc^2 \tag{3.a} \label{eq:energy} \nonumber")
    assert (formula.tag, formula.label) == ("3.a", "eq:energy")
    assert tag_of(r"x \tag*{IV}") == "IV"
    assert tag_of("x") == ""


def test_operators_have_their_classes() -> None:
    body = read(r"a + b = \sin c").body
    kinds = [child.kind for child in getattr(body, "children", ()) if isinstance(child, Symbol)]
    ordinary = Kind.ORDINARY
    assert kinds == [ordinary, Kind.BINARY, ordinary, Kind.RELATION, Kind.FUNCTION, ordinary]


PIECES = [
    r"\frac", r"\sqrt", r"{", r"}", r"[", r"]", r"^", r"_", r"'", r"x", r"1", r"+", r"=", r"&", r"\\", r"\left(",
    r"\right)", r"\begin{matrix}", r"\end{matrix}", r"\text{", r"中文", r"\sum", r"\alpha", r"\tag", r"\not", r"\hat",
    r"\over", r"\big|", r"\middle", r"\,", r"%", r"~", r"#", r"$", r"\color{red}", r"\operatorname", r"\substack",
    r"\xrightarrow",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14))
@settings(max_examples=200, deadline=None)
def test_any_tex_is_a_formula_or_a_fault_within_it(pieces: list[str]) -> None:
    tex = " ".join(pieces)
    found = parse(tex)
    if isinstance(found, Misread):
        assert found.hint
        assert 0 <= found.offset <= len(tex)
    else:
        assert linear(tex) == linear(tex)
