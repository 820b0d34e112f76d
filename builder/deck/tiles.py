"""Key figures: how large their values stand, how wide their tiles are, and how many tiles a slide holds.

A quantity stays on one line: values step down in size for all tiles together, wider ones get wider tiles, and few
tiles without text stand under each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from builder.deck.fit import fit_bodies
from builder.deck.frames import GUTTER, PANEL_INSET, PER_ROW
from builder.deck.gauge import SPACING, Gauge, seams, steps
from builder.deck.slides import Body, Bullets, DeckSlide, KeyFigures, Tile
from builder.measure import words

_MOST_TILES: Final = 6
_MOST_STACKED: Final = 3
_LEAST_VALUE: Final = 20.0
_SMALL: Final = 0.7
"""Share of the largest size under which values rather stand one under the other than side by side."""
_EVEN: Final = 0.85
"""Tiles are of one width where that costs no more of the size than this."""
_ROOM: Final = 0.93
"""Share of a tile's width that a value may take: some programs space digits and Han apart."""
_LEAST_SHARE: Final = 0.72
"""Least width of a tile as a share of even widths."""
_HALF: Final = 0.56
_DRAWN: Final = 1.25
"""Height of a drawn line as a factor of its size, for setting text in the middle."""
_ABOVE_TEXT: Final = (196.0, 164.0)
"""Heights of tiles that stand over text: of large values, and of small ones or over much text."""
_ALONE: Final = 224.0
_PARTING: Final = " ～–—-/"
"""Where a value that no tile can hold may be parted."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One arrangement: text widths of each language's tiles at one size; `stacked` ones stand under each other."""

    size: float
    widths: tuple[tuple[float, ...], ...]
    stacked: bool = False


def fit_tiles(same: tuple[KeyFigures, ...], gauge: Gauge) -> tuple[tuple[DeckSlide, ...], ...]:
    """Values as large as the longest of them allows in any language, on at most six tiles a slide."""
    total = max(len(slide.tiles) for slide in same)
    count = max(ceil(total / _MOST_TILES), 1)
    each = max(ceil(total / count), 1)
    if count > 1 or each > PER_ROW:
        return _in_grid(same, count, each, gauge)
    with_text = any(slide.body.points for slide in same)
    row = _row(same, with_text, gauge)
    heights: tuple[float, ...] = (_ALONE,)
    if with_text:
        heights = _ABOVE_TEXT if row.size >= _SMALL * gauge.sizes.key_figure else _ABOVE_TEXT[1:]
    elif row.stacked:
        heights = ((gauge.zone.height - GUTTER * (total - 1)) / total,)
    points = tuple(slide.body.points for slide in same)
    for height in heights:
        bodies = fit_bodies(points, gauge.stage.under_tiles(height), gauge.zone, gauge.generous_steps(), gauge)
        if all(len(parts) == 1 for parts in bodies):
            break
    out: list[tuple[DeckSlide, ...]] = []
    for slide, widths, parts in zip(same, row.widths, bodies, strict=True):
        tiles = tuple(_whole(tile, row.size, width, gauge) for tile, width in zip(slide.tiles, widths, strict=True))
        lead = lead_of(tiles, widths, row.size, height, gauge)
        outer = () if row.stacked else tuple(width + 2 * PANEL_INSET for width in widths)
        first = replace(slide, tiles=tiles, size=row.size, height=height, widths=outer, lead=lead, body=parts[0])
        out.append((first, *(Bullets(slide.head, body) for body in parts[1:])))
    return tuple(out)


def _in_grid(same: tuple[KeyFigures, ...], count: int, each: int, gauge: Gauge) -> tuple[tuple[DeckSlide, ...], ...]:
    """Two rows of three, or one row of a few, on as many slides as it takes; their text follows."""
    rows = each > PER_ROW
    outer = gauge.stage.span(4) if rows else (gauge.zone.width - GUTTER * (each - 1)) / each
    width = outer - 2 * PANEL_INSET
    height = (gauge.zone.height - GUTTER) / 2 if rows else _ALONE
    size = next(
        (s for s in _sizes(gauge) if all(_fits(t, s, width, gauge) for slide in same for t in slide.tiles)),
        _LEAST_VALUE,
    )
    bodies = fit_bodies(
        tuple(s.body.points for s in same), replace(gauge.zone, height=0), gauge.zone, gauge.body_steps(), gauge
    )
    out: list[tuple[DeckSlide, ...]] = []
    for slide, parts in zip(same, bodies, strict=True):
        tiles = tuple(_whole(tile, size, width, gauge) for tile in slide.tiles)
        lead = lead_of(tiles, (width,) * len(tiles), size, height, gauge)
        groups = [tiles[n * each : (n + 1) * each] for n in range(count)]
        looks = replace(slide, size=size, height=height, lead=lead, body=Body())
        made = (replace(looks, tiles=own, widths=() if rows else (outer,) * len(own)) for own in groups if own)
        out.append((*made, *(Bullets(slide.head, body) for body in parts if body.points)))
    return tuple(out)


def _row(same: tuple[KeyFigures, ...], with_text: bool, gauge: Gauge) -> _Row:
    count = max(len(slide.tiles) for slide in same)
    room = gauge.zone.width - GUTTER * (count - 1) - 2 * PANEL_INSET * count
    even = next((found for size in _sizes(gauge) if (found := _even(same, size, room, gauge))), None)
    fitted = next((found for size in _sizes(gauge) if (found := _weighted(same, size, room, gauge))), None)
    best = even if even and (not fitted or even.size >= _EVEN * fitted.size) else fitted
    if with_text or count > _MOST_STACKED or (best and best.size >= _SMALL * gauge.sizes.key_figure):
        return best or _Row(_LEAST_VALUE, tuple((room / count,) * len(slide.tiles) for slide in same))
    full = gauge.zone.width - 2 * PANEL_INSET
    fits = (s for s in _sizes(gauge) if all(_fits(tile, s, full, gauge) for slide in same for tile in slide.tiles))
    return _Row(next(fits, _LEAST_VALUE), tuple((full,) * len(slide.tiles) for slide in same), stacked=True)


def _sizes(gauge: Gauge) -> tuple[float, ...]:
    return steps(gauge.sizes.key_figure, _LEAST_VALUE, 1)


def _even(same: tuple[KeyFigures, ...], size: float, room: float, gauge: Gauge) -> _Row | None:
    widths = tuple((room / len(slide.tiles),) * len(slide.tiles) for slide in same)
    fit = all(
        _fits(tile, size, width, gauge)
        for slide, own in zip(same, widths, strict=True)
        for tile, width in zip(slide.tiles, own, strict=True)
    )
    return _Row(size, widths) if fit else None


def _weighted(same: tuple[KeyFigures, ...], size: float, room: float, gauge: Gauge) -> _Row | None:
    """Tiles as wide as their values need, and alike what is left over."""
    out = []
    for slide in same:
        least = _LEAST_SHARE * room / len(slide.tiles)
        needed = [max(_value_width(tile, size, gauge), _label_width(tile, gauge), least) for tile in slide.tiles]
        spare = (room - sum(needed)) / len(needed)
        if spare < 0:
            return None
        out.append(tuple(width + spare for width in needed))
    return _Row(size, tuple(out))


def _fits(tile: Tile, size: float, width: float, gauge: Gauge) -> bool:
    return _value_width(tile, size, gauge) <= width


def _value_width(tile: Tile, size: float, gauge: Gauge) -> float:
    return gauge.ruler.width(tile.value, size, bold=True) / _ROOM


def _label_width(tile: Tile, gauge: Gauge) -> float:
    """Width at which the label takes about two lines."""
    size = gauge.sizes.body_floor
    longest = max((gauge.ruler.width(word.strip(), size) for word in words(tile.label)), default=0.0)
    return max(longest, _HALF * (gauge.ruler.width(tile.label, size) + SPACING * size * seams(tile.label)))


def _whole(tile: Tile, size: float, width: float, gauge: Gauge) -> Tile:
    """The tile with its value on one line; where no size allows that, parted at a space or after a dash."""
    if _fits(tile, size, width, gauge):
        return tile
    text = tile.value.replace("\u00a0", " ")
    breaks = [n + 1 for n, char in enumerate(text[:-1]) if char in _PARTING]
    if not breaks:
        return tile
    middle = min(breaks, key=lambda n: abs(2 * n - len(text)))
    return replace(tile, value=f"{text[:middle].rstrip()}\n{text[middle:].lstrip()}")


def lead_of(tiles: tuple[Tile, ...], widths: tuple[float, ...], size: float, height: float, gauge: Gauge) -> float:
    """Space over the values that sets the tallest tile's text in the middle; all values stand on one line."""
    tallest = max((text_height(tile, size, width, gauge) for tile, width in zip(tiles, widths, strict=True)), default=0)
    return max((height - tallest) / 2, 0.5 * PANEL_INSET)


def text_height(tile: Tile, size: float, width: float, gauge: Gauge) -> float:
    """Height of a tile's text as it is drawn."""
    small = gauge.sizes.body_floor
    value = gauge.ruler.height(tile.value, size, width, _DRAWN, bold=True)
    second = gauge.ruler.height(tile.second, gauge.aside(small), width, _DRAWN) if tile.second else 0
    return value + gauge.ruler.height(tile.label, small, width, _DRAWN) + second + 4
