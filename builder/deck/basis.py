"""The package that slides are put into: our own template, or a company's with what slides of ours need besides.

Added are notes, handouts, a table style, line breaking by kinsoku, an East Asian face where the theme names none, and
properties that say nothing of who made the template."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from builder.deck.bare import A, P, R, targets, tree, written
from builder.deck.frames import Frame
from builder.deck.layouts import Tree
from builder.deck.master import Master
from builder.deck.package import CONTENT_TYPES, parts_of, zipped
from builder.deck.palette import ACCENT
from builder.deck.roles import Roles
from builder.deck.slides import Deck
from builder.deck.template import kinsoku, template
from builder.deck.tongues import JOIN
from builder.locales.locale import Locale
from builder.theme import Theme

_OFFICE: Final = R[1:-1] + "/"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
_STYLES: Final = "ppt/tableStyles.xml"
_NOTES: Final = "ppt/notesMasters/notesMaster1.xml"
_HANDOUT: Final = "ppt/handoutMasters/handoutMaster1.xml"
_STAMP_HEIGHT: Final = 17.0
_TYPES: Final = {
    _NOTES: "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml",
    _HANDOUT: "application/vnd.openxmlformats-officedocument.presentationml.handoutMaster+xml",
    _STYLES: "application/vnd.openxmlformats-officedocument.presentationml.tableStyles+xml",
    "ppt/presProps.xml": "application/vnd.openxmlformats-officedocument.presentationml.presProps+xml",
    "ppt/viewProps.xml": "application/vnd.openxmlformats-officedocument.presentationml.viewProps+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
_THEME: Final = "application/vnd.openxmlformats-officedocument.theme+xml"


def basis(master: Master, theme: Theme, locale: Locale, deck: Deck, second: Locale | None = None) -> bytes:
    """A presentation without slides, as a PPTX package, whose handouts are the deck's; that of a draft has its mark on
    every slide."""
    breaking = next((one for one in (locale, second) if one and kinsoku(one)), locale)
    title, date = _headed(deck)
    locale = _marking(locale, second)
    if master.brand is None or master.roles is None:
        return template(theme, locale, deck.draft, title, date, master.pages, breaking)
    own = template(theme, locale, deck.draft, title, date)
    ours = parts_of(own)
    package = _Package(dict(master.brand.parts), ours)
    package.name_faces(locale)
    package.add_notes()
    package.add_handout()
    package.add_table_style(master.roles)
    package.add_properties()
    package.set_breaking(breaking)
    package.prompt(locale)
    if deck.draft:
        package.stamp(master, theme, locale)
    return zipped(package.parts)


def _marking(locale: Locale, second: Locale | None) -> Locale:
    """The locale with the mark of drafts in both languages."""
    marks = dict.fromkeys(one.words.draft for one in (locale, second) if one)
    return replace(locale, words=replace(locale.words, draft=JOIN.join(marks)))


def _headed(deck: Deck) -> tuple[str, str]:
    """Title and date over handouts, whose heads have two lines, in both languages."""
    other = deck.second
    titles = dict.fromkeys((deck.footer, other.footer or other.title) if other else (deck.footer,))
    dates = dict.fromkeys((deck.date, other.date) if other else (deck.date,))
    return JOIN.join(filter(None, titles)), JOIN.join(filter(None, dates))


def recoloured(parts: Mapping[str, bytes], roles: Roles) -> dict[str, bytes]:
    """The same deck with slides and charts in the colours of the template."""
    painted = dict(parts)
    for name, part in parts.items():
        if name.startswith(("ppt/slides/slide", "ppt/charts/chart")):
            root = tree(part)
            roles.recolour(root)
            painted[name] = written(root)
    return painted


class _Package:
    """Parts of the company's template; `ours` are those of our own."""

    def __init__(self, parts: dict[str, bytes], ours: dict[str, bytes]) -> None:
        self.parts, self.ours = parts, ours
        (self.main,) = targets("", parts)["officeDocument"]

    def add_notes(self) -> None:
        """Our notes master, where the template's has no place for the notes, or there is none."""
        there = targets(self.main, self.parts).get("notesMaster", [])
        if there and b'type="body"' in self.parts[there[0]]:
            return
        self._add_master("notesMaster", _NOTES, "ppt/theme/theme2.xml", "sldMasterIdLst")

    def add_handout(self) -> None:
        """Our handout master, where the template has none."""
        if not targets(self.main, self.parts).get("handoutMaster"):
            self._add_master("handoutMaster", _HANDOUT, "ppt/theme/theme3.xml", "notesMasterIdLst")

    def _add_master(self, kind: str, own: str, look: str, after: str) -> None:
        """A master of ours with its theme, named in the presentation behind the list `after`, which some programs do
        not write."""
        presentation = tree(self.parts[self.main])
        for old in presentation.findall(f"{P}{kind}IdLst"):
            presentation.remove(old)
        name, theme = self._free(own.replace("1.xml", "{}.xml")), self._free("ppt/theme/theme{}.xml")
        self._add(self.main, kind, name, self.ours[own], _TYPES[own])
        self._add(name, "theme", theme, self.ours[look], _THEME)
        listed = etree.Element(f"{P}{kind}IdLst")
        etree.SubElement(listed, f"{P}{kind}Id").set(f"{R}id", self._key(self.main, name))
        last = next(one for list_ in (after, "sldMasterIdLst") if (one := presentation.find(f"{P}{list_}")) is not None)
        last.addnext(listed)
        self.parts[self.main] = written(presentation)

    def add_table_style(self, roles: Roles) -> None:
        style = tree(self.ours[_STYLES])
        roles.recolour(style)
        there = targets(self.main, self.parts).get("tableStyles", [])
        if not there:
            self._add(self.main, "tableStyles", _STYLES, written(style), _TYPES[_STYLES])
            return
        root = tree(self.parts[there[0]])
        root.extend(one for one in style if all(one.get("styleId") != own.get("styleId") for own in root))
        self.parts[there[0]] = written(root)

    def add_properties(self) -> None:
        for owner, kind, name in (
            ("", f"{_PACKAGE}relationships/metadata/core-properties", "docProps/core.xml"),
            ("", "extended-properties", "docProps/app.xml"),
            (self.main, "presProps", "ppt/presProps.xml"),
            (self.main, "viewProps", "ppt/viewProps.xml"),
        ):
            self._add(owner, kind, name, self.ours[name], _TYPES[name])

    def name_faces(self, locale: Locale) -> None:
        """Chinese of a theme without an East Asian face is set in the locale's, not in what a program takes."""
        for name in {one for one in self.parts if one.startswith("ppt/theme/") and one.endswith(".xml")}:
            root = tree(self.parts[name])
            for face in root.iter(f"{A}ea"):
                if not face.get("typeface"):
                    face.set("typeface", locale.type.deck_east_asian)
            self.parts[name] = written(root)

    def set_breaking(self, locale: Locale) -> None:
        if not (marks := kinsoku(locale)):
            return
        presentation = tree(self.parts[self.main])
        own = etree.fromstring(f"<w xmlns:p={quoteattr(P[1:-1])}>{marks}</w>")[0]
        style = presentation.find(f"{P}defaultTextStyle")
        presentation.append(own) if style is None else style.addprevious(own)
        self.parts[self.main] = written(presentation)

    def prompt(self, locale: Locale) -> None:
        """Words in empty footers of layouts: without them some programs draw those of slides in a face of their own."""
        for name in [one for one in self.parts if one.startswith(("ppt/slideMasters/", "ppt/slideLayouts/"))]:
            if not name.endswith(".xml") or b'type="ftr"' not in self.parts[name]:
                continue
            root = tree(self.parts[name])
            for one in root.iterfind(f".//{P}sp"):
                place = one.find(f"{P}nvSpPr/{P}nvPr/{P}ph[@type='ftr']")
                line = one.find(f"{P}txBody/{A}p")
                if place is not None and line is not None and line.find(f"{A}r") is None:
                    run = etree.Element(f"{A}r")
                    etree.SubElement(run, f"{A}rPr").set("lang", locale.tag)
                    etree.SubElement(run, f"{A}t").text = locale.words.contents
                    line.insert(0 if line.find(f"{A}pPr") is None else 1, run)
            self.parts[name] = written(root)

    def stamp(self, master: Master, theme: Theme, locale: Locale) -> None:
        """On masters, and on the layouts that do not show what is on them."""
        zone = master.stage.zone
        frame = Frame(zone.left, 3, zone.width, _STAMP_HEIGHT)
        for owner in targets(self.main, self.parts)["slideMaster"]:
            self._stamp(owner, frame, theme, locale, ACCENT, master.roles)
            for name in targets(owner, self.parts).get("slideLayout", []):
                if tree(self.parts[name]).get("showMasterSp") in ("0", "false"):
                    self._stamp(name, frame, theme, locale, ACCENT, master.roles)

    def _stamp(self, name: str, frame: Frame, theme: Theme, locale: Locale, colour: str, roles: Roles | None) -> None:
        root = tree(self.parts[name])
        shapes = root.find(f"{P}cSld/{P}spTree")
        assert shapes is not None
        used = [int(one.get("id", "0")) for one in root.iter(f"{P}cNvPr")]
        marks = Tree(theme, locale, first=max(used, default=1) + 1)
        marks.stamp(colour, frame)
        mark = etree.fromstring(marks.part())[-1]
        if roles:
            roles.recolour(mark)
        shapes.append(mark)
        self.parts[name] = written(root)

    # --- parts

    def _add(self, owner: str, kind: str, name: str, content: bytes, type_: str) -> None:
        folder, file = posixpath.split(owner)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        empty = f'<Relationships xmlns="{_PACKAGE}relationships"/>'.encode()
        root = tree(self.parts.get(rels, empty))
        keys = {one.get("Id") for one in root}
        key = next(f"rId{n}" for n in range(1, len(keys) + 2) if f"rId{n}" not in keys)
        link = etree.SubElement(root, f"{{{_PACKAGE}relationships}}Relationship")
        link.set("Id", key)
        link.set("Type", kind if ":" in kind else _OFFICE + kind)
        link.set("Target", f"/{name}" if owner else name)
        self.parts[rels], self.parts[name] = written(root), content
        types = tree(self.parts[CONTENT_TYPES])
        row = etree.SubElement(types, f"{{{_PACKAGE}content-types}}Override")
        row.set("PartName", f"/{name}")
        row.set("ContentType", type_)
        self.parts[CONTENT_TYPES] = written(types)

    def _key(self, owner: str, name: str) -> str:
        folder, file = posixpath.split(owner)
        root = tree(self.parts[posixpath.join(folder, "_rels", f"{file}.rels")])
        return next(str(one.get("Id")) for one in root if one.get("Target") == f"/{name}")

    def _free(self, pattern: str) -> str:
        return next(name for n in range(1, 1000) if (name := pattern.format(n)) not in self.parts)
