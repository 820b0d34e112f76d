"""What the program itself is: other code may make other things of the same input."""

from __future__ import annotations

import hashlib
import os
import re
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


@cache
def release() -> str:
    """The digest of the same by what the files hold, wherever they lie: equal on two machines with the same wheel, the
    same versions of the packages that it asks for, and the same Python."""
    package = Path(__file__).parents[1]
    assets = package / "assets" if (package / "assets").is_dir() else package.parent / "assets"
    names = {path: f"builder/{path.relative_to(package).as_posix()}" for path in _own(package)}
    names |= {path: f"assets/{path.relative_to(assets).as_posix()}" for path in _own(assets)}
    made = hashlib.sha256(sys.version.encode())
    for path, name in sorted(names.items(), key=lambda one: one[1]):
        made.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    for line in sorted(_needed()):
        made.update(f"{line}\0".encode())
    return made.hexdigest()


def _own(folder: Path) -> Iterator[Path]:
    """The files that are in the wheel, too."""
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and "__pycache__" not in parts and parts[0] != "pictures" and parts[-1][0] != ".":
            yield path


def _needed() -> set[str]:
    """The packages that Builder asks for, those that they ask for, and so on, with their versions."""
    from importlib import metadata

    found: dict[str, str] = {}
    waiting = ["builder"]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = metadata.version(name) if name != "builder" else ""
            asked = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            found[name] = ""  # for another system, or Python
            continue
        waiting += [match[0] for line in asked if "extra ==" not in line and (match := re.match(r"[\w.-]+", line))]
    return {f"{name} {version}" for name, version in found.items()}


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
