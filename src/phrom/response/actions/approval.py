"""Texts that leave the office are approved by the head or an alternate of the head, never by who drafted them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from phrom.errors import InvalidInputError, NotAllowedError, RefusedError
from phrom.incidents.actions import require_play
from phrom.incidents.queries import Incident, head_name, name_in_plan, stands_in_order
from phrom.offices.access import Membership, allowed
from phrom.offices.roles import Permission

LONGEST = 20_000  # characters


@dataclass(frozen=True)
class Approval:
    """`name` for the paper, `said` for the log book: the same, in both languages where somebody acts for the head."""

    name: str
    said: str | dict[str, Any]


def may_approve(approver: Membership, incident: Incident, drafted_by_id: int) -> bool:
    """For what a page offers."""
    in_order = stands_in_order(incident, approver.person)
    return drafted_by_id != approver.user_id and (in_order or allowed(approver, Permission.APPROVE_ACTIVATION))


def approval_by(approver: Membership, incident: Incident, drafted_by_id: int, as_person: str = "") -> Approval:
    """Proves the right. Raises NotAllowedError without it, RefusedError for one's own draft. `as_person`: whom the
    leader of a practice plays, the head or an alternate of the head."""
    if as_person:
        return _played(approver, incident, as_person)
    in_order, by_right = (
        stands_in_order(incident, approver.person),
        allowed(approver, Permission.APPROVE_ACTIVATION),
    )
    if not in_order and not by_right:
        raise NotAllowedError(_("หัวหน้าคณะหรือผู้ปฏิบัติหน้าที่แทนเป็นผู้อนุมัติ"))
    if drafted_by_id == approver.user_id:
        raise RefusedError(_("ผู้ร่างอนุมัติข้อความของตนเองไม่ได้ ต้องเป็นอีกคนหนึ่ง"), code="same-person")
    name = approver.user.name
    return Approval(name, name) if by_right else _for_head(name, incident)


def _played(approver: Membership, incident: Incident, person: str) -> Approval:
    require_play(approver, incident)
    if not stands_in_order(incident, person):
        raise NotAllowedError(_("หัวหน้าคณะหรือผู้ปฏิบัติหน้าที่แทนเป็นผู้อนุมัติ"))
    return _for_head(name_in_plan(incident, person), incident)


def _for_head(name: str, incident: Incident) -> Approval:
    head = head_name(incident)
    if name == head:
        return Approval(name, name)
    said = {"th": f"{name} ปฏิบัติหน้าที่แทน {head}", "en": f"{name}, acting for {head},"}
    return Approval(said["th"], said)


def checked_text(text: str) -> str:
    """A text of several lines as it is kept. Raises InvalidInputError for none, or for one that is too long."""
    text = text.replace("\0", "").replace("\r\n", "\n").strip()
    if not text:
        raise InvalidInputError(_("ข้อความว่างเปล่าไม่ได้"), field="text")
    if len(text) > LONGEST:
        raise InvalidInputError(
            _("ข้อความยาวเกิน %(n)s ตัวอักษร โปรดย่อ") % {"n": f"{LONGEST:,}"}, code="too-long", field="text"
        )
    return text


def require_revision(known: int, seen: int) -> None:
    """Two who edit at once: the second hears it and loses nothing of what they wrote."""
    if known != seen:
        raise RefusedError(_("มีผู้แก้ร่างนี้หลังจากท่านเปิด โปรดดูทั้งสองข้อความแล้วบันทึกอีกครั้ง"), code="edited-meanwhile")
