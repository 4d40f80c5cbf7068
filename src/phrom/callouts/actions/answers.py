"""Answers of every kind end in the same few functions, and so on the same board."""

from datetime import timedelta
from typing import cast

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts import queries
from phrom.callouts.actions.record import append, locked, log
from phrom.callouts.models import CallerListItem, Callout, Recipient, WrongCode
from phrom.core.callout.progress import Acknowledged, CallerReported, CallerResult, Refused
from phrom.core.callout.reply_code import normalise_code
from phrom.errors import InvalidInputError, NotFoundError, RefusedError, TooManyTriesError
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission

HOLD = timedelta(minutes=5)  # how long a caller keeps a person to themselves
WRONG_CODES = 10  # from one address …
WRONG_CODES_WITHIN = timedelta(minutes=15)  # … in this time


@transaction.atomic
def acknowledge(callout_id: int, person: str, *, via: str, author: Membership | None = None) -> None:
    """The person has the message. A second answer changes nothing and is no second log entry."""
    callout, name = _answering(callout_id, person)
    if queries.state_of(callout).people[person].acknowledged:
        return
    append(callout, Acknowledged(person=person, via=via, by=author.user.name if author else None, at=clock.now()))
    _leave_the_list(callout, person)
    log(callout, "call.acknowledged", {"person": person, "name": name, "via": via}, author, author_name=name)


@transaction.atomic
def refuse(callout_id: int, person: str, *, via: str, author: Membership | None = None) -> None:
    """The person was reached and cannot come: the alternate is called."""
    callout, name = _answering(callout_id, person)
    if queries.state_of(callout).people[person].refused:
        return
    append(callout, Refused(person=person, via=via, by=author.user.name if author else None, at=clock.now()))
    _leave_the_list(callout, person)
    log(callout, "call.refused", {"person": person, "name": name, "via": via}, author, author_name=name)


def acknowledge_by_code(text: str, *, source: str, refusing: bool = False) -> Recipient:
    """Answer by a typed code; `source` is where it comes from (an address). Raises for wrong codes and for guessing."""
    _stop_guessing(source)
    recipient = queries.recipient_by_code(normalise_code(text))
    if recipient is None:
        _count_wrong_code(source)
        raise InvalidInputError(_("ไม่พบรหัสนี้ โปรดดูรหัสในข้อความอีกครั้ง หรือบอกผู้ที่โทรหาท่าน"), code="wrong-code")
    answer = refuse if refusing else acknowledge
    answer(recipient.callout_id, recipient.person, via="code")
    return recipient


def hold_item(author: Membership, item_id: int) -> CallerListItem:
    """Take a person to phone. Raises RefusedError while somebody else holds them: two never call one."""
    require(author, Permission.CALL_PEOPLE)
    now = clock.now()
    items = CallerListItem.objects.filter(pk=item_id, callout__organisation_id=author.organisation_id)
    item = items.select_related("held_by").first()
    if item is None:
        raise NotFoundError(_("ไม่มีรายการนี้"))
    free = items.filter(closed_at=None).exclude(held_until__gt=now) | items.filter(closed_at=None, held_by_id=author.user_id)
    if not free.update(held_by_id=author.user_id, held_until=now + HOLD):
        raise RefusedError(_("มีผู้อื่นกำลังโทรหาคนนี้อยู่ หรือได้คำตอบแล้ว"), code="held-by-another")
    item.refresh_from_db()
    return item


@transaction.atomic
def report_by_caller(author: Membership, callout_id: int, person: str, result: str) -> None:
    """What a caller heard; goes onto the same board as every other answer."""
    require(author, Permission.CALL_PEOPLE)
    callout = Callout.objects.filter(pk=callout_id, organisation_id=author.organisation_id).first()
    if callout is None:
        raise NotFoundError(_("ไม่มีการแจ้งเหตุนี้"))
    callout, name = _answering(callout_id, person)
    if result not in ("answered", "no_answer", "wrong_number", "refused", "left_message"):
        raise InvalidInputError(_("ไม่รู้จักผลการโทรนี้"))
    append(
        callout,
        CallerReported(
            person=person, caller=author.person or None, result=cast("CallerResult", result), at=clock.now()
        ),
    )
    log(callout, "call.reported_by_caller", {"person": person, "name": name, "result": result}, author)
    if result == "answered":
        acknowledge(callout_id, person, via="person", author=author)
    elif result == "refused":
        refuse(callout_id, person, via="person", author=author)
    CallerListItem.objects.filter(callout=callout, person=person, closed_at=None).update(
        held_by=None, held_until=None, listed_at=clock.now()
    )


def close_codes(incident_id: int) -> None:
    """The incident is over: its codes may be given again."""
    Recipient.objects.filter(callout__incident_id=incident_id).update(code_open=False)


def _answering(callout_id: int, person: str) -> tuple[Callout, str]:
    callout = locked(callout_id)
    if callout.state == Callout.State.STOPPED:
        raise RefusedError(_("การแจ้งเหตุนี้ยุติแล้ว"), code="callout-stopped")
    name = callout.recipients.filter(person=person).values_list("name", flat=True).first()
    if name is None:
        raise NotFoundError(_("ไม่มีคนนี้ในการแจ้งเหตุ"))
    return callout, name


def _leave_the_list(callout: Callout, person: str) -> None:
    CallerListItem.objects.filter(callout=callout, person=person, closed_at=None).update(closed_at=clock.now())


def _stop_guessing(source: str) -> None:
    since = clock.now() - WRONG_CODES_WITHIN
    if WrongCode.objects.filter(source=source, failures__gte=WRONG_CODES, first_at__gt=since).exists():
        raise TooManyTriesError(_("ลองหลายครั้งเกินไป โปรดรอ 15 นาที หรือบอกผู้ที่โทรหาท่าน"))


def _count_wrong_code(source: str) -> None:
    now = clock.now()
    WrongCode.objects.filter(source=source, first_at__lte=now - WRONG_CODES_WITHIN).delete()
    row, _new = WrongCode.objects.get_or_create(source=source, defaults={"first_at": now})
    WrongCode.objects.filter(pk=row.pk).update(failures=F("failures") + 1)
