"""Slips of every class, one each, in a small report: found, and said once or twice. `bench.parity` makes thousands."""

from __future__ import annotations

from random import Random

import pytest

from bench.mutants import CLASSES
from bench.parity import Clean, is_found, mutants, opened, seen
from tests.content import write

ZH = """# 闸门 {#gates}

北岸的闸门每天开启两次，记录员每小时记下水位。
渠首的流量约 320 万立方米，比旧渠多 12 个百分点。
下游的两个村子轮流用水，费用由合作社支付。

从 {fact}`old` 到 {fact}`new`，渗漏少了 15—20%{cite}`weir`。
2024 年的记录见{ref}`kinds`，
**泵房**用 Pump-3B 型机器，命令是 `weir status`。

:::{table} kinds
闸门的种类

| 种类 | 材料 | 价格 |
| --- | --- | --- |
| 手动闸门 | 木材 | 200 美元 |
| 自动闸门 | 钢材 | 900 美元 |
| 检修闸门 | 混凝土 | 450 美元 |
:::

:::{table} keepers
值班员

| 班次 | 人数 |
| --- | --- |
| 白班 | 14 |
| 夜班 | 17 |
:::

- 白班检查木材和钢材
- 夜班检查混凝土，见[手册](https://example.org/manual)
- 泵房由合作社看守（{ref}`keepers`，{cite}`canal`）

::::{slide} 闸门有三种
- 手动闸门便宜

:::{notes}
先说手动闸门，再说自动闸门。
:::
::::
"""
EN = """# Gates {#gates}

The gates on the northern bank open twice a day, and the keeper notes the level every hour.
The flow at the intake is about 3.2 million cubic metres, 12 percentage points more than in the old canal.
The two villages downstream take water in turns, and the cooperative pays the costs.

From {fact}`old` to {fact}`new`, seepage fell by 15–20% {cite}`weir`.
The records of 2024 are in {ref}`kinds`; the
**pump house** runs a Pump-3B machine, and the command is `weir status`.

:::{table} kinds
Kinds of gates

| Kind | Material | Price |
| --- | --- | --- |
| Manual gate | Wood | US$200 |
| Automatic gate | Steel | US$900 |
| Service gate | Concrete | US$450 |
:::

:::{table} keepers
Keepers

| Shift | Persons |
| --- | --- |
| Day shift | 14 |
| Night shift | 17 |
:::

- The day shift checks wood and steel
- The night shift checks concrete, see the [manual](https://example.org/manual)
- The cooperative guards the pump house ({ref}`keepers`, {cite}`canal`)

::::{slide} There are three kinds of gates
- Manual gates are cheap

:::{notes}
The manual gate comes first, the automatic one after it.
:::
::::
"""
FILES = {
    "report.yaml": "name: weir\nlanguages: [zh, en]\n",
    "facts.yaml": 'old: {value: 41, unit: "%"}\nnew: {value: 37, unit: "%"}\n',
    "sources.yaml": "- id: weir\n- id: canal\n- id: pump\n",
    "glossary.yaml": "- {zh: 泵房, en: pump house, avoid: {en: [pump station]}}\n- {zh: 渠首, en: intake}\n",
    "zh/a.md": ZH,
    "en/a.md": EN,
}
AT_MOST = 2


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    return opened(write(tmp_path_factory.mktemp("mutants") / "weir", FILES), "weir")


@pytest.mark.parametrize("kind", CLASSES)
def test_a_slip_is_found(kind: str, report: Clean) -> None:
    mutant = next(mutants([report], Random(kind), [kind]))
    found, text = seen(mutant)
    assert is_found(mutant, found, text), mutant.edit
    assert len(found) <= AT_MOST, found
