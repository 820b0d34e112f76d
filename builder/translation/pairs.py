"""The texts of two editions side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import PurePosixPath

from builder.diagnostics import Span
from builder.model import Unit, UnitKind

_OWN = frozenset({UnitKind.ALT, UnitKind.SOURCE, UnitKind.TITLE})
"""Options that one edition may leave out."""

Shape = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    source: Unit
    target: Unit


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of a section whose texts have no counterparts: where it begins in the source, or in the translation."""

    section: str
    source: Span | None
    target: Span | None


def pair_units(sources: Iterable[Unit], targets: Iterable[Unit]) -> tuple[tuple[Pair, ...], tuple[Gap, ...]]:
    """Texts of the same kind and place, in the order of the source. What an edition has alone is left out."""
    ours, theirs = _sections(sources), _sections(targets)
    pairs: list[Pair] = []
    gaps: list[Gap] = []
    for key, units in ours.items():
        _pair(key[1], units, theirs.pop(key, []), pairs, gaps)
    gaps += [Gap(key[1], None, units[0].span) for key, units in theirs.items()]
    return tuple(pairs), tuple(gaps)


def file_name(unit: Unit) -> str:
    """The name of a unit's file, which is the same in every language."""
    return PurePosixPath(unit.file).name


def _sections(units: Iterable[Unit]) -> dict[tuple[str, str], list[Unit]]:
    found: dict[tuple[str, str], list[Unit]] = {}
    for unit in units:
        if not unit.alone:
            found.setdefault((file_name(unit), unit.section), []).append(unit)
    return found


def _pair(section: str, ours: Sequence[Unit], theirs: Sequence[Unit], pairs: list[Pair], gaps: list[Gap]) -> None:
    shapes = [_shape(unit) for unit in ours], [_shape(unit) for unit in theirs]
    if shapes[0] == shapes[1]:
        pairs += [Pair(a, b) for a, b in zip(ours, theirs, strict=True)]
        return
    for tag, a, a_end, b, b_end in SequenceMatcher(None, *shapes, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += [Pair(x, y) for x, y in zip(ours[a:a_end], theirs[b:b_end], strict=True)]
        elif not all(unit.kind in _OWN for unit in (*ours[a:a_end], *theirs[b:b_end])):
            gaps.append(Gap(section, ours[a].span if a < a_end else None, theirs[b].span if b < b_end else None))


def _shape(unit: Unit) -> Shape:
    """What is equal in counterparts; the names of footnotes are not."""
    within = unit.within[1:] if unit.kind is UnitKind.NOTE else unit.within
    return (unit.kind, unit.row, unit.column, *within)
