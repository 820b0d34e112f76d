"""Artefacts onto the disk: all of them or none, and a manifest that says what they were made of."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from errno import EISDIR
from importlib import metadata
from pathlib import Path
from platform import python_version
from tempfile import mkstemp

MANIFEST = "manifest.json"
_PACKAGES = ("babel", "jinja2", "markdown-it-py", "matplotlib", "python-pptx", "uharfbuzz", "weasyprint")


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file to be written. `editable`: people go on working in it, so it is not overwritten once they did."""

    name: str
    lang: str
    output: str
    content: bytes
    editable: bool


def edited(folder: Path, names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `names` that stand in `folder` and are not as the manifest says that Builder wrote them."""
    written = _outputs(folder)
    changed = []
    for name in names:
        path = folder / name
        if path.is_file() and _sha256(path.read_bytes()) != written.get(name, {}).get("sha256"):
            changed.append(name)
    return tuple(changed)


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Write all files, in folders that are there, or leave them as they were. Raises OSError."""
    staged: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            if path.is_dir():
                raise IsADirectoryError(EISDIR, "is a folder, where a file is to be written", str(path))
            staged[path] = _stage(path.parent, path.name, content)
        _swap(staged)
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def write(folder: Path, artefacts: tuple[Artefact, ...], inputs: Mapping[str, bytes]) -> None:
    """Write all artefacts and the manifest, or leave the folder as it was. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = (json.dumps(_manifest(folder, artefacts, inputs), ensure_ascii=False, indent=2) + "\n").encode()
    contents = [(artefact.name, artefact.content) for artefact in artefacts] + [(MANIFEST, manifest)]
    replace_files({folder / name: content for name, content in contents})


def _swap(staged: Mapping[Path, Path]) -> None:
    """Put the staged files in their places; on any failure the files that stood there stand there again."""
    kept: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for path, temporary in staged.items():
            if path.is_file():
                kept[path] = _keep(path, temporary.with_suffix(".old"))
        for path, temporary in staged.items():
            placed.append(path)
            os.replace(temporary, path)
    except BaseException:
        for path in placed:
            if path in kept:
                os.replace(kept[path], path)
            else:
                path.unlink(missing_ok=True)
        raise
    finally:
        for old in kept.values():
            old.unlink(missing_ok=True)


def _keep(path: Path, old: Path) -> Path:
    """A second name for the file, or a copy where the file system has no links."""
    try:
        os.link(path, old)
    except OSError:
        shutil.copy2(path, old)
    return old


def _stage(folder: Path, name: str, content: bytes) -> Path:
    handle, temporary = mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
    path = Path(temporary)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(0o644)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _manifest(folder: Path, artefacts: tuple[Artefact, ...], inputs: Mapping[str, bytes]) -> dict[str, object]:
    outputs = {name: entry for name, entry in _outputs(folder).items() if (folder / name).is_file()}
    for artefact in artefacts:
        outputs[artefact.name] = {
            "language": artefact.lang,
            "output": artefact.output,
            "bytes": len(artefact.content),
            "sha256": _sha256(artefact.content),
            "content": content_digest(artefact.content),
        }
    versions = {name: metadata.version(name) for name in _PACKAGES}
    return {
        "versions": {"builder": metadata.version("builder"), "python": python_version()} | versions,
        "inputs": {name: _sha256(content) for name, content in sorted(inputs.items())},
        "outputs": dict(sorted(outputs.items())),
    }


def _outputs(folder: Path) -> dict[str, dict[str, object]]:
    """The outputs of the manifest that stands there; none where it cannot be read."""
    try:
        outputs = json.loads((folder / MANIFEST).read_text("utf-8"))["outputs"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {k: v for k, v in outputs.items() if isinstance(v, dict)} if isinstance(outputs, dict) else {}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def content_digest(content: bytes) -> str:
    """A digest of what a PDF or a zip holds, decompressed: the same whatever zlib packed it."""
    digest = hashlib.sha256()
    if content.startswith(b"PK\x03\x04"):
        _digest_zip(content, digest.update)
    else:
        _digest_pdf(content, digest.update)
    return digest.hexdigest()


def _digest_zip(content: bytes, feed: Callable[[bytes], None]) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in sorted(set(archive.namelist())):
            part = archive.read(name)
            part = content_digest(part).encode() if part.startswith(b"PK\x03\x04") else part
            feed(f"{name}\0{len(part)}\0".encode())
            feed(part)


_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_OFFSETS = re.compile(rb"/Length \d+|\nxref\n.*?trailer|startxref\s+\d+|\n\d{10} \d{5} [nf]", re.DOTALL)


def _digest_pdf(content: bytes, feed: Callable[[bytes], None]) -> None:
    """Streams decompressed; lengths, offsets and cross-reference streams, which follow the packing, left out."""
    end = 0
    for match in _STREAM.finditer(content):
        head = content[end : match.start()]
        end = match.end()
        feed(_OFFSETS.sub(b"", head))
        if b"/XRef" not in head.rpartition(b"obj")[2]:
            try:
                feed(zlib.decompress(match[1]))
            except zlib.error:
                feed(match[1])
    feed(_OFFSETS.sub(b"", content[end:]))
