"""How far the news has got: counts now, and people reached over the minutes since the start."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from phrom.core.callout.caller import caller_lists
from phrom.core.callout.state import STATUS_ORDER, CalloutState, PersonState, Status
from phrom.core.callout.tree import CallTeam, CallTree


@dataclass(frozen=True, slots=True)
class ReachPoint:
    """From `minute` after the start on, `acknowledged` people have acknowledged and `answered` have answered at all
    (those who cannot come included)."""

    minute: float
    acknowledged: int
    answered: int


@dataclass(frozen=True, slots=True)
class ReachSummary:
    """`people` are those whose turn has come or who have answered; alternates standing by are not among them."""

    people: int
    by_status: dict[Status, int]
    to_call: int  # on a caller's list now; nobody is once the callout was stopped
    slots: int
    slots_answered: int

    @property
    def acknowledged(self) -> int:
        return self.by_status["acknowledged"]


@dataclass(frozen=True, slots=True)
class TeamReach:
    team: str
    slots: int
    answered: int
    missing: tuple[str, ...]  # slots without anybody who has acknowledged

    @property
    def complete(self) -> bool:
        return not self.missing


def reach_over_time(state: CalloutState) -> tuple[ReachPoint, ...]:
    """The reach curve's steps, beginning with (0, 0, 0). Each person counts once, at their first answer."""
    moments: list[tuple[datetime, int, int]] = []
    for person in state.people.values():
        first = _first_answer(person)
        if first is not None:
            moments.append((first, 0, 1))
        if person.acknowledged is not None:
            moments.append((person.acknowledged.at, 1, 0))
        if person.acknowledged is not None and person.refused is not None:
            moments.append((max(person.refused.at, person.acknowledged.at), -1, 0))
    points = [ReachPoint(0.0, 0, 0)]
    for at, acknowledged, answered in sorted(moments):
        minute = max(0.0, (at - state.started_at).total_seconds() / 60)
        last = points[-1]
        point = ReachPoint(minute, last.acknowledged + acknowledged, last.answered + answered)
        if minute == last.minute:
            points.pop()
        points.append(point)
    return tuple(points)


def team_over_time(team: CallTeam, state: CalloutState) -> tuple[ReachPoint, ...]:
    """As `reach_over_time` for one team's places: each counts when who holds it now has acknowledged."""
    acting = [state.people[person] for slot in team.slots if (person := state.slots[slot].acting)]
    points = [ReachPoint(0.0, 0, 0)]
    for at in sorted(p.acknowledged.at for p in acting if p.acknowledged is not None):
        minute, count = max(0.0, (at - state.started_at).total_seconds() / 60), points[-1].acknowledged + 1
        if minute == points[-1].minute:
            points.pop()
        points.append(ReachPoint(minute, count, count))
    return tuple(points)


def summary(tree: CallTree, state: CalloutState) -> ReachSummary:
    """The figures of the call tree page."""
    counted = Counter(p.status for p in state.people.values())
    return ReachSummary(
        people=sum(counted.values()) - counted["standing_by"],
        by_status={status: counted[status] for status in STATUS_ORDER},
        to_call=0 if state.stopped else len(caller_lists(tree, state)),
        slots=len(state.slots),
        slots_answered=sum(1 for s in state.slots.values() if s.acting),
    )


def team_reach(tree: CallTree, state: CalloutState) -> tuple[TeamReach, ...]:
    """Each team's places: how many, how many answered, which not."""
    return tuple(_team(team.id, team.slots, state) for team in tree.teams)


def _team(team: str, slots: Iterable[str], state: CalloutState) -> TeamReach:
    places = tuple(slots)
    missing = tuple(s for s in places if state.slots[s].acting is None)
    return TeamReach(team, len(places), len(places) - len(missing), missing)


def _first_answer(person: PersonState) -> datetime | None:
    return min((a.at for a in (person.acknowledged, person.refused) if a), default=None)
