"""Images and links that authors name: found, inside the project, whole and measured."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from builder.diagnostics import Code, Diagnostic, Severity, Span
from builder.load.source import Source
from builder.load.svg import MAX_PIXELS, read_svg
from builder.model import Asset
from builder.project import MAX_ASSET, Project, locate

_MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_ORIENTATION = 0x0112


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
        if re.match(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)", target):
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
                hint = "save it anew as PNG, JPEG or plain SVG"
                source.fault(span, Code.UNREADABLE_IMAGE, f"'{target}' cannot be shown: {reason}", hint)
                return ""
        return key

    def _read(self, path: Path, key: str) -> Asset:
        if path.stat().st_size > MAX_ASSET:
            raise ValueError(f"it is larger than {MAX_ASSET >> 20} MiB")
        content = path.read_bytes()
        self.project.read[key] = content
        if path.suffix.lower() == ".svg" or content.lstrip(b"\xef\xbb\xbf \t\r\n")[:5] in (b"<?xml", b"<svg "):
            return read_svg(key, content, self.fonts)
        return _raster(key, content)


def _raster(key: str, content: bytes) -> Asset:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        image = Image.open(io.BytesIO(content), formats=tuple(_MEDIA))
    except UnidentifiedImageError:
        raise ValueError(f"it is none of {', '.join(_MEDIA)}, SVG") from None
    with image:
        if image.width * image.height > MAX_PIXELS:
            raise ValueError(f"{image.width} × {image.height} pixels are too many")
        image.load()
        media = _MEDIA[str(image.format)]
        turned = ImageOps.exif_transpose(image)
        png = None
        if media == "image/webp" or turned.size != image.size or image.getexif().get(_ORIENTATION, 1) != 1:
            stand_in = io.BytesIO()
            turned.convert("RGBA" if turned.has_transparency_data else "RGB").save(stand_in, "PNG")
            png = stand_in.getvalue()
        return Asset(key, media, content, png, float(turned.width), float(turned.height))
