"""Sources in YAML and JSON, and the styles that a report names: what is read, and where faults are."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.diagnostics import Code
from builder.model import Dated, Genre, Moment, Name
from tests.content import loaded


def test_a_source_in_full(tmp_path: Path) -> None:
    text = """- id: k
  type: report
  author: [{literal: Stanford HAI}, {given: Ada, family: Lovelace}]
  title: "Index: 2025"
  container-title: C
  publisher: P
  issued: {date-parts: [[2025, 4]]}
  number: arXiv:2601.12146
  URL: https://e.org/x
  language: en
- id: bare
"""
    result = loaded(tmp_path, {"en/a.md": "# A", "sources.yaml": text})
    assert result.faults == ()
    assert result.corpus is not None
    source = result.corpus.sources["k"]
    assert source.names == {"author": (Name(literal="Stanford HAI"), Name(given="Ada", family="Lovelace"))}
    assert (source.texts["title"], source.texts["number"]) == ("Index: 2025", "arXiv:2601.12146")
    assert (source.genre, source.lang) == (Genre.REPORT, "en")
    assert source.dates == {"issued": Dated(Moment(2025, 4))}
    assert result.corpus.sources["bare"].texts == {}


def test_sources_of_a_reference_manager(tmp_path: Path) -> None:
    """CSL-JSON as programs export it: tabs, escapes, numbers, names and dates by parts, other names of two fields."""
    text = """[
\t{"id": "zhang2020", "type": "article-journal", "title": "A \\u201cquoted\\u201d title", "volume": 36,
\t "author": [{"family": "Beethoven", "given": "L.", "non-dropping-particle": "van", "suffix": "Jr."}],
\t "journalAbbreviation": "J. T.", "DOI": "https://doi.org/10.1000/abc", "language": "zh_CN",
\t "issued": {"date-parts": [[2020, 3, 5]]}, "accessed": {"raw": "2026-01-02", "circa": true},
\t "event-date": {"date-parts": [["2020", "3"], ["2020", "4"]]}, "original-date": {"literal": "Song dynasty"}}
]
"""
    result = loaded(tmp_path, {"en/a.md": "# A", "sources.yaml": "- id: own", "sources.json": text})
    assert result.faults == ()
    assert result.corpus is not None
    assert list(result.corpus.sources) == ["own", "zhang2020"]
    source = result.corpus.sources["zhang2020"]
    assert source.texts == {
        "title": "A “quoted” title",
        "volume": "36",
        "container-title-short": "J. T.",
        "DOI": "10.1000/abc",
    }
    assert source.names["author"] == (Name("Beethoven", "L.", "Jr.", "van"),)
    assert source.lang == "zh-CN"
    assert source.dates == {
        "issued": Dated(Moment(2020, 3, 5)),
        "accessed": Dated(Moment(2026, 1, 2), circa=True),
        "event-date": Dated(Moment(2020, 3), Moment(2020, 4)),
        "original-date": Dated(None, literal="Song dynasty"),
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: b\n", ["1:1 invalid-value"]),
        ("- title: x\n", ["1:3 invalid-value"]),
        ("- id: a\n- id: a\n", ["2:7 duplicate-id"]),
        ("- id: a b\n", ["1:7 invalid-value"]),
        ("- id: a\n  type: tweet\n", ["2:9 invalid-value"]),
        ("- id: a\n  issued: soon\n", ["2:11 invalid-value"]),
        ("- id: a\n  URL: javascript:alert(1)\n", ["2:8 invalid-value"]),
        ("- id: a\n  DIO: x\n- id: b\n  issued: never\n", ["2:3 invalid-value", "4:11 invalid-value"]),
        ("- a\n- [b]\n", ["1:3 invalid-value", "2:3 invalid-value"]),
        ("- id: a\n  title: [x]\n  author: {famly: X}\n", ["2:10 invalid-value", "3:12 invalid-value"]),
        ("- id: a\n  author: [{suffix: Jr.}, [x]]\n", ["2:12 invalid-value", "2:27 invalid-value"]),
        ("- id: a\n  DOI: abc\n  language: 中文\n", ["2:8 invalid-value", "3:13 invalid-value"]),
        ("- id: a\n  issued: {year: 2020}\n", ["2:12 invalid-value", "2:11 invalid-value"]),
        ("- id: a\n  issued: {date-parts: [[2020, 13]]}\n", ["2:11 invalid-value"]),
        ("- id: a\n  issued: 2020/2021/2022\n", ["2:11 invalid-value"]),
        ("- id: a\n  issued: 2021/2020\n", ["2:11 invalid-value"]),
        ("- id: a\n  title:\n", ["2:9 invalid-value"]),
    ],
)
def test_faults_of_sources(text: str, places: list[str], tmp_path: Path) -> None:
    result = loaded(tmp_path, {"en/a.md": "# A", "sources.yaml": text})
    assert result.places == [f"content/sources.yaml:{place}" for place in places]


def test_a_wrong_field_or_type_of_a_source_gets_the_nearest(tmp_path: Path) -> None:
    text = "- id: a\n  type: artcle-journal\n  containertitle: x\n"
    result = loaded(tmp_path, {"en/a.md": "# A", "sources.yaml": text})
    hints = [fault.hint for fault in result.faults]
    assert hints == ["did you mean 'article-journal'?", "did you mean 'container-title'?"]


# --- citation styles


@pytest.mark.parametrize(
    ("setting", "names"),
    [
        ("", ["gb-t-7714-2015-numeric", "ieee"]),
        ("citations: apa\n", ["apa", "apa"]),
        ("citations: {en: chicago-author-date}\n", ["gb-t-7714-2015-numeric", "chicago-author-date"]),
    ],
)
def test_each_language_has_its_style(setting: str, names: list[str], tmp_path: Path) -> None:
    report = f"name: n\nlanguages: [zh, en]\n{setting}"
    result = loaded(tmp_path, {"zh/a.md": "# A", "en/a.md": "# A", "report.yaml": report})
    assert result.faults == ()
    assert result.corpus is not None
    assert [style.name for style in result.corpus.styles.values()] == names


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Own</title><id>own</id><updated>2026-01-01T00:00:00Z</updated></info>
<macro name="m"><text variable="title"/></macro>
<citation><layout><text macro="m"/></layout></citation>
<bibliography><layout><text macro="m"/></layout></bibliography>
</style>"""


@pytest.mark.parametrize(
    ("style", "said"),
    [
        (STYLE, ""),
        ("{", "no XML"),
        ("<a/>", "no CSL style"),
        ("<!DOCTYPE style [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>" + STYLE, "document type"),
        (STYLE.replace("in-text", "note"), "footnotes"),
        (STYLE.replace('macro="m"/></layout></b', 'macro="x"/></layout></b'), "macro 'x'"),
        (STYLE.replace('variable="title"', 'macro="m"'), "calls itself"),
        (STYLE.replace('variable="title"', 'variable="titel"'), "no CSL 1.0"),
        (
            STYLE.replace("<info>", '<info><link rel="independent-parent" href="https://e.org/i"/>'),
            "points to 'i'",
        ),
        (STYLE[: STYLE.index("<bib")] + "</style>", "no bibliography"),
        (STYLE + " " * 2**20, "larger than"),
    ],
)
def test_a_style_of_the_project(style: str, said: str, tmp_path: Path) -> None:
    report = "name: n\nlanguages: [en]\ncitations: styles/own.csl\n"
    result = loaded(tmp_path, {"en/a.md": "# A", "report.yaml": report, "styles/own.csl": style})
    assert [fault.code for fault in result.faults] == ([Code.MALFORMED_STYLE] if said else [])
    assert all(said in fault.message and fault.hint for fault in result.faults)


def test_a_style_that_doubles_with_each_macro_is_refused(tmp_path: Path) -> None:
    chain = "".join(f'<macro name="m{i}"><text macro="m{i + 1}"/><text macro="m{i + 1}"/></macro>' for i in range(40))
    style = STYLE.replace('<macro name="m">', chain + '<macro name="m40">').replace('macro="m"', 'macro="m0"')
    report = "name: n\nlanguages: [en]\ncitations: own.csl\n"
    result = loaded(tmp_path, {"en/a.md": "# A", "report.yaml": report, "own.csl": style})
    assert [fault.code for fault in result.faults] == [Code.MALFORMED_STYLE]


@pytest.mark.parametrize(
    ("setting", "place"),
    [
        ("citations: {en: iee}", "3:17 unknown-style"),
        ("citations: {fr: ieee}", "3:13 invalid-value"),
        ("citations: none.csl", "3:12 missing-file"),
        ("citations: ../../own.csl", "3:12 outside-project"),
        ("citations: /etc/own.csl", "3:12 missing-file"),
    ],
)
def test_faults_of_styles(setting: str, place: str, tmp_path: Path) -> None:
    report = f"name: n\nlanguages: [en]\n{setting}\n"
    result = loaded(tmp_path, {"en/a.md": "# A", "report.yaml": report})
    assert result.places == [f"content/report.yaml:{place}"]
