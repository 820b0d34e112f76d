"""`deck: {template: brand.pptx}` of report.yaml: the company's presentation, looked through before anything is made of
it.

Nothing in it is run, asked for on the web, or unpacked beyond a limit."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

from lxml import etree

from builder.diagnostics import Code, Diagnostic, Report, Severity
from builder.load.compose import Places
from builder.model import Settings, Template
from builder.project import Project, locate, read_bytes

_MOST_PARTS: Final = 5000
_LARGEST_PART: Final = 64 * 2**20
_LARGEST: Final = 256 * 2**20
"""Bytes of one part, and of all, unpacked."""
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How compound files begin: presentations of before 2007, and those behind a password ([MS-OFFCRYPTO])."""
_TYPES: Final = "[Content_Types].xml"
_MAIN: Final = re.compile(
    rb"application/vnd\.openxmlformats-officedocument\.presentationml\.(presentation|template|slideshow)\.main\+xml"
)
_MACROS: Final = (b"macroEnabled", b"vnd.ms-office.vbaProject")
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_SAVE: Final = "save it in PowerPoint as .pptx or .potx"


class _Unfit(Exception):  # noqa: N818
    """Why a file cannot be a template, and what to do."""

    def __init__(self, message: str, hint: str = _SAVE) -> None:
        super().__init__(message)
        self.hint = hint


def read_template(project: Project, settings: Settings, places: Places, report: Report) -> Template | None:
    """The template, or None and a diagnostic at its place in report.yaml; what of it leads outside is a warning."""
    name, span = settings.template, places.value("deck", "template")
    path = locate(project, name, project.content, span, Code.MISSING_FILE, report)
    content = read_bytes(project, path, report) if path is not None else None
    if path is None or content is None:
        return None
    try:
        outside = _looked_through(content)
    except _Unfit as unfit:
        message = f"'{name}' cannot be the deck's template: {unfit}"
        report(Diagnostic(span, Code.UNREADABLE_TEMPLATE, message, hint=unfit.hint))
        return None
    if outside:
        message = f"'{name}' has {outside} links to pictures or files outside of it, which are left out"
        hint = "embed them in the template, or take them out of its master and layouts"
        report(Diagnostic(span, Code.UNREADABLE_TEMPLATE, message, hint, Severity.WARNING))
    at = {ours: places.value("deck", "layouts", ours) for ours in settings.layouts}
    return Template(project.relative(path), content, span, settings.layouts, at)


def _looked_through(content: bytes) -> int:
    """How many links of its master and layouts lead outside. Raises _Unfit."""
    if content.startswith(_OLE):
        raise _Unfit("it is behind a password, or of a PowerPoint from before 2007", f"{_SAVE}, without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _links(_parts(archive))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise _Unfit("it is no whole presentation") from error


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts of XML; of the others it is enough that they can be unpacked."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = [entry.filename for entry in entries]
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _LARGEST:
        raise _Unfit(f"unpacked it is larger than {_LARGEST >> 20} MiB", "take its large pictures and films out")
    if any(entry.file_size > _LARGEST_PART for entry in entries):
        raise _Unfit(f"a part of it is larger than {_LARGEST_PART >> 20} MiB", "take its large pictures and films out")
    if len({name.lower() for name in names}) < len(names) or any(".." in name.split("/") for name in names):
        raise _Unfit("its parts are named in a way that no program writes")
    parts: dict[str, bytes] = {}
    for entry in entries:
        with archive.open(entry) as file:  # zipfile stops at the size that the entry names, and checks its sum
            part = file.read()
        if entry.filename.endswith((".xml", ".rels")):
            parts[entry.filename] = part
    _check_kind(parts.get(_TYPES, b""), names)
    return parts


def _check_kind(types: bytes, names: list[str]) -> None:
    if any(mark in types for mark in _MACROS) or any("vbaproject" in name.lower() for name in names):
        raise _Unfit("it holds macros", "save it as .pptx or .potx, which have none")
    if not _MAIN.search(types):
        raise _Unfit("it is no presentation")


def _links(parts: Mapping[str, bytes]) -> int:
    found = 0
    for name, part in parts.items():
        if _STRICT in part:
            raise _Unfit("it is saved as Strict Open XML", "save it as PowerPoint Presentation (*.pptx)")
        root = _parsed(part)
        if name.endswith(".rels") and ("slideMasters/" in name or "slideLayouts/" in name):
            found += sum(one.get("TargetMode") == "External" and not _is_link(one) for one in root)
    return found


def _is_link(relation: etree._Element) -> bool:
    return str(relation.get("Type")).endswith("/hyperlink")


def _parsed(part: bytes) -> etree._Element:
    """Raises _Unfit for what is no XML, or brings a document type, as no program that writes presentations does."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    if b"<!DOCTYPE" in part:
        raise _Unfit("it declares a document type")
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise _Unfit("it is no whole presentation") from error
