"""A further language for a project: its files with the words of the first language, until they are translated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Diagnostic
from builder.importer.translation import to_translate
from builder.load.lock import LOCK
from builder.load.settings import read_settings
from builder.locales import known_locales, load_locale
from builder.model import Settings
from builder.project import Project, read_text


class CannotAdd(Exception):  # noqa: N818
    """The language cannot be added; the text says why, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Added:
    """`files` are what was written, `todo` the list of what to translate; `items` and `words` are its size."""

    files: tuple[Path, ...]
    todo: Path
    items: int
    words: int


def add_language(project: Project, lang: str) -> Added:
    """Copy the language that is translated from into a folder for `lang`, and name it in report.yaml.

    Ids of sections come from files and places, so that they are the same without being written. Blocks and sections of
    the first language alone (`:::{only}`, `{#id only}`) are left out. Raises CannotAdd; then nothing was written."""
    settings, text = _settings(project)
    folder = project.content / lang
    _refuse(settings, lang, folder, project)
    source = settings.source
    report = _with_language(text, settings, lang)
    files = _copied(project, source, lang)
    words = {name: content.decode("utf-8") for name, content in files.items() if name.endswith((".md", "terms.yaml"))}
    todo = project.root / f"translate.{lang}.md"
    if todo.exists():
        raise CannotAdd(f"{todo.name} is there already: move it away")
    titles = load_locale(source).name, load_locale(lang).name
    listed = to_translate(words, settings.name, *titles)
    for name, content in files.items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    settings_file = project.content / "report.yaml"
    settings_file.write_bytes(report)
    todo.write_text(listed.text, "utf-8", newline="\n")
    written = (*(project.root / name for name in files), settings_file, todo)
    return Added(written, todo, listed.items, listed.words)


def _settings(project: Project) -> tuple[Settings, str]:
    found: list[Diagnostic] = []
    path = project.content / "report.yaml"
    text = read_text(project, path, found.append)
    read = read_settings(text, project.relative(path), found.append) if text is not None else None
    if text is None or read is None:
        raise CannotAdd(f"{project.relative(path)} cannot be read; builder check says why")
    return read[0], path.read_bytes().decode("utf-8")


def _refuse(settings: Settings, lang: str, folder: Path, project: Project) -> None:
    if lang not in known_locales():
        known = ", ".join(known_locales())
        raise CannotAdd(
            f"there is no locale '{lang}'; known: {known}. To add one, write builder/locales/{lang}.toml with every "
            "field that en.toml has: its words, fonts, and the wording of numbers and dates"
        )
    if lang in settings.languages:
        raise CannotAdd(
            f"the report has the language '{lang}' already: report.yaml names {', '.join(settings.languages)}"
        )
    if folder.exists():
        raise CannotAdd(f"{project.relative(folder)} is there already, and report.yaml does not name it: move it away")
    if not (project.content / settings.source).is_dir():
        raise CannotAdd(f"there is no folder {project.relative(project.content / settings.source)} to begin from")


def _with_language(text: str, settings: Settings, lang: str) -> bytes:
    """report.yaml with one language more, the rest of it as it was typed."""
    end = "\r\n" if "\r\n" in text else "\n"
    flow = re.compile(r"^(languages:\s*\[[^\]]*?)([,\s]*)\]", re.MULTILINE)
    block = re.compile(
        r"^(languages:[^\S\r\n]*(?:#[^\r\n]*)?\r?\n(?:[^\S\r\n]*(?:#[^\r\n]*)?\r?\n)*)"
        r"((?:(?P<indent>[^\S\r\n]*)-[^\S\r\n]+[^\r\n]+(?:\r?\n|$)|[^\S\r\n]*#[^\r\n]*\r?\n)+)",
        re.MULTILINE,
    )
    if flow.search(text):
        changed = flow.sub(lambda m: f"{m[1]}, {lang}{m[2].lstrip(',')}]", text, count=1)
    elif match := block.search(text):
        lines = match[2] if match[2].endswith("\n") else match[2] + end
        changed = text[: match.start(2)] + f"{lines}{match['indent']}- {lang}{end}" + text[match.end(2) :]
    else:
        changed = text
    read = read_settings(changed.removeprefix("\ufeff").replace("\r\n", "\n"), "report.yaml", lambda _: None)
    if read is None or read[0].languages != (*settings.languages, lang):
        raise CannotAdd(f"'languages' of report.yaml is not written as [zh, en] or as a list: add {lang} there by hand")
    return changed.encode("utf-8")


def _copied(project: Project, source: str, lang: str) -> dict[str, bytes]:
    """The files of the new language, by name from the project's folder."""
    found: dict[str, bytes] = {}
    folder = project.content / source
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not path.is_file() or inside.name == LOCK:
            continue
        if not path.resolve().is_relative_to(project.root):
            raise CannotAdd(f"{project.relative(path)} points outside the project: copy the file into it")
        content = path.read_bytes()
        if path.suffix == ".md":
            try:
                content = _shared(content.decode("utf-8"), source).encode("utf-8")
            except UnicodeDecodeError:
                raise CannotAdd(f"{project.relative(path)} is not UTF-8 text: save it as UTF-8") from None
            if not content.strip():
                continue
        found[project.relative(project.content / lang / inside)] = content
    return found


def _shared(text: str, source: str) -> str:
    """The file without the blocks and sections that its language alone has."""
    kept: list[str] = []
    fence = code = ""
    level = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if fence:
            fence = "" if bare == fence else fence
            continue
        if mark := re.match(r"`{3,}|~{3,}", bare):
            code = "" if code and bare.startswith(code) and not bare.strip(code[0]) else code or mark[0]
        heading = None if code else re.match(r"(#{1,6})\s.*?(\{#\S+(?:\s+\w+)*?\s+only(?:\s+\w+)*\}\s*)?$", bare)
        if heading and (not level or len(heading[1]) <= level):
            level = len(heading[1]) if heading[2] else 0
        if level:
            continue
        if not code and (match := re.match(r"(:{3,})\s*\{only\}\s+(\S+)", bare)) and match[2] == source:
            fence = match[1]
            continue
        kept.append(line)
    return "".join(kept)


__all__ = ["Added", "CannotAdd", "add_language"]
