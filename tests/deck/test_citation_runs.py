"""Citations on slides: raised by number, on the line by author and date and where the text is small."""

from __future__ import annotations

import pytest

from builder.deck.points import reference
from builder.deck.runs import Look, Writing
from builder.locales import load_locale
from builder.model import NOWHERE, Entry, Inlines, Link, Script, Text
from builder.text import plain


def cited(key: str, text: str) -> Link:
    return Link(f"#ref-{key}", (Text(text),), NOWHERE, f"cite-{key}-1")


IEEE = (cited("a", "[1]"), Text(", "), cited("c", "[3]"))
GB = (Script((Text("["), cited("a", "1"), Text("-"), cited("c", "3"), Text("]"))),)
APA = (Text("("), cited("a", "Xu, 2024"), Text("; "), cited("c", "Ng, 2020"), Text(")"))


@pytest.mark.parametrize(
    ("citation", "level", "raised"),
    [(IEEE, False, 3), (IEEE, True, 0), (GB, False, 5), (GB, True, 0), (APA, False, 0), (APA, True, 0)],
)
def test_what_is_raised(citation: Inlines, level: bool, raised: int) -> None:
    runs = Writing(load_locale("en")).runs(citation, Look(level=level))
    assert runs.count('baseline="30000"') == raised


def test_a_comma_between_words_stays_on_the_line() -> None:
    runs = Writing(load_locale("en")).runs((cited("a", "[1]"), Text(", "), Text("more")), Look())
    assert runs.count('baseline="30000"') == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Index 2025.”", "“Index 2025.” What it says"),
        ("Nie et al.", "Nie et al. What it says"),
        ("Nie", "Nie: What it says"),
    ],
)
def test_a_note_follows_its_entry(text: str, said: str) -> None:
    entry = Entry("k", (Text("What it says"),), NOWHERE, "1", (Text(text),))
    assert plain(reference(entry, load_locale("en").words).children) == said
