"""Emoji that no font draws: ornaments beside words are left out, what stands for a word is named."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Container, Iterator

from markdown_it.tree import SyntaxTreeNode

from builder.load.source import walk
from builder.text import EMOJI

_BREAKS = ("softbreak", "hardbreak")

ALIKE = dict(zip("⭐🌟⚫⚪✔✗✘✖❤➡⬅⬆⬇⬛⬜", "★★●○✓×××♥→←↑↓■□", strict=True))
"""Characters that say the same, and that our fonts have."""


def pieces(
    node: SyntaxTreeNode, drawn: Container[str], named: Callable[[str], str], left_out: Callable[[str], None]
) -> Iterator[str]:
    """The text of a node in pieces, each emoji one of its own: those that are `drawn` as they stand, others `named`.

    One at an edge of the text, or beside punctuation, is an ornament where words stand around it: it is told to
    `left_out`, and gone with the space that set it off."""
    text, position = node.content, 0
    matches = list(EMOJI.finditer(text))
    worded = bool(matches) and _has_words(node)
    for match in matches:
        before = text[position : match.start()]
        position = match.end()
        if match[0][0] in ALIKE:
            yield from (before, ALIKE[match[0][0]])
            continue
        if match[0][0] in drawn or match[0][0] in "\ufe0f\u20e3" or not (worded and _adorns(text, *match.span())):
            yield from (before, match[0] if match[0][0] in drawn else named(match[0]))
            continue
        left_out(match[0])
        rest = text[position:]
        if not rest.strip() and (node.next_sibling is None or node.next_sibling.type in _BREAKS):
            before = before.rstrip()
        elif rest[:1] and _is_mark(rest[0], "Po", "Pe", "Pf"):
            before = before.rstrip() or before
        elif text[: match.start()][-1:].isspace() or (not before and _opens(node)):
            position += len(rest) - len(rest.lstrip())
        yield before
    yield text[position:]


def _opens(node: SyntaxTreeNode) -> bool:
    return node.previous_sibling is None or node.previous_sibling.type in _BREAKS


def _adorns(text: str, begin: int, end: int) -> bool:
    before, after = EMOJI.sub("", text[:begin]).rstrip(), EMOJI.sub("", text[end:]).lstrip()
    if not before or not after:
        return True
    if _is_mark(before[-1], "Ps", "Pi") and _is_mark(after[0], "Pe", "Pf"):
        return False
    return not (before[-1].isalnum() and after[0].isalnum())


def _is_mark(character: str, *kinds: str) -> bool:
    return character in "\"'" or unicodedata.category(character) in kinds


def _has_words(node: SyntaxTreeNode) -> bool:
    """Whether the link, or else the line, that holds the node says anything but emoji."""
    around = node
    while around.parent is not None and around.type not in ("link", "inline"):
        around = around.parent
    return any(c.isalnum() for found in walk([around]) if not found.children for c in EMOJI.sub("", found.content))
