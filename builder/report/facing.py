"""The report in two languages that face each other: the first on left pages, the second on right ones, in step.

Each is set as a document of its own. Where one runs ahead, its next section begins on a new page, and a chapter that is
shorter has empty pages behind it: what faces each other has the same number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import zip_longest
from typing import Any, Final

from builder.locales import Locale
from builder.locales.dates import moment
from builder.model import Edition, Section
from builder.report import cover, pages, style
from builder.report.attachments import attachments
from builder.report.book import bind
from builder.report.bookviews import Book
from builder.report.facingviews import Leaf
from builder.report.indexing import Said, index_of
from builder.report.pdf import Engine, Printed, identifier, running, with_back
from builder.report.prefixes import indexed
from builder.report.press import Press
from builder.report.resources import Shelf
from builder.report.stamp import stamps
from builder.theme import Theme

_ROUNDS: Final = 3
"""So often sections are brought in step."""

_SIDES: Final = ("left", "right")


@dataclass(slots=True)
class _Side:
    """One language, and its pages as they are. `steps`: ids of sections that begin on a new page; `pads`: empty pages
    behind chapters; `prefix` is before its ids."""

    edition: Edition
    press: Press
    book: Book
    said: tuple[Said, ...]
    prefix: str
    second: bool
    css: str = ""
    html: str = ""
    steps: tuple[str, ...] = ()
    pads: dict[str, int] = field(default_factory=dict)
    document: Any = None
    places: dict[str, int] = field(default_factory=dict)

    def lay(self, other: _Side, engine: Engine) -> None:
        """Set it; its style sheet begins with what all rounds have."""
        self.html = pages.facing(self.book, Leaf(other.book, self.second, self.pads))
        self.document = engine.render(self.html, self.sheet(other))
        self.places = {}
        for at, page in enumerate(self.document.pages):
            for name in page.anchors:
                self.places.setdefault(name.removeprefix(self.prefix), at)

    def sheet(self, other: _Side) -> str:
        return self.css + style.facing(self.press, other.press, _SIDES[self.second], self.steps)

    def back(self, numbers: Mapping[str, int], number: int) -> str:
        index = replace(index_of(self.said, numbers, self.press), id=self.book.index.id if self.book.index else "")
        return pages.back(replace(self.book, index=index, colophon=()), number)


def print_facing(first: Edition, second: Edition, locales: Mapping[str, Locale], theme: Theme, shelf: Shelf) -> Printed:
    """Both editions as one PDF, with the complaints of the layout engine."""
    left = _side(first, locales[first.lang], theme, shelf, "")
    right = _side(second, locales[second.lang], theme, shelf, f"{second.lang}:")
    _dress(left, right, theme)
    with running(shelf.items, theme.fonts) as engine:
        _lay(left, right, engine)
        body = left.book.parts[0].id if left.book.parts else ""
        made = tuple(_finished(left, right, body, engine))
        name = f"{first.name}.{first.lang}+{second.lang}"
        document = left.document.copy(list(made))
        files = tuple(file for one in (left, right) for file in attachments(one.edition, one.press.locale))
        return engine.write(document, identifier(name, left.html + right.html, left.css + right.css), body, files, 2)


def _side(edition: Edition, locale: Locale, theme: Theme, shelf: Shelf, prefix: str) -> _Side:
    press = Press.of(edition, locale, theme, shelf)
    found, said = indexed(edition, locale, prefix)
    index = index_of(said, {}, press) if said else None
    index = replace(index, id=prefix + index.id) if index else None
    book = bind(found, press, moment(edition.date, locale) if edition.date else "", index)
    lists = tuple(replace(one, id=prefix + one.id) for one in book.lists)
    return _Side(found, press, replace(book, lists=lists, runs_on=False), said, prefix, bool(prefix))


def _dress(left: _Side, right: _Side, theme: Theme) -> None:
    """Their style sheets; the fonts, for both, are in the first."""
    ground = cover.art(left.edition.document.sections, left.press)
    words = (one.press.locale.words.continued for one in (left, right))
    drawn = (pages.facing(one.book, Leaf(other.book, one.second, {})) for one, other in ((left, right), (right, left)))
    indexes = (pages.back(one.book, 1) for one in (left, right) if one.book.index)
    ends = pages.facing_back(left.book, right.book)
    text = "".join((*drawn, *indexes, ends, *words))
    for one in (left, right):
        marks = stamps(one.press) if one.edition.draft else None
        one.css = style.sheet(one.press, text, ground, marks, one.edition.house, faced=not one.second)


def _lay(left: _Side, right: _Side, engine: Engine) -> None:
    """Set both until their sections are in step, or nothing more helps."""
    left.lay(right, engine)
    right.lay(left, engine)
    for _ in range(_ROUNDS):
        steps = tuple(_steps(left, right))
        if not any(steps):
            break
        for one, other, added in ((left, right, steps[0]), (right, left, steps[1])):
            if added:
                one.steps += tuple(one.prefix + name for name in added if one.prefix + name not in one.steps)
                one.lay(other, engine)
    for one, other in ((left, right), (right, left)):
        one.pads = dict(_pads(one, other))
    for one, other in ((left, right), (right, left)):
        if one.pads:
            one.lay(other, engine)


def _chapters(side: _Side) -> list[Section]:
    return list(side.edition.document.sections)


def _steps(left: _Side, right: _Side) -> Iterator[tuple[str, ...]]:
    """For each of them, the first section of every chapter that begins too early."""
    others = {one.id.removeprefix(right.prefix): one for one in _chapters(right)}
    late: tuple[list[str], list[str]] = [], []
    for chapter in _chapters(left):
        if chapter.id not in others:
            continue
        for section in chapter.sections:
            if section.id not in left.places or section.id not in right.places:
                continue
            ahead = _offset(right, section.id, chapter.id) - _offset(left, section.id, chapter.id)
            if ahead:
                late[0 if ahead > 0 else 1].append(section.id)
                break
    for one, names in zip((left, right), late, strict=True):
        yield tuple(name for name in names if one.prefix + name not in one.steps)


def _offset(side: _Side, section: str, chapter: str) -> int:
    return side.places[section] - side.places[chapter]


def _pads(one: _Side, other: _Side) -> Iterator[tuple[str, int]]:
    """Empty pages behind the chapters of one, of which the other has more pages."""
    counts = dict(_counts(other))
    for name, count in _counts(one):
        if name in counts and counts[name] > count:
            yield one.prefix + name, counts[name] - count


def _counts(side: _Side) -> Iterator[tuple[str, int]]:
    """The pages of every chapter."""
    names = [chapter.id.removeprefix(side.prefix) for chapter in _chapters(side)]
    starts = [side.places[name] for name in names]
    for name, start, end in zip(names, starts, (*starts[1:], _end(side)), strict=True):
        yield name, end - start


def _end(side: _Side) -> int:
    """Where the index begins, or all ends."""
    return len(side.document.pages) - (1 if side.book.index else 0)


def _finished(left: _Side, right: _Side, body: str, engine: Engine) -> Iterator[Any]:
    """All pages in the order of the book; the first of the second language holds the place of a cover."""
    parts: list[list[list[Any]]] = []
    for one, other in ((left, right), (right, left)):
        first, end = one.places.get(body, 0), _end(one)
        document = one.document
        if one.book.index:
            render = partial(engine.render, css=one.sheet(other))
            document = with_back(document, one.back, one.prefix + body, render)
        made = list(document.pages)
        parts.append([made[1:first], made[first:end], made[end:]])
    yield left.document.pages[0]
    for several in zip(*parts, strict=True):
        for pair in zip_longest(*several):
            for side, page, other in zip((left, right), pair, (right, left), strict=True):
                yield page or engine.render(pages.empty(side.book), side.sheet(other)).pages[0]
    if left.book.colophon or right.book.colophon:
        yield from engine.render(pages.facing_back(left.book, right.book), left.sheet(right)).pages
