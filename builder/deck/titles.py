"""What stands over and under the content of a slide: title, caption and source, at sizes that hold in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from builder.deck.fit import fitted_title
from builder.deck.frames import Frame
from builder.deck.gauge import MOST_SEAMS, SPACING, Gauge, seams, steps
from builder.deck.laid import layout_of
from builder.deck.prose import printed, tied
from builder.deck.slides import Cover, DeckSlide, Head, SectionOpener, Statement
from builder.deck.slots import TITLE
from builder.diagnostics import Code, Diagnostic, Report, Severity
from builder.locales.locale import Locale
from builder.model import Inlines, Text

TITLE_FLOOR: Final = 20.0
"""The smallest size of a slide's title, pt."""
STATEMENT_LINES: Final = 4
STATEMENT_FLOOR: Final = 24.0
"""A statement's title is the slide: it takes more lines, and stays large."""
_WIDOW: Final = 0.16
"""A last line of a title is too short under this share of the width."""
_RAGGED: Final = 0.4
"""Under this share the lines are made about as long as each other."""
_CLAUSES: Final = "，；：、。,;:—"
"""After one of these a line had better end."""
_UNEVEN: Final = 1.35
"""A line that ends so may be so much wider than it need be."""
LARGE: Final = (Cover, Statement, SectionOpener)
"""Slides whose title is most of what they show."""
_REMEDY: Final = "shorten it, or move a part into the text"


@dataclass(frozen=True, slots=True)
class Titles:
    """Fits heads; what must be cut is reported, and said in the slide's notes."""

    gauge: Gauge
    locales: Mapping[str, Locale]
    report: Report

    def fitted(self, same: Mapping[str, DeckSlide]) -> Mapping[str, DeckSlide]:
        """Titles at one size in all languages, the largest at which each fits its frame."""
        slides = tuple(same.values())
        fitting = [
            size
            for size in self._steps(slides[0])
            if all(self._lines(slide, size) <= self._room(slide, size) for slide in slides)
        ]
        size = fitting[0] if fitting else self._steps(slides[0])[-1]
        tidy = [own for own in fitting[:2] if not any(self._has_widow(slide, own) for slide in slides)]
        size = tidy[0] if tidy else size
        return {lang: replace(slide, head=self._head(slide, size, lang)) for lang, slide in same.items()}

    def _steps(self, slide: DeckSlide) -> tuple[float, ...]:
        face = self.gauge.master.pages[layout_of(slide)].slot(TITLE).face
        largest = float(getattr(self.gauge.sizes, face.size))
        floor = STATEMENT_FLOOR if isinstance(slide, Statement) else TITLE_FLOOR
        return steps(largest, min(floor, largest), 2)

    def _lines(self, slide: DeckSlide, size: float) -> int:
        return self.gauge.title_lines(slide.head.title, slide.head.part, size, self._frame(slide).text_width)

    def _room(self, slide: DeckSlide, size: float) -> int:
        """Lines of a title of that size: two on a slide with evidence, more where the title is the slide."""
        fitting = max(int(self._frame(slide).text_height / (size * 1.35)), 1)
        if not isinstance(slide, Statement | Cover):
            return min(fitting, 2)
        return min(fitting, STATEMENT_LINES) if isinstance(slide, Statement) else fitting

    def _has_widow(self, slide: DeckSlide, size: float) -> bool:
        """Whether the last of several lines holds next to nothing, with or without space between scripts."""
        text, width = printed(slide.head.title) + slide.head.part, self._frame(slide).text_width
        narrow = width - SPACING * size * min(seams(text), MOST_SEAMS)
        return any(self._ends_short(text, size, own) for own in (width, narrow))

    def _ends_short(self, text: str, size: float, width: float, least: float = _WIDOW) -> bool:
        lines = self.gauge.ruler.wrap(text, size, width, bold=True)
        return len(lines) > 1 and self.gauge.ruler.width(lines[-1], size, bold=True) < least * width

    def _head(self, slide: DeckSlide, size: float, lang: str) -> Head:
        head, room = slide.head, self._room(slide, size)
        title = fitted_title(head.title, head.part, size, self._frame(slide).text_width, room, self.gauge)
        lost: tuple[Inlines, ...] = ()
        if title != head.title:
            lost = (head.title,)
            self._cut(head, "title", head.title, room, size, head.authored)
        for words in (2, 3):
            if self._has_widow(replace(slide, head=replace(head, title=title)), size):
                title = tied(title, words)
        whole = self._frame(slide).text_width
        ragged = isinstance(slide, LARGE) or self._ends_short(printed(title) + head.part, size, whole, _RAGGED)
        width = balanced(title, size, whole, self.gauge, head.part) if ragged else 0.0
        caption = self._line(head, "caption", head.caption, self.gauge.sizes.label, self.gauge.stage.caption, 1)
        if caption != head.caption:
            lost = (*lost, head.caption)
        said = (Text(self.locales[lang].words.source), *head.source) if head.source else ()
        source = self._line(
            head, "source", said, self.gauge.sizes.source, self.gauge.stage.source, 1 if head.remark else 2
        )
        if source != said:
            lost = (*lost, said)
        notes = (*(" ".join(printed(text).split()) for text in lost), *head.notes)
        return replace(head, title=title, size=size, width=width, caption=caption, source=source, notes=notes)

    def _line(self, head: Head, name: str, text: Inlines, size: float, frame: Frame, most: int) -> Inlines:
        """Remarks on the marks take one of the two lines of a source."""
        fitted = fitted_title(text, "", size, frame.width, most, self.gauge)
        if fitted != text:
            self._cut(head, name, text, most, size, authored=False)
        return fitted

    def _cut(self, head: Head, name: str, text: Inlines, room: int, size: float, authored: bool) -> None:
        """An error where the words were written for a slide; else the report has them whole."""
        lines = "a line" if room == 1 else f"{room} lines"
        message = f"the {name} of this slide takes more than {lines} at {size:g} pt: {printed(text)!r}"
        severity = Severity.ERROR if authored else Severity.WARNING
        hint = _REMEDY if authored else "its slide shows the beginning, and its notes say the rest"
        self.report(Diagnostic(head.span, Code.SLIDE_OVERFLOW, message, hint, severity))

    def _frame(self, slide: DeckSlide) -> Frame:
        return self.gauge.frame(layout_of(slide), TITLE)


def balanced(title: Inlines, size: float, width: float, gauge: Gauge, part: str = "") -> float:
    """The least width that takes no more lines, or that ends the first of two with a clause; 0 for one line, and where
    the author says where to break."""
    text = printed(title) + part
    count = gauge.ruler.lines(text, size, width, bold=True)
    if count == 1 or "\n" in text:
        return 0.0
    low, high = width / 2, width
    while high - low > 1:
        middle = (low + high) / 2
        if gauge.ruler.lines(text, size, middle, bold=True) <= count:
            high = middle
        else:
            low = middle
    if count == 2:
        high = _clause(text, size, high, width, gauge)
    return min(high + SPACING * size * (1 + seams(text) / count), width)


def _clause(text: str, size: float, least: float, width: float, gauge: Gauge) -> float:
    """The least width of two lines whose first ends with a clause, if it is not much wider than `least`."""
    for end in (place + 1 for place, char in enumerate(text[:-1]) if char in _CLAUSES):
        own = gauge.ruler.width(text[:end], size, bold=True) + 1
        if least <= own <= min(_UNEVEN * least, width):
            lines = gauge.ruler.wrap(text, size, own, bold=True)
            if len(lines) == 2 and lines[0].rstrip() == text[:end]:
                return float(own)
    return least
