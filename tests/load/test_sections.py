"""Headings, files and ids become sections."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.load import load
from builder.load.document import section_names
from builder.model import Section
from builder.project import open_project
from builder.text import plain
from tests.content import FONTS, REPORT, loaded, page


def outline(sections: tuple[Section, ...]) -> list[tuple[int, str, str]]:
    return [row for s in sections for row in ((s.level, s.id, plain(s.title)), *outline(s.sections))]


@pytest.mark.parametrize(
    ("markdown", "rows"),
    [
        ("# A\n## B\n### C\n## D\n", [(1, "a", "A"), (2, "a-1", "B"), (3, "a-1-1", "C"), (2, "a-2", "D")]),
        ("# A\n#### B\n## C\n", [(1, "a", "A"), (2, "a-1", "B"), (2, "a-2", "C")]),
        ("# A\n# B\n", [(1, "a", "A"), (1, "a-2", "B")]),
        ("## A\n## B\n# C\n", [(1, "a", "A"), (1, "a-2", "B"), (1, "a-3", "C")]),
        ("text\n", [(1, "a", "a")]),
        ("text\n\n# A\n", [(1, "a", "a"), (1, "a-2", "A")]),
        ("", []),
        ("\n\n\n", []),
        ("<!-- licence -->\n\n# A\n", [(1, "a", "A")]),
        ("A\n===\n\nB\n---\n", [(1, "a", "A"), (2, "a-1", "B")]),
        ("# A {#one}\n## B {#two.x}\n", [(1, "one", "A"), (2, "two.x", "B")]),
        ("# *A* `b` {#one}\n", [(1, "one", "A b")]),
        ("# A {not an id}\n", [(1, "a", "A {not an id}")]),
        ("---\ntitle: From the matter\ntags: [x]\n---\n\ntext\n", [(1, "a", "From the matter")]),
        ("---\ntitle: The title\n---\n\n## B\n", [(1, "a", "The title"), (2, "a-1", "B")]),
        ("---\ntitle: The title\n---\n\n# A\n\n## B\n", [(1, "a", "A"), (2, "a-1", "B")]),
        ("---\ntitle: The title\n---\n\ntext\n\n# A\n", [(1, "a", "The title"), (1, "a-2", "A")]),
        ("---\n\ntext\n", [(1, "a", "a")]),
    ],
)
def test_sections_of_a_file(markdown: str, rows: list[tuple[int, str, str]], tmp_path: Path) -> None:
    result = page(tmp_path, markdown)
    assert result.codes == ([] if rows else ["missing-section"])
    assert outline(result.sections) == rows


@pytest.mark.parametrize(
    "encode",
    [
        str.encode,
        lambda t: b"\xef\xbb\xbf" + t.encode(),
        lambda t: t.replace("\n", "\r\n").encode(),
        lambda t: t.replace("\n", "\r").encode(),
    ],
)
def test_marks_and_line_ends_of_any_system(encode: object, tmp_path: Path) -> None:
    assert callable(encode)
    result = loaded(tmp_path, {"en/a.md": encode("# A\n\n{fact}`x`\n\n:::{no} y\n:::\n")})
    assert result.places == ["content/en/a.md:5:1 unknown-directive"]
    assert outline(result.sections) == [(1, "a", "A")]
    assert result.project.source_line(result.faults[0].span) == ":::{no} y"


def test_tabs_are_white_space(tmp_path: Path) -> None:
    result = page(tmp_path, "#\tA\n\n-\tone\n\n\ttwo\n")
    assert outline(result.sections) == [(1, "a", "A")]
    assert len(result.sections[0].blocks) == 1


def test_ids_are_made_of_the_files_and_are_unlike() -> None:
    stems = ("01-data", "2.methods and more", "概述", "结论", "03-数据", "04-data", "2024")
    assert list(section_names(stems).values()) == ["data", "methods-and-more", "s3", "s4", "s5", "data-s6", "s7"]


def test_the_same_ids_in_every_language(tmp_path: Path) -> None:
    files = {"report.yaml": "name: x\nlanguages: [en, zh]"}
    for lang in ("en", "zh"):
        files |= {f"{lang}/概述.md": "text\n\n# A\n", f"{lang}/结论.md": "# B\n## C\n"}
    result = loaded(tmp_path, files)
    assert result.corpus is not None
    en, zh = (outline(result.corpus.documents[lang].sections) for lang in ("en", "zh"))
    assert en == zh == [(1, "s1", "概述"), (1, "s1-2", "A"), (1, "s2", "B"), (2, "s2-1", "C")]


@pytest.mark.parametrize("bad", ["坏", "1a", "a b", "a/b"])
def test_an_id_is_ascii(bad: str, tmp_path: Path) -> None:
    result = page(tmp_path, f"# A {{#{bad}}}\n")
    assert result.places == [f"content/en/a.md:1:{9 if ' ' in bad else 6} invalid-value"]
    assert outline(result.sections) == [(1, "a", "A")]


def test_sections_in_the_order_that_is_asked_for(tmp_path: Path) -> None:
    settings = "name: x\nlanguages: [en]\nsections: [b, a]\n"
    result = loaded(tmp_path, {"report.yaml": settings, "en/a.md": "# A", "en/b.md": "# B", "en/draft.md": "# C"})
    assert [row[2] for row in outline(result.sections)] == ["B", "A"]


def test_a_section_that_a_language_lacks_is_named_once(tmp_path: Path) -> None:
    settings = "name: x\nlanguages: [en, zh]\n"
    result = loaded(tmp_path, {"report.yaml": settings, "en/a.md": "# A", "en/b.md": "# B", "zh/a.md": "# A"})
    (fault,) = result.faults
    assert fault.span.file == "content/en/b.md"
    assert fault.hint.startswith("write content/zh/b.md after content/en/b.md")


def test_a_report_without_a_page_says_where_to_begin(tmp_path: Path) -> None:
    result = loaded(tmp_path, {})
    assert result.codes == ["missing-section"]
    assert result.faults[0].hint == "write content/en/01-first.md"


def test_the_project_folder_itself_may_be_the_content(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en/a.md").write_text("# A")
    (tmp_path / "report.yaml").write_text(REPORT)
    corpus = load(open_project(tmp_path), FONTS, pytest.fail)
    assert corpus is not None
    assert outline(corpus.documents["en"].sections) == [(1, "a", "A")]


# --- index.md


INDEX = """# The *title*

:::{subtitle}
Under it
:::

:::{meta}
- Published: {fact}`d`
- Scope：four things
:::

:::{imprint}
One.

Two.
:::

:::{colophon}
- End
:::
"""


def test_the_front_is_read_from_index_md(tmp_path: Path) -> None:
    result = loaded(tmp_path, {"en/index.md": INDEX, "en/a.md": "# A"})
    assert result.faults == ()
    assert result.corpus is not None
    front = result.corpus.documents["en"].front
    assert plain(front.title) == "The title"
    assert plain(front.subtitle) == "Under it"
    assert [(plain(a), plain(b)) for a, b in front.meta] == [("Published", "{fact}`d`"), ("Scope", "four things")]
    assert (len(front.imprint), len(front.colophon)) == (2, 1)


def test_without_index_md_the_name_is_the_title(tmp_path: Path) -> None:
    result = page(tmp_path, "# A")
    assert result.corpus is not None
    assert plain(result.corpus.documents["en"].front.title) == "sample"


@pytest.mark.parametrize(
    ("markdown", "places"),
    [
        ("# T\n\ntext\n", ["3:1 malformed-directive"]),
        ("# T\n\n# U\n", ["3:1 duplicate-id"]),
        ("# T\n\n:::{figure} x\nc\n:::\n", ["3:1 unknown-directive"]),
        ("# T\n\n:::{meta}\ntext\n:::\n", ["3:1 malformed-directive"]),
        ("# T\n\n:::{meta}\n- no colon\n:::\n", ["4:1 malformed-directive"]),
        ("# T\n\n:::{subtitle}\na\n\nb\n:::\n", ["3:1 malformed-directive"]),
        ("# T\n\n:::{imprint}\n:x: y\na\n:::\n", ["4:1 unknown-option"]),
        ("# T\n\n:::{imprint}\na\n:::\n:::{imprint}\nb\n:::\n", ["6:1 duplicate-id"]),
        ("<!-- c -->\n\n# T {#x}\n\n\u3000\n", []),
        ("---\ntitle: T\n---\n", []),
        ("---\nauthor: a\ntitle: T {x}`y`\n---\n", ["3:10 unknown-role"]),
        ("---\ntitle: >-\n  T\n  is {x}`y`\n---\n", ["4:6 unknown-role"]),
    ],
)
def test_faults_of_the_front(markdown: str, places: list[str], tmp_path: Path) -> None:
    result = loaded(tmp_path, {"en/index.md": markdown, "en/a.md": "# A"})
    assert result.places == [f"content/en/index.md:{place}" for place in places]
    assert result.corpus is not None
    assert plain(result.corpus.documents["en"].front.title)[:1] in "TU"


def test_a_section_of_one_language_and_all_that_is_inside_it(tmp_path: Path) -> None:
    text = "# A {#a}\n\n## B\n\n## C {#c only}\n\n### D\n\n### E\n\n## F\n"
    result = page(tmp_path, text)
    assert result.faults == ()
    (chapter,) = result.sections
    found = [(one.id, one.only) for one in chapter.sections]
    assert found == [("a-1", False), ("c", True), ("a-2", False)], "ids by place are those of the other languages"
    assert [(one.id, one.only) for one in chapter.sections[1].sections] == [("c-1", True), ("c-2", True)]


@pytest.mark.parametrize(
    ("chapter", "codes"),
    [
        ("# B {#b only}\n", []),
        ("# B {#b only}\n\n# C {#c only}\n", []),
        ("# B {#b only}\n\n# C\n", ["missing-section"]),
    ],
)
@pytest.mark.parametrize("listed", ["", "sections: [a, b]\n"])
def test_a_file_of_one_language(chapter: str, codes: list[str], listed: str, tmp_path: Path) -> None:
    settings = f"name: x\nlanguages: [en, zh]\n{listed}"
    files = {"report.yaml": settings, "en/a.md": "# A", "zh/a.md": "# A", "zh/b.md": chapter}
    assert loaded(tmp_path, files).codes == codes


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_one_language_is_enough(lang: str, tmp_path: Path) -> None:
    files = {"report.yaml": f"name: x\nlanguages: [{lang}]\n", f"{lang}/a.md": "# A {#a only}\n\ntext\n"}
    result = loaded(tmp_path, files)
    assert result.faults == ()
    assert [one.id for one in result.sections] == ["a"]
