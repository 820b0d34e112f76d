"""Axes of native charts. The number format of a scale is read from its ticks, so that both backends print the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import quoteattr

from builder.deck.charts.ink import LEVEL, UNBROKEN, line, number, rich, text_properties
from builder.deck.palette import INK, RULE
from builder.locales.numerals import MINUS
from builder.model import Axis

CATEGORY: Final = 111_111_101
VALUE: Final = 111_111_102
"""Ids of the two axes; the schema wants them positive."""

SECOND_CATEGORY: Final = 111_111_103
SECOND_VALUE: Final = 111_111_104
"""Ids of the axes of what has another scale."""

_NUMBER: Final = re.compile(r"[-−]?\d[\d,.\u00a0\u202f ]*\d|[-−]?\d")
_HAIRLINE: Final = 9_525
_ACROSS: Final = '<a:bodyPr rot="0" vert="horz" wrap="none" lIns="0" rIns="0"/>'
"""Titles of vertical axes are turned unless they say otherwise."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a scale prints its values: `value / divisor` in the number format `code`."""

    code: str
    divisor: float = 1.0


def tick_format(axis: Axis) -> Format | None:
    """The format that prints the axis's own tick labels, or None where no number format can.

    Zero is often written without the word of scale that the other ticks bear."""
    read = [(tick.value, *_parts(tick.label, axis.point)) for tick in axis.ticks if tick.label]
    telling = [(value, before, shown, after) for value, before, shown, after in read if value]
    if not telling or any(shown is None for _, _, shown, _ in read):
        return None
    affixes = {(before, after) for _, before, _, after in telling}
    ratios = {round(value / shown, 9) if shown else 0.0 for value, _, shown, _ in telling}
    if len(affixes) > 1 or len(ratios) > 1 or not min(ratios):
        return None
    bare = any(not value and after != telling[0][3] for value, _, _, after in read)
    return _format(axis, telling[0][1], telling[0][3], ratios.pop(), bare)


def own_format(axis: Axis) -> Format | None:
    """`tick_format` where it prints the values as they are, for charts whose numbers stay those of the plot."""
    form = tick_format(axis)
    return form if form and form.divisor == 1 else None


def nearest_format(axis: Axis) -> Format:
    """`tick_format`, or where words of scale differ from tick to tick (5000 万, 1 亿), that of the highest for all."""
    exact = tick_format(axis)
    if exact:
        return exact
    before, shown, after = _parts(axis.ticks[-1].label, axis.point) if axis.ticks else ("", None, "")
    if not shown:
        return Format("General")
    return _format(axis, before, after, axis.ticks[-1].value / shown, bare=True)


def _format(axis: Axis, before: str, after: str, divisor: float, bare: bool) -> Format:
    """`bare`: zero stands without its word of scale."""
    places = max(len(f"{tick.value / divisor:.6f}".rstrip("0").partition(".")[2]) for tick in axis.ticks)
    grouped = any(re.search(rf"\d[^\d{re.escape(axis.point)}]\d{{3}}(?!\d)", tick.label) for tick in axis.ticks)
    core = ("#,##0" if grouped else "0") + (f".{'0' * places}" if places else "")
    code = _literal(before) + core + _literal(after)
    zero = next((tick.label for tick in axis.ticks if not tick.value), "")
    if any(tick.value < 0 for tick in axis.ticks) or (places and zero and not bare):
        nought = "0" + ("" if bare else _literal(after))
        return Format(f'{code};"{MINUS}"{code};{nought}', divisor)
    return Format(f"[=0]0;{code}" if bare and after else code, divisor)


def _parts(label: str, point: str) -> tuple[str, float | None, str]:
    """What stands before the number of a label, the number, and what stands after it."""
    match = _NUMBER.search(label)
    if match is None:
        return label, None, ""
    text = re.sub(rf"[^\d{re.escape(point)}−-]", "", match[0]).replace("−", "-").replace(point, ".")
    try:
        return label[: match.start()], float(text), label[match.end() :]
    except ValueError:
        return label, None, ""


def _literal(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"' if text else ""


def step(axis: Axis) -> float | None:
    """The distance of the ticks where it is the same everywhere."""
    gaps = [b.value - a.value for a, b in pairwise(axis.ticks)]
    return gaps[0] if gaps and max(gaps) - min(gaps) <= 1e-6 * max(abs(gaps[0]), 1e-300) else None


def log_base(axis: Axis) -> float:
    """The ratio of the ticks; the schema allows 2 to 1000."""
    ratios = [b.value / a.value for a, b in pairwise(axis.ticks) if a.value > 0]
    return min(max(ratios[0], 2.0), 1000.0) if ratios else 10.0


def scaling(low: float | None, high: float | None, base: float | None = None, reverse: bool = False) -> str:
    parts = f'<c:logBase val="{number(base)}"/>' if base else ""
    parts += f'<c:orientation val="{"maxMin" if reverse else "minMax"}"/>'
    parts += "" if high is None else f'<c:max val="{number(high)}"/>'
    parts += "" if low is None else f'<c:min val="{number(low)}"/>'
    return f"<c:scaling>{parts}</c:scaling>"


def manual_corner(x: float, y: float) -> str:
    """`c:layout` of a title: its corner in shares of the frame."""
    return (
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.5f}"/><c:y val="{y:.5f}"/></c:manualLayout></c:layout>'
    )


def category_axis(
    place: str,
    size: float,
    lang: str,
    reverse: bool = False,
    every: int = 1,
    own: int = CATEGORY,
    other: int = VALUE,
    shown: bool = True,
    whole: bool = False,
) -> str:
    """Category labels stay at the low end of the scale, also under negative bars. `every`: how many share one label;
    `whole`: no program leaves some out."""
    rule = line(INK, _HAIRLINE)
    skip = f'<c:tickLblSkip val="{every}"/>' if every > 1 or whole else ""
    return (
        f'<c:catAx><c:axId val="{own}"/>{scaling(None, None, reverse=reverse)}<c:delete val="{int(not shown)}"/>'
        f'<c:axPos val="{place}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr><a:noFill/>{rule}</c:spPr>{text_properties(size, lang, turn=UNBROKEN if every > 1 else LEVEL)}"
        f'<c:crossAx val="{other}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="60"/>{skip}<c:noMultiLvlLbl val="0"/></c:catAx>'
    )


def value_axis(
    place: str,
    low: float | None,
    high: float | None,
    size: float,
    lang: str,
    *,
    shown: bool,
    labelled: bool = True,
    format_code: str = "General",
    base: float | None = None,
    unit: float | None = None,
    title: str = "",
    own: int = VALUE,
    other: int = CATEGORY,
    between: str = "between",
    rule: bool = False,
    grid: bool = True,
    crosses: str = "autoZero",
    corner: tuple[float, float] | None = None,
) -> str:
    """A scale. `shown`: with ticks and grid; else deleted, because labels carry the values. `corner`: where its title
    stands level, in shares of the frame; else it runs along the axis."""
    lines = f"<c:majorGridlines><c:spPr>{line(RULE, 6_350)}</c:spPr></c:majorGridlines>" if shown and grid else ""
    turn = "" if place == "b" else '<a:bodyPr rot="-5400000" vert="horz"/>'
    caption = ""
    if title and shown:
        words = rich(title, size, lang)
        caption = f'<c:title>{words}{manual_corner(*corner) if corner else ""}<c:overlay val="0"/></c:title>'
        if corner or turn:
            caption = re.sub(r"<a:bodyPr[^>]*><a:spAutoFit/></a:bodyPr>", _ACROSS if corner else turn, caption)
    edge = line(INK, _HAIRLINE) if rule else "<a:ln><a:noFill/></a:ln>"
    labels = ("low" if between == "midCat" else "nextTo") if labelled else "none"
    major = f'<c:majorUnit val="{number(unit)}"/>' if unit else ""
    return (
        f'<c:valAx><c:axId val="{own}"/>{scaling(low, high, base)}<c:delete val="{int(not shown)}"/>'
        f'<c:axPos val="{place}"/>{lines}{caption}<c:numFmt formatCode={quoteattr(format_code)} sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{labels}"/>'
        f"<c:spPr><a:noFill/>{edge}</c:spPr>{text_properties(size, lang, turn=LEVEL)}"
        f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/><c:crossBetween val="{between}"/>{major}</c:valAx>'
    )
