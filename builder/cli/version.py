"""The version of the installed package."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn


class Version(argparse.Action):
    """Says the version; it is not looked up before."""

    def __init__(self, **named: Any) -> None:
        super().__init__(nargs=0, dest=argparse.SUPPRESS, **{k: v for k, v in named.items() if k != "dest"})

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        print(f"builder {version()}".strip())
        parser.exit()


def version() -> str:
    """Empty where Builder runs without having been installed."""
    from importlib import metadata

    try:
        return metadata.version("builder")
    except metadata.PackageNotFoundError:
        return ""
