"""Fragments of DrawingML that all native charts share: text, fills, lines, references, labels (ECMA-376-1 §21.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

from builder.deck.charts.sheet import Cell, Column, Sheet
from builder.deck.palette import INK, PAPER, scheme
from builder.model import Style

FONTS: Final = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
NO_FILL: Final = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
OUTLINE: Final = 19_050
"""Width of the outline of hatched and hollow marks, EMU."""

Moved = tuple[float, float]
"""How far a label is from its place, in shares of the frame's width and height."""

Position = Literal["outEnd", "ctr", "inBase", "inEnd", "t", "b", "l", "r", ""]


def number(value: float) -> str:
    return f"{value:.15g}"


def fill(colour: str) -> str:
    return f"<a:solidFill>{colour}</a:solidFill>"


def hatch(colour: str) -> str:
    return f'<a:pattFill prst="wdUpDiag"><a:fgClr>{colour}</a:fgClr><a:bgClr>{PAPER}</a:bgClr></a:pattFill>'


FINE: Final = '<a:custDash><a:ds d="22000" sp="16000"/></a:custDash>'
"""Dashes of a thick line, as narrow as hatching; shares of its width in thousandths of a percent."""


def line(colour: str, width: int, dash: str = "", cap: str = "flat") -> str:
    """`dash`: a name of ST_PresetLineDashVal, or FINE."""
    dashes = dash if dash == FINE else f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{width}" cap="{cap}">{fill(colour)}{dashes}<a:round/></a:ln>'


def body(style: Style, edge: bool = False) -> str:
    """`c:spPr` of a bar, slice, area or marker: filled, hatched (a forecast) or hollow (a bound).

    `edge`: a hairline of paper parts filled marks that touch."""
    colour = scheme(style.paint)
    outline = line(colour, OUTLINE)
    if style.hatched:
        return f"<c:spPr>{hatch(colour)}{outline}</c:spPr>"
    if style.hollow:
        return f"<c:spPr><a:noFill/>{outline}</c:spPr>"
    border = line(PAPER, 9_525) if edge else "<a:ln><a:noFill/></a:ln>"
    return f"<c:spPr>{fill(colour)}{border}</c:spPr>"


LEVEL: Final = ' rot="0" vert="horz"'
UNBROKEN: Final = ' rot="600" vert="horz"'
"""A hundredth of a degree: level to the eye, yet LibreOffice neither breaks such labels nor prints them all."""


def text_properties(size: float, lang: str, colour: str = INK, turn: str = "") -> str:
    """`c:txPr`. `turn`: LEVEL or UNBROKEN for labels of axes, which else turn as they like."""
    return (
        f"<c:txPr><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz={quoteattr(str(round(size * 100)))}>"
        f'{fill(colour)}{FONTS}</a:defRPr></a:pPr><a:endParaRPr lang="{lang}"/></a:p></c:txPr>'
    )


def rich(text: str, size: float, langs: str | Sequence[str], colour: str = INK, upright: bool = False) -> str:
    """`c:tx` with a run a line, each with fonts of its own: label fonts hold on the run alone.

    `langs` is the language of all lines, or that of each; `upright` text runs upwards."""
    points, parts = round(size * 100), text.split("\n")
    lines = "".join(
        f'<a:p><a:pPr><a:defRPr sz="{points}" b="0"/></a:pPr><a:r><a:rPr lang="{lang}" sz="{points}" b="0">'
        f"{fill(colour)}{FONTS}</a:rPr><a:t>{escape(part)}</a:t></a:r></a:p>"
        for lang, part in zip([langs] * len(parts) if isinstance(langs, str) else langs, parts, strict=True)
    )
    turn = ' rot="-5400000" vert="horz"' if upright else ""
    insets = 'lIns="38100" tIns="19050" rIns="38100" bIns="19050" anchor="ctr"'
    return (
        f'<c:tx><c:rich><a:bodyPr{turn} wrap="none" {insets}>'
        f"<a:spAutoFit/></a:bodyPr><a:lstStyle/>{lines}</c:rich></c:tx>"
    )


def _shows(value: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def label(
    index: int,
    text: str,
    size: float,
    lang: str | Sequence[str],
    position: Position,
    colour: str = INK,
    ground: bool = False,
    upright: bool = False,
    moved: Moved | None = None,
) -> str:
    """A data label that says `text`, whatever the value. `ground`: on a plate of paper, for hatched marks."""
    place = f'<c:dLblPos val="{position}"/>' if position else ""
    plate = f"<c:spPr>{fill(PAPER)}<a:ln><a:noFill/></a:ln></c:spPr>" if ground else NO_FILL
    tx = rich(text, size, lang, colour, upright)
    return f'<c:dLbl><c:idx val="{index}"/>{_offset(moved)}{tx}{plate}{place}{_shows(True)}</c:dLbl>'


def _offset(moved: Moved | None) -> str:
    if moved is None:
        return ""
    x, y = moved
    return f'<c:layout><c:manualLayout><c:x val="{x:.5f}"/><c:y val="{y:.5f}"/></c:manualLayout></c:layout>'


def labels(some: Sequence[str], leaders: bool | None = None) -> str:
    """`c:dLbls`: these labels and no other. `leaders`: whether lines lead to them, where some are `moved`."""
    return f"<c:dLbls>{''.join(some)}{_shows(False)}{_leaders(leaders)}</c:dLbls>" if some else ""


def _leaders(shown: bool | None) -> str:
    """For charts that are no rings an extension of 2012 ([MS-ODRAWXML] 2.24.3)."""
    if shown is None:
        return ""
    return (
        '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
        'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
        f'<c15:showLeaderLines val="{int(shown)}"/></c:ext></c:extLst>'
    )


def points(styles: Sequence[Style], base: Style | None, drawn: Mapping[Style, str], bar: bool = False) -> str:
    """`c:dPt` of every point whose style differs from the series'; of all where points have colours of their own."""
    flag = '<c:invertIfNegative val="0"/>' if bar else ""
    return "".join(
        f'<c:dPt><c:idx val="{i}"/>{flag}<c:bubble3D val="0"/>{drawn[style]}</c:dPt>'
        for i, style in enumerate(styles)
        if style != base
    )


def name(sheet: Sheet, column: int) -> str:
    """`c:tx` of a series: its heading."""
    heading = sheet.columns[column].heading
    return f"<c:tx><c:strRef><c:f>{sheet.heading(column)}</c:f>{_strings((heading,))}</c:strRef></c:tx>"


def categories(sheet: Sheet, column: int = 0) -> str:
    return (
        f"<c:cat><c:strRef><c:f>{sheet.cells(column)}</c:f>{_strings(sheet.columns[column].cells)}</c:strRef></c:cat>"
    )


def values(sheet: Sheet, column: int, tag: str = "val") -> str:
    """`c:val`, `c:xVal`, `c:yVal`, or `c:plus` and `c:minus` of error bars."""
    cells = _numbers(sheet.columns[column])
    return f"<c:{tag}><c:numRef><c:f>{sheet.cells(column)}</c:f>{cells}</c:numRef></c:{tag}>"


def _strings(cells: Sequence[Cell]) -> str:
    each = "".join(
        f'<c:pt idx="{i}"><c:v>{escape(cell)}</c:v></c:pt>' for i, cell in enumerate(cells) if isinstance(cell, str)
    )
    return f'<c:strCache><c:ptCount val="{len(cells)}"/>{each}</c:strCache>'


def _numbers(column: Column) -> str:
    cells = column.cells
    each = "".join(
        f'<c:pt idx="{i}"><c:v>{number(cell)}</c:v></c:pt>'
        for i, cell in enumerate(cells)
        if cell is not None and not isinstance(cell, str)
    )
    return f'<c:numCache><c:formatCode>{column.form}</c:formatCode><c:ptCount val="{len(cells)}"/>{each}</c:numCache>'
