"""Taking a plan out of the program as a document. Each time is written down: who, which document, of which version."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from phrom import clock
from phrom.core.rendering.documents import DOCUMENTS
from phrom.core.rendering.printing import Lock, Printing
from phrom.core.values.thai_number import Digits
from phrom.errors import NotFoundError
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.actions.copies import mark_for, remember_printed
from phrom.plans.models import PlanVersion
from phrom.web.words import day_words


@dataclass(frozen=True)
class Document:
    name: str
    content_type: str
    content: bytes


def export_document(
    author: Membership,
    number: int,
    name: str,
    *,
    digits: Digits = "arabic",
    copy: int | None = None,
    against: int | None = None,
    reader: str | None = None,
    passphrase: str | None = None,
) -> Document:
    """Make the document of that name (`DOCUMENTS`) and log that it went out.

    Those that show telephone numbers need the right to them. `copy`: the number of a copy in the register, which then
    stands on each page. `against`: an earlier version, from which the Word file then marks what changed.
    Of a pocket file: `reader`, whose duties stand on top, and the `passphrase` that locks it, kept nowhere.
    Raises NotFoundError for a name or a copy that is none.
    """
    require(author, Permission.EXPORT_PLAN)
    form = DOCUMENTS.get(name)
    if form is None:
        raise NotFoundError(_("ไม่มีเอกสารนี้"))
    if form.numbers:
        require(author, Permission.VIEW_NUMBERS)
    before = queries.version_numbered(author.organisation_id, against) if against is not None else None
    version = queries.version_numbered(author.organisation_id, number)
    printing = Printing(
        cache_dir=Path(settings.CACHE_DIR),
        digits=digits,
        printed_at=clock.now(),
        printed_by=author.user.name,
        version_label=version_label(version),
        mark=mark_for(version, copy),
        reader=reader,
        against=queries.plan_of(before) if before is not None else None,
        lock=Lock(passphrase, secrets.token_bytes(16), secrets.token_bytes(12)) if passphrase else None,
    )
    content = form.render(queries.plan_of(version), printing)
    with transaction.atomic():
        remember_printed(version)
        data = {"document": form.title.model_dump(), "kind": name, "version": number}
        data |= {"copy": copy} if copy is not None else {}
        write_entry(author.organisation_id, "document.exported", data, author=author)
    shown = f"{number}-เทียบฉบับที่-{against}" if before is not None else number
    return Document(form.file_name.format(shown), form.content_type, content)


def version_label(version: PlanVersion) -> str:
    """Which version a document shows. Documents are in Thai, whatever the language of the page."""
    with translation.override("th"):
        if version.approved_at is not None:
            words = {"number": version.number, "day": day_words(version.approved_at)}
            if version.state == PlanVersion.State.SUPERSEDED:
                return _("ฉบับที่ %(number)s (อนุมัติ %(day)s เลิกใช้แล้ว)") % words
            return _("ฉบับที่ %(number)s (อนุมัติ %(day)s)") % words
        return _("ฉบับที่ %(number)s (ร่าง ยังไม่อนุมัติ)") % {"number": version.number}
