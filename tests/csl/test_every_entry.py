"""Whatever a source says, every shipped style prints it: without exceptions, without marks, each time the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.csl.citations import Citations
from builder.csl.marked import MARKS, Place
from builder.csl.styles import known_styles, shipped_style, style_fault
from builder.diagnostics import Span
from builder.load.variables import DATES, NAMES, TEXTS
from builder.model import Dated, Genre, Moment, Name, Source
from builder.text import plain

TAGS = {"zh-CN": "zh-CN", "en-US": "en-US"}
words = st.text("abZ 中文.,:?<>&-–1290“”'\x02\x0e\ud83d", max_size=12) | st.sampled_from(["3", "12-15", "A & B"])
names = st.builds(Name, family=words, given=words, suffix=words, particle=words, dropping=words) | st.builds(
    Name, literal=words
)
moments = st.builds(Moment, st.integers(1, 2100), st.none() | st.integers(1, 12)) | st.builds(
    Moment, st.integers(1900, 2100), quarter=st.integers(1, 4)
)
dates = st.builds(Dated, moments, st.none() | moments, st.booleans()) | st.builds(Dated, st.none(), literal=words)
sources = st.builds(
    Source,
    key=st.just("k"),
    genre=st.sampled_from(Genre),
    names=st.dictionaries(st.sampled_from(sorted(NAMES)), st.lists(names, max_size=5).map(tuple), max_size=3),
    dates=st.dictionaries(st.sampled_from(sorted(DATES)), dates, max_size=3),
    texts=st.dictionaries(st.sampled_from(sorted(TEXTS)), words, max_size=8),
    lang=st.sampled_from(["", "zh-CN", "en", "de", "xx-Yyyy", "not a tag'"]),
    span=st.just(Span("s")),
)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("style", known_styles())
def test_every_entry_is_printed(style: str, tag: str) -> None:
    @settings(max_examples=6, deadline=None)
    @given(sources, sources)
    def prints(one: Source, two: Source) -> None:
        two = Source("l", two.genre, two.names, two.dates, two.texts, two.lang, two.span)
        made = [Citations(shipped_style(style), [one, two], tag, lambda _: tag) for _ in range(2)]
        places = [(key, Place(f"#ref-{key}", f"cite-{key}-1", Span("s"))) for key in "lk"]
        for key in "kl":
            entry = made[0].entry(key)
            assert plain(entry.text).strip()
            assert not re.search(f"[{MARKS}]", plain(entry.text))
            assert entry == made[1].entry(key)
        citation = made[0].cite(places)
        assert plain(citation).strip()
        assert citation == made[1].cite(places)
        plain(citation).encode()

    prints()


@pytest.mark.parametrize("style", known_styles())
def test_shipped_styles_are_sound(style: str) -> None:
    assert style_fault(shipped_style(style).content) is None
