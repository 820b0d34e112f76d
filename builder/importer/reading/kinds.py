"""What other tools call their boxes, tabs and pictures."""

from __future__ import annotations

from builder.importer.reading.names import words
from builder.model import CalloutKind

_NOTE = """
    note info information notice tip hint help question faq example quote seealso see-also todo abstract success check
    done details dropdown collapse expand expandable accordion spoiler aside sidebar margin primary secondary default
    light dark blue green purple gray grey neutral announcement news admonition callout alert box custom topic epigraph
    highlights versionadded versionchanged version-added version-changed new exercise solution answer definition theorem
    lemma corollary proposition proof remark assumption axiom criterion algorithm observation property conjecture claim
    pencil pin comment memo background context log message prompt-info prompt-tip learn objectives prerequisites
    prerequisite requirements requirement reference cite exclamation optional advanced 注 说明 提示 信息 备注
    """
_CAUTION = """
    caution warning warn attention danger error bug failure fail missing critical deprecated experimental beta
    prompt-warning prompt-danger red yellow orange deprecation breaking stop security risk limitation limitations
    警告 危险 注意 小心 注意事项
    """
_FINDING = "important finding findings result results key insight insights highlight fact 重要 发现 重点 结论"
_TAKEAWAY = """
    takeaway takeaways key-takeaway key-takeaways key-points keypoints key-point tldr tl;dr summary 要点 总结 摘要
    """
KINDS = {
    **dict.fromkeys(words(_NOTE), CalloutKind.NOTE),
    **dict.fromkeys(words(_CAUTION), CalloutKind.CAUTION),
    **dict.fromkeys(words(_FINDING), CalloutKind.FINDING),
    **dict.fromkeys(words(_TAKEAWAY), CalloutKind.TAKEAWAY),
}
"""The boxes of MkDocs, Docusaurus, GitHub, Obsidian, Sphinx, Quarto, GitBook and Hugo's themes → ours."""

FOLDED = frozenset(
    words("""
    details dropdown collapse expand expandable accordion spoiler collapsible accordionitem collapse-panel
    """)
)
"""Boxes that are closed until they are clicked on."""
GROUPS = frozenset(
    words("""
    tabs tab-set tabset tabpane codetabs codegroup code-group codeblocks steps cards cardgroup card-group card-grid
    cardgrid columns column col row grid grid-item div wrapper center section container flex only-light only-dark
    no-loc stepper accordiongroup fragment layout panel-tabset tabbed-set content-tabs hextra/cards tabgroup
    cardlist filetree frame content-ref updates timeline features hero fullwidth wide half left right align-center
    text-center raw v-pre stack cell subfigure subfigures page sidebar-layout content-visible content-hidden block
    bdi fields linkgrid language-switch tabslist tabpanels
    """)
)
"""What only arranges what stands within."""
LABELLED = frozenset(
    words("""
    tab tab-item tabitem tabpanel step card grid-item-card card-item accordion-item accordionitem linkcard
    hextra/card button field update param paramfield responsefield property feature icon-card nav-card docscard
    doccard code-tab contenttab tabbed-item badge
    """)
)
"""What stands under a label of its own."""
PICTURES = frozenset(
    words("""
    figure img image picture themedimage zoom zoomimage zoomableimage imageviewer bigimage resize lightbox
    """)
)
EMBEDDED = frozenset(
    words("""
    youtube vimeo tweet twitter x gist instagram asciinema bilibili video audio iframe embed youtubeembed codepen
    codesandbox stackblitz figma loom spotify soundcloud podcast play lite-youtube file reactplayer jsfiddle
    """)
)
"""Media of the web: a link is kept."""
LABELS = ("title", "label", "header", "heading", "summary", "caption", "name", "text", "question")
SAYING = (
    *(label for label in LABELS if label != "name"),
    "description",
    "desc",
    "subtitle",
    "content",
    "tooltip",
    "message",
    "quote",
    "author",
    "alt",
    "placeholder",
)
"""Attributes whose text readers see."""
QUOTES = frozenset(("epigraph", "pull-quote", "quote", "blockquote", "highlights"))
DIAGRAMS = frozenset(
    words("""
    mermaid plantuml puml graphviz dot flow flowchart sequence seq echarts chart vega vega-lite d2 nomnoml wavedrom
    markmap ditaa
    """)
)


def kind_of(word: str) -> CalloutKind | None:
    """The kind of box that a foreign word means."""
    name = word.strip().lower().removeprefix("callout-").removeprefix("admonition-").removeprefix("alert-")
    return KINDS.get(name) or KINDS.get(name.removesuffix("-title").removesuffix("s"))
