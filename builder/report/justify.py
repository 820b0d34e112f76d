"""East Asian justification for WeasyPrint 70, which stretches spaces alone.

Three functions of it are replaced in this process:

- `text.line_break.Layout.set_text`: of two full-width marks that meet, the empty half of one is dropped (CLREQ,
  "Adjustment of Adjacent Punctuation Marks"); a justified text opens between its characters, not at its spaces alone.
- `layout.inline.justify_line`: what a line lacks is shared by its characters and spaces, of which spaces give most
  (CLREQ, "Procedures for Inter-Character Space Expansion"); full-width marks at its edges give their empty half
  (GB/T 15834, 5.1.10); a line that lacks too much is left ragged.

- `layout.inline.text_align`: so they do in lines that are full as they are, and opening marks in those left ragged.

A line that was laid longer than its measure (`evenness`) is squeezed: its full-width marks keep half of their width,
but those that end a sentence (CLREQ, "Procedures for Inter-Character Space Reduction").

Lines without East Asian characters go the library's own way, if they do not lack too much. All are private to it, so
its version is pinned, and a test looks at the printed lines. No upstream issue known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any, Final, TypeAlias

from builder.report.composition import CLOSING, JOINER, OPENING, SEAM, SOFT

_OPENING: Final = "".join(sorted(OPENING))
_CLOSING: Final = "".join(sorted(CLOSING))
_EAST_ASIAN: Final = (
    "\u2e80-\u2fff\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"
    "\U00020000-\U0003ffff“”‘’—…·"
)
_RUN: Final = re.compile(f"[{_EAST_ASIAN}]+")
_SPACE: Final = re.compile(f"[ \u00a0{SEAM}]")
_UNSEEN: Final = f"{SEAM}{JOINER}{SOFT}"
"""A seam at the end of a line, with what joins it to the text before and lets the line break."""
_SURE: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]")
_MEETING: Final = re.compile(
    rf"[{_CLOSING}](?=\u2060*[{_CLOSING}{_OPENING}]|\u2060+\Z)|(?<=[{_OPENING}])[{_OPENING}]|(?<=\A\u2060\u2060)[{_OPENING}]"
)
_SQUEEZED: Final = re.compile(
    rf"[，、：；）》〉」』〕】](?![{_CLOSING}{_OPENING}\u2060])|(?<=[^{_CLOSING}{_OPENING}\u2060])[（《〈「『〔【]"
)
"""Marks that give their empty half where a line is too long; where two meet, one has given its own already."""

Edges: TypeAlias = dict[Any, tuple[str, ...]]
"""Text boxes at the edges of a line, and which edge."""

_MOST_EM: Final = 0.24
"""No space gains more."""

_WIDEST_EM: Final = 1 / 3
"""No gap between two characters gains more; a line that needs more stays ragged."""

_WORDS_EM: Final = 0.5
"""No space of a line without East Asian characters gains more: before a long address such a line stays ragged."""

_SEAM_EM: Final = 0.25
"""What a seam opens (CLREQ, "Composition of Chinese and Western Mixed Text")."""

_SPACES_FIRST: Final = 3.0
"""A space gains so many times what a gap between two characters gains."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the gaps of a line gain, px: between East Asian characters, and at a space."""

    between: float = 0.0
    space: float = 0.0


def squeezable(line: Any) -> int:
    """How many marks of the line could give half of their width."""
    return sum(len(_SQUEEZED.findall(box.text)) for box in _texts(line))


@cache
def install() -> None:
    """Replace the functions; the layout engine must have been told of its fonts before."""
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    plain_set_text, plain_justify = line_break.Layout.set_text, inline.justify_line
    plain_align = inline.text_align

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        plain_set_text(layout, text, justify)
        gaps = getattr(layout, "gaps", None) if justify else None
        if gaps or _RUN.search(layout.text) or SEAM in layout.text:
            _dress(layout, gaps or Gaps())

    def justify_line(context: Any, line: Any, extra: float) -> None:
        texts = [box for box in _texts(line) if box.text.strip(_UNSEEN)]
        if any(_SURE.search(box.text) for box in texts):
            _spread(line, texts, extra)
        elif extra <= _WORDS_EM * (line.style["font_size"] or 1.0) * sum(box.text.count(" ") for box in texts):
            plain_justify(context, line, extra)

    def text_align(context: Any, line: Any, available: float, last: bool) -> float:
        is_full = line.width >= available
        offset = plain_align(context, line, available, last)
        if not last and is_full and line.style["text_align_all"] == "justify":
            justify_line(context, line, available - line.width)
        texts = [box for box in _texts(line) if box.text.strip(_UNSEEN)]
        opens = texts and texts[0].text[0] in _OPENING
        if opens and not offset and not getattr(texts[0].pango_layout, "opens_line", False):
            _place(line, {texts[0]: _set(texts[0], Gaps(), {texts[0]: ("opens_line",)})}, Gaps(), {}, 0.0)
        return float(offset)

    line_break.Layout.set_text = set_text
    inline.justify_line = justify_line
    inline.text_align = text_align


def _dress(layout: Any, gaps: Gaps) -> None:
    """Add the attributes for half-width marks and for the gaps."""
    from weasyprint.text.ffi import TO_UNITS, ffi, pango

    halves = list(_halves(layout))
    seam = (layout.style["font_size"] or 0.0) * _SEAM_EM if SEAM in layout.text else 0.0
    if not halves and not seam and gaps == Gaps():
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
    if gaps.between:
        for run in _RUN.finditer(layout.text):
            add(pango.pango_attr_letter_spacing_new(int(gaps.between * TO_UNITS)), *run.span())
    if gaps.space or seam:
        for space in _SPACE.finditer(layout.text):
            opened = gaps.space + (seam if space[0] == SEAM else 0.0)
            # At its edges a layout gives half of what is asked for.
            asked = opened * (2 if space.start() == 0 or space.end() == len(layout.text) else 1)
            add(pango.pango_attr_letter_spacing_new(int(asked * TO_UNITS)), *space.span())
    pango.pango_layout_set_attributes(layout.layout, attributes)


def _halves(layout: Any) -> Iterator[int]:
    """Where the marks stand that keep half of their width."""
    text = layout.text
    yield from (match.start() for match in _MEETING.finditer(text))
    if getattr(layout, "opens_line", False) and text[:1] in _OPENING:
        yield 0
    if getattr(layout, "closes_line", False) and text[-1:] in _CLOSING:
        yield len(text) - 1
    if getattr(layout, "squeezed", False):
        yield from (match.start() for match in _SQUEEZED.finditer(text))


def _texts(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _texts(child)


def _spread(line: Any, texts: list[Any], extra: float) -> None:
    """Fill the line, which lacks `extra` px."""
    size = line.style["font_size"] or 1.0
    texts[-1].text = texts[-1].text.rstrip(_UNSEEN) or texts[-1].text
    squeezed = ("squeezed",) if getattr(line, "narrower", 0.0) < 0 else ()
    edges: Edges = dict.fromkeys(texts, squeezed)
    edges[texts[0]] = (*edges[texts[0]], "opens_line")
    edges[texts[-1]] = (*edges[texts[-1]], "closes_line")
    seams = _seams(texts)

    def width(gaps: Gaps) -> float:
        return sum(_set(box, gaps, edges)[0] for box in texts) + gaps.between * sum(seams.values())

    unit = size / 10
    bare, goal = width(Gaps()), sum(box.width for box in texts) + extra
    gained = (width(Gaps(between=unit)) - bare) / unit
    spaces = sum(len(_SPACE.findall(box.text)) for box in texts)
    line.lack, line.looseness = goal - bare, (goal - bare) / ((gained + spaces) or 1.0) / size
    gaps = _shared(line.lack, gained, spaces, size)
    if gaps is None:
        return
    # Gains are not quite proportional where runs meet: one correction by what came out.
    gaps = replace(gaps, between=gaps.between + (goal - width(gaps)) / (gained or 1.0))
    _place(line, {box: _set(box, gaps, edges) for box in texts}, gaps, seams, 0.0)


def _shared(lack: float, gained: float, spaces: int, size: float) -> Gaps | None:
    """How a line's lack is shared, px; None where it is too much.

    A space and the half of a gap beside it stay within `_MOST_EM` together, so that Han and Latin are never further
    apart than half an em."""
    between = lack / (gained + spaces * _SPACES_FIRST or 1.0)
    most = size * _MOST_EM
    if between * (_SPACES_FIRST + 0.5) <= most:
        return Gaps(between, between * _SPACES_FIRST)
    between = (lack - spaces * most) / max(gained - spaces / 2, 1.0)
    return Gaps(between, most - between / 2) if 0 <= between <= size * _WIDEST_EM else None


def _seams(texts: list[Any]) -> dict[Any, float]:
    """How much of a gap each text lacks behind it: at its edges a layout gives its characters no half of theirs."""
    return {
        box: sum(bool(_RUN.match(char)) for char in (box.text[-1], after.text[0])) / 2 for box, after in pairwise(texts)
    }


def _set(box: Any, gaps: Gaps, edges: Edges) -> tuple[float, Any]:
    """Width in px of the box's text with the gaps, and its layout."""
    from weasyprint.text.line_break import Layout, line_size

    layout = Layout(box.style)
    layout.gaps = gaps
    for edge in edges.get(box, ()):
        setattr(layout, edge, True)
    layout.set_text(box.text, justify=True)
    first, _ = layout.get_first_line()
    width, _ = line_size(first, box.style)
    return float(width), layout


def _place(box: Any, made: dict[Any, tuple[float, Any]], gaps: Gaps, seams: dict[Any, float], shift: float) -> float:
    """Move and widen the boxes of a line; returns how far what follows must move."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        if box in made:
            width, layout = made[box]
            layout.max_width = getattr(box.pango_layout, "max_width", None)
            layout.behind = gaps.between * seams.get(box, 0.0)
            layout.deactivate()
            box.pango_layout = layout
            shift += width - box.width + layout.behind
            box.width = width
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += shift
        before = shift
        for child in box.children:
            if child.is_in_normal_flow():
                shift = _place(child, made, gaps, seams, shift)
        box.width += shift - before
    else:
        box.translate(shift, 0)
    return shift
