"""From the report's text to what stands on a slide: settled inlines, sentences, pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final, assert_never

from builder.locales.locale import Words
from builder.model import (
    Blocks,
    Break,
    Clause,
    Code,
    Emph,
    Footnote,
    Inline,
    Inlines,
    Link,
    Mark,
    Math,
    Picture,
    Ref,
    Script,
    Status,
    Strike,
    Text,
)
from builder.text import merged, plain

DOT: Final = "●"
_FORMULA: Final = "\ue000"

_STOP: Final = re.compile(
    r"[。！？]+[!?]*[”’）」』\")]*|[!?]+[。！？]*[”’）」』\")]*(?![A-Za-z0-9/&=_#])|(?<=[^\s.][^\s.])\.[”’\")]*(?=\s+[^a-z\s])"
)
"""The end of a sentence, and no mark within an address; a full stop after a single letter, or before a small one, ends
an abbreviation."""

_PAIRS: Final = ("“”", "「」", "『』", "《》", "（）", "()")
_RUNS: Final = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_NUMBER_BEFORE_HAN: Final = re.compile("(?<=[0-9%]) (?=[\u3400-\u4dbf\u4e00-\u9fff])")
"""A number stays with the character that it counts or that scales it: 40 亿, 2025 年."""
_LONG: Final = 600
"""A quotation or bracket that has not ended after so many characters never does."""
_SAME: Final = 0.85
"""Share of a caption's words that the title must have to make it redundant."""


def printed(inlines: Inlines) -> str:
    """The text as a slide shows it, for measuring: a hard break is a line feed."""
    return plain(inlines, line_break="\n", status=DOT)


def settled(inlines: Inlines, words: Words) -> Inlines:
    """Without what a slide does not hold: footnotes go, pictures become their text, and a mark that stands alone is
    said in words."""
    if len(inlines) == 1 and isinstance(inlines[0], Text):
        return (Text(_NUMBER_BEFORE_HAN.sub("\u00a0", inlines[0].text)),)
    inlines = tuple(_said(inlines, words))
    out = merged(i for inline in inlines for i in _settled(inline, words))
    if not printed(out).replace(DOT, "").strip():
        return merged(i for inline in out for i in _named(inline, words))
    return out


def footnotes(inlines: Inlines) -> Iterator[Blocks]:
    for inline in inlines:
        match inline:
            case Footnote():
                yield inline.blocks
            case Emph() | Strike() | Script() | Link():
                yield from footnotes(inline.children)
            case _:
                pass


def unlinked(inlines: Inlines) -> Inlines:
    """Links out of the deck as their words: programs colour them as they like, also in titles and on dark slides."""
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Link() if not inline.target.startswith("#"):
                out += unlinked(inline.children)
            case Emph() | Strike() | Script():
                out.append(replace(inline, children=unlinked(inline.children)))
            case _:
                out.append(inline)
    return merged(out)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, with their marks, without the space between them."""
    ends = [0, *(match.end() for match in _STOP.finditer(text)), len(text)]
    out: list[str] = []
    start = 0
    for end in ends[1:]:
        if end - start < _LONG and end < len(text) and _is_open(text[start:end]):
            continue
        out.append(text[start:end].strip())
        start = end
    return tuple(piece for piece in out if piece)


def _is_open(text: str) -> bool:
    """Whether a quotation or a bracket has begun that has not ended: a sentence inside it does not stand alone."""
    return any(text.count(opened) > text.count(closed) for opened, closed in _PAIRS)


def leading(inlines: Inlines, count: int) -> tuple[Inlines, ...]:
    """The first `count` sentences, each with its formats."""
    out: list[Inlines] = []
    rest = inlines
    for sentence in sentences(_masked(inlines))[:count]:
        text = _masked(rest)
        head, rest = cut(rest, text.index(sentence) + len(sentence))
        out.append(stripped(head))
    return tuple(out)


def _masked(inlines: Inlines) -> str:
    """As printed, with formulas that end no sentence: a factorial is no exclamation."""
    return "".join(
        _FORMULA * len(printed((inline,)))
        if isinstance(inline, Math)
        else _masked(inline.children)
        if isinstance(inline, Emph | Strike | Script | Link)
        else printed((inline,))
        for inline in inlines
    )


def cut(inlines: Inlines, offset: int) -> tuple[Inlines, Inlines]:
    """The inlines before and after a place in their printed text."""
    before: list[Inline] = []
    for position, inline in enumerate(inlines):
        length = len(printed((inline,)))
        if offset >= length:
            before.append(inline)
            offset -= length
            continue
        if offset == 0:
            return tuple(before), inlines[position:]
        left, right = _halves(inline, offset)
        return (*before, left), (right, *inlines[position + 1 :])
    return tuple(before), ()


def pieces(inlines: Inlines, count: int) -> tuple[Inlines, ...]:
    """The inlines in `count` parts of about the same length, cut after a sentence, else at a space or any character."""
    out: list[Inlines] = []
    rest = inlines
    for left in range(count, 1, -1):
        text = printed(rest)
        head, rest = cut(rest, _place_to_cut(text, len(text) // left))
        out.append(stripped(head))
    return (*out, stripped(rest))


def stripped(inlines: Inlines) -> Inlines:
    """Without space at either end."""
    text = printed(inlines)
    start = len(text) - len(text.lstrip())
    kept = cut(inlines, start)[1] if start else inlines
    end = len(text.strip())
    return cut(kept, end)[0] if end < len(text) - start else kept


def unstopped(inlines: Inlines) -> Inlines:
    """A sentence as a title: without its full stop."""
    text = printed(inlines)
    return cut(inlines, len(text) - 1)[0] if text.endswith(("。", ".")) and not text.endswith("..") else inlines


def tied(inlines: Inlines, words: int) -> Inlines:
    """With the last `words` words held together, so that no line is left with less; only within a closing text."""
    if not inlines or not isinstance(end := inlines[-1], Text):
        return inlines
    *before, last = end.text.rsplit(" ", words - 1)
    return (*inlines[:-1], replace(end, text="\u00a0".join((*before, last))))


def scaled(inlines: Inlines, names: tuple[str, ...]) -> Inlines:
    """With numbers held to the words that scale them: 4 billion. Both stand within one text."""
    pattern = _scale_words(names)
    return tuple(
        replace(one, text=pattern.sub("\u00a0", one.text))
        if isinstance(one, Text)
        else replace(one, children=scaled(one.children, names))
        if isinstance(one, Emph | Strike | Link)
        else one
        for one in inlines
    )


@cache
def _scale_words(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<=\d) (?=(?:{'|'.join(map(re.escape, names)) or '(?!)'})\b)")


def says_again(title: str, caption: str) -> bool:
    """Whether nearly all words of the caption, or pairs of Han, are in the title already."""
    said, own = _telling(title), _telling(caption)
    return bool(own) and sum(word in said for word in own) >= _SAME * len(own)


def _telling(text: str) -> frozenset[str]:
    return frozenset(piece for run in _RUNS.findall(text.lower()) for piece in _pairs(run))


def _pairs(run: str) -> Iterator[str]:
    if run.isascii() or len(run) == 1:
        yield run
    else:
        yield from (a + b for a, b in pairwise(run))


def _place_to_cut(text: str, wanted: int) -> int:
    slack = max(wanted // 3, 1)
    ends = [match.end() for match in _STOP.finditer(text) if abs(match.end() - wanted) <= slack]
    if ends:
        return min(ends, key=lambda end: abs(end - wanted))
    spaces = [i + 1 for i in range(max(wanted - slack, 0), min(wanted + slack, len(text))) if text[i] in " ，；、,;"]
    return min(spaces, key=lambda end: abs(end - wanted), default=wanted)


def _settled(inline: Inline, words: Words) -> Iterator[Inline]:
    match inline:
        case Text():
            yield Text(_NUMBER_BEFORE_HAN.sub("\u00a0", inline.text))
        case Code() | Math() | Break():
            yield inline
        case Status():
            if inline.mark in (Mark.YES, Mark.NO):
                yield Text(_word(inline.mark, words))
            else:
                yield inline
        case Emph() | Strike() | Script() | Link():
            yield replace(inline, children=tuple(i for child in inline.children for i in _settled(child, words)))
        case Picture():
            yield Text(inline.alt)
        case Footnote() | Ref() | Clause():
            return
        case _:
            assert_never(inline)


def _said(inlines: Inlines, words: Words) -> Iterator[Inline]:
    """Yes and no in words, before more text with a colon: "Yes: in every branch"."""
    trim = False
    for place, inline in enumerate(inlines):
        if trim and isinstance(inline, Text):
            inline = Text(inline.text.lstrip())
        trim = isinstance(inline, Status) and inline.mark in (Mark.YES, Mark.NO)
        if isinstance(inline, Status) and trim:
            followed = bool(printed(inlines[place + 1 :]).strip())
            yield Text(_word(inline.mark, words) + (words.colon if followed else ""))
            trim = followed
        else:
            yield inline


def _named(inline: Inline, words: Words) -> Iterator[Inline]:
    yield inline
    if isinstance(inline, Status):
        yield Text(f" {_word(inline.mark, words)}")


def _word(mark: Mark, words: Words) -> str:
    return {
        Mark.GREEN: words.status_green,
        Mark.YELLOW: words.status_yellow,
        Mark.ORANGE: words.status_orange,
        Mark.RED: words.status_red,
        Mark.YES: words.status_yes,
        Mark.NO: words.status_no,
    }[mark]


def _halves(inline: Inline, offset: int) -> tuple[Inline, Inline]:
    match inline:
        case Text() | Code():
            return replace(inline, text=inline.text[:offset]), replace(inline, text=inline.text[offset:])
        case Emph() | Strike() | Script() | Link():
            left, right = cut(inline.children, offset)
            return replace(inline, children=left), replace(inline, children=right)
        case Picture() | Math() | Break() | Status() | Footnote() | Ref() | Clause():
            return inline, Text("")
        case _:
            assert_never(inline)
