"""Small projects, and a unified diff put on them line by line: what is not there as the diff says fails."""

from __future__ import annotations

import re
from pathlib import Path


def project(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    return folder


def apply(diff: str, folder: Path) -> None:
    for part in re.split(r"(?m)^(?=--- )", diff)[1:]:
        head, *hunks = re.split(r"(?m)^(?=@@ )", part)
        old, new = re.findall(r"(?m)^(?:---|\+\+\+) (?:[ab]/)?([^\t\n]+)", head)
        path = folder / new
        lines = [] if old == "/dev/null" else path.read_bytes().decode("utf-8").split("\n")
        assert old == "/dev/null" or path.exists()
        assert old != "/dev/null" or not path.exists()
        shift = 0
        for hunk in hunks:
            match = re.match(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@\n", hunk)
            assert match
            body = [line for line in hunk[match.end() :].split("\n")[:-1] if not line.startswith("\\")]
            before = [line[1:] for line in body if line[0] in " -"]
            after = [line[1:] for line in body if line[0] in " +"]
            start = max(int(match[1]) - 1, 0) + shift
            assert lines[start : start + len(before)] == before, (new, hunk)
            assert (len(before), len(after)) == (int(match[2]), int(match[4]))
            lines[start : start + len(before)] = after
            shift += len(after) - len(before)
        path.parent.mkdir(parents=True, exist_ok=True)
        end = "" if lines[-1:] == [""] or "\\ No newline" in diff else "\n"
        path.write_bytes(("\n".join(lines) + end).encode("utf-8"))
