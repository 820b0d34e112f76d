"""What reports are made of, as one value that travels: the project's files, by the digest of their names and bytes."""

from __future__ import annotations

import getpass
import hashlib
import io
import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Final

from builder.batch.target import OWN
from builder.package import MANIFEST
from builder.project import Project
from builder.request import UsageError

MAX_BYTES: Final = 256 * 2**20
MAX_FILES: Final = 20_000
_WEEK: Final = 7 * 24 * 3600.0
"""Seconds after which a bundle that nobody used is removed."""

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Bundle:
    """`packed`: a zip of the files, the same bytes for the same files."""

    digest: str
    packed: bytes


def gather(project: Project, without: tuple[Path, ...]) -> Bundle:
    """The files of a project that was read: those that were, and the others of its content and assets, which other rows
    may ask for. Not what is hidden, or lies in `without`: the table of the rows, and what is made of them.

    Raises UsageError where that is more than a cluster should carry, OSError."""
    files = dict(project.read)
    size = sum(map(len, files.values()))
    for path in sorted(_found(project, frozenset(path.resolve() for path in without))):
        name = project.relative(path)
        if name not in files:
            size += path.stat().st_size
            if size > MAX_BYTES or len(files) >= MAX_FILES:
                raise UsageError(
                    f"the project holds more than {MAX_BYTES >> 20} MiB or {MAX_FILES:,} files; keep report.yaml, its "
                    "texts and what they show in a folder of their own (content/, assets/)"
                )
            files[name] = path.read_bytes()
    return Bundle(_digest(files), _packed(files))


def place(bundle: Bundle) -> Path:
    """The folder of this machine that holds the bundle's files; it is filled if need be, and appears whole or not at
    all. Raises OSError."""
    room = _room()
    folder = room / bundle.digest
    _sweep(room, bundle.digest)
    if _holds(folder, bundle.digest):
        return folder
    beside = Path(tempfile.mkdtemp(prefix=".", dir=room))
    try:
        with zipfile.ZipFile(io.BytesIO(bundle.packed)) as archive:
            for name in archive.namelist():
                if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                    raise ValueError(f"'{name}' leads out of the bundle")
                path = beside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(archive.read(name))
        if folder.exists():  # damaged
            os.rename(folder, beside / ".damaged")
        with suppress(OSError):  # another process was first
            os.rename(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    shutil.rmtree(folder / ".damaged", ignore_errors=True)
    return folder


@cache
def placed(digest: str) -> Path:
    """The folder of a bundle that was placed on this machine, looked through once a process: what clears temporary
    files takes single ones. Raises FileNotFoundError."""
    folder = _room() / digest
    if not _holds(folder, digest):
        raise FileNotFoundError(f"the project's files are not, or no longer whole, in {folder}")
    return folder


def _room() -> Path:
    """Where bundles lie, for this user alone: temporary folders are everybody's."""
    user = os.getuid() if hasattr(os, "getuid") else getpass.getuser()
    room = Path(tempfile.gettempdir()) / f"builder-bundles-{user}"
    room.mkdir(mode=0o700, exist_ok=True)
    found = room.lstat()
    if hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o022 or room.is_symlink()):
        raise PermissionError(f"{room} is not this user's alone")
    return room


def _sweep(room: Path, used: str) -> None:
    """Remove what nobody asked for in a week."""
    with suppress(OSError):
        os.utime(room / used)
    for path in room.iterdir():
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - _WEEK:
                shutil.rmtree(path, ignore_errors=True)


def _holds(folder: Path, digest: str) -> bool:
    try:
        files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
        return _digest({name: path.read_bytes() for name, path in files.items()}) == digest
    except OSError:
        return False


def _found(project: Project, without: frozenset[Path]) -> Iterator[Path]:
    for folder in {project.content, project.root / "assets"}:
        for at, folders, names in os.walk(folder):
            here = Path(at)
            if OWN in folders or MANIFEST in names:  # what was made of the project
                folders.clear()
                continue
            folders[:] = [one for one in folders if not one.startswith(".") and (here / one).resolve() not in without]
            for path in (here / name for name in names if not name.startswith(".")):
                target = path.resolve()
                if target.is_relative_to(project.root) and target.is_file() and target not in without:
                    yield path


def _digest(files: Mapping[str, bytes]) -> str:
    made = hashlib.sha256()
    for name in sorted(files):
        made.update(f"{len(name.encode())} {len(files[name])} {name}\0".encode("utf-8", "surrogateescape"))
        made.update(hashlib.sha256(files[name]).digest())
    return made.hexdigest()


def _packed(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()
