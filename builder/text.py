"""Inlines as plain words, texts joined, and everything below a value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import assert_never

from builder.model import (
    Break,
    Clause,
    Code,
    Emph,
    Footnote,
    Inline,
    Inlines,
    Link,
    Math,
    Picture,
    Ref,
    Script,
    Status,
    Strike,
    Text,
)

EMOJI = re.compile(
    "[\U0001f000-\U0001faffℹ↩↪⌚⌛⌨⏏⏩-⏺◻-◾☄☔☘☠☢☣☦☪☮☸☹♈-♓♟♾♿⚒-⚗⚙⚛⚜⚡⚧⚪⚫⚰⚱⚽⚾⛄⛅⛈⛎⛏⛑⛓⛔⛩⛪⛰-⛵⛷-⛺⛽"
    "✅✈-✍✏✒✖✝✡✨✳✴❄❇❌❎❓-❕❗❣➕-➗➰➿⬛⬜⭐⭕]"
    "[\u200d\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*|[\ufe0f\u20e3]"
)
"""Emoji that no font of ours draws, with what modifies them (Unicode, emoji-data.txt)."""


def plain(inlines: Inlines, line_break: str = " ", status: str = "") -> str:
    """The text of `inlines` without footnotes; pictures by their words, `line_break` and `status` as they are told."""
    return "".join(_plain(inline, line_break, status) for inline in inlines)


def _plain(inline: Inline, line_break: str = " ", status: str = "") -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case Emph() | Strike() | Script() | Link() | Clause():
            return plain(inline.children, line_break, status)
        case Picture():
            return inline.alt
        case Break():
            return line_break
        case Math():
            from builder.formula.linear import linear

            return linear(inline.tex)
        case Status():
            return status
        case Footnote():
            return ""
        case Ref():
            return f"{{{inline.kind}}}`{inline.key}`"
        case _:
            assert_never(inline)


def merged(inlines: Iterable[Inline]) -> Inlines:
    """Neighbouring texts joined; a line's end is nothing where Han meets Han, and a space elsewhere.

    Beside a reference it stays a line's end of its own, until the reference has become words."""
    result: list[Inline] = []
    items = list(inlines)
    for i, inline in enumerate(items):
        if inline == _LINE_END:
            before, after = _edge(reversed(result), -1), _edge(items[i + 1 :], 0)
            if _REFERENCE in (before, after):
                result.append(inline)
                continue
            inline = Text("" if _closes_up(before, after) else " ")
        before_it = result[-1] if result else None
        if isinstance(inline, Text) and isinstance(before_it, Text) and _joins(before_it) and _joins(inline):
            result[-1] = Text(before_it.text + inline.text)
        elif inline != Text(""):
            result.append(inline)
    return tuple(result)


def _joins(text: Text) -> bool:
    return text != _LINE_END and not text.entry and not text.lang


def in_two(inlines: Inlines) -> tuple[Inlines, Inlines]:
    """The text, and what stands under it in another language, () where there is none."""
    for place, inline in enumerate(inlines[1:], 1):
        if isinstance(inline, Text) and inline.lang and isinstance(inlines[place - 1], Break):
            return inlines[: place - 1], inlines[place:]
    return inlines, ()


def walk(value: object) -> Iterator[object]:
    """Every dataclass but places in and below a value, in document order; without recursion, for documents of any
    length."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            stack.extend(reversed(item))
        elif (names := inner(item.__class__)) is not None:
            yield item
            stack.extend([getattr(item, name) for name in reversed(names)])


def inner(kind: type) -> tuple[str, ...] | None:
    """The names of a dataclass's fields in which there may be more dataclasses; None of anything else."""
    if kind not in _INNER:
        names = tuple(part.name for part in fields(kind) if part.type not in _LEAVES) if is_dataclass(kind) else None
        _INNER[kind] = names
    return _INNER[kind]


_LEAVES = frozenset({"str", "int", "bool", "float", "str | None", "int | None", "bool | None", "Span", "Span | None"})
_INNER: dict[type, tuple[str, ...] | None] = {}
_FIELDS: dict[type, tuple[str, ...]] = {}


def parts_of(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; none of anything else."""
    found = _FIELDS.get(kind)
    if found is None:
        found = _FIELDS[kind] = tuple(part.name for part in fields(kind)) if is_dataclass(kind) else ()
    return found


_LINE_END = Text("\n")
_REFERENCE = "{ref}"
_SHARED_MARKS = frozenset("“”‘’—…·")
"""Punctuation of both scripts: it belongs to the text that it stands beside."""


def _edge(inlines: Iterable[Inline], place: int) -> str:
    """The first or last character of `inlines`, looking past what sets none; `_REFERENCE` where it is not known yet."""
    for inline in inlines:
        match inline:
            case Ref() | Clause():
                return _REFERENCE
            case Emph() | Strike() | Script() | Link():
                children = inline.children if place == 0 else tuple(reversed(inline.children))
                if edge := _edge(children, place):
                    return edge
            case Footnote():
                continue
            case Status():
                return " "
            case _:
                if text := _plain(inline):
                    return text[place]
    return ""


def _closes_up(before: str, after: str) -> bool:
    han = [is_han(c) for c in (before, after)]
    return all(han) or (any(han) and bool(_SHARED_MARKS & {before, after}))


@cache
def is_han(character: str) -> bool:
    """Han, Kana and their punctuation, whose text has no spaces: East Asian wide, but for Hangul and emoji."""
    if not character or unicodedata.east_asian_width(character) not in ("W", "F"):
        return False
    return unicodedata.category(character) != "So" and not unicodedata.name(character, "").startswith("HANGUL")
