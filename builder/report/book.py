"""An edition → the book: cover, imprint, contents, lists, chapters, colophon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from builder.locales import Words
from builder.measure import Ruler
from builder.model import (
    Blocks,
    Callout,
    CalloutKind,
    Edition,
    Emph,
    Equation,
    Figure,
    Footnote,
    Front,
    Inline,
    Inlines,
    Items,
    Link,
    Quote,
    Section,
    Strike,
    Table,
    Text,
)
from builder.model import Flow as Process
from builder.report import blocks, inlines, titles
from builder.report.bookviews import Book, ContentsLine, ContentsList, Cover, CoverLine, Index, Part
from builder.report.composition import JOINER, Setting, compose
from builder.report.figures import anchor
from builder.report.loose import loosened
from builder.report.press import Press
from builder.report.reach import reaches
from builder.report.shortness import runs_on
from builder.report.views import Grid, Icon
from builder.text import plain, walk

_LISTED_LEVELS: Final = 2
"""Chapters and their first subsections stand in the contents."""

_MOST_LISTED: Final = 400
"""Lines of the contents: where there would be more, chapters stand there alone."""

_FLAT_FROM: Final = 30
"""So many chapters without subsections are listed close together."""

_LISTED_FROM: Final = 3
"""So many figures or tables make a list of their own."""


_RUNNING_PT: Final = 7.5
_TITLE_SHARE: Final = 0.59
"""The report's title takes at most this share of a running head, the chapter's what is left."""

_HEAD_GAP: Final = 14.0
"""Between the two, pt."""

_COVER_LINES: Final = 4
_COVER_STEPS: Final = 5
"""A title of more lines on the cover is set a tenth smaller, at most so often."""


def bind(edition: Edition, press: Press, date: str, index: Index | None = None) -> Book:
    """The book of one edition; `date` as printed, empty where it is unknown."""
    document, words = edition.document, press.locale.words
    title = plain(document.front.title) or edition.name
    named = f"{words.draft}{words.colon}{title}" if edition.draft else title
    running = shortened(title, press.ruler, press.measures.full * _TITLE_SHARE)
    left = press.measures.full - press.ruler.width(running, _RUNNING_PT) - _HEAD_GAP
    return Book(
        lang=press.locale.tag,
        latin=press.locale.type.latin_tag,
        han=press.locale.type.han_tag,
        title=named,
        running=running,
        authors=edition.authors,
        cover=_cover(document.front, edition, press),
        imprint=blocks.flow(document.front.imprint, press),
        imprint_lines=tuple(_imprint_lines(edition, words, date)),
        lists=tuple(_lists(document.sections, index, press)),
        parts=tuple(_chapters(document.sections, left, press)),
        colophon=blocks.flow(document.front.colophon, press),
        logo=_logo(edition, title, press),
        index=index,
        runs_on=runs_on(document.sections, press),
        whole=reaches(edition.house.css),
    )


def shortened(text: str, ruler: Ruler, width: float) -> str:
    """The text, cut at a word and marked where it is wider than `width` pt in a running head."""
    return titles.cut(text, _RUNNING_PT, ruler, width)


def _cover(front: Front, edition: Edition, press: Press) -> Cover:
    sizes = press.theme.sizes
    press = _reversed(press)
    return Cover(
        title=_cover_line(front.title, sizes.title, press),
        subtitle=_cover_line(front.subtitle, sizes.heading, press) if front.subtitle else None,
        meta=tuple((inlines.line(label, press), inlines.line(value, press)) for label, value in front.meta),
        authors=press.locale.words.list_join.join(edition.authors),
    )


def _logo(edition: Edition, title: str, press: Press) -> Icon | None:
    """It speaks for the authors, or for the report."""
    if not edition.house.logo:
        return None
    alt = press.locale.words.list_join.join(edition.authors) or title
    return Icon(inlines.address(edition.assets[edition.house.logo], press), alt, "logo")


def _reversed(press: Press) -> Press:
    """For the cover, whose ground is ink."""
    colours = replace(press.theme.colours, ink=press.theme.colours.paper)
    return replace(press, theme=replace(press.theme, colours=colours))


def _cover_line(text: Inlines, size: float, press: Press) -> CoverLine:
    """As large as `size`, smaller where the text would take too many lines."""
    (composed,) = compose((plain(text),), press.holds, Setting.TITLE)
    steps = (size * (1 - 0.1 * step) for step in range(_COVER_STEPS))
    fitting = (one for one in steps if press.ruler.lines(composed, one, press.measures.full, bold=True) <= _COVER_LINES)
    chosen = next(fitting, size * (1 - 0.1 * _COVER_STEPS))
    free = titles.inset(composed, chosen, press.measures.full, press.ruler)
    return CoverLine(inlines.line(text, press, Setting.TITLE), round(chosen, 2), round(free, 2))


def _imprint_lines(edition: Edition, words: Words, date: str) -> Iterator[tuple[str, str]]:
    if edition.authors:
        yield words.authors, words.list_join.join(edition.authors)
    if date:
        yield words.published, date


def _chapters(sections: tuple[Section, ...], room: float, press: Press) -> Iterator[Part]:
    """On paper, what other chapters hold is far."""
    own = [_targets(section) if press.theme.bound else frozenset() for section in sections]
    every = frozenset().union(*own)
    for section, here in zip(sections, own, strict=True):
        yield _part(section, 1, room, replace(press, far=every - here))


def _targets(chapter: Section) -> frozenset[str]:
    kinds = Section | Figure | Process | Table | Equation
    return frozenset(one.id for one in walk(chapter) if isinstance(one, kinds) and one.id)


def _part(section: Section, depth: int, room: float, press: Press) -> Part:
    """`room` is what a running head has for the title, pt."""
    mark = plain(section.title)
    opening, rest = lead(section.blocks) if depth == 1 else ((), section.blocks)
    flow = loosened(blocks.flow(rest, press, outermost=True), section)
    return Part(
        id=section.id,
        depth=min(depth, 6),
        number=section.number,
        title=inlines.line(section.title, press, Setting.TITLE),
        mark=f"{section.number}\u2002{mark}" if section.number else mark,
        running=shortened(mark, press.ruler, room),
        inset=inset(mark, depth, press),
        lead=blocks.flow(opening, press),
        blocks=flow,
        parts=tuple(_part(part, depth + 1, room, press) for part in section.sections),
        broad=depth > 1 and bool(flow) and isinstance(flow[0], Grid) and flow[0].broad and not flow[0].loose,
    )


def inset(title: str, depth: int, press: Press, number: str = "") -> float:
    """What a heading leaves free at its right, pt, so that its lines are balanced; `number` stands on the first one."""
    sizes = press.theme.sizes
    size = {1: sizes.chapter, 2: sizes.heading, 3: sizes.subheading}.get(depth, press.locale.type.body_size)
    (composed,) = compose((title,), press.holds, Setting.TITLE)
    if number:
        composed = f"{number}\u2002{JOINER}{composed}"
    return round(titles.inset(composed, size, press.measures.text, press.ruler), 2)


def lead(content: Blocks) -> tuple[Blocks, Blocks]:
    """The takeaways of a chapter stand under its title, wherever in its opening they were written."""
    found = tuple(block for block in content if isinstance(block, Callout) and block.kind is CalloutKind.TAKEAWAY)
    return found, tuple(block for block in content if block not in found)


def _lists(sections: tuple[Section, ...], index: Index | None, press: Press) -> Iterator[ContentsList]:
    words = press.locale.words
    contents = tuple(_contents(sections, 1, _listed_levels(sections), press))
    if index is not None:
        named = inlines.linked((Text(index.title),), f"#{index.id}", press)
        contents += (ContentsLine(index.id, "", named, 1),)
    if len(contents) > 1:
        flat = len(contents) >= _FLAT_FROM and all(line.level == 1 for line in contents)
        yield ContentsList("contents", words.contents, contents, "contents", flat)
    evidence = tuple(shown(sections))
    figures = [one for one in evidence if isinstance(one, Figure | Process) and one.label]
    tables = [one for one in evidence if isinstance(one, Table) and one.label]
    for name, title, listed in (("figures", words.figures, figures), ("tables", words.tables, tables)):
        if len(listed) >= _LISTED_FROM:
            lines = tuple(
                ContentsLine(anchor(one), one.label, inlines.linked(_bare(one.caption), f"#{anchor(one)}", press), 1)
                for one in listed
            )
            yield ContentsList(f"list-of-{name}", title, lines, "pictures")


def _listed_levels(chapters: tuple[Section, ...]) -> int:
    return _LISTED_LEVELS if len(chapters) + sum(len(one.sections) for one in chapters) <= _MOST_LISTED else 1


def _contents(sections: Iterable[Section], depth: int, levels: int, press: Press) -> Iterator[ContentsLine]:
    for section in sections:
        yield ContentsLine(
            section.id, section.number, inlines.linked(_bare(section.title), f"#{section.id}", press), depth
        )
        if depth < levels:
            yield from _contents(section.sections, depth + 1, levels, press)


def _bare(title: Inlines) -> Inlines:
    """A title as it is listed elsewhere: without footnotes, links inside of the link that it becomes, or places of the
    index."""
    return tuple(
        child
        for inline in title
        if not isinstance(inline, Footnote)
        for child in (_bare(inline.children) if isinstance(inline, Link) else (_unplaced(inline),))
    )


def _unplaced(inline: Inline) -> Inline:
    match inline:
        case Text():
            return Text(inline.text)
        case Emph() | Strike():
            return replace(inline, children=tuple(map(_unplaced, inline.children)))
        case _:
            return inline


def shown(sections: Iterable[Section]) -> Iterator[Figure | Table | Process]:
    """Figures, tables and processes in reading order, those inside callouts, quotations and lists too."""
    for section in sections:
        yield from _evidence(section.blocks)
        yield from shown(section.sections)


def _evidence(content: Blocks) -> Iterator[Figure | Table | Process]:
    for block in content:
        match block:
            case Figure() | Table() | Process():
                yield block
            case Callout() | Quote():
                yield from _evidence(block.blocks)
            case Items():
                for item in block.items:
                    yield from _evidence(item.blocks)
            case _:
                continue
