"""A digest of values: equal for equal values in every process, other for others."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import PurePath
from typing import Any, Final, TypeAlias

from builder.diagnostics import Span

_Feed: TypeAlias = Callable[[bytes], None]


def digest(*values: object) -> str:
    """The SHA-256 of values made of dataclasses, mappings, sequences, sets, enumerations, paths, dates and plain
    values, in hexadecimal; the order of mappings counts, that of sets does not.

    A `Span` counts for nothing: where a text stands is no part of what is made of it. Raises TypeError for values of
    other types, for which nobody could say when they are equal."""
    made = hashlib.sha256()
    _put(values, made.update)
    return made.hexdigest()


def _put(value: object, feed: _Feed) -> None:
    kind = type(value)
    if kind is str:
        raw = value.encode("utf-8", "surrogatepass")  # type: ignore[attr-defined]
        feed(b"s%d:" % len(raw))
        feed(raw)
    elif kind is tuple or kind is list:
        feed(b"(")
        for one in value:  # type: ignore[attr-defined]
            _put(one, feed)
        feed(b")")
    elif kind in _PLAIN:
        feed(_PLAIN[kind](value))
    elif names := _names(kind):  # type: ignore[arg-type]
        name, attributes = names
        feed(name)
        for attribute in attributes:
            _put(getattr(value, attribute), feed)
        feed(b")")
    else:
        _put_other(value, feed)


def _put_other(value: object, feed: _Feed) -> None:
    match value:
        case Span():
            feed(b"@")
        case Enum():
            feed(f"e{type(value).__qualname__}.{value.name};".encode())
        case bytes():
            feed(b"b%d:" % len(value))
            feed(value)
        case Mapping():
            feed(b"{")
            for key, one in value.items():
                _put(key, feed)
                _put(one, feed)
            feed(b"}")
        case set() | frozenset():
            feed(b"<")
            for one in sorted(digest(one) for one in value):
                feed(one.encode())
            feed(b">")
        case PurePath():
            _put(str(value), feed)
        case date():
            feed(f"y{value.isoformat()};".encode())
        case _:
            raise TypeError(f"no digest of a {type(value).__qualname__}")


_PLAIN: Final[Mapping[type, Callable[[object], bytes]]] = {
    type(None): lambda _: b"n",
    bool: lambda value: b"t" if value else b"f",
    int: lambda value: f"i{value};".encode(),
    float: lambda value: b"d" + struct.pack("<d", value),
}


@cache
def _names(kind: Any) -> tuple[bytes, tuple[str, ...]] | None:
    """What begins the digest of a dataclass, and its fields; None for other types."""
    if kind is Span or not (isinstance(kind, type) and is_dataclass(kind)):
        return None
    return f"c{kind.__module__}.{kind.__qualname__}(".encode(), tuple(field.name for field in fields(kind))
