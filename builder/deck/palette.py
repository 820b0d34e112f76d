"""Which slot of the slide's colour scheme holds which role of theme.toml: a change of theme recolours everything.

Slots are those of ECMA-376-1 §20.1.6.2 (`a:clrScheme`). It has none for hairlines: `rule` is the mist darkened."""

from __future__ import annotations

from typing import Final

from builder.model import Paint
from builder.theme import Colours

SLOTS: Final = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "ink",
    "lt2": "mist",
    "accent1": "indigo",
    "accent2": "accent",
    "accent3": "teal",
    "accent4": "ochre",
    "accent5": "plum",
    "accent6": "grey",
    "hlink": "indigo",
    "folHlink": "plum",
}
"""Slot of the scheme → role of theme.toml, in the order that the schema wants."""

INK: Final = '<a:schemeClr val="tx1"/>'
PAPER: Final = '<a:schemeClr val="bg1"/>'
MIST: Final = '<a:schemeClr val="bg2"/>'
RULE: Final = '<a:schemeClr val="bg2"><a:lumMod val="85000"/></a:schemeClr>'
ACCENT: Final = '<a:schemeClr val="accent2"/>'


def scheme_colours(colours: Colours) -> tuple[tuple[str, str], ...]:
    """Slot and `RRGGBB` for the theme part."""
    return tuple((slot, str(getattr(colours, role)).removeprefix("#").upper()) for slot, role in SLOTS.items())


def scheme(paint: Paint) -> str:
    """The colour of a mark as DrawingML."""
    slot = next(slot for slot, role in SLOTS.items() if role == paint.value and slot.startswith("accent"))
    return f'<a:schemeClr val="{slot}"/>'


def readable(paint: Paint, colours: Colours) -> str:
    """Ink or paper, whichever stands out more from a fill of the paint (contrast ratio of WCAG 2.2)."""
    ground = _luminance(colours.paint(paint))

    def contrast(colour: str) -> float:
        dark, light = sorted((_luminance(colour), ground))
        return (light + 0.05) / (dark + 0.05)

    return INK if contrast(colours.ink) >= contrast(colours.paper) else PAPER


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
