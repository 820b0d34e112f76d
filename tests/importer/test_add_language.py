"""A further language: the same structure, a report that still builds, and a list of all that is to be translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.cli import main
from builder.diagnostics import Diagnostic, has_errors
from builder.importer.language import CannotAdd, add_language
from builder.pipeline import read
from builder.project import open_project
from tests.importer.patches import project

ZH = """---
title: 年度
---

# 年度报告

正文 {fact}`share`，见[表](#data)。

:::{figure} images/bridge.svg
:alt: 一座桥
图注
:::

![桥](images/river.svg "又一图注")

- 一项
  - 二层

| 名称 | 值 |
| --- | --- |
| 苹果 | 1 |

:::{only} zh
只有中文。
:::

::::{slide} 标题是一句话
- 要点

:::{notes}
讲稿
:::
::::

:::{flow} loop
流程

- a: 开始
- b: {对吗？}

a -> b: 然后
:::

```python
# 不译
```
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
FILES = {
    "report.yaml": "# 我的报告\nname: annual\nlanguages: [zh]  # 一种\ndate: 2025\n",
    "facts.yaml": 'share: {value: 41, unit: "%"}\n',
    "zh/index.md": "# 封面\n",
    "zh/01-a.md": ZH,
    "zh/02-data.md": "# 数据 {#data}\n\n正文\n\n## 只此一家 {#own only}\n\n仅中文\n\n## 以下 {#rest}\n\n正文\n",
    "zh/terms.yaml": "labels:\n  apple: 苹果\n",
    "zh/images/bridge.svg": SVG,
    "zh/images/river.svg": SVG,
}


def test_the_skeleton_builds_and_lists_what_to_translate(tmp_path: Path) -> None:
    folder = project(tmp_path, FILES)
    assert main(["add-language", "en", "--project", str(folder), "-q"]) == 0
    assert (folder / "report.yaml").read_text("utf-8") == FILES["report.yaml"].replace("[zh]", "[zh, en]")
    assert (folder / "en/images/bridge.svg").read_text("utf-8") == SVG
    assert "只有中文" not in (folder / "en/01-a.md").read_text("utf-8")
    assert (folder / "en/02-data.md").read_text("utf-8") == "# 数据 {#data}\n\n正文\n\n## 以下 {#rest}\n\n正文\n"
    todo = (folder / "translate.en.md").read_text("utf-8")
    kinds = re.findall(r"^- \[ \] (\S+?):(\d+) (.+?) \(\d+\): (.*)$", todo, re.MULTILINE)
    assert kinds == [
        ("en/01-a.md", "2", "heading", "年度"),
        ("en/01-a.md", "5", "heading", "年度报告"),
        ("en/01-a.md", "7", "paragraph", "正文 {fact}`share`，见[表](#data)。"),
        ("en/01-a.md", "10", "alt", "一座桥"),
        ("en/01-a.md", "11", "caption", "图注"),
        ("en/01-a.md", "14", "alt", "桥"),
        ("en/01-a.md", "14", "caption", "又一图注"),
        ("en/01-a.md", "16", "list item", "一项"),
        ("en/01-a.md", "17", "list item", "二层"),
        ("en/01-a.md", "19", "cell", "名称"),
        ("en/01-a.md", "19", "cell", "值"),
        ("en/01-a.md", "21", "cell", "苹果"),
        ("en/01-a.md", "24", "title", "标题是一句话"),
        ("en/01-a.md", "25", "list item", "要点"),
        ("en/01-a.md", "28", "paragraph", "讲稿"),
        ("en/01-a.md", "33", "caption", "流程"),
        ("en/01-a.md", "35", "label", "开始"),
        ("en/01-a.md", "36", "label", "对吗？"),
        ("en/01-a.md", "38", "label", "然后"),
        ("en/02-data.md", "1", "heading", "数据"),
        ("en/02-data.md", "3", "paragraph", "正文"),
        ("en/02-data.md", "5", "heading", "以下"),
        ("en/02-data.md", "7", "paragraph", "正文"),
        ("en/index.md", "1", "heading", "封面"),
        ("en/terms.yaml", "2", "label", "苹果"),
    ]
    for name, line, _, text in kinds:
        source = (folder / name).read_text("utf-8").split("\n")[int(line) - 1]
        assert text.removeprefix("{").removesuffix("}") in source
    assert "25 texts, " in todo


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("languages: [en]\nname: a\n", "languages: [en, zh]\nname: a\n"),
        (
            "name: a\nlanguages:\n  - en  # first\n\nauthors: []\n",
            "name: a\nlanguages:\n  - en  # first\n  - zh\n\nauthors: []\n",
        ),
        ("name: a\nlanguages:\n- en", "name: a\nlanguages:\n- en\n- zh\n"),
        ("name: a\r\nlanguages: [\r\n  en,\r\n]\r\n", "name: a\r\nlanguages: [\r\n  en, zh\r\n]\r\n"),
    ],
)
def test_report_yaml_keeps_its_form(tmp_path: Path, typed: str, wanted: str) -> None:
    folder = project(tmp_path, {"report.yaml": typed, "en/a.md": "# One\n\nText.\n"})
    add_language(open_project(folder), "zh")
    assert (folder / "report.yaml").read_bytes().decode("utf-8") == wanted
    found: list[Diagnostic] = []
    assert read(open_project(folder), found.append) is not None
    assert not has_errors(found)


@pytest.mark.parametrize(
    ("lang", "message"),
    [
        ("eo", "there is no locale 'eo'; known: .*builder/locales/eo.toml"),
        ("zh", "has the language 'zh' already"),
        ("../zh", "there is no locale"),
    ],
)
def test_refused(tmp_path: Path, lang: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project(tmp_path, FILES)
    with pytest.raises(CannotAdd, match=message):
        add_language(open_project(folder), lang)
    assert main(["add-language", lang, "--project", str(folder)]) == 2
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == set(FILES)
    assert "builder: " in capsys.readouterr().err


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    for name in ("en/a.md", "translate.en.md"):
        folder = project(tmp_path / name.replace("/", "-"), FILES | {name: "mine"})
        with pytest.raises(CannotAdd, match="is there already"):
            add_language(open_project(folder), "en")
        assert (folder / name).read_text("utf-8") == "mine"
        assert (folder / "report.yaml").read_text("utf-8") == FILES["report.yaml"]


def test_what_the_new_language_refuses_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = project(tmp_path, FILES | {"zh/02-data.md": "# 数据 {#data}\n\n正文 {fact}`lost`\n"})
    assert main(["add-language", "en", "--project", str(folder)]) == 1
    assert "does not build before these errors are mended" in capsys.readouterr().err
