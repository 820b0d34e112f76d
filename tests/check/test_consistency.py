"""The report agrees with itself: what the rules find in small reports, and in our own."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from builder.check.consistency import consistency
from builder.check.context import Context
from builder.diagnostics import Diagnostic
from builder.load import load
from builder.locales import load_locale
from builder.project import open_project
from tests.content import FONTS, checked, write

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
REPORTS = HERE / "reports"


@cache
def found(folder: Path) -> tuple[Diagnostic, ...]:
    project = open_project(folder)
    corpus = load(project, FONTS, lambda fault: None)
    assert corpus is not None
    texts = {name: text for name in project.read if (text := project.text(name)) is not None}
    locales = {lang: load_locale(lang) for lang in corpus.documents}
    return tuple(consistency(Context(corpus, texts, frozenset(), frozenset(), locales)))


def ids(faults: tuple[Diagnostic, ...]) -> list[str]:
    """ "severity id" of every finding; the id is what a note would begin with."""
    return sorted(f"{fault.severity} {fault.hint.split('- `')[-1].split('`')[0]}" for fault in faults)


def written(folder: Path, files: Mapping[str, str]) -> list[str]:
    return ids(found(write(folder, files)))


# --- three reports with planted contradictions ------------------------------------------------------------------------

PLANTED = {
    "hospital": {
        "warning points summary 82 91 9",
        "error share summary 900 1200 85",
        "warning points summary 6",
        "error arithmetic outlook 500000 650000 40",
        "error total wards 1120 1100",
        "error total wards 100 102.7",
        "error share wards 23 20.31",
        "warning other-value service 128000 124000",
        "warning summary-only summary",
        "warning forecast outlook 2024",
    },
    "energy": {
        "error arithmetic ratio solar.2024 wind.2024",
        "error arithmetic summary solar.2023 solar.2024 storage.cagr.2030",
        "error total renewables.2024 solar.2024 wind.2024",
        "error share storage.2024 renewables.2024",
        "error share renewables.2024 share.solar share.wind",
        "error share curtailment curtailment.limit",
        "error rate output.day output.year",
        "error growth solar.2023 solar.2024 solar.growth.2024",
        "error growth storage.cagr.2030",
        "error assertion solar.2024 wind.2024",
        "error assertion storage.2024 solar.2024 wind.2024",
        "warning precision cost.change",
        "warning other-measure start.funding start.valuation",
        "warning other-measure start.revenue start.valuation",
        "warning forecast demand.2024",
        "warning other-wording curtailment about",
        "warning summary-only solar.2024",
        "warning summary-only solar.growth.2024",
        "warning summary-only storage.cagr.2030",
    },
    "school": {
        "error arithmetic summary 62 68 8",
        "warning total summary 45 30 35",
        "warning arithmetic end 5 12 3.5",
        "error growth scores 5 2",
        "error total pupils 296 286",
        "error total results 840 760 400 2100",
        "warning points end 4",
        "warning other-value results 2.6 3.4",
        "warning summary-only summary",
    },
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_report_with_planted_contradictions(name: str) -> None:
    """In both languages once, each where it stands first."""
    assert set(ids(found(REPORTS / name))) == PLANTED[name]


@pytest.mark.parametrize("name", PLANTED)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_language_alone_shows_them(name: str, lang: str, tmp_path: Path) -> None:
    project = tmp_path / name
    shutil.copytree(REPORTS / name, project)
    settings = project / "content/report.yaml"
    text = settings.read_text("utf-8").replace("[zh, en]", f"[{lang}]").replace("[en, zh]", f"[{lang}]")
    settings.write_text(text, "utf-8")
    errors = {line for line in PLANTED[name] if line.startswith("error")}
    alone = {line for line in ids(found(project)) if line.startswith("error")}
    assert alone == errors


@pytest.mark.parametrize("name", ["hospital", "school"])
def test_what_is_mended_is_not_found(name: str, tmp_path: Path) -> None:
    """The same sentences with the right numbers."""
    mended = {
        "hospital": {
            "提高 9%": "提高 9 个百分点",
            "up 9%": "up 9 percentage points",
            "85%": "75%",
            "增长 40%": "增长 30%",
        }
        | {"increase of 40%": "increase of 30%", "23.0%": "20.3%", "1120": "1100", "12.4 万": "12.8 万"}
        | {"124,000": "128,000", "到 2024": "到 2026", "by 2024": "by 2026", "提高了 6%": "提高了 6 个百分点"}
        | {"rose by 6%": "rose by 6 percentage points"},
        "school": {"gain of 8": "gain of 6", "提高 8 分": "提高 6 分", "35%": "25%", "| 5 |": "| 2 |", "296": "286"}
        | {
            "2,100": "2,000",
            "2100 ": "2000 ",
            "4%": "4 percentage points",
            "3.5 times": "2.4 times",
            "3.5 倍": "2.4 倍",
        }
        | {"3.4": "2.6"},
    }[name]
    project = tmp_path / name
    shutil.copytree(REPORTS / name, project)
    for path in sorted(project.rglob("*.md")):
        text = path.read_text("utf-8")
        for old, new in mended.items():
            text = text.replace(old, new)
        path.write_text(text.replace("差距缩小到 4 percentage points", "差距缩小到 4 个百分点"), "utf-8")
    assert ids(found(project)) == ["warning summary-only summary"]


# --- sentences ------------------------------------------------------------------------------------------------------

RIGHT = [
    "It rose from 4.4% to 71.7%, up 67.3 percentage points.",
    "Sales grew 23% from 6.9 to 8.5 billion.",
    "Sales rose 25% to $600 million from $480 million.",
    "Scores rose from 62 to 68, while the other test gained only 18.8 points.",
    "We asked 60 women and 40 men, 100 in total.",
    "Of 120 firms, 30 (25%) export, and the remaining 75% do not.",
    "60% use A, 50% use B, and 20% use neither.",
    "It doubled from 12% to 24%, a gain of 100%.",
    "In 2023, 12 of 40 schools (30%) closed; in 2024, 10 of 28 (36%).",
    "The price fell from $12.5 to $10, a decrease of 20%.",
    "A has 37 models (including 5 official models), B has 50 models.",
    "There are two kinds:\n\n- one\n- two",
    "In both of the two examples, there are:\n\n- one\n- two\n- three",
]
WRONG = [
    ("It rose from 4.4% to 71.7%, up 66.3 percentage points.", "error arithmetic a 4.4 71.7 66.3"),
    ("Sales grew 33% from 6.9 to 8.5 billion.", "error arithmetic a 6.9 8500000000 33"),
    ("Sales rose 35% to $600 million from $480 million.", "error arithmetic a 480000000 600000000 35"),
    ("It rose from 20% to 30%, up 10%.", "warning points a 20 30 10"),
    ("We asked 60 women and 40 men, 110 in total.", "error total a 60 40 110"),
    ("Of 120 firms, 30 (35%) export.", "error share a 30 120 35"),
    ("It cost $120 in the North and $50 in the South, 3 times as much.", "warning arithmetic a 50 120 3"),
    ("It tripled from 10 to 40, a growth of 200%.", "error arithmetic a 10 40 200"),
    ("A has 37 models, including 50 models of its own.", "error share a 37 50"),
    ("There are three kinds:\n\n- one\n- two", "warning other-members a 3 2"),
]


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_sentence_that_is_right(sentence: str, tmp_path: Path) -> None:
    assert written(tmp_path, {"en/a.md": f"# A\n\n{sentence}"}) == []


@pytest.mark.parametrize(("sentence", "name"), WRONG)
def test_a_sentence_that_is_wrong(sentence: str, name: str, tmp_path: Path) -> None:
    assert written(tmp_path, {"en/a.md": f"# A {{#a}}\n\n{sentence}"}) == [name]


# --- facts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "names"),
    [
        ("a: {value: 60, of: b}\nb: {value: 50}", ["error share a b"]),
        ("a: {value: 50, modifier: over, of: b}\nb: {value: 50, modifier: at-least}", []),
        ("a: {value: 3.4, equals: b / c}\nb: {value: 100}\nc: {value: 30}", []),
        ("a: {value: 3.6, equals: b / c}\nb: {value: 100}\nc: {value: 30}", ["error arithmetic a b c"]),
        ("s.2023: {value: 100}\ns.2024: {value: 125}\ns.growth.2024: {value: 25, unit: '%'}", []),
        ("s.2023: {value: [80, 120]}\ns.2024: {value: 125}\ns.growth.2024: {value: 25, unit: '%'}",
         ["warning growth s.2023 s.2024 s.growth.2024"]),
        ("s.2020: {value: 100}\ns.2024: {value: 200}\nx: {value: 18.9, unit: '%', measure: cagr, base: s.2020, "
         "as_of: 2024}",
         []),
        ("s.2020: {value: 100}\ns.2024: {value: 200}\nx: {value: 25, unit: '%', measure: cagr, base: s.2020, "
         "as_of: 2024}",
         ["error growth x"]),
        ("a: {value: 1.0e6, as_of: 2024, about: hub}\nb: {value: 3.0e6, as_of: 2025, about: hub}\n"
         "hub.daily: {value: 100, unit: per-day}", ["error rate a b hub.daily"]),
        ("w: {value: 100, parts: [a, b]}\na: {value: 40}\nb: {value: 61}", []),
        ("w: {value: 100, parts: [a, b]}\na: {value: 40}\nb: {value: 70}", ["error total w a b"]),
    ],
)  # fmt: skip
def test_facts(facts: str, names: list[str], tmp_path: Path) -> None:
    assert written(tmp_path, {"en/a.md": "# A\n\nx", "facts.yaml": facts}) == names


@pytest.mark.parametrize(
    "rules", ["- assert: a <=\n  because: x", "- assert: a < b < c\n  because: x", "- assert: a < no\n  because: x"]
)
def test_a_rule_that_cannot_be_read(rules: str, tmp_path: Path) -> None:
    files = {"en/a.md": "# A\n\nx", "facts.yaml": "a: {value: 1}", "rules.yaml": rules}
    (fault,) = checked(tmp_path, files)[1]
    assert fault.span.file == "content/rules.yaml"


def test_a_tie_names_a_fact(tmp_path: Path) -> None:
    (fault,) = checked(tmp_path, {"en/a.md": "# A\n\nx", "facts.yaml": "a: {value: 1, of: b}"})[1]
    assert (fault.code.value, fault.span.line) == ("unknown-fact", 1)


# --- notes ------------------------------------------------------------------------------------------------------------

TWO = "name: x\nlanguages: [en, zh]\n"
FACTS = "a: {value: 60, of: b}\nb: {value: 50}"


def noted(folder: Path, english: str, chinese: str) -> list[str]:
    pages = {
        f"{lang}/a.md": f"# T {{#t}}\n\n:::{{data-notes}}\n{note}\n:::\n" if note else "# T {#t}\n\n- x"
        for lang, note in (("en", english), ("zh", chinese))
    }
    return ids(found(write(folder, {"report.yaml": TWO, "facts.yaml": FACTS, **pages})))


def test_a_note_in_every_language_answers_a_finding(tmp_path: Path) -> None:
    assert noted(tmp_path, "- `share a b` 60 > 50", "- `share a b` 60 > 50") == []


def test_a_note_in_one_language_does_not(tmp_path: Path) -> None:
    assert noted(tmp_path, "- `share a b` 60 > 50", "") == ["error share a b"]


def test_a_note_without_its_finding_is_an_error(tmp_path: Path) -> None:
    faults = found(write(tmp_path, {"en/a.md": "# T\n\n:::{data-notes}\n- `share a b` 60 > 50\n:::"}))
    assert [(fault.code.value, fault.severity.value) for fault in faults] == [("unfounded-note", "error")]


@pytest.mark.parametrize("facts", [None, "a: {value: 60\n", "a: {vaule: 60}\nb: {value: 50}\n"])
def test_a_note_of_facts_that_cannot_be_read_is_no_fault(facts: str | None, tmp_path: Path) -> None:
    text = "# T\n\n{fact}`a`\n\n:::{data-notes}\n- `share a b` 60 > 50\n:::"
    faults = found(write(tmp_path, {"en/a.md": text} | ({"facts.yaml": facts} if facts else {})))
    assert faults == ()


# --- our own report ---------------------------------------------------------------------------------------------------


@cache
def rows() -> dict[str, dict[str, str]]:
    with (ROOT / "tests/data/inconsistencies.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@cache
def seen() -> dict[str, list[str]]:
    """Row → the ids that find it."""
    with (ROOT / "tests/data/found.csv").open(encoding="utf-8", newline="") as file:
        return {row["row"]: row["found_by"].split("; ") for row in csv.DictReader(file)}


def our_ids(folder: Path) -> set[str]:
    """Of our report without its notes."""
    project = folder / "report"
    shutil.copytree(ROOT / "content", project / "content")
    for path in project.glob("content/*/10-data-notes.md"):
        path.unlink()
    settings = project / "content/report.yaml"
    settings.write_text(settings.read_text("utf-8").replace("  - 10-data-notes\n", ""), "utf-8")
    return {line.split(" ", 1)[1] for line in ids(found(project))}


def test_every_row_is_found_by_what_is_said_to_find_it(tmp_path: Path) -> None:
    known = our_ids(tmp_path)
    missing = {row: lost for row, names in seen().items() if (lost := [name for name in names if name not in known])}
    assert missing == {}


def test_class_a_is_found() -> None:
    """Every row that arithmetic or a rule can see, at least half of them by rules that name no fact."""
    wanted = {
        name
        for name, row in rows().items()
        if row["cls"] == "numeric" and row["machine_checkable"].startswith(("yes", "partly", "lexical", "unit"))
    }
    assert wanted <= seen().keys()
    generic = [name for name in wanted if any(not one.startswith("assertion") for one in seen()[name])]
    assert 2 * len(generic) >= len(wanted)


def test_our_own_report_has_no_error_that_is_not_noted() -> None:
    """Its warnings are counted in tests/test_faults.py."""
    assert [line for line in ids(found(ROOT)) if line.startswith("error")] == []
