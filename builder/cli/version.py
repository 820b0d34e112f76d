"""The version of the installed package."""

from __future__ import annotations


def version() -> str:
    """Empty where Builder runs without having been installed."""
    from importlib import metadata

    try:
        return metadata.version("builder")
    except metadata.PackageNotFoundError:
        return ""
