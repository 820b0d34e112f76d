"""The index of terms: listed where it helps, and every number a page that says the term."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from builder.diagnostics import Span
from builder.locales import load_locale
from builder.model import Edition, GlossaryEntry, Section, Text
from builder.report import print_edition
from builder.report.indexing import index_of, marked
from builder.report.press import Press
from builder.text import walk
from builder.theme import Theme
from tests.content import checked, errors
from tests.report import report_sample
from tests.report.report_sample import SPAN, Wording, paragraph, text
from tests.report.test_columns import press
from tests.report.test_pages import chapters

__all__ = ["press"]

TERMS = {
    "en": ["ledger", "closed loop", "model card", "unit test", "compiler", "token", "benchmark", "retention", "RAG"],
    "zh": ["账目", "闭环", "模型卡", "单元测试", "编译器", "token", "基准", "留存率", "重构"],
}
PARTS = 30


def entry(lang: str, *words: str, indexed: bool = True) -> GlossaryEntry:
    return GlossaryEntry({lang: words}, {}, "", Span("glossary.yaml"), indexed)


def said(words: Wording, terms: list[str], parts: int = PARTS) -> Edition:
    """One chapter whose sections say a term each, in turn, so that some pages say one twice."""
    sections = tuple(
        Section(
            f"s{at}", 2, text(f"{at}"), (paragraph(f"{words.long} {terms[at % len(terms)]} {words.word}"),), (), SPAN
        )
        for at in range(parts)
    )
    edition = chapters(words)
    whole = Section("all", 1, text(words.title), (), sections, SPAN, "1")
    glossary = tuple(entry(words.lang, term) for term in terms)
    return replace(edition, glossary=glossary, document=replace(edition.document, sections=(whole,)))


@pytest.fixture(scope="module")
def indexed(words: Wording, theme: Theme) -> bytes:
    return print_edition(said(words, TERMS[words.lang]), load_locale(words.lang), theme).content


@pytest.fixture
def pages(indexed: bytes) -> Iterator[pdfium.PdfDocument]:
    with pdfium.PdfDocument(indexed) as document:
        yield document


def text_of(page: pdfium.PdfPage) -> str:
    return page.get_textpage().get_text_range().replace("\r\n", "\n")


def listed(document: pdfium.PdfDocument) -> dict[str, list[int]]:
    """The pages by the terms, as they are printed; behind the index there may be the back cover."""
    mark = list(document.get_toc())[-1]
    lines = text_of(document[mark.get_dest().get_index()]).split("\n")
    found: dict[str, list[int]] = {}
    entries = (re.fullmatch(r"(.+?)[\u2002 ]+(\d+(?:(?:–|, )\d+)+|\d+)", line.strip()) for line in lines)
    for match in filter(None, entries):
        for run in match[2].split(", "):
            low, _, high = run.partition("–")
            found.setdefault(match[1], []).extend(range(int(low), int(high or low) + 1))
    return found


def test_every_number_is_a_page_that_says_the_term(pages: pdfium.PdfDocument, words: Wording) -> None:
    found = listed(pages)
    assert sorted(found) == sorted(TERMS[words.lang])
    labels = {pages.get_page_label(at): at for at in range(len(pages))}
    body = range(1, max(map(max, found.values())) + 1)
    for term, numbers in found.items():
        assert numbers == [number for number in body if _says(pages, labels[str(number)], term)], term


def _says(document: pdfium.PdfDocument, at: int, term: str) -> bool:
    joined = text_of(document[at]).replace("\n", " ")
    return term in joined or term in joined.replace(" ", "")


def test_the_index_is_one_for_readers_that_speak(indexed: bytes) -> None:
    with pikepdf.open(io.BytesIO(indexed)) as file:
        roles: list[str] = []

        def walk(node: pikepdf.Object) -> None:
            for kid in node.get("/K", []) if isinstance(node.get("/K"), pikepdf.Array) else [node.get("/K")]:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    roles.append(str(kid.S))
                    walk(kid)

        walk(file.Root.StructTreeRoot)
        assert roles.count("/Index") == 1
        assert "/Reference" in roles[roles.index("/Index") :]


def test_an_index_stands_where_it_helps() -> None:
    words, locale = report_sample.EN, load_locale("en")
    few, enough = said(words, TERMS["en"][:7]), said(words, TERMS["en"])
    assert not marked(few, locale)[1]
    assert len(marked(enough, locale)[1]) == len(TERMS["en"])
    assert len(marked(replace(few, index=True), locale)[1]) == 7
    assert marked(replace(enough, index=False), locale) == (replace(enough, index=False), ())


def test_what_is_listed(press: Press) -> None:
    locale = press.locale
    terms = ["a neural ledger", "NN", "zigzag sets", "ledger"]
    edition = said(report_sample.EN, terms, 4)
    glossary = (
        entry("en", "neural ledger", "ledger"),
        entry("en", "neural net", "NN"),
        entry("en", "zigzag set", indexed=False),
    )
    found = marked(replace(edition, glossary=glossary, index=True), locale)[1]
    assert [(one.words, len(one.places), one.short) for one in found] == [
        ("neural ledger", 1, ()),
        ("neural net", 1, ("NN",)),
    ]
    entries = [one for group in index_of(found, {}, press).groups for one in (*group.first, *group.rest)]
    shown = ["".join(getattr(run, "text", "") for run in one.words) for one in entries]
    assert [re.sub("[\u2060\u2063\u200b]", "", one) for one in shown] == [
        "neural ledger",
        "neural net",
        "NN，见neural net",
    ]


def test_pages_are_told_once_and_ranges_joined(press: Press) -> None:
    found = marked(replace(said(report_sample.EN, ["token"], 7), index=True), press.locale)[1]
    places = found[0].places
    numbers = dict(zip(places, (3, 3, 5, 6, 7, 9, 10), strict=True))
    (group,) = index_of(found, numbers, press).groups
    assert [(at.pages, at.href) for at in group.first[0].locators] == [
        ("3", f"#{places[0]}"),
        ("5–7", f"#{places[2]}"),
        ("9", f"#{places[5]}"),
        ("10", f"#{places[6]}"),
    ]


TABLE = """# A {#a}

See {index}`a by-word`, {index}`a by-word` and **{index}`bold`**.

## B {#b}

:::{table} t
A caption on token {index}`kept`.

| compiler | x |
| --- | --- |
| the retention | ledger |
:::

:::{flow} f
:alt: a
Ours is a benchmark.

- n: N
:::
"""


def test_terms_of_tables_and_captions_and_those_indexed_by_hand(tmp_path: Path) -> None:
    """Heads of tables, which are printed again on other pages, are no places."""
    glossary = "".join(f"- {{en: {term}}}\n" for term in TERMS["en"])
    files = {"report.yaml": "name: x\nlanguages: [en]\n", "en/a.md": TABLE, "glossary.yaml": glossary}
    book, faults = checked(tmp_path, files)
    assert errors(faults) == []
    assert book is not None
    edition, found = marked(book.editions[0], load_locale("en"))
    assert {one.words: len(one.places) for one in found} == {
        **dict.fromkeys(("a by-word", "bold", "kept", "token", "retention", "ledger", "benchmark"), 1)
    }
    ids = [item.id for item in walk(edition.document) if isinstance(item, Text) and item.id]
    assert sorted(ids) == sorted(place for one in found for place in one.places)
    assert marked(replace(book.editions[0], index=False), load_locale("en"))[1] == ()


def test_a_place_of_the_index_is_one_place(tmp_path: Path, theme: Theme) -> None:
    """A caption that is listed in front, too, is a place where it stands under its figure."""
    flows = "".join(f":::{{flow}} f{n}\n:alt: a\nA token {{index}}`number {n}`.\n\n- n: N\n:::\n\n" for n in range(3))
    files = {"report.yaml": "name: x\nlanguages: [en]\n", "en/a.md": f"# A {{#a}}\n\nText.\n\n{flows}"}
    book, _ = checked(tmp_path, files)
    assert book is not None
    with pdfium.PdfDocument(print_edition(book.editions[0], load_locale("en"), theme).content) as document:
        found = listed(document)
        assert found.keys() == {"number 0", "number 1", "number 2"}
        labels = [document.get_page_label(at) for at in range(len(document))]
        for term, (number,) in found.items():
            assert term in text_of(document[labels.index(str(number))])
