"""BibTeX and BibLaTeX files → entries with the place of every value; no command is run and no other file read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from builder.diagnostics import Code, Diagnostic, Report, Span

_WORD: Final = re.compile(r"[^\s\"#%'(),={}@]+")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BEGINS: Final = re.compile(r"@\s*([A-Za-z]+)\s*([({])")


@dataclass(frozen=True, slots=True)
class Value:
    """A field as it is typed, without its braces or quotation marks, and where it stands."""

    text: str
    span: Span
    name: Span


@dataclass(frozen=True, slots=True)
class BibEntry:
    """`fields` are by their names in small letters, the first of each."""

    genre: str
    key: str
    fields: dict[str, Value]
    span: Span


class _Fault(Exception):  # noqa: N818
    """Why an entry cannot be read, at `at`."""

    def __init__(self, at: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.at, self.hint = at, hint


def read_entries(text: str, file: str, lost: set[str], report: Report) -> Iterator[BibEntry]:
    """What stands between entries is a comment. One that cannot be read is told, `lost`, and the next is looked for."""
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    reader = _Reader(text, file, lines, {name: str(number) for number, name in enumerate(_MONTHS, start=1)})
    at = 0
    while match := _BEGINS.search(text, at):
        try:
            found, at = reader.block(match)
        except _Fault as fault:
            report(Diagnostic(reader.span(fault.at), Code.INVALID_VALUE, str(fault), hint=fault.hint))
            lost.add(reader.key)
            at = text.find("\n@", match.end())
            if at < 0:
                return
            continue
        if found is not None:
            yield found


@dataclass(slots=True)
class _Reader:
    """`lines`: where each begins; `key`: of the entry that is being read."""

    text: str
    file: str
    lines: list[int]
    words: dict[str, str]
    key: str = ""

    def span(self, at: int, end: int = 0) -> Span:
        line = bisect_right(self.lines, at)
        start, after = self.lines[line - 1], self.lines[line] - 1 if line < len(self.lines) else len(self.text)
        return Span(self.file, line, at - start + 1, min(end, after) - start + 1 if end > at else 0)

    def block(self, match: re.Match[str]) -> tuple[BibEntry | None, int]:
        genre, closing = match[1].lower(), "})"[match[2] == "("]
        if genre in ("comment", "preamble"):
            return None, self._braced(match.end() - 1) + 1 if closing == "}" else match.end()
        at = self._skip(match.end())
        self.key, key_at = "", at
        if genre != "string":
            while at < len(self.text) and self.text[at] not in ",})\n":
                at += 1
            self.key = self.text[key_at:at].strip()
            if not self.key:
                raise _Fault(key_at, f"@{match[1]} has no key", "@article{key, title = {…}, …}")
        fields, at = self._fields(self._skip(at), closing)
        if genre == "string":
            self.words |= {name: value.text for name, value in fields.items()}
            return None, at
        return BibEntry(genre, self.key, fields, self.span(key_at, key_at + len(self.key))), at

    def _fields(self, at: int, closing: str) -> tuple[dict[str, Value], int]:
        fields: dict[str, Value] = {}
        while True:
            while at < len(self.text) and self.text[at] == ",":
                at = self._skip(at + 1)
            if self.text[at : at + 1] == closing:
                return fields, at + 1
            name = _WORD.match(self.text, at)
            equals = self._skip(name.end()) if name else at
            if name is None or self.text[equals : equals + 1] != "=":
                hint = "name = {value}, with a comma behind each field and a brace behind the last"
                raise _Fault(at, "a field is expected here", hint)
            begin = self._skip(equals + 1)
            value, end = self._value(begin)
            named = self.span(name.start(), name.end())
            fields.setdefault(name[0].lower(), Value(value, self.span(begin, end), named))
            at = self._skip(end)
            if self.text[at : at + 1] not in (",", closing):
                raise _Fault(at, f"'{name[0]}' is not closed", "a comma stands between fields")

    def _value(self, at: int) -> tuple[str, int]:
        parts = []
        while True:
            if self.text[at : at + 1] == "{":
                end = self._braced(at)
                parts.append(self.text[at + 1 : end])
            elif self.text[at : at + 1] == '"':
                end = self._quoted(at)
                parts.append(self.text[at + 1 : end])
            elif match := _WORD.match(self.text, at):
                end = match.end() - 1
                if not match[0].isdigit() and match[0].lower() not in self.words:
                    raise _Fault(at, f"'{match[0]}' is no @string", "write {…} around a text")
                parts.append(self.words.get(match[0].lower(), match[0]))
            else:
                raise _Fault(at, "a value is expected here", '{text}, "text" or a number')
            after = self._skip(end + 1)
            if self.text[after : after + 1] != "#":
                return "".join(parts), end + 1
            at = self._skip(after + 1)

    def _braced(self, at: int) -> int:
        """Where the brace at a place is closed."""
        depth = 0
        for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(self.text, at):
            depth += (match[0] == "{") - (match[0] == "}")
            if depth == 0 and match[0] == "}":
                return match.start()
        raise _Fault(at, "this brace is not closed", "add }")

    def _quoted(self, at: int) -> int:
        depth = 0
        for match in re.compile(r'\\.|[{}"]', re.DOTALL).finditer(self.text, at + 1):
            depth += (match[0] == "{") - (match[0] == "}")
            if match[0] == '"' and depth <= 0:
                return match.start()
        raise _Fault(at, "this quotation mark is not closed", 'add ", and write {"} inside of a text')

    def _skip(self, at: int) -> int:
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at
