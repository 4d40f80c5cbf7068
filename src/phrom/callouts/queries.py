"""Reading running call trees."""

from datetime import datetime

from django.db.models import QuerySet
from pydantic import TypeAdapter

from phrom.callouts.models import Callout, CallerListItem, CalloutEvent, Recipient
from phrom.core.callout.progress import Event, Progress
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.state import CalloutState, fold
from phrom.core.callout.tree import CallTree
from phrom.errors import NotFoundError

_EVENT: TypeAdapter[Event] = TypeAdapter(Event)


def callout_of_incident(incident_id: int, organisation_id: int) -> Callout:
    """Raises NotFoundError, also for another office's."""
    callout = Callout.objects.filter(incident_id=incident_id, organisation_id=organisation_id).first()
    if callout is None:
        raise NotFoundError("no callout")
    return callout


def tree_of(callout: Callout) -> CallTree:
    return CallTree.model_validate(callout.tree)


def settings_of(callout: Callout) -> CalloutSettings:
    return CalloutSettings.model_validate(callout.settings)


def progress_of(callout: Callout) -> Progress:
    """Everything that has happened, in the order of writing."""
    rows = CalloutEvent.objects.filter(callout=callout).order_by("number").values_list("event", flat=True)
    return Progress(started_at=callout.started_at, events=tuple(_EVENT.validate_python(row) for row in rows))


def state_of(callout: Callout) -> CalloutState:
    return fold(tree_of(callout), progress_of(callout))


def open_caller_items(callout: Callout) -> QuerySet[CallerListItem]:
    """Who waits to be phoned by a person, longest first."""
    return CallerListItem.objects.filter(callout=callout, closed_at=None).order_by("listed_at", "pk")


def next_caller_item(callout: Callout, user_id: int, now: datetime) -> CallerListItem | None:
    """The item that this user holds already, else the longest waiting that nobody holds."""
    items = open_caller_items(callout)
    mine = items.filter(held_by_id=user_id, held_until__gt=now).first()
    return mine or items.exclude(held_until__gt=now).first()


def recipient_by_code(code: str) -> Recipient | None:
    return Recipient.objects.select_related("callout").filter(code=code, code_open=True).first()
