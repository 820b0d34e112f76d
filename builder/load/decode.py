"""YAML into typed values, with the place of every one of them.

Scalars are taken as the author typed them (`NO`, `1.10` and `12:30` are text) and become numbers or dates only where
the schema asks for one. Anchors, aliases and tags are refused: data needs none, and aliases can be made to explode.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from builder.diagnostics import Code, Diagnostic, Report, Span

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
Place: TypeAlias = tuple[str | int, ...]
T = TypeVar("T")


class Entry(BaseModel):
    """Base of the YAML schemas: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Places:
    """Where each value of a YAML file stands."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._values: dict[Place, Span] = {}
        self._keys: dict[Place, Span] = {}

    def value(self, *place: str | int) -> Span:
        """The span of a value, or of the nearest thing around it."""
        return self._nearest(self._values, place)

    def key(self, *place: str | int) -> Span:
        """The span of a mapping's key, or of the value where there is none."""
        return self._keys.get(place) or self.value(*place)

    def _nearest(self, spans: Mapping[Place, Span], place: Place) -> Span:
        for length in range(len(place), -1, -1):
            if span := spans.get(place[:length]):
                return span
        return Span(self.file)

    def note(self, place: Place, node: yaml.Node, key: yaml.Node | None = None) -> None:
        self._values[place] = _span(self.file, node)
        if key is not None:
            self._keys[place] = _span(self.file, key)


def decode(text: str, file: str, schema: TypeAdapter[T], empty: Plain, report: Report) -> tuple[T, Places] | None:
    """The file's content after `schema` (`empty` for a file that says nothing), or None; faults go to `report`."""
    places = Places(file)
    found: list[Diagnostic] = []
    plain = _compose(text, places, found.append) or empty
    for diagnostic in found:
        report(diagnostic)
    if found:
        return None
    try:
        return schema.validate_python(plain), places
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            report(_fault(fault["loc"], fault["type"], fault["msg"], fault.get("ctx", {}), plain, places))
        return None


def _compose(text: str, places: Places, report: Report) -> Plain:
    try:
        for event in yaml.parse(text, yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or _tagged(event):
                span = _marked(places.file, event.start_mark)
                message = "anchors, aliases and tags are not used here"
                report(Diagnostic(span, Code.MALFORMED_YAML, message, hint="write the value out"))
                return None
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        report(_malformed(error, places.file))
        return None
    except yaml.YAMLError as error:
        report(Diagnostic(Span(places.file), Code.MALFORMED_YAML, " ".join(str(error).split())))
        return None
    except RecursionError:
        report(Diagnostic(Span(places.file), Code.MALFORMED_YAML, "nested too deeply"))
        return None
    return None if node is None else _plain(node, (), places, report)


class _Mark(Protocol):
    line: int
    column: int


def _marked(file: str, mark: _Mark | None) -> Span:
    return Span(file, mark.line + 1, mark.column + 1) if mark else Span(file)


def _tagged(event: yaml.Event) -> bool:
    return getattr(event, "tag", None) not in (None, "!")


def _malformed(error: yaml.MarkedYAMLError, file: str) -> Diagnostic:
    span = _marked(file, error.problem_mark or error.context_mark)
    reason = " ".join(part for part in (error.problem, error.context) if part)
    hint = "quote a value that holds ': ', ' #' or begins with a sign of YAML" if "mapping values" in reason else ""
    return Diagnostic(span, Code.MALFORMED_YAML, reason, hint=hint)


def _plain(node: yaml.Node, place: Place, places: Places, report: Report) -> Plain:
    places.note(place, node)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, (*place, i), places, report) for i, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Plain] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                report(
                    Diagnostic(_span(places.file, key), Code.MALFORMED_YAML, "a key is a word, not a list or mapping")
                )
                continue
            if key.value in result:
                message = f"'{key.value}' stands twice"
                report(Diagnostic(_span(places.file, key), Code.DUPLICATE_ID, message, hint="remove or rename one"))
                continue
            result[key.value] = _plain(value, (*place, key.value), places, report)
            places.note((*place, key.value), value, key)
        return result
    return _scalar(node)


def _scalar(node: yaml.Node) -> str | None:
    plain_null = getattr(node, "style", None) is None and node.value in ("", "~", "null")
    return None if plain_null else str(node.value)


def _span(file: str, node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    width = end.column + 1 if end.line == start.line else 0
    return Span(file, start.line + 1, start.column + 1, width)


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
    "int_parsing": "'{name}' is a whole number",
    "decimal_parsing": "'{name}' is a number",
}


def _fault(
    loc: tuple[int | str, ...], kind: str, text: str, context: Mapping[str, object], plain: Plain, places: Places
) -> Diagnostic:
    path = _existing(loc, plain)
    name = str(loc[-1]) if loc else places.file
    if kind == "enum" or kind == "literal_error":
        message, hint = f"'{name}' is not one of the known words", f"one of {context.get('expected', '')}"
    else:
        message = _MESSAGES.get(kind, f"'{name}': {text.removeprefix('Value error, ')}").replace("{name}", name)
        hint = ""
    place = places.key(*path) if kind == "extra_forbidden" else places.value(*path)
    return Diagnostic(place, Code.INVALID_VALUE, message, hint=hint)


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
