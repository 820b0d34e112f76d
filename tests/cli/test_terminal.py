"""What a terminal is shown: as wide as it is, in colour unless somebody asked for none."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")


def shown(columns: int, **environment: str) -> list[str]:
    """What `builder check` of two editions that disagree prints on a terminal of so many columns."""
    try:
        ours, theirs = pty.openpty()
    except OSError as error:  # a container or chroot without /dev/pts
        pytest.skip(f"there is no terminal to be had: {error}")
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "builder", "check", "--project", str(ROOT / "tests/faults/number-value")]
    own = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    run = subprocess.run(
        command, stderr=theirs, stdout=subprocess.DEVNULL, cwd=ROOT, env=own | {"TERM": "xterm"} | environment
    )
    os.close(theirs)
    assert run.returncode == 1
    said = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so that the other end is closed
            break
        if not part:
            break
        said += part
    os.close(ours)
    return said.decode().replace("\r\n", "\n").splitlines()


def columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def test_both_editions_stand_side_by_side_where_there_is_room() -> None:
    lines = shown(130, NO_COLOR="1")
    places, texts, carets = lines[1:4]
    assert places.split() == ["content/en/01-a.md:7:19", "│", "content/zh/01-a.md:7:6"]
    assert "The score rose to 77.1%." in texts
    assert "成绩升至 71.7%。" in texts
    left, right = carets.split("^^^^^")[0], texts[: texts.index("77.1%")]
    assert columns(left) == columns(right)
    assert columns(carets[: carets.rindex("^^^^^")]) == columns(texts[: texts.index("71.7%")])
    assert all(columns(line) <= 130 for line in lines)


def test_elsewhere_one_stands_below_the_other() -> None:
    lines = shown(100, NO_COLOR="1")
    assert "  beside content/zh/01-a.md:7:6" in lines
    assert not any("77.1%." in line and "71.7%。" in line for line in lines)


def test_colour_is_for_terminals_and_can_be_declined() -> None:
    assert any("\x1b[1;31merror[number-value]\x1b[0m" in line for line in shown(100))
    for plain in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in "".join(shown(100, **plain))
