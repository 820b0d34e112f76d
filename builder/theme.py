"""One set of colours and sizes for the report's CSS, the charts and the slides."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

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
    """`fonts` is the folder that holds every font that may be used."""

    colours: Colours
    report: PageSize
    sizes: Sizes
    deck: DeckSizes
    fonts: Path


def default_assets() -> Path:
    """The assets that ship with Builder: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).parent
    shipped = package / "assets"
    return shipped if shipped.is_dir() else package.parent / "assets"


def load_theme(own: Path | None) -> Theme:
    """The default theme, with the tables of the project's own theme file laid over it.

    Raises `ThemeError` where the file is not TOML or names something that does not exist."""
    assets = default_assets()
    tables = tomllib.loads((assets / "theme.toml").read_text("utf-8"))
    if own is not None and own.is_file():
        tables = _overlaid(tables, _read(own), own)
    return Theme(
        colours=_table(Colours, tables["colours"]),
        report=_table(PageSize, tables["report"]),
        sizes=_table(Sizes, tables["sizes"]),
        deck=_table(DeckSizes, tables["deck"]),
        fonts=assets / "fonts",
    )


class ThemeError(Exception):
    """A project's theme file that cannot be used; the text says where and why."""


T = TypeVar("T")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThemeError(f"{path.name}: {error}") from error


def _overlaid(tables: dict[str, Any], own: dict[str, Any], path: Path) -> dict[str, Any]:
    for name, values in own.items():
        if name not in tables or not isinstance(values, dict):
            raise ThemeError(f"{path.name}: no table [{name}]; there are {', '.join(sorted(tables))}")
        for key, value in values.items():
            if key not in tables[name] or isinstance(value, str) != isinstance(tables[name][key], str):
                raise ThemeError(f"{path.name}: [{name}] has no '{key}' of that type")
        tables[name] = tables[name] | values
    return tables


def _table(kind: type[T], values: dict[str, Any]) -> T:
    return kind(**{f.name: values[f.name] for f in fields(kind)})  # type: ignore[arg-type]
