"""What a fact says of others: a part of them, their sum, their growth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from builder.diagnostics import Code, Diagnostic, Report, did_you_mean
from builder.load.compose import Places
from builder.load.decode import WHOLE
from builder.load.expression import parse
from builder.model import Expression, Fact, Measure, Named, Number, Operation, Ties


class _Typed(Protocol):
    """The keys of an entry of facts.yaml that are read here."""

    @property
    def of(self) -> str: ...
    @property
    def parts(self) -> tuple[str, ...]: ...
    @property
    def equals(self) -> str | tuple[str, ...]: ...
    @property
    def derive(self) -> str | None: ...
    @property
    def about(self) -> str: ...
    @property
    def base(self) -> str: ...
    @property
    def limit(self) -> str: ...
    @property
    def measure(self) -> Measure | None: ...
    @property
    def qualifier(self) -> str: ...


def read_ties(entry: _Typed) -> Ties:
    """Raises ExpressionError."""
    equals = (entry.equals,) if isinstance(entry.equals, str) else entry.equals
    return Ties(
        of=entry.of,
        parts=entry.parts,
        equals=tuple(parse(text) for text in equals),
        derived=parse(entry.derive) if entry.derive is not None else None,
        about=entry.about,
        base=entry.base,
        limit=entry.limit,
        measure=entry.measure,
        qualifier=entry.qualifier,
    )


def keys_of(expression: Expression) -> Iterator[str]:
    """The facts that an expression names, in its order."""
    match expression:
        case Named():
            yield expression.key
        case Operation():
            yield from keys_of(expression.left)
            yield from keys_of(expression.right)
        case Number():
            pass


def unknown_ties(facts: Mapping[str, Fact], places: Places, lost: set[str], report: Report) -> None:
    """A tie names a fact that there is."""
    for key, fact in facts.items():
        ties = fact.ties
        named = [("of", ties.of), ("base", ties.base), ("limit", ties.limit), *(("parts", part) for part in ties.parts)]
        named += [("equals", name) for expression in ties.equals for name in keys_of(expression)]
        for tie, name in named:
            if name and name not in facts and name not in lost and WHOLE not in lost:
                hint = did_you_mean(name, facts)
                message = f"'{key}' names the fact '{name}', which there is not"
                report(Diagnostic(places.value(key, tie), Code.UNKNOWN_FACT, message, hint=hint))
