"""What stands above the first heading, and the title that it gets."""

from __future__ import annotations

from builder.importer.sheet import Comment, Outline, Pieces
from builder.locales import load_locale
from builder.text import plain

_OPENINGS = ("overview", "introduction", "preface", "abstract")
"""Topics whose names may head what stands above the first heading."""


def _visible(pieces: Pieces) -> bool:
    return any(not isinstance(piece.block, Comment) for piece in pieces)


def opens(found: Outline) -> bool:
    return _visible(found.opening)


def opening_titles(outlines: tuple[Outline, ...]) -> dict[str, str]:
    """What heads the opening, by language: a word for it that no chapter has; "only" where a language has none."""
    titles = {"only": "no" if all(opens(found) for found in outlines) else "yes"}
    for topic in (*_OPENINGS, ""):
        words = {found.lang: _topic(found.lang, topic) for found in outlines}
        taken = any(
            plain(part.title).strip().casefold() == words[found.lang].casefold()
            for found in outlines
            for part in found.parts
        )
        if not taken:
            return titles | words
    return titles | {found.lang: "" for found in outlines}


def _topic(lang: str, topic: str) -> str:
    words = load_locale(lang).typed.topics.get(topic, ())
    return words[0][:1].upper() + words[0][1:] if words else ""
