"""Arithmetic of tables: totals of columns and rows, shares, and growth between columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.check.consistency.finding import Finding, key
from builder.check.consistency.interval import Interval, combined, growth, shown, shown_interval
from builder.check.consistency.passages import Edition, Grid, Mention, Passage
from builder.check.consistency.series import years_of
from builder.diagnostics import Code, Severity
from builder.locales.units import RATES
from builder.model import Modifier

_HUNDRED = Interval(Decimal(100), Decimal(100))
_EMPTY = frozenset({"", "-", "–", "—", "——", "/", "n/a"})
_NEAR = Decimal(5)
_FAR = Decimal("0.5")


def tables(edition: Edition) -> Iterator[Finding]:
    for grid in edition.grids:
        found = _Table(edition, grid)
        yield from found.column_totals()
        yield from found.row_totals()
        yield from found.shares()
        yield from found.changes()


@dataclass(frozen=True, slots=True)
class _Table:
    edition: Edition
    grid: Grid

    @property
    def name(self) -> str:
        return self.grid.table.id or self.grid.caption.section

    def _total(self, text: str) -> bool:
        words = text.strip(" *：:")
        return bool(self.edition.cues.totals.match(words)) and len(words) <= 24

    def column_totals(self) -> Iterator[Finding]:
        """A row that is called a total is the sum of those above it (or below, where it is the first)."""
        rows = self.grid.rows
        totals = [i for i, row in enumerate(rows) if self._total(row[0].text)]
        if len(totals) != 1 or len(rows) < 3:
            return
        place = totals[0]
        parts = [row for i, row in enumerate(rows) if i != place] if place == 0 else list(rows[:place])
        among, subtotal = self.edition.cues.among, self.edition.cues.subtotals
        tries = [
            [row for row in parts if not subtotal.search(row[0].text)],
            [row for row in parts if subtotal.search(row[0].text)],
            [row for row in parts if not among.search(row[0].text) and not subtotal.search(row[0].text)],
        ]
        for column in range(1, len(self.grid.head)):
            yield from self._sum(column, rows[place][column], [[row[column] for row in part] for part in tries])

    def row_totals(self) -> Iterator[Finding]:
        """A column that is called a total, at the end or the beginning, is the sum of the others."""
        last = len(self.grid.head) - 1
        if last < 3:
            return
        for place, others in ((last, range(1, last)), (1, range(2, last + 1))):
            if not self._total(self.grid.head[place].text) or any(self._ratio(column) for column in others):
                continue
            fit, failed = 0, []
            for row in self.grid.rows:
                found = list(self._sum(place, row[place], [[row[i] for i in others]]))
                fit += not found and _amount(row[place]) is not None
                failed += found
            if fit >= len(failed):
                yield from failed

    def _ratio(self, column: int) -> bool:
        return bool(self.edition.cues.ratios.search(self.grid.head[column].text))

    def _sum(self, column: int, total: Passage, tries: Sequence[Sequence[Passage]]) -> Iterator[Finding]:
        said = _amount(total)
        if said is None or said.quantity.unit in (*RATES, "times", "pp"):
            return
        percent = said.quantity.unit == "%" or "%" in self.grid.head[column].text
        if (percent and said.value != 100) or (not percent and self._ratio(column)):
            return
        sums = list(dict.fromkeys(found for cells in tries if (found := _added(cells, said)) is not None))
        if not sums or any(found.meets(said.interval()) for found in sums):
            return
        severity = Severity.ERROR
        off = abs(_middle(sums[0]) - said.value)
        if (said.value and off / abs(said.value) > _FAR) or self.edition.cues.partial.search(self.grid.caption.text):
            severity = Severity.WARNING
        if len(sums) > 1:
            severity = Severity.WARNING
        message = f"the parts add up to {shown_interval(sums[0])}, and the total says {shown(said.value, 6)}"
        yield self._finding(Code.TOTAL, total, said, message, severity, _middle(sums[0]))

    def shares(self) -> Iterator[Finding]:
        """A column of shares: of the total of a column beside it, or of all in the table."""
        cues = self.edition.cues
        for column, head in enumerate(self.grid.head):
            cells = [(row, found) for row in self.grid.rows if (found := _amount(row[column])) is not None]
            percent = all(m.quantity.unit == "%" for _, m in cells) or "%" in head.text
            if not column or len(cells) < 3 or not percent or not cues.shares.search(head.text):
                continue
            if any(self._total(row[0].text) for row in self.grid.rows):
                yield from self._of_total(column)
                continue
            total = _added([row[column] for row, _ in cells], cells[0][1])
            full = len(cells) == len(self.grid.rows)
            if total and full and not total.meets(_HUNDRED) and abs(_middle(total) - 100) <= _NEAR:
                message = f"the shares add up to {shown_interval(total)} %"
                last = cells[-1][0][column]
                yield self._finding(Code.TOTAL, last, cells[-1][1], message, Severity.WARNING, _middle(total))

    def _of_total(self, column: int) -> Iterator[Finding]:
        totals = [row for row in self.grid.rows if self._total(row[0].text)]
        for other in range(1, len(self.grid.head)):
            whole = _amount(totals[-1][other])
            if other == column or whole is None or whole.quantity.unit == "%" or self._ratio(other):
                continue

            def of(row: Sequence[Passage], other: int = other, whole: Mention = whole) -> Interval | None:
                part = _amount(row[other])
                real = combined("/", part.interval(), whole.interval()) if part else None
                return combined("*", real, _HUNDRED) if real else None

            rows = [row for row in self.grid.rows if row not in totals]
            fit = [r for row in rows if (r := of(row)) and (m := _amount(row[column])) and r.meets(m.interval())]
            if len(fit) >= 2:
                yield from self._proved(column, rows, of, Code.SHARE, "of the total it is {} %")
                return

    def changes(self) -> Iterator[Finding]:
        """Two columns of two years, and one of the change between them."""
        cues, head = self.edition.cues, self.grid.head
        dated = [i for i in range(1, len(head)) if len(years_of(head[i].text)) == 1 and not self._changed(i)]
        changed = [i for i in range(1, len(head)) if self._changed(i)]
        if len(dated) != 2 or not changed:
            return
        a, b = sorted(dated, key=lambda i: min(years_of(head[i].text)))
        years = min(years_of(head[b].text)) - min(years_of(head[a].text))
        for column in changed:
            title = head[column].text
            cells = [found for row in self.grid.rows if (found := _amount(row[column])) is not None]
            units = {found.quantity.unit for found in cells}
            pointed = bool(cues.points.search(title)) or units == {"pp"}
            percent = not pointed and ("%" in title or units == {"%"})

            def change(row: Sequence[Passage], pointed: bool = pointed, percent: bool = percent) -> Interval | None:
                first, last = _amount(row[a]), _amount(row[b])
                if first is None or last is None or first.quantity.unit != last.quantity.unit:
                    return None
                if percent:
                    return growth(first.interval(), last.interval())
                return combined("-", last.interval(), first.interval())

            if years == 1 or not percent:
                yield from self._proved(column, self.grid.rows, change, Code.GROWTH, "the change is {}")

    def _changed(self, column: int) -> bool:
        return bool(self.edition.cues.changes.search(self.grid.head[column].text))

    def _proved(
        self,
        column: int,
        rows: Sequence[Sequence[Passage]],
        reckon: Callable[[Sequence[Passage]], Interval | None],
        code: Code,
        words: str,
    ) -> Iterator[Finding]:
        """What most rows show to be so is so in all of them: an error; else a question."""
        fit, failed = 0, []
        for row in rows:
            said, real = _amount(row[column]), reckon(row)
            if said is None or real is None or said.quantity.modifier is not Modifier.NONE:
                continue
            if real.meets(said.interval()) or Interval(-real.high, -real.low).meets(said.interval()):
                fit += 1
            else:
                failed.append((row[column], said, real))
        if fit < len(failed) and not (fit == 0 and len(failed) == 1):
            return
        for cell, said, real in failed:
            message = f"{words.format(shown_interval(real))}, and this says {shown(said.value, 6)}"
            severity = Severity.ERROR if fit >= 2 else Severity.WARNING
            yield self._finding(code, cell, said, message, severity, _middle(real))

    def _finding(
        self, code: Code, cell: Passage, said: Mention, message: str, severity: Severity, real: Decimal
    ) -> Finding:
        own = said.fact.id if said.fact else key(said.value)
        keys = (self.name, own, "" if said.fact else key(round(real, 2)))
        return Finding(code, tuple(k for k in keys if k), self.edition.place(cell, said), message, severity)


def _amount(cell: Passage) -> Mention | None:
    """The amount of a cell that says one."""
    found = [m for m in cell.mentions if m.single]
    return found[0] if len(found) == 1 and len(cell.mentions) == 1 else None


def _added(cells: Sequence[Passage], like: Mention) -> Interval | None:
    """The sum of cells; None where one says no number, or one that is a bound."""
    total, count = Interval(Decimal(0), Decimal(0)), 0
    for cell in cells:
        if cell.text.strip().lower() in _EMPTY:
            continue
        said = _amount(cell)
        if said is None or said.quantity.unit != like.quantity.unit or said.quantity.modifier is not Modifier.NONE:
            return None
        found = said.interval()
        total, count = Interval(total.low + found.low, total.high + found.high), count + 1
    return total if count > 1 else None


def _middle(found: Interval) -> Decimal:
    return (found.low + found.high) / 2
