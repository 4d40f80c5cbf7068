"""What a page must survive at three in the morning: each is a clear sentence, nothing is lost, nothing breaks."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from phrom.errors import InvalidInputError, RefusedError
from phrom.incidents import actions as incidents
from phrom.incidents.models import Incident
from phrom.incidents.queries import incident_now
from phrom.offices.models import Membership, Organisation
from phrom.response import actions
from phrom.response.models import ReportIn
from phrom.response.views.report_facts import draft_text
from tests import cast
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of
from tests.apps.response.test_every_page import PAGES

SignIn = Callable[[Membership], Client]
BARE = {"title": "แผน", "organisation": {"name": "อบต.เปล่า"}, "threats": [{"id": "threat-flood", "name": "อุทกภัย"}]}
NO_HEAD = PLAN | {"continuity_team": {"teams": PLAN["continuity_team"]["teams"]}, "response": []}


def test_of_two_who_decide_at_once_the_second_hears_that_it_is_decided(
    course: Course, coordinator: Membership, head: Membership, client_as: SignIn
) -> None:
    number = course.incident.pk
    decision = incidents.ask_for_decision(coordinator, number, matter="site", reason="ย้ายไปวัด")
    page = f"/incidents/{number}/decisions/"
    first = client_as(head).post(page, {"decision": decision.pk, "answer": "approve"})
    second = client_as(coordinator).post(
        page, {"decision": decision.pk, "answer": "reject", "remark": "ไม่ควร", "as_person": "person-1"}
    )
    assert first.status_code == 302
    assert second.status_code == 409
    assert "มีผู้ตัดสินใจแล้ว" in words_of(second.content.decode())
    decision.refresh_from_db()
    assert decision.approved is True


def test_a_decision_about_manual_work_after_the_closing_is_refused_in_words(
    course: Course, coordinator: Membership, head: Membership
) -> None:
    number = course.incident.pk
    asked = actions.ask_for_manual_work(coordinator, number, "process-1", reason="ระบบล่ม")
    incidents.propose_stand_down(coordinator, number, reason="น้ำลด")
    incidents.approve_stand_down(head, number)
    with pytest.raises(RefusedError) as again:
        incidents.propose_stand_down(coordinator, number, reason="น้ำลด")
    assert again.value.message == "เหตุการณ์ปิดแล้ว"  # this plan orders nothing for the recovery
    with pytest.raises(RefusedError) as late:
        actions.decide_manual_work(head, number, asked.pk, approved=True)
    assert late.value.message


@pytest.mark.parametrize("hours", [1, -100_000])
def test_times_to_come_and_before_the_incident_are_refused_in_words(
    course: Course, coordinator: Membership, hours: int
) -> None:
    number, wrong = course.incident.pk, incident_now(course.incident) + timedelta(hours=hours)
    refused: list[Callable[[], object]] = [
        lambda: actions.report_in(coordinator, number, "person-6", "site", at=wrong),
        lambda: actions.set_process_state(coordinator, number, "process-1", "stopped", at=wrong),
        lambda: actions.note_situation(coordinator, number, "น้ำ", at=wrong),
        lambda: actions.record_wellbeing(coordinator, number, "person-6", "safe", at=wrong),
        lambda: incidents.power_is_back(coordinator, number, at=wrong),
    ]
    for act in refused:
        with pytest.raises(RefusedError) as refusal:
            act()
        assert "เวลานี้" in refusal.value.message


@pytest.mark.parametrize("document", [BARE, NO_HEAD], ids=["bare", "no head"])
def test_a_plan_without_phases_stages_or_head_still_has_every_page(
    office: Organisation,
    coordinator: Membership,
    clock: cast.SettableClock,
    client_as: SignIn,
    document: dict[str, object],
) -> None:
    plan_in_force(office, document)
    incident = Course(coordinator, clock).run().incident
    client = client_as(coordinator)
    for page in PAGES:
        assert client.get(f"/incidents/{incident.pk}/{page}/").status_code == 200, page
    assert "แผนไม่มีกระบวนงาน" in draft_text(incident) or "หยุด" in draft_text(incident)
    actions.note_situation(coordinator, incident.pk, "น้ำเข้า")
    response = client.post(f"/incidents/{incident.pk}/meetings/", {"place": "ห้องประชุม"})
    assert response.status_code == 302


def test_everybody_unreachable_is_said_and_the_incident_goes_on(
    office: Organisation, coordinator: Membership, head: Membership, clock: cast.SettableClock, client_as: SignIn
) -> None:
    silent = [{k: v for k, v in p.items() if k != "phones"} for p in PLAN["people"]]
    plan_in_force(office, PLAN | {"people": silent})
    real = incidents.propose_activation(coordinator, "threat-flood", request_key="no-phones", reason="น้ำเข้า")
    incidents.approve_activation(head, real.pk)
    course = Course(coordinator, clock, incident=Incident.objects.get(pk=real.pk)).run()
    for _step in range(12):
        course.after(900)
    assert {p.status for p in course.state.people.values()} <= {"unreachable", "handed_to_alternate", "standing_by"}
    client = client_as(coordinator)
    for page in ("board", "calls", "people", "tasks"):
        assert client.get(f"/incidents/{real.pk}/{page}/").status_code == 200
    actions.report_in(coordinator, real.pk, "person-6", "site")


def test_an_entry_of_a_hundred_kilobytes_is_refused_with_its_length_and_nothing_is_cut(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    number, long = course.incident.pk, "น้ำท่วม " * 12_500
    client = client_as(coordinator)
    assert client.post(f"/incidents/{number}/log/", {"text": long}).status_code == 422
    actions.draft_report(coordinator, number, "ร่าง")
    page = f"/incidents/{number}/reports/1/"
    refused = client.post(page, {"act": "edit", "text": long, "revision": "1"})
    assert refused.status_code == 422
    assert "ยาวเกิน" in words_of(refused.content.decode())
    assert refused.content.decode().count("น้ำท่วม") >= 12_500  # what was typed is still there
    with pytest.raises(InvalidInputError) as note:
        actions.note_situation(coordinator, number, long)
    assert "ยาวเกิน" in note.value.message


def test_the_same_report_in_twice_is_one(course: Course, coordinator: Membership) -> None:
    number = course.incident.pk
    first = actions.report_in(coordinator, number, "person-6", "site")
    course.clock.advance(minutes=5)
    assert actions.report_in(coordinator, number, "person-6", "site").at == first.at
    assert ReportIn.objects.count() == 1
    assert course.logged().count("person.reported_in") == 1


def test_several_incidents_at_once_keep_their_things_apart(course: Course, coordinator: Membership) -> None:
    other = incidents.watch_incident(coordinator, "threat-flood", request_key="second-one", practice=True)
    actions.ask_for_resource(coordinator, course.incident.pk, category="water", name="น้ำดื่ม", quantity=10, source="ทีม 1")
    actions.note_situation(coordinator, other.pk, "เรื่องของอีกเหตุการณ์")
    assert "น้ำดื่ม" not in draft_text(other)
    assert "อีกเหตุการณ์" not in draft_text(course.incident)


@pytest.mark.parametrize(
    ("page", "form"),
    [("reports", {"act": "note", "at": "25:99"}), ("reports", {"act": "note", "at": "23:59"}), ("tasks", {"at": "๙๙"})],
)
def test_a_refused_note_or_task_comes_back_as_it_was_typed(
    course: Course, coordinator: Membership, client_as: SignIn, page: str, form: dict[str, str]
) -> None:
    address = f"/incidents/{course.incident.pk}/{page}/"
    refused = client_as(coordinator).post(address, form | {"text": "น้ำถึงขั้นบันไดที่สาม", "to": "head"})
    assert refused.status_code == 422
    shown = refused.content.decode()
    assert "น้ำถึงขั้นบันไดที่สาม" in shown
    assert f'value="{form["at"]}"' in shown
    assert 'role="alert"' in shown
