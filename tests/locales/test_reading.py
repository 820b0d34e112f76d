"""Quantities as people type them, in both languages: what they say, and what only looks like one."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from builder.locales import load_locale
from builder.locales.quantity import Quantity
from builder.locales.reading import read_quantities
from builder.model import Amount, Magnitude, Moment, Period


def shown(quantity: Quantity, text: str) -> str:
    """`place = value unit modifier`, as short as it can be said."""
    value = quantity.value
    match value:
        case Amount():
            ends = [end for end in (value.low, value.high) if end is not None]
            said = "..".join(f"{end.normalize() if end % 1 == 0 else end:f}" for end in ends)
        case Period():
            said = "..".join(moment(end) for end in (value.start, value.end) if end)
        case Magnitude():
            said = "~" + "..".join(end for end in (value.low, value.high) if end)
    parts = [
        said,
        quantity.unit if quantity.unit != "count" else "",
        "" if quantity.modifier == "none" else quantity.modifier.value,
    ]
    parts += ["ordinal"] if quantity.ordinal else []
    return f"{text[quantity.start : quantity.end]} = {' '.join(part for part in parts if part)}"


def moment(value: Moment) -> str:
    parts = [str(value.year or "")] + [f"Q{value.quarter}"] * bool(value.quarter)
    return "-".join(parts + [f"{part:02}" for part in (value.month, value.day) if part])


def read(code: str, text: str) -> list[str]:
    return [shown(quantity, text) for quantity in read_quantities(text, load_locale(code))]


CHINESE = [
    # numerals, scales, full-width digits
    ("共 6.3 亿个仓库", ["6.3 亿 = 630000000"]),
    ("1.2 万亿+ token", ["1.2 万亿+ token = 1200000000000 token at-least"]),
    ("３．５％，２０ 万", ["３．５％ = 3.5 %", "２０ 万 = 200000"]),
    ("三成用户，两万人，三百五十万元", ["三成 = 30 %", "两万 = 20000", "三百五十万元 = 3500000 CNY"]),
    ("3 万 5 千人，5 百万", ["3 万 5 千 = 35000", "5 百万 = 5000000"]),
    ("百分之三十，四分之三，千分之五", ["百分之三十 = 30 %", "四分之三 = 75 %", "千分之五 = 0.5 %"]),
    ("约一半，三年半，半年，两倍", ["约一半 = 50 % about", "三年半 = 3.5 year", "半年 = 0.5 year", "两倍 = 2 times"]),
    ("三点五倍，二十一个", ["三点五倍 = 3.5 times", "二十一 = 21"]),
    # ranges
    ("40—74 亿美元", ["40—74 亿美元 = 4000000000..7400000000 USD"]),
    ("40 亿～74 亿元", ["40 亿～74 亿元 = 4000000000..7400000000 CNY"]),
    ("5000～2 万", ["5000～2 万 = 5000..20000"]),
    ("35—40%，60 至 70 分", ["35—40% = 35..40 %", "60 至 70 分 = 60..70 point"]),
    ("从 4.4% 到 71.7%", ["4.4% = 4.4 %", "71.7% = 71.7 %"]),
    ("增长 5%——10 倍", ["5% = 5 %", "10 倍 = 10 times"]),
    # modifiers
    (
        "不超过 5 亿美元，不足 15%，超 10 亿",
        ["不超过 5 亿美元 = 500000000 USD up-to", "不足 15% = 15 % under", "超 10 亿 = 1000000000 over"],
    ),
    (
        "5 万多人，300 余家，至少 3 家，90% 以上",
        ["5 万多 = 50000 over", "300 余 = 300 over", "至少 3 = 3 at-least", "90% 以上 = 90 % at-least"],
    ),
    ("近 2 亿元，近三年，节约 5%", ["近 2 亿元 = 200000000 CNY about", "三年 = 3 year", "5% = 5 %"]),
    # units
    ("25 个基点，67.3 个百分点", ["25 个基点 = 0.25 pp", "67.3 个百分点 = 67.3 pp"]),
    (
        "每分钟 230 个，日均 5 万次，1 名/秒",
        ["每分钟 230 = 230 per-minute", "日均 5 万 = 50000 per-day", "1 名/秒 = 1 per-second"],
    ),
    ("5 亿元/年，30 分钟", ["5 亿元 = 500000000 CNY", "30 分钟 = 30 minute"]),
    ("5 千克，￥300", ["5 千克 = 0.005 tonne", "￥300 = 300 CNY"]),
    # dates
    (
        "2026 年 2 月 27 日，2026 年 Q2，2025 年第三季度",
        ["2026 年 2 月 27 日 = 2026-02-27", "2026 年 Q2 = 2026-Q2", "2025 年第三季度 = 2025-Q3"],
    ),
    (
        "2023—2026 年，2025 财年，8 月 5 日",
        ["2023—2026 年 = 2023..2026", "2025 财年 = 2025 fiscal", "8 月 5 日 = -08-05"],
    ),
    (
        "20 世纪 90 年代，2010 年代，二〇二六年",
        ["20 世纪 90 年代 = 1990..1999", "2010 年代 = 2010..2019", "二〇二六年 = 2026"],
    ),
    ("2025.6 万人，2025.6 发布", ["2025.6 万 = 20256000", "2025.6 = 2025-06"]),
    ("2000 年有 2000 家企业", ["2000 年 = 2000", "2000 = 2000"]),
    # orders of magnitude, ordinals
    (
        "数百万美元，数月至数年，毫秒级",
        ["数百万美元 = ~1000000 USD", "数月至数年 = ~month..year", "毫秒级 = ~millisecond"],
    ),
    ("排名第三，第 5 位", ["第三 = 3 ordinal", "第 5 = 5 ordinal"]),
    # no quantities
    ("Qwen3-235B、GPT-4、Claude Opus 4.5、arXiv:2601.12146、v1.2.3、ISO 9001、5G、3D", []),
    ("图 3.1 与表2，第 3 章，步骤 3，见 https://a.com/2024/05/x-7，[12]，（1）", []),
    ("电话 010-1234-5678，12:30，1.2.3.4，3:1", []),
    ("统一、万一、十分重要、一个问题、千万不要、三亚、五花八门、十几个", []),
]

ENGLISH = [
    (
        "630 million, 1.2 trillion+ tokens, $5bn, 480B",
        [
            "630 million = 630000000",
            "1.2 trillion+ tokens = 1200000000000 token at-least",
            "$5bn = 5000000000 USD",
            "480B = 480000000000",
        ],
    ),
    (
        "three quarters, two-thirds of them, a third, half",
        [
            "three quarters = 75 %",
            "two-thirds = 66.66666666666666666666666667 %",
            "a third = 33.33333333333333333333333333 %",
            "half = 50 %",
        ],
    ),
    (
        "twofold, a dozen, twenty-three, two hundred thousand, half a million",
        [
            "twofold = 2 times",
            "a dozen = 12",
            "twenty-three = 23",
            "two hundred thousand = 200000",
            "half a million = 500000",
        ],
    ),
    (
        "one year, five years, one of them, two and a half years",
        ["one year = 1 year", "five years = 5 year", "two and a half years = 2.5 year"],
    ),
    (
        "US$4.0–7.4 billion, between 4 and 7 percent, 10-20%",
        ["US$4.0–7.4 billion = 4000000000..7400000000 USD", "4 and 7 percent = 4..7 %", "10-20% = 10..20 %"],
    ),
    ("US$980 million to US$1.2 billion", ["US$980 million to US$1.2 billion = 980000000..1200000000 USD"]),
    ("rose from 4.4% to 71.7%", ["4.4% = 4.4 %", "71.7% = 71.7 %"]),
    (
        "up to 5 million, at least 300, 300 or more, nearly 90%, no more than 7",
        [
            "up to 5 million = 5000000 up-to",
            "at least 300 = 300 at-least",
            "300 or more = 300 at-least",
            "nearly 90% = 90 % about",
            "no more than 7 = 7 up-to",
        ],
    ),
    (
        "5 percentage points, 25 basis points, 15 percent, 3.6 times, 3x, 10-fold",
        [
            "5 percentage points = 5 pp",
            "25 basis points = 0.25 pp",
            "15 percent = 15 %",
            "3.6 times = 3.6 times",
            "3x = 3 times",
            "10-fold = 10 times",
        ],
    ),
    (
        "1,000-2,000 per day, 5 a day, $5 million per year",
        ["1,000-2,000 per day = 1000..2000 per-day", "5 a day = 5 per-day", "$5 million = 5000000 USD"],
    ),
    ("5-year plan, mid-2025, top-5", ["5-year = 5 year", "2025 = 2025", "5 = 5"]),
    (
        "In the 1990s, FY2025, Q3 2025, the third quarter of 2025",
        ["1990s = 1990..1999", "FY2025 = 2025 fiscal", "Q3 2025 = 2025-Q3", "third quarter of 2025 = 2025-Q3"],
    ),
    (
        "August 5, 2024; 5 August 2024; in May; 2024-05-06; 2023–2026",
        [
            "August 5, 2024 = 2024-08-05",
            "5 August 2024 = 2024-08-05",
            "May = -05",
            "2024-05-06 = 2024-05-06",
            "2023–2026 = 2023..2026",
        ],
    ),
    (
        "millions of dollars, tens of thousands, months to years",
        ["millions of dollars = ~1000000 USD", "tens of thousands = ~10000", "months to years = ~month..year"],
    ),
    ("the 21st century, 3rd, first", ["21st = 21 ordinal", "3rd = 3 ordinal", "first = 1 ordinal"]),
    ("2.1 × 10^25, 1e6", ["2.1 × 10^25 = 21000000000000000000000000", "1e6 = 1000000"]),
    ("Qwen3-235B, GPT-4, Claude Opus 4.5, arXiv:2601.12146, v1.2.3, ISO 9001, COVID-19, 10-K, 2FA, 5G", []),
    ("Figure 3.1, Section 2, Step 3, https://a.com/2024/05, 12:30, 192.168.0.1, 1-800-555-0199, [3], 24/7", []),
    ("May also, HK$5 million", []),
]


@pytest.mark.parametrize(("text", "wanted"), CHINESE)
def test_chinese(text: str, wanted: list[str]) -> None:
    assert read("zh", text) == wanted


@pytest.mark.parametrize(("text", "wanted"), ENGLISH)
def test_english(text: str, wanted: list[str]) -> None:
    assert read("en", text) == wanted


def test_places_are_those_of_the_typed_text() -> None:
    text = "规模约 500 亿个 token。"
    (found,) = read_quantities(text, load_locale("zh"))
    assert text[found.start : found.end] == "约 500 亿个 token"
    assert text[slice(*found.core)] == "500 亿个 token"
    assert text[slice(*found.number)] == "500 亿"
    assert found.counter == "个"
    (found,) = read_quantities("over 230 repositories", load_locale("en"))
    assert (found.noun, found.worded) == ("repositories", False)


def test_the_digits_that_were_typed_are_kept() -> None:
    values = [quantity.value for quantity in read_quantities("US$4.0 billion and 99.0%", load_locale("en"))]
    assert [value.low.as_tuple().digits for value in values if isinstance(value, Amount)] == [(4, 0), (9, 9, 0)]


ROWS = list(csv.DictReader((Path(__file__).parents[1] / "data" / "facts.csv").open(encoding="utf-8", newline="")))
COUNTED_APART = {"O03", "D08", "V05"}  # per day in one language alone; a list's numbers; 零 before no measure word


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_words_of_the_first_report(row: dict[str, str]) -> None:
    """Both languages say the same quantity, and it is that of the table."""
    found = {code: read_quantities(row[code], load_locale(code)) for code in ("zh", "en")}
    if row["id"] in COUNTED_APART:
        return
    (ours,), (theirs,) = found["zh"], found["en"]
    assert (ours.value, ours.unit, ours.modifier) == (theirs.value, theirs.unit, theirs.modifier)
    if isinstance(ours.value, Amount) and row["value_lo"]:
        assert ours.value.low == Decimal(row["value_lo"].replace("II", "2"))
        assert ours.value.high == (Decimal(row["value_hi"]) if row["value_hi"] else None)
