"""Findings for machines: what code hosts and scripts read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from builder.cli import main
from builder.cli.formats import as_github, as_json
from builder.cli.sarif import as_sarif
from builder.diagnostics import Code, Diagnostic, Severity, Span

ROOT = Path(__file__).parents[2]
FAULTS = ROOT / "tests/faults"
ANY = Diagnostic(
    Span("content/en/a b,1:2%.md", 7, 3, 9),
    Code.NUMBER_VALUE,
    "5% here,\n\x1b[31mred\x07\u202e; see [x](1)",
    "mend: it",
    other=Span("content/zh/甲.md", 2, 4),
)
WARNING = Diagnostic(Span("report.yaml"), Code.RAW_HTML, "m", severity=Severity.WARNING)


def checked(kind: str, project: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = main(["check", "--project", str(project), "--format", kind, *more])
    said = capsys.readouterr()
    assert said.err == ""
    return code, said.out


def test_json_is_one_object_with_every_finding(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = checked("json", FAULTS / "number-scale", capsys)
    assert code == 1
    whole = json.loads(said)
    assert (whole["version"], whole["errors"], whole["warnings"]) == (1, 1, 0)
    (finding,) = whole["findings"]
    assert list(finding) == ["file", "line", "column", "end_column", "severity", "code", "message", "hint", "other"]
    place = (finding["file"], finding["line"], finding["column"], finding["end_column"])
    assert place == ("content/en/01-a.md", 7, 21, 34)
    assert (finding["severity"], finding["code"]) == ("error", "number-scale")
    assert finding["other"] == {"file": "content/zh/01-a.md", "line": 7, "column": 7, "end_column": 13}


def test_a_clean_project_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = checked("json", ROOT / "builder/starter", capsys)
    assert (code, json.loads(said)["findings"]) == (0, [])
    assert checked("github", ROOT / "builder/starter", capsys) == (0, "")


def test_warnings_are_findings_unless_it_should_be_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    project = FAULTS / "raw-html"
    for flags, code, count in (((), 0, 1), (("-q",), 0, 0), (("--strict",), 1, 1), (("--strict", "-q"), 1, 1)):
        got, said = checked("json", project, capsys, *flags)
        assert (got, json.loads(said)["warnings"]) == (code, count)


@pytest.mark.parametrize("text", [as_json([ANY]), as_sarif([ANY], "", "1"), as_github([ANY], "")])
def test_content_cannot_steer_a_terminal(text: str) -> None:
    assert not set(text) & set("\x1b\x07\u202e")


def test_what_is_not_known_is_null() -> None:
    (finding,) = json.loads(as_json([WARNING]))["findings"]
    assert (finding["end_column"], finding["hint"], finding["other"]) == (None, None, None)


def test_the_same_findings_are_the_same_text(capsys: pytest.CaptureFixture[str]) -> None:
    for kind in ("json", "sarif", "github"):
        first = checked(kind, FAULTS / "number-value", capsys)
        assert first == checked(kind, FAULTS / "number-value", capsys)
        assert str(ROOT) not in first[1]


def test_github_reads_one_command_a_finding() -> None:
    error, warning = as_github([ANY, WARNING], "my/").splitlines()
    match = re.fullmatch(r"::error ([^ ]*(?: b[^ ]*)?)::(.*)", error)
    assert match
    assert match[1].split(",") == [
        "file=my/content/en/a b%2C1%3A2%25.md",
        "line=7",
        "col=3",
        "endLine=7",
        "endColumn=8",
        "title=number-value",
    ]
    assert match[2] == (
        "5%25 here,%0A\ufffd[31mred\ufffd\ufffd; see [x](1)%0Abeside content/zh/甲.md:2:4%0Ahint: mend: it"
    )
    assert warning == "::warning file=my/report.yaml,line=1,col=1,title=raw-html::m"


def test_paths_for_hosts_begin_where_the_command_was_called(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project = FAULTS / "number-value"
    for folder, path in (
        (ROOT, "tests/faults/number-value/content/en/01-a.md"),
        (project, "content/en/01-a.md"),
        (tmp_path, "content/en/01-a.md"),
    ):
        monkeypatch.chdir(folder)
        assert f"file={path}," in checked("github", project, capsys)[1]
        result = json.loads(checked("sarif", project, capsys)[1])["runs"][0]["results"][0]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == path


def located(location: dict[str, Any]) -> tuple[str, dict[str, int]]:
    """SARIF 3.28, 3.29, 3.30: what a location must have, and what its region may hold."""
    physical = location["physicalLocation"]
    uri, region = physical["artifactLocation"]["uri"], physical["region"]
    assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri), "a relative reference (RFC 3986)"
    assert set(region) <= {"startLine", "startColumn", "endColumn"}
    assert all(isinstance(value, int) and value >= 1 for value in region.values())
    return uri, region


def test_sarif_has_what_its_schema_requires(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    code, said = checked("sarif", FAULTS / "number-scale", capsys)
    assert code == 1
    log = json.loads(said)
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"] == "Builder"
    rules = driver["rules"]
    assert [rule["id"] for rule in rules] == [code.value for code in Code]
    for rule in rules:
        assert set(rule) == {"id", "shortDescription", "fullDescription", "help"}
        assert all(rule[name]["text"] for name in ("shortDescription", "fullDescription", "help"))
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert len(result["locations"]) == 1
    (result,) = run["results"]
    assert located(result["locations"][0]) == (
        "tests/faults/number-scale/content/en/01-a.md",
        {"startLine": 7, "startColumn": 21, "endColumn": 34},
    )
    (related,) = result["relatedLocations"]
    assert located(related)[1] == {"startLine": 7, "startColumn": 7, "endColumn": 13}
    assert related["message"]["text"]


def test_sarif_escapes_paths_and_makes_no_links_of_content() -> None:
    (result,) = json.loads(as_sarif([ANY], "my/", "1"))["runs"][0]["results"]
    assert located(result["locations"][0])[0] == "my/content/en/a%20b%2C1%3A2%25.md"
    assert located(result["relatedLocations"][0])[0] == "my/content/zh/%E7%94%B2.md"
    assert r"\[x](1)" in result["message"]["text"]
