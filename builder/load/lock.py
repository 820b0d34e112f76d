"""`translated.lock` of a language: what its texts and those that they translate were when somebody accepted them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from builder.diagnostics import Code, Diagnostic, Report, Span
from builder.model import Accepted, Lock, Settings, UnitKind
from builder.project import Project, read_text

LOCK: Final = "translated.lock"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    section: str
    kind: UnitKind
    source: str
    text: str


class _Lock(BaseModel):
    model_config = ConfigDict(extra="forbid")
    source: Annotated[str, Field(min_length=1)]
    files: dict[str, list[_Entry]]


_SCHEMA: Final = TypeAdapter(_Lock)


def read_locks(project: Project, settings: Settings, report: Report) -> dict[str, Lock]:
    """Those of the translated languages that have one; a lock of another source language says nothing."""
    found: dict[str, Lock] = {}
    for lang in settings.languages:
        path = project.content / lang / LOCK
        if lang == settings.source or not path.is_file():
            continue
        text = read_text(project, path, report)
        lock = _read(text, project.relative(path), report) if text is not None else None
        if lock and lock.source == settings.source:
            found[lang] = lock
    return found


def _read(text: str, file: str, report: Report) -> Lock | None:
    try:
        read = _SCHEMA.validate_json(text)
    except ValidationError as error:
        said = error.errors(include_url=False)[0]["msg"]
        hint = "take it from version control again, or write it anew: builder check --accept"
        report(Diagnostic(Span(file), Code.UNREADABLE_FILE, f"the lock cannot be read: {said}", hint=hint))
        return None
    files = {
        name: tuple(Accepted(one.section, one.kind, one.source, one.text) for one in entries)
        for name, entries in read.files.items()
    }
    return Lock(read.source, files, Span(file))


def lock_text(source: str, files: Mapping[str, tuple[Accepted, ...]]) -> str:
    """The lock as it is written: a value a line, so that a change shows as the lines that changed."""
    content = {
        "source": source,
        "files": {
            name: [
                {"section": one.section, "kind": one.kind.value, "source": one.source, "text": one.text} for one in all_
            ]
            for name, all_ in files.items()
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
