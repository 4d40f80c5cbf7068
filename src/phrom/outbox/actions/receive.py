"""An act arrives: once, however often it is sent; its right proved anew; what it cannot change is kept beside."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from phrom import clock
from phrom.errors import NotAllowedError, RefusedError, TooManyTriesError
from phrom.incidents.actions import write
from phrom.offices.access import Membership
from phrom.offices.queries import offices_of
from phrom.outbox.actions.act import Act
from phrom.outbox.actions.carrying_out import BY_CODE, carry_out, incident_of_code, said_by
from phrom.outbox.actions.kept import Kept, Said
from phrom.outbox.models import Arrival

CONFLICT = 409  # status of refusals that say that something else was recorded already


@dataclass(frozen=True)
class Answer:
    """`state`: done, or refused for good with a `message`. `late`: the act had waited in the device."""

    state: str
    message: str
    late: bool


def receive(user_id: int | None, act: Act, *, source: str) -> Answer:
    """Carry out a device's act, or tell again how it ended. `user_id`: who is signed in.

    Raises NotAllowedError if the act is not of somebody who is signed in now, TooManyTriesError while codes are
    guessed: then it has not been taken in, and the device keeps it.
    """
    kept = Kept(act, _author(user_id, act), source, clock.now())
    known = Arrival.objects.filter(key=act.key).first()
    if known is not None:
        return _told_again(kept, known)
    if act.kind in BY_CODE:
        try:
            incident_of_code(kept)  # before any transaction: a wrong code is counted, whatever becomes of the act
        except TooManyTriesError:
            raise
        except RefusedError as refusal:
            return Answer("refused", refusal.message, kept.is_late)
    return _take_in(kept)


def _author(user_id: int | None, act: Act) -> Membership | None:
    if act.kind in BY_CODE:
        return None
    mine = offices_of(user_id) if user_id is not None else []
    author = next((m for m in mine if m.pk == act.membership), None)
    if author is None:
        raise NotAllowedError(_("รายการนี้เป็นของผู้อื่น จะส่งเมื่อเจ้าของเข้าสู่ระบบในเครื่องนี้"), code="not-yours")
    return author


@transaction.atomic
def _take_in(kept: Kept) -> Answer:
    arrival, is_new = Arrival.objects.get_or_create(key=kept.act.key, defaults=_row(kept))
    if not is_new:  # two windows of one device send at once
        return _told_again(kept, arrival)
    try:
        with transaction.atomic():
            carry_out(kept)
    except TooManyTriesError:
        raise
    except RefusedError as refusal:
        arrival.state, arrival.message = Arrival.State.REFUSED, refusal.message[:1000]
        arrival.save(update_fields=["state", "message"])
        if kept.is_late and refusal.status == CONFLICT:
            _keep_beside(kept, refusal)
    else:
        _doubt_the_clock(kept)
    return _told_again(kept, arrival)


def _row(kept: Kept) -> dict[str, object]:
    return {
        "membership": kept.author,
        "kind": kept.act.kind,
        "happened_at": kept.real_time(),
        "received_at": kept.received,
    }


def _told_again(kept: Kept, arrival: Arrival) -> Answer:
    if arrival.membership_id != (kept.author.pk if kept.author else None):
        raise NotAllowedError(_("รายการนี้เป็นของผู้อื่น จะส่งเมื่อเจ้าของเข้าสู่ระบบในเครื่องนี้"), code="not-yours")
    return Answer(arrival.state, arrival.message, kept.is_late)


def _keep_beside(kept: Kept, refusal: RefusedError) -> None:
    """Both are kept: what was recorded stands, what the device said is in the book beside it."""
    said = said_by(kept)
    if said is None:
        return
    data: dict[str, object] = {
        "person_name": said.by,
        "said": said.words.model_dump(),
        "why": refusal.message,
        **said.about,
    }
    _write(kept, said, "device_entry.kept_beside", data)


def _doubt_the_clock(kept: Kept) -> None:
    said = said_by(kept) if kept.is_late and not kept.act.happened(kept.received).sure else None
    if said is not None:
        _write(kept, said, "device_entry.clock_doubted", {"person_name": said.by})


def _write(kept: Kept, said: Said, kind: str, data: dict[str, object]) -> None:
    happened: datetime = kept.real_time(said.incident)
    write(kept.person, said.incident, kind, data, happened_at=happened)
