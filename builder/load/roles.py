"""Roles: {fact}`key options…`, {cite}, {ref}, {term} and {param} → `Ref`; {index}`words` → these, for the index."""

from __future__ import annotations

import re
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from builder.diagnostics import Code, Span, did_you_mean
from builder.load.source import Source, first_line, last_line
from builder.model import Inlines, Modifier, Ref, RefKind, Text
from builder.values import read_param

INDEX: Final = "index"
_OPTION = re.compile(r"([a-z]+)=(\S+)")
_FLAGS = {
    RefKind.FACT: ("prose", "table", "axis", "bare", "letter", "words", "month", "signed"),
    RefKind.CITE: (),
    RefKind.REF: ("bare",),
    RefKind.TERM: (),
    RefKind.PARAM: (),
}
_VALUES = {
    RefKind.FACT: ("modifier", "digits", "counter", "empty"),
    RefKind.CITE: (),
    RefKind.REF: (),
    RefKind.TERM: (),
    RefKind.PARAM: (),
}


def read_role(source: Source, node: SyntaxTreeNode) -> Inlines:
    span = source.find(node.markup, first_line(node), last_line(node))
    if node.info == INDEX:
        shown = " ".join(node.content.split())
        return (Text(shown, entry=shown),) if shown else ()
    if node.info not in list(RefKind):
        source.fault(span, Code.UNKNOWN_ROLE, f"no role '{node.info}'", did_you_mean(node.info, [*RefKind, INDEX]))
        return (Text(node.content),)
    kind = RefKind(node.info)
    if kind is RefKind.PARAM:
        return _param(source, node, span)
    key, *words = node.content.split() or [""]
    if kind is RefKind.CITE:
        keys = [k for k in re.split(r"[,，、;；\s]+", node.content) if k]
        if not keys:
            source.fault(span, Code.UNKNOWN_CITATION, "a citation names a source", "{cite}`key`")
        return tuple(Ref(kind, k, {}, span) for k in keys)
    return (Ref(kind, key, _options(source, kind, words, span), span),)


def _param(source: Source, node: SyntaxTreeNode, span: Span) -> Inlines:
    column, options = read_param(node.content)
    if not column:
        source.fault(span, Code.UNKNOWN_COLUMN, "a value is that of a column", "{param}`city`")
        return ()
    sound = {name: value for name, value in options.items() if _is_sound(source, name, value, span)}
    return (Ref(RefKind.PARAM, column, sound, span),)


def _options(source: Source, kind: RefKind, words: list[str], span: Span) -> dict[str, str]:
    options: dict[str, str] = {}
    for word in words:
        match = _OPTION.fullmatch(word)
        if match and match[1] in _VALUES[kind]:
            if _is_sound(source, match[1], match[2], span):
                options[match[1]] = match[2]
        elif word in _FLAGS[kind]:
            options["signed" if word == "signed" else "form"] = word
        else:
            hint = did_you_mean(word, [*_FLAGS[kind], *(f"{v}=" for v in _VALUES[kind])])
            source.fault(span, Code.UNKNOWN_OPTION, f"{{{kind}}} has no option '{word}'", hint)
    return options


def _is_sound(source: Source, option: str, value: str, span: Span) -> bool:
    if option == "digits" and not re.fullmatch(r"[1-9]|1[0-5]", value):
        source.fault(span, Code.INVALID_VALUE, f"'{value}' is no number of digits", "digits=1 to digits=15")
        return False
    if option == "modifier" and value not in list(Modifier):
        source.fault(span, Code.INVALID_VALUE, f"no modifier '{value}'", did_you_mean(value, list(Modifier)))
        return False
    return True
