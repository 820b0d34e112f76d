"""Inlines and blocks changed in place of words: prefixes taken off, texts rewritten wherever they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TypeVar

from builder.model import Blocks, Break, Callout, Emph, Inline, Inlines, Item, Items, Link, Only, Quote, Text
from builder.text import parts_of, plain

T = TypeVar("T")


def beheaded(inlines: Inlines, count: int) -> Inlines:
    """`inlines` without the first `count` characters of their plain text, and without the space that follows them."""
    result: list[Inline] = []
    for place, inline in enumerate(inlines):
        size = len(plain((inline,)))
        if count <= 0 and size:
            return (*result, *_trimmed(inlines[place:]))
        if count < size:
            match inline:
                case Text():
                    return (*result, *_trimmed((Text(inline.text[count:]), *inlines[place + 1 :])))
                case Emph() | Link():
                    inner = replace(inline, children=beheaded(inline.children, count))
                    return (*result, inner, *inlines[place + 1 :])
                case _:
                    return (*result, *inlines[place:])
        count -= size
        if not size:
            result.append(inline)
    return tuple(result)


def curtailed(inlines: Inlines, count: int) -> Inlines:
    """`inlines` without the last `count` characters, where these stand in a text of their own."""
    last = inlines[-1] if inlines else None
    if isinstance(last, Text) and len(last.text) >= count:
        rest = last.text[: len(last.text) - count].rstrip()
        return (*inlines[:-1], Text(rest)) if rest else inlines[:-1]
    if isinstance(last, Emph):
        return (*inlines[:-1], replace(last, children=curtailed(last.children, count)))
    return inlines


def _trimmed(inlines: Inlines) -> Inlines:
    while inlines and isinstance(inlines[0], Break):
        inlines = inlines[1:]
    if inlines and isinstance(inlines[0], Text):
        text = inlines[0].text.lstrip()
        return (Text(text), *inlines[1:]) if text else _trimmed(inlines[1:])
    return inlines


def trimmed(inlines: Inlines) -> Inlines:
    """Without spaces and breaks at both ends."""
    inlines = _trimmed(inlines)
    while inlines and isinstance(inlines[-1], Break):
        inlines = inlines[:-1]
    if inlines and isinstance(last := inlines[-1], Text):
        text = last.text.rstrip()
        return (*inlines[:-1], Text(text)) if text else trimmed(inlines[:-1])
    return inlines


def unwrapped(inlines: Inlines) -> Inlines:
    """The words of a line that is emphasised as a whole."""
    inlines = trimmed(inlines)
    while len(inlines) == 1 and isinstance(only := inlines[0], Emph):
        inlines = trimmed(only.children)
    return inlines


def lines_of(inlines: Inlines) -> tuple[Inlines, ...]:
    """`inlines` at their hard breaks."""
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, Break):
            lines.append([])
        else:
            lines[-1].append(inline)
    return tuple(found for line in lines if (found := trimmed(tuple(line))))


def rewritten(value: T, change: Callable[[Inline], Inlines | None]) -> T:
    """`value` with every inline in and below it for which `change` gives others (None: look into it)."""
    if isinstance(value, tuple):
        items: list[object] = []
        same = True
        for item in value:
            new = change(item) if parts_of(item.__class__) else None
            if new is not None:
                items.extend(new)
                same = same and len(new) == 1 and new[0] is item
            else:
                items.append(changed := rewritten(item, change))
                same = same and changed is item
        return value if same else tuple(items)  # type: ignore[return-value]
    different = {}
    for name in parts_of(value.__class__):
        old = getattr(value, name)
        new_part = rewritten(old, change)
        if new_part is not old:
            different[name] = new_part
    return replace(value, **different) if different else value  # type: ignore[type-var]


def with_inner(block: T, change: Callable[[Blocks], Blocks]) -> T:
    """A block with the blocks inside it changed; itself where it holds none."""
    match block:
        case Quote() | Callout() | Only():
            return replace(block, blocks=change(block.blocks))
        case Items():
            items: tuple[Item, ...] = tuple(replace(item, blocks=change(item.blocks)) for item in block.items)
            return replace(block, items=items)
        case _:
            return block


_MARKS = re.compile(r"[\W_]+")


def normal(text: str) -> str:
    """What is left of words that are compared: letters and digits, small, in their usual width."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())


@cache
def normals(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(normal, names))


def slug(text: str) -> str:
    """The anchor that Markdown hosts make of a heading."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", text.strip().lower()))
