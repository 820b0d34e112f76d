"""facts.yaml: values as typed, derived ones in exact decimals, faults with their place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from builder.model import Amount, Magnitude, Modifier, Moment, Period
from tests.content import Loaded, loaded


def facts(folder: Path, text: str) -> Loaded:
    return loaded(folder, {"en/a.md": "# A", "facts.yaml": text})


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("{value: 71.7}", Amount(Decimal("71.7"))),
        ("{value: 99.0}", Amount(Decimal("99.0"))),
        ("{value: -5, digits: 3}", Amount(Decimal(-5), None, 3)),
        ("{value: [4.0e9, 7.4e9]}", Amount(Decimal("4.0e9"), Decimal("7.4e9"))),
        ("{date: 2026}", Period(Moment(2026))),
        ("{date: 2026-Q2}", Period(Moment(2026, quarter=2))),
        ("{date: [2023, 2026-02-27]}", Period(Moment(2023), Moment(2026, 2, 27))),
        ("{magnitude: [month, year]}", Magnitude("month", "year")),
        ("{magnitude: 1e6}", Magnitude("1000000")),
    ],
)
def test_a_value(entry: str, value: object, tmp_path: Path) -> None:
    result = facts(tmp_path, f"a: {entry}\n")
    assert result.faults == ()
    assert result.corpus is not None
    assert result.corpus.facts["a"].value == value


def test_a_fact_in_full(tmp_path: Path) -> None:
    result = facts(
        tmp_path, "a.b-c: {value: 1, unit: USD, modifier: about, as_of: 2025, source: [k, l], forecast: true}\n"
    )
    assert result.corpus is not None
    fact = result.corpus.facts["a.b-c"]
    assert (fact.unit, fact.modifier, fact.as_of, fact.sources, fact.forecast) == (
        "USD",
        Modifier.ABOUT,
        "2025",
        ("k", "l"),
        True,
    )


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("a - b", "0.2"),
        ("a + b * 2", "0.5"),
        ("(a + b) * 2", "0.8"),
        ("-a + 1", "0.7"),
        ("a − b × 2", "0.1"),
        ("big-one - 1", "9"),
        ("1.5e3 - a", "1499.7"),
    ],
)
def test_derived_facts_are_exact(expression: str, value: str, tmp_path: Path) -> None:
    result = facts(
        tmp_path, f"x: {{derive: {expression}}}\na: {{value: 0.3}}\nb: {{value: 0.1}}\nbig-one: {{value: 10}}\n"
    )
    assert result.faults == ()
    assert result.corpus is not None
    assert result.corpus.facts["x"].value == Amount(Decimal(value))


def test_facts_are_derived_of_derived_facts_in_any_order(tmp_path: Path) -> None:
    result = facts(tmp_path, "c: {derive: b * 2}\nb: {derive: a / 3, digits: 2}\na: {value: 6}\n")
    assert result.corpus is not None
    assert result.corpus.facts["c"].value == Amount(Decimal(4))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("x: {value: 1,000}", ["1:14 invalid-value"]),
        ("x: {value: '1,000'}", ["1:12"]),
        ("x: {value: 1_000}", ["1:12"]),
        ("x: {value: nan}", ["1:12"]),
        ("x: {value: 1e99}", ["1:12"]),
        ("x: {value: [2, 1]}", ["1:12"]),
        ("x: {value: [1, 2, 3]}", ["1:12 invalid-value"]),
        ("x: {value: [1, '']}", ["1:12"]),
        ("x: {date: 2026-2}", ["1:11"]),
        ("x: {date: 2026-02-30}", ["1:11"]),
        ("x: {date: 2026-00}", ["1:11"]),
        ("x: {date: 2026-02-00}", ["1:11"]),
        ("x: {date: [2026, 2023]}", ["1:11"]),
        ("x: {value: 1, as_of: 2025.13}", ["1:22"]),
        ("x: {value: 1, as_of: 2025-13}", ["1:22"]),
        ("x: {value: 1, as_of: 2025/2024}", ["1:22"]),
        ("x: {value: 1, as_of: 2023/2024/2025}", ["1:22"]),
        ("y: {value: 1}\nx: {derive: y + 1, as_of: 25}", ["2:27"]),
        ("x: {magnitude: 5e6}", ["1:16"]),
        ("x: {magnitude: fortnight}", ["1:16"]),
        ("x: {}", ["1:1"]),
        ("x: {unit: '%'}", ["1:1"]),
        ("x: {value: 1, date: 2026}", ["1:1"]),
        ("x: {value: 1, digits: 0}", ["1:1"]),
        ("x: {value: 1, digits: 1000000000}", ["1:1"]),
        ("x: {value: 1, digits: two}", ["1:23 invalid-value"]),
        ("x: {value: 1, modifier: abuot}", ["1:25 invalid-value"]),
        ("x: {value: 1, uint: '%'}", ["1:15 invalid-value"]),
        ("2x: {value: 1}", ["1:1"]),
        ("x: {derive: y}", ["1:13"]),
        ("x: {derive: x}", ["1:13"]),
        ("x: {derive: y + 1}\ny: {derive: x}\nz: {derive: y}", ["1:13", "2:13"]),
        ("x: {derive: 1 / 0, digits: 1}", ["1:13"]),
        ("x: {derive: 0 / 0, digits: 1}", ["1:13"]),
        ("x: {derive: 1 / 3}", ["1:13"]),
        ("x: {derive: 1e999999999}", ["1:13"]),
        ("x: {derive: 1e999999 * 1e999999}", ["1:13"]),
        ("x: {derive: 2 +}", ["1:13"]),
        ("x: {derive: (2}", ["1:13"]),
        ("x: {derive: 2 3}", ["1:13"]),
        ("x: {derive: __import__('os')}", ["1:13"]),
        ("x: {derive: 2 ** 99999}", ["1:13"]),
        ("x: {derive: " + "(" * 80 + "1" + ")" * 80 + "}", ["1:13"]),
        ("x: {derive: " + "-" * 2000 + "1}", ["1:13"]),
        ("d: {date: 2026}\nx: {derive: d + 1}", ["2:13"]),
        ("r: {value: [1, 2]}\nx: {derive: r + 1}", ["2:13"]),
        ("a: {value: 1}\na: {value: 2}", ["2:1 duplicate-id"]),
        ("a: {value: x}\nb: {derive: a + 1}\nc: {derive: b + 1}", ["1:12"]),
    ],
)
def test_faults_of_facts(text: str, places: list[str], tmp_path: Path) -> None:
    result = facts(tmp_path, text)
    wanted = [place if " " in place else f"{place} malformed-fact" for place in places]
    assert result.places == [f"content/facts.yaml:{place}" for place in wanted]
    assert all(fault.hint for fault in result.faults)


def test_a_minus_without_spaces_is_explained(tmp_path: Path) -> None:
    result = facts(tmp_path, "a.x: {value: 2}\nb.x: {value: 1}\nx: {derive: a.x-b.x}\n")
    assert result.faults[0].hint == "write the minus between spaces"


@pytest.mark.parametrize("as_of", ["2025", "2025-Q4", "2025-12", "2025-12-31", "2024/2025", "2025-Q1/2025-06"])
def test_when_a_value_held_is_a_date_or_a_span_of_two(as_of: str, tmp_path: Path) -> None:
    result = facts(tmp_path, f"x: {{value: 1, as_of: {as_of}}}\n")
    assert result.faults == ()
    assert result.corpus is not None
    assert result.corpus.facts["x"].as_of == as_of


def test_sound_entries_beside_a_broken_one_are_kept(tmp_path: Path) -> None:
    result = facts(tmp_path, "a: {value: 1}\nb: {vaule: 2}\n")
    assert result.corpus is not None
    assert list(result.corpus.facts) == ["a"]
    assert ("facts", "b") in result.corpus.lost
    assert ("facts", "c") not in result.corpus.lost
