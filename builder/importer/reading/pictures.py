"""Images: their paths, widths, and which of them are badges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from builder.importer.reading.log import Log, short
from builder.importer.reading.node import Node
from builder.model import Image

_BADGE = re.compile(
    r"shields\.io|badgen?\.|/badges?[/.]|[/._-]badges?\b|badge\.(?:svg|png)|travis-ci|codecov\.io|coveralls|circleci\.com|appveyor|pepy\.tech"
    r"|isitmaintained|deepsource|snyk\.io|sonarcloud|goreportcard|packagephobia|opencollective\.com/[^/]+/(?:backers|sponsors|tiers)|repobeats"
    r"|contrib\.rocks|star-history|david-dm|gitter\.im|deploy\.svg$|/status\.svg|hits\.|visitor|zenodo\.org/badge|colab-badge|lgtm\.com",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"\{\{.{0,300}?\}\}|\{%.{0,300}?%\}", re.DOTALL)
_SIZE = re.compile(r"\s*([\d.]{1,8})\s*(%|px|vw|)\s*$")
_STYLE = re.compile(r"(?:^|;)\s*(?:max-)?width\s*:\s*([^;]+)", re.IGNORECASE)
_COUNTED = {
    **{name: name for name in ("build", "contributors", "coverage", "downloads", "forks", "issues", "license")},
    **{"v": "version", "release": "release", "release-date": "release date", "last-commit": "last commit"},
    **{"stars": "stars", "workflow": "build", "codecov": "coverage", "l": "license", "image-size": "image size"},
    **{"dd": "downloads", "dw": "downloads", "dm": "downloads", "dt": "downloads", "pulls": "pulls"},
    **{"pyversions": "Python versions"},
}
"""What the steps of a badge's address mean, as shields.io has them."""
_SMALL = 40
"""CSS pixels up to which a picture with a size is an icon in a line."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An image as it will be shown: `target` is the link around it, `title` its tooltip."""

    image: Image
    alt: str
    title: str
    target: str
    badge: bool
    small: bool
    line: int

    @property
    def kind(self) -> str:
        return "badge" if self.badge else "picture of the web within a line"


def shown(node: Node, log: Log, target: str = "") -> Shown | None:
    """None for an image that another one stands in for: the dark one of a pair, or one without a source."""
    source, line = node.get("src") or node.get("data-src") or node.get(":src"), node.line
    if not source and (several := node.get("srcset")):
        source = several.split(",")[0].split()[0] if several.split(",")[0].split() else ""
    if re.search(r"#(?:gh-dark-mode-only|only-dark)$", source):
        log.changed(line, f"the picture '{short(source)}' for dark screens was left out")
        log.keep(f"{source} {node.get('alt')}", line)
        return None
    path = re.sub(r"#(?:gh-light-mode-only|only-light)$", "", source)
    path = re.sub(r"/{2,}", "/", _TEMPLATE.sub("", path)) if _TEMPLATE.search(path) else path
    path = re.sub(r"^@site/static/|^@site/|^~?@/", "/", path.strip())
    path = f"https:{path}" if path.startswith("//") else path
    if path != source.strip():
        log.changed(line, f"the picture '{short(source)}' is looked for as '{short(path)}'")
    if not path:
        log.unknown(line, "an image without a source; its description is kept as text")
    image = _sized(path, node, log)
    width = image.width if image.width is not None and not image.percent else _pixels(node.get("height"))
    small = width is not None and width <= _SMALL
    return Shown(
        image, " ".join(node.get("alt").split()), node.get("title"), target, bool(_BADGE.search(path)), small, line
    )


def badge_words(path: str) -> str:
    """What a badge without description shows, as far as its address says it: its label, or what it counts."""
    parts = urlsplit(path) if is_remote(path) else None
    if parts is None:
        return ""
    steps = [step for step in parts.path.split("/") if step]
    if "badge" in steps[:-1]:
        typed = unquote(steps[steps.index("badge") + 1]).replace("--", "\0").replace("__", "\1")
        shown = [one.replace("_", " ").strip() for one in typed.removesuffix(".svg").split("-")][:-1]
        if words := " ".join(filter(None, shown)):
            return words.replace("\0", "-").replace("\1", "_")
    label = parse_qs(parts.query).get("label", [""])[0].strip()
    return label or next((_COUNTED[step] for step in reversed(steps[:4]) if step in _COUNTED), "")


def is_remote(path: str) -> bool:
    return path.startswith(("http://", "https://", "//"))


def _sized(path: str, node: Node, log: Log) -> Image:
    style = _STYLE.search(node.get("style"))
    typed = node.get("width") or (style[1] if style else "")
    match = _SIZE.match(typed.strip("{}\"' "))
    if match and match[1].count(".") < 2 and 0 < float(match[1].strip(".") or 0) < 10000:
        if match[2] in ("%", "vw"):
            return Image(path, min(float(match[1]), 100.0), percent=True)
        return Image(path, float(match[1]))
    if typed or "zoom" in node.get("style"):
        log.changed(
            node.line, f"the size '{short(typed or node.get('style'))}' of the picture '{short(path)}' was taken out"
        )
    return Image(path)


def _pixels(typed: str) -> float | None:
    match = _SIZE.match(typed.strip("{}\"' "))
    return float(match[1]) if match and match[2] in ("", "px") and match[1].replace(".", "", 1).isdigit() else None
