"""Whether conditions hold for the facts and the row of a report, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Final, assert_never

from builder.diagnostics import Code, Diagnostic, Span, did_you_mean
from builder.model import (
    Amount,
    CellValue,
    Comparison,
    Condition,
    Corpus,
    Emptiness,
    Junction,
    Negation,
    Number,
    Operand,
    Quoted,
    Variable,
)
from builder.values import cell_fault, number_of, text_of

_SIGNS: Final = {"<": lt, "<=": le, "=": eq, "!=": ne, ">=": ge, ">": gt}
_SAME: Final = ("=", "!=")


class _Unknown(Exception):  # noqa: N818
    """What a condition asks for cannot be said; the fault, where it is not told elsewhere."""

    def __init__(self, fault: Diagnostic | None = None) -> None:
        super().__init__()
        self.fault = fault


def holds(condition: Condition, corpus: Corpus) -> bool:
    """Whether it holds. A comparison with what is empty does not, nor does one that is at fault."""
    match condition:
        case Comparison():
            try:
                return _compared(condition, corpus)
            except _Unknown:
                return False
        case Emptiness():
            try:
                return _value(condition.name, corpus) is None
            except _Unknown:
                return False
        case Negation():
            return not holds(condition.condition, corpus)
        case Junction("and"):
            return holds(condition.left, corpus) and holds(condition.right, corpus)
        case Junction():
            return holds(condition.left, corpus) or holds(condition.right, corpus)
        case _:
            assert_never(condition)


def faults(condition: Condition, corpus: Corpus) -> Iterator[Diagnostic]:
    """What it asks for and nobody can say, in all its parts: unknown names, and values of other types."""
    match condition:
        case Comparison() | Emptiness():
            operands = (condition.left, condition.right) if isinstance(condition, Comparison) else (condition.name,)
            found = [fault for operand in operands if (fault := _fault(operand, corpus))]
            yield from found
            if isinstance(condition, Comparison) and not found:
                try:
                    _compared(condition, corpus)
                except _Unknown as error:
                    yield from (error.fault,) if error.fault else ()
        case Negation():
            yield from faults(condition.condition, corpus)
        case Junction():
            yield from faults(condition.left, corpus)
            yield from faults(condition.right, corpus)
        case _:
            assert_never(condition)


def _fault(operand: Operand, corpus: Corpus) -> Diagnostic | None:
    try:
        _value(operand, corpus)
    except _Unknown as error:
        return error.fault
    return None


def _value(operand: Operand, corpus: Corpus) -> Amount | CellValue:
    """What an operand stands for: an amount, what stands in a cell, or a text. Raises _Unknown."""
    match operand:
        case Quoted():
            return operand.text
        case Number():
            return Amount(operand.value)
        case Variable():
            return _said(operand, corpus)
        case _:
            assert_never(operand)


def _said(variable: Variable, corpus: Corpus) -> Amount | CellValue:
    key = variable.key
    if fact := corpus.facts.get(key):
        if not isinstance(fact.value, Amount):
            message = f"'{key}' is a date or an order of magnitude, which no condition compares"
            raise _Unknown(_malformed(variable.span, message, "name a fact with a number, or a column"))
        return fact.value
    if key in corpus.unvalued:
        return None
    if ("facts", key) in corpus.lost or ("rows", "") in corpus.lost:
        raise _Unknown
    if corpus.row is None or key not in corpus.row.cells:
        known = [*corpus.facts, *corpus.unvalued, *(corpus.row.cells if corpus.row else ())]
        message = f"no fact or column '{key}'"
        raise _Unknown(Diagnostic(variable.span, Code.UNKNOWN_COLUMN, message, hint=did_you_mean(key, known)))
    return corpus.row.cells[key]


def _compared(comparison: Comparison, corpus: Corpus) -> bool:
    left, right = _value(comparison.left, corpus), _value(comparison.right, corpus)
    place = _place(comparison)
    if left is None or right is None:
        return False
    if _is_textual(comparison, left, right):
        if comparison.sign not in _SAME:
            message = f"texts are the same or not; '{comparison.sign}' asks which comes first"
            raise _Unknown(_malformed(place, message, 'city = "…" or city != "…"'))
        return bool(_SIGNS[comparison.sign](_text(left, place), _text(right, place)))
    lows, highs = zip(_ends(left, comparison.left, corpus), _ends(right, comparison.right, corpus), strict=True)
    match comparison.sign:
        case "<" | "<=":
            return bool(_SIGNS[comparison.sign](highs[0], lows[1]))
        case ">" | ">=":
            return bool(_SIGNS[comparison.sign](lows[0], highs[1]))
        case "=":
            return bool(lows[0] == lows[1] and highs[0] == highs[1])
        case _:
            return bool(lows[0] != lows[1] or highs[0] != highs[1])


def _is_textual(comparison: Comparison, left: Amount | CellValue, right: Amount | CellValue) -> bool:
    """One side is quoted, or both are columns, not both of which are numbers."""
    if isinstance(comparison.left, Quoted) or isinstance(comparison.right, Quoted):
        return True
    return not any(isinstance(side, Amount) or _is_numeric(side) for side in (left, right))


def _is_numeric(value: CellValue) -> bool:
    try:
        number_of(value, per_cent=True)
    except ValueError:
        return False
    return True


def _text(value: Amount | CellValue, place: Span) -> str:
    if isinstance(value, Amount):
        raise _Unknown(_malformed(place, "a number is compared with a text", "leave out the quotation marks"))
    return text_of(value)


def _ends(value: Amount | CellValue, operand: Operand, corpus: Corpus) -> tuple[Decimal, Decimal]:
    """A number, as a range of one."""
    if isinstance(value, Amount):
        return value.low, value.low if value.high is None else value.high
    try:
        number = number_of(value, per_cent=True)
    except ValueError as error:
        assert isinstance(operand, Variable)
        assert corpus.row is not None
        raise _Unknown(cell_fault(corpus.row, operand.key, str(error))) from None
    return number, number


def _place(comparison: Comparison) -> Span:
    return next(side.span for side in (comparison.left, comparison.right) if isinstance(side, Variable))


def _malformed(span: Span, message: str, hint: str) -> Diagnostic:
    return Diagnostic(span, Code.MALFORMED_CONDITION, message, hint=hint)
