"""The caller's list: a person phones a person. Whoever phones somebody holds them for a while."""

from datetime import datetime, timedelta
from typing import cast, get_args

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts import queries
from phrom.callouts.actions.answers import acting_in_places_of, follow_answer, name_of
from phrom.callouts.actions.record import Recording, recording
from phrom.callouts.actions.wrong_numbers import found_wrong
from phrom.callouts.models import CallerListItem, Callout
from phrom.core.callout.progress import CallerReported, CallerResult
from phrom.core.callout.running import RunningCallout
from phrom.errors import InvalidInputError, NotFoundError, RefusedError
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission

HOLD = timedelta(minutes=5)  # how long a caller keeps a person to themselves


@transaction.atomic
def hold_next(author: Membership, callout_id: int) -> CallerListItem | None:
    """Take the next person to phone: whom the author holds already, else the first whom nobody holds. None: nobody."""
    callout = _of_office(author, callout_id)
    now = clock.now()
    held = queries.held_item(callout, author.user_id, now)
    if held is not None:
        return held
    for item in queries.free_items(callout, author.person, now)[:20]:
        if _take(author, item, now):
            return item
    return None


@transaction.atomic
def hold_person(author: Membership, callout_id: int, person: str) -> CallerListItem:
    """Take this person to phone. Raises RefusedError while somebody else holds them: two never call one."""
    callout = _of_office(author, callout_id)
    item = queries.open_caller_items(callout).filter(person=person).first()
    if item is None:
        raise NotFoundError(_("คนนี้ไม่อยู่ในรายชื่อโทรแล้ว อาจตอบแล้วหรือส่งต่อผู้แทนแล้ว"))
    let_go(author, callout_id)
    if not _take(author, item, clock.now()):
        raise RefusedError(_("มีผู้อื่นกำลังโทรหาคนนี้อยู่ หรือได้คำตอบแล้ว"), code="held-by-another")
    return item


@transaction.atomic
def let_go(author: Membership, callout_id: int) -> None:
    """Phone nobody for now: others may take whom the author held."""
    callout = _of_office(author, callout_id)
    queries.open_caller_items(callout).filter(held_by_id=author.user_id).update(held_by=None, held_until=None)


def report_by_caller(
    author: Membership, callout_id: int, person: str, result: str, *, at: datetime | None = None
) -> None:
    """What a caller heard (`at`: when, if it was on its way for long); onto the same board as every other answer.
    `result`: one of `CallerResult`; of a wrong number followed by a blank and which of the person's it is.

    One call is reported once: the second press of a button finds nobody held, or an answer already there.
    """
    _of_office(author, callout_id)
    result, _blank, number = result.partition(" ")
    if result not in get_args(CallerResult):
        raise InvalidInputError(_("ไม่รู้จักผลการโทรนี้"))
    with recording(callout_id) as gathered:
        _take_report(gathered, author, callout_id, person, cast("CallerResult", result), number, at)


def _take_report(
    gathered: Recording,
    author: Membership,
    callout_id: int,
    person: str,
    result: CallerResult,
    number: str,
    at: datetime | None,
) -> None:
    callout = gathered.callout(callout_id)
    if callout.state == Callout.State.STOPPED:
        raise RefusedError(_("การแจ้งเหตุนี้ยุติแล้ว"), code="callout-stopped")
    running = gathered.running(callout)
    name = name_of(running, person)
    known = running.state.people[person].answer
    mine = queries.open_caller_items(callout).filter(person=person, held_by_id=author.user_id).first()
    if mine is None and (known or result not in ("answered", "refused")):
        if known:
            return
        raise RefusedError(_("ผลนี้บันทึกแล้ว หรือผู้อื่นรับไปโทรแล้ว"), code="not-held")
    before = acting_in_places_of(running, person)
    heard = min(gathered.now, max(callout.started_at, at or gathered.now))
    number = wrong_one(running, person, number) if result == "wrong_number" else ""
    report = CallerReported(person=person, caller=author.person or None, result=result, number=number, at=heard)
    gathered.happened(callout, report)
    if result == "wrong_number":
        found_wrong(gathered, callout, person, name, number, how="caller", reporter=author.user.name)
    data = {"person": person, "person_name": name, "caller_name": author.user.name, "result": result}
    gathered.say(callout, "call.reported_by_caller", data, author, happened_at=heard)
    if mine is not None:
        # not reached: others first, then this person again
        CallerListItem.objects.filter(pk=mine.pk).update(held_by=None, held_until=None, listed_at=gathered.now)
    follow_answer(gathered, callout, before, person)


def wrong_one(running: RunningCallout, person: str, number: str) -> str:
    """Which of the person's numbers is wrong: the one that was named, or the only one; empty: not known."""
    phones = running.state.people[person].contact_now(running.tree.contact_by_person[person]).phones
    if number in phones:
        return number
    return phones[0] if len(phones) == 1 else ""


def take_out_call_list(author: Membership, callout_id: int) -> Callout:
    """The list with its numbers leaves the program on paper; that it did is written down."""
    callout = _of_office(author, callout_id)
    with recording(callout_id) as gathered:
        gathered.say(gathered.callout(callout_id), "document.exported", {"document": _CALL_LIST}, author)
    return callout


_CALL_LIST = {"th": "รายชื่อโทรของเหตุการณ์", "en": "call list of the incident"}


def _take(author: Membership, item: CallerListItem, now: datetime) -> bool:
    """A conditional UPDATE: of two callers one gets the person."""
    free = Q(held_until=None) | Q(held_until__lte=now) | Q(held_by_id=author.user_id)
    until = now + HOLD
    taken = CallerListItem.objects.filter(free, pk=item.pk, closed_at=None).update(
        held_by_id=author.user_id, held_until=until
    )
    item.held_by_id, item.held_until = author.user_id, until
    return bool(taken)


def _of_office(author: Membership, callout_id: int) -> Callout:
    require(author, Permission.CALL_PEOPLE)
    return queries.callout_numbered(callout_id, author.organisation_id)
