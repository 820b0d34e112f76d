"""What sentences of a language are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prose:
    """Words by which a language is known, in lower case: `common` ones stand in nearly every sentence, `finite` ones in
    hardly any title."""

    common: tuple[str, ...]
    finite: tuple[str, ...]
