"""A department tells its people: all offices approve at the same moment, two engines on PostgreSQL, by LINE multicast
(one for each office) and by single SMS to a local gateway. Said is when the first message came, when the last, the
engines' memory, how soon the next step of 10,000 places begins whose time is over at the same moment, the board's first
page with all this in the database, and what an engine costs that has nothing to do. Bare limit: an asynchronous sender
that does nothing else.

`callout_people.py [offices] [people an office]`; default 7850 of 38, about 300,000 people. Gateway, database and
engines share one machine: with two cores none of them has one of its own.
"""

import asyncio
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg

from callout_send import bare, engine_memory
from program import processor_seconds
from stage.database import postgresql
from stage.stand_in import gateway, heard, options

HERE = Path(__file__).parent
ENGINES = 2
DUE_AT_ONCE = 10_000  # places whose time is over at the same moment
LEADER_SECONDS = 20
IDLE_SECONDS = 15
APPROVED = "UPDATE callouts_callout SET state = 'running', started_at = now(), wake_at = now()"


def main() -> None:
    offices, people = (int(n) for n in (sys.argv[1:] or ("7850", "38")))
    with gateway() as address:
        limit = asyncio.run(bare(address, 5000))
    print(f"{'bare asynchronous sender':40} {limit:8.0f} messages/s", flush=True)
    make = [sys.executable, str(HERE / "stage/offices.py")]
    for channel, kind in (("line", "line"), ("sms", "held")):
        with postgresql() as on, gateway() as address, ExitStack() as stack:
            environment = os.environ | on | options(address, channel) | {"PYTHONPATH": str(HERE.parent / "src")}
            subprocess.run([*make, str(offices), str(people), kind], env=environment, check=True)
            engines = [_engine(stack, environment) for _ in range(ENGINES)]
            time.sleep(4)
            told(on["DATABASE_URL"], address, offices * people, limit, channel)
            print(f"{'largest engine':40} {max(engine_memory(e.pid) for e in engines):8.0f} MB", flush=True)
            busy = sum(processor_seconds(e.pid) for e in engines) / (offices * people)
            print(f"{'processor time of the engines':40} {busy * 1e6:8.0f} microseconds a message", flush=True)
            if channel == "sms":
                subprocess.run([*make, "board"], env=environment, check=True)
    with postgresql() as on, gateway() as address, ExitStack() as stack:
        environment = os.environ | on | options(address) | {"PYTHONPATH": str(HERE.parent / "src")}
        each = 40
        subprocess.run([*make, str(DUE_AT_ONCE // each), str(each + 4), "cascade"], env=environment, check=True)
        engines = [_engine(stack, environment) for _ in range(ENGINES)]
        time.sleep(4)
        next_steps(on["DATABASE_URL"])
    with postgresql() as on, gateway() as address, ExitStack() as stack:
        environment = os.environ | on | options(address) | {"PYTHONPATH": str(HERE.parent / "src")}
        subprocess.run([*make, "1", "40", "held"], env=environment, check=True)
        engine = _engine(stack, environment)
        time.sleep(5)
        before = processor_seconds(engine.pid)
        time.sleep(IDLE_SECONDS)
        idle = (processor_seconds(engine.pid) - before) / IDLE_SECONDS
        print(f"{'an engine with nothing to do':40} {idle * 100:8.2f} % of a core")


def _engine(stack: ExitStack, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "phrom", "engine"]
    engine = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    stack.callback(engine.wait)
    stack.callback(engine.kill)
    return engine


def told(database: str, address: str, messages: int, limit: float, channel: str) -> None:
    """From the moment of approval to the last message handed over, and written."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(APPROVED)
        approved = time.monotonic()
        while heard(address)[0] < messages:
            time.sleep(0.1)
        written = "SELECT count(*) FROM callouts_attempt WHERE state = 'sent'"
        while connection.execute(written).fetchone() != (messages,):
            time.sleep(0.2)
        ended = time.monotonic()
    _count, first, last = heard(address)
    rate = messages / (last - first)
    print(f"{f'people told by {channel}':40} {messages:8}")
    print(f"{'first message after approval':40} {first - approved:8.2f} s")
    print(f"{'all handed over':40} {last - approved:8.1f} s   {rate:6.0f} messages/s   {rate / limit:5.2f} x bare")
    print(f"{'all written':40} {ended - approved:8.1f} s", flush=True)


def next_steps(database: str) -> None:
    """The leaders of a cascade are silent: at one moment the time of all their members is over."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(APPROVED)
        over = time.monotonic() + LEADER_SECONDS
        begun = "SELECT count(*) FROM callouts_callerlistitem WHERE person NOT IN ('p0', 'p1', 'p2', 'p22', 'p42')"
        [before] = connection.execute(begun).fetchone() or [0]
        seen: list[tuple[float, int]] = []
        places = connection.execute("SELECT count(*) FROM callouts_recipient").fetchone() or [0]
        wanted = places[0] - 5 * places[0] // 44
        while not seen or seen[-1][1] < wanted:
            time.sleep(0.05)
            [count] = connection.execute(begun).fetchone() or [0]
            seen.append((time.monotonic() - over, count))
            if seen[-1][0] > 120:
                break
    for share in (0.5, 0.99, 1.0):
        at = next((at for at, count in seen if count >= wanted * share), float("inf"))
        print(f"{f'{share:.0%} of {wanted} next steps begun after':40} {at:8.2f} s   ({before} before their time)")


if __name__ == "__main__":
    main()
