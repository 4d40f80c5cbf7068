"""Answers that come in at the same moment, on PostgreSQL: through the SMS gateway's webhook and through the answer
page, 100 clients, each answered only after the commit. Bare limit: a Django view of three statements under the same
server, asked by the same clients, before ours and after it, since a machine is not always as quick. Clients, web and
database share the machine: said is also what each of them worked for one answer, which says what bounds the rate.

`callout_answers.py [offices] [people an office]`; default 200 offices of 40, answered one half by each way.
"""

import asyncio
import json
import os
import re
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from phrom.cli.supervisor import web_command
from program import family, processor_seconds
from stage.clients import Seen, ask_all, post
from stage.database import postgresql, server_of

HERE = Path(__file__).parent
CLIENTS, WORKERS = 100, 2
BARE_ANSWERS = 2_400
SECRET = secrets.token_hex(8)  # of the gateway
TABLES = """
    CREATE TABLE IF NOT EXISTS bare_code (id serial PRIMARY KEY, person text, heard boolean DEFAULT false);
    CREATE TABLE IF NOT EXISTS bare_answer (id serial PRIMARY KEY, code_id integer REFERENCES bare_code, at timestamptz)
"""


@dataclass(frozen=True)
class Web:
    """A web server and its database."""

    port: int
    pid: int
    database: int

    def ask(self, requests: list[bytes]) -> tuple[Seen, dict[str, float]]:
        """And microseconds of a core for one answer, by part."""
        before = self._seconds()
        seen = asyncio.run(ask_all(self.port, requests, CLIENTS))
        spent = {part: seconds - before[part] for part, seconds in self._seconds().items()} | {"clients": seen.worked}
        return seen, {part: seconds / len(requests) * 1e6 for part, seconds in spent.items()}

    def _seconds(self) -> dict[str, float]:
        parts = {"web": self.pid, "database": self.database}
        return {part: sum(processor_seconds(each) for each in family(pid)) for part, pid in parts.items()}


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[Web]:
    """A web server as an installation on PostgreSQL has it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = web_command("127.0.0.1", port, WORKERS)
    process = subprocess.Popen([*command[:-1], application], env=environment, cwd=HERE)
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        time.sleep(6)  # the second worker
        yield Web(port, process.pid, server_of(environment))
    finally:
        process.terminate()
        process.wait(20)


def bare(environment: dict[str, str], answers: int) -> tuple[Seen, dict[str, float]]:
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        connection.execute(TABLES)
        connection.execute("INSERT INTO bare_code (person) SELECT 'p' FROM generate_series(1, %s)", [answers])
    with served("stage.bare_view:application", environment) as web:
        requests = [post("/", str(number).encode(), "text/plain") for number in range(1, answers + 1)]
        web.ask(requests[:400])  # warm
        return web.ask(requests[400:])


def by_webhook(codes: list[tuple[str, str]]) -> list[bytes]:
    told = [
        json.dumps({"from": f"+668{int(person[1:]):08}", "text": f"รับทราบ {code}", "id": code}).encode()
        for person, code in codes
    ]
    return [post("/hooks/sms/replies/", body, "application/json", f"Authorization: Bearer {SECRET}") for body in told]


def by_page(port: int, codes: list[tuple[str, str]]) -> list[bytes]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/answer/") as page:
        cookie = page.headers["Set-Cookie"].partition(";")[0]
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    assert token
    fields = f"csrfmiddlewaretoken={token[1]}&said=acknowledged&code="
    kind = "application/x-www-form-urlencoded"
    return [post("/answer/", (fields + code).encode(), kind, f"Cookie: {cookie}") for _person, code in codes]


def ours(environment: dict[str, str]) -> dict[str, tuple[Seen, dict[str, float]]]:
    """Everybody's answers, one half by each way."""
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        codes = connection.execute("SELECT person, code FROM callouts_recipient ORDER BY random()").fetchall()
    warm, codes = codes[: len(codes) // 10], codes[len(codes) // 10 :]
    half = len(codes) // 2
    with served("phrom.wsgi:application", environment) as web:
        web.ask([*by_webhook(warm[::2]), *by_page(web.port, warm[1::2])])
        hooks, pages = by_webhook(codes[:half]), by_page(web.port, codes[half:])
        return {"answers by webhook": web.ask(hooks), "answers by the page": web.ask(pages)}


def say(what: str, seen: Seen, worked: dict[str, float], beside: str = "") -> None:
    print(seen.line(what) + beside)
    parts = ", ".join(f"{part} {spent:.0f}" for part, spent in worked.items())
    most = len(os.sched_getaffinity(0)) / sum(worked.values()) * 1e6
    print(f"{'':36} microseconds of a core an answer: {parts}; more than {most:.0f}/s these cores cannot", flush=True)


def main() -> None:
    offices, people = (int(n) for n in (sys.argv[1:] or ("200", "40")))
    with postgresql() as on:
        environment = os.environ | on | {"PYTHONPATH": f"{HERE.parent / 'src'}:{HERE}", "PHROM_SMS_SECRET": SECRET}
        environment |= {"PHROM_SMS_URL": "http://127.0.0.1:9/"}
        subprocess.run(
            [sys.executable, str(HERE / "stage/offices.py"), str(offices), str(people)], env=environment, check=True
        )
        before = bare(environment, BARE_ANSWERS)
        say("bare view of three statements", *before)
        measured = ours(environment)
        after = bare(environment, BARE_ANSWERS)
        say("bare view, once more", *after)
        limit = (before[0].rate + after[0].rate) / 2
        for what, (seen, worked) in measured.items():
            say(what, seen, worked, f"   {seen.rate / limit:5.2f} x bare   {seen.refused} refused")
        with psycopg.connect(environment["DATABASE_URL"]) as connection:
            query = "SELECT count(*) FROM callouts_calloutevent WHERE event->>'kind' = 'acknowledged'"
            heard = connection.execute(query).fetchone()
            print(f"{heard[0] if heard else 0} of {offices * people} answers stand in the database")


if __name__ == "__main__":
    main()
