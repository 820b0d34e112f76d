"""What Builder is, wherever it lies: equal for equal files, other for others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

ROOT = Path(__file__).parents[2]


def release(folder: Path) -> str:
    command = [sys.executable, "-c", "from builder.cache import release; print(release())"]
    environment = os.environ | {"PYTHONPATH": str(folder)}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return run.stdout


def test_it_is_the_same_in_the_repository_and_in_a_wheel(tmp_path: Path) -> None:
    """Which has its assets inside the package."""
    copytree(ROOT / "builder", tmp_path / "builder", ignore=ignore_patterns("__pycache__"), copy_function=os.symlink)
    copytree(ROOT / "assets", tmp_path / "builder/assets", ignore=ignore_patterns("pictures"), copy_function=os.symlink)
    here, code = release(ROOT), tmp_path / "builder/cache/code.py"
    text = code.read_text("utf-8")
    code.unlink()
    code.write_text(text, "utf-8")  # which runs there, and not at home
    assert release(tmp_path) == here
    code.write_text(f"{text}\n", "utf-8")
    assert release(tmp_path) != here
