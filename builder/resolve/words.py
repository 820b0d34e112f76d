"""References → words: facts by the number composer, citations, cross-references, labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from builder.diagnostics import Code, Diagnostic, Report, Span, did_you_mean
from builder.locales import Locale
from builder.locales.numbers import Form, Unwordable, compose, known_units
from builder.locales.params import empty, worded
from builder.model import (
    Corpus,
    Emph,
    Inline,
    Inlines,
    Link,
    Modifier,
    Ref,
    RefKind,
    Script,
    Strike,
    Terms,
    Text,
)
from builder.resolve.numbering import Targets
from builder.text import plain


@dataclass(frozen=True, slots=True)
class Wording:
    """What a reference can be resolved against, in one language."""

    corpus: Corpus
    terms: Terms
    lang: str
    locale: Locale
    targets: Targets
    report: Report

    def ref(self, ref: Ref) -> Inline:
        match ref.kind:
            case RefKind.FACT:
                return self._fact(ref)
            case RefKind.CITE:
                raise TypeError("citations are resolved together")
            case RefKind.REF:
                return self._target(ref)
            case RefKind.TERM:
                return self._term(ref)
            case RefKind.PARAM:
                return self._param(ref)

    def link(self, link: Link, children: Inlines) -> Inline:
        if not link.target.startswith("#"):
            return replace(link, children=children)
        name = link.target[1:]
        target = name if name in self.targets.labels else self.targets.anchors.get(name.lower())
        if target is None and name in self.targets.hidden:
            self.report(hidden_reference(name, self.targets.hidden[name], link.span))
        elif target is None:
            what = (
                f"'{name[5:]}.md' is no section of the report" if name.startswith("file:") else f"no anchor '#{name}'"
            )
            hint = did_you_mean(name, self.targets.labels)
            self.report(Diagnostic(link.span, Code.UNKNOWN_REFERENCE, what, hint=hint))
        return Link(f"#{target or name}", children, link.span)

    def _unknown(self, ref: Ref, code: Code, what: str, known: Iterable[str], file: str) -> Text:
        if (file, ref.key) not in self.corpus.lost:
            hint = did_you_mean(ref.key, known)
            self.report(Diagnostic(ref.span, code, f"no {what} '{ref.key}'", hint=hint))
        return Text(ref.key)

    def _fact(self, ref: Ref) -> Inline:
        fact = self.corpus.facts.get(ref.key)
        if self.corpus.row and ref.key in self.corpus.unvalued:
            if "empty" not in ref.options:
                self.report(empty(self.corpus.row, ref.key, ref.kind, ref.span))
            return Text(ref.options.get("empty", ref.key))
        if fact is None:
            return self._unknown(ref, Code.UNKNOWN_FACT, "fact", self.corpus.facts, "facts")
        try:
            words = compose(
                fact.value,
                fact.unit,
                Modifier(ref.options.get("modifier", fact.modifier)),
                Form(ref.options.get("form", Form.PROSE)),
                self.locale,
                signed="signed" in ref.options,
                digits=int(ref.options["digits"]) if "digits" in ref.options else None,
                counter=ref.options.get("counter", ""),
                units=self.terms.units,
            )
        except (Unwordable, ValueError) as error:
            if not fact.unit or fact.unit in known_units() | self.terms.units.keys():  # else the fact's own fault
                message = f"'{ref.key}' cannot be worded: {error}"
                self.report(Diagnostic(ref.span, Code.INVALID_VALUE, message, hint="choose another form or modifier"))
            return Text(ref.key)
        return Text(words)

    def _param(self, ref: Ref) -> Text:
        return Text(self.said(ref.key, ref.options, ref.span))

    def said(self, column: str, options: Mapping[str, str], span: Span) -> str:
        """What the row says in a column; its name where there is no row, whose fault is told."""
        if self.corpus.row is None:
            return column
        words, fault = worded(self.corpus.row, column, options, span, self.locale, self.lang)
        if fault:
            self.report(fault)
        return words

    def _target(self, ref: Ref) -> Inline:
        label = self.targets.labels.get(ref.key)
        if label is None and ref.key in self.targets.hidden:
            self.report(hidden_reference(ref.key, self.targets.hidden[ref.key], ref.span))
            return Text(ref.key)
        if label is None:
            return self._unknown(ref, Code.UNKNOWN_REFERENCE, "figure, table or section", self.targets.labels, "")
        if not label:
            message = f"'{ref.key}' has no caption, and so no number to refer to"
            self.report(Diagnostic(ref.span, Code.UNKNOWN_REFERENCE, message, hint="give it a caption"))
            return Text(ref.key)
        if number := self.targets.numbers.get(ref.key) if ref.options.get("form") == "bare" else "":
            return Link(f"#{ref.key}", (Text(number),), ref.span)
        words = label if isinstance(label, str) else self._title(label)
        return Link(f"#{ref.key}", (Text(words.replace(" ", "\u00a0") if words is label else words),), ref.span)

    def _title(self, title: Inlines) -> str:
        """The words of an unnumbered section's title, within which no further reference can stand."""
        words = ""
        for inline in title:
            match inline:
                case Ref():
                    told = inline.kind in (RefKind.FACT, RefKind.TERM, RefKind.PARAM)
                    words += plain((self.ref(inline),)) if told else ""
                case Emph() | Strike() | Script() | Link():
                    words += self._title(inline.children)
                case _:
                    words += plain((inline,))
        return words

    def _term(self, ref: Ref) -> Inline:
        label = self.terms.labels.get(ref.key)
        if label is None:
            return self._unknown(ref, Code.UNKNOWN_TERM, "label", self.terms.labels, f"{self.lang}/terms")
        return Text(label)


def hidden_reference(name: str, condition: str, span: Span) -> Diagnostic:
    """What it names stands under a condition that does not hold."""
    message = f"'{name}' is not there: it stands under the condition {condition}, which does not hold"
    hint = f"write [ … ]{{when {condition}}} around what names it"
    return Diagnostic(span, Code.HIDDEN_REFERENCE, message, hint=hint)
