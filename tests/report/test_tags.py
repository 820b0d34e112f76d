"""The tags of a report: one an element, in reading order, with what a reader that speaks needs to know."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from builder.diagnostics import Diagnostic
from builder.load import load
from builder.locales import load_locale
from builder.model import Formula, Script, Text
from builder.project import open_project
from builder.report import print_edition, write
from builder.report.tongues import Tongues
from builder.resolve import resolve
from builder.theme import Theme
from tests.content import write as write_files
from tests.report import report_sample, tagged
from tests.report.report_sample import DRAWING, SPAN
from tests.report.structure import faults
from tests.report.tagged import Tag
from tests.report.test_pages import chapters
from tests.whole import squeezed

SAID = "The keeper of the weir wrote down seven levels every hour, within two per cent. "
ROWS = "\n".join(f"| {'g' if row in (0, 60) else '^^'} | value {row} | x |" for row in range(120))
TEXT = f"""# Levels {{#levels}}

A note[^short] and {{ref}}`t`, {{ref}}`flows`, $x^2$, `code`, *stress*, [a page](https://example.org). {SAID * 9}

> Quoted.

1. first

    - inner

2. second

- [x] done

:::{{table}} t
:row-heads: yes
:head-rows: 2
A table

| Group | [Values](https://example.org) | << |
| --- | --- | --- |
| ^^ | ![drop](../drop.svg) one | two |
{ROWS}
:::

{SAID * 60}

```
{chr(10).join(f"line {at}" for at in range(90))}
```

A last note[^long] and 水位 in English.

## Flows {{#flows}}

*灌溉站的记录员*

$$
E = mc^2
$$ {{#bound}}

![A drop of water](../drop.svg "The drop")

## More

Text.

# Second {{#second}}

Text.

[^short]: Short.
[^long]: {SAID * 30}

    - point
"""


@pytest.fixture(scope="module")
def content(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    files: dict[str, str | bytes] = {
        "report.yaml": "name: tags\nlanguages: [en]\nauthors: [Ann One, Bob & Two]\n",
        "en/index.md": "# Levels & flows\n",
        "en/01-a.md": TEXT,
        "drop.svg": DRAWING,
    }
    found: list[Diagnostic] = []
    corpus = load(open_project(write_files(tmp_path_factory.mktemp("tags"), files)), theme.fonts, found.append)
    assert corpus is not None
    made = write(resolve(corpus, "en", {}, load_locale("en"), found.append), load_locale("en"), theme)
    assert [one.message for one in found] == []
    return made


@pytest.fixture(scope="module")
def root(content: bytes) -> Tag:
    return tagged.read(content)


def only(root: Tag, role: str, text: str = "") -> Tag:
    (found,) = (tag for tag in root.every(role) if text in tag.text)
    return found


def test_the_document_has_parts_and_sections(root: Tag) -> None:
    assert root.role == "Document"
    front, main = (tag for tag in root.tags if tag.role == "Part")
    assert [tag.role for tag in root.tags] == ["Sect", "Sect", "Part", "Part"]
    assert [tag.tags[0].role for tag in front.tags] == ["H1"]
    first, second = main.tags
    assert [tag.role for tag in (first, second)] == ["Sect", "Sect"]
    assert [tag.text for tag in first.every("H1", "H2")] == ["1 Levels", "1.1 Flows", "1.2 More"]
    assert [tag.role for tag in first.tags][-2:] == ["Sect", "Sect"]
    assert not list(root.every("NonStruct"))


def test_contents_are_nested_lists_of_links(root: Tag) -> None:
    contents = root.tags[2].tags[0].tags[1]
    line = "TOCI(Lbl Reference(Link))"
    assert contents.shape() == f"TOC(TOCI(Lbl Reference(Link) TOC({line} {line})) {line})"
    assert [link.areas for link in contents.every("Link")] == [1] * 4
    assert all(tag.text.strip()[-1].isdigit() for tag in contents.every("Reference"))


def test_what_has_several_pages_has_one_tag(root: Tag) -> None:
    for role, text in (("Table", "value 1"), ("Code", "line 1"), ("P", SAID * 60)):
        (tag,) = (tag for tag in root.every(role) if squeezed(text) in squeezed(tag.text))
        assert len(tag.pages) > 1


def test_lists_have_labels_and_bodies(root: Tag) -> None:
    ordered = only(root, "L", "first")
    assert ordered.shape() == "L(LI(Lbl LBody(P L(LI(Lbl LBody(P))))) LI(Lbl LBody(P)))"
    assert str(ordered.made.A.ListNumbering) == "/Decimal"
    assert only(root, "L", "done").shape() == "L(LI(Lbl(Figure) LBody(P)))"


def test_a_table_is_one_grid_with_scopes_and_headers(root: Tag) -> None:
    table = only(root, "Table")
    assert [tag.role for tag in table.tags] == ["Caption", "THead", "TBody"]
    rows = list(table.every("TR"))
    assert len(rows) == 122
    assert [tag.text for tag in only(table, "THead").every("TH")] == ["Group", "Values", "Drawn one ", "two"]
    group, values, one, two = only(table, "THead").every("TH")
    assert (group.made.A.RowSpan, values.made.A.ColSpan) == (2, 2)
    assert {str(tag.made.A.Scope) for tag in (group, values, one, two)} == {"/Column"}
    heads = list(only(table, "TBody").every("TH"))
    assert [(tag.text.strip(), tag.made.A.RowSpan, str(tag.made.A.Scope)) for tag in heads] == [("g", 60, "/Row")] * 2
    names = [str(name) for name in only(table, "TD", "value 77").made.A.Headers]
    assert names == [str(tag.made.ID) for tag in (heads[1], values, one)]
    assert len({str(tag.made.ID) for tag in table.every("TH")}) == 6


def test_what_is_said_again_on_the_next_page_is_an_artifact(root: Tag, content: bytes) -> None:
    """Running heads, folios, leaders, heads of tables and cells that reach over the page; their links are not lost."""
    assert root.text.count("Group") == 1
    unspoken = tagged.unspoken(content)
    assert unspoken.count("Group") == len(only(root, "Table").pages) - 1
    assert "Levels & flows" in unspoken
    assert ". . ." in unspoken
    assert ". . ." not in root.text
    assert only(root, "Link", "Values").areas == len(only(root, "Table").pages)


def test_footnotes_stand_where_they_are_called_and_are_whole(root: Tag) -> None:
    short, long = root.every("Note")
    assert [str(tag.made.ID) for tag in (short, long)] == ["note-1", "note-2"]
    paragraph = only(root, "P", "A note")
    assert [tag.role for tag in paragraph.tags][:2] == ["Reference", "Note"]
    assert short.tags[0].role == "Lbl"
    assert squeezed(long.text).count(squeezed(SAID)) == 30
    assert "point" in long.text
    assert squeezed(root.text).index(squeezed("A last note")) < squeezed(root.text).index("point")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (report_sample.EN, "speed equals cost to the power of minus 1 times scale"),
        (report_sample.ZH, "speed 等于 cost 的负 1 次方乘 scale"),
    ],
    ids=lambda one: getattr(one, "lang", ""),
)
def test_a_formula_in_words_is_one_for_those_who_listen(words: report_sample.Wording, told: str, theme: Theme) -> None:
    formula = Formula((Text("speed = cost"), Script((Text("−1"),)), Text(" × scale")), SPAN)
    root = tagged.read(print_edition(chapters(words, (formula,)), load_locale(words.lang), theme).content)
    assert [" ".join(str(tag.made.Alt).split()) for tag in root.every("Formula")] == [told]


def test_pictures_and_formulas_say_what_they_show_and_where_they_stand(root: Tag, content: bytes) -> None:
    drop = next(tag for tag in root.every("Figure") if str(tag.made.Alt) == "A drop of water")
    with pikepdf.open(io.BytesIO(content)) as file:
        width, height = (float(side) for side in file.pages[next(iter(drop.pages))].MediaBox[2:])  # type: ignore[union-attr]
    left, bottom, right, top = map(float, drop.made.A.BBox)  # type: ignore[call-overload]
    assert 0 < left < right < width
    assert 0 < bottom < top < height
    assert right - left == pytest.approx(480 * 0.75, abs=1)
    assert ["squared" in str(tag.made.Alt) for tag in root.every("Formula")] == [True, True]
    whole = next(tag for tag in root.every("Div") if drop in tag.tags)
    assert [tag.role for tag in whole.tags] == ["Figure", "Caption"]


def test_links_say_where_they_lead_in_words(root: Tag, content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as file:
        areas = [one for page in file.pages for one in page.get("/Annots", ())]  # type: ignore[call-overload]
        said = {str(one.Contents) for one in areas}
        assert {int(one.F) for one in areas} == {4}
        assert all("/StructParent" in one for one in areas)
    assert {"a page", "Values", "Table 1.1"} <= said
    assert len(areas) == sum(tag.areas for tag in root.every("Link"))


def test_other_tags_and_languages(root: Tag) -> None:
    assert only(root, "BlockQuote").shape() == "BlockQuote(P)"
    assert only(root, "Code", "line 1").shape().count("Span") == 90
    assert "Code" in only(root, "P", "A note").shape()
    stressed = only(root, "P", "灌溉站")
    assert str(stressed.made.Lang) == "zh-CN"
    assert [tag for tag in root.every() if "/Lang" in tag.made] == [stressed]


@pytest.mark.parametrize(
    ("own", "text", "lang"),
    [
        ("zh-CN", "The level of the water", "en-US"),
        ("zh-CN", "SWE-bench Verified", ""),
        ("zh-CN", "水位 of the weir today", ""),
        ("en-US", "水位", "zh-CN"),
        ("en-US", "水位です", ""),
        ("en-US", "水位 level", ""),
        ("en-US", "plain words of it", ""),
    ],
)
def test_a_script_tells_the_language_where_it_can(own: str, text: str, lang: str) -> None:
    assert Tongues(own, "en-US", "zh-CN").of(text) == lang


@pytest.mark.parametrize(
    ("own", "text", "phrases"),
    [
        ("zh-CN", "与 Terminal Bench 和 Rust 相比", ["Terminal Bench"]),
        ("zh-CN", "（hard to verify, slow to learn）", ["hard to verify, slow to learn"]),
        ("zh-CN", "5 GB、A 级、x y", []),
        ("en-US", "the term 水位、水量 and level", ["水位、水量"]),
        ("en-US", "the word 水位です", []),
    ],
)
def test_phrases_in_another_language_are_found(own: str, text: str, phrases: list[str]) -> None:
    found = Tongues(own, "en-US", "zh-CN").phrases(text)
    assert [text[start:end] for start, end, _ in found] == phrases


def test_a_phrase_inside_a_text_is_marked_with_its_language(theme: Theme) -> None:
    edition = report_sample.edition(report_sample.ZH, pictures=False)

    def marks(said: str) -> int:
        section = replace(edition.document.sections[1], blocks=(report_sample.paragraph(said),), sections=())
        document = replace(edition.document, sections=(section,))
        made = write(replace(edition, document=document), load_locale("zh"), theme)
        assert faults(made) == []
        with pikepdf.open(io.BytesIO(made)) as file:
            return sum(page.Contents.read_bytes().count(b"/Span <</Lang (en-US)>> BDC") for page in file.pages)

    assert marks("与 Terminal Bench 和 Rust 相比，水位较高。") == marks("与 Rust 相比，水位较高。") + 1


def test_words_come_in_reading_order(root: Tag) -> None:
    said = squeezed(root.text)
    order = ("A note", "Short.", "Quoted", "first", "inner", "second", "done", "A table", "Group", "value 0")
    order += ("value 119", "line 0", "line 89", "A last note", "Flows", "The drop", "More", "Second")
    body = said.index(squeezed("A note"))
    places = [said.index(squeezed(one), body) for one in order]
    assert places == sorted(places)


def test_every_word_is_spoken_or_an_artifact(content: bytes, tmp_path: Path) -> None:
    """The parent tree leads from every marked content of a page to its tag."""
    with pikepdf.open(io.BytesIO(content)) as file:
        numbers = file.Root.StructTreeRoot.ParentTree.Nums
        for at, page in enumerate(file.pages):
            assert int(numbers[2 * at]) == int(page.StructParents) == at
            marks = [
                operands[1].MCID
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "BDC" and "/MCID" in operands[1]
            ]
            assert sorted(map(int, marks)) == list(range(len(numbers[2 * at + 1])))


def test_the_structure_is_sound(content: bytes) -> None:
    assert faults(content) == []


def test_the_file_says_what_it_is(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as file:
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang) == "en-US"
        assert str(file.Root.PageMode) == "/UseOutlines"
        assert str(file.Root.OutputIntents[0].S) == "/GTS_PDFA1"
        assert file.Root.Metadata.read_raw_bytes().startswith('<?xpacket begin="\ufeff"'.encode())
        with file.open_metadata() as metadata:
            assert (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")) == ("3", "A")
            assert metadata.get("pdfuaid:part") == "1"
            assert metadata.get("dc:title") == str(file.docinfo["/Title"]) == "Levels & flows"
            assert metadata.get("dc:creator") == [str(file.docinfo["/Author"])] == ["Ann One, Bob & Two"]
            assert set(metadata.get("dc:language")) == {"en-US"}
