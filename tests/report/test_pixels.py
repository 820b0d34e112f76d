"""Pictures of pixels: enough of them for print at their size, and no more; no larger than two to a page."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image as Pillow

from builder.locales import load_locale
from builder.model import Asset, Figure, Image
from builder.report import print_edition
from builder.report.figures import drawing
from builder.report.measures import MM
from builder.report.press import Press
from builder.theme import Theme
from tests.report import report_sample
from tests.report.report_sample import SPAN, paragraph, text
from tests.report.test_columns import press
from tests.report.test_pages import chapters

__all__ = ["press"]


def asset(name: str, width: int, height: int, mode: str = "RGB", kind: str = "PNG") -> Asset:
    out = io.BytesIO()
    Pillow.linear_gradient("L").resize((width, height)).convert(mode).save(out, kind)
    return Asset(name, f"image/{kind.lower()}", out.getvalue(), None, width, height)


def embedded(theme: Theme, given: Asset, width: float | None = None) -> tuple[bytes, tuple[int, int], str]:
    """The file, and the size and the first filter of the picture in it."""
    figure = Figure("f", text("c"), Image(given.path, width, width is not None), "alt", (), SPAN, "Figure 1.1")
    edition = replace(chapters(report_sample.EN, (paragraph("Said."), figure)), assets={given.path: given})
    made = print_edition(edition, load_locale("en"), theme)
    assert made.complaints == ()
    with pikepdf.open(io.BytesIO(made.content)) as file:
        streams = [one for one in file.objects if isinstance(one, pikepdf.Stream)]
        masks = {one.SMask.objgen for one in streams if "/SMask" in one}
        (found,) = [one for one in streams if one.get("/Subtype") == "/Image" and one.objgen not in masks]
        return made.content, (int(found.Width), int(found.Height)), str(found.Filter)


@pytest.mark.parametrize(
    ("mode", "kind", "filtered"),
    [("RGB", "PNG", "/FlateDecode"), ("RGBA", "PNG", "/FlateDecode"), ("L", "JPEG", "/DCTDecode")],
)
def test_more_pixels_than_print_shows_are_left_out(mode: str, kind: str, filtered: str, theme: Theme) -> None:
    given = asset("p", 3600, 2400, mode, kind)
    first, size, filter_ = embedded(theme, given, 50.0)
    assert (first, size, filter_) == embedded(theme, given, 50.0), "the same picture gives the same bytes"
    assert filter_ == filtered
    assert 600 < size[0] < 1000
    assert size[0] * 2 == pytest.approx(size[1] * 3, abs=3)


def test_a_few_pixels_more_or_less_change_nothing(theme: Theme, press: Press) -> None:
    column = round(press.measures.text / 72 * 300)
    for width in (32, 800, round(column * 1.1)):
        assert embedded(theme, asset("p", width, width // 2), 100.0)[1] == (width, width // 2)


@pytest.mark.parametrize(
    ("size", "width"), [((16, 16), 12.0), ((4000, 3000), "text"), ((4000, 2000), "full"), ((100, 6000), "less")]
)
def test_how_large_a_picture_is(size: tuple[int, int], width: float | str, press: Press) -> None:
    """As large as it is, in the column where two of them fill a page, in the full measure where they do so there."""
    given = Asset("p", "image/png", b"", None, *size)
    made = drawing(
        Figure("f", text("c"), Image("p"), "alt", (), SPAN, "1"), replace(press, assets={"p": given}), outermost=True
    )
    kind = press.measures
    named = {"text": kind.text, "full": kind.full, "less": kind.tallest / 60}
    assert made.width * MM == pytest.approx(named[width] if isinstance(width, str) else width)
