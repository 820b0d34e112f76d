"""Blocks of the model → what the templates place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, assert_never

from builder.measure import has_east_asian
from builder.model import (
    Block,
    Blocks,
    Callout,
    CalloutKind,
    CodeBlock,
    Emph,
    Equation,
    Figure,
    Flow,
    Formula,
    Heading,
    Inlines,
    Item,
    Items,
    Only,
    Paragraph,
    Quote,
    References,
    Rule,
    Slide,
    Table,
    When,
)
from builder.model import Entry as Reference
from builder.report import figures, formulas, inlines, marks, tables, views
from builder.report.composition import Setting, softened
from builder.report.press import Press
from builder.text import plain

_SETTINGS: Final = {"formula": Setting.FORMULA, "subhead": Setting.TITLE}
_QUOTED_EM, _LISTED_EM, _BOXED = 4.0, 1.8, 32.0
"""What the style sheet takes of the measure: for quotations and lists in em, for boxes in pt."""

_WHOLE: Final = 14
"""Callouts and listings of so many lines do not break over pages."""


def flow(blocks: Blocks, press: Press, outermost: bool = False) -> views.Flow:
    """The blocks in order; slides are for the deck alone. `outermost` blocks may use the full measure."""
    return tuple(_piece(block, press, outermost) for block in blocks if not isinstance(block, Slide))


def _piece(block: Block, press: Press, outermost: bool) -> views.Piece:
    match block:
        case Paragraph():
            leads = plain(block.children).rstrip().endswith((":", "：")) or _is_strong(block.children)
            style = " ".join(name for name, holds in (("lead-in", leads), ("continued", block.continued)) if holds)
            return prose(block.children, press, style)
        case Heading():
            return prose(block.children, press, "subhead")
        case Formula():
            return replace(prose(block.children, press, "formula"), said=formulas.said(block.children, press))
        case Equation():
            return formulas.display(block, press, outermost)
        case Items():
            return _listing(block, press)
        case Callout():
            return _box(block, press)
        case Quote():
            return views.Quotation(flow(block.blocks, press.inset(_QUOTED_EM * press.locale.type.body_size)))
        case CodeBlock():
            lines = tuple(map(softened, block.text.rstrip("\n").expandtabs(4).split("\n")))
            return views.Lines(lines, len(lines) <= _WHOLE)
        case Rule():
            return views.Divider()
        case Table():
            return tables.grid(block, press, outermost)
        case Figure() | Flow():
            return figures.drawing(block, press, outermost)
        case References():
            return views.Bibliography(tuple(_citation(entry, press) for entry in block.entries))
        case Only() | When() | Slide():
            raise TypeError(f"an edition's text holds no {type(block).__name__}")
        case _:
            assert_never(block)


def _is_strong(children: Inlines) -> bool:
    """Whether the paragraph is one bold phrase, which heads what follows."""
    match children:
        case (Emph(strong=True),):
            return True
        case _:
            return False


def prose(children: Inlines, press: Press, style: str) -> views.Prose:
    composed = inlines.line(children, press, _SETTINGS.get(style, Setting.PROSE))
    return views.Prose(composed, style, _western(children, press), "p" if _phrasing(composed) else "div")


def _box(block: Callout, press: Press) -> views.Box:
    """A callout without a title bears the word for its kind; the takeaways of a chapter need none."""
    words = press.locale.words
    named = {CalloutKind.FINDING: words.finding, CalloutKind.CAUTION: words.caution, CalloutKind.NOTE: words.note}
    name = named.get(block.kind)
    title = inlines.line(block.title, press) or ((views.Run(name),) if name else ())
    return views.Box(block.kind, _whole(block, press), title, flow(block.blocks, press.inset(_BOXED)))


def _whole(box: Callout, press: Press) -> bool:
    """Whether it is short enough to be kept on one page."""
    size = press.locale.type.body_size
    lines = (press.ruler.width(plain(children), size) / press.measures.text + 1 for children in _texts(box.blocks))
    return sum(lines) <= _WHOLE


def _texts(content: Blocks) -> Iterator[Inlines]:
    """The texts of paragraphs and lists; what is no text counts as too much of it."""
    for block in content:
        match block:
            case Paragraph() | Heading() | Formula():
                yield block.children
            case Items():
                for item in block.items:
                    yield from _texts(item.blocks)
            case _:
                yield from ((),) * (_WHOLE + 1)


def _western(children: Inlines, press: Press) -> bool:
    """Whether the text has words and no Han, where others have: marks of both scripts must not be as wide as Han in it,
    and what is in one language is in one face."""
    text = plain(children)
    return press.holds.seams and any(map(str.isalpha, text)) and not has_east_asian(text)


def _phrasing(line: views.Line) -> bool:
    """Whether the line may stand in a p: every footnote in it holds paragraphs alone."""
    return all(
        item.phrasing if isinstance(item, views.Note) else _phrasing(getattr(item, "children", ())) for item in line
    )


def _listing(block: Items, press: Press) -> views.Listing:
    inner = press.inset(_LISTED_EM * press.locale.type.body_size)
    return views.Listing(
        entries=tuple(_entry(item, inner) for item in block.items),
        ordered=block.ordered,
        start=block.start,
        tight=block.tight,
        tasks=any(item.checked is not None for item in block.items),
    )


def _entry(item: Item, press: Press) -> views.Entry:
    words = press.locale.words
    box = None
    if item.checked is not None:
        box = views.Icon(marks.task(item.checked, press), words.task_done if item.checked else words.task_open, "task")
    return views.Entry(flow(item.blocks, press), box)


def _citation(entry: Reference, press: Press) -> views.Citation:
    return views.Citation(
        id=f"ref-{entry.key}",
        label=entry.label,
        text=inlines.line(entry.text, press),
        note=inlines.line(entry.note, press),
        cited=inlines.line(entry.cited, press),
        western=_western(entry.text, press),
    )
