"""The scorer counts what is right, what is missed and what is invented; a slip of spelling is no other name."""

import copy
from typing import Any

import pytest
from tools.reading.cases import Case
from tools.reading.likeness import alike, hours, person, phone, phones, plain
from tools.reading.score import score

TRUTH: dict[str, Any] = {
    "processes": [
        {"no": 1, "name": "งานสารบรรณ", "unit": "ฝ่ายบริหาร", "impact": "สูง", "mtpd_raw": "๔ ชม.", "mtpd_hours": 4}
    ],
    "resources": [{"process": 1, "alt_site_people": 2, "personnel": 2, "notebooks": 1, "equipment": ["โน้ตบุ๊ก ๑ เครื่อง"]}],
    "people": [{"name": "นายเอก สมมุติ", "title": "นาย", "phones": [{"value": "0810000001"}]}],
    "roles": [{"role": "หัวหน้าคณะ", "primary": "นายเอก สมมุติ", "backup": None}],
    "teams": [],
    "scenarios": [{"name": "อุทกภัย", "phases": {"start": {"step_count": 2}, "crisis": None}}],
    "threat_matrix": {"rows": [{"threat": "อุทกภัย", "site": True, "it": False, "people": None}]},
}
PLAN: dict[str, Any] = {
    "units": [{"id": "u", "name": "ฝ่ายบริหาร"}],
    "people": [{"id": "p", "title": "นาย", "given_name": "เอก", "family_name": "สมมุติ", "phones": ["+66810000001"]}],
    "continuity_team": {"head": {"primary": "p", "alternates": []}, "teams": []},
    "threats": [{"id": "t", "name": "อุทกภัย"}],
    "impacts": [{"threat": "t", "area": "premises", "affected": True}],
    "processes": [
        {
            "name": "งานสารบรรณ",
            "units": ["u"],
            "impact": "high",
            "mtpd": "PT4H",
            "requirements": {
                "premises": [{"name": "ที่ทำงาน", "quantity": 2}],
                "people": [{"name": "คน", "quantity": 2}],
                "equipment": [{"name": "โน้ตบุ๊ก", "quantity": 1}],
            },
        }
    ],
    "scenarios": [{"threat": "t", "onset": [{}, {}], "crisis": [], "recovery": []}],
}


def test_a_plan_that_says_what_the_truth_says_is_right_in_every_section() -> None:
    result = score(PLAN, TRUTH)
    assert result.notes == []
    assert result.mean == 1.0
    assert set(result.covered) >= {"process MTPD", "requirement items", "phones", "threat matrix", "scenario steps"}


@pytest.mark.parametrize(
    ("spoil", "section"),
    [
        (lambda plan: plan["processes"][0].update(mtpd="PT5H"), "process MTPD"),
        (lambda plan: plan["processes"][0].update(impact="low"), "process impact"),
        (lambda plan: plan["units"][0].update(name="กองช่าง"), "process unit"),
        (lambda plan: plan["processes"].append({"name": "อีกงานหนึ่ง"}), "process names"),
        (lambda plan: plan["people"][0].update(phones=[]), "phones"),
        (lambda plan: plan["people"][0].update(title="นาง"), "personal titles"),
        (lambda plan: plan["people"].append({"id": "q", "given_name": "ฝ่ายธุรการ"}), "people"),
        (lambda plan: plan["continuity_team"].update(head={}), "role holders"),
        (lambda plan: plan["impacts"].append({"threat": "t", "area": "technology", "affected": True}), "threat matrix"),
        (lambda plan: plan["scenarios"][0]["onset"].pop(), "scenario steps"),
        (lambda plan: plan["scenarios"].append({"threat": "x"}), "scenarios"),
        (lambda plan: plan["processes"][0]["requirements"]["people"][0].update(quantity=3), "requirement quantities"),
    ],
)
def test_a_fact_missed_or_invented_costs_its_section_and_is_named(spoil: Any, section: str) -> None:
    plan = copy.deepcopy(PLAN)
    spoil(plan)
    result = score(plan, TRUTH)
    assert result.sections[section].f1 < 1
    assert any(note.startswith(section) for note in result.notes)


def test_a_section_that_the_truth_does_not_cover_does_not_count() -> None:
    assert "checklist steps" not in score(PLAN, TRUTH).covered


def test_spelling_marks_and_titles_do_not_make_another_name() -> None:
    assert plain("ข้อ ๑. น้ำ\u200bท่วม") == plain("ข้อ 1 น้ํา ท่วม")
    assert person("ว่าที่ ร.ต.หญิง สมศรี ดีงาม") == person("สมศรี ดีงาม")
    assert person("พ.จ.อ.ธนากร ผักตบ") == plain("ธนากรผักตบ")
    assert alike(plain("งานเบิกจ่ายเงิน"), plain("งานเบิกจายเงิน"))
    assert not alike(plain("งานสารบรรณ"), plain("งานการเงิน"))
    assert phone("+66 81 000 0001") == phone("๐๘๑-๐๐๐-๐๐๐๑")
    assert phones([{"value": "0810000001"}, "054000150 ต่อ 12"]) == {"0810000001", "05400015012"}
    assert (hours("P1W"), hours("PT30M"), hours("soon"), hours(None)) == (168.0, 0.5, None, None)


def test_every_truth_speaks_of_people_and_processes_that_stand_in_its_plan() -> None:
    for name in ("community-hospital", "area-revenue", "phrae-2563"):
        case = Case(name)
        text = plain(case.text)
        for fact in [*case.truth["people"], *case.truth["processes"]]:
            assert plain(fact["name"]) in text or any(v for v in fact.get("variants") or ()), fact["name"]
