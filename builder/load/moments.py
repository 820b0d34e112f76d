"""Dates as far as they are known: `2026`, `2026-Q2`, `2026-02`, `2026-02-27` (ISO 8601, and quarters)."""

from __future__ import annotations

import re
from datetime import date

from builder.model import Moment

MOMENT = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?")

MOMENT_HINT = "write 2026, 2026-Q2, 2026-02 or 2026-02-27"


def parse_moment(text: str) -> Moment:
    """Raises ValueError with a reason in the author's terms."""
    match = MOMENT.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"'{text}' is no date")
    year, quarter, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        date(year, month or 1, day or 1)
    except ValueError as error:
        raise ValueError(f"'{text}' is no date: {error}") from None
    return Moment(year, month, day, quarter)
