"""Rules switched off, by rule, by block and by line: one filter over what all stages found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.diagnostics import FIRM, Code, Diagnostic, Severity, Span
from builder.model import Off


@dataclass(frozen=True, slots=True)
class Switched:
    """What is still said, and the comments that switched something off."""

    kept: tuple[Diagnostic, ...]
    used: frozenset[Off]


def switched(found: Iterable[Diagnostic], rules: Mapping[Code, str], offs: Iterable[Off]) -> Switched:
    """A comment holds for a fault that lies in its lines, and for one that names them as the other place.

    A comment that is not needed, because its rule is off in report.yaml, counts as used."""
    by_file: defaultdict[tuple[str, Code], list[Off]] = defaultdict(list)
    for off in offs:
        by_file[off.span.file, off.code].append(off)
    kept: list[Diagnostic] = []
    used: set[Off] = set()
    for fault in found:
        spans = [span for span in (fault.span, fault.other) if span is not None]
        holding = [off for span in spans for off in by_file.get((span.file, fault.code), ()) if _holds(off, span)]
        used.update(holding)
        if fault.code in FIRM or not (holding or fault.code in rules):
            kept.append(fault)
    return Switched(tuple(kept), frozenset(used))


def unused(offs: Iterable[Off], used: frozenset[Off]) -> Iterator[Diagnostic]:
    """Comments that switch off nothing. Only where every check has run can that be told."""
    for off in offs:
        if off not in used:
            message = f"nothing here is '{off.code}'"
            hint = "delete the comment, or put it above the block or behind the line that it is said of"
            yield Diagnostic(off.span, Code.UNUSED_OFF, message, hint=hint, severity=Severity.WARNING)


def _holds(off: Off, span: Span) -> bool:
    return off.first <= span.line <= off.last
