"""The long form: `python -m tests.chaos.long MINUTES [SEED]`. Course after course, on SQLite and PostgreSQL in turn,
each disturbed at random moments; in the end its part of docs/operate/reliability.md says what was seen.
"""

# ruff: noqa: T201, S311 - a command prints; courses that can be played again

import platform
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from tests.chaos.provider import WELL, Mood
from tests.chaos.report import write_part
from tests.chaos.server import Server, may_mount
from tests.chaos.stage import RECEIPTS, Stage, staged, wrong
from tests.chaos.takeovers import Takeovers

TROUBLE_SECONDS = 10
LONG_SECONDS = 5.0  # a dead engine's messages that stayed longer are told one by one
FULL_SERVERS = may_mount()
MOODS: tuple[dict[Mood, int], ...] = (
    WELL,
    {"well": 6, "500": 2, "cut": 1, "late": 1},
    {"well": 2, "cut": 1},
    {"late": 1},
    {"500": 3, "well": 1},
    {"well": 9, "hang": 1},
)


class Trouble(NamedTuple):
    """What happened, from when to when."""

    what: str
    began: float
    ended: float


@dataclass
class Seen:
    """Over all courses."""

    courses: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    takeovers: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})  # left alive: another one
    long: list[str] = field(default_factory=list)
    people: int = 0
    answers: int = 0
    accepted: int = 0
    asked_again: int = 0
    repaired: int = 0
    wrong: list[str] = field(default_factory=list)


def main(minutes: float, seed: int) -> int:
    seen, began, number = Seen(), time.monotonic(), seed
    while time.monotonic() < began + minutes * 60:
        course(number, seen)
        number += 1
        write_part("Every trouble", part(seen, (time.monotonic() - began) / 60, seed))  # also if it is cut off
        print(f"{sum(seen.courses.values())} courses, {dict(seen.done)}, wrong: {seen.wrong}", flush=True)
    return 1 if seen.wrong else 0


def course(seed: int, seen: Seen) -> None:
    source = random.Random(seed)
    name = "PostgreSQL" if seed % 2 else "SQLite"
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="phrom-chaos-")))
        folder.chmod(0o755)
        server = None
        if name == "PostgreSQL":
            small = FULL_SERVERS and source.random() < 0.5
            server = stack.enter_context(Server(folder / "postgresql", small=small))
        stage = stack.enter_context(
            staged(
                folder,
                seed=seed,
                people=source.choice((12, 40, 120)),
                willing=source.choice((0.0, 0.5, 0.9)),
                honours_keys=source.random() < 0.5,
                database=server.address if server else "",
            )
        )
        for _ in range(source.choice((1, 2)) if server else 1):
            stage.start_engine()
        stage.provider.moods = {"late": 1}  # so that there is something in the middle of being sent
        stage.wait_for_message(60)
        diary = _disturb(stage, server, source)
        account = stage.wait_until_finished(120)
        for what in wrong(stage, account):
            seen.wrong.append(f"course {seed} ({name}): {what}")
            print(what, account, flush=True)
        _take_down(seen, stage, name, account["states"])
        seen.long += long_takeovers(stage.takeovers, diary)
        seen.repaired += account["repaired"]


def _disturb(stage: Stage, server: Server | None, source: random.Random) -> list[Trouble]:
    """One thing after another, until all is well again."""

    def restart_database() -> None:
        assert server
        server.stop()
        time.sleep(source.uniform(0.2, 2))
        server.start()
        stage.count("database stopped and started")

    def fill_disk() -> None:
        if not server:
            stage.fill_disk(source.uniform(0.2, 3))
        elif server.small:
            server.fill_disk(source.uniform(0.2, 3))
            stage.count("disk of the database server full")
        else:
            restart_database()

    def change_mood() -> None:
        stage.provider.moods = source.choice(MOODS)
        stage.count("provider changes its mood")

    troubles: list[Callable[[], None]] = [
        stage.kill_engine,
        stage.kill_engine,
        stage.kill_web,
        change_mood,
        lambda: stage.freeze_engine(source.choice((0.3, 7))),
        lambda: stage.step_clock(source.choice((-30, -5, 5, 30))),
        restart_database if server else (lambda: stage.lock_sqlite(source.uniform(0.2, 3))),
        fill_disk,
    ]
    diary: list[Trouble] = []
    until = time.monotonic() + TROUBLE_SECONDS
    while time.monotonic() < until:
        time.sleep(source.uniform(0.1, 1.5))
        began, before = time.monotonic(), dict(stage.done)
        source.choice(troubles)()
        [what, *_] = [what for what, times in stage.done.items() if times > before.get(what, 0) and what != RECEIPTS]
        diary.append(Trouble(what, began, time.monotonic()))
    stage.provider.moods = WELL
    stage.step_clock(0)
    diary.append(Trouble("clock stepped", time.monotonic(), time.monotonic()))
    return diary


def long_takeovers(takeovers: Takeovers, diary: Sequence[Trouble]) -> list[str]:
    """Those that took longer than they should, and what else went on at the time."""
    found = []
    for death in takeovers.measured:
        if (seconds := death.seconds or 0.0) > LONG_SECONDS:
            during = [t for t in diary if t.ended > death.at and t.began < death.at + seconds]
            besides = [t.what for t in during if not (t.what == "engine killed" and t.began <= death.at)]
            other = "left alive" if death.outlived else "killed too" if death.others else "none"
            what = ", ".join(besides) or "nothing else"
            found.append(f"{seconds:.1f} s; another engine at work: {other}; meanwhile: {what}")
    return found


def _take_down(seen: Seen, stage: Stage, name: str, states: dict[str, int]) -> None:
    seen.courses[name] += 1
    seen.done.update(stage.done)
    seen.states.update(states)
    for death in stage.takeovers.measured:
        seen.takeovers[death.outlived].append(death.seconds or 0.0)
    seen.people += stage.people
    seen.answers += len(stage.heard)
    seen.accepted += len(stage.provider.accepted)
    seen.asked_again += sum(times - 1 for times in stage.provider.asked.values())


def part(seen: Seen, minutes: float, seed: int) -> str:
    """The report. Only what was seen."""
    alive, alone = (sorted(seen.takeovers[who]) for who in (True, False))
    taken = (
        f"Dead engines that held messages: {len(alive) + len(alone)}. The longest that messages stayed with one, where "
        f"another engine was at work and left alive: {_longest(alive)}; else (the start of the next one is in it, and "
        f"whatever else happened meanwhile): {_longest(alone)}."
    )
    if seen.long:
        taken += f" Longer than {LONG_SECONDS:.0f} s stayed:\n\n" + "\n".join(f"- {each}" for each in sorted(seen.long))
    rows = [
        *(f"| courses on {name} | {n} |" for name, n in sorted(seen.courses.items())),
        *(f"| {what} | {n} |" for what, n in sorted(seen.done.items())),
        f"| people in the call trees | {seen.people} |",
        f"| messages accepted by the provider | {seen.accepted} |",
        f"| messages accepted twice | {sum('accepted twice' in w for w in seen.wrong)} courses |",
        f"| requests under a key that had been asked before | {seen.asked_again} |",
        f"| mended by the watcher | {seen.repaired} |",
        f"| answers confirmed by the web | {seen.answers} |",
        *(f"| messages that ended *{state}* | {n} |" for state, n in sorted(seen.states.items())),
    ]
    full = ", or its disk filled to the last byte" if FULL_SERVERS else ""
    verdict = "\n".join(f"- {w}" for w in seen.wrong) if seen.wrong else "All of it held in every course."
    how_long = f"{minutes:.0f} minutes, first seed {seed}"
    untried = "" if FULL_SERVERS else " a PostgreSQL server without room on its disk,"
    with_what = f"Python {platform.python_version()}, {platform.system()}"
    return f"""Written by `make chaos` on {datetime.now(UTC):%Y-%m-%d %H:%M} UTC: {how_long}, {with_what}.
For {TROUBLE_SECONDS} seconds something happens every moment: `kill -9` of engine or web, an engine frozen and thawed,
the clock set forward or back by up to 30 s, the provider answering 500, late, never, or cutting the connection after
accepting, its receipts double and in no order, SQLite locked by another program or without room on the disk, PostgreSQL
stopped at once and started{full}. Then all is well again, and the course must come to its end.

| seen | |
|---|---|
{chr(10).join(rows)}

{taken}

{verdict}

Not tried: a network that loses single packets,{untried} and a
PostgreSQL cluster that fails over to a copy that lags behind."""


def _longest(seconds: list[float]) -> str:
    return f"{seconds[-1]:.1f} s" if seconds else "none died so"


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))
