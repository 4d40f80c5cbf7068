"""The register of copies of a plan version: who gets one, who has it, and which old ones are still out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from phrom.core.rendering.documents import PDF
from phrom.offices.access import Membership, membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.actions.copies import add_copies, hand_over_copy, take_back_copy
from phrom.plans.queries import PlanVersion, in_language
from phrom.plans.views.documents import documents_for
from phrom.web.form_page import form_page
from phrom.web.typed_number import whole_number


@needs(Permission.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def plan_copies(request: HttpRequest, number: int) -> HttpResponse:
    """The register; POST adds the holders, one a line."""
    member = membership_of(request)
    version = queries.version_numbered(member.organisation_id, number)

    def add() -> None:
        added = add_copies(member, number, request.POST.get("holders", "").splitlines())
        words = ngettext("เพิ่มสำเนา %(n)s เล่มแล้ว", "เพิ่มสำเนา %(n)s เล่มแล้ว", added) % {"n": added}
        messages.success(request, words if added else _("ไม่มีผู้ถือใหม่ให้เพิ่ม"))

    return form_page(request, "plans/copies.html", add, lambda: _register(member, version))


def _register(member: Membership, version: PlanVersion) -> dict[str, Any]:
    copies = queries.copies_of(version)
    documents = [(name, form) for name, form in documents_for(member) if form.content_type == PDF]
    still_out = queries.copies_to_take_back(member.organisation_id)
    return {
        "version": version,
        "copies": copies,
        "suggested": "" if copies else "\n".join(queries.last_holders(version)),
        "closed": version.state == PlanVersion.State.SUPERSEDED,
        "documents": [(name, in_language(form.title)) for name, form in documents],
        "to_take_back": [copy for copy in still_out if copy.version_id != version.pk],
    }


@needs(Permission.EDIT_PLAN)
@require_POST
def copy_step(request: HttpRequest, number: int, copy: int) -> HttpResponse:
    """`step`: handed or returned; `back`: the version whose register is shown again."""
    member = membership_of(request)
    if request.POST.get("step") == "returned":
        take_back_copy(member, number, copy)
        messages.success(request, _("บันทึกการรับคืนสำเนาที่ %(copy)s แล้ว") % {"copy": copy})
    else:
        hand_over_copy(member, number, copy)
        messages.success(request, _("บันทึกการมอบสำเนาที่ %(copy)s แล้ว") % {"copy": copy})
    return redirect("plan-copies", number=whole_number(request.POST.get("back", "")) or number)
