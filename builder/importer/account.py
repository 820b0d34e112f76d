"""What an import did, for its author: in the order of the source's lines, with what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from builder.diagnostics import Diagnostic
from builder.importer.documents import Original
from builder.importer.gathered import rows
from builder.importer.outlining.journal import Journal
from builder.importer.sheet import Kind, Note, Sheet
from builder.project import Project

_MEANINGS = {
    Kind.UNKNOWN: "Not understood: look at these first",
    Kind.GUESSED: "Guessed: right in most documents, perhaps not in yours",
    Kind.CHANGED: "Changed: written in another way, dropped because Builder makes it, or missing",
}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """`counts` are the notes of each kind, in all documents; `faults` what keeps the project from being built."""

    languages: tuple[str, ...]
    counts: dict[Kind, int]
    faults: tuple[Diagnostic, ...]
    files: int
    text: str


def account(
    originals: tuple[Original, ...],
    sheets: list[Sheet],
    journals: list[Journal],
    faults: tuple[Diagnostic, ...],
    project: Project,
) -> ImportReport:
    notes = [
        tuple(sorted((*sheet.notes, *journal.notes()), key=lambda note: (note.line, note.kind.value, note.what)))
        for sheet, journal in zip(sheets, journals, strict=True)
    ]
    files = sorted(path for path in project.content.rglob("*") if path.is_file())
    counts = {kind: sum(note.kind is kind for own in notes for note in own) for kind in Kind}
    lines = ["# Import report", ""]
    for original, own in zip(originals, notes, strict=True):
        lines.append(f"- `{original.name}` → `content/{original.lang}/`: {_counted(own)}")
    lines += ["", "## What to do next", "", *_next_steps(counts, faults), ""]
    for original, own in zip(originals, notes, strict=True):
        lines += [f"## {original.name}", ""]
        for kind, meaning in _MEANINGS.items():
            if some := [note for note in own if note.kind is kind]:
                lines += [f"### {meaning}", "", *rows(original.name, some), ""]
        if not own:
            lines += ["Nothing was changed or guessed.", ""]
    text = "\n".join(lines).rstrip("\n") + "\n"
    return ImportReport(tuple(original.lang for original in originals), counts, faults, len(files), text)


def _counted(notes: tuple[Note, ...]) -> str:
    counts = [(sum(note.kind is kind for note in notes), kind.value) for kind in Kind]
    return ", ".join(f"{count} {kind}" for count, kind in counts)


def _next_steps(counts: dict[Kind, int], faults: tuple[Diagnostic, ...]) -> list[str]:
    steps = ["Build it: `builder build --project` and this folder's name."]
    if faults:
        steps = ["Mend these errors; `builder check --project` and this folder's name shows them again:"]
        steps += [f"   - `{f.span.file}:{f.span.line}` {f.message}" for f in faults]
    if counts[Kind.UNKNOWN] or counts[Kind.GUESSED]:
        steps.append(
            "Read below what was not understood or guessed, and change the files in `content/` where it is wrong."
        )
    steps.append("Put missing pictures where their frames say, and delete `:missing: yes`.")
    steps.append("`builder check` names whatever is wrong from now on; this file is not read by Builder.")
    numbered, place = [], 0
    for step in steps:
        place += not step.startswith(" ")
        numbered.append(step if step.startswith(" ") else f"{place}. {step}")
    return numbered
