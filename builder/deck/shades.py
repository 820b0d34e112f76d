"""Colours as DrawingML says them (ECMA-376-1 §20.1.2.3), and how well one is seen on another."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour of the scheme, or `#RRGGBB`, with what is changed of it: name and thousandths of a percent."""

    name: str
    changes: tuple[tuple[str, int], ...] = ()

    @staticmethod
    def is_colour(element: etree._Element) -> bool:
        return element.tag in (f"{_A}schemeClr", f"{_A}srgbClr", f"{_A}sysClr")

    @classmethod
    def of(cls, element: etree._Element) -> Shade:
        value = element.get("lastClr") or element.get("val") or "000000"
        name = value if element.tag == f"{_A}schemeClr" else f"#{value}"
        changes = ((etree.QName(one).localname, int(one.get("val", "100000"))) for one in element)
        return cls(name, tuple(changes))

    def hex(self, colours: Mapping[str, str]) -> str:
        value = self.name if self.name.startswith("#") else colours.get(self.name, "#FFFFFF")
        red, green, blue = (int(value[n : n + 2], 16) / 255 for n in (1, 3, 5))
        hue, light, full = colorsys.rgb_to_hls(red, green, blue)
        for change, thousandths in self.changes:
            share = thousandths / 100_000
            if change == "lumMod":
                light *= share
            elif change == "lumOff":
                light += share
            elif change in ("shade", "tint"):
                hue, light, full = colorsys.rgb_to_hls(*_blended(colorsys.hls_to_rgb(hue, light, full), change, share))
            elif change == "satMod":
                full *= share
        channels = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), full)
        return "#" + "".join(f"{round(255 * channel):02X}" for channel in channels)

    def xml(self) -> str:
        inner = "".join(f'<a:{change} val="{value}"/>' for change, value in self.changes)
        kind, value = ("srgbClr", self.name[1:]) if self.name.startswith("#") else ("schemeClr", self.name)
        return f'<a:{kind} val="{value}">{inner}</a:{kind}>' if inner else f'<a:{kind} val="{value}"/>'


def _blended(channels: tuple[float, float, float], change: str, share: float) -> tuple[float, float, float]:
    """With black (`shade`) or white (`tint`), in light rather than in code values, as programs do it."""
    white = 1 - share if change == "tint" else 0.0
    red, green, blue = (_coded(share * _linear(channel) + white) for channel in channels)
    return red, green, blue


def _linear(channel: float) -> float:
    """IEC 61966-2-1."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _coded(light: float) -> float:
    return float(12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2, from 0 to 1."""
    linear = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
