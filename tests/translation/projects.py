"""Small projects of two languages, and the way of their texts to a translator and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from builder.project import open_project
from builder.translation.bring import Brought
from builder.translation.exchange import export_texts, import_texts

XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"

ZH = """---
title: 年度
---

# 年度报告 {#annual}

正文 {fact}`share`，见[表](#data "标题")，**要点**在此[^一]，公式 $a_1$ 与`代码` 与 H<sub>2</sub>O。
第二行\\
硬换行 ![图](i.svg) 完。

> 引文第一行
> 引文第二行

- [ ] 任务
- 一项
  - 二层，
    续行

:::{figure} i.svg
:alt: 一座 *桥*
:source: 来自{cite}`k`
图注
:::

![桥](i.svg "又一图注")

| 名称 | 值 \\| 数 | `a \\| b` |
| --- | --- | --- |
| 苹果 | 1 | 甲 |
| ^^ | {fact}`share` | 乙<br>丙 |

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
:alt: 流程说明
流程

- a: 开始
- b: {对吗？}

a -> b: 然后
:::

<div>网页 <b>文字</b></div>

[^一]: 脚注 {term}`apple`。

    第二段。

## 只此一家 {#own only}

仅中文
"""
TERMS = """labels:
  apple: 苹果  # 注
  'long one': "双引号 \\"里\\""
units:
  voice: {one: '{n} 票', other: '{n} 票数'}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
FILES = {
    "report.yaml": "name: annual\nlanguages: [zh, en]\n",
    "facts.yaml": 'share: {value: 41, unit: "%", source: k}\n',
    "sources.yaml": "- id: k\n  title: K\n",
    "glossary.yaml": "- {zh: 苹果, en: apple, avoid: {en: pomme}}\n",
    "zh/index.md": "# 封面\n\n:::{meta}\n- 日期：2026 年\n:::\n",
    "zh/01-a.md": ZH,
    "zh/terms.yaml": TERMS,
    "zh/i.svg": SVG,
}
SHARED = re.sub(r":::\{only\} zh\n.*?:::\n", "", ZH, flags=re.DOTALL).split("## 只此一家")[0]


def files(zh: str | None = None, en: str | None = None) -> dict[str, str]:
    """Both languages; the second says what the first says, where nothing else is given."""
    found = dict(FILES)
    if zh is not None:
        found["zh/01-a.md"] = zh
    found["en/01-a.md"] = en if en is not None else SHARED if zh is None else zh
    return found | {"en/index.md": FILES["zh/index.md"], "en/terms.yaml": TERMS, "en/i.svg": SVG}


def write(folder: Path, texts: dict[str, str] | dict[str, bytes]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def exported(folder: Path, form: str = "xliff", *, stale: bool = False) -> bytes:
    return export_texts(open_project(folder), "en", stale=stale, form=form).content


def imported(folder: Path, content: bytes) -> Brought:
    """What is brought, written as the command writes it."""
    _, brought = import_texts(open_project(folder), content)
    for name, data in brought.files.items():
        (folder / name).write_bytes(data)
    return brought


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def translated(content: bytes, say: Callable[[str], str], state: str = "translated") -> bytes:
    """Every text run of every unit, said by `say`; placeholders as they stand."""
    root = etree.fromstring(content)
    for segment in root.iter(f"{XLIFF}segment"):
        source = segment.find(f"{XLIFF}source")
        old = segment.find(f"{XLIFF}target")
        if old is not None:
            segment.remove(old)
        target = etree.fromstring(etree.tostring(source))
        target.tag, target.tail = f"{XLIFF}target", None
        for element in target.iter():
            element.text = say(element.text) if element.text else element.text
            if element is not target:
                element.tail = say(element.tail) if element.tail else element.tail
        segment.append(target)
        segment.set("state", state)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
