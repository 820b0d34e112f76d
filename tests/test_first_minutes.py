"""What people type wrong on their first day: one fault is one error, which says what to type instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.content import checked

REPORT = "name: bikes\nlanguages: [zh, en]\n"
FACTS = """\
rides.2024: {value: 1.9e6, as_of: 2024}
rides.2025: {value: 2.6e6, unit: count, as_of: 2025}
fleet: {value: 8500, modifier: about}
"""
CHARTS = """\
trend:
  kind: line
  categories: ["2024", "2025"]
  series:
    rides: [rides.2024, rides.2025]
"""
FIGURE = ":::{figure} trend\nX\n:::\n"
SOUND = {
    "report.yaml": REPORT,
    "facts.yaml": FACTS,
    "charts.yaml": CHARTS,
    "zh/terms.yaml": "labels:\n  rides: 骑行\n",
    "en/terms.yaml": "labels:\n  rides: Rides\n",
    "zh/index.md": "# 单车\n",
    "en/index.md": "# Bikes\n",
    "zh/01-rides.md": f"# 骑行\n\n共有约 {{fact}}`fleet bare` 辆。\n\n{FIGURE.replace('X', '两年')}",
    "en/01-rides.md": f"# Rides\n\nThere are about {{fact}}`fleet bare`.\n\n{FIGURE.replace('X', 'Two years')}",
}


def told(folder: Path, files: dict[str, str]) -> list[str]:
    """Errors, with what to do about them."""
    faults = checked(folder, {name: text for name, text in files.items() if text})[1]
    return [f"{f.span.file.removeprefix('content/')}:{f.span.line} {f.hint}" for f in faults if f.severity == "error"]


def test_what_is_typed_right_has_no_error(tmp_path: Path) -> None:
    assert told(tmp_path, SOUND) == []


@pytest.mark.parametrize(
    ("file", "right", "wrong", "place", "hint"),
    [
        ("charts.yaml", "  kind: line", "kind: line", "3", "one column"),
        ("charts.yaml", "  kind: line", "   kind: line", "3", "one column"),
        ("charts.yaml", "kind: line", "kind：line", "2", "half-width colon"),
        ("charts.yaml", "kind: line", "kind:line", "2", "space after the colon"),
        ("charts.yaml", "kind: line", "kind line", "2", "a name and ': '"),
        ("charts.yaml", '"2025"]', '"2025"', "3", "close them with ']'"),
        ("charts.yaml", "kind: line", "kind: 'line", "2", "quotation mark"),
        ("charts.yaml", "  kind", "\tkind", "2", "never with tabs"),
        ("report.yaml", "name: bikes", "name：bikes", "1", "half-width colon"),
        ("facts.yaml", "8500, ", "8500 ", "3", "comma between entries"),
        ("facts.yaml", "fleet: {", "fleet:{", "3", "space after the colon"),
        ("facts.yaml", "fleet: {", "fleet：{", "3", "half-width colon"),
        ("facts.yaml", "8500", "8,500", "3", "without commas"),
        ("facts.yaml", "modifier", "modifer", "3", "did you mean 'modifier'?"),
        ("charts.yaml", "categories", "category", "3", "did you mean 'categories'?"),
        ("report.yaml", "[zh, en]", "zh, en", "2", "write [zh, en]"),
        ("report.yaml", "[zh, en]", "[zh，en]", "2", "half-width comma"),
        ("report.yaml", "[zh, en]", "zh，en", "2", "write [zh, en]"),
        ("facts.yaml", "unit: count", "unit: ride", "2", "declare ride under units"),
        ("facts.yaml", "unit: count", "unit: ％", "2", "did you mean '%', in half-width"),
        ("facts.yaml", "unit: count", "unit: ＵＳＤ", "2", "did you mean 'USD', in half-width"),
        ("en/terms.yaml", "rides: R", "ride: R", "5", "did you mean 'ride'?; or write 'rides: …'"),
        ("charts.yaml", "line", "lines", "2", "did you mean 'line'?"),
    ],
)
def test_a_slip_is_one_error_that_says_what_to_type(
    file: str, right: str, wrong: str, place: str, hint: str, tmp_path: Path
) -> None:
    (error,) = set(told(tmp_path, SOUND | {file: SOUND[file].replace(right, wrong)}))
    where = "charts.yaml" if file == "en/terms.yaml" else file
    assert error.startswith(f"{where}:{place} ")
    assert hint in error


def test_a_chart_called_after_a_file_is_told_how_to_call_the_heading(tmp_path: Path) -> None:
    renamed = {name: text.replace("trend", "rides") for name, text in SOUND.items()}
    assert len(told(tmp_path / "same", renamed)) == 2
    assert all("{#another-id}" in error for error in told(tmp_path / "same", renamed))
    named = {
        name: text.replace("# 骑行", "# 骑行 {#riding}").replace("# Rides", "# Rides {#riding}")
        for name, text in renamed.items()
    }
    assert told(tmp_path / "named", named) == []


def test_files_that_lack_are_named_by_their_paths(tmp_path: Path) -> None:
    assert told(tmp_path / "a", SOUND | {"en/index.md": ""}) == ["zh/index.md:1 write en/index.md, beside zh/index.md"]
    assert "write content/en/01-rides.md" in told(tmp_path / "b", SOUND | {"en/01-rides.md": ""})[0]
    other = SOUND | {"charts.yaml": "", "charts.yml": CHARTS}
    assert told(tmp_path / "c", other) == ["charts.yml:1 call it charts.yaml"]


CITING = "\n{fact}`rides.2025`，{fact}`fleet`。{cite}`survey`\n\n:::{references}\n- {cite}`survey`\n:::\n"
CITED = {
    "facts.yaml": FACTS.replace("as_of", "source: survey, as_of"),
    "sources.yaml": "- {id: survey, type: report, title: Survey, publisher: City, issued: 2025}\n",
    "rules.yaml": "- {assert: rides.2024 < rides.2025, because: more bikes}\n",
    "zh/01-rides.md": SOUND["zh/01-rides.md"] + CITING,
    "en/01-rides.md": SOUND["en/01-rides.md"] + CITING.replace("，", ", ").replace("。", ". "),
}


@pytest.mark.parametrize(
    ("file", "place"), [("facts", "zh/01-rides.md:3"), ("charts", "zh/01-rides.md:5"), ("sources", "zh/01-rides.md:9")]
)
def test_a_file_that_all_ask_for_and_that_is_not_there_is_one_error(file: str, place: str, tmp_path: Path) -> None:
    assert told(tmp_path / "right", SOUND | CITED) == []
    (error,) = told(tmp_path / "wrong", SOUND | CITED | {f"{file}.yaml": ""})
    assert error.startswith(f"{place} write it, with an entry for each: ")


def test_facts_that_charts_alone_ask_for_are_missed_once(tmp_path: Path) -> None:
    plain = {f"{lang}/01-rides.md": f"# Rides\n\n{FIGURE}" for lang in ("zh", "en")}
    (error,) = told(tmp_path, SOUND | plain | {"facts.yaml": ""})
    assert error.startswith("charts.yaml:5 write it")


@pytest.mark.parametrize("nothing", [" \n", "\ufeff", "---\ntitle: Rides\n---\n", "<!-- later -->\n"])
def test_a_chapter_that_says_nothing_is_told_where_another_language_has_it(nothing: str, tmp_path: Path) -> None:
    (error,) = told(tmp_path, SOUND | {"en/01-rides.md": nothing})
    assert error.startswith("en/01-rides.md:1 write it after content/zh/01-rides.md, or ")


def test_an_empty_chapter_of_all_languages_is_a_warning_and_one_with_a_comment_is_none(tmp_path: Path) -> None:
    empty = SOUND | {"zh/02-more.md": "\n", "en/02-more.md": " "}
    faults = checked(tmp_path / "empty", empty)[1]
    assert {(one.span.file, one.severity) for one in faults if "02" in one.span.file} == {
        ("content/zh/02-more.md", "warning"),
        ("content/en/02-more.md", "warning"),
    }
    assert any("delete the file" in one.hint for one in faults)
    later = SOUND | {"zh/02-more.md": "<!-- 以后 -->\n", "en/02-more.md": "<!-- later -->\n"}
    assert not any("02" in one.span.file for one in checked(tmp_path / "later", later)[1])


@pytest.mark.parametrize("name", ["02-more.markdown", "02-more.MD", "02-more.md.txt", "更多.mkd"])
def test_a_chapter_called_otherwise_is_told(name: str, tmp_path: Path) -> None:
    files = SOUND | {f"zh/{name}": "# 更多\n", f"en/{name}": "# More\n", "en/notes.txt": "Notes\n"}
    faults = [one for one in checked(tmp_path, files)[1] if name in one.span.file]
    assert [one.span.file for one in faults] == [f"content/zh/{name}", f"content/en/{name}"]
    assert {one.hint for one in faults} == {f"call it {name.partition('.')[0]}.md"}


@pytest.mark.parametrize("folder", ["EN", "En"])
def test_a_folder_called_by_a_language_in_capitals_is_one_error(folder: str, tmp_path: Path) -> None:
    files = {name.replace("en/", f"{folder}/"): text for name, text in SOUND.items()}
    (tmp_path / "capitals").mkdir()
    if (tmp_path / "CAPITALS").exists():
        pytest.skip("capitals do not count in names of files here")
    assert told(tmp_path, files) == ["report.yaml:2 call it content/en"]


def test_an_empty_front_page_is_one_that_lacks(tmp_path: Path) -> None:
    fronts = {"zh/index.md": "# 单车\n\n:::{subtitle}\n两年\n:::\n", "en/index.md": "\n"}
    assert told(tmp_path, SOUND | fronts) == ["zh/index.md:1 write en/index.md, beside zh/index.md"]


UNITS = {
    "facts.yaml": FACTS + "sold: {value: 3, unit: bike}\n",
    "charts.yaml": CHARTS + "few:\n  kind: bar\n  unit: bike\n  categories: ['2024']\n  series: {rides: [4]}\n",
    "zh/terms.yaml": "labels: {rides: 骑行}\nunits:\n  bike: {one: '{n} 辆', other: '{n} 辆'}\n",
    "en/terms.yaml": "labels: {rides: Rides}\nunits:\n  bike: {one: '{n} bike', other: '{n} bikes'}\n",
    "zh/01-rides.md": f"# 骑行\n\n{{term}}`rides`：{{fact}}`sold`，另有 5 辆。\n\n{FIGURE.replace('trend', 'few')}",
    "en/01-rides.md": f"# Rides\n\n{{term}}`rides`: {{fact}}`sold`, and 5 bikes.\n\n{FIGURE.replace('trend', 'few')}",
}


@pytest.mark.parametrize("wrong", ["labels: {rides: Rides\nunits:\n", "lables: {rides: Rides}\nunits:\n"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_follows_from_terms_that_cannot_be_read_is_not_told(lang: str, wrong: str, tmp_path: Path) -> None:
    assert told(tmp_path / "right", SOUND | UNITS) == []
    text = wrong + UNITS[f"{lang}/terms.yaml"].partition("units:\n")[2]
    (error,) = told(tmp_path / "wrong", SOUND | UNITS | {f"{lang}/terms.yaml": text})
    assert error.startswith(f"{lang}/terms.yaml:")
