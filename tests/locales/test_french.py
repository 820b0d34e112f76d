"""French as it is typed: numbers in words, dates, spaces beside marks, and the order of its letters."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builder.locales import load_locale
from builder.locales.indexing import heading, rank
from builder.locales.reading import read_quantities
from builder.locales.spacing import hold
from builder.model import Amount, Modifier, Moment, Period, Value

FRENCH = load_locale("fr")


def amount(low: str, high: str | None = None) -> Amount:
    return Amount(Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("text", "value", "unit", "modifier"),
    [
        ("quatre-vingt-dix-sept communes", amount("97"), "count", Modifier.NONE),
        ("soixante et onze ans", amount("71"), "year", Modifier.NONE),
        ("vingt-et-un jours", amount("21"), "day", Modifier.NONE),
        ("mille deux cents euros", amount("1200"), "EUR", Modifier.NONE),
        ("cent vingt communes", amount("120"), "count", Modifier.NONE),
        ("deux millions trois cent mille habitants", amount("2300000"), "count", Modifier.NONE),
        ("près d’un million d’euros", amount("1e6"), "EUR", Modifier.ABOUT),
        ("plus de 12\u202f345,6\u00a0€", amount("12345.6"), "EUR", Modifier.OVER),
        ("entre 3 et 5 millions de dollars", amount("3e6", "5e6"), "USD", Modifier.NONE),
        ("jusqu'à 40 %", amount("40"), "%", Modifier.UP_TO),
        ("3 M€", amount("3e6"), "EUR", Modifier.NONE),
        ("la moitié des communes", amount("50"), "%", Modifier.NONE),
        ("le 1er mars 2025", Period(Moment(2025, 3, 1)), "", Modifier.NONE),
        ("12/03/2025", Period(Moment(2025, 3, 12)), "", Modifier.NONE),
        ("au 2e trimestre 2025", Period(Moment(2025, quarter=2)), "", Modifier.NONE),
    ],
)
def test_what_is_typed_is_read(text: str, value: Value, unit: str, modifier: Modifier) -> None:
    (found,) = read_quantities(text, FRENCH)
    assert (found.value, found.unit, found.modifier) == (value, unit, modifier)


@pytest.mark.parametrize("text", ["un projet réuni", "les 5 s’ajoutent", "Les siècles passés", "décent et récent"])
def test_no_quantity_is_read_into_words(text: str) -> None:
    assert [found for found in read_quantities(text, FRENCH) if found.unit != "count"] == []
    assert read_quantities(text.replace("5", ""), FRENCH) == ()


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("Oui ; non !", "Oui\u202f; non\u202f!"),
        ("« oui » : 71 %", "«\u00a0oui\u00a0»\u00a0: 71\u00a0%"),
        ("les 1 234 567 voix de 2025", "les 1\u202f234\u202f567 voix de 2025"),
        ("à 12:30, https://x.org/?a=b :abc", "à 12:30, https://x.org/?a=b :abc"),
    ],
)
def test_plain_spaces_beside_marks_hold(typed: str, held: str) -> None:
    assert hold(typed, FRENCH) == held
    assert hold(typed, load_locale("en")) == typed


def test_accents_and_ligatures_are_filed_by_their_letters() -> None:
    terms = ["œuvre", "zone", "été", "Élan", "ode", "étude"]
    assert sorted(terms, key=lambda term: rank(term, "letters")) == ["Élan", "été", "étude", "ode", "œuvre", "zone"]
    assert heading("œuvre", "letters") == "O"
