"""Ways to people beside the plan."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from phrom import clock
from phrom.callouts.models import LinkCode, PersonOrder, PersonWay
from phrom.core.callout.tree import OwnWays


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


def blocked_since(organisation_id: int) -> dict[str, datetime]:
    """Who has linked their LINE account and then blocked ours, and since when."""
    ways = PersonWay.objects.filter(organisation_id=organisation_id, channel="line")
    return {person: since for person, since in ways.values_list("person", "left_at") if since}


def open_link_codes(organisation_id: int) -> dict[str, LinkCode]:
    """By person, the codes that still wait to be typed."""
    codes = LinkCode.objects.filter(organisation_id=organisation_id, expires_at__gt=clock.now())
    return {code.person: code for code in codes}
