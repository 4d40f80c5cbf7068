"""A provider that does not work is not waited for: the circuit opens, lets one try, and closes."""

import asyncio
from dataclasses import replace

import pytest

from phrom.channels.circuit import Circuit
from phrom.channels.gateway import GatewaySettings
from phrom.channels.line.channel import LineChannel
from phrom.channels.sms.channel import SmsChannel
from phrom.errors import DeliveryError
from tests.apps.channels.test_line import MESSAGE
from tests.fakes import line, sms


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def broken(seconds: Seconds) -> Circuit:
    circuit = Circuit(failures=3, seconds=30, at=seconds)
    for _time in range(3):
        assert circuit.lets_pass()
        circuit.failed("500")
    return circuit


def test_it_opens_after_failures_in_a_row_and_not_after_as_many_with_a_success_between(seconds: Seconds) -> None:
    circuit = Circuit(failures=3, seconds=30, at=seconds)
    for outcome in (circuit.failed, circuit.failed, None, circuit.failed, circuit.failed):
        outcome("500") if outcome else circuit.worked()
    assert not circuit.is_open
    circuit.failed("500")
    assert circuit.is_open
    assert circuit.reason == "500"


def test_open_it_lets_nobody_pass_until_its_time_then_one_alone(seconds: Seconds) -> None:
    circuit = broken(seconds)
    assert not circuit.lets_pass()
    seconds.now = 30
    assert [circuit.lets_pass() for _time in range(3)] == [True, False, False]


def test_a_trial_that_fails_doubles_the_wait_and_one_that_works_closes_it(seconds: Seconds) -> None:
    circuit = broken(seconds)
    seconds.now = 30
    assert circuit.lets_pass()
    circuit.failed("500")
    seconds.now = 30 + 59
    assert not circuit.lets_pass()
    seconds.now = 30 + 60
    assert circuit.lets_pass()
    circuit.worked()
    assert not circuit.is_open
    assert all(circuit.lets_pass() for _time in range(3))


def test_the_wait_does_not_grow_for_ever(seconds: Seconds) -> None:
    circuit = broken(seconds)
    for _time in range(20):
        seconds.now += 300
        assert circuit.lets_pass()
        circuit.failed("500")
    seconds.now += 300
    assert circuit.lets_pass()


def test_a_trial_that_never_comes_back_is_followed_by_another(seconds: Seconds) -> None:
    circuit = broken(seconds)
    seconds.now = 30
    assert circuit.lets_pass()
    seconds.now = 60
    assert circuit.lets_pass()


def test_a_message_to_a_broken_provider_fails_at_once_for_now_and_nobody_knocks() -> None:
    with line.FakeLine() as server:
        channel = LineChannel(line.TOKEN, line.SECRET, server.url, pauses=())
        server.troubles.extend([(500, "")] * 5)

        async def send() -> list[DeliveryError]:
            said = []
            for n in range(7):
                try:
                    await channel.send(replace(MESSAGE, key=f"7:person-6/line/{n}"))
                except DeliveryError as error:
                    said.append(error)
                except TimeoutError:
                    pass  # LINE says of 500: it may have been delivered
            return said

        said = asyncio.run(send())
        assert server.requests == 5
        assert [(e.permanent, e.channel_down) for e in said] == [(False, True)] * 2


def test_an_account_that_is_not_let_in_opens_it_at_once_and_a_refused_person_does_not() -> None:
    with sms.FakeGateway() as server:
        channel = SmsChannel(GatewaySettings(**sms.described(server.url, answer_path="", secret="")))
        for status, is_open in ((400, False), (402, True)):
            server.troubles.append((status, ""))
            with pytest.raises(DeliveryError):
                asyncio.run(channel.send(replace(MESSAGE, address="+66810000006")))
            assert channel.circuit.is_open is is_open


def test_a_longer_pause_than_can_be_waited_for_sends_the_next_message_to_the_next_channel() -> None:
    with line.FakeLine() as server:
        channel = LineChannel(line.TOKEN, line.SECRET, server.url, pauses=(0.0,))
        server.troubles.append((429, ""))
        server.retry_after = "600"
        with pytest.raises(DeliveryError) as failure:
            asyncio.run(channel.send(MESSAGE))
        assert (failure.value.permanent, failure.value.channel_down) == (False, True)
        assert not channel.circuit.is_open  # it works, and says so
