"""Two languages in one, beside each of them by itself."""

from __future__ import annotations

import json
import time
from pathlib import Path

from builder.cache import Store
from builder.preview.running import previewing
from builder.project import open_project
from builder.request import Request
from tests.preview.small import CHAPTERS, chapter, save, small

PAIR = "zh+en"


def test_two_languages_in_one_are_shown_beside_each_of_them(tmp_path: Path) -> None:
    root, told = small(tmp_path / "project"), list[str]()
    request = Request((PAIR,), ("pdf",), root / "dist", force=False)

    def until_whole(name: str, after: int) -> int:
        end = time.monotonic() + 120
        while not board.is_whole(PAIR, name) or board.stacks[PAIR, name].save <= after:
            assert time.monotonic() < end, told[-3:]
            time.sleep(0.02)
        return board.stacks[PAIR, name].save

    with previewing(open_project(root), request, Store(root / ".builder/cache")) as board:
        board.listen(told.append)
        first = until_whole(CHAPTERS[-1], 0)
        before = [board.shown(PAIR, name) for name in CHAPTERS]
        save(root / "content/zh/1-second.md", chapter("zh", 1, "闸门又开了。"))
        until_whole(CHAPTERS[1], first)
        after = [board.shown(PAIR, name) for name in CHAPTERS]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, True]
    named = [json.loads(text)["languages"] for text in told if json.loads(text)["kind"] == "report"]
    assert [one["name"] for one in named[-1]] == ["中文", "English", "中文 + English"]
    assert [path.name for path in (root / "dist").glob("*.pdf")] == [f"small.{PAIR}.pdf"]
