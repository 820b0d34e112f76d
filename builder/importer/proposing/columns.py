"""The numbers of a table: which columns they fill, what they are of, and what heads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from builder.importer.proposing.leaves import WALL, Block, Leaf
from builder.importer.proposing.wording import as_typed
from builder.locales import Locale
from builder.locales.headings import head_unit
from builder.locales.reading import read_quantities
from builder.locales.units import MEASURES
from builder.model import Amount, Fact, Modifier, Period

_GAPS = frozenset({"", "—", "–", "-", "−", "/", "N/A", "n/a", "NA", "…", "...", "——"})
_ROLE = re.compile(r"\{fact\}`([^`\s]+)(?: [^`]*)?`")
_UNIT = re.compile(r"[(（\[]\s*([^()（）\[\]]+?)\s*[)）\]]\s*$")


@dataclass(frozen=True, slots=True)
class Grid:
    """`values` are rows of numbers as typed, or of ids of facts; "" is a gap. `numbers` are the same as numbers.

    `years`: the categories are years; `years_across`: those are the heads of the columns, and rows are the series."""

    labels: tuple[str, ...]
    heads: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    numbers: tuple[tuple[Decimal | None, ...], ...]
    unit: str
    facts: bool
    columns: tuple[int, ...]
    years: bool
    years_across: bool

    @property
    def shape(self) -> object:
        """What must be the same in every language."""
        return len(self.labels), self.numbers, self.unit, self.facts, self.columns, self.years, self.years_across

    @property
    def size(self) -> tuple[int, int]:
        """Series and categories."""
        rows, columns = len(self.labels), len(self.heads)
        return (rows, columns) if self.years_across else (columns, rows)


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    number: Decimal | None
    unit: str
    fact: bool


def read_grid(block: Block, locale: Locale, facts: Mapping[str, Fact]) -> Grid | None:
    """None for a table that is no grid of numbers of one unit under a row of heads."""
    cells = {(leaf.row, leaf.column): leaf for leaf in block.leaves if leaf.row >= 0}
    rows = sorted({row for row, _ in cells} - {0})
    width = max((column for _, column in cells), default=-1) + 1
    if len(rows) < 3 or width < 2 or any((0, column) not in cells for column in range(1, width)):
        return None
    labels = [_words(cells.get((row, 0))) for row in rows]
    if not all(labels) or len(set(labels)) < len(labels):
        return None
    found: dict[tuple[str, bool], dict[int, list[_Value]]] = {}
    for column in range(1, width):
        scale, unit = head_unit(cells[0, column].text, locale)
        if unit in MEASURES:
            scale, unit = Decimal(1), ""
        values = [_value(cells.get((row, column)), scale, unit, locale, facts) for row in rows]
        numbers = [value for value in values if value is not None]
        real = {(value.unit, value.fact) for value in numbers if value.number is not None}
        if (
            len(numbers) == len(rows)
            and len(real) == 1
            and sum(v.number is not None for v in numbers) >= max(2, len(rows) / 2)
        ):
            found.setdefault(real.pop(), {})[column] = numbers
    if not found:
        return None
    (unit, is_fact), columns = max(found.items(), key=lambda item: (len(item[1]), -min(item[1])))
    heads = [_words(cells[0, column], unit=False) for column in columns]
    across = _years(heads, locale)
    down = _years(labels, locale)
    if not all(heads) or len(set(heads)) < len(heads):
        return None
    table = tuple(zip(*columns.values(), strict=True))
    return Grid(
        labels=tuple(down or labels),
        heads=tuple(across or heads),
        values=tuple(tuple(value.text for value in row) for row in table),
        numbers=tuple(tuple(value.number for value in row) for row in table),
        unit=unit,
        facts=is_fact,
        columns=tuple(columns),
        years=bool(down) or (bool(across) and len(heads) >= 3),
        years_across=not down and bool(across) and len(heads) >= 3,
    )


def _words(leaf: Leaf | None, *, unit: bool = True) -> str:
    """A cell's words; "" where it holds what is no text. Without the unit that stands behind it in parentheses."""
    if leaf is None or WALL in leaf.text:
        return ""
    text = " ".join(leaf.text.split())
    return text if unit else _UNIT.sub("", text).strip() or text


def _years(texts: list[str], locale: Locale) -> list[str]:
    """The texts as plain years, in ascending order; none where one is something else."""
    found: list[str] = []
    for text in texts:
        match read_quantities(text, locale):
            case (only,) if (only.start, only.end) == (0, len(text)) and isinstance(only.value, Period):
                start = only.value.start
                if only.value.end or start.month or start.quarter or not start.year or only.unit:
                    return []
                found.append(str(start.year))
            case _:
                return []
    return found if found == sorted(set(found)) else []


def _value(leaf: Leaf | None, scale: Decimal, unit: str, locale: Locale, facts: Mapping[str, Fact]) -> _Value | None:
    """A cell that is one number, one fact, or a gap; None for anything else."""
    raw = "" if leaf is None else leaf.raw.strip().strip("*_ ")
    if raw in _GAPS:
        return _Value("", None, "", False)
    if role := _ROLE.fullmatch(raw):
        fact = facts.get(role[1])
        if fact is None or not isinstance(fact.value, Amount) or fact.value.high is not None:
            return None
        return _Value(fact.id, fact.value.low, fact.unit, True)
    assert leaf is not None
    text = leaf.text.strip()
    match read_quantities(text, locale):
        case (only,) if (only.start, only.end) == (0, len(text)) and isinstance(only.value, Amount):
            if only.unit in MEASURES:
                return None
            if only.value.high is not None or only.modifier is not Modifier.NONE or only.ordinal or only.worded:
                return None
            number = only.value.low
            if only.unit == "count" and unit:
                return _Value(as_typed(number * scale if scale != 1 else number), number * scale, unit, False)
            return _Value(as_typed(number), number, only.unit, False)
        case _:
            return None
