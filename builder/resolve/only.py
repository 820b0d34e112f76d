"""The blocks of one edition alone: taken apart in their own language, left out in the others."""

from __future__ import annotations

from dataclasses import replace
from operator import is_
from typing import Any, TypeVar

from builder.model import Only
from builder.text import inner

T = TypeVar("T")


def without_only(value: T, lang: str) -> T:
    """`value` (a document or anything below it) as `lang` prints it, with no `Only` left; itself where it has none."""
    if isinstance(value, tuple):
        items = tuple(_parts(value, lang))
        same = len(items) == len(value) and all(map(is_, items, value))
        return value if same else items  # type: ignore[return-value]
    changed: dict[str, Any] = {}
    for name in inner(value.__class__) or ():
        old = getattr(value, name)
        new = without_only(old, lang)
        if new is not old:
            changed[name] = new
    return replace(value, **changed) if changed else value  # type: ignore[type-var]


def _parts(items: tuple[object, ...], lang: str) -> list[object]:
    found: list[object] = []
    for item in items:
        if not isinstance(item, Only):
            found.append(without_only(item, lang))
        elif item.lang == lang:
            found.extend(_parts(item.blocks, lang))
    return found
