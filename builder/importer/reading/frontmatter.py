"""What stands before the text: YAML, TOML, JSON, or the title block of pandoc."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from builder.importer.reading.log import Log, short
from builder.load.compose import Places, compose

_FENCED = re.compile(r"\s*(---|\+\+\+|;;;)[ \t]*\n(.*?)(?:^|(?<=\n))(\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_JSON = re.compile(r"\s*(?=\{\s*\n?\s*\")")
_PANDOC = re.compile(r"(?:%[ \t]+\S.*(?:\n[ \t]+.*)*\n?){1,3}")
_KEYS = re.compile(r"^([A-Za-z_][\w. -]*?)\s*[:=][ \t]*(.*)$", re.MULTILINE)
_TITLES = ("title", "标题", "h1")
_SUBTITLES = (
    "subtitle",
    "sub_title",
    "sub-title",
    "副标题",
    "tagline",
    "description",
    "summary",
    "excerpt",
    "摘要",
    "描述",
)
_DATES = (
    "date",
    "pubdate",
    "publishdate",
    "published",
    "published_at",
    "published-on",
    "created",
    "日期",
    "lastmod",
    "updated",
)
_AUTHORS = ("author", "authors", "by", "作者", "creator", "byline")


_KNOWN = frozenset(
    (*_TITLES, *_SUBTITLES, *_DATES, *_AUTHORS, "layout", "tags", "categories", "slug", "draft", "weight")
)
"""Keys that front matter has; a rule, a blank line and "Note: …" have none of them."""


@dataclass(frozen=True, slots=True)
class Matter:
    """`rest` is what the front matter says besides, `lines` how many lines it takes."""

    title: str = ""
    subtitle: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    rest: str = ""
    lines: int = 0


def read_matter(text: str, log: Log) -> Matter:
    """The front matter of a document, whatever its shape; a broken one is kept as it is."""
    match = _FENCED.match(text)
    if match and (values := _fenced(match[1], match[2], log)) is not None:
        return _matter(values, match[2], match[0].count("\n"), log)
    if found := _JSON.match(text):
        try:
            values, end = json.JSONDecoder().raw_decode(text, found.end())
        except (ValueError, RecursionError):
            return Matter()
        if isinstance(values, dict):
            body = text[found.end() : end]
            return _matter(values, body, text.count("\n", 0, end) + (text[end : end + 1] == "\n"), log)
    if found := _PANDOC.match(text):
        fields = [" ".join(part.split()) for part in re.split(r"^%", found[0], flags=re.MULTILINE)[1:]]
        title, author, date = (*fields, "", "")[:3]
        authors = tuple(name.strip() for name in author.split(";") if name.strip())
        log.changed(1, "the title block became title, authors and date of the report")
        return Matter(title, "", date, authors, "", found[0].count("\n"))
    return Matter()


def _fenced(fence: str, body: str, log: Log) -> dict[str, object] | None:
    """The values between two fences; None where it is no front matter but a rule and text behind it."""
    values: object = None
    apart = body.startswith("\n") and bool(body.strip())
    try:
        if fence == "+++":
            values = tomllib.loads(body)
        elif fence == ";;;":
            values = json.loads(body if body.lstrip().startswith("{") else f"{{{body}}}")
        else:
            values = _yaml(body)
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, dict):
        known = any(str(key).strip().lower() in _KNOWN for key in values)
        return {str(key): value for key, value in values.items()} if known or not apart else None
    if apart:
        return None
    keys = {match[1].strip(): match[2].strip().strip("'\"") for match in _KEYS.finditer(body)}
    if not keys and body.strip():
        return None
    if body.strip():
        log.guessed(1, "the front matter is broken; what could be told was read line by line")
    return dict(keys)


def _yaml(body: str) -> object:
    faults: list[object] = []
    try:
        values = compose(body, Places(""), faults.append)
    except Exception:  # a parser of foreign text fails in whatever way it likes
        return None
    return None if faults else values


def _matter(values: dict[str, object], body: str, lines: int, log: Log) -> Matter:
    folded = {key.strip().lower(): key for key in reversed(list(values))}
    used: set[str] = set()

    def said(names: Iterable[str]) -> str:
        for name in names:
            if (key := folded.get(name)) and (text := _text(values[key])):
                used.add(key)
                return text
        return ""

    title, subtitle, date = said(_TITLES), said(_SUBTITLES), said(_DATES)
    authors: tuple[str, ...] = ()
    for name in _AUTHORS:
        if (key := folded.get(name)) and (authors := tuple(_names(values[key]))):
            used.add(key)
            break
    rest = body if len(used) < len(values) or any(isinstance(values[key], dict | list) for key in used) else ""
    if lines:
        kept = [key for key in values if key not in used]
        what = f"; kept as a comment: {short(', '.join(kept))}" if kept else ""
        log.changed(1, f"the front matter was read{what}")
    return Matter(title, subtitle, date, authors, rest.strip(), lines)


def _text(value: object) -> str:
    match value:
        case None | bool():
            return ""
        case dict():
            return next(
                (found for key in ("text", "title", "value", "default") if (found := _text(value.get(key)))), ""
            )
        case list():
            return " ".join(filter(None, map(_text, value)))
        case _:
            return " ".join(str(value).split())


def _names(value: object) -> Iterable[str]:
    match value:
        case list():
            for item in value:
                yield from _names(item)
        case dict():
            named = next((_text(value[key]) for key in ("name", "literal", "title", "author") if value.get(key)), "")
            if not named:
                named = " ".join(filter(None, (_text(value.get("given")), _text(value.get("family")))))
            yield from (named,) if named else (str(key) for key in value)
        case str():
            yield from (name.strip() for name in re.split(r"\s*[,;，、；]\s*|\s+and\s+", value) if name.strip())
        case None | bool():
            return
        case _:
            yield str(value)
