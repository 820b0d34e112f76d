"""What a section says of each of its figures, tables and listings, and what it says besides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from builder.deck.material import evidence_in
from builder.deck.prose import printed
from builder.model import (
    Block,
    Blocks,
    Callout,
    CalloutKind,
    CodeBlock,
    Emph,
    Equation,
    Evidence,
    Formula,
    Heading,
    Inline,
    Inlines,
    Items,
    Link,
    Paragraph,
    Quote,
    References,
    Section,
    Strike,
)

Shown: TypeAlias = Evidence | CodeBlock
_SHORT: Final = 3
"""So many paragraphs of a section with one figure stand beside it, all of them."""
_LISTED: Final = 10
"""Lines of short listings that are shown together."""


@dataclass(frozen=True, slots=True)
class Told:
    """`said` are the paragraphs that speak of what is shown."""

    item: Shown
    said: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """`told` in reading order; `rest` is the text that speaks of none of them."""

    told: tuple[Told, ...]
    rest: Blocks


def read_section(section: Section) -> Reading:
    """Of a section's own blocks; its subsections are read by themselves."""
    blocks = section.blocks
    shown = tuple((place, item) for place, block in enumerate(blocks) for item in _shown_in(block))
    owners = _owners(blocks, shown)
    said: dict[int, list[Inlines]] = {}
    for place, owner in sorted(owners.items()):
        block = blocks[place]
        assert isinstance(block, Paragraph)
        said.setdefault(owner, []).append(block.children)
    told = tuple(Told(item, tuple(said.get(number, ()))) for number, (_, item) in enumerate(shown))
    rest = tuple(b for place, b in enumerate(blocks) if place not in owners and _is_text(b))
    return Reading(tuple(_joined(told)), rest)


def _joined(told: tuple[Told, ...]) -> Iterator[Told]:
    """Short listings that follow one another as one: a slide for each would hold a line."""
    last: Told | None = None
    for one in told:
        if last is not None and isinstance(last.item, CodeBlock) and isinstance(one.item, CodeBlock):
            text = f"{last.item.text}\n\n{one.item.text}"
            if text.count("\n") < _LISTED:
                last = Told(replace(last.item, text=text), (*last.said, *one.said))
                continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _shown_in(block: Block) -> Iterator[Shown]:
    if isinstance(block, CodeBlock):
        yield block
    else:
        yield from evidence_in((block,))


def _owners(blocks: Blocks, shown: tuple[tuple[int, Shown], ...]) -> dict[int, int]:
    """Number of what is shown, by the place of the paragraph that speaks of it: by name, else from beside it.

    What stands before a formula leads to the formula."""
    paragraphs = {
        place: block
        for place, block in enumerate(blocks)
        if isinstance(block, Paragraph) and not isinstance(blocks[min(place + 1, len(blocks) - 1)], Formula | Equation)
    }
    if len(shown) == 1 and len(paragraphs) <= _SHORT and not any(isinstance(b, Items | References) for b in blocks):
        return dict.fromkeys(paragraphs, 0)
    by_name: dict[str, int] = {}
    for number, (_, item) in enumerate(shown):
        for name in () if isinstance(item, CodeBlock) else (f"#{item.id}" if item.id else "", item.label):
            if name:
                by_name.setdefault(name, number)
    owners: dict[int, int] = {}
    for place, paragraph in paragraphs.items():
        named = next((by_name[name] for name in _names_in(paragraph.children) if name in by_name), None)
        if named is not None:
            owners[place] = named
    spoken_of = set(owners.values())
    for number, (place, _) in enumerate(shown):
        beside = (near for near in (place - 1, place + 1) if near in paragraphs and near not in owners)
        near = next(beside, None)
        if number not in spoken_of and near is not None and not _announces_next(blocks, near, place):
            owners[near] = number
    return owners


def _announces_next(blocks: Blocks, near: int, place: int) -> bool:
    """Whether the paragraph after a figure leads to what comes after it."""
    block = blocks[near]
    return near > place and isinstance(block, Paragraph) and printed(block.children).rstrip().endswith((":", "："))


def _names_in(inlines: Inlines) -> Iterator[str]:
    """Targets of links, and their words: labels of figures that were resolved."""
    for inline in inlines:
        yield from _names(inline)


def _names(inline: Inline) -> Iterator[str]:
    match inline:
        case Link():
            yield inline.target
            yield printed(inline.children)
        case Emph() | Strike():
            yield from _names_in(inline.children)
        case _:
            pass


def _is_text(block: Block) -> bool:
    if isinstance(block, Callout):
        return block.kind in (CalloutKind.NOTE, CalloutKind.CAUTION)
    return isinstance(block, Paragraph | Items | Quote | Formula | Equation | Heading)
