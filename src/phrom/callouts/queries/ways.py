"""Ways to people beside the plan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from phrom import clock
from phrom.callouts.models import BlockedAccount, LinkCode, PersonOrder, PersonWay
from phrom.core.callout.tree import OwnWays

FEW = 500  # accounts; of more all that are blocked are read: fewer variables than a statement may have


def own_ways(organisation_id: int) -> dict[str, OwnWays]:
    """By person, what each has linked or chosen."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    fields = {"line": "line_id", "other": "other"}
    ways = PersonWay.objects.filter(organisation_id=organisation_id, left_at=None)
    for person, channel, address in ways.values_list("person", "channel", "address"):
        found[person][fields[channel]] = address
    for person, channels in PersonOrder.objects.filter(organisation_id=organisation_id).values_list(
        "person", "channels"
    ):
        found[person]["preferred"] = tuple(channels)
    return {person: OwnWays(**ways) for person, ways in found.items()}


def blocked_since(organisation_id: int, of_plan: Mapping[str, str]) -> dict[str, datetime]:
    """By person, who has blocked our LINE account, and since when. `of_plan`: the plan's accounts by person, which
    count for who has linked none."""
    ways = PersonWay.objects.filter(organisation_id=organisation_id, channel="line")
    linked = dict(ways.values_list("person", "left_at"))
    accounts = blocked_accounts(account for person, account in of_plan.items() if person not in linked)
    found = {person: accounts.get(account) for person, account in of_plan.items()} | linked
    return {person: since for person, since in found.items() if since}


def blocked_accounts(addresses: Iterable[str]) -> dict[str, datetime]:
    """Which of these LINE accounts have blocked ours, and since when."""
    wanted = set(addresses)
    linked = PersonWay.objects.filter(channel="line", left_at__isnull=False)
    known = BlockedAccount.objects.filter(channel="line")
    if len(wanted) <= FEW:
        linked, known = linked.filter(address__in=wanted), known.filter(address__in=wanted)
    found = [*linked.values_list("address", "left_at"), *known.values_list("address", "since")]
    return {address: at for address, at in found if at and address in wanted}


def open_link_codes(organisation_id: int) -> dict[str, LinkCode]:
    """By person, the codes that still wait to be typed."""
    codes = LinkCode.objects.filter(organisation_id=organisation_id, expires_at__gt=clock.now())
    return {code.person: code for code in codes}
