"""What citeproc prints, as text with marks in it, and that text as inlines.

citeproc's formatters return strings. Ours puts control characters around what is emphasized or raised, which no text
of a project holds, so that nothing is ever parsed as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Final

from builder.diagnostics import Span
from builder.model import Emph, Inline, Inlines, Link, Script, Text

ITALIC, BOLD, RAISED, LOWERED, CAPS = "\x02", "\x03", "\x04", "\x05", "\x08"
KEPT: Final = "\x06"
"""Before a name that keeps its letters, whatever the style's case."""
CITED = "\x07"
END, CITED_END = "\x0e", "\x0f"
MARKS: Final = "\x02-\x08\x0e\x0f"
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_ALL: Final = re.compile(f"[{MARKS}]")


def clean(text: str) -> str:
    """Text of a project as a style may have it: on one line, and without control characters."""
    return " ".join(_CONTROL.sub(" ", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")).split())


def unmarked(text: str) -> str:
    return _ALL.sub("", text)


def formatter(wrapped: Callable[[str], object]) -> SimpleNamespace:
    """citeproc's interface of a formatter. What print has no shape for (light, underlined) is plain."""

    def around(mark: str) -> Callable[[object], object]:
        return lambda text: wrapped(f"{mark}{text}{END}")

    def plainly(text: object) -> object:
        return wrapped(str(text))

    return SimpleNamespace(
        preformat=str,
        Italic=around(ITALIC),
        Oblique=around(ITALIC),
        Bold=around(BOLD),
        Superscript=around(RAISED),
        Subscript=around(LOWERED),
        Light=plainly,
        Underline=plainly,
        SmallCaps=around(CAPS),
    )


_TWICE: Final = re.compile(rf"([.,;:])([{MARKS}]+)\1")
_ENDED: Final = re.compile(rf"([?!？！。…][”’»」』]?[{MARKS}]*)\.(?=[\s{MARKS}]|$)")
_QUOTED: Final = re.compile(rf"([”’])([{MARKS}]*)([.,])")
_UNTITLED: Final = re.compile(r"(^|\. )\[[A-Z]{1,2}(?:/[A-Z]{1,2})?\](?:\.(?: |$)|$)")
"""GB/T 7714-2015, 8.2: the mark of the type follows the title. A source without title has none to follow."""


def settled(text: str, quotes_take_points: bool) -> str:
    """The text with the points that its parts brought together set right (CSL 1.0.2, "Punctuation")."""
    text = _ENDED.sub(r"\1", _TWICE.sub(r"\1\2", text))
    if quotes_take_points:
        text = _QUOTED.sub(r"\3\1\2", text)
        text = re.sub(r"([?!.])[.]([”’])", r"\1\2", text)
    return re.sub(r" {2,}", " ", text).strip()


def closed(text: str) -> str:
    """An entry that does not end in the middle of what its style would have gone on with."""
    return re.sub(rf"[\s,;:]+([{MARKS}]*)$", r".\1", text)


def untitled(text: str) -> str:
    """An entry without title, and without a mark for its type."""
    return _UNTITLED.sub(r"\1", text).strip()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a citation leads, and the id that leads back to it."""

    target: str
    id: str
    span: Span


_PIECES: Final = re.compile(f"([{MARKS}])")


def inlines(text: str, addresses: Mapping[str, str], span: Span, places: tuple[Place, ...] = ()) -> Inlines:
    """`addresses`: what is a link wherever it stands, and where it leads. The n-th CITED is a link of `places`."""
    root: list[Inline] = []
    stack: list[tuple[str, list[Inline]]] = [("", root)]
    cited = iter(places)

    def close() -> None:
        mark, inner = stack.pop()
        if mark == CAPS:
            stack[-1][1].extend(_small(tuple(inner)))
        elif made := _made(mark, tuple(inner), cited):
            stack[-1][1].append(made)

    for piece in _PIECES.split(text):
        if piece in (ITALIC, BOLD, RAISED, LOWERED, CAPS, CITED):
            stack.append((piece, []))
        elif piece in (END, CITED_END):
            if len(stack) > 1:
                close()
        elif piece and not _ALL.fullmatch(piece):
            stack[-1][1].extend(_linked(piece, addresses, span))
    while len(stack) > 1:
        close()
    return tuple(root)


def _made(mark: str, children: Inlines, places: object) -> Inline | None:
    if mark == CITED:
        place = next(places)  # type: ignore[call-overload]
        return Link(place.target, children, place.span, place.id)
    if not children:
        return None
    if mark in (ITALIC, BOLD):
        return Emph(children, strong=mark == BOLD)
    return Script(children, raised=mark == RAISED)


def _small(children: Inlines) -> Inlines:
    """Small letters as capitals that are set small."""
    found: list[Inline] = []
    for one in children:
        if isinstance(one, Text):
            for at, piece in enumerate(re.split(r"((?:[^\W\dA-Z_]|(?<=\w)['’])+)", one.text)):
                small = at % 2 and piece.upper() != piece
                found += [Emph((Text(piece.upper()),), caps=True) if small else Text(piece)] if piece else []
        else:
            found.append(replace(one, children=_small(one.children)) if isinstance(one, Emph | Script | Link) else one)
    return tuple(found)


def _linked(text: str, addresses: Mapping[str, str], span: Span) -> list[Inline]:
    known = sorted(filter(None, addresses), key=len, reverse=True)
    if not known:
        return [Text(text)]
    parts = re.split("(" + "|".join(map(re.escape, known)) + ")", text)
    return [
        Link(addresses[part], (Text(part),), span) if at % 2 else Text(part) for at, part in enumerate(parts) if part
    ]
