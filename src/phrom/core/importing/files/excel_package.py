"""What is looked up in an Excel package before and beside openpyxl: declared entities, and merged cells.

openpyxl resolves nothing from outside, but it may lay out a merged range cell by cell: ranges are read here, bounded.
"""

import io
import re
import zipfile

from phrom.core.importing.errors import UnreadableFileError

_DECLARED = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_MERGED_MOST = 20_000

# (row, column) of the upper left cell → (rows, columns) that it covers; counted from 1
Merged = dict[tuple[int, int], tuple[int, int]]


def refuse_declarations(data: bytes) -> None:
    """Raises UnreadableFileError(`unsafe`) where a part declares a document type: no office program writes one."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.casefold().endswith((".xml", ".rels", ".vml")):
                xml = package.read(name)
                if any(word in xml for word in _DECLARED):
                    raise UnreadableFileError("unsafe")


def merged_cells(data: bytes, part: str) -> Merged:
    """The merged cells of a sheet, by the name of its part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read(part.lstrip("/"))
    found: Merged = {}
    for match in _MERGED.finditer(xml):
        left, top, right, bottom = _column(match[1]), int(match[2]), _column(match[3]), int(match[4])
        if right >= left and bottom >= top and len(found) < _MERGED_MOST:
            found[(top, left)] = (bottom - top + 1, right - left + 1)
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
