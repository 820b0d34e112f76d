"""Whatever the number, its wording says that number: read back, it is the value within the digits shown."""

from __future__ import annotations

import re
from decimal import Decimal

from babel import Locale as BabelLocale
from babel.numbers import get_decimal_symbol, get_group_symbol
from hypothesis import example, given
from hypothesis import strategies as st

from builder.locales import known_locales, load_locale
from builder.locales.axis import axis_number, axis_scale
from builder.locales.numbers import Form, compose
from builder.model import Amount, Modifier

NUMBER = re.compile(r"(?P<sign>[−+]?)(?P<digits>[\d,]+(?:\.\d+)?)(?:\s?×\s?10\^(?P<power>\d+)|\s?(?P<scale>\D*))")

typed = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**17), max_value=10**17, places=2),
    st.integers(-(10**19), 10**19).map(Decimal),
    st.builds(lambda d, e: Decimal(f"{d}e{e}"), st.integers(-99999, 99999), st.integers(-6, 30)),
    st.builds(lambda e, d: Decimal(10) ** e + d, st.integers(0, 20), st.sampled_from([-1, 0, 1])),
)
codes = st.sampled_from(known_locales())


def scales(code: str) -> dict[str, int]:
    """The power of ten that a word of scale, in any of its forms, stands for in a language."""
    numbers = load_locale(code).numbers
    return {"": 0} | {
        word.replace("{n}", "").strip(): scale.power
        for scale in (*numbers.scales, *numbers.letters)
        for word in (scale.words.one, scale.words.other)
        if word
    }


def room(code: str) -> int:
    """What no number before a word of scale reaches."""
    low, high = load_locale(code).numbers.scales[:2]
    return int(10 ** (high.power - low.power))


def plain(text: str, code: str) -> str:
    """The text with the spaces, groups and decimal point of English."""
    tag = BabelLocale.parse(load_locale(code).tag, sep="-")
    group, point = get_group_symbol(tag), get_decimal_symbol(tag)
    return text.translate(str.maketrans({group: ",", point: ".", "\u00a0": " "}))


def read(text: str, code: str) -> tuple[Decimal, Decimal, int, str]:
    """The value that a text says, the number before its scale, its significant digits, and the scale."""
    match = NUMBER.fullmatch(plain(text, code))
    assert match, text
    shown = Decimal(match["digits"].replace(",", ""))
    power = int(match["power"] or scales(code)[match["scale"] or ""])
    significant = len(match["digits"].replace(",", "").replace(".", "").lstrip("0"))
    sign = -1 if match["sign"] == "−" else 1
    return Decimal(f"{sign * shown}e{power}"), shown, significant, match["scale"] or ""


@given(typed, codes, st.sampled_from([Form.PROSE, Form.TABLE, Form.LETTER]))
@example(Decimal("99999999"), "zh", Form.PROSE)
@example(Decimal("999999999999.99"), "en", Form.PROSE)
@example(Decimal("-0.00"), "en", Form.TABLE)
def test_read_back_exactly(value: Decimal, code: str, form: Form) -> None:
    text = compose(Amount(value), "count", Modifier.NONE, form, load_locale(code))
    said, shown, _, scale = read(text, code)
    assert said == value
    assert not scale or form is Form.LETTER or 1 <= shown < room(code), text
    assert "10000\u00a0万" not in text
    assert "1,000\u00a0million" not in text


@given(typed, st.integers(1, 12), codes)
@example(Decimal("99999999"), 3, "zh")
@example(Decimal("99999999"), 4, "zh")
@example(Decimal("999999999"), 3, "en")
@example(Decimal("9999.9"), 2, "zh")
def test_read_back_within_the_digits_shown(value: Decimal, digits: int, code: str) -> None:
    text = compose(Amount(value), "count", Modifier.NONE, Form.PROSE, load_locale(code), digits=digits)
    said, shown, significant, scale = read(text, code)
    if value:
        assert abs(said - value) <= Decimal(5).scaleb(value.adjusted() - digits)
        assert significant >= digits
    assert not scale or 1 <= shown < room(code), text


@given(st.integers(1, 9999), st.integers(0, 3), st.integers(-2, 15), codes)
def test_no_digit_is_invented(figures: int, zeros: int, exponent: int, code: str) -> None:
    """A number with a word of scale shows what was typed, but for zeros that its place value needs."""
    value = Decimal((0, tuple(map(int, str(figures) + "0" * zeros)), exponent))
    text = compose(Amount(value), "count", Modifier.NONE, Form.PROSE, load_locale(code))
    _, shown, significant, scale = read(text, code)
    if scale and "." in plain(text, code):
        assert significant <= len(str(figures)) + zeros
    assert significant <= len(str(figures)) + zeros or shown == shown.to_integral_value()


@given(st.lists(typed, min_size=2, max_size=2), codes, st.sampled_from(["count", "USD", "%", "token"]))
def test_ranges_name_both_ends(ends: list[Decimal], code: str, unit: str) -> None:
    low, high = sorted(ends)
    text = compose(Amount(low, high), unit, Modifier.NONE, Form.PROSE, load_locale(code))
    known = scales(code)
    words = "|".join(sorted(filter(None, known), key=len, reverse=True))
    pattern = re.compile(rf"(−?)(?:US\$)?([\d,]+(?:\.\d+)?)(?:\s×\s10\^(\d+))?\s?((?:{words})(?![a-z]))?")
    found = [m.groups() for m in pattern.finditer(plain(text, code))]
    assert len(found) == 2, text
    powers = [int(power or known[word or ""]) for *_, power, word in found]
    numbers = [Decimal(f"{'-' if sign else ''}{digits.replace(',', '')}") for sign, digits, *_ in found]
    shared = powers[1] if not any(found[0][2:]) else powers[0]
    assert numbers[1] * 10 ** powers[1] == high, text
    assert low in (numbers[0] * 10 ** powers[0], numbers[0] * 10**shared), text


@given(typed, codes)
def test_nothing_but_the_sign_tells_a_loss_from_a_gain(value: Decimal, code: str) -> None:
    def worded(number: Decimal) -> str:
        return compose(Amount(number), "USD", Modifier.NONE, Form.PROSE, load_locale(code))

    assert worded(-value).lstrip("−") == worded(value).lstrip("−")
    assert worded(value).startswith("−") == (value < 0)


@given(typed, codes)
def test_an_axis_never_outgrows_its_scale(maximum: Decimal, code: str) -> None:
    locale = load_locale(code)
    scale = axis_scale(maximum, "count", locale)
    assert scale.divisor == 1 or abs(maximum) >= scale.divisor * Decimal("0.8")
    following = [Decimal(10) ** word.power for word in locale.numbers.scales if 10**word.power > scale.divisor]
    assert scale.divisor == 1 or not following or abs(maximum) < following[0]


@given(typed, codes)
def test_ticks_read_back(value: Decimal, code: str) -> None:
    assert read(axis_number(value, load_locale(code)), code)[0] == value
