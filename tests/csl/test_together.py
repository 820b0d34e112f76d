"""Citations told apart, brought together and sorted, after the words of CSL 1.0.2 and GB/T 7714-2015."""

from __future__ import annotations

from builder.csl.citations import Citations
from builder.csl.marked import Place
from builder.csl.styles import shipped_style, style_fault
from builder.diagnostics import Span
from builder.locales import load_locale
from builder.model import CitationStyle, Dated, Emph, Genre, Link, Moment, Name, Source, Text
from builder.text import is_han, plain

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Own</title><id>own</id><category citation-format="author-date"/><updated>2026-01-01T00:00:00Z</updated>
</info>
<citation {options}><layout prefix="(" suffix=")" delimiter="; "><group delimiter=" ">
<names variable="author"><name form="short" and="symbol" {name}/></names>{extra}
<date variable="issued"><date-part name="year"/></date></group></layout></citation>
<bibliography><sort><key variable="author"/><key variable="issued"/></sort>
<layout><names variable="author"/><text variable="title" prefix=". "/></layout></bibliography>
</style>"""
INITIALS = 'initialize-with=". "'
NUMBERED = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Own</title><id>own</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation collapse="citation-number" after-collapse-delimiter="; "><sort><key variable="citation-number"/></sort>
<layout delimiter=", "><text variable="citation-number" prefix="[" suffix="]"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>"""


def source(key: str, *authors: str, year: int = 2020, lang: str = "en") -> Source:
    """`authors`: "Jane Doe", or a name alone."""
    names = tuple(
        Name(family=parts[-1], given=" ".join(parts[:-1])) if len(parts := author.split()) > 1 else Name(family=author)
        for author in authors
    )
    dates = {"issued": Dated(Moment(year))}
    return Source(key, Genre.BOOK, {"author": names} if names else {}, dates, {"title": key}, lang, Span("s"))


def own(options: str, name: str = "", extra: str = "") -> CitationStyle:
    made = CitationStyle("own", STYLE.format(options=options, name=name, extra=extra).encode())
    assert style_fault(made.content) is None
    return made


def cite(style: CitationStyle, keys: str, *sources: Source) -> str:
    made = Citations(style, sources, "en-US", lambda _: "en-US")
    return plain(made.cite([(key, Place(f"#ref-{key}", f"cite-{key}-1", Span("s"))) for key in keys]))


JANE, JOHN = source("a", "Jane Doe"), source("b", "John Doe")


def test_given_names_tell_persons_apart() -> None:
    """As little of them as serves, by each rule."""
    rule = 'disambiguate-add-givenname="true" givenname-disambiguation-rule="{}"'
    older = source("c", "John Doe", year=1950)
    assert cite(own(""), "ab", JANE, JOHN) == "(Doe 2020; Doe 2020)"
    assert cite(own(rule.format("by-cite")), "ab", JANE, JOHN) == "(Jane Doe 2020; John Doe 2020)"
    assert cite(own(rule.format("by-cite")), "ac", JANE, older) == "(Doe 2020; Doe 1950)"
    assert cite(own(rule.format("all-names")), "ac", JANE, older) == "(Jane Doe 2020; John Doe 1950)"
    assert cite(own(rule.format("all-names"), INITIALS), "ab", JANE, JOHN) == "(Jane Doe 2020; John Doe 2020)"
    adam = source("d", "Adam Doe")
    assert cite(own(rule.format("all-names"), INITIALS), "ad", JANE, adam) == "(J. Doe 2020; A. Doe 2020)"
    initials = own(rule.format("all-names-with-initials"), INITIALS)
    assert cite(initials, "abd", JANE, JOHN, adam) == "(J. Doe 2020; J. Doe 2020; A. Doe 2020)"
    assert cite(own(rule.format("all-names-with-initials")), "ad", JANE, adam) == "(Doe 2020; Doe 2020)"


def test_only_first_authors_are_told_apart_where_the_style_says_so() -> None:
    style = own('disambiguate-add-givenname="true" givenname-disambiguation-rule="primary-name"', INITIALS)
    two = source("b", "Xu", "Adam Doe")
    assert cite(style, "ab", JANE, two) == "(Doe 2020; Xu & Doe 2020)"
    assert cite(style, "ab", JANE, source("b", "Adam Doe", "Xu", year=1999)) == "(J. Doe 2020; A. Doe & Xu 1999)"


def test_names_are_added_until_the_sources_differ() -> None:
    style = own('et-al-min="3" et-al-use-first="1" disambiguate-add-names="true" disambiguate-add-year-suffix="true"')
    one, two = source("a", "Doe", "Xu", "Ng", "Oh"), source("b", "Doe", "Xu", "Po", "Oh")
    assert cite(style, "ab", one, two) == "(Doe, Xu, Ng, et al. 2020; Doe, Xu, Po, et al. 2020)"
    same = source("c", "Doe", "Xu", "Ng", "Oh")
    assert cite(style, "ac", one, same) == "(Doe et al. 2020a; Doe et al. 2020b)"
    assert cite(style, "abc", one, two, same) == (
        "(Doe, Xu, Ng, et al. 2020a; Doe, Xu, Po, et al. 2020; Doe, Xu, Ng, et al. 2020b)"
    )


def test_hidden_names_are_added_with_their_given_names_where_nothing_else_helps() -> None:
    options = 'et-al-min="3" et-al-use-first="1" disambiguate-add-names="true" disambiguate-add-givenname="true"'
    one, two = source("a", "Doe", "Xu", "Ann Ng"), source("b", "Doe", "Xu", "Bo Ng")
    assert cite(own(options), "ab", one, two) == "(Doe, Xu, & Ann Ng 2020; Doe, Xu, & Bo Ng 2020)"


def test_a_style_has_its_own_way_to_tell_sources_apart() -> None:
    extra = '<choose><if disambiguate="true"><text variable="title"/></if></choose>'
    assert cite(own("", extra=extra), "ab", source("a", "Doe"), source("b", "Doe")) == "(Doe a 2020; Doe b 2020)"
    assert cite(own("", extra=extra), "ab", source("a", "Doe"), source("b", "Xu")) == "(Doe 2020; Xu 2020)"


def test_years_stand_behind_names_that_are_said_once() -> None:
    four = (source("a", "Doe"), source("b", "Xu"), source("c", "Doe", year=2021), source("d", "Doe", "Xu"))
    assert cite(own('collapse="year"'), "abcd", *four) == "(Doe 2020, 2021; Xu 2020; Doe & Xu 2020)"
    assert cite(own('collapse="year" cite-group-delimiter=" + " after-collapse-delimiter=" | "'), "abc", *four) == (
        "(Doe 2020 + 2021 | Xu 2020)"
    )
    assert cite(own('cite-group-delimiter=", "'), "abc", *four) == "(Doe 2020, Doe 2021; Xu 2020)"
    assert cite(own(""), "abc", *four) == "(Doe 2020; Xu 2020; Doe 2021)"


def test_letters_stand_behind_years_that_are_said_once() -> None:
    books = [source(key, "Doe") for key in "abc"] + [source("d", "Doe", year=2021), source("e", "Xu")]
    options = 'disambiguate-add-year-suffix="true" year-suffix-delimiter=", " collapse="{}"'
    assert cite(own(options.format("year")), "abcde", *books) == "(Doe 2020a, 2020b, 2020c, 2021; Xu 2020)"
    assert cite(own(options.format("year-suffix")), "abcde", *books) == "(Doe 2020a, b, c, 2021; Xu 2020)"
    assert cite(own(options.format("year-suffix-ranged")), "abcde", *books) == "(Doe 2020a–c, 2021; Xu 2020)"
    assert cite(own(options.format("year-suffix-ranged")), "abe", *books) == "(Doe 2020a, b; Xu 2020)"


def test_numbers_are_ranges_from_three_on() -> None:
    style, books = CitationStyle("own", NUMBERED.encode()), [source(key) for key in "abcdef"]
    assert cite(style, "cabf", *books) == "[1]–[3]; [6]"
    assert cite(style, "abdef", *books) == "[1], [2], [4]–[6]"
    assert cite(style, "fa", *books) == "[1], [6]"


def test_shipped_styles_tell_first_authors_apart() -> None:
    three = (source("a", "Jane Doe", year=2019), source("b", "Adam Doe"), source("c", "Jane Doe", year=2021))
    for name, shown in {
        "apa": "(A. Doe, 2020; J. Doe, 2019, 2021)",
        "chicago-author-date": "(J. Doe 2019, 2021; A. Doe 2020)",
        "gb-t-7714-2015-author-date": "(Doe J, 2019, 2021; Doe A, 2020)",
    }.items():
        assert cite(shipped_style(name), "abc", *three) == shown


def listed(style: CitationStyle, lang: str, *sources: Source) -> str:
    locale = load_locale(lang)

    def lang_of(one: Source) -> str:
        return "zh-CN" if any(map(is_han, one.names["author"][0].family)) else "en-US"

    return "".join(Citations(style, sources, locale.tag, lang_of, locale.citing.scripts).in_order())


def test_lists_are_sorted_by_script_and_as_it_is_read() -> None:
    """Zhang, Zhao, Chen; Éa between Da and Fa; GB/T 7714-2015, 9.2: Chinese, Japanese, Western, Russian, others."""
    sources = (
        source("1", "赵一", lang=""),
        source("2", "de Vries", lang="nl"),
        source("3", "张三", lang="zh-CN"),
        source("4", "Éa", lang="fr"),
        source("5", "陈二", lang="zh-TW"),
        source("6", "Иванов", lang="ru"),
        source("7", "山田", lang="ja"),
        source("8", "Fa", lang=""),
        source("9", "김", lang="ko"),
        source("A", "Da", lang="en"),
        source("B", "陈二", year=2019, lang="zh-CN"),
    )
    style = shipped_style("gb-t-7714-2015-author-date")
    assert listed(style, "zh", *sources) == "B5317A48269"
    assert listed(shipped_style("apa"), "en", *sources)[:4] == "A482"
    assert listed(shipped_style("ieee"), "en", *sources) == "123456789AB"


def test_small_capitals_are_kept() -> None:
    """As capitals, those of small letters smaller."""
    style = own("", extra='<text variable="title" font-variant="small-caps"/>')
    made = Citations(style, [source("McXu’s 3", "Doe")], "en-US", lambda _: "en-US")
    place = Place("#ref-a", "cite-a-1", Span("s"))
    (link,) = [part for part in made.cite([("McXu’s 3", place)]) if isinstance(part, Link)]
    small = [Emph((Text(text),), caps=True) for text in ("C", "U’S")]
    assert list(link.children[1:-1]) == [Text("M"), small[0], Text("X"), small[1], Text(" 3")]
