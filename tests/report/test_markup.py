"""The tree of a page is the one that the engine's own parser would make."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import tinyhtml5

from builder.locales import load_locale
from builder.model import GlossaryEntry
from builder.report import markup, pdf, print_edition
from builder.theme import load_theme
from tests.report import report_sample

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8" /><title>t</title></head>
<body>
%s
</body>
</html>
"""


def elements(root: Element) -> list[tuple[str, dict[str, str], str, str]]:
    """What is in the body; white space between blocks is not set."""
    found = [one for part in root if part.tag == "body" for one in part.iter() if one is not part]
    return [(one.tag, dict(one.attrib), one.text or "", (one.tail or "").rstrip("\n")) for one in found]


def mended(html: str) -> Element:
    return tinyhtml5.parse(io.BytesIO(html.encode()), namespace_html_elements=False)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_is_read_as_html_is(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    plain = markup.document
    monkeypatch.setattr(pdf.markup, "document", lambda html, fetcher: seen.append(html) or plain(html, fetcher))
    words = {"zh": report_sample.ZH, "en": report_sample.EN}[lang]
    listed = (GlossaryEntry({lang: (words.word,)}, {}, "", report_sample.SPAN, True),)
    sample = replace(report_sample.edition(words), glossary=listed, index=True)
    print_edition(sample, load_locale(lang), load_theme(None))
    assert any('class="index"' in html for html in seen)
    assert sum(len(elements(mended(html))) for html in seen) > 100
    for html in seen:
        assert elements(markup.tree(html)) == elements(mended(html))


@pytest.mark.parametrize(
    "body",
    [
        '<p title="a\tb\nc">d\te\nf</p>',
        "<p>a&#34; x=&#34;b\tc&#34;</p>",
        "<p>a\u00a0b\u3000c\U0001f600</p>",
        "<p>1 &lt; 2 &amp; 3<br />4</p>",
    ],
)
def test_white_space_and_signs_stay(body: str) -> None:
    html = _PAGE % body
    assert elements(markup.tree(html)) == elements(mended(html))


def test_what_is_no_xml_is_read_all_the_same() -> None:
    found = markup.document(_PAGE % "<p>a\x0bb</p>", None)
    assert "".join(found.etree_element.itertext()).split() == ["t", "a", "b"]
