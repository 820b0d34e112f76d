"""Makes `builder/report/pango.py` anew for another WeasyPrint: `python -m bench.declarations`."""

from __future__ import annotations

import ast
import tempfile
from importlib.util import find_spec
from pathlib import Path

import cffi

from builder.report.loading import digest

_HEAD = '''"""The C functions that WeasyPrint 70 calls, as cffi compiles them: made by bench.declarations."""

# ruff: noqa
# fmt: off
# mypy: ignore-errors
'''


def compiled() -> str:
    """The module for the declarations of the WeasyPrint that is installed."""
    declarations = _declarations()
    builder = cffi.FFI()
    builder.cdef(declarations)
    builder.set_source("pango", None)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "pango.py"
        builder.emit_python_code(str(target))
        code = target.read_text("utf-8")
    return f'{_HEAD}{code.split("# auto-generated file", 1)[1]}\nDIGEST = "{digest(declarations)}"\n'


def _declarations() -> str:
    found = find_spec("weasyprint")
    assert found is not None
    assert found.origin is not None
    tree = ast.parse((Path(found.origin).parent / "text" / "ffi.py").read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "cdef":
            return str(ast.literal_eval(node.args[0]))
    raise SystemExit("this WeasyPrint declares nothing")


def main() -> None:
    (Path(__file__).parent.parent / "builder" / "report" / "pango.py").write_text(compiled(), "utf-8")


if __name__ == "__main__":
    main()
