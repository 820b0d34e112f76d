"""Sources that are cited, listed and named; enumerations that come twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.check.consistency.finding import Finding
from builder.check.consistency.passages import Edition, Passage
from builder.check.context import walk_sections
from builder.diagnostics import Code, Span
from builder.model import Corpus, Document, Entry, Ref, References, RefKind, Source

_WORDS = re.compile(r"[\u3400-\u9fff]+|[a-z0-9]+")
_SPLIT = re.compile(r"[;；\n\ufffc]")
_CHINESE = "、"
"""Where it stands, a comma parts clauses."""
_LEAST = 4


def citations(edition: Edition, corpus: Corpus) -> Iterator[Finding]:
    """Entries of the bibliography that nothing cites; sources named under a table that no list has."""
    entries = {entry.key: entry for entry in _entries(edition.document)}
    if not entries:
        return
    body = [passage for passage in edition.everything() if "entry" not in passage.trail]
    cited = {ref.key for passage in body for ref in passage.refs if ref.kind is RefKind.CITE}
    facts = {ref.key for passage in body for ref in passage.refs if ref.kind is RefKind.FACT}
    cited |= {name for fact in facts if fact in corpus.facts for name in corpus.facts[fact].sources}
    for name, entry in entries.items():
        if cited and name not in cited:
            yield Finding(Code.UNCITED, (name,), entry.span, f"'{name}' is listed, and nothing cites it")
    for passage in body:
        if passage.role == "source":
            yield from _named(passage, corpus)
        yield from _dated(edition, passage, corpus)


def _entries(document: Document) -> Iterator[Entry]:
    for section in walk_sections(document.sections):
        for block in section.blocks:
            if isinstance(block, References):
                yield from block.entries


def _cites(ref: Ref) -> bool:
    return ref.kind is RefKind.CITE


def _named(passage: Passage, corpus: Corpus) -> Iterator[Finding]:
    """A source line of several, of which some are cited and one is in no list."""
    known = [set(_WORDS.findall(_words(source))) for source in corpus.sources.values()]
    parts = _SPLIT.split(passage.text)
    if not any(ref.kind is RefKind.CITE for ref in passage.refs):
        return
    cited = [i for i, part in enumerate(parts) if i + 1 < len(parts) and passage.text.find(part + "\ufffc") >= 0]
    for i, part in enumerate(parts):
        words = set(_WORDS.findall(part.casefold()))
        if not words or i in cited or any(words <= names for names in known):
            continue
        message = f"'{part.strip()}' is named as a source, and stands in no list"
        yield Finding(Code.UNLISTED, ("-".join(sorted(words)),), passage.span, message)


def _words(source: Source) -> str:
    year = _year(source)
    return " ".join((*_names(source), source.texts.get("title", ""), str(year) if year else "")).casefold()


def _dated(edition: Edition, passage: Passage, corpus: Corpus) -> Iterator[Finding]:
    """A source called after another year than that in which it came out."""
    cites = [ref for ref in passage.refs if ref.kind is RefKind.CITE]
    walls = [i for i, character in enumerate(passage.text) if character == "\ufffc"]
    if len(cites) != len(walls):
        return
    for ref, at in zip(cites, walls, strict=True):
        source = corpus.sources.get(ref.key)
        year = _year(source) if source is not None else None
        if source is None or year is None:
            continue
        for name in _names(source):
            before = passage.text[max(0, at - len(name) - 20) : at]
            found = re.search(rf"{re.escape(name)}\s*((?:19|20)\d\d)\D{{0,12}}$", before) if name else None
            if found and int(found[1]) != year and found[1] not in source.texts.get("title", ""):
                message = f"'{ref.key}' is of {year}, and is called one of {found[1]}"
                yield Finding(Code.OTHER_PERIOD, (ref.key, found[1]), ref.span, message)
                break


def _names(source: Source) -> tuple[str, ...]:
    """What a source is called after: its authors, where it stands, and who published it."""
    authors = (
        name.literal or " ".join(part for part in (name.given, name.family) if part)
        for name in source.names.get("author", ())
    )
    return (*authors, source.texts.get("container-title", ""), source.texts.get("publisher", ""))


def _year(source: Source) -> int | None:
    issued = source.dates.get("issued")
    return issued.begin.year if issued and issued.begin else None


def unsourced(edition: Edition, corpus: Corpus) -> Iterator[Finding]:
    """Facts without source in a report whose facts have sources, most of them."""
    printed = {r.key for p in edition.everything() for r in p.refs if r.kind is RefKind.FACT} & corpus.facts.keys()
    measured = [corpus.facts[name] for name in sorted(printed) if corpus.facts[name].unit]
    own = [f for f in measured if f.ties.derived is None and not f.sources]
    if own and 3 * sum(bool(f.sources) for f in measured) > len(measured) and len(measured) >= 2 * _LEAST:
        names = ", ".join(f"'{fact.id}'" for fact in own[:_LEAST])
        more = f", and {len(own) - _LEAST} more" if len(own) > _LEAST else ""
        message = f"no source is given for {names}{more}"
        yield Finding(Code.UNSOURCED, ("facts",), own[0].span, message)


def incomplete(corpus: Corpus, editions: Sequence[Edition]) -> Iterator[Finding]:
    """Sources that nobody could find: without author or title, without a place or a date."""
    printed = {entry.key for document in corpus.documents.values() for entry in _entries(document)}
    printed |= {ref.key for edition in editions for p in edition.everything() for ref in p.refs if _cites(ref)}
    poor = [
        source
        for source in corpus.sources.values()
        if source.key in printed
        and not any(source.texts.get(name) for name in ("URL", "DOI", "number"))
        and not (source.names.get("author") and source.texts.get("title") and "issued" in source.dates)
    ]
    if poor:
        names = ", ".join(f"'{source.key}'" for source in poor[:_LEAST])
        more = f", and {len(poor) - _LEAST} more" if len(poor) > _LEAST else ""
        message = f"{names}{more} cannot be found by what is said of them (author, title and date, number or URL)"
        yield Finding(Code.INCOMPLETE, ("sources",), poor[0].span, message)


def enumerations(edition: Edition) -> Iterator[Finding]:
    """Lists inside sentences, told twice, of which one has another member or another order."""
    seen: list[tuple[tuple[str, ...], Passage]] = []
    for passage in edition.passages:
        if "entry" in passage.trail or passage.role == "source":
            continue
        for members in _lists(edition, passage):
            for others, first in seen:
                if first.section != passage.section and (what := _differ(members, others)):
                    message = f"{what}: {', '.join(members)}; elsewhere {', '.join(others)}"
                    keys = (first.section, passage.section, str(len(members)))
                    yield Finding(Code.OTHER_MEMBERS, keys, _here(edition, passage, members), message, other=first.span)
                    break
            seen.append((members, passage))


def _here(edition: Edition, passage: Passage, members: tuple[str, ...]) -> Span:
    return edition.places.find(passage.span, members[0])


def _lists(edition: Edition, passage: Passage) -> Iterator[tuple[str, ...]]:
    for clause in re.split(r"[。；;：:！？!?\n\ufffc()（）]|\.\s|，(?=[^，]*[^、，]{20})", passage.text):
        joins = edition.cues.joins if _CHINESE not in clause else edition.cues.listed
        parts = [part.strip() for part in joins.split(clause) if part and part.strip()]
        if len(parts) < _LEAST:
            continue
        inner = parts[1:-1]
        if all(len(part) <= 30 and not re.search(r"\d", part) for part in inner):
            first = re.split("[，,]", parts[0])[-1].strip()
            yield tuple(part.casefold() for part in (first, *parts[1:]))


def _differ(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """What is different in two lists of one length, of which all members or all but one are the same."""
    if len(a) != len(b):
        return ""
    left = [next((j for j, other in enumerate(b) if _alike(one, other)), None) for one in a]
    same = [place for place in left if place is not None]
    if len(set(same)) != len(same) or len(same) < max(_LEAST - 1, len(a) - 1):
        return ""
    if len(same) < len(a):
        return "another member"
    return "another order" if same != sorted(same) else ""


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if one == other:
        return True
    return len(short) >= 2 and (long.startswith(short) or long.endswith(short)) and len(long) <= 4 * len(short) + 8
