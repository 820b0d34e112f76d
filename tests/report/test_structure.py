"""The structure of every file is sound, told in a moment; each fault is seen on a file that has it."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from builder.report.pdf import Printed
from tests.report.structure import faults, is_tag, kids_of, role_of, walk_tags


def test_the_structure_is_sound(printed: Printed) -> None:
    assert faults(printed.content) == []


def first(file: pikepdf.Pdf, *roles: str) -> pikepdf.Object:
    return next(tag for tag, _ in walk_tags(file.Root.StructTreeRoot, None) if role_of(tag) in roles)


def _unmark(file: pikepdf.Pdf) -> None:
    file.Root.MarkInfo.Marked = False


def _unname(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


def _uncolour(file: pikepdf.Pdf) -> None:
    del file.Root.OutputIntents


def _misname(file: pikepdf.Pdf) -> None:
    with file.open_metadata() as metadata:
        metadata["pdfuaid:part"] = "2"


def _silence(file: pikepdf.Pdf) -> None:
    del first(file, "Figure").Alt


def _deepen(file: pikepdf.Pdf) -> None:
    first(file, "H2").S = pikepdf.Name("/H4")


def _unscope(file: pikepdf.Pdf) -> None:
    del first(file, "TH").A


def _narrow(file: pikepdf.Pdf) -> None:
    row = next(tag for tag, _ in walk_tags(file.Root.StructTreeRoot, None) if role_of(tag) == "TR" and len(tag.K) > 1)
    row.K = pikepdf.Array(list(row.K)[:-1])


def _lose(file: pikepdf.Pdf) -> None:
    """A paragraph is taken out of the tree, and its content has no tag."""
    for tag, _ in walk_tags(file.Root.StructTreeRoot, None):
        if role_of(tag) == "Sect":
            tag.K = pikepdf.Array([kid for kid in kids_of(tag) if not (is_tag(kid) and role_of(kid) == "P")])


def _mislead(file: pikepdf.Pdf) -> None:
    rows = file.Root.StructTreeRoot.ParentTree.Nums
    row = next(
        row for row in rows if isinstance(row, pikepdf.Array) and len(row) > 1 and row[0].objgen != row[-1].objgen
    )
    row[0] = row[-1]


def _unlink(file: pikepdf.Pdf) -> None:
    note = next(note for page in file.pages for note in page.get("/Annots", ()))
    del note.StructParent


def _draw(file: pikepdf.Pdf) -> None:
    file.pages[-1].contents_add(b"0 0 9 9 re f")


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (_unmark, "not marked"),
        (_unname, "no language"),
        (_uncolour, "no output intent"),
        (_misname, "identified as"),
        (_silence, "Figure without words"),
        (_deepen, "H4 behind H1"),
        (_unscope, "TH without scope"),
        (_narrow, "rows of"),
        (_lose, "has no tag"),
        (_mislead, "does not lead to its tag"),
        (_unlink, "a link does not lead to its tag"),
        (_draw, "content without a mark"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_fault_is_seen(spoil: Callable[[pikepdf.Pdf], None], fault: str, printed: Printed) -> None:
    with pikepdf.open(io.BytesIO(printed.content)) as file:
        spoil(file)
        spoiled = io.BytesIO()
        file.save(spoiled)
    assert any(fault in line for line in faults(spoiled.getvalue()))
