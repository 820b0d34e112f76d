"""Structured Chinese and English content into a printable PDF report and an editable PowerPoint deck.

From Python: `from builder import load, check, build` (see `builder.library`)."""

from __future__ import annotations

import sys
from types import ModuleType

from builder.diagnostics import Diagnostic, Severity
from builder.library import Built, Loaded, build, check, load
from builder.request import UsageError

__all__ = ["Built", "Diagnostic", "Loaded", "Severity", "UsageError", "build", "check", "load"]

_FUNCTIONS = {f"{__name__}.{function.__name__}": function for function in (load, check)}


class _Stage(ModuleType):
    """The packages `builder.load` and `builder.check`, which can be called as the functions of these names: whoever
    imports one of them puts it in the function's place."""

    def __call__(self, *arguments: object, **named: object) -> object:
        return _FUNCTIONS[self.__name__](*arguments, **named)  # type: ignore[arg-type]


class _Package(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        if isinstance(value, ModuleType) and value.__name__ in _FUNCTIONS:
            value.__class__ = _Stage
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
