"""What the comparison of editions finds, and what it says without cause: `python -m bench.parity [seed [a class]]`.

Slips of every class (`bench.mutants`) are made in our content, in a copy of it in which every fact is typed as it is
worded, in the examples and the starter. One is found when the checks say something that they do not say of the clean
project, at its block or a neighbour of it. Beside them the checks of translate-toolkit's `pofilter` see the same texts.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import ClassVar

import builder.load
from bench.mutants import CLASSES, Edit, Page, Term, chunks
from bench.writing import project
from builder.check import CHECKS, Context
from builder.check.consistency import consistency
from builder.check.glyphs import missing_glyphs
from builder.check.identity import named_once
from builder.check.parity.compare import Comparison
from builder.check.parity.passes import Part, Passes
from builder.check.parity.said import Said
from builder.check.parity.texts import Finding
from builder.check.parity.tree import Leaf
from builder.check.staleness import not_twice
from builder.check.terms import once
from builder.diagnostics import Diagnostic, Severity
from builder.load import load
from builder.locales import load_locale
from builder.locales.numbers import known_units
from builder.model import NOWHERE, Corpus
from builder.project import Project, open_project
from builder.theme import load_theme
from builder.translation.accept import Locked
from builder.translation.exchange import accept_texts

_ROOT = Path(__file__).parents[1]
_EACH = int(os.environ.get("EACH", "40"))
"""Mutants of a class, as far as there are places for so many."""
_ID = re.compile(r"\{#([\w.-]+)|^:{3,}\{(?:figure|table|flow)\} ([\w.-]+)", re.MULTILINE)
_FEW = 16
"""Text files of a project that is read whole for each mutant."""
_LOCKED = "stale block"
"""The class whose mutants are made in a project with a lock."""
_BESIDES = frozenset({missing_glyphs, consistency})
"""Checks that no mutant is made for."""


@dataclass(frozen=True)
class Clean:
    """A project without faults, and what is read of it again for a mutant."""

    name: str
    project: Project
    corpus: Corpus
    texts: dict[str, str]

    def pages(self) -> Iterator[tuple[str, str]]:
        """Language and stem of every file that stands in both languages."""
        folders = [self.project.content / lang for lang in self.corpus.documents]
        stems = sorted(
            {path.stem for path in folders[0].glob("*.md")} & {path.stem for path in folders[1].glob("*.md")}
        )
        yield from ((folder.name, stem) for folder in folders for stem in stems)

    def file(self, lang: str, stem: str) -> Path:
        return self.project.content / lang / f"{stem}.md"

    def page(self, lang: str, stem: str) -> Page:
        other = next(code for code in self.corpus.documents if code != lang)
        texts = [self.file(code, stem).read_text("utf-8") for code in (lang, other)]
        names = tuple(self.corpus.facts), tuple(self.corpus.sources), tuple(dict.fromkeys(_ID.findall(texts[0])))
        terms = tuple(
            Term(*(entry.renderings.get(code, ()) for code in (lang, other)), entry.avoid.get(lang, ()))
            for entry in self.corpus.glossary
        )
        return Page(lang, texts[0], texts[1], *names, terms, lang != self.corpus.settings.source)


@dataclass(frozen=True)
class Mutant:
    kind: str
    clean: Clean
    lang: str
    stem: str
    edit: Edit


def opened(folder: Path, name: str) -> Clean:
    found = open_project(folder)
    corpus = load(found, load_theme(None).fonts, print)
    assert corpus is not None
    texts = {file: text for file in found.read if (text := found.text(file)) is not None}
    return Clean(name, found, corpus, texts)


def sources(room: Path) -> Iterator[Clean]:
    from tests.importer.test_propose import typed

    shutil.copytree(_ROOT / "content", room / "own" / "content")
    yield opened(room / "own", "content")
    (room / "typed").mkdir()
    yield opened(typed(_ROOT / "content", room / "typed"), "typed")
    for folder in (*sorted((_ROOT / "examples").glob("*/")), _ROOT / "builder/starter", _ROOT / "bench/manual"):
        shutil.copytree(folder, room / folder.name)
        clean = opened(room / folder.name, folder.name)
        if len(clean.corpus.documents) > 1:
            yield clean


# --- checks --------------------------------------------------------------------------------------------------------


_LOCALES = {lang: load_locale(lang) for lang in ("zh", "en")}
_FONTS = load_theme(None).fonts


def diagnostics(corpus: Corpus, texts: dict[str, str], faults: list[Diagnostic]) -> list[Diagnostic]:
    spans = tuple(d.span for d in faults if d.severity is Severity.ERROR)
    context = Context(corpus, texts, frozenset(), known_units(), _LOCALES, spans)
    found = not_twice(once(named_once(d for one in CHECKS if one not in _BESIDES for d in one(context))))
    return list(dict.fromkeys([*faults, *found]))


def seen(mutant: Mutant) -> tuple[list[Diagnostic], str]:
    """What the checks say of the file with the mutant and not without it, and the file's text.

    A project of that file alone is read, with all that belongs to it."""
    folder = _alone(mutant.clean, mutant.stem, locked=mutant.kind == _LOCKED)
    _whole(mutant.clean, mutant.stem if len(mutant.clean.texts) > _FEW else "")
    path = folder / mutant.clean.file(mutant.lang, mutant.stem).relative_to(mutant.clean.project.root)
    before = path.read_bytes()
    known = {(d.code, d.message) for d in _read(folder)}
    text = mutant.edit.apply(before.decode())
    path.write_text(text, "utf-8")
    try:
        return [d for d in _read(folder, again=True) if (d.code, d.message) not in known], text
    finally:
        path.write_bytes(before)


def _alone(clean: Clean, stem: str, *, locked: bool) -> Path:
    """The project; a long one without its other files. `locked`: its translation was accepted."""
    root = clean.project.root
    short = len(clean.texts) <= _FEW
    folder = root.parent / f"{clean.name}-{'' if short else stem}{'-locked' if locked else ''}"
    if folder.exists():
        return folder
    shutil.copytree(root, folder)
    if not short:
        content = folder / clean.project.content.relative_to(root)
        settings = content / "report.yaml"
        rest = re.sub(r"^sections:.*\n(?:[ -].*\n)*", "", settings.read_text("utf-8"), flags=re.MULTILINE)
        settings.write_text(rest, "utf-8")
        for lang in clean.corpus.documents:
            for path in (content / lang).glob("*.md"):
                if path.stem not in (stem, "index") and (
                    stem != "index" or path.stem != clean.corpus.settings.sections[0]
                ):
                    path.unlink()
    if locked:
        for lock in accept_texts(open_project(folder), ""):
            assert isinstance(lock, Locked)
            (folder / lock.name).write_bytes(lock.content)
    return folder


_KNOWN: dict[Path, list[Diagnostic]] = {}


def _remember() -> None:
    """Let data that no mutant changes be read once, in this process alone."""
    for name in ("read_facts", "read_sources", "read_glossary"):
        setattr(builder.load, name, _remembered(getattr(builder.load, name)))


def _remembered(reader: Callable[..., object]) -> Callable[..., object]:
    known: dict[str, object] = {}

    def read(*given: object) -> object:
        key = repr(given[:-1])
        if key not in known:
            known[key] = reader(*given)
        return known[key]

    return read


def _read(folder: Path, *, again: bool = False) -> list[Diagnostic]:
    if folder not in _KNOWN or again:
        found: list[Diagnostic] = []
        opened_ = open_project(folder)
        corpus = load(opened_, _FONTS, found.append)
        assert corpus is not None
        texts = {file: text for file in opened_.read if (text := opened_.text(file)) is not None}
        result = diagnostics(corpus, texts, found)
        if again:
            return result
        _KNOWN[folder] = result
    return _KNOWN[folder]


class _Whole(Passes):
    """The passes over a report of which one file is read, with what its other files are known to say: words and lengths
    are learned of the whole report, which need not be read whole for each mutant."""

    said: ClassVar[list[tuple[Said, Said]]] = []
    """By the whole report."""
    stem: ClassVar[str] = ""
    """The file that is read; "" for all."""

    def findings(self, parts: Sequence[Part]) -> tuple[list[Comparison], list[Finding]]:
        rest = [pair for pair in self.said if self.stem not in ("", Path(pair[0].leaf.span.file).stem)]
        for pair in rest:
            for side, said in zip((self.source, self.other), pair, strict=True):
                side._said[id(said.leaf)] = said.leaf, said
        texts = tuple((ours.leaf, theirs.leaf) for ours, theirs in rest)
        first, far = super().findings([*parts, Part(texts, (_NOTHING, _NOTHING))])
        if not self.stem:
            pairs = [pair for comparison in first for pair in comparison.texts]
            pairs = [pair for pair in pairs if Path(pair[0].span.file).stem != "index"]
            self.said[:] = [(self.source.said(a), self.other.said(b)) for a, b in pairs if a.span.file[-3:] == ".md"]
        others = {id(ours) for ours, _ in texts}
        return first[:-1], [finding for finding in far if id(finding.source) not in others]


_NOTHING = Leaf("", (), NOWHERE)
sys.modules["builder.check.parity.sections"].Passes = _Whole  # type: ignore[attr-defined]


def _whole(clean: Clean, stem: str) -> None:
    """Makes what follows a reading of one file of a report."""
    if clean.name not in _SAID:
        _Whole.said, _Whole.stem = [], ""
        diagnostics(clean.corpus, clean.texts, [])
        _SAID[clean.name] = _Whole.said
    _Whole.said, _Whole.stem = _SAID[clean.name], stem


_SAID: dict[str, list[tuple[Said, Said]]] = {}


def is_found(mutant: Mutant, found: list[Diagnostic], text: str) -> bool:
    """Whether a diagnostic points at the block, or the one before or behind it, in either language."""
    clean = mutant.clean
    mine, other = (clean.project.relative(clean.file(lang, mutant.stem)) for lang in _both(clean, mutant.lang))
    first, last = mutant.edit.start, mutant.edit.start + len(mutant.edit.new)
    near = _near(text, first, last)
    old = clean.texts[mine]
    beside = _near(clean.texts[other], *_lines_of(clean.texts[other], old, mutant.edit))
    for span in (span for d in found for span in (d.span, d.other) if span):
        if span.file == mine and near[0] <= span.line <= near[1]:
            return True
        if span.file == other and beside[0] <= span.line <= beside[1]:
            return True
    return False


def _both(clean: Clean, lang: str) -> tuple[str, str]:
    return lang, next(code for code in clean.corpus.documents if code != lang)


def _lines_of(other: str, old: str, edit: Edit) -> tuple[int, int]:
    """The counterpart's characters at the blocks of the same places."""
    mine, theirs = chunks(old), chunks(other)
    if len(mine) != len(theirs):
        return (0, -1)
    hit = [i for i, (a, b) in enumerate(mine) if (a < edit.end and edit.start < b) or a <= edit.start < b]
    return (theirs[hit[0]][0], theirs[hit[-1]][1] - 1) if hit else (0, -1)


def _near(text: str, first: int, last: int) -> tuple[int, int]:
    """The first and last line of the blocks from `first` to `last` and their neighbours; (1, 0) for none."""
    if last < first:
        return 1, 0
    blocks = chunks(text)
    hit = [i for i, (a, b) in enumerate(blocks) if a <= last and first <= b] or [0]
    begin, end = blocks[max(0, hit[0] - 1)][0], blocks[min(len(blocks) - 1, hit[-1] + 1)][1]
    return text.count("\n", 0, begin) + 1, text.count("\n", 0, end) + 1


# --- mutants -------------------------------------------------------------------------------------------------------


def mutants(cleans: list[Clean], dice: Random, kinds: list[str]) -> Iterator[Mutant]:
    """Of every class so many, mostly in the translation, from all projects."""
    pages = [(clean, lang, stem, clean.page(lang, stem)) for clean in cleans for lang, stem in clean.pages()]
    for kind in kinds:
        found = [(clean, lang, stem, place) for clean, lang, stem, page in pages for place in CLASSES[kind](page)]
        first = [f for f in found if f[1] == next(iter(f[0].corpus.documents))]
        second = [f for f in found if f not in first]
        dice.shuffle(first)
        dice.shuffle(second)
        few = min(len(first), max(_EACH // 4, _EACH - len(second)))
        for clean, lang, stem, place in [*second[: _EACH - few], *first[:few]]:
            if edit := place(dice):
                yield Mutant(kind, clean, lang, stem, edit)


# --- pofilter ------------------------------------------------------------------------------------------------------


class Rival:
    """translate-toolkit's checks of a pair of texts, where it is installed (its licence keeps it out of the locks);
    those that fail on right pairs say nothing of a wrong one."""

    names = ("numbers", "urls", "emails", "functions", "filepaths", "variables", "xmltags", "untranslated", "unchanged")
    names += ("sentencecount", "doublewords", "short", "long", "brackets", "acronyms", "blank")

    def __init__(self) -> None:
        from translate.filters.checks import CheckerConfig, StandardChecker
        from translate.storage.base import TranslationUnit

        self.unit = TranslationUnit
        self.checker = StandardChecker(CheckerConfig(targetlanguage="en"), limitfilters=list(self.names))

    def says(self, source: str, target: str) -> set[str]:
        unit = self.unit(source)
        unit.target = target
        return set(self.checker.run_filters(unit))

    def finds(self, mutant: Mutant) -> bool | None:
        """None where the files do not stand block beside block."""
        page = mutant.clean.page(mutant.lang, mutant.stem)
        ours, theirs = chunks(page.text), chunks(page.other)
        if len(ours) != len(theirs):
            return None
        hit = [i for i, (a, b) in enumerate(ours) if a <= mutant.edit.start < b]
        if not hit:
            return None
        (a, b), (c, d) = ours[hit[0]], theirs[hit[0]]
        edit = Edit(mutant.edit.start - a, min(mutant.edit.end, b) - a, mutant.edit.new)
        before, after, other = page.text[a:b], edit.apply(page.text[a:b]), page.other[c:d]
        first = mutant.lang == next(iter(mutant.clean.corpus.documents))
        pairs = ((before, other), (after, other)) if first else ((other, before), (other, after))
        clean, changed = (self.says(*pair) for pair in pairs)
        return bool(changed - clean)

    def alarms(self, clean: Clean) -> tuple[int, int]:
        """Pairs of blocks, and how many of them fail a check."""
        pairs = failed = 0
        lang = next(iter(clean.corpus.documents))
        for code, stem in clean.pages():
            page = clean.page(lang, stem)
            ours, theirs = chunks(page.text), chunks(page.other)
            if code == lang and len(ours) == len(theirs):
                for (a, b), (c, d) in zip(ours, theirs, strict=True):
                    pairs += 1
                    failed += bool(self.says(page.text[a:b], page.other[c:d]))
        return pairs, failed


# --- report --------------------------------------------------------------------------------------------------------


def recall(cleans: list[Clean], seed: int, kinds: list[str], *, missed: bool) -> None:
    rival = Rival() if find_spec("translate") else None
    hits: defaultdict[str, list[tuple[int, int, bool | None]]] = defaultdict(list)
    for mutant in mutants(cleans, Random(seed), kinds):
        found, text = seen(mutant)
        hit = is_found(mutant, found, text)
        grave = sum(d.severity is Severity.ERROR for d in found)
        hits[mutant.kind].append((hit, len(found), rival.finds(mutant) if rival else None))
        if missed and (not hit or len(found) > 1):
            _show(mutant, found, hit, grave)
    print(f"{'class':20} mutants  recall  diagnostics (median, most)  pofilter")
    rows = list(hits.items())
    for kind, found_ in [*rows, ("all", [one for _, every in rows for one in every])]:
        seen_, most = [n for _, n, _ in found_], max((n for _, n, _ in found_), default=0)
        told = [r for _, _, r in found_ if r is not None]
        share, other = (100 * sum(x) / max(1, len(x)) for x in ([h for h, _, _ in found_], told))
        print(
            f"{kind:20} {len(found_):7} {share:6.1f}% {statistics.median(seen_ or [0]):10.1f} {most:6} {other:18.1f}%"
        )


def _show(mutant: Mutant, found: list[Diagnostic], hit: bool, grave: int) -> None:
    page, edit = mutant.clean.page(mutant.lang, mutant.stem), mutant.edit
    old = page.text[edit.start : edit.end]
    around = page.text[max(0, edit.start - 24) : edit.start], page.text[edit.end : edit.end + 16]
    place = f"{mutant.clean.name}/{mutant.lang}/{mutant.stem}:{page.text.count(chr(10), 0, edit.start) + 1}"
    print(f"{'many' if hit else 'MISSED'} {mutant.kind} {place}")
    print(f"    {around[0]!r} [{old[:90]!r} -> {edit.new[:90]!r}] {around[1]!r}")
    for d in found[:8]:
        print(f"    {d.span.file}:{d.span.line} {d.severity}[{d.code}] {d.message}")


def alarms(cleans: list[Clean]) -> None:
    rival = Rival() if find_spec("translate") else None
    _Whole.said, _Whole.stem = [], ""
    print("\nclean editions        errors warnings   pofilter: blocks, flagged")
    for clean in cleans:
        found = diagnostics(clean.corpus, clean.texts, [])
        wrong = sum(d.severity is Severity.ERROR for d in found)
        pairs, failed = rival.alarms(clean) if rival else (0, 0)
        print(f"{clean.name:20} {wrong:7} {len(found) - wrong:8} {pairs:18} {failed:8}")
        for d in found[:5]:
            print(f"    {d.span.file}:{d.span.line} {d.severity}[{d.code}] {d.message}")


def speed(room: Path) -> None:
    """Of parity alone, with what it prepares; each in a process of its own."""
    import subprocess

    print("\nwords   seconds of parity   a 10,000 words")
    folders = [room / "own", *(project(room / f"long{pages}", pages) for pages in (50, 100, 200, 300))]
    for folder in folders:
        command = [sys.executable, "-m", "bench.parity", "--one", str(folder)]
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        words, seconds = int(answer[0]), float(answer[1])
        print(f"{words:6} {seconds:10.2f} {seconds / words * 1e4:16.3f}", flush=True)


def _one(folder: Path) -> None:
    from builder.check.parity import parity

    clean = opened(folder, "one")
    locales = {lang: load_locale(lang) for lang in clean.corpus.documents}
    context = Context(clean.corpus, clean.texts, frozenset(), frozenset(), locales, ())
    begun = time.process_time()
    list(parity(context))
    seconds = time.process_time() - begun
    words = sum(
        len(re.findall(r"[\u4e00-\u9fff]|[A-Za-z0-9'.-]+", text))
        for name, text in clean.texts.items()
        if name[-3:] == ".md"
    )
    print(words, seconds)


def main(seed: int, kinds: list[str]) -> None:
    _remember()
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        cleans = list(sources(room))
        recall(cleans, seed, kinds or list(CLASSES), missed=bool(kinds) or "--missed" in sys.argv)
        if not kinds:
            alarms(cleans)
            speed(room)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _one(Path(sys.argv[2]))
    else:
        words = [a for a in sys.argv[1:] if a != "--missed"]
        main(int(words[0]) if words else 1, words[1:])
