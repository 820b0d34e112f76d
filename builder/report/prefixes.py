"""Ids of the second language of a report in two: its own, so that its links stay in its column."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar

from builder.diagnostics import Span
from builder.locales import Locale
from builder.model import Edition, Entry, Equation, Figure, Flow, Link, Plot, Section, Table, Text
from builder.report.figures import anchor
from builder.report.indexing import Said, marked

T = TypeVar("T")

_REFERENCE: Final = "#ref-"
"""How links to entries of the bibliography begin."""


def indexed(edition: Edition, locale: Locale, prefix: str) -> tuple[Edition, tuple[Said, ...]]:
    """The edition with the places of its index and `prefix`, if there is one, before its ids; and the index's terms."""
    found, said = marked(edition, locale)
    if not prefix:
        return found, said
    moved = (replace(term, places=tuple(prefix + place for place in term.places)) for term in said)
    return prefixed(found, prefix), tuple(moved)


def prefixed(edition: Edition, prefix: str) -> Edition:
    """The edition with `prefix` before every id, and in every link to one."""
    return replace(edition, document=_renamed(edition.document, prefix))


def _renamed(value: T, prefix: str) -> T:
    if isinstance(value, tuple):
        return tuple(_renamed(one, prefix) for one in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type | Span | Plot):
        return value
    changed: dict[str, Any] = {one.name: _renamed(getattr(value, one.name), prefix) for one in fields(value)}
    return replace(value, **(changed | _own(value, prefix)))


def _own(value: object, prefix: str) -> dict[str, str]:
    """What has another name than before."""
    match value:
        case Figure() | Flow() | Table() if name := anchor(value):
            return {"id": prefix + name}
        case Section() | Equation() | Text() if value.id:
            return {"id": prefix + value.id}
        case Entry():
            return {"key": prefix + value.key}
        case Link():
            own = {"id": prefix + value.id} if value.id else {}
            return own | ({"target": _target(value.target, prefix)} if value.target.startswith("#") else {})
        case _:
            return {}


def _target(target: str, prefix: str) -> str:
    start = _REFERENCE if target.startswith(_REFERENCE) else "#"
    return f"{start}{prefix}{target.removeprefix(start)}"
