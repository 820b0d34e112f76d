"""`rules.yaml` → what must hold between facts."""

from __future__ import annotations

import re

from pydantic import Field, TypeAdapter

from builder.diagnostics import Code, Diagnostic, Report, Severity, did_you_mean
from builder.load.decode import WHOLE, Entry, decode_each
from builder.load.expression import ExpressionError, parse
from builder.load.ties import keys_of
from builder.model import Assertion, Expression, Fact

_SIGN = re.compile(r"<=|>=|≤|≥|<|>|=")
_SIGNS = {"≤": "<=", "≥": ">="}
_HINT = "an assertion is 'copilot.revenue <= market.2025': arithmetic, one of < <= = >= >, and arithmetic"


class _Rule(Entry):
    held: str = Field(alias="assert")
    because: str
    severity: Severity = Severity.ERROR


SCHEMA = TypeAdapter(_Rule)
"""One entry of rules.yaml."""


def read_assertions(
    text: str, file: str, facts: dict[str, Fact], lost: frozenset[str], report: Report
) -> tuple[Assertion, ...]:
    """Those that can be read and whose facts there are; `lost` are facts whose own fault is reported."""
    decoded = decode_each(text, file, SCHEMA, list, report)
    found = []
    for place, entry in decoded.value.items():
        span = decoded.places.value(place, "assert")
        try:
            assertion = _assertion(entry)
        except ExpressionError as error:
            report(Diagnostic(span, Code.INVALID_VALUE, str(error), hint=error.hint or _HINT))
            continue
        unknown = [key for side in (assertion[0], assertion[2]) for key in keys_of(side) if key not in facts]
        for key in unknown:
            if key not in lost and WHOLE not in lost:
                report(Diagnostic(span, Code.UNKNOWN_FACT, f"no fact '{key}'", hint=did_you_mean(key, facts)))
        if not unknown:
            found.append(Assertion(*assertion, entry.because, entry.severity, span))
    return tuple(found)


def _assertion(entry: _Rule) -> tuple[Expression, str, Expression]:
    signs = _SIGN.findall(entry.held)
    if len(signs) != 1:
        raise ExpressionError("an assertion holds one comparison", _HINT)
    left, right = entry.held.split(signs[0])
    return parse(left), _SIGNS.get(signs[0], signs[0]), parse(right)
