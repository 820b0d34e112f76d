"""Formulas as pictures: sizes, baselines, letters of every script, the same bytes every time."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.formula.draw import Drawing, draw
from builder.formula.extent import height
from builder.formula.parse import parse
from builder.formula.pieces import in_line, in_lines
from builder.formula.tree import Formula, Misread
from builder.theme import load_theme
from tests.formula.test_parse import PIECES

FONTS = load_theme(None).fonts


def drawing(tex: str, display: bool = True) -> Drawing:
    found = draw(tex, display, FONTS)
    assert isinstance(found, Drawing), found
    return found


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{pmatrix} a_{11} & \cdots \\ \vdots & \ddots \end{pmatrix}",
        r"\begin{aligned} a &= b \\ &\le \frac{c}{d} \end{aligned}",
        r"f(x)=\begin{cases} x, & \text{若 } x\ge 0 \\ -x, & \text{otherwise} \end{cases}",
        r"\sum_{k=0}^n \binom nk x^k + \prod_{\substack{i<n\\ i\ne j}} a_i",
        r"\lim_{x\to 0}\frac{\sin x}{x}, \int_0^\infty e^{-x^2}\,dx, \oiint",
        r"\alpha\beta\gamma\Gamma\Omega\vartheta\varepsilon\hbar\ell\nabla\partial\aleph",
        r"\mathbb{R}\mathcal{L}\mathfrak{g}\mathsf{T}\mathtt{x}\mathbf{v}\boldsymbol\beta",
        r"\underbrace{a+b}_{n}\overbrace{c}^{m}\overline{AB}\widehat{xyz}\vec v\dddot x",
        r"A\xrightarrow[\text{低}]{f\circ g}B\implies C",
        r"\left[\begin{array}{cc|c}1&2&3\end{array}\right]\Big(\tfrac12\Big)\middle|",
        r"\boxed{E=mc^2}\cancel{x}\phantom{y}\hspace{1em}\not\in",
        r"速度 = \frac{\text{路程}}{\text{时间}} \quad (\text{米／秒})",
    ],
)
def test_what_textbooks_hold_is_drawn(tex: str) -> None:
    if tex.endswith(r"\middle|"):
        tex = tex.removesuffix(r"\middle|")
    found = drawing(tex)
    assert found.missing == ()
    assert found.width > 1
    assert found.height > 0.5
    assert b"<path" in found.svg
    assert b"<text" not in found.svg


def test_the_baseline_is_that_of_the_letters() -> None:
    assert drawing("x").depth == pytest.approx(0.02, abs=0.03)
    assert drawing("y").depth == pytest.approx(0.22, abs=0.06)
    assert drawing(r"\frac12").depth > 0.5


def test_a_display_is_taller_than_a_line() -> None:
    for tex in (r"\sum_{i=1}^n i", r"\frac{a}{b}", r"\lim_{x\to0} x"):
        assert drawing(tex, True).height > drawing(tex, False).height
        assert height(tex, True) > height(tex, False)


def test_han_has_glyphs_and_takes_its_width() -> None:
    assert drawing(r"\text{中文字}").width == pytest.approx(3.0, abs=0.2)


def test_a_letter_that_no_font_has_is_named() -> None:
    assert drawing("x + 𐎀").missing == ("𐎀",)


def test_scripts_are_smaller_but_never_tiny() -> None:
    one, two, three = (drawing(tex).height for tex in ("x^{x}", "x^{x^{x}}", "x^{x^{x^{x}}}"))
    assert one < two < three


def test_brackets_in_brackets_take_no_exponential_time() -> None:
    assert drawing(r"\left(" * 20 + "x" + r"\right)" * 20).width > 5


def test_the_same_formula_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "from builder.formula.draw import draw; from builder.theme import load_theme; import sys;"
        r"sys.stdout.buffer.write(draw(r'\sum_{i}^n \frac{\text{中}}{x}', True, load_theme(None).fonts).svg)"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert other.stdout == drawing(r"\sum_{i}^n \frac{\text{中}}{x}").svg


def test_the_colour_is_the_only_one() -> None:
    found = draw(r"\boxed{x}\cancel{y}", True, FONTS, "#123456")
    assert isinstance(found, Drawing)
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", found.svg.decode())) == {"#123456"}
    assert b"black" not in found.svg


def formula(tex: str) -> Formula:
    found = parse(tex)
    assert isinstance(found, Formula)
    return found


def width(one: Formula) -> float:
    from builder.formula.draw import drawn

    found = drawn(one, False, FONTS)
    assert isinstance(found, Drawing)
    return found.width


def test_a_long_formula_in_a_line_may_end_after_relations() -> None:
    parts = in_line(formula("a+b+c+d+e+f+g=h+i+j+k+l+m+n=-o"), 5, width)
    assert len(parts) > 3
    assert all(width(part) < 6 for part in parts)
    assert in_line(formula("x"), 5, width) == (formula("x"),)


def test_a_wide_display_becomes_lines_that_fit() -> None:
    wide = formula("y=" + "+".join(f"x_{{{n}}}" for n in range(60)))
    assert width(wide) > 40
    assert width(in_lines(wide, 30, width)) <= 31


@given(st.lists(st.sampled_from(PIECES), max_size=10))
@settings(max_examples=60, deadline=None)
def test_what_is_read_is_drawn_or_refused(pieces: list[str]) -> None:
    found = draw(" ".join(pieces), True, FONTS)
    assert isinstance(found, Drawing | Misread)


def test_lines_between_rows_are_drawn() -> None:
    plain = drawing(r"\begin{array}{c}a\\b\end{array}").svg.count(b"<rect")
    ruled = drawing(r"\begin{array}{c}\hline a\\\hline b\\\hline\end{array}").svg.count(b"<rect")
    assert ruled == plain + 3


@pytest.mark.parametrize(
    "tex",
    [
        r"\sideset{}{'}\sum_i a_i",
        r"\prescript{14}{6}{C}",
        r"\cancelto{0}{x}",
        r"\genfrac{[}{]}{0pt}{}{n}{k}",
        r"\varinjlim_n\varlimsup\varprojlim\varliminf",
        r"\begin{array}{*{3}{c}@{\,}|p{2cm}}1&2&3&4\end{array}",
        r"\pmatrix{a&b\cr c&d}\cases{1&x\cr 2&y}",
        r"\begin{eqnarray}a&=&b\\c&\le&d\end{eqnarray}",
        r"\rule{1em}{2pt}x\vspace*{1em}",
    ],
)
def test_rarer_commands_are_drawn(tex: str) -> None:
    assert drawing(tex).missing == ()
