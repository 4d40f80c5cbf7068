"""Channels that begin to fail, or work again, are said in the log book of every office that is calling just then."""

from asgiref.sync import sync_to_async

from phrom.callouts.models import Callout
from phrom.channels.health import Change, look
from phrom.logbook.actions import write_entry


async def watch_channels() -> None:
    """One look at all channels; each is asked itself only every few minutes."""
    for change in await look():
        await sync_to_async(say_change)(change)


def say_change(change: Change) -> None:
    """In the log book of every office that is calling."""
    calling = Callout.objects.filter(state=Callout.State.RUNNING, practice=False)
    kind = "channel.works" if change.works else "channel.failed"
    data = {"channel": change.channel} | ({} if change.works else {"reason": change.reason})
    for organisation_id, incident_id in calling.order_by("organisation_id", "pk").values_list(
        "organisation_id", "incident_id"
    ):
        write_entry(organisation_id, kind, data, incident_id=incident_id)
