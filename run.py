#!/usr/bin/env python3
"""Set up what Builder needs, then run it. Any Python from 3.11 on starts it: this, and builder/system.py, need the
standard library only.

python3 run.py test [pytest arguments]   the linters, the type checker and the tests
python3 run.py soak [times] [arguments]  tests of what goes wrong once in a thousand times, for hours; or so many times
python3 run.py bench [rounds]            Builder beside other programs, and how both grow; --help says more
python3 run.py lock [uv arguments]       renew requirements.lock and requirements-dev.lock
python3 run.py anything else             handed to `builder`, for example `python3 run.py build`

The first call makes `.venv`, brings uv into it and installs the locked packages; later calls find the stamp of
that set-up and add nothing to the wait. A set-up that was interrupted leaves no stamp, so the next call starts anew.
Exit status 3: this machine lacks something that only its owner can install; the message holds the line to type.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "set-up.json"
PANGO_STAMP = VENV / "pango-loads"
LOG = VENV / "set-up.log"
RUN_LOCK, DEV_LOCK = "requirements.lock", "requirements-dev.lock"


class SetupError(Exception):
    """Set-up cannot go on; the text is what the user reads."""

    exit_status = 1


class MissingFromSystemError(SetupError):
    """Something lacks that only the owner of the machine can install; the text ends with the line to type."""

    exit_status = 3


def main(words: Sequence[str]) -> int:
    """Set up if need be and do what `words` ask; return the exit status."""
    try:
        if sys.version_info < OLDEST_PYTHON:  # an older Python must read a plain line, too
            raise MissingFromSystemError(
                f"Builder needs Python 3.11 or newer; this is Python {sys.version.split()[0]}."
            )
        if words[:1] == ["lock"]:
            return renew_locks(words[1:])
        runner = {"test": run_checks, "soak": soak, "bench": bench}.get(words[0] if words else "")
        set_up(with_tests=runner is not None)
        return runner(words[1:]) if runner else hand_over(words)
    except KeyboardInterrupt:
        print("\nrun.py: interrupted", file=sys.stderr)
        return 130
    except SetupError as error:
        print(f"run.py: {error}", file=sys.stderr)
        return error.exit_status
    except OSError as error:
        print(f"run.py: {error.strerror}: {error.filename}", file=sys.stderr)
        return 1


# --- The words -------------------------------------------------------------------------------------------------------


def hand_over(words: Sequence[str]) -> int:
    """Become `builder`. `-P` keeps files of the caller's folder from passing for modules of ours."""
    command = [str(PYTHON), "-P", "-m", "builder", *words]
    if os.name == "nt":  # there, exec gives the prompt back before the program has ended
        return subprocess.call(command, env=environment())
    sys.stdout.flush()
    os.execve(command[0], command, environment())


def run_checks(pytest_arguments: Sequence[str]) -> int:
    """Run every check even after one has failed; paths in the arguments are relative to ROOT. The type checker, which
    knows one processor only, runs beside the tests and says at the end what it found."""
    types = begin("mypy", "--strict", "builder", "run.py")
    checks: dict[str, Sequence[str]] = {
        "ruff check": ("ruff", "check", "."),
        "ruff format": ("ruff", "format", "--check", "."),
        "pytest": ("pytest", "-n", "auto", "--dist", "worksteal", *pytest_arguments),
    }
    failed = []
    for name, command in checks.items():
        say(name)
        if subprocess.call([str(PYTHON), "-m", *command], cwd=ROOT, env=environment()):
            failed.append(name)
    say("mypy")
    print(types.communicate()[0], end="", flush=True)
    if types.returncode:
        failed.append("mypy")
    if failed:
        print(f"run.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def begin(*command: str) -> subprocess.Popen[str]:
    """A tool that runs by itself; what it says is kept."""
    return subprocess.Popen(
        [str(PYTHON), "-m", *command],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def soak(words: Sequence[str]) -> int:
    """Run the tests that try at random, many more times than in every run."""
    times, rest = (words[0], words[1:]) if words and words[0].isdecimal() else ("1000", words)
    tests = ("tests/test_incremental.py", "tests/test_hard_ends.py", "tests/batch/test_command.py")
    command = [str(PYTHON), "-m", "pytest", f"--soak={times}", "--durations=5", *tests, *rest]
    return subprocess.call(command, cwd=ROOT, env=environment())


def bench(words: Sequence[str]) -> int:
    """Measure whole programs beside each other."""
    return subprocess.call([str(PYTHON), "-m", "bench", *words], cwd=ROOT, env=environment())


def renew_locks(uv_arguments: Sequence[str]) -> int:
    """Resolve pyproject.toml for every platform and every Python from the oldest on, and write both lock files.

    Only the one main index is asked: wheels that a machine keeps in extra indexes or folders stay out of the locks.
    `--upgrade` among the arguments takes the newest versions; without it, pins that still fit stay.
    """
    with one_at_a_time():
        if not PYTHON.exists() or not uv_is_there():
            make_venv()
            bring_uv()
    ours_alone = {"UV_INDEX", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_INDEX_STRATEGY"}
    settings = {key: value for key, value in uv_environment().items() if key not in ours_alone}
    compile_lock = [
        *(str(PYTHON), "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"),
        *("--python-version", ".".join(map(str, OLDEST_PYTHON)), "--custom-compile-command", "python3 run.py lock"),
        *uv_arguments,
    ]
    sources = {
        RUN_LOCK: ("pyproject.toml", "--extra", "batch", "--extra", "preview", "--group", "setup"),
        DEV_LOCK: ("--group", "dev", "--constraints", RUN_LOCK),
    }
    for lock, source in sources.items():
        say(f"resolving {lock}")
        run_quietly([*compile_lock, *source, "--output-file", lock], settings | {"UV_NO_CONFIG": "1"})
    return 0


# --- The Python environment ------------------------------------------------------------------------------------------


def set_up(with_tests: bool) -> None:
    """Bring `.venv` to what the locks say and see that Pango loads; return at once when both are so already."""
    if is_installed(with_tests) and PANGO_STAMP.exists():
        return
    with one_at_a_time():
        if not is_installed(with_tests):
            install(with_tests)
        if not PANGO_STAMP.exists():
            see_that_pango_loads()
            PANGO_STAMP.touch()
            LOG.unlink(missing_ok=True)


def install(with_tests: bool) -> None:
    """Install the locked packages and ours. The stamp is away meanwhile: a half-made `.venv` never looks whole."""
    stamp = read_stamp()
    if stamp.get("python") != this_python() or not PYTHON.exists():
        make_venv()
    with_tests = with_tests or stamp.get("with_tests") is True
    PANGO_STAMP.unlink(missing_ok=True)
    STAMP.unlink(missing_ok=True)
    bring_uv()
    settings = uv_environment()
    locks = [RUN_LOCK, DEV_LOCK] if with_tests else [RUN_LOCK]
    say(f"installing the packages of {' and '.join(locks)}")
    uv = [str(PYTHON), "-m", "uv", "pip"]
    # Compiled now, since some systems keep Python from writing what it compiles: every command would do it again.
    run_quietly([*uv, "sync", "--require-hashes", "--compile-bytecode", "--python", str(PYTHON), *locks], settings)
    package = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    run_quietly([*uv, "install", "--python", str(PYTHON), *package], settings)
    STAMP.write_text(json.dumps(wanted_stamp() | {"with_tests": with_tests}), encoding="utf-8")


def is_installed(with_tests: bool) -> bool:
    """Whether a finished set-up of this Python, this folder and these locks is there, with the test tools if asked."""
    stamp = read_stamp()
    enough = stamp.pop("with_tests", None) in ([True] if with_tests else [True, False])
    return enough and stamp == wanted_stamp() and PYTHON.exists()


def read_stamp() -> dict[str, object]:
    """What the last finished set-up wrote; empty when there is none, or none that can be read."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def wanted_stamp() -> dict[str, object]:
    """The stamp of a set-up for this Python, this folder, these locks and this pyproject.toml."""
    files = [ROOT / name for name in ("pyproject.toml", RUN_LOCK, DEV_LOCK)]
    inputs = b"\0".join(file.read_bytes() for file in files)
    return {"python": this_python(), "inputs": hashlib.sha256(inputs).hexdigest()}


def this_python() -> str:
    """What a virtual environment is tied to: its interpreter, and its own place in the file system."""
    return f"{sys.version_info[0]}.{sys.version_info[1]} {sys.base_prefix} {ROOT}"


def make_venv() -> None:
    """Make `.venv` afresh, with Python's own pip or, where the system left that out, for the system's pip."""
    if not has_ensurepip() and not importlib.util.find_spec("pip"):
        if not shutil.which("apt-get"):
            raise MissingFromSystemError(f"{sys.executable} has neither ensurepip nor pip: install pip for it.")
        from builder.system import lacking_packages

        provide([debian_venv_package(), *lacking_packages()])
        importlib.invalidate_caches()
    say("making .venv")
    base_python = getattr(sys, "_base_executable", sys.executable)
    without_pip = [] if has_ensurepip() else ["--without-pip"]
    run_quietly([base_python, "-m", "venv", "--clear", *without_pip, str(VENV)])


def debian_venv_package() -> str:
    """The package that holds ensurepip; a Python beside the release's own one has a package of its own."""
    own_version = f"python3.{sys.version_info[1]}"
    return "python3-venv" if Path("/usr/bin/python3").resolve().name == own_version else f"{own_version}-venv"


def has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def pip() -> list[str]:
    """The command that runs pip for `.venv`."""
    python = str(PYTHON)
    return [python, "-m", "pip"] if has_ensurepip() else [sys.executable, "-m", "pip", "--python", python]


def bring_uv() -> None:
    """Install uv into `.venv` with pip, at the version and with the hashes of the lock."""
    pinned = uv_requirement((ROOT / RUN_LOCK).read_text(encoding="utf-8") if (ROOT / RUN_LOCK).exists() else "")
    arguments = ["uv"]
    if pinned:
        requirement = VENV / "uv.txt"
        requirement.write_text(pinned, encoding="utf-8")
        arguments = ["--require-hashes", "--requirement", str(requirement)]
    run_quietly([*pip(), "install", "--quiet", "--disable-pip-version-check", "--no-deps", *arguments])


def uv_requirement(lock: str) -> str:
    """The lines of a lock that pin uv, hashes and all."""
    lines = lock.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("uv==")), len(lines))
    end = next((number for number in range(start, len(lines)) if not lines[number].endswith("\\")), start)
    return "\n".join(lines[start : end + 1])


def uv_is_there() -> bool:
    return PYTHON.with_name("uv.exe" if os.name == "nt" else "uv").exists()


# --- The network settings of this machine ----------------------------------------------------------------------------


def uv_environment() -> dict[str, str]:
    """The environment for uv: where pip's settings name an index, a proxy or a certificate, uv is told the same.

    uv reads none of pip's settings itself. What the user set for uv stays. Like pip, uv then weighs all indexes
    alike; the hashes of the lock decide what may be installed.
    """
    said = pip_settings()
    folders = [place for place in said.get("find-links", "").split() if "://" in place or Path(place).is_dir()]
    has_cache = "UV_CACHE_DIR" in os.environ or os.access(os.path.expanduser("~"), os.W_OK)
    told = {
        "UV_NO_CACHE": "" if has_cache else "1",
        "UV_DEFAULT_INDEX": said.get("index-url", ""),
        "UV_INDEX": " ".join(said.get("extra-index-url", "").split()),
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_FIND_LINKS": ",".join(folders),
        "UV_INSECURE_HOST": " ".join(said.get("trusted-host", "").split()),
        "UV_HTTP_TIMEOUT": said.get("timeout", said.get("default-timeout", "")),
        "SSL_CERT_FILE": said.get("cert", ""),
        "SSL_CLIENT_CERT": said.get("client-cert", ""),
        "ALL_PROXY": said.get("proxy", ""),
    }
    return {key: value for key, value in told.items() if value} | environment()


def pip_settings() -> dict[str, str]:
    """pip's settings by name, as `pip config list` merges its files; the environment outweighs them."""
    strength = ["global", "install", ":env:"]
    found: dict[str, dict[str, str]] = {section: {} for section in strength}
    for line in run_quietly([*pip(), "config", "list"]).splitlines():
        key, equals, value = line.partition("=")
        section, _, name = key.rpartition(".")
        if equals and section in found:
            found[section][name] = str(ast.literal_eval(value))
    return {name: value for section in strength for name, value in found[section].items()}


def environment() -> dict[str, str]:
    """The environment for every child: UTF-8 throughout, and on macOS the folders where Homebrew keeps Pango."""
    own = dict(os.environ)
    own.setdefault("PYTHONUTF8", "1")
    if sys.platform == "darwin":
        folders = [own.get("DYLD_FALLBACK_LIBRARY_PATH", ""), "/opt/homebrew/lib", "/usr/local/lib", "/usr/lib"]
        own["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join(filter(None, folders))
    return own


# --- What the system has to bring ------------------------------------------------------------------------------------


def see_that_pango_loads() -> None:
    """Import WeasyPrint, which opens Pango; where that fails, install Pango or raise the line to type."""
    if weasyprint_loads():
        return
    from builder.system import lacking_packages

    on_debian = bool(shutil.which("apt-get"))
    if packages := lacking_packages() if on_debian else []:
        provide(packages)
    elif not on_debian:
        provide([])
    if not weasyprint_loads():
        raise SetupError(f"Pango is installed, yet WeasyPrint cannot load it; see {LOG.relative_to(ROOT)}.")


def weasyprint_loads() -> bool:
    probe = "from weasyprint.text import ffi; assert ffi.harfbuzz_subset"
    try:
        run_quietly([str(PYTHON), "-c", probe])
    except SetupError:
        return False
    return True


def provide(packages: list[str]) -> None:
    """Install Debian packages as root; as anyone else, or on another system, raise the line to type."""
    from builder.system import line_to_type, names_known_to_apt

    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not (root and packages):
        raise MissingFromSystemError(
            f"this system lacks {what_lacks(packages)}. Please type:\n{line_to_type(packages)}"
        )
    say(f"installing {' '.join(packages)}")
    try:
        apt_get("install", *names_known_to_apt(packages))
    except SetupError:  # the package lists lack, or are out of date
        apt_get("update")
        apt_get("install", *names_known_to_apt(packages))


def apt_get(verb: str, *packages: str) -> None:
    options = ["-y", "--no-install-recommends"] if packages else []
    run_quietly(["apt-get", verb, *options, *packages], environment() | {"DEBIAN_FRONTEND": "noninteractive"})


def what_lacks(packages: list[str]) -> str:
    """In words: Pango, the module that makes virtual environments, or both."""
    venv = any(package.endswith("-venv") for package in packages)
    pango = not packages or any(package.startswith("lib") for package in packages)
    return " and ".join([*(["Python's venv module"] if venv else []), *(["Pango"] if pango else [])])


# --- Running things --------------------------------------------------------------------------------------------------


def run_quietly(command: Sequence[str], settings: dict[str, str] | None = None) -> str:
    """Run `command` in ROOT and return what it printed; a failure raises its telling line and logs the rest."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=settings or environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode == 0:
        return done.stdout
    VENV.mkdir(exist_ok=True)
    LOG.write_text(f"{command}\n{done.stdout}{done.stderr}", encoding="utf-8")
    log = f"The whole output is in {LOG.relative_to(ROOT)}."
    raise SetupError(f"{telling_line(done.stderr or done.stdout)}\n{log}")


def telling_line(output: str) -> str:
    """The line of a failed tool's output that says most: its last error line, or its last line at all."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["a command failed without a word"]
    if any("connection broken" in line or "error sending request" in line for line in lines):
        return "the package index cannot be reached; is there a network, or a proxy to name to pip?"
    telling = re.compile(r"\w*error\b|e:|cause|╰─▶", re.IGNORECASE)
    return next((line for line in reversed(lines) if telling.match(line)), lines[-1])


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let one call set up at a time; the others wait here and then find it done. The lock dies with its process."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with open(__file__, "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def say(step: str) -> None:
    print(f"run.py: {step}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
