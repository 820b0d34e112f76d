"""Mathematics as pictures on the baseline of the text, with what they say in words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Final

from builder.formula.draw import Drawing, drawn
from builder.formula.parse import parse
from builder.formula.pieces import in_line, in_lines
from builder.formula.tree import Formula
from builder.locales.mathematics import spoken, spoken_formula
from builder.model import Emph, Equation, Inlines, Link, Math, Script, Strike
from builder.report.composition import JOINER
from builder.report.mathviews import Display, Maths
from builder.report.press import Press
from builder.report.views import LineItem, Run
from builder.text import plain

_SVG: Final = "image/svg+xml"

_LONGEST: Final = 6.0
"""A formula in a line that is no wider stays whole, em."""

_GAP: Final = 1.5
"""Between a display and its number, em."""

_NUMBER: Final = 0.55
"""About the width of a digit, em."""

_SMALLEST: Final = 0.8
"""A display is made smaller down to this; then it is set in lines."""

_LINE: Final = 1.2
"""Line height of a number, em."""

_SIGNS: Final = "-=+−×÷±·/(),<>≤≥≈→∝"
"""Signs of formulas that are written in words."""


def inline(math: Math, composed: str, sides: tuple[bool, bool], press: Press) -> Iterator[LineItem]:
    """The formula as one picture, or as several between which a line may end. `composed` says whether it holds to what
    stands before it, `sides` whether Han stands before and after it."""
    formula = _formula(math.tex)
    whole = _drawing(formula, False, press)
    if composed.startswith(JOINER):
        yield Run(JOINER)
    if whole.width <= _LONGEST:
        yield _maths(whole, spoken(math.tex, press.locale), sides, press)
        return
    parts = in_line(formula, _LONGEST, lambda one: _drawing(one, False, press).width)
    for place, part in enumerate(parts):
        own = (sides[0] and not place, sides[1] and place == len(parts) - 1)
        yield _maths(_drawing(part, False, press), spoken_formula(part, press.locale), own, press)


def said(children: Inlines, press: Press) -> str:
    """A formula that is written in words and signs, as somebody would read it out."""
    tex = _tex(children)
    found = spoken(tex, press.locale)
    return plain(children) if found == tex else found


def _tex(children: Inlines) -> str:
    """The same in TeX: what is between signs is text."""
    parts = []
    for one in children:
        match one:
            case Script():
                parts.append(f"{'^' if one.raised else '_'}{{{_tex(one.children)}}}")
            case Emph() | Strike() | Link():
                parts.append(_tex(one.children))
            case Math():
                parts.append(one.tex)
            case _:
                words = re.sub(r"[\\{}$%#&~^_]", " ", plain((one,)))
                parts.append(re.sub(rf"[^{_SIGNS}]+", lambda found: rf"\text{{{found.group()}}}", words))
    return "".join(parts)


def display(equation: Equation, press: Press, outermost: bool) -> Display:
    """The formula in the middle of the column, its number at the right; a wide one reaches over the side column, is
    made smaller or set in lines."""
    size = press.locale.type.body_size
    text = press.measures.text / size
    full = press.measures.full / size if outermost else text
    number = len(equation.label) * _NUMBER + _GAP if equation.label else 0.0
    formula = _formula(equation.tex)
    drawing = _drawing(formula, True, press)
    if drawing.width * _SMALLEST > full - number:
        formula = in_lines(formula, full - number, lambda one: _drawing(one, True, press).width)
        drawing = _drawing(formula, True, press)
    wide = drawing.width > text - number
    room = full if wide else text
    width = min(drawing.width, room - number)
    scale = width / drawing.width
    return Display(
        id=equation.id,
        src=_address(drawing, press),
        alt=spoken(equation.tex, press.locale),
        width=_rounded(width),
        label=equation.label,
        room=_rounded(number) if width > room - 2 * number else 0.0,
        top=_rounded(drawing.height * scale / 2 - _LINE / 2),
        wide=wide and outermost,
    )


def _formula(tex: str) -> Formula:
    formula = parse(tex)
    if not isinstance(formula, Formula):
        raise TypeError(f"an edition holds no formula that is not understood: {formula.message}")
    return formula


def _drawing(formula: Formula, shown: bool, press: Press) -> Drawing:
    drawing = drawn(formula, shown, press.theme.fonts, press.theme.colours.ink)
    if not isinstance(drawing, Drawing):
        raise TypeError(f"an edition holds no formula that cannot be drawn: {drawing.message}")
    return drawing


def _maths(drawing: Drawing, alt: str, sides: tuple[bool, bool], press: Press) -> Maths:
    return Maths(_address(drawing, press), alt, _rounded(drawing.width), _rounded(drawing.depth), *sides)


def _address(drawing: Drawing, press: Press) -> str:
    name = hashlib.sha256(drawing.svg).hexdigest()[:24]
    return press.shelf.put(f"math/{name}", drawing.svg, _SVG)


def _rounded(value: float) -> float:
    return round(value, 3)
