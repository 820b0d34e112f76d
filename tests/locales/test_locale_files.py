"""The locale files: complete, strictly read, and enough by themselves to add a language."""

from __future__ import annotations

import pickle
from decimal import Decimal
from pathlib import Path

import pytest

from builder.chart import KINDS
from builder.locales import Locale, LocaleError, UnknownLocale, decode_locale, known_locales, load_locale
from builder.locales.numbers import Form, axis_number, axis_scale, compose, known_units
from builder.locales.reading import read_quantities
from builder.model import Amount, Magnitude, Modifier, Moment, Period, UnitWords

OWN = Path(load_locale.__wrapped__.__code__.co_filename).parent


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = (OWN / "en.toml").read_text("utf-8")
    assert text.count(old) == 1, old
    path = tmp_path / "xx.toml"
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_three_languages_are_known() -> None:
    assert {"zh", "en", "fr"} <= set(known_locales())


@pytest.mark.parametrize("code", known_locales())
def test_every_file_is_complete(code: str) -> None:
    locale = load_locale(code)
    assert locale.code == code
    assert set(locale.words.chart_kinds) == set(KINDS)
    for unit in known_units():
        assert compose(Amount(Decimal(3)), unit, Modifier.NONE, Form.PROSE, locale)
        assert axis_scale(Decimal(3), unit, locale).divisor == 1
    assert len(locale.numbers.cardinals) >= 11
    assert pickle.loads(pickle.dumps(locale)) == locale


def test_the_same_locale_is_read_once() -> None:
    assert load_locale("zh") is load_locale("zh")


def test_unknown_language_names_the_known() -> None:
    with pytest.raises(UnknownLocale, match=r"no locale 'xx'; known: .*en.*zh"):
        load_locale("xx")


def test_a_language_is_no_path() -> None:
    with pytest.raises(UnknownLocale):
        load_locale("../locales/zh")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('contents = "Contents"\n', "", r"\[words\] lacks contents"),
        ("justify = false\n", 'justify = false\nserif = "x"\n', r"\[type\] has unknown keys: serif"),
        ("justify = false", "justify = 0", r"'type.justify' must be of type bool, not int"),
        ("slide_title = 60", "slide_title = 60.5", r"'limits.slide_title' must be of type int, not float"),
        ('body = ["Source Serif 4", "Noto Serif SC"]', 'body = ["Source Serif 4", 7]', r"'type.body\[1\]'"),
        ('per-day = "{q} per day"\n', "", r"\[numbers.rates\] lacks per-day"),
        ('TB = "{n}\\u00A0TB"\n', "", r"\[numbers.units\] lacks TB"),
        ('pp = "{n}\\u00A0pp"', 'px = "{n}"', r"\[numbers.table_units\] has unknown units: px"),
        ('"%" = "{n}%"', '"%" = "%"', r"'numbers.units.%.other' lacks \{n\}"),
        ('section = "Section {n}"', 'section = "Section {m}"', r"'words.section' lacks \{n\}"),
        ('over = "over {q}"', 'over = "over"', r"'numbers.prose.over' must hold either \{q\} or \{n\}"),
        ('contents = "Contents"', 'contents = "Contents {n}"', r"'words.contents' has nothing for \{n\}"),
        ('power = 9, words = "{n}\\u00A0b', 'power = 6, words = "{n}\\u00A0b', r"ascending order"),
        ("[limits]", "[limits", r"xx.toml: "),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(LocaleError, match=message):
        decode_locale(changed(tmp_path, old, new))


@pytest.fixture
def made_up(tmp_path: Path) -> Locale:
    """A language that Builder does not have: its one file is enough."""
    french = (OWN / "fr.toml").read_text("utf-8")
    (tmp_path / "xq.toml").write_text(french.replace("milliard", "zilliard"), "utf-8")
    assert known_locales(tmp_path) == ("xq",)
    return load_locale("xq", tmp_path)


def test_a_language_is_only_data(made_up: Locale) -> None:
    def said(low: str, high: str | None, unit: str, form: Form = Form.PROSE, modifier: Modifier = Modifier.NONE) -> str:
        amount = Amount(Decimal(low), Decimal(high) if high else None)
        return compose(amount, unit, modifier, form, made_up, units=own).replace("\u00a0", " ")

    own = {
        "firm": UnitWords("{n} entreprise", "{n} entreprises"),
        "visit": UnitWords("{n} visite", "{n} visites", "{n} de visites"),
    }
    assert said("1.3e6", None, "token") == "1,3 million de jetons"
    assert said("12.5e12", None, "token") == "12,5 billions de jetons"
    assert said("4.0e9", "7.4e9", "USD", modifier=Modifier.ABOUT) == "environ 4,0 à 7,4 zilliards de dollars"
    assert said("9.8e8", "1.2e9", "EUR") == "980 millions à 1,2 zilliard d’euros"
    assert said("71.7", None, "%") == "71,7 %"
    assert said("0.5", None, "day") == "0,5 jour"
    assert said("12345", None, "count") == "12\u202f345"
    assert said("480e9", None, "parameter", Form.LETTER, Modifier.UP_TO) == "≤ 480 Md"
    assert said("3", "5", "year", Form.WORDS) == "trois à cinq ans"
    assert said("1", None, "firm") == "1 entreprise"
    assert said("3e6", None, "visit") == "3 millions de visites"
    assert compose(Period(Moment(2026, 2)), "", Modifier.NONE, Form.PROSE, made_up) == "février 2026"
    assert compose(Period(Moment(2026, 2, 1)), "", Modifier.NONE, Form.PROSE, made_up) == "1er\u00a0février 2026"
    assert compose(Magnitude("1000"), "TB", Modifier.NONE, Form.PROSE, made_up) == "milliers de téraoctets"
    assert axis_scale(Decimal("4.26e10"), "USD", made_up).unit_caption == "zilliards de dollars"
    assert axis_scale(Decimal("4.26e7"), "visit", made_up, own).unit_caption == "millions de visites"
    assert axis_number(Decimal("2.50"), made_up) == "2,5"
    (read,) = read_quantities("près de 2,5 zilliards d’euros", made_up)
    assert (read.value, read.unit, read.modifier) == (Amount(Decimal("2.5e9")), "EUR", Modifier.ABOUT)
