"""Channels that begin to fail, or work again, are said in the log book of every office that is calling just then."""

from collections.abc import Iterable

from asgiref.sync import sync_to_async

from phrom.callouts.models import Callout
from phrom.channels.health import Change, look, unknown_words_to_say
from phrom.logbook.actions import write_entry


async def watch_channels() -> None:
    """One look at all channels; each is asked itself only every few minutes."""
    for change in await look():
        await sync_to_async(say_change)(change)
    await sync_to_async(say_unknown_words)()


def say_change(change: Change) -> None:
    """In the log book of every office that is calling."""
    kind = "channel.works" if change.works else "channel.failed"
    data = {"channel": change.channel} | ({} if change.works else {"reason": change.reason})
    for organisation_id, incident_id in _calling():
        write_entry(organisation_id, kind, data, incident_id=incident_id)


def say_unknown_words() -> None:
    """As `say_change`: words of a provider that nobody has a meaning for, each once."""
    calling = list(_calling())
    if not calling:
        return
    for channel, words in unknown_words_to_say().items():
        data = {"channel": channel, "text": ", ".join(each.word or "—" for each in words)}
        for organisation_id, incident_id in calling:
            write_entry(organisation_id, "channel.puzzled", data, incident_id=incident_id)


def _calling() -> Iterable[tuple[int, int]]:
    """Offices that are calling, and for which incident."""
    calling = Callout.objects.filter(state=Callout.State.RUNNING, practice=False)
    return calling.order_by("organisation_id", "pk").values_list("organisation_id", "incident_id")
