"""Ids of slides and groups: from names, distinct, in the range of the standard."""

from __future__ import annotations

import pytest

from builder.deck import identity
from builder.deck.identity import distinct, slide_ids


def test_names_that_are_alike_are_counted() -> None:
    assert distinct(["a", "b", "a", "a"]) == ("a", "b", "a#2", "a#3")


def test_an_id_depends_on_its_name_alone() -> None:
    names = tuple(f"chapter/{n}" for n in range(2_000))
    ids = slide_ids(names)
    assert len(set(ids)) == len(names)
    assert all(256 <= number < 2**31 for number in ids)
    assert slide_ids(names[::-1]) == ids[::-1]
    assert slide_ids(names[:7]) == ids[:7]


def test_two_names_on_one_number_are_settled_by_their_order_not_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "_END", 256 + 8)
    found = dict(zip("abcdefgh", slide_ids(tuple("abcdefgh")), strict=True))
    assert sorted(found.values()) == list(range(256, 256 + 8))
    assert dict(zip("hgfedcba", slide_ids(tuple("hgfedcba")), strict=True)) == found
