"""Processes in an incident: each one's state, and its clock, which runs only while the work stands still."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

from phrom.core.plan.document import Plan, Process
from phrom.core.response.clocks import ProcessClock

ProcessState = Literal["normal", "stopped", "manual", "site", "restored"]
_GOES_ON_AGAIN = ("manual", "site", "restored")
PROCESS_STATES: tuple[ProcessState, ...] = ("normal", "stopped", "manual", "site", "restored")


@dataclass(frozen=True)
class ProcessChange:
    """From `at` on the process is in `state`, as `person` said."""

    process: str
    state: ProcessState
    at: datetime
    person: str = ""


@dataclass(frozen=True)
class ProcessStatus:
    """`assumed`: nobody has said anything yet. `since` None: before the plan was in force nothing is assumed."""

    clock: ProcessClock
    state: ProcessState
    since: datetime | None
    assumed: bool
    person: str = ""

    @property
    def process(self) -> Process:
        return self.clock.process

    @property
    def running(self) -> bool:
        return self.state == "stopped"


def process_statuses(
    plan: Plan, changes: Iterable[ProcessChange], assumed_from: datetime | None, now: datetime
) -> tuple[ProcessStatus, ...]:
    """Every process, most urgent first: those that stand still by the time left, unknown ones after them, then those
    that work again.

    Until somebody says otherwise a process is taken to have stopped at `assumed_from` (the plan in force); None: to
    work as usual. That it goes on again says that it did stand still till then; that it works as usual, or stopped at
    another time, says that the assumption was wrong. The clock adds up all stretches of standing still.
    """
    by_process: dict[str, list[ProcessChange]] = {}
    for change in changes:
        by_process.setdefault(change.process, []).append(change)
    found = [_status(p, by_process.get(p.id, ()), assumed_from, now) for p in plan.processes]
    return tuple(sorted(found, key=_order))


def _order(status: ProcessStatus) -> tuple[int, timedelta]:
    left = status.clock.left
    if not status.running:
        return 2, timedelta(0)
    return (1, timedelta(0)) if left is None else (0, left)


def _status(
    process: Process, changes: Sequence[ProcessChange], assumed_from: datetime | None, now: datetime
) -> ProcessStatus:
    known = sorted(changes, key=lambda c: c.at)
    assumption = [ProcessChange(process.id, "stopped", assumed_from)] if assumed_from is not None else []
    if known:
        last = known[-1]
        stood_before = known[0].state in _GOES_ON_AGAIN and assumed_from is not None and assumed_from < known[0].at
        told = [*assumption, *known] if stood_before else known
        return ProcessStatus(_clock(process, told, now), last.state, last.at, False, last.person)
    if assumed_from is None:
        return ProcessStatus(_clock(process, (), now), "normal", None, True)
    return ProcessStatus(_clock(process, assumption, now), "stopped", assumed_from, True)


def _clock(process: Process, changes: Sequence[ProcessChange], now: datetime) -> ProcessClock:
    if process.mtpd is None:
        return ProcessClock(process, None, None, None)
    used = stood_still(changes, now)
    left = process.mtpd.timedelta - used
    whole = process.mtpd.timedelta.total_seconds()
    share = used.total_seconds() / whole if whole else 1.0
    running = bool(changes) and changes[-1].state == "stopped"
    return ProcessClock(process, now + left if running else None, left, min(1.0, max(0.0, share)))


def stood_still(changes: Sequence[ProcessChange], now: datetime) -> timedelta:
    """How long the work has stood still in all, up to `now`. `changes` in the order of time."""
    ends = [*(c.at for c in changes), now]
    total = timedelta(0)
    for change, (begins, ended) in zip(changes, pairwise(ends), strict=True):
        if change.state == "stopped":
            total += max(timedelta(0), min(ended, now) - begins)
    return total


def needed_people(process: Process) -> int:
    """The least number of people that the plan wants for the process; one if it names no number."""
    counted = [r.quantity for r in process.requirements.people if r.quantity]
    return sum(counted) or 1


def people_of_process(plan: Plan, process: Process) -> tuple[str, ...]:
    """Ids of who can work it: the people of its units, and of the teams that stand for them."""
    units = set(process.units)
    found = [p.id for p in plan.people if p.unit in units]
    for team in plan.continuity_team.teams:
        if team.unit in units:
            for role in (team.leader, *team.members):
                found += [p for p in (role.primary, *role.alternates) if p]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Forecast:
    """Whether enough people can be there in time. `ready_at` None: the plan's people are too few, whoever comes."""

    needed: int
    arrived: int
    ready_at: datetime | None
    deadline: datetime

    @property
    def too_late(self) -> bool:
        return self.ready_at is None or self.ready_at > self.deadline


def forecast(
    plan: Plan, status: ProcessStatus, arrived: Iterable[str], expected: Mapping[str, datetime], now: datetime
) -> Forecast | None:
    """When the process could have its least number of people, if everybody still expected comes as late as the plan
    lets them (`expected`: person → the end of their time to report in; who cannot come is not in it).

    None where nothing can be said: it does not stand still, has no MTPD, or the plan names none of its people.
    """
    people = people_of_process(plan, status.process)
    if not status.running or status.clock.deadline is None or not people:
        return None
    here = set(arrived) & set(people)
    needed = needed_people(status.process)
    missing = needed - len(here)
    coming = sorted(expected[p] for p in people if p in expected and p not in here)
    if missing <= 0:
        ready: datetime | None = now
    else:
        ready = max(now, coming[missing - 1]) if len(coming) >= missing else None
    return Forecast(needed, len(here), ready, status.clock.deadline)
