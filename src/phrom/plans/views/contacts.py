"""Numbers and addresses of the plan in force, changed at once and without a new approval."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from phrom.core.plan.contacts import CONTACT_FIELDS, is_contact
from phrom.core.plan.document import Plan
from phrom.core.plan.editing import Change
from phrom.offices.access import membership_of, needs
from phrom.offices.roles import Permission
from phrom.plans import queries
from phrom.plans.actions import revise_contacts
from phrom.plans.queries import PlanVersion
from phrom.plans.views.edit.reading import read_form
from phrom.plans.views.edit.sheet import Answers, Sheet

AT_ONCE = 60


@needs(Permission.EDIT_PLAN)
@never_cache
@require_http_methods(["GET", "POST"])
def plan_contacts(request: HttpRequest, number: int) -> HttpResponse:
    version = queries.version_numbered(membership_of(request).organisation_id, number)
    if version.state != PlanVersion.State.APPROVED and request.method == "GET":
        return redirect("plan-version", number=number)
    if request.method == "POST":
        return _save(request, version)
    return _page(request, version, Answers())


def _save(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    sent = read_form(request.POST, queries.plan_of(version))
    changes = [change for change in sent.changes if isinstance(change, Change) and is_contact(change.path)]
    if sent.answers.errors:  # all or nothing: what goes out at once is not sent in halves
        return _page(request, version, sent.answers, status=422)
    new = revise_contacts(membership_of(request), version.number, changes)
    if new.number == version.number:
        messages.info(request, _("ไม่มีข้อมูลติดต่อใดเปลี่ยน"))
    else:
        count = len({change.path.split("/")[1] for change in changes})
        said = ngettext("ปรับข้อมูลติดต่อ %(n)s คน ใช้ได้ทันที", "ปรับข้อมูลติดต่อ %(n)s คน ใช้ได้ทันที", count)
        messages.success(request, said % {"n": count})
    return redirect("plan-version", number=new.number)


def _page(request: HttpRequest, version: PlanVersion, answers: Answers, *, status: int = 200) -> HttpResponse:
    plan = queries.plan_of(version)
    sheet = Sheet(plan, answers, [])
    wanted = request.GET.get("q", "").strip().casefold()
    paths = [path for path in sheet.paths_in("people") if not wanted or wanted in _searched(plan, path)]
    typed = {path.rpartition("/")[0] for path in answers.typed}
    shown = [path for path in paths if path in typed] + [path for path in paths if path not in typed][:AT_ONCE]
    names = tuple(field for field in CONTACT_FIELDS if field != "phones_text")
    context = {
        "version": version,
        "rows": [sheet.row(path, names, lists=False) for path in shown],
        "answers": answers,
        "more": len(paths) - len(shown),
        "count": len(plan.people),
        "asked": request.GET.get("q", ""),
    }
    return render(request, "plans/contacts.html", context, status=status)


def _searched(plan: Plan, path: str) -> str:
    person = next(one for one in plan.people if f"people/{one.id}" == path)
    return f"{person.full_name} {person.position or ''} {' '.join(person.phones)}".casefold()
