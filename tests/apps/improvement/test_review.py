"""The review of a closed incident: what was late, not reached, slow, wrong, skipped; who mends it by when."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from phrom import clock as program_clock
from phrom.callouts.actions import acknowledge, acknowledge_by_code
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.improvement import actions
from phrom.improvement.queries import findings_of, open_improvements
from phrom.incidents import actions as incidents
from phrom.incidents.queries import incident_numbered
from phrom.offices.models import Membership
from phrom.response import actions as response
from tests.apps.callouts.course import Course, words_of

SignIn = Callable[[Membership], Client]


def closed(course: Course, coordinator: Membership) -> Course:
    response.end_incident(coordinator, course.incident.pk)
    course.incident = incident_numbered(course.incident.organisation_id, course.incident.pk)
    return course


def test_a_practice_in_which_nobody_did_anything_shows_what_went_wrong(course: Course, coordinator: Membership) -> None:
    for _step in range(60):
        course.after(60)
    decision = incidents.ask_for_decision(coordinator, course.incident.pk, matter="spending", reason="เรือ")
    course.clock.advance(hours=7)
    incidents.answer_decision(coordinator, course.incident.pk, decision.pk, approved=True, as_person="person-1")
    texts = [f.text.th for f in findings_of(closed(course, coordinator).incident)]
    assert any(t.startswith("งานสารบรรณ หยุดเกินเวลาที่แผนยอมให้") for t in texts)
    assert "ติดต่อ นายหก ทดสอบ ไม่ได้ทุกช่องทาง" in texts
    assert "ตัดสินใจเรื่อง การใช้จ่าย ใช้เวลา 7 ชั่วโมง" in texts
    assert "ปิดเหตุการณ์โดยไม่ได้บันทึกผล: ย้ายไปสถานที่ปฏิบัติงานสำรอง" in texts


def test_where_all_went_well_nothing_is_invented(course: Course, coordinator: Membership) -> None:
    course.run()
    for person in ("person-1", "person-3", "person-5", "person-6"):
        acknowledge_by_code(course.code_of(person), source="test")
    course.run()
    task = "flood-1@team:team-1"
    response.finish_task(coordinator, course.incident.pk, task)
    assert findings_of(closed(course, coordinator).incident) == ()


def test_a_skipped_step_is_found_with_its_reason(course: Course, coordinator: Membership) -> None:
    course.run()
    response.set_task_aside(coordinator, course.incident.pk, "flood-1@team:team-1", reason="อาคารไม่ถูกน้ำท่วม")
    texts = [f.text.th for f in findings_of(closed(course, coordinator).incident)]
    assert "ข้ามขั้นตอน: ย้ายไปสถานที่ปฏิบัติงานสำรอง เพราะอาคารไม่ถูกน้ำท่วม" in texts


def test_a_step_that_several_left_open_alike_is_one_finding_with_their_number(
    course: Course, coordinator: Membership
) -> None:
    course.run()
    for _party in range(3):
        response.add_task(coordinator, course.incident.pk, text="สรุปรายชื่อบุคลากร", to="team:team-1")
    response.add_task(coordinator, course.incident.pk, text="คืนกุญแจ", to="team:team-1")
    texts = [f.text.th for f in findings_of(closed(course, coordinator).incident) if f.kind == "left"]
    assert texts[1:] == [
        "ปิดเหตุการณ์โดยไม่ได้บันทึกผล: สรุปรายชื่อบุคลากร (×3)",
        "ปิดเหตุการณ์โดยไม่ได้บันทึกผล: คืนกุญแจ",
    ]


def test_closing_opens_the_review_and_each_finding_is_decided_once(
    course: Course, coordinator: Membership, member: Membership, client_as: SignIn
) -> None:
    number, client = course.incident.pk, client_as(coordinator)
    page = f"/incidents/{number}/review/"
    assert client.post(page, {"found": "x"}).status_code == 409  # still open
    assert client.post(f"/incidents/{number}/close/", {"sure": "on"})["Location"] == page
    shown = words_of(client.get(page).content.decode())
    assert "ทบทวน: พบ 1 เรื่องที่ยังไม่ได้ตัดสินใจ" in shown
    finding = findings_of(incident_numbered(course.incident.organisation_id, number))[0].key
    mend = {"finding": finding, "action": "ทบทวนขั้นตอน", "owner": "นายห้า ทดสอบ", "due": "2026-09-30"}
    assert client_as(member).post(page, mend).status_code == 403
    for wrong in ({"due": "2026-08-01"}, {"due": ""}, {"owner": " "}, {"action": ""}):
        refused = client.post(page, mend | wrong)
        assert refused.status_code == 422
    assert client.post(page, mend).status_code == 302
    assert client.post(page, mend).status_code == 409
    assert "ทบทวนครบแล้ว" in words_of(client.get(page).content.decode())


def test_what_is_to_be_mended_is_done_with_its_proof(
    course: Course, coordinator: Membership, stranger: Membership, client_as: SignIn
) -> None:
    closed(course, coordinator)
    number, today = course.incident.pk, timezone.localdate(program_clock.now())
    row = actions.decide_improvement(
        coordinator, number, "", found="ป้ายบอกทางไม่มี", action="ทำป้าย", owner="ฝ่ายอำนวยการ", due_on=today
    )
    with pytest.raises(NotFoundError):
        actions.finish_improvement(stranger, row.pk, proof="ทำแล้ว")
    with pytest.raises(InvalidInputError):
        actions.finish_improvement(coordinator, row.pk, proof=" ")
    course.clock.advance(days=2)
    client = client_as(coordinator)
    assert "เลยกำหนด 1 เรื่อง" in words_of(client.get("/improvements/").content.decode())
    client.post("/improvements/", {"improvement": row.pk, "proof": "ติดตั้งแล้ว 4 ป้าย"})
    assert actions.finish_improvement(coordinator, row.pk, proof="อีกครั้ง").remark == "ติดตั้งแล้ว 4 ป้าย"
    assert not open_improvements(coordinator.organisation_id).exists()


def test_a_finding_may_need_no_mending_but_never_without_the_reason(
    course: Course, coordinator: Membership, auditor: Membership
) -> None:
    finding = findings_of(closed(course, coordinator).incident)[0].key
    with pytest.raises(NotAllowedError):
        actions.set_finding_aside(auditor, course.incident.pk, finding, reason="ซ้อมสั้น")
    with pytest.raises(InvalidInputError):
        actions.set_finding_aside(coordinator, course.incident.pk, finding, reason="")
    row = actions.set_finding_aside(coordinator, course.incident.pk, finding, reason="ซ้อมเฉพาะการแจ้งเหตุ")
    with pytest.raises(RefusedError):
        actions.finish_improvement(coordinator, row.pk, proof="ทำแล้ว")
    with pytest.raises(NotFoundError):
        actions.set_finding_aside(coordinator, course.incident.pk, "task:none", reason="x")


def test_the_review_shows_how_fast_the_call_reached_people_in_the_office_and_in_each_team(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    course.run()
    for person in ("person-5", "person-6"):
        course.clock.advance(minutes=2)
        acknowledge(course.callout.pk, person, via="practice")
    client, pk = client_as(coordinator), course.incident.pk
    during = words_of(client.get(f"/incidents/{pk}/calls/").content.decode())
    assert "รับทราบ 2 จาก 2 ตำแหน่ง ครบใน 4 นาที" in during
    assert "การแจ้งเหตุถึงคนเร็วเพียงใด" not in words_of(client.get(f"/incidents/{pk}/review/").content.decode())
    closed(course, coordinator)
    after = words_of(client.get(f"/incidents/{pk}/review/").content.decode())
    assert "การแจ้งเหตุถึงคนเร็วเพียงใด" in after
    assert "รับทราบ 2 จาก 4 คน" in after
    assert "รับทราบ 2 จาก 2 ตำแหน่ง ครบใน 4 นาที" in after
