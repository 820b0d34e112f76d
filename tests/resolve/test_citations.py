"""Citations and the list of references, as a language and a style have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.diagnostics import Code
from builder.model import Edition, Emph, Entry, Inlines, Link, Paragraph, References, Script, Text
from builder.text import plain, walk
from tests.content import checked, errors

SOURCES = """- id: a
  title: Alpha
  type: book
  author: [{family: Xu, given: Ann}]
  issued: 2024-05
  publisher: P
  URL: https://e.org/a
- id: b
  title: Beta
- id: c
- {id: d, title: 丁, author: [{family: 张, given: 三}, 李四, 王五, 赵六], type: article-journal, issued: 2020,
   container-title: 学报, volume: 3, issue: 2, page: 1-9, DOI: 10.1000/d, language: zh-CN}
- {id: e, title: E, author: [{family: Ng, given: B. C.}, {family: Oh, given: D}, {family: Po, given: E},
   {family: Qu, given: F}], type: article-journal, issued: 2020-03, container-title: T, DOI: 10.1000/e, language: en}
"""
ALL = "# R {#r}\n\n:::{references}\n" + "".join(f"- {{cite}}`{key}`\n" for key in "abcde") + ":::\n"


def edition(folder: Path, lang: str, style: str, text: str, sources: str = SOURCES, **files: str) -> Edition:
    report = f"name: x\nlanguages: [{lang}]\n" + (f"citations: {style}\n" if style else "")
    book, faults = checked(folder, {"report.yaml": report, f"{lang}/a.md": text, "sources.yaml": sources, **files})
    assert errors(faults) == []
    assert book is not None
    return book.editions[0]


def entries(found: Edition) -> Iterator[Entry]:
    return (
        e for r in walk((found.document.sections, found.document.front)) if isinstance(r, References) for e in r.entries
    )


def printed(found: Edition) -> list[tuple[str, str]]:
    return [(e.label, plain(e.text)) for e in entries(found)]


def said(found: Edition) -> list[str]:
    return [plain(item.children) for item in walk(found.document.sections) if isinstance(item, Paragraph)]


def first(found: Edition) -> Inlines:
    return next(item.children for item in walk(found.document.sections) if isinstance(item, Paragraph))


def test_citations_are_numbered_in_the_order_of_the_list(tmp_path: Path) -> None:
    text = (
        "# A\n\nx {cite}`a,b`\n\n# R\n\n:::{references}\n- {cite}`b` A note\n:::\n\n:::{references}\n- {cite}`a`\n:::\n"
    )
    found = edition(tmp_path, "en", "", text)
    assert said(found) == ["x [1], [2]"]
    assert [(e.number, e.key, plain(e.text), plain(e.note)) for e in entries(found)] == [
        ("1", "b", "“Beta.”", "A note"),
        ("2", "a", "A. Xu, Alpha. P, 2024. Available: https://e.org/a", ""),
    ]


def test_a_report_that_cites_and_lists_nothing_gets_its_list(tmp_path: Path) -> None:
    found = edition(tmp_path, "en", "", "# A {#references}\n\nx {cite}`c` {cite}`b` {cite}`c`")
    last = found.document.sections[-1]
    assert (last.id, plain(last.title)) == ("references-list", "References")
    assert printed(found) == [("[1]", "c"), ("[2]", "“Beta.”")]


def test_the_list_of_a_style_without_numbers_is_sorted(tmp_path: Path) -> None:
    found = edition(tmp_path, "en", "apa", "# A\n\nx {cite}`a` {cite}`e` {cite}`b`")
    assert [e.key for e in entries(found)] == ["b", "e", "a"]


def test_a_bibliography_in_the_colophon(tmp_path: Path) -> None:
    index = "# T\n\n::::{colophon}\n:::{references}\n- {cite}`a`\n:::\n::::\n"
    assert said(edition(tmp_path, "en", "", "# A\n\n{cite}`a`", **{"en/index.md": index})) == ["[1]"]


def test_what_is_cited_and_not_listed_is_a_fault(tmp_path: Path) -> None:
    text = "# A\n\n{cite}`a` {cite}`b`\n\n:::{references}\n- {cite}`b`\n- {cite}`no`\n:::\n"
    _, faults = checked(tmp_path, {"en/a.md": text, "sources.yaml": SOURCES})
    assert errors(faults) == ["content/en/a.md:3:1 unknown-citation", "content/en/a.md:7:3 unknown-citation"]


GB = [
    ("[1]", "XU A. Alpha[M/OL]. P, 2024. https://e.org/a."),
    ("[2]", "Beta[Z]."),
    ("[3]", "c"),
    ("[4]", "张三, 李四, 王五, 等. 丁[J/OL]. 学报, 2020, 3(2): 1-9. DOI:10.1000/d."),
    ("[5]", "NG B C, OH D, PO E, et al. E[J/OL]. T, 2020. DOI:10.1000/e."),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_entry_is_in_its_own_language(lang: str, tmp_path: Path) -> None:
    """等 and et al. by the entry; names of Han whole; the same in both editions."""
    assert printed(edition(tmp_path, lang, "gb-t-7714-2015-numeric", f"# A\n\nx\n\n{ALL}")) == GB


def test_an_entry_without_a_language_is_told_by_its_script(tmp_path: Path) -> None:
    sources = SOURCES.replace(", language: zh-CN", "").replace(", language: en", "")
    found = edition(tmp_path, "en", "gb-t-7714-2015-numeric", f"# A\n\nx\n\n{ALL}", sources)
    assert printed(found) == GB


@pytest.mark.parametrize(
    ("lang", "style", "text", "shown"),
    [
        ("zh", "", "甲{cite}`b,a,c`，乙 {cite}`a,c`。", "甲[1-3]，乙[1,3]。"),
        ("zh", "", "甲{cite}`e` {cite}`a,c,d,e`", "甲[5][1,3-5]"),
        ("en", "ieee", "A {cite}`c,a,a`.", "A [1], [3]."),
        ("en", "ieee", "A {cite}`c`{cite}`a`.", "A [1], [3]."),
        ("en", "apa", "A {cite}`e,d,b,a`.", "A (Beta, n.d.; Ng et al., 2020; Xu, 2024; 张三 等, 2020)."),
        ("en", "chicago-author-date", "A {cite}`a,b`.", "A (Xu 2024; “Beta,” n.d.)."),
        ("zh", "gb-t-7714-2015-author-date", "甲 {cite}`a,d` 乙", "甲（Xu，2024；张三 等，2020）乙"),
    ],
)
def test_citations_together(lang: str, style: str, text: str, shown: str, tmp_path: Path) -> None:
    assert said(edition(tmp_path, lang, style, f"# A {{#a}}\n\n{text}\n\n{ALL}"))[0] == shown


def test_citations_are_raised_where_the_style_says_so_and_lead_to_their_entries(tmp_path: Path) -> None:
    text, citation = first(edition(tmp_path, "zh", "", f"# A {{#a}}\n\n甲 {{cite}}`a,c`\n\n{ALL}"))
    assert text == Text("甲")
    assert isinstance(citation, Script)
    links = [item for item in citation.children if isinstance(item, Link)]
    assert [(link.target, link.id, plain(link.children)) for link in links] == [
        ("#ref-a", "cite-a-1", "1"),
        ("#ref-c", "cite-c-1", "3"),
    ]


@pytest.mark.parametrize("text", ["{cite}`a`", "图 1；{cite}`a`", "甲：{cite}`a`"])
def test_a_citation_that_stands_for_a_word_is_not_raised(text: str, tmp_path: Path) -> None:
    found = first(edition(tmp_path, "zh", "", f"# A {{#a}}\n\n{text}\n\n{ALL}"))
    assert not any(isinstance(item, Script) for item in found)
    assert plain(found).endswith("[1]")


def test_entries_lead_back_to_where_they_are_cited(tmp_path: Path) -> None:
    """Once a section, by number or title; slides are no place of the report."""
    text = "# A {#x}\n\nx {cite}`a` {cite}`a`\n\n## B {#y}\n\ny[^1]\n\n[^1]: {cite}`a`\n\n"
    text += "# Not counted {#z unnumbered}\n\nz {cite}`a`\n\n:::{slide} S\n- {cite}`b`\n:::\n\n"
    found = {e.key: e.cited for e in entries(edition(tmp_path, "en", "", text + ALL))}
    assert plain(found["a"]) == "Cited in 1, 1.1, Not counted"
    assert [item.target for item in found["a"] if isinstance(item, Link)] == ["#cite-a-1", "#cite-a-3", "#cite-a-4"]
    assert found["b"] == ()


def test_addresses_are_links_and_titles_emphasized(tmp_path: Path) -> None:
    found = {e.key: e.text for e in entries(edition(tmp_path, "en", "ieee", f"# A\n\nx\n\n{ALL}"))}
    links = {key: [item.target for item in text if isinstance(item, Link)] for key, text in found.items()}
    assert links["a"] == ["https://e.org/a"]
    assert links["e"] == ["https://doi.org/10.1000/e"]
    assert [plain(item.children) for item in found["a"] if isinstance(item, Emph)] == ["Alpha"]


def test_text_of_a_source_is_never_markup(tmp_path: Path) -> None:
    sources = "- {id: a, title: 'A <b>bold</b> & <script>x</script> {cite}`b` *y* \\u0002z', type: book}\n"
    found = edition(tmp_path, "en", "apa", "# A\n\nx {cite}`a`", sources)
    assert "A <b>bold</b> & <script>x</script> {cite}`b` *y*" in printed(found)[0][1]


def test_works_that_would_be_cited_alike_are_told_apart(tmp_path: Path) -> None:
    sources = "".join(f"- {{id: {key}, title: {key}, author: [Doe], issued: 2020, type: book}}\n" for key in "pq")
    found = edition(tmp_path, "en", "apa", "# A\n\nx {cite}`q,p`", sources)
    assert said(found)[0] == "x (Doe, 2020a, 2020b)"
    assert [text[:13] for _, text in printed(found)] == ["Doe. (2020a).", "Doe. (2020b)."]


@pytest.mark.parametrize("style", ["gb-t-7714-2015-numeric", "ieee", "apa", "chicago-author-date"])
@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("type: article, number: 'arXiv:2601.00001'", ["arXiv:2601.00001"]),
        ("type: article, title: T, number: 'arXiv:2601.00001'", ["T", "arXiv:2601.00001"]),
        ("type: post-weblog, container-title: A Blog, issued: 2025", ["A Blog", "2025"]),
        ("type: webpage, author: [An Institute], issued: 2025", ["An Institute", "2025"]),
        ("type: article-journal, container-title: A Journal, issued: 2026", ["A Journal", "2026"]),
        ("author: [An Institute]", ["An Institute"]),
    ],
)
def test_what_little_is_known_is_printed_once(style: str, source: str, words: list[str], tmp_path: Path) -> None:
    found = edition(tmp_path, "en", style, "# A\n\nx {cite}`a`", f"- {{id: a, language: en, {source}}}\n")
    ((_, text),) = printed(found)
    assert [text.casefold().count(word.casefold()) for word in words] == [1] * len(words)
    assert "[]" not in text
    assert not text.startswith(("[", ".", ","))
    assert not text.endswith((",", ":", ".."))


def test_a_style_of_the_project_is_used(tmp_path: Path) -> None:
    style = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Own</title><id>own</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation collapse="citation-number">
<layout prefix="(" suffix=")" delimiter="; "><text variable="citation-number"/></layout></citation>
<bibliography><layout suffix="!">
<text variable="citation-number" suffix=". "/><text variable="title" font-weight="bold"/></layout></bibliography>
</style>"""
    text = f"# A\n\nx {{cite}}`a,b,c`\n\n{ALL}"
    found = edition(tmp_path, "en", "styles/own.csl", text, **{"styles/own.csl": style})
    assert said(found)[0] == "x (1–3)"
    assert printed(found)[:3] == [("1.", "Alpha!"), ("2.", "Beta!"), ("3.", "c")]
    assert isinstance(next(entries(found)).text[0], Emph)


def test_a_fault_of_a_style_is_told_once(tmp_path: Path) -> None:
    report = "name: x\nlanguages: [en]\ncitations: nobody\n"
    _, faults = checked(tmp_path, {"report.yaml": report, "en/a.md": "# A\n\n{cite}`b`", "sources.yaml": SOURCES})
    assert [fault.code for fault in faults if fault.severity == "error"] == [Code.UNKNOWN_STYLE]
