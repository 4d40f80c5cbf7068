"""Messages on their way: claimed by one engine at a time, their fate written as it comes."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from phrom import clock
from phrom.callouts.actions.record import append, locked, log
from phrom.callouts.models import Attempt
from phrom.core.callout.progress import AttemptEnded

LEASE = timedelta(seconds=5)  # short, so that a dead engine's messages come back quickly; kept alive by `keep_leases`


def waiting_attempts() -> Q:
    return Q(state=Attempt.State.RECORDED, callout__state__in=["running", "finished"])


def claim_attempts(engine: str, limit: int) -> list[Attempt]:
    """Take recorded messages for this engine. A conditional UPDATE: two engines never get the same row."""
    now = clock.now()
    ids = list(Attempt.objects.filter(waiting_attempts()).order_by("recorded_at", "pk").values_list("pk", flat=True)[:limit])
    taken = []
    for pk in ids:
        if Attempt.objects.filter(pk=pk, state=Attempt.State.RECORDED).update(
            state=Attempt.State.SENDING, engine=engine, leased_until=now + LEASE
        ):
            taken.append(pk)
    return list(Attempt.objects.select_related("callout").filter(pk__in=taken).order_by("recorded_at", "pk"))


def keep_leases(engine: str, attempt_ids: Collection[int]) -> None:
    """Still sending: the rows stay this engine's."""
    if attempt_ids:
        Attempt.objects.filter(pk__in=attempt_ids, engine=engine, state=Attempt.State.SENDING).update(
            leased_until=clock.now() + LEASE
        )


@transaction.atomic
def end_attempt(attempt_id: int, outcome: str, detail: str = "", *, engine: str) -> bool:
    """Write down what became of a message. False if the row was no longer this engine's: then nothing changes."""
    now = clock.now()
    attempt = Attempt.objects.get(pk=attempt_id)
    callout = locked(attempt.callout_id)
    changed = Attempt.objects.filter(pk=attempt_id, engine=engine, state=Attempt.State.SENDING).update(
        state=outcome, ended_at=now, leased_until=None, detail=detail[:500]
    )
    if not changed:
        return False
    if attempt.answerable:
        key = attempt.key.partition(":")[2]
        append(callout, AttemptEnded(key=key, outcome=outcome, at=now))  # type: ignore[arg-type]
    kind = {
        "sent": "call.sent",
        "delivered": "call.delivered",
        "failed_temporary": "call.failed",
        "failed_permanent": "call.failed",
        "uncertain": "call.uncertain",
    }[outcome]
    data = {"person": attempt.person, "name": _name(attempt), "channel": attempt.channel}
    log(callout, kind, data | ({"reason": detail or outcome} if kind == "call.failed" else {}))
    return True


def _name(attempt: Attempt) -> str:
    return str(attempt.callout.recipients.values_list("name", flat=True).get(person=attempt.person))


def recover_attempts(repeatable: Collection[str], engine: str) -> int:
    """Messages whose engine died in the middle of sending: repeated where that is harmless, else uncertain.

    Returns how many there were. An uncertain one is followed by the next step of the call tree, not by silence.
    """
    now = clock.now()
    stale = Attempt.objects.filter(state=Attempt.State.SENDING, leased_until__lt=now)
    again = stale.filter(channel__in=repeatable).update(state=Attempt.State.RECORDED, engine="", leased_until=None)
    lost = 0
    for pk in stale.exclude(channel__in=repeatable).values_list("pk", flat=True):
        # made this engine's own first, so that of two recovering engines one writes
        if Attempt.objects.filter(pk=pk, state=Attempt.State.SENDING, leased_until__lt=now).update(
            engine=engine, leased_until=now + LEASE
        ):
            lost += end_attempt(pk, "uncertain", "the engine stopped while sending", engine=engine)
    return again + lost
