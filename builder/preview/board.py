"""What the page shows, and who is told when that changes: values that the page draws, and pictures by their names."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import TypeAlias

from builder.preview.pictures import Picture

Message: TypeAlias = dict[str, object]
Listener: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Stack:
    """The pages of a unit as they are shown, made of the save with that number. `shows`: what they were made of, where
    they are pages of the report; None of proofs."""

    pictures: tuple[Picture, ...]
    save: int
    shows: object = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the page: the same unit in every language that has it."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault, its line, a link to its place, and where about it shows: in a row and language (empty where nobody
    knows), and that share of it down."""

    severity: str
    code: str
    place: str
    message: str
    hint: str
    text: str
    link: str
    row: str = ""
    lang: str = ""
    share: float = 0.0


@dataclass(slots=True)
class Board:
    """Safe for several threads. Listeners get each change as JSON, in order, after all that is shown now."""

    title: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    stale: bool = False
    stacks: dict[tuple[str, str], Stack] = field(default_factory=dict)
    _said: dict[str, Message] = field(default_factory=dict)
    _listeners: list[Listener] = field(default_factory=list)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def name(self, title: str, languages: Iterable[tuple[str, str]]) -> None:
        """The report's title, and its languages with their names."""
        self.title, self.languages = title, tuple(languages)
        named = [{"code": code, "name": name} for code, name in self.languages]
        self._tell("report", {"kind": "report", "title": title, "languages": named})

    def order(self, lines: Iterable[Line]) -> None:
        """The rows, from the first to the last; those that are not named are shown no more."""
        rows = [{"name": line.name, "title": line.title} for line in lines]
        kept = {row["name"] for row in rows}
        with self._lock:
            for lang, name in [key for key in self.stacks if key[1] not in {*kept, _SLIDES}]:
                del self.stacks[lang, name]
                self._said.pop(f"pages {lang} {name}", None)
        self._tell("rows", {"kind": "rows", "rows": rows})

    def lay(self, lang: str, name: str, stack: Stack) -> None:
        """The pages of a unit in a language; those of a later save stay, and those of the report stay before proofs."""
        with self._lock:
            old = self.stacks.get((lang, name))
            if old and (old.save, old.shows is not None) > (stack.save, stack.shows is not None):
                return
            self.stacks[lang, name] = stack
            self._tell(f"pages {lang} {name}", _pages("pages", lang, stack.pictures) | {"row": name})

    def shown(self, lang: str, name: str) -> tuple[Picture, ...]:
        """The pages of a unit as they are now."""
        with self._lock:
            stack = self.stacks.get((lang, name))
            return stack.pictures if stack else ()

    def is_whole(self, lang: str, name: str) -> bool:
        """Whether pages of the report are shown, and no proofs."""
        with self._lock:
            stack = self.stacks.get((lang, name))
            return stack is not None and stack.shows is not None

    def are_whole(self, lang: str) -> bool:
        """Whether that is so of all that is shown in the language."""
        with self._lock:
            return all(self.is_whole(*key) for key in self.stacks if key[0] == lang and key[1] != _SLIDES)

    def has(self, lang: str, name: str, shows: object, save: int) -> bool:
        """Whether that is shown, or something of a later save."""
        with self._lock:
            stack = self.stacks.get((lang, name))
            return stack is not None and (stack.save > save or stack.shows == shows)

    def show(self, lang: str, slides: Iterable[Picture], note: str) -> None:
        """The slides of a language, or why there are none."""
        pictures = tuple(slides)
        with self._lock:
            self.stacks[lang, _SLIDES] = Stack(pictures, 0)
            self._tell(f"slides {lang}", _pages("slides", lang, pictures) | {"note": note})

    def shown_slides(self, lang: str) -> tuple[Picture, ...]:
        return self.shown(lang, _SLIDES)

    def find(self, findings: Iterable[Finding], stale: bool, trouble: str = "") -> None:
        """What is wrong; `stale`: the pages do not show the last save. `trouble` keeps everything from being done."""
        self.stale = stale
        said = [asdict(one) for one in findings]
        self._tell("findings", {"kind": "findings", "findings": said, "stale": stale, "trouble": trouble})

    def say(self, text: str, busy: bool = False) -> None:
        self._tell("state", {"kind": "state", "text": text, "busy": busy})

    def picture(self, name: str) -> bytes | None:
        """A picture that is shown now."""
        with self._lock:
            every = (picture for stack in self.stacks.values() for picture in stack.pictures)
            return next((picture.png for picture in every if picture.name == name), None)

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell it all that is shown, and each change; returns what ends that."""
        with self._lock:
            for message in self._said.values():
                listener(json.dumps(message, ensure_ascii=False))
            self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self, subject: str, message: Message) -> None:
        with self._lock:
            if self._said.get(subject) == message:
                return
            self._said[subject] = message
            text = json.dumps(message, ensure_ascii=False)
            for listener in self._listeners:
                listener(text)


_SLIDES = "/slides"
"""No id of a section."""


def _pages(kind: str, lang: str, pictures: Iterable[Picture]) -> Message:
    pages = [{"name": one.name, "width": round(one.width, 1), "height": round(one.height, 1)} for one in pictures]
    return {"kind": kind, "lang": lang, "pages": pages}
