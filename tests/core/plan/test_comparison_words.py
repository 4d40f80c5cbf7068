"""Differences in words: what a person reads who must say yes or no to them."""

import pytest

from phrom.core.plan.comparison import differences
from phrom.core.plan.comparison_words import DifferenceWords
from phrom.core.plan.document import (
    ContinuityTeam,
    Impact,
    Organisation,
    Part,
    Person,
    Plan,
    Process,
    Requirement,
    Requirements,
    ResponsePhase,
    Role,
    Scenario,
    Site,
    Step,
    Team,
    Threat,
)
from phrom.core.plan.wording import FIELDS
from phrom.core.values.duration import Duration
from tests.core.plan.changed_plans import changed_plan, sample_plan

PEOPLE = (
    Person(id="person-1", title="นาย", given_name="อำนวย", family_name="บัวอินทร์", phones=("+66810000003",)),
    Person(id="person-2", title="น.ส.", given_name="ขวัญจิรา", family_name="ทองสี"),
)
FLOOD = Threat(id="threat-flood", name="อุทกภัย")


def a_plan(**held: object) -> Plan:
    basics = {"title": "แผน", "organisation": Organisation(name="สำนักงาน"), "people": PEOPLE, "threats": (FLOOD,)}
    return Plan(**(basics | held))


def team(**held: object) -> ContinuityTeam:
    return ContinuityTeam(**held)


def process(**held: object) -> Process:
    return Process(id="process-1", name="งานสารบรรณ", **held)


def phase(*texts: str) -> ResponsePhase:
    steps = tuple(Step(id=f"step-{len(text)}", text=text) for text in texts)
    return ResponsePhase(id="day-1", name="วันที่ 1", starts=Duration.from_iso("PT0H"), steps=steps)


def time(iso: str) -> Duration:
    return Duration.from_iso(iso)


CASES = [
    (
        {"continuity_team": team(coordinator=Role(primary="person-1"))},
        {"continuity_team": team(coordinator=Role(primary="person-2"))},
        "ผู้ประสานงาน เปลี่ยนจาก นายอำนวย บัวอินทร์ เป็น น.ส.ขวัญจิรา ทองสี",
        "the coordinator changed from นายอำนวย บัวอินทร์ to น.ส.ขวัญจิรา ทองสี",
    ),
    (
        {"processes": (process(mtpd=time("P1D")),)},
        {"processes": (process(mtpd=time("PT6H")),)},
        "MTPD ของกระบวนงาน “งานสารบรรณ” เปลี่ยนจาก 1 วัน เป็น 6 ชั่วโมง",
        "MTPD of process “งานสารบรรณ” changed from 1 day to 6 hours",
    ),
    (
        {"people": PEOPLE[:1]},
        {},
        "เพิ่มบุคลากร น.ส.ขวัญจิรา ทองสี",
        "Added: person น.ส.ขวัญจิรา ทองสี",
    ),
    (
        {},
        {"people": (PEOPLE[0].model_copy(update={"phones": ("+66810000019",)}), PEOPLE[1])},
        "โทรศัพท์ของนายอำนวย บัวอินทร์ เปลี่ยนจาก 081 000 0003 เป็น 081 000 0019",
        "telephone of นายอำนวย บัวอินทร์ changed from 081 000 0003 to 081 000 0019",
    ),
    (
        {},
        {"people": (PEOPLE[0], PEOPLE[1].model_copy(update={"position": "หัวหน้าฝ่ายบริหาร"}))},
        "ตำแหน่งของน.ส.ขวัญจิรา ทองสี: เพิ่ม “หัวหน้าฝ่ายบริหาร”",
        "position of น.ส.ขวัญจิรา ทองสี: added “หัวหน้าฝ่ายบริหาร”",
    ),
    (
        {"continuity_team": team(teams=(Team(id="team-1", name="ทีม 1", leader=Role(primary="person-1")),))},
        {"continuity_team": team(teams=(Team(id="team-1", name="ทีม 1", leader=Role(primary="person-2")),))},
        "หัวหน้า “ทีม 1” เปลี่ยนจาก นายอำนวย บัวอินทร์ เป็น น.ส.ขวัญจิรา ทองสี",
        "the leader of “ทีม 1” changed from นายอำนวย บัวอินทร์ to น.ส.ขวัญจิรา ทองสี",
    ),
    (
        {"response": (phase("แจ้งเหตุ"),)},
        {"response": (phase("แจ้งเหตุ", "ประเมินความเสียหาย"),)},
        "เพิ่มขั้นตอน “ประเมินความเสียหาย” (ห้วงเวลา “วันที่ 1”)",
        "Added: step “ประเมินความเสียหาย” (phase “วันที่ 1”)",
    ),
    (
        {"scenarios": (Scenario(threat="threat-flood", crisis=(Step(id="a", text="ปิดไฟ"),)),)},
        {"scenarios": (Scenario(threat="threat-flood", crisis=(Step(id="a", text="ตัดไฟ"),)),)},
        "ขั้นตอนเมื่อเข้าสู่สภาวะวิกฤตของกรณี “อุทกภัย” เปลี่ยนจาก “ปิดไฟ” เป็น “ตัดไฟ”",
        "crisis step of the procedure for “อุทกภัย” changed from “ปิดไฟ” to “ตัดไฟ”",
    ),
    (
        {"impacts": (Impact(threat="threat-flood", area="premises", affected=False),)},
        {"impacts": (Impact(threat="threat-flood", area="premises", affected=True),)},
        "ผลของภัย “อุทกภัย” · อาคาร/สถานที่ปฏิบัติงาน เปลี่ยนจาก ไม่มี เป็น มี",
        "impact “อุทกภัย” · premises changed from no to yes",
    ),
    (
        {"processes": (process(),)},
        {"processes": (process(requirements=Requirements(equipment=(Requirement(name="โน้ตบุ๊ก", quantity=2),))),)},
        "เพิ่ม“โน้ตบุ๊ก” 2 (วัสดุอุปกรณ์ที่สำคัญของกระบวนงาน “งานสารบรรณ”)",
        "Added: “โน้ตบุ๊ก” 2 (equipment of process “งานสารบรรณ”)",
    ),
    (
        {"sites": (Site(id="site-1", name="ก"), Site(id="site-2", name="ข"))},
        {"sites": (Site(id="site-2", name="ข"), Site(id="site-1", name="ก"))},
        "ลำดับของสถานที่ปฏิบัติงานสำรอง เปลี่ยนเป็น “ข”, “ก”",
        "The order of alternate sites is now “ข”, “ก”",
    ),
    (
        {"purposes": ("ก", "ข")},
        {"purposes": ("ข", "ค", "ง")},
        "วัตถุประสงค์: เพิ่ม “ค”, “ง” · ตัด “ก” ออก",
        "purposes: added “ค”, “ง” · “ก” taken out",
    ),
]


@pytest.mark.parametrize(("before", "after", "th", "en"), CASES)
def test_a_difference_in_words(before: dict[str, object], after: dict[str, object], th: str, en: str) -> None:
    one, other = a_plan(**before), a_plan(**after)
    [found] = [d for d in differences(one, other) if d.matters]
    assert DifferenceWords(one, other).sentence(found).model_dump() == {"th": th, "en": en}


@pytest.mark.parametrize("seed", range(10))
def test_no_sentence_shows_an_id(seed: int) -> None:
    one, other = sample_plan(), changed_plan(seed)
    words = DifferenceWords(one, other)
    for found in differences(one, other):
        sentence = words.sentence(found)
        assert "person-" not in sentence.th + sentence.en
        assert "threat-" not in sentence.th + sentence.en
        assert sentence.th.strip()
        assert sentence.en.strip()


def test_every_field_has_a_word() -> None:
    named_by_their_thing = {"id", "format", "organisation", "continuity_team", "head", "coordinator", "threat", "area"}
    whole = {"stated", "strategy_map", "requirements", "infrastructure_service", "leader"}
    fields = {name for part in Part.__subclasses__() for name in part.model_fields}
    assert fields - set(FIELDS) - named_by_their_thing - whole == set()
