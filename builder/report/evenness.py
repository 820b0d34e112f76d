"""Chinese lines that are loose get characters from the lines before.

WeasyPrint 70 fills each line as far as it goes. Where a long name did not fit in, that leaves more than the gaps of a
line can take (CLREQ, "Procedures for Inter-Character Space Expansion"); a paragraph is even where the line before ends
a little earlier. A line that stays loose takes more, if its marks make room for that. `iter_line_boxes` is replaced,
looks ahead, and tries; so is `split_inline_box`, to be told where a line ends at the latest. No upstream issue known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from builder.report import justify

_LOOSE_EM: Final = 0.1
"""What a line's gaps may gain on average before another ending of the line before it is tried."""

_SQUEEZED_EM: Final = 0.12
"""The same before a line is laid longer, and its marks keep half of their width."""

_TRIALS: Final = 4
"""Endings that are tried."""

_WINDOW: Final = 3
"""Lines that are seen together."""

_STEP_EM: Final = 0.5
"""How much shorter than its text a line is tried next."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """A line, where it begins and where the text goes on, and what was met in it that stands elsewhere."""

    line: Any
    start: Any
    resume_at: Any
    top: float
    absolute: list[Any]
    fixed: list[Any]

    @property
    def looseness(self) -> float:
        """What its gaps gain on average, em."""
        return float(getattr(self.line, "looseness", 0.0))

    @property
    def below(self) -> float:
        return float(self.line.position_y + self.line.height)


@cache
def install() -> None:
    """Replace the functions; the layout engine must have been told of its fonts before."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import block, inline

    plain_lines, plain_split = inline.iter_line_boxes, inline.split_inline_box

    def split_inline_box(context: Any, box: Any, left: float, right: float, *others: Any) -> Any:
        narrower = getattr(box, "narrower", 0.0) if isinstance(box, boxes.LineBox) else 0.0
        return plain_split(context, box, left, right - narrower, *others)

    def iter_line_boxes(
        context: Any, box: Any, top: float, bottom: float, start: Any, holder: Any, *others: Any
    ) -> Any:
        if box.style["text_align_all"] == "justify" and not any(others[2:]) and not context.excluded_shapes:
            return _even(_Lines(context, box, bottom, holder), top, start, *others[:2])
        return plain_lines(context, box, top, bottom, start, holder, *others)

    block.iter_line_boxes = iter_line_boxes
    inline.split_inline_box = split_inline_box


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lays the lines of a paragraph."""

    context: Any
    box: Any
    bottom: float
    holder: Any

    def lay(self, start: Any, top: float, narrower: float = 0.0) -> _Laid | None:
        """The line that begins at `start`, `narrower` px shorter than it could be."""
        from weasyprint.layout.inline import get_next_linebox
        from weasyprint.layout.leader import handle_leader
        from weasyprint.layout.percent import resolve_one_percentage

        box = self.box
        absolute: list[Any] = []
        fixed: list[Any] = []
        box.text_indent, box.narrower = 0, narrower
        if start is None:
            resolve_one_percentage(box, "text_indent", self.holder.width)
        line, resume_at = get_next_linebox(
            self.context, box, top, self.bottom, start, self.holder, absolute, fixed, None, None
        )
        box.narrower = 0.0
        if line is None:
            return None
        handle_leader(self.context, line, self.holder)
        return _Laid(line, start, resume_at, top, absolute, fixed)

    def after(self, laid: _Laid) -> _Laid | None:
        return None if laid.resume_at is None else self.lay(laid.resume_at, laid.below)

    def shorter(self, laid: _Laid) -> _Laid | None:
        """The line, ending one break earlier."""
        step = _STEP_EM * laid.line.style["font_size"]
        return self.lay(laid.start, laid.top, max(getattr(laid.line, "lack", 0.0), 0.0) + step)

    def longer(self, laid: _Laid) -> _Laid | None:
        """The line with what its marks make room for, if that is not the end of the paragraph."""
        gain = justify.squeezable(laid.line) * laid.line.style["font_size"] / 2
        longer = self.lay(laid.start, laid.top, -gain) if gain else None
        if longer is None or longer.resume_at in (None, laid.resume_at):
            return None
        return longer if getattr(longer.line, "lack", -1.0) >= 0 else None

    def lay_on(self, first: _Laid, count: int) -> tuple[_Laid, ...]:
        """Up to `count` lines from the first on."""
        laid = [first]
        while len(laid) < count and (after := self.after(laid[-1])) is not None:
            laid.append(after)
        return tuple(laid)


def _even(lines: _Lines, top: float, start: Any, absolute: list[Any], fixed: list[Any]) -> Iterator[tuple[Any, Any]]:
    """The lines of a paragraph, each with where the text goes on; some are held back, as long as they may change."""
    from weasyprint.layout.percent import resolve_percentages

    resolve_percentages(lines.box, lines.holder)
    held: tuple[_Laid, ...] = ()
    here = lines.lay(start, top)
    while here is not None:
        held = _squeezed(lines, _balanced(lines, (*held, here)))
        here = lines.after(held[-1])
        ready, held = (held[: 1 - _WINDOW], held[1 - _WINDOW :]) if here is not None else (held, ())
        for laid in ready:
            absolute.extend(laid.absolute)
            fixed.extend(laid.fixed)
            yield laid.line, laid.resume_at


def _squeezed(lines: _Lines, laid: tuple[_Laid, ...]) -> tuple[_Laid, ...]:
    """The lines, of which the last is longer where it would be looser by far."""
    last = laid[-1]
    longer = lines.longer(last) if last.looseness > _SQUEEZED_EM else None
    return (*laid[:-1], longer) if longer is not None and longer.looseness < last.looseness else laid


def _balanced(lines: _Lines, laid: tuple[_Laid, ...]) -> tuple[_Laid, ...]:
    """As many lines, which end elsewhere where the last of them is loose and all would be less so."""
    if laid[-1].looseness <= _LOOSE_EM:
        return laid
    best = laid
    for at in reversed(range(len(laid) - 1)):
        first = laid[at]
        for _ in range(_TRIALS):
            shorter = lines.shorter(first)
            if shorter is None or shorter.looseness > max(one.looseness for one in laid):
                break
            first = shorter
            tail = lines.lay_on(first, len(laid) - at)
            if len(tail) == len(laid) - at:
                tried = (*laid[:at], first, *_balanced(lines, tail[1:]))
                best = min(best, tried, key=_unevenness)
        if max(one.looseness for one in best) <= _LOOSE_EM:
            break
    return best


def _unevenness(laid: tuple[_Laid, ...]) -> float:
    """One line that is very loose is worse than some that are loose."""
    return sum(one.looseness**3 for one in laid)
