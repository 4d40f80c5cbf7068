"""Answers by e-mail, over a real SMTP server out and a real IMAP server back."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from email.message import EmailMessage, Message
from email.utils import format_datetime
from quopri import encodestring
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from phrom.callouts.actions import beat, mail, read_mail, take_reply
from phrom.callouts.models import Attempt, WrongNumber
from phrom.channels.contract import Reply
from phrom.channels.email.letters import letter_in
from phrom.channels.email.mailbox import Mailbox
from phrom.errors import DeliveryError
from phrom.logbook.models import LogEntry
from phrom.logbook.queries import verify_chain
from phrom.offices.models import Membership, Organisation
from phrom.plans.queries import approved_version, plan_of
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of
from tests.apps.channels.conftest import PostOffice
from tests.cast import SettableClock
from tests.fakes.mailbox import FakeMailbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(settings: Any, smtp_url: str) -> Iterator[FakeMailbox]:
    with FakeMailbox() as server:
        settings.SMTP_URL, settings.IMAP_URL = smtp_url, server.url
        yield server


@pytest.fixture
def course(
    box: FakeMailbox, office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> Course:
    """A real call under way; person-6 has an e-mail address and nothing else."""
    from phrom.incidents.actions import approve_activation, propose_activation  # noqa: PLC0415

    people = [dict(person) for person in PLAN["people"]]
    people[5] = {**people[5], "phones": [], "email": "hok@example.org"}
    plan_in_force(office, PLAN | {"people": people})
    incident = propose_activation(coordinator, "threat-flood", request_key="a-real-one-1", reason="น้ำท่วม")
    approve_activation(head, incident.pk)
    return Course(coordinator, clock, incident=incident).run()


def answer_to(sent: Message | None, text: str, **headers: str) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"] = "Hok <Hok@Example.org>", "phrom@office.example"
    letter["Message-ID"] = f"<{abs(hash((text, str(headers))))}@mail.example>"
    if sent is not None:
        letter["In-Reply-To"] = sent["Message-ID"]
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    letter.set_content(text)
    return letter.as_bytes()


def status(course: Course, person: str = "person-6") -> str:
    return course.state.people[person].status


def test_a_letter_with_the_code_is_an_acknowledgement_and_is_marked_as_seen(
    course: Course, box: FakeMailbox, post_office: PostOffice
) -> None:
    assert [letter["To"] for letter in post_office.letters] == ["hok@example.org"]
    box.letters.append(answer_to(None, f"รับทราบ {course.code_of('person-6').lower()} ครับ"))
    assert read_mail() == 1
    assert status(course) == "acknowledged"
    assert course.state.people["person-6"].acknowledged.via == "email"  # type: ignore[union-attr]
    assert box.seen == {1}
    assert read_mail() == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [("รับทราบครับ", "acknowledged"), ("0", "refused"), ("มาไม่ได้ค่ะ ป่วย", "refused"), ("ใครครับ", "told")],
)
def test_an_answer_to_our_letter_needs_no_code_since_only_its_reader_can_name_it(
    course: Course, box: FakeMailbox, post_office: PostOffice, text: str, expected: str
) -> None:
    box.letters.append(answer_to(post_office.letters[0], text))
    read_mail()
    assert status(course) == expected


@pytest.mark.parametrize("text", ["รับทราบครับ", "0", "มาไม่ได้"])
def test_an_address_alone_proves_nothing(course: Course, box: FakeMailbox, text: str) -> None:
    box.letters.append(answer_to(None, text))
    read_mail()
    assert status(course) == "told"


@pytest.mark.parametrize(
    "quote",
    [
        "On Fri, 21 Aug 2026 at 09:00, Phrom <phrom@office.example> wrote:\n> {ours}",
        "เมื่อ ศ. 21 ส.ค. 2569 เวลา 09:00 Phrom <phrom@office.example> เขียนว่า:\n> {ours}",
        "-----Original Message-----\nFrom: phrom@office.example\n{ours}",
        "________________________________\nจาก: phrom@office.example\n{ours}",
    ],
)
def test_what_is_quoted_of_our_letter_is_not_the_answer(
    course: Course, box: FakeMailbox, post_office: PostOffice, quote: str
) -> None:
    ours = post_office.letters[0].get_content()  # type: ignore[attr-defined]
    box.letters.append(answer_to(post_office.letters[0], "ได้ข้อความแล้วนะ\n\n" + quote.format(ours=ours)))
    read_mail()
    assert status(course) == "told"  # the code and "รับทราบ" stand in our own words only
    box.letters.append(answer_to(post_office.letters[0], "รับทราบ\n\n" + quote.format(ours=ours)))
    read_mail()
    assert status(course) == "acknowledged"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
        {"List_Id": "<staff.example.org>"},
    ],
)
def test_a_machine_that_answers_is_nobody(
    course: Course, box: FakeMailbox, post_office: PostOffice, headers: dict[str, str]
) -> None:
    code = course.code_of("person-6")
    box.letters.append(answer_to(post_office.letters[0], f"รับทราบ {code} ลาพักร้อน", **headers))
    read_mail()
    assert status(course) == "told"
    assert box.seen == {1}


def test_a_machine_that_sends_our_whole_letter_back_is_nobody(
    course: Course, box: FakeMailbox, post_office: PostOffice
) -> None:
    ours = post_office.letters[0].get_content()  # type: ignore[attr-defined]
    box.letters.append(answer_to(post_office.letters[0], ours))
    read_mail()
    assert status(course) == "told"


def report_on(post_office: PostOffice, enhanced: str) -> bytes:
    """A mail server says that our first letter could not be delivered."""
    return (
        b"From: MAILER-DAEMON@mail.example\r\nMessage-ID: <b@mail.example>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n'
        b"--x\r\nContent-Type: text/plain\r\n\r\ncould not be delivered\r\n"
        b"--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
        b"Final-Recipient: rfc822; hok@example.org\r\nAction: failed\r\nStatus: " + enhanced.encode() + b"\r\n\r\n"
        b"--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: "
        + str(post_office.letters[0]["Message-ID"]).encode()
        + b"\r\n\r\n--x--\r\n"
    )


def test_a_letter_that_could_not_be_delivered_is_a_failed_message(
    course: Course, box: FakeMailbox, post_office: PostOffice
) -> None:
    box.letters.append(report_on(post_office, "5.1.1"))
    read_mail()
    assert Attempt.objects.get(person="person-6").state == "failed_permanent"
    read_mail()


@pytest.mark.parametrize("enhanced", ["5.2.2", "5.7.1", "4.1.1"])
def test_a_full_mailbox_or_a_rule_of_the_server_is_no_wrong_address(
    course: Course, box: FakeMailbox, post_office: PostOffice, enhanced: str
) -> None:
    box.letters.append(report_on(post_office, enhanced))
    read_mail()
    assert course.attempts("person-6")[0].startswith("failed")
    assert not WrongNumber.objects.exists()


@pytest.mark.parametrize("by", ["report", "server"])
def test_an_address_that_nobody_has_is_mended_as_a_number_is_and_the_person_is_written_to_again(
    course: Course,
    box: FakeMailbox,
    post_office: PostOffice,
    coordinator: Membership,
    client_as: Callable[[Membership], Client],
    by: str,
) -> None:
    if by == "report":
        box.letters.append(report_on(post_office, "5.1.1"))
        read_mail()
    else:
        post_office.reply, post_office.at = "550 5.1.1 User unknown", "RCPT"
        course.after(181)
        post_office.reply = ""
    row = WrongNumber.objects.get()
    assert (row.person, row.number, row.how) == ("person-6", "hok@example.org", "provider")
    said = LogEntry.objects.get(kind="address.wrong")
    assert said.data["number"] == "h•••@example.org"
    client = client_as(coordinator)
    assert "1 เบอร์หรืออีเมลใช้ไม่ได้" in words_of(client.get("/").content.decode())
    page = words_of(client.get("/incidents/numbers/").content.decode())
    assert "hok@example.org" in page
    assert "ไม่มีที่อยู่นี้" in page
    for nonsense in ("hok@", "081 234 5678", "hok@example.org"):
        refused = client.post("/incidents/numbers/", {"wrong": row.pk, f"number-{row.pk}": nonsense})
        assert refused.status_code in (400, 422), nonsense
    done = client.post("/incidents/numbers/", {"wrong": row.pk, f"number-{row.pk}": " right@example.org "}, follow=True)
    assert "กำลังแจ้งคนนั้นอีกครั้ง" in words_of(done.content.decode())
    course.run()
    assert post_office.letters[-1]["To"] == "right@example.org"
    version = approved_version(course.incident.organisation_id)
    assert version is not None
    assert next(p.email for p in plan_of(version).people if p.id == "person-6") == "right@example.org"
    assert verify_chain(course.incident.organisation_id).ok


def test_a_mailbox_that_cannot_be_read_is_said_before_the_flood_and_in_the_log_during_it(
    course: Course,
    box: FakeMailbox,
    coordinator: Membership,
    clock: SettableClock,
    settings: Any,
    client_as: Callable[[Membership], Client],
) -> None:
    client, right = client_as(coordinator), settings.IMAP_URL
    read_mail()
    clock.advance(minutes=4)
    settings.IMAP_URL = right.replace("imap-password", "wrong")
    for _again in range(2):
        with pytest.raises(DeliveryError):
            read_mail()
    beat("engine-1", clock.now, [])
    home = words_of(client.get("/").content.decode())
    assert "คำตอบทางอีเมล ใช้ไม่ได้ตั้งแต่ 21 ส.ค. 2569 09:00 น." in home
    page = words_of(client.get("/channels/").content.decode())
    assert "คำตอบทางอีเมล ใช้ไม่ได้อยู่" in page
    assert "กล่องจดหมายไม่รับชื่อหรือรหัสผ่าน" in page
    assert "wrong-for-tests" not in page
    calls = words_of(client.get(f"/incidents/{course.incident.pk}/calls/").content.decode())
    assert "คำตอบทางอีเมลยังไม่นับ" in calls
    settings.IMAP_URL = right
    read_mail()
    read_mail()
    said = [e.kind for e in LogEntry.objects.order_by("number") if e.data.get("channel") == "mailbox"]
    assert said == ["channel.failed", "channel.works"]


def test_where_no_mailbox_is_set_the_page_says_so_and_nobody_is_alarmed(
    smtp_url: str, settings: Any, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    settings.SMTP_URL, settings.IMAP_URL = smtp_url, ""
    page = words_of(client_as(coordinator).get("/channels/").content.decode())
    assert "ยังไม่ได้ตั้งค่า PHROM_IMAP_URL" in page


def test_read_again_after_a_crash_a_letter_counts_once(course: Course, box: FakeMailbox, clock: SettableClock) -> None:
    code = course.code_of("person-6")
    early = {"Date": format_datetime(clock.now)}
    box.letters.append(answer_to(None, f"{code} มาไม่ได้", **early))
    box.cut = True
    with pytest.raises(DeliveryError):
        read_mail()
    assert status(course) == "refused"
    box.cut = False
    clock.advance(minutes=5)
    box.letters.append(answer_to(None, f"{code} มาได้แล้ว", Date=format_datetime(clock.now)))
    read_mail()
    read_mail()
    assert status(course) == "acknowledged"
    assert box.seen == {1, 2}


def test_guessing_codes_by_letter_is_stopped(course: Course, box: FakeMailbox) -> None:
    for n in range(20):
        box.letters.append(answer_to(None, f"AAA{'34679'[n % 5]} CCC{'34679'[n // 5]}", Date=f"{n}"))
    box.letters.append(answer_to(None, course.code_of("person-6")))
    read_mail()
    assert status(course) == "told"


def test_a_mailbox_that_does_not_answer_or_lets_nobody_in_says_so_without_its_password(box: FakeMailbox) -> None:
    for url in (box.url.replace("imap-password", "wrong"), "imap://u:imap-secret@127.0.0.1:1/INBOX"):
        with pytest.raises(DeliveryError) as failure:
            Mailbox(url, seconds=1).unseen()
        assert "password" not in failure.value.reason
        assert "secret" not in failure.value.reason


def test_without_a_mailbox_nothing_is_read(settings: Any) -> None:
    settings.IMAP_URL = ""
    assert read_mail() == 0


def test_a_page_of_html_is_read_by_its_own_words() -> None:
    letter = EmailMessage()
    letter["From"] = "hok@example.org"
    letter.set_content(
        "<style>K4P7</style><p>รับทราบ&nbsp;X3M9</p><blockquote>ตอบ K4P7 เพื่อรับทราบ</blockquote>", subtype="html"
    )
    assert letter_in(letter.as_bytes()).text.split() == ["รับทราบ", "X3M9"]


@pytest.mark.parametrize("named", ["tis-620", "TIS-620", "windows-874", "iso-8859-11", "x-unheard-of", "us-ascii", ""])
@pytest.mark.parametrize("packed", ["8bit", "base64", "quoted-printable"])
def test_old_thai_encodings_are_read_however_they_are_called_and_packed(named: str, packed: str) -> None:
    raw = "รับทราบ X3M9".encode("tis-620")
    body = {"8bit": raw, "base64": b64encode(raw), "quoted-printable": encodestring(raw)}[packed]
    charset = f'; charset="{named}"' if named else ""
    head = f"From: a@b.example\r\nContent-Type: text/plain{charset}\r\nContent-Transfer-Encoding: {packed}\r\n\r\n"
    letter = letter_in(head.encode() + body)
    assert (letter.kind, letter.text.strip()) == ("answer", "รับทราบ X3M9")


def test_a_letter_that_makes_us_stumble_keeps_no_other_from_counting(
    course: Course, box: FakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(reply: Reply, **named: Any) -> object:
        if "poison" in reply.text:
            raise ZeroDivisionError
        return take_reply(reply, **named)

    monkeypatch.setattr(mail, "take_reply", stumbling)
    box.letters += [answer_to(None, "poison A3C4"), answer_to(None, f"รับทราบ {course.code_of('person-6')}")]
    assert read_mail() == 2
    assert status(course) == "acknowledged"
    assert box.seen == {1, 2}


def test_a_sender_with_signs_that_no_database_takes_is_no_fault(course: Course, box: FakeMailbox) -> None:
    box.letters.append(b"From: a\0b@c.example\r\nMessage-ID: <a\0b>\r\n\r\nA3C4 \0 X3M9")
    assert read_mail() == 1


@pytest.mark.parametrize(
    "url", ["imap://mail.example:many/INBOX", "imaps://[mail.example", "mail.example", "http://a.b"]
)
def test_an_address_that_is_no_mailbox_is_said_and_not_read(
    url: str, smtp_url: str, settings: Any, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    settings.SMTP_URL, settings.IMAP_URL = smtp_url, url
    assert read_mail() == 0
    assert "ค่าที่ตั้งไว้ใน PHROM_IMAP_URL ไม่ถูกต้อง" in words_of(client_as(coordinator).get("/channels/").content.decode())


@given(raw=st.binary(max_size=400))
def test_whatever_comes_is_read_or_left_alone(raw: bytes) -> None:
    for letter in (raw, b"From: a@b.example\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n" + raw):
        assert letter_in(letter).kind in ("answer", "machine", "undelivered")
