"""The 115 quantities of the project's first report, worded as its editors want them in both languages.

`facts.csv` holds the wanted wording; what is said otherwise here is a mending or an exception, each with its reason."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from builder.locales import load_locale
from builder.locales.numbers import Form, compose
from builder.model import Amount, Magnitude, Modifier, Moment, Period, Value

ROWS = {
    row["id"]: row
    for row in csv.DictReader((Path(__file__).parents[1] / "data" / "facts.csv").open(encoding="utf-8", newline=""))
}

# A range names scale and percent at both ends, and its mark is ～ (the dash is for time); no space before + (T03, T04).
MENDED = {
    "K01": "40 亿～74 亿美元",
    "K04": "120 亿～150 亿美元",
    "K05": "35%～40%",
    "P14": "20%～50%",
    "V03": "5.3%～79.4%",
    "P03": "5 万+企业客户",
    "T09": "100～1000 倍",
    "O05": "3B～15B",
    "O06": "7B～70B",
    "O07": "1.3B～33B",
    "O03": "每天 1000～2000 个",  # the rate is said in both languages
}
# Digits as the author typed them, where the table of facts keeps a plain number.
TYPED = {"K01": ("4.0e9", "7.4e9"), "K08": ("2.0e9", ""), "K09": ("1.0e9", "")}
UNITS = {
    **{"%": "%", "pp": "pp", "x": "times", "USD": "USD", "USD/yr": "USD", "tokens": "token", "TB": "TB"},
    **{"parameters": "parameter", "points": "point", "phase": "phase", "year": "year"},
    **{"developers/s": "per-second", "repositories/min": "per-minute", "models/day": "per-day"},
}
MODIFIERS = {
    **{"约": Modifier.ABOUT, "~": Modifier.ABOUT, "超": Modifier.OVER, ">": Modifier.OVER, "<": Modifier.UNDER},
    **{"高达": Modifier.UP_TO, "最高": Modifier.UP_TO},
}
NOT_QUANTITIES = {"D08"}  # （1）…（3）: the count is left to the list itself


@dataclass(frozen=True)
class Call:
    """What the author writes beside the fact, and the words of the sentence around it."""

    form: Form = Form.PROSE
    counter: str = ""
    zh: str = "{}"
    en: str = "{}"
    value: Value | None = None


CALLS = {
    "M01": Call(value=Period(Moment(2026, 2))),
    "M02": Call(value=Period(Moment(2023), Moment(2026))),
    "M03": Call(value=Period(Moment(2026, 2)), zh="数据截止日期为 {}", en="data as of {}"),
    "B20": Call(counter="个", zh="{}验证 Issue", en="{} validated issues"),
    "G02": Call(counter="行", en="{} lines"),
    "H05": Call(counter="名"),
    "H06": Call(counter="次"),
    "H07": Call(counter="个"),
    "H09": Call(counter="人"),
    "P01": Call(zh="{}累计用户", en="{} cumulative users"),
    "P02": Call(zh="{}付费订阅", en="{} paid subscriptions"),
    "P03": Call(form=Form.TABLE, zh="{}企业客户", en="{} business customers"),
    "P04": Call(zh="Fortune 100 中 {} 采用", en="used by {} of the Fortune 100"),
    "P09": Call(zh="{}用户", en="{} users"),
    "P10": Call(zh="{}付费客户", en="{} paying customers"),
    "P11": Call(zh="{} ARR", en="{} ARR"),
    "P20": Call(form=Form.WORDS),
    "V05": Call(form=Form.WORDS, zh="{}误报", en="{} false positives"),
    "V07": Call(value=Magnitude("millisecond")),
    "V08": Call(value=Magnitude("1000000")),
    "V09": Call(value=Magnitude("month", "year")),
    "V10": Call(value=Magnitude("day", "week")),
    "V11": Call(value=Magnitude("week", "month")),
    "O03": Call(counter="个"),
    "O04": Call(form=Form.MONTH, value=Period(Moment(2025, 8))),
    "O05": Call(form=Form.LETTER),
    "O06": Call(form=Form.LETTER),
    "O07": Call(form=Form.LETTER),
    "O08": Call(form=Form.LETTER),
    "O09": Call(form=Form.LETTER),
    "O18": Call(counter="名"),
    "D03": Call(counter="条"),
    "D04": Call(value=Period(Moment(2026, quarter=2))),
    "D05": Call(value=Period(Moment(2025))),
    "D06": Call(value=Amount(Decimal(2))),
    "D07": Call(form=Form.WORDS, counter="个"),
    "D09": Call(form=Form.WORDS, counter="项"),
}


def number(text: str) -> Decimal:
    """Large counts stand in the table as 630000000.0: their zeros were never typed."""
    value = Decimal(text)
    return value.normalize() if abs(value) >= 1000 else value


def value_of(key: str, call: Call) -> Value:
    if call.value is not None:
        return call.value
    row = ROWS[key]
    low, high = TYPED.get(key, (row["value_lo"], row["value_hi"]))
    if key in TYPED:
        return Amount(Decimal(low), Decimal(high) if high else None)
    return Amount(number(low), number(high) if high else None)


def modifier_of(wording: str) -> Modifier:
    """The modifier that the wording shows: the report puts it occurrence by occurrence."""
    if wording.endswith("以上") or "+" in wording:
        return Modifier.AT_LEAST
    return next((modifier for mark, modifier in MODIFIERS.items() if wording.startswith(mark)), Modifier.NONE)


def form_of(wording: str, call: Call) -> Form:
    tabular = wording[0] in "~<>" or "+" in wording
    return Form.TABLE if tabular and call.form is Form.PROSE else call.form


@pytest.mark.parametrize("key", [key for key in ROWS if key not in NOT_QUANTITIES])
def test_wanted_wording(key: str) -> None:
    row, call = ROWS[key], CALLS.get(key, Call())
    wanted = {"zh": MENDED.get(key, row["zh"]), "en": row["en"]}
    frames = {"zh": call.zh, "en": call.en}
    unit = UNITS.get(row["unit"], "count")
    said = {
        code: frames[code].format(
            compose(
                value_of(key, call),
                unit,
                modifier_of(wanted["zh"]),
                form_of(wanted["zh"], call),
                load_locale(code),
                counter=call.counter,
            ).replace("\u00a0", " ")
        )
        for code in ("zh", "en")
    }
    assert said == wanted


def test_every_row_is_tried_or_excused() -> None:
    assert len(ROWS) == 115
    assert set(MENDED) | set(TYPED) | NOT_QUANTITIES <= set(ROWS)
