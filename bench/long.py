"""Seconds and memory of long reports, side by side in one run: `python -m bench.long [pages …]`.

Every size and language is printed in a process of its own, whose peak of memory is that of the whole program: reading,
layout, writing. What matters are the columns at the right, in which the same page must not cost more in a long report
than in a short one; seconds are of the processor, so that a busy machine disturbs them less."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.writing import TONGUES, project

_SIZES = (50, 100, 200, 300, 400)


@dataclass(frozen=True)
class Cost:
    lang: str
    pages: int
    seconds: float
    megabytes: float
    file: float


def measured(folder: Path, lang: str) -> Cost:
    """Print the report of the folder in this process."""
    import pypdfium2 as pdfium

    from builder.load import load
    from builder.locales import load_locale
    from builder.project import open_project
    from builder.report import write
    from builder.resolve import resolve
    from builder.theme import load_theme

    theme, locale = load_theme(None), load_locale(lang)
    begun = time.process_time()
    corpus = load(open_project(folder), theme.fonts, print)
    assert corpus is not None
    content = write(resolve(corpus, lang, {}, locale, print), locale, theme)
    seconds, peak = time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with pdfium.PdfDocument(content) as document:
        return Cost(lang, len(document), seconds, peak, len(content) / 1e6)


def main(sizes: tuple[int, ...]) -> None:
    print("lang  pages  seconds    MB  file MB   s/page  against first   MB/page beyond first")
    for tongue in TONGUES:
        first: Cost | None = None
        for size in sizes:
            with tempfile.TemporaryDirectory() as room:
                folder = project(Path(room) / "long", size)
                command = [sys.executable, "-m", "bench.long", "--one", str(folder), tongue.lang]
                answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            cost = Cost(**json.loads(answer.splitlines()[-1]))
            first = first or cost
            rate = cost.seconds / cost.pages
            more = (cost.megabytes - first.megabytes) / (cost.pages - first.pages) if cost.pages > first.pages else 0.0
            print(
                f"{cost.lang:4} {cost.pages:6} {cost.seconds:8.1f} {cost.megabytes:5.0f} {cost.file:8.1f} {rate:8.3f}"
                f" {rate / (first.seconds / first.pages):14.2f} {more:22.2f}",
                flush=True,
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(measured(Path(sys.argv[2]), sys.argv[3]))))
    else:
        main(tuple(map(int, sys.argv[1:])) or _SIZES)
