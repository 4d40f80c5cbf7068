"""The engine as a process, killed with -9 while messages are on their way to LINE and to an SMS gateway."""

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.apps.callouts.test_engine_killed import OnFile
from tests.apps.channels.on_file import PEOPLE
from tests.fakes import line, sms

pytestmark = pytest.mark.own_database
EACH = {"line": 20, "sms": 18}  # all but person-2 and person-4, who have no place in the team


class WithProviders(OnFile):
    """The program on a file of its own, with LINE and SMS set up for the stand-ins."""

    def __init__(self, folder: Path, fake_line: line.FakeLine, gateway: sms.FakeGateway, **more: Any) -> None:
        super().__init__(folder)
        described = sms.described(gateway.url, **more)
        self.environment |= {
            "PHROM_LINE_TOKEN": line.TOKEN,
            "PHROM_LINE_SECRET": line.SECRET,
            "PHROM_LINE_URL": fake_line.url,
            "PHROM_SMS_URL": described["url"],
            "PHROM_SMS_HEADERS": described["headers"],
            "PHROM_SMS_REPEATABLE": "1" if described["repeatable"] else "",
        }

    def ask(self, *arguments: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run("-m", "tests.apps.channels.on_file", *arguments))
        return found

    def states(self) -> dict[str, set[str]]:
        with closing(sqlite3.connect(self.folder / "phrom.sqlite3", timeout=20)) as database:
            rows = database.execute("SELECT channel, state FROM callouts_attempt").fetchall()
        return {name: {state for channel, state in rows if channel == name} for name in EACH}


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def killed(office: OnFile, fake_line: line.FakeLine, gateway: sms.FakeGateway, *, at: tuple[int, ...]) -> None:
    """After so many requests, of which LINE has had one each time; the providers are slow, so that many messages are on
    their way when the engine dies."""
    office.ask("start")
    for server in (fake_line, gateway):
        server.slow = 1.0
    for of_line, more in enumerate(at, 1):

        def is_time(of_line: int = of_line, most: int = more) -> bool:
            return fake_line.requests >= of_line and fake_line.requests + gateway.requests >= most

        with office.engine():
            wait_until(is_time)
    for server in (fake_line, gateway):
        server.slow = 0.0


def test_a_provider_that_honours_the_key_is_asked_again_and_everybody_gets_one_message(tmp_path: Path) -> None:
    with line.FakeLine() as fake_line, sms.FakeGateway() as gateway:
        office = WithProviders(tmp_path, fake_line, gateway)
        killed(office, fake_line, gateway, at=(8, 24))
        with office.engine():
            wait_until(lambda: office.states() == {"line": {"sent"}, "sms": {"sent"}})
        assert len(fake_line.keys_seen) > len(fake_line.taken)  # some were asked for a second time
        assert len({push["to"] for push in fake_line.pushed}) == len(fake_line.pushed) == EACH["line"]
        assert len({sent["to"] for sent in gateway.sent}) == len(gateway.sent) == EACH["sms"]
        assert office.ask("account")["log_whole"]
    assert sum(EACH.values()) == PEOPLE - 2


def test_a_gateway_that_does_not_is_never_asked_twice_and_what_was_cut_off_is_uncertain(tmp_path: Path) -> None:
    with line.FakeLine() as fake_line, sms.FakeGateway(honours_key=False) as gateway:
        office = WithProviders(tmp_path, fake_line, gateway, repeatable=False)
        office.ask("start")
        fake_line.slow = gateway.slow = 30.0
        gateway.prompt = 5
        with office.engine():  # killed once the five are written down, and more are on their way
            wait_until(lambda: gateway.requests > 5 and office.states()["sms"] >= {"sent", "sending"})
        fake_line.slow = gateway.slow = 0.0
        with office.engine():
            wait_until(lambda: office.states() == {"line": {"sent"}, "sms": {"sent", "uncertain"}})
        assert len({push["to"] for push in fake_line.pushed}) == len(fake_line.pushed) == EACH["line"]
        assert len({sent["to"] for sent in gateway.sent}) == len(gateway.sent) == EACH["sms"]
