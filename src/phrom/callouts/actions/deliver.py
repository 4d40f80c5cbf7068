"""Messages on their way: claimed by one engine at a time, their fate written as it comes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import connection, transaction
from django.db.models import OuterRef, Q, Subquery

from phrom import clock
from phrom.callouts.actions.record import Recording, recording
from phrom.callouts.models import Attempt, Callout, EngineBeat, Recipient
from phrom.core.callout.progress import AttemptEnded, Outcome
from phrom.logbook.actions import write_entry

MOST_RECOVERED = 500  # at a time
LEASE = timedelta(seconds=4)  # short, so that a dead engine's messages come back quickly; kept alive by `keep_leases`

_KINDS: dict[Outcome, str] = {
    "sent": "call.sent",
    "delivered": "call.delivered",
    "failed_temporary": "call.failed",
    "failed_permanent": "call.failed",
    "uncertain": "call.uncertain",
}


def claim_attempts(engine: str, limit: int) -> list[Attempt]:
    """Take recorded messages for this engine: real ones first, then oldest first. Two engines never get the same row,
    and none waits for the other. Each row comes with its person's `reply_code`."""
    if limit <= 0:
        return []
    waiting = Attempt.objects.filter(state=Attempt.State.RECORDED).order_by("practice", "recorded_at", "pk")
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        code = Recipient.objects.filter(callout=OuterRef("callout"), person=OuterRef("person")).values("code")
        rows: list[Attempt] = list(waiting.annotate(reply_code=Subquery(code[:1]))[:limit])
        if not rows:
            return []
        sending, until = Attempt.State.SENDING, clock.now() + LEASE
        Attempt.objects.filter(pk__in=[row.pk for row in rows]).update(state=sending, engine=engine, leased_until=until)
    for row in rows:
        row.state, row.engine, row.leased_until = sending, engine, until
    return rows


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


@dataclass(frozen=True)
class Ended:
    """What became of a message, and why if it failed."""

    attempt: Attempt
    outcome: Outcome
    detail: str = ""
    channel_down: bool = False


def end_attempts(ended: Sequence[Ended], *, engine: str) -> int:
    """Write down what became of messages, all in one transaction; returns how many of these were news.

    An engine that lost its lease in the meantime (a laptop that slept) still knows more than "uncertain"; but where
    another engine is sending the message again, or knows its fate, nothing changes.
    """
    if not ended:
        return 0
    with recording(*(e.attempt.callout_id for e in ended)) as gathered:
        still_open = Q(engine=engine, state=Attempt.State.SENDING) | Q(state=Attempt.State.UNCERTAIN)
        rows = Attempt.objects.select_for_update().filter(still_open, pk__in=[e.attempt.pk for e in ended])
        states = dict(rows.order_by("pk").values_list("pk", "state"))
        news = [
            e
            for e in ended
            if e.attempt.pk in states
            and not (e.outcome == "uncertain" and states[e.attempt.pk] == Attempt.State.UNCERTAIN)
        ]
        for (outcome, detail), group in _by_fate(news).items():
            Attempt.objects.filter(pk__in=group).update(
                state=outcome, ended_at=gathered.now, leased_until=None, detail=detail[:500]
            )
        write_outcomes(gathered, news)
    return len(news)


def write_outcomes(gathered: Recording, news: Sequence[Ended]) -> None:
    """What became of messages, as events and log entries; their rows are changed already."""
    people = Recipient.objects.filter(
        callout_id__in={e.attempt.callout_id for e in news}, person__in={e.attempt.person for e in news}
    )
    names = {(pk, person): name for pk, person, name in people.values_list("callout_id", "person", "name")}
    events: dict[int, list[AttemptEnded]] = defaultdict(list)
    for each in news:
        attempt = each.attempt
        callout = gathered.callout(attempt.callout_id)
        if attempt.answerable:
            key = attempt.key.partition(":")[2]
            events[callout.pk].append(
                AttemptEnded(key=key, outcome=each.outcome, channel_down=each.channel_down, at=gathered.now)
            )
        name = names[callout.pk, attempt.person]
        data = {"person": attempt.person, "person_name": name, "channel": attempt.channel}
        kind = _KINDS[each.outcome]
        gathered.say(callout, kind, data | ({"reason": each.detail or each.outcome} if kind == "call.failed" else {}))
    for pk, of_callout in events.items():
        gathered.happened(gathered.callout(pk), *of_callout)


def _by_fate(news: Sequence[Ended]) -> dict[tuple[Outcome, str], list[int]]:
    found: dict[tuple[Outcome, str], list[int]] = defaultdict(list)
    for each in news:
        found[each.outcome, each.detail].append(each.attempt.pk)
    return found


def recover_attempts(repeatable: Collection[str], engine: str, sending: Collection[int] = ()) -> int:
    """Messages whose engine died in the middle of sending: repeated where that is harmless, else uncertain.

    `sending` are this engine's own that are still on their way, however late. Returns how many were recovered. An
    uncertain one is followed by the next step of the call tree, not by silence. A lease that ends later than any
    engine would have it comes from before the clock was set back, and has lapsed too.
    """
    now = clock.now()
    lapsed = Q(state=Attempt.State.SENDING) & (Q(leased_until__lt=now) | Q(leased_until__gt=now + 2 * LEASE))
    rows = Attempt.objects.filter(lapsed).exclude(engine=engine, pk__in=sending)
    stale = list(rows.order_by("pk")[:MOST_RECOVERED])
    if not stale:
        return 0
    again = [a.pk for a in stale if a.channel in repeatable]
    lost = [a for a in stale if a.channel not in repeatable]
    # made this engine's own first, so that of two recovering engines one writes
    mine = Attempt.objects.filter(lapsed, pk__in=[a.pk for a in lost])
    if lost and mine.update(engine=engine, leased_until=now + LEASE):
        end_attempts([Ended(a, "uncertain", "the engine stopped while sending") for a in lost], engine=engine)
    if again:
        Attempt.objects.filter(lapsed, pk__in=again).update(state=Attempt.State.RECORDED, engine="", leased_until=None)
    offices = Callout.objects.filter(pk__in={a.callout_id for a in stale}).values_list("organisation_id", "pk")
    for organisation_id, of_office in groupby(sorted(offices), key=lambda pair: pair[0]):
        callouts = {pk for _organisation, pk in of_office}
        count = sum(1 for a in stale if a.callout_id in callouts)
        write_entry(organisation_id, "engine.recovered", {"pending_count": count})
    return len(stale)
