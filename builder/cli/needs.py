"""The packages that Builder was installed to need, and which of them are not there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import metadata
from typing import Final


@dataclass(frozen=True, slots=True)
class Need:
    """A package, and its versions as pyproject.toml says them: >=2.11, ==1.0.2, or nothing."""

    name: str
    versions: str


_NEED: Final = re.compile(r"([\w.-]+)(?:\[[^]]*\])?\s*((?:(?:==|>=)[\d.]+)?)\s*$")


def needs() -> tuple[Need, ...]:
    """What Builder's own metadata asks, without extras; nothing where it runs without having been installed."""
    try:
        asked = metadata.requires("builder") or []
    except metadata.PackageNotFoundError:
        return ()
    found = (_NEED.match(line.partition(";")[0]) for line in asked if "extra ==" not in line)
    return tuple(Need(match[1], match[2]) for match in found if match)


def lacks(need: Need) -> str:
    """Why it is not there, in words; empty where it is."""
    try:
        there = metadata.version(need.name)
    except metadata.PackageNotFoundError:
        return "not installed"
    sign, wanted = need.versions[:2], need.versions[2:]
    sound = {"": True, "==": _numbers(there) == _numbers(wanted), ">=": _numbers(there) >= _numbers(wanted)}
    return "" if sound[sign] else f"{there} is installed, and {need.versions} needed"


def _numbers(text: str) -> tuple[int, ...]:
    """The release of a version, without the noughts at its end (PEP 440: 1.0 is 1)."""
    found = [int(number) for number in re.match(r"[\d.]*", text)[0].strip(".").split(".") if number]  # type: ignore[index]
    while found and not found[-1]:
        found.pop()
    return tuple(found)
