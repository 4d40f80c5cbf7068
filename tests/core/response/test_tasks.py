"""Which tasks there are, whose they are and by when: from the plan and from when things happened, and nothing else."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from phrom.core.plan.document import Plan
from phrom.core.plan.text_form import load_plan
from phrom.core.response.party import NOBODY, Party, answerable, exists, parties_of, party_of_key, people_of
from phrom.core.response.tasks import Moments, is_late, proposes_activation, tasks_of

NOON = datetime(2026, 8, 21, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SAMPLE = Path(__file__).parents[3] / "src/phrom/plans/samples/sample_office.yaml"


def plan(**more: Any) -> Plan:
    return Plan.model_validate(
        {
            "title": "แผน",
            "organisation": {"name": "อบต."},
            "units": [{"id": "unit-a", "name": "คลัง"}, {"id": "unit-b", "name": "ช่าง"}],
            "people": [{"id": f"p{n}", "given_name": f"คน{n}"} for n in range(1, 7)]
            + [{"id": "p7", "given_name": "คน7", "unit": "unit-b"}],
            "threats": [{"id": "flood", "name": "อุทกภัย"}],
            "continuity_team": {
                "head": {"primary": "p1"},
                "coordinator": {"primary": "p2"},
                "teams": [
                    {"id": "t1", "name": "ทีม 1", "unit": "unit-a", "leader": {"primary": "p3", "alternates": ["p4"]}},
                    {"id": "t2", "name": "ทีม 2", "leader": {"primary": "p5"}, "members": [{"primary": "p6"}]},
                ],
            },
            **more,
        }
    )


PHASES = [
    {"id": "d1", "name": "วันที่ 1", "starts": "PT0H", "ends": "PT24H", "steps": [{"id": "d1-1", "text": "สรุปรายชื่อ"}]},
    {"id": "d2", "name": "วันที่ 2-7", "starts": "PT24H", "ends": "P7D", "steps": [{"id": "d2-1", "text": "ติดตาม"}]},
    {"id": "d8", "name": "วันที่ 8", "starts": "P7D", "steps": [{"id": "d8-1", "text": "ซ่อม"}]},
]


def keys(found: Any) -> list[str]:
    return [t.key for t in found]


def test_a_phase_comes_when_its_time_has_come_and_is_due_at_its_end() -> None:
    office = plan(response=PHASES)
    moments = Moments(NOON - 5 * HOUR, activated_at=NOON)
    assert keys(tasks_of(office, "flood", moments, NOON)) == ["d1-1@nobody"]
    found = tasks_of(office, "flood", moments, NOON + 8 * DAY)
    assert [t.due_at for t in found] == [NOON + DAY, NOON + 7 * DAY, None]


def test_before_the_plan_is_in_force_only_the_onset_has_tasks() -> None:
    scenario = {"threat": "flood", "onset": [{"id": "o1", "text": "เฝ้าระวัง"}], "crisis": [{"id": "c1", "text": "ย้าย"}]}
    office = plan(response=PHASES, scenarios=[scenario])
    assert keys(tasks_of(office, "flood", Moments(NOON), NOON + DAY)) == ["o1@nobody"]


def test_a_phase_that_had_not_begun_at_stand_down_never_comes_and_what_had_begun_stays() -> None:
    scenario = {"threat": "flood", "recovery": [{"id": "r1", "text": "ตรวจอาคาร"}]}
    office = plan(response=PHASES, scenarios=[scenario])
    moments = Moments(NOON, activated_at=NOON, stood_down_at=NOON + HOUR)
    assert keys(tasks_of(office, "flood", moments, NOON + 9 * DAY)) == ["r1@nobody", "d1-1@nobody"]


@pytest.mark.parametrize(
    ("responsible", "parties"),
    [
        (["head"], ["head"]),
        (["team-leaders"], ["leader:t1", "leader:t2"]),
        (["teams", "coordinator"], ["team:t1", "team:t2", "coordinator"]),
        (["unit-a"], ["team:t1"]),
        (["unit-b"], ["unit:unit-b"]),
        (["p6"], ["person:p6"]),
        ([], ["nobody"]),
        (["unit-a", "t1"], ["team:t1"]),
    ],
)
def test_a_step_is_a_task_of_each_party_that_the_plan_names(responsible: list[str], parties: list[str]) -> None:
    office = plan(response=[PHASES[0] | {"steps": [{"id": "s", "text": "ทำ", "responsible": responsible}]}])
    assert [p.key for p in parties_of(office, office.response[0].steps[0])] == parties


def test_a_team_is_answered_for_by_its_leader_and_worked_by_everybody_in_it() -> None:
    office = plan()
    assert answerable(office, Party("team", "t1")) == ("p3", "p4")
    assert people_of(office, Party("team", "t2")) == ("p5", "p6")
    assert people_of(office, Party("leader", "t2")) == ("p5",)
    assert people_of(office, Party("unit", "unit-b")) == ("p7",)
    assert people_of(office, NOBODY) == ()


def test_a_party_is_named_by_its_key_and_nothing_else() -> None:
    for party in (Party("head"), Party("team", "t1"), Party("person", "p6")):
        assert party_of_key(party.key) == party
    assert party_of_key("emperor:p1") is None
    assert not exists(plan(), Party("team", "t9"))
    assert not exists(plan(), NOBODY)


@pytest.mark.parametrize(
    ("step", "targets", "due"),
    [
        ({"text": "รายงานตัวภายใน 4 ชั่วโมงหลังได้รับแจ้ง"}, [], NOON + 4 * HOUR),
        ({"text": "เปิดศูนย์"}, [{"id": "x", "text": "เปิดศูนย์", "within": "PT2H", "after": "incident"}], NOON + HOUR),
        (
            {"text": "เปิดระบบภายใน 1 ชั่วโมง"},
            [{"id": "x", "text": "เปิดระบบ", "within": "PT1H", "after": "power-restored"}],
            None,
        ),
        ({"text": "ย้ายภายในอาคาร"}, [], None),
        ({"text": "ตัดไฟ"}, [], None),
    ],
)
def test_a_step_of_a_scenario_is_due_when_its_own_words_or_a_target_say(
    step: dict[str, Any], targets: list[Any], due: datetime | None
) -> None:
    scenario = {"threat": "flood", "crisis": [{"id": "c1", **step}], "targets": targets}
    moments = Moments(NOON - HOUR, activated_at=NOON)
    assert [t.due_at for t in tasks_of(plan(scenarios=[scenario]), "flood", moments, NOON)] == [due]


def test_late_is_what_is_past_its_time_and_neither_done_nor_set_aside() -> None:
    assert is_late(NOON, "open", NOON + HOUR)
    assert is_late(NOON, "taken", NOON + HOUR)
    assert not is_late(NOON, "open", NOON)
    assert not is_late(NOON, "not_applicable", NOON + HOUR)
    assert not is_late(None, "open", NOON + HOUR)


def test_a_plan_without_phases_and_scenarios_has_no_tasks_and_does_not_fail() -> None:
    assert tasks_of(plan(), "flood", Moments(NOON, NOON, NOON), NOON + DAY) == ()


def test_every_step_of_the_sample_office_has_somebody_and_no_key_stands_twice() -> None:
    office = load_plan(SAMPLE.read_text(encoding="utf-8"))
    for threat in office.threats:
        found = tasks_of(office, threat.id, Moments(NOON, NOON, NOON + 9 * DAY), NOON + 9 * DAY)
        assert len(set(keys(found))) == len(found)
        assert all(people_of(office, t.party) for t in found)


@pytest.mark.parametrize(
    ("text", "proposes"),
    [
        ("เสนอหัวหน้าคณะประกาศใช้แผน และแจ้งเหตุตามกระบวนการ", True),
        ("ผู้ประสานงานเสนอนายกเทศมนตรี ในฐานะหัวหน้าคณะ ประกาศใช้แผนความต่อเนื่อง", True),
        ("ขออนุมัติประกาศใช้แผน", True),
        ("แจ้งบุคลากรให้ทราบการประกาศใช้แผน", False),
        ("เสนอขอใช้สถานที่สำรอง", False),
    ],
)
def test_a_step_that_orders_the_proposal_is_known_by_its_words(text: str, proposes: bool) -> None:
    assert proposes_activation(text) is proposes
