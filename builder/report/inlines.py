"""Inlines of the model → what a line of print holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final, assert_never

from builder.measure import has_east_asian
from builder.model import (
    Asset,
    Break,
    Clause,
    Code,
    Emph,
    Footnote,
    Inline,
    Inlines,
    Link,
    Mark,
    Math,
    Paragraph,
    Picture,
    Ref,
    Script,
    Status,
    Strike,
    Text,
)
from builder.report import blocks, formulas, marks, notes
from builder.report.composition import FORMULA, JOINER, OBJECT, SEAM, SOFT, Setting, compose, softened, syllables
from builder.report.mathviews import Maths
from builder.report.plates import width_of
from builder.report.press import Press
from builder.report.views import Anchor, Icon, Line, LineItem, NewLine, Note, Run, Styled, Tongue
from builder.text import is_han, plain

_OPENED: Final = re.compile(rf"^{JOINER}{SEAM}[{JOINER}{SOFT}]")
_PAGE: Final = "8"
"""Stands for the number of a page among the texts of a paragraph."""

_APOSTROPHE: Final = re.compile(r"(?<=[A-Za-z])(’)(?=[A-Za-z])")


def line(inlines: Inlines, press: Press, setting: Setting = Setting.LABEL) -> Line:
    """One paragraph, cell or title, composed as one."""
    if setting is not Setting.PROSE and press.far:
        press = replace(press, far=frozenset())
    texts = tuple(_texts(inlines, press))
    composed = compose(texts, press.holds, setting)
    if setting is Setting.PROSE and press.locale.type.justify and any(map(has_east_asian, texts)):
        composed = tuple(map(syllables, composed))
    return tuple(_line(inlines, iter(composed), press))


def linked(inlines: Inlines, target: str, press: Press) -> Line:
    """The line as a link."""
    return tuple(_linked(line(inlines, press), target))


def source_line(inlines: Inlines, press: Press) -> Line:
    """The source under a figure or table, with the word before it; nothing where there is none."""
    return (Run(press.locale.words.source), *line(inlines, press)) if inlines else ()


def address(asset: Asset, press: Press) -> str:
    return press.shelf.put(f"asset/{asset.path}", asset.content, asset.media)


def _texts(inlines: Inlines, press: Press) -> Iterator[str]:
    """One text a leaf, in order; behind a link to a far page what says so."""
    for inline in inlines:
        match inline:
            case Text() | Code():
                yield inline.text
            case Emph() | Strike() | Script():
                yield from _texts(inline.children, press)
            case Link():
                yield from _texts(inline.children, press)
                if _is_far(inline, press):
                    yield press.locale.words.on_page.format(n=_PAGE)
            case Break():
                yield "\n"
            case Math():
                yield FORMULA
            case Picture() | Footnote() | Status() | Ref() | Clause():
                yield OBJECT
            case _:
                assert_never(inline)


def _line(inlines: Inlines, composed: Iterator[str], press: Press) -> Iterator[LineItem]:
    for place, inline in enumerate(inlines):
        if isinstance(inline, Math):
            before, after = inlines[place - 1 : place], inlines[place + 1 : place + 2]
            sides = (_is_han(plain(before)[-1:]), _is_han(plain(after)[:1]))
            yield from formulas.inline(inline, next(composed), sides, press)
        else:
            yield from _items(inline, composed, press)


def _is_han(character: str) -> bool:
    """Whether a formula keeps some space from it, as Latin letters do (CLREQ, "Spacing between Han and Latin")."""
    return is_han(character) and character.isalnum()


def _worded(line: Line) -> Line:
    """What is nothing but a formula, in its words: a picture in a link would be a link of its own, without a tag."""
    drawn = line and all(isinstance(item, Maths) for item in line)
    return tuple(Run(item.alt) for item in line if isinstance(item, Maths)) if drawn else line


def _items(inline: Inline, composed: Iterator[str], press: Press) -> Iterator[LineItem]:
    def inside(children: Inlines) -> Line:
        return tuple(_line(children, composed, press))

    match inline:
        case Text():
            runs = _runs(next(composed))
            yield from (Styled("span", tuple(runs), inline.id),) if inline.id else runs
        case Emph():
            yield Styled("small" if inline.caps else "strong" if inline.strong else "em", inside(inline.children))
        case Strike():
            yield Styled("s", inside(inline.children))
        case Script():
            yield Styled("sup" if inline.raised else "sub", inside(inline.children))
        case Link():
            linked = tuple(_linked(_worded(inside(inline.children)), inline.target, inline.id))
            yield from _paged(linked, inline.target, next(composed)) if _is_far(inline, press) else linked
        case Code():
            yield from map(Run, _OPENED.findall(next(composed)))
            yield Styled("code", (Run(softened(inline.text)),))
        case Picture():
            next(composed)
            alt = inline.alt or PurePosixPath(inline.asset).stem
            asset = press.assets[inline.asset]
            yield Icon(address(asset, press), alt, "picture", width_of(asset))
        case Math():
            yield from formulas.inline(inline, next(composed), (False, False), press)
        case Break():
            next(composed)
            yield NewLine()
        case Footnote():
            next(composed)
            for at, portion in enumerate(notes.portions(inline.blocks, press)):
                phrasing = all(isinstance(block, Paragraph) for block in portion)
                yield Note(blocks.flow(portion, press), phrasing, continues=at > 0)
        case Status():
            next(composed)
            yield _status(inline.mark, press)
        case Ref() | Clause():
            raise TypeError(f"an edition holds no {type(inline).__name__}")
        case _:
            assert_never(inline)


def _linked(line: Line, target: str, own: str = "") -> Iterator[LineItem]:
    """The line as links to `target`, inside whatever styles it. `own`: the id of the first."""
    for at, item in enumerate(line):
        name = own if at == 0 else ""
        match item:
            case Run() | NewLine() | Icon():
                yield Anchor(target, not target.startswith("#"), (item,), name)
            case Styled():
                yield Styled(item.tag, tuple(_linked(item.children, target, name)))
            case Anchor() | Note() | Maths() | Tongue():
                yield item
            case _:
                assert_never(item)


def _is_far(link: Link, press: Press) -> bool:
    return link.target.startswith("#") and link.target[1:] in press.far


def _paged(line: Line, target: str, text: str) -> Line:
    """The line of a link, with the number of the page that it leads to in `text` behind it."""
    before, _, after = text.partition(_PAGE)
    *others, last = line or (Anchor(target, False, ()),)
    if isinstance(last, Anchor):
        return (*others, replace(last, before=before, after=after))
    return (*line, Anchor(target, False, (), before=before, after=after))


def _runs(text: str) -> Iterator[LineItem]:
    for at, piece in enumerate(_APOSTROPHE.split(text)):
        if piece:
            yield Styled("span", (Run(piece),)) if at % 2 else Run(piece)


def _status(mark: Mark, press: Press) -> Icon:
    words = press.locale.words
    spoken = {
        Mark.GREEN: words.status_green,
        Mark.YELLOW: words.status_yellow,
        Mark.ORANGE: words.status_orange,
        Mark.RED: words.status_red,
        Mark.YES: words.status_yes,
        Mark.NO: words.status_no,
    }
    return Icon(marks.status(mark, press), spoken[mark], "mark")
