"""What a translator has to translate: every text of a language's files, with its place and kind, as a check list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.load.grammar import markdown

if TYPE_CHECKING:
    from markdown_it.token import Token

_KEPT = re.compile(
    r"\{[A-Za-z][\w-]*\}(`+).+?(?<!`)\1(?!`)|(`+)(?!`).+?(?<!`)\2(?!`)|\]\([^)]*\)|\[\^[^\]\s]+\]|\{#[^}]*\}"
    r"|</?[A-Za-z][^>]*>|<!--.*?-->|https?://\S+|\$[^$\n]+\$",
    re.DOTALL,
)
_HAN = r"[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff]"
_WORD = re.compile(rf"{_HAN}|[^\W\d_](?:(?!{_HAN})[^\W_]|['’-](?=[^\W\d_]))*")
_OPTION = re.compile(r"\s*:([A-Za-z][\w-]*):\s*(.*)")
_CAPTIONED = frozenset({"figure", "table", "flow"})
_WORDED = {"alt": "alt", "title": "title", "source": "source"}
_TITLED = frozenset({"slide", "column"})


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
    todos = _markdown(plain) if name.endswith(".md") else _labels(plain)
    return (todo for todo in todos if todo.words)


def _labels(text: str) -> Iterator[Todo]:
    """Words of terms.yaml: what stands behind the colon of an indented line."""
    for number, line in enumerate(text.split("\n"), start=1):
        match = re.match(r"\s+[^\s#:][^:]*:\s+(\S.*)$", line)
        if match:
            yield Todo(number, "label", match[1].strip())


def _markdown(text: str) -> Iterator[Todo]:
    directives: list[str] = []
    lists, lead, cell_line = 0, "", 0
    kind = "paragraph"
    tokens: list[Token] = markdown().parse(text, {})
    for token in tokens:
        line = token.map[0] + 1 if token.map else cell_line
        match token.type:
            case "front_matter":
                if title := re.search(r"^title:\s*(.+)$", token.content, re.MULTILINE):
                    yield Todo(1 + text[: text.find(title[0])].count("\n"), "heading", title[1].strip("'\" "))
            case "container_directive_open":
                name, argument = _call(token)
                directives.append(name)
                lead = name
                if name in _TITLED and argument:
                    yield Todo(line, "title", argument)
            case "container_directive_close":
                directives.pop()
            case "list_item_open" | "list_item_close":
                lists += token.nesting
            case "heading_open":
                kind = "heading"
            case "tr_open":
                cell_line = line
            case "th_open" | "td_open":
                kind = "cell"
            case "html_block":
                yield Todo(line, "HTML", _one_line(token.content))
            case "inline":
                yield from _inline(token, cell_line, kind, lists > 0, directives, lead)
                kind, lead = "paragraph", ""
            case _:
                if token.nesting == 0:
                    lead = ""


def _inline(token: Token, cell_line: int, kind: str, listed: bool, directives: list[str], lead: str) -> Iterator[Todo]:
    content = token.content
    line = token.map[0] + 1 if token.map and kind != "cell" else cell_line
    if lead:
        rest = content.split("\n")
        while rest and (option := _OPTION.fullmatch(rest[0])):
            if option[1] in _WORDED:
                yield Todo(line, _WORDED[option[1]], option[2].strip())
            rest.pop(0)
            line += 1
        content = "\n".join(rest)
        kind = "caption" if lead in _CAPTIONED else kind
    within = directives[-1] if directives else ""
    if within == "flow" and kind != "caption":
        yield from _flow(content, line)
        return
    images = re.fullmatch(r"(?:!\[([^\]]*)\]\([^)]*\)\s*)+", content)
    if images:
        for match in re.finditer(r"!\[([^\]]*)\]\([^)\"']*(?:[\"']([^\"']*)[\"'])?\s*\)", content):
            yield Todo(line, "alt", match[1])
            if match[2]:
                yield Todo(line, "caption", match[2])
        return
    kind = "list item" if kind == "paragraph" and listed else kind
    yield Todo(line, kind, _one_line(content))


def _flow(content: str, line: int) -> Iterator[Todo]:
    """Labels of nodes and edges: what stands behind the colon."""
    for offset, text in enumerate(content.split("\n")):
        label = re.split(r"[:：]", text, maxsplit=1)
        if len(label) > 1:
            yield Todo(line + offset, "label", label[1].strip())


def _call(token: Token) -> tuple[str, str]:
    match = re.match(r"\{([A-Za-z][\w-]*)\}\s*(.*)", token.info.strip())
    return (match[1], match[2].strip()) if match else ("", "")


def _one_line(text: str) -> str:
    return " ".join(text.split())
