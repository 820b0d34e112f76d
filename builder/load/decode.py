"""YAML files after their schemas. What was text as typed becomes a number or a date only where the schema asks so."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic.json_schema import JsonSchemaValue

from builder.diagnostics import Code, Diagnostic, Report
from builder.load.compose import Place, Places, Plain, Unreadable, compose

T = TypeVar("T")


class Entry(BaseModel):
    """Base of the YAML schemas: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


@dataclass(frozen=True, slots=True)
class Decoded(Generic[T]):
    """What could be read of a file, and the keys (`WHOLE`: everything) that could not, whose faults are reported."""

    value: T
    places: Places
    lost: frozenset[str]


WHOLE = ""


def decode(text: str, file: str, schema: TypeAdapter[T], empty: T, report: Report) -> Decoded[T]:
    """The file's content after `schema`, all of it or nothing: `empty`, also for a file that says nothing."""
    places = Places(file)
    plain = compose(text, places, report)
    if isinstance(plain, Unreadable):
        return Decoded(empty, places, frozenset((WHOLE,)))
    if plain is None:
        return Decoded(empty, places, frozenset())
    try:
        return Decoded(schema.validate_python(plain), places, frozenset())
    except ValidationError as error:
        _report(error, plain, places, schema, report)
        return Decoded(empty, places, frozenset((WHOLE,)))


def decode_each(
    text: str, file: str, schema: TypeAdapter[T], kind: type[dict[str, Plain]] | type[list[Plain]], report: Report
) -> Decoded[dict[str | int, T]]:
    """The entries of a mapping or list, by name or place; those at fault are left out, and their names are lost."""
    places = Places(file)
    plain = compose(text, places, report)
    if plain is None:
        return Decoded({}, places, frozenset())
    if isinstance(plain, Unreadable) or not isinstance(plain, kind):
        if not isinstance(plain, Unreadable):
            wanted = "a list of entries" if kind is list else "a mapping of names to entries"
            hint = "FORMAT.md shows how it is written"
            report(Diagnostic(places.value(), Code.INVALID_VALUE, f"the file holds {wanted}", hint=hint))
        return Decoded({}, places, frozenset((WHOLE,)))
    found: dict[str | int, T] = {}
    lost = set()
    entries: list[tuple[str | int, Plain]] = [*(plain.items() if isinstance(plain, dict) else enumerate(plain))]
    for key, entry in entries:
        try:
            found[key] = schema.validate_python(entry)
        except ValidationError as error:
            _report(error, plain, places, schema, report, (key,))
            lost.add(str(entry.get("id") if isinstance(key, int) and isinstance(entry, dict) else key))
    return Decoded(found, places, frozenset(lost))


_MESSAGES = {
    "missing": "'{name}' is missing",
    "extra_forbidden": "there is no '{name}' here",
    "string_type": "'{name}' is a text, not a list or mapping",
    "list_type": "'{name}' is a list",
    "tuple_type": "'{name}' is a list",
    "dict_type": "'{name}' is a mapping of names to values",
    "model_type": "'{name}' is a mapping of names to values",
    "model_attributes_type": "'{name}' is a mapping of names to values",
    "bool_parsing": "'{name}' is true or false",
    "bool_type": "'{name}' is true or false",
    "int_type": "'{name}' is a whole number",
    "int_parsing": "'{name}' is a whole number",
    "too_short": "'{name}' needs at least one entry",
    "too_long": "'{name}' has too many entries",
}
_HINTS = {
    "missing": "add it",
}


def _report(
    error: ValidationError, plain: Plain, places: Places, schema: TypeAdapter[T], report: Report, above: Place = ()
) -> None:
    """Every fault once: where a value may be one of several types, each complains, and the one it resembles speaks."""
    found: dict[tuple[Place, str], Diagnostic] = {}
    for fault in error.errors(include_url=False):
        loc, kind = (*above, *fault["loc"]), fault["type"]
        path = _existing(loc, plain)
        if kind == "too_short" and _at(path, plain):
            continue  # its entries are at fault
        key = (path, str(loc[-1]) if kind == "missing" else "")
        if key not in found or isinstance(_at(path, plain), list):
            found[key] = _fault(path, loc, kind, fault["msg"], fault.get("ctx", {}), plain, places)
            if kind == "extra_forbidden":
                found[key] = replace(found[key], hint=_meant(str(path[-1]), schema))
    for diagnostic in found.values():
        report(diagnostic)


def _meant(key: str, schema: TypeAdapter[T]) -> str:
    if key.replace(".", "").isdecimal():  # the rest of 8,500 between braces
        return "write numbers without commas: 8500"
    known = sorted({*_keys(schema.json_schema())} - {key})
    if near := difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.6):
        return f"did you mean '{near[0]}'? If it is spelt as it should be, check its indentation"
    return "check its spelling and its indentation; FORMAT.md lists what may stand here"


def _keys(schema: JsonSchemaValue) -> Iterator[str]:
    """All that a mapping may hold, at any depth."""
    for key, part in schema.items():
        if key == "properties":
            yield from part
        for inner in part.values() if key in ("properties", "$defs") else ():
            yield from _keys(inner)


def _fault(
    path: Place,
    loc: tuple[int | str, ...],
    kind: str,
    text: str,
    context: Mapping[str, object],
    plain: Plain,
    places: Places,
) -> Diagnostic:
    name = str((loc if kind == "missing" else path or loc or (places.file,))[-1])
    said = _at(path, plain)
    if kind == "value_error" and path and isinstance(path[-1], int) and isinstance(said, str):
        name = said
    place = places.key(*path) if kind in ("extra_forbidden", "missing") else places.value(*path)
    hint = _HINTS.get(kind, "FORMAT.md shows how it is written")
    if isinstance(said, str) and "，" in said:
        hint = "put ', ' between entries, with the half-width comma"
    if path and said is None and kind != "extra_forbidden":
        message, hint = f"'{name}' is empty", "write a value, or leave the line out"
        place = places.key(*path)
    elif kind in ("list_type", "tuple_type") and isinstance(said, str):
        message, hint = _MESSAGES[kind].replace("{name}", name), f"write [{said.replace('，', ', ')}]"
    elif kind in ("enum", "literal_error"):
        message, hint = f"'{said}' is not one of the known words", f"one of {context.get('expected', '')}"
    else:
        message = _MESSAGES.get(kind, f"'{name}': {text.removeprefix('Value error, ')}").replace("{name}", name)
    return Diagnostic(place, Code.INVALID_VALUE, message, hint=hint)


def _at(path: Place, plain: Plain) -> Plain:
    here = plain
    for step in path:
        if isinstance(here, dict):
            here = here[str(step)]
        elif isinstance(here, list) and isinstance(step, int):
            here = here[step]
    return here


def _existing(loc: tuple[int | str, ...], plain: Plain) -> Place:
    """The longest part of pydantic's `loc` that names a node: unions add steps of their own."""
    path: list[str | int] = []
    here: Plain = plain
    for step in loc:
        if isinstance(here, dict) and step in here:
            here = here[str(step)]
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            continue
        path.append(step)
    return tuple(path)
