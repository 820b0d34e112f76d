"""What a terminal is shown: as wide as it is, in colour unless somebody asked for none."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.content import write

ROOT = Path(__file__).parents[2]
pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")


def shown(columns: int, **environment: str) -> list[str]:
    """What `builder check` of two editions that disagree prints on a terminal of so many columns."""
    check = ["check", "--project", str(ROOT / "tests/faults/number-value")]
    return printed(check, 1, columns, **environment).replace("\r\n", "\n").splitlines()


def printed(command: list[str], code: int, columns: int, **environment: str) -> str:
    """What it prints on a terminal of so many columns, when it ends with that code."""
    try:
        ours, theirs = pty.openpty()
    except OSError as error:  # a container or chroot without /dev/pts
        pytest.skip(f"there is no terminal to be had: {error}")
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "builder", *command]
    own = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    run = subprocess.run(
        command, stderr=theirs, stdout=subprocess.DEVNULL, cwd=ROOT, env=own | {"TERM": "xterm"} | environment
    )
    os.close(theirs)
    assert run.returncode == code
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
    return said.decode()


def test_a_build_says_what_it_makes_and_leaves_its_lines(tmp_path: Path) -> None:
    root = write(tmp_path, {"report.yaml": "name: 样本\nlanguages: [en]\n", "en/a.md": "# Page {#page}\n\nText.\n"})
    command = ["build", "--only", "pptx", "--project", str(root), "--no-cache"]
    live = printed(command, 0, 60, NO_COLOR="1")
    assert re.search(r"\r\x1b\[K  reading \d s", live)
    assert "\x1b" not in live.replace("\x1b[K", "")
    left = [text.rpartition("\r\x1b[K")[2] for text in live.replace("\r\n", "\n").split("\n")]
    assert re.fullmatch(r"  样本\.en\.pptx  \d+\.\d s", left[0])
    assert not any("reading" in text or "\r" in text for text in left)


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
