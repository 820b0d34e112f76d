"""The list of references in print: numbers as the style has them, and links both ways."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from builder.report import write
from tests.content import checked

SOURCES = "- {id: a, type: book, title: Alpha, author: [Xu], issued: 2024, publisher: P}\n- {id: b, title: Beta}\n"
TEXT = "# 一 {#x}\n\n甲{cite}`a,b`。\n\n# 文献 {#r}\n\n:::{references}\n- {cite}`a` 说明\n- {cite}`b`\n:::\n"


def printed(folder: Path, style: str) -> bytes:
    report = f"name: x\nlanguages: [zh]\ncitations: {style}\n"
    book, _ = checked(folder, {"report.yaml": report, "zh/a.md": TEXT, "sources.yaml": SOURCES})
    assert book is not None
    return write(book.editions[0], book.locales["zh"], book.theme)


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("gb-t-7714-2015-numeric", ["甲[1,2]。", "[1]", "Xu. Alpha[M]. P, 2024.", "引用处：1"]),
        ("gb-t-7714-2015-author-date", ["甲（Xu，2024；", "Xu, 2024. Alpha[M]. P.", "引用处：1"]),
    ],
)
def test_citations_and_entries_lead_to_each_other(style: str, said: list[str], tmp_path: Path) -> None:
    content = printed(tmp_path, style)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        links = [str(note.get("/Dest", "")) for page in pdf.pages for note in page.get("/Annots", [])]
        names = pdf.Root.Names.Dests.Names
        targets = {str(name) for name in list(names)[::2]}
    assert {"ref-a", "ref-b", "cite-a-1", "cite-b-1"} <= targets
    assert {"ref-a", "ref-b", "cite-a-1", "cite-b-1"} <= set(links)
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    plain = text.replace("\u00a0", " ")
    assert [words for words in said if words not in plain] == []
    assert ("[1]" in plain) == style.endswith("numeric")
