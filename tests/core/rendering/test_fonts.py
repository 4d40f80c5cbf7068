from pathlib import Path

import pytest
import typst
from fontTools.ttLib import TTFont

from phrom.core.rendering.fonts import PACKAGE, print_fonts, woff2_fonts
from tests.core.rendering.invented_office import pages_of

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
ABOVE_AND_BELOW = ["", "ิ", "ี", "ึ", "ื", "ั", "ุ", "ู"]
# ฎ ฏ ฤ ฦ stand below the line: ุ and ู under them hang lower, and no Thai word has them
TONES = ["", "่", "้", "๊", "๋", "์"]


def typeset(text: str, fonts: Path) -> bytes:
    source = '#set page(width: auto, height: auto)\n#set text(font: "Sarabun", lang: "th")\n#sys.inputs.text'
    compiler = typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True, sys_inputs={"text": text})
    pdf = compiler.compile(source.encode())
    assert isinstance(pdf, bytes)
    return pdf


@pytest.mark.parametrize("consonant", [c for c in CONSONANTS if c not in "ฎฏฤฦ"])
def test_every_syllable_comes_back_once_from_the_text_layer(consonant: str, cache_dir: Path) -> None:
    syllables = [consonant + vowel + tone for vowel in ABOVE_AND_BELOW for tone in TONES]
    # a letter after each: pdfium swallows some blanks between single syllables
    text = " ".join(f"{syllable}กก" for syllable in [*syllables, f"{consonant}ำ", f"{consonant}้ำ", f"{consonant}็"])
    assert "".join(pages_of(typeset(text, print_fonts(cache_dir)))).split() == text.split()


def test_the_unchanged_font_does_double_syllables() -> None:
    """Why the levelling is there; if this ever fails, it can go."""
    assert "ขึ้ขึ้น" in "".join(pages_of(typeset("ขึ้น", PACKAGE / "files")))


def test_the_marks_move_by_an_amount_nobody_sees(cache_dir: Path) -> None:
    for levelled in print_fonts(cache_dir).glob("*.ttf"):
        before, after = TTFont(PACKAGE / "files" / levelled.name), TTFont(levelled)
        moved = [abs(one - other) for one, other in zip(_heights(before), _heights(after), strict=True)]
        assert 0 < max(moved) <= 0.06 * before["head"].unitsPerEm
        assert before.getBestCmap() == after.getBestCmap()


def _heights(font: TTFont) -> list[int]:
    lookups = [lookup for lookup in font["GPOS"].table.LookupList.Lookup if lookup.LookupType == 6]
    records = [record for lookup in lookups for table in lookup.SubTable for record in table.Mark2Array.Mark2Record]
    return [anchor.YCoordinate for record in records for anchor in record.Mark2Anchor if anchor]


def test_fonts_are_made_once_with_their_licence_beside_them(tmp_path: Path) -> None:
    made = print_fonts(tmp_path)
    times = {file: file.stat().st_mtime_ns for file in made.iterdir()}
    assert "SIL OPEN FONT LICENSE" in (made / "OFL.txt").read_text()
    assert print_fonts(tmp_path) == made
    assert {file: file.stat().st_mtime_ns for file in made.iterdir()} == times
    assert [entry.name for entry in tmp_path.iterdir()] == [made.name], "nothing half made is left"


def test_a_making_that_was_cut_off_is_not_taken_for_a_finished_one(tmp_path: Path) -> None:
    (tmp_path / ".print-cut-off").mkdir()
    assert len(list(print_fonts(tmp_path).glob("*.ttf"))) == 4


def test_web_fonts_have_the_letters_of_pages_unchanged_under_names_with_their_hash(tmp_path: Path) -> None:
    fonts = woff2_fonts(tmp_path)
    assert sorted(fonts) == [400, 500, 600, 700]
    assert woff2_fonts(tmp_path) == fonts
    for path in fonts.values():
        stem, digest, _ = path.name.split(".")
        assert len(digest) == 10
        web, original = TTFont(path), TTFont(PACKAGE / "files" / f"{stem}.ttf")
        assert web.flavor == "woff2"
        letters, known = web.getBestCmap(), original.getBestCmap()
        wanted = [*range(0x20, 0x7F), *range(0xE01, 0xE3B), *range(0xE3F, 0xE5C), *map(ord, "–—‘’“”•…°·×\u00a0\u200b")]
        assert all(letters.get(code) == known[code] for code in wanted if code in known)
        assert _heights(web)
        assert set(_heights(web)) <= set(_heights(original))  # of fewer letters, the marks as high as they were
