"""The cells of a table that a report takes for numbers, looked through for all rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from builder.diagnostics import Diagnostic, Report
from builder.load.columns import Columns
from builder.load.facts import read_facts
from builder.model import Amount, DataRow
from builder.project import Project, read_text
from builder.values import cell_fault, number_of


def check_numbers(project: Project, rows: Sequence[DataRow], report: Report) -> None:
    """Report each cell that a fact takes for a number, and that is none; empty cells are none of these.

    What else is wrong with facts.yaml is told by whoever reads it for a row."""
    path = project.content / "facts.yaml"
    text = read_text(project, path, _unsaid) if path.is_file() else None
    if text is None or not rows:
        return
    asked = _Asked(rows[0], _unsaid)
    read_facts(text, project.relative(path), asked, _unsaid)
    for row in rows:
        for column, per_cent in asked.numbers.items():
            if row.cells[column] is not None:
                try:
                    number_of(row.cells[column], per_cent=per_cent)
                except ValueError as error:
                    report(cell_fault(row, column, str(error)))


@dataclass(slots=True)
class _Asked(Columns):
    """Notes the columns that are asked for numbers, and whether those may end in a sign of per cents."""

    numbers: dict[str, bool] = field(default_factory=dict)

    def is_empty(self, name: str) -> bool:
        return False

    def amount(self, name: str, unit: str, digits: int | None = None) -> Amount | None:
        self.numbers[name] = unit in ("%", "pp")
        return None


def _unsaid(_: Diagnostic) -> None:
    """Said where the facts are read in earnest."""
