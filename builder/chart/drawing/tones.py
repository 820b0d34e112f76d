"""How light colours are: what can be read on them, and what is told apart without them."""

from __future__ import annotations


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two hex colours (WCAG 2.2, relative luminance)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour, 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def lightness(colour: str) -> float:
    """CIE L* of a hex colour, 0 to 100: even steps look even (ISO/CIE 11664-4)."""
    shade = luminance(colour)
    return 116 * shade ** (1 / 3) - 16 if shade > 216 / 24389 else shade * 24389 / 27
