"""Answers that come in at the same moment, on PostgreSQL: through the SMS gateway's webhook and through the answer
page, 100 clients, each answered only after the commit. Bare limit: a Django view of three statements under the same
server, asked by the same clients, before ours and after it, since a machine is not always as quick. The clients run on
the same machine and take their share of it.

`callout_answers.py [offices] [people an office]`; default 100 offices of 40, answered one half by each way.
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
from pathlib import Path

import psycopg

from stage.clients import Seen, ask_all, post
from stage.database import postgresql

HERE = Path(__file__).parent
CLIENTS, WORKERS, THREADS = 100, 2, 64
SECRET = secrets.token_hex(8)  # of the gateway
TABLES = """
    CREATE TABLE IF NOT EXISTS bare_code (id serial PRIMARY KEY, person text, heard boolean DEFAULT false);
    CREATE TABLE IF NOT EXISTS bare_answer (id serial PRIMARY KEY, code_id integer REFERENCES bare_code, at timestamptz)
"""


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[int]:
    """A web server as an installation on PostgreSQL has it; its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--backpressure", "128"]
    process = subprocess.Popen([*command, "--log-level", "warning", application], env=environment, cwd=HERE)
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        time.sleep(6)  # the second worker
        yield port
    finally:
        process.terminate()
        process.wait(20)


def bare(environment: dict[str, str], answers: int) -> Seen:
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        connection.execute(TABLES)
        connection.execute("INSERT INTO bare_code (person) SELECT 'p' FROM generate_series(1, %s)", [answers])
    with served("stage.bare_view:application", environment) as port:
        requests = [post("/", str(number).encode(), "text/plain") for number in range(1, answers + 1)]
        asyncio.run(ask_all(port, requests[:400], CLIENTS))  # warm
        return asyncio.run(ask_all(port, requests[400:], CLIENTS))


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


def main() -> None:
    offices, people = (int(n) for n in (sys.argv[1:] or ("100", "40")))
    with postgresql() as on:
        environment = os.environ | on | {"PYTHONPATH": f"{HERE.parent / 'src'}:{HERE}", "PHROM_SMS_SECRET": SECRET}
        environment |= {"PHROM_SMS_URL": "http://127.0.0.1:9/"}
        subprocess.run(
            [sys.executable, str(HERE / "stage/offices.py"), str(offices), str(people)], env=environment, check=True
        )
        answers = offices * people // 2
        limits = [bare(environment, answers)]
        print(limits[0].line("bare view of three statements"), flush=True)
        with psycopg.connect(environment["DATABASE_URL"]) as connection:
            codes = connection.execute("SELECT person, code FROM callouts_recipient ORDER BY random()").fetchall()
        ours: dict[str, Seen] = {}
        with served("phrom.wsgi:application", environment) as port:
            warm, codes = codes[:400], codes[400:]
            asyncio.run(ask_all(port, [*by_webhook(warm[:200]), *by_page(port, warm[200:])], CLIENTS))
            half = len(codes) // 2
            for what, requests in (
                ("answers by webhook", by_webhook(codes[:half])),
                ("answers by the page", by_page(port, codes[half:])),
            ):
                ours[what] = asyncio.run(ask_all(port, requests, CLIENTS))
        limits.append(bare(environment, answers))
        print(limits[1].line("bare view, once more"))
        limit = sum(each.rate for each in limits) / len(limits)
        for what, seen in ours.items():
            print(f"{seen.line(what)}   {seen.rate / limit:5.2f} x bare   {seen.refused} refused", flush=True)
        with psycopg.connect(environment["DATABASE_URL"]) as connection:
            query = "SELECT count(*) FROM callouts_calloutevent WHERE event->>'kind' = 'acknowledged'"
            heard = connection.execute(query).fetchone()
            print(f"{heard[0] if heard else 0} of {offices * people} answers stand in the database")


if __name__ == "__main__":
    main()
