"""What the author is told while a document is read, and the words that no reader of the report will see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builder.importer.sheet import Kind, Note

_ADDRESSES = re.compile(r"(?:https?://\S+\n?)+")


@dataclass(slots=True)
class Log:
    """`aside` waits for the next piece of the top level, as do `anchors`."""

    notes: list[Note] = field(default_factory=list)
    aside: list[tuple[str, int]] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    _said: set[str] = field(default_factory=set)

    def changed(self, line: int, what: str) -> None:
        self.notes.append(Note(line, Kind.CHANGED, what))

    def guessed(self, line: int, what: str) -> None:
        self.notes.append(Note(line, Kind.GUESSED, what))

    def unknown(self, line: int, what: str) -> None:
        self.notes.append(Note(line, Kind.UNKNOWN, what))

    def once(self, line: int, what: str) -> None:
        """A change that is made all over a document, said where it is made first."""
        if what not in self._said:
            self._said.add(what)
            self.changed(line, f"{what} (here and wherever it stands again)")

    def keep(self, text: str, line: int) -> None:
        """Words that stand in the source and shall stand in the project, though no reader sees them."""
        if text.strip():
            self.aside.append((text.strip(), line))

    def anchor(self, name: str) -> None:
        if name and name not in self.anchors:
            self.anchors.append(name)

    def take_aside(self) -> list[tuple[str, int]]:
        """With their lines; addresses that follow one another are one comment."""
        taken: list[tuple[str, int]] = []
        for text, line in self.aside:
            if taken and _ADDRESSES.fullmatch(taken[-1][0]) and _ADDRESSES.fullmatch(text):
                text, line = f"{taken[-1][0]}\n{text}", taken.pop()[1]
            taken.append((text, line))
        self.aside = []
        return taken

    def take_anchors(self) -> tuple[str, ...]:
        taken, self.anchors = tuple(self.anchors), []
        return taken


def short(text: str, width: int = 60) -> str:
    """One line of a text, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
