"""Read again, the same person, process and step keep their ids, however damaged, moved or renumbered."""

import random
import re
from collections.abc import Mapping

import pytest

from phrom.core.plan.document import Organisation, Person, Plan, Process, ResponsePhase, Step
from phrom.core.plan.references import reference_problems
from phrom.core.plan.stable_ids import renamed_path, with_ids_of
from phrom.core.plan.tree import plain_plan
from phrom.core.plan.uses import all_ids
from phrom.core.values.duration import Duration
from tests.core.plan.changed_plans import changed_plan, sample_plan

OFFICE = Organisation(name="สำนักงานตัวอย่าง")


def a_plan(**held: object) -> Plan:
    return Plan(title="แผน", organisation=OFFICE, **held)


def person(number: int, given: str, family: str = "ใจดี", *phones: str) -> Person:
    return Person(id=f"person-{number}", given_name=given, family_name=family, phones=phones)


def renumbered(plan: Plan, names: Mapping[str, str]) -> Plan:
    text = plan.model_dump_json()
    return Plan.model_validate_json(re.sub(r'"([a-z0-9-]+)"', lambda found: f'"{names.get(found[1], found[1])}"', text))


def test_a_plan_read_again_keeps_every_id() -> None:
    same, names = with_ids_of(sample_plan(), sample_plan())
    assert (same, names) == (sample_plan(), {})


def test_other_numbers_in_the_new_reading_become_the_old_ones() -> None:
    plan = sample_plan()
    ids = sorted(all_ids(plain_plan(plan)) - {"threat-flood", "threat-fire"})
    mixed = ids.copy()
    random.Random(7).shuffle(mixed)  # noqa: S311 - no secret
    again, _names = with_ids_of(renumbered(plan, dict(zip(ids, mixed, strict=True))), plan)
    assert again == plan


@pytest.mark.parametrize("seed", range(20))
def test_no_old_id_is_given_to_another_thing_and_no_reference_is_lost(seed: int) -> None:
    before, read = changed_plan(seed), changed_plan(seed + 1000)
    again, names = with_ids_of(read, before)
    assert list(reference_problems(plain_plan(again))) == []
    assert len(all_ids(plain_plan(again))) == len(all_ids(plain_plan(read)))
    assert set(names) <= all_ids(plain_plan(read))
    were = {p.id: p for p in before.people}
    for person_again in again.people:
        if person_again.id in were:
            assert person_again.family_name == were[person_again.id].family_name


@pytest.mark.parametrize(
    "given",
    ["อำนวย", "อํานวย", "อานวย", "อำนวย\u200b", "อำนว ย"],
    ids=["whole", "split", "lost", "invisible", "blank"],
)
def test_a_person_is_known_through_damaged_thai(given: str) -> None:
    before = a_plan(people=(person(1, "สมชาย"), person(2, "อำนวย", "บัวอินทร์")))
    again, names = with_ids_of(a_plan(people=(person(1, given, "บัวอินทร์"),)), before)
    assert again.people[0].id == "person-2"
    assert names == {"person-1": "person-2"}


def test_who_married_is_known_by_the_number_and_the_given_name() -> None:
    before = a_plan(people=(person(1, "ขวัญจิรา", "ทองสี", "+66810000011"),))
    again, _names = with_ids_of(a_plan(people=(person(5, "ขวัญจิรา", "แก้วกัน", "+66810000011"),)), before)
    assert again.people[0].id == "person-1"


def test_a_successor_with_the_office_telephone_is_another_person() -> None:
    before = a_plan(people=(person(1, "ขวัญจิรา", "ทองสี", "+66810000011"),))
    again, _names = with_ids_of(a_plan(people=(person(1, "ประสงค์", "คำเมือง", "+66810000011"),)), before)
    assert again.people[0].id == "person-2"


def test_numbered_names_are_not_mixed_up() -> None:
    before = a_plan(processes=tuple(Process(id=f"process-{n}", name=f"งานธุรการ ชุดที่ {n}") for n in (1, 2)))
    again, _names = with_ids_of(a_plan(processes=(Process(id="process-1", name="งานธุรการ ชุดที่ 2"),)), before)
    assert again.processes[0].id == "process-2"


def test_a_step_written_a_little_otherwise_stays_the_same_step() -> None:
    def phase(ident: str, *texts: str) -> ResponsePhase:
        steps = tuple(Step(id=f"{ident}-{n}", text=text) for n, text in enumerate(texts, 1))
        return ResponsePhase(id=ident, name="วันที่ 1", starts=Duration.from_iso("PT0H"), steps=steps)

    before = a_plan(response=(phase("day-1", "แจ้งเหตุตามกระบวนการ Call Tree", "ประเมินความเสียหายของอาคาร"),))
    read = a_plan(response=(phase("day-1", "สำรวจน้ำและไฟ", "ประเมินความเสียหายของอาคารและทรัพย์สิน"),))
    again, _names = with_ids_of(read, before)
    assert [step.id for step in again.response[0].steps] == ["step-1", "day-1-2"]


def test_a_path_of_the_report_follows_its_thing() -> None:
    assert renamed_path("people/person-1/phones/0", {"person-1": "person-7"}) == "people/person-7/phones/0"
    assert renamed_path("title", {"title": "x"}) == "title"
