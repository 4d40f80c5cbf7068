"""The callers' lists of several callouts, kept as their rules have them."""

from collections.abc import Mapping
from datetime import datetime

from phrom.callouts.models import CallerListItem
from phrom.core.callout.caller import listed_now
from phrom.core.callout.running import RunningCallout
from phrom.many_rows import update_rows

FEW = 100  # people; for more all that stands is read: fewer variables than a statement may have


def tidy_caller_lists(followed: Mapping[int, RunningCallout], now: datetime) -> list[tuple[int, str, str]]:
    """Take off the lists whoever is no longer to be phoned (answered, or followed by the alternate); put back whose
    place nobody has answered for in the end; only those to whom something has happened are looked at. Returns who is
    to be put on a list: callout, person, and whose list."""
    changed: set[tuple[int, str]] = set()
    wanted: dict[tuple[int, str], str] = {}
    for pk, running in followed.items():
        listing = (person for person in running.changed_people() if running.state.people[person].listing)
        people = sorted(listing, key=running.tree.turn_of)
        changed |= {(pk, person) for person in people}
        listed = (listed_now(running.tree, running.state, person) for person in people)
        wanted |= {(pk, each.person): each.caller or "" for each in listed if each}
    if not changed:
        return []
    standing = CallerListItem.objects.filter(callout_id__in={pk for pk, _person in changed}, closed_at=None)
    if len(changed) < FEW:
        standing = standing.filter(person__in={person for _pk, person in changed})
    items = standing.values_list("callout_id", "person", "pk", "caller")
    rows = {(callout_id, person): (pk, caller) for callout_id, person, pk, caller in items}
    over = [pk for key, (pk, _caller) in rows.items() if key in changed and key not in wanted]
    if over:
        CallerListItem.objects.filter(pk__in=over).update(closed_at=now, held_by=None, held_until=None)
    others = [(wanted[key], pk) for key, (pk, caller) in rows.items() if wanted.get(key, caller) != caller]
    update_rows(CallerListItem, ("caller",), others)
    return [(pk, person, caller) for (pk, person), caller in wanted.items() if (pk, person) not in rows]
