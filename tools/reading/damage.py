"""What happens to Thai on its way through printers, converters and old programs. Each damage is text -> text."""

import re
from collections.abc import Callable

TONES = "\u0e48-\u0e4b"
CONSONANTS = "ก-ฮ"


def latin_1(text: str) -> str:
    """Bytes of TIS-620 (as Windows writes it) read as Latin-1."""
    return "".join(ch.encode("cp874", "ignore").decode("latin-1") or ch for ch in text)


def zero_width(text: str) -> str:
    """A zero-width space after every fourth Thai letter that bears no mark, as word breakers put them."""
    return re.sub(
        rf"((?:[{CONSONANTS}เแโใไะาำ][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*){{4}})(?=[{CONSONANTS}เแโใไ])",
        "\\1\u200b",
        text,
    )


DAMAGES: dict[str, Callable[[str], str]] = {
    "ำ lost": lambda t: t.replace("ำ", "า"),
    "ำ split": lambda t: t.replace("ำ", "\u0e4dา"),
    "ำ doubled": lambda t: t.replace("ำ", "ำำ"),
    "ำ apart": lambda t: t.replace("ำ", " ำ"),
    "tones dropped": lambda t: re.sub(f"[{TONES}]", "", t),
    "tones moved": lambda t: re.sub(f"([{TONES}])([{CONSONANTS}])", "\\2\\1", t),
    "marks blank": lambda t: re.sub(f"[{TONES}\u0e47\u0e4c]", " ", t),
    "zero width": zero_width,
    "no-break": lambda t: t.replace(" ", "\u00a0"),
    "ป้ as ปู": lambda t: t.replace("ป้", "ปู"),
    "Latin-1": latin_1,
}
