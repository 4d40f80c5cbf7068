from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phrom.core.rendering.links import contains_link
from phrom.core.rendering.message_text import (
    CallFacts,
    call_message,
    caller_script,
    completion_message,
    correction_message,
)
from phrom.core.values.duration import Duration
from phrom.core.values.source import Bilingual

MORNING = datetime(2026, 8, 21, 1, 26, tzinfo=UTC)  # 08:26 in Thailand
FLOOD = CallFacts(
    practice=False,
    office="สถจ.แพร่",
    threat="อุทกภัย",
    happened_at=MORNING,
    report_at="หอประชุมกอเปา",
    report_within=Duration.from_iso("PT24H"),
)


def every_text(facts: CallFacts, team: str, code: str) -> list[Bilingual]:
    return [
        call_message(facts, code),
        call_message(facts, None),
        correction_message(facts),
        completion_message(
            practice=facts.practice, office=facts.office, team=team, acknowledged=3, total=4, at=MORNING
        ),
        completion_message(
            practice=facts.practice, office=facts.office, team=team, acknowledged=4, total=4, at=MORNING
        ),
        caller_script(facts),
    ]


def test_the_call_says_mark_office_what_when_where_by_when_and_how_to_answer() -> None:
    text = call_message(FLOOD, "4172").th
    words = ["[เหตุจริง]", "สถจ.แพร่", "ประกาศใช้แผนฯ", "กรณีอุทกภัย", "21 ส.ค. 2569", "08:26 น.", "รายงานตัว",
             "หอประชุมกอเปา", "24", "4172", "รับทราบ", "0"]  # fmt: skip
    places = [text.index(word) for word in words[:-1]]
    assert all(one < other for one, other in pairwise(places))
    assert text.startswith("[เหตุจริง]")


def test_the_english_call_says_the_same() -> None:
    assert call_message(FLOOD, "4172").en == (
        "[REAL] สถจ.แพร่ continuity plan in force (อุทกภัย) 21 Aug 2026 08:26. "
        "Report in, within 24 hours, at หอประชุมกอเปา - "
        "Reply 4172 to acknowledge, 0 if you cannot come."
    )


def test_what_is_not_known_is_left_out() -> None:
    facts = CallFacts(practice=True, office="สถจ.แพร่", threat=None)
    assert call_message(facts, None).th == "[ซ้อม] สถจ.แพร่ ประกาศใช้แผนฯ"


def test_a_deadline_is_said_with_its_day() -> None:
    facts = CallFacts(practice=False, office="ก", threat="ข", report_by=MORNING + timedelta(days=1))
    assert "ให้รายงานตัว ก่อน 08:26 น. วันที่ 22 ส.ค. 2569" in call_message(facts, None).th


def test_the_leader_hears_how_many_of_how_many_and_when() -> None:
    text = completion_message(practice=True, office="สถจ.แพร่", team="ทีม 3", acknowledged=7, total=7, at=MORNING)
    assert text.th == "[ซ้อม] สถจ.แพร่ ทีม 3 รับทราบครบ 7 จาก 7 คน เมื่อ 21 ส.ค. 2569 08:26 น."


def test_the_leader_is_not_told_that_all_answered_when_some_did_not() -> None:
    text = completion_message(practice=True, office="ก", team="ทีม 3", acknowledged=6, total=7, at=MORNING)
    assert "รับทราบครบ" not in text.th
    assert "6 จาก 7" in text.th
    assert "all acknowledged" not in text.en


@pytest.mark.parametrize("practice", [True, False])
def test_practice_is_never_mistaken_for_real(practice: bool) -> None:
    facts = CallFacts(practice=practice, office="[เหตุจริง] ก", threat="[ซ้อม] ข")
    for text in every_text(facts, "【REAL】 [PRACTICE]", "[REAL]"):
        assert text.th.startswith("[ซ้อม]" if practice else "[เหตุจริง]")
        assert text.en.startswith("[PRACTICE]" if practice else "[REAL]")
        assert text.th.count("[") == text.en.count("[") == 1


def test_the_script_says_in_words_whether_it_is_practice() -> None:
    practice = CallFacts(practice=True, office="ก", threat="ข")
    assert "นี่คือการฝึกซ้อม ไม่ใช่เหตุจริง" in caller_script(practice).th
    assert "นี่คือเหตุจริง" in caller_script(FLOOD).th
    assert "การฝึกซ้อม" not in caller_script(FLOOD).th


def test_an_office_with_a_web_address_in_its_name_still_gets_its_message() -> None:
    facts = CallFacts(practice=False, office="อบต.ห้วยสมมุติ www.huai.go.th", threat="โทร tel:0810000003")
    text = call_message(facts, "4172").th
    assert "อบต.ห้วยสมมุติ www huai go th" in text
    assert not contains_link(text)


_link_parts = st.sampled_from(
    ["http", "tel", "mailto", ":", "/", "//", ".", "。", "．", "@", "www", "go", "th", "com", "ไทย", "10", "๑", "[",
     "]", "::", " ", "\u200b", "\u202e", "\n", "ﬁ", "℡", "‥", "-", "⒈", "a", "②", "[เหตุจริง]", "\x00"]
)  # fmt: skip
_hostile = st.lists(_link_parts | st.characters(), max_size=40).map("".join)
_facts = st.builds(
    CallFacts,
    practice=st.booleans(),
    office=_hostile,
    threat=st.none() | _hostile,
    happened_at=st.none() | st.just(MORNING),
    report_at=st.none() | _hostile,
    report_by=st.none() | st.just(MORNING),
    report_within=st.none() | st.timedeltas(timedelta(0), timedelta(days=40)),
)


@given(_facts, _hostile, st.text("0123456789ABCDEFGHJKMNPQRSTUVWXYZ", min_size=3, max_size=6))
def test_no_message_holds_a_link_or_a_second_line_whatever_the_plan_says(
    facts: CallFacts, team: str, code: str
) -> None:
    for text in every_text(facts, team, code):
        for words in (text.th, text.en):
            assert not contains_link(words)
            assert "\n" not in words
            assert words.isprintable()
            assert words.count("[") == 1
