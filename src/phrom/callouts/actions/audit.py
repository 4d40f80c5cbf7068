"""The watcher inside the engine: proves of each running callout that nobody is forgotten, mends what it safely can,
and says it in the log book and on the board."""

import logging
import time
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.db.models import Count, F, Q
from pydantic import TypeAdapter

from phrom import clock
from phrom.callouts import queries
from phrom.callouts.actions.groups import lead_anew
from phrom.callouts.actions.record import Recording, recording
from phrom.callouts.models import Attempt, Callout
from phrom.channels.registry import full_channels
from phrom.core.callout.audit import RESULT_LOST, WAKE_LOST, Alarm, prove
from phrom.core.callout.progress import AttemptEnded, Event, Progress
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.tree import CallTree
from phrom.core.response.exercise_clock import advances_in

log = logging.getLogger(__name__)

EVERY = timedelta(seconds=30)
LATE = timedelta(seconds=10)  # due, and nobody has looked
WAITING = timedelta(seconds=60)  # written down to be sent, and not taken
LAPSED = timedelta(seconds=10)  # on its way with an engine that is dead, and not taken over
SILENT = timedelta(minutes=5)  # so long nothing has got out by a channel
SILENT_MESSAGES = 3  # of so many at least
_EVENTS: TypeAdapter[list[Event]] = TypeAdapter(list[Event])
_ON_THEIR_WAY = (Attempt.State.RECORDED, Attempt.State.SENDING)


def audit(seconds: float) -> int:
    """Look at the running callouts that nobody has looked at for half a minute, as many as fit into `seconds`; at
    least one. Returns how many were looked at."""
    now, until = clock.now(), time.monotonic() + seconds
    running = Callout.objects.filter(state=Callout.State.RUNNING)
    unseen = running.filter(Q(audited_at=None) | Q(audited_at__lte=now - EVERY) | Q(audited_at__gt=now))
    looked = 0
    for callout_id in unseen.order_by(F("audited_at").asc(nulls_first=True), "pk").values_list("pk", flat=True)[:100]:
        looked += 1
        try:
            with recording(callout_id) as gathered:
                callout = gathered.callout(callout_id)
                if callout.state == Callout.State.RUNNING:
                    _look_at(gathered, callout)
        except DatabaseError:
            raise
        except Exception:
            log.exception("the audit stumbled over callout %s", callout_id)
            with recording(callout_id) as gathered:
                gathered.audited(gathered.callout(callout_id), "stumbling")
        if time.monotonic() > until:
            break
    return looked


def _look_at(gathered: Recording, callout: Callout) -> None:
    late = callout.wake_at is not None and callout.wake_at < gathered.now - LATE
    led = Attempt.objects.filter(callout=callout, state=Attempt.State.RECORDED, led=True)
    lead_anew(set(led.values_list("together", flat=True)))
    if not callout.stumbles:  # else its rules cannot be asked: that is why it is set aside
        _prove(gathered, callout)
    gathered.audited(callout, _alarm(callout, late, gathered.now))


def _prove(gathered: Recording, callout: Callout) -> None:
    tree, settings = CallTree.model_validate(callout.tree), CalloutSettings.model_validate(callout.settings)
    events = _EVENTS.validate_python(list(callout.events.values_list("event", flat=True)))
    rows = Attempt.objects.filter(callout=callout)
    alive = rows.filter(state__in=_ON_THEIR_WAY).values_list("key", flat=True)
    seen = queries.in_own_time(advances_in(callout.clock_advances), events)
    proof = prove(
        tree,
        settings,
        Progress.model_construct(started_at=queries.own_time(callout, callout.started_at), events=tuple(seen)),
        queries.own_time(callout, gathered.now),
        {key.partition(":")[2] for key in alive},
    )
    for key in proof.lost:
        outcome = rows.exclude(state=Attempt.State.WITHDRAWN).filter(key=f"{callout.pk}:{key}").values_list("state")
        for (state,) in outcome:
            gathered.happened(callout, AttemptEnded(key=key, outcome=state, at=gathered.now))
            gathered.say(callout, "audit.repaired", {"finding": RESULT_LOST.model_dump()})
    at_the_latest = queries.real_time(callout, proof.look_at) if proof.look_at else None
    if at_the_latest and (callout.wake_at is None or callout.wake_at > at_the_latest + LATE):
        gathered.wake(callout, at_the_latest)
        gathered.say(callout, "audit.repaired", {"finding": WAKE_LOST.model_dump()})


def _alarm(callout: Callout, late: bool, now: datetime) -> Alarm | None:
    """What a person must be told of; the worst of it."""
    if callout.stumbles:
        return "stumbling"
    if late:
        return "late"
    rows = Attempt.objects.filter(callout=callout)
    waiting = Q(state=Attempt.State.RECORDED, recorded_at__lt=now - WAITING)
    everybody, of_office = full_channels(0)  # these have their turn as fast as the provider allows
    paced = [*everybody, *(channel for channel, office in of_office if office == callout.organisation_id)]
    dead = Q(state=Attempt.State.SENDING, leased_until__lt=now - LAPSED)
    if rows.filter((waiting & ~Q(channel__in=paced)) | dead).exists():
        return "waiting"
    out = Q(state__in=(Attempt.State.SENT, Attempt.State.DELIVERED, *_ON_THEIR_WAY))
    channels = rows.filter(recorded_at__gt=now - SILENT).values("channel")
    counted = channels.annotate(all=Count("pk"), out=Count("pk", filter=out)).values_list("all", "out")
    return "silent" if any(every >= SILENT_MESSAGES and not got_out for every, got_out in counted) else None
