"""The engine on a set clock: what is sent, repeated, handed on and told, and that nothing happens twice."""

import pytest

from phrom.callouts import actions
from phrom.callouts.models import Attempt, CallerListItem, Callout
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import PLAN, Course, plan_in_force, run_engine
from tests.cast import SettableClock

FIRST = ("person-1", "person-3", "person-5", "person-6")


def answer_all(course: Course, *but: str) -> None:
    for person in FIRST:
        if person not in but:
            actions.acknowledge(course.callout.pk, person, via="code")


def test_everybody_first_in_order_is_called_once_and_alternates_are_not(course: Course) -> None:
    course.run().run()
    assert {p: len(course.phone_of(p)) for p in (*FIRST, "person-2", "person-4", "person-7")} == {
        "person-1": 1, "person-3": 1, "person-5": 1, "person-6": 1, "person-2": 0, "person-4": 0, "person-7": 0
    }  # fmt: skip
    assert course.attempts("person-6") == ["delivered"]


def test_the_row_and_its_log_entry_stand_before_the_message_is_sent(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    assert course.attempts("person-6") == ["recorded"]
    assert course.phone_of("person-6") == []
    assert course.logged().count("call.recorded") == len(FIRST)


def test_a_silent_person_is_retried_then_on_the_callers_list_then_the_alternate_is_called(course: Course) -> None:
    course.run()
    answer_all(course, "person-6")
    course.after(16)
    assert len(course.phone_of("person-6")) == 2  # the second try
    course.after(30)
    item = CallerListItem.objects.get(callout=course.callout, closed_at=None)
    assert (item.person, item.caller) == ("person-6", "person-5")  # on the leader's list
    course.after(46)
    assert CallerListItem.objects.filter(closed_at=None).count() == 0
    assert course.state.slots["team-1/members/0"].holder == "person-7"
    assert len(course.phone_of("person-7")) == 1


def test_the_leader_is_told_when_the_last_of_the_team_has_answered(course: Course) -> None:
    course.run()
    answer_all(course, "person-6")
    course.run()
    assert len(course.phone_of("person-5")) == 1
    actions.acknowledge(course.callout.pk, "person-6", via="code")
    course.run()
    told = course.phone_of("person-5")[-1]
    assert told.startswith("[ซ้อม]")
    assert "ทีม 1" in told
    assert "2 จาก 2" in told
    assert course.callout.state == Callout.State.FINISHED
    assert course.logged()[-3:].count("callout.finished") == 1
    course.after(3600)
    assert len(course.phone_of("person-5")) == 2  # told once


def test_a_finished_callout_still_sends_its_last_notice(course: Course) -> None:
    course.run()
    answer_all(course)
    actions.carry_out(course.callout.pk)
    assert course.callout.state == Callout.State.FINISHED
    assert Attempt.objects.get(callout=course.callout, answerable=False).state == Attempt.State.RECORDED
    course.run()
    assert Attempt.objects.get(callout=course.callout, answerable=False).state == Attempt.State.DELIVERED


def test_who_refuses_after_all_was_finished_is_followed_by_the_alternate(course: Course) -> None:
    course.run()
    answer_all(course)
    course.run()
    assert course.callout.state == Callout.State.FINISHED
    actions.refuse(course.callout.pk, "person-6", via="code")
    course.run()
    assert course.callout.state == Callout.State.RUNNING
    assert len(course.phone_of("person-7")) == 1
    actions.acknowledge(course.callout.pk, "person-7", via="code")
    course.run()
    assert course.callout.state == Callout.State.FINISHED


def test_a_person_in_two_places_is_called_once_and_counts_for_both(
    office: Organisation, coordinator: Membership, clock: SettableClock
) -> None:
    team = PLAN["continuity_team"]["teams"][0] | {"leader": {"primary": "person-3"}}
    plan_in_force(office, PLAN | {"continuity_team": PLAN["continuity_team"] | {"teams": [team]}})
    course = Course(coordinator, clock).run()
    assert len(course.phone_of("person-3")) == 1
    actions.acknowledge(course.callout.pk, "person-3", via="code")
    state = course.state
    assert state.slots["coordinator"].acting == state.slots["team-1/leader"].acting == "person-3"


def test_a_primary_who_answers_late_takes_the_place_back_and_that_is_logged(course: Course) -> None:
    course.run()
    actions.refuse(course.callout.pk, "person-1", via="code")
    answer_all(course, "person-1", "person-6")
    for _ in range(4):
        course.after(46)
    assert course.state.slots["team-1/members/0"].holder == "person-7"
    actions.acknowledge(course.callout.pk, "person-7", via="code")
    actions.acknowledge(course.callout.pk, "person-6", via="code")
    assert course.state.slots["team-1/members/0"].acting == "person-6"
    assert course.logged().count("call.taken_back") == 1


def test_nothing_more_is_sent_once_the_callout_is_stopped(course: Course, coordinator: Membership) -> None:
    actions.carry_out(course.callout.pk)
    actions.stop_callout(coordinator, course.callout.pk)
    course.after(60).after(600)
    assert [course.phone_of(p) for p in FIRST] == [[], [], [], []]
    assert CallerListItem.objects.filter(closed_at=None).count() == 0


def test_a_message_that_is_on_its_way_when_the_callout_is_stopped_is_still_accounted_for(
    course: Course, coordinator: Membership
) -> None:
    actions.carry_out(course.callout.pk)
    [first, *_rest] = actions.claim_attempts("engine-a", 1)
    actions.stop_callout(coordinator, course.callout.pk)
    assert actions.end_attempts([actions.Ended(first, "delivered")], engine="engine-a")
    assert course.state.people[first.person].attempts[0].outcome == "delivered"
    assert course.callout.state == Callout.State.STOPPED


def test_two_engines_never_take_the_same_message(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    taken = [a.pk for a in actions.claim_attempts("engine-a", 3)] + [
        a.pk for a in actions.claim_attempts("engine-b", 9)
    ]
    assert len(taken) == len(set(taken)) == len(FIRST)


def written_by_two(course: Course) -> str:
    """All are written by one engine but for one person's message; that person."""
    actions.keep_books([], 20, actions.Room("engine-a"))
    assert set(Attempt.objects.values_list("engine", flat=True)) == {"engine-a"}
    Attempt.objects.filter(callout=course.callout, person="person-6").update(engine="engine-b")
    return "person-6"


def test_an_engine_sends_what_it_wrote_itself_and_others_messages_when_it_has_no_more(course: Course) -> None:
    own = written_by_two(course)
    assert [a.person for a in actions.claim_attempts("engine-b", 9)] == [own]
    assert {a.person for a in actions.claim_attempts("engine-b", 9)} == {*FIRST} - {own}


def test_what_the_engine_that_wrote_it_does_not_send_soon_is_anybodys(course: Course) -> None:
    written_by_two(course)
    course.clock.advance(seconds=4)
    assert {a.person for a in actions.claim_attempts("engine-b", 9)} == {*FIRST}


def test_a_dead_engines_practice_messages_are_sent_by_the_next_and_arrive_once(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    actions.claim_attempts("dead-engine", 20)
    course.after(3)
    assert course.phone_of("person-6") == []  # the lease still runs
    course.after(3)
    assert [len(course.phone_of(p)) for p in FIRST] == [1, 1, 1, 1]
    assert Attempt.objects.filter(callout=course.callout).count() == len(FIRST)


def test_a_message_by_a_channel_that_cannot_repeat_is_uncertain_when_its_engine_died(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    [attempt] = actions.claim_attempts("dead-engine", 1)
    course.clock.advance(seconds=6)
    assert actions.recover_attempts([], "engine-b") == 1
    assert actions.recover_attempts([], "engine-b") == 0
    assert course.state.people[attempt.person].attempts[0].outcome == "uncertain"
    assert course.logged().count("call.uncertain") == 1


def test_an_engine_that_comes_back_late_corrects_uncertain_to_what_it_knows(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    [attempt] = actions.claim_attempts("sleeping-laptop", 1)
    course.clock.advance(seconds=6)
    actions.recover_attempts([], "engine-b")
    assert actions.end_attempts([actions.Ended(attempt, "sent")], engine="sleeping-laptop")
    assert course.state.people[attempt.person].attempts[0].outcome == "sent"


def test_a_late_result_changes_nothing_while_another_engine_sends_again(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    [attempt] = actions.claim_attempts("sleeping-laptop", 1)
    course.clock.advance(seconds=6)
    actions.recover_attempts(["practice"], "engine-b")
    assert not actions.end_attempts([actions.Ended(attempt, "failed_permanent")], engine="sleeping-laptop")
    course.run()
    assert course.attempts(attempt.person) == ["delivered"]


def test_an_engine_does_not_take_its_own_slow_message_for_a_dead_ones(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    [attempt] = actions.claim_attempts("engine-a", 1)
    course.clock.advance(seconds=60)
    assert actions.recover_attempts([], "engine-a", [attempt.pk]) == 0


def test_a_message_that_waited_for_an_engine_is_sent_and_not_called_uncertain(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    course.after(300)  # no engine ran for five minutes
    assert "call.uncertain" not in course.logged()
    assert len(course.phone_of("person-6")) == 1


def test_a_callout_that_makes_the_engine_stumble_does_not_stop_the_others(
    course: Course, coordinator: Membership, clock: SettableClock
) -> None:
    clock.advance(seconds=1)
    broken = Course(coordinator, clock)
    Callout.objects.filter(pk=broken.callout.pk).update(tree={"format": "nonsense"})
    run_engine(course.engine)
    assert len(course.phone_of("person-6")) == 1
    assert broken.logged().count("callout.stumbled") == 1
    broken.engine = course.engine
    broken.after(20).after(20)
    assert broken.logged().count("callout.stumbled") == 1


@pytest.mark.parametrize("fast", [True, False])
def test_a_callout_in_which_nobody_ever_answers_comes_to_its_end(
    office: Organisation, coordinator: Membership, clock: SettableClock, fast: bool
) -> None:
    plan_in_force(office)
    course = Course(coordinator, clock, fast=fast).run()
    for _ in range(400):
        if course.callout.state == Callout.State.FINISHED:
            break
        course.after(30)
    assert course.callout.state == Callout.State.FINISHED
    assert {s.status for s in course.state.slots.values()} == {"unreachable"}
    assert max(len(course.phone_of(f"person-{n}")) for n in range(1, 8)) == 2


def test_whoever_was_given_up_can_still_be_phoned_and_then_counts(
    office: Organisation, coordinator: Membership, clock: SettableClock
) -> None:
    plan_in_force(office)
    course = Course(coordinator, clock, fast=True).run()
    answer_all(course, "person-6")
    for _ in range(100):
        course.after(30)
    assert course.callout.state == Callout.State.FINISHED
    listed = CallerListItem.objects.filter(callout=course.callout, closed_at=None)
    assert "person-6" in listed.values_list("person", flat=True)
    actions.hold_person(coordinator, course.callout.pk, "person-6")
    actions.report_by_caller(coordinator, course.callout.pk, "person-6", "answered")
    course.after(5)
    assert course.state.people["person-6"].status == "acknowledged"
    assert not listed.exists()


def test_a_message_of_a_channel_that_is_no_longer_built_fails_for_good_and_the_engine_goes_on(course: Course) -> None:
    actions.carry_out(course.callout.pk)
    Attempt.objects.filter(person="person-6").update(channel="pigeon", practice=False)
    course.run()
    rows = dict(Attempt.objects.filter(callout=course.callout).values_list("person", "state"))
    assert rows.pop("person-6") == "failed_permanent"
    assert set(rows.values()) == {"delivered"}
