"""The one way an event enters a callout: numbered, under the callout's lock, with its log entry.

Locks are always taken in the same order: incident, callout, the log book's last link.
"""

from typing import Any

from phrom import clock
from phrom.callouts import queries
from phrom.callouts.models import CallerListItem, Callout, CalloutEvent
from phrom.core.callout.caller import caller_lists
from phrom.core.callout.progress import Event
from phrom.core.callout.state import CalloutState
from phrom.core.callout.tree import CallTree
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership


def locked(callout_id: int) -> Callout:
    """The callout with its row locked until the transaction ends."""
    return Callout.objects.select_for_update().get(pk=callout_id)


def append(callout: Callout, *events: Event) -> None:
    """Add events to a locked callout and have the engine look at once; a finished one may have to go on."""
    first = callout.events_count + 1
    CalloutEvent.objects.bulk_create(
        CalloutEvent(callout=callout, number=first + i, event=event.model_dump(mode="json"))
        for i, event in enumerate(events)
    )
    callout.events_count += len(events)
    callout.wake_at = clock.now()
    callout.save(update_fields=["events_count", "wake_at"])


def look_again(callout: Callout) -> None:
    """After an answer: who was counted on and cannot come must be followed, even when all was finished."""
    if callout.state == Callout.State.FINISHED:
        callout.state, callout.ended_at = Callout.State.RUNNING, None
        callout.save(update_fields=["state", "ended_at"])


def tidy_caller_list(callout: Callout, tree: CallTree, state: CalloutState) -> None:
    """Take off the list whoever is no longer to be phoned (answered, or followed by the alternate); put back whose
    place nobody has answered for in the end."""
    now = clock.now()
    wanted = {listed.person: listed.caller or "" for listed in caller_lists(tree, state)}
    open_items = dict(queries.open_caller_items(callout).values_list("person", "pk"))
    over = [pk for person, pk in open_items.items() if person not in wanted]
    CallerListItem.objects.filter(pk__in=over).update(closed_at=now, held_by=None, held_until=None)
    CallerListItem.objects.bulk_create(
        CallerListItem(callout=callout, person=person, caller=caller, listed_at=now)
        for person, caller in wanted.items()
        if person not in open_items
    )


def log(
    callout: Callout, kind: str, data: dict[str, Any], author: Membership | None = None, author_name: str = ""
) -> int:
    """Write a log entry about the callout; returns its number."""
    entry = write_entry(
        callout.organisation_id,
        kind,
        data,
        author=author,
        author_name=author_name,
        practice=callout.practice,
        incident_id=callout.incident_id,
    )
    return int(entry.number)
