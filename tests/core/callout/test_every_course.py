"""What holds in every course that a callout can take: random plans, settings, answers, failures, outages."""

from collections import Counter
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.callout.plans import plans
from tests.core.callout.play import Play, random_world

from phrom.core.callout.decide import next_steps
from phrom.core.callout.fold import fold
from phrom.core.callout.progress import AttemptEnded, Event, HandedToAlternate, LeaderTold, Progress
from phrom.core.callout.settings import CalloutSettings
from phrom.core.callout.state import STATUS_ORDER
from phrom.core.callout.step import SendMessage
from phrom.core.callout.tree import CallTree, Mode, build_call_tree
from phrom.core.plan.document import Plan

MODES: tuple[Mode, ...] = ("machine", "cascade", "both")
some_settings = st.builds(
    lambda channels, tries, retry, answer, caller, slot: CalloutSettings(
        channels=channels,
        tries_per_channel=tries,
        retry_seconds=retry,
        answer_seconds=retry + answer,
        caller_seconds=caller,
        leader_seconds=caller,
        slot_seconds=retry + answer + slot,
        flight_seconds=60,
    ),
    st.sampled_from((("practice",), ("line", "sms", "email"), ("sms",), ())),
    st.integers(1, 3),
    st.sampled_from((10, 180)),
    st.sampled_from((5, 900)),
    st.sampled_from((20, 900)),
    st.sampled_from((1, 400, 14400)),
)
courses = given(
    plan=plans(), mode=st.sampled_from(MODES), patience=some_settings, random=st.randoms(use_true_random=True)
)


def played(plan: Plan, mode: Mode, patience: CalloutSettings, random: Random) -> Play:
    return Play(build_call_tree(plan, mode), patience, random_world(random)).run()


@courses
@settings(max_examples=300, deadline=None)
def test_every_branch_ends_with_every_place_settled_and_everybody_in_an_unanswered_place_tried(
    plan: Plan, mode: Mode, patience: CalloutSettings, random: Random
) -> None:
    play = played(plan, mode, patience, random)
    state = play.state
    assert state.finished
    for slot in state.slots.values():
        assert slot.settled
        if slot.acting is not None:
            continue
        for holder in slot.slot.holders:
            person = state.people[holder]
            contact = play.tree.contact_by_person[holder]
            no_way = mode == "machine" and not any(contact.addresses(c) for c in patience.channels)
            assert person.attempts or person.listing or person.reports or person.answered or no_way


@courses
@settings(max_examples=150, deadline=None)
def test_nobodys_silence_silences_those_below(
    plan: Plan, mode: Mode, patience: CalloutSettings, random: Random
) -> None:
    play = played(plan, mode, patience, random)
    for person in play.tree.first_called:
        state = play.state.people[person]
        reachable = any(play.tree.contact_by_person[person].addresses(c) for c in patience.channels)
        assert state.attempts or state.listing or state.answered or (mode == "machine" and not reachable)


@courses
@settings(max_examples=150, deadline=None)
def test_the_same_inputs_kept_as_json_give_the_same_decisions(
    plan: Plan, mode: Mode, patience: CalloutSettings, random: Random
) -> None:
    play = played(plan, mode, patience, random)
    tree = CallTree.model_validate_json(play.tree.model_dump_json())
    kept = CalloutSettings.model_validate_json(patience.model_dump_json())
    for count in range(0, len(play.progress.events) + 1, 3):
        so_far = play.progress.model_copy(update={"events": play.progress.events[:count]})
        again = Progress.model_validate_json(so_far.model_dump_json())
        moment = so_far.events[-1].at if so_far.events else play.progress.started_at
        assert next_steps(tree, kept, again, moment) == next_steps(play.tree, patience, so_far, moment)


@courses
@settings(max_examples=150, deadline=None)
def test_an_alternate_is_only_called_after_a_hand_over(
    plan: Plan, mode: Mode, patience: CalloutSettings, random: Random
) -> None:
    play = played(plan, mode, patience, random)
    handed = {e.to_person for e in play.progress.events if isinstance(e, HandedToAlternate)}
    first = set(play.tree.first_called)
    for person, state in play.state.people.items():
        if person not in first | handed:
            assert not state.attempts
            assert not state.listing
            assert state.status == "standing_by"


@courses
@settings(max_examples=150, deadline=None)
def test_a_person_in_several_places_climbs_one_ladder_and_counts_in_all_of_them(
    plan: Plan, mode: Mode, patience: CalloutSettings, random: Random
) -> None:
    play = played(plan, mode, patience, random)
    sent = Counter((s.person, s.channel) for s in play.of(SendMessage) if isinstance(s, SendMessage))
    for (person, channel), count in sent.items():
        addresses = len(play.tree.contact_by_person[person].addresses(channel))
        assert count <= patience.tries_per_channel + addresses
    for slot in play.state.slots.values():
        if slot.holder and play.state.people[slot.holder].can_act:
            assert slot.acting is not None


@courses
@settings(max_examples=150, deadline=None)
def test_a_leader_is_told_once_and_only_when_the_team_is_settled(
    plan: Plan, mode: Mode, patience: CalloutSettings, random: Random
) -> None:
    play = played(plan, mode, patience, random)
    told = Counter(e.team for e in play.progress.events if isinstance(e, LeaderTold))
    assert all(count == 1 for count in told.values())
    answered = [p for p in play.state.people.values() if p.can_act]
    leaders = {s.acting for s in play.state.slots.values() if s.slot.level != "member"} - {None}
    if leaders & {p.person for p in answered}:
        heads = {play.state.slots[s].acting for s in ("head", "coordinator")} - {None}
        for team in play.tree.teams:
            if team.members and (heads or play.state.slots[team.leader].acting):
                assert team.id in told


@courses
@settings(max_examples=150, deadline=None)
def test_the_state_does_not_depend_on_the_order_of_events_nor_on_doubles(
    plan: Plan, mode: Mode, patience: CalloutSettings, random: Random
) -> None:
    play = played(plan, mode, patience, random)
    events: list[Event] = [*play.progress.events, *random.choices(play.progress.events, k=5)]
    random.shuffle(events)
    shuffled = play.progress.model_copy(update={"events": tuple(events)})
    assert fold(play.tree, patience, shuffled) == play.state


@courses
@settings(max_examples=150, deadline=None)
def test_a_persons_state_only_moves_forward(plan: Plan, mode: Mode, patience: CalloutSettings, random: Random) -> None:
    play = played(plan, mode, patience, random)
    before = dict.fromkeys(play.tree.contact_by_person, 0)
    bounced = {e.key for e in play.progress.events if isinstance(e, AttemptEnded) and e.outcome.startswith("failed")}
    for count in range(len(play.progress.events) + 1):
        so_far = play.progress.model_copy(update={"events": play.progress.events[:count]})
        for person, state in fold(play.tree, patience, so_far).people.items():
            rank = STATUS_ORDER.index(state.status)
            taken_back = any(a.key in bounced for a in state.attempts)  # "sent" turned out not to have arrived
            corrected = STATUS_ORDER[before[person]] == "refused" and state.status == "acknowledged"  # their own word
            assert rank >= before[person] or taken_back or corrected
            before[person] = rank
