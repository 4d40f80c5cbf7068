"""Numbered paper forms for work by hand: two on a sheet of A4, each with its number, lines to write on, and fields for
who keyed it into the system and who checked it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from phrom.core.plan.document import Plan
from phrom.core.rendering.typst_pdf import TextWriter, compile_pdf
from phrom.core.values.thai_date import moment_words
from phrom.core.values.thai_number import Digits, in_digits

MOST = 200  # forms at a time


@dataclass(frozen=True, kw_only=True)
class ManualForms:
    """Forms `first` to `last` of a process. `prefix` stands before each number and is the process's own."""

    plan: Plan
    process: str
    threat: str
    prefix: str
    first: int
    last: int
    practice: bool
    printed_at: datetime
    printed_by: str
    cache_dir: Path
    digits: Digits = "arabic"


def render_manual_forms_pdf(forms: ManualForms) -> bytes:
    """The same forms give the same bytes. Raises RenderingError (our mistake)."""
    write = TextWriter(forms.plan, forms.digits)
    numbers = [in_digits(f"{forms.prefix}-{n:04}", forms.digits) for n in range(forms.first, forms.last + 1)]
    title = f"{'(ซ้อม) ' if forms.practice else ''}แบบฟอร์มปฏิบัติงานด้วยมือ {forms.process}"
    data = {
        "title": write.plain(title),
        "office": write.plain(forms.plan.organisation.name),
        "office_name": write.text(forms.plan.organisation.name),
        "process": write.text(forms.process),
        "threat": write.text(forms.threat),
        "numbers": numbers,
        "printed": write.text(f"พิมพ์เมื่อ {moment_words(forms.printed_at)} โดย {forms.printed_by}"),
        "practice": forms.practice,
    }
    return compile_pdf("manual_forms.typ", data, cache_dir=forms.cache_dir, printed_at=forms.printed_at)
