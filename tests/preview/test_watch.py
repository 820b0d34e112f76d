"""`builder watch` as it is typed: a line a round, old artefacts under an error, an end when it is interrupted."""

from __future__ import annotations

import re
import resource
import signal
import subprocess
import sys
from pathlib import Path
from socket import socket

import pytest

from builder.cli import INTERRUPTED, USAGE, main
from tests.content import write
from tests.preview.small import save

FILES = {"report.yaml": "name: sample\nlanguages: [en]\n", "en/a.md": "# Page {#page}\n\nText.\n"}


@pytest.mark.usefixtures("interruptible")
def test_watch_builds_after_every_save(tmp_path: Path) -> None:
    root = write(tmp_path / "a project", FILES)
    command = [sys.executable, "-m", "builder", "watch", "--project", str(root), "--only", "pptx", "-j", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None

            def told() -> list[str]:
                """The lines up to that of the next round."""
                lines: list[str] = []
                assert process.stderr is not None
                for line in process.stderr:
                    lines.append(line.rstrip())
                    if re.match(r"\d\d:\d\d:\d\d ", line):
                        break
                return lines

            assert "sample.en.pptx" in told()[-1]
            deck = root / "dist/sample.en.pptx"
            first = deck.read_bytes()
            save(root / "content/en/a.md", "# Page {#page}\n\n{fact}`nowhere`\n")
            broken = told()
            assert broken[0].startswith("content/en/a.md:3:1: error[unknown-fact]")
            assert broken[-1].endswith("1 error; nothing was written")
            assert deck.read_bytes() == first
            save(root / "content/en/a.md", "# Page {#page}\n\nOther text.\n")
            assert "sample.en.pptx" in told()[-1]
            assert deck.read_bytes() != first
            if hasattr(resource, "prlimit"):
                before, limits = deck.read_bytes(), resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (len(before) // 2, limits[1]))
                save(root / "content/en/a.md", "# Page {#page}\n\nText for a full disk.\n")
                assert "too large" in told()[-1]
                assert deck.read_bytes() == before
                resource.prlimit(process.pid, resource.RLIMIT_FSIZE, limits)
                save(root / "content/en/a.md", "# Page {#page}\n\nText for a disk with room.\n")
                assert "sample.en.pptx" in told()[-1]
            process.send_signal(signal.SIGINT)
            assert process.stderr.read() == "stopped\n"
            assert process.wait(30) == INTERRUPTED
        finally:
            process.kill()


def test_what_is_needed_besides_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builder.cli.watching.find_spec", lambda _: None)
    for command in ("watch", "preview"):
        assert main([command, "--project", str(tmp_path)]) == USAGE
        assert f"builder {command} needs: pip install starlette uvicorn watchfiles" in capsys.readouterr().err


@pytest.mark.parametrize("taken", [True, False])
def test_a_port_that_cannot_be_had_is_named(taken: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1] if taken else 99999
        assert main(["preview", "--project", str(write(tmp_path, FILES)), "--port", str(port)]) == USAGE
    assert f"builder: port {port}: " in capsys.readouterr().err
