"""The plans that reading is measured on: a truth made by hand, and the plan in every format.

A case is `<name>.truth.json` beside `<name>.markup` (see `document`), or beside the text of a real plan among the
samples of importing. A `<name>.txt` beside the markup is the text file itself where no rule makes it. `printed/` holds
PDFs that an office suite made.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tools.reading import as_excel, as_odt, as_pdf, as_text, as_word, document, from_text

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests/cases/reading"
SAMPLES = ROOT / "tests/cases/importing"

FORMATS = ("txt", "docx", "odt", "pdf")
MAKERS: dict[str, Callable[[document.Document], bytes]] = {
    "docx": as_word.docx_of,
    "odt": as_odt.odt_of,
    "pdf": as_pdf.pdf_of,
    "xlsx": as_excel.xlsx_of,
}
PRINTED = "printed"  # PDFs that an office suite made of the Word files
# letters that no font has: a PDF cannot hold such a text, so it cannot come out of one
NOT_IN_PDF = ("Latin-1",)


@dataclass(frozen=True)
class Case:
    name: str

    @cached_property
    def truth(self) -> dict[str, Any]:
        loaded: dict[str, Any] = json.loads((CASES / f"{self.name}.truth.json").read_text(encoding="utf-8"))
        return loaded

    @property
    def printed(self) -> Path:
        return CASES / PRINTED / f"{self.name}.pdf"

    def has(self, kind: str) -> bool:
        """Whether the plan is to be had as a file of this kind: not all are printed, ways of text need the markup."""
        return self.printed.exists() if kind == PRINTED else kind not in as_text.WAYS or self.has_markup

    @property
    def has_markup(self) -> bool:
        return (CASES / f"{self.name}.markup").exists()

    @cached_property
    def document(self) -> document.Document:
        if self.has_markup:
            return document.parse((CASES / f"{self.name}.markup").read_text(encoding="utf-8"))
        return from_text.document_of(self.text)

    @cached_property
    def text(self) -> str:
        for path in (CASES / f"{self.name}.txt", SAMPLES / f"{self.name}.txt"):
            if path.exists():
                return path.read_text(encoding="utf-8")
        return as_text.text_of(self.document)

    def file(self, kind: str, damage: Callable[[str], str] | None = None) -> bytes:
        """The plan as a file of a format, or as text with its tables in one of the ways; texts changed by `damage`."""
        if kind == PRINTED:
            return self.printed.read_bytes()
        if kind in as_text.WAYS:
            return as_text.text_of(self.document, kind).encode()
        if kind == "txt":
            return (damage(self.text) if damage else self.text).encode("utf-8", errors="replace")
        return MAKERS[kind](self.document.changed(damage) if damage else self.document)


def all_cases() -> list[Case]:
    """Every case, the real plan first."""
    names = sorted(path.name.removesuffix(".truth.json") for path in CASES.glob("*.truth.json"))
    return [Case(name) for name in sorted(names, key=lambda name: name != "phrae-2563")]
