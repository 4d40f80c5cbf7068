"""A callout followed event by event is always what a fold of all its events makes of it."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.callout.plans import plans, small_office
from tests.core.callout.play import START, Play, random_world
from tests.core.callout.test_every_course import MODES, played, some_settings

from phrom.core.callout import agenda
from phrom.core.callout.caller import needs_other_caller
from phrom.core.callout.decide import next_steps
from phrom.core.callout.fold import fold
from phrom.core.callout.progress import Acknowledged, AttemptRecorded, Event, Progress, Refused
from phrom.core.callout.running import RunningCallout
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.state import CalloutState, PersonState
from phrom.core.callout.step import MarkUncertain, SendMessage
from phrom.core.callout.tree import Mode, build_call_tree
from phrom.core.plan.document import Plan

courses = given(
    plan=plans(), mode=st.sampled_from(MODES), patience=some_settings, random=st.randoms(use_true_random=True)
)


@courses
@settings(max_examples=150, deadline=None)
def test_after_every_event_the_state_is_that_of_the_fold(
    plan: Plan, mode: Mode, patience: CalloutSettings, random: Random
) -> None:
    play = played(plan, mode, patience, random)
    running = RunningCallout(play.tree, patience, START)
    for count, event in enumerate(play.progress.events, 1):
        running.take(event)
        so_far = play.progress.model_copy(update={"events": play.progress.events[:count]})
        assert running.state == fold(play.tree, patience, so_far)


@courses
@settings(max_examples=150, deadline=None)
def test_neither_the_order_of_events_nor_doubles_nor_how_many_come_at_once_change_the_state(
    plan: Plan, mode: Mode, patience: CalloutSettings, random: Random
) -> None:
    play = played(plan, mode, patience, random)
    events: list[Event] = [*play.progress.events, *random.choices(play.progress.events, k=5)]
    random.shuffle(events)
    running = RunningCallout(play.tree, patience, START)
    while events:
        together = random.randint(1, 7)
        running.take(*events[:together])
        del events[:together]
    assert running.state == play.state


@courses
@settings(max_examples=100, deadline=None)
def test_whoever_takes_a_callout_over_decides_the_same(
    plan: Plan, mode: Mode, patience: CalloutSettings, random: Random
) -> None:
    play = Play(build_call_tree(plan, mode), patience, random_world(random))
    for hours in (0, 1, 5):
        play.run(until=max(play.now, START + timedelta(hours=hours)))
        taken_over = RunningCallout.of(play.tree, patience, play.progress)
        assert taken_over.decide(play.now) == next_steps(play.tree, patience, play.progress, play.now)


@courses
@settings(max_examples=100, deadline=None)
def test_answers_that_come_while_nothing_was_decided_are_taken_into_account_at_once(
    plan: Plan, mode: Mode, patience: CalloutSettings, random: Random
) -> None:
    play = Play(build_call_tree(plan, mode), patience, random_world(random))
    people = [c.person for c in play.tree.contacts]
    play.run(until=START + timedelta(minutes=20))
    for person in random.sample(people, k=len(people) // 2):
        kind = random.choice((Acknowledged, Refused))
        play.record(kind(person=person, via="code", at=play.now))
        play.ask()
    play.run()
    assert play.state.finished


def test_a_snapshot_is_not_changed_by_what_happens_later() -> None:
    tree, patience = build_call_tree(small_office()), CalloutSettings.practice()
    running = RunningCallout.of(tree, patience, Progress(started_at=START))
    before = running.snapshot()
    running.take(Acknowledged(person="person-5", via="code", at=START))
    assert before.people["person-5"].acknowledged is None
    assert running.snapshot().people["person-5"].acknowledged is not None
    assert before == RunningCallout(tree, patience, START).state


def test_a_decision_that_nobody_recorded_is_made_again() -> None:
    running = RunningCallout(build_call_tree(small_office()), CalloutSettings.practice(), START)
    assert running.decide(START).steps
    assert running.decide(START) == running.decide(START)


def test_who_is_put_off_is_asked_about_later_and_at_once_when_they_answer() -> None:
    running = RunningCallout(build_call_tree(small_office()), CalloutSettings.practice(), START)
    sends = [s for s in running.decide(START).steps if isinstance(s, SendMessage)]
    running.take(*(AttemptRecorded(**s.model_dump(exclude={"kind"}), at=START) for s in sends))
    lost = START + timedelta(seconds=30)
    unknown = [s for s in running.decide(lost).steps if isinstance(s, MarkUncertain)]
    assert [s.person for s in unknown] == [s.person for s in sends]
    for person in {s.person for s in unknown}:
        running.put_off(person, lost + timedelta(seconds=1))
    assert running.decide(lost).steps == ()
    assert running.decide(lost).wake_at == lost + timedelta(seconds=1)
    assert len(running.decide(lost + timedelta(seconds=1)).steps) == len(unknown)


def test_what_a_leader_does_costs_the_same_among_few_teams_and_among_many(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def count(state: CalloutState, listed: PersonState) -> bool:
        asked.append(listed.person)
        return needs_other_caller(state, listed)

    monkeypatch.setattr(agenda, "needs_other_caller", count)

    def looks(teams: int) -> float:
        """Every leader answers, one after the other: how many people were looked at for each."""
        people = [{"id": f"p{n}", "given_name": f"คนที่{n}", "phones": [f"+668{n:08}"]} for n in range(2 * teams + 2)]
        leaders = [{"primary": f"p{2 * n}"} for n in range(1, teams + 1)]
        members = [{"primary": f"p{2 * n + 1}"} for n in range(1, teams + 1)]
        of_teams = [
            {"id": f"t{n}", "name": f"ทีม {n}", "leader": leader, "members": [member]}
            for n, (leader, member) in enumerate(zip(leaders, members, strict=True))
        ]
        team = {"head": {"primary": "p0"}, "coordinator": {"primary": "p1"}, "teams": of_teams}
        plan = {"title": "แผน", "organisation": {"name": "อบต."}, "people": people, "continuity_team": team}
        running = RunningCallout(build_call_tree(Plan.model_validate(plan)), CalloutSettings.real(), START)
        sent = [step for step in running.decide(START).steps if isinstance(step, SendMessage)]
        running.take(*(AttemptRecorded(**step.model_dump(exclude={"kind"}), at=START) for step in sent))
        asked.clear()
        for leader in leaders:
            running.take(Acknowledged(person=leader["primary"], via="sms", at=START))
        return len(asked) / teams

    assert looks(60) <= looks(6)
