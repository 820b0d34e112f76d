"""The repository's own report, built once a test run in a process of its own, and its text as a reader finds it."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium

from builder.theme import load_theme

ROOT = Path(__file__).parents[1]
NAME = "code-llm-report"
_MM = 72 / 25.4


def built(base: Path, name: str = "first", project: Path = ROOT) -> Path:
    """The folder of the four artefacts. Workers of one run share it: the first builds, the others wait."""
    folder = base / f"{project.name}-{name}"
    with (base / f"{project.name}-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "manifest.json").exists():
            build(folder, project)
    return folder


def build(folder: Path, project: Path = ROOT, seed: str = "1") -> None:
    """Build it from nothing: nothing is taken over from other builds of the test run."""
    environment = os.environ | {"PYTHONHASHSEED": seed}
    command = [
        sys.executable,
        "-m",
        "builder",
        "build",
        "--no-cache",
        "-j",
        "1",
        "--project",
        str(project),
        "-o",
        str(folder),
    ]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert run.returncode == 0, run.stderr


def squeezed(text: str) -> str:
    """Text without what typesetting adds or takes: white space, invisible marks, and hyphens at line ends."""
    return re.sub(r"[\s\u00a0\u00ad\u200b\u2060\ufeff\ufffe\x02‐‑-]+", "", text)


def printed(path: Path) -> str:
    """The squeezed text of the pages' type areas in reading order: no running heads, no folios."""
    return "".join(squeezed(text) for text in type_areas(path))


def type_areas(path: Path) -> Iterator[str]:
    page_size = load_theme(None).report
    with pdfium.PdfDocument(path) as document:
        for page in document:
            _, height = page.get_size()
            text = page.get_textpage()
            bottom, top = (page_size.margin_bottom - 3) * _MM, height - (page_size.margin_top - 3) * _MM
            yield text.get_text_bounded(bottom=bottom, top=top)
