"""Badges and icons: pictures of the size of a word, which no slide is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from builder.model import Asset, Block, Blocks, Callout, Figure, Image, Quote, Section

_WIDEST: Final = 200.0
_TALLEST: Final = 40.0
"""CSS pixels of the largest badge."""


def without_badges(section: Section, assets: Mapping[str, Asset]) -> Section:
    """The section and its subsections without badges that stand as figures; the report still shows them."""
    return replace(
        section,
        blocks=tuple(_kept(section.blocks, assets)),
        sections=tuple(without_badges(child, assets) for child in section.sections),
    )


def _kept(blocks: Blocks, assets: Mapping[str, Asset]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Callout | Quote):
            yield replace(block, blocks=tuple(_kept(block.blocks, assets)))
        elif not (isinstance(block, Figure) and _is_badge(block, assets)):
            yield block


def _is_badge(figure: Figure, assets: Mapping[str, Asset]) -> bool:
    """One that its author shows in a size of their own, or speaks of by name, is none."""
    image = figure.content
    if not isinstance(image, Image) or image.width is not None or figure.label:
        return False
    asset = assets.get(image.asset)
    return asset is not None and asset.width <= _WIDEST and asset.height <= _TALLEST
