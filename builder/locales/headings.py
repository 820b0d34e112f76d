"""The units that heads and captions of tables name for the bare numbers below them."""

from __future__ import annotations

import re
from decimal import Decimal

from builder.locales.locale import Locale
from builder.locales.reading import read_quantities
from builder.model import Amount

_UNIT = re.compile(r"[(（]([^()（）]*)[)）]\s*$")
_MONEY = re.compile(r"(US\$|[$€¥]|[A-Z]{3})\s*(?!\s*\d)")


def head_unit(text: str, locale: Locale) -> tuple[Decimal, str]:
    """The scale and unit that a head says of the bare numbers below it: 收入（亿美元）, Size (GB), (RMB 100 million).

    1 and "" where it says none that is known."""
    match = _UNIT.search(text)
    if match is None or not match[1].strip():
        return Decimal(1), ""
    said = match[1].strip()
    counted = (said,) if said[0].isdigit() else (said, f"1 {said}", f"1{said}")
    for typed in (*counted, _MONEY.sub(r"\g<1>1 ", said, count=1)):
        match read_quantities(typed, locale):
            case (only,) if only.start == 0 and isinstance(only.value, Amount):
                rest = typed[only.end :].strip()
                if rest and rest not in locale.reading.counters:
                    continue
                if only.value.high is None and (only.unit != "count" or only.value.low != 1):
                    return only.value.low, only.unit
            case _:
                continue
    return Decimal(1), ""
