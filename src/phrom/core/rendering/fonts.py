"""Sarabun for paper and for pages, made once into a cache directory that the caller gives.

Print: typst sets a tone mark that stands higher or lower than its syllable in a text run of its own, and writes the
syllable's letters for both, so that a copied "ขึ้น" comes back as "ขึ้ขึ้น". Levelling the anchors of marks on
marks (`mkmk`, at most 6 % of the em, not seen by eye) keeps the syllable in one run.
Pages: the letters that pages are written with, as WOFF2; others come from the device's own font.
The licence (SIL Open Font License, no reserved name) lies beside the files. Nothing is written but below `cache_dir`.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import fontpkg_sarabun
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Sarabun"
WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
PACKAGE = Path(fontpkg_sarabun.__file__).parent
_RECIPE = b"4"  # count up when the making changes: old caches are then left alone
# Thai, what stands on a keyboard, and the signs of typography: half of what the font has, and half of its bytes
_ON_PAGES = (*range(0x20, 0x7F), 0xA0, 0xB0, 0xB7, 0xD7, *range(0xE01, 0xE5C), *range(0x200B, 0x2027))
_FEATURES = ["ccmp", "liga", "mark", "mkmk", "tnum"]
_MARK_TO_MARK = 6  # GPOS lookup type
_HIGHEST_SHIFT = 0.06  # of the em: nearer than this is the same height, farther is another storey


def print_fonts(cache_dir: Path) -> Path:
    """The directory with the levelled fonts (TTF) for typst; made if it is not there yet."""
    return _made(cache_dir, "print", _level)


def woff2_fonts(cache_dir: Path) -> dict[int, Path]:
    """Weight (400, 500, 600, 700) → WOFF2 file with the letters of pages. The name bears the hash of the content."""
    made = _made(cache_dir, "web", _compress)
    return {weight: next(made.glob(f"{FAMILY}-{name}.*.woff2")) for weight, name in WEIGHTS.items()}


def _made(cache_dir: Path, purpose: str, make: Callable[[Path, Path], None]) -> Path:
    """The finished directory. It appears all at once: two processes at the same time do no harm."""
    sources = [PACKAGE / "files" / f"{FAMILY}-{name}.ttf" for name in WEIGHTS.values()]
    digest = hashlib.sha256(_RECIPE)
    for source in sources:
        digest.update(source.read_bytes())
    finished = cache_dir / f"{FAMILY.lower()}-{purpose}-{digest.hexdigest()[:12]}"
    if finished.is_dir():
        return finished
    cache_dir.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{purpose}-", dir=cache_dir))
    try:
        for source in sources:
            make(source, unfinished)
        shutil.copyfile(PACKAGE / "LICENSE", unfinished / "OFL.txt")
        unfinished.chmod(0o755)
        os.replace(unfinished, finished)
    except OSError:
        # somebody else was first: a full directory cannot be replaced, and theirs is as good
        if not finished.is_dir():
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return finished


def _compress(source: Path, into: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=_FEATURES, hinting=False, recalc_timestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_ON_PAGES)
    subsetter.subset(font)
    font.flavor = "woff2"
    target = into / f"{source.stem}.woff2"
    font.save(target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()[:10]
    target.rename(into / f"{source.stem}.{digest}.woff2")


def _level(source: Path, into: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == _MARK_TO_MARK:
                _level_marks(table, _HIGHEST_SHIFT * font["head"].unitsPerEm)
    font.save(into / source.name)


def _level_marks(table: object, highest_shift: float) -> None:
    """Give the upper anchor of every first mark the height of the anchor of the small tone mark that sits on it."""
    marks = dict(zip(table.Mark1Coverage.glyphs, table.Mark1Array.MarkRecord, strict=True))  # type: ignore[attr-defined]
    tone_marks = [record for name, record in marks.items() if _is_thai(name) and name.endswith(".small")]
    above = [record.MarkAnchor for record in tone_marks if record.MarkAnchor.YCoordinate > 0]
    if not above:
        return
    level = above[0].YCoordinate
    for anchor in above:
        anchor.YCoordinate = level
    for name, record in zip(table.Mark2Coverage.glyphs, table.Mark2Array.Mark2Record, strict=True):  # type: ignore[attr-defined]
        for anchor in record.Mark2Anchor:
            if anchor and _is_thai(name) and abs(anchor.YCoordinate - level) <= highest_shift:
                anchor.YCoordinate = level


def _is_thai(glyph: str) -> bool:
    return glyph.startswith("uni0E")
