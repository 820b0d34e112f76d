"""Rules of Chinese composition, looked for in what was printed.

Numbers are those of the checks that are made after W3C, "Requirements for Chinese Text Layout" (CLREQ); each function
gives the places that break its rule, in words of a page number and a piece of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from builder.measure import NO_LINE_END, NO_LINE_START, is_east_asian
from builder.report.composition import CLOSING, OPENING
from builder.report.measures import MM
from builder.theme import Theme
from tests.clreq.page import Glyph, Line, Printed, Text

MARKS = CLOSING | OPENING
PLAIN = frozenset({"P", "Lbl", "LBody", *(f"H{level}" for level in range(2, 7))})
"""What a page of nothing but text consists of."""

HEADINGS = frozenset(f"H{level}" for level in range(1, 7))
_UNITS = "%％‰°℃亿万千百十元年月日个倍家人次条项种章页"


@dataclass(frozen=True, slots=True)
class Book:
    """A printed report and what its language asks for: prose's family, its size in pt, leading and indent in em."""

    printed: Printed
    theme: Theme
    face: str
    size: float
    leading: float
    indent: float

    @property
    def texts(self) -> Iterator[Text]:
        """Composed text; code, formulas and drawings are set in their own way."""
        return (text for text in self.printed.texts if not text.element.is_in("Code", "Formula", "Figure"))

    def is_body(self, text: Text) -> bool:
        """Whether it stands in the chapters, whose pages have Arabic numbers."""
        label = self.printed.labels[text.lines[0].page]
        return label.isdecimal() or not label

    @property
    def paragraphs(self) -> Iterator[Text]:
        """Prose of the chapters in the size of the body, as wide as the measure."""
        for text in self.texts:
            if (
                text.element.role == "P"
                and self.is_body(text)
                and not text.element.is_in("Table", "Note", "L", "BlockQuote", "TOC")
                and all(abs(line.size - self.size) < 0.1 for line in text.lines)
                and any(glyph.is_han and glyph.font.startswith(self.face) for glyph in text.lines[0].glyphs)
            ):
                yield text

    def edge(self, line: Line) -> float:
        """The right edge of the type area, pt."""
        return self.printed.sizes[line.page][0] - self.theme.report.margin_outer * MM


Rule = Callable[[Book], Iterator[str]]


def at(line: Line, text: str = "") -> str:
    return f"page {line.page + 1}: {text or line.text}"


def _breaks(book: Book) -> Iterator[tuple[Line, Line]]:
    """Lines of one text, one behind the other."""
    for text in book.texts:
        yield from pairwise(text.lines)


def line_edges(book: Book) -> Iterator[str]:
    """1 · Prohibition rules for line start and line end."""
    for before, after in _breaks(book):
        if after.text[0] in NO_LINE_START:
            yield at(after)
        if before.text[-1] in NO_LINE_END:
            yield at(before)


def unbreakable_marks(book: Book) -> Iterator[str]:
    """2 · Dashes and ellipses of two characters are never split and have no gap."""
    for before, after in _breaks(book):
        if before.text[-1] == after.text[0] and after.text[0] in "—…":
            yield at(after)
    for line in _lines(book):
        for here, after, pitch in line.pairs:
            if here.char == after.char == "—" and after.left - here.right > 0.02 * here.size:
                yield at(line, f"{line.text} ({pitch:.2f} em)")


def numbers_with_units(book: Book) -> Iterator[str]:
    """3 · A number keeps with its sign before it and its unit behind it."""
    for before, after in _breaks(book):
        if re.search(r"\d$", before.text) and after.text[0] in _UNITS:
            yield at(before, f"{before.text}|{after.text}")
        if re.search(r"[~～<>≈≤≥+−±$€£¥]$", before.text) and after.text[0].isdigit():
            yield at(before, f"{before.text}|{after.text}")


def connectors(book: Book) -> Iterator[str]:
    """4 · Ranges are joined by — or ～, not by a hyphen."""
    for text in book.texts:
        for found in re.finditer(r"(?<![A-Za-z\d./-])\d+(?:\.\d+)?-\d+(?:\.\d+)?(?=[年月日亿万个%])", text.text):
            yield at(text.lines[0], found[0])


def quotation_marks(book: Book) -> Iterator[str]:
    """5 · Curly marks from the Chinese font, none of typewriters between Han characters."""
    for line in _lines(book):
        for before, here, after in _triples(line):
            if here.char == '"' and before.is_han and after.is_han:
                yield at(line)
            if here.char in "“”‘’" and (before.is_han or after.is_han) and "SC" not in here.font:
                yield at(line, f"{line.text} ({here.font})")


def full_width_marks(book: Book) -> Iterator[str]:
    """6 · Marks between Han characters are full-width."""
    for text in book.texts:
        if not text.element.is_in("TOC"):
            for line in text.lines:
                for before, here, after in _triples(line):
                    if here.char in ",.;:?!" and before.is_han and after.is_han:
                        yield at(line, f"{before.char}{here.char}{after.char} in {line.text}")


def meeting_marks(book: Book) -> Iterator[str]:
    """7 · Of two full-width marks that meet, one gives its empty half."""
    for line in _lines(book):
        for here, after, pitch in line.pairs:
            meets = (here.char in CLOSING and after.char in MARKS) or (here.char in OPENING and after.char in OPENING)
            if meets and "SC" in here.font and "SC" in after.font and pitch > 0.9:
                yield at(line, f"{here.char}{after.char} {pitch:.2f} em in {line.text}")


def edges_trimmed(book: Book) -> Iterator[str]:
    """8 · A full-width mark at the end of a full line, and an opening one at the start of a line, gives its half."""
    for text in book.paragraphs:
        for line in text.lines[:-1]:
            last = line.glyphs[-1]
            over = (last.x + last.size - book.edge(line)) / last.size
            if last.char in CLOSING and -0.3 < over < 0.2:
                yield at(line)
        margin = min((line.left for line in text.lines[1:] if line.text[0] not in OPENING), default=None)
        for number, line in enumerate(text.lines):
            first, indent = line.glyphs[0], 0 if number else book.indent
            if first.char in OPENING and margin is not None and first.left - margin > (indent + 0.3) * first.size:
                yield at(line)


def mixed_text(book: Book) -> Iterator[str]:
    """9 · A quarter em, or a word space, between Han and Latin; half in full lines."""
    for text in (text for text in book.texts if book.is_body(text)):
        labelled = text.element.role == "Caption" or text.element.role in HEADINGS or text.element.is_in("TOC")
        for line in text.lines:
            for here, after, _ in line.pairs:
                meet = (here.is_han and after.is_western) or (here.is_western and after.is_han)
                gap = (after.x - here.end) / max(here.size, after.size)
                level = abs(here.baseline - after.baseline) < 0.5
                if meet and level and not 0.15 <= gap <= 0.51 and not (labelled and gap > 0.8):
                    yield at(line, f"{here.char}{after.char} {gap:.2f} em in {line.text}")


def western_words(book: Book) -> Iterator[str]:
    """10 · Latin words are not broken without a hyphen."""
    for before, after in _breaks(book):
        if re.search(r"[A-Za-zÀ-ɏ]$", before.text) and re.match(r"[a-zß-ɏ]", after.text):
            word = f"{re.search(r'[!-~À-ɏ]+$', before.text)[0]}|{re.match(r'[!-~À-ɏ]+', after.text)[0]}"  # type: ignore[index]
            if len(word) < 20:
                yield at(before, word)


def gaps(book: Book) -> Iterator[str]:
    """11 · Justification opens no gap wider than half an em."""
    for text in book.paragraphs:
        for line in text.lines if not text.element.inside & {"Formula", "Figure"} else ():
            for here, after, pitch in line.pairs:
                if here.is_han and after.is_han and pitch > 1.5:
                    yield at(line, f"{here.char}{after.char} {pitch:.2f} em in {line.text}")


def right_edge(book: Book) -> Iterator[str]:
    """11 · Full lines end at one edge, but where so much is lacking that a quarter em in every gap is too little."""
    for text in book.paragraphs:
        for line in text.lines[:-1]:
            last = line.glyphs[-1]
            short = book.edge(line) - (last.x + last.size if last.is_han else last.right)
            gaps = sum(is_east_asian(here.char) and is_east_asian(after.char) for here, after, _ in line.pairs)
            ragged = short > 0.22 * last.size * gaps
            if not ragged and last.char not in MARKS and not -0.15 * last.size < short < 0.15 * last.size:
                yield at(line, f"{short:.1f} pt short: {line.text}")


def indents(book: Book) -> Iterator[str]:
    """12 · First lines are all set in by the same measure."""
    for text in book.paragraphs:
        if len(text.lines) > 1 and text.lines[0].page == text.lines[1].page:
            first, second = text.lines[0], text.lines[1]
            shift = (first.glyphs[0].x - second.glyphs[0].x) / book.size
            if first.text[0] not in OPENING and second.text[0] not in OPENING and abs(shift - book.indent) > 0.1:
                yield at(first, f"{shift:.2f} em: {first.text}")


def last_lines(book: Book) -> Iterator[str]:
    """13 · No last line of one character; no single line of a paragraph at the top or foot of a page."""
    for text in book.texts:
        if len(text.lines) > 1 and sum(char.isalnum() for char in text.lines[-1].text) == 1:
            yield at(text.lines[-1], f"{text.lines[-2].text}|{text.lines[-1].text}")
    for text in book.paragraphs:
        counts = Counter(line.page for line in text.lines)
        if len(counts) > 1 and min(counts.values()) < 2:
            yield at(text.lines[-1], f"a single line of: {text.text[:20]}")


def measure(book: Book) -> Iterator[str]:
    """14 · The measure is a whole number of characters."""
    lefts = Counter(round(line.left, 1) for text in book.paragraphs for line in text.lines[1:])
    if lefts:
        line = next(line for text in book.paragraphs for line in text.lines[1:])
        width = (book.edge(line) - lefts.most_common(1)[0][0]) / book.size
        if abs(width - round(width)) > 0.05:
            yield f"the measure is {width:.2f} em"


def body(book: Book) -> Iterator[str]:
    """15 · Prose in 10.5 pt, its lines apart by 1.5 to 1.75 of it, and always by the same."""
    for text in book.paragraphs:
        for before, after in pairwise(text.lines):
            if before.page == after.page:
                leading = before.baseline - after.baseline
                if not 1.5 <= leading / before.size <= 1.75 or abs(leading - book.leading * book.size) > 0.1:
                    yield at(after, f"{leading:.2f} pt: {after.text}")


def typefaces(book: Book) -> Iterator[str]:
    """16, 17, 22 · Han characters from a mainland font, upright, and no weight that is drawn by the viewer."""
    for line in (*_lines(book), *book.printed.furniture):
        for glyph in line.glyphs:
            if glyph.is_han and ("SC" not in glyph.font or abs(glyph.slant) > 0.01):
                yield at(line, f"{glyph.char} of {glyph.font} in {line.text}")


def stops(book: Book) -> Iterator[str]:
    """17 · The mainland's full stop and comma stand in the lower left of their frame."""
    for line in _lines(book):
        for glyph in line.glyphs:
            if glyph.char in "，。" and "SC" in glyph.font:
                middle = (glyph.left + glyph.right) / 2 - glyph.x
                if not 0 <= middle <= 0.5 * glyph.size or glyph.bottom > glyph.baseline + 0.2 * glyph.size:
                    yield at(line)


def headings(book: Book) -> Iterator[str]:
    """18 · Each level of headings is larger than the next."""
    sizes: dict[int, float] = {}
    for text in _headings(book):
        level = int(text.element.role[1])
        sizes[level] = max(sizes.get(level, 0.0), text.lines[-1].glyphs[-1].size)
    for (higher, large), (lower, small) in pairwise(sorted(sizes.items())):
        if large <= small and higher < 4:
            yield f"H{higher} {large:.1f} pt, H{lower} {small:.1f} pt"


def headings_with_text(book: Book) -> Iterator[str]:
    """19 · A heading is never the last of its page."""
    for text in _headings(book):
        page, foot = text.lines[-1].page, text.lines[-1].baseline
        drawn = (line for line in book.printed.furniture if line.baseline > book.theme.report.margin_bottom * MM)
        every = chain(drawn, (line for other in book.printed.texts for line in other.lines))
        below = [line for line in every if line.page == page and line.baseline < foot - 1]
        if len({round(one.baseline) for one in below}) < 2:
            yield at(text.lines[-1])


def grid(book: Book) -> Iterator[str]:
    """14 · On pages of nothing but text its lines stand on those of the page before, or between two of them."""
    half = book.size * book.leading / 2
    pages: dict[int, list[Text]] = {}
    for text in book.texts:
        for page in {line.page for line in text.lines}:
            pages.setdefault(page, []).append(text)
    paper = book.theme.report
    foot, head = paper.margin_bottom * MM, (paper.height - paper.margin_top) * MM
    drawn = {line.page for line in book.printed.furniture if foot < line.baseline < head}
    first = None
    for page, texts in sorted(pages.items()):
        if page not in drawn and all(text.element.role in PLAIN for text in texts) and book.is_body(texts[0]):
            for line in (line for text in texts for line in text.lines if line.page == page):
                if abs(line.size - book.size) < 0.1:
                    first = line.baseline if first is None else first
                    if abs((line.baseline - first + half / 2) % half - half / 2) > 0.8:
                        yield at(line, f"{line.baseline - first:.1f} pt from the grid: {line.text}")


def repeated_marks(book: Book) -> Iterator[str]:
    """23 · Never more than three exclamation or question marks."""
    for text in book.texts:
        if found := re.search("[！？!?]{4,}", text.text):
            yield at(text.lines[0], found[0])


def note_marks(book: Book) -> Iterator[str]:
    """24 · The number of a citation never begins a line."""
    for _, after in _breaks(book):
        if re.match(r"\[\d", after.text):
            yield at(after)


RULES: tuple[Rule, ...] = (
    line_edges,
    unbreakable_marks,
    numbers_with_units,
    connectors,
    quotation_marks,
    full_width_marks,
    meeting_marks,
    edges_trimmed,
    mixed_text,
    western_words,
    gaps,
    right_edge,
    indents,
    last_lines,
    measure,
    body,
    typefaces,
    stops,
    headings,
    headings_with_text,
    grid,
    repeated_marks,
    note_marks,
)


def _lines(book: Book) -> Iterator[Line]:
    for text in book.texts:
        yield from text.lines


def _headings(book: Book) -> Iterator[Text]:
    return (text for text in book.texts if text.element.role in HEADINGS)


def _triples(line: Line) -> Iterator[tuple[Glyph, Glyph, Glyph]]:
    return zip(line.glyphs, line.glyphs[1:], line.glyphs[2:], strict=False)
