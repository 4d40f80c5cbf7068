"""Nothing but kills, as densely as they hit work: `python -m tests.chaos.kills KILLS [SEED]`. Course after course, on
SQLite with one engine and PostgreSQL with two in turn; in the end docs/operate/reliability.md says what was seen.
"""

# ruff: noqa: T201, S311 - a command prints; courses that can be played again

import platform
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.chaos.provider import WELL, Mood
from tests.chaos.report import write_part
from tests.chaos.server import Server
from tests.chaos.stage import Stage, repeated, staged, wrong
from tests.chaos.takeovers import Death

MOST_IN_A_COURSE = 80
WEB_SHARE = 0.2
FRESH_SHARE = 0.1
GOES_ON_SECONDS = 5.0  # the promise
PACE = {
    "tries_per_channel": 5, "retry_seconds": 2, "answer_seconds": 10, "caller_seconds": 2, "leader_seconds": 4,
    "slot_seconds": 60, "flight_seconds": 120,
}  # fmt: skip
MOODS: tuple[dict[Mood, int], ...] = (WELL, WELL, {"well": 3, "late": 1}, {"late": 1}, {"well": 8, "500": 1})
WHO = (
    "another engine at work, and left alive",
    "another at work, killed too before it took over",
    "no other at work, the next one left alive",
    "no other at work, the next ones killed too",
)


@dataclass
class Seen:
    """Over all courses. Of messages that a dead engine held: `unsent`, the provider had not heard of it; `busy`, it had
    not answered yet; `late`: seconds from its answer to the kill."""

    courses: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    ages: list[float] = field(default_factory=list)  # of forked engines, when they were killed
    takeovers: dict[str, list[float]] = field(default_factory=lambda: {who: [] for who in WHO})
    held: Counter[bool] = field(default_factory=Counter)  # by whether the provider honours keys; so the next five too
    unsent: Counter[bool] = field(default_factory=Counter)
    busy: Counter[bool] = field(default_factory=Counter)
    late: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})
    in_doubt: Counter[bool] = field(default_factory=Counter)
    taken_in_doubt: Counter[bool] = field(default_factory=Counter)
    repeated: Counter[bool] = field(default_factory=Counter)
    asked_again: int = 0
    people: int = 0
    answers: int = 0
    accepted: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        return self.done["engine killed"] + self.done["web killed"]


def main(kills: int, seed: int) -> int:
    seen, began, number = Seen(), time.monotonic(), seed
    while seen.kills < kills:
        course(number, seen, min(MOST_IN_A_COURSE, kills - seen.kills))
        number += 1
        minutes = (time.monotonic() - began) / 60
        write_part("Kills alone", part(seen, minutes, seed))  # also if it is cut off
        print(
            f"{minutes:.1f} min, {sum(seen.courses.values())} courses, {seen.kills} kills, wrong: {seen.wrong}",
            flush=True,
        )
    return 1 if seen.wrong else 0


def course(seed: int, seen: Seen, most: int) -> None:
    """One call, until it is over or so many kills are done; then it must come to its end."""
    source = random.Random(seed)
    name = "PostgreSQL, two engines" if seed % 2 else "SQLite, one engine"
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="phrom-kills-")))
        folder.chmod(0o755)
        server = stack.enter_context(Server(folder / "postgresql")) if seed % 2 else None
        stage = stack.enter_context(
            staged(
                folder,
                seed=seed,
                people=source.choice((200, 300, 400)),
                willing=source.choice((0.3, 0.6)),
                honours_keys=bool(seed // 2 % 2),
                database=server.address if server else "",
                pace=PACE,
                rate=source.choice((0, 15, 40)),
            )
        )
        for _ in range(2 if server else 1):
            stage.start_engine(forked=True)
        stage.wait_for_message(60)
        seen.ages += kill_again_and_again(stage, source, most)
        account = stage.wait_until_finished(180)
        for what in [*wrong(stage, account), *wrong_after_kills(stage, account)]:
            seen.wrong.append(f"course {seed} ({name}): {what}")
            print(what, account, flush=True)
        _take_down(seen, stage, name, account)


def kill_again_and_again(stage: Stage, source: random.Random, most: int) -> list[float]:
    """Engines and web, at moments that know nothing of the work; now and then one of two engines is spared for some
    seconds. Returns how long the forked engines that were killed had lived, in seconds."""
    born: dict[int, float] = {}
    ages: list[float] = []
    until, spared, wait = 0.0, None, 0.0
    while most > 0 and stage.query("SELECT count(*) FROM callouts_callout WHERE state = 'finished'") == [(0,)]:
        if time.monotonic() > until:
            until, stage.provider.moods = time.monotonic() + source.uniform(6, 12), source.choice(MOODS)
            spared = source.choice((*stage.engines, None)) if len(stage.engines) > 1 else None
        time.sleep(wait + _moment(source))
        wait, most = 0.0, most - 1
        if stage.heard_by_web and source.random() < WEB_SHARE:
            stage.kill_web()
            continue
        victims = [n for n, engine in enumerate(stage.engines) if engine is not spared]
        forked = source.random() >= FRESH_SHARE
        victim = source.choice(victims)
        pid, at = stage.engines[victim].pid, time.monotonic()
        stage.kill_engine(victim, forked=forked)
        ages += [at - born[pid]] if pid in born else []
        if forked:
            born[stage.engines[-1].pid] = time.monotonic()
        else:
            wait = 1.0  # it imports
            stage.count("engine started as a fresh process")
    stage.provider.moods = WELL
    return ages


def _moment(source: random.Random) -> float:
    """Seconds until the next kill: many at once, some late."""
    low, high = source.choices(((0.0, 0.05), (0.05, 0.5), (0.5, 2.0)), (4, 4, 2))[0]
    return source.uniform(low, high)


def wrong_after_kills(stage: Stage, account: dict[str, Any]) -> list[str]:
    """What does not hold where nothing happened but kills, in words."""
    held = {key for death in stage.takeovers.deaths for key in death.held}
    doubted = {*account["in_doubt"]}
    long = [d.seconds for d in stage.takeovers.measured if d.outlived and d.seconds and d.seconds > GOES_ON_SECONDS]
    must = {
        "only what a dead engine held is in doubt": doubted <= held,
        "what has a key is in doubt only where the person answered": not stage.provider.honours_keys
        or {*account["in_doubt_of"]} <= {*account["answered"]},
        f"a dead engine's messages go on within {GOES_ON_SECONDS:.0f} s where another is at work, not {long}": not long,
    }
    return [what for what, holds in must.items() if not holds]


def _take_down(seen: Seen, stage: Stage, name: str, account: dict[str, Any]) -> None:
    seen.courses[name] += 1
    seen.done.update(stage.done)
    seen.states.update(account["states"])
    seen.people += stage.people
    seen.answers += len(stage.heard)
    seen.accepted += len(stage.provider.accepted)
    seen.asked_again += sum(times - 1 for times in stage.provider.asked.values())
    keys = stage.provider.honours_keys
    seen.in_doubt[keys] += len(account["in_doubt"])
    seen.taken_in_doubt[keys] += len(
        {*account["in_doubt"]} & {account["row_of"][key] for key in stage.provider.accepted}
    )
    seen.repeated[keys] += len(repeated(stage, account))
    requests = {account["row_of"][key]: asked for key, asked in stage.provider.requests.items()}
    asked_until: dict[str, float] = {}  # by whoever held it before
    for death in stage.takeovers.measured:
        assert death.seconds is not None
        seen.takeovers[_who(stage, death)].append(death.seconds)
        for key in death.held:
            asked = [r for r in requests.get(key, ()) if asked_until.get(key, 0.0) < r.came <= death.at]
            asked_until[key] = death.at
            seen.held[keys] += 1
            if not asked:
                seen.unsent[keys] += 1
            elif (answered := asked[-1].answered) is None or answered > death.at:
                seen.busy[keys] += 1
            else:
                seen.late[keys].append(death.at - answered)


def _who(stage: Stage, death: Death) -> str:
    """Who was there to take over."""
    assert death.seconds is not None
    if death.others:
        return WHO[0 if death.outlived else 1]
    return WHO[3 if any(death.at < other.at < death.at + death.seconds for other in stage.takeovers.deaths) else 2]


def part(seen: Seen, minutes: float, seed: int) -> str:
    """The report. Only what was seen."""
    courses = [f"| courses on {name} | {n} |" for name, n in sorted(seen.courses.items())]
    done = [f"| {what} | {n} |" for what, n in sorted(seen.done.items())]
    states = [f"| messages that ended *{state}* | {n} |" for state, n in sorted(seen.states.items())]
    ages = [sum(low <= age < high for age in seen.ages) for low, high in ((0, 0.05), (0.05, 0.5), (0.5, 1e9))]
    takeovers = [f"| {who} | {_spread(seconds)} |" for who, seconds in seen.takeovers.items()]
    held = [
        f"| {what} | {of[False]} | {of[True]} |"
        for what, of in (
            ("held by an engine when it was killed", seen.held),
            ("of these: the provider had not heard of them yet", seen.unsent),
            ("the provider had not answered yet", seen.busy),
            ("the provider had answered, and that was not written yet", {k: len(v) for k, v in seen.late.items()}),
            ("that answer was older than 50 ms", {k: sum(s > 0.05 for s in v) for k, v in seen.late.items()}),
            ("ended in doubt", seen.in_doubt),
            ("in doubt, and the provider had taken them", seen.taken_in_doubt),
            ("of these: sent to the same person once more over the same channel", seen.repeated),
        )
    ]
    late = sorted(ms * 1000 for ms in (*seen.late[False], *seen.late[True]))
    answered = (
        f"From the provider's answer to the kill: half within {_at(late, 0.5):.0f} ms, "
        f"99 % within {_at(late, 0.99):.0f} ms, the longest {late[-1]:.0f} ms."
        if late
        else "No engine died between the provider's answer and the record."
    )
    verdict = "\n".join(f"- {w}" for w in seen.wrong) if seen.wrong else "All of it held in every course."
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    with_what = f"Python {platform.python_version()}, {platform.system()}"
    return f"""Written by `make chaos-kills` on {when}: {seen.kills} times `kill -9` of an engine or the
web in {minutes:.0f} minutes, first seed {seed}, {with_what}. Most engines are forked from a
process that has the program imported, so that kills hit the work: of {sum(ages)} such, {ages[0]} were
younger than 50 ms when they were killed, {ages[1]} younger than half a second, {ages[2]} older. The
web is killed with all its processes, once it has answered somebody. Meanwhile the provider answers at once, late (a
second after accepting), or now and then 500.

| seen | |
|---|---|
{chr(10).join([*courses, *done])}
| people in the call trees | {seen.people} |
| messages accepted by the provider | {seen.accepted} |
| answers confirmed by the web | {seen.answers} |
{chr(10).join(states)}

How long messages stayed with an engine that was dead. A lease runs for 4 s; an engine that is certainly alone (SQLite)
takes over as soon as it has started, and its start is in the figure:

| when it died | engines that held messages | half within | 99 % within | longest |
|---|---|---|---|---|
{chr(10).join(takeovers)}

What became of the messages of dead engines:

| messages | the provider honours no key | the provider honours our key |
|---|---|---|
{chr(10).join(held)}

What an engine has in hand is up to 200 requests on their way, and on a limited channel what has its turn within a
second. Without a key nobody can tell afterwards which of it went out, so nothing of it is repeated: its people are
called by the next step (another channel, the caller's list, the alternate).

{answered} With a key, requests were
made {seen.asked_again} times more under a key that had been used before, and the provider took each message once.

Beyond what must hold in every course: only what a dead engine held is in doubt; with a key only where the person had
answered meanwhile; where another engine is at work and left alive, messages go on within {GOES_ON_SECONDS:.0f} s.

{verdict}"""


def _spread(figures: Sequence[float]) -> str:
    """How many, half within, 99 % within, longest; as cells of a table."""
    if not figures:
        return "0 | | |"
    return " | ".join([str(len(figures)), *(f"{_at(figures, share):.1f} s" for share in (0.5, 0.99, 1))])


def _at(figures: Sequence[float], share: float) -> float:
    """The figure within which this share of them lies."""
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * share))]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())))
