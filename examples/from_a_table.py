"""A report and a deck in two languages, made from a table of numbers by Builder as a library.

    python examples/from_a_table.py [FOLDER]

The table is a list of rows; where pandas is installed, it goes through a data frame. All numbers are made up. The
script writes a small project (facts, a chart over a CSV file, Markdown in Chinese and English) and builds it."""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from builder import Built, Severity, build

ROWS = [
    {"quarter": "2025-Q1", "rides": 41200, "rain": 38},
    {"quarter": "2025-Q2", "rides": 63900, "rain": 24},
    {"quarter": "2025-Q3", "rides": 70400, "rain": 21},
    {"quarter": "2025-Q4", "rides": 48300, "rain": 35},
]

TITLES = {"zh": "桥上的自行车", "en": "Bicycles on the Bridge"}
LABELS = {"zh": {"rides": "骑行次数"}, "en": {"rides": "Rides"}}
TEXTS = {
    "zh": """# 一年的骑行 {#rides}

:::{takeaway}
骑行最多的是 {fact}`busiest.quarter`：{fact}`rides.busiest counter=次`。
:::

2025 年共有 {fact}`rides.2025 counter=次`骑行经过这座桥。

:::{figure} rides-by-quarter
:source: 桥上的计数器
各季度的骑行次数
:::
""",
    "en": """# A year of rides {#rides}

:::{takeaway}
The busiest quarter was {fact}`busiest.quarter`, with {fact}`rides.busiest` rides.
:::

In 2025, {fact}`rides.2025` rides crossed the bridge.

:::{figure} rides-by-quarter
:source: The counter on the bridge
Rides by quarter
:::
""",
}


def records(table: Any) -> list[Mapping[str, Any]]:
    """The rows of a data frame, or of anything that holds mappings."""
    return table.to_dict("records") if hasattr(table, "to_dict") else list(table)


def write_project(folder: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """What an author would write, from the rows. JSON is YAML, too."""
    content = folder / "content"
    busiest = max(rows, key=lambda row: row["rides"])
    facts = {
        "rides.2025": {"value": sum(row["rides"] for row in rows), "as_of": 2025},
        "rides.busiest": {"value": busiest["rides"], "as_of": busiest["quarter"]},
        "busiest.quarter": {"date": busiest["quarter"]},
    }
    data = {"file": "rides.csv", "category": "quarter", "series": ["rides"]}
    files = {
        "report.yaml": {"name": "bridge", "languages": list(TEXTS), "date": "2026-01"},
        "facts.yaml": facts,
        "charts.yaml": {"rides-by-quarter": {"kind": "bar", "data": data}},
        **{f"{lang}/terms.yaml": {"labels": labels} for lang, labels in LABELS.items()},
    }
    for lang, text in TEXTS.items():
        (content / lang).mkdir(parents=True, exist_ok=True)
        (content / lang / "index.md").write_text(f"# {TITLES[lang]}\n", "utf-8")
        (content / lang / "01-rides.md").write_text(text, "utf-8")
    for name, values in files.items():
        (content / name).write_text(json.dumps(values, ensure_ascii=False, indent=2), "utf-8")
    with (content / "rides.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["quarter", "rides"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def make(folder: Path, table: Any, outputs: Sequence[str] = ("pdf", "pptx")) -> Built:
    write_project(folder, records(table))
    return build(folder, outputs=outputs)


def main(arguments: Sequence[str]) -> int:
    folder = Path(arguments[0]) if arguments else Path(tempfile.mkdtemp(prefix="bridge-"))
    table: Any = ROWS
    if find_spec("pandas"):
        import pandas

        table = pandas.DataFrame(ROWS)
    built = make(folder, table)
    for finding in built.findings:
        print(f"{finding.span.file}:{finding.span.line}: {finding.severity}: {finding.message}", file=sys.stderr)
    print(*built.files, sep="\n")
    return int(any(finding.severity is Severity.ERROR for finding in built.findings))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
