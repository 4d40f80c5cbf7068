"""What is decided about a finding: somebody mends it by a day, or nothing is to be done; and that it is done."""

import secrets
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from phrom import clock
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.improvement.models import Improvement
from phrom.improvement.queries import findings_of
from phrom.incidents.actions import locked, write
from phrom.incidents.queries import Incident
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission
from phrom.person_words import required_words


@transaction.atomic
def decide_improvement(
    author: Membership, incident_id: int, finding: str, *, action: str, owner: str, due_on: date | None, found: str = ""
) -> Improvement:
    """Somebody mends it by a day. `finding` is the key of a finding of the review; empty: `found` says what people
    found themselves."""
    incident, key, words = _finding(author, incident_id, finding, found)
    action = required_words(action, _("โปรดเขียนว่าจะแก้อย่างไร"), field="action")
    owner = required_words(owner, _("โปรดเขียนว่าใครเป็นผู้แก้"), field="owner", longest=300)
    if due_on is None:
        raise InvalidInputError(_("โปรดใส่วันที่ต้องเสร็จ"), field="due")
    if due_on < timezone.localdate(clock.now()):
        raise InvalidInputError(_("วันที่ต้องเสร็จผ่านไปแล้ว"), field="due")
    row = _kept(author, incident, key, words, action=action, owner=owner, due_on=due_on, state=Improvement.State.OPEN)
    data = {"finding": words, "action": action, "owner": owner, "due": due_on.isoformat(), "improvement": row.pk}
    write(author, incident, "improvement.decided", data)
    return row


@transaction.atomic
def set_finding_aside(author: Membership, incident_id: int, finding: str, *, reason: str) -> Improvement:
    """Looked at: nothing is to be done, and why."""
    incident, key, words = _finding(author, incident_id, finding, "")
    reason = required_words(reason, _("โปรดเขียนว่าเหตุใดจึงไม่ต้องแก้"))
    row = _kept(author, incident, key, words, remark=reason, state=Improvement.State.NOT_NEEDED)
    write(author, incident, "improvement.set_aside", {"finding": words, "reason": reason, "improvement": row.pk})
    return row


@transaction.atomic
def finish_improvement(author: Membership, improvement_id: int, *, proof: str) -> Improvement:
    """Done, with what shows it. Twice is once."""
    require(author, Permission.DO_TASKS)
    row = Improvement.objects.select_for_update().filter(organisation_id=author.organisation_id, pk=improvement_id)
    found = row.first()
    if found is None:
        raise NotFoundError(_("ไม่มีเรื่องนี้"))
    if found.state == Improvement.State.DONE:
        return found
    if found.state != Improvement.State.OPEN:
        raise RefusedError(_("เรื่องนี้ตัดสินใจแล้วว่าไม่ต้องแก้"), code="not-needed")
    found.remark = required_words(proof, _("โปรดเขียนว่าทำอะไรไปแล้ว และดูได้ที่ใด"), field="proof")
    found.state, found.done_at = Improvement.State.DONE, clock.now()
    found.save(update_fields=["state", "remark", "done_at"])
    incident = locked(author, found.incident_id)
    data = {"action": found.action, "proof": found.remark, "person_name": author.user.name, "improvement": found.pk}
    write(author, incident, "improvement.done", data)
    return found


def _finding(author: Membership, incident_id: int, finding: str, found: str) -> tuple[Incident, str, str]:
    require(author, Permission.ASK_DECISION)
    incident = locked(author, incident_id)
    if incident.stage != Incident.Stage.CLOSED:
        raise RefusedError(_("การทบทวนเริ่มเมื่อปิดเหตุการณ์แล้ว"), code="not-closed")
    if not finding:
        return incident, f"own-{secrets.token_hex(6)}", required_words(found, _("โปรดเขียนว่าพบเรื่องใด"), field="found")
    known = next((f for f in findings_of(incident) if f.key == finding), None)
    if known is None:
        raise NotFoundError(_("ไม่มีข้อสังเกตนี้"))
    return incident, known.key[:300], known.text.th[:2000]


def _kept(author: Membership, incident: Incident, key: str, found: str, **values: object) -> Improvement:
    try:
        with transaction.atomic():
            return Improvement.objects.create(
                organisation_id=author.organisation_id,
                incident_id=incident.pk,
                finding=key,
                found=found,
                decided_at=clock.now(),
                decided_by_name=author.user.name,
                **values,
            )
    except IntegrityError as error:
        raise RefusedError(_("มีผู้ตัดสินใจเรื่องนี้แล้ว โปรดดูรายการล่าสุด"), code="decided") from error
