"""What units report one by one, shifts, the return of the power, planned cuts, and numbered paper forms."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from lxml import html

from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.incidents import actions as incidents
from phrom.incidents.models import Incident, PowerCut
from phrom.incidents.queries import incident_now, incident_numbered
from phrom.offices.models import Membership, Organisation
from phrom.response import actions
from phrom.response.queries import tasks_in
from tests import cast
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of

SignIn = Callable[[Membership], Client]
PEOPLE = [p | {"unit": "unit-1" if p["id"] == "person-6" else "unit-2"} for p in PLAN["people"]]
POWER = PLAN | {
    "people": PEOPLE,
    "units": [{"id": "unit-1", "name": "กลุ่มงานคลัง"}, {"id": "unit-2", "name": "ฝ่ายอำนวยการ"}],
    "threats": [*PLAN["threats"], {"id": "threat-power", "name": "ไฟฟ้าดับ"}],
    "scenarios": [
        *PLAN["scenarios"],
        {
            "threat": "threat-power",
            "recovery": [{"id": "power-1", "text": "ปฏิบัติงานตามปกติ", "responsible": ["team-1"]}],
            "targets": [{"id": "t", "text": "ปฏิบัติงานตามปกติ", "within": "PT1H", "after": "power-restored"}],
        },
    ],
}


@pytest.fixture
def outage(office: Organisation, coordinator: Membership, clock: cast.SettableClock) -> Incident:
    plan_in_force(office, POWER)
    return incidents.watch_incident(coordinator, "threat-power", request_key="power-out", practice=True)


def test_each_unit_reports_its_backup_with_size_and_place(
    outage: Incident, coordinator: Membership, member: Membership, leader: Membership, client_as: SignIn
) -> None:
    with pytest.raises(InvalidInputError):
        actions.report_for_unit(member, outage.pk, "unit-1", "backup", well=True)
    actions.report_for_unit(member, outage.pk, "unit-1", "backup", well=True, size="12 GB", place="ฮาร์ดดิสก์ในตู้เซฟ")
    with pytest.raises(NotAllowedError):  # another unit's
        actions.report_for_unit(member, outage.pk, "unit-2", "informed", well=True)
    with pytest.raises(InvalidInputError):
        actions.report_for_unit(leader, outage.pk, "unit-2", "backup", well=False)
    actions.report_for_unit(leader, outage.pk, "unit-2", "backup", well=False, note="เครื่องแม่ข่ายไม่ตอบ")
    with pytest.raises(NotFoundError):
        actions.report_for_unit(coordinator, outage.pk, "unit-9", "backup", well=True, size="1", place="x")
    page = words_of(client_as(coordinator).get(f"/incidents/{outage.pk}/units/").content.decode())
    assert "กลุ่มงานรายงานปัญหา 1 เรื่อง" in page
    assert "12 GB · ฮาร์ดดิสก์ในตู้เซฟ" in page


def test_in_recovery_the_units_owe_health_and_damage_checks(
    outage: Incident, coordinator: Membership, client_as: SignIn
) -> None:
    incidents.propose_activation_of(coordinator, outage.pk, reason="ไฟดับทั้งตำบล")
    incidents.approve_activation(coordinator, outage.pk, as_person="person-1")
    incidents.propose_stand_down(coordinator, outage.pk, reason="ไฟมาแล้ว")
    incidents.approve_stand_down(coordinator, outage.pk, as_person="person-1")
    page = words_of(client_as(coordinator).get(f"/incidents/{outage.pk}/units/").content.decode())
    assert "รอกลุ่มงานรายงาน 4 เรื่อง" in page
    assert "ตรวจสุขภาพบุคลากร, ตรวจความเสียหาย" in page


def test_the_hour_after_the_power_returns_is_counted_from_when_somebody_says_so(
    outage: Incident, coordinator: Membership, member: Membership, clock: cast.SettableClock, client_as: SignIn
) -> None:
    incidents.propose_activation_of(coordinator, outage.pk, reason="ไฟดับทั้งตำบล")
    incidents.approve_activation(coordinator, outage.pk, as_person="person-1")
    clock.advance(hours=3)
    incidents.propose_stand_down(coordinator, outage.pk, reason="ไฟมาแล้ว")
    incidents.approve_stand_down(coordinator, outage.pk, as_person="person-1")
    incident = incident_numbered(outage.organisation_id, outage.pk)
    assert [t.spec.due_at for t in tasks_in(incident)] == [None]
    with pytest.raises(InvalidInputError):
        incidents.power_is_back(member, outage.pk, at=incident_now(incident) + timedelta(hours=1))
    with pytest.raises(RefusedError):
        incidents.power_is_back(member, outage.pk, at=incident.opened_at - timedelta(hours=1))
    client = client_as(member)
    assert client.post(f"/incidents/{outage.pk}/power/", {"at": "11:30"}).status_code == 302
    incident = incident_numbered(outage.organisation_id, outage.pk)
    assert [str(t.spec.due_at) for t in tasks_in(incident)] == ["2026-08-21 05:30:00+00:00"]
    assert "ไฟฟ้ากลับมาเมื่อ 21 ส.ค. 2569" in words_of(client.get(f"/incidents/{outage.pk}/tasks/").content.decode())


def test_a_planned_cut_says_which_processes_it_would_hurt(
    outage: Incident, coordinator: Membership, member: Membership, client_as: SignIn
) -> None:
    client, page = client_as(coordinator), "/incidents/power-cuts/"
    cut = {"begins_day": "2026-08-25", "begins_at": "08:00", "ends_day": "2026-08-25", "ends_at": "17:00"}
    assert client_as(member).post(page, cut).status_code == 403
    past = {"begins_day": "2026-08-01", "ends_day": "2026-08-01"}
    for wrong in ({"ends_at": "07:00"}, {"begins_day": "พรุ่งนี้"}, past, {"note": "ก" * 301}):
        refused = client.post(page, cut | wrong)
        assert refused.status_code == 422
        shown = html.fromstring(refused.content.decode())
        assert shown.xpath("//input[@name='begins_at']/@value") == ["08:00"]
        assert shown.xpath("//div[@class='field bad']/p[@class='err']")  # beside the field, too
    assert client.post(page, cut).status_code == 302
    shown = words_of(client.get(page).content.decode())
    assert "ไฟฟ้าจะดับตามแผน 1 ครั้ง" in shown
    assert "งานสารบรรณ" in shown  # 6 hours
    assert "งานคลัง" not in shown  # 3 days
    assert client.post(page, {"act": "withdraw", "cut": str(PowerCut.objects.get().pk)}).status_code == 302
    assert "ไม่มีกำหนดดับไฟฟ้า" in words_of(client.get(page).content.decode())


def test_nobody_is_in_two_shifts_at_once_and_a_night_shift_ends_tomorrow(
    outage: Incident, coordinator: Membership, client_as: SignIn
) -> None:
    client, page = client_as(coordinator), f"/incidents/{outage.pk}/shifts/"
    night = {"begins": "20:00", "ends": "04:00", "people": ["person-5", "person-6"], "place": "site"}
    assert client.post(page, night).status_code == 302
    twice = client.post(page, night | {"begins": "03:00", "ends": "08:00", "days": "1", "people": ["person-6"]})
    assert twice.status_code == 409
    assert "นายหก ทดสอบ มีเวรอื่นในเวลาเดียวกันแล้ว" in words_of(twice.content.decode())
    day = night | {"begins": "08:30", "ends": "16:30", "people": ["person-6"], "place": "home"}
    assert client.post(page, day).status_code == 302
    assert "อยู่เวรตอนนี้ 1 คน" in words_of(client.get(page).content.decode())
    wrongs: list[dict[str, object]] = [{"people": []}, {"begins": ""}, {"place": "ดวงจันทร์"}]
    for wrong in wrongs:
        assert client.post(page, day | {"days": "2"} | wrong).status_code == 422


def test_numbered_forms_are_printed_and_no_number_comes_twice(
    course: Course, coordinator: Membership, head: Membership, client_as: SignIn
) -> None:
    number, client = course.incident.pk, client_as(coordinator)
    page = f"/incidents/{number}/processes/forms/"
    assert client.post(page, {"process": "process-1", "count": "3"}).status_code == 404  # not approved
    decision = actions.ask_for_manual_work(coordinator, number, "process-1", reason="ระบบล่ม")
    actions.decide_manual_work(head, number, decision.pk, approved=True)
    first = client.post(page, {"process": "process-1", "count": "3"})
    assert first.content.startswith(b"%PDF-")
    assert actions.print_forms(coordinator, number, "process-1", 5) == (4, 8)
    assert client.post(page, {"process": "process-1", "count": "0"}).status_code == 422
    assert client.post(page, {"process": "process-1", "count": "100000"}).status_code == 422
