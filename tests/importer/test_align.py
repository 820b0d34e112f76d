"""Two rows laid side by side."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.alignment.align import Unit, align


def unit(shape: str, *tokens: str, size: float = 100.0) -> Unit:
    return Unit(shape, dict.fromkeys(tokens, 3.0), size, {}, {})


def row(*names: str) -> list[Unit]:
    return [unit("p", *(f"{name}{i}" for i in range(4))) for name in names]


def test_nothing_has_no_counterpart() -> None:
    assert align([], row("a")) == []
    assert align(row("a"), []) == []


def test_without_evidence_order_and_length_decide() -> None:
    left = [unit("p", size=size) for size in (100, 900, 100)]
    assert align(left, left) == [(0, 0), (1, 1), (2, 2)]
    assert align(left, [left[1], left[2]]) == [(1, 0), (2, 1)]


def test_shapes_are_never_mixed() -> None:
    left = [unit("p"), unit("table 3"), unit("p")]
    right = [unit("p"), unit("table 4"), unit("p")]
    assert align(left, right) == [(0, 0), (2, 2)]


def test_what_moved_is_alone_on_both_sides() -> None:
    assert align(row(*"abcdef"), row(*"bcdefa")) == [(1, 0), (2, 1), (3, 2), (4, 3), (5, 4)]


def test_strangers_are_no_counterparts() -> None:
    left, right = row("a", "x", "b"), row("a", "y", "b")
    shared = {f"{name}{i}" for name in "abxy" for i in range(4)}
    assert shared
    assert align(left, right) == [(0, 0), (2, 2)]


def test_long_rows_are_cut_at_what_is_sure() -> None:
    """More pairs than are compared one by one, a third of them gone from either side."""
    names = [f"n{i}-" for i in range(3000)]
    left = [n for i, n in enumerate(names) if i % 3]
    right = [n for i, n in enumerate(names) if (i + 1) % 3]
    pairs = align(row(*left), row(*right))
    assert [left[i] for i, _ in pairs] == [right[j] for _, j in pairs]
    assert len(pairs) == 1000


def test_long_rows_without_evidence_stay_in_their_band() -> None:
    rows = [unit("p", size=float(50 + i % 7)) for i in range(1500)]
    pairs = align(rows, rows)
    assert pairs == [(i, i) for i in range(1500)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("abcdefgh"), max_size=8), st.lists(st.sampled_from("abcdefgh"), max_size=8))
def test_counterparts_ascend_on_both_sides(left: list[str], right: list[str]) -> None:
    pairs = align(row(*left), row(*right))
    assert pairs == sorted(pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, 11)), st.sets(st.integers(0, 11)))
def test_what_is_left_out_is_all_that_is_alone(gone: set[int], missing: set[int]) -> None:
    left = [f"n{i}-" for i in range(12) if i not in gone]
    right = [f"n{i}-" for i in range(12) if i not in missing]
    pairs = align(row(*left), row(*right))
    assert [(left[i], right[j]) for i, j in pairs] == [(n, n) for n in left if n in right]
