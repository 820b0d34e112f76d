"""What is known of a report that was made: what of, and what was written. An object a row, beside the results."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from builder.batch.target import OWN, Target, digest_of
from builder.diagnostics import Diagnostic
from builder.record import diagnostic


@dataclass(frozen=True, slots=True)
class Written:
    """An artefact by its name in the target. `seal` is the target's own sign of it, empty while nobody has asked."""

    name: str
    size: int
    sha256: str
    editable: bool
    seal: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """`made_of` is a digest. `before`: what a run that was stopped while it wrote may have left of the last run's, by
    name and digest. `seconds`: what making took."""

    made_of: str
    artefacts: tuple[Written, ...]
    seconds: float
    findings: tuple[Diagnostic, ...]
    before: Mapping[str, str] = field(default_factory=dict)


def recall(target: Target, name: str) -> State | None:
    """What was written of this name; None where nothing is known. Raises OSError."""
    raw = target.read(_place(name))
    if raw is None:
        return None
    try:
        said = json.loads(raw)
        return State(
            str(said["made_of"]),
            tuple(Written(**one) for one in said["artefacts"]),
            float(said["seconds"]),
            tuple(diagnostic(one) for one in said["findings"]),
            dict(said["before"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def remember(target: Target, name: str, state: State) -> None:
    target.write({_place(name): json.dumps(asdict(state), ensure_ascii=False).encode()})


def stands(target: Target, one: Written) -> bool:
    """Whether the artefact is there as it was written."""
    seal = target.seal(one.name)
    if not seal or seal == one.seal:
        return bool(seal)
    content = target.read(one.name)
    return content is not None and digest_of(content) == one.sha256


def edited(target: Target, names: Sequence[str], last: State | None) -> tuple[str, ...]:
    """Those of these files that are there and that somebody else wrote."""
    known = {one.name: one for one in last.artefacts} if last else {}
    before = last.before if last else {}
    return tuple(
        name
        for name in names
        if target.seal(name)
        and not (name in known and stands(target, known[name]))
        and digest_of(target.read(name) or b"") != before.get(name)
    )


def _place(name: str) -> str:
    return f"{OWN}/rows/{name}.json"
