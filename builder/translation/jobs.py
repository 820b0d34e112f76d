"""What there is to translate, whatever the format of the exchange: one job a text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from builder.model import Corpus, UnitKind
from builder.project import Project
from builder.translation.accept import entries_of
from builder.translation.pairs import Gap, Pair, file_name, pair_units
from builder.translation.pieces import Form, Mark, Piece, Pieces, Side, form_of, words_of
from builder.translation.tokens import Tokenizer


class State(StrEnum):
    """How far a translation is: not begun, or its source was edited since; made; accepted."""

    INITIAL = "initial"
    TRANSLATED = "translated"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Job:
    """`key` names the text and its source as it is: an edited source has another. `made` is of the translation that was
    there. `target` is "no translation yet" where it is empty; its marks have the ids of those of `source` that they
    stand for. `previous`: the accepted source, where it was edited since."""

    key: str
    made: str
    pair: Pair
    forms: tuple[Form, Form]
    source: Pieces
    target: Pieces
    state: State
    previous: str = ""

    @property
    def id(self) -> str:
        return f"{self.key}-{self.made}"


@dataclass(frozen=True, slots=True)
class Work:
    """All jobs from one language to another, and parts that have no counterpart to translate into."""

    source: str
    lang: str
    jobs: tuple[Job, ...]
    gaps: tuple[Gap, ...]


def read_work(project: Project, corpus: Corpus, lang: str) -> Work:
    """Every text with words, in the order of the files."""
    source = corpus.settings.source
    pairs, gaps = pair_units(corpus.units[source], corpus.units[lang])
    tokenizers: dict[str, Tokenizer] = {}
    accepted = entries_of(corpus.locks.get(lang), corpus, pairs)

    def form(pair: Pair, side: int) -> Form:
        unit = (pair.source, pair.target)[side]
        if unit.file not in tokenizers:
            tokenizers[unit.file] = Tokenizer((project.text(unit.file) or "") if unit.file.endswith(".md") else "")
        return form_of(unit, tokenizers[unit.file])

    seen: Counter[str] = Counter()
    jobs: list[Job] = []
    for pair in pairs:
        forms = form(pair, 0), form(pair, 1)
        pieces = forms[0].read(pair.source.text)
        key = _digest(file_name(pair.source), pair.source.kind, _bare(pair.source.text))[:10]
        seen[key] += 1
        if not any(character.isalpha() for character in words_of(pieces)):
            continue
        entry = accepted.get(pair)
        same = _bare(pair.source.text) == _bare(pair.target.text)
        stale = entry is not None and _bare(entry.source) != _bare(pair.source.text)
        kept = entry is not None and not stale and _bare(entry.text) == _bare(pair.target.text)
        state = State.FINAL if kept else State.INITIAL if same or stale else State.TRANSLATED
        target = () if same and not kept else corresponding(pieces, forms[1].read(pair.target.text))
        previous = entry.source if entry is not None and stale else ""
        made = _digest(_bare(pair.target.text))[:6]
        jobs.append(Job(f"u{key}-{seen[key]}", made, pair, forms, pieces, target, state, previous))
    return Work(source, lang, tuple(jobs), gaps)


def chosen(work: Work, *, stale: bool) -> Work:
    """With `stale`, what is to be translated, or to be translated anew, alone."""
    jobs = (job for job in work.jobs if not stale or job.state is State.INITIAL)
    return replace(work, jobs=tuple(jobs))


def corresponding(source: Pieces, target: Pieces) -> Pieces:
    """The translation's marks with the ids of the source's marks that they stand for; t1, t2 … for others."""
    free = [piece for piece in source if isinstance(piece, Mark) and piece.side is not Side.CLOSE]
    marks = [piece for piece in target if isinstance(piece, Mark) and piece.side is not Side.CLOSE]
    ids: dict[str, str] = {}
    for alike in (_exactly, _key, _kind):
        for mark in marks:
            found = next((one for one in free if mark.id not in ids and alike(one) == alike(mark)), None)
            if found is not None:
                ids[mark.id] = found.id
                free.remove(found)
    for mark in marks:
        ids.setdefault(mark.id, f"t{mark.id}")
    return tuple(
        replace(piece, id=ids.get(piece.id, piece.id)) if isinstance(piece, Mark) else piece for piece in target
    )


def _exactly(mark: Mark) -> tuple[object, ...]:
    return mark.kind, mark.side, mark.data


def _key(mark: Mark) -> tuple[object, ...]:
    """A role without its options."""
    return mark.kind, mark.side, mark.data.split()[0].strip("`") if mark.data.split() else ""


def _kind(mark: Mark) -> tuple[object, ...]:
    return mark.kind, mark.side


def marks_of(pieces: Sequence[Piece]) -> Iterator[Mark]:
    return (piece for piece in pieces if isinstance(piece, Mark))


def by_key(work: Work) -> Mapping[str, Job]:
    return {job.key: job for job in work.jobs}


def _digest(*parts: str | UnitKind) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _bare(text: str) -> str:
    return "".join(text.split())


__all__ = ["Job", "State", "Work", "by_key", "chosen", "corresponding", "marks_of", "read_work"]
