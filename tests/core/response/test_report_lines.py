"""How a situation report says what is short and what is late: as an officer would write it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from phrom.core.response.situation_report import SituationFacts, draft
from phrom.core.response.supply_lines import lacking_lines

NOON = datetime(2026, 8, 21, 12, 0, tzinfo=ZoneInfo("Asia/Bangkok"))


def facts(**changes: object) -> SituationFacts:
    counts = ("number", "told", "acknowledged", "reported_in", "expected", "safe", "injured", "dead", "not_found")
    known: dict[str, object] = dict.fromkeys((*counts, "unknown", "tasks_done", "tasks_all"), 1)
    known |= dict.fromkeys(("processes", "late_tasks", "open_decisions", "notes"), ())
    known |= {"office": "อบต.", "threat": "อุทกภัย", "stage": "สภาวะวิกฤต", "practice": False, "at": NOON, "place": None}
    return SituationFacts(**(known | changes))  # type: ignore[arg-type]


def test_what_is_needed_at_once_later_and_since_before_is_told_apart() -> None:
    steps = [(None, 2, ()), (NOON + timedelta(hours=1), 0, ())]
    assert lacking_lines(steps, NOON) == ["ที่นั่งขาด 2 ที่ ต้องใช้ทันที"]
    assert lacking_lines([(NOON + timedelta(hours=1), 3, ())], NOON) == ["ที่นั่งขาด 3 ที่ ต้องมีภายใน 21 ส.ค. 2569 13:00 น."]
    assert lacking_lines([(NOON - timedelta(hours=1), 3, ())], NOON) == ["ที่นั่งขาด 3 ที่ ต้องมีตั้งแต่ 21 ส.ค. 2569 11:00 น."]


def test_a_late_step_of_several_is_told_once_with_their_number() -> None:
    lines = draft(facts(late_tasks=["รายงานตัว", "ตัดไฟ", "รายงานตัว", "รายงานตัว"])).splitlines()
    assert [line for line in lines if line.startswith("- เลยกำหนด")] == [
        "- เลยกำหนด: รายงานตัว (3 ผู้รับผิดชอบ)",
        "- เลยกำหนด: ตัดไฟ",
    ]
    assert "เลยกำหนด 4 งาน" in "\n".join(lines)


def test_a_late_step_that_announces_its_sub_items_does_not_end_in_the_middle() -> None:
    lines = draft(facts(late_tasks=["จัดหาทรัพยากรที่จำเป็น ได้แก่", "แจ้งผู้เกี่ยวข้อง ดังนี้:"])).splitlines()
    assert "- เลยกำหนด: จัดหาทรัพยากรที่จำเป็น" in lines
    assert "- เลยกำหนด: แจ้งผู้เกี่ยวข้อง" in lines


def test_of_many_late_steps_the_rest_is_counted() -> None:
    text = draft(facts(late_tasks=[f"ขั้นที่ {n}" for n in range(11)]))
    assert text.count("- เลยกำหนด: ") == 8
    assert "- และอีก 3 ขั้นตอนที่เลยกำหนด" in text
