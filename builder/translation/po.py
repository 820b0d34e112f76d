"""Jobs as a PO catalogue, and back: texts as Markdown, keys as contexts (GNU gettext manual, "PO Files")."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from builder.model import Unit
from builder.translation.context import WORDED, Told
from builder.translation.jobs import State, Work
from builder.translation.pieces import Form, Mark, Pieces
from builder.translation.returned import Returned, Unreadable

_LANGUAGES = re.compile(r"X-Builder: (\S+) (\S+)")
_TOLD = frozenset({"section", "kind", "term"})
_HEADER = ("Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit", "MIME-Version: 1.0")


def write_po(work: Work, told: Told) -> bytes:
    """Texts whose source was edited are fuzzy, and tell what it was."""
    lines = ['msgid ""', 'msgstr ""']
    header = (f"Language: {work.lang.replace('-', '_')}", *_HEADER, f"X-Builder: {work.source} {work.lang}")
    lines += [f'"{line}\\n"' for line in header]
    for job in work.jobs:
        lines.append("")
        notes = list(told.notes(job))
        lines += [
            f"#. {category}: {_one_line(text)}" for category, text in notes if category in ("section", "kind", "term")
        ]
        lines += [f"#. {_one_line(mark)}" for mark in _said(job.source, told)]
        lines.append(f"#: {told.where(job).replace(' ', '_')}")
        fuzzy = job.state is State.INITIAL and bool(job.target)
        if fuzzy:
            lines.append("#, fuzzy")
            lines.append(f"#| msgid {_quoted(job.previous)}")
        translated = _typed(job.forms[1], job.target, job.pair.target) if job.target else ""
        lines.append(f"msgctxt {_quoted(job.id)}")
        lines.append(f"msgid {_quoted(_typed(job.forms[0], job.source, job.pair.source))}")
        lines.append(f"msgstr {_quoted(translated)}")
    return ("\n".join(lines) + "\n").encode()


def _said(pieces: Pieces, told: Told) -> Iterator[str]:
    """What the facts of a text say."""
    for piece in pieces:
        if isinstance(piece, Mark) and piece.kind in WORDED and (said := told.said(piece)) != piece.data:
            yield f"{piece.data} = {said}"


def _typed(form: Form, pieces: Pieces, unit: Unit) -> str:
    """A text's Markdown without the ends of its lines, but for those that break it."""
    return form.write(pieces) or unit.text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "")
    return f'"{escaped}"'


def read_catalogue(content: bytes) -> tuple[str, str, tuple[Returned, ...]]:
    """Source language, target language, and what came back; obsolete entries are none of it."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        catalogue = read_po(io.StringIO(text), ignore_obsolete=True, charset="utf-8", abort_invalid=True)
    except UnicodeDecodeError:
        raise Unreadable("it is not UTF-8 text") from None
    except (PoFileError, ValueError, AssertionError, IndexError, KeyError) as error:
        raise Unreadable(f"it is no PO file: {error}") from None
    match = _LANGUAGES.search(text)
    source, target = (match[1].removesuffix("\\n"), match[2].split("\\n")[0]) if match else ("", "")
    return source, target, tuple(_returned(message) for message in _messages(catalogue))


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def _returned(message: Message) -> Returned:
    key, line = str(message.context or ""), message.lineno or 1
    typed = message.string if isinstance(message.string, str) else ""
    if isinstance(message.id, tuple | list):
        return Returned(key, line, fault="it has plural forms, which were not exported")
    if not typed.strip() or message.fuzzy:
        return Returned(key, line, empty=True)
    return Returned(key, line, typed=typed, done=True)
