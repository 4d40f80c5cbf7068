"""What a file really is, told by its bytes and not by its name, and whether it is safe to open.

Limits: 25 MB as brought; a packed file may unpack to 200 MB in all, a part of it to 100 times its packed size.
"""

import io
import zipfile
from typing import Literal

from phrom.core.importing.errors import UnreadableFileError

MAX_BYTES = 25 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PART = 60 * 1024 * 1024
MAX_RATIO = 100
RATIO_MATTERS_FROM = 4 * 1024 * 1024  # small XML packs very well; only large parts are suspicious
MAX_PARTS = 5000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM6", b"II*\x00", b"MM\x00*", b"RIFF")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf", b"SQLite format 3")


Kind = Literal["txt", "docx", "odt", "xlsx", "pdf"]
_SUFFIXES: dict[Kind, tuple[str, ...]] = {
    "docx": ("docx", "dotx", ""),
    "odt": ("odt", "ott", ""),
    "xlsx": ("xlsx", "xltx", ""),
}

_OFFICE = ("docx", "docm", "odt", "xlsx", "xlsm", "doc", "xls", "pdf")


def file_kind(data: bytes, file_name: str) -> Kind:
    """What the bytes are, if it can be read; raises UnreadableFileError for everything that is not read."""
    suffix = file_name.rpartition(".")[2].casefold() if "." in file_name else ""
    if len(data) > MAX_BYTES:
        raise UnreadableFileError("too-large")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe\x0c"):
        raise UnreadableFileError("empty")
    if data.startswith(_OLE):
        _refuse_ole(data)
    if data[:1024].lstrip().startswith(b"%PDF"):
        if suffix not in ("pdf", ""):
            raise UnreadableFileError("wrong-name")
        return "pdf"
    if data.startswith(b"PK"):
        return _zip_kind(data, suffix)
    if data.startswith(_PICTURES):
        raise UnreadableFileError("wrong-name" if suffix in ("txt", *_OFFICE) else "unknown-kind")
    if data.startswith(_PROGRAMS) or _is_rubbish(data):
        raise UnreadableFileError("wrong-name" if suffix in _OFFICE else "unknown-kind")
    if suffix in _OFFICE:
        raise UnreadableFileError("wrong-name")
    return "txt"


def _refuse_ole(data: bytes) -> None:
    # the directory of an OLE container names its streams in UTF-16
    encrypted = "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data
    workbook = "Workbook".encode("utf-16-le") in data
    raise UnreadableFileError("encrypted" if encrypted else "old-excel" if workbook else "old-word")


def _zip_kind(data: bytes, suffix: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as problem:
        raise UnreadableFileError("truncated") from problem
    names = {part.filename.casefold() for part in parts}
    _refuse_bomb(parts)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableFileError("encrypted")
    if suffix in ("docm", "xlsm") or any(
        name.endswith(("vbaproject.bin", "vbadata.xml")) or name.startswith("basic/") for name in names
    ):
        raise UnreadableFileError("macros")
    kind = _package_kind(names, data)
    if suffix not in _SUFFIXES[kind]:
        raise UnreadableFileError("wrong-name")
    return kind


def _package_kind(names: set[str], data: bytes) -> Kind:
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    # the kind of an OpenDocument package stands in its first part, unpacked
    if "content.xml" in names and b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    raise UnreadableFileError("unknown-kind")


def _refuse_bomb(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableFileError("zip-bomb")
    for part in parts:
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > MAX_PART or (part.file_size > RATIO_MATTERS_FROM and ratio > MAX_RATIO):
            raise UnreadableFileError("zip-bomb")


def _is_rubbish(data: bytes) -> bool:
    """Bytes that are no text in any encoding of Thai: control characters, or NULs outside UTF-16."""
    sample = data[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    nuls = sample.count(0)
    if nuls:  # UTF-16 without a mark: every second byte is 0x0E or 0x00
        return (sample[1::2].count(0x0E) + sample[0::2].count(0x0E) + nuls) < len(sample) * 0.3
    controls = sum(sample.count(c) for c in (*range(1, 9), *range(14, 32)))
    return controls > len(sample) * 0.01
