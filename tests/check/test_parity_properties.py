"""What is the same in both editions is never said to differ."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.check.parity import parity
from builder.check.parity.quantities import mismatches
from builder.locales import load_locale
from builder.locales.numbers import Form, compose
from builder.locales.reading import read_quantities
from builder.model import Amount, Modifier
from tests.check.context import context, opened
from tests.importer.test_propose import typed

ROOT = Path(__file__).parents[2]
ZH, EN = load_locale("zh"), load_locale("en")

_LINE = st.sampled_from(
    [
        *("1,280 of 3.2% in 2025", "Qwen3-235B `x` $a$", "[a](https://a.org)", "**b** and *c*", "A", "Pass@1 4.5 [^1]"),
        *("- a\n- b\n  - c 3", "1. x\n2. y", "| a | 1 |\n|---|---|\n| b | 2 |\n| c | 2 |", "> q 7", "```\nx = 1\n```"),
        *("## H", "$$\na + b\n$$", ":::{callout} note\nx 5%\n:::", "::::{slide} T\n- p\n::::"),
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(_LINE, max_size=9))
def test_equal_documents_never_differ(blocks: list[str]) -> None:
    text = "# A {#a}\n\n" + "\n\n".join(blocks) + "\n\n[^1]: note 12\n"
    report = "name: x\nlanguages: [en, zh]\n"
    with TemporaryDirectory() as folder:
        assert list(parity(context(Path(folder), {"report.yaml": report, "en/a.md": text, "zh/a.md": text}))) == []


_AMOUNTS = st.decimals("0.01", "9999999999999", allow_nan=False, allow_infinity=False, places=2).map(Amount)


@settings(max_examples=150, deadline=None)
@given(_AMOUNTS, st.sampled_from(["count", "%", "pp", "USD", "token", "per-day"]), st.sampled_from(list(Modifier)))
def test_what_the_composer_says_in_both_languages_is_the_same(value: Amount, unit: str, modifier: Modifier) -> None:
    for form in (Form.PROSE, Form.TABLE):
        zh, en = (compose(value, unit, modifier, form, locale, digits=3) for locale in (ZH, EN))
        found = list(mismatches(read_quantities(f"共 {zh}。", ZH), read_quantities(f"In all {en}.", EN)))
        assert [mismatch for mismatch in found if mismatch.grave] == [], (zh, en)


@pytest.mark.parametrize("source", ["builder/starter", "examples/survey", "examples/annual", "bench/manual"])
def test_a_project_whose_facts_are_typed_says_the_same(source: str, tmp_path: Path) -> None:
    folder = ROOT / source
    content = folder / "content" if (folder / "content").is_dir() else folder
    assert [d.message for d in parity(opened(typed(content, tmp_path)))] == []


def test_the_own_report_says_the_same(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    assert [d.message for d in parity(opened(tmp_path))] == []
