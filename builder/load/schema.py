"""What YAML files may hold, as JSON Schema (2020-12), for editors: made from what reads them, so that both agree.

It is laxer than the reader: what only the whole project tells (a fact that there is not) is left to `builder check`.
Nothing of it needs more than draft 7, which is what some editors know."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, TypeAlias

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from builder.load import assertions, charts, facts, glossary, settings, terms
from builder.load.moments import MOMENT
from builder.load.sources import DATE_PARTS, NAME_PARTS
from builder.load.switches import switchable
from builder.load.variables import DATES, NAMES, TEXTS
from builder.locales import known_locales
from builder.locales.numbers import known_units
from builder.model import Genre
from builder.theme import LIMITS, Colours, DeckSizes, PageSize, Sizes

Schema: TypeAlias = dict[str, Any]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Final = ("string", "number")
"""Types of what is read as it is typed: `2026` and `1.10` are texts to Builder and numbers to an editor."""
_BOOLEAN: Final = (True, False, "yes", "no")
_TABLES: Final = {"colours": Colours, "report": PageSize, "sizes": Sizes, "deck": DeckSizes}
_NUMBER: Final = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_COLOUR: Final = "^#[0-9A-Fa-f]{6}$"


def schemas(kinds: Sequence[str]) -> dict[str, Schema]:
    """The schema of each file by the stem of its name. `kinds` are those of charts."""
    languages = {"enum": list(known_locales())}
    report, term, chart = _entry(settings.SCHEMA), _entry(glossary.SCHEMA), _entry(charts.SCHEMA)
    report["properties"]["languages"]["items"] = languages
    report["properties"]["date"] = _written(MOMENT.pattern)
    report["properties"]["off"] = _closed({name: {"type": list(_TEXT)} for name in switchable()})
    renderings = term.pop("additionalProperties")
    term |= _closed(dict.fromkeys(known_locales(), renderings) | term["properties"])
    term["properties"]["avoid"] = _closed(dict.fromkeys(known_locales(), renderings))
    chart["properties"]["kind"] = {"enum": list(kinds)}
    fact = _entry(facts.SCHEMA)
    fact["oneOf"] = [{"required": [kind]} for kind in facts.KINDS]
    fact["properties"] |= {"value": _one_or_two(_NUMBER), "date": _one_or_two(MOMENT.pattern)}
    fact["properties"]["as_of"] = _written(f"{MOMENT.pattern}(?:/{MOMENT.pattern})?")
    for entry, name in ((fact, "unit"), (chart, "unit"), (chart, "x_unit"), (chart, "line_unit")):
        entry["properties"][name]["examples"] = sorted(known_units())
    made = {
        "report.yaml": report,
        "facts.yaml": _each("object", fact),
        "charts.yaml": _each("object", chart),
        "sources.yaml": _each("array", _source()),
        "glossary.yaml": _each("array", term),
        "rules.yaml": _each("array", _entry(assertions.SCHEMA)),
        "terms.yaml": _entry(terms.SCHEMA),
        "theme.toml": _theme(),
    }
    words = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    stems = {file.partition(".")[0]: file for file in made}
    return {stem: _said(file, made[file], words[stem]) for stem, file in stems.items()}


class _Shapes(GenerateJsonSchema):
    """What the reader takes, where pydantic would say what it makes of it."""

    def str_schema(self, schema: core_schema.StringSchema) -> Schema:
        return {"type": list(_TEXT)}

    def bool_schema(self, schema: core_schema.BoolSchema) -> Schema:
        return {"enum": list(_BOOLEAN)}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> Schema:
        """A pair is a list of two: editors of older drafts do not know `prefixItems`."""
        made = super().tuple_schema(schema)
        if places := made.pop("prefixItems", None):
            made["items"] = places[0]
        return made


def _entry(adapter: TypeAdapter[Any]) -> Schema:
    made: Schema = _plain(adapter.json_schema(schema_generator=_Shapes))
    return made


def _plain(node: Any, named: bool = False) -> Any:
    """Without what pydantic adds for itself: titles, defaults that say nothing, underscores of names. `named`: the keys
    are those of authors."""
    if isinstance(node, list):
        return [_plain(one) for one in node]
    if not isinstance(node, dict):
        return node.replace("#/$defs/_", "#/$defs/") if isinstance(node, str) else node
    idle = [] if named else ["title", *(["default"] if node.get("default", "") in ("", None, []) else [])]
    kept = {key.removeprefix("_"): one for key, one in node.items() if key not in idle}
    return {key: _plain(one, key in ("properties", "$defs") and not named) for key, one in kept.items()}


def _closed(properties: Schema) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _each(kind: str, entry: Schema) -> Schema:
    """A file of entries, or an empty one."""
    definitions = entry.pop("$defs", {})
    where = "additionalProperties" if kind == "object" else "items"
    made: Schema = {"type": [kind, "null"], where: {"$ref": "#/$defs/Entry"}}
    return made | {"$defs": {"Entry": entry, **definitions}}


def _written(pattern: str) -> Schema:
    """A text of this pattern, or a number."""
    return {"type": list(_TEXT), "pattern": f"^\\s*(?:{pattern})\\s*$"}


def _one_or_two(pattern: str) -> Schema:
    one = _written(pattern)
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 2, "maxItems": 2}]}


def _source() -> Schema:
    text = {"type": list(_TEXT)}
    person = _closed(dict.fromkeys(NAME_PARTS, text))
    one = {"anyOf": [text, {"$ref": "#/$defs/Person"}]}
    people = {"anyOf": [text, {"$ref": "#/$defs/Person"}, {"type": "array", "items": one}]}
    part = {"anyOf": [text, {"type": "array", "items": text}]}
    parts = dict.fromkeys(DATE_PARTS, text) | {
        "date-parts": {"type": "array", "items": part},
        "circa": {"type": [*_TEXT, "boolean"]},
    }
    properties: Schema = {"id": text, "type": {"enum": [genre.value for genre in Genre]}}
    properties |= {name: {"$ref": "#/$defs/People"} for name in sorted(NAMES)}
    properties |= {name: {"$ref": "#/$defs/Date"} for name in sorted(DATES)}
    properties |= {name: dict(text) for name in sorted(TEXTS)}
    definitions = {"Person": person, "People": people, "Date": {"anyOf": [text, _closed(parts)]}}
    return _closed(properties) | {"required": ["id"], "$defs": definitions}


def _theme() -> Schema:
    tables = {name: _closed({field.name: _measure(name) for field in fields(kind)}) for name, kind in _TABLES.items()}
    return _closed(tables)


def _measure(table: str) -> Schema:
    if table not in LIMITS:
        return {"type": "string", "pattern": _COLOUR}
    least, most = LIMITS[table]
    return {"type": "number", "minimum": least, "maximum": most}


def _said(file: str, schema: Schema, words: Schema) -> Schema:
    """The schema with the file's name, and with what `words` say of it and of its keys."""
    for path, owner in objects(schema):
        for key, said in words.get(path, {}).items():
            owner["properties"][key]["description"] = said
    stem = file.partition(".")[0]
    head = {"$schema": _DIALECT, "$id": f"urn:builder:schema:{stem}", "title": file, "description": words["file"]}
    return head | schema


def objects(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """The objects of a schema that have keys of their own: the file itself, and those that are named."""
    if "properties" in schema:
        yield "keys", schema
    for name, one in schema.get("$defs", {}).items():
        if "properties" in one:
            yield name.lower(), one
