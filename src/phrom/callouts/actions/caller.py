"""The caller's list: a person phones a person. Whoever phones somebody holds them for a while."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple, cast, get_args

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
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
from phrom.person_words import optional_words

HOLD = timedelta(minutes=5)  # how long a caller keeps a person to themselves
SAME_CALL = timedelta(minutes=1)  # times on paper have no seconds


@transaction.atomic
def hold_next(author: Membership, callout_id: int) -> CallerListItem | None:
    """Take the next person to phone: whom the author holds already, else the first whom nobody holds. None: nobody."""
    callout = _of_office(author, callout_id)
    _one_caller_at_a_time(callout)
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
    _one_caller_at_a_time(callout)
    item = queries.open_caller_items(callout).filter(person=person).first()
    if item is None:
        raise NotFoundError(_("คนนี้ไม่อยู่ในรายชื่อโทรแล้ว อาจตอบแล้วหรือส่งต่อผู้แทนแล้ว"))
    now = clock.now()
    if person in queries.phoned_in_another(callout, now, but_by=author.user_id) or not _take(author, item, now):
        raise RefusedError(_("มีผู้อื่นกำลังโทรหาคนนี้อยู่ หรือได้คำตอบแล้ว"), code="held-by-another")
    mine = queries.open_caller_items(callout).filter(held_by_id=author.user_id)
    mine.exclude(pk=item.pk).update(held_by=None, held_until=None)
    return item


@transaction.atomic
def let_go(author: Membership, callout_id: int) -> None:
    """Phone nobody for now: others may take whom the author held."""
    callout = _of_office(author, callout_id)
    queries.open_caller_items(callout).filter(held_by_id=author.user_id).update(held_by=None, held_until=None)


def report_by_caller(
    author: Membership, callout_id: int, person: str, result: str, *, note: str = "", at: datetime | None = None
) -> None:
    """What a caller heard (`at`: when, if it was on its way for long); onto the same board as every other answer.
    `note`: what else was said, such as when the person will come.
    `result`: one of `CallerResult`; of a wrong number followed by a blank and which of the person's it is.

    One call is reported once: the second press of a button finds nobody held, or an answer already there.
    """
    _of_office(author, callout_id)
    result, _blank, number = result.partition(" ")
    if result not in get_args(CallerResult):
        raise InvalidInputError(_("ไม่รู้จักผลการโทรนี้"))
    heard = Heard(cast("CallerResult", result), number, at or clock.now(), optional_words(note))
    with recording(callout_id) as gathered:
        _take_report(gathered, author, callout_id, person, heard)


def _take_report(gathered: Recording, author: Membership, callout_id: int, person: str, heard: "Heard") -> None:
    callout = gathered.callout(callout_id)
    if callout.state == Callout.State.STOPPED:
        raise RefusedError(_("การแจ้งเหตุนี้ยุติแล้ว"), code="callout-stopped")
    running = gathered.running(callout)
    name_of(running, person)
    known = running.state.people[person].answer
    mine = queries.open_caller_items(callout).filter(person=person, held_by_id=author.user_id).first()
    if mine is None and (known or heard.result not in ("answered", "refused")):
        if known:
            return
        raise RefusedError(_("ผลนี้บันทึกแล้ว หรือผู้อื่นรับไปโทรแล้ว"), code="not-held")
    heard = replace(heard, at=min(gathered.now, max(callout.started_at, heard.at)))
    caller = _Caller(author.person or None, author.user.name, author)
    _write_report(gathered, callout, person, heard, caller)
    if mine is not None:
        # not reached: others first, then this person again
        CallerListItem.objects.filter(pk=mine.pk).update(held_by=None, held_until=None, listed_at=gathered.now)


@dataclass(frozen=True)
class Heard:
    """What a call came to, and when; `number`: of a wrong one, which, if it was said; `note`: what else was."""

    result: CallerResult
    number: str
    at: datetime
    note: str = ""


class _Caller(NamedTuple):
    person: str | None
    name: str
    author: Membership


def _write_report(gathered: Recording, callout: Callout, person: str, heard: Heard, caller: _Caller) -> None:
    running = gathered.running(callout)
    name, before = name_of(running, person), acting_in_places_of(running, person)
    number = wrong_one(running, person, heard.number) if heard.result == "wrong_number" else ""
    report = CallerReported(
        person=person, caller=caller.person, result=heard.result, number=number, note=heard.note, at=heard.at
    )
    gathered.happened(callout, report)
    if heard.result == "wrong_number":
        found_wrong(gathered, callout, person, name, number, how="caller", reporter=caller.name)
    data = {"person": person, "person_name": name, "caller_name": caller.name}
    result = data | {"result": heard.result}
    gathered.say(callout, "call.reported_by_caller", result, caller.author, happened_at=heard.at)
    if heard.note:
        noted = data | {"text": heard.note}
        gathered.say(callout, "call.noted_by_caller", noted, caller.author, happened_at=heard.at)
    follow_answer(gathered, callout, before, person)


@dataclass(frozen=True)
class PaperCall:
    """A line of a printed list: whom, what was heard (as for `report_by_caller`), and the time written beside it."""

    person: str
    result: str
    at: datetime
    note: str = ""


def key_in_calls(author: Membership, callout_id: int, calls: Sequence[PaperCall], *, caller: str = "") -> int:
    """What was written on a printed list, each at its own time; all of it, or nothing and why. `caller`: who phoned, a
    person of the call; empty: the author. Returns how many calls were new: what somebody else has keyed in from the
    same paper counts once. Of a person's answers the last one given stands, whenever it was keyed in.
    """
    _of_office(author, callout_id)
    with recording(callout_id) as gathered:
        callout = gathered.callout(callout_id)
        if callout.state == Callout.State.STOPPED:
            raise RefusedError(_("การแจ้งเหตุนี้ยุติแล้ว"), code="callout-stopped")
        running = gathered.running(callout)
        who = _Caller(caller, name_of(running, caller), author) if caller else None
        who = who or _Caller(author.person or None, author.user.name, author)
        new = 0
        for call in sorted(calls, key=lambda c: c.at):
            heard = _on_paper(callout, call, gathered.now)
            known = running.state.people[call.person].reports if name_of(running, call.person) else ()
            at = queries.own_time(callout, heard.at)
            if not any(r.result == heard.result and abs(r.at - at) < SAME_CALL for r in known):
                _write_report(gathered, callout, call.person, heard, who)
                new += 1
        return new


def _on_paper(callout: Callout, call: PaperCall, now: datetime) -> Heard:
    result, _blank, number = call.result.partition(" ")
    if result not in get_args(CallerResult):
        raise InvalidInputError(_("ไม่รู้จักผลการโทรนี้"), field=f"result-{call.person}")
    if call.at > now:
        raise InvalidInputError(_("เวลานี้ยังมาไม่ถึง ใส่เวลาที่เขียนไว้บนกระดาษ"), field=f"at-{call.person}")
    if call.at < callout.started_at - SAME_CALL:
        raise InvalidInputError(_("เวลานี้อยู่ก่อนเริ่มแจ้งเหตุ ตรวจดูว่าเป็นกระดาษของเหตุการณ์นี้"), field=f"at-{call.person}")
    note = optional_words(call.note, field=f"note-{call.person}")
    return Heard(cast("CallerResult", result), number, max(callout.started_at, call.at), note)


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


def _one_caller_at_a_time(callout: Callout) -> None:
    """Of two callers in two calls of the office the second looks when the first has taken: holds, by number, all calls
    of this kind in which anybody is to be phoned."""
    waiting = CallerListItem.objects.filter(callout=OuterRef("pk"), closed_at=None)
    calls = Callout.objects.filter(organisation_id=callout.organisation_id, practice=callout.practice)
    list(calls.filter(Exists(waiting)).select_for_update().order_by("pk").values_list("pk"))


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
