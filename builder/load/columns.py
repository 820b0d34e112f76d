"""The row that a report is made for, as the files of a project ask for its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.diagnostics import Code, Diagnostic, Report, Span, did_you_mean
from builder.load.rows import picked, read_rows
from builder.locales import Locale
from builder.locales.params import worded
from builder.model import Amount, DataRow, Document, Figure, Flow, Picture, Ref, RefKind, Settings
from builder.project import Project, locate, read_bytes
from builder.text import walk
from builder.values import asks, cell_fault, filled, number_of


@dataclass(slots=True)
class Columns:
    """`asked`: where something of a row was asked for and there is none, in the order of reading."""

    row: DataRow | None
    report: Report
    asked: list[Span] = field(default_factory=list)

    def has(self, name: str, span: Span) -> bool:
        """Whether there is such a column; else, that it is told."""
        if self.row is None:
            self.asked.append(span)
            return False
        if name not in self.row.cells:
            hint = did_you_mean(name, self.row.cells)
            self.report(Diagnostic(span, Code.UNKNOWN_COLUMN, f"{self.row.file} has no column '{name}'", hint=hint))
            return False
        return True

    def is_empty(self, name: str) -> bool:
        return self.row is not None and name in self.row.cells and self.row.cells[name] is None

    def amount(self, name: str, unit: str, digits: int | None = None) -> Amount | None:
        """The number in a column that there is; None, and a diagnostic, where it is none. `unit` is what it counts."""
        assert self.row is not None
        try:
            return Amount(number_of(self.row.cells[name], per_cent=unit in ("%", "pp")), None, digits)
        except ValueError as error:
            self.report(cell_fault(self.row, name, str(error)))
            return None

    def filled(self, text: str, span: Span, locale: Locale, lang: str) -> str:
        """A text that is no Markdown, with what it asks of the row."""

        def say(name: str, options: Mapping[str, str]) -> str:
            if self.row is None:
                self.asked.append(span)
                return name
            words, fault = worded(self.row, name, options, span, locale, lang)
            if fault:
                self.report(fault)
            return words

        return filled(text, say)


def row_of(project: Project, settings: Settings, span: Span, report: Report) -> tuple[DataRow | None, bool]:
    """The row that the project is built for, of the table that report.yaml names where none was given; and whether its
    fault is told. `span`: where the table is named."""
    if project.row is None and project.pick and not settings.rows:
        message, hint = "a row is asked for, and report.yaml names no table", "rows: cities.csv"
        report(Diagnostic(span, Code.MISSING_ROW, message, hint=hint))
        return None, True
    if project.row is not None or not settings.rows:
        return project.row, False
    path = locate(project, settings.rows, project.content, span, Code.MISSING_FILE, report)
    content = read_bytes(project, path, report) if path else None
    if path is None or content is None:
        return None, True
    rows = read_rows(content, project.relative(path), report)
    if not rows:
        return None, True
    found = picked(rows, project.pick or "1")
    if isinstance(found, str):
        hint = "--row 3, or --row city=…"
        report(Diagnostic(span, Code.MISSING_ROW, found, hint=hint))
        return None, True
    return found, False


def first_asked(columns: Columns, settings: Settings, documents: Mapping[str, Document]) -> Span | None:
    """The first place that asks for a row, where there is none: in data, else in text."""
    if columns.asked:
        return columns.asked[0]
    if any(map(asks, settings.authors)):
        return settings.span
    for document in documents.values():
        for part in walk(document):
            if isinstance(part, Ref) and part.kind is RefKind.PARAM:
                return part.span
            if isinstance(part, Figure | Flow | Picture) and asks(part.alt):
                return part.span
    return None
