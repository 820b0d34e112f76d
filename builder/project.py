"""The files of a project: where they are, that they are inside it, and their text."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from builder.cache import digest
from builder.diagnostics import Code, Diagnostic, Report, Span

if TYPE_CHECKING:
    from builder.model.row import Row

MAX_FILE = 32 * 2**20
MAX_ASSET = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Project:
    """`root` is the project's folder, `content` the folder of report.yaml: `root/content`, or `root` itself.

    `read` collects every file that was read, relative to `root`, with its bytes: the inputs of the manifest and the
    source lines of diagnostics. `absent` are files that were looked for and are not there.

    `row`: what the report is made for, and one more input. Without it a report that asks for values takes a row of the
    table that report.yaml names: its first, or that which `pick` says (a number, or COLUMN=VALUE)."""

    root: Path
    content: Path
    read: dict[str, bytes] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    row: Row | None = None
    pick: str = ""

    def inputs(self) -> dict[str, bytes]:
        """What was read, and the row that it was read for, for the manifest."""
        row = self.row
        return self.read | ({f"{row.file}#{row.number}": digest(row.cells).encode()} if row else {})

    def relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def text(self, name: str) -> str | None:
        """The text of a file that was read, or None where it is none."""
        try:
            return _lines(self.read[name].decode("utf-8-sig"))
        except (KeyError, UnicodeDecodeError):
            return None

    def source_line(self, span: Span) -> str | None:
        """The line of a place, of a file in another encoding as far as it can be told; None for a file of bytes."""
        raw = self.read.get(span.file, b"")
        lines = [] if not raw or b"\x00" in raw else _lines(raw.decode("utf-8-sig", "replace")).split("\n")
        return lines[span.line - 1] if 0 < span.line <= len(lines) else None


class NoProject(FileNotFoundError):  # noqa: N818
    """A folder that holds no report; the text says what to do instead."""


def open_project(folder: Path, pick: str = "") -> Project:
    """`pick` is which row of its table it is read for. Raises NoProject where neither `folder` nor `folder/content`
    holds a report.yaml."""
    root = folder.resolve()
    for content in (root / "content", root):
        if (content / "report.yaml").is_file():
            return Project(root, content, pick=pick)
    if not root.is_dir():
        raise NoProject(f"{folder} is no folder; {_BEGIN}")
    for above in root.parents:
        if above.name != "content" and any((at / "report.yaml").is_file() for at in (above, above / "content")):
            raise NoProject(f"there is no report.yaml in {folder}; the project around it is: --project {above}")
    raise NoProject(f"there is no report.yaml in {folder} or in its content/ folder; {_BEGIN}")


_BEGIN = "name the project's folder with --project, or begin one with: builder new my-report"


def read_text(project: Project, path: Path, report: Report) -> str | None:
    """The file's text (UTF-8, with or without BOM, any line ends), or None and a diagnostic."""
    raw = read_bytes(project, path, report)
    if raw is None:
        return None
    try:
        text = raw.decode("utf-8-sig")
        wrong = text.find("\x00")
        before = text[:wrong].encode() if wrong >= 0 else None
    except UnicodeDecodeError as error:
        before = raw[: error.start]
    if before is not None:
        line = _lines(before.decode("utf-8", "replace")).count("\n") + 1
        message, hint = "the file is not UTF-8 text", "save it as UTF-8"
        report(Diagnostic(Span(project.relative(path), line), Code.UNREADABLE_FILE, message, hint=hint))
        return None
    return _lines(text)


def read_bytes(project: Project, path: Path, report: Report) -> bytes | None:
    """What the file holds, or None and a diagnostic. `path` may be a symbolic link that leads out of the project."""
    name = project.relative(path)
    try:
        if not path.resolve().is_relative_to(project.root):
            report(_outside(name, Span(name)))
            return None
        if path.stat().st_size > MAX_FILE:
            message = f"the file is larger than {MAX_FILE >> 20} MiB"
            report(Diagnostic(Span(name), Code.UNREADABLE_FILE, message, hint="split it"))
            return None
        project.read[name] = path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        report(Diagnostic(Span(name), Code.UNREADABLE_FILE, message, hint="check the rights of the file"))
        return None
    return project.read[name]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _outside(target: str, span: Span) -> Diagnostic:
    message = f"'{target}' points outside the project"
    return Diagnostic(span, Code.OUTSIDE_PROJECT, message, hint="copy the file into the project")


def locate(project: Project, target: str, base: Path, span: Span, missing: Code, report: Report) -> Path | None:
    """The file that `target` names, relative to the folder `base` or, with a leading `/`, to the project.

    `..`, `%2e` and symbolic links that lead out of the project are refused, whether the file exists or not."""
    name = unquote(target.split("#")[0].split("?")[0])
    wanted = project.root / name.lstrip("/") if name.startswith("/") else base / name
    try:
        path = wanted.resolve()
        inside = path.is_relative_to(project.root)
        found = inside and path.is_file()
    except (OSError, ValueError, RuntimeError):  # too long, a null, a circle of links
        inside, found = True, False
    if not inside:
        report(_outside(target, span))
        return None
    if not found:
        if inside:
            project.absent.add(os.path.relpath(wanted, project.root))
        report(Diagnostic(span, missing, f"no file '{name}'", hint=_nearby(wanted)))
        return None
    return path


def _nearby(wanted: Path) -> str:
    """Files of the same folder with the same stem or name in other case."""
    try:
        names = [p.name for p in wanted.parent.iterdir() if p.is_file()]
    except (OSError, ValueError):
        return f"there is no folder '{PurePosixPath(wanted.parent.name)}'"
    near = [n for n in names if n.lower() == wanted.name.lower() or Path(n).stem == wanted.stem]
    return f"did you mean '{sorted(near)[0]}'?" if near else "a path is relative to the file that names it"
