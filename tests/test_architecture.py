"""The rules of the house that can be read off the code."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "builder").rglob("*.py"))

LAYERS = (
    {"diagnostics", "system", "staying"},
    {"cache"},
    {"model", "excerpt"},
    {"formula", "values"},
    {"theme", "locales", "text", "cells", "project", "conditions"},
    {"measure", "alignment", "csl", "vocabulary", "shown"},
    {"load", "check", "chart", "diagram", "resolve"},
    {"report", "deck", "importer", "verify"},
    {"translation"},
    {"package", "request"},
    {"job", "record", "workers"},
    {"finishing"},
    {"pipeline"},
    {"library"},
    {"batch"},
    {"preview"},
    {"cli"},
    {"__main__"},
)
"""A part imports what stands above it, and itself; parts of one line do not know each other, but for FRIENDS."""

FRIENDS = {("measure", "theme")}

HOMES = {
    "babel": {"locales", "translation"},
    "yaml": {"load"},
    "markdown_it": {"load", "importer", "translation"},
    "mdit_py_plugins": {"load", "importer"},
    "emoji": {"importer"},
    "openpyxl": {"load"},
    "pyarrow": {"load"},
    "tinycss2": {"load"},
    "PIL": {"load"},
    "resvg_py": {"load", "formula"},
    "pydantic": {"load"},
    "matplotlib": {"chart"},
    "jinja2": {"report"},
    "weasyprint": {"report", "cli/doctor.py"},
    "pydyf": {"report"},
    "fontTools": {"report"},
    "pptx": {"deck", "verify"},
    "xlsxwriter": {"deck"},
    "pypdfium2": {"verify", "preview"},
    "starlette": {"preview"},
    "uvicorn": {"preview"},
    "watchfiles": {"preview"},
    "distributed": {"batch"},
    "fsspec": {"batch"},
    "uharfbuzz": {"measure", "report/fonts.py"},
    "lxml": {"load", "deck", "verify", "translation", "csl"},
    "citeproc": {"csl"},
    "ziamath": {"formula"},
    "ziafont": {"formula"},
    "latex2mathml": {"formula"},
}


def part_of(path: Path) -> str:
    relative = path.relative_to(ROOT / "builder")
    return relative.parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Modules that the file imports, wherever in it; not those that type checkers alone see."""
    tree = ast.parse(path.read_text("utf-8"))
    unseen = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in unseen:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            assert node.module is not None
            yield node.module
            if node.module == "builder":
                yield from (f"builder.{alias.name}" for alias in node.names)


def rank(part: str) -> int:
    return next(i for i, layer in enumerate(LAYERS) if part in layer)


def test_every_part_has_its_place() -> None:
    parts = {part_of(path) for path in MODULES} - {"__init__"}
    assert parts <= set().union(*LAYERS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT / "builder").as_posix())
def test_who_imports_whom(path: Path) -> None:
    part = part_of(path)
    if part == "__init__":
        return
    for module in imported(path):
        if module.startswith("builder."):
            other = module.split(".")[1]
            below = rank(other) < rank(part)
            assert other == part or below or (part, other) in FRIENDS, f"{part} imports {module}"
            if part in ("report", "deck"):
                assert other not in ("load", "check", "resolve"), f"{part} imports {module}"
            if part == "deck":
                assert not module.startswith("builder.chart.svg"), "plots reach the deck ready made"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT / "builder").as_posix())
def test_a_library_has_one_home(path: Path) -> None:
    name = path.relative_to(ROOT / "builder").as_posix()
    for module in imported(path):
        homes = HOMES.get(module.split(".")[0])
        assert homes is None or part_of(path) in homes or name in homes, f"{name} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT / "builder").as_posix())
def test_no_language_is_named_in_code(path: Path) -> None:
    """What differs between languages stands in locales/*.toml."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        values: list[ast.expr | None] = []
        if isinstance(node, ast.Compare):
            for operand in (node.left, *node.comparators):
                values += operand.elts if isinstance(operand, ast.Tuple | ast.List | ast.Set) else [operand]
        elif isinstance(node, ast.Dict):
            values += node.keys
        elif isinstance(node, ast.Subscript):
            values.append(node.slice)
        elif isinstance(node, ast.match_case):
            values += [p.value for p in ast.walk(node.pattern) if isinstance(p, ast.MatchValue)]
        for value in values:
            assert not (isinstance(value, ast.Constant) and value.value in ("zh", "en")), f"{path}:{node}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT / "builder").as_posix())
def test_a_module_holds_one_thing(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 300, "ask what two things it holds"
    assert not re.search(r"# type: ignore(?!\[)", text), "an ignore names its code"
    assert not re.search(r"# noqa(?!: [A-Z])", text), "an ignore names its code"
    assert path.stem not in ("utils", "util", "helpers", "helper", "manager", "common", "misc")


def test_help_pays_for_no_stage() -> None:
    heavy = {
        "weasyprint",
        "matplotlib",
        "pptx",
        "pydantic",
        "babel",
        "markdown_it",
        "jinja2",
        "openpyxl",
        "yaml",
        "lxml",
        "ziamath",
        "latex2mathml",
        "citeproc",
        "pypdfium2",
        "starlette",
        "uvicorn",
        "watchfiles",
        "distributed",
        "fsspec",
        "pyarrow",
    }
    code = "import sys\ntry:\n    __import__('builder.cli').cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
    code += "print('\\n'.join(sorted({m.split('.')[0] for m in sys.modules})), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "usage: builder" in run.stdout
    assert heavy & set(run.stderr.split()) == set()


def test_the_stages_are_walked_by_type() -> None:
    """Every writer over blocks or inlines ends in `assert_never`, so that mypy names the one that is not finished."""
    for path in (ROOT / "builder/resolve/blocks.py", ROOT / "builder/text.py"):
        assert "assert_never" in path.read_text("utf-8")
