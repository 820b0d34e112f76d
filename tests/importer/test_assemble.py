"""Documents → a project that builds, in which every word stands."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.diagnostics import Diagnostic, Severity
from builder.importer.assemble import REPORT_FILE, import_documents
from builder.importer.documents import CannotImport, read_originals
from builder.importer.markdown import read_markdown
from builder.model import Figure, Missing
from builder.pipeline import Book, build, read
from builder.project import open_project
from builder.request import Request
from builder.text import walk
from tests.importer.words import words_of

HERE = Path(__file__).parent
PAIRS = {
    "handbook": ("guide.zh.md", "guide.en.md"),
    "annual": ("年报.md", "annual.md"),
    "survey": ("README.md", "README.en.md"),
}


def pair_of(name: str) -> tuple[Path, ...]:
    return tuple(HERE / "pairs" / name / file for file in PAIRS[name])


def errors(folder: Path) -> tuple[Book | None, list[str]]:
    found: list[Diagnostic] = []
    book = read(open_project(folder), found.append)
    return book, [f"{f.span.file}:{f.span.line} {f.message}" for f in found if f.severity is Severity.ERROR]


def texts(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".yaml"))
    return "\n".join(path.read_text("utf-8") for path in files)


def words(text: str) -> set[str]:
    """Words of a document: runs of letters and digits, Han by character."""
    return set(re.findall(r"[^\W_\u3400-\u9fff]+|[\u3400-\u9fff]", text))


def imported(folder: Path, markdown: str | bytes, *more: str, **files: bytes) -> Path:
    """The project of documents in one folder."""
    source = folder / "source"
    source.mkdir(exist_ok=True)
    paths = []
    for place, text in enumerate((markdown, *more)):
        paths.append(source / f"{place}.md")
        paths[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
    for name, content in files.items():
        (source / f"{name}.png").write_bytes(content)
    import_documents(tuple(paths), folder / "project")
    return folder / "project"


def png(colour: str = "white") -> bytes:
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(made, "PNG")
    return made.getvalue()


# --- pairs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_builds_and_keeps_every_word(name: str, tmp_path: Path) -> None:
    report = import_documents(pair_of(name), tmp_path / "p")
    assert report.languages == ("zh", "en")
    assert report.faults == ()
    book, faults = errors(tmp_path / "p")
    assert faults == []
    assert book is not None
    assert [edition.lang for edition in book.editions] == ["zh", "en"]
    there = words(texts(tmp_path / "p"))
    typed = set().union(*(words(path.read_text("utf-8")) for path in pair_of(name)))
    assert typed - there <= MARKUP | GENERATED


GENERATED = words("目录 Contents 图 表 Figure Table 资料来源 Source 一 二")
"""What the report makes itself: its contents, and the labels and numbers of headings and captions."""
MARKUP = words(
    "p align center img src width alt center table caption tr th td rowspan colspan br details summary sup strong "
    "Tabs TabItem value label tip danger note rocket WARNING title bash curl py DOCTYPE import from theme python json "
    "md images png rate 1 2 3 5 6 10 12 100 120"
)
"""Tags, attributes, boxes and numbers of lists, which are no words, and an anchor that an id stands for."""


@pytest.mark.parametrize("name", PAIRS)
def test_the_same_documents_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    for copy in ("a", "b"):
        import_documents(pair_of(name), tmp_path / copy / "p")
    first, second = (
        {path.relative_to(tmp_path / copy): path.read_bytes() for path in (tmp_path / copy).rglob("*.*")}
        for copy in ("a", "b")
    )
    assert {path.as_posix(): raw for path, raw in first.items()} == {p.as_posix(): raw for p, raw in second.items()}


def test_a_pair_is_built_whole(tmp_path: Path) -> None:
    import_documents(pair_of("annual"), tmp_path / "p")
    found: list[Diagnostic] = []
    request = Request((), ("pdf", "pptx"), tmp_path / "dist", False)
    files = build(open_project(tmp_path / "p"), request, found.append, lambda _: None)
    assert [path.name for path in files] == ["p.zh.pdf", "p.zh.pptx", "p.en.pdf", "p.en.pptx"]


@pytest.mark.parametrize("path", sorted((HERE / "cases").glob("*.md*")), ids=lambda path: path.name)
def test_what_was_read_of_any_dialect_builds_and_keeps_every_word(path: Path, tmp_path: Path) -> None:
    report = import_documents((path,), tmp_path / "p")
    assert report.faults == ()
    assert errors(tmp_path / "p")[1] == []
    sheet = read_markdown(path.read_text("utf-8"), path.name)
    said = replace(sheet, pieces=tuple(replace(piece, anchors=()) for piece in sheet.pieces))
    there = texts(tmp_path / "p")
    assert {word for word in words_of(said) if word not in there} <= GENERATED


# --- languages -----------------------------------------------------------------------------------------------------


def test_one_document_gives_a_project_of_one_language(tmp_path: Path) -> None:
    project = imported(tmp_path, "# Title\n\nText\n\n## One\n\nMore words.\n")
    assert "languages: [en]" in (project / "content/report.yaml").read_text()
    assert errors(project)[1] == []


def test_a_link_to_another_page_of_the_site_is_its_words(tmp_path: Path) -> None:
    project = imported(tmp_path, "# T\n\n## A\n\nSee [the guide](../docs/guide.md#start) and [code](src/main.py).\n")
    text = next((project / "content/en").glob("01-*.md")).read_text("utf-8")
    assert "See the guide and code (`src/main.py`)." in text
    assert "../docs/guide.md#start" in (project / "import-report.md").read_text("utf-8")


def test_the_version_of_a_package_is_no_address(tmp_path: Path) -> None:
    project = imported(tmp_path, "# T\n\n## A\n\nIt needs tool-x@2.3.0, says me@example.org.\n")
    text = next((project / "content/en").glob("01-*.md")).read_text("utf-8")
    assert "mailto:me@example.org" in text
    assert "mailto:tool-x" not in text
    assert "needs tool-x@2.3.0," in text


def test_two_documents_of_one_language_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotImport, match="--lang"):
        imported(tmp_path, "# One\n\nSome words.", "# Two\n\nOther words.")
    assert not (tmp_path / "project").exists()


def test_a_chinese_handbook_of_mostly_english_is_chinese_beside_an_english_one(tmp_path: Path) -> None:
    english = "GET orders with cursor and limit and status and customer. " * 20
    chinese = "查询订单的接口说明，游标用于翻页。" * 4
    project = imported(tmp_path, f"# API\n\n{english}\n", f"# API\n\n{english}\n\n{chinese}")
    assert "languages: [en, zh]" in (project / "content/report.yaml").read_text()


def test_what_stands_in_the_folder_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "mine.txt").write_text("mine")
    with pytest.raises(CannotImport, match="not an empty folder"):
        imported(tmp_path, "# Title\n")
    assert [path.name for path in (tmp_path / "project").iterdir()] == ["mine.txt"]


# --- pictures ------------------------------------------------------------------------------------------------------


def figures_of(project: Path) -> list[Figure]:
    book, faults = errors(project)
    assert faults == []
    assert book is not None
    return [found for found in walk(book.editions[0].document.sections) if isinstance(found, Figure)]


def test_pictures_are_copied_once_and_what_lacks_is_framed(tmp_path: Path) -> None:
    markdown = (
        "# T\n\n## A\n\n![one](a.png)\n\n![same](b.png)\n\n![other](sub/../c.png)\n\n![gone](none.png)\n\n"
        "![web](https://example.org/x.png)\n\n![out](../../secret.png)\n\n![broken](d.png)\n"
    )
    (tmp_path / "secret.png").write_bytes(png())
    project = imported(tmp_path, markdown, a=png(), b=png(), c=png("black"), d=b"\x89PNG broken")
    assert sorted(path.name for path in (project / "content/figures").iterdir()) == ["a.png", "c.png"]
    found = figures_of(project)
    assert [figure.alt for figure in found] == ["one", "same", "other", "gone", "web", "out", "broken"]
    assert [isinstance(figure.content, Missing) for figure in found] == [False] * 3 + [True] * 4
    report = (project / REPORT_FILE).read_text()
    for name in ("none.png", "https://example.org/x.png", "../../secret.png", "d.png"):
        assert name in report


# --- links ---------------------------------------------------------------------------------------------------------


def test_links_lead_to_sections_or_become_words(tmp_path: Path) -> None:
    markdown = (
        "# 标题\n\n## 安装 方法\n\n见[安装](#安装-方法)、[编码](#%E5%AE%89%E8%A3%85-%E6%96%B9%E6%B3%95)、"
        "[许可](LICENSE)、[没有](#nowhere)、[脚本](javascript:x)、[站点](https://example.org/页)。\n"
    )
    project = imported(tmp_path, markdown)
    assert errors(project)[1] == []
    (chapter,) = (project / "content/zh").glob("01-*.md")
    text = chapter.read_text()
    assert text.count("](#") == 2
    assert "许可 (`LICENSE`)" in text
    assert "没有、脚本、" in text
    assert "[站点](https://example.org/页)" in text


# --- anything ------------------------------------------------------------------------------------------------------

CONSTRUCTS = [
    "# Heading", "## 标题", "### {#id}", "#### a `b` <c>", "text", "中文**重点。**后",
    "- a\n- b", "* a\n\n* b", "1. x\n2. y", "- [x] done\n- [ ] open", "> quote",
    "> [!NOTE]\n> said", "```py\nx = 1\n```", "~~~\n:::\n~~~",
    "| a | b |\n|---|---|\n| 1 | `x|y` |",
    "<table><tr><td rowspan=2>a<td>b<tr><td>c</table>",
    "<details><summary>s</summary>\n\nhidden\n\n</details>", "![alt](none.png)",
    "![](https://a.b/c.svg)", "[l](#heading)", "[l](x.md#y)",
    "[l][ref]\n\n[ref]: https://a.b", "note[^1]\n\n[^1]: text", "[^x]: unused",
    "$$\nx^2\n$$", "cost $5 and $6", "$\\frac{1}{2}$ and $\\badcommand{$",
    ":::tip\nbody\n:::", "!!! note\n    body", "::::\n", ":::{figure} x\n:::",
    "{fact}`x`", "{{ x }}", "<!-- comment -->",
    "<div align=center>\n\n**x**\n\n</div>", "---", "***", "a\\\nb  \nc", "العربية",
    "ไทย \x07", "🚀 :smile: ✅", "&nbsp;&lt;b&gt;", "import X from 'y'",
    "<X a={1} />", "+++\nt = 1\n+++", "Figure 1: x", "图 1 说明", "表 2：说明",
    "    indented", "\t- deep\n\t\t- deeper", "a | b\n--|--\n1 | 2 | 3", "[x]: y",
    "Setext\n===", "<script>x</script>", "---\ntitle: T\n---",
]  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(st.sampled_from(CONSTRUCTS), max_size=12), joint=st.sampled_from(["\n\n", "\n"]))
def test_any_markdown_gives_a_project_without_errors(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str], joint: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "a.md").write_text(joint.join(parts), "utf-8")
    import_documents((folder / "a.md",), folder / "p", ("zh",))
    book, faults = errors(folder / "p")
    assert faults == []
    assert book is not None


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    first=st.lists(st.sampled_from(CONSTRUCTS), max_size=8),
    second=st.lists(st.sampled_from(CONSTRUCTS), max_size=8),
)
def test_any_two_documents_give_a_project_without_errors(
    tmp_path_factory: pytest.TempPathFactory, first: list[str], second: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("two")
    for name, parts in (("a.md", first), ("b.md", second)):
        (folder / name).write_text("\n\n".join(parts), "utf-8")
    import_documents((folder / "a.md", folder / "b.md"), folder / "p", ("zh", "en"))
    assert errors(folder / "p")[1] == []


def test_comments_that_switch_rules_off_stay_above_their_blocks(tmp_path: Path) -> None:
    """One behind a line stands above the block of the line: what follows it is another block."""
    source = tmp_path / "a.md"
    off = "<!-- builder: off length: as published -->"
    source.write_text(
        f"{off}\nOpening.\n\n# Title\n\n{off}\n\nFirst.\n\nSecond {off}\nline.\n\n- item {off}\n", "utf-8"
    )
    import_documents((source,), tmp_path / "out", ("en",))
    text = "\n".join(path.read_text("utf-8") for path in sorted((tmp_path / "out/content/en").glob("0*.md")))
    for block in ("Opening.", "First.", "Second", "- item"):
        assert f"{off}\n\n{block}" in text
    assert text.count(off) == 4


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("README.zh-CN.md", "README.md"), ("zh", "en")),
        (("README.md", "README_zh.md"), ("en", "zh")),
        (("docs/zh/advanced/web-ui.md", "docs/en/advanced/web-ui.md"), ("zh", "en")),
        (("guide.cn.md", "guide.en-US.md"), ("zh", "en")),
    ],
)
def test_the_name_of_a_file_says_its_language(names: tuple[str, str], told: tuple[str, str], tmp_path: Path) -> None:
    """Where its letters do not: a page whose translation has only begun."""
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Web UI\n\nSee the other page.\n", "utf-8")
    originals = read_originals(tuple(tmp_path / name for name in names))
    assert tuple(original.lang for original in originals) == told


def test_languages_of_one_script_are_known_by_their_words(tmp_path: Path) -> None:
    texts = "# Web\n\nThe page is for all that read it.\n", "# Web\n\nLa page est pour tous ceux qui la lisent.\n"
    paths = tmp_path / "one.md", tmp_path / "two.md"
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    assert [original.lang for original in read_originals(paths)] == ["en", "fr"]
