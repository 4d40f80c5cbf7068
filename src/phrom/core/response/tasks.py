"""Tasks: the frozen plan's steps in a running incident, each with its party and its due time.

Nothing is generated and stored: which tasks there are follows from the plan and from when the incident was opened,
put in force and stood down, so that no step can be forgotten, whatever ran or stood still meanwhile.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from phrom.core.plan.document import Plan, ResponsePhase, Step, Target
from phrom.core.response.course import scenario_for
from phrom.core.response.party import Party, parties_of
from phrom.core.values.duration import find_duration

TaskState = Literal["open", "taken", "done", "not_applicable"]
SETTLED: tuple[TaskState, ...] = ("done", "not_applicable")
_PROPOSES = re.compile("(?:เสนอ|ขออนุมัติ).*ประกาศใช้")


@dataclass(frozen=True)
class Moments:
    """When the incident was opened, put in force, stood down, and the power came back; None: not yet."""

    opened_at: datetime
    activated_at: datetime | None = None
    stood_down_at: datetime | None = None
    power_back_at: datetime | None = None


@dataclass(frozen=True)
class TaskGroup:
    """Where in the plan a task stands: a stage of the scenario (`onset`, `crisis`, `recovery`), or a phase."""

    id: str
    name: str  # of the phase, in the plan's words; empty for a stage
    starts_at: datetime
    ends_at: datetime | None
    rule: str = ""  # what the plan wants kept in all that is done then


@dataclass(frozen=True)
class TaskSpec:
    """`parts` are the sub-items of the step. `due_at` None: the plan gives no time."""

    key: str
    text: str
    parts: tuple[str, ...]
    party: Party
    group: TaskGroup
    due_at: datetime | None
    said_of: str  # who is responsible in the plan's own words


def tasks_of(plan: Plan, threat: str, moments: Moments, now: datetime) -> tuple[TaskSpec, ...]:
    """Every task that has begun by `now`, in the plan's order: the scenario's stages, then the phases.

    A phase begins with the plan in force; one that has not begun when the incident is stood down never does.
    """
    return (*_scenario_tasks(plan, threat, moments), *_phase_tasks(plan, moments, now))


def _scenario_tasks(plan: Plan, threat: str, moments: Moments) -> Iterator[TaskSpec]:
    scenario = scenario_for(plan, threat)
    if scenario is None:
        return
    stages = (
        ("onset", scenario.onset, moments.opened_at, moments.activated_at),
        ("crisis", scenario.crisis, moments.activated_at, moments.stood_down_at),
        ("recovery", scenario.recovery, moments.stood_down_at, None),
    )
    for name, steps, begins, ends in stages:
        if begins is not None:
            group = TaskGroup(name, "", begins, ends)
            yield from _step_tasks(plan, steps, group, scenario.targets, moments)


def _phase_tasks(plan: Plan, moments: Moments, now: datetime) -> Iterator[TaskSpec]:
    if moments.activated_at is None:
        return
    last = min(now, moments.stood_down_at) if moments.stood_down_at else now
    for phase in plan.response:
        group = _phase_group(phase, moments.activated_at)
        if group.starts_at <= last:
            yield from _step_tasks(plan, phase.steps, group, (), moments)


def _phase_group(phase: ResponsePhase, activated_at: datetime) -> TaskGroup:
    ends = activated_at + phase.ends.timedelta if phase.ends else None
    return TaskGroup(phase.id, phase.name, activated_at + phase.starts.timedelta, ends, phase.rule or "")


def _step_tasks(
    plan: Plan, steps: Iterable[Step], group: TaskGroup, targets: tuple[Target, ...], moments: Moments
) -> Iterator[TaskSpec]:
    for step in steps:
        due = _due(step, group, targets, moments)
        for party in parties_of(plan, step):
            yield TaskSpec(
                key=f"{step.id}@{party.key}",
                text=step.text,
                parts=step.details,
                party=party,
                group=group,
                due_at=due,
                said_of=step.responsible_text or "",
            )


def _due(step: Step, group: TaskGroup, targets: tuple[Target, ...], moments: Moments) -> datetime | None:
    """The end of the phase; in a scenario the time that the step itself, or a target of its words, promises.

    A target counted from the return of the power has no moment until somebody says when that was.
    """
    if group.name:
        return group.ends_at
    promised = next((t for t in targets if t.text in step.text or step.text in t.text), None)
    if promised is not None:
        counted_from = {
            "incident": moments.opened_at,
            "told": group.starts_at,
            "stand-down": moments.stood_down_at,
            "power-restored": moments.power_back_at,
        }[promised.after]
        return counted_from + promised.within.timedelta if counted_from else None
    _before, within, after = step.text.partition("ภายใน")
    found = find_duration(after) if within else None
    return group.starts_at + found.duration.timedelta if found else None


def is_late(due_at: datetime | None, state: TaskState, now: datetime) -> bool:
    """Past its time and neither done nor set aside."""
    return due_at is not None and state not in SETTLED and now > due_at


def proposes_activation(text: str) -> bool:
    """Whether a step orders somebody to propose that the plan be put in force: what was proposed is on record, and
    whoever has the step sees it beside the step. Plans say it in one of these ways; nothing is settled by it."""
    return _PROPOSES.search(text) is not None


def urgency_order(due_at: datetime | None, now: datetime, far: datetime) -> datetime:
    """The key by which open tasks are sorted: what is due first; a task without a time stands before those of the
    day's end, since the plan wants it done at once."""
    return due_at if due_at is not None else min(now, far)
