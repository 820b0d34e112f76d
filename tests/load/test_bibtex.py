"""`sources.bib`: BibTeX as people have it, as the same sources that YAML makes, faults at their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.load.bibtex import read_entries
from builder.load.sources import read_sources
from builder.model import Dated, Moment, Name, Source
from tests.content import Loaded, checked, errors, loaded

BIB = r"""A comment, as anything that is in no entry.
@string{acl = "Proc. of " # {ACL}}
@comment{@book{no, title = {No}}}

@article{knuth84,
  author    = {Donald E. Knuth and Ludwig van Beethoven and de la Cruz, Jr, Ana and {The {\LaTeX} Team} and others},
  title     = {Literate {P}rogramming: {\"U}ber "na{\"\i}ve" \emph{G\"odel} \& $x^2$ -- a~test},
  journal   = "The Computer Journal",
  year      = 1984, month = may, volume = {27}, number = 2,
  pages     = {97--111},
  doi       = {https://doi.org/10.1093/comjnl/27.2.97},
  abstract  = {Left out},
}

@InProceedings(zhang,
  author = {张三 and 李, 四}, title = {大模型}, booktitle = acl, date = {2024-03/2024-05}, langid = {chinese},
  publisher = {出版社}, url = {https://e.org/a\_b})

@misc{pre, title={P}, author={Xu, Ann}, eprint={2601.00001}, archivePrefix={arXiv}, year={2026}}
@phdthesis{t, title = {T}, author = "M{\'a}ria Nov{\'a}kov{\'a}", school = {{Universit\"at}}, year = "in press"}
@online{web, title = {W}, subtitle = {S}, url = {https://e.org}, urldate = {2026-01-15}, author = {Acme}}
"""


def sources(folder: Path, text: str) -> tuple[dict[str, Source], Loaded]:
    found = loaded(folder, {"en/a.md": "# A", "sources.bib": text})
    assert found.corpus is not None
    return dict(found.corpus.sources), found


def test_entries_are_sources(tmp_path: Path) -> None:
    found, result = sources(tmp_path, BIB)
    assert result.places == []
    assert list(found) == ["knuth84", "zhang", "pre", "t", "web"]
    knuth = found["knuth84"]
    assert knuth.genre == "article-journal"
    assert knuth.names["author"] == (
        Name(family="Knuth", given="Donald E."),
        Name(family="Beethoven", given="Ludwig", particle="van"),
        Name(family="Cruz", given="Ana", suffix="Jr", particle="de la"),
        Name(literal="The LaTeX Team"),
    )
    assert knuth.texts == {
        "title": 'Literate Programming: Über "naïve" Gödel & x² – a test',
        "container-title": "The Computer Journal",
        "volume": "27",
        "issue": "2",
        "page": "97-111",
        "DOI": "10.1093/comjnl/27.2.97",
    }
    assert knuth.dates == {"issued": Dated(Moment(1984, 5))}
    assert (knuth.span.file, knuth.span.line, knuth.span.col, knuth.span.end) == ("content/sources.bib", 5, 10, 17)
    zhang = found["zhang"]
    assert zhang.names["author"] == (Name(literal="张三"), Name(family="李", given="四"))
    assert (zhang.lang, zhang.texts["container-title"], zhang.texts["URL"]) == (
        "zh-CN", "Proc. of ACL", "https://e.org/a_b",
    )  # fmt: skip
    assert zhang.dates["issued"] == Dated(Moment(2024, 3), Moment(2024, 5))
    assert (found["pre"].genre, found["pre"].texts["number"]) == ("article", "arXiv:2601.00001")
    thesis = found["t"]
    assert thesis.names["author"] == (Name(family="Nováková", given="Mária"),)
    assert thesis.texts == {"title": "T", "publisher": "Universität", "genre": "PhD thesis"}
    assert thesis.dates["issued"] == Dated(None, literal="in press")
    web = found["web"]
    assert (web.genre, web.texts["title"], web.names["author"]) == ("webpage", "W: S", (Name(literal="Acme"),))
    assert web.dates["accessed"] == Dated(Moment(2026, 1, 15))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("@book{a, title = {T}\n year = 2020}", ["2:2 invalid-value"]),
        ("@book{a, title = {T\n}", ["2:2 invalid-value"]),
        ("@book{a, title = {T", ["1:18 invalid-value"]),
        ('@book{a, title = "T}', ["1:18 invalid-value"]),
        ("@book{a, title = nobody}", ["1:18 invalid-value"]),
        ("@book{, title = {T}}", ["1:7 invalid-value"]),
        ("@book{a, title {T}}\n\n@book{b,\n  doi = {no},\n}", ["1:10 invalid-value", "4:9 invalid-value"]),
        ("@book{a,\n  url = {x}, date = {May},\n}", ["2:9 invalid-value", "2:21 invalid-value"]),
        ("@boook{a, title = {T}}", ["1:8 invalid-value"]),
        ("@book{a, title = {T}}\n@book{a, title = {U}}", ["2:7 duplicate-id"]),
        ("@book{a, title = {\\foo{T}}}", ["1:18 invalid-value"]),
        ("@book{a, crossref = {b}}", ["1:21 invalid-value"]),
    ],
)
def test_faults_are_told_at_their_place(text: str, places: list[str], tmp_path: Path) -> None:
    _, result = sources(tmp_path, text)
    assert result.places == [f"content/sources.bib:{place}" for place in places]


def test_it_stands_beside_other_files_and_is_cited(tmp_path: Path) -> None:
    report = "name: x\nlanguages: [en]\n"
    files = {"report.yaml": report, "sources.yaml": "- {id: own, title: O, type: book, author: [A], publisher: P}\n"}
    page = {"en/a.md": "# A\n\nSee {cite}`own,b,broken`.\n", "sources.bib": "@book{b, title={B}}\n@book{broken, x}\n"}
    _, faults = checked(tmp_path, files | page)
    assert errors(faults) == ["content/sources.bib:2:15 invalid-value"]


@settings(max_examples=60, deadline=None)
@given(st.text('@book{}(),="#\\\n aé文{}"', max_size=60) | st.text(max_size=30))
def test_any_text_is_read(text: str) -> None:
    list(read_entries(text, "a.bib", set(), lambda _: None))
    read_sources([(f"@book{{k, title = {{{text}}}}}", "a.bib")], lambda _: None)
