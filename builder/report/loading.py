"""The layout engine, imported in half the time.

WeasyPrint 70 reads the declarations of the C libraries that it calls with a parser written in Python, asks the compiler
and the linker where these libraries are, and imports fontTools' subsetter and its tools for variable fonts, of which we
need none: fonts are cut before (`fonts`). `pango` holds the declarations as `python -m bench.declarations` makes them;
calls go straight to C then, which is faster, too."""

from __future__ import annotations

import hashlib
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any, Final

_CALLS: Final = "weasyprint.text.ffi"
_SUBSET: Final = "fontTools.subset"
_VARIABLE: Final = "fontTools.varLib.instancer"


def load() -> None:
    """Import the engine, if nobody did before; where it declares something else than `pango`, as it does itself."""
    if "weasyprint" in sys.modules:
        return
    if sys.platform == "linux":
        _declare()
    with _left_out():
        importlib.import_module("weasyprint")


def digest(declarations: str) -> str:
    """What tells declarations from others."""
    return hashlib.sha256(declarations.encode()).hexdigest()


class _Declarations:
    """In the place of cffi's, which is `plain`, until they are told."""

    def __init__(self, plain: Any) -> None:
        self.plain = plain
        self.made: Any = None

    def cdef(self, declarations: str) -> None:
        from builder.report import pango

        if digest(declarations) == pango.DIGEST:
            self.made = pango.ffi
        else:
            self.made = self.plain()
            self.made.cdef(declarations)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.made, name)


def _declare() -> None:
    """Import the one module of the engine that declares C functions, before all others."""
    cffi: Any = importlib.import_module("cffi")
    found = find_spec("weasyprint")
    assert found is not None
    assert found.origin is not None
    spec = spec_from_file_location(_CALLS, Path(found.origin).parent / "text" / "ffi.py")
    assert spec is not None
    assert spec.loader is not None
    module: Any = module_from_spec(spec)
    plain = cffi.FFI
    cffi.FFI = lambda: _Declarations(plain)
    try:
        spec.loader.exec_module(module)
    finally:
        cffi.FFI = plain
    module.ffi = module.ffi.made
    sys.modules[_CALLS] = module


class _Later(ModuleType):
    """A module that is imported when something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


@contextmanager
def _left_out() -> Iterator[None]:
    """While this lasts, who imports fontTools' large modules is given stand-ins, which import them when called."""

    def instantiate(*arguments: Any, **named: Any) -> Any:
        return importlib.import_module(_VARIABLE).instantiateVariableFont(*arguments, **named)

    later = {name: _Later(name) for name in (_SUBSET, _VARIABLE) if name not in sys.modules}
    for module in later.values():
        vars(module)["instantiateVariableFont"] = instantiate
    sys.modules |= later
    try:
        yield
    finally:
        for name in later:
            del sys.modules[name]
