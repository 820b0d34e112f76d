"""Documents → a project in a folder of its own, which builds at once."""

from __future__ import annotations

import gc
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Code, Diagnostic
from builder.importer.account import ImportReport, account
from builder.importer.counted import alike, was_numbered
from builder.importer.documents import CannotImport, Original, read_originals
from builder.importer.draft import Draft, Meta, Page, Slot, chapter_page, index_page, isolate, settings_text
from builder.importer.links import Anchors, Links
from builder.importer.markdown import read_markdown
from builder.importer.opening import opening_titles, opens
from builder.importer.outlining.journal import Journal
from builder.importer.outlining.outline import outline
from builder.importer.pairing.ids import ascii_slug
from builder.importer.pairing.pair import pair
from builder.importer.pictures import Pictures
from builder.importer.settle import Settler
from builder.importer.sheet import Comment, Kind, Outline, Part, Piece
from builder.importer.verify import errors_of
from builder.load.moments import parse_moment
from builder.locales import load_locale
from builder.measure import covered
from builder.model import Inlines, Text
from builder.project import Project
from builder.text import plain
from builder.theme import Theme, load_theme

_ROUNDS = 6
"""How often what cannot be read back is written more plainly."""
REPORT_FILE = "import-report.md"


def import_documents(files: tuple[Path, ...], folder: Path, languages: tuple[str, ...] = ()) -> ImportReport:
    """Write the project into `folder`, whole or not at all. `languages` are those of the files, or none, and they are
    told by their letters. Raises CannotImport, OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotImport(f"{folder} is there already, and not an empty folder; choose another with -o")
    originals = read_originals(files, languages)
    with _many_objects():
        return _into(originals, folder)


@contextmanager
def _many_objects() -> Iterator[None]:
    """Trees of a long document are looked through for cycles now and then only: they hold none, and live to the end."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _into(originals: tuple[Original, ...], folder: Path) -> ImportReport:
    target = folder.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    begun = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent)).resolve()
    try:
        report = _assemble(originals, begun, ascii_slug(target.name))
        (begun / REPORT_FILE).write_text(report.text, "utf-8", newline="\n")
        begun.chmod(0o755)
        os.replace(begun, target)
    except BaseException:
        shutil.rmtree(begun, ignore_errors=True)
        raise
    return report


@dataclass(slots=True)
class _Language:
    """One document on its way into the project."""

    original: Original
    outline: Outline
    journal: Journal
    front: Draft
    subtitle: Inlines
    meta: Meta
    comments: list[Slot]
    chapters: list[Draft]

    @property
    def lang(self) -> str:
        return self.original.lang


def _assemble(originals: tuple[Original, ...], root: Path, name: str) -> ImportReport:
    theme = load_theme(None)
    glyphs = covered(theme)
    project = Project(root, root / "content")
    project.content.mkdir()
    outlines = tuple(outline(read_markdown(o.text, o.name), load_locale(o.lang)) for o in originals)
    numbered = any(was_numbered(part) for found in outlines for part in found.parts)
    outlines = alike(pair(outlines))
    pictures = Pictures(originals[0].root, project, theme.fonts)
    shared = opening_titles(outlines)
    anchors = [Anchors.of(found, OPENING if opens(found) else "") for found in outlines]
    made = []
    for place, (original, found) in enumerate(zip(originals, outlines, strict=True)):
        others = {o.path: a for o, a in zip(originals, anchors, strict=True) if o is not original}
        journal = Journal()
        settler = Settler(Links(original, anchors[place], others), pictures, glyphs, journal)
        made.append(_language(original, found, settler, shared))
    settings = _Settings(_name(outlines, name), _date(outlines), _authors(made, glyphs), numbered)
    left = _written(project, made, settings, theme, glyphs)
    return account(originals, [language.outline.sheet for language in made], [m.journal for m in made], left, project)


# --- one language --------------------------------------------------------------------------------------------------

OPENING = "opening"


def _language(original: Original, found: Outline, settler: Settler, titles: dict[str, str]) -> _Language:
    title = settler.inlines(found.sheet.title, 1)
    chapters = [_draft(part, settler) for part in found.parts]
    opening = [_slot(piece, settler) for piece in found.opening]
    comments = [slot for slot in opening if isinstance(slot.content, Comment)]
    if opens(found):
        comments = [slot for slot in comments if not _switches(slot)]
        words = titles[found.lang] or plain(title)
        line = next(piece.line for piece in found.opening if not isinstance(piece.block, Comment))
        what = f"what stands above the first heading became a chapter without a number, “{words}”"
        settler.journal.add(line, Kind.GUESSED, what)
        slots = [slot for slot in opening if _switches(slot) or not isinstance(slot.content, Comment)]
        chapters.insert(0, Draft(OPENING, (Text(words),), 1, line, titles["only"] == "yes", slots, [], False))
    if not plain(title).strip():
        title = chapters[0].title if chapters and plain(chapters[0].title).strip() else (Text(_stem(original)),)
    for chapter in chapters:
        for section in chapter.walk():
            section.title = section.title if plain(section.title).strip() else (Text(plain(title)),)
    front = Draft("", title, 1, 1, False, [], [])
    subtitle = settler.inlines(found.sheet.subtitle, 1)
    meta = tuple((settler.inlines(label, 1), settler.inlines(value, 1)) for label, value in found.sheet.meta)
    return _Language(original, found, settler.journal, front, subtitle, meta, comments, chapters)


def _draft(part: Part, settler: Settler) -> Draft:
    title = settler.inlines(part.title, part.line)
    slots = [_slot(piece, settler) for piece in part.pieces]
    sections = [_draft(p, settler) for p in part.parts]
    return Draft(part.id, title, part.level, part.line, part.only, slots, sections, part.numbered)


def _switches(slot: Slot) -> bool:
    return isinstance(slot.content, Comment) and slot.content.switches


def _slot(piece: Piece, settler: Settler) -> Slot:
    return Slot(settler.piece(piece), piece.line)


def _stem(original: Original) -> str:
    return original.path.stem


# --- what is the same in all languages -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Settings:
    name: str
    date: str
    authors: tuple[str, ...]
    numbered: bool


def _name(outlines: tuple[Outline, ...], folder: str) -> str:
    titles = [ascii_slug(plain(found.sheet.title)) for found in outlines]
    return next((name[:48].strip("-.") for name in (folder, *titles) if name), "report")


def _date(outlines: tuple[Outline, ...]) -> str:
    for found in outlines:
        if match := re.match(r"\s*(\d{4})(?:\D(\d{1,2})(?:\D(\d{1,2}))?)?(?!\d)", found.sheet.date):
            parts = [match[1], *(part.zfill(2) for part in match.groups()[1:] if part)]
            while parts:
                try:
                    parse_moment("-".join(parts))
                except ValueError:
                    parts.pop()
                else:
                    return "-".join(parts)
    return ""


def _authors(made: list[_Language], glyphs: frozenset[int]) -> tuple[str, ...]:
    found: list[str] = []
    for language in made:
        if not found:
            found = [" ".join(author.split()) for author in language.outline.sheet.authors if author.strip()]
    return tuple(dict.fromkeys("".join(c for c in author if ord(c) in glyphs or c == " ") for author in found))


def _order(made: list[_Language]) -> list[str]:
    """Ids of all chapters: the first language's order, what others have alone behind what it follows there."""
    order = [chapter.id for chapter in made[0].chapters]
    for language in made[1:]:
        before = -1
        for chapter in language.chapters:
            if chapter.id in order:
                before = order.index(chapter.id)
            else:
                before += 1
                order.insert(before, chapter.id)
    return order


# --- files ---------------------------------------------------------------------------------------------------------


def _written(
    project: Project, made: list[_Language], settings: _Settings, theme: Theme, glyphs: frozenset[int]
) -> tuple[Diagnostic, ...]:
    """Write the files until they build; what then still is wrong."""
    order = _order(made)
    width = max(2, len(str(len(order))))
    stems = {name: f"{place:0{width}d}-{name}" for place, name in enumerate(order, start=1)}
    text = settings_text(
        settings.name,
        tuple(language.lang for language in made),
        settings.date,
        settings.authors,
        settings.numbered,
        list(stems.values()),
    )
    (project.content / "report.yaml").write_text(text, "utf-8", newline="\n")
    left: tuple[Diagnostic, ...] = ()
    for _ in range(_ROUNDS):
        pages = _pages(made, stems)
        for (lang, stem), page in pages.items():
            path = project.content / lang / f"{stem}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(page.text, "utf-8", newline="\n")
        project.read.clear()
        left = errors_of(project, theme, glyphs)
        if not left or not _mended(left, pages, made):
            break
    return left


def _pages(made: list[_Language], stems: dict[str, str]) -> dict[tuple[str, str], Page]:
    pages = {}
    for language in made:
        pages[language.lang, "index"] = index_page(language.front, language.subtitle, language.meta, language.comments)
        for chapter in language.chapters:
            pages[language.lang, stems[chapter.id]] = chapter_page(chapter)
    return pages


def _mended(faults: tuple[Diagnostic, ...], pages: dict[tuple[str, str], Page], made: list[_Language]) -> bool:
    """Write more plainly what is at fault; whether anything was changed."""
    languages = {language.lang: language for language in made}
    touched: set[int] = set()
    for fault in faults:
        path = Path(fault.span.file)
        page = pages.get((path.parent.name, path.stem))
        found = page.at(fault.span.line) if page else None
        language = languages.get(path.parent.name)
        if found is None or language is None or id(found) in touched:
            continue
        touched.add(id(found))
        if fault.code is Code.MISSING_SECTION and isinstance(found, Draft):
            found.only = True
        elif fault.code is Code.PARITY:
            _set_apart(found, made)
        elif isinstance(found, Slot):
            language.journal.add(found.line, Kind.UNKNOWN, f"{found.plainer()} ({fault.message})")
        else:
            found.title = (Text(plain(found.title)),)
            if found is language.front:
                language.subtitle = (Text(plain(language.subtitle)),) if language.subtitle else ()
                language.meta = tuple(((Text(plain(a)),), (Text(plain(b)),)) for a, b in language.meta)
    return bool(touched)


def _set_apart(found: Slot | Draft, made: list[_Language]) -> None:
    """The section in which the languages differ: each has what it says as its own."""
    everywhere = [(m, section) for m in made for chapter in m.chapters for section in chapter.walk()]
    names = {s.id for _, s in everywhere if s is found or any(slot is found for slot in s.slots)}
    for language, section in everywhere:
        if section.id in names:
            isolate([section], language.lang)
            what = f"the section “{plain(section.title)}” differs between the languages; each keeps its own"
            language.journal.add(section.line, Kind.GUESSED, what)
