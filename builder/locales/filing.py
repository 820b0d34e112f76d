"""Where sources of a language stand in a sorted list: by script, and in each as it is read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from babel.core import get_global

_ORDERS: Final = {"Hani": "pinyin"}
"""Of `indexing`, by script; others go by letters."""
_ONE: Final = {"Hans": "Hani", "Hant": "Hani"}


@cache
def script(tag: str) -> str:
    """The script (ISO 15924) that a language (BCP 47) is written in most; Chinese is one."""
    parts = tag.split("-")
    said = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    likely: str = get_global("likely_subtags").get(parts[0].lower(), "")
    found = said or next((part for part in likely.split("_")[1:] if len(part) == 4), "")
    return _ONE.get(found, found)


def order_of(script: str) -> str:
    """A key of `indexing.ORDERS`."""
    return _ORDERS.get(script, "letters")


def filed(script: str, scripts: Sequence[str]) -> int:
    """The place of a script among those of a list; what is not named comes behind."""
    return scripts.index(script) if script in scripts else len(scripts)
