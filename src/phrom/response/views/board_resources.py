"""Resources by area on the board: how much of what the stopped processes need is there or promised in time."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from phrom.core.log_entry.words import WORDS
from phrom.core.plan.document import AREAS
from phrom.incidents.queries import Incident, incident_now
from phrom.plans.queries import in_language
from phrom.response.queries.supply import NeedStep, needs_in, requests_of
from phrom.response.views.clock_words import until_words

COUNTED = tuple(area for area in AREAS if area != "people")  # who has come stands on the board already


def resources_by_area(incident: Incident) -> list[dict[str, Any]]:
    """For each area of which something is needed or was asked for: in words, and whether anything is short."""
    steps = needs_in(incident)
    waiting = [r.category for r in requests_of(incident) if r.state in ("asked", "promised")]
    rows = [_area(incident, area, steps) | {"waiting": waiting.count(area)} for area in COUNTED]
    return [row for row in rows if row["needed"] or row["waiting"]]


def _area(incident: Incident, area: str, steps: Iterable[NeedStep]) -> dict[str, Any]:
    """`short`: how many things are lacking, and from when; of premises it is seats that count."""
    needed: set[str] = set()
    lacking: dict[str, NeedStep] = {}
    for step in steps:
        for each in step.covered:
            if each.need.area == area and each.need.quantity:
                needed.add(each.need.name)
                if each.lack and area != "premises":
                    lacking.setdefault(each.need.name, step)
        if area == "premises" and step.seats_lacking:
            lacking.setdefault("seats", step)
    first = next(iter(lacking.values()), None)
    return {
        "name": in_language(WORDS["category"][area]),
        "needed": len(needed),
        "short": len(lacking),
        "words": _words(incident, area, len(lacking), first) if first else _("พอ"),
    }


def _words(incident: Incident, area: str, short: int, first: NeedStep) -> str:
    now = incident_now(incident)
    at = first.step.at
    when = _("ตอนนี้") if at is None or at <= now else _("ภายใน %(when)s") % {"when": until_words(at, now)}
    if area == "premises":
        return _("ที่นั่งขาด %(n)s ที่ %(when)s") % {"n": first.seats_lacking, "when": when}
    return _("ขาด %(n)s อย่าง %(when)s") % {"n": short, "when": when}
