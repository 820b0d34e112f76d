"""The blocks of one edition alone: taken apart in their own language, left out in the others."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from builder.model import Only

T = TypeVar("T")


def without_only(value: T, lang: str) -> T:
    """`value` (a document or anything below it) as `lang` prints it, with no `Only` left."""
    if isinstance(value, tuple):
        return tuple(_parts(value, lang))  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for part in fields(value):
            old = getattr(value, part.name)
            new = without_only(old, lang)
            if new is not old:
                changed[part.name] = new
        return replace(value, **changed) if changed else value
    return value


def _parts(items: tuple[object, ...], lang: str) -> list[object]:
    found: list[object] = []
    for item in items:
        if not isinstance(item, Only):
            found.append(without_only(item, lang))
        elif item.lang == lang:
            found.extend(_parts(item.blocks, lang))
    return found
