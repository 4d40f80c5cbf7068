"""All documents of a plan by name: one table for the command `phrom render --as`, the plan's page and the log book.

A document is added by a line here. What makes it is loaded only when it is asked for: typst, python-docx and openpyxl
take their time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from phrom.core.plan.document import Plan
from phrom.core.rendering.print_mark import NO_MARK, PrintMark
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_number import Digits

PDF = "application/pdf"


@dataclass(frozen=True, kw_only=True)
class Printing:
    """What a document is made with besides the plan. `printed_at` needs a zone; `cache_dir`: where fonts are kept."""

    cache_dir: Path
    digits: Digits = "arabic"
    practice: bool = False
    printed_at: datetime | None = None
    printed_by: str | None = None
    version_label: str | None = None
    mark: PrintMark = NO_MARK

    def frame(self) -> dict[str, Any]:
        """What every renderer of PDF takes."""
        return {
            "cache_dir": self.cache_dir,
            "digits": self.digits,
            "practice": self.practice,
            "printed_at": self.printed_at,
            "printed_by": self.printed_by,
            "version_label": self.version_label,
            "mark": self.mark,
        }


@dataclass(frozen=True, kw_only=True)
class DocumentForm:
    """A kind of document. `file_name` has a place for the version's number; `numbers`: it shows telephone numbers;
    `digits`: it can have Thai digits."""

    title: Bilingual
    file_name: str
    content_type: str
    numbers: bool = True
    digits: bool = True
    render: Callable[[Plan, Printing], bytes]


def _plan_pdf(plan: Plan, printing: Printing) -> bytes:
    from phrom.core.rendering.plan_pdf import render_plan_pdf  # noqa: PLC0415

    return render_plan_pdf(plan, **printing.frame())


def _public(plan: Plan, printing: Printing) -> bytes:
    from phrom.core.rendering.plan_pdf import render_plan_pdf  # noqa: PLC0415

    return render_plan_pdf(plan, public=True, **printing.frame())


def _call_sheets(plan: Plan, printing: Printing) -> bytes:
    from phrom.core.rendering.call_sheet_pdf import render_call_sheet_pdf  # noqa: PLC0415

    return render_call_sheet_pdf(plan, **printing.frame())


def _yaml(plan: Plan, _printing: Printing) -> bytes:
    from phrom.core.plan.text_form import dump_plan  # noqa: PLC0415

    return dump_plan(plan).encode()


DOCUMENTS: dict[str, DocumentForm] = {
    "pdf": DocumentForm(
        title=Bilingual(th="แผนทั้งฉบับ (PDF)", en="The whole plan (PDF)"),
        file_name="แผนบริหารความต่อเนื่อง-ฉบับที่-{}.pdf",
        content_type=PDF,
        render=_plan_pdf,
    ),
    "public": DocumentForm(
        title=Bilingual(th="แผนสำหรับเผยแพร่ ไม่มีเบอร์บุคคล (PDF)", en="The plan for the public, no personal numbers (PDF)"),
        file_name="แผนบริหารความต่อเนื่อง-ฉบับที่-{}-เผยแพร่.pdf",
        content_type=PDF,
        numbers=False,
        render=_public,
    ),
    "call-sheets": DocumentForm(
        title=Bilingual(th="ใบโทรแจ้งเหตุ (PDF)", en="Call sheets (PDF)"),
        file_name="ใบโทรแจ้งเหตุ-ฉบับที่-{}.pdf",
        content_type=PDF,
        render=_call_sheets,
    ),
    "yaml": DocumentForm(
        title=Bilingual(th="ไฟล์ข้อมูลแผน (YAML)", en="The plan as data (YAML)"),
        file_name="แผนบริหารความต่อเนื่อง-ฉบับที่-{}.yaml",
        content_type="application/yaml; charset=utf-8",
        digits=False,
        render=_yaml,
    ),
}
