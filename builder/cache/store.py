"""A folder of things that were made, by the digest of what each was made of."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO, Final

LIMIT: Final = 512 * 2**20
"""The folder is brought below so many bytes after a build; what was not asked for longest goes first."""

_SPARE: Final = 0.8
_STALE: Final = 3600.0
"""Seconds after which a file that was not finished never will be: whoever wrote it was stopped."""
_PART: Final = ".part"
_IGNORED: Final = ".gitignore"
_LOCKS: Final = "locks"


@dataclass(frozen=True, slots=True)
class Store:
    """Safe for several builds at once: what is put appears whole or not at all, and what does not come out as it went
    in counts as not there. A store that cannot be written keeps nothing, and is no reason for a build to fail."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """What was put by this key, the digest of what it was made of; None where it is gone or damaged."""
        path = self._path(key)
        try:
            kept = path.read_bytes()
        except OSError:
            return None
        seal, content = kept[:_SEAL], kept[_SEAL:]
        if seal != _seal(content):
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)
        return content

    def put(self, key: str, content: bytes) -> None:
        path = self._path(key)
        temporary = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = mkstemp(suffix=_PART, dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(content) + content)
            os.replace(temporary, path)
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)

    @contextmanager
    def alone(self, key: str) -> Iterator[None]:
        """Wait until nobody else is in here by this key, so that what one makes others take over. The lock goes with
        the process that holds it; where files cannot be locked nobody waits."""
        path = self.folder / _LOCKS / key
        lock = None
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = path.open("wb")
            _lock(lock)
        try:
            yield
        finally:
            if lock is not None:
                with suppress(OSError):
                    path.unlink()  # who opens it anew does not wait, and makes the same once more
                lock.close()

    def trim(self, limit: int = LIMIT) -> None:
        """Bring the folder below `limit` bytes."""
        with suppress(OSError):
            ignored = self.folder / _IGNORED
            if self.folder.is_dir() and not ignored.exists():
                ignored.write_text("*\n", "utf-8")  # it is not for version control
            for path in (self.folder / _LOCKS).iterdir():  # of who was stopped
                if path.stat().st_mtime < time.time() - _STALE:
                    path.unlink()
        kept = sorted(self._kept())
        size = sum(size for _, size, _ in kept)
        if size <= limit:
            return
        for _, each, path in kept:
            if size <= limit * _SPARE:
                return
            with suppress(OSError):
                path.unlink()
                size -= each

    def clear(self) -> int:
        """Remove everything; returns how many bytes that were. Raises OSError."""
        size = sum(size for _, size, _ in self._kept())
        if self.folder.exists():
            shutil.rmtree(self.folder)
        return size

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def _kept(self) -> Iterator[tuple[float, int, Path]]:
        """When it was last asked for, size and path of each file; files that were never finished are removed."""
        for path in self.folder.glob("??/*"):
            with suppress(OSError):
                found = path.stat()
                if path.suffix != _PART:
                    yield found.st_mtime, found.st_size, path
                elif found.st_mtime < time.time() - _STALE:
                    path.unlink()


def _lock(file: BinaryIO) -> None:
    """Raises OSError."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    fcntl.flock(file, fcntl.LOCK_EX)


_SEAL: Final = 32


def _seal(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
