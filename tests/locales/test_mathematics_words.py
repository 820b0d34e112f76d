"""Formulas as somebody would read them out."""

from __future__ import annotations

import pytest

from builder.locales import known_locales, load_locale
from builder.locales.mathematics import spoken


@pytest.mark.parametrize(
    ("tex", "english", "chinese"),
    [
        (r"\frac{x^2}{2}", "x squared over 2", "x 的平方除以 2"),
        (r"\sqrt{x}", "the square root of x", "x 的平方根"),
        (r"\sqrt[3]{x}", "the root of degree 3 of x", "x 的 3 次方根"),
        (r"x_i^n", "x sub i to the power of n", "x 下标 i 的 n 次方"),
        (r"A^\top", "A transposed", "A 的转置"),
        (r"\sum_{i=1}^n a_i", "the sum from i equals 1 to n of a sub i", "求和（从 i 等于 1 到 n） a 下标 i"),
        (r"\lim_{x\to0}", "the limit as x goes to 0 of", "当 x 趋于 0 时的极限，"),
        (r"\alpha\le\beta", "alpha is at most beta", "阿尔法小于等于贝塔"),
        (r"-x", "minus x", "负 x"),
        (r"f'(x)", "f prime open parenthesis x close parenthesis", "f 撇左括号 x 右括号"),
        (r"\binom{n}{k}", "n choose k", "n 选 k 的组合数"),
        (r"\left|x\right|", "the absolute value of x", "x 的绝对值"),
        (r"\hat x", "x hat", "x 帽"),
        (r"x\in\mathbb R", "x in R", "x 属于 R"),
        (
            r"\begin{pmatrix}1&0\\0&1\end{pmatrix}",
            "the 2 by 2 matrix row 1: 1, 0; row 2: 0, 1, end of matrix",
            "2 行 2 列矩阵，第 1 行：1，0；第 2 行：0，1，矩阵结束",
        ),
        (
            r"\frac{1}{1+\frac{1}{x}}",
            "the fraction 1, over 1 plus 1 over x, end of fraction",
            "分式，分子为 1，分母为 1 加 1 除以 x，分式结束",
        ),
        (r"\text{若 }x>0", "若 x is greater than 0", "若 x 大于 0"),
        (r"a \boxtimes b", r"a \boxtimes b", r"a \boxtimes b"),
    ],
)
def test_in_words(tex: str, english: str, chinese: str) -> None:
    found = {code: spoken(tex, load_locale(code)).replace("\u00a0", " ") for code in ("en", "zh")}
    assert found == {"en": english, "zh": chinese}


@pytest.mark.parametrize("code", known_locales())
def test_every_construct_says_something(code: str) -> None:
    tex = (
        r"\underbrace{a}_{n}\overline{AB}\xrightarrow{f}\boxed{x}\cancel{y}"
        r"\begin{cases}1\\2\end{cases}\big|\phantom{z}"
    )
    said = spoken(tex, load_locale(code))
    assert "{" not in said.replace("\\", "")
    assert "1" in said


def test_what_is_not_understood_stays_tex() -> None:
    assert spoken(r"\frac{", load_locale("en")) == r"\frac{"
