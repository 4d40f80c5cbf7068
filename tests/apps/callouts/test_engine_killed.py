"""The engine as a process, killed with -9 in mid-run, again and again, on a database in a file."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.fresh_database import ROOT, fresh_sqlite

pytestmark = pytest.mark.own_database


class OnFile:
    """The program on a database of its own in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
        paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
        self.environment = kept | {"PHROM_DATA": str(folder), "PYTHONPATH": paths}
        fresh_sqlite(folder / "phrom.sqlite3")

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, *arguments: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run("-m", "tests.apps.callouts.on_file", *arguments))
        return found

    @contextmanager
    def engine(self) -> Iterator[subprocess.Popen[bytes]]:
        """An engine at work; killed with -9 at the end, whatever it is doing."""
        process = subprocess.Popen([sys.executable, "-m", "phrom", "engine"], env=self.environment, cwd=ROOT)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()

    def delivered(self) -> int:
        with closing(sqlite3.connect(self.folder / "phrom.sqlite3", timeout=20)) as database:
            return int(database.execute("SELECT count(*) FROM channels_practicemessage").fetchone()[0])

    def wait_for(self, messages: int, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while self.delivered() < messages:
            assert time.monotonic() < until, f"{self.delivered()} of {messages} messages after {seconds} s"
            time.sleep(0.01)


@pytest.fixture
def on_file(tmp_path: Path) -> OnFile:
    return OnFile(tmp_path)


def test_killed_in_mid_run_nothing_is_lost_nothing_doubled_and_nobody_who_answered_is_called_again(
    on_file: OnFile,
) -> None:
    on_file.ask("start")
    for messages in (5, 25, 60):
        with on_file.engine():
            on_file.wait_for(messages)
    assert on_file.delivered() < 118  # it was in mid-run
    answered = sorted(on_file.ask("account")["received"])[:3]
    for person in answered:
        on_file.ask("acknowledge", person)
    with on_file.engine():
        on_file.wait_for(118)
        time.sleep(1.5)
    account = on_file.ask("account")
    # who answered before their message's fate was written is not sent it again to find out
    assert set(account["called"]) - set(account["delivered"]) <= set(answered)
    assert len(account["messages"]) == len(set(account["messages"])) == 118
    assert set(account["states"]) <= {"delivered", "uncertain"}
    assert account["events_in_order"]
    assert account["log_whole"]
    assert {account["tries"][person] for person in answered} == {1}


def test_an_engine_asked_to_stop_finishes_what_it_is_sending(on_file: OnFile) -> None:
    on_file.ask("start")
    with on_file.engine() as engine:
        on_file.wait_for(10)
        engine.send_signal(signal.SIGTERM)
        assert engine.wait(timeout=30) == 0
    assert "sending" not in on_file.ask("account")["states"]


def test_a_second_engine_on_the_same_sqlite_file_refuses_in_words_and_the_first_goes_on(on_file: OnFile) -> None:
    on_file.ask("start")
    with on_file.engine():
        on_file.wait_for(1)
        second = subprocess.run(
            [sys.executable, "-m", "phrom", "engine"],
            env=on_file.environment, cwd=ROOT, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert second.returncode == 1
        assert "SQLite" in second.stderr
        assert "ฐานข้อมูลนี้มีเครื่องแจ้งเหตุทำงานอยู่แล้ว" in second.stderr
        on_file.wait_for(118)


def test_callers_in_two_calls_of_the_office_at_the_same_moment_never_phone_the_same_person(on_file: OnFile) -> None:
    found = on_file.ask("two_calls")
    assert found["wrong"] == []
    assert len(found["held"]) == len(set(found["held"])) == 12
