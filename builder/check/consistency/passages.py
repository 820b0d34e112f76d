"""A report's texts as they are printed, with their quantities: typed ones, and those of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.check.consistency.cues import Cues
from builder.check.consistency.interval import Interval, interval
from builder.check.parity.places import Places
from builder.diagnostics import Span
from builder.locales import Locale
from builder.locales.quantity import Quantity
from builder.model import (
    Amount,
    Document,
    Fact,
    Modifier,
    Ref,
    Table,
)

_ROUGHLY = Decimal("1.5")
"""Points that "a third" may be off."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity in a text; `ref` where it is that of a fact."""

    quantity: Quantity
    ref: Ref | None = None
    fact: Fact | None = None

    @property
    def amount(self) -> Amount | None:
        return self.quantity.value if isinstance(self.quantity.value, Amount) else None

    @property
    def value(self) -> Decimal:
        assert self.amount is not None
        return self.amount.low

    @property
    def single(self) -> bool:
        """Whether it is one number, and no range."""
        return self.amount is not None and self.amount.high is None

    def interval(self) -> Interval:
        assert self.amount is not None
        quantity, low = self.quantity, self.amount.low
        loose = quantity.modifier in (Modifier.NONE, Modifier.ABOUT)
        if quantity.worded and quantity.unit == "%" and self.single and loose:
            return Interval(low - _ROUGHLY, low + _ROUGHLY)
        counted = quantity.unit == "count" and bool(quantity.counter or quantity.noun)
        if counted and self.single and quantity.modifier is Modifier.NONE and low % 10 and low == int(low):
            return Interval(low, low)
        return interval(self.amount, self.quantity.unit, self.quantity.modifier)


@dataclass(frozen=True, slots=True)
class Passage:
    """One text. `trail`: the kinds of node around it, outermost first; `section` and `chapter` are ids.

    `digest`: it says again what stands elsewhere: in the summary, the conclusions, on a slide, in a box."""

    section: str
    chapter: str
    trail: tuple[str, ...]
    role: str
    digest: bool
    text: str
    mentions: tuple[Mention, ...]
    refs: tuple[Ref, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, its cells by row and column as passages; None where cells are joined."""

    table: Table
    caption: Passage
    head: tuple[Passage, ...]
    rows: tuple[tuple[Passage, ...], ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One language, read: `passages` without the cells of tables, which `grids` hold."""

    lang: str
    locale: Locale
    cues: Cues
    document: Document
    places: Places
    passages: tuple[Passage, ...]
    grids: tuple[Grid, ...]

    def everything(self) -> Iterator[Passage]:
        yield from self.passages
        for grid in self.grids:
            yield from grid.head
            for row in grid.rows:
                yield from row

    def place(self, passage: Passage, mention: Mention) -> Span:
        if mention.ref is not None:
            return mention.ref.span
        core = mention.quantity
        return self.places.find(passage.span, passage.text[core.number[0] : core.number[1]])
