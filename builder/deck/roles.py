"""What the colours of a company's theme do on its slides: ours stand in the scheme by what they are for, theirs do not.

Text is seen on its ground at 4.5:1, a mark at 3:1 where the theme has one that is (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from builder.deck.bare import A
from builder.deck.palette import DEEPER, KEEP_COLOUR
from builder.deck.shades import Shade, contrast, luminance
from builder.theme import Colours

_ACCENTS: Final = tuple(f"accent{n}" for n in range(1, 7))
_TEXT: Final = 4.5
_MARK: Final = 3.0
_SEEN: Final = 1.5
_SLIGHT: Final = 1.03
_QUIET: Final = 1.35
"""A panel is seen, but no more than so much, against its ground."""
_TEXTS: Final = ("rPr", "defRPr", "endParaRPr", "buClr")
_DEPTHS: Final = (100_000, 85_000, 70_000, 55_000)
_RULE_MOD: Final = 85_000
_HUE: Final = 35_000
_GREY_FULL: Final = 40
"""Difference of the channels up to which a colour is a grey, of 255."""


@dataclass(frozen=True, slots=True)
class Roles:
    """The scheme's colours in the place of ours; `marks` by our accent, and `signs` the same where they are written as
    characters. `said` is the accent of texts."""

    ink: Shade
    paper: Shade
    mist: Shade
    rule: Shade
    muted: Shade
    said: Shade
    marks: Mapping[str, Shade]
    signs: Mapping[str, Shade]
    colours: Mapping[str, str]
    ground: str

    def painted(self) -> Colours:
        """What these look like, for what is decided by contrast."""
        names = ("indigo", "accent", "teal", "ochre", "plum", "grey")
        marks = {name: self.marks[slot].hex(self.colours) for name, slot in zip(names, _ACCENTS, strict=True)}
        own = {name: self._seen(getattr(self, name)) for name in ("ink", "paper", "mist", "rule")}
        return Colours(**(marks | own))

    def _seen(self, shade: Shade) -> str:
        """As it looks on the ground, where the ground shines through."""
        colour, share = shade.hex(self.colours), dict(shade.changes).get("alpha", 100_000) / 100_000
        pairs = ((int(colour[n : n + 2], 16), int(self.ground[n : n + 2], 16)) for n in (1, 3, 5))
        return "#" + "".join(f"{round(share * own + (1 - share) * behind):02X}" for own, behind in pairs)

    def recolour(self, root: etree._Element) -> None:
        """Puts them into a slide, chart or table style that was written in ours."""
        for one in list(root.iter(f"{A}schemeClr")):
            shade = self._role(one)
            if shade is None:
                continue
            fixed = one.get("val") == "bg2" or shade is self.muted
            after = [child for child in one if not fixed or etree.QName(child).localname == "alpha"]
            one.set("val", shade.name)
            one[:] = [etree.Element(f"{A}{name}", val=str(value)) for name, value in shade.changes] + after
        if contrast(self.colours["hlink"], self.ground) < _TEXT:
            _keep_links(root)

    def _role(self, one: etree._Element) -> Shade | None:
        name, changed = one.get("val"), one.find(f"{A}lumMod") is not None
        parents = (etree.QName(above).localname for above in one.iterancestors())
        in_text = any(parent in _TEXTS for parent in parents)
        if name == "bg2":
            return self.rule if changed else self.mist
        if name == "accent6" and changed:
            return self.muted
        if in_text and name == "accent2":
            return self.said
        return ({"tx1": self.ink, "bg1": self.paper} | dict(self.signs if in_text else self.marks)).get(str(name))


def roles_of(colours: Mapping[str, str], ground: str) -> Roles:
    """`ground`: the colour behind the content, "" where that is a picture."""
    behind = ground or colours["bg1"]
    ink = _best(("tx1", "tx2", "bg1", "bg2"), colours, behind, _TEXT)
    paper = "bg1" if ink.name.startswith("tx") else "tx1"
    dark = luminance(ink.hex(colours)) < luminance(behind)
    soft = Shade(ink.name, _pale((("lumMod", 65_000), ("lumOff", 35_000)) if dark else (("lumMod", 75_000),)))
    grey = Shade(ink.name, _pale((("lumMod", 50_000), ("lumOff", 50_000)) if dark else (("lumMod", 65_000),)))
    mist, rule = Shade("bg2"), Shade("bg2", (("lumMod", _RULE_MOD),))
    if not _SLIGHT <= contrast(colours["bg2"], behind) <= _QUIET or contrast(ink.hex(colours), colours["bg2"]) < 7:
        mist, rule = Shade(ink.name, (("alpha", 7_000),)), soft
        if behind == colours["bg1"]:
            mist = Shade("bg1", _pale((("lumMod", 95_000),) if dark else (("lumMod", 90_000), ("lumOff", 10_000))))
            rule = Shade("bg1", _pale((("lumMod", 75_000),) if dark else (("lumMod", 65_000), ("lumOff", 35_000))))
    marks = _marks(colours, behind)
    last = colours["accent6"]
    muted = soft
    if _is_grey(last) and _SEEN <= contrast(last, behind) <= 8:
        marks["accent6"], own = Shade("accent6"), Shade("accent6", (("lumMod", 75_000),))
        muted = own if contrast(own.hex(colours), behind) >= _TEXT else soft
    else:
        marks["accent6"] = grey
    said = _best(("accent2", "accent1", "accent3", "accent4", "accent5", "tx2", ink.name), colours, behind, _TEXT)
    signs = {slot: _sign(shade, ink, dark, colours, behind) for slot, shade in marks.items()}
    return Roles(ink, Shade(paper), mist, rule, muted, said, marks, signs, colours, behind)


def _sign(mark: Shade, ink: Shade, dark: bool, colours: Mapping[str, str], ground: str) -> Shade:
    """The mark, deeper or on a dark ground paler, until it is seen as a character, which is deeper than a fill."""
    for share in _DEPTHS:
        change = (("lumMod", share),) if dark else (("lumMod", share), ("lumOff", 100_000 - share))
        changes = (*mark.changes, *(change if share < 100_000 else ()))
        if contrast(Shade(mark.name, (*changes, ("lumMod", DEEPER))).hex(colours), ground) >= _MARK:
            return Shade(mark.name, changes)
    return ink


def _keep_links(root: etree._Element) -> None:
    """Links out of the deck in the colour of their text."""
    for link in root.iter(f"{A}hlinkClick"):
        if len(link) == 0 and link.get("action") is None:
            link.append(etree.fromstring(f'<r xmlns:a="{A[1:-1]}">{KEEP_COLOUR}</r>')[0])


def _pale(changes: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """With little of its hue: what is nearly black or white has more of it than is seen."""
    return *changes, ("satMod", _HUE)


def _best(names: tuple[str, ...], colours: Mapping[str, str], ground: str, least: float) -> Shade:
    """The first that stands out from the ground, else the one that does most."""
    seen = {name: contrast(colours[name], ground) for name in names}
    return Shade(next((name for name in names if seen[name] >= least), max(names, key=lambda name: seen[name])))


def _marks(colours: Mapping[str, str], ground: str) -> dict[str, Shade]:
    """Each accent, but for what is not seen or looks as one before it."""
    out: dict[str, Shade] = {}
    dark = luminance(ground) < 0.2
    change = (("lumMod", 60_000), ("lumOff", 40_000)) if dark else (("lumMod", 60_000),)
    for slot in _ACCENTS[:5]:
        shade = Shade(slot)
        taken = [one.hex(colours) for one in out.values()]
        if contrast(colours[slot], ground) < _SEEN:
            shade = _best(("accent2", "accent1", "accent3", "accent4", "accent5", "tx1"), colours, ground, _MARK)
        if shade.hex(colours) in taken:
            shade = Shade(shade.name, change)
        out[slot] = shade
    return out


def _is_grey(colour: str) -> bool:
    channels = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return max(channels) - min(channels) <= _GREY_FULL
