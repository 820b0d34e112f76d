"""Where results go: whole or not there, whatever it is."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from builder.batch.state import State, Written, edited, recall, remember, stands
from builder.batch.target import Folder, Remote, Target, digest_of, open_target
from builder.diagnostics import Code, Diagnostic, Span
from builder.request import UsageError

KINDS = ("folder", "memory", "moved")


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    if request.param == "folder":
        return open_target(str(tmp_path / "out"))
    if request.param == "memory":
        return open_target(f"memory://{tmp_path.name}-{request.node.name}/报告")
    return Remote(fsspec.filesystem("file"), str(tmp_path / "out"), whole=False)


def test_what_is_written_is_read(target: Target) -> None:
    assert target.read("a/城.pdf") is None
    assert target.seal("a/城.pdf") == ""
    target.write({"a/城.pdf": b"one", "b.pptx": b"two"})
    assert (target.read("a/城.pdf"), target.read("b.pptx")) == (b"one", b"two")
    seal = target.seal("b.pptx")
    assert seal == target.seal("b.pptx") != ""
    target.write({"b.pptx": b"three"})
    assert target.read("b.pptx") == b"three"
    assert target.seal("b.pptx") != seal


def test_a_file_appears_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = Folder(tmp_path)
    target.write({"a.pdf": b"old"})

    def full(_: int) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        target.write({"a.pdf": b"new"})
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.pdf"]


def test_a_url_is_opened_by_its_kind(tmp_path: Path) -> None:
    assert isinstance(open_target(f"file://{tmp_path}"), Folder)
    assert isinstance(open_target("memory://x"), Remote)
    with pytest.raises(UsageError, match="nowhere"):
        open_target("nowhere://x")


def test_a_state_comes_back(target: Target) -> None:
    finding = Diagnostic(Span("en/a.md", 3, 4), Code.LENGTH, "words", other=Span("zh/a.md"))
    state = State("digest", (Written("a.pdf", 3, "sha", False, "seal"),), 1.5, (finding,), {"a.pptx": "old"})
    assert recall(target, "x/a") is None
    remember(target, "x/a", state)
    assert recall(target, "x/a") == state
    target.write({".batch/rows/x/a.json": b'{"made_of": "digest"}'})
    assert recall(target, "x/a") is None, "a damaged one is none"


def test_what_somebody_else_wrote_is_told(target: Target) -> None:
    target.write({"a.pptx": b"ours", "b.pptx": b"theirs"})
    ours = Written("a.pptx", 4, digest_of(b"ours"), True, target.seal("a.pptx"))
    last = State("", (ours,), 0, ())
    assert edited(target, ["a.pptx", "b.pptx", "c.pptx"], last) == ("b.pptx",)
    target.write({"a.pptx": b"ours"})
    assert stands(target, ours), "another seal over the same bytes"
    target.write({"a.pptx": b"edited"})
    assert edited(target, ["a.pptx"], last) == ("a.pptx",)
    assert edited(target, ["a.pptx"], State("", (), 0, (), {"a.pptx": digest_of(b"edited")})) == ()
