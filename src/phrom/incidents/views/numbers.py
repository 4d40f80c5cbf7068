"""Wrong telephone numbers and e-mail addresses: who, which, who has found out; mended with one press."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from phrom.callouts.actions import is_address
from phrom.callouts.queries import WrongNumber, channel_word, wrong_numbers
from phrom.core.plan.document import Person
from phrom.incidents import actions
from phrom.incidents.views.recording import posted_number
from phrom.offices.access import Membership, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import approved_version, plan_of
from phrom.web.form_page import form_page
from phrom.web.words import phone_words


@never_cache
@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_PLAN)
def numbers(request: HttpRequest) -> HttpResponse:
    membership = membership_of(request)
    return form_page(
        request, "incidents/numbers.html", lambda: _record(request, membership), lambda: _shown(membership)
    )


def _shown(membership: Membership) -> dict[str, Any]:
    version = approved_version(membership.organisation_id)
    people = {p.id: p for p in plan_of(version).people} if version else {}
    rows = [
        {
            "row": row,
            "is_address": is_address(row.number),
            "position": people[row.person].position if row.person in people else "",
            "how": _how(row),
            "proposed": phone_words(row.proposed) if row.proposed else "",
            "others": _others(people.get(row.person), row),
        }
        for row in wrong_numbers(membership.organisation_id).select_related("callout__incident")
    ]
    words = ngettext("%(n)s เบอร์หรืออีเมลที่ต้องแก้", "%(n)s เบอร์หรืออีเมลที่ต้องแก้", len(rows)) % {"n": len(rows)}
    return {"rows": rows, "fact": words if rows else _("ไม่มีเบอร์หรืออีเมลที่ต้องแก้")}


def _others(person: Person | None, row: WrongNumber) -> list[str]:
    """The person's other numbers."""
    return [p for p in person.phones if p != row.number] if person else []


def _how(row: WrongNumber) -> str:
    match row.how:
        case WrongNumber.How.CALLER:
            return _("%(name)s โทรแล้วเป็นเบอร์ผิดหรือคนอื่น") % {"name": row.reporter}
        case WrongNumber.How.PROVIDER if is_address(row.number):
            return _("จดหมายส่งไม่ถึง เครื่องแม่ข่ายแจ้งว่าไม่มีที่อยู่นี้")
        case WrongNumber.How.PROVIDER:
            return _("ผู้ให้บริการ %(channel)s แจ้งว่าไม่มีเบอร์นี้") % {"channel": channel_word(row.reporter)}
    return _("เจ้าตัวแจ้งเอง")


def _record(request: HttpRequest, membership: Membership) -> None:
    pk = posted_number(request, "wrong")
    if request.POST.get("act") == "right":
        actions.number_is_right(membership, pk)
        messages.success(request, _("ปิดเรื่องแล้ว คงของเดิมไว้"))
        return
    called = actions.mend_number(membership, pk, request.POST.get(f"number-{pk}", ""))
    again = _("แก้แล้ว กำลังแจ้งคนนั้นอีกครั้ง") if called else _("แก้แล้ว ใช้ได้ทันที")
    messages.success(request, again)
