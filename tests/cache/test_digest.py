"""Equal values have equal digests in every process, other values others."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.cache import digest
from builder.diagnostics import Code, Severity, Span

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.tuples(inner, inner) | st.dictionaries(st.text(), inner) | st.frozensets(PLAIN),
    max_leaves=8,
)


@dataclass(frozen=True, slots=True)
class One:
    text: str
    inner: object = None


@dataclass(frozen=True, slots=True)
class Other:
    text: str
    inner: object = None


def typed(value: object) -> str:
    """Tells apart what Python takes for equal, as 1, 1.0 and True."""
    if isinstance(value, (set, frozenset)):
        return f"set{sorted(map(typed, value))}"
    if isinstance(value, dict):
        return f"map{[(typed(key), typed(one)) for key, one in value.items()]}"
    if isinstance(value, tuple):
        return f"tuple{list(map(typed, value))}"
    return f"{type(value).__name__}{value!r}"


@given(VALUES, VALUES)
def test_digests_are_equal_where_values_are(one: object, other: object) -> None:
    assert (digest(one) == digest(other)) == (typed(one) == typed(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        ((("a",), "b"), (("a", "b"),)),
        ((1,), (1.0,)),
        ((True,), (1,)),
        ((0.0,), (-0.0,)),
        ((b"a",), ("a",)),
        ((One("a"),), (Other("a"),)),
        ((One("a"),), (One("a", "b"),)),
        ((Code.PARITY,), (Code.ORDER,)),
        ((Severity.ERROR,), ("error",)),
        ((Path("a"), "b"), (Path("b"), "a")),
        (({"a": 1, "b": 2},), ({"b": 2, "a": 1},)),
    ],
)
def test_what_differs_has_another(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert digest(*one) != digest(*other)


def test_where_a_text_stands_does_not_count() -> None:
    assert digest(One("a", Span("x.md", 1))) == digest(One("a", Span("y.md", 9)))


def test_what_nobody_can_compare_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        digest(("a", object()))


def test_it_is_the_same_in_every_process() -> None:
    program = (
        "from builder.cache import digest; from builder.locales import load_locale; "
        "print(digest(frozenset('abcdef'), {'a', 'b', 'c'}, load_locale('zh')))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
