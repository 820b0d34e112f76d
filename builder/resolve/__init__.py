"""`Corpus` → `Edition`: one language, in which every fact, citation and cross-reference is text or a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from builder.diagnostics import Code, Diagnostic, Report, did_you_mean
from builder.locales import Locale
from builder.model import Corpus, Document, Edition, Evidence, Figure, Front, Plot, Section, Slide
from builder.resolve.blocks import BlockResolver
from builder.resolve.citing import citing, with_places
from builder.resolve.ground import Ground, exchanged, ids_of, joined, placed
from builder.resolve.numbering import Targets, evidence_of, numbered, targets_of
from builder.resolve.references import with_references
from builder.resolve.words import Wording, hidden_reference
from builder.shown import hidden_ids, shown

__all__ = ["Ground", "grounded", "renewed", "resolve"]


def resolve(corpus: Corpus, lang: str, plots: Mapping[str, Plot], locale: Locale, report: Report) -> Edition:
    """The edition of `lang`; what cannot be resolved goes to `report`, and its key stands in the text."""
    return grounded(corpus, lang, plots, locale, report).edition


def renewed(ground: Ground, corpus: Corpus, file: str, locale: Locale, report: Report) -> Ground:
    """The same language, of whose corpus one file says something else: its chapters alone are resolved. What other
    chapters say of these is as it was."""
    lang = ground.written.lang
    old, new = ids_of(ground.corpus, lang, file), ids_of(corpus, lang, file)
    chapters = tuple(section for section in corpus.documents[lang].sections if section.id in new)
    sections = exchanged(ground.written.sections, old, shown(chapters, lang, corpus))
    written = replace(ground.written, sections=sections)
    document = numbered(written, locale, corpus.settings.numbered, new)
    own = replace(document, sections=tuple(section for section in document.sections if section.id in new))
    raw = replace(corpus.documents[lang], sections=chapters)
    targets = joined(ground.targets, _targets(own, raw, corpus, locale))
    wording = Wording(corpus, document.terms, lang, locale, targets, report)
    cites = replace(ground.citing, report=report, counts=Counter())
    blocks = BlockResolver(wording, cites, ground.plots, report)
    made = tuple(_section(section, blocks) for section in own.sections)
    edition = replace(ground.edition, assets=corpus.assets)
    edition = placed(edition, exchanged(edition.document.sections, old, made), made, locale)
    return Ground(corpus, ground.plots, written, targets, cites, edition)


def grounded(corpus: Corpus, lang: str, plots: Mapping[str, Plot], locale: Locale, report: Report) -> Ground:
    """The edition, and what its chapters were resolved against."""
    written = with_references(shown(corpus.documents[lang], lang, corpus), corpus, locale)
    document = numbered(written, locale, corpus.settings.numbered)
    targets = _targets(document, corpus.documents[lang], corpus, locale)
    wording = Wording(corpus, document.terms, lang, locale, targets, report)
    cites = citing(document, corpus, lang, locale, report)
    blocks = BlockResolver(wording, cites, plots, report)
    sections = tuple(_section(section, blocks) for section in document.sections)
    whole = with_places(Document(lang, _front(document.front, blocks), sections, document.terms), locale)
    edition = Edition(
        lang=lang,
        name=corpus.settings.name,
        authors=tuple(blocks.words(author, corpus.settings.span) for author in corpus.settings.authors),
        date=corpus.settings.date,
        document=_with_evidence(whole, plots, targets.hidden, corpus, report),
        assets=corpus.assets,
        glossary=corpus.glossary,
        index=corpus.settings.index,
        house=corpus.house,
        attach=corpus.settings.attach,
    )
    return Ground(corpus, plots, written, targets, cites, edition)


def _targets(document: Document, written: Document, corpus: Corpus, locale: Locale) -> Targets:
    """`written` is the document, with what it does not show."""
    return replace(targets_of(document, locale), hidden=hidden_ids(written, corpus))


def _section(section: Section, blocks: BlockResolver) -> Section:
    return Section(
        id=section.id,
        level=section.level,
        title=blocks.inlines(section.title),
        blocks=blocks.blocks(section.blocks),
        sections=tuple(_section(child, blocks) for child in section.sections),
        span=section.span,
        number=section.number,
        only=section.only,
        numbered=section.numbered,
    )


def _front(front: Front, blocks: BlockResolver) -> Front:
    return Front(
        title=blocks.inlines(front.title),
        subtitle=blocks.inlines(front.subtitle),
        meta=tuple((blocks.inlines(label), blocks.inlines(value)) for label, value in front.meta),
        imprint=blocks.blocks(front.imprint),
        colophon=blocks.blocks(front.colophon),
        span=front.span,
    )


def _with_evidence(
    document: Document, plots: Mapping[str, Plot], hidden: Mapping[str, str], corpus: Corpus, report: Report
) -> Document:
    """Slides with the figures, tables and processes that they name."""
    known = evidence_of(document)

    def with_shown(slide: Slide) -> Slide:
        found: list[Evidence] = []
        for name in slide.evidence:
            if evidence := known.get(name):
                found.append(evidence)
            elif plot := plots.get(name):
                found.append(Figure(name, (), plot, plot.alt, (), slide.span))
            elif name in hidden:
                report(hidden_reference(name, hidden[name], slide.span))
            elif name not in corpus.charts and ("charts", name) not in corpus.lost:
                hint = did_you_mean(name, [*known, *plots])
                message = f"no figure, table, process or chart '{name}' to show"
                report(Diagnostic(slide.span, Code.UNKNOWN_REFERENCE, message, hint=hint))
        return replace(slide, shown=tuple(found))

    def visited(section: Section) -> Section:
        blocks = tuple(with_shown(block) if isinstance(block, Slide) else block for block in section.blocks)
        return replace(section, blocks=blocks, sections=tuple(visited(child) for child in section.sections))

    return replace(document, sections=tuple(visited(section) for section in document.sections))
