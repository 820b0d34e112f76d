"""Quantities in both languages, side by side. Spaces below stand for U+00A0 as well."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from builder.locales import load_locale
from builder.locales.dates import moment
from builder.locales.numbers import Form, Unwordable, axis_number, axis_scale, compose, known_units
from builder.model import Amount, Magnitude, Modifier, Moment, Period, UnitWords, Value

P, T, AXIS, BARE, L, W, MONTH = Form
NONE, ABOUT, OVER, AT_LEAST, UNDER, UP_TO = Modifier


def amount(text: str, digits: int | None = None) -> Amount:
    low, _, high = text.partition("..")
    return Amount(Decimal(low), Decimal(high) if high else None, digits)


def said(
    code: str, value: Value, unit: str = "count", modifier: Modifier = NONE, form: Form = P, **options: object
) -> str:
    text = compose(value, unit, modifier, form, load_locale(code), **options)  # type: ignore[arg-type]
    assert "\u2060" not in text
    assert "  " not in text.replace("\u00a0", " ")
    return text.replace("\u00a0", " ")


WORDED = [
    # scales
    ("6.3e8", "count", NONE, P, "6.3 亿", "630 million"),
    ("12.5e12", "token", NONE, P, "12.5 万亿 token", "12.5 trillion tokens"),
    ("9999", "count", NONE, P, "9999", "9,999"),
    ("1e4", "count", NONE, P, "1 万", "10,000"),
    ("100000", "count", NONE, P, "10 万", "100,000"),
    ("360000", "count", NONE, P, "36 万", "360,000"),
    ("1.3e6", "count", NONE, P, "130 万", "1.3 million"),
    ("7.5e9", "USD", NONE, P, "75 亿美元", "US$7.5 billion"),
    ("1.12e9", "count", NONE, P, "11.2 亿", "1.12 billion"),
    ("99999999", "count", NONE, P, "99,999,999", "99,999,999"),
    ("1e16", "count", NONE, P, "1 亿亿", "10 quadrillion"),
    ("2.1e25", "count", NONE, P, "2.1 × 10^25", "2.1 × 10^25"),
    ("12000", "%", NONE, P, "12,000%", "12,000%"),
    ("20000", "TB", NONE, P, "20,000 TB", "20,000 TB"),
    # typed digits
    ("99.0", "%", NONE, P, "99.0%", "99.0%"),
    ("4.0e9", "USD", NONE, P, "40 亿美元", "US$4.0 billion"),
    ("2.0e9", "USD", NONE, P, "20 亿美元", "US$2.0 billion"),
    ("1e9", "USD", NONE, P, "10 亿美元", "US$1 billion"),
    ("1000000000", "USD", NONE, P, "10 亿美元", "US$1 billion"),
    ("5e8", "USD", NONE, P, "5 亿美元", "US$500 million"),
    ("0", "%", NONE, P, "0%", "0%"),
    ("0.5", "%", NONE, P, "0.5%", "0.5%"),
    # modifiers
    ("1.8e8", "count", AT_LEAST, P, "1.8 亿以上", "180 million or more"),
    ("12.5e12", "token", AT_LEAST, T, "12.5 万亿+ token", "12.5 trillion+ tokens"),
    ("350", "count", AT_LEAST, T, "350+", "350+"),
    ("5e4", "count", AT_LEAST, T, "5 万+", "50,000+"),
    ("90", "%", AT_LEAST, T, "90%+", "90%+"),
    ("90", "%", AT_LEAST, P, "90% 以上", "90% or more"),
    ("5e9", "USD", AT_LEAST, T, "50 亿+美元", "US$5 billion+"),
    ("1e9", "count", OVER, P, "超 10 亿", "over 1 billion"),
    ("90", "%", OVER, T, ">90%", ">90%"),
    ("50e9", "token", ABOUT, P, "约 500 亿 token", "about 50 billion tokens"),
    ("50e9", "token", ABOUT, T, "~500 亿 token", "~50 billion tokens"),
    ("15", "%", UNDER, P, "不足 15%", "under 15%"),
    ("15", "%", UNDER, T, "<15%", "<15%"),
    ("74", "%", UP_TO, P, "高达 74%", "up to 74%"),
    ("74", "%", UP_TO, T, "最高 74%", "up to 74%"),
    # ranges
    ("4.0e9..7.4e9", "USD", NONE, P, "40 亿～74 亿美元", "US$4.0–7.4 billion"),
    ("12e9..15e9", "USD", ABOUT, P, "约 120 亿～150 亿美元", "about US$12–15 billion"),
    ("35..40", "%", NONE, P, "35%～40%", "35–40%"),
    ("100..1000", "times", NONE, P, "100～1000 倍", "100–1,000 times"),
    ("5.3..7.9", "pp", NONE, P, "5.3～7.9 个百分点", "5.3–7.9 percentage points"),
    ("9.8e6..1.2e8", "USD", NONE, P, "980 万～1.2 亿美元", "US$9.8–120 million"),
    ("9.8e8..1.2e9", "USD", NONE, P, "9.8 亿～12 亿美元", "US$980 million to US$1.2 billion"),
    ("9.8e8..1.2e9", "token", NONE, P, "9.8 亿～12 亿 token", "980 million to 1.2 billion tokens"),
    ("5000..2e4", "count", NONE, P, "5000～2 万", "5,000–20,000"),
    ("0..1", "year", NONE, P, "0～1 年", "0–1 years"),
    ("-5..3", "%", NONE, P, "−5%～3%", "−5% to 3%"),
    ("3e9..15e9", "parameter", NONE, L, "3B～15B", "3B–15B"),
    # money and signs
    ("-1.2e9", "USD", NONE, P, "−12 亿美元", "−US$1.2 billion"),
    ("-1.2e8", "USD", NONE, P, "−1.2 亿美元", "−US$120 million"),
    ("3.2e9", "CNY", NONE, P, "32 亿元", "RMB 3.2 billion"),
    ("3.2e7", "CNY", NONE, P, "3200 万元", "RMB 32 million"),
    ("4.0e9", "EUR", NONE, P, "40 亿欧元", "€4.0 billion"),
    ("360000", "USD", NONE, P, "36 万美元", "US$360,000"),
    # units
    ("67.3", "pp", NONE, P, "67.3 个百分点", "67.3 percentage points"),
    ("1", "pp", NONE, P, "1 个百分点", "1 percentage point"),
    ("67.3", "pp", NONE, T, "67.3 pp", "67.3 pp"),
    ("3.6", "times", NONE, P, "3.6 倍", "3.6 times"),
    ("1", "token", NONE, P, "1 token", "1 token"),
    ("1e12", "parameter", ABOUT, T, "~1 万亿参数", "~1 trillion parameters"),
    ("57", "point", NONE, P, "57 分", "57 points"),
    ("1", "year", NONE, P, "1 年", "1 year"),
    ("18", "month", NONE, P, "18 个月", "18 months"),
    ("2", "phase", NONE, P, "Phase II", "Phase II"),
    ("1..4", "phase", NONE, P, "Phase I～IV", "Phase I–IV"),
    ("230", "per-minute", OVER, P, "每分钟超 230", "over 230 per minute"),
    # forms
    ("256e3", "token", NONE, L, "256K", "256K"),
    ("480e9", "parameter", UP_TO, L, "最高 480B", "up to 480B"),
    ("1.3e9", "parameter", NONE, L, "1.3B", "1.3B"),
    ("350", "count", NONE, L, "350", "350"),
    ("4.0e9", "USD", NONE, BARE, "40 亿", "4.0 billion"),
    ("85", "%", ABOUT, BARE, "~85", "~85"),
    ("85", "%", ABOUT, AXIS, "~85%", "~85%"),
    ("67.3", "pp", NONE, AXIS, "67.3", "67.3"),
    # words
    ("0", "count", NONE, W, "零", "zero"),
    ("2", "count", NONE, W, "两", "two"),
    ("10", "count", NONE, W, "十", "ten"),
    ("11", "count", NONE, W, "11", "11"),
    ("2.5", "year", NONE, W, "2.5 年", "2.5 years"),
    ("-3", "count", NONE, W, "−3", "−3"),
    ("1", "year", NONE, W, "一年", "one year"),
    ("3..5", "year", NONE, W, "三至五年", "three to five years"),
    ("3", "year", OVER, W, "超三年", "over three years"),
]


@pytest.mark.parametrize(("value", "unit", "modifier", "form", "zh", "en"), WORDED)
def test_amounts(value: str, unit: str, modifier: Modifier, form: Form, zh: str, en: str) -> None:
    assert said("zh", amount(value), unit, modifier, form) == zh
    assert said("en", amount(value), unit, modifier, form) == en


@pytest.mark.parametrize(
    ("value", "unit", "counter", "zh", "en"),
    [
        ("230", "count", "个", "230 个", "230"),
        ("1000..2000", "count", "个", "1000～2000 个", "1,000–2,000"),
        ("11.2e8", "count", "次", "11.2 亿次", "1.12 billion"),
        ("21.9e6", "count", "人", "2190 万人", "21.9 million"),
        ("230", "per-minute", "个", "每分钟 230 个", "230 per minute"),
        ("1000..2000", "per-day", "个", "每天 1000～2000 个", "1,000–2,000 per day"),
        ("50e9", "token", "个", "500 亿个 token", "50 billion tokens"),
    ],
)
def test_measure_words(value: str, unit: str, counter: str, zh: str, en: str) -> None:
    assert said("zh", amount(value), unit, counter=counter) == zh
    assert said("en", amount(value), unit, counter=counter) == en


def test_words_take_a_measure_word_closed_up() -> None:
    assert said("zh", amount("5"), form=W, counter="个") == "五个"


@pytest.mark.parametrize(
    ("value", "digits", "zh", "en"),
    [
        ("99999999", 3, "1.00 亿", "100 million"),
        ("999999", 2, "100 万", "1.0 million"),
        ("999.5e6", 3, "10.0 亿", "1.00 billion"),
        ("71.7", 2, "72", "72"),
        ("71.5", 2, "72", "72"),
        ("75", 3, "75.0", "75.0"),
        ("12345", 2, "1.2 万", "12,000"),
        ("4e9", 2, "40 亿", "4.0 billion"),
    ],
)
def test_digits_are_rounded_before_the_scale_is_chosen(value: str, digits: int, zh: str, en: str) -> None:
    for code, expected in (("zh", zh), ("en", en)):
        assert said(code, amount(value), digits=digits) == expected
        assert said(code, amount(value, digits)) == expected


def test_digits_of_the_reference_win() -> None:
    assert said("en", amount("71.74", 3), "%", digits=2) == "72%"


def test_signed() -> None:
    for code in ("zh", "en"):
        assert said(code, amount("67.3"), "pp", form=BARE, signed=True) == "+67.3"
        assert said(code, amount("67.3"), "pp", form=T, signed=True) == "+67.3 pp"
        assert said(code, amount("0"), "%", signed=True) == "0%"
        assert said(code, amount("-1.5"), "%", signed=True) == "−1.5%"
    assert said("en", amount("5..10"), "%", signed=True) == "+5% to +10%"
    assert said("en", amount("1.2e9"), "USD", signed=True) == "+US$1.2 billion"


DATES: list[tuple[Period, Form, str, str]] = [
    (Period(Moment(2026, 2)), P, "2026 年 2 月", "February 2026"),
    (Period(Moment(2026, 2, 27)), P, "2026 年 2 月 27 日", "February 27, 2026"),
    (Period(Moment(2026, quarter=2)), P, "2026 年 Q2", "Q2 2026"),
    (Period(Moment(2025)), P, "2025 年", "2025"),
    (Period(Moment(2025)), T, "2025 年", "2025"),
    (Period(Moment(2025)), AXIS, "2025", "2025"),
    (Period(Moment(2023), Moment(2026)), P, "2023—2026 年", "2023–2026"),
    (Period(Moment(2023), Moment(2026)), BARE, "2023—2026", "2023–2026"),
    (Period(Moment(2025), Moment(2025)), P, "2025 年", "2025"),
    (Period(Moment(2025, 8)), MONTH, "8 月", "August"),
    (Period(Moment(2025, 2), Moment(2025, 8)), MONTH, "2—8 月", "February–August"),
    (Period(Moment(2025, 2, 3), Moment(2025, 2, 9)), MONTH, "2 月", "February"),
    (Period(Moment(2025, 2), Moment(2025, 8)), P, "2025 年 2—8 月", "February–August 2025"),
    (Period(Moment(2025, 12), Moment(2026, 2)), P, "2025 年 12 月—2026 年 2 月", "December 2025–February 2026"),
    (Period(Moment(2025, 2, 3), Moment(2025, 2, 9)), P, "2025 年 2 月 3—9 日", "February 3–9, 2025"),
    (Period(Moment(2025, 2, 3), Moment(2025, 3, 9)), P, "2025 年 2 月 3 日—3 月 9 日", "February 3–March 9, 2025"),
    (Period(Moment(2025, quarter=1), Moment(2025, quarter=3)), P, "2025 年 Q1—Q3", "Q1–Q3 2025"),
    (Period(Moment(2025), Moment(2026, 2)), P, "2025 年—2026 年 2 月", "2025–February 2026"),
]


@pytest.mark.parametrize(("value", "form", "zh", "en"), DATES)
def test_dates(value: Period, form: Form, zh: str, en: str) -> None:
    assert said("zh", value, "", form=form) == zh
    assert said("en", value, "", form=form) == en


def test_a_date_may_be_about() -> None:
    assert said("zh", Period(Moment(2025)), "", ABOUT) == "约 2025 年"
    assert said("en", Period(Moment(2025)), "", ABOUT) == "about 2025"


def test_a_moment_alone_is_spaced() -> None:
    assert moment(Moment(2026, 2, 27), load_locale("zh")) == "2026\u00a0年 2\u00a0月 27\u00a0日"


@pytest.mark.parametrize(
    ("value", "unit", "form", "zh", "en"),
    [
        (Magnitude("millisecond"), "count", P, "毫秒级", "milliseconds"),
        (Magnitude("month", "year"), "count", P, "数月至数年", "months to years"),
        (Magnitude("month", "year"), "count", T, "月至年", "months to years"),
        (Magnitude("1000000"), "USD", P, "数百万美元", "millions of US dollars"),
        (Magnitude("1000", "1000000"), "USD", P, "数千至数百万美元", "thousands to millions of US dollars"),
        (Magnitude("1000"), "count", P, "数千", "thousands"),
        (Magnitude("1000"), "USD", BARE, "数千", "thousands"),
        (Magnitude("100"), "per-day", P, "每天数百", "hundreds per day"),
        (Magnitude("100"), "day", P, "数百天", "hundreds of days"),
    ],
)
def test_magnitudes(value: Magnitude, unit: str, form: Form, zh: str, en: str) -> None:
    assert said("zh", value, unit, form=form) == zh
    assert said("en", value, unit, form=form) == en


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (amount("1"), "1 名受访者", "1 respondent"),
        (amount("1234"), "1234 名受访者", "1,234 respondents"),
        (amount("1.2e6"), "120 万名受访者", "1.2 million respondents"),
        (amount("10..20"), "10～20 名受访者", "10–20 respondents"),
        (Magnitude("1000"), "数千名受访者", "thousands of respondents"),
    ],
)
def test_declared_units(value: Value, zh: str, en: str) -> None:
    chinese: Mapping[str, UnitWords] = {"respondent": UnitWords("{n} 名受访者", "{n} 名受访者")}
    english: Mapping[str, UnitWords] = {"respondent": UnitWords("{n} respondent", "{n} respondents")}
    assert said("zh", value, "respondent", units=chinese) == zh
    assert said("en", value, "respondent", units=english) == en


def test_a_declared_unit_comes_before_builders_own_and_is_no_format_string() -> None:
    units = {"token": UnitWords("{n} 词元{0}", "{n} 词元{0}")}
    assert said("zh", amount("5e8"), "token", units=units) == "5 亿词元{0}"


def test_a_number_holds_to_what_follows_it() -> None:
    def exact(code: str, value: str, unit: str, modifier: Modifier = NONE) -> str:
        return compose(amount(value), unit, modifier, P, load_locale(code))

    assert exact("zh", "12.5e12", "token", ABOUT) == "约 12.5\u00a0万亿\u00a0token"
    assert exact("zh", "67.3", "pp") == "67.3\u00a0个百分点"
    assert exact("en", "12.5e12", "token") == "12.5\u00a0trillion tokens"
    assert exact("en", "6", "TB") == "6\u00a0TB"


@pytest.mark.parametrize(
    ("value", "unit", "modifier", "form", "options", "reason"),
    [
        (amount("5"), "furlong", NONE, P, {}, "unknown unit 'furlong'"),
        (amount("5"), "", NONE, P, {}, "unknown unit ''"),
        (amount("5"), "count", NONE, MONTH, {}, "an amount has no month"),
        (amount("5"), "%", NONE, L, {}, "'%' has no letter form"),
        (amount("5"), "USD", NONE, W, {}, "'USD' is not written in words"),
        (amount("5"), "%", NONE, P, {"counter": "个"}, "'%' takes no measure word"),
        (amount("5..9"), "%", OVER, P, {}, "a range cannot be 'over'"),
        (amount("5"), "count", NONE, P, {"digits": 0}, "0 digits cannot be shown"),
        (amount("1e999999"), "count", NONE, P, {}, "out of range"),
        (amount("1e-999999"), "count", NONE, P, {}, "out of range"),
        (amount("nan"), "count", NONE, P, {}, "out of range"),
        (amount("2.5"), "phase", NONE, P, {}, "no Roman numeral"),
        (amount("1e99"), "phase", NONE, P, {}, "no Roman numeral"),
        (Period(Moment(2025)), "", NONE, MONTH, {}, "names no month"),
        (Period(Moment(2025)), "", OVER, P, {}, "a date cannot be 'over'"),
        (Period(Moment(2025)), "", NONE, W, {}, "a date has no words form"),
        (Period(Moment(2025)), "", NONE, P, {"signed": True}, "a date has no sign"),
        (Period(Moment(2025)), "", NONE, P, {"digits": 2}, "no digits to choose"),
        (Magnitude("fortnight"), "count", NONE, P, {}, "no duration 'fortnight'"),
        (Magnitude("month"), "USD", NONE, P, {}, "a duration cannot have the unit 'USD'"),
        (Magnitude("month"), "count", ABOUT, P, {}, "cannot be 'about'"),
        (Magnitude("12"), "USD", NONE, P, {}, "no order of magnitude"),
        (Magnitude("1000"), "%", NONE, P, {}, "cannot have the unit '%'"),
        (amount("5"), "x", NONE, P, {"units": {"x": UnitWords("one", "more")}}, "lacks {n}"),
    ],
)
def test_nonsense_is_refused_with_a_reason(
    value: Value, unit: str, modifier: Modifier, form: Form, options: dict[str, object], reason: str
) -> None:
    for code in ("zh", "en"):
        with pytest.raises(Unwordable) as refusal:
            said(code, value, unit, modifier, form, **options)
        assert reason in str(refusal.value)


@pytest.mark.parametrize(
    ("maximum", "unit", "zh", "en"),
    [
        ("4.26e10", "USD", ("1e8", "亿美元"), ("1e9", "US$ billion")),
        ("5e10", "token", ("1e8", "亿 token"), ("1e9", "billion tokens")),
        ("12.5e12", "token", ("1e12", "万亿 token"), ("1e12", "trillion tokens")),
        ("71.7", "%", ("1", "%"), ("1", "%")),
        ("67.3", "pp", ("1", "个百分点"), ("1", "percentage points")),
        ("9999", "count", ("1", ""), ("1", "")),
        ("50000", "count", ("1e4", "万"), ("1", "")),
        ("3.2e9", "CNY", ("1e8", "亿元"), ("1e9", "CNY billion")),
        ("2.3e7", "per-minute", ("1e4", "万/分钟"), ("1e6", "million per minute")),
        ("-4.26e10", "USD", ("1e8", "亿美元"), ("1e9", "US$ billion")),
        # An axis that reaches 9600 万 ends on 1 亿, and one that reaches 960 million on 1 billion.
        ("9.6e7", "count", ("1e8", "亿"), ("1e6", "million")),
        ("9.6e8", "count", ("1e8", "亿"), ("1e9", "billion")),
    ],
)
def test_axis_scales(maximum: str, unit: str, zh: tuple[str, str], en: tuple[str, str]) -> None:
    for code, (divisor, caption) in (("zh", zh), ("en", en)):
        scale = axis_scale(Decimal(maximum), unit, load_locale(code))
        assert scale.divisor == Decimal(divisor)
        assert scale.unit_caption.replace("\u00a0", " ") == caption


def test_axis_of_declared_and_unknown_units() -> None:
    units = {"respondent": UnitWords("{n} respondent", "{n} respondents")}
    assert axis_scale(Decimal(800), "respondent", load_locale("en"), units).unit_caption == "respondents"
    assert axis_scale(Decimal("2e6"), "respondent", load_locale("en"), units).unit_caption == "million respondents"
    with pytest.raises(Unwordable, match="unknown unit"):
        axis_scale(Decimal(1), "furlong", load_locale("en"))


def test_ticks_have_no_digit_too_many() -> None:
    values = [Decimal(v) for v in ("0", "-0", "0.20", "1E+3", "15000", "-5", "2.50")]
    assert [axis_number(v, load_locale("zh")) for v in values] == ["0", "0", "0.2", "1000", "15,000", "−5", "2.5"]
    assert [axis_number(v, load_locale("en")) for v in values] == ["0", "0", "0.2", "1,000", "15,000", "−5", "2.5"]


def test_the_units_are_those_of_the_format() -> None:
    rates = {f"per-{time}" for time in ("second", "minute", "day", "month", "year")}
    money, computing = {"USD", "CNY", "EUR"}, {"token", "parameter", "TB", "GB"}
    times = {"year", "month", "day"}
    assert known_units() == rates | money | computing | times | {"count", "%", "pp", "times", "point", "phase"}
