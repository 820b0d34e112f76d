"""The cover's picture: the report's own values as a field of fine lines; without plots, how long its sections are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from builder.model import Figure, Plot, Section
from builder.report.pages import drawn
from builder.report.press import Press
from builder.text import plain
from builder.theme import Colours

BLEED: Final = 3.5
"""How far what reaches the edge of a page goes over it where the page is trimmed, mm: of the 10 pt that WeasyPrint 70
calls its bleed."""

_LINES: Final = 150
"""About so many lines cross the page."""

_FLOOR, _REACH = 0.035, 0.47
"""The shortest and the longest line, as shares of the page's height."""

_GAP: Final = 2
"""Lines left out between two plots."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line that stands on the lower edge, mm: `x`, its upper end `top`; `dot` has the radius of its head or 0."""

    x: float
    top: float
    width: float
    colour: str
    dot: float


def art(sections: tuple[Section, ...], press: Press) -> str:
    """The address of the cover's ground: ink, and lines over it, `over` the edges of the page where it is trimmed."""
    page, colours = press.theme.report, press.theme.colours
    over = BLEED if press.theme.bound else 0
    combs = tuple(filter(None, _combs(sections))) or tuple(filter(None, map(_lengths, sections)))
    strokes = tuple(_strokes(combs, page.width, page.height, colours))
    size = {"width": page.width, "height": page.height, "over": over}
    content = drawn("cover.svg.j2", ground=colours.ink, paper=colours.paper, strokes=strokes, **size)
    return press.shelf.put("cover", content, "image/svg+xml")


def mixed(first: str, second: str, share: float) -> str:
    """The colour that is `share` of the way from `first` to `second`, both `#RRGGBB`."""
    pairs = ((int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _combs(sections: tuple[Section, ...]) -> Iterator[tuple[float, ...]]:
    """The values of every plot in reading order, falling, each as a share of the plot's greatest."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Figure) and isinstance(block.content, Plot):
                yield _comb(block.content)
        yield from _combs(section.sections)


def _comb(plot: Plot) -> tuple[float, ...]:
    return _falling(abs(value) for marks in plot.marks for value in marks.values if value is not None)


def _lengths(chapter: Section) -> tuple[float, ...]:
    """How many blocks and characters of its title each section of the chapter has."""
    return _falling(float(len(section.blocks) + len(plain(section.title))) for section in _every(chapter))


def _every(section: Section) -> Iterator[Section]:
    yield section
    for part in section.sections:
        yield from _every(part)


def _falling(numbers: Iterable[float]) -> tuple[float, ...]:
    values = sorted(numbers, reverse=True)
    return tuple(value / values[0] for value in values) if values and values[0] > 0 else ()


def _strokes(combs: tuple[tuple[float, ...], ...], width: float, height: float, colours: Colours) -> Iterator[Stroke]:
    """A comb of lines a plot, eased from value to value; values have a head, the top of the longest comb the accent."""
    values = sum(map(len, combs))
    if values < 2:
        return
    between = max(1, round(_LINES / values))
    lines = sum((len(comb) - 1) * between + 1 for comb in combs) + _GAP * (len(combs) - 1)
    step, x = width / (lines + 1), 0.0
    faint, clear = mixed(colours.ink, colours.indigo, 0.8), mixed(colours.indigo, colours.paper, 0.4)
    longest = combs.index(max(combs, key=len))
    for number, comb in enumerate(combs):
        for tooth in range((len(comb) - 1) * between + 1):
            x += step
            at, rest = divmod(tooth, between)
            level = _eased(comb[at], comb[min(at + 1, len(comb) - 1)], rest / between)
            top = height * (1 - _FLOOR - (_REACH - _FLOOR) * level**0.8)
            first = number == longest and tooth == 0
            colour = colours.accent if first else faint if rest else clear
            yield Stroke(
                round(x, 2), round(top, 2), 0.7 if first else 0.22, colour, 0.0 if rest else 0.95 if first else 0.62
            )
        x += step * _GAP


def _eased(first: float, second: float, share: float) -> float:
    return first + (second - first) * share * share * (3 - 2 * share)
