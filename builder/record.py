"""What a build was made of and what it made, so that the next one knows whether anything is to be done."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from builder.cache import Store, code, digest
from builder.diagnostics import Code, Diagnostic, Severity, Span
from builder.project import Project, read_bytes
from builder.request import Request


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build of a project took from the disk: the digests of files that it read, files that it missed, and
    the names in the folders where it looks for files."""

    files: Mapping[str, str]
    absent: tuple[str, ...]
    folders: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """An artefact, and the key by which the store holds its bytes: the digest of what it was made of."""

    name: str
    lang: str
    output: str
    key: str


@dataclass(frozen=True, slots=True)
class Record:
    """A build that went well: what it was made of, what was said, and what was made."""

    inputs: Inputs
    said: tuple[Diagnostic, ...]
    artefacts: tuple[Kept, ...]


def taken(project: Project, folders: Mapping[str, str]) -> Inputs:
    """What was read of the project; `folders` is `listings` as it was before anything was read."""
    files = {name: digest(content) for name, content in sorted(project.read.items())}
    looked = {project.relative(project.content), "assets", *(PurePosixPath(name).parent.as_posix() for name in files)}
    return Inputs(files, tuple(sorted(project.absent)), {name: folders[name] for name in sorted(looked & {*folders})})


def listings(project: Project) -> dict[str, str]:
    """Digests of the names of files, by folder: where a new file would be found by itself."""
    within = [path for path in _entries(project.content) if path.is_dir() and not path.name.startswith(".")]
    return {
        project.relative(folder): digest(sorted(path.name for path in _entries(folder) if path.is_file()))
        for folder in (project.content, *sorted(within), project.root / "assets")
    }


def changes(project: Project, inputs: Inputs) -> Iterator[str]:
    """The files of which the project says something else than `inputs`, and where files came or went; reads them."""
    for name, was in inputs.files.items():
        content = read_bytes(project, project.root / name, _unsaid)
        if content is None or digest(content) != was:
            yield name
    yield from (name for name in inputs.absent if (project.root / name).exists())
    there = listings(project)
    yield from (f"{folder}/" for folder, was in inputs.folders.items() if there.get(folder, was) != was)


def recall(project: Project, request: Request, store: Store) -> Record | None:
    """The last build of the project that was asked for the same."""
    raw = store.get(_key(project, request))
    if raw is None:
        return None
    try:
        said = json.loads(raw)
        inputs = said["inputs"]
        return Record(
            Inputs(inputs["files"], tuple(inputs["absent"]), inputs["folders"]),
            tuple(diagnostic(one) for one in said["said"]),
            tuple(Kept(**one) for one in said["artefacts"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def remember(project: Project, request: Request, record: Record, store: Store) -> None:
    store.put(_key(project, request), json.dumps(asdict(record), ensure_ascii=False).encode())


def _key(project: Project, request: Request) -> str:
    """Where it is written to is no part of what is made, nor is where its row stands in the table."""
    cells = project.row.cells if project.row else None
    return digest(code(), "build", project.content, cells, project.pick, replace(request, folder=Path(), force=False))


def diagnostic(said: Mapping[str, Any]) -> Diagnostic:
    """A diagnostic that was written as JSON, as `asdict` gives it. Raises KeyError, TypeError or ValueError."""
    other = Span(**said["other"]) if said["other"] else None
    span, kind, severity = Span(**said["span"]), Code(said["code"]), Severity(said["severity"])
    return Diagnostic(span, kind, said["message"], said["hint"], severity, other)


def _entries(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(folder.iterdir())
    except OSError:
        return ()


def _unsaid(_: Diagnostic) -> None:
    """A file that cannot be read has changed: reading it in earnest says why."""
