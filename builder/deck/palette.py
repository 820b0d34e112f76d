"""Which slot of the slide's colour scheme holds which role of theme.toml: a change of theme recolours everything.

Slots are those of ECMA-376-1 §20.1.6.2 (`a:clrScheme`). It has none for hairlines: `rule` is the mist darkened."""

from __future__ import annotations

from typing import Final

from builder.deck.shades import contrast
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

DEEPER: Final = 88_000
"""Signs are somewhat darker than fills of their colour: 3:1 on paper (WCAG 2.2, 1.4.11)."""
KEEP_COLOUR: Final = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""Of a link that takes the colour of its text, not the theme's for links."""


def scheme_colours(colours: Colours) -> tuple[tuple[str, str], ...]:
    """Slot and `RRGGBB` for the theme part."""
    return tuple((slot, str(getattr(colours, role)).removeprefix("#").upper()) for slot, role in SLOTS.items())


def scheme(paint: Paint, luminance: int = 0) -> str:
    """The colour of a mark as DrawingML; `luminance` is a share of its own, in thousandths of a percent."""
    slot = next(slot for slot, role in SLOTS.items() if role == paint.value and slot.startswith("accent"))
    if luminance:
        return f'<a:schemeClr val="{slot}"><a:lumMod val="{luminance}"/></a:schemeClr>'
    return f'<a:schemeClr val="{slot}"/>'


def readable(paint: Paint, colours: Colours) -> str:
    """Ink or paper, whichever stands out more from a fill of the paint (contrast ratio of WCAG 2.2)."""
    ground = colours.paint(paint)
    return INK if contrast(colours.ink, ground) >= contrast(colours.paper, ground) else PAPER
