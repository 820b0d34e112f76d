"""Inlines as DrawingML runs (ECMA-376-1 §21.1.2): formats, languages, links.

Colours and fonts stay the theme's. Code names a monospaced Latin face, which no theme has a slot for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, assert_never
from xml.sax.saxutils import escape, quoteattr

from builder.deck.alternate import equation
from builder.deck.gauge import INDENT, NUMBER_INDENT
from builder.deck.mathrun import MathLook
from builder.deck.omml import Omml
from builder.deck.palette import ACCENT, DEEPER, KEEP_COLOUR, scheme
from builder.deck.prose import DOT
from builder.deck.slides import Marker, Point
from builder.formula.linear import linear
from builder.formula.parse import parse
from builder.formula.tree import Misread, Sized
from builder.locales.locale import Locale
from builder.measure import has_east_asian
from builder.model import (
    Break,
    Clause,
    Code,
    Emph,
    Footnote,
    Inline,
    Inlines,
    Link,
    Mark,
    Math,
    Paint,
    Picture,
    Ref,
    Script,
    Status,
    Strike,
    Text,
)
from builder.text import plain

MONO: Final = "Courier New"
NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_PAINTS: Final = {
    Mark.GREEN: Paint.TEAL,
    Mark.YELLOW: Paint.OCHRE,
    Mark.ORANGE: Paint.OCHRE,
    Mark.RED: Paint.ACCENT,
    Mark.YES: Paint.TEAL,
    Mark.NO: Paint.GREY,
}
_CITATION: Final = "#ref-"
_NUMBER: Final = re.compile(r"[\[(]?\d+[\])]?")
_SCRIPT: Final = 12
"""Characters of the longest text that is raised or lowered, a third of it in Chinese: more is no mark, and would be
too small to read."""
_JOINS: Final = (",", ";", "–", "-", "")
"""Between two numbers of a citation: raised with them."""


@dataclass(frozen=True, slots=True)
class Look:
    """Properties that a run has beside its placeholder's; `size` 0 inherits; citations in `level`
    text are not raised, because they would be too small there. `equations`: mathematics is native, alone on its line
    where it is a `display`. What a line says again in a second language is of the size `aside` and of the colour
    `aside_colour`, where these are not the same."""

    size: float = 0
    bold: bool = False
    italic: bool = False
    strike: bool = False
    baseline: int = 0
    mono: bool = False
    colour: str = ""
    link: str = ""
    level: bool = False
    equations: bool = False
    display: bool = False
    aside: float = 0
    aside_colour: str = ""

    def of_second(self) -> Look:
        return replace(self, size=self.aside or self.size, colour=self.aside_colour or self.colour)


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes text for one slide. `relate` gives `a:hlinkClick` attributes for a target, "" where it leads nowhere;
    `second` is the language of texts that say so."""

    locale: Locale
    relate: Callable[[str], str] = field(default=lambda _: "")
    second: Locale | None = None

    def paragraph(self, inlines: Inlines, look: Look | None = None, properties: str = "", lead: str = "") -> str:
        """An `a:p`; `properties` is its `a:pPr`, `lead` are runs before the text."""
        runs = self.runs(inlines, look or Look())
        return f'<a:p {NAMESPACES}>{properties}{lead}{runs}<a:endParaRPr lang="{self.locale.tag}"{_size(look)}/></a:p>'

    def runs(self, inlines: Inlines, look: Look) -> str:
        return "".join(self._runs(inlines, look))

    def _runs(self, inlines: Inlines, look: Look) -> Iterator[str]:
        written, own = self, look
        for place, inline in enumerate(inlines):
            if isinstance(inline, Text) and inline.lang and self.second:
                foreign = inline.lang == self.second.code
                written = replace(self, locale=self.second) if foreign else self
                look = own.of_second() if foreign else own
            beside = [one for at in (place - 1, place + 1) for one in inlines[max(at, 0) : at + 1] if _number(one)]
            joins = isinstance(inline, Text) and len(beside) == 2 and inline.text.strip() in _JOINS and not look.level
            yield from written._inline(inline, replace(look, baseline=30000) if joins else look)

    def _inline(self, inline: Inline, look: Look) -> Iterator[str]:
        match inline:
            case Text():
                yield self._run(inline.text, look)
            case Emph() if inline.caps:
                yield from self._runs(inline.children, look)
            case Emph():
                upright = inline.strong or not self.locale.type.emphasis_italic
                own = replace(look, bold=True) if upright else replace(look, italic=True)
                yield from self._runs(inline.children, own)
            case Strike():
                yield from self._runs(inline.children, replace(look, strike=True))
            case Script():
                flat = look.level and any(_number(child) for child in inline.children)
                text = plain(inline.children)
                flat = flat or len(text) > (_SCRIPT // 3 if has_east_asian(text) else _SCRIPT)
                raised = look.baseline if flat else 30000 if inline.raised else -25000
                yield from self._runs(inline.children, replace(look, baseline=raised))
            case Code():
                yield self._run(inline.text, replace(look, mono=True))
            case Link():
                raised = 30000 if _number(inline) and not look.level else look.baseline
                yield from self._runs(inline.children, replace(look, link=inline.target, baseline=raised))
            case Break():
                yield f'<a:br><a:rPr lang="{self.locale.tag}"{_size(look)}/></a:br>'
            case Status():
                yield self._run(DOT, replace(look, colour=scheme(_PAINTS[inline.mark], DEEPER)))
            case Picture():
                yield self._run(inline.alt, look)
            case Math():
                yield self._math(inline, look)
            case Footnote() | Ref() | Clause():
                return
            case _:
                assert_never(inline)

    def _math(self, math: Math, look: Look) -> str:
        """An equation where the text may hold one, else its characters."""
        text = self._run(linear(math.tex), look)
        formula = parse(math.tex)
        if not look.equations or isinstance(formula, Misread):
            return text
        fill = f"<a:solidFill>{look.colour}</a:solidFill>" if look.colour else ""
        shown = isinstance(formula.body, Sized) and formula.body.display
        own = Omml(MathLook(f'lang="{self.locale.type.latin_tag}"{_size(look)}', fill), shown)
        return equation(own.math(formula.body), text, paragraph=look.display)

    def _run(self, text: str, look: Look) -> str:
        if not text:
            return ""
        fill = f"<a:solidFill>{look.colour}</a:solidFill>" if look.colour else ""
        fonts = f'<a:latin typeface="{MONO}"/><a:cs typeface="{MONO}"/>' if look.mono else ""
        click = self._click(look.link)
        marks = "".join(
            f' {name}="{value}"'
            for name, value in (
                ("b", "1" if look.bold else ""),
                ("i", "1" if look.italic else ""),
                ("strike", "sngStrike" if look.strike else ""),
                ("baseline", look.baseline or ""),
                ("u", "none" if click and look.link.startswith("#") else ""),
            )
            if value
        )
        return (
            f"<a:r><a:rPr {self._language(text)}{_size(look)}{marks}>{fill}{fonts}{click}</a:rPr>"
            f"<a:t>{escape(_printable(text))}</a:t></a:r>"
        )

    def _click(self, target: str) -> str:
        attributes = self.relate(target) if target else ""
        if not attributes:
            return ""
        keep = KEEP_COLOUR if target.startswith("#") else ""
        return f"<a:hlinkClick {attributes}>{keep}</a:hlinkClick>"

    def _language(self, text: str) -> str:
        own, latin = self.locale.tag, self.locale.type.latin_tag
        if own == latin:
            return f'lang="{own}"'
        return f'lang="{own}" altLang="{latin}"' if has_east_asian(text) else f'lang="{latin}" altLang="{own}"'


def _number(inline: Inline) -> bool:
    """Whether it is a citation by number, which slides raise."""
    cites = isinstance(inline, Link) and inline.target.startswith(_CITATION)
    return cites and _NUMBER.fullmatch(plain((inline,))) is not None


def point_properties(point: Point, bulleted: bool, start: int, before: float | None = None) -> str:
    """The `a:pPr` of a point; in a `bulleted` placeholder a bullet is inherited."""
    depth = f' lvl="{point.level}"' if point.level else ""
    space = "" if before is None else f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>'
    if point.marker is Marker.BULLET and bulleted:
        return f"<a:pPr{depth}>{space}</a:pPr>" if depth or space else ""
    left = INDENT * point.level
    match point.marker:
        case Marker.NUMBER:
            hang, mark = (
                NUMBER_INDENT,
                f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod" startAt="{start}"/>',
            )
        case Marker.BULLET:
            hang = INDENT
            mark = f'<a:buClr>{ACCENT}</a:buClr><a:buFont typeface="+mn-lt"/><a:buChar char="•"/>'
        case Marker.NONE:
            hang, mark = 0.0, "<a:buNone/>"
        case _:
            assert_never(point.marker)
    place = f'marL="{round((left + hang) * 12700)}" indent="{round(-hang * 12700)}"'
    return f"<a:pPr {place}{depth}>{space}{mark}</a:pPr>"


def external(rid: str) -> str:
    return f"r:id={quoteattr(rid)}"


def internal(rid: str) -> str:
    return f'r:id={quoteattr(rid)} action="ppaction://hlinksldjump"'


def _size(look: Look | None) -> str:
    return f' sz="{round(look.size * 100)}"' if look and look.size else ""


def _printable(text: str) -> str:
    """Without characters that XML 1.0 does not allow."""
    return "".join(char for char in text if char in "\t\n" or (ord(char) >= 0x20 and not 0xFFFE <= ord(char) <= 0xFFFF))
