"""East Asian justification for WeasyPrint 70, which stretches spaces alone.

Two functions of it are replaced in this process:

- `text.line_break.Layout.set_text`: of two full-width marks that meet, the empty half of one is dropped (CLREQ,
  "Adjustment of Adjacent Punctuation Marks"); a justified text opens between its characters, not at its spaces alone.
- `layout.inline.justify_line`: what a line lacks is shared by its characters and spaces (CLREQ, "Procedures for
  Inter-Character Space Expansion"), and full-width marks at its edges give their empty half (GB/T 15834, 5.1.10).

Lines without East Asian characters go the library's own way. Both are private to it, so its version is pinned, and a
test looks at the printed lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, TypeAlias

_OPENING: Final = "「『（〔【《〈“‘"
_CLOSING: Final = "、，。．：；！？」』）〕】》〉”’"
_EAST_ASIAN: Final = (
    "\u2e80-\u2fff\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
    "\U00020000-\U0003ffff“”‘’—…·"
)
_RUN: Final = re.compile(f"[{_EAST_ASIAN}]+")
_SURE: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]")
_MEETING: Final = re.compile(f"[{_CLOSING}](?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])[{_OPENING}]")

Edges: TypeAlias = dict[Any, tuple[str, ...]]
"""Text boxes at the edges of a line, and which edge."""

_MOST_EM: Final = 6.0
"""A line that lacks more than this is left as it is."""


@cache
def install() -> None:
    """Replace the two functions; the layout engine must have been told of its fonts before."""
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    plain_set_text, plain_justify = line_break.Layout.set_text, inline.justify_line

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        plain_set_text(layout, text, justify)
        if _RUN.search(layout.text):
            _dress(layout, layout.justification_spacing if justify else 0.0)

    def justify_line(context: Any, line: Any, extra: float) -> None:
        texts = [box for box in _texts(line) if box.text]
        if any(_SURE.search(box.text) for box in texts):
            _spread(line, texts, extra)
        else:
            plain_justify(context, line, extra)

    line_break.Layout.set_text = set_text
    inline.justify_line = justify_line


def _dress(layout: Any, spacing: float) -> None:
    """Add the attributes for half-width marks and for the space between characters (px)."""
    from weasyprint.text.ffi import TO_UNITS, ffi, pango

    halves = list(_halves(layout))
    if not halves and not spacing:
        return
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    offsets = [0]
    for char in layout.text:
        offsets.append(offsets[-1] + len(char.encode()))

    def add(attribute: Any, start: int, end: int) -> None:
        attribute.start_index, attribute.end_index = offsets[start], offsets[end]
        pango.pango_attr_list_insert(attributes, attribute)

    for at in halves:
        add(pango.pango_attr_font_features_new(b"halt 1"), at, at + 1)
    if spacing:
        for run in _RUN.finditer(layout.text):
            add(pango.pango_attr_letter_spacing_new(int(spacing * TO_UNITS)), *run.span())
    pango.pango_layout_set_attributes(layout.layout, attributes)


def _halves(layout: Any) -> Iterator[int]:
    """Where the marks stand that keep half of their width."""
    text = layout.text
    yield from (match.start() for match in _MEETING.finditer(text))
    if getattr(layout, "opens_line", False) and text[:1] in _OPENING:
        yield 0
    if getattr(layout, "closes_line", False) and text[-1:] in _CLOSING:
        yield len(text) - 1


def _texts(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _texts(child)


def _spread(line: Any, texts: list[Any], extra: float) -> None:
    """Fill the line: `extra` px are shared by what its characters gain from one and the same spacing."""
    size = line.style["font_size"] or 1.0
    if extra > size * _MOST_EM:
        return
    edges: Edges = {texts[0]: ("opens_line",)}
    edges[texts[-1]] = (*edges.get(texts[-1], ()), "closes_line")
    goal = sum(box.width for box in texts) + extra
    unit = size / 10
    bare = sum(_set(box, 0.0, edges)[0] for box in texts)
    gain = sum(_set(box, unit, edges)[0] for box in texts) - bare
    if gain <= 0:
        return
    spacing = (goal - bare) * unit / gain
    # Gains are not quite proportional where runs meet: one correction by what came out.
    spacing += (goal - sum(_set(box, spacing, edges)[0] for box in texts)) * unit / gain
    _place(line, {box: _set(box, spacing, edges) for box in texts}, spacing, 0.0)


def _set(box: Any, spacing: float, edges: Edges) -> tuple[float, Any]:
    """Width in px of the box's text with the spacing, and its layout."""
    from weasyprint.text.line_break import Layout, line_size

    layout = Layout(box.style, spacing)
    for edge in edges.get(box, ()):
        setattr(layout, edge, True)
    layout.set_text(box.text, justify=True)
    first, _ = layout.get_first_line()
    width, _ = line_size(first, box.style)
    return float(width), layout


def _place(box: Any, made: dict[Any, tuple[float, Any]], spacing: float, shift: float) -> float:
    """Move and widen the boxes of a line; returns how far what follows must move."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        if box in made:
            width, layout = made[box]
            layout.max_width = getattr(box.pango_layout, "max_width", None)
            layout.deactivate()
            box.justification_spacing, box.pango_layout = spacing, layout
            shift += width - box.width
            box.width = width
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += shift
        before = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _place(child, made, spacing, shift)
        box.width += shift - before
    else:
        box.translate(shift, 0)
    return shift
