"""Bytes of a text file as text: UTF-8, UTF-16, TIS-620 (cp874), and texts spoilt by a wrong guess before.

Spoilt texts met: TIS-620 bytes read as Latin-1 and saved as UTF-8 (`á¼¹`), UTF-8 bytes read as cp1252.
"""

from collections.abc import Callable

from phrom.core.importing.errors import UnreadableFileError
from phrom.core.values.thai_text import thai_share

_ENOUGH_THAI = 0.2
# each letter of Latin-1 → the Thai letter of the same byte; what is no letter of both stays
_BACK = {byte: bytes([byte]).decode("cp874") for byte in (*range(0xA1, 0xDB), *range(0xDF, 0xFC))}


def _misread(wrong: str) -> dict[int, str]:
    """Each letter that this reading made of a byte → what TIS-620 makes of it; signs of neither (√) stay."""
    every = [bytes([byte]) for byte in range(0x80, 0x100)]
    read = [(byte.decode(wrong, errors="ignore"), byte.decode("cp874", errors="ignore")) for byte in every]
    return {ord(letter): thai for letter, thai in read if letter and thai}


_TIS_620_READ_AS = {wrong: _misread(wrong) for wrong in ("latin-1", "cp1252")}


def decode_text(data: bytes) -> str:
    """The text; raises UnreadableFileError(`unknown-kind`) where the bytes are no text at all."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _mended(data.decode("utf-16", errors="replace"))
    if b"\x00" in data[:4096]:
        little = data[1:4096:2].count(0x0E) + data[1:4096:2].count(0)
        big = data[0:4096:2].count(0x0E) + data[0:4096:2].count(0)
        return data.decode("utf-16-le" if little >= big else "utf-16-be", errors="replace")
    try:
        return _mended(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    as_utf8 = data.decode("utf-8-sig", errors="replace")
    if as_utf8.count("�") <= len(as_utf8) * 0.002:  # a few broken letters in a UTF-8 file, as cutting leaves
        return as_utf8
    text = data.decode("cp874", errors="replace")
    if text.count("�") > len(text) * 0.02:
        raise UnreadableFileError("unknown-kind")
    return text


def letters_of(sample: str) -> Callable[[str], str]:
    """What makes Thai again of texts inside a package (.docx, .odt) whose letters were TIS-620 read as Latin-1.

    `sample`: enough of the file's text to tell. Where it is not so spoilt, texts come back as they are.
    """
    if thai_share(sample) >= _ENOUGH_THAI or sample.isascii():
        return str
    restored = sample.translate(_BACK)
    return _restored if thai_share(restored) > max(_ENOUGH_THAI, thai_share(sample)) else str


def _restored(text: str) -> str:
    return text.translate(_BACK)


def _mended(text: str) -> str:
    """The text, or what it was before it was decoded wrongly, if that is Thai and this is not."""
    if thai_share(text[:20000]) >= _ENOUGH_THAI or text.isascii():
        return text
    ways = [text.translate(_TIS_620_READ_AS[wrong]) for wrong in ("latin-1", "cp1252")]
    ways += [text.encode(wrong, errors="ignore").decode("utf-8", errors="ignore") for wrong in ("latin-1", "cp1252")]
    for mended in ways:
        if thai_share(mended[:20000]) > max(_ENOUGH_THAI, thai_share(text[:20000])):
            return mended
    return text
