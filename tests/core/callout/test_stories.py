"""Single courses, told one by one: the small office of `plans.py` on a fake clock."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from tests.core.callout.plans import plan, role, small_office, team
from tests.core.callout.play import START, Play, World

from phrom.core.callout.caller import caller_lists
from phrom.core.callout.decide import next_steps
from phrom.core.callout.progress import (
    Acknowledged,
    AttemptEnded,
    AttemptRecorded,
    CallerReported,
    CallerResult,
    Event,
    Outcome,
    Progress,
    Refused,
    Stopped,
    attempt_key,
)
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.step import (
    CompleteTeam,
    HandToAlternate,
    ListForCaller,
    MarkUncertain,
    MarkUnreachable,
    SendMessage,
    TellLeader,
)
from phrom.core.callout.tree import Mode, build_call_tree
from phrom.core.plan.document import Plan

PRACTICE = CalloutSettings.practice()  # 2 messages 120 s apart, answer 300 s, caller 300 s
EVERYBODY = {f"person-{n}": 5.0 for n in range(1, 10)}


def play(
    of: Plan,
    mode: Mode = "both",
    answers: dict[str, float] | None = None,
    *,
    refuses: frozenset[str] = frozenset(),
    ends: dict[str, Outcome | None] | None = None,
    caller_hears: dict[str, CallerResult] | None = None,
    patience: CalloutSettings = PRACTICE,
) -> Play:
    """People answer so many seconds after their first message, the others stay silent. `ends`: how an attempt of that
    key or channel ends (None: never). `caller_hears`: result 60 s after somebody was put on a list."""
    answers = answers or {}
    ends = ends or {}

    def on_message(step: SendMessage, now: datetime) -> Iterator[tuple[float, Event]]:
        outcome = ends[step.key] if step.key in ends else ends.get(step.channel, "sent")
        if outcome is not None:
            yield 0.0, AttemptEnded(key=step.key, outcome=outcome, at=now)
        if outcome == "sent" and step.number == 1:
            after = answers.get(step.person)
            if step.person in refuses:
                yield 5.0, Refused(person=step.person, via=step.channel, at=now + timedelta(seconds=5))
            elif after is not None:
                yield after, Acknowledged(person=step.person, via=step.channel, at=now + timedelta(seconds=after))

    def on_listing(step: ListForCaller, now: datetime) -> Iterator[tuple[float, Event]]:
        result = (caller_hears or {}).get(step.person)
        if result is not None:
            at = now + timedelta(seconds=60)
            yield 60.0, CallerReported(person=step.person, caller=step.caller, result=result, at=at)

    return Play(build_call_tree(of, mode), patience, World(on_message, on_listing))


def without(*people: int) -> dict[str, float]:
    return {p: s for p, s in EVERYBODY.items() if p not in {f"person-{n}" for n in people}}


def steps_of(played: Play, kind: type) -> list[tuple[float, object]]:
    return [((at - START).total_seconds(), s) for at, s in played.steps if isinstance(s, kind)]


def test_everybody_named_first_is_called_at_once_and_each_person_once() -> None:
    first = play(small_office()).ask()
    called = [s.person for s in first.steps if isinstance(s, SendMessage)]
    assert called == ["person-1", "person-3", "person-5", "person-6", "person-7", "person-9"]
    assert {s.key for s in first.steps if isinstance(s, SendMessage)} >= {"person-1/practice/1"}


def test_when_everybody_answers_each_leader_is_told_and_the_callout_is_finished() -> None:
    played = play(small_office(), answers=EVERYBODY).run()
    assert [s for _, s in steps_of(played, TellLeader)] == [
        TellLeader(team=t, person=p, key=f"told/{t}/1", channel="practice", address=p)
        for t, p in (("team-1", "person-5"), ("team-2", "person-3"))
    ]
    assert not steps_of(played, HandToAlternate)
    assert played.state.finished
    assert played.state.people["person-2"].status == "standing_by"


def test_a_person_in_two_places_is_called_once_and_settles_both() -> None:
    played = play(small_office(), answers=EVERYBODY).run()
    assert played.sent_to("person-3") == [(0.0, "practice")]
    assert played.state.slots["coordinator"].acting == "person-3"
    assert played.state.slots["team-2/leader"].acting == "person-3"


def test_who_stays_silent_is_retried_then_listed_for_the_leader_then_followed_by_the_alternate() -> None:
    played = play(small_office(), answers=without(7)).run()
    assert played.sent_to("person-7") == [(0.0, "practice"), (120.0, "practice")]
    assert steps_of(played, ListForCaller) == [
        (240.0, ListForCaller(person="person-7", caller="person-5", reason="machine_silent"))
    ]
    handed = HandToAlternate(slot="team-1/members/1", from_person="person-7", to_person="person-8", reason="silent")
    assert steps_of(played, HandToAlternate) == [(540.0, handed)]
    assert played.sent_to("person-8") == [(540.0, "practice")]
    assert played.state.people["person-7"].status == "handed_to_alternate"
    slot = played.state.slots["team-1/members/1"]
    assert (slot.acting, slot.is_acting_for_primary) == ("person-8", True)


def test_what_the_caller_hears_counts_as_an_answer() -> None:
    played = play(small_office(), answers=without(7), caller_hears={"person-7": "answered"}).run()
    answer = played.state.people["person-7"].acknowledged
    assert answer is not None
    assert (answer.via, answer.by) == ("person", "person-5")
    assert played.sent_to("person-8") == []


def test_a_wrong_number_goes_to_the_alternate_without_waiting() -> None:
    played = play(small_office(), answers=without(7), caller_hears={"person-7": "wrong_number"}).run()
    assert [at for at, _ in steps_of(played, HandToAlternate)] == [300.0]


def test_who_refuses_is_followed_by_the_alternate_at_once() -> None:
    played = play(small_office(), answers=EVERYBODY, refuses=frozenset({"person-1"})).run()
    assert played.sent_to("person-2") == [(5.0, "practice")]
    assert played.state.people["person-1"].status == "refused"
    assert played.state.slots["head"].acting == "person-2"


def test_a_silent_leaders_members_are_still_called_and_the_coordinator_gets_the_list() -> None:
    played = play(small_office(), answers=without(5, 6, 7)).run()
    listed = {s.person: s.caller for _, s in steps_of(played, ListForCaller) if isinstance(s, ListForCaller)}
    assert listed == {"person-5": "person-3", "person-6": "person-3", "person-7": "person-3"}
    told = [s for _, s in steps_of(played, TellLeader) if isinstance(s, TellLeader) and s.team == "team-1"]
    assert [t.person for t in told] == ["person-3"]
    assert set(told[0].missing) == {"team-1/leader", "team-1/members/0"}


def test_when_a_caller_says_that_they_cannot_come_the_list_goes_to_the_next() -> None:
    played = play(small_office(), answers=without(7)).run(until=START + timedelta(seconds=250))
    assert [p.caller for p in caller_lists(played.tree, played.state)] == ["person-5"]
    played.record(Refused(person="person-5", at=played.now))
    played.run(until=START + timedelta(seconds=251))
    assert [(p.person, p.caller) for p in caller_lists(played.tree, played.state)] == [("person-7", "person-3")]


def test_when_nobody_at_all_answers_the_callout_ends_and_every_alternate_was_tried() -> None:
    played = play(small_office()).run()
    assert all(played.sent_to(f"person-{n}") for n in range(1, 10))
    assert {s.status for s in played.state.slots.values()} == {"unreachable"}
    assert not steps_of(played, TellLeader)


def test_a_primary_who_answers_after_the_hand_over_takes_the_place_back() -> None:
    played = play(small_office(), answers=without(1)).run()
    assert played.state.slots["head"].acting == "person-2"
    played.record(Acknowledged(person="person-1", via="code", at=played.now))
    assert played.state.slots["head"].acting == "person-1"
    assert not played.state.slots["head"].is_acting_for_primary
    assert not played.ask().steps


def test_an_alternate_who_has_already_answered_elsewhere_is_not_called_again() -> None:
    played = play(small_office(), answers=without(5)).run()
    assert played.sent_to("person-6") == [(0.0, "practice")]
    assert played.state.slots["team-1/leader"].acting == "person-6"


def test_a_place_without_a_primary_begins_with_its_alternate() -> None:
    played = play(plan(2, role(None, 2), role(1)), answers=EVERYBODY).run()
    assert played.sent_to("person-2") == [(0.0, "practice")]
    assert played.state.slots["head"].is_acting_for_primary


def test_a_place_that_names_nobody_is_unreachable_at_once() -> None:
    played = play(plan(1, role(None), role(1)), answers=EVERYBODY).run()
    assert steps_of(played, MarkUnreachable) == [(0.0, MarkUnreachable(slot="head", reason="nobody_named"))]


def test_alternates_of_each_other_do_not_run_in_circles() -> None:
    played = play(plan(2, role(1, 2), role(2, 1))).run()
    assert len(played.sent_to("person-1")) == len(played.sent_to("person-2")) == 2
    assert [s.acting for s in played.state.slots.values()] == [None, None]


def test_a_leader_who_is_also_a_member_counts_twice_and_is_called_once() -> None:
    played = play(plan(2, role(1), role(1), team(1, role(1), role(1), role(2))), answers=EVERYBODY).run()
    assert played.sent_to("person-1") == [(0.0, "practice")]
    assert [s.acting for s in played.state.slots.values()].count("person-1") == 4


def test_in_mode_machine_nobody_is_listed_and_the_alternate_follows_after_the_answer_time() -> None:
    played = play(small_office(), "machine", answers=without(7)).run()
    assert not steps_of(played, ListForCaller)
    assert [at for at, _ in steps_of(played, HandToAlternate)] == [300.0]


def test_in_a_cascade_members_are_listed_once_their_leader_has_answered_and_get_no_message() -> None:
    hears: dict[str, CallerResult] = {"person-7": "answered", "person-9": "answered", "person-6": "answered"}
    played = play(small_office(), "cascade", answers=EVERYBODY, caller_hears=hears).run()
    assert steps_of(played, ListForCaller) == [
        (5.0, ListForCaller(person="person-6", caller="person-5", reason="cascade")),
        (5.0, ListForCaller(person="person-7", caller="person-5", reason="cascade")),
        (5.0, ListForCaller(person="person-9", caller="person-3", reason="cascade")),
    ]
    assert played.sent_to("person-7") == []
    assert played.state.finished


def test_in_a_cascade_the_coordinators_list_takes_the_team_of_a_silent_leader() -> None:
    played = play(small_office(), "cascade", answers=without(5, 6)).run()
    listed = {s.person: (at, s.caller) for at, s in steps_of(played, ListForCaller) if isinstance(s, ListForCaller)}
    assert listed["person-7"] == (300.0, "person-3")


def test_channels_are_tried_in_order_and_a_failing_one_gives_way_at_once() -> None:
    patience = CalloutSettings(tries_per_channel=1, retry_seconds=60)
    played = play(plan(1, role(1), role(1)), ends={"line": "failed_permanent"}, patience=patience).run()
    assert played.sent_to("person-1") == [(0.0, "line"), (0.0, "sms"), (60.0, "email")]


def test_a_temporary_failure_is_retried_on_the_same_channel_later() -> None:
    patience = CalloutSettings(channels=("sms",), retry_seconds=60)
    played = play(plan(1, role(1), role(1)), ends={"sms": "failed_temporary"}, patience=patience).run()
    assert played.sent_to("person-1") == [(0.0, "sms"), (60.0, "sms")]
    reasons = [s.reason for _, s in steps_of(played, ListForCaller) if isinstance(s, ListForCaller)]
    assert reasons == ["all_failed"]


def test_an_uncertain_attempt_is_not_repeated_on_its_channel() -> None:
    patience = CalloutSettings(retry_seconds=60)
    played = play(plan(1, role(1), role(1)), ends={"line": "uncertain", "sms": "failed_permanent"}, patience=patience)
    assert [c for _, c in played.run().sent_to("person-1")] == ["line", "sms", "email", "email"]


def test_a_receipt_that_settles_an_uncertain_attempt_late_does_not_lead_back_to_its_channel() -> None:
    patience = CalloutSettings(retry_seconds=60)
    played = play(plan(1, role(1), role(1)), ends={"line": "uncertain"}, patience=patience)
    played.run(until=START + timedelta(seconds=70))
    played.record(AttemptEnded(key="person-1/line/1", outcome="delivered", at=played.now))
    assert [c for _, c in played.run().sent_to("person-1")] == ["line", "sms", "sms", "email", "email"]


def test_a_late_receipt_does_not_put_off_the_next_attempt() -> None:
    played = play(small_office()).run(until=START + timedelta(seconds=100))
    played.record(AttemptEnded(key="person-7/practice/1", outcome="delivered", at=played.now))
    assert played.run().sent_to("person-7")[1] == (120.0, "practice")


def test_as_long_as_every_message_fails_the_next_channel_is_tried_however_late() -> None:
    patience = CalloutSettings(tries_per_channel=1, retry_seconds=60)
    played = play(plan(1, role(1), role(1)), ends={"line": None}, patience=patience)
    played.run(until=START)
    played.now = START + timedelta(days=1)
    played.record(AttemptEnded(key="person-1/line/1", outcome="failed_permanent", at=played.now))
    assert [s.channel for s in played.ask().steps if isinstance(s, SendMessage)] == ["sms"]


def test_an_attempt_whose_outcome_never_comes_is_marked_uncertain() -> None:
    played = play(plan(1, role(1), role(1)), ends={"person-1/practice/1": None}).run()
    assert steps_of(played, MarkUncertain) == [(30.0, MarkUncertain(key="person-1/practice/1", person="person-1"))]
    assert len(played.sent_to("person-1")) == 1


def test_a_bad_number_is_followed_by_the_persons_second_number() -> None:
    office = plan(1, role(1), role(1))
    two = office.people[0].model_copy(update={"phones": ("+66810000001", "+66890000002")})
    patience = CalloutSettings(channels=("sms",), tries_per_channel=1, retry_seconds=60)
    played = play(
        office.model_copy(update={"people": (two,)}), ends={"person-1/sms/1": "failed_permanent"}, patience=patience
    ).run()
    assert [s.address for s in played.of(SendMessage) if isinstance(s, SendMessage)] == list(two.phones)


def test_whom_no_channel_reaches_is_listed_at_once() -> None:
    patience = CalloutSettings(retry_seconds=60)
    first = play(small_office(frozenset({7})), patience=patience).ask()
    assert ListForCaller(person="person-7", caller=None, reason="no_channel") in first.steps


def test_a_list_that_nobody_had_goes_to_the_first_who_answers() -> None:
    patience = CalloutSettings(retry_seconds=60)
    played = play(small_office(frozenset({7})), answers={"person-5": 30.0}, patience=patience)
    played.run(until=START + timedelta(seconds=31))
    assert [(p.person, p.caller) for p in caller_lists(played.tree, played.state)] == [("person-7", "person-5")]


def test_after_a_long_outage_nobody_is_given_up_untried() -> None:
    played = play(small_office(), answers={})
    played.now = START + timedelta(days=1)
    called = {s.person for s in played.ask().steps if isinstance(s, SendMessage)}
    assert called == set(played.tree.first_called)
    played.run()
    assert all(played.sent_to(f"person-{n}") for n in range(1, 10))


def test_a_stopped_callout_calls_nobody() -> None:
    progress = Progress(started_at=START).plus(Stopped(at=START))
    decisions = next_steps(build_call_tree(small_office()), PRACTICE, progress, START)
    assert (decisions.steps, decisions.finished) == ((), True)


def test_a_refusal_after_the_end_opens_the_place_again() -> None:
    played = play(small_office(), answers=EVERYBODY).run()
    played.record(Refused(person="person-1", at=played.now))
    played.run()
    assert played.state.slots["head"].acting == "person-2"


def test_who_pressed_cannot_come_by_mistake_corrects_it_and_takes_the_place_back() -> None:
    played = play(small_office(), answers=EVERYBODY, refuses=frozenset({"person-5"})).run()
    assert played.state.slots["team-1/leader"].acting == "person-6"
    played.record(Acknowledged(person="person-5", via="line", at=played.now + timedelta(seconds=20)))
    leader = played.state.slots["team-1/leader"]
    assert (leader.acting, leader.holder, leader.is_acting_for_primary) == ("person-5", "person-6", False)
    assert played.state.people["person-5"].refused is None


def test_of_a_yes_and_a_no_at_the_same_moment_the_no_stands() -> None:
    played = play(small_office(), answers=EVERYBODY)
    for order in (Acknowledged, Refused), (Refused, Acknowledged):
        played.record(*(kind(person="person-7", via="line", at=START) for kind in order))
        assert not played.state.people["person-7"].can_act


def test_in_an_office_where_one_person_holds_every_place_they_are_called_once_and_settle_all_of_them() -> None:
    everywhere = plan(1, role(1), role(1, 1), team(1, role(1), role(1), role(1)), team(2, role(1), role(None)))
    played = play(everywhere, answers=EVERYBODY).run()
    assert [s for _, s in played.sent_to("person-1")] == ["practice"]
    assert {s.acting for s in played.state.slots.values() if s.slot.holders} == {"person-1"}
    assert played.state.finished


def test_in_an_office_where_one_silent_person_holds_every_place_nobody_is_left_and_it_ends() -> None:
    everywhere = plan(1, role(1), role(1), team(1, role(1), role(1)))
    played = play(everywhere).run()
    assert {s.status for s in played.state.slots.values()} == {"unreachable"}
    assert [item.person for item in caller_lists(played.tree, played.state)] == ["person-1"]


def test_a_team_without_anybody_is_unreachable_at_once_and_holds_nobody_up() -> None:
    played = play(plan(2, role(1), role(2), team(1, role(None))), answers=EVERYBODY).run()
    assert played.state.slots["team-1/leader"].status == "unreachable"
    assert CompleteTeam(team="team-1", missing=("team-1/leader",)) in [s for _, s in steps_of(played, CompleteTeam)]
    assert played.state.finished


def test_a_team_with_a_refusing_place_is_complete_and_the_leader_hears_which_is_missing() -> None:
    played = play(small_office(), answers=EVERYBODY, refuses=frozenset({"person-9"})).run()
    assert CompleteTeam(team="team-2", missing=("team-2/members/0",)) in [s for _, s in steps_of(played, CompleteTeam)]
    assert played.state.slots["team-2/members/0"].status == "refused"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        next_steps(build_call_tree(small_office()), PRACTICE, Progress(started_at=START), START.replace(tzinfo=None))


def test_who_could_not_be_reached_stays_on_the_callers_list_until_somebody_answers_for_the_place() -> None:
    played = play(small_office(), answers=without(7, 8)).run()
    assert played.state.slots["team-1/members/1"].status == "unreachable"
    assert [p.person for p in caller_lists(played.tree, played.state)] == ["person-7", "person-8"]
    played.record(Acknowledged(person="person-8", via="person", by="person-5", at=played.now))
    assert caller_lists(played.tree, played.state) == ()


def asked_after(down: bool, phones: list[str]) -> list[tuple[str, int]]:
    """What is sent to the head right after their first LINE message failed for now."""
    office = small_office()
    people = [p.model_copy(update={"line_id": "U1", "phones": tuple(phones), "email": None}) for p in office.people]
    tree = build_call_tree(office.model_copy(update={"people": tuple(people)}), "both")
    key = attempt_key("person-1", "line", 1)
    events: list[Event] = [
        AttemptRecorded(key=key, person="person-1", channel="line", number=1, address="U1", at=START),
        AttemptEnded(key=key, outcome="failed_temporary", channel_down=down, at=START),
    ]
    now = START + timedelta(seconds=1)
    found = next_steps(tree, CalloutSettings.real(), Progress(started_at=START, events=tuple(events)), now)
    return [(s.channel, s.number) for s in found.steps if isinstance(s, SendMessage) and s.person == "person-1"]


def test_a_channel_that_does_not_work_is_left_at_once_and_a_message_that_failed_for_now_is_tried_again_later() -> None:
    assert asked_after(down=True, phones=["+66810000001"]) == [("sms", 1)]
    assert asked_after(down=False, phones=["+66810000001"]) == []


def test_who_has_no_other_channel_is_tried_there_again_in_its_time() -> None:
    assert asked_after(down=True, phones=[]) == []
