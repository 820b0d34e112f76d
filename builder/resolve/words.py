"""References → words: facts by the number composer, citations, cross-references, labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from builder.diagnostics import Code, Diagnostic, Report, did_you_mean
from builder.locales import Locale
from builder.locales.numbers import Form, Unwordable, compose
from builder.model import Corpus, Inline, Inlines, Link, Modifier, Ref, RefKind, Terms, Text
from builder.resolve.numbering import Targets


@dataclass(frozen=True, slots=True)
class Wording:
    """What a reference can be resolved against, in one language."""

    corpus: Corpus
    terms: Terms
    locale: Locale
    targets: Targets
    citations: dict[str, str]
    report: Report

    def ref(self, ref: Ref) -> Inline:
        match ref.kind:
            case RefKind.FACT:
                return self._fact(ref)
            case RefKind.CITE:
                return self._cite(ref)
            case RefKind.REF:
                return self._target(ref)
            case RefKind.TERM:
                return self._term(ref)

    def link(self, link: Link, children: Inlines) -> Inline:
        if not link.target.startswith("#"):
            return replace(link, children=children)
        name = link.target[1:]
        target = name if name in self.targets.labels else self.targets.anchors.get(name.lower())
        if target is None:
            hint = did_you_mean(name, self.targets.labels)
            self.report(Diagnostic(link.span, Code.UNKNOWN_REFERENCE, f"nothing has the anchor '#{name}'", hint=hint))
        return Link(f"#{target or name}", children, link.span)

    def _unknown(self, ref: Ref, code: Code, what: str, known: Iterable[str]) -> Text:
        hint = did_you_mean(ref.key, known)
        self.report(Diagnostic(ref.span, code, f"no {what} '{ref.key}'", hint=hint))
        return Text(ref.key)

    def _fact(self, ref: Ref) -> Inline:
        fact = self.corpus.facts.get(ref.key)
        if fact is None:
            return self._unknown(ref, Code.UNKNOWN_FACT, "fact", self.corpus.facts)
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
            self.report(Diagnostic(ref.span, Code.INVALID_VALUE, f"'{ref.key}' cannot be worded: {error}"))
            return Text(ref.key)
        return Text(words)

    def _cite(self, ref: Ref) -> Inline:
        if ref.key not in self.corpus.sources:
            return self._unknown(ref, Code.UNKNOWN_CITATION, "source", self.corpus.sources)
        number = self.citations.get(ref.key)
        if number is None:
            hint = "add - {cite}`" + ref.key + "` to a :::{references} list"
            message = f"'{ref.key}' is cited and stands in no list of references"
            self.report(Diagnostic(ref.span, Code.UNKNOWN_CITATION, message, hint=hint))
            return Text(ref.key)
        return Link(f"#ref-{ref.key}", (Text(f"[{number}]"),), ref.span)

    def _target(self, ref: Ref) -> Inline:
        label = self.targets.labels.get(ref.key)
        if label is None:
            return self._unknown(ref, Code.UNKNOWN_REFERENCE, "figure, table or section", self.targets.labels)
        return Link(f"#{ref.key}", (Text(label.replace(" ", "\u00a0")),), ref.span)

    def _term(self, ref: Ref) -> Inline:
        label = self.terms.labels.get(ref.key)
        if label is None:
            return self._unknown(ref, Code.UNKNOWN_TERM, "label", self.terms.labels)
        return Text(label)
