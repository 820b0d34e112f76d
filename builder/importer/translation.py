"""What a translator has to translate: every text of a language's files, with its place and kind, as a check list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from builder.load.grammar import markdown
from builder.load.units import markdown_units, yaml_units

_KEPT = re.compile(
    r"\{[A-Za-z][\w-]*\}(`+).+?(?<!`)\1(?!`)|(`+)(?!`).+?(?<!`)\2(?!`)|\]\([^)]*\)|\[\^[^\]\s]+\]|\{#[^}]*\}"
    r"|</?[A-Za-z][^>]*>|<!--.*?-->|https?://\S+|\$[^$\n]+\$",
    re.DOTALL,
)
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff]"
_WORD = re.compile(rf"{_HAN}|[^\W\d_](?:(?!{_HAN})[^\W_]|['’-](?=[^\W\d_]))*")


@dataclass(frozen=True, slots=True)
class Todo:
    """One text. `line` is 1-based in the file of the new language."""

    line: int
    kind: str
    text: str

    @property
    def words(self) -> int:
        return count_words(self.text)


@dataclass(frozen=True, slots=True)
class TodoList:
    text: str
    items: int
    words: int


def to_translate(files: Mapping[str, str], report: str, source: str, target: str) -> TodoList:
    """The check list for `files`, by name from the project's folder, whose texts are still in the language `source`."""
    found = {name: list(_file(name, text)) for name, text in files.items()}
    items = sum(len(todos) for todos in found.values())
    words = sum(todo.words for todos in found.values() for todo in todos)
    lines = [
        f"# {report}: from {source} to {target}",
        "",
        f"{items} texts, {words} words (a Han character counts as one). Each line names the place where a text stands",
        f"in {source} until it is translated. What is in {{role}}`…`, ids, names of options, numbers, code and links",
        "stay as they are.",
        "Delete this file when all is done: nothing reads it.",
    ]
    for name, todos in found.items():
        if todos:
            lines += ["", f"## {name} ({sum(todo.words for todo in todos)} words)", ""]
            lines += [f"- [ ] {name}:{todo.line} {todo.kind} ({todo.words}): {todo.text}" for todo in todos]
    return TodoList("\n".join(lines) + "\n", items, words)


def count_words(text: str) -> int:
    """Words and Han characters of what is to be translated: no roles, code, addresses or ids."""
    return len(_WORD.findall(_KEPT.sub(" ", text)))


def _file(name: str, text: str) -> Iterator[Todo]:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    units = (
        markdown_units(name, plain, markdown().parse(plain, {})) if name.endswith(".md") else yaml_units(name, plain)
    )
    todos = (Todo(unit.span.line, unit.kind.value, " ".join(unit.text.split())) for unit in units)
    return (todo for todo in todos if todo.words)
