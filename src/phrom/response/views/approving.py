"""A text that waits to be approved as pages show it: who may, whether the reader may, whom practice may play."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from phrom.core.response.message_draft import FORMS
from phrom.incidents.queries import Incident, name_in_plan
from phrom.offices.access import Membership, allowed
from phrom.offices.roles import Permission
from phrom.plans.queries import in_language, plan_of
from phrom.response.actions.approval import may_approve
from phrom.response.queries.drafts import Draft


def approving(membership: Membership, incident: Incident, drafted_by: int | None, *, waits: bool) -> dict[str, Any]:
    """Context of `response/parts/approving.html`. `waits`: it is a draft that can be approved now."""
    if not waits or drafted_by is None:
        return {"may_approve": False}
    head = plan_of(incident.plan_version).continuity_team.head
    order = [(p, name_in_plan(incident, p)) for p in (head.primary, *head.alternates) if p]
    may = may_approve(membership, incident, drafted_by)
    plays = not may and incident.practice and allowed(membership, Permission.START_PRACTICE)
    return {
        "may_approve": may,
        "approvers": [] if may else [name for _person, name in order],
        "players": order if plays else [],
    }


def draft_link(incident: Incident, draft: Draft) -> tuple[str, str]:
    """What a draft is called, and its page."""
    if draft.kind == "message":
        return in_language(FORMS[draft.form].title), reverse("incident-message", args=[incident.pk, draft.number])
    if draft.kind == "report":
        words = _("รายงานสถานการณ์ฉบับที่ %(n)s") % {"n": draft.number}
        return words, reverse("situation-report", args=[incident.pk, draft.number])
    words = _("รายงานการประชุมครั้งที่ %(n)s") % {"n": draft.number}
    return words, reverse("incident-meeting", args=[incident.pk, draft.number])
