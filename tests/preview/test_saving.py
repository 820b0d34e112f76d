"""Which changes on the disk are saves."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from builder.preview.saving import saves
from builder.project import open_project
from tests.content import write
from tests.preview.small import save

FILES = {"report.yaml": "name: sample\nlanguages: [en]\n", "en/a.md": "# Page {#page}\n\nText.\n"}


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Path, Queue[frozenset[str]]]]:
    project, stop = open_project(write(tmp_path / "a project", FILES)), threading.Event()
    (project.root / "dist").mkdir()
    told: Queue[frozenset[str]] = Queue()

    def follow() -> None:
        for burst in saves(project, project.root / "dist", stop):
            told.put(burst)

    thread = threading.Thread(target=follow)
    thread.start()
    assert told.get(timeout=30) == frozenset()
    yield project.root, told
    stop.set()
    thread.join()


def test_saves_are_told_and_nothing_else(watched: tuple[Path, Queue[frozenset[str]]]) -> None:
    root, told = watched
    (root / "dist/sample.en.pdf").write_bytes(b"%PDF")
    (root / "content/en/a.md~").write_text("kept by an editor", "utf-8")
    (root / "notes.txt").write_text("beside the content", "utf-8")
    save(root / "content/en/a.md", "# Page {#page}\n\nOther text.\n")
    assert told.get(timeout=30) == {"content/en/a.md"}
    (root / "content/en/b.md").write_text("# More\n", "utf-8")
    os.unlink(root / "content/en/b.md")
    seen: set[str] = set()
    while "content/en/b.md" not in seen:
        seen |= told.get(timeout=30)
    assert seen == {"content/en/b.md"}


def test_folders_that_come_are_watched(watched: tuple[Path, Queue[frozenset[str]]]) -> None:
    root, told = watched
    (root / "content/en/images").mkdir()
    (root / "content/en/images/p.svg").write_text("<svg/>", "utf-8")
    assert "content/en/images/p.svg" in told.get(timeout=30)
    for text in ("<svg></svg>", "<svg> </svg>"):
        save(root / "content/en/images/p.svg", text)
        assert "content/en/images/p.svg" in told.get(timeout=30)
