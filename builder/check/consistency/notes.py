"""Editor's notes: what they acknowledge is no fault any more; what they acknowledge and is not there is one."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from builder.check.consistency.finding import Finding
from builder.check.context import Context, walk_sections
from builder.diagnostics import Code, Diagnostic, did_you_mean
from builder.model import Item, Items


def noted(context: Context) -> dict[str, dict[str, Item]]:
    """Ids that are acknowledged, and where, by language."""
    found: dict[str, dict[str, Item]] = {}
    for lang, document in context.corpus.documents.items():
        blocks = (block for section in walk_sections(document.sections) for block in section.blocks)
        items = (item for block in blocks if isinstance(block, Items) for item in block.items)
        found[lang] = {answer: item for item in items for answer in item.answers}
    return found


def answered(
    found: Mapping[str, Finding], notes: Mapping[str, Mapping[str, Item]], lost: Container[tuple[str, str]]
) -> Iterator[Diagnostic]:
    """What is left to say. A note counts where every language has it; one of facts that are lost may be sound."""
    everywhere = set.intersection(*(set(known) for known in notes.values())) if notes else set()
    for name, finding in found.items():
        if name in everywhere:
            continue
        diagnostic = finding.diagnostic()
        lacking = [lang for lang, known in notes.items() if name not in known]
        if len(lacking) < len(notes):
            hint = f"acknowledged, but not in {', '.join(lacking)}: write the note there, too: - `{name}` …"
            diagnostic = Diagnostic(finding.span, finding.code, finding.message, hint, finding.severity, finding.other)
        yield diagnostic
    for known in notes.values():
        for name, item in known.items():
            if name not in found and not any(("facts", fact) in lost for fact in name.split()[1:]):
                hint = f"remove the note; {did_you_mean(name, found)}"
                message = f"a note acknowledges '{name}', which is not found"
                yield Diagnostic(item.span, Code.UNFOUNDED_NOTE, message, hint)
