"""The one way an event enters a callout: numbered, under the callout's lock, with its log entry."""

from typing import Any

from phrom import clock
from phrom.callouts.models import Callout, CalloutEvent
from phrom.core.callout.progress import Event
from phrom.logbook.actions import write_entry
from phrom.offices.access import Membership


def locked(callout_id: int) -> Callout:
    """The callout with its row locked until the transaction ends."""
    return Callout.objects.select_for_update().get(pk=callout_id)


def append(callout: Callout, *events: Event) -> None:
    """Add events to a locked callout and have the engine look at once."""
    first = callout.events_count + 1
    CalloutEvent.objects.bulk_create(
        CalloutEvent(callout=callout, number=first + i, event=event.model_dump(mode="json"))
        for i, event in enumerate(events)
    )
    callout.events_count += len(events)
    callout.wake_at = clock.now()
    callout.save(update_fields=["events_count", "wake_at"])


def log(callout: Callout, kind: str, data: dict[str, Any], author: Membership | None = None, author_name: str = "") -> int:
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
