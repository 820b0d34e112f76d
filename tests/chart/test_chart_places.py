"""Where a chart's fault is told: at the key, name or value of charts.yaml that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content import checked

FACTS = "a: {value: 1}\nb: {value: 2}\nr: {value: [1, 2]}\nd: {value: 3, unit: day}\nwhen: {date: 2026-01}\n"
TERMS = "labels: {x: X, y: Y, s: S, t: T}\n"
FIGURE = "# A {#a}\n\n:::{figure} c\nCaption\n:::\n"
TWO = "  categories: [x, y]\n  series: {s: [a, b]}\n"


@pytest.mark.parametrize(
    "entry",
    [
        "  kind: «lines»\n" + TWO,
        "  kind: bar\n  unit: «kilo»\n" + TWO,
        "  kind: bar\n  categories: [x, «z»]\n  series: {s: [a, b]}\n",
        "  kind: bar\n  categories: [x, y]\n  series:\n    s: [a, b]\n    «u»: [a, b]\n",
        "  kind: bar\n  categories: [x, y]\n  series:\n    s: [a, b]\n    «t»: [a]\n",
        "  kind: bar\n  categories: [x, «x»]\n  series: {s: [a, b]}\n",
        "  kind: bar\n  categories: [x, y]\n  series: {s: [a, «r»]}\n",
        "  kind: bar\n  categories: [x, y]\n  series: {s: [a, «when»]}\n",
        "  kind: bar\n  categories: [x, y]\n  «series»: {s: [a, d]}\n",
        "  kind: bar\n  highlight: [x, «z»]\n" + TWO,
        "  kind: bar\n  breaks: [«x»]\n" + TWO,
        "  kind: line\n  stacking: «percent»\n" + TWO,
        "  kind: bar\n  log: «yes»\n" + TWO,
        "  kind: bar\n  «totals»: [x]\n" + TWO,
        "  kind: area\n  categories: [x, y]\n  series: {s: [a, «null»]}\n",
        "  kind: waterfall\n  totals: [x, «z»]\n" + TWO,
        "  kind: waterfall\n  totals: [x, y]\n  categories: [x, y]\n  series: {s: [«null», b]}\n",
        "  kind: combo\n  lines: [«z», t]\n  categories: [x, y]\n  series: {s: [a, b], t: [a, b]}\n",
        "  kind: bar\n  data: {file: d.csv, category: k, series: {s: n, t: «m»}}\n",
        "  kind: bar\n  data: {file: d.csv, category: k, series: [n], x: {n: «m»}}\n",
        "  kind: line\n  log: «true»\n  data: {file: d.csv, category: k, series: [n]}\n",
    ],
)
def test_a_fault_stands_at_what_is_wrong(entry: str, tmp_path: Path) -> None:
    text = f"c:\n{entry}"
    lines = text.splitlines()
    line = next(i for i, one in enumerate(lines) if "«" in one)
    files = {"facts.yaml": FACTS, "en/terms.yaml": TERMS, "en/a.md": FIGURE, "d.csv": "k,n\nx,1\ny,0\n"}
    _, faults = checked(tmp_path, files | {"charts.yaml": text.replace("«", "").replace("»", "")})
    places = {(fault.span.file, fault.span.line, fault.span.col) for fault in faults}
    assert places == {("content/charts.yaml", line + 1, lines[line].index("«") + 1)}
