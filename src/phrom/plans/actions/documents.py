"""Taking a plan out of the program as a document. Each time is written down: who, which document, of which version."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.plan.text_form import dump_plan
from phrom.core.values.source import Bilingual
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.models import PlanVersion
from phrom.web.words import day_words


class DocumentKind(StrEnum):
    PLAN = "plan"
    PUBLIC_PLAN = "public-plan"  # no personal numbers: for the website
    CALL_SHEET = "call-sheet"
    YAML = "yaml"


_NAMES = {
    DocumentKind.PLAN: Bilingual(th="แผน (PDF)", en="the plan (PDF)"),
    DocumentKind.PUBLIC_PLAN: Bilingual(th="แผนสำหรับเผยแพร่ (PDF)", en="the plan for publication (PDF)"),
    DocumentKind.CALL_SHEET: Bilingual(th="ใบโทรแจ้งเหตุ (PDF)", en="the call sheet (PDF)"),
    DocumentKind.YAML: Bilingual(th="ไฟล์ข้อมูลแผน (YAML)", en="the plan as data (YAML)"),
}
_FILES = {
    DocumentKind.PLAN: "แผนบริหารความต่อเนื่อง-ฉบับที่-{}.pdf",
    DocumentKind.PUBLIC_PLAN: "แผนบริหารความต่อเนื่อง-ฉบับที่-{}-เผยแพร่.pdf",
    DocumentKind.CALL_SHEET: "ใบโทรแจ้งเหตุ-ฉบับที่-{}.pdf",
    DocumentKind.YAML: "แผนบริหารความต่อเนื่อง-ฉบับที่-{}.yaml",
}


@dataclass(frozen=True)
class Document:
    name: str
    content_type: str
    content: bytes


def export_document(author: Membership, number: int, kind: DocumentKind, *, thai_digits: bool = False) -> Document:
    """Make the document and log that it went out. All but the public plan need the right to telephone numbers."""
    require(author, Permission.EXPORT_PLAN)
    if kind != DocumentKind.PUBLIC_PLAN:
        require(author, Permission.VIEW_NUMBERS)
    version = queries.version_numbered(author.organisation_id, number)
    if kind == DocumentKind.YAML:
        content_type, content = "application/yaml; charset=utf-8", dump_plan(queries.plan_of(version)).encode()
    else:
        content_type, content = "application/pdf", _pdf(author, version, kind, thai_digits)
    with transaction.atomic():
        data = {"document": _NAMES[kind].model_dump(), "kind": kind.value, "version": number}
        write_entry(author.organisation_id, "document.exported", data, author=author)
    return Document(_FILES[kind].format(number), content_type, content)


def _pdf(author: Membership, version: PlanVersion, kind: DocumentKind, thai_digits: bool) -> bytes:
    from phrom.core.rendering.call_sheet_pdf import render_call_sheet_pdf  # noqa: PLC0415 - slow to load
    from phrom.core.rendering.plan_pdf import render_plan_pdf  # noqa: PLC0415

    plan = queries.plan_of(version)
    cache_dir, now, label = Path(settings.CACHE_DIR), clock.now(), version_label(version)
    digits: Literal["thai", "arabic"] = "thai" if thai_digits else "arabic"
    by = author.user.name
    if kind == DocumentKind.CALL_SHEET:
        return render_call_sheet_pdf(
            plan, cache_dir=cache_dir, digits=digits, practice=False, printed_at=now, printed_by=by, version_label=label
        )
    return render_plan_pdf(
        plan, cache_dir=cache_dir, digits=digits, practice=False, printed_at=now, printed_by=by, version_label=label,
        public=kind == DocumentKind.PUBLIC_PLAN,
    )  # fmt: skip


def version_label(version: PlanVersion) -> str:
    """Which version a document shows. Documents are in Thai, whatever the language of the page."""
    with translation.override("th"):
        if version.approved_at is not None:
            words = {"number": version.number, "day": day_words(version.approved_at)}
            if version.state == PlanVersion.State.SUPERSEDED:
                return _("ฉบับที่ %(number)s (อนุมัติ %(day)s เลิกใช้แล้ว)") % words
            return _("ฉบับที่ %(number)s (อนุมัติ %(day)s)") % words
        return _("ฉบับที่ %(number)s (ร่าง ยังไม่อนุมัติ)") % {"number": version.number}
