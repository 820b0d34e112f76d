"""What Builder needs of the system that no Python package brings: Pango and HarfBuzz, and the line that installs them.

Standard library only, since run.py reads it before anything is installed."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys

DEBIAN_PACKAGES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
"""What WeasyPrint opens on Linux, and the Debian package that holds it; each package brings the rest along."""
OTHER_SYSTEMS = {
    "dnf": "sudo dnf install -y pango",
    "apk": "apk add so:libgobject-2.0.so.0 so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0"
    " so:libharfbuzz.so.0 so:libharfbuzz-subset.so.0 so:libfontconfig.so.1",
    "zypper": "sudo zypper install -y libpango-1_0-0 libharfbuzz-subset0",
    "pacman": "sudo pacman -S --needed pango",
}
"""Elsewhere: a command that is there only on that system, and the line that installs Pango with it."""
BREW_LINE = (
    "brew install pango && export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib:${DYLD_FALLBACK_LIBRARY_PATH:-}"
)
MSYS2_LINE = "pacman -S mingw-w64-ucrt-x86_64-pango   (in the MSYS2 shell, https://www.msys2.org)"

OFFICE = ("soffice", "libreoffice")
"""What LibreOffice is called."""


def pango_line() -> str:
    """The one line that brings Pango on the system at hand."""
    on_debian = bool(shutil.which("apt-get"))
    return line_to_type((lacking_packages() or [*DEBIAN_PACKAGES.values()]) if on_debian else [])


def line_to_type(packages: list[str]) -> str:
    """The one line that brings what lacks on the system at hand: these Debian packages; Pango where none is named."""
    if packages:
        return f"sudo apt-get update && sudo apt-get install -y {' '.join(names_known_to_apt(packages))}"
    if sys.platform == "darwin":
        return BREW_LINE
    if sys.platform == "win32":
        return MSYS2_LINE
    here = [line for command, line in OTHER_SYSTEMS.items() if shutil.which(command)]
    return here[0] if here else "the command that installs Pango (1.44 or newer) on this system"


def lacking_packages() -> list[str]:
    """The Debian packages of the libraries that the loader does not find."""
    return [package for library, package in DEBIAN_PACKAGES.items() if not opens(library)]


def opens(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def names_known_to_apt(packages: list[str]) -> list[str]:
    """Each package under its name in this release: some end in t64, and old releases split fewer off."""
    try:
        said = subprocess.run(["apt-cache", "pkgnames"], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    except OSError:
        return packages
    known = set(said.stdout.split())
    if not known.intersection(packages):
        return packages
    return [name for package in packages for name in (package, f"{package}t64") if name in known]
