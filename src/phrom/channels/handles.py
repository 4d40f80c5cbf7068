"""The names under which providers and letters know our messages, so that what comes back finds its message."""

from asgiref.sync import sync_to_async

from phrom.channels.models import MessageHandle


def plain(handle: str) -> str:
    """As the table can hold it."""
    return handle.replace("\0", "").encode(errors="replace").decode()[:100]


async def remember(channel: str, handle: str, key: str) -> None:
    """A provider that begins to count anew gives an old name to a new message: then it is the new one's."""
    await sync_to_async(_keep)(channel, plain(handle), key)


def _keep(channel: str, handle: str, key: str) -> None:
    row, new = MessageHandle.objects.get_or_create(channel=channel, handle=handle, defaults={"key": key})
    if not new and row.key != key:
        MessageHandle.objects.filter(pk=row.pk).update(key=key)


def message_key(channel: str, *handles: str) -> str | None:
    """The key of the message that one of these names; None if none does."""
    known = MessageHandle.objects.filter(channel=channel, handle__in=[plain(h) for h in handles if h])
    return known.values_list("key", flat=True).first()
