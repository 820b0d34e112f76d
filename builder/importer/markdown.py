"""A Markdown document of another tool → `Sheet`: every word, and a note for every change and guess."""

from __future__ import annotations

import re

from builder.importer.reading.clean import cleaned
from builder.importer.reading.frontmatter import read_matter
from builder.importer.reading.grow import Grower
from builder.importer.reading.log import Log
from builder.importer.reading.mend import exampled, mended
from builder.importer.reading.node import Node
from builder.importer.reading.walk import Walk
from builder.importer.sheet import Comment, Note, Piece, Pieces, Sheet
from builder.model import Text


def read_markdown(text: str, path: str) -> Sheet:
    """What the document at `path` says, in whatever Markdown its author writes. Raises nothing, whatever the text."""
    log = Log()
    text = cleaned(text, log)
    matter = read_matter(text, log)
    text = "\n" * matter.lines + "\n".join(text.split("\n")[matter.lines :])
    text = exampled(mended(text, log), log)
    templates = log.take_aside()
    grower = Grower(path, log)
    grower.grow(text)
    if (start := grower.env.get("unflanked")) and isinstance(start, str):
        at = max(text.find(start), 0)
        log.guessed(text.count("\n", 0, at) + 1, "bold beside Chinese without spaces was read as it was meant")
    footnotes = _footnotes(grower.root, log)
    walker = Walk(path, log, footnotes)
    pieces = walker.pieces(grower.root)
    opening = [Piece(Comment(matter.rest), 1)] if matter.rest else []
    unused = _unused(footnotes, walker.used, text, log)
    unused += _unreferred(grower.env.get("references"), walker.lines.targets, log)
    title = (Text(matter.title),) if matter.title else ()
    subtitle = (Text(matter.subtitle),) if matter.subtitle else ()
    notes = tuple(sorted(set(log.notes), key=_order))
    return Sheet(
        path,
        title,
        subtitle,
        matter.date,
        matter.authors,
        (*opening, *_without_contents(_with(pieces, templates), text, log), *unused),
        notes,
    )


def _with(pieces: list[Piece], asides: list[tuple[str, int]]) -> list[Piece]:
    """The pieces with what was kept aside before they were read, each behind what stands in its line or above."""
    waiting = [Piece(Comment(text), line) for text, line in asides]
    found: list[Piece] = []
    for piece in pieces:
        while waiting and waiting[0].line < piece.line:
            found.append(waiting.pop(0))
        found.append(piece)
    return [*found, *waiting]


def _order(note: Note) -> tuple[int, str, str]:
    return note.line, note.kind, note.what


# --- footnotes -----------------------------------------------------------------------------------------------------


def _footnotes(root: Node, log: Log) -> dict[str, Node]:
    """Footnotes by label; of two with one label the first is meant, as everywhere."""
    found: dict[str, Node] = {}
    for node in root.find("x-footnote"):
        if node.get("label") in found:
            log.changed(
                node.line, f"the footnote '{node.get('label')}' is written twice; the second is kept as a comment"
            )
            found[f"{node.get('label')}\n{node.line}"] = node
        else:
            found[node.get("label")] = node
    return found


def _unused(footnotes: dict[str, Node], used: set[str], text: str, log: Log) -> Pieces:
    """Footnotes that no text refers to, as they are written."""
    lines = text.split("\n")
    found: list[Piece] = []
    for label, node in footnotes.items():
        if label in used:
            continue
        if "\n" not in label:
            log.changed(node.line, f"no text refers to the footnote '{label}'; it is kept as a comment")
        words = "\n".join(lines[node.line - 1 : int(node.get("until") or node.line)])
        found.append(Piece(Comment(words.strip()), node.line))
    return tuple(found)


def _unreferred(references: object, targets: set[str], log: Log) -> Pieces:
    """Targets of links that no link names, and the comments that people write as such (`[//]: # (…)`)."""
    if not isinstance(references, dict):
        return ()
    found: list[Piece] = []
    for label, reference in references.items():
        href, title = str(reference.get("href", "")), str(reference.get("title", ""))
        if href not in targets:
            line = int((reference.get("map") or [0])[0]) + 1
            found.append(Piece(Comment(f"[{label}]: {href} {title}".strip()), line))
    if found:
        log.changed(found[0].line, f"{len(found)} targets of links that no link names are kept as comments")
    return tuple(found)


# --- contents ------------------------------------------------------------------------------------------------------

_BEGINS = re.compile(
    r"\s*(?:START doctoc|toc\b(?!stop)|TOC\b|BEGIN TOC|vscode-markdown-toc|table of contents)", re.IGNORECASE
)
_ENDS = re.compile(r"\s*(?:END doctoc|/\s*toc|tocstop|end toc|/vscode-markdown-toc|/TOC)", re.IGNORECASE)


def _without_contents(pieces: list[Piece], text: str, log: Log) -> Pieces:
    """The pieces without a table of contents that another tool has put between two comments."""
    lines = text.split("\n")
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = _end_of_contents(pieces, at)
        if end is None:
            found.append(pieces[at])
            at += 1
            continue
        first, last = pieces[at], pieces[end]
        anchors = tuple(anchor for piece in pieces[at : end + 1] for anchor in piece.anchors)
        log.changed(first.line, "a table of contents was taken out: the report makes its own; it is kept as a comment")
        found.append(Piece(Comment("\n".join(lines[first.line - 1 : last.line])), first.line, anchors))
        at = end + 1
    return tuple(found)


def _end_of_contents(pieces: list[Piece], at: int) -> int | None:
    """The comment that ends the contents which begin here, if no more than a list and its title stands between."""
    block = pieces[at].block
    if not isinstance(block, Comment) or not _BEGINS.match(block.text):
        return None
    for end in range(at + 1, min(at + 12, len(pieces))):
        other = pieces[end].block
        if isinstance(other, Comment) and _ENDS.match(other.text):
            return end
    return None
