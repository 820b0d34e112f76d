"""Examples of every command, as its help shows them: what to type, and what that does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXAMPLES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "build": (
        ("builder build", "PDF and slides in every language"),
        ("builder build --lang zh --only pptx", "the Chinese slides alone"),
        ("builder build --lang zh+en", "both languages in one PDF and deck"),
        ("builder build --draft -o drafts", "although the editions do not agree yet"),
        ("builder build --explain", "why each file was made, or was not"),
    ),
    "pdf": (
        ("builder pdf", "the PDFs, in every language"),
        ("builder pdf --lang en --paper letter", "the English one, on US Letter"),
        ("builder pdf --for print", "with bleed and crop marks"),
        ("builder pdf --lang zh+en --parallel facing", "two languages on facing pages"),
    ),
    "slides": (
        ("builder slides", "the decks, in every language"),
        ("builder slides --lang en --slides brief", "some 15 slides in English"),
        ("builder slides --force", "although the last ones were edited"),
    ),
    "batch": (
        ("builder batch cities.csv --name '{city}-{year}'", "a report a row"),
        ("builder batch cities.csv --only pdf -j 4", "PDFs, four at a time"),
        ("builder batch --cluster tcp://head:8786 -o s3://reports", "on a Dask cluster"),
    ),
    "check": (
        ("builder check", "what is wrong, in all languages"),
        ("builder check --strict --project my-report", "warnings are errors, too"),
        ("builder check --explain number-value", "what a code means, and what to do"),
        ("builder check --accept en", "the English texts are up to date"),
        ("builder check --format sarif > found.sarif", "for another program"),
    ),
    "verify": (
        ("builder verify dist/report.en.pptx", "what is wrong with its slides"),
        ("builder verify --format json a.pptx b.pptx", "two decks, for another program"),
    ),
    "new": (("builder new my-report", "then: builder build --project my-report"),),
    "add-language": (("builder add-language fr", "its files, and TODO lists of what to translate"),),
    "import": (
        ("builder import 报告.md -o my-report", "one language"),
        ("builder import report.zh.md report.en.md -o my-report", "two, same ids"),
        ("builder import a.md b.md --lang en --lang de -o my-report", "languages by name"),
    ),
    "translate": (
        ("builder translate export --to en", "the texts for a translator"),
        ("builder translate import report.en.xlf", "what came back, into content/en"),
    ),
    "translate export": (
        ("builder translate export --to en", "all of them, XLIFF 2.0"),
        ("builder translate export --to en --stale --format po", "new or edited, as PO"),
    ),
    "translate import": (("builder translate import report.en.xlf", "checked, into the language's files"),),
    "template": (("builder template -o brand.pptx", "restyle it, then name it in report.yaml"),),
    "clean": (("builder clean", "the next build makes everything anew"),),
    "watch": (
        ("builder watch", "all artefacts after every save"),
        ("builder watch --lang en --only pdf", "the English PDF alone"),
    ),
    "preview": (
        ("builder preview --open", "all languages side by side"),
        ("builder preview --lang zh --port 8000", "one language, at an address that stays"),
    ),
    "doctor": (
        ("builder doctor", "what this machine has and lacks"),
        ("builder doctor --json", "the same, for another program"),
    ),
    "schema": (
        ("builder schema", "the names of all schemas"),
        ("builder schema facts", "that of facts.yaml, on standard output"),
        ("builder schema --write", "all of them, into schema/ of the project"),
    ),
    "completion": (
        ('eval "$(builder completion bash)"', "in ~/.bashrc"),
        ('eval "$(builder completion zsh)"', "in ~/.zshrc, behind compinit"),
        ("builder completion fish > ~/.config/fish/completions/builder.fish", ""),
    ),
}
"""By the words of the command. A test parses each, so that none grows old."""
