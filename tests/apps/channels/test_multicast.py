"""LINE's multicast: the same text to many in one request, under one key. Their fate is one, their answers are not."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from phrom.callouts.actions import acknowledge, audit, carry_out, claim_attempts, recover_attempts, stop_callout
from phrom.callouts.actions.deliver import keep_leases
from phrom.callouts.models import Attempt
from phrom.channels.circuit import Circuit
from phrom.channels.contract import NoAnswerError, Outcome
from phrom.channels.line.channel import LineChannel
from phrom.core.callout.one_request import in_one_request
from phrom.core.callout.step import SendMessage
from phrom.core.callout.tree import CallTree, Contact, Slot
from phrom.errors import DeliveryError
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import Course
from tests.apps.channels.real_call import begin
from tests.apps.channels.test_line import MESSAGE, channel
from tests.apps.channels.test_webhooks import from_line
from tests.cast import SettableClock
from tests.fakes import line
from tests.fakes.line import FakeLine, pressed, typed, user_id

FIRST = "7:person-1/line/1"
GROUP = [
    replace(MESSAGE, key=f"7:person-{n}/line/1", address=user_id(n), text="[เหตุจริง] เหมือนกันทุกคน", together=FIRST)
    for n in (1, 2, 3)
]


@pytest.fixture
def fake_line(settings: Any) -> Iterator[FakeLine]:
    with FakeLine() as server:
        settings.LINE_TOKEN, settings.LINE_SECRET, settings.LINE_URL = line.TOKEN, line.SECRET, server.url
        yield server


@pytest.fixture
def call(
    fake_line: FakeLine, office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> Course:
    """Not yet carried out: person-1, -3 and -5 are on LINE."""
    return begin(office, coordinator, head, clock)


def send(fake_line: FakeLine, **more: Any) -> Outcome:
    one: LineChannel = channel(fake_line, **more)
    return asyncio.run(one.send_together([replace(m, answerable=False) for m in GROUP]))


def people_of(fake_line: FakeLine) -> list[str]:
    return sorted(push["to"] for push in fake_line.pushed)


def buttons(fake_line: FakeLine) -> list[str]:
    return [a["data"] for a in fake_line.pushed[0]["messages"][1]["template"]["actions"]]


def states(call: Course) -> dict[str, str]:
    rows = Attempt.objects.filter(callout=call.callout, channel="line")
    return dict(rows.order_by("person").values_list("person", "state"))


def test_all_get_it_in_one_request_and_the_same_key_twice_reaches_nobody_again(fake_line: FakeLine) -> None:
    assert [send(fake_line), send(fake_line)] == [Outcome.SENT, Outcome.SENT]
    assert people_of(fake_line) == [user_id(1), user_id(2), user_id(3)]
    assert fake_line.requests == 2
    assert len(set(fake_line.keys_seen)) == 1


@pytest.mark.parametrize("trouble", ["cut after", (500, ""), (429, "{}")])
def test_doubt_and_pauses_are_met_with_the_same_key(fake_line: FakeLine, trouble: Any) -> None:
    fake_line.troubles.append(trouble)
    fake_line.retry_after = "0"
    assert send(fake_line) is Outcome.SENT
    assert people_of(fake_line) == [user_id(1), user_id(2), user_id(3)]
    assert len(set(fake_line.keys_seen)) == 1


def test_a_long_pause_fails_for_now_and_silence_leaves_all_uncertain(fake_line: FakeLine) -> None:
    fake_line.troubles.extend(["cut after", (500, ""), (502, "")])
    with pytest.raises(NoAnswerError):
        send(fake_line)
    fake_line.troubles.append((429, "{}"))
    fake_line.retry_after = "600"
    with pytest.raises(DeliveryError) as failure:
        send(fake_line)
    assert not failure.value.permanent


def test_while_line_is_known_not_to_work_nobody_of_a_group_waits_for_a_trial_until_a_round_trip_went_well(
    fake_line: FakeLine,
) -> None:
    one = channel(fake_line)
    one.circuit = Circuit(seconds=0)
    one.circuit.open("LINE 500")
    with pytest.raises(DeliveryError) as failure:
        asyncio.run(one.send_together([replace(m, answerable=False) for m in GROUP]))
    assert (failure.value.permanent, failure.value.channel_down, fake_line.requests) == (False, True, 0)
    one.circuit.try_now()
    assert asyncio.run(one.send_together([replace(m, answerable=False) for m in GROUP])) is Outcome.SENT
    assert not one.circuit.is_open


def test_a_multicast_takes_as_many_turns_as_lines_own_rate_makes_it_worth(fake_line: FakeLine) -> None:
    one = channel(fake_line)
    many = [replace(GROUP[0], answerable=False, address=user_id(n)) for n in range(1, 31)]
    taken: list[int] = []
    one.pace.turn = lambda office, places=1: taken.append(places) or 0.0  # type: ignore[method-assign,func-returns-value]
    asyncio.run(one.send_together(many))
    asyncio.run(one.send_together(many[:3]))
    assert taken == [10, 3]


def test_five_hundred_go_together_and_one_more_with_nobody_alone() -> None:
    def tree_of(people: int, shared: tuple[int, ...] = ()) -> CallTree:
        contacts = tuple(
            Contact(person=f"p{n}", name=f"p{n}", line_id=user_id(0 if n in shared else n))
            for n in range(1, people + 1)
        )
        slots = tuple(Slot(id=c.person, level="member", primary=c.person, holders=(c.person,)) for c in contacts)
        return CallTree(mode="machine", contacts=contacts, slots=slots)

    def sent(tree: CallTree, channel: str = "line") -> dict[str, str]:
        steps = [
            SendMessage(key=f"{c.person}/1", person=c.person, channel=channel, number=1, address=c.line_id or "")
            for c in tree.contacts
        ]
        return in_one_request(tree, steps, {"line": 500})

    found = sent(tree_of(501))
    assert set(found.values()) == {"p1/1"}
    assert len(found) == 500
    assert "p501/1" not in found
    assert set(sent(tree_of(1002)).values()) == {"p1/1", "p501/1", "p1001/1"}
    assert sent(tree_of(1)) == {}
    assert sent(tree_of(4), "sms") == {}
    # of two who share an account nobody would know which one answers: they get messages of their own
    assert set(sent(tree_of(4, shared=(2, 3)))) == {"p1/1", "p4/1"}


def test_the_text_bears_nobodys_code_and_who_presses_answers_for_themselves(call: Course, fake_line: FakeLine) -> None:
    call.run()
    assert people_of(fake_line) == [user_id(1), user_id(3), user_id(5)]
    assert fake_line.requests == 1
    assert set(states(call).values()) == {"sent"}
    [text] = {push["messages"][0]["text"] for push in fake_line.pushed}
    assert text.startswith("[เหตุจริง]")
    assert not [p for p in call.state.people if call.code_of(p) in text]
    yes, no = buttons(fake_line)
    assert from_line(pressed(user_id(5), yes), pressed(user_id(3), no), pressed(user_id(9), yes)) == 200
    people = call.state.people
    assert (people["person-5"].answer, people["person-3"].answer, people["person-1"].answer) == (
        "acknowledged",
        "refused",
        None,
    )
    assert sum(1 for p in people.values() if p.answered) == 2


def test_a_button_told_again_counts_once_and_one_of_a_call_that_is_over_not_at_all(
    call: Course, fake_line: FakeLine, head: Membership
) -> None:
    call.run()
    yes, _no = buttons(fake_line)
    event = pressed(user_id(5), yes)
    assert from_line(event, event) == from_line(event) == 200
    assert call.logged().count("call.acknowledged") == 1
    stop_callout(head, call.callout.pk)
    assert from_line(pressed(user_id(1), yes), pressed(user_id(1), "said=acknowledged&to=nothing")) == 200
    assert call.state.people["person-1"].answer is None


@pytest.mark.parametrize("words", ["รับทราบ", "รับทราบครับ"])
def test_words_on_line_need_no_code_since_line_says_who_writes(call: Course, words: str) -> None:
    call.run()
    assert from_line(typed(user_id(5), words), typed(user_id(9), words)) == 200
    assert [p.person for p in call.state.people.values() if p.answered] == ["person-5"]


def test_when_line_refuses_one_id_the_others_get_theirs_alone_and_answer_as_well(
    call: Course, fake_line: FakeLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "UNKNOWN", {user_id(3)})
    call.run()
    assert people_of(fake_line) == [user_id(1), user_id(5)]
    assert states(call) == {"person-1": "sent", "person-3": "failed_permanent", "person-5": "sent"}
    assert fake_line.requests == 4
    push = next(p for p in fake_line.pushed if p["to"] == user_id(5))
    from_line(pressed(user_id(5), push["messages"][1]["template"]["actions"][0]["data"]))
    assert call.state.people["person-5"].answer == "acknowledged"


def test_when_the_months_messages_do_not_suffice_for_all_those_that_are_left_are_used(
    call: Course, fake_line: FakeLine
) -> None:
    fake_line.limit = 2
    call.run()
    assert len(people_of(fake_line)) == 2
    assert sorted(states(call).values()) == ["failed_permanent", "sent", "sent"]


def test_a_second_try_to_one_alone_bears_their_code(call: Course, fake_line: FakeLine) -> None:
    call.run()
    yes, _no = buttons(fake_line)
    from_line(pressed(user_id(1), yes), pressed(user_id(3), yes))
    call.after(200)
    [last] = [push for push in fake_line.pushed if push["to"] == user_id(5)][1:]
    assert call.code_of("person-5") in last["messages"][0]["text"]


@pytest.mark.parametrize("accepted", [True, False])
def test_of_a_dead_engine_all_come_back_together_and_nobody_gets_it_twice(
    call: Course, fake_line: FakeLine, clock: SettableClock, accepted: bool
) -> None:
    carry_out(call.callout.pk)
    claimed = claim_attempts(call.engine.name, 1)
    assert sorted(c.person for c in claimed) == ["person-1", "person-3", "person-5"]
    assert sum(1 for c in claimed if not c.led) == 1
    assert claim_attempts("another", 10) == []  # who is led is taken by nobody else
    if accepted:
        call.engine._claimed = {c.pk: c for c in claimed}
        async_to_sync(call.engine._send)(claimed, {"line": channel(fake_line)})
        call.engine._claimed, call.engine._ended = {}, {}
    clock.advance(seconds=5)
    assert recover_attempts(["line"], "another") == 3
    assert Attempt.objects.filter(callout=call.callout, state="recorded", led=False).count() == 1
    call.run()
    assert people_of(fake_line) == [user_id(1), user_id(3), user_id(5)]
    assert set(states(call).values()) == {"sent"}
    assert len(set(fake_line.keys_seen)) == 1
    assert len(fake_line.keys_seen) == 1 + accepted


def test_what_is_left_of_a_group_goes_out_under_the_groups_key(
    call: Course, fake_line: FakeLine, clock: SettableClock
) -> None:
    carry_out(call.callout.pk)
    claimed = claim_attempts(call.engine.name, 1)
    async_to_sync(call.engine._send)(claimed, {"line": channel(fake_line)})
    call.engine._ended = {}
    assert len(people_of(fake_line)) == 3
    lead = next(c for c in claimed if not c.led)
    Attempt.objects.filter(pk=lead.pk).update(state="sent", ended_at=clock.now)
    clock.advance(seconds=5)
    recover_attempts(["line"], "another")
    call.run()
    assert people_of(fake_line) == [user_id(1), user_id(3), user_id(5)]
    assert set(states(call).values()) == {"sent"}


def leading(call: Course) -> str:
    return Attempt.objects.get(callout=call.callout, state="recorded", led=False, together__gt="").person


def test_the_others_wait_for_nobody_whose_answer_came_first(call: Course, fake_line: FakeLine) -> None:
    carry_out(call.callout.pk)
    first = leading(call)
    acknowledge(call.callout.pk, first, via="code")
    assert leading(call) != first
    call.run()
    assert len(people_of(fake_line)) == 2
    assert user_id(int(first[-1])) not in people_of(fake_line)
    assert fake_line.requests == 1


def test_the_watcher_finds_a_group_that_nobody_leads(call: Course, fake_line: FakeLine, clock: SettableClock) -> None:
    carry_out(call.callout.pk)
    Attempt.objects.filter(callout=call.callout, person=leading(call)).update(state="withdrawn")
    clock.advance(seconds=31)  # it looks at each every half minute
    audit(1.0)
    call.run()
    assert len(people_of(fake_line)) == 2
    assert fake_line.requests == 1


def test_a_group_of_which_a_living_engine_holds_a_message_is_left_to_it(call: Course, clock: SettableClock) -> None:
    carry_out(call.callout.pk)
    claimed = claim_attempts("slow", 1)
    clock.advance(seconds=5)
    keep_leases("slow", [claimed[0].pk])
    assert recover_attempts(["line"], "another") == 0
    assert claim_attempts("another", 10) == []
    clock.advance(seconds=5)
    assert recover_attempts(["line"], "another") == 3


def test_who_answers_while_line_asks_for_a_pause_is_left_out_of_the_next_try(fake_line: FakeLine) -> None:
    answered: list[str] = []
    fake_line.troubles.append((429, "{}"))

    def asked(person: str) -> Callable[[], Awaitable[bool]]:
        async def still_wanted() -> bool:
            return person not in answered or fake_line.requests == 0

        return still_wanted

    answered.append(user_id(2))
    group = [replace(m, answerable=False, still_wanted=asked(m.address)) for m in GROUP]
    asyncio.run(channel(fake_line).send_together(group))
    assert people_of(fake_line) == [user_id(1), user_id(3)]


def test_a_call_that_is_stopped_sends_nothing_of_a_group(call: Course, fake_line: FakeLine, head: Membership) -> None:
    carry_out(call.callout.pk)
    stop_callout(head, call.callout.pk)
    call.after(timedelta(minutes=1).total_seconds())
    assert fake_line.requests == 0
    assert set(states(call).values()) == {"withdrawn"}
