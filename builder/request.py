"""What a build is asked for, and the names of the files that it makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from builder.model import Edition

DRAFT: Final = ".draft"
"""In the file names of drafts, so that none takes the place of what was published."""

ALL: Final = "all"
"""Every language, each in its own artefact."""

PAIR: Final = "+"
"""Between two languages that stand in one artefact."""

FACING: Final = ".facing"
"""In the file names of PDFs whose two languages face each other."""

BOUND: Final = ".print"
"""In the file names of PDFs for a printing house."""

SLIDES: Final = ("full", "brief")
"""How much of a report its deck shows (`builder.deck.Length`)."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: `outputs` are keys of OUTPUTS, `slides` is one of SLIDES. `languages` are codes, two of them
    joined by + for both in one, or "all", each alone, which is meant where there is none.

    `strict`: warnings count as errors. `draft`: disagreements do not; what is made is marked, and named, as a draft.
    `paper` is one of `theme.PAPERS`, or empty for the theme's own. `bound`: PDFs are for a printing house.
    `facing`: the languages of a PDF with two face each other on two pages; else they stand side by side on each."""

    languages: tuple[str, ...]
    outputs: tuple[str, ...]
    folder: Path
    force: bool
    slides: str = "full"
    strict: bool = False
    draft: bool = False
    paper: str = ""
    bound: bool = False
    facing: bool = False


class UsageError(Exception):
    """What was asked cannot be done; the text says what to do instead."""


def jobs(editions: Sequence[Edition], request: Request) -> list[tuple[str, tuple[int, ...], str]]:
    """File name, one edition or two by their indices, and output of each artefact. Raises UsageError."""
    languages = [edition.lang for edition in editions]
    wanted = dict.fromkeys(one for words in request.languages or (ALL,) for one in _chosen(words, languages))
    return [
        (_file_name([editions[index] for index in chosen], output, request), chosen, output)
        for chosen in sorted(wanted, key=lambda one: (len(one), one))
        for output in request.outputs
    ]


def _chosen(words: str, languages: list[str]) -> list[tuple[int, ...]]:
    """The indices of all languages, of one, or of two joined by `PAIR`. Raises UsageError."""
    if words == ALL:
        return [(index,) for index in range(len(languages))]
    chosen = words.split(PAIR)
    for lang in chosen:
        if lang not in languages:
            raise UsageError(f"the report has no language '{lang}'; it has {', '.join(languages)}")
    if len(set(chosen)) < len(chosen) or len(chosen) > 2:
        raise UsageError(f"'{words}' does not name two languages; the report has {', '.join(languages)}")
    return [tuple(map(languages.index, chosen))]


def _file_name(editions: Sequence[Edition], output: str, request: Request) -> str:
    first, printed = editions[0], output == "pdf"
    marks = (
        (DRAFT, first.draft),
        (FACING, printed and request.facing and len(editions) > 1),
        (BOUND, printed and request.bound),
    )
    languages = PAIR.join(edition.lang for edition in editions)
    return f"{first.name}.{languages}{''.join(mark for mark, is_so in marks if is_so)}.{output}"
