"""The files of a project as one value that travels."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.batch import bundle
from builder.batch.bundle import Bundle, gather, place, placed
from builder.pipeline import read
from builder.project import Project, open_project
from builder.request import UsageError
from tests.content import write


@pytest.fixture(autouse=True)
def own_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    placed.cache_clear()


def bundled(folder: Path, *without: Path) -> Bundle:
    project = open_project(folder)
    read(project, lambda _: None)
    return gather(project, without)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"en/a.md": "# A\n\nText, ![x](/data/x.svg).\n", "rows.csv": "a\n1\n", ".hidden": "x"}
    write(tmp_path / "p", files)
    for name in ("data/x.svg", "data/y.svg", "assets/logo.svg", "dist/old.pdf"):
        path = tmp_path / "p" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    return tmp_path / "p"


def names(at: Path) -> set[str]:
    return {path.relative_to(at).as_posix() for path in at.rglob("*") if path.is_file()}


def test_it_holds_what_reports_are_made_of(folder: Path) -> None:
    at = place(bundled(folder, folder / "content/rows.csv"))
    assert names(at) == {"content/report.yaml", "content/en/a.md", "data/x.svg", "assets/logo.svg"}
    assert (at / "content/en/a.md").read_bytes() == (folder / "content/en/a.md").read_bytes()


def test_it_is_the_same_for_the_same_files(folder: Path) -> None:
    rows = folder / "content/rows.csv"
    first = bundled(folder, rows)
    rows.write_text("a\n2\n")
    (folder / "dist/new.pdf").write_text("x")
    os.utime(folder / "content/en/a.md", (0, 0))
    assert bundled(folder, rows) == first
    (folder / "content/en/a.md").write_text("# B\n")
    assert bundled(folder, rows).digest != first.digest


def test_nothing_of_outside_travels(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets/s.md").write_text("# Secret\n")
    (folder / "content/en/secret.md").symlink_to(tmp_path / "secret.md")
    (folder / "content/fr").symlink_to(tmp_path / "secrets")
    assert not [name for name in names(place(bundled(folder))) if "secret" in name or "/fr/" in name]


def test_what_was_placed_is_used_again_and_mended(folder: Path) -> None:
    made = bundled(folder)
    at = place(made)
    before = (at / "content/en/a.md").stat().st_ino
    assert place(made) == at == placed(made.digest)
    assert (at / "content/en/a.md").stat().st_ino == before
    (at / "content/en/a.md").unlink()
    assert names(place(made)) == names(at) | {"content/en/a.md"}
    assert [path.name for path in at.parent.iterdir()] == [made.digest], "nothing half done lies about"


def test_a_damaged_one_is_never_read(folder: Path) -> None:
    made = bundled(folder)
    (place(made) / "content/en/a.md").write_text("# Other\n")
    with pytest.raises(FileNotFoundError):
        placed(made.digest)


def test_what_nobody_asked_for_goes(folder: Path) -> None:
    made = bundled(folder)
    at = place(made)
    os.utime(at, (0, 0))
    (folder / "content/en/a.md").write_text("# B\n")
    other = place(bundled(folder))
    assert list(at.parent.iterdir()) == [other]


def test_another_user_s_room_is_not_used(folder: Path, tmp_path: Path) -> None:
    made = bundled(folder)
    at = place(made).parent
    at.chmod(0o777)
    with pytest.raises(PermissionError):
        place(made)


def test_it_has_a_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MAX_FILES", 3)
    with pytest.raises(UsageError, match="folder of their own"):
        bundled(folder)


MADE = {"out/a.pdf": "x", "other/.batch/bundle": "x", "other/b.svg": "x", "dist/manifest.json": "{}", "dist/c.svg": "x"}


def test_a_project_may_be_its_own_content(tmp_path: Path) -> None:
    folder = tmp_path / "flat"
    for name, text in {"report.yaml": "name: a\nlanguages: [en]\n", "en/a.md": "# A\n\nB.\n", **MADE}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    at = place(bundled(folder, folder / "out"))
    assert names(at) == {"report.yaml", "en/a.md"}
    assert isinstance(open_project(at), Project)
