"""What differs between languages, as data: one TOML file a language, found by its name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from builder.locales.decode import decode_locale
from builder.locales.locale import Limits, Locale, LocaleError, Typography, Words

__all__ = [
    "Limits",
    "Locale",
    "LocaleError",
    "Typography",
    "UnknownLocale",
    "Words",
    "decode_locale",
    "known_locales",
    "load_locale",
]

_OWN = Path(__file__).parent


class UnknownLocale(LookupError):  # noqa: N818
    """No locale file for a language; the text names those that there are."""


def known_locales(folder: Path | None = None) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (folder or _OWN).glob("*.toml")))


@cache
def load_locale(code: str, folder: Path | None = None) -> Locale:
    """The locale of `folder` (default: Builder's own). Raises `UnknownLocale`, and `LocaleError` for a faulty file."""
    known = known_locales(folder)
    if code not in known:
        raise UnknownLocale(f"no locale '{code}'; known: {', '.join(known)}")
    return decode_locale((folder or _OWN) / f"{code}.toml")
