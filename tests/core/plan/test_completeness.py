"""The completeness form is answered from what the plan holds, with why; what the plan cannot know stays open."""

from phrom.core.plan.completeness import STANDARD_FORM, suggested_answer
from phrom.core.plan.document import Organisation, Person, Plan
from phrom.core.plan.editing import Change, apply_changes

EMPTY = Plan(title="แผน", organisation=Organisation(name="สำนักงาน"))
ONCE = apply_changes(
    EMPTY,
    [
        Change("people", [{"id": "person-1", "given_name": "ก", "phones": ["+66810000001"]}, {"given_name": "ข"}]),
        Change("continuity_team/head/primary", "person-1"),
        Change("threats/+", {"name": "น้ำท่วมฉับพลัน"}),
        Change("threats/+", {"name": "ไฟฟ้าดับ"}),
        Change("strategies/+", {"area": "people", "actions": ["ยืมตัวจากอำเภอ"]}),
        Change("processes/+", {"name": "งานสารบรรณ", "requirements": {"people": [{"name": "เจ้าหน้าที่"}]}}),
    ],
).plan


def answer(plan: Plan, text: str) -> bool | None:
    found = suggested_answer(plan, text)
    return found.answer if found else None


def test_an_empty_plan_answers_no_to_everything_it_can_know() -> None:
    answers = {item.item: answer(EMPTY, item.text) for item in STANDARD_FORM}
    assert answers.pop("1.1") is None
    assert set(answers.values()) == {False}


def test_what_the_plan_holds_is_answered_yes_with_why() -> None:
    assert answer(ONCE, "เหตุการณ์อุทกภัย") is True
    assert answer(ONCE, "เหตุการณ์อัคคีภัย") is False
    assert answer(ONCE, "อื่น ๆ (ระบุ)") is True
    assert answer(ONCE, "ด้านบุคลากรหลัก") is True
    assert answer(ONCE, "ด้านคู่ค้า/ผู้ให้บริการที่สำคัญ/ผู้มีส่วนได้ส่วนเสีย") is False
    found = suggested_answer(ONCE, "ผลกระทบต่อกระบวนการทำงานหรือการให้บริการ (BIA)")
    assert found is not None
    assert "1" in found.why.th
    assert "1" in found.why.en


def test_a_call_tree_is_one_when_there_is_somebody_to_call_and_numbers() -> None:
    assert answer(ONCE, "กระบวนการแจ้งเหตุฉุกเฉิน (Call Tree)") is False  # one person calls nobody
    second = apply_changes(ONCE, [Change("continuity_team/coordinator/primary", ONCE.people[1].id)]).plan
    assert answer(second, "กระบวนการแจ้งเหตุฉุกเฉิน (Call Tree)") is True
    assert isinstance(ONCE.people[1], Person)
