"""Messages on their way: claimed by one engine at a time, their fate written as it comes."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import OuterRef, Q, Subquery

from phrom import clock
from phrom.callouts.actions.record import append, locked, log
from phrom.callouts.models import Attempt, Callout, EngineBeat, Recipient
from phrom.core.callout.progress import AttemptEnded, Outcome
from phrom.logbook.actions import write_entry

LEASE = timedelta(seconds=5)  # short, so that a dead engine's messages come back quickly; kept alive by `keep_leases`

_KINDS: dict[Outcome, str] = {
    "sent": "call.sent",
    "delivered": "call.delivered",
    "failed_temporary": "call.failed",
    "failed_permanent": "call.failed",
    "uncertain": "call.uncertain",
}


def waiting_attempts() -> Q:
    """To be sent. A finished callout may still owe its last notice; of a stopped one nothing more goes out."""
    return Q(state=Attempt.State.RECORDED, callout__state__in=["running", "finished"])


def claim_attempts(engine: str, limit: int) -> list[Attempt]:
    """Take recorded messages for this engine, oldest first. Two engines never get the same row."""
    waiting = Attempt.objects.filter(waiting_attempts()).order_by("recorded_at", "pk")
    if limit <= 0 or not waiting.exists():
        return []
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True, of=("self",))
        ids = list(waiting.values_list("pk", flat=True)[:limit])
        Attempt.objects.filter(pk__in=ids, state=Attempt.State.RECORDED).update(
            state=Attempt.State.SENDING, engine=engine, leased_until=clock.now() + LEASE
        )
    mine = Attempt.objects.filter(pk__in=ids, engine=engine, state=Attempt.State.SENDING)
    code = Recipient.objects.filter(callout=OuterRef("callout"), person=OuterRef("person")).values("code")
    return list(mine.annotate(reply_code=Subquery(code[:1])).select_related("callout").order_by("recorded_at", "pk"))


def beat(engine: str, started: datetime, sending: Collection[int]) -> None:
    """A sign of life, and the leases of what is being sent. Engines unheard of for a day are forgotten."""
    keep_leases(engine, sending)
    now = clock.now()
    EngineBeat.objects.update_or_create(engine=engine, defaults={"beat_at": now, "started_at": started})
    EngineBeat.objects.filter(beat_at__lt=now - timedelta(days=1)).delete()


def keep_leases(engine: str, attempt_ids: Collection[int]) -> None:
    """Still sending: the rows stay this engine's."""
    if attempt_ids:
        Attempt.objects.filter(pk__in=attempt_ids, engine=engine, state=Attempt.State.SENDING).update(
            leased_until=clock.now() + LEASE
        )


@transaction.atomic
def end_attempt(attempt_id: int, outcome: Outcome, detail: str = "", *, engine: str) -> bool:
    """Write down what became of a message; True if that was news.

    An engine that lost its lease in the meantime (a laptop that slept) still knows more than "uncertain"; but where
    another engine is sending the message again, or knows its fate, nothing changes.
    """
    attempt = Attempt.objects.get(pk=attempt_id)
    callout = locked(attempt.callout_id)
    still_mine = Q(engine=engine, state=Attempt.State.SENDING)
    if outcome != "uncertain":
        still_mine |= Q(state=Attempt.State.UNCERTAIN)
    changed = Attempt.objects.filter(still_mine, pk=attempt_id).update(
        state=outcome, ended_at=clock.now(), leased_until=None, detail=detail[:500]
    )
    if not changed:
        return False
    write_outcome(callout, attempt, outcome, detail or outcome)
    return True


def write_outcome(callout: Callout, attempt: Attempt, outcome: Outcome, reason: str) -> None:
    """What became of a message, as an event and a log entry; the callout is locked, the row changed already."""
    if attempt.answerable:
        append(callout, AttemptEnded(key=attempt.key.partition(":")[2], outcome=outcome, at=clock.now()))
    name = callout.recipients.values_list("name", flat=True).get(person=attempt.person)
    data = {"person": attempt.person, "person_name": name, "channel": attempt.channel}
    kind = _KINDS[outcome]
    log(callout, kind, data | ({"reason": reason} if kind == "call.failed" else {}))


def recover_attempts(repeatable: Collection[str], engine: str, sending: Collection[int] = ()) -> int:
    """Messages whose engine died in the middle of sending: repeated where that is harmless, else uncertain.

    `sending` are this engine's own that are still on their way, however late. Returns how many were recovered. An
    uncertain one is followed by the next step of the call tree, not by silence.
    """
    now = clock.now()
    lapsed = Q(state=Attempt.State.SENDING, leased_until__lt=now)
    rows = Attempt.objects.filter(lapsed).exclude(engine=engine, pk__in=sending)
    stale = list(rows.values_list("pk", "channel", "callout__organisation_id"))
    recovered: dict[int, int] = {}
    for pk, channel, organisation_id in stale:
        if channel in repeatable:
            done = Attempt.objects.filter(lapsed, pk=pk).update(
                state=Attempt.State.RECORDED, engine="", leased_until=None
            )
        else:
            # made this engine's own first, so that of two recovering engines one writes
            mine = Attempt.objects.filter(lapsed, pk=pk).update(engine=engine, leased_until=now + LEASE)
            done = int(bool(mine) and end_attempt(pk, "uncertain", "the engine stopped while sending", engine=engine))
        recovered[organisation_id] = recovered.get(organisation_id, 0) + done
    for organisation_id, count in recovered.items():
        if count:
            write_entry(organisation_id, "engine.recovered", {"pending_count": count})
    return sum(recovered.values())
