"""Builder called from Python: what it gives back, what it raises, and the example of the documentation."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from pptx import Presentation

from builder import Built, Loaded, UsageError, build, check, load
from builder.diagnostics import Code, Severity
from builder.project import NoProject

ROOT = Path(__file__).parents[1]
STARTER = ROOT / "builder/starter"


def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("from_a_table", ROOT / "examples/from_a_table.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example's slides, from rows as any table gives them."""
    script = example()
    built = script.make(tmp_path_factory.mktemp("表 格"), iter(script.ROWS), ["pptx"])
    assert isinstance(built, Built)
    return built


def test_a_table_becomes_decks_in_two_languages(made: Built) -> None:
    assert made.findings == ()
    assert [path.name for path in made.files] == ["bridge.zh.pptx", "bridge.en.pptx"]
    said = [shape.text_frame.text for slide in Presentation(str(made.files[1])).slides for shape in slide.shapes
            if shape.has_text_frame]  # fmt: skip
    assert any("70,400 rides" in text for text in said)
    charts = [shape.chart for slide in Presentation(str(made.files[0])).slides for shape in slide.shapes
              if shape.has_chart]  # fmt: skip
    assert [len(chart.plots[0].categories) for chart in charts] == [4]


def test_a_data_frame_is_taken_as_its_rows() -> None:
    class Frame:
        """What the script uses of pandas."""

        def to_dict(self, orient: str) -> list[dict[str, int]]:
            assert orient == "records"
            return [{"rides": 1}]

    assert example().records(Frame()) == [{"rides": 1}]


def test_what_a_project_says_and_what_is_wrong_with_it() -> None:
    loaded = load(STARTER)
    assert isinstance(loaded, Loaded)
    assert [edition.lang for edition in loaded.editions] == ["zh", "en"]
    assert loaded.findings == check(str(STARTER)) == ()
    (finding,) = check(ROOT / "tests/faults/unknown-fact")
    assert (finding.code, finding.severity) == (Code.UNKNOWN_FACT, Severity.ERROR)
    assert finding.span.line
    assert finding.hint


def test_content_at_fault_raises_nothing_and_writes_nothing(tmp_path: Path) -> None:
    built = build(ROOT / "tests/faults/unknown-fact", output=tmp_path / "o")
    assert built.files == ()
    assert [finding.code for finding in built.findings] == [Code.UNKNOWN_FACT]
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"outputs": "docx"},
        {"outputs": ["pdf", "pppt"]},
        {"slides": "short"},
        {"paper": "a5"},
        {"languages": "de"},
        {"languages": ["zh", "zh+zh"]},
    ],
)
def test_what_cannot_be_asked_is_raised(asked: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        build(STARTER, output=tmp_path / "o", **asked)  # type: ignore[arg-type]
    assert not (tmp_path / "o").exists()


def test_a_folder_without_a_report_is_raised(tmp_path: Path) -> None:
    for function in (load, check, build):
        with pytest.raises(NoProject):
            function(tmp_path)


def test_importing_it_is_light_and_the_functions_stay_callable() -> None:
    """In whatever order they and the packages of the same names are imported."""
    code = (
        "import sys, builder\n"
        "heavy = {'pydantic', 'weasyprint', 'pptx', 'matplotlib', 'yaml', 'markdown_it', 'lxml', 'PIL', 'babel'}\n"
        "assert not heavy & {name.split('.')[0] for name in sys.modules}\n"
        f"project = {str(ROOT / 'tests/faults/unknown-fact')!r}\n"
        "assert len(builder.check(project)) == 1\n"
        "import builder.load.settings, builder.check.parity\n"
        "from builder import load, check\n"
        "assert check(project) == load(project).findings\n"
        "assert builder.load.settings.read_settings\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_what_run_py_reads_needs_no_package() -> None:
    """`builder.system` is read before anything is installed, and brings `builder` with it."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import builder.system"
    run = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
