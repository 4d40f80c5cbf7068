"""A callout's own time: the real one, or what the clock of its exercise shows, which its leader puts forward.

What happens is stored in real time. The rules, and whoever reads what they make of it, see the callout's own time; so a
deadline passes when the exercise's clock says so.
"""

from collections.abc import Sequence
from datetime import datetime

from phrom import clock
from phrom.callouts.models import Callout
from phrom.core.callout.progress import Event
from phrom.core.response.exercise_clock import Advance, advances_in, exercise_time, real_moment


def own_time(callout: Callout, moment: datetime) -> datetime:
    """What the callout's clock showed at a real moment."""
    return exercise_time(advances_in(callout.clock_advances), moment) if callout.clock_advances else moment


def own_now(callout: Callout) -> datetime:
    """Its clock now; that of its end once it is over."""
    return own_time(callout, callout.ended_at or clock.now())


def real_time(callout: Callout, shown: datetime) -> datetime:
    """The real moment at which the callout's clock shows this, unless it is put forward again."""
    return real_moment(advances_in(callout.clock_advances), shown) if callout.clock_advances else shown


def in_own_time(advances: Sequence[Advance], events: Sequence[Event]) -> Sequence[Event]:
    """Events as the rules see them."""
    if not advances:
        return events
    return [event.model_copy(update={"at": exercise_time(advances, event.at)}) for event in events]
