"""Why a message did not get out is said in the reader's language, whatever its channel called it."""

import re

import pytest

from phrom.core.log_entry.failure_words import failure_words
from phrom.core.log_entry.kinds import sentence


@pytest.mark.parametrize(
    ("reason", "thai"),
    [
        ("ClientConnectorError", "เชื่อมต่อผู้ให้บริการไม่ได้"),
        ("ClientConnectorDNSError", "เชื่อมต่อผู้ให้บริการไม่ได้"),
        ("SMTPConnectError", "เชื่อมต่อผู้ให้บริการไม่ได้"),
        ("ConnectionRefusedError", "เชื่อมต่อผู้ให้บริการไม่ได้"),
        ("ConnectionTimeoutError", "ผู้ให้บริการไม่ตอบในเวลา"),
        ("TimeoutError", "ผู้ให้บริการไม่ตอบในเวลา"),
        ("550", "เครื่องแม่ข่ายอีเมลไม่รับ (550)"),
        ("451", "เครื่องแม่ข่ายอีเมลยังไม่รับ (451)"),
        ("LINE 429: too many messages at once", "ส่งถี่เกินที่ LINE รับ (429)"),
        ("LINE 503", "LINE ตอบ 503"),
        ("PHROM_SMTP_URL is not set", "ยังไม่ได้ตั้งค่า PHROM_SMTP_URL"),
        ("too long: 12 SMS in one", "ข้อความยาวเกินไป (12 SMS)"),
        ("gateway: 402", "ผู้ให้บริการ SMS ตอบว่า 402"),
    ],
)
def test_a_channels_reason_is_said_in_thai_and_english(reason: str, thai: str) -> None:
    words = failure_words(reason)
    assert words is not None
    assert words.th == thai
    assert not re.search("[ก-๙]", words.en)


def test_the_log_book_says_it_and_leaves_what_it_does_not_know() -> None:
    data = {"person_name": "นายอำนวย", "channel": "email", "reason": "550"}
    assert sentence("call.failed", data, "th").endswith("ไม่สำเร็จ: เครื่องแม่ข่ายอีเมลไม่รับ (550)")
    assert sentence("call.failed", data | {"reason": "a word nobody knows"}, "th").endswith("a word nobody knows")
    assert failure_words("ไม่มีในตาราง") is None
