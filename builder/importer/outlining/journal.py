"""What was done to a document, gathered as it happens: one note for all places of one kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.importer.sheet import Kind, Note

_SHOWN = 12
"""Lines that a note names."""


@dataclass(slots=True)
class Journal:
    """Notes in the making. What is said with the same words in several places becomes one note."""

    _places: dict[tuple[Kind, str], list[int]] = field(default_factory=dict)

    def add(self, line: int, kind: Kind, what: str) -> None:
        self._places.setdefault((kind, what), []).append(line)

    def notes(self) -> tuple[Note, ...]:
        found = []
        for (kind, what), places in self._places.items():
            lines = sorted(set(places))
            said = what
            if len(places) > 1:
                shown = ", ".join(map(str, lines[:_SHOWN])) + (", …" if len(lines) > _SHOWN else "")
                said = f"{what} ({len(places)} times, lines {shown})"
            found.append(Note(lines[0], kind, said))
        return tuple(sorted(found, key=lambda note: note.line))
