"""A line placed by hand: what it seems to be, and what the plan says afterwards."""

import pytest

from phrom.core.importing.placing import NotPlacedError, changes_for, likely, places, suggested_words
from phrom.core.plan.document import Person, Plan
from phrom.core.plan.editing import apply_changes
from phrom.core.plan.paths import value_at
from phrom.core.values.source import ImportReport, Reading, SourceLine
from tests.core.plan.changed_plans import sample_plan

PLAN = sample_plan()
PROCESS, PHASE, THREAT = PLAN.processes[0].id, PLAN.response[0].id, PLAN.threats[0].id


def placed(kind: str, target: str, words: str) -> Plan:
    edited = apply_changes(PLAN, changes_for(PLAN, kind, target, words))
    assert edited.problems == ()
    return edited.plan


def newest(plan: Plan) -> Person:
    return next(p for p in plan.people if p.id not in {known.id for known in PLAN.people})


def test_a_person_with_number_and_position_is_read_by_the_readers_own_parsers() -> None:
    person = newest(placed("person", "", "ว่าที่ ร.อ.ภูผา จันทร์งาม (หัวหน้าฝ่ายอำนวยการ) โทร ๐๘๑-๒๓๔-๕๐๐๑"))
    assert (person.title, person.given_name, person.family_name) == ("ว่าที่ ร.อ.", "ภูผา", "จันทร์งาม")
    assert person.phones == ("+66812345001",)


def test_a_number_goes_to_the_person_chosen_and_keeps_its_words() -> None:
    plan = placed("phones", "person-3", "053-000-003 ต่อ 11")
    person = value_at(plan, "people/person-3")
    assert person.phones[-1] == "+6653000003;ext=11"
    assert person.phones_text[-1] == "053-000-003 ต่อ 11"


def test_who_is_in_the_plan_takes_a_place_without_being_written_twice() -> None:
    known = PLAN.people[5]
    plan = placed("holder", "continuity_team/coordinator", f"ผู้ประสานงาน ({known.full_name})".split("(")[1])
    assert len(plan.people) == len(PLAN.people)
    assert plan.continuity_team.coordinator.alternates[-1] == known.id


def test_who_is_new_comes_into_the_plan_with_the_place() -> None:
    team = PLAN.continuity_team.teams[0]
    plan = placed("holder", f"continuity_team/teams/{team.id}/members", "นายธนพงษ์ ศรีเมือง")
    assert plan.continuity_team.teams[0].members[-1].primary == newest(plan).id


@pytest.mark.parametrize(
    ("kind", "target", "words", "path", "value"),
    [
        ("mtpd", PROCESS, "ไม่เกิน ๖ ชั่วโมง", f"processes/{PROCESS}/mtpd_text", "ไม่เกิน ๖ ชั่วโมง"),
        ("impact", PROCESS, "สูงมาก", f"processes/{PROCESS}/impact", "critical"),
        ("email", "person-3", "อีเมล pim@example.go.th", "people/person-3/email", "pim@example.go.th"),
        ("position", "person-3", "ปลัด", "people/person-3/position", "ปลัด"),
        ("address", "", "เลขที่ 1", "organisation/address", "เลขที่ 1"),
    ],
)
def test_a_value_of_a_thing(kind: str, target: str, words: str, path: str, value: object) -> None:
    assert value_at(placed(kind, target, words), path) == value


def test_steps_come_to_the_end_of_their_phase_and_stage() -> None:
    assert placed("step", PHASE, "ตรวจบัญชี").response[0].steps[-1].text == "ตรวจบัญชี"
    plan = placed("stage", f"{THREAT}/crisis", "ตัดกระแสไฟฟ้า")
    assert next(s for s in plan.scenarios if s.threat == THREAT).crisis[-1].text == "ตัดกระแสไฟฟ้า"


def test_a_phase_begins_and_ends_where_its_heading_says() -> None:
    phase = placed("phase", "", "วันที่ 2-7").response[-1]
    assert (phase.starts.hours, phase.ends and phase.ends.hours) == (24, 168)
    assert placed("phase", "", "วันที่ 8 เป็นต้นไป").response[-1].ends is None
    assert seems("วันที่ 2-7") == ("phase", "")


def test_a_unit_becomes_responsible_for_a_process_known_or_new() -> None:
    known = next(unit for unit in PLAN.units if unit.id not in PLAN.processes[0].units)
    assert placed("units", PROCESS, f"หน่วยรับผิดชอบ : {known.name}").processes[0].units[-1] == known.id
    plan = placed("units", PROCESS, "ฝ่ายเมล็ดพันธุ์")
    assert plan.units[-1].name == "ฝ่ายเมล็ดพันธุ์"
    assert plan.processes[0].units[-1] == plan.units[-1].id


def test_a_stage_of_a_threat_without_a_procedure_begins_one() -> None:
    bare = PLAN.model_copy(update={"scenarios": ()})
    edited = apply_changes(bare, changes_for(bare, "stage", f"{THREAT}/onset", "เฝ้าระวัง"))
    assert edited.problems == ()
    assert edited.plan.scenarios[0].onset[0].text == "เฝ้าระวัง"


@pytest.mark.parametrize(
    "kind", ["unit", "process", "team", "threat", "site", "purposes", "assumptions", "missions", "authorities"]
)
def test_a_new_thing_of_a_list(kind: str) -> None:
    assert placed(kind, "", "ของใหม่ในแผน") != PLAN


def test_every_kind_offered_can_be_chosen() -> None:
    words = {"person": "นายสมมติ ทดสอบ", "holder": "นายสมมติ ทดสอบ", "phones": "0899999999", "email": "a@b.go.th"}
    words |= {"phase": "วันที่ 8 เป็นต้นไป", "mtpd": "1 วัน", "rto": "1 วัน", "impact": "ต่ำ"}
    for place in places(PLAN):
        target = next(iter(place.targets), "")
        assert placed(place.kind, target, words.get(place.kind, "ข้อความ")) != PLAN, place.kind


@pytest.mark.parametrize(
    ("kind", "target", "words"),
    [
        ("phones", "person-3", "ไม่มีเบอร์"),
        ("phones", "nobody", "0899999999"),
        ("mtpd", PROCESS, "เร็ว ๆ นี้"),
        ("impact", PROCESS, "พอใช้"),
        ("email", "person-3", "ไม่มี"),
        ("person", "", "…"),
        ("phase", "", "เร็ว ๆ นี้"),
        ("step", PHASE, "   "),
        ("no such kind", "", "x"),
    ],
)
def test_words_that_are_no_such_thing_are_refused_in_words(kind: str, target: str, words: str) -> None:
    with pytest.raises(NotPlacedError) as refusal:
        changes_for(PLAN, kind, target, words)
    assert refusal.value.sentence.th
    assert refusal.value.sentence.en


def test_words_are_suggested_from_the_line() -> None:
    line = "3) นายสมชาย ใจดี โทร ๐๘๙-๙๙๙-๙๙๙๙ ภายใน ๖ ชั่วโมง"
    assert suggested_words("phones", line) == "089 999 9999"
    assert suggested_words("mtpd", line) == "๖ ชั่วโมง"
    assert suggested_words("step", line).startswith("นายสมชาย")
    assert suggested_words("email", line) == ""


def seems(text: str, *before: str) -> tuple[str, str]:
    """What a line seems to be behind lines from which these paths were read."""
    lines = (*(SourceLine(number=n, text="x") for n, _path in enumerate(before, 1)), SourceLine(number=9, text=text))
    report = ImportReport(
        file_name="x",
        file_kind="txt",
        sha256="0" * 64,
        lines=lines,
        readings=tuple(Reading(path=path, lines=(n,)) for n, path in enumerate(before, 1)),
        furniture=(),
        unplaced=(),
    )
    found = likely(PLAN, report, 9)
    return found.kind, found.target


def test_a_line_seems_what_its_words_say() -> None:
    known = PLAN.people[2]
    assert seems("นายธนพงษ์ ศรีเมือง") == ("person", "")
    assert seems(f"{known.full_name} 089 999 9999") == ("phones", known.id)
    assert seems("089 999 9999", "people/person-5/position") == ("phones", "person-5")
    assert seems("ภายใน 6 ชั่วโมง", f"processes/{PROCESS}/name") == ("mtpd", PROCESS)


def test_a_line_without_a_sign_seems_to_go_on_with_what_stands_before_it() -> None:
    assert seems("ตรวจสอบบัญชี", f"response/{PHASE}/steps/x/text") == ("step", PHASE)
    assert seems("ตรวจสอบบัญชี", f"scenarios/{THREAT}/recovery/x/text") == ("stage", f"{THREAT}/recovery")
    assert seems("เพื่อให้บริการได้", "purposes/0") == ("purposes", "")
