"""The names under which providers and letters know our messages, so that what comes back finds its message."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from weakref import WeakKeyDictionary

from asgiref.sync import sync_to_async
from django.db import transaction

from phrom import clock
from phrom.channels.models import MessageHandle

REMEMBERED = timedelta(days=90)  # receipts, letters and buttons come within days

log = logging.getLogger(__name__)

Name = tuple[str, str, str]
"""Channel, handle, and the message's key."""


def plain(handle: str) -> str:
    """As the table can hold it."""
    return handle.replace("\0", "").encode(errors="replace").decode()[:100]


async def remember(channel: str, handle: str, key: str) -> None:
    """Keep a name for good before going on, together with those that are to be kept at the same moment. A provider
    that begins to count anew gives an old name to a new message: then it is the new one's. Raises DatabaseError."""
    loop, name = asyncio.get_running_loop(), (channel, plain(handle), key)
    if not await _lines.setdefault(loop, _Line()).keep(name):
        await sync_to_async(_write)([name])


class _Line:
    """Who waits in one event loop. One at a time writes for all who came meanwhile."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Name, asyncio.Future[bool]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def keep(self, name: Name) -> bool:
        """False: it could not be written together with others."""
        loop = asyncio.get_running_loop()
        kept: asyncio.Future[bool] = loop.create_future()
        self._waiting.append((name, kept))
        if self._writer is None:
            self._writer = loop.create_task(self._write_all())
        return await kept

    async def _write_all(self) -> None:
        while self._waiting:
            group, self._waiting = self._waiting, []
            try:
                await sync_to_async(_write)([name for name, _kept in group])
                well = True
            except Exception:  # away for a moment, or one of them spoils the others: each says so alone
                log.exception("names of messages could not be kept together")
                well = False
            for _name, kept in group:
                if not kept.done():
                    kept.set_result(well)
        self._writer = None


_lines: WeakKeyDictionary[asyncio.AbstractEventLoop, _Line] = WeakKeyDictionary()


def _write(names: Sequence[Name]) -> None:
    newest = {(channel, handle): key for channel, handle, key in names}
    now = clock.now()
    handles = [
        MessageHandle(channel=channel, handle=handle, key=key, at=now) for (channel, handle), key in newest.items()
    ]
    with transaction.atomic():
        MessageHandle.objects.bulk_create(
            handles, update_conflicts=True, unique_fields=["channel", "handle"], update_fields=["key", "at"]
        )


def forget_old_handles(most: int) -> int:
    """Those of which no provider says anything any more, so many at a time. Returns how many there were."""
    old = MessageHandle.objects.filter(at__lt=clock.now() - REMEMBERED)
    oldest = list(old.order_by("at").values_list("pk", flat=True)[:most])
    return old.filter(pk__in=oldest).delete()[0] if oldest else 0


def message_key(channel: str, *handles: str) -> str | None:
    """The key of the message that one of these names; None if none does."""
    known = MessageHandle.objects.filter(channel=channel, handle__in=[plain(h) for h in handles if h])
    return known.values_list("key", flat=True).first()
