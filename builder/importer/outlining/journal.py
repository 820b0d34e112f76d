"""What was done to a document, gathered as it happens."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.importer.sheet import Kind, Note


@dataclass(slots=True)
class Journal:
    """Notes in the making; the import report gathers those that say the same."""

    _notes: list[Note] = field(default_factory=list)

    def add(self, line: int, kind: Kind, what: str) -> None:
        self._notes.append(Note(line, kind, what))

    def notes(self) -> tuple[Note, ...]:
        return tuple(sorted(dict.fromkeys(self._notes), key=lambda note: note.line))
