"""Which layout of a company's template serves as which of ours.

What the author says comes first: types are often left over from the layout that one was copied from. Then a layout of
our own name, as in a template that Builder gave out, then the type, then names of `layouts.toml`, then what its
placeholders are like; what is still missing stands on a layout with a title alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from builder.deck.brand import Brand, Found
from builder.deck.slots import Layout
from builder.diagnostics import Code, Diagnostic, Report, Severity, did_you_mean
from builder.model import Template

_NUMBERED: Final = re.compile(r"^\d+[_\s.-]+")
"""What PowerPoint puts before the name of a layout that was pasted."""
_NARROW: Final = 0.42
"""Share of the slide's width under which a title is beside its content, where a sentence does not fit."""
_LOW: Final = 0.35
"""Share of the slide's height under which a placeholder is none for content."""
_DEEP: Final = 0.45
"""Share of the slide's height at which a title over content ends at the latest."""
_FREE: Final = frozenset({Layout.COVER, Layout.SECTION, Layout.CLOSING, Layout.AGENDA, Layout.STATEMENT})
"""Layouts whose title may be narrow."""
_FURNITURE: Final = frozenset({"dt", "ftr", "sldNum"})


@dataclass(frozen=True, slots=True)
class Match:
    """A layout of the template; `lacking`: it only has a title for what it serves as."""

    found: Found
    lacking: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """What `layouts.toml` says of a layout."""

    types: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    drawn: bool = False


def slug(layout: Layout) -> str:
    """What report.yaml calls a layout of ours."""
    return layout.name.lower().replace("_", "-")


SLUGS: Final = {slug(layout): layout for layout in Layout}


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "layouts.toml").read_text("utf-8"))


def _row(layout: Layout) -> _Row:
    row = _data()[slug(layout)]
    types, names, instead = (tuple(row.get(key, ())) for key in ("types", "names", "as"))
    return _Row(types, names, instead, row.get("drawn", False))


def stretch(faces: tuple[str, ...]) -> float:
    """How much wider than measured the letters of the widest of these faces are."""
    known = {name: group["factor"] for group in _data()["faces"] for name in group["names"]}
    return float(max((known.get(face.casefold(), _data()["unknown"]["factor"]) for face in faces), default=1.0))


def matched(brand: Brand, template: Template, report: Report) -> Mapping[Layout, Match]:
    """Every layout of ours; nothing, and a diagnostic, where the template has no layout for content."""
    own = _said(brand, template, report)
    listed = own.get(Layout.BULLETS) or _direct(Layout.BULLETS, brand)
    main = listed.master if listed else ""
    found = {layout: own.get(layout) or _direct(layout, brand, main) for layout in Layout}
    direct = {layout: Match(one) for layout, one in found.items() if one}
    every = direct | {layout: match for layout in Layout if (match := _instead(layout, direct))}
    alone = every.get(Layout.TITLE_ONLY)
    if alone is None:
        message = f"'{brand.path}' cannot be the deck's template: none of its layouts has a title and room under it"
        hint = "add PowerPoint's layout 'Title Only' to its master, or name one: layouts: {title-only: …}"
        report(Diagnostic(template.span, Code.UNREADABLE_TEMPLATE, message, hint))
        return {}
    rest = (layout for layout in Layout if layout not in every)
    return every | {layout: Match(alone.found, not _row(layout).drawn) for layout in rest}


def report_lacking(brand: Brand, template: Template, lacking: tuple[Layout, ...], alone: str, report: Report) -> None:
    """Once for all layouts that slides were to be made on, and the template has not."""
    names = ", ".join(map(slug, lacking))
    message = f"'{brand.path}' has no layout for {names}: such slides are made on '{alone}'"
    hint = f"name the layout that serves: layouts: {{{slug(lacking[0])}: …}}, or add one to the template"
    report(Diagnostic(template.span, Code.LAYOUT_MISSING, message, hint, Severity.WARNING))


def _said(brand: Brand, template: Template, report: Report) -> Mapping[Layout, Found]:
    known = {one.name: one for one in reversed(brand.layouts)}
    out: dict[Layout, Found] = {}
    for name, theirs in template.layouts.items():
        if name not in SLUGS:
            hint = did_you_mean(name, SLUGS)
            report(Diagnostic(template.places[name], Code.INVALID_VALUE, f"no layout of a deck is '{name}'", hint))
        elif theirs not in known:
            message = f"'{brand.path}' has no layout '{theirs}'"
            report(Diagnostic(template.places[name], Code.LAYOUT_MISSING, message, did_you_mean(theirs, known)))
        elif known[theirs].holder("title", "ctrTitle") is None:
            message, hint = f"the layout '{theirs}' has no title", "name one that has"
            report(Diagnostic(template.places[name], Code.LAYOUT_MISSING, message, hint))
        else:
            out[SLUGS[name]] = known[theirs]
    return out


def _direct(layout: Layout, brand: Brand, main: str = "") -> Found | None:
    """Content stands on the layouts of one master, where several have them."""
    serving = [one for one in brand.layouts if _serves(one, layout, brand)]
    if main and layout not in _FREE:
        serving.sort(key=lambda one: one.master != main)
    return next(_candidates(layout, tuple(serving)), None)


def _candidates(layout: Layout, found: tuple[Found, ...]) -> Iterator[Found]:
    row = _row(layout)
    yield from (one for one in found if one.name == layout.value)
    others = {name for other in Layout if other is not layout for name in _row(other).names} - set(row.names)
    for kind in row.types:
        yield from (one for one in found if one.kind == kind and _plain(one.name) not in others)
    names = {_plain(one.name): one for one in reversed(found) if one.kind in ("", "cust", "blank") or not row.types}
    yield from (names[name] for name in row.names if name in names)
    yield from (one for one in found if not one.kind and _looks_like(one) in row.types)


def _serves(found: Found, layout: Layout, brand: Brand) -> bool:
    title = found.holder("title", "ctrTitle")
    if title is None or layout in _FREE or found.name == layout.value:
        return title is not None
    content = [one.frame.height for one in found.holders if one.kind == "obj"]
    if title.frame.width < _NARROW * brand.width or title.frame.bottom > _DEEP * brand.height:
        return False
    return max(content, default=brand.height) >= _LOW * brand.height


def _plain(name: str) -> str:
    return _NUMBERED.sub("", name.strip()).casefold()


def _looks_like(found: Found) -> str:
    """The type that a layout without one should have."""
    kinds = sorted(one.kind for one in found.holders if one.kind not in _FURNITURE)
    return {
        ("title",): "titleOnly",
        ("ctrTitle", "subTitle"): "title",
        ("subTitle", "title"): "title",
        ("obj", "title"): "obj",
        ("body", "title"): "tx",
        ("obj", "obj", "title"): "twoObj",
        ("body", "body", "obj", "obj", "title"): "twoTxTwoObj",
        ("tbl", "title"): "tbl",
        ("chart", "title"): "chart",
    }.get(tuple(kinds), "")


def _instead(layout: Layout, direct: Mapping[Layout, Match]) -> Match | None:
    """The layout's own, or that of another that has the placeholders for it, the nearest first."""
    chain = [layout]
    for one in chain:
        if one in direct:
            return direct[one]
        chain += [other for name in _row(one).instead if (other := SLUGS[name]) not in chain]
    return None
