"""A small report in two languages, whose chapters fill pages of their own."""

from __future__ import annotations

import os
from pathlib import Path

from tests.content import write

CHAPTERS = ("first", "second", "third")
_ZH = "灌溉站的记录员每小时记下七处水位，误差不超过百分之二，因此无需另派人手；其余的数据仍在整理，与模型的预测一致。"
_EN = "The keeper of the weir wrote down seven water levels every hour, and nobody else had to be sent for them. "


def chapter(lang: str, number: int, more: str = "") -> str:
    name = CHAPTERS[number]
    title = f"第{'一二三'[number]}章" if lang == "zh" else f"The {name} chapter"
    text = "\n\n".join((_ZH if lang == "zh" else _EN) * 3 for _ in range(12))
    return f"# {title} {{#{name}}}\n\n{text}{more}\n"


def small(folder: Path) -> Path:
    """Write it; returns its folder."""
    names = {
        f"{lang}/{number}-{name}.md": chapter(lang, number)
        for lang in ("zh", "en")
        for number, name in enumerate(CHAPTERS)
    }
    fronts = {"zh/index.md": "# 渠首的水位\n", "en/index.md": "# Levels at the weir\n"}
    return write(folder, {"report.yaml": "name: small\nlanguages: [zh, en]\n"} | fronts | names)


def save(path: Path, text: str) -> None:
    """As editors do: whole beside it, and then in its place."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    os.replace(beside, path)
