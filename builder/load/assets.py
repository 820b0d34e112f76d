"""Images and links that authors name: found, inside the project, whole and measured."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from builder.diagnostics import Code, Diagnostic, Severity, Span
from builder.load.raster import UnshowableError, read_raster
from builder.load.source import Source
from builder.load.svg import read_svg
from builder.model import Asset
from builder.project import MAX_ASSET, Project, locate

_ELSEWHERE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
"""How targets begin that are no files of the project."""

_HEAD = 4096
"""Bytes in which an SVG begins, behind comments and declarations."""

_PAGE = (640.0, 560.0)
"""What a page has room for, about, CSS pixels."""

_DOT = 1.0
"""CSS pixels that are a dot."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The images of a project, each read once. `fonts` is the folder that SVG text is drawn with."""

    project: Project
    fonts: Path
    found: dict[str, Asset] = field(default_factory=dict)

    def link(self, target: str, span: Span, source: Source) -> str:
        """The target as it may stand in an artefact: a URL, `#id`, or "" where the link cannot be kept."""
        scheme = urlsplit(target).scheme.lower() if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target) else ""
        if scheme in ("http", "https", "mailto", "tel", "ftp") or target.startswith("#"):
            return target
        if scheme or target.startswith("//"):
            source.fault(
                span,
                Code.OUTSIDE_PROJECT,
                f"a link to '{target[:60]}' leads nowhere in a report",
                "https://… or mailto:…",
            )
            return ""
        path = locate(self.project, target, source.folder, span, Code.MISSING_FILE, source.report)
        if path is None:
            return ""
        anchor = target.partition("#")[2]
        if path.suffix.lower() != ".md":
            message = f"a report cannot hold a link to the file '{path.name}'; its text is kept"
            hint = "link to where readers find it on the web"
            source.report(Diagnostic(span, Code.UNKNOWN_REFERENCE, message, hint=hint, severity=Severity.WARNING))
            return ""
        return f"#{anchor}" if anchor else f"#file:{path.stem}"

    def image(self, target: str, span: Span, source: Source) -> str:
        """The key of the image, or "" and a diagnostic."""
        if _ELSEWHERE.match(target):
            message = f"'{target[:60]}' is no file of the project"
            source.fault(span, Code.MISSING_IMAGE, message, "download the picture into the project and name the file")
            return ""
        path = locate(self.project, target, source.folder, span, Code.MISSING_IMAGE, source.report)
        if path is None:
            return ""
        key = self.project.relative(path)
        if key not in self.found:
            try:
                self.found[key] = self._read(path, key)
            except Exception as error:  # a broken picture fails its decoder in whatever way it likes
                reason = str(error) or type(error).__name__
                hint = error.hint if isinstance(error, UnshowableError) else "save it anew as PNG, JPEG or plain SVG"
                source.fault(span, Code.UNREADABLE_IMAGE, f"'{target}' cannot be shown: {reason}", hint)
                return ""
            self._look(self.found[key], target, span, source)
        return key

    def is_absent(self, target: str, source: Source) -> bool:
        """Whether the project has no such file; one that it may not have is no matter of this."""
        if _ELSEWHERE.match(target):
            return True
        found: list[Diagnostic] = []
        path = locate(self.project, target, source.folder, Span(source.file), Code.MISSING_IMAGE, found.append)
        return path is None and all(one.code is Code.MISSING_IMAGE for one in found)

    def _look(self, asset: Asset, target: str, span: Span, source: Source) -> None:
        if _unseen(asset):
            message = f"of '{target}' ({asset.width:g} × {asset.height:g} pixels) a page shows next to nothing"
            hint = "cut it into parts that are about as wide as high" if max(asset.width, asset.height) > _DOT else ""
            warning = Severity.WARNING
            source.report(Diagnostic(span, Code.UNREADABLE_IMAGE, message, hint or "leave it out", warning))

    def _read(self, path: Path, key: str) -> Asset:
        if path.stat().st_size > MAX_ASSET:
            raise ValueError(f"it is larger than {MAX_ASSET >> 20} MiB")
        content = path.read_bytes()
        self.project.read[key] = content
        return read_svg(key, content, self.fonts) if _is_svg(path, content) else read_raster(key, content)


def _is_svg(path: Path, content: bytes) -> bool:
    """By its first element; by its name where it says nothing else of itself."""
    if b"<svg" in content[:_HEAD]:
        return not content.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8", b"RIFF", b"BM"))
    return path.suffix.lower() == ".svg" and content[:1] in (b"<", b"\xef", b"\xff", b"\xfe", b"")


def _unseen(asset: Asset) -> bool:
    """Whether nothing of the picture can be seen once it is as small as a page asks."""
    scale = min(1.0, _PAGE[0] / asset.width, _PAGE[1] / asset.height)
    return min(asset.width, asset.height) * scale <= _DOT
