"""Texts put into their places in files, where nothing else changes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.load.grammar import markdown
from builder.load.units import markdown_units, yaml_units
from builder.model import Unit
from builder.translation.pieces import Form, Pieces, form_of, meaning
from builder.translation.tokens import Tokenizer

_PLAIN: Final = re.compile(r"[^\W\d_][^:#,\[\]{}&*!|>'\"%@`\\]*(?<!\s)")
"""Scalars that need no quotation marks, in lines and in braces."""

_NULL: Final = frozenset({"null", "~", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Edit:
    """`typed` is what stands in the place of the unit, `pieces` is what it says."""

    unit: Unit
    typed: str
    pieces: Pieces


def replaced(name: str, content: bytes, edits: Sequence[Edit]) -> tuple[bytes, tuple[Edit, ...]]:
    """The file with the texts, and the edits that were left out because they would mean something else where they
    stand: a heading, a list, another table."""
    own = content.decode("utf-8")
    file = _File(name, own)
    changed = file.edited(edits)
    if file.says(changed, edits):
        return changed.encode(), ()
    wrong = tuple(edit for edit in edits if not file.says(file.edited([edit]), [edit]))
    right = [edit for edit in edits if edit not in wrong]
    changed = file.edited(right)
    return (changed.encode(), wrong) if file.says(changed, right) else (content, tuple(edits))


@dataclass(slots=True)
class _File:
    name: str
    own: str

    def edited(self, edits: Sequence[Edit]) -> str:
        """`own` as it is typed, with its own ends of lines."""
        plain, starts, own_starts, end = _lines(self.own)
        parts: list[str] = []
        done = 0

        def place(offset: int) -> int:
            line = plain.count("\n", 0, offset)
            return own_starts[line] + offset - starts[line]

        for edit in sorted(edits, key=lambda one: one.unit.pieces[0]):
            begin, stop = place(edit.unit.pieces[0][0]), place(edit.unit.pieces[-1][1])
            before = plain[: edit.unit.pieces[0][0]].rpartition("\n")[2]
            more = re.sub(r"[^>\s]", " ", before)
            lines = edit.typed.split("\n")
            typed = _scalar(edit.typed, self.own[begin:stop]) if _is_yaml(edit.unit) else (end + more).join(lines)
            parts += [self.own[done:begin], typed]
            done = stop
        return "".join([*parts, self.own[done:]])

    def says(self, text: str, edits: Sequence[Edit]) -> bool:
        """Whether the units of the text are what they were, but for those of the edits, which say what they should."""
        was, now = _units(self.name, self.own), _units(self.name, text)
        if [_shape(unit) for unit in was] != [_shape(unit) for unit in now]:
            return False
        wanted: Mapping[object, Edit] = {edit.unit.pieces: edit for edit in edits}
        tokenizer = Tokenizer(_plain(text) if self.name.endswith(".md") else "")
        for before, after in zip(was, now, strict=True):
            edit = wanted.get(before.pieces)
            form: Form = form_of(after, tokenizer)
            if edit is None and before.text != after.text:
                return False
            if edit is not None and meaning(form.read(after.text)) != meaning(edit.pieces):
                return False
        return True


def _is_yaml(unit: Unit) -> bool:
    return unit.file.endswith(".yaml") or unit.within == ("front matter",)


def _scalar(text: str, typed: str) -> str:
    """A value of YAML in the style in which it was typed, where that can be; else in double quotation marks."""
    if typed[:1] == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if typed[:1] not in ('"', "|", ">") and _PLAIN.fullmatch(text) and text not in _NULL:
        return text
    return json.dumps(text, ensure_ascii=False)


def _units(name: str, text: str) -> tuple[Unit, ...]:
    plain = _plain(text)
    return markdown_units(name, plain, markdown().parse(plain, {})) if name.endswith(".md") else yaml_units(name, plain)


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _shape(unit: Unit) -> tuple[object, ...]:
    return unit.kind, unit.within, unit.row, unit.column, unit.alone


def _lines(own: str) -> tuple[str, list[int], list[int], str]:
    """The text with \\n at its lines' ends, where its lines begin there and in `own`, and the end that lines have."""
    bom = len(own) - len(own.removeprefix("\ufeff"))
    starts, own_starts = [0], [bom]
    ends = list(re.finditer(r"\r\n|\r|\n", own[bom:]))
    more = 0
    for match in ends:
        more += len(match[0]) - 1
        own_starts.append(bom + match.end())
        starts.append(match.end() - more)
    return _plain(own), starts, own_starts, ends[0][0] if ends else "\n"
