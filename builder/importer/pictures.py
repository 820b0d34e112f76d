"""Pictures that documents name → files of the project, each once, and only such as can be shown."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes

from builder.diagnostics import Diagnostic, Severity, Span
from builder.importer.pairing.ids import ascii_slug
from builder.load.assets import Assets
from builder.load.source import Source
from builder.project import MAX_ASSET, Project

FIGURES = "figures"
_ELSEWHERE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:|//)")
_SERVED = ("", "static", "public", "assets", "docs", "source")
"""Folders that sites serve from their root."""
_SUFFIXES = {"png": ".png", "jpeg": ".jpg", "jpg": ".jpg", "svg+xml": ".svg", "gif": ".gif", "webp": ".webp"}
_DATA = re.compile(
    rf"data:image/({'|'.join(map(re.escape, _SUFFIXES))})(?:;(?!base64)[^;,]*)*(;base64)?,", re.IGNORECASE
)
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Placed:
    """`path` is how a chapter names the picture, or would if it were there; `lack` says why it is not."""

    path: str
    lack: str = ""


@dataclass(slots=True)
class Pictures:
    """`root`: no picture is taken from outside of it. `content`: the project's folder of report.yaml."""

    root: Path
    project: Project
    fonts: Path
    _placed: dict[tuple[Path, str], Placed] = field(default_factory=dict)
    _files: dict[bytes, Placed] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)

    def place(self, target: str, folder: Path) -> Placed:
        """The picture that a document of `folder` names, copied into the project."""
        key = (folder, target)
        if key not in self._placed:
            self._placed[key] = self._place(target, folder)
        return self._placed[key]

    def _place(self, target: str, folder: Path) -> Placed:
        name = unquote(re.split(r"[?#]", target)[0])
        if target[:5].lower() == "data:":
            return self._typed(target)
        if _ELSEWHERE.match(target):
            return self._lacking(name, "on the web, and not downloaded")
        content = self._content(name, folder)
        if isinstance(content, str):
            return self._lacking(name, content)
        if content not in self._files:
            self._files[content] = self._kept(name, content)
        return self._files[content]

    def _typed(self, target: str) -> Placed:
        """A picture that stands in the text itself (RFC 2397)."""
        match = _DATA.match(target)
        if match is None:
            return self._lacking("", "a picture typed into the text, of a kind that is not known")
        data = unquote_to_bytes(target[match.end() :])
        if len(data) > MAX_ASSET * 4 // 3:
            return self._lacking("", "a picture typed into the text, and too large")
        try:
            content = b64decode(b"".join(data.split()), validate=True) if match[2] else data
        except ValueError:
            return self._lacking("", "a picture typed into the text, whose letters are broken")
        if content not in self._files:
            self._files[content] = self._kept(f"picture{_SUFFIXES[match[1].lower()]}", content)
        return self._files[content]

    def _content(self, name: str, folder: Path) -> bytes | str:
        """The bytes of a file, or why there are none."""
        wanted = [self.root / base / name.lstrip("/\\") for base in _SERVED] if name[:1] in "/\\" else [folder / name]
        if name[:1] in "/\\":
            wanted.insert(0, folder / name.lstrip("/\\"))
        reason = "there is no such file"
        for path in wanted:
            try:
                found = path.resolve()
                if not found.is_relative_to(self.root):
                    reason = "it is outside the documents' folder"
                elif found.is_file():
                    return found.read_bytes() if found.stat().st_size <= MAX_ASSET else "it is too large"
            except (OSError, ValueError, RuntimeError):  # too long, a null, a circle of links, no rights
                reason = "it cannot be read"
        return reason

    def _kept(self, name: str, content: bytes) -> Placed:
        """The picture in the project, unless it cannot be shown."""
        placed = self._named(name)
        folder = self.project.content / FIGURES
        folder.mkdir(exist_ok=True)
        file = folder / PurePosixPath(placed.path).name
        file.write_bytes(content)
        faults: list[Diagnostic] = []
        chapters = self.project.content / "any"
        source = Source("any/any.md", chapters, "", faults.append)
        Assets(self.project, self.fonts).image(placed.path, Span(source.file), source)
        errors = [fault for fault in faults if fault.severity is Severity.ERROR]
        if not errors:
            return placed
        file.unlink()
        reason = errors[0].message.partition(" cannot be shown: ")[2] or errors[0].message
        return Placed(placed.path, f"it cannot be shown: {reason}")

    def _lacking(self, name: str, lack: str) -> Placed:
        return Placed(self._named(name).path, lack)

    def _named(self, name: str) -> Placed:
        """A name that no other picture of the project has, in whatever case."""
        path = PurePosixPath(name.replace("\\", "/"))
        suffix = path.suffix.lower() if _SUFFIX.fullmatch(path.suffix) else ".png"
        stem = ascii_slug(path.stem)[:40].strip("-") or "figure"
        place, made = 1, stem
        while f"{made}{suffix}" in self._names:
            place += 1
            made = f"{stem}-{place}"
        self._names.add(f"{made}{suffix}")
        return Placed(f"../{FIGURES}/{made}{suffix}")
