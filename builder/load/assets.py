"""Images and links that authors name: found, inside the project, whole and measured."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from builder.diagnostics import Code, Span
from builder.load.source import Source
from builder.model import Asset
from builder.project import MAX_ASSET, Project, locate

_MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_PIXELS = 100_000_000
_SVG_LENGTH = re.compile(r"\s*([\d.]+)\s*(px|pt|mm|cm|in|pc)?\s*")
_CSS_PIXELS = {"px": 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pc": 16.0}
_EXTERNAL = re.compile(r"(?:href|src)\s*=\s*[\"'](?!#|data:)|url\(\s*[\"']?(?!#|data:)|@import|<!ENTITY", re.IGNORECASE)
SVG_SCALE = 2.0
"""Pixels of a drawn SVG's stand-in for each CSS pixel: 192 dpi."""


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
            source.fault(span, Code.OUTSIDE_PROJECT, f"a link to '{target}' leads nowhere in a printed report")
            return ""
        path = locate(self.project, target, source.folder, span, Code.MISSING_FILE, source.report)
        if path is None:
            return ""
        anchor = target.partition("#")[2]
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
            except (OSError, ValueError, SyntaxError) as error:
                source.fault(span, Code.UNREADABLE_IMAGE, f"'{target}' cannot be shown: {error}")
                return ""
        return key

    def _read(self, path: Path, key: str) -> Asset:
        if path.stat().st_size > MAX_ASSET:
            raise ValueError(f"it is larger than {MAX_ASSET >> 20} MiB")
        content = path.read_bytes()
        self.project.read[key] = content
        if path.suffix.lower() in (".svg", ".svgz") or content.lstrip()[:5] in (b"<?xml", b"<svg "):
            return _svg(key, content, self.fonts)
        return _raster(key, content)


def _raster(key: str, content: bytes) -> Asset:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content)) as image:
        media = _MEDIA.get(image.format or "")
        if media is None:
            raise ValueError(f"{image.format} is not one of {', '.join(_MEDIA)}, SVG")
        if image.width * image.height > _PIXELS:
            raise ValueError(f"{image.width} × {image.height} pixels are too many")
        image.load()
        png = None
        if media == "image/webp":
            stand_in = io.BytesIO()
            image.save(stand_in, "PNG")
            png = stand_in.getvalue()
        turned = ImageOps.exif_transpose(image)
        return Asset(key, media, content, png, float(turned.width), float(turned.height))


def _svg(key: str, content: bytes, fonts: Path) -> Asset:
    import resvg_py
    from lxml import etree

    text = content.decode("utf-8-sig")
    if match := _EXTERNAL.search(text):
        raise ValueError(f"it asks for something outside itself ({match[0].strip()[:24]}…)")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(text.encode(), parser)
    if etree.QName(root).localname != "svg":
        raise ValueError("it is no SVG")
    width, height = _svg_size(root.get("width"), root.get("height"), root.get("viewBox"))
    png = resvg_py.svg_to_bytes(
        svg_string=text, skip_system_fonts=True, font_dirs=[str(fonts)], zoom=SVG_SCALE, font_family="Noto Sans SC"
    )
    return Asset(key, "image/svg+xml", content, bytes(png), width, height)


def _svg_size(width: str | None, height: str | None, view_box: str | None) -> tuple[float, float]:
    """CSS pixels after width and height, else after the viewBox (SVG 1.1 §7.2, §7.8)."""
    box = [float(part) for part in re.split(r"[\s,]+", view_box.strip())] if view_box else []
    natural = (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else None
    given = [_length(width), _length(height)]
    if given[0] and given[1]:
        return given[0], given[1]
    if natural is None:
        return given[0] or 300.0, given[1] or 150.0
    ratio = natural[1] / natural[0]
    if given[0]:
        return given[0], given[0] * ratio
    return (given[1] / ratio, given[1]) if given[1] else natural


def _length(text: str | None) -> float:
    match = _SVG_LENGTH.fullmatch(text or "")
    return float(match[1]) * _CSS_PIXELS[match[2] or "px"] if match else 0.0
