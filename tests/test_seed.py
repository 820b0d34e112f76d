"""Nothing of the first report is lost on its way into four artefacts.

`data/report.zh.md` is the report as it was before it became content; `data/mendings.csv` names every place where the
published Chinese text differs from it, and why.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from pptx import Presentation

from builder.check.context import walk_sections
from builder.diagnostics import Diagnostic, has_errors
from builder.load import load
from builder.model import (
    Block,
    Blocks,
    Callout,
    Corpus,
    Edition,
    Figure,
    Flow,
    Formula,
    Inlines,
    Items,
    Paragraph,
    Quote,
    Ref,
    References,
    RefKind,
    Section,
    Slide,
    Table,
)
from builder.pipeline import read
from builder.project import open_project
from builder.resolve.references import walk
from builder.text import plain
from builder.theme import load_theme
from tests import whole
from tests.whole import NAME, ROOT, printed, squeezed

DATA = Path(__file__).parent / "data"
HAN = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff01-\uff60]")


# --- the seed ------------------------------------------------------------------------------------------------------


@cache
def mendings() -> tuple[tuple[str, str], ...]:
    with (DATA / "mendings.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["seed_text"], row["published_text"]) for row in csv.DictReader(file)]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def seed_texts() -> tuple[tuple[str, str], ...]:
    """Kind and text of every heading, cell, list item, paragraph and drawing of the seed, mended, without markup."""
    text = (DATA / "report.zh.md").read_text("utf-8").split("\n---\n", 1)[1]
    for old, new in mendings():
        text = text.replace(old, new)
    text = re.sub(r"^\d+\. \[.*\]\(#.*\)$\n", "", text, flags=re.MULTILINE)
    text = "\n".join(line for line in text.splitlines() if line not in _reference_rows())
    text = text.replace("|---|------|------|\n", "")
    root = SyntaxTreeNode(MarkdownIt("commonmark", {"html": True}).enable("table").parse(text))
    return tuple(_texts(root))


def _texts(node: SyntaxTreeNode) -> Iterator[tuple[str, str]]:
    if node.type in ("heading", "th", "td", "paragraph"):
        words = _words(node)
        words = re.sub(r"^\d+(\.\d+)* ?\.? ", "", words) if node.type == "heading" else words
        if words:
            yield node.type, words
    elif node.type == "fence":
        yield from (("drawing", part.strip()) for part in re.split(r"[→↓；\n\[\]]| 是$", node.content) if part.strip())
    else:
        for child in node.children:
            yield from _texts(child)


def _words(node: SyntaxTreeNode) -> str:
    if node.type in ("text", "code_inline", "text_special"):
        return re.sub("[🟢🟡🟠🔴✅❌]", "", node.content)
    return "".join("\n" if child.type in ("softbreak", "hardbreak") else _words(child) for child in node.children)


def test_the_seed_is_read_whole() -> None:
    kinds = [kind for kind, _ in seed_texts()]
    lines = (DATA / "report.zh.md").read_text("utf-8").splitlines()
    assert kinds.count("heading") == sum(line.startswith("#") for line in lines) - 1, "all but the contents' heading"
    assert kinds.count("th") + kinds.count("td") > 300
    assert kinds.count("paragraph") > 35
    assert kinds.count("drawing") > 10


def test_mendings_are_of_the_seed() -> None:
    seed = (DATA / "report.zh.md").read_text("utf-8")
    assert [old for old, _ in mendings() if old not in seed] == []


def test_every_word_of_the_seed_is_in_the_chinese_report(artefacts: Path) -> None:
    text = _without_citations(printed(artefacts / f"{NAME}.zh.pdf"))
    lost = [(kind, words) for kind, words in seed_texts() for part in words.split("\n") if not _found(part, text)]
    assert lost == []


def _found(words: str, text: str) -> bool:
    """A label of the front page stands beside its value, without the colon."""
    bare = squeezed(words)
    return bare in text or re.sub("[：:]", "", bare, count=1) in text


def _without_citations(text: str) -> str:
    return re.sub(r"\[\d+\]", "", text)


def test_every_reference_of_the_seed_is_listed() -> None:
    entries = [plain(e.text) + plain(e.note) for e in _entries(editions()["zh"])]
    rows = [re.findall(r"[\w.@-]+", _cell_pair(line)) for line in _reference_rows()]
    assert len(entries) == len(rows) == 25
    missing = [(row, entry) for row, entry in zip(rows, entries, strict=True) if not _all_in(row, squeezed(entry))]
    assert missing == []


def _reference_rows() -> list[str]:
    text = (DATA / "report.zh.md").read_text("utf-8")
    for old, new in mendings():
        text = text.replace(old, new)
    return [line for line in text.splitlines() if re.match(r"\| \d{1,2} \|", line)]


def _cell_pair(row: str) -> str:
    return " ".join(row.strip("| ").split("|")[1:]).replace("*", "")


def _all_in(words: list[str], text: str) -> bool:
    """Dates apart: 2025.11 is worded for the language."""
    parts = [part for word in words for part in re.split(r"(?<=\d{4})\.", word)]
    return all(squeezed(part) in text for part in parts)


# --- both editions -------------------------------------------------------------------------------------------------


@cache
def corpus() -> Corpus:
    found: list[Diagnostic] = []
    result = load(open_project(ROOT), load_theme(None).fonts, found.append)
    assert result is not None
    assert not has_errors(found)  # its warnings are named in test_faults
    return result


@cache
def editions() -> dict[str, Edition]:
    found: list[Diagnostic] = []
    book = read(open_project(ROOT), found.append)
    assert book is not None
    assert not has_errors(found)  # its warnings are named in test_faults
    return {edition.lang: edition for edition in book.editions}


def _entries(edition: Edition) -> list[object]:
    return [
        entry
        for section in walk_sections(edition.document.sections)
        for block in section.blocks
        if isinstance(block, References)
        for entry in block.entries
    ]


def units(edition: Edition) -> list[tuple[str, str]]:
    """Kind and words of everything that the report prints, in order: what one edition has, the other has too."""
    found = [("title", plain(edition.document.front.title))]
    for section in walk_sections(edition.document.sections):
        found += [("heading", plain(section.title)), *_block_units(section.blocks)]
    return found


def _block_units(blocks: Blocks) -> Iterator[tuple[str, str]]:
    for block in blocks:
        for kind, words in _one_block(block):
            if isinstance(words, str):
                yield kind, words
            elif words:
                yield kind, plain(words)


def _one_block(block: Block) -> Iterator[tuple[str, Inlines | str]]:
    match block:
        case Paragraph() | Formula():
            yield "paragraph", block.children
        case Items():
            for item in block.items:
                yield from _block_units(item.blocks)
        case Callout():
            yield "label", block.title
            yield from _block_units(block.blocks)
        case Quote():
            yield from _block_units(block.blocks)
        case Table():
            yield "caption", block.caption
            for row in (*block.head, *block.body):
                yield from (("cell", cell.children) for cell in row)
        case Figure():
            yield "caption", block.caption
        case Flow():
            yield "caption", block.caption
            yield from (("node", node.children) for node in block.nodes)
        case References():
            for entry in block.entries:
                yield from (("entry", entry.text), ("note", entry.note))
        case _:
            pass


def test_every_unit_has_its_counterpart() -> None:
    zh, en = units(editions()["zh"]), units(editions()["en"])
    assert [kind for kind, _ in zh] == [kind for kind, _ in en]
    assert len(zh) > 400
    assert [(a, b) for (_, a), (_, b) in zip(zh, en, strict=True) if bool(a.strip()) != bool(b.strip())] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_unit_is_printed(artefacts: Path, lang: str) -> None:
    text = _without_citations(printed(artefacts / f"{NAME}.{lang}.pdf"))
    wanted = [(kind, _without_citations(squeezed(words))) for kind, words in units(editions()[lang])]
    assert [(kind, words) for kind, words in wanted if words not in text] == []


def test_no_han_is_left_in_english(artefacts: Path) -> None:
    assert HAN.findall(printed(artefacts / f"{NAME}.en.pdf")) == []
    assert HAN.findall("".join(slide_texts(artefacts / f"{NAME}.en.pptx"))) == []


def _refs(value: object) -> Iterator[Ref]:
    return (item for item in walk(value) if isinstance(item, Ref))


COMPARED = {"copilot.revenue"}
"""Facts that the text says in words alone, for the rules of consistency."""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_quantity_is_a_fact_and_is_used(lang: str) -> None:
    with (DATA / "facts.csv").open(encoding="utf-8", newline="") as file:
        assert len(corpus().facts) - len(COMPARED) == len(list(csv.DictReader(file))) == 115
    used = {ref.key for ref in _refs(corpus().documents[lang].sections) if ref.kind is RefKind.FACT}
    front = {ref.key for ref in _refs((corpus().documents[lang].front,)) if ref.kind is RefKind.FACT}
    assert set(corpus().facts) - used - front == COMPARED


# --- the deck ------------------------------------------------------------------------------------------------------


def slide_texts(path: Path) -> list[str]:
    return [
        shape.text_frame.text for slide in Presentation(path).slides for shape in slide.shapes if shape.has_text_frame
    ]


def _sections(sections: tuple[Section, ...]) -> Iterator[Slide]:
    for section in walk_sections(sections):
        yield from (block for block in section.blocks if isinstance(block, Slide))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_charts_are_native_and_nothing_is_a_picture(artefacts: Path, lang: str) -> None:
    presentation = Presentation(artefacts / f"{NAME}.{lang}.pptx")
    shapes = [shape for slide in presentation.slides for shape in slide.shapes]
    assert [shape.name for shape in shapes if shape._element.tag.endswith("}pic")] == []
    wanted = {s.content.id for slide in _sections(editions()[lang].document.sections) for s in slide.shown if _chart(s)}
    assert sum(shape.has_chart for shape in shapes) >= len(wanted) > 5


def _chart(shown: object) -> bool:
    return isinstance(shown, Figure) and getattr(shown.content, "kind", "tiles") != "tiles"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_deck_tells_the_argument(artefacts: Path, lang: str) -> None:
    """Every authored title is on a slide, and every slide has notes."""
    slides = Presentation(artefacts / f"{NAME}.{lang}.pptx").slides
    titles = {squeezed(slide.shapes.title.text_frame.text) for slide in slides if slide.shapes.title is not None}
    authored = {squeezed(plain(slide.title)) for slide in _sections(editions()[lang].document.sections)}
    assert authored - titles == set()
    assert [n for n, slide in enumerate(slides, 1) if not slide.notes_slide.notes_text_frame.text.strip()] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_counted_chapters_are_opened(artefacts: Path, lang: str) -> None:
    """The data notes are not: they have no number."""
    slides = Presentation(artefacts / f"{NAME}.{lang}.pptx").slides
    opened = [
        squeezed(slide.shapes.title.text_frame.text) for slide in slides if slide.slide_layout.name == "Section opener"
    ]
    chapters = [one for one in editions()[lang].document.sections if one.number][:8]
    assert opened == [squeezed(plain(chapter.title)) for chapter in chapters]


def test_both_decks_have_the_same_slides(artefacts: Path) -> None:
    zh, en = (Presentation(artefacts / f"{NAME}.{lang}.pptx").slides for lang in ("zh", "en"))
    assert [slide.slide_layout.name for slide in zh] == [slide.slide_layout.name for slide in en]


# --- the same bytes ------------------------------------------------------------------------------------------------


def test_two_builds_give_the_same_bytes(artefacts: Path, tmp_path: Path) -> None:
    whole.build(tmp_path, seed="7")
    names = sorted(path.name for path in artefacts.iterdir())
    assert names == sorted(
        [*(f"{NAME}.{lang}.{kind}" for lang in ("zh", "en") for kind in ("pdf", "pptx")), "manifest.json"]
    )
    assert [name for name in names if (artefacts / name).read_bytes() != (tmp_path / name).read_bytes()] == []
