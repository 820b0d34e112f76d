"""What the program itself is: other code may make other things of the same input."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def code() -> str:
    """The digest of Builder's own files, by size and time, of the packages that are installed beside it, by version,
    and of the Python that runs them."""
    package = Path(__file__).parents[1]
    made = hashlib.sha256(f"{sys.version}\0{sys.platform}\0".encode())
    folders = [package] + [own for own in (package.parent / "assets",) if not (package / "assets").is_dir()]
    for folder in folders:
        for line in sorted(_files(str(folder))):
            made.update(f"{line}\n".encode("utf-8", "surrogateescape"))
    for path in sys.path:
        made.update("\0".join(_installed(path)).encode("utf-8", "surrogateescape"))
    return made.hexdigest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                found = entry.stat()
                yield f"{entry.path} {found.st_size} {found.st_mtime_ns}"


def _installed(folder: str) -> list[str]:
    """The packages of a folder of installed packages: the names of their records hold the versions."""
    try:
        return sorted(name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))
    except OSError:
        return []
