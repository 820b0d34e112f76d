"""Artefacts onto the disk: all of them or none, and a manifest that says what they were made of."""

from __future__ import annotations

import glob
import hashlib
import io
import json
import os
import re
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EISDIR
from pathlib import Path
from platform import python_version
from tempfile import mkstemp

MANIFEST = "manifest.json"
_PART = ".part"
_PACKAGES = ("babel", "jinja2", "markdown-it-py", "matplotlib", "python-pptx", "uharfbuzz", "weasyprint")


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file to be written. `editable`: people go on working in it, so it is not overwritten once they did."""

    name: str
    lang: str
    output: str
    content: bytes
    editable: bool


def edited(folder: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Those of `names` that stand in `folder` and are not as the manifest says that Builder wrote them."""
    written = _outputs(folder)
    changed = []
    for name in names:
        path = folder / name
        if path.is_file() and _sha256(path.read_bytes()) != written.get(name, {}).get("sha256"):
            changed.append(name)
    return tuple(changed)


def stands(folder: Path, artefacts: tuple[Artefact, ...], inputs: Mapping[str, bytes]) -> bool:
    """Whether `write` would change nothing: the artefacts stand in the folder, and its manifest says so."""
    said = _read_manifest(folder)
    outputs = _outputs(folder)
    return said.get("inputs") == _digests(inputs) and all(
        outputs.get(one.name, {}).get("sha256") == _sha256(one.content) and _holds(folder / one.name, one.content)
        for one in artefacts
    )


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


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
    """Write all artefacts and the manifest, or leave the folder as it was; builds that end at once write one after the
    other. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        manifest = (json.dumps(_manifest(folder, artefacts, inputs), ensure_ascii=False, indent=2) + "\n").encode()
        contents = [(artefact.name, artefact.content) for artefact in artefacts] + [(MANIFEST, manifest)]
        for name, _ in contents:
            for left in folder.glob(f".{glob.escape(name)}.*{_PART}"):
                left.unlink(missing_ok=True)  # by a build that was killed
        replace_files({folder / name: content for name, content in contents})


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """No other build writes to the folder meanwhile, where the system has locks for that."""
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        flock(handle, LOCK_EX)
        yield
    finally:
        os.close(handle)


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
    handle, temporary = mkstemp(prefix=f".{name}.", suffix=_PART, dir=folder)
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
    from importlib import metadata  # which a build that has nothing to do need not wait for

    versions = {name: metadata.version(name) for name in _PACKAGES}
    return {
        "versions": {"builder": metadata.version("builder"), "python": python_version()} | versions,
        "inputs": _digests(inputs),
        "outputs": dict(sorted(outputs.items())),
    }


def _outputs(folder: Path) -> dict[str, dict[str, object]]:
    """The outputs of the manifest that stands there; none where it cannot be read."""
    outputs = _read_manifest(folder).get("outputs")
    return {k: v for k, v in outputs.items() if isinstance(v, dict)} if isinstance(outputs, dict) else {}


def _read_manifest(folder: Path) -> dict[str, object]:
    try:
        said = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _digests(inputs: Mapping[str, bytes]) -> dict[str, str]:
    return {name: _sha256(content) for name, content in sorted(inputs.items())}


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
