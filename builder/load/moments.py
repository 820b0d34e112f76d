"""Dates as far as they are known: `2026`, `2026-Q2`, `2026-02`, `2026-02-27` (ISO 8601, and quarters)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from builder.model import Moment

MOMENT = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?")

MOMENT_HINT = "write 2026, 2026-Q2, 2026-02 or 2026-02-27"
SPAN_HINT = f"{MOMENT_HINT}, or two of them with / between"


def parse_moment(text: str) -> Moment:
    """Raises ValueError with a reason in the author's terms."""
    match = MOMENT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"'{text}' is no date")
    year, quarter, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise ValueError(f"'{text}' is no date: {error}") from None
    return Moment(year, month, day, quarter)


def parse_moments(texts: Iterable[str]) -> list[Moment]:
    """Dates, the earlier before the later. Raises ValueError with a reason in the author's terms."""
    moments = [parse_moment(text) for text in texts]
    begins = [(m.year, m.month or (3 * m.quarter - 2 if m.quarter else 0), m.day or 0) for m in moments]
    if begins != sorted(begins):
        raise ValueError("the span of dates runs backwards")
    return moments
