"""Texts to staff and public: drafted, edited, approved by another person; then sent through the call tree's channels,
or published as text by hand."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from phrom.callouts.actions import start_callout
from phrom.callouts.queries import Callout
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree, build_call_tree, tree_to
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import people_by_id
from phrom.core.response.message_draft import FORMS, LEADERS, PUBLIC, STAFF
from phrom.core.response.party import Party, exists, party_of_key, people_of
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.incidents.actions import locked_open, settings_for, write
from phrom.incidents.queries import Incident, calling_way, incident_now, tree_now
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import required_words
from phrom.plans.queries import plan_of
from phrom.response.actions.approval import approval_by, checked_text, require_revision
from phrom.response.models import Message, SituationReport

LONGEST = 4000  # characters; what LINE takes in one message, with room for mark and code


@transaction.atomic
def draft_message(
    author: Membership, incident_id: int, form: str, text: str, *, audience: str = "", report: int | None = None
) -> Message:
    """Keep a draft. `report`: the number of the approved report that is sent on; its text was approved already, so the
    message needs no further word of the head."""
    require(author, Permission.ASK_DECISION)
    incident = locked_open(author, incident_id)
    if form not in FORMS:
        raise NotFoundError(_("ไม่มีข้อความแบบนี้"))
    source = _approved_report(incident, report) if report is not None else None
    message = Message.objects.create(
        incident_id=incident.pk,
        form=form,
        audience=_audience(incident, audience or FORMS[form].audience),
        text=_in_one_message(text, source),
        report=source,
        state=Message.State.APPROVED if source else Message.State.DRAFT,
        drafted_at=incident_now(incident),
        drafted_by_id=author.user_id,
        approved_at=source.approved_at if source else None,
        approved_by_name=source.approved_by_name if source else "",
    )
    write(author, incident, "message.drafted", {"title": FORMS[form].title.model_dump(), "message": message.pk})
    return message


@transaction.atomic
def edit_message(
    author: Membership, incident_id: int, message_id: int, text: str, *, audience: str, revision: int
) -> Message:
    """A draft's new text and receivers."""
    require(author, Permission.ASK_DECISION)
    incident, message = _in_state(author, incident_id, message_id, Message.State.DRAFT)
    text = _short_enough(text)
    require_revision(message.revision, revision)
    message.text, message.audience, message.revision = text, _audience(incident, audience), revision + 1
    message.save(update_fields=["text", "audience", "revision"])
    return message


@transaction.atomic
def approve_message(
    approver: Membership, incident_id: int, message_id: int, *, revision: int, as_person: str = ""
) -> Message:
    """By the head or an alternate of the head, never by the drafter."""
    incident, message = _in_state(approver, incident_id, message_id, Message.State.DRAFT)
    approval = approval_by(approver, incident, message.drafted_by_id, as_person)
    require_revision(message.revision, revision)
    _short_enough(message.text)
    message.state, message.approved_by_name = Message.State.APPROVED, approval.name
    message.approved_at = incident_now(incident)
    message.save(update_fields=["state", "approved_at", "approved_by_name"])
    data = {"by": approval.said, "text": message.text, "message": message.pk}
    write(approver, incident, "message.approved", data)
    return message


@transaction.atomic
def drop_message(author: Membership, incident_id: int, message_id: int) -> Message:
    """A text that is no longer wanted; it stays in the list."""
    require(author, Permission.ASK_DECISION)
    incident, message = _found(author, incident_id, message_id)
    if message.state == Message.State.OUT:
        raise RefusedError(_("ข้อความนี้ส่งออกไปแล้ว"), code="out")
    message.state = Message.State.DROPPED
    message.save(update_fields=["state"])
    write(author, incident, "message.dropped", {"title": FORMS[message.form].title.model_dump(), "message": message.pk})
    return message


@transaction.atomic
def send_message(author: Membership, incident_id: int, message_id: int) -> Message:
    """Through every channel until each has acknowledged. Before the plan is in force a text to all staff goes down the
    call tree as a warning: who is silent is phoned, and the next in order is told. Sent once, however often pressed."""
    require(author, Permission.ASK_DECISION)
    incident, message = _found(author, incident_id, message_id)
    if message.callout_id is not None:
        return message
    if message.state != Message.State.APPROVED:
        raise RefusedError(_("ข้อความนี้ยังไม่อนุมัติ จึงยังส่งไม่ได้"), code="not-approved")
    if message.audience == PUBLIC:
        raise RefusedError(_("ข้อความถึงประชาชนเผยแพร่เป็นข้อความ แล้วบันทึกว่าเผยแพร่ที่ใด"), code="public")
    call = planned_call(incident, message)
    if not call.settings.channels:
        raise RefusedError(_("ยังไม่มีช่องทางที่ส่งได้ ให้คัดลอกข้อความไปส่งเอง แล้วบันทึกว่าส่งทางใด"), code="no-channel")
    if not call.tree.first_called:
        raise RefusedError(_("แผนไม่มีบุคลากรที่จะรับข้อความนี้"), code="nobody")
    message.callout_id = start_callout(
        author,
        incident_id=incident.pk,
        practice=incident.practice,
        tree=call.tree,
        settings=call.settings,
        message=call.message,
        decided=True,
        purpose=Callout.Purpose.WARNING if call.warns else Callout.Purpose.MESSAGE,
        clock_advances=incident.clock_advances,
    ).pk
    message.state, message.out_at = Message.State.OUT, incident_now(incident)
    message.save(update_fields=["callout", "state", "out_at"])
    count = len(call.tree.first_called)
    write(author, incident, "message.sent", {"text": message.text, "people_count": count, "message": message.pk})
    return message


@dataclass(frozen=True)
class PlannedCall:
    """What sending a text does: whom it goes to and how. `warns`: down the call tree, before the plan is in force."""

    tree: CallTree
    settings: CalloutSettings
    message: dict[str, Any]
    warns: bool


def planned_call(incident: Incident, message: Message) -> PlannedCall:
    """For a text that is not for the public."""
    plan, pace = plan_of(incident.plan_version), settings_for(incident, incident.stage)
    way = calling_way(incident.organisation_id, incident.threat, incident.stage)
    warns = incident.stage == Incident.Stage.ONSET and message.audience == STAFF
    tree = build_call_tree(plan, pace.mode_of(way.mode)) if warns else _tree(plan, message.audience)
    once = CalloutSettings.model_validate(pace.model_dump() | {"tries_per_channel": 1})
    return PlannedCall(
        tree=tree_now(incident.organisation_id, tree),
        settings=pace if warns else once,
        message={"office": plan.organisation.name, "words": message.text},
        warns=warns,
    )


@transaction.atomic
def record_published(author: Membership, incident_id: int, message_id: int, *, where: str) -> Message:
    """An approved text was published or sent by hand: a board, a page, a chat, a loudspeaker."""
    require(author, Permission.ASK_DECISION)
    incident, message = _found(author, incident_id, message_id)
    if message.state not in (Message.State.APPROVED, Message.State.OUT):
        raise RefusedError(_("ข้อความนี้ยังไม่อนุมัติ จึงยังเผยแพร่ไม่ได้"), code="not-approved")
    where = required_words(where, _("โปรดเขียนว่าเผยแพร่หรือส่งทางใด"), field="where")
    message.out_where = f"{message.out_where}, {where}".removeprefix(", ")[:300]
    message.out_at = message.out_at or incident_now(incident)
    message.state = Message.State.OUT
    message.save(update_fields=["state", "out_where", "out_at"])
    write(author, incident, "message.published", {"text": message.text, "way": where, "message": message.pk})
    return message


def _tree(plan: Plan, audience: str) -> CallTree:
    if audience == STAFF:
        return tree_to(plan.people)
    party, known = party_of_key(audience), people_by_id(plan)
    wanted = people_of(plan, party) if party else ()
    if audience == LEADERS:
        places = [Party("head"), Party("coordinator"), *(Party("leader", t.id) for t in plan.continuity_team.teams)]
        wanted = tuple(dict.fromkeys(p for place in places for p in people_of(plan, place)))
    return tree_to(known[p] for p in wanted if p in known)


def _audience(incident: Incident, audience: str) -> str:
    if audience in (STAFF, LEADERS, PUBLIC):
        return audience
    party = party_of_key(audience)
    if party is None or not exists(plan_of(incident.plan_version), party):
        raise InvalidInputError(_("โปรดเลือกว่าจะส่งถึงใคร"), field="audience")
    return audience


def _in_one_message(text: str, report: SituationReport | None) -> str:
    """A drafted text that is too long for one message ends with a whole line, and says where to read on."""
    if len(text) <= LONGEST:
        return text
    words = (
        _("(ยาวเกินหนึ่งข้อความ โปรดอ่านต่อในรายงานสถานการณ์ฉบับที่ %(n)s)") % {"n": report.number}
        if report
        else _("(ยาวเกินหนึ่งข้อความ)")
    )
    whole = text[: LONGEST - len(words) - 1]
    return f"{whole[: whole.rfind(chr(10)) if chr(10) in whole else None]}\n{words}"


def _short_enough(text: str) -> str:
    text = checked_text(text)
    if len(text) > LONGEST:
        raise InvalidInputError(
            _("ข้อความยาวเกิน %(n)s ตัวอักษร โปรดย่อ") % {"n": f"{LONGEST:,}"}, code="too-long", field="text"
        )
    return text


def _approved_report(incident: Incident, number: int) -> SituationReport:
    report = SituationReport.objects.filter(incident_id=incident.pk, number=number).first()
    if report is None:
        raise NotFoundError(_("ไม่มีรายงานฉบับนี้"))
    if report.approved_at is None:
        raise RefusedError(_("รายงานฉบับนี้ยังไม่อนุมัติ จึงยังส่งไม่ได้"), code="not-approved")
    return report


def _found(author: Membership, incident_id: int, message_id: int) -> tuple[Incident, Message]:
    incident = locked_open(author, incident_id)
    message = Message.objects.filter(incident_id=incident.pk, pk=message_id).first()
    if message is None:
        raise NotFoundError(_("ไม่มีข้อความนี้ในเหตุการณ์"))
    return incident, message


def _in_state(author: Membership, incident_id: int, message_id: int, state: str) -> tuple[Incident, Message]:
    incident, message = _found(author, incident_id, message_id)
    if message.state != state:
        raise RefusedError(_("ข้อความนี้อนุมัติหรือเลิกใช้แล้ว แก้ไม่ได้อีก ให้ร่างใหม่"), code="approved")
    return incident, message
