"""An exercise's clock that leaps over hours: what falls due on the way is done on the way, each at its own time.

The callout's clock follows that of its exercise from one moment at which something is due to the next, a transaction
each, and only when nothing is on its way: so whoever is silent is called again, then an alternate, as in those hours.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from phrom.callouts import queries
from phrom.callouts.actions.record import Recording, recording
from phrom.callouts.models import Attempt, Callout
from phrom.core.response.exercise_clock import advances_in

TOGETHER = timedelta(minutes=1)  # what is due within it is due at once: people called together are not called apart
_JUST_AFTER = timedelta(microseconds=1)  # what was written in this very moment was before the step
_ON_THEIR_WAY = (Attempt.State.RECORDED, Attempt.State.SENDING)


def run_clocks_ahead(incident_id: int, by: timedelta) -> None:
    """An exercise's clock was put forward: its call trees follow. The caller has proved the right."""
    found = Callout.objects.filter(incident_id=incident_id, practice=True)
    with recording(*found.values_list("pk", flat=True)) as gathered:
        for callout in gathered.callouts.values():
            callout.clock_behind += int(by.total_seconds())
            if callout.state == Callout.State.RUNNING:
                Callout.objects.filter(pk=callout.pk).update(clock_behind=callout.clock_behind)
                gathered.wake(callout, gathered.now)
            else:
                catch_up(gathered, callout)


def step_ahead(gathered: Recording, callout: Callout, next_due: datetime | None) -> bool:
    """Put a callout that has nothing to do now, and lags behind its exercise, forward to what is due next (in its own
    time; None: nothing). False: not yet, the last step is just being taken or something is on its way to somebody."""
    newest = max((a.at for a in advances_in(callout.clock_advances)), default=callout.started_at)
    if newest > gathered.now or Attempt.objects.filter(callout=callout, state__in=_ON_THEIR_WAY).exists():
        return False
    left = timedelta(seconds=callout.clock_behind)
    to_go = next_due + TOGETHER - queries.own_time(callout, gathered.now) if next_due else left
    _put_forward(gathered, callout, min(left, to_go))
    return True


def catch_up(gathered: Recording, callout: Callout) -> None:
    """Nothing is called any more: go where the exercise's clock is."""
    if callout.clock_behind:
        _put_forward(gathered, callout, timedelta(seconds=callout.clock_behind))


def advances_with_lag(callout: Callout) -> Sequence[dict[str, Any]]:
    """What the exercise's clock was put forward by in all, for a callout that begins now."""
    lag = {"at": callout.started_at.isoformat(), "seconds": callout.clock_behind}
    return [*callout.clock_advances, *([lag] if callout.clock_behind else ())]


def _put_forward(gathered: Recording, callout: Callout, by: timedelta) -> None:
    seconds = ceil(by.total_seconds())
    step = {"at": (gathered.now + _JUST_AFTER).isoformat(), "seconds": seconds}
    callout.clock_advances = [*callout.clock_advances, step]
    callout.clock_behind = max(0, callout.clock_behind - seconds)
    rows = Callout.objects.filter(pk=callout.pk)
    rows.update(clock_advances=callout.clock_advances, clock_behind=callout.clock_behind)
