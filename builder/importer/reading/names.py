"""Tables of names, written as text."""

from __future__ import annotations


def words(text: str) -> list[str]:
    return text.split()
