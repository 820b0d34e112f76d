"""What the composer writes, the reader reads back: value with its digits, unit and modifier, in every language."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from builder.locales import known_locales, load_locale
from builder.locales.numbers import Form, compose
from builder.locales.reading import read_quantities
from builder.locales.units import NOUNS, RATES
from builder.model import Amount, Magnitude, Modifier, Moment, Period

codes = st.sampled_from(known_locales())
units = st.sampled_from(sorted((NOUNS | RATES) - {"phase"}))
modifiers = st.sampled_from(list(Modifier))
forms = st.sampled_from([Form.PROSE, Form.TABLE])
numbers = st.one_of(
    st.builds(lambda d, e: Decimal(d).scaleb(e), st.integers(1, 99999), st.integers(-3, 11)),
    st.integers(0, 10**13).map(Decimal),
    st.sampled_from([Decimal(1000), Decimal(999999), Decimal("99999999"), Decimal("4.0e9"), Decimal("99.0")]),
)


def a_bare_year(value: Decimal, text: str) -> bool:
    """2000 and 2000 年 are years wherever nothing else is said."""
    return 1900 <= value <= 2099 and str(value.quantize(Decimal(1))) in text


def same(found: Decimal, wanted: Decimal) -> bool:
    return found == wanted


@settings(max_examples=400)
@given(numbers, units, modifiers, forms, codes, st.booleans())
@example(Decimal("12.5e12"), "token", Modifier.AT_LEAST, Form.TABLE, "en", False)
@example(Decimal("50e8"), "USD", Modifier.AT_LEAST, Form.TABLE, "zh", False)
@example(Decimal("230"), "per-minute", Modifier.OVER, Form.PROSE, "zh", False)
def test_amounts(value: Decimal, unit: str, modifier: Modifier, form: Form, code: str, negative: bool) -> None:
    locale = load_locale(code)
    value = -value if negative else value
    text = compose(Amount(value), unit, modifier, form, locale)
    assume(not (a_bare_year(abs(value), text) and unit in ("count", "year")))
    (found,) = read_quantities(text, locale)
    assert (found.start, found.end) == (0, len(text)), text
    assert isinstance(found.value, Amount)
    assert (found.value.low, found.value.high, found.unit, found.modifier) == (value, None, unit, modifier), text
    if "," not in text:  # the zeros of a number that is written out say nothing of its precision
        assert compose(found.value, found.unit, found.modifier, form, locale) == text


@settings(max_examples=300)
@given(numbers, numbers, units, st.sampled_from([Modifier.NONE, Modifier.ABOUT]), forms, codes)
@example(Decimal("4.0e9"), Decimal("7.4e9"), "USD", Modifier.NONE, Form.PROSE, "zh")
@example(Decimal("9.8e8"), Decimal("1.2e9"), "USD", Modifier.NONE, Form.PROSE, "en")
@example(Decimal(5000), Decimal(20000), "count", Modifier.NONE, Form.PROSE, "zh")
def test_ranges(one: Decimal, two: Decimal, unit: str, modifier: Modifier, form: Form, code: str) -> None:
    locale = load_locale(code)
    low, high = sorted((one, two))
    text = compose(Amount(low, high), unit, modifier, form, locale)
    scales = [10**scale.power for scale in locale.numbers.scales]
    unscaled_low = low < min(scales) <= high and low < 10000
    assume(not unscaled_low)  # 1～2 万 is read as people do: both ends are 万
    assume(not (a_bare_year(low, text) or a_bare_year(high, text)))
    (found,) = read_quantities(text, locale)
    assert (found.start, found.end) == (0, len(text)), text
    assert isinstance(found.value, Amount)
    assert (found.value.low, found.value.high, found.unit, found.modifier) == (low, high, unit, modifier), text


@settings(max_examples=60)
@given(st.integers(1900, 2099), st.integers(0, 9), st.integers(1, 12), st.integers(1, 28), st.integers(1, 4), codes)
def test_dates(year: int, more: int, month: int, day: int, quarter: int, code: str) -> None:
    locale = load_locale(code)
    later = min(year + more, 2099)
    for period in (
        Period(Moment(year)),
        Period(Moment(year, month)),
        Period(Moment(year, month, day)),
        Period(Moment(year, quarter=quarter)),
        Period(Moment(year), Moment(later)) if later > year else Period(Moment(year)),
        Period(Moment(year, 1), Moment(year, 1 + month % 12)) if month % 12 else Period(Moment(year)),
        Period(Moment(year, month, 1), Moment(year, month, day)) if day > 1 else Period(Moment(year)),
        Period(Moment(year, 1, day), Moment(year, 12, day)),
        Period(Moment(year, 12), Moment(later, 2)) if later > year else Period(Moment(year)),
    ):
        text = compose(period, "", Modifier.NONE, Form.PROSE, locale)
        (found,) = read_quantities(text, locale)
        assert (found.value, found.start, found.end) == (period, 0, len(text)), text


@pytest.mark.parametrize("code", known_locales())
def test_orders_of_magnitude(code: str) -> None:
    locale = load_locale(code)
    for power in range(1, len(locale.magnitudes.orders) + 1):
        for unit in ("count", "USD", "token"):
            text = compose(Magnitude(f"{10**power}"), unit, Modifier.NONE, Form.PROSE, locale)
            (found,) = read_quantities(text, locale)
            assert (found.value, found.unit) == (Magnitude(f"{10**power}"), unit), text


@pytest.mark.parametrize("code", known_locales())
def test_phases(code: str) -> None:
    locale = load_locale(code)
    for value in (Amount(Decimal(2)), Amount(Decimal(1), Decimal(4))):
        text = compose(value, "phase", Modifier.NONE, Form.PROSE, locale)
        (found,) = read_quantities(text, locale)
        assert (found.value, found.unit) == (value, "phase")


@settings(max_examples=100)
@given(
    st.text(
        alphabet=st.sampled_from("0123456789.,-–—～~%$ 万亿千百十半成一二三两分之第年月日个约超US+×^ Qeaboutmillionor"),
        max_size=40,
    ),
    codes,
)
def test_any_text_is_read(text: str, code: str) -> None:
    """Nothing crashes; places lie within the text, in order, and never overlap."""
    last = 0
    for quantity in read_quantities(text, load_locale(code)):
        assert last <= quantity.start <= quantity.core[0] <= quantity.number[0]
        assert quantity.number[1] <= quantity.core[1] <= quantity.end <= len(text)
        last = quantity.end
