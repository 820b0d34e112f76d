"""What a draft may be wrong in: the editions may disagree, with each other and with themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from builder.diagnostics import FIRM, Code, Diagnostic, Severity
from builder.model import Corpus

_BUILT: Final = FIRM | {Code.PARITY, Code.MISSING_COUNTERPART, Code.ORDER}
"""Errors of these codes say that the editions cannot be made, or not side by side; where one does not, what compares
the editions says it as gravely as `Settings.disagreements`."""


def lenient(corpus: Corpus) -> Corpus:
    return replace(corpus, settings=replace(corpus.settings, disagreements=Severity.WARNING))


def tolerated(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What the checks found, with warnings for the errors that a draft may have."""
    return [d if d.code in _BUILT else replace(d, severity=Severity.WARNING) for d in found]
