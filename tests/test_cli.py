"""The command as people call it: exit codes, what it says, where it writes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builder.cli import main
from builder.package import MANIFEST

ROOT = Path(__file__).parents[1]
STARTER = ROOT / "builder/starter"
ALL = {f"tea-houses.{lang}.{kind}" for lang in ("zh", "en") for kind in ("pdf", "pptx")}


def run(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "builder", *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=environment)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {MANIFEST}


def copied(folder: Path) -> Path:
    shutil.copytree(STARTER, folder)
    return folder


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose English deck is built; tests work on copies."""
    project = copied(tmp_path_factory.mktemp("cli") / "project")
    built = run("slides", "--project", project, "--lang", "en")
    assert built.returncode == 0, built.stderr
    return project


# --- builds


def test_a_build_in_a_folder_with_spaces_and_han_from_elsewhere(tmp_path: Path) -> None:
    project = copied(tmp_path / "我的 报告")
    (tmp_path / "elsewhere").mkdir()
    built = run("build", "--project", "../我的 报告", "-o", "出 版", cwd=tmp_path / "elsewhere")
    assert built.returncode == 0, built.stderr
    assert names(tmp_path / "elsewhere/出 版") == ALL
    assert not (project / "dist").exists()
    lines = built.stderr.splitlines()
    assert [line.strip() for line in lines[:-1]] == sorted(ALL, key=lambda n: (n.endswith(".pdf"), "zh" not in n))
    assert lines[-1].startswith("4 files in 出 版, ")
    assert built.stdout == ""


def test_in_the_project_folder_nothing_needs_to_be_said(decks: Path, tmp_path: Path) -> None:
    project = copied(tmp_path / "p")
    built = run("pdf", "--lang", "en", "-q", cwd=project)
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")
    assert names(project / "dist") == {"tea-houses.en.pdf"}
    shutil.copytree(decks / "dist", project / "dist", dirs_exist_ok=True)


@pytest.mark.parametrize(
    ("flags", "made"),
    [
        (("slides", "--lang", "zh", "--lang", "en"), {"tea-houses.zh.pptx", "tea-houses.en.pptx"}),
        (("build", "--only", "pptx", "--lang", "all"), {"tea-houses.zh.pptx", "tea-houses.en.pptx"}),
        (("build", "--only", "pdf", "--lang", "en", "--lang", "en"), {"tea-houses.en.pdf"}),
    ],
)
def test_languages_and_outputs_are_chosen(flags: tuple[str, ...], made: set[str], tmp_path: Path) -> None:
    command, *rest = flags
    assert main([command, "--project", str(STARTER), "-o", str(tmp_path / "out"), "-q", *rest]) == 0
    assert names(tmp_path / "out") == made


def test_a_deck_that_was_edited_is_kept_unless_forced(
    decks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "p"
    shutil.copytree(decks, project)
    arguments = ["slides", "--project", str(project), "--lang", "en", "-q"]
    deck = project / "dist/tea-houses.en.pptx"
    written = deck.read_bytes()
    assert main(arguments) == 0, "an untouched deck is written anew"
    assert deck.read_bytes() == written
    deck.write_bytes(written + b"edited")
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert "tea-houses.en.pptx" in said
    assert "--force" in said
    assert "-o" in said
    assert deck.read_bytes() == written + b"edited"
    assert main([*arguments, "--force"]) == 0
    assert deck.read_bytes() == written


# --- exit codes


def test_faults_of_the_content_are_one(capsys: pytest.CaptureFixture[str]) -> None:
    project = ROOT / "tests/faults/unknown-fact"
    for command in ("check", "build", "pdf", "slides"):
        assert main([command, "--project", str(project), "-q"]) == 1
        said = capsys.readouterr()
        assert "error[unknown-fact]" in said.err
        assert "1 error, 0 warnings" in said.err
        assert said.out == ""
    assert not (project / "dist").exists()


def test_warnings_are_told_and_harm_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = str(ROOT / "tests/faults/raw-html")
    assert main(["check", "--project", project]) == 0
    assert "0 errors, 1 warning" in capsys.readouterr().err
    assert main(["check", "--project", project, "-q"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["slides", "--project", project, "-o", str(tmp_path)]) == 0
    assert "warning[raw-html]" in capsys.readouterr().err


def test_strict_lets_warnings_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = str(ROOT / "tests/faults/raw-html")
    for arguments in (["check"], ["slides", "-o", str(tmp_path / "o")]):
        assert main([*arguments, "--strict", "-q", "--project", project]) == 1
        said = capsys.readouterr().err
        assert "warning[raw-html]" in said, "what stops a build is said even where it should be quiet"
        assert "0 errors, 1 warning (warnings count as errors: --strict)" in said
    assert not (tmp_path / "o").exists()
    assert main(["check", "--strict", "-q", "--project", str(STARTER)]) == 0


def test_a_clean_check_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--project", str(STARTER)]) == 0
    assert capsys.readouterr().err == "nothing is wrong in zh, en\n"
    assert main(["check", "--project", str(STARTER), "-q"]) == 0
    assert capsys.readouterr().err == ""


def test_verbose_says_what_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--project", str(STARTER), "-v"]) == 0
    assert "  read content/facts.yaml" in capsys.readouterr().err.splitlines()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "usage"),
        (("bulid",), "--help"),
        (("build", "--lnag", "zh"), "--help"),
        (("build", "--only", "docx"), "pptx"),
        (("check", "--project", "{empty}"), "builder new"),
        (("check", "--project", "{empty}/no"), "/no is no folder"),
        (("check", "--project", "{starter}/content/zh"), "--project {starter}"),
        (("verify", "{empty}/no.pptx"), "there is no file"),
        (("build", "--project", "{starter}", "--lang", "fr", "-o", "{empty}/o"), "it has zh, en"),
        (("pdf", "--project", "{starter}", "-o", "{file}"), "{file}"),
        (("new", "{full}"), "not an empty folder"),
        (("new", "{file}"), "not an empty folder"),
    ],
)
def test_what_cannot_be_asked_is_two_and_says_what_to_do(
    arguments: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = {"empty": tmp_path / "empty", "full": tmp_path, "file": tmp_path / "file", "starter": STARTER}
    folders["empty"].mkdir()
    folders["file"].write_text("x")
    try:
        code = main([argument.format(**folders) for argument in arguments])
    except SystemExit as error:
        code = int(error.code or 0)
    assert code == 2
    assert said.format(**folders) in capsys.readouterr().err
    assert names(folders["empty"]) == set()


def test_a_theme_that_cannot_be_used_is_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = copied(tmp_path / "p")
    (project / "assets").mkdir()
    (project / "assets/theme.toml").write_text("[colours]\nred = '#FF0000'\n")
    assert main(["check", "--project", str(project)]) == 2
    assert "theme.toml" in capsys.readouterr().err


def test_a_theme_outside_the_project_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = copied(tmp_path / "p")
    (project / "assets").mkdir()
    (tmp_path / "theme.toml").write_text("[colours]\naccent = '#2B4C7E'\n")
    (project / "assets/theme.toml").symlink_to(tmp_path / "theme.toml")
    assert main(["check", "--project", str(project)]) == 2
    assert "outside the project" in capsys.readouterr().err


def test_the_theme_is_one_of_the_inputs(tmp_path: Path) -> None:
    project = copied(tmp_path / "p")
    (project / "assets").mkdir()
    (project / "assets/theme.toml").write_text("[colours]\naccent = '#2B4C7E'\n")
    assert main(["slides", "--project", str(project), "--lang", "en", "-q"]) == 0
    assert "assets/theme.toml" in json.loads((project / "dist" / MANIFEST).read_text("utf-8"))["inputs"]


def test_a_machine_that_lacks_something_is_three(tmp_path: Path) -> None:
    """A folder in which no file can be made, also for root: one of the kernel's."""
    folder = Path("/proc/self/fdinfo")
    if not folder.is_dir():
        pytest.skip("no /proc here")
    built = run("slides", "--project", STARTER, "--lang", "en", "-o", folder)
    assert built.returncode == 3
    assert str(folder) in built.stderr
    assert "Traceback" not in built.stderr


def test_a_missing_system_library_is_three_and_is_named(tmp_path: Path) -> None:
    """The dynamic loader is given a Pango that is none, as on a machine without it."""
    if sys.platform != "linux":
        pytest.skip("the libraries of Linux")
    (tmp_path / "libpango-1.0.so.0").touch()
    arguments = ["pdf", "--project", str(STARTER), "--lang", "en", "-o", str(tmp_path / "o"), "--no-cache"]
    command = [sys.executable, "-m", "builder", *arguments]
    environment = os.environ | {"LD_LIBRARY_PATH": str(tmp_path)}
    built = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    assert built.returncode == 3
    assert "apt-get install" in built.stderr
    assert not (tmp_path / "o").exists()


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_build_is_130_and_leaves_the_folder_alone(decks: Path, tmp_path: Path) -> None:
    project = tmp_path / "p"
    shutil.copytree(decks, project)
    before = {path.name: path.read_bytes() for path in (project / "dist").iterdir()}
    command = [sys.executable, "-m", "builder", "build", "--project", str(project)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        process.send_signal(signal.SIGINT)
        said = first + process.stderr.read()
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert "untouched" in said
    assert {path.name: path.read_bytes() for path in (project / "dist").iterdir()} == before


# --- new, help


def test_new_makes_a_project_that_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "a b/新"
    assert main(["new", str(folder)]) == 0
    assert str(folder) in capsys.readouterr().err
    assert main(["check", "--project", str(folder)]) == 0
    assert not list(folder.rglob("__pycache__"))
    first = (folder / "content/report.yaml").read_text("utf-8").partition("\n")[0]
    assert (folder / "content" / first.partition("$schema=")[2]).is_file(), "editors find the schema"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert all(command in said for command in ("build", "pdf", "slides", "check", "new"))


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("builder 0.")
