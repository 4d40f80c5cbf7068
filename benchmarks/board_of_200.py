"""200 people on the board of one incident, real processes on SQLite: `phrom up` (web and engine), the readers
in another process. Each asks for the board anew every two seconds, as the page does; the coordinator notes something
every other second. Bare limit: the same load on a server of the same kind that answers with as many fixed bytes.

Said are: how long an answer takes (p50, p95, worst), and how long it takes until every other reader has seen a note,
counted from the moment when its writer pressed the button.
"""

import asyncio
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from stage.database import sqlite

PEOPLE, TASKS, READERS = 200, 200, 200
EVERY = 2.0  # seconds between two looks of one reader, as in response/parts/board.html
SECONDS = 24
PORT = 8797
BARE = """
BODY = b"x" * int(__import__("os").environ["BYTES"])
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(BODY)))])
    return [BODY]
"""


@dataclass
class Measured:
    taken: list[float] = field(default_factory=list)
    seen_after: list[float] = field(default_factory=list)
    unchanged: int = 0
    failed: int = 0
    size: int = 0
    noted: list[tuple[str, float]] = field(default_factory=list)  # words, when they were sent


@contextmanager
def served(command: list[str], environment: dict[str, str], path: str) -> Iterator[None]:
    program = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=2):
                    break
            except OSError:
                if program.poll() is not None or time.monotonic() > until:
                    raise SystemExit("the server did not start") from None
                time.sleep(0.05)
        yield
    finally:
        program.send_signal(signal.SIGINT)
        program.wait(30)


async def reader(http: aiohttp.ClientSession, path: str, session: str, number: int, measured: Measured) -> None:
    await asyncio.sleep(EVERY * number / READERS)  # people do not open a page in the same instant
    tag, seen, until = "", 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        began = time.monotonic()
        headers = {"Cookie": f"sessionid={session}", "If-None-Match": tag, "HX-Request": "true"}
        try:
            async with http.get(path, headers=headers) as answer:
                text = await answer.text()
                tag = answer.headers.get("ETag", "")
        except aiohttp.ClientError:
            measured.failed += 1
        else:
            now = time.monotonic()
            measured.taken.append(now - began)
            measured.failed += answer.status not in (200, 304)
            measured.unchanged += answer.status == 304
            measured.size = max(measured.size, len(text.encode()))
            if answer.status == 200:
                known = len(measured.noted)
                for words, at in measured.noted[seen:known]:
                    if words in text:
                        measured.seen_after.append(now - at)
                seen = known
        await asyncio.sleep(max(0.0, began + EVERY - time.monotonic()))


async def writer(http: aiohttp.ClientSession, incident: int, session: str, measured: Measured) -> None:
    """Notes the situation; all who may read the log see it on their board."""
    cookie = {"Cookie": f"sessionid={session}"}
    async with http.get("/outbox/", headers=cookie) as answer:
        token, secret = (await answer.json())["csrf"], answer.cookies["csrftoken"].value
    for number in range(int(SECONDS / 2) - 2):
        await asyncio.sleep(2)
        words = f"เหตุที่ {number:03} น้ำสูงขึ้น"
        form = {"act": "note", "text": words, "csrfmiddlewaretoken": token}
        headers = {"Cookie": f"sessionid={session}; csrftoken={secret}"}
        measured.noted.append((words, time.monotonic()))
        async with http.post(
            f"/incidents/{incident}/reports/", data=form, headers=headers, allow_redirects=False
        ) as said:
            measured.failed += said.status != 302


async def load(path: str, sessions: list[str], incident: int | None) -> Measured:
    measured = Measured()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{PORT}", connector=connector) as http:
        work = [reader(http, path, session, n, measured) for n, session in enumerate(sessions)]
        if incident is not None:
            work.append(writer(http, incident, sessions[0], measured))
        await asyncio.gather(*work)
    return measured


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def say(what: str, measured: Measured) -> None:
    p50, p95, worst = statistics.median(measured.taken), percentile(measured.taken, 0.95), max(measured.taken)
    rate = len(measured.taken) / SECONDS
    print(
        f"{what:10} {rate:5.0f} answers/s   p50 {p50 * 1000:6.1f} ms   p95 {p95 * 1000:6.1f} ms   "
        f"worst {worst * 1000:6.1f} ms   {measured.size:6} bytes   "
        f"unchanged {measured.unchanged}   failed {measured.failed}"
    )


def main() -> None:
    with sqlite() as environment:
        made = subprocess.run(
            [sys.executable, str(Path(__file__).parent / "stage/incident.py"), str(PEOPLE), str(TASKS), str(READERS)],
            env=os.environ | environment,
            check=True,
            capture_output=True,
        )
        known = json.loads(made.stdout)
        up = [sys.executable, "-m", "phrom", "up", "--port", str(PORT)]
        with served(up, environment, "/health/"):
            address = f"/incidents/{known['incident']}/board/?part=1"
            board = asyncio.run(load(address, known["sessions"], known["incident"]))
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "bare.py").write_text(BARE)
        granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(PORT), "--workers", "1"]
        threads = ["--blocking-threads", "4", "--log-level", "warning", "bare:application"]
        with served([*granian, *threads], {"PYTHONPATH": folder, "BYTES": str(board.size)}, "/"):
            bare = asyncio.run(load("/", known["sessions"], None))
    say("board", board)
    say("bare page", bare)
    print(f"p95 is {percentile(board.taken, 0.95) / percentile(bare.taken, 0.95):.1f} x that of the bare page")
    seen = board.seen_after
    print(
        f"a note is seen by the others after p50 {statistics.median(seen):.2f} s, p95 {percentile(seen, 0.95):.2f} s, "
        f"worst {max(seen):.2f} s ({len(seen)} sightings of {len(board.noted)} notes)"
    )


if __name__ == "__main__":
    main()
