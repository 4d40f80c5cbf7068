"""A whole installation of its own: database, provider, people who answer, web and engines as processes."""

import contextlib
import json
import os
import random
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import psycopg

from tests.chaos.nursery import Forked, Nursery
from tests.chaos.provider import Provider
from tests.chaos.takeovers import Direct, Takeovers
from tests.fresh_database import ROOT, fresh_sqlite, migrate

SECRET = "a-secret-for-the-test"
RECEIPTS = "receipts in no order"
ON_ITS_WAY_SECONDS = 3.0  # what was being handed over when the answer came


@dataclass
class Stage:
    """Started by `staged`. What happened is counted in `done`."""

    folder: Path
    environment: dict[str, str]
    provider: Provider
    random: random.Random
    people: int
    willing: float  # the share of people who answer
    codes: dict[str, str] = field(default_factory=dict)
    engines: list[subprocess.Popen[bytes] | Forked] = field(default_factory=list)
    nursery: Nursery | None = None
    web: subprocess.Popen[bytes] | None = None
    port: int = 0
    done: dict[str, int] = field(default_factory=dict)
    answering: set[str] = field(default_factory=set)  # numbers whose answer is on its way
    heard: dict[str, float] = field(default_factory=dict)  # numbers whose answer the web has confirmed, and when
    delivered: set[str] = field(default_factory=set)  # the provider's keys whose delivery the web has confirmed
    heard_by_web: int = 0  # of the web that is at work now

    def __post_init__(self) -> None:
        direct = Direct(self.environment["DATABASE_URL"], self.folder)
        self.takeovers = Takeovers(direct, lambda: [engine.pid for engine in [*self.engines]])

    def count(self, what: str) -> None:
        self.done[what] = self.done.get(what, 0) + 1

    def ask(self, *arguments: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.chaos.inside", *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
        )
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Straight from the database, beside the program."""
        address = self.environment["DATABASE_URL"]
        if address.startswith("sqlite"):
            with closing(sqlite3.connect(self.folder / "phrom.sqlite3", timeout=30)) as database:
                return database.execute(statement).fetchall()
        with psycopg.connect(address) as connection:
            return connection.execute(statement).fetchall()

    def start_engine(self, *, forked: bool = False) -> None:
        """As a fresh process, or `forked` from one that has the program imported."""
        if forked:
            if self.nursery is None:
                self.nursery = Nursery(self.environment, self.folder / "offset", self.folder / "engine.log")
            self.engines.append(self.nursery.engine())
            return
        command = [sys.executable, "-m", "tests.chaos.inside", "engine", str(self.folder / "offset")]
        with (self.folder / "engine.log").open("ab") as quiet:
            self.engines.append(subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=quiet, stderr=quiet))

    def kill_engine(self, which: int | None = None, *, forked: bool = False) -> None:
        """-9, whatever it is doing (without `which`: any of them); another one takes its place."""
        engine = self.engines.pop(self.random.randrange(len(self.engines)) if which is None else which)
        at = time.monotonic()
        engine.kill()
        engine.wait()
        self.count("engine killed")
        self.takeovers.died(engine.pid, at)
        self.start_engine(forked=forked)

    def freeze_engine(self, seconds: float) -> None:
        """Stopped in the middle of whatever it does, and thawed after its messages were taken over."""
        engine = self.random.choice(self.engines)
        engine.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        engine.send_signal(signal.SIGCONT)
        self.count("engine frozen")

    def step_clock(self, seconds: float) -> None:
        """The engines' clock is off by so much from now on."""
        (self.folder / "offset").write_text(str(seconds))
        self.count("clock stepped")

    def start_web(self) -> None:
        if not self.port:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port"]
        command += [str(self.port), "--workers", "1", "--blocking-threads", "4", "phrom.wsgi:application"]
        quiet = (self.folder / "web.log").open("ab")
        self.heard_by_web = 0
        self.web = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=quiet, stderr=quiet, start_new_session=True
        )

    def kill_web(self) -> None:
        assert self.web
        os.killpg(self.web.pid, signal.SIGKILL)
        self.web.wait()
        self.count("web killed")
        self.start_web()

    def lock_sqlite(self, seconds: float) -> None:
        """Another program holds the database."""
        path = self.folder / "phrom.sqlite3"
        with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            time.sleep(seconds)
            other.execute("ROLLBACK")
        self.count("database locked")

    def fill_disk(self, seconds: float) -> None:
        """Nothing that engine or web write to the disk finds room; SQLite's journal lies in their files."""
        limits = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in self._writing()}
        for pid, (_soft, hard) in limits.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, hard))
        time.sleep(seconds)
        for pid, limit in limits.items():
            with contextlib.suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)
        self.count("disk full")

    def _writing(self) -> list[int]:
        web = self.web.pid if self.web else 0
        workers = Path(f"/proc/{web}/task/{web}/children").read_text().split() if web else []
        return [engine.pid for engine in self.engines] + [int(pid) for pid in workers]

    def wait_for_message(self, seconds: float, messages: int = 1) -> None:
        """Until the provider has accepted so many."""
        until = time.monotonic() + seconds
        while len(self.provider.accepted) < messages:
            assert time.monotonic() < until, f"{len(self.provider.accepted)} of {messages} messages"
            time.sleep(0.02)

    def wait_until_finished(self, seconds: float) -> dict[str, Any]:
        """Until the callout has come to its end, and no message is on its way."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            [(finished,)] = self.query("SELECT count(*) FROM callouts_callout WHERE state = 'finished'")
            [(moving,)] = self.query("SELECT count(*) FROM callouts_attempt WHERE state IN ('recorded', 'sending')")
            if finished and not moving and not self.answering:
                break
            time.sleep(0.1)
        return self.ask("account")

    def accepted(self, message: dict[str, str]) -> None:
        """The provider tells what becomes of some messages, in no order; and somebody reads and answers."""
        number, key = message["to"], message["key"]
        if self.web is None:
            return
        if self.codes[number] in message["text"] and int(number[-4:]) % 3 == 0:
            words = self.random.sample(["SENT", "DELIVERED", "SENT", "DELIVERED"], 4)
            delays = sorted(self.random.random() for _ in words)
            threading.Thread(target=self._tell, args=(key, words, delays), daemon=True).start()
        if int(number[-4:]) % 100 < self.willing * 100:
            self.answering.add(number)
            threading.Thread(target=self._answer, args=(number, self.random.random()), daemon=True).start()

    def _tell(self, key: str, words: list[str], delays: list[float]) -> None:
        began = time.monotonic()
        for word, delay in zip(words, delays, strict=True):
            time.sleep(max(0.0, began + delay - time.monotonic()))
            if self._hand_on("receipts", {"key": key, "status": word}, 60):
                self.count(RECEIPTS)
                self.delivered |= {key} if word == "DELIVERED" else set()

    def _answer(self, number: str, after: float) -> None:
        """The provider hands it on until it is taken."""
        time.sleep(after)
        if self._hand_on("replies", {"from": number, "text": f"รับทราบ {self.codes[number]}", "id": number}, 60):
            self.heard[number] = time.monotonic()
        self.answering.discard(number)

    def _hand_on(self, what: str, told: dict[str, str], seconds: float) -> bool:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {SECRET}"}
        body, address = json.dumps(told).encode(), f"http://127.0.0.1:{self.port}/hooks/sms/{what}/"
        request = urllib.request.Request(address, body, headers)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with (
                contextlib.suppress(urllib.error.URLError, OSError),
                urllib.request.urlopen(request, timeout=30) as got,  # noqa: S310
            ):
                if got.status == 200:
                    self.heard_by_web += 1
                    return True
            time.sleep(0.1)
        return False


@contextmanager
def staged(
    folder: Path,
    *,
    seed: int,
    people: int = 40,
    willing: float = 0.6,
    database: str = "",
    honours_keys: bool = False,
    web: bool = True,
    pace: Mapping[str, int] = MappingProxyType({}),
    rate: int = 0,
) -> Iterator[Stage]:
    """An installation in `folder` with a callout about to begin. `database` empty: SQLite; `pace`: the call's settings
    that are not the usual quick ones; `rate`: messages a second that the provider's account takes, 0: no limit."""
    source = random.Random(seed)  # noqa: S311 - a course that can be played again
    with Provider(random.Random(seed + 1), honours_keys) as provider:  # noqa: S311
        kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
        environment = kept | {
            "PHROM_DATA": str(folder),
            "DATABASE_URL": database or f"sqlite:///{folder}/phrom.sqlite3",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
            "PHROM_SMS_URL": f"http://127.0.0.1:{provider.port}/",
            "PHROM_SMS_SECRET": SECRET,
            "PHROM_SMS_REPLY": '{"from": "from", "text": "text", "id": "id"}',
            "PHROM_SMS_REPEATABLE": "1" if honours_keys else "",
            "PHROM_SMS_RATE": str(rate),
        }
        stage = Stage(folder, environment, provider, source, people, willing)
        stage.step_clock(0)
        stage.done.clear()
        if database:
            migrate(environment)
        else:
            fresh_sqlite(folder / "phrom.sqlite3")
        stage.codes = stage.ask("start", str(people), json.dumps({**pace}))
        provider.on_message = stage.accepted
        if web:
            stage.start_web()
        try:
            yield stage
        finally:
            for engine in stage.engines:
                engine.kill()
                engine.wait()
            if stage.nursery:
                stage.nursery.close()
            stage.takeovers.stop()
            if stage.web:
                os.killpg(stage.web.pid, signal.SIGKILL)
                stage.web.wait()


def wrong(stage: Stage, account: dict[str, Any]) -> list[str]:
    """What does not hold in the end, in words; empty: everything does. The provider knows a message by another key than
    its row's."""
    twice = {key for key, times in stage.provider.accepted.items() if times > 1}
    must = {
        "the callout came to its end": account["finished"] and account["settled"],
        "no message is left in the middle": not {"recorded", "sending"} & account["states"].keys(),
        "rows and events say the same of every message": account["rows_and_events_agree"],
        "every message has an outcome": not account["without_outcome"],
        "only who answered has messages withdrawn": not account["withdrawn_unanswered"],
        "nobody who answered is called again": not account["called_after_answer"],
        "nobody's telephone rings after the answer": not [
            to for to, at, _key in stage.provider.calls if at > stage.heard.get(to, at) + ON_ITS_WAY_SECONDS
        ],
        "every answer that was confirmed counts": stage.heard.keys() <= set(account["answered"]),
        "what was said to be delivered stays so": not {account["row_of"][key] for key in stage.delivered}
        & set(account["undelivered"]),
        "nobody is given up untried": not account["untried"],
        "events are in one order without a gap": account["events_in_order"],
        "the log book is whole": account["log_whole"],
        "the log book has every message": account["logged_as_recorded"],
        "the log book has every outcome": account["outcome_lines_too_many"] == 0,
        "no message was accepted twice": not twice,
        "nobody who may have the call gets it again the same way": not repeated(stage, account),
        # a clock set back leaves alarms that lie too far ahead: that is what the watcher is for
        "the watcher found nothing to mend": account["repaired"] == 0 or "clock stepped" in stage.done,
    }
    return [what for what, holds in must.items() if not holds]


def repeated(stage: Stage, account: dict[str, Any]) -> list[str]:
    """Rows of calls that the provider has taken, that are in doubt with us, and that were followed by another call to
    the same number: what a crash between the two would have done."""
    calls, row_of = {*account["calls"]}, account["row_of"]
    taken = [(to, row_of[key]) for to, _at, key in stage.provider.calls if row_of[key] in calls]
    doubted = {*account["in_doubt"]}
    later: set[str] = set()
    found = []
    for to, key in reversed(taken):
        if key in doubted and to in later:
            found.append(key)
        later.add(to)
    return found
