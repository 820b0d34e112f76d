"""One set of colours and sizes for the report's CSS, the charts and the slides."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from builder.model import Paint


@dataclass(frozen=True, slots=True)
class Colours:
    """Hex colours, `#RRGGBB`."""

    ink: str
    paper: str
    mist: str
    rule: str
    grey: str
    accent: str
    indigo: str
    teal: str
    ochre: str
    plum: str

    def paint(self, paint: Paint) -> str:
        return str(getattr(self, paint.value))


@dataclass(frozen=True, slots=True)
class PageSize:
    """The report's page and margins, mm."""

    width: float
    height: float
    margin_top: float
    margin_bottom: float
    margin_inner: float
    margin_outer: float

    @property
    def measure(self) -> float:
        """Width of the type area, mm."""
        return self.width - self.margin_inner - self.margin_outer


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes in print, pt."""

    title: float
    chapter: float
    heading: float
    subheading: float
    small: float
    table: float
    caption: float
    code: float
    chart_label: float
    chart_small: float


@dataclass(frozen=True, slots=True)
class DeckSizes:
    """Type sizes on slides, pt; a `floor` is the smallest that the fit may step down to."""

    title: float
    body: float
    body_floor: float
    label: float
    label_floor: float
    source: float
    statement: float
    cover: float
    key_figure: float


@dataclass(frozen=True, slots=True)
class Theme:
    """`fonts` is the folder that holds every font that may be used.

    `bound`: the report is for a printing house, with mirrored margins, bleed, crop marks and chapters on the right.
    `facing`: two languages of one report face each other on two pages; else they stand side by side on each.
    `stretch`: Latin letters of the deck's own faces are so much wider than those that it is measured with."""

    colours: Colours
    report: PageSize
    sizes: Sizes
    deck: DeckSizes
    fonts: Path
    bound: bool = False
    facing: bool = False
    stretch: float = 1.0

    def on(self, paper: str) -> Theme:
        """The theme for one of PAPERS, its margins kept; itself where none is named."""
        if not paper:
            return self
        width, height = PAPERS[paper]
        return replace(self, report=replace(self.report, width=width, height=height))


PAPERS: Final = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height, mm (ISO 216; ANSI/ASME Y14.1)."""


def default_assets() -> Path:
    """The assets that ship with Builder: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).parent
    shipped = package / "assets"
    return shipped if shipped.is_dir() else package.parent / "assets"


def load_theme(own: Path | None) -> Theme:
    """The default theme, with the tables of the project's own theme file laid over it.

    Raises `ThemeError` where the file is not TOML, or names or gives something that cannot be."""
    assets = default_assets()
    tables = tomllib.loads((assets / "theme.toml").read_text("utf-8"))
    if own is not None and own.is_file():
        tables = _overlaid(tables, own)
    return Theme(
        colours=_table(Colours, tables["colours"]),
        report=_table(PageSize, tables["report"]),
        sizes=_table(Sizes, tables["sizes"]),
        deck=_table(DeckSizes, tables["deck"]),
        fonts=assets / "fonts",
    )


class ThemeError(Exception):
    """A project's theme file that cannot be used; the text says where and why, a line each fault."""


T = TypeVar("T")
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
LIMITS = {"report": (5.0, 1000.0), "sizes": (4.0, 144.0), "deck": (8.0, 144.0)}
"""Least and most of the numbers of each table: mm of a page, pt of type."""
_LEAST_MEASURE = 60.0


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise ThemeError(f"{path.name}: the file is not UTF-8") from None


def _overlaid(tables: dict[str, Any], path: Path) -> dict[str, Any]:
    """The default tables with the project's own values laid over them. Raises ThemeError with all faults."""
    text = _read(path)
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemeError(f"{path.name}: {error}") from error
    faults = []
    for name, values in own.items():
        if name not in tables or not isinstance(values, dict):
            faults.append((_line(text, name), f"no table [{name}]; there are {', '.join(sorted(tables))}"))
            continue
        for key, value in values.items():
            if problem := _problem(name, key, value, tables[name]):
                faults.append((_line(text, key), problem))
        tables[name] = tables[name] | values
    if not faults and _table(PageSize, tables["report"]).measure < _LEAST_MEASURE:
        faults.append((_line(text, "report"), f"the margins leave less than {_LEAST_MEASURE:g} mm for the text"))
    if faults:
        raise ThemeError("\n".join(f"{path.name}:{line}: {problem}" for line, problem in faults))
    return tables


def _problem(name: str, key: str, value: object, known: dict[str, Any]) -> str:
    if key not in known:
        return f"[{name}] has no '{key}'; it has {', '.join(known)}"
    if name == "colours":
        colour = isinstance(value, str) and _COLOUR.fullmatch(value)
        return "" if colour else f"'{key}' is a colour as '#C8372D'"
    least, most = LIMITS[name]
    sound = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most
    return "" if sound else f"'{key}' is a number from {least:g} to {most:g}"


def _line(text: str, name: str) -> int:
    """The line of a key or table of TOML; 1 where it is written in another way."""
    pattern = re.compile(rf"\s*\[?\s*{re.escape(name)}\b")
    return next((n for n, line in enumerate(text.splitlines(), start=1) if pattern.match(line)), 1)


def _table(kind: type[T], values: dict[str, Any]) -> T:
    return kind(**{f.name: values[f.name] for f in fields(kind)})  # type: ignore[arg-type]
