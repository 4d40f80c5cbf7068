"""Reading what a closed incident shows, and what is being mended."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TypeVar

from django.db.models import QuerySet

from phrom.core.log_entry.words import WORDS
from phrom.core.response.review import ReviewFacts, ReviewFinding, review_findings
from phrom.improvement.models import Improvement
from phrom.incidents.queries import Incident, decisions_of
from phrom.plans.queries import plan_of
from phrom.response.queries import TaskView, course_in, manual_works, statuses, tasks_in

T = TypeVar("T")
__all__ = ["Improvement", "findings_of", "improvements_of", "open_improvements"]


def findings_of(incident: Incident) -> tuple[ReviewFinding, ...]:
    """Nothing changes any more in a closed incident: what it shows now it will show later."""
    tasks, processes = tasks_in(incident), statuses(incident)
    names = {p.id: p.name for p in plan_of(incident.plan_version).processes}
    facts = ReviewFacts(
        processes_over=[
            (s.process.id, s.process.name, -s.clock.left)
            for s in processes
            if s.clock.left is not None and s.clock.left < timedelta(0)
        ],
        late_tasks=_by_step((t, late) for t in tasks if (late := _late_by(t))),
        skipped_tasks=_by_step((t, t.row.note if t.row else "") for t in tasks if t.state == "not_applicable"),
        tasks_left=[(key, text) for key, text, _none in _by_step((t, None) for t in tasks if not t.settled)],
        not_reached=_people(incident, "unreachable"),
        wrong_numbers=_people(incident, "wrong_number"),
        decisions=[
            (str(d.pk), WORDS["matter"][d.matter].th, d.decided_at - d.asked_at)
            for d in decisions_of(incident)
            if d.decided_at is not None
        ],
        backlogs=[
            (w.process, names.get(w.process, w.process), w.forms)
            for w in manual_works(incident).values()
            if w.signed_at is None and w.forms
        ],
    )
    return review_findings(facts)


def _by_step(found: Iterable[tuple[TaskView, T]]) -> list[tuple[str, str, T]]:
    """Key, words and what was found; a step in which several had the same task that went the same way is one, told
    with their number."""
    steps: dict[tuple[str, T], list[TaskView]] = {}
    for task, what in found:
        steps.setdefault((task.spec.text, what), []).append(task)
    return [
        (tasks[0].key, text if len(tasks) == 1 else f"{text} (×{len(tasks)})", what)
        for (text, what), tasks in steps.items()
    ]


def _late_by(task: TaskView) -> timedelta | None:
    row, due = task.row, task.spec.due_at
    if row is None or row.settled_at is None or due is None or task.state != "done" or row.settled_at <= due:
        return None
    return row.settled_at - due


def _people(incident: Incident, what: str) -> list[tuple[str, str]]:
    course = course_in(incident)
    if course is None:
        return []
    found = []
    for state in course.state.people.values():
        wrong = any(r.result == "wrong_number" for r in state.reports) and not state.mended
        silent = not state.answered and state.status in ("unreachable", "handed_to_alternate")
        if wrong if what == "wrong_number" else silent and not wrong:
            found.append((state.person, course.tree.contact_by_person[state.person].name))
    return found


def improvements_of(incident: Incident) -> list[Improvement]:
    return list(Improvement.objects.filter(incident_id=incident.pk))


def open_improvements(organisation_id: int) -> QuerySet[Improvement]:
    """Of every incident of an office, what is due first on top."""
    found = Improvement.objects.select_related("incident").filter(organisation_id=organisation_id)
    return found.filter(state=Improvement.State.OPEN).order_by("due_on", "pk")
