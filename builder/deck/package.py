"""The file's container: an OPC package (ECMA-376-2) whose bytes depend on nothing but its parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
CONTENT_TYPES: Final = "[Content_Types].xml"
_PACKED: Final = (".png", ".jpg", ".jpeg", ".gif", ".xlsx")
_STAMP: Final = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a package: content types first, then by name, all dated 1980."""
    out = io.BytesIO()
    names = [CONTENT_TYPES, *sorted(name for name in parts if name != CONTENT_TYPES)]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in names:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            package.writestr(entry, parts[name])
    return out.getvalue()


def undated(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts without the dates inside embedded workbooks."""
    return {name: _undated(name, content) for name, content in parts.items()}


def parts_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _undated(name: str, content: bytes) -> bytes:
    if not name.endswith(".xlsx"):
        return content
    parts = parts_of(content)
    core = "docProps/core.xml"
    if core in parts:
        parts[core] = _STAMP.sub(b"2000-01-01T00:00:00Z", parts[core])
    return zipped(parts)
