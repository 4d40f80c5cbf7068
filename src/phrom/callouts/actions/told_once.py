"""What a provider tells a second time is known by the provider's own name for it."""

from collections.abc import Collection
from datetime import timedelta

from django.db import connection

from phrom import clock
from phrom.callouts.models import ProviderEvent
from phrom.many_rows import moment, select

REMEMBERED = timedelta(days=7)  # LINE tells again within hours


def first_told(names: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of these (channel, event) the ones never told before; from now on they are known. In the caller's transaction:
    heard and counted together. Of two processes that are told the same at the same moment one is the first."""
    if not names:
        return []
    now = clock.now()
    wanted = sorted(names)
    rows = [value for channel, event in wanted for value in (channel, event, moment(now))]
    places = ", ".join(["(%s, %s, %s)"] * len(wanted))
    if connection.features.can_return_rows_from_bulk_insert:
        insert = f"INSERT INTO callouts_providerevent (channel, event, at) VALUES {places}"  # noqa: S608 - values apart
        return [
            (c, e)
            for c, e in select(f"{insert} ON CONFLICT (channel, event) DO NOTHING RETURNING channel, event", rows)
        ]
    told = ProviderEvent.objects.filter(event__in={event for _channel, event in wanted})
    known = set(told.values_list("channel", "event"))  # an older SQLite: the transaction is the only one that writes
    unknown = [name for name in wanted if name not in known]
    ProviderEvent.objects.bulk_create(ProviderEvent(channel=c, event=e, at=now) for c, e in unknown)
    return unknown


def forget_old_events(most: int) -> int:
    """Those that no provider tells again, so many at a time. Returns how many there were."""
    old = ProviderEvent.objects.filter(at__lt=clock.now() - REMEMBERED)
    oldest = list(old.order_by("at").values_list("pk", flat=True)[:most])
    return old.filter(pk__in=oldest).delete()[0] if oldest else 0
