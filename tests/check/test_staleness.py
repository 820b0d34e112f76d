"""Texts edited since their translation was accepted name their counterparts; all else is quiet."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from builder.cli import main
from builder.diagnostics import Code, Diagnostic
from builder.pipeline import read
from builder.project import open_project
from tests.content import write

ZH = """# 客人 {#guests}

第一段说的是安静。

第二段说的是茶好。[^1]

- 一项
- 二项

| 名称 | 值 |
| --- | --- |
| 安静 | 一 |
| 茶好 | 一 |

:::{callout} finding
:title: 发现
结论在此。
:::

[^1]: 脚注的话。

## 再说 {#more}

第三段说的是朋友。
"""
EN = """# Guests {#guests}

The first paragraph is about silence.

The second paragraph is about good tea.[^1]

- One item
- Two items

| Name | Value |
| --- | --- |
| Quiet | One |
| Tea | One |

:::{callout} finding
:title: Finding
The conclusion is here.
:::

[^1]: Words of the note.

## Again {#more}

The third paragraph is about friends.
"""
FILES = {"report.yaml": "name: x\nlanguages: [zh, en]\n", "zh/01-a.md": ZH, "en/01-a.md": EN}


def stale(folder: Path) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    read(open_project(folder), found.append)
    return [one for one in found if one.code is Code.STALE]


def edit(folder: Path, name: str, *changes: tuple[str, str]) -> None:
    path = folder / "content" / name
    text = path.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


@pytest.fixture
def accepted(tmp_path: Path) -> Path:
    folder = write(tmp_path, FILES)
    assert main(["check", "--accept", "--project", str(folder), "-q"]) == 0
    return folder


def test_without_lock_and_with_a_fresh_one_nothing_is_said(tmp_path: Path) -> None:
    folder = write(tmp_path, FILES)
    assert stale(folder) == []
    assert main(["check", "--accept", "en", "--project", str(folder), "-q"]) == 0
    assert stale(folder) == []
    lock = folder / "content/en/translated.lock"
    before = lock.read_bytes()
    assert main(["check", "--accept", "--project", str(folder), "-q"]) == 0
    assert lock.read_bytes() == before
    entries = json.loads(before)["files"]["01-a.md"]
    assert [entry["text"] for entry in entries][:3] == [
        "Guests",
        "The first paragraph is about silence.",
        "The second paragraph is about good tea.[^1]",
    ]


@pytest.mark.parametrize(
    ("zh", "en", "place", "other", "message"),
    [
        (("安静。", "清静。"), None, "en/01-a.md:3", "zh/01-a.md:3", "“安” → “清”"),
        (None, ("silence", "quiet"), "zh/01-a.md:3", "en/01-a.md:3", "“silence” → “quiet”"),
        (
            ("安静。", "清静。"),
            ("silence", "quiet"),
            "en/01-a.md:3",
            "zh/01-a.md:3",
            "were edited since they were accepted",
        ),
        (("脚注的话", "脚注的新话"), None, "en/01-a.md:20", "zh/01-a.md:20", "“新” was added"),
        ((":title: 发现", ":title: 新发现"), None, "en/01-a.md:16", "zh/01-a.md:16", "“新” was added"),
        (("| 茶好 |", "| 茶很好 |"), None, "en/01-a.md:13", "zh/01-a.md:13", "“很” was added"),
        (("## 再说", "## 又说"), None, "en/01-a.md:22", "zh/01-a.md:22", "“再” → “又”"),
        (("- 二项", "- 第二项"), None, "en/01-a.md:8", "zh/01-a.md:8", "“第” was added"),
    ],
)
def test_an_edited_text_names_its_counterpart(
    accepted: Path, zh: tuple[str, str] | None, en: tuple[str, str] | None, place: str, other: str, message: str
) -> None:
    for name, change in (("zh/01-a.md", zh), ("en/01-a.md", en)):
        if change:
            edit(accepted, name, change)
    (found,) = stale(accepted)
    assert f"{found.span.file}:{found.span.line}" == f"content/{place}"
    assert found.other
    assert f"{found.other.file}:{found.other.line}" == f"content/{other}"
    assert message in found.message
    assert main(["check", "--accept", "--project", str(accepted), "-q"]) == 0
    assert stale(accepted) == []


def test_what_was_put_in_moved_taken_out_or_wrapped_is_no_noise(accepted: Path) -> None:
    paragraph = "第二段说的是茶好。[^1]\n\n"
    for name, put, taken, moved, wrapped in (
        ("zh/01-a.md", "新的一段。\n\n", "- 一项\n", paragraph, ("第三段说的是朋友。", "第三段说\n的是朋友。")),
        (
            "en/01-a.md",
            "A new one.\n\n",
            "- One item\n",
            "The second paragraph is about good tea.[^1]\n\n",
            ("The third paragraph is", "The third\nparagraph  is"),
        ),
    ):
        path = accepted / "content" / name
        text = path.read_text("utf-8").replace(taken, "").replace(moved, "").replace(*wrapped)
        path.write_text(re.sub(r"(?m)^(## .*\n\n)", rf"\1{put}{moved}", text), "utf-8")
    assert stale(accepted) == []


def test_an_edit_among_new_blocks_is_found(accepted: Path) -> None:
    edit(accepted, "zh/01-a.md", ("第一段说的是安静。", "新一。\n\n新二。\n\n第一段说的是清静。"))
    edit(accepted, "en/01-a.md", ("The first", "New one.\n\nNew two.\n\nThe first"))
    (found,) = stale(accepted)
    assert (found.span.file, found.span.line) == ("content/en/01-a.md", 7)
    assert "“安” → “清”" in found.message


def test_what_parity_says_is_not_said_twice(accepted: Path) -> None:
    edit(accepted, "zh/01-a.md", ("安静。", "安静，占 41%。"))
    found: list[Diagnostic] = []
    read(open_project(accepted), found.append)
    assert [one.code for one in found] == [Code.NUMBER_MISSING]


def test_acceptance_is_refused_while_the_structure_differs(accepted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = accepted / "content/en/translated.lock"
    before = lock.read_bytes()
    edit(accepted, "zh/01-a.md", ("第二段", "又一段。\n\n第二段"))
    capsys.readouterr()
    assert main(["check", "--accept", "--project", str(accepted)]) == 1
    said = capsys.readouterr().err
    assert re.search(r"^content/zh/01-a\.md:[357] has no counterpart", said, re.MULTILINE)
    assert "'en' is not accepted: give both editions the same parts first" in said
    assert lock.read_bytes() == before


def test_the_source_language_is_what_the_report_says(tmp_path: Path) -> None:
    folder = write(tmp_path, FILES | {"report.yaml": "name: x\nlanguages: [zh, en]\nsource: en\n"})
    assert main(["check", "--accept", "--project", str(folder), "-q"]) == 0
    assert not (folder / "content/en/translated.lock").exists()
    edit(folder, "en/01-a.md", ("silence", "quiet"), ("about friends", "about 41 friends"))
    found: list[Diagnostic] = []
    read(open_project(folder), found.append)
    assert [(one.code, one.span.file) for one in found] == [
        (Code.NUMBER_MISSING, "content/zh/01-a.md"),
        (Code.STALE, "content/zh/01-a.md"),
    ]


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ((("The second paragraph is about good tea.[^1]", "第二段说的是茶好。[^1]"),), ["content/en/01-a.md:5"]),
        ((("| Tea | One |", "| 茶好 | One |"),), ["content/en/01-a.md:13"]),
        ((("One item", "Qwen3"),), []),
    ],
)
def test_what_nobody_translated_is_not_accepted(
    changes: tuple[tuple[str, str], ...], left: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path, FILES)
    edit(folder, "en/01-a.md", *changes)
    main(["check", "--accept", "--project", str(folder), "-q"])
    said = [line for line in capsys.readouterr().err.splitlines() if line.endswith("and not accepted")]
    assert said == [f"{place} is still in the source's language, and not accepted" for place in left]
    lock = (folder / "content/en/translated.lock").read_text("utf-8")
    assert len(json.loads(lock)["files"]["01-a.md"]) == 16 - len(left)


@pytest.mark.parametrize("lang", ["zh", "fr"])
def test_what_cannot_be_accepted(accepted: Path, lang: str) -> None:
    assert main(["check", "--accept", lang, "--project", str(accepted)]) == 2


@pytest.mark.parametrize("text", ["", "<<<<<<< HEAD\n{}", "[]", '{"source": "zh", "files": {"a": [{"kind": "x"}]}}'])
def test_a_lock_that_cannot_be_read_is_said(accepted: Path, text: str) -> None:
    (accepted / "content/en/translated.lock").write_text(text, "utf-8")
    found: list[Diagnostic] = []
    read(open_project(accepted), found.append)
    assert [(one.code, one.span.file) for one in found] == [(Code.UNREADABLE_FILE, "content/en/translated.lock")]


def test_an_unknown_source_language(tmp_path: Path) -> None:
    folder = write(tmp_path, FILES | {"report.yaml": "name: x\nlanguages: [zh, en]\nsource: fr\n"})
    found: list[Diagnostic] = []
    read(open_project(folder), found.append)
    assert [(one.code, one.span.line) for one in found] == [(Code.INVALID_VALUE, 3)]
