"""What became of the rows of a run, as far as it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from builder.batch.row import Fate, Outcome
from builder.diagnostics import Diagnostic


@dataclass(slots=True)
class Ledger:
    """`total`: how many rows the table has. A finding that many rows share is held once."""

    total: int
    _outcomes: dict[int, Outcome] = field(default_factory=dict)
    _findings: dict[Diagnostic, Diagnostic] = field(default_factory=dict)

    def enter(self, outcome: Outcome) -> None:
        shared = tuple(self._findings.setdefault(one, one) for one in outcome.findings)
        self._outcomes[outcome.number] = replace(outcome, findings=shared)

    def outcomes(self) -> tuple[Outcome, ...]:
        """In the order of the rows."""
        return tuple(self._outcomes[number] for number in sorted(self._outcomes))

    def of(self, fate: Fate) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes() if one.fate is fate)

    def rows_by_finding(self) -> Mapping[Diagnostic, tuple[int, ...]]:
        """The rows that each finding was made in; by place."""
        found: dict[Diagnostic, list[int]] = {}
        for outcome in self.outcomes():
            for one in outcome.findings:
                found.setdefault(one, []).append(outcome.number)
        ordered = sorted(found, key=lambda one: (one.span, one.code, one.message))
        return {one: tuple(found[one]) for one in ordered}


def size(outcomes: Iterable[Outcome]) -> tuple[int, int]:
    """How many files, and how many bytes, stand of these rows."""
    sizes = [one.size for outcome in outcomes for one in outcome.artefacts]
    return len(sizes), sum(sizes)
