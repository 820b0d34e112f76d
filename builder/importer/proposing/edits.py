"""Changes to the files of a project as a unified diff, which `patch -p1` and `git apply` take from its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_CONTEXT = 3


@dataclass(slots=True)
class FileEdit:
    """One file: its text with its own line ends, None where it is new; and what becomes of its lines.

    `replaced` are new texts of lines by their 0-based index, `after` lines that follow one (-1: at the beginning)."""

    name: str
    text: str | None
    replaced: dict[int, str] = field(default_factory=dict)
    after: dict[int, list[str]] = field(default_factory=dict)

    @property
    def lines(self) -> list[str]:
        return _lines(self.text or "")

    def append(self, lines: list[str]) -> None:
        """Lines at the end of the file."""
        self.after.setdefault(len(self.lines) - 1, []).extend(lines)

    @property
    def end(self) -> str:
        """How lines of the file end."""
        return "\r\n" if "\r\n" in (self.text or "") else "\n"


def unified(edits: Mapping[str, FileEdit]) -> str:
    """The diff of all files, by name; "" where nothing changes."""
    return "".join(_file(edits[name]) for name in sorted(edits))


def _lines(text: str) -> list[str]:
    """Lines as `patch` sees them: they end with a line feed and with nothing else."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _changes(edit: FileEdit) -> list[tuple[str | None, str | None]]:
    """Every line as it was and as it will be; None where it is not there."""
    lines = edit.lines
    found: list[tuple[str | None, str | None]] = [(None, line + edit.end) for line in edit.after.get(-1, [])]
    for index, line in enumerate(lines):
        added = edit.after.get(index, [])
        new = edit.replaced.get(index, line)
        if added and not new.endswith("\n"):
            new += edit.end
        found.append((line, new))
        found += [(None, text + edit.end) for text in added]
    return found


def _file(edit: FileEdit) -> str:
    changes = _changes(edit)
    touched = [i for i, (old, new) in enumerate(changes) if old != new]
    if not touched:
        return ""
    tab = "\t" if " " in edit.name else ""
    old_name = "/dev/null" if edit.text is None else f"a/{edit.name}{tab}"
    return f"--- {old_name}\n+++ b/{edit.name}{tab}\n" + "".join(_hunks(changes, touched))


def _hunks(changes: list[tuple[str | None, str | None]], touched: list[int]) -> list[str]:
    groups: list[list[int]] = []
    for index in touched:
        if groups and index - groups[-1][-1] <= 2 * _CONTEXT:
            groups[-1].append(index)
        else:
            groups.append([index])
    found: list[str] = []
    old_line, new_line, done = 1, 1, 0
    for group in groups:
        first, last = max(0, group[0] - _CONTEXT), min(len(changes), group[-1] + _CONTEXT + 1)
        old_line += sum(old is not None for old, _ in changes[done:first])
        new_line += sum(new is not None for _, new in changes[done:first])
        part = changes[first:last]
        counts = [sum(pair[side] is not None for pair in part) for side in (0, 1)]
        starts = [line if count else line - 1 for line, count in zip((old_line, new_line), counts, strict=True)]
        found.append(f"@@ -{starts[0]},{counts[0]} +{starts[1]},{counts[1]} @@\n" + _body(part))
        old_line, new_line, done = old_line + counts[0], new_line + counts[1], last
    return found


def _body(part: list[tuple[str | None, str | None]]) -> str:
    """Runs of changed lines: first all that go, then all that come."""
    found, gone, come = "", "", ""
    for old, new in part:
        if old == new and old is not None:
            found, gone, come = found + gone + come + _line(" ", old), "", ""
            continue
        gone += _line("-", old) if old is not None else ""
        come += _line("+", new) if new is not None else ""
    return found + gone + come


def _line(mark: str, text: str) -> str:
    return mark + (text if text.endswith("\n") else text + "\n\\ No newline at end of file\n")
