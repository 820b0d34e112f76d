"""Make the fonts in `assets/fonts/` from their upstream packages.

    python scripts/fonts.py                      # fetch, build, write fonts, licences and SHA256SUMS
    python scripts/fonts.py --check              # build aside and compare with what is there
    python scripts/fonts.py --downloads FOLDER   # keep the packages, so that a second run fetches nothing

Needs `npm`, `apt-get` and `dpkg-deb` (Debian 12, package lists up to date) and fontTools 4.68.0. Nothing is installed:
packages are fetched and unpacked in a temporary folder. Each upstream file must have the digest noted in
`UPSTREAM-SHA256SUMS`, so the same fontTools gives the same bytes anywhere.

Sources:

| package | version | gives |
| --- | --- | --- |
| npm `@expo-google-fonts/noto-sans-sc` | 0.4.3 | Noto Sans SC (font version 2.004-H2), subset |
| npm `@expo-google-fonts/noto-serif-sc` | 0.4.3 | Noto Serif SC (2.003-H1), subset |
| npm `@expo-google-fonts/source-serif-4` | 0.4.1 | Source Serif 4 (4.004), unmodified |
| npm `@expo-google-fonts/source-sans-3` | 0.4.1 | Source Sans 3 (3.052), unmodified |
| Debian `fonts-noto-cjk` | 1:20220127+repack1-1 | Noto Sans Mono CJK SC (2.004), subset, CFF to glyf, on a grid |
| Debian `fonts-liberation2` | 2.1.5-1 | Liberation Sans (2.1.5), unmodified; `fonts-liberation` of that Debian is GPL |
| Debian `unicode-data` | 15.0.0-1 | the Table of General Standard Chinese Characters (Unihan kTGH), emoji properties |

"Source" and "Liberation" are Reserved Font Names: those files are copied byte for byte, because a changed one would
have to change its name. "Noto" is not reserved.
"""

from __future__ import annotations

import argparse
import bz2
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable

TARGET = Path(__file__).resolve().parent.parent / "assets" / "fonts"
MANIFEST = "SHA256SUMS"
UPSTREAM = "UPSTREAM-SHA256SUMS"
"""Digests of the upstream files; after a change of version, write it anew with `sha256sum` in the downloads."""

NPM = {
    "noto-sans-sc": "@expo-google-fonts/noto-sans-sc@0.4.3",
    "noto-serif-sc": "@expo-google-fonts/noto-serif-sc@0.4.3",
    "source-serif-4": "@expo-google-fonts/source-serif-4@0.4.1",
    "source-sans-3": "@expo-google-fonts/source-sans-3@0.4.1",
}
DEBIAN = {
    "fonts-noto-cjk": "fonts-noto-cjk=1:20220127+repack1-1",
    "fonts-liberation2": "fonts-liberation2=2.1.5-1",
    "unicode-data": "unicode-data=15.0.0-1",
}

LIBERATION = "fonts-liberation2/usr/share/fonts/truetype/liberation2"
NOTO_CJK = "fonts-noto-cjk/usr/share/fonts/opentype/noto"
UNIHAN = "unicode-data/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
EMOJI = "unicode-data/usr/share/unicode/emoji/emoji-data.txt"
OFL_TEXT = "source-serif-4/LICENSE_FONT"

STANDARD_TABLE_SIZE = 8105
"""How many characters the Table of General Standard Chinese Characters (2013) has."""

BLOCKS: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x02FF),  # Latin-1, Latin Extended-A and -B, IPA, modifier letters
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x052F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x209F),  # general punctuation, superscripts and subscripts
    (0x20A0, 0x20CF),  # currency
    (0x2100, 0x218F),  # letterlike symbols, number forms
    (0x2190, 0x22FF),  # arrows, mathematical operators
    (0x2300, 0x23FF),  # technical
    (0x2460, 0x25FF),  # enclosed alphanumerics, box drawing, blocks, geometric shapes
    (0x2600, 0x27BF),  # miscellaneous symbols, dingbats
    (0x27C0, 0x27FF),  # more operators and arrows
    (0x2900, 0x297F),  # more arrows
    (0x2B00, 0x2BFF),  # more arrows and shapes
    (0x3000, 0x30FF),  # CJK symbols and punctuation, kana
    (0x3100, 0x312F),  # bopomofo
    (0x3200, 0x33FF),  # enclosed CJK, units
    (0xFE30, 0xFE6F),  # compatibility and small forms
    (0xFF01, 0xFF60),  # full-width forms
    (0xFFE0, 0xFFE6),  # full-width signs
)

VERTICAL = {"vert", "vrt2", "vhal", "vkrn", "vpal", "vchw", "valt"}
"""Features of vertical setting, which none of our documents has."""

WIDE_SIGNS = "¼½¾№"
"""Off the grid upstream, and too dense for one column."""

COLUMN = 500
MAXP_FIELDS = (
    "maxPoints",
    "maxContours",
    "maxCompositePoints",
    "maxCompositeContours",
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
    "maxComponentDepth",
)

CURVE_ERROR = 1.0
"""How far, in thousandths of an em, a quadratic curve may stray from the cubic one it stands for."""

Points = frozenset[int]


@dataclass(frozen=True)
class Face:
    """One font file: what it is called here, where it comes from, and how it is made."""

    target: str
    source: str
    make: Callable[[Path, Points], bytes]


@dataclass(frozen=True)
class Licence:
    """The licence file of one family, and the notices it must repeat."""

    target: str
    notices: tuple[str, ...]


ADOBE_SOURCE = "Adobe (http://www.adobe.com/), with Reserved Font Name"

LICENCES: tuple[Licence, ...] = (
    Licence(
        "OFL-NotoSansSC.txt",
        (f"Copyright 2014-2021 {ADOBE_SOURCE} 'Source'", f"(c) 2014-2021 {ADOBE_SOURCE} 'Source'."),
    ),
    Licence(
        "OFL-NotoSerifSC.txt",
        ("Copyright 2012 Google Inc. All Rights Reserved.", "(c) 2017-2024 Adobe (http://www.adobe.com/)."),
    ),
    Licence("OFL-NotoSansMonoCJKsc.txt", ("© 2014-2021 Adobe (http://www.adobe.com/).",)),
    Licence(
        "OFL-SourceSerif4.txt",
        (
            "Copyright 2014 The Source Serif 4 Project Authors (https://github.com/adobe-fonts/source-serif)",
            "© 2014 - 2021 Adobe Systems Incorporated (http://www.adobe.com/), with Reserved Font Name ‘Source’.",
        ),
    ),
    Licence(
        "OFL-SourceSans3.txt",
        (
            f"Copyright 2010-2020 {ADOBE_SOURCE} 'Source'. All Rights Reserved. "
            "Source is a trademark of Adobe in the United States and/or other countries.",
            f"© 2023 {ADOBE_SOURCE} ‘Source’",
        ),
    ),
    Licence(
        "OFL-LiberationSans.txt",
        (
            "Digitized data copyright (c) 2010 Google Corporation with Reserved Font Arimo, Tinos and Cousine.",
            "Copyright (c) 2012 Red Hat, Inc. with Reserved Font Name Liberation.",
        ),
    ),
)
"""The notices word for word: the one of the package, and the one in the font where it says more."""


def gb2312() -> Points:
    """All characters of GB 2312: rows 1-9 hold its signs, 16-87 its ideographs."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return frozenset(map(ord, "".join(pair.decode("gb2312", errors="ignore") for pair in pairs)))


def standard_table(unihan: Path) -> Points:
    """The Table of General Standard Chinese Characters, as Unihan has it."""
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        rows = (line.split("\t") for line in lines if not line.startswith("#"))
        found = frozenset(int(row[0][2:], 16) for row in rows if len(row) > 1 and row[1] == "kTGH")
    if len(found) != STANDARD_TABLE_SIZE:
        raise SystemExit(f"{unihan.name}: {len(found)} characters with kTGH, not {STANDARD_TABLE_SIZE}")
    return found


def emoji(data: Path) -> Points:
    """Characters that show as pictures by default: the text gives their name instead, so no font may have them."""
    found: set[int] = set()
    for line in data.read_text(encoding="utf-8").splitlines():
        fields = line.split("#")[0].split(";")
        if len(fields) == 2 and fields[1].strip() == "Emoji_Presentation":
            first, _, last = fields[0].strip().partition("..")
            found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


def charset(downloads: Path) -> Points:
    """What the Chinese fonts keep: every character in common use, and the signs that stand between them."""
    blocks = frozenset(point for first, last in BLOCKS for point in range(first, last + 1))
    return (gb2312() | standard_table(downloads / UNIHAN) | blocks) - emoji(downloads / EMOJI)


def features(font: TTFont) -> set[str]:
    """The layout features the font has."""
    tables = (font[tag].table for tag in ("GSUB", "GPOS") if tag in font)
    return {record.FeatureTag for table in tables for record in table.FeatureList.FeatureRecord}


def reduce(font: TTFont, points: Points, keep: Iterable[str]) -> None:
    """Cut the font down to these characters and features; drop hinting and vertical metrics."""
    options = subset.Options()
    options.layout_features = sorted(keep)
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.drop_tables += ["vhea", "vmtx", "VORG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)


def saved(font: TTFont) -> bytes:
    """The bytes of the font."""
    with tempfile.TemporaryFile() as file:
        font.save(file)
        file.seek(0)
        return file.read()


def opened(path: Path, number: int = -1) -> TTFont:
    """A font that saves to the same bytes: no new date, and no HarfBuzz, whose packing differs between versions."""
    font = TTFont(path, fontNumber=number, recalcTimestamp=False)
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    return font


def copied(path: Path, _points: Points) -> bytes:
    """The file as it is: a Reserved Font Name allows no change."""
    return path.read_bytes()


def reduced(path: Path, points: Points) -> bytes:
    """A subset with all features that horizontal setting can use."""
    font = opened(path)
    reduce(font, points, features(font) - VERTICAL)
    return saved(font)


def face_number(collection: Path, family: str) -> int:
    """Where in the collection this family is."""
    with TTCollection(collection, lazy=True) as fonts:
        names = [font["name"].getDebugName(1) for font in fonts]
    return names.index(family)


def mono_points(points: Points) -> Points:
    """The fixed-pitch face keeps the ideographs of GB 2312 alone: what else it needs are signs."""
    return frozenset(point for point in points if not is_ideograph(point)) | gb2312()


def is_ideograph(point: int) -> bool:
    """Whether the code point is a Han character."""
    return unicodedata.name(chr(point), "").startswith("CJK UNIFIED IDEOGRAPH")


def mono(path: Path, points: Points) -> bytes:
    """The Simplified Chinese fixed-pitch face of a collection, in quadratic outlines, each glyph on the grid.

    It keeps no layout feature: a listing is one glyph a character, whatever the language of the text around it.
    """
    font = opened(path, face_number(path, "Noto Sans Mono CJK SC"))
    use_full_dash(font)
    reduce(font, mono_points(points), keep=())
    to_glyf(font, grid_shifts(font))
    return saved(font)


Transform = tuple[float, float, float, float, float, float]


def use_full_dash(font: TTFont) -> None:
    """Let U+2014 look like U+2015, as `locl` does for Chinese: exactly two columns wide."""
    for table in font["cmap"].tables:
        if table.isUnicode() and 0x2015 in getattr(table, "cmap", {}):
            table.cmap[0x2014] = table.cmap[0x2015]


def grid_shifts(font: TTFont) -> dict[str, tuple[int, Transform]]:
    """New advance and transformation of each glyph that is off the grid.

    Upstream only ASCII and the full-width glyphs are fixed; accented, Greek and Cyrillic letters are proportional and
    would put a listing out of line. Narrow ones are centred in a column, wide ones squeezed into it.
    """
    names = font.getBestCmap()
    wide = {names[ord(sign)] for sign in WIDE_SIGNS if ord(sign) in names}
    moved: dict[str, tuple[int, Transform]] = {}
    for glyph, (advance, _) in font["hmtx"].metrics.items():
        cell = 2 * COLUMN if glyph in wide else COLUMN
        if advance not in (0, COLUMN, 2 * COLUMN):
            scale = min(1.0, cell / advance)
            moved[glyph] = (cell, (scale, 0, 0, 1, (cell - advance * scale) / 2, 0))
    return moved


def to_glyf(font: TTFont, moved: dict[str, tuple[int, Transform]]) -> None:
    """Replace CFF by glyf: some PDF viewers and checkers show nothing for a CFF subset made twice."""
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    drawn = {}
    for name in order:
        advance, transform = moved.get(name, (font["hmtx"][name][0], (1, 0, 0, 1, 0, 0)))
        pen = TTGlyphPen(None)
        glyphs[name].draw(TransformPen(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True), transform))
        drawn[name] = pen.glyph(dropImpliedOnCurves=True)
        drawn[name].recalcBounds(None)
        font["hmtx"][name] = (advance, drawn[name].xMin)
    del font["CFF "]
    font["loca"] = newTable("loca")
    font["glyf"] = newTable("glyf")
    font["glyf"].glyphOrder = order
    font["glyf"].glyphs = drawn
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"
    fill_maxp(font)


def fill_maxp(font: TTFont) -> None:
    """Give the table the fields that TrueType outlines ask for; saving counts the points."""
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in MAXP_FIELDS:
        setattr(maxp, field, 0)
    maxp.maxZones = 1


def expo(package: str, family: str, style: str, make: Callable[[Path, Points], bytes]) -> Face:
    """A face of one of the npm packages, whose files are named after weight and style."""
    folder = {"Regular": "400Regular", "Bold": "700Bold", "Italic": "400Regular_Italic", "BoldItalic": "700Bold_Italic"}
    source = f"{package}/{folder[style]}/{family}_{folder[style]}.ttf"
    return Face(f"{family}-{style}.ttf", source, make)


FACES: tuple[Face, ...] = (
    *(expo("noto-sans-sc", "NotoSansSC", style, reduced) for style in ("Regular", "Bold")),
    *(expo("noto-serif-sc", "NotoSerifSC", style, reduced) for style in ("Regular", "Bold")),
    *(expo("source-serif-4", "SourceSerif4", style, copied) for style in ("Regular", "Italic", "Bold", "BoldItalic")),
    *(expo("source-sans-3", "SourceSans3", style, copied) for style in ("Regular", "Italic", "Bold")),
    *(
        Face(f"NotoSansMonoCJKsc-{style}.ttf", f"{NOTO_CJK}/NotoSansCJK-{style}.ttc", mono)
        for style in ("Regular", "Bold")
    ),
    *(
        Face(f"LiberationSans-{style}.ttf", f"{LIBERATION}/LiberationSans-{style}.ttf", copied)
        for style in ("Regular", "Bold")
    ),
)


def run(command: list[str], folder: Path) -> str:
    """Run a program of the system; what it says on failure is the reader's to see."""
    return subprocess.run(command, cwd=folder, check=True, text=True, stdout=subprocess.PIPE).stdout


def fetch_npm(name: str, folder: Path) -> None:
    """Fetch an npm package and unpack it as FOLDER/NAME."""
    archive = folder / run(["npm", "pack", "--silent", NPM[name]], folder).split()[-1]
    with tarfile.open(archive) as tar:
        tar.extractall(folder / f"{name}.new", filter="data")
    (folder / f"{name}.new" / "package").rename(folder / name)
    (folder / f"{name}.new").rmdir()
    archive.unlink()


def fetch_debian(name: str, folder: Path) -> None:
    """Fetch a Debian package and unpack it as FOLDER/NAME, without installing it."""
    run(["apt-get", "download", "--quiet", DEBIAN[name]], folder)
    archive = next(folder.glob(f"{name}_*.deb"))
    run(["dpkg-deb", "--extract", archive.name, name], folder)
    archive.unlink()


def fetch(downloads: Path) -> None:
    """Fetch what is not there yet."""
    for names, get in ((NPM, fetch_npm), (DEBIAN, fetch_debian)):
        for name in names:
            if not (downloads / name).is_dir():
                print(f"fetch {names[name]}")
                get(name, downloads)


def verify(downloads: Path) -> None:
    """Stop where an upstream file is not the one the fonts were made from."""
    rows = (line.split("  ", 1) for line in (TARGET / UPSTREAM).read_text(encoding="utf-8").splitlines())
    wrong = [path for digest, path in rows if sha256((downloads / path).read_bytes()) != digest]
    if wrong:
        raise SystemExit("other bytes than expected: " + ", ".join(wrong))


def sha256(data: bytes) -> str:
    """The digest as the manifests write it."""
    return hashlib.sha256(data).hexdigest()


def licence_text(licence: Licence, downloads: Path) -> str:
    """The notices of the family, then the common text of the OFL."""
    common = (downloads / OFL_TEXT).read_text(encoding="utf-8").split("\n\n", 1)[1]
    lines = "\n".join(licence.notices) + "\n\n" + common
    return "\n".join(line.rstrip() for line in lines.strip().splitlines()) + "\n"


def write_text(path: Path, text: str) -> None:
    """The same bytes on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")


def build(downloads: Path, target: Path) -> None:
    """Write fonts, licences and manifest."""
    points = charset(downloads)
    (target / "licences").mkdir(parents=True, exist_ok=True)
    for licence in LICENCES:
        write_text(target / "licences" / licence.target, licence_text(licence, downloads))
    for face in FACES:
        data = face.make(downloads / face.source, points)
        (target / face.target).write_bytes(data)
        print(f"{len(data):>9,}  {face.target}")
    write_text(target / MANIFEST, manifest(target))


def listed(target: Path) -> Iterator[Path]:
    """The files the manifest names."""
    yield from sorted((*target.glob("*.ttf"), *target.glob("licences/*.txt")))


def manifest(target: Path) -> str:
    """Digests in the form that `sha256sum --check` reads."""
    return "".join(f"{sha256(path.read_bytes())}  {path.relative_to(target).as_posix()}\n" for path in listed(target))


def check(downloads: Path, target: Path, scratch: Path) -> bool:
    """Whether a fresh build gives what is there."""
    build(downloads, scratch)
    return manifest(scratch) == manifest(target) == (target / MANIFEST).read_text(encoding="utf-8")


def main() -> int:
    """Read the command line and make the fonts."""
    parser = argparse.ArgumentParser(description="Make the fonts in assets/fonts/ from their upstream packages.")
    parser.add_argument("--downloads", type=Path, help="keep the upstream packages in this folder")
    parser.add_argument("--check", action="store_true", help="build aside and compare; write nothing")
    arguments = parser.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="fonts-"))
    try:
        downloads: Path = (arguments.downloads or scratch / "downloads").resolve()
        downloads.mkdir(parents=True, exist_ok=True)
        fetch(downloads)
        verify(downloads)
        if not arguments.check:
            build(downloads, TARGET)
            return 0
        same = check(downloads, TARGET, scratch / "build")
        print("same bytes" if same else "DIFFERENT: run without --check to write the fonts again")
        return 0 if same else 1
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    sys.exit(main())
