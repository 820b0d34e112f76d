"""What differs between languages: words of the interface, typography and the wording of numbers. One TOML file each."""

from __future__ import annotations

from dataclasses import dataclass

from builder.locales.citing import Citing
from builder.locales.datawords import ChartWords, DataWords
from builder.locales.indexing import Indexing
from builder.locales.lexicon import Lexicon
from builder.locales.mathwords import Mathematics
from builder.locales.prose import Prose
from builder.locales.relations import Relations
from builder.locales.typed import Typed


@dataclass(frozen=True, slots=True)
class Words:
    """The closed set of words that Builder itself prints. `{n}`, `{m}` are filled by the writers."""

    contents: str  # heading of the contents page
    figures: str  # heading of the list of figures
    tables: str  # heading of the list of tables
    figure: str  # "图 {n}", "Figure {n}"
    table: str  # "表 {n}", "Table {n}"
    equation: str  # a cross-reference to an equation: "式 ({n})", "Equation ({n})"
    section: str  # a cross-reference to a section: "第 {n} 节", "Section {n}"
    continued: str  # on a continued table's head: "（续表）", "(continued)"
    part: str  # on a split slide's title: "（续 {n}/{m}）", " (cont. {n}/{m})"
    source: str  # before a source line, with its colon
    finding: str  # default titles of callouts
    caution: str
    note: str
    takeaway: str
    references: str
    agenda: str
    closing: str  # title of the last slide where the author wrote none
    imprint: str
    authors: str  # label on the imprint
    published: str
    forecast: str  # legend note: what hatching means
    forecast_line: str  # the same of a dashed line
    bound: str  # legend note: what hollow marks mean
    axis_broken: str  # note under a chart with a broken axis
    log_scale: str  # note under a chart with a logarithmic axis
    task_done: str  # spoken text of a ticked task
    task_open: str
    status_green: str  # spoken text of the drawn marks
    status_yellow: str
    status_orange: str
    status_red: str
    status_yes: str
    status_no: str
    chart_kinds: dict[str, str]  # names of chart kinds for alternative texts, by key of chart.KINDS
    alt_series: str  # "{series}: {points}" as one sentence of an alternative text
    alt_point: str  # "{category} {value}"
    alt_forecast: str  # behind what is foretold: "{value}（预测）", "{value} (forecast)"
    alt_pair: str  # the two numbers of a point of a scatter chart
    alt_extract: str  # before the ends and extremes of a series that is too long to be told whole
    draft: str  # the mark on every page and slide of what is not to be published
    chart: ChartWords
    data: DataWords  # of the files that a report carries
    list_join: str  # between points of an alternative text
    colon: str  # between a label and its text: "：", ": "
    on_page: str  # behind a cross-reference on paper: "（第 {n} 页）", " (page {n})"


@dataclass(frozen=True, slots=True)
class Typography:
    """Families in order of preference; sizes in pt. `leading` is a factor of the size, `indent` in em."""

    body: tuple[str, ...]
    heading: tuple[str, ...]
    mono: tuple[str, ...]
    body_size: float
    leading: float
    indent: float
    justify: bool
    hyphenate: bool
    emphasis_italic: bool  # False where the script has no italic: emphasis is set in the heading family
    deck_latin: str
    deck_east_asian: str
    latin_tag: str  # BCP 47 tag of runs without East Asian characters, for spelling checkers and speaking readers
    han_tag: str  # BCP 47 tag of runs of Han alone


@dataclass(frozen=True, slots=True)
class Limits:
    """Lengths that fit a line of a slide's title or a chart's label, in characters of the language."""

    slide_title: int
    chart_label: int


@dataclass(frozen=True, slots=True)
class DeckWords:
    """What slides made from a report's text say of what they leave out, and which sentences do not stand alone."""

    rows: str  # "First {n} of {m} rows"
    columns: str
    lines: str  # of code
    more: str  # the last line of a list that was cut: "… and {n} more in the report"
    appendix: str  # where a table stands whole
    rest: str  # where it does not
    join: str  # between these remarks
    pointing: tuple[str, ...]  # regular expressions: a sentence with one of them points to what stands beside it
    leaning: tuple[str, ...]  # a sentence that begins with one of them leans on the one before


@dataclass(frozen=True, slots=True)
class Plural:
    """Wordings of one pattern by CLDR plural category (`other` stands for those that are not given).

    `scaled` is for the place after a word of scale, where languages differ: "1 token", but "1 million de tokens"."""

    other: str
    zero: str = ""
    one: str = ""
    two: str = ""
    few: str = ""
    many: str = ""
    scaled: str = ""

    def pick(self, category: str) -> str:
        return getattr(self, category) or self.other


@dataclass(frozen=True, slots=True)
class ScaleWord:
    """A word that stands for a power of ten: "{n} million". `name` is the word alone, for captions."""

    power: int
    words: Plural
    name: str


@dataclass(frozen=True, slots=True)
class ModifierWords:
    """Patterns with `{q}`, the whole quantity, or with `{n}`, the number before its unit ("{n}+" → "350+ TB")."""

    about: str
    over: str
    at_least: str
    under: str
    up_to: str


@dataclass(frozen=True, slots=True)
class Ranges:
    """Patterns with `{low}` and `{high}`.

    `near`: the ends share scale and unit; `apart`: each has its own, or one is negative; `words`: numbers as words.
    `repeat_scale` and `repeat_symbol`: a shared scale, or a symbol closed to its number (%), stands at both ends."""

    near: str
    apart: str
    words: str
    repeat_scale: bool
    repeat_symbol: bool


@dataclass(frozen=True, slots=True)
class Caption:
    """The unit of an axis: `plain`, or `scaled` with `{scale}`, the name of a word of scale."""

    plain: str
    scaled: str


@dataclass(frozen=True, slots=True)
class DurationWords:
    """A duration as an order of magnitude: `alone`, or as an end of a range in prose or in a table."""

    alone: str
    prose: str
    table: str


@dataclass(frozen=True, slots=True)
class Magnitudes:
    """`orders` are the words for 10, 100, 1000 …; `of` joins one to a noun; `nouns` are patterns with `{n}` for
    units whose usual pattern is a symbol."""

    range: str
    durations: dict[str, DurationWords]
    orders: tuple[str, ...]
    of: str
    nouns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Dates:
    """Patterns with `{year}`, `{quarter}`, `{month}`, `{day}`; those of spans with `{low}` and `{high}` for the part
    that differs. `month_names`: a month is its CLDR name, not its number. `first_day`: how the first of a month is
    written, where other days are not (1er)."""

    month_names: bool
    year: str
    quarter: str
    month: str
    day: str
    day_of_month: str
    month_alone: str
    span: str
    span_years: str
    span_quarters: str
    span_months: str
    span_days: str
    span_dates: str
    span_months_alone: str
    first_day: str = "{day}"


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How quantities are worded.

    `autospace`: one space's width between Han and Latin letters or digits. `measure_words`: the language has them.
    `grouping`: the integer digits from which on groups are separated. `fraction_limit`: a number that would need more
    digits than this after the point before a word of scale is written out instead. `cardinals`: the words from zero on.
    `units`, `rates` and `captions` hold every known unit; `table_units` those that are worded shorter in tables. A
    unit's pattern has `{n}`, and `{sign}` where the sign does not stand next to the number (−US$5)."""

    autospace: bool
    measure_words: bool
    grouping: int
    fraction_limit: int
    scales: tuple[ScaleWord, ...]
    letters: tuple[ScaleWord, ...]
    ranges: Ranges
    prose: ModifierWords
    table: ModifierWords
    cardinals: tuple[str, ...]
    units: dict[str, Plural]
    table_units: dict[str, Plural]
    rates: dict[str, str]
    captions: dict[str, Caption]


@dataclass(frozen=True, slots=True)
class Locale:
    """`code` names the file, `tag` is BCP 47 ("zh-CN") and goes into outputs, `name` is the language's own name.

    `script` is what most of its letters are: the first word of their Unicode names (LATIN, CJK)."""

    code: str
    tag: str
    name: str
    script: str
    words: Words
    type: Typography
    limits: Limits
    deck: DeckWords
    numbers: NumberStyle
    magnitudes: Magnitudes
    dates: Dates
    citing: Citing
    indexing: Indexing
    mathematics: Mathematics
    reading: Lexicon
    typed: Typed
    prose: Prose
    relations: Relations


class LocaleError(Exception):
    """A locale file that cannot be used; the text says where and why."""
