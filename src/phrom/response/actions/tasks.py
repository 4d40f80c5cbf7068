"""Tasks: taken, done, set aside with a reason, handed on; and tasks that the plan does not have."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from phrom.core.response.party import Party, exists, party_name, party_of_key
from phrom.core.response.rounds import LONGEST, SHORTEST
from phrom.core.values.source import Bilingual
from phrom.core.values.thai_date import span_words
from phrom.errors import InvalidInputError, NotAllowedError, RefusedError
from phrom.incidents.actions import locked, write
from phrom.incidents.queries import Incident, incident_now
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import optional_words, required_words
from phrom.plans.queries import plan_of
from phrom.response import queries
from phrom.response.actions.times import moment_of
from phrom.response.models import Task

PLACES = {
    "head": Bilingual(th="หัวหน้าคณะบริหารความต่อเนื่อง", en="the head"),
    "coordinator": Bilingual(th="ผู้ประสานงาน", en="the coordinator"),
}


def take_task(author: Membership, incident_id: int, key: str, *, at: datetime | None = None) -> Task:
    """From `at` (the incident's time) or now on this person does it. Who has it already keeps it; taking one's own
    again changes nothing."""
    with transaction.atomic():
        incident, view, row = _to_change(author, incident_id, key)
        if row.state == Task.State.TAKEN and row.holder_name != author.user.name:
            words = {"name": row.holder_name}
            raise RefusedError(_("%(name)s รับงานนี้ไปแล้ว ขอให้ส่งต่อ หรือให้ผู้ประสานงานเปิดใหม่") % words, code="taken")
        if row.state == Task.State.TAKEN:
            return row
        when = moment_of(incident, at)
        row.state, row.holder, row.holder_name = Task.State.TAKEN, author.person, author.user.name
        row.save()
        data = {"person_name": author.user.name, **_about(view)}
        write(author, incident, "task.taken", data, happened_at=when.real)
        return row


def finish_task(
    author: Membership,
    incident_id: int,
    key: str,
    *,
    note: str = "",
    parts: list[int] | None = None,
    at: datetime | None = None,
) -> Task:
    """Done, at `at` (the incident's time) or now. A step with sub-items is done when all are ticked; `parts` are those
    ticked now, and while some are left the task stays open with what has been done."""
    with transaction.atomic():
        incident, view, row = _to_change(author, incident_id, key, done_is_fine=True)
        if view.settled and row.state == Task.State.DONE:
            return row
        when = moment_of(incident, at)
        all_parts = len(view.spec.parts)
        ticked = sorted(n for n in set(parts or ()) if 0 <= n < all_parts)
        row.note = optional_words(note) or ("" if view.every else row.note)
        about = {"person_name": author.user.name, **_about(view)}
        if len(ticked) < all_parts:
            if ticked == row.parts_done:
                raise InvalidInputError(_("ยังเหลือข้อย่อยที่ไม่ได้ทำ ทำเครื่องหมายทุกข้อ หรือบันทึกว่าไม่เกี่ยวข้องพร้อมเหตุผล"))
            row.parts_done = ticked
            row.save()
            counts = {"done_count": len(ticked), "all_count": all_parts, "parts": ticked}
            write(author, incident, "task.progressed", about | counts)
            return row
        row.parts_done, row.state = ticked, Task.State.DONE
        row.settled_at, row.settled_by = max(when.incident, row.settled_at or when.incident), author.user.name
        if view.every:
            row.parts_done, row.rounds = [], row.rounds + 1
        row.save()
        data = about | {
            "note": row.note or "-",
            "late": view.spec.due_at is not None and when.incident > view.spec.due_at,
        }
        kind = "task.round_done" if view.every else "task.done"
        write(author, incident, kind, data | {"round": row.rounds} if view.every else data, happened_at=when.real)
        return row


@transaction.atomic
def set_task_aside(author: Membership, incident_id: int, key: str, *, reason: str, at: datetime | None = None) -> Task:
    """Not applicable in this incident; nothing is skipped without its reason."""
    incident, view, row = _to_change(author, incident_id, key)
    row.note = required_words(reason, _("โปรดเขียนว่าเหตุใดงานนี้จึงไม่เกี่ยวข้อง"))
    row.state = Task.State.NOT_APPLICABLE
    when = moment_of(incident, at)
    row.settled_at, row.settled_by = when.incident, author.user.name
    row.save()
    data = {"person_name": author.user.name, "reason": row.note, **_about(view)}
    write(author, incident, "task.set_aside", data, happened_at=when.real)
    return row


@transaction.atomic
def hand_task_on(author: Membership, incident_id: int, key: str, *, to: str, reason: str) -> Task:
    """To a place, team, unit or person of the plan (`Party.key`), who now has it open."""
    incident, view, row = _to_change(author, incident_id, key)
    plan = plan_of(incident.plan_version)
    party = party_of_key(to)
    if party is None or not exists(plan, party):
        raise InvalidInputError(_("โปรดเลือกว่าจะส่งงานนี้ให้ใคร"), field="to")
    reason = required_words(reason, _("โปรดเขียนสั้น ๆ ว่าเหตุใดจึงส่งต่อ"))
    row.party, row.state, row.holder, row.holder_name = party.key, Task.State.OPEN, "", ""
    row.save()
    data = {"person_name": author.user.name, "receiver": said(party, party_name(plan, party)), "reason": reason}
    write(author, incident, "task.handed_on", data | _about(view))
    return row


@transaction.atomic
def reopen_task(author: Membership, incident_id: int, key: str, *, reason: str) -> Task:
    """Ticked by mistake, or not done after all: open again, with what was ticked kept."""
    incident, view, row = _to_change(author, incident_id, key, done_is_fine=True)
    if row.state == Task.State.OPEN:
        return row
    reason = required_words(reason, _("โปรดเขียนสั้น ๆ ว่าเหตุใดจึงเปิดงานอีกครั้ง"))
    row.state, row.holder, row.holder_name = Task.State.OPEN, "", ""
    row.settled_at, row.settled_by, row.note = None, "", ""
    row.save()
    write(author, incident, "task.reopened", {"person_name": author.user.name, "reason": reason, **_about(view)})
    return row


@transaction.atomic
def repeat_task(author: Membership, incident_id: int, key: str, *, minutes: int) -> Task:
    """From now on the task comes again so many minutes after it was done; 0: once is enough."""
    incident, view, row = _to_change(author, incident_id, key, done_is_fine=True)
    require(author, Permission.ASK_DECISION)
    every = timedelta(minutes=minutes)
    if minutes and not SHORTEST <= every <= LONGEST:
        raise InvalidInputError(_("ทำซ้ำได้ทุก 5 นาที ถึงทุก 31 วัน"), field="hours")
    if view.state == "not_applicable" or (minutes and not queries.may_repeat(incident, view)):
        raise RefusedError(_("งานนี้จบแล้ว จึงไม่มีรอบต่อไป"), code="settled")
    row.every_minutes, row.every_since = minutes, incident_now(incident)
    row.save()
    data: dict[str, Any] = {"person_name": author.user.name, **_about(view)}
    if minutes:
        data["span"] = {"th": span_words(every), "en": span_words(every, language="en")}
    write(author, incident, "task.repeats" if minutes else "task.once", data)
    return row


@transaction.atomic
def add_task(author: Membership, incident_id: int, *, text: str, to: str, due_at: datetime | None = None) -> Task:
    """A task that the plan does not have. `due_at`: the incident's time."""
    incident = _open_incident(author, incident_id)
    require(author, Permission.ASK_DECISION)
    text = required_words(text, _("โปรดเขียนว่าต้องทำอะไร"), field="text")
    plan, party = plan_of(incident.plan_version), party_of_key(to)
    if party is None or not exists(plan, party):
        raise InvalidInputError(_("โปรดเลือกว่าใครทำงานนี้"), field="to")
    now = incident_now(incident)
    if due_at is not None and due_at <= now:
        raise InvalidInputError(_("กำหนดเสร็จต้องเป็นเวลาที่ยังมาไม่ถึง"), field="at")
    row = Task.objects.create(
        incident_id=incident.pk,
        key=f"added-{secrets.token_hex(6)}",
        text=text,
        party=party.key,
        added_at=now,
        due_at=due_at,
    )
    data = {"task": text, "key": row.key, "receiver": said(party, party_name(plan, party))}
    write(author, incident, "task.added", data)
    return row


def said(party: Party, name: str) -> str | dict[str, str]:
    """A party for the log."""
    place = PLACES.get(party.kind)
    return place.model_dump() if place else name


def _about(view: queries.TaskView) -> dict[str, str]:
    return {"task": view.spec.text, "key": view.key}


def _open_incident(author: Membership, incident_id: int) -> Incident:
    incident = locked(author, incident_id)
    if incident.stage == Incident.Stage.CLOSED:
        raise RefusedError(_("เหตุการณ์นี้ปิดแล้ว"), code="closed")
    return incident


def _to_change(
    author: Membership, incident_id: int, key: str, *, done_is_fine: bool = False
) -> tuple[Incident, queries.TaskView, Task]:
    """The task with its row, in the locked incident. What somebody settled meanwhile is not settled again."""
    incident = _open_incident(author, incident_id)
    view = queries.task_with(incident, key)
    if not queries.may_do(author, view):
        raise NotAllowedError(_("งานนี้เป็นของผู้อื่น ขอให้ผู้รับผิดชอบหรือผู้ประสานงานบันทึก"))
    if view.settled and view.row and not done_is_fine:
        words = {"name": view.row.settled_by}
        raise RefusedError(_("%(name)s บันทึกงานนี้เรียบร้อยแล้ว") % words, code="settled")
    row = view.row or Task(incident_id=incident.pk, key=key)
    return incident, view, row
