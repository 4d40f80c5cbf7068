"""Reading what people do in an incident."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from django.utils.translation import gettext as _

from phrom.callouts.queries import Course, callout_of_incident, course_of
from phrom.core.plan.document import Plan
from phrom.core.plan.lookup import person_name
from phrom.core.response.party import Party, answerable, party_of_key, people_of, slot_of
from phrom.core.response.processes import Forecast, ProcessStatus, forecast, process_statuses
from phrom.core.response.processes import ProcessChange as Change
from phrom.core.response.rounds import interval_in, next_round, rounds_go_on
from phrom.core.response.tasks import SETTLED, Moments, TaskGroup, TaskSpec, TaskState, is_late, tasks_of
from phrom.errors import NotFoundError
from phrom.incidents.queries import Incident, incident_now, open_incidents, report_in_within
from phrom.offices.access import Membership, allowed
from phrom.offices.roles import Permission
from phrom.plans.queries import plan_of
from phrom.response.models import (
    ManualWork,
    ProcessChange,
    ReportIn,
    SiteCode,
    SituationReport,
    Task,
    Wellbeing,
)

__all__ = [
    "Incident",
    "ManualWork",
    "PersonHere",
    "Presence",
    "ReportIn",
    "SituationReport",
    "TaskView",
    "acting_person",
    "course_in",
    "forecasts",
    "manual_works",
    "may_do",
    "may_repeat",
    "my_tasks",
    "open_tasks",
    "presence_in",
    "report_numbered",
    "reports_of",
    "sees_wellbeing",
    "site_code_of",
    "statuses",
    "task_with",
    "tasks_in",
    "team_people",
]

ADDED = "added"  # the group of tasks that are not in the plan
OUTSIDE = "outside:"  # begins what is kept for a person whom the plan does not have; their name follows
LONGEST_NAME_OUTSIDE = 90  # characters


def name_outside(person: str) -> str:
    """The name of somebody whom the plan does not have; empty for all others."""
    name = person.removeprefix(OUTSIDE)
    return name if name != person and len(name) <= LONGEST_NAME_OUTSIDE else ""


@dataclass(frozen=True)
class TaskView:
    """A task with what has become of it."""

    spec: TaskSpec
    party: Party  # who has it now
    state: TaskState
    row: Task | None
    late: bool
    people: frozenset[str]  # who may do it, by the plan
    every: timedelta | None = None  # it comes again so long after it was done

    @property
    def key(self) -> str:
        return self.spec.key

    @property
    def settled(self) -> bool:
        return self.state in SETTLED

    @property
    def parts(self) -> list[tuple[int, str, bool]]:
        """Number, words, ticked."""
        ticked = set(self.row.parts_done) if self.row else set()
        return [(n, text, n in ticked) for n, text in enumerate(self.spec.parts)]


def moments_of(incident: Incident) -> Moments:
    return Moments(incident.opened_at, incident.activated_at, incident.stood_down_at, incident.power_back_at)


def tasks_in(incident: Incident) -> list[TaskView]:
    """Every task that has begun, those added by hand last."""
    now = incident_now(incident)
    rows = {row.key: row for row in Task.objects.filter(incident_id=incident.pk)}
    plan = plan_of(incident.plan_version)
    specs = [*tasks_of(plan, incident.threat, moments_of(incident), now)]
    specs += [_added(row) for row in rows.values() if row.added_at is not None]
    people = cache(lambda party: frozenset(people_of(plan, party)))
    return [_view(spec, rows.get(spec.key), now, people, _rounds_go_on(incident, spec, now)) for spec in specs]


def _added(row: Task) -> TaskSpec:
    group = TaskGroup(ADDED, "", row.added_at or row.due_at, None)  # type: ignore[arg-type]
    party = party_of_key(row.party) or Party("nobody")
    return TaskSpec(row.key, row.text, (), party, group, row.due_at, "")


def _view(
    spec: TaskSpec, row: Task | None, now: datetime, people: Callable[[Party], frozenset[str]], again: bool
) -> TaskView:
    state: TaskState = row.state if row else "open"  # type: ignore[assignment]
    party = (party_of_key(row.party) if row and row.party else None) or spec.party
    every = _every(spec, row)
    if every is None or state == "not_applicable" or not again:
        return TaskView(spec, party, state, row, is_late(spec.due_at, state, now), people(party))
    if row and state == "done":
        state = "taken" if row.holder else "open"
    since = row.every_since if row else None
    due_at = next_round(every, since or spec.group.starts_at, row.settled_at if row else None)
    spec = replace(spec, due_at=due_at)
    return TaskView(spec, party, state, row, is_late(due_at, state, now), people(party), every)


def _every(spec: TaskSpec, row: Task | None) -> timedelta | None:
    """How often a task is to be done: as set by hand, else as the plan's words say."""
    if row is None or row.every_minutes is None:
        return interval_in(spec.text)
    return timedelta(minutes=row.every_minutes) or None


def may_repeat(incident: Incident, view: TaskView) -> bool:
    """Whether there is time for another round."""
    return _rounds_go_on(incident, view.spec, incident_now(incident))


def _rounds_go_on(incident: Incident, spec: TaskSpec, now: datetime) -> bool:
    return rounds_go_on(spec.group, incident.stood_down_at, incident.closed_at, now)


def open_tasks(views: Iterable[TaskView]) -> list[TaskView]:
    """Unsettled ones: late, then by what is due; without a time in the plan they stand before what has a day's time.
    What was left over from a stage that has passed comes after what the present one wants."""
    unsettled = [v for v in views if not v.settled]
    newest = max((v.spec.group.starts_at for v in unsettled), default=None)

    def order(view: TaskView) -> tuple[bool, bool, datetime]:
        group = view.spec.group
        passed = newest is not None and group.ends_at is not None and group.ends_at <= newest
        return not view.late, passed, view.spec.due_at or group.starts_at + timedelta(hours=1)

    return sorted(unsettled, key=order)


def task_with(incident: Incident, key: str) -> TaskView:
    """Raises NotFoundError for a key that is no task of this incident now."""
    found = next((view for view in tasks_in(incident) if view.key == key), None)
    if found is None:
        raise NotFoundError(_("ไม่มีงานนี้ในเหตุการณ์"))
    return found


def may_do(membership: Membership, view: TaskView) -> bool:
    """Who directs may do every task; others their own, their team's, and what they took. Nobody's is everybody's."""
    if allowed(membership, Permission.DIRECT_RESPONSE):
        return True
    if not allowed(membership, Permission.DO_TASKS):
        return False
    if view.party.kind == "nobody":
        return True
    mine = membership.person
    return bool(mine) and (mine in view.people or bool(view.row and view.row.holder == mine))


def my_tasks(membership: Membership) -> list[tuple[Incident, list[TaskView]]]:
    """The person's own tasks in every open incident, real ones first; settled ones last."""
    found = []
    for incident in open_incidents(membership.organisation_id).select_related("plan_version"):
        mine = [v for v in tasks_in(incident) if _is_mine(membership, v)]
        found.append((incident, [*open_tasks(mine), *(v for v in mine if v.settled)]))
    return found


def _is_mine(membership: Membership, view: TaskView) -> bool:
    mine = membership.person
    if not mine:
        return False
    if view.row and view.row.holder:
        return view.row.holder == mine
    return mine in view.people


def course_in(incident: Incident) -> Course | None:
    """The incident's call tree, if anybody was called."""
    try:
        return course_of(callout_of_incident(incident.pk, incident.organisation_id))
    except NotFoundError:
        return None


def acting_person(plan: Plan, party: Party, course: Course | None) -> tuple[str, str]:
    """Who answers for a party now, and, if that is an alternate, the name of whom they act for."""
    answering = answerable(plan, party)
    if not answering:
        return "", ""
    slot = slot_of(party)
    state = course.state.slots.get(slot) if course and slot else None
    if state is not None and state.acting and state.is_acting_for_primary:
        return person_name(plan, state.acting), person_name(plan, state.slot.primary or answering[0])
    return person_name(plan, answering[0]), ""


def statuses(incident: Incident, rows: Iterable[ProcessChange] | None = None) -> tuple[ProcessStatus, ...]:
    """Every process of the plan with its clock, most urgent first. `rows`: where they are known already."""
    if rows is None:
        rows = ProcessChange.objects.filter(incident_id=incident.pk).order_by("at", "pk")
    changes = [Change(r.process, r.state, r.at, r.person_name) for r in rows]  # type: ignore[arg-type]
    return process_statuses(plan_of(incident.plan_version), changes, incident.activated_at, incident_now(incident))


def forecasts(incident: Incident, known: Iterable[ProcessStatus], presence: "Presence") -> dict[str, Forecast]:
    """For each process that stands still, whether its people can be there in time."""
    plan, now = plan_of(incident.plan_version), incident_now(incident)
    here = [p.person for p in presence.people if p.report]
    found = {s.process.id: forecast(plan, s, here, presence.expected, now) for s in known}
    return {process: f for process, f in found.items() if f is not None}


def manual_works(incident: Incident) -> dict[str, ManualWork]:
    """The newest manual work of each process."""
    rows = ManualWork.objects.select_related("keyed_by", "checked_by", "signed_by").filter(incident_id=incident.pk)
    return {row.process: row for row in rows.order_by("pk")}


@dataclass(frozen=True)
class PersonHere:
    """A person of the call tree, or who reported in without being in it."""

    person: str
    name: str
    report: ReportIn | None
    told_at: datetime | None
    due_at: datetime | None
    wellbeing: Wellbeing | None
    cannot_come: bool

    def is_late(self, now: datetime) -> bool:
        return self.report is None and not self.cannot_come and self.due_at is not None and now > self.due_at


@dataclass(frozen=True)
class Presence:
    """Who was told, who has reported in, and by when the others have to."""

    people: tuple[PersonHere, ...]
    within: timedelta | None
    outside: tuple[PersonHere, ...] = ()  # whom the plan does not have, of whom somebody has said how they are

    @property
    def reported(self) -> int:
        return sum(1 for p in self.people if p.report)

    @property
    def missing(self) -> list[PersonHere]:
        """Whose time is running or over; who has to come first on top."""
        waiting = [p for p in self.people if not p.report and not p.cannot_come and p.due_at]
        return sorted(waiting, key=lambda p: p.due_at)  # type: ignore[arg-type, return-value]

    @property
    def expected(self) -> dict[str, datetime]:
        return {p.person: p.due_at for p in self.missing if p.due_at}

    def wellbeing_count(self, state: str) -> int:
        everybody = (*self.people, *self.outside)
        return sum(1 for p in everybody if p.wellbeing and p.wellbeing.state == state)

    @property
    def unknown_wellbeing(self) -> int:
        return sum(1 for p in self.people if p.wellbeing is None)


REPORT_IN_DEFAULT = timedelta(hours=24)  # of the plan's own form: รายงานตัวภายใน 24 ชั่วโมงหลังได้รับแจ้ง


def presence_in(
    incident: Incident,
    course: Course | None,
    came: Iterable[ReportIn] | None = None,
    said: Iterable[Wellbeing] | None = None,
) -> Presence:
    """Everybody whose turn has come in the call tree, and everybody who has come of themselves. `came`, `said`: the
    rows where they are known already."""
    plan = plan_of(incident.plan_version)
    target = report_in_within(plan, incident.threat)
    within = target.timedelta if target else REPORT_IN_DEFAULT
    if came is None or said is None:
        came = ReportIn.objects.filter(incident_id=incident.pk)
        said = Wellbeing.objects.filter(incident_id=incident.pk).order_by("at", "pk")
    reports, words = {r.person: r for r in came}, {w.person: w for w in said}
    found = []
    called = course.state.people.values() if course else ()
    for state in called:
        told = state.told_at  # the callout keeps the incident's own time
        if state.status == "standing_by" and state.person not in reports and state.person not in words:
            continue
        name = course.tree.contact_by_person[state.person].name if course else state.person
        found.append(
            PersonHere(
                state.person,
                name,
                reports.get(state.person),
                told,
                told + within if told else None,
                words.get(state.person),
                state.refused is not None,
            )
        )
    known = {p.person for p in found}
    outside: list[PersonHere] = []
    for person in dict.fromkeys([*reports, *words]):
        if person not in known:
            name = name_outside(person) or person_name(plan, person)
            here = PersonHere(person, name, reports.get(person), None, None, words.get(person), False)
            (outside if name_outside(person) else found).append(here)
    return Presence(tuple(found), within, tuple(outside))


def site_code_of(incident: Incident) -> str | None:
    return SiteCode.objects.filter(incident_id=incident.pk).values_list("code", flat=True).first()


def reports_of(incident: Incident) -> list[SituationReport]:
    """Newest first."""
    found = SituationReport.objects.select_related("drafted_by").filter(incident_id=incident.pk)
    return list(found.order_by("-number"))


def report_numbered(incident: Incident, number: int) -> SituationReport | None:
    return SituationReport.objects.select_related("drafted_by").filter(incident_id=incident.pk, number=number).first()


def team_people(plan: Plan, person: str) -> set[str]:
    """Everybody in the teams that this person leads or stands in for."""
    found: set[str] = set()
    for team in plan.continuity_team.teams:
        if person and person in answerable(plan, Party("leader", team.id)):
            found |= set(people_of(plan, Party("team", team.id)))
    return found


def sees_wellbeing(membership: Membership, plan: Plan) -> Callable[[str], bool]:
    """Of whom this person may know how they are: head and coordinator everybody's, a leader their own people's,
    everybody their own."""
    if allowed(membership, Permission.DIRECT_RESPONSE):
        return lambda person: True
    own = {membership.person} if membership.person else set()
    if allowed(membership, Permission.VIEW_WELLBEING):
        own |= team_people(plan, membership.person)
    return own.__contains__
