"""An exercise's clock that is put forward: its call tree's deadlines pass by it; other calls never notice."""

from datetime import timedelta

import pytest

from phrom.callouts import actions as callouts
from phrom.callouts.actions import answer_practice_phone, audit
from phrom.callouts.models import Attempt, CalloutEvent
from phrom.callouts.queries import course_of, kept, own_now, own_time
from phrom.incidents import actions as incidents
from phrom.incidents.queries import incident_now, incident_numbered
from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership
from phrom.response.queries import presence_in
from tests.apps.callouts.course import Course
from tests.cast import SettableClock


def ahead(course: Course, author: Membership, **span: float) -> None:
    course.clock.advance(seconds=1)
    incidents.run_clock_ahead(author, course.incident.pk, timedelta(**span))
    course.run()


def test_whoever_has_not_answered_when_the_clock_is_put_forward_is_late_by_it(
    course: Course, coordinator: Membership, clock: SettableClock
) -> None:
    course.run()
    assert course.attempts("person-6") == ["delivered"]
    ahead(course, coordinator, minutes=30)
    waiting = course.state.people["person-6"]
    assert waiting.status == "handed_to_alternate"  # both tries and the caller had their time
    assert "exercise_clock.advanced" in course.logged()


def test_a_silent_leader_is_followed_by_the_alternate_when_days_pass_in_a_moment(
    course: Course, coordinator: Membership
) -> None:
    course.run()
    ahead(course, coordinator, days=1)
    assert course.state.slots["team-1/leader"].holder == "person-4"


def test_what_falls_due_while_the_clock_leaps_is_done_on_the_way_each_at_its_own_time(
    course: Course, coordinator: Membership
) -> None:
    course.run()
    ahead(course, coordinator, hours=8)
    alternate = course.state.people["person-4"]  # called when the leader was silent, and long since called again
    leapt, real = course.state, Course(coordinator, course.clock)  # the same call, minute by minute
    real.run()
    for _minute in range(180):
        real.after(60)
    assert {p: s.status for p, s in leapt.people.items()} == {p: s.status for p, s in real.state.people.items()}
    assert [len(s.attempts) for s in leapt.people.values()] == [len(s.attempts) for s in real.state.people.values()]
    waited = alternate.attempts[0].at - leapt.started_at
    assert abs(waited - (real.state.people["person-4"].attempts[0].at - real.state.started_at)) < timedelta(minutes=10)


def test_a_call_that_is_over_goes_on_in_the_time_of_its_exercise(course: Course, coordinator: Membership) -> None:
    course.run()
    course.clock.advance(seconds=1)
    incidents.run_clock_ahead(coordinator, course.incident.pk, timedelta(hours=5))
    callouts.stop_callout(coordinator, course.callout.pk)  # before anything of the leap was worked through
    stopped = course.callout
    course.clock.advance(seconds=1)
    assert stopped.clock_behind == 0
    assert own_time(stopped, course.clock.now) == course.clock.now + timedelta(hours=5)
    assert own_now(stopped) < course.clock.now + timedelta(hours=1)


def test_a_leap_waits_for_messages_that_are_on_their_way(course: Course, coordinator: Membership) -> None:
    callouts.carry_out(course.callout.pk)  # written down, and no engine has sent it
    course.clock.advance(seconds=1)
    incidents.run_clock_ahead(coordinator, course.incident.pk, timedelta(hours=2))
    callouts.carry_out(course.callout.pk)
    assert course.callout.clock_behind == 7200
    course.run()
    assert course.callout.clock_behind == 0


def test_what_is_stored_is_real_and_what_the_rules_see_is_the_exercises(
    course: Course, coordinator: Membership, clock: SettableClock
) -> None:
    course.run()
    began = clock.now
    ahead(course, coordinator, hours=6)
    clock.advance(minutes=5)
    course.run()
    incident = incident_numbered(course.incident.organisation_id, course.incident.pk)
    assert incident_now(incident) == clock.now + timedelta(hours=6)
    answer_practice_phone(coordinator, course.callout.pk, "person-6", "acknowledged")
    known = course.state.people["person-6"].acknowledged
    assert known is not None
    assert known.at == clock.now + timedelta(hours=6)
    stored = CalloutEvent.objects.filter(callout=course.callout).order_by("-number")
    assert max(row.event["at"] for row in stored) <= clock.now.isoformat()
    assert not Attempt.objects.filter(recorded_at__gt=clock.now).exists()
    assert not LogEntry.objects.filter(happened_at__gt=clock.now).exists()
    told = {p.person: p.told_at for p in presence_in(incident, course_of(course.callout)).people}
    assert told["person-6"] == began


def test_a_process_that_followed_the_call_before_sees_the_same_as_a_new_one(
    course: Course, coordinator: Membership
) -> None:
    course.run()
    before = course.state  # kept in memory from here on
    ahead(course, coordinator, hours=2)
    remembered = course.state
    kept._kept._followed.clear()
    assert course.state.people == remembered.people
    assert before.people != remembered.people


def test_another_exercise_and_its_call_go_on_in_their_own_time(
    course: Course, coordinator: Membership, clock: SettableClock
) -> None:
    clock.advance(seconds=1)
    other = Course(coordinator, clock)
    other.run()
    wake_at = other.callout.wake_at
    ahead(course, coordinator, hours=12)
    assert other.callout.wake_at == wake_at
    assert len(other.state.people["person-6"].attempts) == 1


def test_a_call_that_begins_after_the_clock_was_put_forward_begins_at_the_exercises_time(
    course: Course, coordinator: Membership, clock: SettableClock
) -> None:
    watched = incidents.watch_incident(coordinator, "threat-flood", request_key="watched-1", practice=True)
    incidents.run_clock_ahead(coordinator, watched.pk, timedelta(hours=8))
    incidents.propose_activation_of(coordinator, watched.pk, reason="น้ำถึงถนน")
    incidents.approve_activation(coordinator, watched.pk, as_person="person-1")
    later = Course(coordinator, clock, incident=watched).run()
    assert later.state.started_at == clock.now + timedelta(hours=8)
    assert "17:00 น." in later.phone_of("person-6")[0]


@pytest.mark.parametrize("hours", [1, 26])
def test_the_watcher_finds_nothing_wrong_with_a_clock_put_forward(
    course: Course, coordinator: Membership, clock: SettableClock, hours: int
) -> None:
    course.run()
    ahead(course, coordinator, hours=hours)
    course.after(31)
    audit(1)
    assert course.callout.alarm == ""
    assert not LogEntry.objects.filter(kind__startswith="audit.").exists()
