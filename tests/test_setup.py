"""run.py, the lock files and the wheel: what a machine needs before the first build."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from builder import system

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
posix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")


# --- run.py ----------------------------------------------------------------------------------------------------------


def test_run_py_needs_the_standard_library_alone() -> None:
    files = (ROOT / "run.py", Path(system.__file__))
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "." for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {"subprocess", "pathlib", "builder.system"} <= imported
    assert {name.partition(".")[0] for name in imported - {"builder.system"}} <= sys.stdlib_module_names


class Tree(NamedTuple):
    """A copy of the set-up files whose `.venv` holds a Python that only notes what it is asked to do."""

    root: Path
    run: ModuleType

    def call(self, *words: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
        """Call run.py from another folder; return how it ended and every command given to the Python of `.venv`."""
        notes = self.root / "notes"
        notes.write_text("")
        command = [sys.executable, str(self.root / "run.py"), *words]
        done = subprocess.run(command, cwd=self.root.parent, capture_output=True, text=True, check=False)
        return done, notes.read_text().splitlines()

    def pretend_python(self, *cases: str) -> None:
        """Write the stand-in; `cases` are branches of a shell `case` over all its arguments."""
        self.run.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        branches = "\n".join(cases)
        self.run.PYTHON.write_text(f'#!/bin/sh\necho "$*" >>"{self.root}/notes"\ncase "$*" in\n{branches}\nesac\n')
        self.run.PYTHON.chmod(0o755)

    def pretend_finished(self, with_tests: bool = False) -> None:
        self.run.STAMP.write_text(self.run.json.dumps(self.run.wanted_stamp() | {"with_tests": with_tests}))
        self.run.PANGO_STAMP.touch()


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    root = tmp_path / "报告 with space"
    root.mkdir()
    for name in ("run.py", "pyproject.toml", *LOCKS):
        (root / name).write_bytes((ROOT / name).read_bytes())
    spec = importlib.util.spec_from_file_location("run_of_tree", root / "run.py")
    assert spec
    assert spec.loader
    run = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run)
    made = Tree(root, run)
    made.pretend_python()
    return made


@posix_only
def test_a_finished_set_up_hands_over_at_once(tree: Tree) -> None:
    tree.pretend_finished()
    done, commands = tree.call("--help")
    assert (done.returncode, done.stderr, commands) == (0, "", ["-P -m builder --help"])


@posix_only
@pytest.mark.parametrize("changed", ["pyproject.toml", *LOCKS])
def test_a_changed_input_is_installed_anew(tree: Tree, changed: str) -> None:
    tree.pretend_finished()
    with (tree.root / changed).open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    done, commands = tree.call("build")
    assert done.returncode == 0, done.stderr
    assert [name for name in commands if name.startswith(("-m uv pip sync", "-m uv pip install"))] == commands[2:4]
    assert commands[-1] == "-P -m builder build"
    assert tree.call("build")[1] == ["-P -m builder build"]


@posix_only
def test_the_test_tools_come_only_when_asked_for(tree: Tree) -> None:
    tree.pretend_finished()
    assert tree.call("build")[1] == ["-P -m builder build"]
    done, commands = tree.call("test", "-k", "nothing")
    assert done.returncode == 0, done.stderr
    assert next(name for name in commands if "uv pip sync" in name).endswith(" ".join(LOCKS))
    assert set(commands[-4:]) == {
        "-m ruff check .",
        "-m ruff format --check .",
        "-m mypy --strict builder run.py",
        "-m pytest -n auto --dist worksteal -k nothing",
    }
    assert tree.call("build")[1] == ["-P -m builder build"]


@posix_only
def test_a_failed_check_fails_the_whole_and_hides_no_other(tree: Tree) -> None:
    tree.pretend_finished(with_tests=True)
    tree.pretend_python('"-m mypy"*) exit 1 ;;')
    done, commands = tree.call("test")
    assert (done.returncode, len(commands)) == (1, 4)
    assert done.stderr.endswith("run.py: failed: mypy\n")


@posix_only
def test_a_failed_set_up_says_so_in_two_lines_and_heals(tree: Tree) -> None:
    tree.pretend_finished()
    tree.pretend_python('"-m uv pip sync"*) echo "error: disk full" >&2; exit 2 ;;')
    (tree.root / "requirements.lock").open("a").write("# changed\n")
    done, _ = tree.call("build")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2:] == ["run.py: error: disk full", "The whole output is in .venv/set-up.log."]
    assert not tree.run.is_installed(with_tests=False)
    assert tree.run.read_stamp() == {}, "the next call must make .venv afresh"


@pytest.mark.parametrize("text", ["", '{"py', "[]", '{"python": "3.11"}'])
def test_a_torn_stamp_is_no_stamp(tree: Tree, text: str) -> None:
    tree.pretend_finished()
    assert tree.run.is_installed(with_tests=False)
    tree.run.STAMP.write_text(text)
    assert not tree.run.is_installed(with_tests=False)


@posix_only
def test_uv_hears_what_pip_was_told(tree: Tree, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SSL_CERT_FILE", "UV_FIND_LINKS", "UV_INDEX", "UV_DEFAULT_INDEX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("UV_HTTP_TIMEOUT", "7")
    lines = [
        "global.index-url='weak'",
        "install.index-url='https://mirror.invalid/simple'",
        r"global.extra-index-url='\nhttps://one.invalid\nhttps://two.invalid'",
        f"global.find-links='{tmp_path} /no/such/folder'",
        ":env:.cert='/certificates.pem'",
        "global.cert='/weaker.pem'",
        "global.timeout='60'",
    ]
    answer = tmp_path / "answer"
    answer.write_text("\n".join(lines))
    tree.pretend_python(f'"-m pip config list") cat "{answer}" ;;')
    told = tree.run.uv_environment()
    assert told["UV_DEFAULT_INDEX"] == "https://mirror.invalid/simple"
    assert told["UV_INDEX"] == "https://one.invalid https://two.invalid"
    assert told["UV_FIND_LINKS"] == str(tmp_path)
    assert told["SSL_CERT_FILE"] == "/certificates.pem"
    assert told["UV_HTTP_TIMEOUT"] == "7", "what the user told uv stays"


@posix_only
@pytest.mark.parametrize(
    ("command", "line"),
    [
        (
            "apt-get",
            "sudo apt-get update && sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        ),
        ("dnf", "sudo dnf install -y pango"),
        ("apk", "apk add "),
        ("zypper", "sudo zypper install -y "),
    ],
)
def test_without_pango_one_line_says_what_to_type(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, line: str
) -> None:
    tree.pretend_finished()
    tree.run.PANGO_STAMP.unlink()
    tree.pretend_python("-c*) exit 1 ;;")
    monkeypatch.setattr(tree.run.shutil, "which", lambda name: name if name == command else None)
    monkeypatch.setattr(system, "opens", lambda library: False)
    monkeypatch.setattr(system, "names_known_to_apt", lambda packages: packages)
    monkeypatch.setattr(tree.run.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(tree.run.sys, "platform", "linux")
    assert tree.run.main(["build"]) == 3
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "run.py: this system lacks Pango. Please type:"
    assert said[1].startswith(line)
    assert len(said) == 2


def test_an_older_python_is_told_plainly(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tree.run, "OLDEST_PYTHON", (99, 0))
    assert tree.run.main(["build"]) == 3
    assert capsys.readouterr().err.startswith("run.py: Builder needs Python 3.11 or newer; this is Python 3.")


# --- The lock files --------------------------------------------------------------------------------------------------


class Pin(NamedTuple):
    requirement: Requirement
    hashes: tuple[str, ...]


def pins(lock: str) -> list[Pin]:
    """The requirements of a lock file, with their hashes."""
    text = re.sub(r"#.*", "", (ROOT / lock).read_text(encoding="utf-8")).replace("\\\n", " ")
    entries = [line.split("--hash=") for line in text.splitlines() if line.strip()]
    return [Pin(Requirement(first.strip()), tuple(hash_.strip() for hash_ in rest)) for first, *rest in entries]


def versions(*locks: str) -> dict[str, set[str]]:
    """Every version that the locks pin a name to: more than one where a marker tells them apart."""
    found: dict[str, set[str]] = {}
    for pin in (pin for lock in locks for pin in pins(lock)):
        (specifier,) = pin.requirement.specifier
        found.setdefault(canonicalize_name(pin.requirement.name), set()).add(specifier.version)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock: str) -> None:
    assert len(pins(lock)) > 10
    for requirement, hashes in pins(lock):
        assert [specifier.operator for specifier in requirement.specifier] == ["=="], requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", hash_) for hash_ in hashes), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address_and_no_local_build(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--(?:extra-)?index|--find-links|(?<![\w.])/\w", text)
    assert not any("+" in version for found in versions(lock).values() for version in found)


def test_the_locks_hold_every_platform() -> None:
    """A wheel for each system of each Python from the oldest on: a lock of one machine would hold a few hashes."""
    many = {pin.requirement.name: len(pin.hashes) for pin in pins(LOCKS[0])}
    assert all(many[name] > 30 for name in ("lxml", "matplotlib", "numpy", "pillow"))
    assert "colorama" in versions(*LOCKS), "needed on Windows alone"


def test_the_locks_hold_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = {LOCKS[:1]: [*project["project"]["dependencies"], *groups["setup"]], LOCKS: groups["dev"]}
    for locks, requirements in wanted.items():
        pinned = versions(*locks)
        for requirement in map(Requirement, requirements):
            found = pinned.get(canonicalize_name(requirement.name), set())
            assert found, f"{requirement} is not locked: python3 run.py lock"
            assert all(requirement.specifier.contains(version) for version in found), requirement


def test_the_locks_agree() -> None:
    run, dev = versions(LOCKS[0]), versions(LOCKS[1])
    assert {name: run[name] for name in run.keys() & dev.keys()} == {
        name: dev[name] for name in run.keys() & dev.keys()
    }


# --- The wheel -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_carries_all_that_a_build_reads(wheel: Path) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    files = [path for folder in ("builder", "assets") for path in (ROOT / folder).rglob("*") if path.is_file()]
    files = [path for path in files if "__pycache__" not in path.parts and not path.name.startswith(".")]
    files = [path for path in files if path.parent != ROOT / "assets" / "pictures"]  # README's, read by no build
    paths = [path.relative_to(ROOT) for path in files]
    wanted = {("builder" / path if path.parts[0] == "assets" else path).as_posix() for path in paths}
    assert wanted <= carried, sorted(wanted - carried)
    for pattern in (
        r"builder/assets/theme\.toml",
        r"builder/assets/fonts/[^/]+\.ttf",
        r"builder/assets/csl/[^/]+\.csl",
        r"builder/report/templates/.+",
        r"builder/locales/[^/]+\.toml",
        r"builder-[^/]+/licenses/LICENSE",
    ):
        assert any(re.fullmatch(pattern, name) for name in carried), pattern


@posix_only
def test_the_installed_wheel_builds_a_new_project(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own that sees our dependencies but not this repository, and without a network."""
    home, project, output = tmp_path / "venv", tmp_path / "new", tmp_path / "out"
    venv.create(home, with_pip=False, symlinks=True)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(home)}))
    install = [sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-index", "--no-deps"]
    call([*install, "--python", str(home / "bin/python"), str(wheel)], tmp_path)
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    place = call([str(home / "bin/python"), "-c", "import builder; print(builder.__file__)"], tmp_path)
    assert place.strip() == str(site / "builder/__init__.py")
    call([str(home / "bin/builder"), "new", str(project)], tmp_path)
    call([str(home / "bin/builder"), "build", "--project", str(project), "-o", str(output)], tmp_path)
    (report, *_), (deck, *_) = list(output.rglob("*.pdf")), list(output.rglob("*.pptx"))
    assert report.read_bytes().startswith(b"%PDF-")
    assert zipfile.is_zipfile(deck)


def call(command: list[str], folder: Path) -> str:
    """Run `command` in `folder`; return what it printed, or fail with it."""
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout
