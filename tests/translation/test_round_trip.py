"""Texts to a translator and back: nothing is lost, nothing else changes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.cli import main
from builder.load.lock import LOCK
from builder.project import open_project
from builder.translation.exchange import CannotExchange, import_texts
from builder.translation.pieces import squeezed
from builder.translation.tokens import Tokenizer
from tests.translation.projects import (
    FILES,
    SHARED,
    XLIFF,
    ZH,
    exported,
    files,
    imported,
    snapshot,
    translated,
    write,
)

ROOT = Path(__file__).parents[2]
FORMS = ("xliff", "po")
OWN = ["content", "builder/starter", "examples/annual", "examples/cities"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("change", ["", "crlf", "bom"])
def test_what_comes_back_as_it_went_changes_no_byte(tmp_path: Path, form: str, change: str) -> None:
    texts = {name: text.encode() for name, text in files().items()}
    for name in ("en/01-a.md", "en/terms.yaml"):
        texts[name] = texts[name].replace(b"\n", b"\r\n") if change == "crlf" else texts[name]
        texts[name] = b"\xef\xbb\xbf" + texts[name] if change == "bom" else texts[name]
    folder = write(tmp_path, texts)
    before = snapshot(folder)
    brought = imported(folder, exported(folder, form))
    assert brought.faults == []
    assert snapshot(folder) == before


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", OWN)
def test_our_own_reports_come_back_as_they_went(tmp_path: Path, name: str, form: str) -> None:
    folder = shutil.copytree(ROOT / name, tmp_path / "p", ignore=shutil.ignore_patterns("dist"))
    content = exported_to(folder, form)
    before = snapshot(folder)
    _, brought = import_texts(open_project(folder), content)
    assert brought.faults == []
    assert brought.files == {}
    assert snapshot(folder) == before


def exported_to(folder: Path, form: str) -> bytes:
    from builder.translation.exchange import export_texts

    project = open_project(folder)
    lang = "zh" if re.search(r"languages: \[en", (project.content / "report.yaml").read_text("utf-8")) else "en"
    return export_texts(project, lang, stale=False, form=form).content


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            [*"\\`*_[]<>&~{}$!|#-+=:.)(1 '\"，。“”的字a", "**", "[^1]", "{fact}`x`", "<b>", "&lt;", "](", "://"]
        ),
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cn", "Co")),
    ),
    max_size=8,
).map(lambda parts: "".join(parts).strip())


@given(st.lists(TEXTS, min_size=12, max_size=12))
@settings(max_examples=3, phases=[Phase.generate])
def test_every_text_comes_back_into_its_place(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        project = write(Path(folder), files())
        runs = iter(range(10_000))

        def say(text: str) -> str:
            """Another text at every place, between the spaces that are there."""
            place = next(runs)
            lead, trail = " " * text.startswith(" "), " " * text.endswith(" ")
            return f"{lead}{texts[place % len(texts)]}{place}x{texts[place // 2 % len(texts)]}{trail}"

        content = translated(exported(project), say)
        wanted = targets(content)
        brought = imported(project, content)
        assert brought.faults == []
        assert targets(exported(project)) == wanted
        assert imported(project, exported(project, "po")).files == {}
        left = (project / "en/01-a.md").read_text("utf-8")
        assert [line for line in left.split("\n") if line.startswith((":::", "| ---"))] == [
            line if "{slide}" not in line else next(one for one in left.split("\n") if "{slide}" in one)
            for line in SHARED.split("\n")
            if line.startswith((":::", "| ---"))
        ]


def targets(content: bytes) -> dict[str, str]:
    """What each unit says, its placeholders by id."""
    found = {}
    for unit in etree.fromstring(content).iter(f"{XLIFF}unit"):
        target = unit.find(f"{XLIFF}segment/{XLIFF}target")
        key = unit.get("id", "").rpartition("-")[0]
        found[key] = squeezed(said(target)).strip(" ") if target is not None else ""
    return found


def said(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += [f"⟦{child.get('id')} ", said(child), "⟧", child.tail or ""]
    return "".join(parts)


def upper(text: str) -> str:
    """Other words between the spaces that are there."""
    return re.sub(r"^( ?)(.*?)( ?)$", r"\1Aa \2 zZ\3", text, flags=re.DOTALL)


def test_a_translation_is_put_into_its_place_and_nothing_else_changes(tmp_path: Path) -> None:
    folder = write(tmp_path, files())
    brought = imported(folder, translated(exported(folder), lambda text: text.replace("一", "one ")))
    assert brought.faults == []
    changed = (folder / "en/01-a.md").read_text("utf-8")
    assert "- one 项\n" in changed
    assert "  - 二层，\n    续行\n" in changed
    assert ":alt: one 座 *桥*\n" in changed
    assert '![桥](i.svg "又one 图注")' in changed
    assert "> 引文第one 行引文第二行\n" in changed
    assert "[^一]: 脚注" in changed
    assert (folder / "zh/01-a.md").read_text("utf-8") == ZH
    assert (folder / "en/terms.yaml").read_text("utf-8") == FILES["zh/terms.yaml"]


def test_lines_and_their_ends_stay(tmp_path: Path) -> None:
    zh = "# 题\n\n> 甲\\\n> 乙\n\n- 丙\\\n  丁\n"
    folder = write(tmp_path, {name: text.encode() for name, text in files(zh).items()})
    (folder / "en/01-a.md").write_bytes(zh.replace("\n", "\r\n").encode())
    imported(folder, translated(exported(folder), lambda text: text + "x"))
    wanted = "# 题x\n\n> 甲x\\\n> 乙x\n\n- 丙x\\\n  丁x\n"
    assert (folder / "en/01-a.md").read_bytes() == wanted.replace("\n", "\r\n").encode()


# --- what tools do to the file -------------------------------------------------------------------------------------


def prefixed(content: bytes) -> bytes:
    text = content.decode().replace('xmlns="', 'xmlns:q="')
    return re.sub(r"<(/?)(?=[a-z])", r"<\1q:", text).encode()


def split(content: bytes) -> bytes:
    """Every unit in two segments, marks that are parted opened and closed by `sc` and `ec`."""

    def halves(match: re.Match[str]) -> str:
        first, rest = [], match[2]
        while rest and len(first) < 2:
            piece = re.match(r"<[^>]*>|[^<]+", rest)
            assert piece
            first.append(piece[0])
            rest = rest[piece.end() :]
        parts = [re.sub(r'<pc id="(\d+)"[^>]*>', r'<sc id="\1"/>', part) for part in ("".join(first), rest)]
        ids = re.findall(r'<(?:pc|sc) id="(\d+)"', match[2])
        opened: list[str] = []

        def close(part: str) -> str:
            def one(tag: re.Match[str]) -> str:
                if tag[0].startswith("<sc"):
                    opened.append(tag[1])
                    return tag[0]
                return f'<ec startRef="{opened.pop()}"/>'

            return re.sub(r'<sc id="(\d+)"/>|</pc>', one, part)

        assert ids is not None
        made = [
            f"<segment state='translated'><source>{part and '.'}</source><target>{close(part)}</target></segment>"
            for part in parts
        ]
        return made[0] + "<ignorable><source> </source><target></target></ignorable>" + made[1]

    pattern = r"<segment[^>]*>\s*(<source[^>]*>.*?</source>)\s*<target[^>]*>(.*?)</target>\s*</segment>"
    return re.sub(pattern, halves, content.decode(), flags=re.DOTALL).encode()


def reversed_units(content: bytes) -> bytes:
    root = etree.fromstring(content)
    for file in root:
        file[:] = list(reversed(file))
    root[:] = list(reversed(root))
    return etree.tostring(root)


def decorated(content: bytes) -> bytes:
    """Notes, metadata, matches and things that nobody knows."""
    text = content.decode()
    more = (
        '<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match ref="#1"><source>x</source>'
        '<target>LOST</target></m:match></m:matches><y:z xmlns:y="urn:y"><unit/>w</y:z>'
    )
    text = re.sub(r"(<unit [^>]*>)", lambda m: m[1] + more, text)
    text = text.replace("</notes>", "<note>said</note></notes><!-- c --><?p i?>")
    return re.sub(r"(<target[^>]*>)(.*?)(</target>)", r'\1<mrk id="m1" type="term">\2</mrk><!-- c -->\3', text).encode()


def indented(content: bytes) -> bytes:
    text = content.decode().replace(' xml:space="preserve"', "")
    return re.sub(r"(<(?:ph|pc)\b)", r"\n       \1", text).replace("</target>", "\n      </target>").encode()


def ordered(content: bytes) -> bytes:
    """Segments that stand in another order in the translation."""
    pattern = r"(<segment[^>]*>.*?<target)([^>]*>)(.*?)(</target>\s*</segment>)"
    made = r"\1 order='2'\2\3\4<segment state='final'><source></source><target order='1'></target></segment>"
    return re.sub(pattern, made, content.decode(), flags=re.DOTALL).encode()


@pytest.mark.parametrize(
    "mangle",
    [
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        lambda content: re.sub(rb"<originalData>.*?</originalData>", b"", content, flags=re.DOTALL),
        lambda content: re.sub(rb'xliff:document:2.0" version="2.0"', b'xliff:document:2.1" version="2.1"', content),
        lambda content: re.sub(rb' (?:dataRef\w*|disp\w*|equiv\w*|name|original|type|subType)="[^"]*"', b"", content),
        prefixed,
        split,
        reversed_units,
        decorated,
        ordered,
    ],
)
def test_what_tools_do_to_the_file_loses_nothing(tmp_path: Path, mangle: object) -> None:
    folder = write(tmp_path, files())
    content = translated(exported(folder), upper)
    wanted = targets(content)
    assert callable(mangle)
    brought = imported(folder, mangle(content))
    assert brought.faults == []
    assert targets(exported(folder)) == wanted


def test_a_file_that_was_indented_anew_is_no_new_translation(tmp_path: Path) -> None:
    folder = write(tmp_path, files())
    imported(folder, translated(exported(folder), upper))
    before = snapshot(folder)
    brought = imported(folder, indented(exported(folder)))
    assert brought.faults == []
    assert snapshot(folder) == before


def test_what_is_not_translated_is_left(tmp_path: Path) -> None:
    folder = write(tmp_path, files("# 题\n\n甲 {fact}`share`。\n\n乙。\n"))
    before = (folder / "en/01-a.md").read_bytes()
    content = exported(folder).decode()
    assert "<target" not in content
    copied = re.sub(r"<source([^>]*)>(.*?)</source>", r"<source\1>\2</source><target>\2</target>", content)
    assert imported(folder, copied.encode()).files == {}
    half = re.sub(r"(<source[^>]*>乙。</source>)", r"\1<target>B.</target>", content).encode()
    brought = imported(folder, half)
    assert (brought.written, brought.faults) == (1, [])
    assert (folder / "en/01-a.md").read_bytes() == before.replace("乙。".encode(), b"B.")
    assert "B." in (folder / "en" / LOCK).read_text("utf-8")


def test_half_a_unit_is_said_and_left(tmp_path: Path) -> None:
    folder = write(tmp_path, files("# 题\n\n甲。乙。\n"))
    content = exported(folder).decode()
    whole = re.search(r"<segment[^>]*>\s*<source[^>]*>甲。乙。</source>\s*</segment>", content)
    assert whole
    parts = "<segment><source>甲。</source><target>A.</target></segment><segment><source>乙。</source></segment>"
    brought = imported(folder, content.replace(whole[0], parts).encode())
    assert [fault.message for fault in brought.faults] == ["1 of its 2 segments is empty"]
    assert brought.files == {}


# --- what is refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("A", "the placeholder 1 (`{fact}`share``) is missing"),
        ('A <ph id="1"/><ph id="1"/> <pc id="2">b</pc>', "the placeholder 1 (`{fact}`share``) stands twice"),
        ('A <ph id="7"/><ph id="1"/> <pc id="2">b</pc>', "the placeholder '7' is none of this text"),
        ('<pc id="2">A</pc>', "the placeholder 1 (`{fact}`share``) is missing"),
        ('<ph id="1"/><ec startRef="2"/>a<sc id="2"/>', "the placeholder 2 (`**`) is closed before what it holds"),
        ('<ph id="1"/><pc id="2">b</pc><cp hex="0007"/>', "it holds the control character U+0007"),
        ('<ph id="2"/><ph id="1"/>', None),
    ],
)
def test_placeholders_are_all_there_and_none_twice(tmp_path: Path, target: str, message: str | None) -> None:
    folder = write(tmp_path, files("# 题\n\n甲 {fact}`share` **乙**。\n\n丙\n"))
    before = snapshot(folder)
    content = exported(folder).decode()
    changed = re.sub(r"(<source[^>]*>甲 .*?</source>)", rf"\1<target>{target}</target>", content)
    line = changed[: changed.index("<target>")].count("\n")
    brought = imported(folder, changed.encode())
    (fault,) = brought.faults
    assert message is None or fault.message == message
    assert abs(fault.line - line) < 20
    assert snapshot(folder) == before


def test_a_source_or_translation_edited_since_is_said_and_left(tmp_path: Path) -> None:
    zh = "# 题\n\n甲。\n\n乙。\n\n丙。\n"
    folder = write(tmp_path, files(zh))
    content = translated(exported(folder), upper)
    (folder / "zh/01-a.md").write_text(zh.replace("甲", "甲甲"), "utf-8")
    (folder / "en/01-a.md").write_text(zh.replace("乙", "Bb"), "utf-8")
    brought = imported(folder, content)
    assert sorted(fault.message for fault in brought.faults) == [
        "the source was edited since the export, or this is no unit of this project",
        "the translation was edited since the export; it is left as it is",
    ]
    assert (folder / "en/01-a.md").read_text("utf-8") == "# Aa 题 zZ\n\n甲。\n\nBb。\n\nAa 丙。 zZ\n"


def test_blocks_put_in_since_do_not_matter(tmp_path: Path) -> None:
    zh = "# 题\n\n甲。\n\n乙。\n"
    folder = write(tmp_path, files(zh))
    content = translated(exported(folder), upper)
    for lang in ("zh", "en"):
        (folder / lang / "01-a.md").write_text(zh.replace("甲。", "新。\n\n甲。"), "utf-8")
    assert imported(folder, content).faults == []
    assert (folder / "en/01-a.md").read_text("utf-8") == "# Aa 题 zZ\n\n新。\n\nAa 甲。 zZ\n\nAa 乙。 zZ\n"


CORE = "urn:oasis:names:tc:xliff:document:"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no PO file|translates from ''"),
        (b"<xliff", "it is no XML: line 1"),
        (f"<?xml version='1.0'?>{BOMB}<xliff xmlns='{CORE}2.0'>&b;</xliff>".encode(), "document type"),
        (f"<xliff version='1.2' xmlns='{CORE}1.2'/>".encode(), "no XLIFF 2 .*version 1.2"),
        (f"<xliff version='2.0' srcLang='fr' trgLang='en' xmlns='{CORE}2.0'/>".encode(), "from 'fr'"),
        (f"<xliff version='2.0' srcLang='zh' trgLang='de' xmlns='{CORE}2.0'/>".encode(), "no language 'de'"),
        (b'msgid "a', "no PO file"),
        ('msgid "中"'.encode("gbk"), "not UTF-8"),
    ],
)
def test_files_that_are_none_of_ours(tmp_path: Path, content: bytes, message: str) -> None:
    folder = write(tmp_path, files())
    with pytest.raises(CannotExchange, match=message):
        import_texts(open_project(folder), content)


def test_entities_of_another_document_are_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    folder = write(tmp_path / "p", files("# 题\n\n甲。\n"))
    doctype = f'<!DOCTYPE x SYSTEM "{tmp_path / "secret"}" [<!ENTITY s SYSTEM "{tmp_path / "secret"}">]>'
    content = exported(folder).decode().replace("<xliff", f"{doctype}<xliff", 1)
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(CannotExchange, match="document type"):
            imported(folder, content.replace("UTF-8", encoding).encode(encoding))


# --- PO ------------------------------------------------------------------------------------------------------------


def test_po_as_tools_give_it_back(tmp_path: Path) -> None:
    folder = write(tmp_path, files("# 题\n\n甲 {fact}`share` **乙**，“丙”。\\\n丁\n\n戊\n\n己\n\n庚\n"))
    catalogue = exported(folder, "po").decode()
    ids = dict(re.findall(r'msgctxt ("[^"]*")\nmsgid "(.).*"', catalogue))
    keys = {first: key for key, first in ids.items()}
    said = (
        f'msgctxt {keys["甲"]}\nmsgid "甲…"\nmsgstr ""\n"**Bb**, \\"cc\\" "\n"{{fact}}`share`"\n" aa\\\\\\n"\n"dd"\n\n'
        f'#, fuzzy\n#| msgid "old"\nmsgctxt {keys["戊"]}\nmsgid "戊"\nmsgstr "unsure"\n\n'
        f'msgctxt {keys["己"]}\nmsgid "己"\nmsgstr "# Ff"\n\n'
        f'#~ msgctxt {keys["庚"]}\n#~ msgid "庚"\n#~ msgstr "obsolete"\n'
    )
    head = catalogue.split("\n\n")[0]
    content = b"\xef\xbb\xbf" + f"{head}\n\n{said}".replace("\n", "\r\n").encode()
    brought = imported(folder, content)
    assert brought.faults == []
    assert (folder / "en/01-a.md").read_text("utf-8") == (
        '# 题\n\n**Bb**, "cc" {fact}`share` aa\\\ndd\n\n戊\n\n\\# Ff\n\n庚\n'
    )


def test_po_placeholders_are_kept(tmp_path: Path) -> None:
    folder = write(tmp_path, files("# 题\n\n甲 {fact}`share` [乙](https://a.example)。\n"))
    catalogue = exported(folder, "po").decode()
    for typed, message in (
        ("A {fact}`other` [b](https://a.example)", "a placeholder was changed"),
        ("A {fact}`share` [b](https://b.example)", "a placeholder was changed"),
        ("A [b](https://a.example)", "is missing"),
    ):
        content = re.sub(r'(?<=\n)(msgid "甲.*\n)msgstr ""', rf'\1msgstr "{typed}"', catalogue)
        (fault,) = imported(folder, content.encode()).faults
        assert message in fault.message


# --- a new language ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_new_language_by_export_and_import(tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "p"
    assert main(["new", str(folder)]) == 0
    shutil.rmtree(folder / "content/en")
    report = folder / "content/report.yaml"
    report.write_text(report.read_text("utf-8").replace("[zh, en]", "[zh]"), "utf-8")
    assert main(["add-language", "en", "--project", str(folder), "-q"]) == 0
    path = tmp_path / f"t.{form}"
    assert main(["translate", "export", "--to", "en", "--project", str(folder), "--format", form, "-o", str(path)]) == 0
    if form == "xliff":
        path.write_bytes(translated(path.read_bytes(), in_words))
    else:
        text = path.read_text("utf-8")
        said = re.sub(r'(msgid "(?!").*"\n)msgstr ""', lambda match: match[1] + said_in_po(match[1]), text)
        path.write_text(said, "utf-8")
    capsys.readouterr()
    assert main(["translate", "import", str(path), "--project", str(folder)]) == 0
    assert "0 not translated, 0 left" in capsys.readouterr().err
    english = "".join(p.read_text("utf-8") for p in (folder / "content/en").glob("*.*") if p.name != LOCK)
    assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"`[^`]*`", "", english))
    path.unlink()
    assert main(["translate", "export", "--to", "en", "--stale", "--project", str(folder), "-o", str(path)]) == 0
    assert "0 texts" in capsys.readouterr().err


def test_words_that_are_indexed_by_hand_are_translated() -> None:
    raws = Tokenizer("").read("a {index}`b c` d")
    assert [(raw.side, raw.text) for raw in raws] == [
        ("", "a "),
        ("open", "{index}`"),
        ("", "b c"),
        ("close", "`"),
        ("", " d"),
    ]


def in_words(text: str) -> str:
    return "Published: March 2026" if "3 月" in text else re.sub(r"[^\s\d：:]+", "word", text)


def said_in_po(source: str) -> str:
    """The placeholders of a source, with words between them."""
    text = source.removeprefix('msgid "').removesuffix('"\n')
    kept = re.split(r"(\{\w+\}`[^`]*`|`[^`]*`|\[\^1\]|\d+|[：:])", text)
    words = "".join(part if i % 2 else "w " if part.strip() else part for i, part in enumerate(kept))
    return f'msgstr "{words.strip()}"'
