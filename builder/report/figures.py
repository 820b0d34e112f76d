"""Pictures at their printed size: images, charts, processes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Final, TypeVar, assert_never
from xml.etree import ElementTree

from builder.locales import Locale
from builder.model import Asset, ChartRef, Figure, Flow, Image, Missing, Plot, Table
from builder.report import inlines
from builder.report.measures import MM
from builder.report.placeholder import draw_placeholder
from builder.report.press import Press
from builder.report.resources import SCHEME
from builder.report.views import Drawing
from builder.text import plain
from builder.theme import Theme

_PIXEL: Final = 72 / 96
"""Points in a CSS pixel."""

_SVG: Final = "image/svg+xml"

_HALF: Final = 0.42
"""A picture that would be higher than this share of the type area stays in the column: two of them fill a page."""


def anchor(block: Figure | Flow | Table) -> str:
    """Where references lead: its id, or one made from its number, for a figure that was written without."""
    number = re.sub("[^0-9]+", "-", block.label).strip("-")
    return block.id or (f"{type(block).__name__.lower()}-{number}" if number else "")


def drawing(block: Figure | Flow, press: Press, outermost: bool) -> Drawing:
    """The block with its picture on the shelf."""
    src, width, alt = _flow(block, press) if isinstance(block, Flow) else _figure(block, press, outermost)
    return Drawing(
        id=anchor(block),
        label=block.label,
        caption=inlines.line(block.caption, press),
        src=src,
        alt=block.alt or alt or plain(block.caption) or block.label or block.id or _file(block),
        width=width / MM,
        source=inlines.source_line(block.source, press),
        wide=outermost and width > press.measures.text,
    )


def plot_address(figure: Figure) -> str:
    """Where the drawing of a chart lies."""
    return f"{SCHEME}:{_plot(figure)}"


def _plot(figure: Figure) -> str:
    return f"plot/{figure.id}"


def _file(block: Figure | Flow) -> str:
    """The name of the picture's file: readers that speak must be told something."""
    content = block.content if isinstance(block, Figure) else None
    name = content.asset if isinstance(content, Image) else content.path if isinstance(content, Missing) else ""
    return PurePosixPath(name).stem


def _figure(figure: Figure, press: Press, outermost: bool) -> tuple[str, float, str]:
    """Address, width in pt and alternative text."""
    match figure.content:
        case Image():
            asset = press.assets[figure.content.asset]
            return inlines.address(asset, press), _printed_width(figure.content, asset, press, outermost), ""
        case Plot():
            content = _drawn(_plot(figure), figure.content, press, _draw_plot)
            return press.shelf.put(_plot(figure), content, _SVG), _drawn_width(content), figure.content.alt
        case Missing():
            said = "" if _squeezed(figure.alt) == _squeezed(plain(figure.caption)) else figure.alt
            content = draw_placeholder(figure.content.path, said, press)
            name = f"missing/{hashlib.sha256(content).hexdigest()[:16]}"
            return press.shelf.put(name, content, _SVG), press.measures.text, ""
        case ChartRef():
            raise TypeError("an edition holds plots, not references to charts")
        case _:
            assert_never(figure.content)


def _squeezed(text: str) -> str:
    return "".join(text.split()).rstrip(".。")


def _flow(flow: Flow, press: Press) -> tuple[str, float, str]:
    name = f"flow/{flow.id}"
    content = _drawn(name, flow, press, _draw_flow)
    return press.shelf.put(name, content, _SVG), _drawn_width(content), ""


_Drawn = TypeVar("_Drawn", Plot, Flow)


def _drawn(name: str, shown: _Drawn, press: Press, draw: Callable[[_Drawn, Theme, Locale, float], bytes]) -> bytes:
    width = press.measures.text / MM
    made_of = (shown, press.theme, press.locale, width)
    return press.shelf.drawing(name, made_of, lambda: draw(shown, press.theme, press.locale, width))


def _draw_plot(plot: Plot, theme: Theme, locale: Locale, width: float) -> bytes:
    from builder.chart.svg import draw_svg  # with the drawing library, which takes long to import

    return draw_svg(plot, theme, locale, width)


def _draw_flow(flow: Flow, theme: Theme, locale: Locale, width: float) -> bytes:
    from builder.diagram.svg import draw_svg

    return draw_svg(flow, theme, locale, width)


def _drawn_width(svg: bytes) -> float:
    """Our own drawings say their width in pt."""
    return float(ElementTree.fromstring(svg).attrib["width"].removesuffix("pt"))


def _printed_width(image: Image, asset: Asset, press: Press, outermost: bool) -> float:
    """The width that its author gives, else the natural one; made smaller where it is wider than the measure or taller
    than a picture may be."""
    low = press.measures.full * asset.height / asset.width <= press.measures.height * _HALF
    leaves = outermost and not image.percent and (low or image.width)
    room = press.measures.full if leaves else press.measures.text
    wanted = (image.width or asset.width) * _PIXEL
    if image.width and image.percent:
        wanted = press.measures.text * image.width / 100
    return min(wanted, room, press.measures.tallest * asset.width / asset.height)
