"""E-mail against a real SMTP server: taken, refused for now, refused for good, nobody there."""

import asyncio
from dataclasses import replace

import pytest

from phrom.channels.contract import NoAnswerError, Outcome, OutgoingMessage
from phrom.channels.email import channel, connections
from phrom.channels.email.channel import EmailChannel
from phrom.channels.wire import connections_kept
from phrom.errors import DeliveryError
from tests.apps.channels.conftest import PostOffice, free_port

TEXT = "[ซ้อม] อบต.บ้านตัวอย่าง ประกาศใช้แผนฯ ให้รายงานตัวที่ หอประชุมกลาง ตอบ K4P7 เพื่อรับทราบ"
MESSAGE = OutgoingMessage(
    key="7:person-6/email/1",
    callout_id=7,
    person="person-6",
    address="duangjai@example.org",
    subject=TEXT,
    text=TEXT,
    answerable=True,
    practice=False,
)


def send(url: str, message: OutgoingMessage = MESSAGE) -> Outcome:
    return asyncio.run(EmailChannel(url, "phrom@office.example").send(message))


def test_a_letter_arrives_with_the_text_as_it_was_written(smtp_url: str, post_office: PostOffice) -> None:
    assert send(smtp_url) is Outcome.SENT
    [letter] = post_office.letters
    assert letter["To"] == "duangjai@example.org"
    assert letter["From"] == "phrom@office.example"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert str(letter["Subject"]) == TEXT
    assert letter.get_content().strip() == TEXT  # type: ignore[attr-defined]


def test_the_same_attempt_bears_the_same_id_and_another_one_another(smtp_url: str, post_office: PostOffice) -> None:
    for message in (MESSAGE, MESSAGE, replace(MESSAGE, key="7:person-6/email/2")):
        send(smtp_url, message)
    ids = [letter["Message-ID"] for letter in post_office.letters]
    assert ids[0] == ids[1] != ids[2]


def test_a_subject_with_line_breaks_adds_no_header(smtp_url: str, post_office: PostOffice) -> None:
    send(smtp_url, replace(MESSAGE, subject="[ซ้อม]\r\nBcc: everybody@example.org"))
    [letter] = post_office.letters
    assert letter["Bcc"] is None


@pytest.mark.parametrize(
    ("words", "nobody"),
    [
        ("5.1.1 The email account that you tried to reach does not exist", True),
        ("5.1.10 Recipient not found", True),
        ("No such user here", True),
        ("<a@b.example>: Recipient address rejected: User unknown", True),
        ("5.7.1 Recipient unknown to our spam rules", False),
        ("5.2.2 mailbox full", False),
        ("mailbox unavailable", False),
        ("Relaying denied", False),
    ],
)
def test_only_a_refusal_that_says_that_nobody_is_there_is_a_wrong_address(words: str, nobody: bool) -> None:
    assert channel.says_nobody(words) is nobody


@pytest.mark.parametrize("at", ["RCPT", "DATA"])
@pytest.mark.parametrize(
    ("reply", "permanent"),
    [("421 try later", False), ("450 mailbox busy", False), ("550 no such user", True), ("552 full", True)],
)
def test_a_refusal_is_for_now_or_for_good_as_the_server_says(
    smtp_url: str, post_office: PostOffice, at: str, reply: str, permanent: bool
) -> None:
    post_office.reply, post_office.at = reply, at
    with pytest.raises(DeliveryError) as failure:
        send(smtp_url)
    assert failure.value.permanent is permanent
    assert reply[:3] in failure.value.reason
    assert post_office.letters == []


def test_a_server_that_is_not_there_is_worth_another_try() -> None:
    with pytest.raises(DeliveryError) as failure:
        send(f"smtp://127.0.0.1:{free_port()}")
    assert failure.value.permanent is False


def test_a_server_that_falls_silent_over_the_letter_leaves_it_uncertain(
    smtp_url: str, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel, "TIMEOUT_SECONDS", 0.3)
    post_office.slow = 1.0
    with pytest.raises(NoAnswerError):
        send(smtp_url)


def test_a_server_without_tls_is_not_spoken_to_where_tls_is_asked_for(smtp_url: str, post_office: PostOffice) -> None:
    with pytest.raises(DeliveryError) as failure:
        send(smtp_url.replace("smtp://", "smtps://"))
    assert failure.value.permanent is False
    assert post_office.letters == []


@pytest.mark.parametrize("url", ["", "mail.example", "http://127.0.0.1:25", "smtp://mail.example:x", "smtp://[mail"])
def test_without_a_usable_setting_the_channel_says_so_and_sends_nothing(url: str) -> None:
    assert EmailChannel(url, "phrom@office.example").problem() is not None
    with pytest.raises(DeliveryError) as failure:
        send(url)
    assert failure.value.permanent is True


async def many(url: str, count: int) -> None:
    channel_ = EmailChannel(url, "phrom@office.example")
    async with connections_kept():
        for n in range(count):
            await channel_.send(replace(MESSAGE, key=f"7:person-6/email/{n}"))


def test_letters_share_connections_while_an_engine_runs(smtp_url: str, post_office: PostOffice) -> None:
    asyncio.run(many(smtp_url, 5))
    assert (len(post_office.letters), post_office.greeted) == (5, 1)


def test_many_letters_at_once_open_no_more_connections_than_a_server_bears(
    smtp_url: str, post_office: PostOffice
) -> None:
    async def all_at_once() -> None:
        channel_ = EmailChannel(smtp_url, "phrom@office.example")
        async with connections_kept():
            letters = (replace(MESSAGE, key=f"7:person-6/email/{n}") for n in range(40))
            await asyncio.gather(*(channel_.send(letter) for letter in letters))

    asyncio.run(all_at_once())
    assert len(post_office.letters) == 40
    assert post_office.greeted <= connections.MOST


def test_a_refused_letter_does_not_spoil_the_connection_for_the_next(smtp_url: str, post_office: PostOffice) -> None:
    async def refused_then_taken() -> None:
        channel_ = EmailChannel(smtp_url, "phrom@office.example")
        async with connections_kept():
            post_office.reply = "550 no such user"
            with pytest.raises(DeliveryError):
                await channel_.send(MESSAGE)
            post_office.reply = ""
            await channel_.send(replace(MESSAGE, key="7:person-6/email/2"))

    asyncio.run(refused_then_taken())
    assert (len(post_office.letters), post_office.greeted) == (1, 1)


def test_a_connection_that_the_server_has_closed_meanwhile_is_replaced(
    smtp_url: str, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "UNASKED_SECONDS", 0.0)

    async def closed_between() -> None:
        channel_ = EmailChannel(smtp_url, "phrom@office.example")
        async with connections_kept():
            await channel_.send(MESSAGE)
            post_office.hang_up()
            await channel_.send(replace(MESSAGE, key="7:person-6/email/2"))

    asyncio.run(closed_between())
    assert (len(post_office.letters), post_office.greeted) == (2, 2)


def test_an_address_that_is_none_is_a_failed_delivery(smtp_url: str) -> None:
    with pytest.raises(DeliveryError):
        send(smtp_url, replace(MESSAGE, address="ไม่มีอีเมล\nBcc: a@b.example"))
