"""One report with everything that is hard to tag, in both languages: veraPDF finds nothing against it."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Diagnostic
from builder.load import load
from builder.locales import load_locale
from builder.project import open_project
from builder.report import write
from builder.resolve import resolve
from builder.theme import Theme
from tests.content import write as write_files
from tests.verapdf import failures

WORDS = {
    "zh": ("水位与流量", "灌溉站的记录员每小时记下七处水位，误差不超过百分之二。"),
    "en": ("Level and flow", "The keeper of the weir wrote down seven levels every hour, within two per cent. "),
}


def table(name: str, said: str, columns: int, rows: list[str]) -> str:
    head = "| " + " | ".join(f"c{at}" for at in range(columns)) + " |\n|" + " --- |" * columns
    return f":::{{table}} {name}\n:row-heads: yes\n{said}\n\n" + "\n".join((head, *rows)) + "\n:::"


def chapter(title: str, said: str) -> str:
    wide = [f"| r{row} |" + f" {said[:40].strip()} | 1 | 2 |" * 5 for row in range(3)]
    long = [f"| {'group' if row % 50 == 0 else '^^'} | {row} | x |" for row in range(60)]
    tall = [f"| r | {said * 60} |", "| s | t |"]
    return "\n\n".join(
        (
            f"# {title}",
            said * 6 + "[^n]",
            table("wide", said, 16, wide),
            said * 30,
            table("long", said, 3, long),
            table("tall", said, 2, tall),
            "\n".join(f"{'    ' * depth}- {title} {depth}" for depth in range(5)),
            "```python\n" + "\n".join(f"value_{at} = {at}  # {title}" for at in range(200)) + "\n```",
            "$$\n\\begin{aligned} a &= b + c \\\\ &\\le \\frac{d}{e} \\end{aligned}\n$$ {#bound}",
            f"{{ref}}`bound` $E = mc^2$ [{title}](https://example.org)",
            f":::{{figure}} none/here.png\n:missing: yes\n{title}\n:::",
            f"## {title}",
            table("side", said, 16, wide),
            f"- [x] {title}\n- [ ] {title}",
            f"[^n]: {said}",
        )
    )


def test_nothing_fails_in_what_is_hard_to_tag(theme: Theme, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"report.yaml": "name: stress\nlanguages: [zh, en]\n"}
    for lang, (title, said) in WORDS.items():
        files |= {f"{lang}/index.md": f"# {title}\n", f"{lang}/01-a.md": chapter(title, said)}
    found: list[Diagnostic] = []
    corpus = load(open_project(write_files(tmp_path / "p", files)), theme.fonts, found.append)
    assert corpus is not None
    made = []
    for lang in WORDS:
        locale = load_locale(lang)
        made.append(tmp_path / f"{lang}.pdf")
        made[-1].write_bytes(write(resolve(corpus, lang, {}, locale, found.append), locale, theme))
    assert [one.message for one in found] == []
    assert failures(made) == []
