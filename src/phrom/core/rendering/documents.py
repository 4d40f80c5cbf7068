"""All documents of a plan by name: one table for the command `phrom render --as`, the plan's page and the log book.

A document is added by a line here. What makes it is loaded only when it is asked for: typst, python-docx and openpyxl
take their time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from phrom.core.plan.document import Plan
from phrom.core.rendering.printing import Printing
from phrom.core.values.source import Bilingual

PDF = "application/pdf"
Purpose = Literal["report", "crisis", "public", "data"]
PURPOSES: dict[Purpose, Bilingual] = {
    "report": Bilingual(th="ส่งสำนักงาน ก.พ.ร. และต้นสังกัด", en="For the Public Sector Development Commission"),
    "crisis": Bilingual(th="ใช้เมื่อเกิดเหตุ ติดผนัง และพกติดตัว", en="For the crisis, the wall and the pocket"),
    "public": Bilingual(th="เผยแพร่", en="For the public"),
    "data": Bilingual(th="ข้อมูล", en="Data"),
}


@dataclass(frozen=True, kw_only=True)
class DocumentForm:
    """A kind of document. `file_name` has a place for the version's number; `numbers`: it shows telephone numbers;
    `digits`: it can have Thai digits. `purpose`: what it is made for; the plan's page puts documents together by it."""

    title: Bilingual
    file_name: str
    purpose: Purpose
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


def _docx(plan: Plan, printing: Printing) -> bytes:
    from phrom.core.rendering.plan_docx import render_plan_docx  # noqa: PLC0415

    return render_plan_docx(plan, printing)


def _call_sheets(plan: Plan, printing: Printing) -> bytes:
    from phrom.core.rendering.call_sheet_pdf import render_call_sheet_pdf  # noqa: PLC0415

    return render_call_sheet_pdf(plan, **printing.frame())


def _checklist(plan: Plan, printing: Printing) -> bytes:
    from phrom.core.rendering.checklist_pdf import render_checklist_pdf  # noqa: PLC0415

    return render_checklist_pdf(plan, printing)


def _call_tree(plan: Plan, printing: Printing) -> bytes:
    from phrom.core.rendering.call_tree_pdf import render_call_tree_pdf  # noqa: PLC0415

    return render_call_tree_pdf(plan, printing)


def _phase_cards(plan: Plan, printing: Printing) -> bytes:
    from phrom.core.rendering.phase_cards_pdf import render_phase_cards_pdf  # noqa: PLC0415

    return render_phase_cards_pdf(plan, printing)


def _wallet_card(plan: Plan, printing: Printing) -> bytes:
    from phrom.core.rendering.wallet_card_pdf import render_wallet_card_pdf  # noqa: PLC0415

    return render_wallet_card_pdf(plan, printing)


def _strategy_map(plan: Plan, printing: Printing) -> bytes:
    from phrom.core.rendering.strategy_map_pdf import render_strategy_map_pdf  # noqa: PLC0415

    return render_strategy_map_pdf(plan, printing)


def _xlsx(plan: Plan, printing: Printing) -> bytes:
    from phrom.core.rendering.plan_xlsx import render_plan_xlsx  # noqa: PLC0415

    return render_plan_xlsx(plan, printing)


def _pocket(plan: Plan, printing: Printing) -> bytes:
    from phrom.core.rendering.pocket import render_pocket  # noqa: PLC0415

    return render_pocket(plan, printing)


def _yaml(plan: Plan, _printing: Printing) -> bytes:
    from phrom.core.plan.text_form import dump_plan  # noqa: PLC0415

    return dump_plan(plan).encode()


DOCUMENTS: dict[str, DocumentForm] = {
    "pdf": DocumentForm(
        title=Bilingual(th="แผนทั้งฉบับ (PDF)", en="The whole plan (PDF)"),
        file_name="แผนบริหารความต่อเนื่อง-ฉบับที่-{}.pdf",
        purpose="report",
        content_type=PDF,
        render=_plan_pdf,
    ),
    "docx": DocumentForm(
        title=Bilingual(th="แผนทั้งฉบับ แก้ต่อได้ (Word)", en="The whole plan, to go on editing (Word)"),
        file_name="แผนบริหารความต่อเนื่อง-ฉบับที่-{}.docx",
        purpose="report",
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        render=_docx,
    ),
    "strategy-map": DocumentForm(
        title=Bilingual(th="BCP Strategy Map หน้าเดียว (PDF)", en="BCP Strategy Map, one page (PDF)"),
        file_name="BCP-Strategy-Map-ฉบับที่-{}.pdf",
        purpose="report",
        content_type=PDF,
        numbers=False,
        render=_strategy_map,
    ),
    "checklist": DocumentForm(
        title=Bilingual(th="แบบตรวจสอบความครบถ้วน BCP Checklist (PDF)", en="Completeness form, BCP Checklist (PDF)"),
        file_name="BCP-Checklist-ฉบับที่-{}.pdf",
        purpose="report",
        content_type=PDF,
        numbers=False,
        render=_checklist,
    ),
    "call-tree": DocumentForm(
        title=Bilingual(th="ผังการแจ้งเหตุ Call Tree (PDF)", en="Call tree (PDF)"),
        file_name="ผังการแจ้งเหตุ-ฉบับที่-{}.pdf",
        purpose="crisis",
        content_type=PDF,
        render=_call_tree,
    ),
    "call-sheets": DocumentForm(
        title=Bilingual(th="ใบโทรแจ้งเหตุ (PDF)", en="Call sheets (PDF)"),
        file_name="ใบโทรแจ้งเหตุ-ฉบับที่-{}.pdf",
        purpose="crisis",
        content_type=PDF,
        render=_call_sheets,
    ),
    "phase-cards": DocumentForm(
        title=Bilingual(th="แผ่นขั้นตอนติดผนัง (PDF)", en="Phase and scenario cards for the wall (PDF)"),
        file_name="แผ่นขั้นตอนติดผนัง-ฉบับที่-{}.pdf",
        purpose="crisis",
        content_type=PDF,
        numbers=False,
        render=_phase_cards,
    ),
    "wallet-card": DocumentForm(
        title=Bilingual(th="บัตรพก พิมพ์สองหน้า (PDF)", en="Wallet cards, two-sided (PDF)"),
        file_name="บัตรพก-ฉบับที่-{}.pdf",
        purpose="crisis",
        content_type=PDF,
        render=_wallet_card,
    ),
    "pocket": DocumentForm(
        title=Bilingual(th="แผนสำหรับเปิดในโทรศัพท์ (HTML ไฟล์เดียว)", en="The plan for a phone (one HTML file)"),
        file_name="แผนพกพา-ฉบับที่-{}.html",
        purpose="crisis",
        content_type="text/html; charset=utf-8",
        render=_pocket,
    ),
    "public": DocumentForm(
        title=Bilingual(th="แผนสำหรับเผยแพร่ ไม่มีเบอร์บุคคล (PDF)", en="The plan for the public, no personal numbers (PDF)"),
        file_name="แผนบริหารความต่อเนื่อง-ฉบับที่-{}-เผยแพร่.pdf",
        purpose="public",
        content_type=PDF,
        numbers=False,
        render=_public,
    ),
    "xlsx": DocumentForm(
        title=Bilingual(
            th="ข้อมูลแผนทั้งหมด แก้แล้วนำเข้าใหม่ได้ (Excel)", en="All the plan's data, to edit and bring back (Excel)"
        ),
        file_name="แผนบริหารความต่อเนื่อง-ฉบับที่-{}.xlsx",
        purpose="data",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        digits=False,
        render=_xlsx,
    ),
    "yaml": DocumentForm(
        title=Bilingual(th="ไฟล์ข้อมูลแผน (YAML)", en="The plan as data (YAML)"),
        file_name="แผนบริหารความต่อเนื่อง-ฉบับที่-{}.yaml",
        purpose="data",
        content_type="application/yaml; charset=utf-8",
        digits=False,
        render=_yaml,
    ),
}
