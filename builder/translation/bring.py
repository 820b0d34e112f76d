"""What came back from translators, checked and put into the files of its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from builder.diagnostics import Span
from builder.model import Corpus, Unit
from builder.project import Project
from builder.translation.jobs import Job, State, by_key, corresponding, marks_of, read_work
from builder.translation.pairs import Pair
from builder.translation.pieces import Mark, Pieces, Side, meaning, trimmed, words_of
from builder.translation.replace import Edit, replaced
from builder.translation.returned import Content, Returned, Slot

_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Fault:
    """A unit that was left as it is. `line` is 1-based in the translator's file."""

    line: int
    message: str
    unit: Span | None = None


@dataclass(slots=True)
class Brought:
    """`files` are the files to write, by name from the project's folder; `lines` say where in the translator's file the
    text on a line of a file came from; `texts` are the new ones.

    `same`: texts that came back as they are; `empty`: not translated."""

    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    lines: dict[tuple[str, int], int] = field(default_factory=dict)
    translated: list[Pair] = field(default_factory=list)
    texts: dict[Unit, str] = field(default_factory=dict)
    written: int = 0
    same: int = 0
    empty: int = 0


def bring(project: Project, corpus: Corpus, lang: str, found: Iterable[Returned]) -> Brought:
    """The files of the language with every sound translation in its place; a fault for each of the others."""
    brought = Brought()
    jobs = by_key(read_work(project, corpus, lang))
    edits: dict[str, list[tuple[Edit, Job, Returned]]] = {}
    for job, returned in _known(found, jobs, brought):
        pieces = _pieces(job, returned)
        if isinstance(pieces, str):
            brought.faults.append(Fault(returned.line, pieces, job.pair.source.span))
            continue
        brought.lines[job.pair.target.file, job.pair.target.span.line] = returned.line
        if _is_same(job, pieces, returned):
            brought.same += 1
            if returned.approved if job.state is State.TRANSLATED else returned.done and job.state is State.INITIAL:
                brought.translated.append(job.pair)
            continue
        if not returned.done and not job.target and _says(pieces) == _says(job.source):
            brought.empty += 1
            continue
        if not job.target and _says(pieces) == _says(job.source):
            brought.same += 1
            brought.translated.append(job.pair)
            continue
        if job.made != returned.id.rpartition("-")[2]:
            message = "the translation was edited since the export; it is left as it is"
            brought.faults.append(Fault(returned.line, message, job.pair.target.span))
            continue
        typed = job.forms[1].write(pieces)
        if typed is None:
            message = "its marks cannot be typed so in Markdown: leave spaces at neither end of what is emphasised"
            brought.faults.append(Fault(returned.line, message, job.pair.source.span))
            continue
        edits.setdefault(job.pair.target.file, []).append(
            (Edit(job.pair.target, typed, job.forms[1].read(typed)), job, returned)
        )
    for name, rows in edits.items():
        _edit(name, project.read[name], rows, brought)
    return brought


def _known(found: Iterable[Returned], jobs: Mapping[str, Job], brought: Brought) -> Iterator[tuple[Job, Returned]]:
    """What came back for texts that are still there, once each."""
    seen: dict[str, int] = {}
    for returned in found:
        key = returned.id.rpartition("-")[0]
        job = jobs.get(key)
        if key in seen:
            message = f"this unit stands on line {seen[key]}, too"
            brought.faults.append(Fault(returned.line, message))
        elif returned.empty:
            brought.empty += 1
        elif job is None:
            message = "the source was edited since the export, or this is no unit of this project"
            brought.faults.append(Fault(returned.line, message))
        elif returned.fault:
            brought.faults.append(Fault(returned.line, returned.fault, job.pair.source.span))
        else:
            seen[key] = returned.line
            yield job, returned


def _edit(name: str, content: bytes, rows: list[tuple[Edit, Job, Returned]], brought: Brought) -> None:
    changed, wrong = replaced(name, content, [edit for edit, _, _ in rows])
    for edit, job, returned in rows:
        if edit in wrong:
            message = f"“{_short(edit.typed)}” would be no text where it stands, but change the structure"
            brought.faults.append(Fault(returned.line, message, job.pair.source.span))
        else:
            brought.written += 1
            brought.texts[edit.unit] = edit.typed
            brought.translated.append(job.pair)
    if changed != content:
        brought.files[name] = changed


def _pieces(job: Job, returned: Returned) -> Pieces | str:
    """The translation with the Markdown of its marks, or what is wrong with it."""
    if returned.typed:
        pieces = corresponding(job.source, job.forms[1].read(returned.typed))
        content: Content = tuple(p if isinstance(p, str) else Slot(p.id, p.side) for p in pieces)
    else:
        pieces, content = (), returned.content
    if wrong := _unsound(job, content):
        return wrong
    if not returned.typed:
        known = _marks(job)
        pieces = tuple(p if isinstance(p, str) else known[p.id, p.side] for p in content)
    elif not _is_protected(job, pieces):
        return "a placeholder was changed; they stay as they are in the source"
    if any((ord(c) < 32 and c not in "\t\n\r") or c == "\ufffe" for c in words_of(pieces)):
        return "it holds a control character"
    pieces = trimmed(pieces)
    return pieces if any(piece != "" for piece in pieces) else "it is empty"


def _marks(job: Job) -> dict[tuple[str, Side], Mark]:
    """By id and side; as the translation that was there has them, else as the source has."""
    return {(mark.id, mark.side): mark for pieces in (job.source, job.target) for mark in marks_of(pieces)}


def _is_protected(job: Job, pieces: Pieces) -> bool:
    allowed = {(m.kind, m.side, m.data) for side in (job.source, job.target) for m in marks_of(side)}
    return all((m.kind, m.side, m.data) in allowed for m in marks_of(pieces))


def _unsound(job: Job, content: Content) -> str:
    """Every placeholder of the source, or of the translation that was there, once; pairs in each other."""
    found = Counter((piece.id, piece.side) for piece in content if isinstance(piece, Slot))
    sides = [Counter((m.id, m.side) for m in marks_of(side)) for side in (job.source, job.target)]
    known = _marks(job)
    if strange := next((name for name, _ in found if not any((name, s) in known for s in Side)), None):
        return f"the placeholder '{strange}' is none of this text"
    if found not in (sides[0], sides[1]) or (found == sides[1] and not job.target and sides[0]):
        wanted = (
            sides[1] if job.target and sum((sides[1] - found).values()) < sum((sides[0] - found).values()) else sides[0]
        )
        for one, count in found.items():
            if count > wanted[one]:
                return (
                    f"{_named(known.get(one), one[0])} stands {'twice' if count > 1 else 'here, and not in the source'}"
                )
        lacking = next(iter(wanted - found))
        return f"{_named(known.get(lacking), lacking[0])} is missing"
    open_: list[str] = []
    for piece in content:
        if isinstance(piece, Slot) and piece.side is Side.OPEN:
            open_.append(piece.id)
        elif isinstance(piece, Slot) and piece.side is Side.CLOSE and (not open_ or open_.pop() != piece.id):
            return f"{_named(known.get((piece.id, Side.OPEN)), piece.id)} is closed before what it holds"
    return ""


def _named(mark: Mark | None, name: str) -> str:
    return f"the placeholder {name}" + (f" (`{_short(mark.data)}`)" if mark and mark.data.strip() else "")


def _is_same(job: Job, pieces: Pieces, returned: Returned) -> bool:
    """Whether it is the translation that was there; a file that was indented anew has other white space."""
    if not job.target:
        return False
    if meaning(pieces) == meaning(job.target):
        return True
    broken = any(isinstance(piece, str) and "\n" in piece for piece in returned.content)
    return broken and _says(pieces) == _says(job.target)


def _says(pieces: Pieces) -> list[tuple[str, ...]]:
    return [tuple("".join(part.split()) for part in one) for one in meaning(pieces) if "".join(one).strip()]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
