from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.chart.ticks import log_ticks, nice_ticks, paired_ticks

NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=6)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0", "67.3", "0 20 40 60 80"),
        ("0", "0.3", "0 0.1 0.2 0.3"),
        ("-35.6", "61.2", "-40 -20 0 20 40 60 80"),
        ("88", "95.2", "88 90 92 94 96"),
        ("0", "0", "0 0.2 0.4 0.6 0.8 1"),
        ("0", "1000000", "0 200000 400000 600000 800000 1000000"),
    ],
)
def test_ticks_are_the_round_numbers_that_a_reader_expects(low: str, high: str, expected: str) -> None:
    assert [f"{tick:f}" for tick in nice_ticks(Decimal(low), Decimal(high))] == expected.split()


@settings(deadline=None)
@given(NUMBERS, NUMBERS)
def test_ticks_enclose_the_data_in_even_round_steps(one: Decimal, other: Decimal) -> None:
    ticks = nice_ticks(one, other)
    low, high = min(one, other), max(one, other)
    assert ticks[0] <= low
    assert high <= ticks[-1]
    assert 2 <= len(ticks) <= 7
    steps = {after - before for before, after in pairwise(ticks)}
    assert len(steps) == 1
    step = steps.pop().normalize()
    assert step.as_tuple().digits in {(1,), (2,), (5,)}
    assert all(tick % step == 0 for tick in ticks)


@settings(deadline=None)
@given(st.integers(-14, 28), st.integers(0, 40), st.decimals(min_value=1, max_value="9.99", places=2))
def test_log_ticks_are_powers_of_ten_around_the_data(exponent: int, decades: int, factor: Decimal) -> None:
    low = factor.scaleb(exponent)
    high = low.scaleb(decades)
    ticks = log_ticks(low, high)
    assert ticks[0] <= low
    assert high <= ticks[-1]
    assert 2 <= len(ticks) <= 9
    assert all(tick.normalize().as_tuple().digits == (1,) for tick in ticks)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((0, 5), (0, 5)),
        ((0, 62), (-9, 12)),
        ((-3, 0), (0, 7)),
        ((-1, 1000), (-50, 1)),
        ((0, 0), (0, 0)),
        ((0, 1), (-1, 0)),
    ],
)
def test_two_scales_share_their_zero_and_hold_their_ends(one: tuple[int, int], other: tuple[int, int]) -> None:
    ends = [(Decimal(low), Decimal(high)) for low, high in (one, other)]
    pair = paired_ticks(ends[0], ends[1])
    assert len(pair[0]) == len(pair[1]) <= 8
    assert pair[0].index(Decimal(0)) == pair[1].index(Decimal(0))
    for ticks, (low, high) in zip(pair, ends, strict=True):
        assert ticks[0] <= low <= high <= ticks[-1]
        assert len({b - a for a, b in pairwise(ticks)}) == 1
