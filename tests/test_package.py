"""Artefacts reach the disk all together or not at all, and are not taken from those who work on them."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from builder import package
from builder.package import MANIFEST, Artefact, content_digest, edited, write

INPUTS = {"content/b.md": b"two", "content/a.md": b"one"}


def artefact(name: str, content: bytes, lang: str = "en") -> Artefact:
    return Artefact(name, lang, name.rpartition(".")[2], content, name.endswith(".pptx"))


def manifest(folder: Path) -> dict[str, Mapping[str, Mapping[str, object]]]:
    read: dict[str, Mapping[str, Mapping[str, object]]] = json.loads((folder / MANIFEST).read_text("utf-8"))
    return read


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_the_manifest_says_what_was_made_of_what(tmp_path: Path) -> None:
    write(tmp_path / "a/b", (artefact("x.pdf", b"%PDF one"),), INPUTS)
    found = manifest(tmp_path / "a/b")
    assert list(found["inputs"].items()) == [(k, hashlib.sha256(v).hexdigest()) for k, v in sorted(INPUTS.items())]
    entry = found["outputs"]["x.pdf"]
    assert (entry["language"], entry["output"], entry["bytes"]) == ("en", "pdf", 8)
    assert entry["sha256"] == hashlib.sha256(b"%PDF one").hexdigest()
    assert {"builder", "python", "weasyprint", "python-pptx"} <= found["versions"].keys()


def test_the_same_files_give_the_same_manifest(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / name, (artefact("x.pdf", b"1"), artefact("x.pptx", b"2")), INPUTS)
    assert listing(tmp_path / "a") == listing(tmp_path / "b")


def test_a_partial_build_keeps_what_the_manifest_says_of_the_rest(tmp_path: Path) -> None:
    write(tmp_path, (artefact("x.zh.pdf", b"1"), artefact("x.en.pdf", b"2"), artefact("gone.pdf", b"3")), INPUTS)
    (tmp_path / "gone.pdf").unlink()
    write(tmp_path, (artefact("x.en.pdf", b"4"),), INPUTS)
    outputs = manifest(tmp_path)["outputs"]
    assert list(outputs) == ["x.en.pdf", "x.zh.pdf"]
    assert outputs["x.en.pdf"]["sha256"] == hashlib.sha256(b"4").hexdigest()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"outputs": 3}', '{"outputs": {"x.pdf": 1}}', "\xff"])
def test_a_broken_manifest_is_written_anew(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(text.encode("latin-1"))
    write(tmp_path, (artefact("x.pdf", b"1"),), INPUTS)
    assert list(manifest(tmp_path)["outputs"]) == ["x.pdf"]


# --- all or nothing


def test_a_folder_in_the_way_leaves_everything_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, (artefact("a.pdf", b"old"),), INPUTS)
    (tmp_path / "b.pdf").mkdir()
    before = listing(tmp_path)
    with pytest.raises(IsADirectoryError):
        write(tmp_path, (artefact("a.pdf", b"new"), artefact("b.pdf", b"new")), INPUTS)
    assert listing(tmp_path) == before
    assert (tmp_path / "b.pdf").is_dir()


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_failure_between_the_files_puts_the_old_ones_back(
    error: type[BaseException], at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The renames succeed up to one, which does not."""
    write(tmp_path, (artefact("a.pdf", b"old a"), artefact("b.pptx", b"old b")), INPUTS)
    before = listing(tmp_path)
    replace, calls = package.os.replace, iter(range(100))

    def failing(source: Path, target: Path) -> None:
        if next(calls) == at:
            raise error
        replace(source, target)

    monkeypatch.setattr(package.os, "replace", failing)
    with pytest.raises(error):
        write(tmp_path, (artefact("a.pdf", b"new"), artefact("b.pptx", b"new"), artefact("c.pdf", b"new")), INPUTS)
    assert listing(tmp_path) == before


def test_a_name_that_is_too_long_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"."):
        write(tmp_path, (artefact("a.pdf", b"1"), artefact("x" * 300 + ".pdf", b"2")), INPUTS)
    assert listing(tmp_path) == {}


def test_files_are_readable_by_others(tmp_path: Path) -> None:
    write(tmp_path, (artefact("a.pdf", b"1"),), INPUTS)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o644}


# --- decks that people work on


def test_only_what_builder_wrote_is_overwritten(tmp_path: Path) -> None:
    names = ("a.pptx", "b.pptx", "c.pptx")
    write(tmp_path, (artefact("a.pptx", b"1"), artefact("b.pptx", b"2")), INPUTS)
    assert edited(tmp_path, names) == ()
    (tmp_path / "b.pptx").write_bytes(b"edited")
    (tmp_path / "c.pptx").write_bytes(b"someone's own")
    assert edited(tmp_path, names) == ("b.pptx", "c.pptx")


def test_without_a_manifest_every_deck_is_someones(tmp_path: Path) -> None:
    write(tmp_path, (artefact("a.pptx", b"1"),), INPUTS)
    (tmp_path / MANIFEST).unlink()
    assert edited(tmp_path, ("a.pptx",)) == ("a.pptx",)


# --- the digest of what an artefact holds


def packed(parts: Mapping[str, bytes], level: int, order: int = 1) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name in list(parts)[::order]:
            archive.writestr(name, parts[name])
    return stream.getvalue()


PARTS = {"a.xml": b"<a/>" * 500, "b.xml": b"<b/>" * 500}


def test_a_zip_packed_otherwise_has_the_same_digest() -> None:
    inner = [packed(PARTS, level) for level in (1, 9)]
    outer = [
        packed({"book.xlsx": book, **PARTS}, level, order)
        for book, level, order in zip(inner, (9, 1), (1, -1), strict=True)
    ]
    assert inner[0] != inner[1]
    assert outer[0] != outer[1]
    assert content_digest(outer[0]) == content_digest(outer[1])


@pytest.mark.parametrize("parts", [{"a.xml": b"<a/>"}, {"a.xml": PARTS["a.xml"], "b.xml": b"x"}, {"c": b"", **PARTS}])
def test_a_zip_that_holds_something_else_has_another_digest(parts: dict[str, bytes]) -> None:
    assert content_digest(packed(parts, 6)) != content_digest(packed(PARTS, 6))


def test_names_and_contents_are_kept_apart() -> None:
    assert content_digest(packed({"ab": b"c"}, 6)) != content_digest(packed({"a": b"bc"}, 6))


def pdf(text: bytes, level: int) -> bytes:
    pikepdf.settings.set_flate_compression_level(level)  # type: ignore[arg-type]
    with pikepdf.new() as document:
        for number in range(3):
            page = document.add_blank_page()
            page.Contents = document.make_stream(b"BT (%d) Tj ET\n" % number + text * 200)
        stream = io.BytesIO()
        document.save(
            stream,
            compress_streams=True,
            static_id=True,
            recompress_flate=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        return stream.getvalue()


def test_a_pdf_packed_otherwise_has_the_same_digest() -> None:
    one, other = pdf(b"0 0 m 10 10 l S\n", 1), pdf(b"0 0 m 10 10 l S\n", 9)
    assert len(one) != len(other)
    assert content_digest(one) == content_digest(other)
    assert content_digest(one) != content_digest(pdf(b"0 0 m 10 11 l S\n", 1))
