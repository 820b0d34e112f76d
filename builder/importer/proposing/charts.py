"""Numeric tables → chart specs, their data, their labels and figures, as a diff to accept."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from builder.importer.proposing.columns import Grid, read_grid
from builder.importer.proposing.edits import unified
from builder.importer.proposing.leaves import Block, Sheet
from builder.importer.proposing.proposal import Pair, Proposal, open_proposal
from builder.project import Project

_MOST_SERIES = 5
_MOST_CATEGORIES = 20
_MOST_MARKS = 40
_MOST_SLICES = 6
_LINE = 5
"""Years from which on a line tells more than columns."""
_WHOLE = (Decimal(99), Decimal(101))


def propose_charts(project: Project) -> str:
    """A diff that draws the numeric tables of a project: data, specs, labels, and figures after the tables; or "".

    A table is drawn where all languages have it in the same shape, with a column of labels and one or more of numbers
    of one unit, equal in all languages, over three rows and more, and no more than can be told apart. Numbers with a
    modifier are drawn only where they are facts, which say so in the chart."""
    proposal = open_proposal(project)
    if proposal is None:
        return ""
    book = _Book(proposal)
    for section, sheets, pair in proposal.blocks():
        kind = next(iter(pair.values())).kind
        if kind == "table" or kind.startswith("{table}"):
            book.add(section, sheets, pair)
    return unified(proposal.edits)


@dataclass(frozen=True, slots=True)
class _Chart:
    """`labels` are the words of what is drawn, by language; equal ones need no entry in terms.yaml."""

    id: str
    kind: str
    horizontal: bool
    percent: bool
    unit: str
    categories: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    facts: bool


@dataclass(slots=True)
class _Book:
    proposal: Proposal
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.taken |= set(self.proposal.corpus.charts)
        for sheets in self.proposal.sheets.values():
            for sheet in sheets.values():
                self.taken |= set(sheet.sections)
                for blocks in sheet.sections.values():
                    self.taken |= {block.kind.partition("} ")[2] for block in blocks}

    def add(self, section: str, sheets: Mapping[str, Sheet], pair: Pair) -> None:
        grids: dict[str, Grid | None] = {lang: self._grid(lang, block) for lang, block in pair.items()}
        found = [grid for grid in grids.values() if grid is not None]
        captions = {lang: self._caption(pair[lang], sheets[lang], section, lang, grids[lang]) for lang in pair}
        if len(found) < len(pair) or len({grid.shape for grid in found}) > 1 or not all(captions.values()):
            return
        if found[0].years_across and found[0].size[0] > _MOST_SERIES:
            grids = {lang: replace(grid, years=False, years_across=False) for lang, grid in grids.items() if grid}
            found = [grid for grid in grids.values() if grid is not None]
        grid = found[0]
        kind = _kind(grid)
        if not kind or self._drawn(sheets, pair):
            return
        name = self._id(pair, section)
        labels = {lang: grid for lang, grid in grids.items() if grid}
        chart = self._chart(name, kind, grid, labels)
        self._write(chart, sheets, pair, captions)

    def _caption(self, block: Block, sheet: Sheet, section: str, lang: str, grid: Grid | None) -> str:
        """The table's own caption, or the heading above it and what heads the numbers: no words of others."""
        lead = next((leaf.raw for leaf in block.leaves if leaf.row < 0), "").strip()
        heading = sheet.headings.get(section, "")
        head = grid.heads[0] if grid and len(grid.heads) == 1 else ""
        if lead or not heading or not head or head in heading or re.search(r"[*_\[\]<>`$\\]", head):
            return lead or heading
        return f"{heading}{self.proposal.locales[lang].words.colon}{head}"

    def _grid(self, lang: str, block: Block) -> Grid | None:
        return read_grid(block, self.proposal.locales[lang], self.proposal.corpus.facts)

    def _drawn(self, sheets: Mapping[str, Sheet], pair: Pair) -> bool:
        """Whether a figure stands beside the table already: it would be drawn twice."""
        for lang, sheet in sheets.items():
            for blocks in sheet.sections.values():
                if pair[lang] in blocks:
                    place = blocks.index(pair[lang])
                    return any(b.kind.startswith("{figure}") for b in blocks[max(0, place - 1) : place + 2])
        return False

    def _id(self, pair: Pair, section: str) -> str:
        table = next(iter(pair.values())).kind.partition("} ")[2]
        stem = f"{table or section}-chart"
        name, number = stem, 2
        while name in self.taken:
            name, number = f"{stem}-{number}", number + 1
        self.taken.add(name)
        return name

    def _chart(self, name: str, kind: str, grid: Grid, grids: Mapping[str, Grid]) -> _Chart:
        columns = tuple(zip(*(g.heads for g in grids.values()), strict=True))
        rows = tuple(zip(*(g.labels for g in grids.values()), strict=True))
        values = grid.values
        if grid.years_across:  # years run along the axis, and rows are the series
            columns, rows = rows, columns
            values = tuple(zip(*values, strict=True))
        longest = max(
            (len(label) / self.proposal.locales[lang].limits.chart_label, lang)
            for row in rows
            for lang, label in zip(grids, row, strict=True)
        )
        across = kind == "bar" and not grid.years and (longest[0] > 1 or len(rows) > 6)
        return _Chart(
            id=name,
            kind="bar" if kind == "percent" else kind,
            horizontal=across or (kind == "percent" and longest[0] > 1),
            percent=kind == "percent",
            unit=grid.unit,
            categories=tuple(
                self._label(name, f"row-{i}", row, tuple(grids), always=grid.facts)
                for i, row in enumerate(rows, start=1)
            ),
            series=tuple(
                self._label(name, f"series-{i}", column, tuple(grids), always=True)
                for i, column in enumerate(columns, start=1)
            ),
            values=values,
            facts=grid.facts,
        )

    def _label(
        self, chart: str, default: str, texts: tuple[str, ...], langs: tuple[str, ...], *, always: bool = False
    ) -> str:
        """The id of a label in terms.yaml; the text itself where it is the same in all languages."""
        if len(set(texts)) == 1 and not always and self._free(texts[0], texts, langs):
            return texts[0]
        english = next((text for text in texts if text.isascii() and re.search(r"[A-Za-z]", text)), "")
        slug = re.sub(r"[^a-z0-9]+", "-", english.lower()).strip("-")[:40].strip("-")
        stem = slug if slug[:1].isalpha() else f"{chart}-{default}"
        name, number = stem, 2
        while not self._free(name, texts, langs):
            name, number = f"{stem}-{number}", number + 1
        for lang, text in zip(langs, texts, strict=True):
            known = self.proposal.corpus.documents[lang].terms.labels
            if name not in known and (lang, name) not in self._added:
                self._added[lang, name] = text
                _add_label(self.proposal, lang, name, text)
        return name

    _added: dict[tuple[str, str], str] = field(default_factory=dict)

    def _free(self, name: str, texts: tuple[str, ...], langs: tuple[str, ...]) -> bool:
        for lang, text in zip(langs, texts, strict=True):
            known = self._added.get((lang, name), self.proposal.corpus.documents[lang].terms.labels.get(name))
            if known is not None and known != text:
                return False
        return True

    def _write(self, chart: _Chart, sheets: Mapping[str, Sheet], pair: Pair, captions: Mapping[str, str]) -> None:
        spec = self.proposal.edit(self.proposal.content("charts.yaml"))
        spec.append(_spec(chart)[0 if spec.lines or spec.after else 1 :])
        if not chart.facts:
            self.proposal.edit(self.proposal.content(f"figures/{chart.id}.csv")).append(_data(chart))
        for lang, block in pair.items():
            edit = self.proposal.edit(sheets[lang].name)
            last = block.last - 1
            while last > block.first and not edit.lines[last].strip():
                last -= 1
            edit.after.setdefault(last, []).extend(
                ["", f":::{{figure}} {chart.id}", *captions[lang].split("\n"), ":::"]
            )


def _kind(grid: Grid) -> str:
    """The kind of chart after the shape of the data; "" where there is too little or too much of it."""
    series, categories = grid.size
    if not 1 <= series <= _MOST_SERIES or not 3 <= categories <= _MOST_CATEGORIES:
        return ""
    if grid.years:
        return "line" if categories >= _LINE else "bar" if series * categories <= _MOST_MARKS else ""
    numbers = grid.numbers
    whole = grid.unit == "%" and all(n is not None and n >= 0 for row in numbers for n in row)
    if whole and series == 1 and categories <= _MOST_SLICES and _is_whole(row[0] for row in numbers):
        return "donut"
    if whole and series > 1 and all(_is_whole(row) for row in numbers):
        return "percent"
    return "bar" if series * categories <= _MOST_MARKS else ""


def _is_whole(parts: Iterable[Decimal | None]) -> bool:
    return _WHOLE[0] <= sum((part for part in parts if part is not None), Decimal(0)) <= _WHOLE[1]


def _spec(chart: _Chart) -> list[str]:
    lines = ["", f"{chart.id}:", f"  kind: {chart.kind}"]
    lines += ["  horizontal: true"] if chart.horizontal else []
    lines += ["  stacking: percent"] if chart.percent else []
    if chart.facts:
        lines.append(f"  categories: [{', '.join(json.dumps(c, ensure_ascii=False) for c in chart.categories)}]")
        lines.append("  series:")
        for name, column in zip(chart.series, zip(*chart.values, strict=True), strict=True):
            lines.append(f"    {name}: [{', '.join(value or 'null' for value in column)}]")
        return lines
    lines += [f"  unit: {json.dumps(chart.unit)}"] if chart.unit != "count" else []
    series = ", ".join(chart.series)
    return [*lines, f"  data: {{file: figures/{chart.id}.csv, category: category, series: [{series}]}}"]


def _data(chart: _Chart) -> list[str]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["category", *chart.series])
    for category, row in zip(chart.categories, chart.values, strict=True):
        writer.writerow([category, *row])
    return text.getvalue().splitlines()


def _add_label(proposal: Proposal, lang: str, name: str, text: str) -> None:
    """A line under `labels:` of the language's terms.yaml, in the order in which they are asked for."""
    edit = proposal.edit(proposal.content(f"{lang}/terms.yaml"))
    lines = edit.lines
    entry = f"{name}: {json.dumps(text, ensure_ascii=False)}"
    head = next((i for i, line in enumerate(lines) if re.match(r"labels:\s*(?:#.*)?(?:\{\s*\})?\s*$", line)), None)
    if head is None:
        tail = edit.after.setdefault(len(lines) - 1, [])
        tail += [] if tail else ["labels:"]
        tail.append(f"  {entry}")
        return
    if "{" in lines[head]:
        edit.replaced[head] = re.sub(r"\s*\{\s*\}", "", lines[head])
    last, indent = head, "  "
    for index in range(head + 1, len(lines)):
        if lines[index].strip() and not lines[index][0].isspace() and not lines[index].startswith("#"):
            break
        if match := re.match(r"([ ]+)[^\s#]", lines[index]):
            indent = match[1] if last == head else indent
            last = index
    edit.after.setdefault(last, []).append(f"{indent}{entry}")
