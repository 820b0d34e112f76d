"""Numbers typed before headings: taken off where they count up, since headings are numbered by Builder."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from builder.importer.outlining.inlines import beheaded
from builder.importer.outlining.journal import Journal
from builder.importer.outlining.typed import PLAIN_FORM, Number, numbers_before
from builder.importer.sheet import Kind, Pieces
from builder.locales import Locale
from builder.model import Heading
from builder.text import plain

_TOLERANCE = 8
"""One number in so many may be out of its row: authors count 3.2, 3.2, 3.3."""
_GAPS = 3
"""Steps, one of which may leave numbers out: authors take a section out, and count on."""
_GAP = 4
"""The longest such step."""
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading of the top level, by the place of its piece; `above` is the place of the one that it stands under."""

    place: int
    level: int
    above: int
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Pieces whose headings have no typed numbers left; `numbers` are those that they had, by place."""

    pieces: Pieces
    numbers: dict[int, Number]


def unnumbered(pieces: Pieces, locale: Locale, journal: Journal) -> Numbered:
    """Headings without the numbers that were typed before them, as far as these count up through the document."""
    heads = list(_heads(pieces, locale))
    taken: dict[int, Number] = {}
    strays: dict[int, int] = {}
    for row in _rows(heads):
        level = row[0][0].level
        row = _filled(row, heads)
        for place, number in _counted(row, taken):
            taken.setdefault(place, number)
            strays.setdefault(place, level)
    for head in heads:
        if head.place not in taken and head.numbers and head.numbers[0].firm and not _is_version(head.numbers[0]):
            what = "a number typed before a heading stays, because no others count on from it"
            journal.add(pieces[head.place].line, Kind.GUESSED, what)
    result = list(pieces)
    for place, level in _levels(heads, taken, strays).items():
        block = pieces[place].block
        assert isinstance(block, Heading)
        children = block.children
        if place in taken:
            children = beheaded(children, taken[place].end)
            what = "the number typed before a heading was taken off: headings are numbered by the report"
            journal.add(pieces[place].line, Kind.CHANGED, what)
        if level != block.level:
            what = "a heading was set at the level that its number asks for"
            journal.add(pieces[place].line, Kind.CHANGED, what)
        result[place] = replace(pieces[place], block=replace(block, children=children, level=level))
    return Numbered(tuple(result), taken)


def _is_version(number: Number) -> bool:
    return number.form == PLAIN_FORM and len(number.path) > 1


def _heads(pieces: Pieces, locale: Locale) -> Iterator[_Head]:
    path: list[_Head] = []
    for place, piece in enumerate(pieces):
        if isinstance(block := piece.block, Heading):
            while path and path[-1].level >= block.level:
                path.pop()
            text = plain(block.children)
            lead = len(text) - len(text.lstrip())
            numbers = tuple(replace(n, end=n.end + lead) for n in numbers_before(text.lstrip(), locale))
            head = _Head(place, block.level, path[-1].place if path else -1, numbers)
            path.append(head)
            yield head


def _rows(heads: list[_Head]) -> list[list[tuple[_Head, Number]]]:
    """Headings of one level and one form of number; the highest first, and the form that most of them have."""
    rows: dict[tuple[int, str, int], list[tuple[_Head, Number]]] = {}
    for head in heads:
        for number in head.numbers:
            rows.setdefault((head.level, number.form, len(number.path)), []).append((head, number))
    return [rows[key] for key in sorted(rows, key=lambda key: (key[0], key[2], -len(rows[key])))]


def _filled(row: list[tuple[_Head, Number]], heads: list[_Head]) -> list[tuple[_Head, Number]]:
    """A row with the headings of other levels that hold the numbers which it lacks: 一, 三 of one level, 二 below."""
    result: list[tuple[_Head, Number]] = []
    places = [head.place for head in heads]
    for head, number in row:
        if result and not number.path[:-1] and number.path[-1] > result[-1][1].path[-1] + 1:
            begin = result[-1][0].place
            first, last = (bisect_left(places, place) for place in (begin, head.place))
            for stray in heads[first:last]:
                wanted = result[-1][1].path[-1] + 1
                same = [n for n in stray.numbers if n.form == number.form and n.path == (wanted,)]
                if begin < stray.place < head.place and wanted < number.path[-1] and same and same[0].firm:
                    result.append((stray, same[0]))
        result.append((head, number))
    return result


def _counted(row: list[tuple[_Head, Number]], taken: dict[int, Number]) -> Iterator[tuple[int, Number]]:
    """The members of a row that are numbers of headings: all where they count up, none where they do not."""
    row = [(head, number) for head, number in row if head.place not in taken]
    fits = [_fits(row, i, taken) for i in range(len(row))]
    gaps = [not fit and _is_gap(row, i, taken) for i, fit in enumerate(fits)]
    wrong = fits.count(False) - gaps.count(True)
    quantities = sum(number.quantity for _, number in row)
    if not row or _is_alone(row, taken) or wrong * _TOLERANCE > len(row) or quantities * 2 > len(row):
        return
    if gaps.count(True) * _GAPS > len(row):
        return
    for (head, number), fit in zip(row, fits, strict=True):
        if fit or number.firm:
            yield head.place, number


def _is_alone(row: list[tuple[_Head, Number]], taken: dict[int, Number]) -> bool:
    """One number is no row, unless it says the heading above it (3.1), or begins to count below one that counts."""
    head, number = row[0]
    counts = len(number.path) > 1 or (number.firm and number.path == (1,))
    return len(row) == 1 and not (counts and _above(head, taken))


def _is_gap(row: list[tuple[_Head, Number]], i: int, taken: dict[int, Number]) -> bool:
    """Whether numbers were left out before this one, or the first of all: 一, 二, 四."""
    head, number = row[i]
    last, prefix = number.path[-1], number.path[:-1]
    above = _above(head, taken)
    if not number.firm or (prefix and (above is None or above.path[-1] != prefix[-1])):
        return False
    if i == 0:
        return 1 < last < _GAP and len(row) > _GAPS
    earlier = row[i - 1][1]
    if earlier.path[:-1] != prefix:
        return bool(prefix) and prefix > earlier.path[:-1] and 1 < last < _GAP
    return earlier.path[-1] + 1 < last <= earlier.path[-1] + _GAP


def _fits(row: list[tuple[_Head, Number]], i: int, taken: dict[int, Number]) -> bool:
    head, number = row[i]
    last, prefix = number.path[-1], number.path[:-1]
    above = _above(head, taken)
    if prefix and above and above.path[-1] != prefix[-1]:
        return False
    if i == 0:
        return last == 1 or (last == 0 and not prefix)
    before, earlier = row[i - 1]
    if prefix == earlier.path[:-1] and last == earlier.path[-1] + 1:
        return True
    if prefix:
        return prefix > earlier.path[:-1] and last == 1
    return last in (0, 1) and head.above != before.above


def _above(head: _Head, taken: dict[int, Number]) -> Number | None:
    """The number of the heading above, as far as it was recognised: rows are judged from the highest level down."""
    return taken.get(head.above)


def _levels(heads: list[_Head], taken: dict[int, Number], strays: dict[int, int]) -> dict[int, int]:
    """The level of each heading: `1`, `1.1` and `1.2` of one level become a heading and two below it; `strays` are the
    levels of the rows that headings belong to."""
    shortest: dict[int, int] = {}
    for head in heads:
        if (number := taken.get(head.place)) and number.form == PLAIN_FORM:
            shortest[head.level] = min(shortest.get(head.level, 9), len(number.path))
    levels: dict[int, int] = {}
    shifts: dict[int, int] = {-1: 0}
    for head in heads:
        number = taken.get(head.place)
        counts = number is not None and number.form == PLAIN_FORM
        own = len(number.path) - shortest[head.level] if number and counts else 0
        own += strays.get(head.place, head.level) - head.level
        shifts[head.place] = shifts[head.above] + own
        levels[head.place] = min(_DEEPEST, head.level + shifts[head.place])
    return levels
