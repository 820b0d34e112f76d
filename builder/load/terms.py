"""`terms.yaml` of a language → labels and units."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, TypeAdapter, field_validator

from builder.diagnostics import Report
from builder.load.columns import Columns
from builder.load.decode import Entry, decode
from builder.locales import load_locale
from builder.model import Terms, UnitWords


class _Unit(Entry):
    one: str
    other: str
    scaled: str = ""

    @field_validator("one", "other", "scaled")
    @classmethod
    def _pattern(cls, pattern: str) -> str:
        if pattern.count("{n}") != 1:
            raise ValueError("a pattern holds {n} once, where the number stands")
        return pattern


class _Terms(Entry):
    labels: Mapping[str, str] = Field(default_factory=dict)
    units: Mapping[str, _Unit] = Field(default_factory=dict)


SCHEMA = TypeAdapter(_Terms)
"""What stands in terms.yaml of a language."""


def read_terms(text: str, file: str, lang: str, columns: Columns, report: Report) -> tuple[Terms, bool]:
    """The terms, and whether they could be read."""
    decoded = decode(text, file, SCHEMA, _Terms(), report)
    entry, places = decoded.value, decoded.places
    spans = {name: places.key("labels", name) for name in entry.labels}
    units = {name: UnitWords(u.one, u.other, u.scaled) for name, u in entry.units.items()}
    locale = load_locale(lang)
    labels = {name: columns.filled(text, spans[name], locale, lang) for name, text in entry.labels.items()}
    return Terms(labels, units, spans), not decoded.lost
