"""What is replaced of WeasyPrint is what we know: the first tests to fail where another version is installed."""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Final

import pikepdf
import pytest

from builder.report import pdf

KNOWN: Final = {
    ("artifacts", "weasyprint.pdf.stream", "Stream.marked"): "db0b0ade89909d88",
    ("artifacts", "weasyprint.draw", "draw_inline_level"): "83010c6dec6afc79",
    ("artifacts", "weasyprint.draw", "draw_block_level"): "f4e6041f67ae9f8a",
    ("tags", "weasyprint.pdf.tags", "add_tags"): "74d331d78a019795",
    ("tags", "weasyprint.pdf.anchors", "add_links"): "e37fc9cd900c2b9e",
    ("archive", "weasyprint.pdf.pdfa", "pdfa"): "1dabfe6b21949bc8",
    ("archive", "weasyprint.pdf.metadata", "DocumentMetadata.include_in_pdf"): "2d6a3cbf0e4619ec",
    ("computing", "weasyprint.css", "ComputedStyle.__missing__"): "18376952aacf5f87",
    ("computing", "weasyprint.layout.percent", "resolve_percentages"): "92016b948f740deb",
    ("computing", "weasyprint.formatting_structure.boxes", "Box.is_in_normal_flow"): "725b6f2ce9a02286",
    ("counting", "weasyprint.layout.page", "_update_page_groups"): "c249dd9912b70d27",
    ("embedding", "weasyprint.pdf.fonts", "build_fonts_dictionary"): "934910c919b576e9",
    ("evenness", "weasyprint.layout.inline", "iter_line_boxes"): "6133a0ef6e562fad",
    ("evenness", "weasyprint.layout.inline", "get_next_linebox"): "85f1eff36fce2a08",
    ("growth", "weasyprint.layout.page", "set_page_type_computed_styles"): "aed6c0aac2b45f5b",
    ("growth", "weasyprint.css.targets", "TargetCollector.cache_target_page_counters"): "edaa8fe9774e5e7e",
    ("growth", "weasyprint.document", "Page.paint"): "1997408aaa6fd9b5",
    ("growth", "pydyf", "PDF.page_references"): "0153329c52614a0b",
    ("justify", "weasyprint.text.line_break", "Layout.set_text"): "43fa801476cb38cd",
    ("justify", "weasyprint.layout.inline", "justify_line"): "cbba344b3c57ef10",
    ("lastword", "weasyprint.text.line_break", "get_next_word_boundaries"): "9a7c657aa104b6be",
    ("lettering", "weasyprint.svg.text", "text"): "296c137aadec666f",
    ("level", "weasyprint.layout.table", "table_layout"): "09a10bccbad258d1",
    ("markup", "weasyprint", "HTML.__init__"): "a80b23bd5891a853",
    ("pagination", "weasyprint.layout.page", "make_all_pages"): "18987bbc6ea9e804",
    ("pagination", "weasyprint.layout", "LayoutContext._update_footnote_area"): "c997af7bd4e1eb6b",
    ("pagination", "weasyprint.layout.page", "remake_page"): "54219cdedd6586a9",
    ("panels", "weasyprint.layout.page", "remake_page"): "54219cdedd6586a9",
    ("pixels", "weasyprint.images", "RasterImage.get_x_object"): "8008372718a390c4",
    ("reading", "weasyprint.draw.text", "draw_first_line"): "df38b8753e86c3ba",
    ("rules", "weasyprint.draw", "draw_collapsed_borders"): "ea41f2e10bb9aa2f",
    ("shaping", "weasyprint.text.line_break", "Layout.setup"): "34ac4563461e1d2a",
    ("shaping", "weasyprint.text.line_break", "Layout.set_text"): "43fa801476cb38cd",
    ("shaping", "weasyprint.text.line_break", "strut"): "e0631a4e87ce02c2",
    ("shaping", "weasyprint.text.line_break", "split_first_line"): "f5cfad56910a1b96",
    ("spans", "weasyprint.layout.table", "table_layout"): "09a10bccbad258d1",
    ("trailing", "weasyprint.text.line_break", "split_first_line"): "f5cfad56910a1b96",
    ("writing", "pydyf", "_to_bytes"): "2d07f1549e6fba05",
    ("writing", "pydyf", "PDF.write"): "ea22a18cbf2f0d5e",
    ("writing", "pydyf", "Stream.data"): "9fe1328394839c83",
}
"""By module of ours, module and name there: the digest of what it replaces or builds on.

Where one differs: read what changed, see whether the module is still needed, mend it, and write the new digest."""


def digest(module: str, name: str) -> str:
    """Of the text of a function; the module is not run."""
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    source = Path(spec.origin).read_text("utf-8")
    found: ast.AST = ast.parse(source)
    for part in name.split("."):
        found = next(node for node in found.body if getattr(node, "name", "") == part)  # type: ignore[attr-defined]
    return hashlib.sha256((ast.get_source_segment(source, found) or "").encode()).hexdigest()[:16]


@pytest.mark.parametrize(("place", "known"), KNOWN.items(), ids=lambda one: ".".join(one) if len(one) == 3 else "")
def test_what_is_replaced_is_what_we_know(place: tuple[str, str, str], known: str) -> None:
    _, module, name = place
    assert digest(module, name) == known


def test_every_replacement_is_watched() -> None:
    own = {replacement.__name__.rpartition(".")[2] for replacement in pdf.REPLACEMENTS}
    assert own <= {module for module, _, _ in KNOWN}


_PLAIN = """
import sys
from pathlib import Path
from builder.locales import load_locale
from builder.report import pdf, print_edition
from builder.theme import load_theme
from tests.report import report_sample
pdf.REPLACEMENTS = ()
printed = print_edition(report_sample.edition(report_sample.ZH), load_locale("zh"), load_theme(None))
Path(sys.argv[1]).write_bytes(printed.content)
"""


def test_a_report_is_printed_without_any_replacement(tmp_path: Path) -> None:
    """In a process of its own, because what is replaced stays so."""
    path = tmp_path / "plain.pdf"
    subprocess.run([sys.executable, "-c", _PLAIN, str(path)], check=True, cwd=Path(__file__).parents[2])
    with pikepdf.open(path) as file:
        assert len(file.pages) > 3
        assert "/StructTreeRoot" in file.Root
        with file.open_metadata() as metadata:
            assert metadata.get("pdfuaid:part") == "1"
            assert metadata.get("pdfaid:conformance") == "A"
