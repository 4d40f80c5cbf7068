"""A real call of the sample office, from the approval to the last answer: `python -m tests.walks.trial_call [folder]`.

The program as it is installed (`phrom up`: web and engine as processes) with stand-ins for LINE and the SMS gateway, a
real SMTP server and a mailbox. One leader stays silent, a member refuses, a number is wrong and is mended, and the
engine is killed twice. Prints what has become of everybody and ends with 1 if anything is not as it must be. The data
stays in `folder`, if one is named, so that its pages can be looked at.
"""

# ruff: noqa: T201, PLC0415, S310 - asks its own server, prints its account; Django must be set up before the program is imported

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.fakes import line, sms
from tests.fakes.mailbox import FakeMailbox
from tests.fresh_database import ROOT, fresh_sqlite

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ON_LINE = (1, 6, 10, 14)  # by LINE and SMS; the others by SMS alone
BY_MAIL = 3
SILENT, REFUSING, WRONG, ALTERNATE = 5, 6, 8, 7
RIGHT_NUMBER = "+66899990008"
WAY = {"tries_per_channel": 2, "retry_seconds": 8, "answer_seconds": 60, "caller_seconds": 25}
MUST_BE = {
    **dict.fromkeys((1, 3, 7, 8, 10, 11, 13, 14, 15), "acknowledged"),
    SILENT: "handed_to_alternate",
    REFUSING: "refused",
}


def number(person: int) -> str:
    return f"+668100000{person:02}"


# What runs inside the program: `python -m tests.walks.trial_call inside …`


def start() -> dict[str, Any]:
    """The sample office with its plan in force; a real call proposed by one and approved by another."""
    from phrom.incidents.actions import approve_activation, choose_calling_way, propose_activation
    from phrom.plans.actions import load_sample_plan
    from phrom.plans.queries import plan_of
    from tests import cast
    from tests.apps.callouts.course import plan_in_force

    office = cast.found_office()
    coordinator, head = cast.join(office, cast.COORDINATOR), cast.join(office, cast.HEAD)
    document = plan_of(load_sample_plan(coordinator)).model_dump(mode="json", exclude_defaults=True)
    for n in ON_LINE:
        document["people"][n - 1]["line_id"] = line.user_id(n)
    document["people"][BY_MAIL - 1] |= {"phones": [], "email": "pimchanok@office.example"}
    plan_in_force(office, document)
    choose_calling_way(coordinator, "", WAY)
    incident = propose_activation(coordinator, "threat-flood", request_key="trial-call-1", reason="น้ำท่วม")
    approve_activation(head, incident.pk)
    return {}


def mend() -> dict[str, Any]:
    """The coordinator puts the right number in the wrong one's place."""
    from phrom.callouts.models import WrongNumber
    from phrom.incidents.actions import mend_number
    from phrom.offices.models import Membership

    coordinator = Membership.objects.get(user__username="pimchanok")
    return {"called": mend_number(coordinator, WrongNumber.objects.get(closed_at=None).pk, RIGHT_NUMBER)}


def account() -> dict[str, Any]:
    """How everybody stands, what the curve of reach says, and whether the log book is whole."""
    from phrom.callouts.models import Attempt, Callout, WrongNumber
    from phrom.callouts.queries import course_of
    from phrom.core.callout.reach import reach_over_time
    from phrom.logbook.queries import verify_chain

    callout = Callout.objects.get()
    course = course_of(callout)
    answers = {name: p.acknowledged or p.refused for name, p in course.state.people.items()}
    return {
        "state": callout.state,
        "alarm": callout.alarm,
        "people": {int(name.partition("-")[2]): p.status for name, p in course.state.people.items()},
        "acting": {name: slot.acting for name, slot in course.state.slots.items()},
        "wrong": WrongNumber.objects.filter(closed_at=None).count(),
        "messages": sorted(Attempt.objects.values_list("channel", "state")),
        "curve": [[round(60 * p.minute), p.acknowledged, p.answered] for p in reach_over_time(course.state)],
        "answered": {int(name.partition("-")[2]): a.at.timestamp() for name, a in answers.items() if a},
        "log_whole": verify_chain(callout.organisation_id).ok,
    }


# What plays the people and their providers


class Office:
    """The program on data of its own, as processes."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
        paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
        self.environment = kept | environment | {"PHROM_DATA": str(folder), "PYTHONPATH": paths}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.database = folder / "phrom.sqlite3"
        self.heard: dict[
            int, tuple[float, float]
        ] = {}  # by person: when they began to answer, and when we were told so
        fresh_sqlite(self.database)

    def ask(self, what: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.walks.trial_call", "inside", what]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=120)
        if done.returncode:
            raise SystemExit(done.stderr)
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def one(self, question: str) -> Any:
        with closing(sqlite3.connect(self.database, timeout=20)) as database:
            return database.execute(question).fetchone()[0]

    @contextmanager
    def up(self) -> Iterator[None]:
        command = [sys.executable, "-m", "phrom", "up", "--port", str(self.port)]
        self.program = subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            yield
        finally:
            self.program.send_signal(signal.SIGTERM)
            self.program.wait(60)

    def engine(self) -> int:
        """The number of the engine's process; 0 while there is none."""
        children = Path(f"/proc/{self.program.pid}/task/{self.program.pid}/children").read_text().split()
        for child in children:
            if Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")[-2:-1] == [b"engine"]:
                return int(child)
        return 0

    def kill_engine(self) -> None:
        killed = self.engine()
        os.kill(killed, signal.SIGKILL)
        wait_until("another engine", lambda: self.engine() not in (0, killed))

    def tell(self, person: int, path: str, body: bytes, **headers: str) -> None:
        """A provider's webhook."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        address = f"http://127.0.0.1:{self.port}{path}"
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"} | names)
        began = time.time()
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert answer.status == 200
        self.heard[person] = began, time.time()


class Letters:
    """A real SMTP server's hands."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        self.taken.append(envelope.content.decode())
        return "250 OK"


def wait_until(what: str, true: Callable[[], bool], seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            raise SystemExit(f"waited in vain for {what}")
        time.sleep(0.05)


def press(office: Office, fake_line: line.FakeLine, person: int, button: int) -> None:
    """0: รับทราบ, 1: มาไม่ได้, as the buttons of this person's message say it."""
    wait_until(f"LINE of {person}", lambda: any(p["to"] == line.user_id(person) for p in fake_line.pushed))
    pushed = next(p for p in fake_line.pushed if p["to"] == line.user_id(person))
    actions = next(m for m in pushed["messages"] if m["type"] == "template")["template"]["actions"]
    event = line.pressed(line.user_id(person), actions[button]["data"], timestamp=int(time.time() * 1000))
    body, signature = line.webhook(event)
    office.tell(person, "/hooks/line/", body, X_Line_Signature=signature)


def reply(office: Office, gateway: sms.FakeGateway, person: int, words: str, to: str = "") -> None:
    """An SMS with the code of the newest message to this number in it, in Thai digits."""
    to = to or number(person)
    wait_until(f"SMS to {to}", lambda: any(sent["to"] == to for sent in gateway.sent))
    text = next(sent["text"] for sent in reversed(gateway.sent) if sent["to"] == to)
    code = re.search(r"ตอบ (\S+) เพื่อรับทราบ", text)
    assert code is not None
    body = json.dumps({"from": to, "message": words.format(code[1].translate(THAI_DIGITS))}).encode()
    office.tell(person, "/hooks/sms/replies/", body, Authorization=f"Bearer {sms.SECRET}")


def answer_letter(office: Office, letters: Letters, box: FakeMailbox) -> None:
    named = re.search(r"^Message-ID: (\S+)", letters.taken[0], re.MULTILINE)
    assert named is not None
    letter = EmailMessage()
    letter["From"], letter["Message-ID"], letter["In-Reply-To"] = "pimchanok@office.example", "<a@b.example>", named[1]
    letter.set_content("รับทราบค่ะ")
    office.heard[BY_MAIL] = time.time(), time.time() + 60  # read every quarter of a minute
    box.letters.append(letter.as_bytes())


def play(
    office: Office, fake_line: line.FakeLine, gateway: sms.FakeGateway, letters: Letters, box: FakeMailbox
) -> None:
    """The whole course; the people answer as they do."""
    gateway.words[number(WRONG)] = "INVALID NUMBER"
    gateway.slow = fake_line.slow = 1.0
    office.ask("start")
    with office.up():
        wait_until("a letter", lambda: bool(letters.taken))
        for messages in (1, 5):
            wait_until("messages", lambda most=messages: fake_line.requests + gateway.requests >= most)  # type: ignore[misc]
            office.kill_engine()
        gateway.slow = fake_line.slow = 0.0
        press(office, fake_line, 1, 0)
        press(office, fake_line, REFUSING, 1)
        for person in (10, 14):
            press(office, fake_line, person, 0)
        for person, words in ((11, "{}"), (13, "รับทราบครับ {}"), (15, "รับทราบ\n{}")):
            reply(office, gateway, person, words)
        answer_letter(office, letters, box)
        reply(office, gateway, ALTERNATE, "รับทราบครับ {}")
        wait_until("the wrong number", lambda: office.one("SELECT count(*) FROM callouts_wrongnumber") == 1)
        office.ask("mend")
        reply(office, gateway, WRONG, "รับทราบ {}", to=RIGHT_NUMBER)
        wait_until("the end", lambda: office.one("SELECT state FROM callouts_callout") == "finished")


def faults(office: Office, found: dict[str, Any], gateway: sms.FakeGateway, fake_line: line.FakeLine) -> list[str]:
    """What is not as it must be."""
    people = {int(n): status for n, status in found["people"].items()}
    wrong = [f"person {n} is {people[n]}, not {must}" for n, must in MUST_BE.items() if people[n] != must]
    wrong += [f"person {n} is {status}" for n, status in people.items() if n not in MUST_BE and status != "standing_by"]
    acting = {"team-1/leader": ALTERNATE, "team-1/members/0": ALTERNATE, "team-2/leader": WRONG}
    wrong += [f"{s}: {found['acting'][s]}" for s, n in acting.items() if found["acting"][s] != f"person-{n}"]
    acknowledged = sum(status == "acknowledged" for status in MUST_BE.values())
    if found["curve"][-1][1:] != [acknowledged, acknowledged + 1]:
        wrong.append(f"the curve ends at {found['curve'][-1]}")
    for person, (began, ended) in office.heard.items():
        at = found["answered"].get(str(person), 0.0)
        if not began - 1 <= at <= ended + 1:
            wrong.append(f"person {person} answered {at - began:.1f} s after they did")
    keys = [sent["key"] for sent in gateway.sent]
    if len(set(keys)) != len(keys) or len({*fake_line.taken}) != len(fake_line.taken):
        wrong.append("a message went out twice")
    if {state for _channel, state in found["messages"]} & {"recorded", "sending"}:
        wrong.append("a message is still on its way")
    return (
        wrong
        + [f"{name}: {found[name]}" for name in ("alarm", "wrong") if found[name]]
        + ([] if found["log_whole"] else ["the log book does not verify"])
    )


def main(folder: Path) -> int:
    from aiosmtpd.controller import Controller

    letters = Letters()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        mail = Controller(letters, hostname="127.0.0.1", port=free.getsockname()[1])
    with ExitStack() as stack:
        fake_line = stack.enter_context(line.FakeLine(limit=1000))
        gateway = stack.enter_context(sms.FakeGateway())
        box = stack.enter_context(FakeMailbox())
        mail.start()
        stack.callback(mail.stop)
        told = sms.described(gateway.url)
        office = Office(
            folder,
            {
                "PHROM_LINE_TOKEN": line.TOKEN,
                "PHROM_LINE_SECRET": line.SECRET,
                "PHROM_LINE_URL": fake_line.url,
                "PHROM_SMS_URL": told["url"],
                "PHROM_SMS_HEADERS": told["headers"],
                "PHROM_SMS_REPEATABLE": "1",
                "PHROM_SMS_SECRET": sms.SECRET,
                "PHROM_SMS_REPLY": told["reply_fields"],
                "PHROM_SMS_ANSWER": told["answer_path"],
                "PHROM_SMS_ID": told["id_path"],
                "PHROM_SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
                "PHROM_IMAP_URL": box.url,
            },
        )
        began = time.monotonic()
        play(office, fake_line, gateway, letters, box)
        found = office.ask("account")
        print(json.dumps(found, ensure_ascii=False, indent=1))
        print(
            f"{time.monotonic() - began:.0f} s; SMS {len(gateway.sent)}, LINE {len(fake_line.pushed)}, "
            f"letters {len(letters.taken)}; the engine was killed twice"
        )
        wrong = faults(office, found, gateway, fake_line)
    for each in wrong:
        print("NOT AS IT MUST BE:", each)
    return 1 if wrong else 0


def inside(what: str) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phrom.settings")
    django.setup()
    print(json.dumps({"start": start, "mend": mend, "account": account}[what](), ensure_ascii=False))


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        inside(sys.argv[2])
    elif len(sys.argv) > 1:
        Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
        sys.exit(main(Path(sys.argv[1])))
    else:
        with tempfile.TemporaryDirectory(prefix="phrom-trial-") as scratch:
            sys.exit(main(Path(scratch)))
