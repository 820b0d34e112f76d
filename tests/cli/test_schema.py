"""The schemas for editors take what Builder takes, and refuse its broken keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from builder.chart.kinds import KINDS
from builder.cli import main
from builder.load import assertions, charts, facts, glossary, settings, terms
from builder.load.schema import objects, schemas

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "builder/starter"
SCHEMAS = schemas(tuple(KINDS))
SOUND = [
    path
    for folder in (ROOT / "content", ROOT / "examples", STARTER)
    for path in sorted(folder.rglob("*.yaml"))
    if path.stem in SCHEMAS
]


def plain(text: str) -> Any:
    """YAML as editors read it: version 1.2, in which a date and `no` are texts."""

    def value(node: yaml.Node | None) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {value(key): value(one) for key, one in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [value(one) for one in node.value]
        if not isinstance(node, yaml.ScalarNode) or (node.style is None and node.value in ("", "null", "~")):
            return None
        if node.style is None and node.value in ("true", "false"):
            return node.value == "true"
        if node.style is None and re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?", node.value, re.IGNORECASE):
            return float(node.value) if re.search("[.e]", node.value, re.IGNORECASE) else int(node.value)
        return node.value

    return value(yaml.compose(text))


TYPES = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None), "boolean": bool}


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "") -> Iterator[str]:
    """What JSON Schema says of a value, as far as our schemas go: a keyword that is not known here is an error."""
    for word, said in schema.items():
        if word in ("$schema", "$id", "$defs", "title", "description", "default", "examples", "additionalProperties"):
            continue
        if word == "$ref":
            yield from faults(value, whole["$defs"][said.removeprefix("#/$defs/")], whole, at)
        elif word == "type":
            kinds = said if isinstance(said, list) else [said]
            number = isinstance(value, int | float) and not isinstance(value, bool) and "number" in kinds
            if not number and not any(type(value) is TYPES.get(kind) for kind in kinds):
                yield f"{at}: no {'/'.join(kinds)}"
        elif word == "enum":
            if value not in said:
                yield f"{at}: {value} is not one of them"
        elif word in ("anyOf", "oneOf"):
            fitting = sum(not list(faults(value, one, whole, at)) for one in said)
            if not (fitting == 1 if word == "oneOf" else fitting):
                yield f"{at}: {word}"
        elif word == "properties":
            for key, one in value.items() if isinstance(value, dict) else ():
                if key in said:
                    yield from faults(one, said[key], whole, f"{at}/{key}")
                elif schema.get("additionalProperties") is False:
                    yield f"{at}: there is no {key}"
        elif word == "required":
            yield from (f"{at}: {key} is missing" for key in said if key not in value)
        elif word == "items":
            for place, one in enumerate(value if isinstance(value, list) else ()):
                yield from faults(one, said, whole, f"{at}/{place}")
        elif word in ("minItems", "maxItems"):
            if isinstance(value, list) and not (len(value) >= said if word == "minItems" else len(value) <= said):
                yield f"{at}: {word}"
        elif word == "pattern":
            if isinstance(value, str) and not re.search(said, value):
                yield f"{at}: {value} is written otherwise"
        else:
            raise AssertionError(word)
    if "properties" not in schema and isinstance(rest := schema.get("additionalProperties"), dict):
        for key, one in value.items() if isinstance(value, dict) else ():
            yield from faults(one, rest, whole, f"{at}/{key}")


def found(name: str, text: str) -> list[str]:
    return [*faults(plain(text), SCHEMAS[name], SCHEMAS[name])]


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_builder_takes_an_editor_takes(path: Path) -> None:
    assert found(path.stem, path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_names_its_schema(path: Path) -> None:
    mark, _, name = path.read_text("utf-8").partition("\n")[0].partition("=")
    assert mark == "# yaml-language-server: $schema"
    assert json.loads((path.parent / name).read_text("utf-8"))["title"] == path.name


@pytest.mark.parametrize(
    ("name", "text", "at"),
    [
        ("report", "name: a\nlanguages: [zh]\nnumberd: true", ": there is no numberd"),
        ("report", "languages: [zh]", ": name is missing"),
        ("report", "name: a\nlanguages: [tlh]", "/languages/0: tlh is not one of them"),
        ("report", "name: a\nlanguages: []", "/languages: minItems"),
        ("report", "name: a\nlanguages: [zh]\noff: {unknown-fact: no}", "/off: there is no unknown-fact"),
        ("report", "name: a\nlanguages: [zh]\ndeck: {templat: a.pptx}", "/deck: there is no templat"),
        ("facts", "a: {value: 1, units: USD}", "/a: there is no units"),
        ("facts", "a: {unit: USD}", "/a: oneOf"),
        ("facts", "a: {value: [1, 2, 3]}", "/a/value: anyOf"),
        ("charts", "a: {kind: pie}", "/a/kind: pie is not one of them"),
        ("charts", "a: {kind: bar, data: {file: a.csv}}", "/a/data: anyOf"),
        ("sources", "- {title: a}", "/0: id is missing"),
        ("sources", "- {id: a, type: tweet}", "/0/type: tweet is not one of them"),
        ("sources", "- {id: a, author: [{name: b}]}", "/0/author: anyOf"),
        ("glossary", "- {zh: 甲, tlh: a}", "/0: there is no tlh"),
        ("rules", "- {assert: a < b}", "/0: because is missing"),
        ("terms", "units: {a: {one: '{n} a'}}", "/units/a: other is missing"),
        ("terms", "label: {a: b}", ": there is no label"),
    ],
)
def test_what_builder_refuses_an_editor_underlines(name: str, text: str, at: str) -> None:
    assert found(name, text) == [at]


@pytest.mark.parametrize(
    ("fault", "at"),
    [
        ("invalid-value/content/report.yaml", "/date: 2026/02 is written otherwise"),
        ("malformed-fact/content/facts.yaml", "/swe.2024/value: anyOf"),
        ("malformed-chart/content/charts.yaml", "/growth/kind: bra is not one of them"),
    ],
)
def test_an_editor_finds_what_check_finds(fault: str, at: str) -> None:
    path = ROOT / "tests/faults" / fault
    assert found(path.stem, path.read_text("utf-8")) == [at]


@pytest.mark.parametrize(
    ("name", "adapter"),
    [
        ("report", settings.SCHEMA),
        ("facts", facts.SCHEMA),
        ("charts", charts.SCHEMA),
        ("glossary", glossary.SCHEMA),
        ("rules", assertions.SCHEMA),
        ("terms", terms.SCHEMA),
    ],
)
def test_every_key_is_there_and_explained(name: str, adapter: TypeAdapter[Any]) -> None:
    known = set(adapter.json_schema()["properties"])
    named = [one["properties"] for _, one in objects(SCHEMAS[name])]
    assert known <= set().union(*named)
    languages = {"zh", "en", "fr"}
    assert [
        key for one in named for key, said in one.items() if "description" not in said and key not in languages
    ] == []


def test_schemas_are_printed_listed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(SCHEMAS)
    assert main(["schema", "facts"]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMAS["facts"]
    assert main(["schema", "fact"]) == 2
    assert "did you mean 'facts'" in capsys.readouterr().err
    (tmp_path / "report.yaml").write_text("name: a\nlanguages: [zh]\n")
    (tmp_path / "zh").mkdir()
    (tmp_path / "zh/terms.yaml").write_text("labels: {}\n")
    assert main(["schema", "--write", "--project", str(tmp_path)]) == 0
    said = capsys.readouterr().err
    for line in (
        "# yaml-language-server: $schema=schema/report.json",
        "# yaml-language-server: $schema=../schema/terms.json",
    ):
        assert line in said
    for name, schema in SCHEMAS.items():
        assert json.loads((tmp_path / f"schema/{name}.json").read_text("utf-8")) == schema


def test_a_new_project_has_the_schemas_of_this_version() -> None:
    """Where they differ: python -m builder schema --write --project builder/starter."""
    there = {path.stem: json.loads(path.read_text("utf-8")) for path in (STARTER / "schema").glob("*.json")}
    assert there == SCHEMAS
