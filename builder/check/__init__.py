"""What can be told wrong before anything is drawn. Each check is a pure function; the tuple is the whole list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from builder.check.branches import conditions
from builder.check.consistency import consistency
from builder.check.context import Context
from builder.check.glyphs import missing_glyphs
from builder.check.identity import duplicate_ids, named_once
from builder.check.known import absent_files, unknown_languages, unknown_sources, unknown_units
from builder.check.parity import parity
from builder.check.prose import prose
from builder.check.sources import missing_fields
from builder.check.staleness import not_twice, stale
from builder.check.terms import forbidden_terms, once
from builder.diagnostics import Diagnostic

__all__ = ["CHECKS", "Context", "check"]

Check = Callable[[Context], Iterator[Diagnostic]]

CHECKS: Final[tuple[Check, ...]] = (
    duplicate_ids,
    parity,
    consistency,
    stale,
    absent_files,
    unknown_languages,
    unknown_sources,
    missing_fields,
    unknown_units,
    conditions,
    missing_glyphs,
    forbidden_terms,
    prose,
)


def check(context: Context) -> Iterator[Diagnostic]:
    yield from not_twice(once(named_once(found for one in CHECKS for found in one(context))))
