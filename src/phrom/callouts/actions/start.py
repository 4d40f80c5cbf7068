"""Starting and stopping a callout."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.callouts.actions.leap import catch_up
from phrom.callouts.actions.record import recording
from phrom.callouts.models import Attempt, CallerListItem, Callout, Recipient
from phrom.core.callout.progress import Stopped
from phrom.core.callout.reply_code import generate_codes
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree
from phrom.errors import NotFoundError
from phrom.offices.access import Membership, require
from phrom.offices.roles import Permission

_DRAWS = 20  # two callouts that start at the same moment may draw the same code: one draws again
_ASKED_AT_ONCE = 10_000  # codes in one question to the database: SQLite takes no more than 32,766


@transaction.atomic
def start_callout(
    author: Membership,
    *,
    incident_id: int,
    practice: bool,
    tree: CallTree,
    settings: CalloutSettings,
    message: dict[str, Any],
    decided: bool = False,
    purpose: str = Callout.Purpose.ACTIVATION,
    clock_advances: Sequence[dict[str, Any]] = (),
) -> Callout:
    """Freeze the tree, give everybody a code, and let the engine begin. Nothing is sent here.

    `decided`: the caller has proved the right by a decision (an alternate acts for a silent head). `purpose`: the
    plan's call tree (once an incident), a warning before it, or a text to people. `clock_advances`: of its exercise's
    clock so far, as the incident has it.
    """
    if not decided:
        require(author, Permission.START_PRACTICE if practice else Permission.APPROVE_ACTIVATION)
    now = clock.now()
    callout = Callout.objects.create(
        organisation_id=author.organisation_id,
        incident_id=incident_id,
        practice=practice,
        tree=tree.model_dump(mode="json"),
        settings=settings.model_dump(mode="json"),
        message=message,
        purpose=purpose,
        clock_advances=list(clock_advances) if practice else [],
        started_at=now,
        wake_at=now,
        audited_at=now,  # nobody can be forgotten yet
    )
    _give_codes(callout, tree)
    with recording(callout.pk) as gathered:
        data = {"people_count": len(tree.first_called), "mode": tree.mode}
        gathered.say(gathered.callout(callout.pk), "callout.started", data, author)
    return callout


def _give_codes(callout: Callout, tree: CallTree) -> None:
    """A code for each person that no open callout uses."""
    people = [contact.person for contact in tree.contacts]
    for _draw in range(_DRAWS):
        codes = _unused_codes(people)
        try:
            with transaction.atomic():
                Recipient.objects.bulk_create(
                    Recipient(callout=callout, person=c.person, name=c.name, code=codes[c.person])
                    for c in tree.contacts
                )
        except IntegrityError:
            continue
        return
    raise RuntimeError("no free reply codes found")


def _unused_codes(people: Sequence[str]) -> dict[str, str]:
    source = secrets.SystemRandom()
    in_use = Recipient.objects.filter(code_open=True).count()
    codes = generate_codes(people, source, in_use)
    while taken := _open_among(list(codes.values())):
        again = [person for person, code in codes.items() if code in taken]
        codes |= generate_codes(again, source, in_use + len(people))
    return codes


def _open_among(codes: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(codes), _ASKED_AT_ONCE):
        some = codes[start : start + _ASKED_AT_ONCE]
        found.update(Recipient.objects.filter(code_open=True, code__in=some).values_list("code", flat=True))
    return found


def stop_callout(
    author: Membership, callout_id: int, *, reason: str | dict[str, str] = "", decided: bool = False
) -> None:
    """Nothing more is called. What is on its way may still arrive; codes no longer count. Stopping twice is once.

    `reason`: the person's own words, or the program's in both languages. `decided`: as for `start_callout`.
    """
    with recording(callout_id) as gathered:
        callout = gathered.callout(callout_id)
        if callout.organisation_id != author.organisation_id:
            raise NotFoundError(_("ไม่มีการแจ้งเหตุนี้"))
        if not decided:
            require(author, Permission.START_PRACTICE if callout.practice else Permission.APPROVE_ACTIVATION)
        if callout.state == Callout.State.STOPPED:
            return
        now = gathered.now
        gathered.happened(callout, Stopped(at=now))
        gathered.set_state(callout, Callout.State.STOPPED, now)
        gathered.wake(callout, None)
        catch_up(gathered, callout)
        open_items = CallerListItem.objects.filter(callout=callout, closed_at=None)
        open_items.update(closed_at=now, held_by=None, held_until=None)
        waiting = Attempt.objects.filter(callout=callout, state=Attempt.State.RECORDED)
        for led in (False, True):  # as engines claim them: who leads first, so that neither waits for the other
            waiting.filter(led=led).update(state=Attempt.State.WITHDRAWN, ended_at=now)
        callout.recipients.update(code_open=False)
        said = reason if isinstance(reason, dict) else reason.strip()[:300] or _BY_HAND
        gathered.say(callout, "callout.stopped", {"reason": said}, author)


def stop_callouts_of(author: Membership, incident_id: int, *, reason: dict[str, str]) -> None:
    """Stop whatever still calls in an incident; the caller has proved the right to it."""
    callouts = Callout.objects.filter(incident_id=incident_id, organisation_id=author.organisation_id)
    for callout_id in callouts.exclude(state=Callout.State.STOPPED).order_by("pk").values_list("pk", flat=True):
        stop_callout(author, callout_id, reason=reason, decided=True)


_BY_HAND = {"th": "ผู้มีอำนาจสั่งหยุด", "en": "stopped by hand"}
