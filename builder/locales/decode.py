"""TOML to `Locale`, strictly: every field required, every unknown key refused, every type checked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar, cast, get_args, get_origin, get_type_hints

from builder.locales.indexing import ORDERS
from builder.locales.locale import Locale, LocaleError, Plural
from builder.locales.patterns import check_patterns
from builder.locales.units import DURATIONS, MEASURES, NOUNS, RATES
from builder.model import Modifier

T = TypeVar("T")


def decode_locale(path: Path) -> Locale:
    """The locale that `path` describes; its code is the file's stem. Raises `LocaleError`."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LocaleError(f"{path.name}: {error}") from error
    try:
        locale = _record(Locale, {"code": path.stem} | table, "")
        _check_units(locale)
        check_patterns(locale)
        if locale.indexing.order not in ORDERS:
            raise LocaleError(f"[indexing] has the order '{locale.indexing.order}'; known: {', '.join(ORDERS)}")
    except LocaleError as error:
        raise LocaleError(f"{path.name}: {error}") from error
    return locale


def _check_units(locale: Locale) -> None:
    numbers = locale.numbers
    _same_keys("numbers.units", numbers.units, NOUNS)
    _same_keys("numbers.rates", numbers.rates, RATES)
    _same_keys("numbers.captions", numbers.captions, NOUNS | RATES)
    _same_keys("magnitudes.durations", locale.magnitudes.durations, DURATIONS)
    for name, some, known in (
        ("numbers.table_units", numbers.table_units, NOUNS),
        ("magnitudes.nouns", locale.magnitudes.nouns, NOUNS),
        ("reading.units", locale.reading.units, NOUNS | MEASURES),
        ("reading.multiples", (one.unit for one in locale.reading.multiples), NOUNS | MEASURES),
        ("reading.rates", locale.reading.rates, RATES),
        ("reading.modifiers", locale.reading.modifiers, frozenset(Modifier)),
    ):
        if unknown := set(some) - set(known):
            raise LocaleError(f"[{name}] has unknown units: {', '.join(sorted(unknown))}")


def _same_keys(where: str, found: Iterable[str], wanted: Iterable[str]) -> None:
    found, wanted = set(found), set(wanted)
    if missing := wanted - found:
        raise LocaleError(f"[{where}] lacks {', '.join(sorted(missing))}")
    if unknown := found - wanted:
        raise LocaleError(f"[{where}] has unknown keys: {', '.join(sorted(unknown))}")


def _record(kind: type[T], value: object, where: str) -> T:
    if kind is Plural and isinstance(value, str):
        return kind(value)  # type: ignore[call-arg]
    if not isinstance(value, dict):
        raise LocaleError(f"'{where}' must be a table")
    own: tuple[Field[object], ...] = fields(kind)  # type: ignore[arg-type]
    required = {f.name for f in own if f.default is MISSING}
    _same_keys(where or "top", set(value) | ({f.name for f in own} - required), {f.name for f in own})
    hints = _hints(kind)  # type: ignore[arg-type]
    return kind(**{key: _value(hints[key], item, f"{where}.{key}".lstrip(".")) for key, item in value.items()})


_hints = cache(get_type_hints)
"""Rules and units are many, and of few types."""


def _value(kind: object, value: object, where: str) -> object:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and isinstance(value, list):
        return tuple(_value(arguments[0], item, f"{where}[{i}]") for i, item in enumerate(value))
    if origin is dict and isinstance(value, dict):
        return {key: _value(arguments[1], item, f"{where}.{key}") for key, item in value.items()}
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(cast("type[object]", kind), value, where)
    if kind is float and type(value) is int:
        return float(value)
    if kind is type(value):
        return value
    raise LocaleError(f"'{where}' must be of type {getattr(kind, '__name__', kind)}, not {type(value).__name__}")
