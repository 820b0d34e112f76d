"""The layout engine is imported without a compiler, a parser of C, or what we never call."""

from __future__ import annotations

import subprocess
import sys

from bench.declarations import compiled
from builder.report import pango

_IMPORT = """
import sys
started = []
sys.addaudithook(lambda event, arguments: started.append(arguments[0]) if event == "subprocess.Popen" else None)
from builder.report.pdf import isolate
from builder.theme import default_assets
isolate(default_assets() / "fonts")
import weasyprint.pdf.fonts as fonts
left = [name for name in ("pycparser", "fontTools.subset", "fontTools.varLib") if name in sys.modules]
print(started, left, fonts.subset.Options().__class__.__module__)
"""


def test_declarations_are_those_of_the_engine_that_is_installed() -> None:
    """Where they differ: `python -m bench.declarations`."""
    written = compiled()
    assert pango.__file__ is not None
    with open(pango.__file__, encoding="utf-8") as file:
        assert file.read() == written


def test_the_engine_starts_no_program_and_imports_fonttools_when_it_is_asked_for() -> None:
    run = subprocess.run([sys.executable, "-c", _IMPORT], capture_output=True, check=True, text=True)
    assert run.stdout.split() == ["[]", "[]", "fontTools.subset"]
