"""Fonts embedded as they are given, with every glyph's width and characters as they were set.

WeasyPrint 70 either cuts each font once more, with the machine's HarfBuzz, or takes fonts as whole and reads widths
and characters out of their tables, where a glyph that stands for two characters has none. `build_fonts_dictionary` is
replaced to embed our subsets unchanged and to write what was set; fonts of one name share what is known of them. The
comma that Pango writes behind a family whose name ends in a number is no part of the font's name. No upstream issue
known."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def install() -> None:
    """Replace the function; the layout engine must have been told of its fonts before."""
    from weasyprint import pdf
    from weasyprint.pdf.fonts import Font

    plain = pdf.build_fonts_dictionary

    def build_fonts_dictionary(file: Any, fonts: dict[Any, Any], compress: bool, _: bool, options: Any) -> Any:
        for font in fonts.values():
            same = [other for other in fonts.values() if other.hash == font.hash]
            font.widths = {glyph: width for one in same for glyph, width in one.widths.items()}
            font.to_unicode = {glyph: text for one in reversed(same) for glyph, text in one.to_unicode.items()}
            font.name = font.name.rstrip(b",")
        return plain(file, fonts, compress, True, options)

    pdf.build_fonts_dictionary = build_fonts_dictionary
    Font.clean = lambda font, to_unicode, hinting: None
