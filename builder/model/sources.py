"""What a report cites: sources as CSL knows them, and the styles that they are printed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from builder.diagnostics import Span
from builder.model.facts import Moment


class Genre(StrEnum):
    """The item types of CSL 1.0.2, appendix III."""

    ARTICLE = "article"
    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_NEWSPAPER = "article-newspaper"
    BILL = "bill"
    BOOK = "book"
    BROADCAST = "broadcast"
    CHAPTER = "chapter"
    CLASSIC = "classic"
    COLLECTION = "collection"
    DATASET = "dataset"
    DOCUMENT = "document"
    ENTRY = "entry"
    ENTRY_DICTIONARY = "entry-dictionary"
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia"
    EVENT = "event"
    FIGURE = "figure"
    GRAPHIC = "graphic"
    HEARING = "hearing"
    INTERVIEW = "interview"
    LEGAL_CASE = "legal_case"
    LEGISLATION = "legislation"
    MANUSCRIPT = "manuscript"
    MAP = "map"
    MOTION_PICTURE = "motion_picture"
    MUSICAL_SCORE = "musical_score"
    PAMPHLET = "pamphlet"
    PAPER_CONFERENCE = "paper-conference"
    PATENT = "patent"
    PERFORMANCE = "performance"
    PERIODICAL = "periodical"
    PERSONAL_COMMUNICATION = "personal_communication"
    POST = "post"
    POST_WEBLOG = "post-weblog"
    REGULATION = "regulation"
    REPORT = "report"
    REVIEW = "review"
    REVIEW_BOOK = "review-book"
    SOFTWARE = "software"
    SONG = "song"
    SPEECH = "speech"
    STANDARD = "standard"
    THESIS = "thesis"
    TREATY = "treaty"
    WEBPAGE = "webpage"


@dataclass(frozen=True, slots=True)
class Name:
    """A person by parts, or what is one word to the style (`literal`): an organisation, or a name that is never turned
    or shortened. `particle` goes with the family name ("van"), `dropping` with the given one ("von")."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    particle: str = ""
    dropping: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as far as it is known, a span of two, or words for one (`literal`). `circa`: it is guessed."""

    begin: Moment | None
    end: Moment | None = None
    circa: bool = False
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source under its citation key. `names`, `dates` and `texts` are by CSL's variables ("container-title"); what is
    unknown is not there, and nothing is invented for it. `lang` is a BCP 47 tag, or ""."""

    key: str
    genre: Genre
    names: Mapping[str, tuple[Name, ...]]
    dates: Mapping[str, Dated]
    texts: Mapping[str, str]
    lang: str
    span: Span


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A CSL style, read and found sound. `name`: as the author wrote it."""

    name: str
    content: bytes = field(repr=False)
