"""Bytes from outside as text: UTF-8, or the Thai encoding of Windows, which older programs still write."""


def in_thai(raw: bytes) -> str:
    """UTF-8; bytes that are none are of Windows-874, which holds TIS-620. Never an error."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp874", errors="replace")
