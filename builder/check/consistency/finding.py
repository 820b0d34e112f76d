"""A place where the report disagrees with itself, with an id by which an editor's note may acknowledge it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from builder.diagnostics import Code, Diagnostic, Severity, Span

_HINT = "mend it; or acknowledge it, in every language, with a note under :::{data-notes}: - `"


@dataclass(frozen=True, slots=True)
class Finding:
    """`keys` are facts, or a section and the values that contradict each other: the same in every language."""

    code: Code
    keys: tuple[str, ...]
    span: Span
    message: str
    severity: Severity = Severity.WARNING
    other: Span | None = None

    @property
    def id(self) -> str:
        return " ".join((self.code.value, *self.keys))

    def diagnostic(self) -> Diagnostic:
        return Diagnostic(self.span, self.code, self.message, f"{_HINT}{self.id}` …", self.severity, self.other)


def key(value: Decimal) -> str:
    """A value as part of an id."""
    return f"{value.normalize():f}"


def once(findings: Iterable[Finding]) -> dict[str, Finding]:
    """By id; what is found in several languages, or by several rules, is said once, and as gravely as the gravest."""
    found: dict[str, Finding] = {}
    for finding in findings:
        first = found.get(finding.id)
        if first is None or (finding.severity is Severity.ERROR and first.severity is Severity.WARNING):
            found[finding.id] = finding
    return found
