"""LibreOffice as a drawing machine: decks become PDFs, out of reach of the user's settings and of the network."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from builder.system import OFFICE

STAND_INS: Final = {
    "Arial": "Liberation Sans",
    "Helvetica": "Liberation Sans",
    "Microsoft YaHei": "Noto Sans SC",
    "微软雅黑": "Noto Sans SC",
    "Courier New": "Noto Sans Mono CJK SC",
    "Cambria Math": "Source Serif 4",
}
"""Families that decks name, and those of Builder's own with which they are drawn: their widths are the same, or (for
Chinese, where every character is a square) as good as the same."""

_ELSE: Final = "Liberation Sans"
"""What draws families that are not there, rather than whatever comes first: plain sans, as Builder measures them."""
_SYSTEM: Final = "/etc/fonts/fonts.conf"
_SECONDS: Final = 600
_SAFE: Final = (
    ("Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Scripting", "DisableMacrosExecution", "true"),
    ("Scripting", "MacroSecurityLevel", "3"),
)
"""Settings of LibreOffice (org.openoffice.Office.Common/Security): no linked picture is fetched, no macro run."""


class OfficeError(OSError):
    """LibreOffice is not on the PATH, or did not draw a deck; the text says which."""


def render(decks: Mapping[str, bytes], folder: Path, fonts: Path, system: bool = False) -> None:
    """Writes each deck as NAME.pptx and NAME.pdf, in one run: most of its time goes into the start.

    `fonts` is the folder of Builder's own; `system`: those of the machine may be taken, too. Raises `OfficeError`."""
    office, folder = find_office(), folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    sources = [folder / f"{name}.pptx" for name in decks]
    for source, content in zip(sources, decks.values(), strict=True):
        source.write_bytes(content)
    _profile(folder / "profile")
    environment = os.environ | {"FONTCONFIG_FILE": str(_fonts(folder, fonts, system)), "HOME": str(folder)}
    command = (
        office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", "pdf", "--outdir", str(folder), *map(str, sources),
    )  # fmt: skip
    said = _run(command, environment)
    for source in sources:
        if not source.with_suffix(".pdf").is_file():
            raise OfficeError(f"LibreOffice did not draw {source.stem}: {said}")


def find_office() -> str:
    found = next(filter(None, map(shutil.which, OFFICE)), None)
    if found is None:
        raise OfficeError("LibreOffice is not on the PATH")
    return found


def _run(command: Sequence[str], environment: Mapping[str, str]) -> str:
    """The last line that it said."""
    try:
        done = subprocess.run(command, env=environment, check=False, capture_output=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        raise OfficeError(f"LibreOffice had not finished after {_SECONDS} s") from None
    lines = (done.stderr or done.stdout).decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else f"it ended with status {done.returncode}"


def _profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.Common/Security/{group}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for group, name, value in _SAFE
    )
    (folder / "user").mkdir(parents=True, exist_ok=True)
    (folder / "user/registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        "utf-8",
    )


def _fonts(folder: Path, fonts: Path, system: bool) -> Path:
    rules = "".join(
        f'<match target="pattern"><test name="family" qual="any"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{real}</string></edit></match>'
        for name, real in STAND_INS.items()
    )
    last = f'<match target="pattern"><edit name="family" mode="append"><string>{_ELSE}</string></edit></match>'
    more = f'<include ignore_missing="yes">{_SYSTEM}</include>' if system else ""
    path = folder / "fonts.conf"
    path.write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{escape(str(fonts.resolve()))}</dir>'
        f"<cachedir>{escape(str(folder / 'font-cache'))}</cachedir>{rules}{last}{more}</fontconfig>",
        "utf-8",
    )
    return path
