"""Disks that refuse and folders that go while somebody watches: it is told, nothing is lost, and it goes on."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue

import pytest

from builder.preview.rounds import Round, one_round
from builder.preview.running import previewing
from builder.preview.saving import saves
from builder.project import open_project
from builder.request import Request
from tests.content import write
from tests.preview.small import save

FILES = {
    "report.yaml": "name: sample\nlanguages: [en]\n",
    "en/a.md": "# Page {#page}\n\nText.\n",
    "en/b.md": "# Next {#next}\n\nText.\n",
}


@dataclass
class Watched:
    """A project and the rounds over it, as `builder watch` makes them."""

    root: Path
    rounds: Queue[Round] = field(default_factory=Queue)
    stop: threading.Event = field(default_factory=threading.Event)

    def follow(self) -> None:
        project, request = open_project(self.root), Request((), ("pptx",), self.root / "dist", force=False)
        for _ in saves(project, request.folder, self.stop):
            self.rounds.put(one_round(project, request, None))

    def told(self) -> Round:
        """The last round, when no other follows."""
        last = self.rounds.get(timeout=60)
        while True:
            try:
                last = self.rounds.get(timeout=0.5)
            except Empty:
                return last

    def edited(self, text: str) -> Round:
        save(self.root / "content/en/a.md", f"# Page {{#page}}\n\n{text}\n")
        return self.told()


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    made = Watched(write(tmp_path_factory.mktemp("hard ends") / "project", FILES))
    thread = threading.Thread(target=made.follow)
    thread.start()
    try:
        assert made.told().made
        yield made
    finally:
        made.stop.set()
        thread.join()


def test_a_folder_that_cannot_be_written(watched: Watched) -> None:
    """A file in its place, since nothing is forbidden to some who run this."""
    dist = watched.root / "dist"
    shutil.rmtree(dist)
    dist.write_text("in the way", "utf-8")
    refused = watched.edited("Written to nowhere.")
    assert str(dist) in refused.trouble
    assert dist.read_text("utf-8") == "in the way"
    dist.unlink()
    assert watched.edited("Written again.").artefacts


@pytest.mark.parametrize("name", ["content", "content/en", ""])
def test_a_folder_that_is_moved_away_and_back(watched: Watched, name: str) -> None:
    folder, away = watched.root / name, watched.root.parent / "away"
    before = (watched.root / "dist/sample.en.pptx").read_bytes()
    os.rename(folder, away)
    gone = watched.told()
    assert gone.errors or gone.trouble
    assert not gone.artefacts
    os.rename(away, folder)
    assert watched.told().artefacts, "nobody has to save anything"
    assert (watched.root / "dist/sample.en.pptx").read_bytes() == before
    assert watched.edited(f"Text after {name or 'all'} was away.").made


def test_a_file_that_vanishes_and_comes_back(watched: Watched) -> None:
    path = watched.root / "content/en/a.md"
    text = path.read_text("utf-8")
    path.unlink()
    path.mkdir()
    assert watched.told().artefacts, "the other chapter is left"
    path.rmdir()
    path.write_text(text, "utf-8")
    assert watched.told().artefacts
    path.write_bytes(b"\xff\xfe")
    assert [one.code for one in watched.told().found] == ["unreadable-file"]
    path.write_text(text, "utf-8")
    assert watched.told().artefacts


def test_a_preview_that_is_stopped_before_it_has_begun(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("builder.preview.running.crew", stopped)
    request = Request((), ("pptx",), watched.root / "dist", force=False)
    with pytest.raises(KeyboardInterrupt), previewing(open_project(watched.root), request, None):
        pass


def test_what_editors_keep_beside_is_no_save(watched: Watched) -> None:
    for name in ("#a.md#", ".#a.md", "4913", ".a.md.swp", "a.md~", "a.md.bak", "~$facts.xlsx", "a.md___jb_tmp___"):
        (watched.root / "content/en" / name).write_text("kept", "utf-8")
    with pytest.raises(Empty):
        watched.rounds.get(timeout=0.5)
