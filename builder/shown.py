"""What an edition shows of a document: blocks of its own language, and what stands under conditions that hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from operator import is_
from typing import Any, Final, TypeVar

from builder.conditions import holds
from builder.model import (
    Callout,
    ChartRef,
    Clause,
    Condition,
    Corpus,
    Document,
    Equation,
    Figure,
    Flow,
    Item,
    Items,
    Only,
    Paragraph,
    Quote,
    Row,
    Section,
    Slide,
    Table,
    Text,
    When,
)
from builder.text import inner, walk

T = TypeVar("T")

_HOLLOW: Final[Mapping[type, str]] = {
    Paragraph: "children",
    Items: "items",
    Item: "blocks",
    Callout: "blocks",
    Quote: "blocks",
}
"""What is nothing without what it holds."""


def shown(value: T, lang: str, corpus: Corpus) -> T:
    """`value` (a document or anything below it) as `lang` prints it, without `Only`, `When` and `Clause`; itself where
    it has none. What holds nothing any more is left out with it."""
    if isinstance(value, tuple):
        items = tuple(_parts(value, lang, corpus))
        same = len(items) == len(value) and all(map(is_, items, value))
        return value if same else items  # type: ignore[return-value]
    changed: dict[str, Any] = {}
    for name in inner(value.__class__) or ():
        old = getattr(value, name)
        new = shown(old, lang, corpus)
        if new is not old:
            changed[name] = new
    if isinstance(value, Table) and "body" in changed:
        changed["body"] = _without_hollow(value.body, changed["body"])
    return replace(value, **changed) if changed else value  # type: ignore[type-var]


def _without_hollow(old: tuple[Row, ...], new: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows without those that say nothing any more, where no cell covers more than its own place."""
    if any(cell.colspan > 1 or cell.rowspan > 1 for row in new for cell in row):
        return new
    rows = zip(old, new, strict=True)
    return tuple(now for was, now in rows if now is was or any(cell.children for cell in now))


def _parts(items: tuple[object, ...], lang: str, corpus: Corpus) -> list[object]:
    found: list[object] = []
    seam = False
    for item in items:
        match item:
            case Only():
                found.extend(_parts(item.blocks, lang, corpus) if item.lang == lang else ())
            case When():
                found.extend(_parts(item.blocks, lang, corpus) if holds(item.condition, corpus) else ())
            case Section() if item.when and not holds(item.when, corpus):
                pass
            case Clause() if holds(item.condition, corpus):
                found.extend(_parts(item.children, lang, corpus))
            case Clause():
                seam = True
            case _:
                part = shown(item, lang, corpus)
                if seam:
                    part = _closed(found, part)
                    seam = False
                if part != Text("") and (part is item or not _is_hollow(part)):
                    found.append(part)
    if seam and found and isinstance(last := found[-1], Text):
        found[-1] = replace(last, text=last.text.rstrip())
    return [part for part in found if part != Text("")]


def _closed(before: list[object], after: object) -> object:
    """What follows left out words, without a second space beside the one before them."""
    open_ = not before or (isinstance(before[-1], Text) and before[-1].text[-1:].isspace())
    return replace(after, text=after.text.lstrip()) if open_ and isinstance(after, Text) else after


def _is_hollow(part: object) -> bool:
    name = _HOLLOW.get(type(part))
    return name is not None and not getattr(part, name)


def hidden(document: Document, corpus: Corpus) -> Iterator[When | Clause | Section]:
    """What stands under conditions that do not hold; not what is inside it once more."""
    stack: list[object] = [document]
    while stack:
        item = stack.pop()
        if isinstance(item, tuple):
            stack.extend(reversed(item))
        elif isinstance(item, When | Clause | Section) and (when := _condition(item)) and not holds(when, corpus):
            yield item
        elif (names := inner(item.__class__)) is not None:
            stack.extend([getattr(item, name) for name in reversed(names)])


def _condition(part: When | Clause | Section) -> Condition | None:
    return part.when if isinstance(part, Section) else part.condition


def hidden_ids(document: Document, corpus: Corpus) -> dict[str, str]:
    """The conditions of sections, figures, tables, processes and equations that are not shown, by id."""
    return {
        block.id: part.said
        for part in hidden(document, corpus)
        if not isinstance(part, Clause)
        for block in walk(part)
        if isinstance(block, Section | Figure | Table | Flow | Equation) and block.id
    }


def hidden_charts(document: Document, corpus: Corpus) -> frozenset[str]:
    """The charts that figures and slides name, if only what stands under conditions that do not hold."""
    parts = tuple(hidden(document, corpus))
    return _charts(parts) - _charts(shown(document, document.lang, corpus)) if parts else frozenset()


def _charts(value: object) -> frozenset[str]:
    found: set[str] = set()
    for item in walk(value):
        if isinstance(item, Figure) and isinstance(item.content, ChartRef):
            found.add(item.content.chart)
        elif isinstance(item, Slide):
            found.update(item.evidence)
    return frozenset(found)
