"""Formulas on slides: native where PowerPoint edits them, text for the programs that do not know them."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from deck_samples import edition, locales, paragraph, planned, section, slide, theme, written_alone
from lxml import etree
from openxml_audit import OpenXmlValidator

from builder.deck.mathrun import MathLook
from builder.deck.omml import Omml
from builder.deck.points import spoken
from builder.deck.prose import leading, printed
from builder.diagnostics import Span
from builder.formula.parse import parse
from builder.formula.tree import Formula
from builder.locales.mathematics import spoken as words
from builder.model import Equation, Inlines, Math, Text

AT = Span("a.md")
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SPACES = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ' + (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def omml(tex: str, display: bool = True) -> etree._Element:
    formula = parse(tex)
    assert isinstance(formula, Formula), formula
    written = Omml(MathLook('lang="en-US"'), display).math(formula.body)
    return etree.fromstring(written.replace("<m:oMath>", f"<m:oMath {SPACES}>", 1))


def tags(tex: str, display: bool = True) -> set[str]:
    return {str(one.tag).removeprefix(M) for one in omml(tex, display).iter() if str(one.tag).startswith(M)}


@pytest.mark.parametrize(
    ("tex", "wanted"),
    [
        (r"\frac{a}{b}", {"f", "num", "den"}),
        (r"x^2_i", {"sSubSup"}),
        (r"x^2", {"sSup"}),
        (r"x_i", {"sSub"}),
        (r"\sqrt[3]{x}", {"rad", "deg"}),
        (r"\sum_{i=1}^n i", {"nary", "naryPr", "limLoc"}),
        (r"\left(\frac ab\right)", {"d", "begChr", "endChr"}),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", {"d", "m", "mr", "mcs"}),
        (r"\begin{aligned}a&=b\\&=c\end{aligned}", {"eqArr"}),
        (r"\begin{cases}a\\b\end{cases}", {"d", "m"}),
        (r"\hat x", {"acc"}),
        (r"\overline{AB}", {"bar"}),
        (r"\underbrace{a}_{n}", {"groupChr", "limLow"}),
        (r"\lim_{x\to0} x", {"limLow"}),
        (r"\boxed{x}", {"borderBox"}),
        (r"\phantom{x}", {"phant"}),
        (r"\text{中文}", {"nor"}),
        (r"\mathbb{R}", {"scr"}),
        (r"A\xrightarrow{f}B", {"groupChr"}),
        (r"\binom nk", {"f", "type"}),
    ],
)
def test_every_construct_has_its_element(tex: str, wanted: set[str]) -> None:
    assert wanted <= tags(tex)


def test_a_sum_takes_what_it_adds_up() -> None:
    (operand,) = omml(r"\sum_{i=1}^n a_i + b").findall(f"{M}nary/{M}e")
    assert "".join(operand.itertext()) == "ai"


def test_in_a_line_limits_stand_beside_the_sum() -> None:
    (place,) = omml(r"\sum_{i}^n i", display=False).iter(f"{M}limLoc")
    assert place.get(f"{M}val") == "subSup"


def formula(tex: str) -> Math:
    return Math(tex, AT)


@cache
def deck(lang: str) -> bytes:
    wide = r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"
    body = slide(
        "O(n²)",
        paragraph("设 ", formula(r"\frac{1}{\sqrt{d_k}}"), " 为常数"),
        Equation("loss", r"\mathcal L=\sum_{i=1}^n y_i\log p_i", AT, "(1.1)"),
        Equation("", wide, AT),
    )
    return written_alone(edition(lang, section("one", "One", body)))


def slides(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = sorted(name for name in file.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name))
        return [file.read(name) for name in names]


def test_the_file_is_valid_with_either_form(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck("zh"))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    chosen = tmp_path / "chosen.pptx"
    with zipfile.ZipFile(path) as file, zipfile.ZipFile(chosen, "w") as out:
        for name in file.namelist():
            out.writestr(name, file.read(name).replace(b'Requires="a14 p159"', b'Requires="a14"'))
    errors = [str(error) for error in OpenXmlValidator().validate(chosen).errors]
    # The schema knows the run properties of Word alone; PowerPoint's own files have those of DrawingML.
    assert [error for error in errors if "'rPr'" not in error] == []


def test_equations_are_native_and_drawn_or_text_for_others() -> None:
    (own,) = [one for one in slides(deck("zh")) if b"oMath" in one]
    root = etree.fromstring(own)
    (both,) = root.iter(f"{MC}AlternateContent")
    choice, fallback = both
    assert len(list(choice.iter(f"{M}oMath"))) == 3
    assert len(list(choice.iter(f"{M}oMathPara"))) == 2
    assert not list(fallback.iter(f"{M}oMath"))
    assert "1/(√d_k)" in "".join(fallback.itertext())
    named = list(fallback.iter(f"{P}cNvPr"))
    said = [one.get("descr") or "" for one in fallback.iterfind(f"{P}pic/{P}nvPicPr/{P}cNvPr")]
    assert len(said) == 2
    assert "矩阵" in said[1]
    assert "1.1" in said[0]
    assert len({one.get("id") for one in named}) == len(named)
    assert "(1.1)" in "".join(choice.itertext())
    assert b' text="' not in own


def test_drawn_formulas_are_sharp_and_below_each_other() -> None:
    content = deck("en")
    (own,) = [one for one in slides(content) if b"oMath" in one]
    (fallback,) = etree.fromstring(own).iter(f"{MC}Fallback")
    boxes = [
        (
            int(place.find(f"{A}off").get("y")),
            int(place.find(f"{A}ext").get("cy")),
            int(place.find(f"{A}ext").get("cx")),
        )
        for place in fallback.iter(f"{A}xfrm")
    ]
    assert len(boxes) == 3
    assert all(top + height <= after for (top, height, _), (after, _, _) in pairwise(boxes))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        drawings = [file.read(name) for name in file.namelist() if name.endswith(".png")]
    widths = [int.from_bytes(drawing[16:20], "big") for drawing in drawings]
    assert any(width / (wide / 914400) == pytest.approx(288, abs=2) for width in widths for _, _, wide in boxes)


EVERY = [
    r"\binom nk\tfrac12\dfrac{a}{b}\cfrac{1}{2}\sqrt{x}\sqrt[3]{y}\genfrac{[}{]}{0pt}{}{n}{k}",
    r"x_i^2\, f'''_{0}\, {}^{14}_{6}\mathrm C\, \prescript{1}{2}{X}\, \sideset{_1^2}{'}\prod_a^b",
    r"\sum_{\substack{i<n\\j}}a_i=\int\limits_0^1 f\,dx+\oint_C\iint\nolimits_D g\, \bigcup_{i} A_i",
    r"\lim_{x\to0}\operatorname*{arg\,max}_\theta L\, \varinjlim\varlimsup_n\, \mathop{\mathrm{Res}}_{z} f",
    r"\left(a\middle|b\right)\left.\frac ab\right|_0\left\lfloor x\right\rceil\big(\Bigg]\lVert v\rVert",
    r"\begin{pmatrix}1&2\\3&4\end{pmatrix}\begin{vmatrix}a\end{vmatrix}\begin{smallmatrix}a&b\end{smallmatrix}",
    r"\left[\begin{array}{cc|c}1&2&3\\\hline 4&5&6\\\hline\end{array}\right]\begin{array}{c|c}a&b\end{array}",
    r"f=\begin{cases}1,&\text{若 }x\\0\end{cases}\begin{dcases}\frac12\\2\end{dcases}",
    r"\begin{aligned}a&=b\\&\le c\end{aligned}\begin{gathered}a\\b\end{gathered}",
    r"\hat a\vec b\overline{ab}\widehat{abc}\underbrace{x}_{n}\overbrace{y}^m\underline z\overrightarrow{AB}\dddot q",
    r"A\xrightarrow[\text{低}]{f}B\overset{!}{=}C\underset{x}{\to}D\stackrel{d}{=}E\cancelto{0}{x}",
    r"\boxed{a}\cancel{b}\bcancel c\xcancel d\phantom e\hphantom f\vphantom g\color{red}{h}\quad\!\;i",
    r"\mathbb R\mathcal L\mathfrak g\mathsf T\mathtt x\mathbf v\boldsymbol\beta\mathrm d\text{ab & <c>}",
    r"x\pmod m\bmod n\not= \nmid\implies\ldots\cdots\vdots\ddots\%\$\#\_",
]


def test_every_construct_is_valid_and_said(tmp_path: Path) -> None:
    body = [slide(f"O{n}", Equation("", tex, AT)) for n, tex in enumerate(EVERY)]
    written = io.BytesIO(written_alone(edition("zh", section("one", "One", *body))))
    path = tmp_path / "deck.pptx"
    with zipfile.ZipFile(written) as file, zipfile.ZipFile(path, "w") as out:
        for name in file.namelist():
            out.writestr(name, file.read(name).replace(b'Requires="a14 p159"', b'Requires="a14"'))
    errors = [str(error) for error in OpenXmlValidator().validate(path).errors]
    assert [error for error in errors if "'rPr'" not in error] == []
    for tex in EVERY:
        for lang in ("zh", "en"):
            said = words(tex, locales()[lang])
            assert said
            assert "\\" not in said


def test_lines_of_arrays_stay_in_native_equations() -> None:
    found = omml(r"\left[\begin{array}{cc|c}1&2&3\\\hline 4&5&6\end{array}\right]")
    (bar,) = found.iter(f"{M}sepChr")
    assert bar.get(f"{M}val") == "|"
    assert [len(list(matrix.iterfind(f"{M}mr/{M}e"))) for matrix in found.iter(f"{M}m")] == [4, 2]
    assert len(list(found.iter(f"{M}borderBox"))) == 3


def test_scripts_before_a_letter_have_a_base() -> None:
    assert "sPre" in tags(r"{}^{14}_{6}C")
    assert "sPre" in tags(r"\prescript{14}{6}{C}")


def test_titles_and_notes_are_text() -> None:
    inlines: Inlines = (Text("复杂度 "), formula("O(n^2)"))
    assert printed(inlines) == "复杂度 O(n²)"
    assert spoken((Equation("", r"\frac ab", AT),), locales()["zh"].words) == ("a/b",)


def test_a_factorial_ends_no_sentence() -> None:
    inlines: Inlines = (Text("有 "), formula(r"n! = \prod k. A"), Text("。第二句。"))
    first, second = leading(inlines, 2)
    assert formula(r"n! = \prod k. A") in first
    assert printed(second) == "第二句。"


def test_a_tall_formula_takes_the_room_of_its_height() -> None:
    from builder.deck.gauge import Gauge
    from builder.deck.slides import Point
    from builder.measure import deck_ruler

    gauge = Gauge(deck_ruler(theme()), theme().deck)
    rows = r"\\".join("a" * 9)
    low = gauge.height(Point((formula("a"),)), 20, 600)
    assert gauge.height(Point((formula(rf"\begin{{matrix}}{rows}\end{{matrix}}"),)), 20, 600) > low + 8 * 20


def test_the_same_deck_gives_the_same_bytes() -> None:
    deck.cache_clear()
    first = deck("en")
    deck.cache_clear()
    assert deck("en") == first
    assert planned(edition("en", section("one", "One")))
