"""A report of two paragraphs and a chart for each city of a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.content import write

_FILES: Final = {
    "report.yaml": "name: city\nlanguages: [zh, en]\n",
    "facts.yaml": "boats: {column: boats}\nlast: {column: last}\n",
    "charts.yaml": "growth:\n  kind: bar\n  categories: [last, now]\n  series:\n    boats: [last, boats]\n",
    "zh/terms.yaml": "labels: {last: 去年, now: 今年, boats: 船只}\n",
    "en/terms.yaml": "labels: {last: Last year, now: This year, boats: Boats}\n",
    "zh/a.md": (
        "# 港口在生长 {#a}\n\n{param}`city`有船 {fact}`boats`艘。\n\n[比去年少。]{when boats < last}\n\n"
        ":::{figure} growth\n船只\n:::\n"
    ),
    "en/a.md": (
        "# The Harbour Grows {#a}\n\n{param}`city` has {fact}`boats` boats.\n\n"
        "[Fewer than last year.]{when boats < last}\n\n:::{figure} growth\nBoats\n:::\n"
    ),
}
COLUMNS: Final = "city.zh,city.en,boats,last"


def project(folder: Path) -> Path:
    return write(folder, _FILES)


def row(number: int) -> str:
    return f"港{number},Port {number},{900 - 7 * number},{850 + number}"


def table(path: Path, rows: Sequence[str]) -> Path:
    path.write_text("\n".join((COLUMNS, *rows)) + "\n", "utf-8")
    return path
