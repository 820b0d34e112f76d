"""`glossary.yaml` → what things are called in each language, and what they are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from builder.diagnostics import Code, Diagnostic, Report, did_you_mean
from builder.load.compose import Places
from builder.load.decode import decode_each
from builder.locales import known_locales
from builder.model import GlossaryEntry


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("a rendering is a word or more")
    return " ".join(text.split())


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


_Renderings = Annotated[
    tuple[Annotated[str, AfterValidator(_said)], ...],
    Field(min_length=1),
    BeforeValidator(_listed, json_schema_input_type=str | tuple[str, ...]),
]


class _Term(BaseModel):
    """Every other key is a language."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, _Renderings] = Field(init=False)

    avoid: Mapping[str, _Renderings] = Field(default_factory=dict)
    note: str = ""
    index: bool = True


SCHEMA = TypeAdapter(_Term)
"""One entry of glossary.yaml."""


def read_glossary(text: str, file: str, report: Report) -> tuple[GlossaryEntry, ...]:
    """The entries that can be used, in their order; the others are named."""
    decoded = decode_each(text, file, SCHEMA, list, report)
    entries = []
    for i, term in decoded.value.items():
        found = list(_faults(term, int(i), decoded.places))
        for fault in found:
            report(fault)
        if not found:
            entries.append(
                GlossaryEntry(term.__pydantic_extra__, term.avoid, term.note, decoded.places.value(i), term.index)
            )
    return tuple(entries)


def _faults(term: _Term, index: int, places: Places) -> Iterator[Diagnostic]:
    renderings, known = term.__pydantic_extra__, known_locales()
    for where, named in (((), renderings), (("avoid",), term.avoid)):
        for lang in named:
            if lang not in known:
                hint = did_you_mean(lang, (*known, *(() if where else ("avoid", "note", "index"))))
                message = f"there is no '{lang}' here: an entry names languages"
                yield Diagnostic(places.key(index, *where, lang), Code.INVALID_VALUE, message, hint=hint)
    if not renderings and not term.avoid:
        hint = "- {zh: 基准, en: benchmark}"
        yield Diagnostic(places.value(index), Code.INVALID_VALUE, "this entry says no term", hint=hint)
    for lang, wrong in term.avoid.items():
        for place, word in enumerate(wrong):
            if word.casefold() in {right.casefold() for right in renderings.get(lang, ())}:
                message = f"'{word}' is allowed and forbidden"
                span = places.value(index, "avoid", lang, place)
                yield Diagnostic(span, Code.INVALID_VALUE, message, hint="keep it in one of the two")
