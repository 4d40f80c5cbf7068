"""Messages handed to a local SMS gateway, every row, state and sealed log entry written: one engine on SQLite, one and
two on PostgreSQL, and where receipts are expected, so that the gateway's names of messages are kept too; and what each
part of the machine worked for one message, which says what bounds the rate. Bare limit: the same posts by an
asynchronous sender that does nothing else.

`callout_send.py [offices] [people an office]`; default 400 offices of 40: of fewer all are
decided about before the first is sent, and the rate would be that of the sending alone.
"""

import asyncio
import json
import os
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from program import family, processor_seconds
from stage.database import postgresql, server_of, sqlite
from stage.stand_in import gateway, gateway_seconds, heard, options

HERE = Path(__file__).parent
BARE_AT_ONCE = 100


async def bare(address: str, messages: int) -> float:
    """Posts a second of aiohttp alone."""
    import aiohttp

    left = iter(range(messages))
    text = "[เหตุจริง] อบต. อุทกภัย ให้รายงานตัวที่หอประชุม ตอบรับทราบ: K4P7"
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def post() -> None:
            for number in left:
                body = {"to": f"+668{number:08}", "text": text, "key": str(number)}
                async with session.post(address, json=body) as answer:
                    await answer.read()

        began = time.perf_counter()
        await asyncio.gather(*(post() for _ in range(BARE_AT_ONCE)))
        return messages / (time.perf_counter() - began)


def program(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], env=environment, check=True, capture_output=True, text=True)
    return done.stdout


@dataclass
class Sent:
    """`rate`: messages a second from the first one sent to the last one written. `first`: seconds from the engines'
    start to the first message. `memory`: of the largest engine, MB. `worked`: microseconds of a core for one message,
    by part; the database's of SQLite are its engine's."""

    rate: float
    first: float
    memory: float
    worked: dict[str, float]


def engines(
    database: AbstractContextManager[dict[str, str]], count: int, offices: int, people: int, secret: str = ""
) -> Sent:
    """`secret`: receipts are expected, so that the name under which the gateway knows a message is kept too."""
    with database as on, gateway() as address:
        environment = os.environ | on | options(address, secret=secret) | {"PYTHONPATH": str(HERE.parent / "src")}
        program(environment, str(HERE / "stage/offices.py"), str(offices), str(people))
        server = server_of(on)
        before = family_seconds(server) if server else 0.0
        began, wanted = time.monotonic(), offices * people
        running = [
            subprocess.Popen([sys.executable, "-m", "phrom", "engine"], env=environment, stderr=subprocess.DEVNULL)
            for _ in range(count)
        ]
        while heard(address)[0] < wanted:
            time.sleep(0.1)
        while True:
            states = json.loads(program(environment, str(HERE / "stage/offices.py"), "0", "0"))
            if states.get("sent") == wanted:
                break
        _count, first, last = heard(address)
        memory = max(engine_memory(engine.pid) for engine in running)
        seconds = {
            "engines": sum(processor_seconds(engine.pid) for engine in running),
            "database": family_seconds(server) - before if server else 0.0,
            "gateway": gateway_seconds(address),
        }
        for engine in running:
            engine.terminate()
            engine.wait()
    worked = {part: spent / wanted * 1e6 for part, spent in seconds.items()}
    return Sent(wanted / (last - first), first - began, memory, worked)


def family_seconds(pid: int) -> float:
    return sum(processor_seconds(each) for each in family(pid))


def engine_memory(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    offices, people = (int(n) for n in (sys.argv[1:] or ("400", "40")))
    messages = offices * people
    print(f"{offices} offices of {people}: {messages} messages")
    with gateway() as address:
        limit = asyncio.run(bare(address, messages))
    print(f"{'bare asynchronous sender':36} {limit:8.0f} messages/s")
    one = 0.0
    for name, database, count, secret in (
        ("one engine, SQLite", sqlite, 1, ""),
        ("one engine, PostgreSQL", postgresql, 1, ""),
        ("two engines, PostgreSQL", postgresql, 2, ""),
        ("the same, receipts expected", postgresql, 2, "secret"),
    ):
        sent = engines(database(), count, offices, people, secret)
        beside = f"   {sent.rate / one:5.2f} x one engine" if count > 1 else ""
        one = one if count > 1 else sent.rate
        print(
            f"{name:36} {sent.rate:8.0f} messages/s   {sent.rate / limit:5.2f} x bare   "
            f"first after {sent.first:4.1f} s, {sent.memory:4.0f} MB{beside}"
        )
        parts = ", ".join(f"{part} {spent:.0f}" for part, spent in sent.worked.items() if spent)
        most = len(os.sched_getaffinity(0)) / sum(sent.worked.values()) * 1e6
        print(
            f"{'':36} microseconds of a core a message: {parts}; more than {most:.0f}/s these cores cannot", flush=True
        )


if __name__ == "__main__":
    main()
