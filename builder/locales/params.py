"""What stands in a cell, in words of a language: numbers and dates as facts are worded, all else as it is typed."""

from __future__ import annotations

from collections.abc import Mapping

from builder.diagnostics import Code, Diagnostic, Span, did_you_mean
from builder.locales.forms import Form
from builder.locales.locale import Locale
from builder.locales.numbers import Unwordable, compose
from builder.model import Amount, CellValue, DataRow, Modifier, Moment, Period
from builder.values import as_typed, column_of, columns_like, day_of, is_number, number_of, text_of


def param_words(value: CellValue, options: Mapping[str, str], locale: Locale) -> str:
    """`options` are those of the role, `text` among them where it is to stand as typed. Raises Unwordable."""
    if "text" not in options and (day := day_of(value)):
        return compose(Period(Moment(day.year, day.month, day.day)), "", Modifier.NONE, Form.PROSE, locale)
    if "text" not in options and is_number(value):
        digits = int(options["digits"]) if "digits" in options else None
        amount = Amount(number_of(value))
        return compose(amount, "count", Modifier.NONE, Form.PROSE, locale, signed="signed" in options, digits=digits)
    return text_of(value)


def worded(
    row: DataRow, name: str, options: Mapping[str, str], span: Span, locale: Locale, lang: str
) -> tuple[str, Diagnostic | None]:
    """What the row says in a column, and what is wrong with that; the column's name where nothing can be said."""
    column = column_of(row.cells, name, lang)
    if column is None:
        message, hint = f"{row.file} has no column '{name}'", did_you_mean(name, columns_like(row.cells, lang))
        return name, Diagnostic(span, Code.UNKNOWN_COLUMN, message, hint=hint)
    value = row.cells[column]
    if value is None:
        return (options["empty"], None) if "empty" in options else (name, empty(row, name, "param", span))
    try:
        return param_words(value, options, locale), None
    except (Unwordable, ValueError) as error:
        message = f"'{column}' cannot be worded: {error}"
        return name, Diagnostic(span, Code.INVALID_VALUE, message, hint="leave out the option")


def empty(row: DataRow, name: str, role: str, span: Span) -> Diagnostic:
    """The row says nothing where a text says it."""
    message = f"row {row.number} says nothing of '{name}'"
    hint = f"write [ … ]{{when {as_typed(name)} is not empty}} around it, or {{{role}}}`{name} empty=—`"
    return Diagnostic(span, Code.EMPTY_VALUE, message, hint=hint, other=Span(row.file, row.line))
