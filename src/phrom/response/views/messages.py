"""Texts to staff and public: the list with what can be drafted, and one text from draft to what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from phrom.callouts.queries import call_facts
from phrom.core.plan.document import Plan
from phrom.core.rendering.sms_segments import sms_length
from phrom.core.response.message_draft import FORMS, LEADERS, PUBLIC, STAFF, forms_in
from phrom.core.response.party import party_of_key
from phrom.incidents.queries import Incident, incident_now
from phrom.incidents.views.deciding import as_person
from phrom.incidents.views.figures import figures, longest_sms
from phrom.incidents.views.recording import page_that_records
from phrom.offices.access import Membership, allowed, needs
from phrom.offices.roles import Permission
from phrom.plans.queries import in_language, plan_of
from phrom.response import actions
from phrom.response.queries import report_numbered
from phrom.response.queries.messages import Message, heard_of, message_numbered, messages_of
from phrom.response.views.approving import approving
from phrom.response.views.message_facts import drafted_text
from phrom.response.views.party_words import place_words, receivers
from phrom.web.words import time_words


def state_words(message: Message) -> tuple[str, str]:
    """Chip and word."""
    if message.state == Message.State.OUT and message.out_at:
        return "done", _("ส่งแล้ว %(time)s") % {"time": time_words(message.out_at)}
    return {
        Message.State.DRAFT: ("waiting", _("ร่าง รออนุมัติ")),
        Message.State.APPROVED: ("calling", _("อนุมัติแล้ว ยังไม่ส่ง")),
    }.get(Message.State(message.state), ("refused", _("เลิกใช้")))


def audience_words(plan: Plan, audience: str) -> str:
    words = {STAFF: _("บุคลากรทุกคน"), LEADERS: _("หัวหน้าคณะและหัวหน้าทีม"), PUBLIC: _("ประชาชน")}
    party = party_of_key(audience)
    return words.get(audience) or (place_words(plan, party) if party else audience)


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_messages(request: HttpRequest, pk: int) -> HttpResponse:
    """POST drafts a text of the chosen form."""
    return page_that_records(request, pk, "response/messages.html", _draft, _list)


def _draft(request: HttpRequest, membership: Membership, incident: Incident) -> str:
    form, report = request.POST.get("form", ""), request.POST.get("report", "")
    number = int(report) if report.isascii() and report.isdigit() and len(report) < 9 else None
    found = report_numbered(incident, number) if number is not None else None
    text = drafted_text(incident, form, report=found.text if found else "")
    message = actions.draft_message(membership, incident.pk, form, text, report=number)
    return reverse("incident-message", args=[incident.pk, message.pk])


def _list(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
    plan, found = plan_of(incident.plan_version), messages_of(incident)
    waiting = next((m for m in found if m.state in (Message.State.DRAFT, Message.State.APPROVED)), None)
    return {
        "rows": [
            {
                "message": m,
                "title": in_language(FORMS[m.form].title),
                "audience": audience_words(plan, m.audience),
                "state": state_words(m),
                "heard": heard_of(incident, m),
            }
            for m in found
        ],
        "waiting": waiting,
        "forms": [(name, in_language(form.title)) for name, form in forms_in(incident.stage).items()],
        "may_draft": allowed(membership, Permission.ASK_DECISION) and incident.stage != Incident.Stage.CLOSED,
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.VIEW_INCIDENT)
def incident_message(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One text (`number` is its own)."""

    def record(request: HttpRequest, membership: Membership, incident: Incident) -> None:
        _record(request, membership, incident, number)

    def tell(request: HttpRequest, membership: Membership, incident: Incident) -> dict[str, Any]:
        return _one(request, membership, incident, number)

    return page_that_records(request, pk, "response/message.html", record, tell)


def _record(request: HttpRequest, membership: Membership, incident: Incident, number: int) -> None:
    posted, act = request.POST, request.POST.get("act", "")
    typed = posted.get("revision", "")
    revision = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0
    if act == "approve":
        actions.approve_message(membership, incident.pk, number, revision=revision, as_person=as_person(request))
        messages.success(request, _("อนุมัติข้อความแล้ว ยังไม่ได้ส่ง"))
    elif act == "send":
        message = actions.send_message(membership, incident.pk, number)
        heard = heard_of(incident, message)
        count = heard.reached.people if heard else 0
        messages.success(request, _("กำลังส่งถึง %(n)s คน") % {"n": count})
    elif act == "published":
        actions.record_published(membership, incident.pk, number, where=posted.get("where", ""))
        messages.success(request, _("บันทึกการเผยแพร่แล้ว"))
    elif act == "drop":
        actions.drop_message(membership, incident.pk, number)
        messages.success(request, _("เลิกใช้ข้อความแล้ว"))
    else:
        text, audience = posted.get("text", ""), posted.get("audience", "")
        actions.edit_message(membership, incident.pk, number, text, audience=audience, revision=revision)
        messages.success(request, _("บันทึกร่างแล้ว"))


def _one(request: HttpRequest, membership: Membership, incident: Incident, number: int) -> dict[str, Any]:
    message, plan = message_numbered(incident, number), plan_of(incident.plan_version)
    typed = request.POST.get("text") if request.method == "POST" else None
    draft, closed = message.state == Message.State.DRAFT, incident.stage == Incident.Stage.CLOSED
    may_act = allowed(membership, Permission.ASK_DECISION) and not closed
    approved = message.state == Message.State.APPROVED
    out = message.state == Message.State.OUT
    return {
        "message": message,
        "title": in_language(FORMS[message.form].title),
        "audience": audience_words(plan, message.audience),
        "audiences": [*((a, audience_words(plan, a)) for a in (STAFF, LEADERS, PUBLIC)), *receivers(plan)],
        "state": state_words(message),
        "text": typed or message.text,
        "kept": message.text if typed and typed != message.text else "",
        "may_edit": draft and may_act,
        **approving(membership, incident, message.drafted_by_id, waits=draft and not closed),
        "may_send": approved and may_act and message.audience != PUBLIC,
        "may_publish": (approved or out) and may_act,
        "may_drop": (draft or approved) and may_act,
        "heard": heard_of(incident, message),
        "segments": sms_length(message.text).segments,
        **(_planned(incident, message) if (draft or approved) and not closed and message.audience != PUBLIC else {}),
    }


def _planned(incident: Incident, message: Message) -> dict[str, Any]:
    """What sending it would do: to how many, by which channels, at what cost, and whom nothing would reach."""
    call = actions.planned_call(incident, message)
    facts = call_facts(call.message, practice=incident.practice, at=incident_now(incident))
    contacts = (call.tree.contact_by_person[p] for p in call.tree.first_called)
    channels = call.settings.channels
    shown, length = figures(call.tree, call.settings, facts), longest_sms(call.tree, facts)
    return {
        "warns": call.warns,
        "people_count": len(call.tree.first_called),
        "figures": shown,
        "length": length,
        "segments": 0 if shown else length.segments,
        "without": [c.name for c in contacts if not c.order(channels)] if channels else [],
    }
