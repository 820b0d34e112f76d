"""What is told of how prose is set, with its exact place, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.check.context import Context
from builder.check.prose import prose
from builder.diagnostics import Diagnostic, Severity
from builder.locales import known_locales, load_locale
from builder.locales.prose import expression
from tests.content import loaded


def faults(folder: Path, lang: str, markdown: str, **files: str) -> list[Diagnostic]:
    report = f"name: sample\nlanguages: [{lang}]\n"
    read = loaded(folder, {"report.yaml": report, f"{lang}/a.md": markdown, **files})
    assert read.corpus is not None
    texts = {name: text for name in read.project.read if (text := read.project.text(name)) is not None}
    locales = {lang: load_locale(lang)}
    return list(prose(Context(read.corpus, texts, frozenset(), frozenset(), locales)))


def places(folder: Path, lang: str, markdown: str) -> list[str]:
    """Of the one paragraph on line 3: columns, the codes, and what stands there."""
    line = f"# A\n\n{markdown}".split("\n")
    return [
        f"{f.span.line}:{f.span.col} {f.code} {line[f.span.line - 1][f.span.col - 1 : f.span.end - 1]!r}"
        for f in faults(folder, lang, f"# A\n\n{markdown}\n")
    ]


CHINESE = [
    ("代码领域,进步最快。", ["3:5 half-width ','"]),
    ("代码**领域**,进步。", ["3:9 half-width ','"]),
    ("代码{cite}`k`,进步。", ["3:12 half-width ','"]),
    ("[代码](https://a.org/x,y),进步。", ["3:24 half-width ','"]),
    ("代码领域: 进步最快。", ["3:5 half-width ':'"]),
    ("代码 `a,b`,进步。", ["3:9 half-width ','"]),
    ("代码领域.进步最快。", ["3:5 half-width '.'"]),
    ("代码(领域)最快。", ["3:3 half-width '('"]),
    ("代码,领域,最快。", ["3:3 half-width ','"]),
    ("第一行\n第二行,完。", ["4:4 half-width ','"]),
    ("> 代码\n> 领域,完。", ["4:5 half-width ','"]),
    ("１２ 个ＡＢ。", ["3:1 full-width '１２'"]),
    ('所谓"验证"。', ["3:3 quotes '\"'"]),
    ("显著，，成本。", ["3:3 doubled-mark '，，'"]),
    ("显著，。", ["3:3 doubled-mark '，。'"]),
    ("代码的的进步。", ["3:3 doubled-word '的的'"]),
    ("代码 领域，最快。", ["3:3 spacing ' '"]),
    ("代码 **领域**，最快。", ["3:3 spacing ' '"]),
    ("代码， 最快。", ["3:4 spacing ' '"]),
    ("医疗、法律...", ["3:6 ellipsis '...'"]),
    ("医疗、法律。。。", ["3:6 ellipsis '。。。'"]),
    ("医疗、法律…都在。", ["3:6 ellipsis '…'"]),
    ("代码--领域。", ["3:3 dash '--'"]),
    ("代码 - 领域，最快。", ["3:3 dash ' - '"]),
    ("代码–领域。", ["3:3 dash '–'"]),
    ("增 5%～10%，减 3%～4%，或 2-6 倍。", ["3:21 range-mark '-'"]),
    ("增长 5～10%。", ["3:5 range-mark '～'"]),
    ("代码领域有海量的公开数据。训练所需的成本很低，效果也好得多", ["3:29 end-mark '多'"]),
    ("数据、基准、和工具。", ["3:6 list-comma '、'"]),
    ("数据（The Stack。", ["3:3 unbalanced '（'"]),
    ("数据（The Stack)。", ["3:13 unbalanced ')'"]),
    ("数据”很多。", ["3:3 unbalanced '”'"]),
]

ENGLISH = [
    ("The code，here.", ["3:9 full-width '，'"]),
    ("The code （here）.", ["3:10 full-width '（'"]),
    ("“One”, “two” and \"three.", ["3:18 quotes '\"'", "3:18 unbalanced '\"'"]),
    ("It’s one’s, and it's so.", ["3:19 quotes \"'\""]),
    ("In the the code.", ["3:8 doubled-word 'the'"]),
    ("The *the* code.", ["3:6 doubled-word 'the'"]),
    ("In  code.", ["3:3 spacing '  '"]),
    ("In code , here.", ["3:8 spacing ' '"]),
    ("A dash—here—and--there.", ["3:16 dash '--'"]),
    ("At −5, −6 and -7.", ["3:15 dash '-'"]),
    ("1–2, 3–4 and 5-6.", ["3:15 range-mark '-'"]),
    ("US$1, US$2 and $3.", ["3:16 currency '$'"]),
    ("It was a API, an user, a hour.", ["3:8 article 'a'"]),
    ("An university is a old one.", ["3:1 article 'An'"]),
    ("It rose 67 percent points.", ["3:12 percent-points 'percent points'"]),
    ("It rose (67 points.", ["3:9 unbalanced '('"]),
    ("Coding has vast public data. Models are trained on it at little cost and it works", ["3:81 end-mark 's'"]),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "found"), CHINESE)
def test_chinese(markdown: str, found: list[str], tmp_path: Path) -> None:
    assert places(tmp_path, "zh", markdown) in (found, [found[0]])


FRENCH = [
    ("Il dit oui; puis non.", ["3:11 spacing ';'"]),
    ("Il dit «oui ».", ["3:8 spacing '«'"]),
    ("Il dit: oui.", ["3:7 spacing ':'"]),
    ("La part est de 30% en mai.", ["3:18 spacing '%'"]),
    ("La part part part en mai.", ["3:9 doubled-word 'part'"]),
    ("Une hausse de 3 point de pourcent en mai.", ["3:17 percent-points 'point de pourcent'"]),
    ("Il est 12:30 : venez « tous » ; à https://example.org/?a=b!", []),
    ("Oui ! Nous nous levons, vous vous couchez ?", []),
    ("Le « `a;b` » et {cite}`k` ; fin.", []),
]


@pytest.mark.parametrize(("markdown", "found"), FRENCH)
def test_french(markdown: str, found: list[str], tmp_path: Path) -> None:
    assert places(tmp_path, "fr", markdown) == found


@pytest.mark.parametrize(("markdown", "found"), ENGLISH)
def test_english(markdown: str, found: list[str], tmp_path: Path) -> None:
    assert [place for place in places(tmp_path, "en", markdown) if place in found] == found


@pytest.mark.parametrize(
    "markdown",
    [
        "`代码,领域` 与 $甲,乙$，以及 <https://例.org/甲,乙>。\n\n```\n代码,领域...\n```",
        "GPT-4 与 v1.2.3（2024-01）在 1,234 个仓库、0.5～1 倍、3:1、10:30 之间。",
        "“代码”——“领域”……〔一〕《书》（甲（乙）丙）。",
        "一. 总则",
        "1) 甲 a) 乙；区间 [0, 1) 与 (0, 1]。",
        "吐鲁番-哈密盆地，北京—上海，2023—2024 年。",
        "数据、和平与发展；目的的确如此。",
        "小结：\n\n- 数据\n- 基准",
        "公式如下。其中各项的含义与上一节完全相同，不再一一说明，请看\n\n$$\na\n$$",
        "支持 Python、C++ 和 Go；`a`、`b`。",
        "| 甲 乙 | 丙 |\n| --- | --- |\n| 是 否 | 5-10 |",
        "<!-- 代码,领域 -->\n\n<div>代码</div>",
        "增长 2-6 倍，增长 3-4 倍。",
    ],
)
def test_what_is_right_in_chinese(markdown: str, tmp_path: Path) -> None:
    assert places(tmp_path, "zh", markdown) == []


@pytest.mark.parametrize(
    "markdown",
    [
        "`a  b`, 'x' \"y\", `the the`, 2024-01-05, arXiv:2601.12146 , no.",
        "An hour, an honest LLM, a user, a European, a one-off, an MRI, a UN body, a and b, an 8, a unit.",
        "Had had, that that, so so, Duran Duran, end-to-end to end.",
        "The model “大模型（LLM）” is ours.",
        "It costs $5, or “5” dollars (see a) and 1) b).",
        'Pages 3-4 and 5-6; call 555-1234; a 5" screen.',
        "See https://example.org/a--b?x=1-2 and .NET , e.g. no...",
        "1. one\n2. two",
    ],
)
def test_what_is_right_in_english(markdown: str, tmp_path: Path) -> None:
    assert [p for p in places(tmp_path, "en", markdown) if "spacing" not in p] == []


def test_a_half_width_comma_between_han_is_an_error(tmp_path: Path) -> None:
    """All of a text and code are one diagnostic; an import may have warnings alone."""
    markdown = "# 甲\n\n代码: 领域,进步,最快。\n"
    (found,) = faults(tmp_path, "zh", markdown)
    assert found.severity is Severity.ERROR
    assert (found.span.col, found.message) == (7, "half-width “,” between Han (2 more in this text)")
    settings = "name: x\nlanguages: [zh]\ndisagreements: warning\n"
    (found,) = faults(tmp_path, "zh", markdown, **{"report.yaml": settings})
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        ("# 甲\n\n| 表 | 头 |\n| --- | --- |\n| 一 | 二,三 |\n", "5:8"),
        ("# 甲\n\n:::{figure} g.png\n:alt: 无\n图,表\n:::\n", "5:2"),
        ("# 甲\n\n::::{slide} 题\n- 点\n\n:::{notes}\n说,话\n:::\n::::\n", "7:2"),
        ("# 甲\n\n一[^1]\n\n[^1]: 注,脚\n", "5:8"),
        ("# 甲,乙\n", "1:4"),
        ("# 甲\n\n:::{only} zh\n注,脚\n:::\n", "4:2"),
        ("# 甲\n\n- 项\n  - 甲\n    乙,丙\n", "5:6"),
    ],
)
def test_every_text_is_read(markdown: str, place: str, tmp_path: Path) -> None:
    found = faults(tmp_path, "zh", markdown, **{"zh/index.md": "# 题\n"})
    assert [f"{f.span.line}:{f.span.col}" for f in found] == [place]


def test_labels_are_read(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, "zh", "# 甲\n", **{"zh/terms.yaml": "labels:\n  a: 甲,乙\n"})
    assert (found.span.file, found.span.line, found.code) == ("content/zh/terms.yaml", 2, "half-width")


def test_title_case_is_asked_where_it_is_kept(tmp_path: Path) -> None:
    titled = "".join(f"# The {word} of Code\n" for word in ("Size", "Cost", "Use", "Price", "Speed", "Scope", "Style"))
    small = "# The results of the Code\n"
    (found,) = faults(tmp_path, "en", titled + small)
    assert (found.code, found.span.line, found.span.col) == ("title-case", 8, 7)
    assert faults(tmp_path, "en", titled + small * 2) == []
    assert faults(tmp_path, "en", titled + "# The LLM and iPhone of `code`\n") == []


@pytest.mark.parametrize("lang", known_locales())
def test_every_rule_can_be_read(lang: str) -> None:
    for rule in load_locale(lang).prose.rules:
        assert rule.message
        assert rule.hint
        for pattern in (rule.pattern, rule.within, rule.where):
            expression(pattern)
