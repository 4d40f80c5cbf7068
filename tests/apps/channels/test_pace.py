"""A provider's account is not asked faster than it allows: a bucket for all, one for each office, shared by engines."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from hypothesis import given
from hypothesis import strategies as st

from phrom.callouts.actions import beat, claim_attempts
from phrom.callouts.models import Attempt, Callout
from phrom.channels.gateway import GatewaySettings
from phrom.channels.pace import Bucket, Pace
from phrom.channels.patience import MOST_PAUSE, Gate
from phrom.channels.registry import full_channels, share_pace, sms_channel
from phrom.channels.sms.channel import SmsChannel
from phrom.errors import DeliveryError
from phrom.offices.models import Membership, Organisation
from phrom.settings import _number
from tests.apps.channels.real_call import begin
from tests.apps.channels.test_circuit import Seconds
from tests.apps.channels.test_email import MESSAGE as LETTER
from tests.cast import SettableClock
from tests.fakes import sms

MESSAGE = replace(LETTER, address="+66810000006", office=1)


@given(
    rate=st.floats(0.2, 200),
    gaps=st.lists(st.floats(0, 3), min_size=1, max_size=200),
)
def test_in_no_span_of_time_do_more_pass_than_the_rate_allows_and_a_seconds_worth(
    rate: float, gaps: list[float]
) -> None:
    seconds = Seconds()
    bucket = Bucket(rate, seconds)
    moments = []
    for gap in gaps:
        seconds.now += gap
        moments.append(seconds.now + bucket.turn())
    assert moments == sorted(moments)
    for first in range(len(moments)):
        for last in range(first, len(moments)):
            assert last - first + 1 <= rate * (moments[last] - moments[first]) + max(rate, 1) + 1e-6


@given(rate=st.floats(0.2, 200), messages=st.integers(1, 300))
def test_the_expected_time_is_the_time_of_the_last_message(rate: float, messages: int) -> None:
    bucket = Bucket(rate, Seconds())
    last = [bucket.turn() for _message in range(messages)][-1]
    assert Pace(rate).seconds_for(messages) == pytest.approx(last, abs=1e-6)


def test_nobody_waits_without_a_limit() -> None:
    pace = Pace(0)
    assert [pace.turn(1) for _time in range(1000)] == [0.0] * 1000
    assert pace.seconds_for(300_000) == 0


def test_engines_share_the_rate_evenly() -> None:
    seconds = Seconds()
    two = [Pace(10, 4, seconds) for _engine in range(2)]
    for pace in two:
        pace.shared_by(2)
        pace.turn(7)
    turns = sorted(pace.turn(7) for pace in two for _message in range(40))
    assert turns[-1] == pytest.approx(82 / 4, rel=0.1)  # the office's share


def test_an_office_that_has_used_its_share_holds_up_no_other() -> None:
    pace = Pace(100, 2, Seconds())
    for _message in range(10):
        pace.turn(1)
    assert pace.ahead(1) > 3
    assert pace.ahead(2) == 0
    assert pace.full(1.0) == (False, (1,))


def test_a_waiting_time_is_the_offices_and_everybodys() -> None:
    assert Pace(10, 2).seconds_for(100) == pytest.approx(49)
    assert Pace(10, 2).seconds_for(100, waiting=1000) == pytest.approx(109)


def test_a_message_waits_for_its_turn_and_is_not_sent_where_it_would_wait_too_long() -> None:
    with sms.FakeGateway() as gateway:
        described = GatewaySettings(**sms.described(gateway.url, secret=""))

        async def three() -> float:
            channel = SmsChannel(described, pace=Pace(10))
            began = time.monotonic()
            await asyncio.gather(*(channel.send(replace(MESSAGE, key=f"7:a/sms/{n}")) for n in range(13)))
            return time.monotonic() - began

        assert asyncio.run(three()) >= 0.29
        slow = SmsChannel(described, pace=Pace(0.01))
        asyncio.run(slow.send(MESSAGE))
        with pytest.raises(DeliveryError) as failure:
            asyncio.run(slow.send(replace(MESSAGE, key="7:b/sms/1")))
        assert not failure.value.permanent
        assert len(gateway.sent) == 14


def test_messages_that_would_wait_are_not_taken_and_hold_up_no_other_channel(
    settings: Any, office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    settings.RATES = settings.RATES | {"sms": (0.01, 0.0)}
    settings.SMS = sms.described("http://127.0.0.1:1")
    course = begin(office, coordinator, head, clock)
    course.callout.attempts.all()
    rows = [
        Attempt(callout=course.callout, key=f"{n}", person="person-1", channel=c, recorded_at=clock.now)
        for n, c in enumerate(("sms", "line", "sms"))
    ]
    Attempt.objects.bulk_create(rows)
    sms_channel().pace.turn(office.pk)
    assert full_channels(1.0) == (["sms"], [])
    taken = claim_attempts("engine", 10, *full_channels(1.0))
    assert [(row.channel, row.office) for row in taken] == [("line", office.pk)]
    assert claim_attempts("engine", 10, (), [("line", office.pk), ("sms", office.pk)]) == []
    assert len(claim_attempts("engine", 10, (), [("sms", office.pk + 1)])) == 2


@pytest.mark.parametrize("rates", [(80.0, 0.0), (0.0, 80.0)])
def test_an_engine_has_no_more_in_hand_than_have_their_turn_within_a_second(
    settings: Any,
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
    rates: tuple[float, float],
) -> None:
    """What it had in hand would be in doubt if it died, and fail where a turn is too far off."""
    with sms.FakeGateway() as gateway:
        settings.RATES = settings.RATES | {"sms": rates}
        settings.SMS = sms.described(gateway.url)
        course = begin(office, coordinator, head, clock)
        Callout.objects.update(wake_at=None)
        rows = [
            Attempt(callout=course.callout, key=f"{n}", person="person-6", channel="sms", recorded_at=clock.now)
            for n in range(220)
        ]
        Attempt.objects.bulk_create(
            [*rows, Attempt(callout=course.callout, key="l", channel="line", recorded_at=clock.now)]
        )
        most = rounds = 0

        async def work() -> None:
            nonlocal most, rounds
            until = time.monotonic() + 20
            while await Attempt.objects.filter(state__in=("recorded", "sending"), channel="sms").aexists():
                assert time.monotonic() < until
                await course.engine.round()
                most = max(most, await Attempt.objects.filter(state="sending", channel="sms").acount())
                rounds += 1
                assert rounds <= 2 or not await Attempt.objects.filter(state="recorded", channel="line").aexists()
                await asyncio.sleep(0.02)
            await course.engine.settle()

        async_to_sync(work)()
        assert 50 < most <= 170  # a second's worth that goes at once, and those who wait
        assert len([each for each in gateway.sent if not each["text"]]) == 220


def test_living_engines_are_counted_by_their_beats(db: None, clock: SettableClock) -> None:
    for engine in ("one", "two"):
        beat(engine, clock.now, ())
    clock.advance(seconds=4)
    assert beat("one", clock.now, ()) == 2
    clock.set(clock.now + timedelta(seconds=4))
    assert beat("one", clock.now, ()) == 1
    share_pace(1)


@pytest.mark.parametrize(("text", "number"), [("", 7.0), (" ", 7.0), ("0", 0.0), ("2.5", 2.5), ("๒", 2.0)])
def test_a_rate_is_a_number_and_an_empty_setting_is_as_none(
    monkeypatch: pytest.MonkeyPatch, text: str, number: float
) -> None:
    monkeypatch.setenv("PHROM_SMS_RATE", text)
    assert _number("PHROM_SMS_RATE", 7.0) == number


@pytest.mark.parametrize("text", ["many", "-1", "nan", "inf", "1,5"])
def test_what_is_no_rate_stops_the_program_in_words(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PHROM_SMS_RATE", text)
    with pytest.raises(SystemExit, match=r"PHROM_SMS_RATE ไม่ใช่ตัวเลข.*PHROM_SMS_RATE is no number"):
        _number("PHROM_SMS_RATE", 7.0)


def test_a_pause_that_would_last_for_ever_is_a_mistake_and_ends() -> None:
    gate = Gate()
    for mistaken in (1_900_000_000.0, float("inf")):
        gate.close(mistaken)
    assert 0 < gate.seconds <= MOST_PAUSE
