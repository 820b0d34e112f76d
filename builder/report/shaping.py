"""What text needs to be set is made once a style, instead of at each line.

WeasyPrint 70 makes a context, a font description and the list of font features anew for every piece of text that it
measures, breaks or draws, and finds the height of a line by a key of fourteen properties. What is laid out again, as
the columns of an index are until they are level, is broken again where it was. `Layout.setup`, `Layout.set_text`,
`strut` and `split_first_line` are replaced; the text itself is set as before. Upstream: WeasyPrint #578."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

_PROPERTIES: Final = (
    "direction",
    "lang",
    "font_language_override",
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variation_settings",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)
"""Of these a setting is made."""

_LINES: Final = 500
"""So many lines are kept a style."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """What Pango sets the text of a style with; `features` are the attribute of OpenType features."""

    context: Any
    description: Any
    language: Any
    features: Any


@cache
def install() -> None:
    """Replace the functions; the layout engine must have been told of its fonts before."""
    from weasyprint.layout import inline, preferred
    from weasyprint.text import line_break
    from weasyprint.text.ffi import ffi, gobject, pango

    layouts = line_break.Layout
    plain_setup, plain_set_text = layouts.setup, layouts.set_text
    plain_strut, plain_split = line_break.strut, line_break.split_first_line

    def setup(layout: Any, style: Any) -> None:
        if style["text_decoration_line"] != "none":
            plain_setup(layout, style)
            return
        setting = getattr(style, "setting", None)
        if setting is None:
            setting = style.setting = _setting(style)
        layout.style, layout.first_line_direction = style, 0
        layout.language = setting.language
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        layout.layout = ffi.gc(pango.pango_layout_new(setting.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, setting.description)
        if setting.features is not None:
            features = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(features, setting.features)
            pango.pango_layout_set_attributes(layout.layout, features)

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        style = layout.style
        spaced = style["word_spacing"] or style["letter_spacing"] not in ("normal", 0)
        if spaced or (justify and layout.justification_spacing) or "\n" in text or "\t" in text:
            plain_set_text(layout, text, justify)
            return
        layout.text = text
        content = text.encode().replace(b"\0", b"")
        pango.pango_layout_set_text(layout.layout, content, len(content))
        # What is drawn is in lines already.
        whole = justify and style["block_ellipsis"] == "none"
        if text and not whole and style["overflow_wrap"] in ("anywhere", "break-word"):
            attributes = pango.pango_layout_get_attributes(layout.layout)
            if attributes == ffi.NULL:
                attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            hyphens = pango.pango_attr_insert_hyphens_new(False)
            hyphens.start_index, hyphens.end_index = 0, len(content)
            pango.pango_attr_list_change(attributes, hyphens)
            pango.pango_layout_set_attributes(layout.layout, attributes)

    def strut(style: Any) -> Any:
        found = getattr(style, "strut", None)
        if found is None:
            found = style.strut = plain_strut(style)
        return found

    def split_first_line(text: str, style: Any, context: Any, *room: Any, **named: Any) -> Any:
        known = vars(style).setdefault("lines", {})
        key = (text, room, *named.items())
        if key not in known:
            if len(known) >= _LINES:
                known.clear()
            known[key] = plain_split(text, style, context, *room, **named)
        layout, *measures = known[key]
        return copy(layout), *measures

    layouts.setup, layouts.set_text = setup, set_text
    inline.strut = strut
    inline.split_first_line = preferred.split_first_line = split_first_line


def _setting(style: Any) -> _Setting:
    """The setting of a style; styles of one document that set text alike share it."""
    known: dict[tuple[str, ...], _Setting] = vars(style.font_config).setdefault("settings", {})
    key = tuple(map(str, map(style.__getitem__, _PROPERTIES)))
    if key not in known:
        known[key] = _made(style)
    return known[key]


def _made(style: Any) -> _Setting:
    from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
    from weasyprint.text.ffi import ffi, gobject, pango
    from weasyprint.text.fonts import font_features, get_font_description

    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    name = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    language = pango.pango_language_get_default()
    if name:
        language = pango.pango_language_from_string(name.encode())
        pango.pango_context_set_language(context, language)
    features = font_features(
        style["font_kerning"],
        style["font_variant_ligatures"],
        style["font_variant_position"],
        style["font_variant_caps"],
        style["font_variant_numeric"],
        style["font_variant_alternates"],
        style["font_variant_east_asian"],
        style["font_feature_settings"],
    )
    attribute = None
    if features:
        written = ",".join(f"{key} {value}" for key, value in features.items()).encode()
        attribute = pango.pango_attr_font_features_new(written)
    return _Setting(context, get_font_description(style), language, attribute)
