"""The files of a project: where they are, that they are inside it, and their text."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from builder.diagnostics import Code, Diagnostic, Report, Span

MAX_TEXT = 32 * 2**20
MAX_ASSET = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Project:
    """`root` is the project's folder, `content` the folder of report.yaml: `root/content`, or `root` itself.

    `read` collects every file that was read, relative to `root`, with its bytes: the inputs of the manifest and the
    source lines of diagnostics."""

    root: Path
    content: Path
    read: dict[str, bytes] = field(default_factory=dict)

    def relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def source_line(self, span: Span) -> str | None:
        lines = self.read.get(span.file, b"").decode("utf-8", "replace").splitlines()
        return lines[span.line - 1] if 0 < span.line <= len(lines) else None


def open_project(folder: Path) -> Project:
    """Raises FileNotFoundError where neither `folder` nor `folder/content` holds a report.yaml."""
    root = folder.resolve()
    for content in (root / "content", root):
        if (content / "report.yaml").is_file():
            return Project(root, content)
    raise FileNotFoundError(f"no report.yaml in {folder} or in its content/ folder")


def read_text(project: Project, path: Path, report: Report) -> str | None:
    """The file's text (UTF-8, with or without BOM, any line ends), or None and a diagnostic."""
    name = project.relative(path)
    try:
        if path.stat().st_size > MAX_TEXT:
            report(Diagnostic(Span(name), Code.UNREADABLE_FILE, f"the file is larger than {MAX_TEXT >> 20} MiB"))
            return None
        raw = path.read_bytes()
    except OSError as error:
        report(Diagnostic(Span(name), Code.UNREADABLE_FILE, f"cannot be read: {error.strerror}"))
        return None
    project.read[name] = raw
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        report(Diagnostic(Span(name, line), Code.UNREADABLE_FILE, "the file is not UTF-8", hint="save it as UTF-8"))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")


def locate(project: Project, target: str, base: Path, span: Span, missing: Code, report: Report) -> Path | None:
    """The file that `target` names, relative to the folder `base` or, with a leading `/`, to the project.

    `..`, `%2e` and symbolic links that lead out of the project are refused, whether the file exists or not."""
    name = unquote(target.split("#")[0].split("?")[0])
    wanted = project.root / name.lstrip("/") if name.startswith("/") else base / name
    try:
        path = wanted.resolve()
        inside = path.is_relative_to(project.root)
        found = inside and path.is_file()
    except (OSError, ValueError):
        inside, found = True, False
    if not inside:
        message = f"'{target}' points outside the project"
        report(Diagnostic(span, Code.OUTSIDE_PROJECT, message, hint="copy the file into the project"))
        return None
    if not found:
        report(Diagnostic(span, missing, f"no file '{target}'", hint=_nearby(wanted)))
        return None
    return path


def _nearby(wanted: Path) -> str:
    """Files of the same folder with the same stem or name in other case."""
    try:
        names = [p.name for p in wanted.parent.iterdir() if p.is_file()]
    except OSError:
        return f"there is no folder '{PurePosixPath(wanted.parent.name)}'"
    near = [n for n in names if n.lower() == wanted.name.lower() or Path(n).stem == wanted.stem]
    return f"did you mean '{sorted(near)[0]}'?" if near else "a path is relative to the file that names it"
