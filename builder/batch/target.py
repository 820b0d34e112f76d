"""Where results go: a folder, or any place that fsspec has a driver for."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import unquote

from builder.request import UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

OWN: Final = ".batch"
"""The folder of a target that holds what Builder knows of it."""

_PARTS: Final = f"{OWN}/parts"
_STALE: Final = 24 * 3600.0
_WHOLE: Final = frozenset(("memory", "s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oci", "oss", "http", "https"))
"""Stores in which an object appears when it is complete; elsewhere a file is written beside, and moved."""


class Target(Protocol):
    """Names are relative, with slashes. What is written appears whole or not at all. All raise OSError."""

    def read(self, name: str) -> bytes | None:
        """None where there is nothing."""

    def write(self, contents: Mapping[str, bytes]) -> None: ...

    def seal(self, name: str) -> str:
        """Another text whenever the file is another, told without reading it; empty where there is none."""


@cache
def open_target(where: str) -> Target:
    """`where`: the path of a folder, or a URL. Raises UsageError where nothing here can write to it."""
    scheme, sign, rest = where.partition("://")
    if not sign:
        return Folder(Path(where))
    if scheme == "file":
        return Folder(Path(unquote(rest)))
    if not find_spec("fsspec"):
        raise UsageError("results at a URL need the extra 'batch': pip install 'builder[batch]'")
    import fsspec

    try:
        files, root = fsspec.core.url_to_fs(where)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{where}: {error}") from None
    return Remote(files, str(root).rstrip("/"), scheme in _WHOLE)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Folder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, name: str) -> bytes | None:
        try:
            return (self._root / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, contents: Mapping[str, bytes]) -> None:
        parts = self._root / _PARTS
        parts.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            path = self._root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, part = mkstemp(dir=parts)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                os.chmod(part, 0o644)
                os.replace(part, path)
            except BaseException:
                with suppress(OSError):
                    os.unlink(part)
                raise

    def seal(self, name: str) -> str:
        try:
            found = (self._root / name).stat()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"

    def sweep(self) -> None:
        """Remove what was never finished, by runs that were killed."""
        for part in (self._root / _PARTS).glob("*"):
            with suppress(OSError):
                if part.stat().st_mtime < time.time() - _STALE:
                    part.unlink()


class Remote:
    """`whole`: what is put there appears when it is complete."""

    def __init__(self, files: AbstractFileSystem, root: str, whole: bool) -> None:
        self._files, self._root, self._whole = files, root, whole

    def read(self, name: str) -> bytes | None:
        try:
            return bytes(self._files.cat_file(f"{self._root}/{name}"))
        except FileNotFoundError:
            return None

    def write(self, contents: Mapping[str, bytes]) -> None:
        for name, content in contents.items():
            path = f"{self._root}/{name}"
            if self._whole:
                self._files.pipe_file(path, content)
            else:
                self._move(path, content)

    def _move(self, path: str, content: bytes) -> None:
        folder, _, last = path.rpartition("/")
        self._files.makedirs(folder, exist_ok=True)
        beside = f"{folder}/.{last}.{os.getpid()}.part"
        self._files.pipe_file(beside, content)
        try:
            self._files.mv(beside, path)
        except OSError:  # some move onto no file that is there
            self._files.rm_file(path)
            self._files.mv(beside, path)

    def seal(self, name: str) -> str:
        path = f"{self._root}/{name}"
        self._files.invalidate_cache(path.rpartition("/")[0])
        try:
            return str(self._files.ukey(path))
        except FileNotFoundError:
            return ""
