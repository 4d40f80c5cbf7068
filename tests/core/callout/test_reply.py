"""What people mean who answer in words."""

import pytest

from phrom.core.callout.reply import ReadReply, read_reply
from phrom.core.rendering.message_text import CallFacts, call_message


def is_answer(reply: ReadReply) -> bool:
    return bool(reply.codes) or reply.said == "refused"


@pytest.mark.parametrize("text", ["K4P7", "k๔p๗", "รับทราบ K4P7 ครับ", "รับทราบครับ\nK4P7", "k4 p-7", "รับทราบครับK4P7"])
def test_a_code_in_whatever_words_is_an_acknowledgement(text: str) -> None:
    reply = read_reply(text)
    assert "K4P7" in reply.codes
    assert reply.said == "acknowledged"


@pytest.mark.parametrize("text", ["0", "๐", " 0 ", "0 ครับ", "มาไม่ได้ค่ะ", "K4P7 0", "K4P7 มาไม่ได้", "I cannot come"])
def test_a_zero_or_the_words_for_no_are_a_refusal(text: str) -> None:
    reply = read_reply(text)
    assert reply.said == "refused"


@pytest.mark.parametrize(
    "text",
    ["K4P7 เดินทางไม่ได้", "K4P7 ออกจากบ้านไม่ได้", "K4P7 ไม่ไปครับ", "k4p7 ไม่มา", "K4P7 i can’t come", "มาไม่ไหว"],
)
def test_people_say_in_many_ways_that_they_do_not_come(text: str) -> None:
    assert read_reply(text).said == "refused"


@pytest.mark.parametrize("text", ["K4P7 น้ำไม่มาก", "K4P7 ไฟไม่มาตั้งแต่เช้า", "K4P7 ไม่ไปไหน รอคำสั่ง", "K4P7 ไปได้ครับ"])
def test_what_only_sounds_like_a_no_is_none(text: str) -> None:
    assert read_reply(text).said == "acknowledged"


@pytest.mark.parametrize("text", ["", "สวัสดีค่ะ", "ใครคะ", "\0", "2569", "โทร 081-234-5678", "OK"])
def test_other_words_are_no_answer(text: str) -> None:
    assert not is_answer(read_reply(text))


def test_our_own_message_sent_back_by_a_machine_is_no_answer() -> None:
    facts = CallFacts(practice=False, office="อบต.บ้านตัวอย่าง", threat="อุทกภัย")
    for ours in (call_message(facts, "K4P7").th, call_message(facts, "K4P7").en):
        assert not is_answer(read_reply(f"ขณะนี้ไม่อยู่ ข้อความเดิม: {ours}"))


@pytest.mark.parametrize(
    "text",
    [
        "ขณะนี้ไม่สะดวกรับสาย กรุณาฝากข้อความ",
        "ไม่สามารถรับโทรศัพท์ได้ในขณะนี้ จะติดต่อกลับ",
        "Sorry, I can't talk right now.",
        "I cannot come to the phone",
    ],
)
def test_what_a_telephone_answers_by_itself_is_no_refusal(text: str) -> None:
    read = read_reply(text)
    assert read.said != "refused"
    assert not read.says_yes


@pytest.mark.parametrize("text", ["ไม่สะดวกรับสาย แต่มาไม่ได้", "ไม่สามารถไปได้", "ไม่สะดวกครับ"])
def test_who_says_so_in_other_words_cannot_come(text: str) -> None:
    assert read_reply(text).said == "refused"
