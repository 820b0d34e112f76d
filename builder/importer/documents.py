"""The documents that an import begins with: their text, where they stand, and the language each is written in."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from builder.locales import known_locales, load_locale
from builder.project import MAX_FILE

_UNREAD = re.compile(
    r"^(?P<fence>```+|~~~+).*?^(?P=fence)|`[^`\n]*`|<!--.*?-->|<[^>\n]*>|https?://\S+|\]\([^)\n]*\)",
    re.DOTALL | re.MULTILINE,
)
"""Code, markup and addresses, which are the same in all languages."""
_WIDE = 5.0
"""Letters of an alphabet that say as much as one East Asian character."""
_TELLING = 0.05
"""The share of a script from which on it is not there for a name or two."""


class CannotImport(Exception):  # noqa: N818
    """Nothing can be made of what was asked; the text says what to do instead."""


@dataclass(frozen=True, slots=True)
class Original:
    """A document as it was found. `name` is its path below `root`, the folder that all documents share."""

    path: Path
    root: Path
    name: str
    text: str
    lang: str

    @property
    def folder(self) -> Path:
        return self.path.parent


def read_originals(files: tuple[Path, ...], languages: tuple[str, ...] = ()) -> tuple[Original, ...]:
    """The documents in the order that they were named in; `languages` are theirs, or none, and they are told by their
    letters. Raises CannotImport."""
    paths = [_found(file) for file in files]
    if len(set(paths)) < len(paths):
        raise CannotImport("one document is named twice; name one a language")
    root = Path(os.path.commonpath([path.parent for path in paths]))
    texts = [_text(path, file) for path, file in zip(paths, files, strict=True)]
    told = languages or _told(texts, files)
    _check(told, files)
    return tuple(
        Original(path, root, path.relative_to(root).as_posix(), text, lang)
        for path, text, lang in zip(paths, texts, told, strict=True)
    )


def _found(file: Path) -> Path:
    if not file.is_file():
        what = "is a folder; name a Markdown file" if file.is_dir() else "is not there"
        raise CannotImport(f"{file} {what}")
    return file.resolve()


def _text(path: Path, file: Path) -> str:
    if path.stat().st_size > MAX_FILE:
        raise CannotImport(f"{file} is larger than {MAX_FILE >> 20} MiB; split it")
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise CannotImport(f"{file} is no text; save it as UTF-8")


# --- languages -----------------------------------------------------------------------------------------------------


def _told(texts: list[str], files: tuple[Path, ...]) -> tuple[str, ...]:
    """Each document's language: what its name says (README.zh-CN.md, docs/en/guide.md), else its letters; the
    scripts of languages that Builder has are weighed against each other."""
    scripts = _scripts()
    shares = [_shares(text, tuple(scripts)) for text in texts]
    best = [max(share, key=share.__getitem__) for share in shares]
    if len(set(best)) < len(best) and len(best) <= len(scripts):
        best = _apart(shares, best)
    named = _named(files)
    told = [name or _spoken(text, script) for name, script, text in zip(named, best, texts, strict=True)]
    for place, (name, share) in enumerate(zip(named, shares, strict=True)):
        left = [script for script, code in scripts.items() if code not in named]
        if not name and told[place] in named and left:
            told[place] = scripts[max(left, key=share.__getitem__)]
    return tuple(told)


def _named(files: tuple[Path, ...]) -> list[str]:
    """The language that each name ends with, or a folder of its own is called after; "" where these tell none apart."""
    tags = {
        tag: code
        for code in known_locales()
        for tag in (code, load_locale(code).tag.casefold(), *load_locale(code).tag.casefold().split("-"))
    }
    found = []
    paths = [file.resolve() for file in files]
    root = os.path.commonpath(paths)
    for path in paths:
        ending = re.search(r"[._-]((?:[a-z]{2,3}[-_])?[a-z]{2})$", path.stem, re.IGNORECASE)
        parts = ([ending[1], ending[1][-2:]] if ending else []) + [*path.relative_to(root).parts[-2::-1]]
        found.append(next((tags[tag] for part in parts if (tag := part.casefold().replace("_", "-")) in tags), ""))
    told = [name for name in found if name]
    return found if len(set(told)) == len(told) else [""] * len(files)


def _scripts() -> dict[str, str]:
    """A language for each script; of several with one script the first."""
    found: dict[str, str] = {}
    for code in known_locales():
        found.setdefault(load_locale(code).script, code)
    return found


def _spoken(text: str, script: str) -> str:
    """Of the languages of a script the one whose common words are the most; of equals the first."""
    words = Counter(re.findall(r"[^\W\d_]+", _UNREAD.sub(" ", text).casefold()))
    codes = [code for code in known_locales() if load_locale(code).script == script]
    return max(codes, key=lambda code: sum(words[word] for word in load_locale(code).prose.common))


def _shares(text: str, scripts: tuple[str, ...]) -> dict[str, float]:
    words = _UNREAD.sub(" ", text)
    count: defaultdict[str, float] = defaultdict(float)
    for character, times in Counter(words).items():
        if character.isalpha():
            name = unicodedata.name(character, "").partition(" ")[0]
            wide = unicodedata.east_asian_width(character) in "WF"
            count[name] += times * (_WIDE if wide else 1.0)
    total = sum(count[script] for script in scripts) or 1
    return {script: count[script] / total for script in scripts}


def _apart(shares: list[dict[str, float]], best: list[str]) -> list[str]:
    """Documents of one script by their lesser one: a handbook in Chinese may hold more English than Chinese."""
    (common, _), *_rest = Counter(best).most_common()
    same = [place for place, script in enumerate(best) if script == common]
    for script in shares[0]:
        if script == common or script in best:
            continue
        place = max(same, key=lambda place: shares[place][script])
        others = max(shares[other][script] for other in same if other != place)
        if shares[place][script] > _TELLING and others < shares[place][script] / 3:
            best = [*best]
            best[place] = script
            same.remove(place)
        if len(same) < 2:
            break
    return best


def _check(languages: tuple[str, ...], files: tuple[Path, ...]) -> None:
    known = known_locales()
    if len(languages) != len(files):
        raise CannotImport(f"--lang stands {len(languages)} times for {len(files)} documents; say it once a document")
    for lang in languages:
        if lang not in known:
            raise CannotImport(f"there is no language '{lang}'; known: {', '.join(known)}")
    for place, lang in enumerate(languages):
        if lang in languages[:place]:
            first = files[languages.index(lang)]
            raise CannotImport(
                f"{first} and {files[place]} are both taken for '{lang}'; "
                "name one document a language, or say theirs, in this order: --lang zh --lang en"
            )
