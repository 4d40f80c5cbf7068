"""The pages of an incident: what they say, what they mark, what they refuse."""

from collections.abc import Callable

import pytest
from django.test import Client

from phrom.callouts import actions
from phrom.incidents.models import Incident
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]
PAGES = ("board", "calls", "caller", "phones", "log")


def waiting_for_a_caller(course: Course) -> None:
    course.run().after(16).after(46)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_practice_is_marked(
    course: Course, coordinator: Membership, client_as: SignIn, page: str
) -> None:
    course.run()
    answer = client_as(coordinator).get(f"/incidents/{course.incident.pk}/{page}/")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert 'data-mode="practice"' in text
    assert "การฝึกซ้อม ไม่ใช่เหตุจริง" in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize("page", [*PAGES, "activation"])
def test_another_offices_incident_is_not_found(
    course: Course, stranger: Membership, client_as: SignIn, page: str
) -> None:
    assert client_as(stranger).get(f"/incidents/{course.incident.pk}/{page}/").status_code == 404


def test_the_preview_says_who_is_called_with_what_text_and_who_cannot_be(
    office: Organisation, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    people = [p | ({"phones": []} if p["id"] == "person-6" else {}) for p in PLAN["people"]]
    plan_in_force(office, PLAN | {"people": people})
    text = client_as(coordinator).get("/incidents/practice/threat-flood/").content.decode()
    for wanted in ("[ซ้อม] อบต.บ้านตัวอย่าง", "ขอยกเลิกข้อความก่อนหน้า", "1 คนไม่มีเบอร์", "หอประชุมกลาง", "งานสารบรรณ"):
        assert wanted in words_of(text)
    assert Incident.objects.count() == 0


def test_starting_twice_with_the_same_form_starts_one_practice(
    office: Organisation, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    plan_in_force(office)
    client = client_as(coordinator)
    form = {"request_key": "a-key-made-on-get", "pace": "fast", "sure": "on"}
    answers = [client.post("/incidents/practice/threat-flood/", form) for _press in range(2)]
    incident = Incident.objects.get()
    assert [a.url for a in answers] == [f"/incidents/{incident.pk}/phones/"] * 2  # type: ignore[attr-defined]


def test_a_threat_that_the_plan_does_not_have_is_not_found(
    office: Organisation, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    plan_in_force(office)
    assert client_as(coordinator).get("/incidents/practice/threat-dragon/").status_code == 404


def test_without_an_approved_plan_the_page_says_what_to_do_first(
    coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    for address in ("/incidents/practice/", "/incidents/practice/threat-flood/", "/incidents/real/threat-flood/"):
        answer = client_as(coordinator).get(address)
        assert answer.status_code == 200
        assert "ยังไม่มีแผนที่อนุมัติแล้ว" in answer.content.decode()


def test_the_caller_sees_one_number_and_only_of_who_they_hold(
    course: Course, leader: Membership, client_as: SignIn
) -> None:
    waiting_for_a_caller(course)
    client, address = client_as(leader), f"/incidents/{course.incident.pk}/caller/"
    assert "tel:" not in client.get(address).content.decode()
    client.post(address, {"act": "hold", "person": "person-6"})
    page = client.get(address).content.decode()
    assert page.count("tel:") == 1
    assert "tel:+66810000006" in page
    assert "นี่คือการฝึกซ้อม ไม่ใช่เหตุจริง" in words_of(page)


def test_somebody_else_calling_is_shown_and_cannot_be_taken(
    course: Course, leader: Membership, coordinator: Membership, client_as: SignIn
) -> None:
    waiting_for_a_caller(course)
    actions.hold_person(leader, course.callout.pk, "person-6")
    client, address = client_as(coordinator), f"/incidents/{course.incident.pk}/caller/"
    assert "กำลังโทร" in client.get(address).content.decode()
    assert client.post(address, {"act": "hold", "person": "person-6"}).status_code == 409


@pytest.mark.parametrize(
    ("result", "status"),
    [("answered", "acknowledged"), ("refused", "refused"), ("no_answer", "told"), ("left_message", "told")],
)
def test_each_outcome_reaches_the_board_and_the_next_person_comes(
    course: Course, leader: Membership, client_as: SignIn, result: str, status: str
) -> None:
    waiting_for_a_caller(course)
    client, address = client_as(leader), f"/incidents/{course.incident.pk}/caller/"
    client.post(address, {"act": "hold", "person": "person-6"})
    client.post(address, {"act": "report", "person": "person-6", "result": result})
    assert course.state.people["person-6"].status == status
    assert client.get(address).content.decode().count("tel:") == 1


def test_a_live_part_is_sent_once_and_then_only_when_it_has_changed(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    course.run()
    client = client_as(coordinator)
    for address in ("calls/?part=1", "board/?part=1"):
        first = client.get(f"/incidents/{course.incident.pk}/{address}")
        again = client.get(f"/incidents/{course.incident.pk}/{address}", headers={"If-None-Match": first["ETag"]})
        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    actions.acknowledge(course.callout.pk, "person-6", via="code")
    changed = client.get(f"/incidents/{course.incident.pk}/{address}", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_a_practice_phone_is_answered_by_key_by_code_and_by_nought(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    course.run()
    client, address = client_as(coordinator), f"/incidents/{course.incident.pk}/phones/"
    client.post(address, {"person": "person-1", "key": "acknowledged"})
    client.post(address, {"person": "person-5", "text": course.code_of("person-5").lower()})
    client.post(address, {"person": "person-6", "text": "๐"})
    people = course.state.people
    assert [people[f"person-{n}"].status for n in (1, 5, 6)] == ["acknowledged", "acknowledged", "refused"]


def test_a_wrong_code_on_a_practice_phone_is_said_beside_it(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    course.run()
    answer = client_as(coordinator).post(
        f"/incidents/{course.incident.pk}/phones/", {"person": "person-6", "text": "XX99"}
    )
    assert "ไม่พบรหัสนี้" in answer.content.decode()


def test_stopping_needs_the_tick(course: Course, coordinator: Membership, client_as: SignIn) -> None:
    client, address = client_as(coordinator), f"/incidents/{course.incident.pk}/calls/stop/"
    client.post(address, {})
    assert course.callout.state == "running"
    client.post(address, {"sure": "on", "reason": "แจ้งผิด"})
    assert course.callout.state == "stopped"


def test_the_printed_call_list_has_numbers_and_taking_it_out_is_logged(
    course: Course, leader: Membership, auditor: Membership, client_as: SignIn
) -> None:
    course.run()
    address = f"/incidents/{course.incident.pk}/calls/sheet/"
    assert client_as(auditor).post(address).status_code == 403
    page = client_as(leader).post(address).content.decode()
    assert "081 000 0006" in page
    assert course.logged()[-1] == "document.exported"


def test_numbers_stand_on_no_other_page(course: Course, member: Membership, client_as: SignIn) -> None:
    waiting_for_a_caller(course)
    client = client_as(member)
    for page in ("board", "calls"):
        text = client.get(f"/incidents/{course.incident.pk}/{page}/").content.decode()
        assert "0810000" not in text.replace(" ", "")
        assert "+668" not in text


def test_closing_stops_the_calls_and_frees_the_codes(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    course.run()
    for _press in range(2):
        client_as(coordinator).post(f"/incidents/{course.incident.pk}/close/", {"sure": "on"})
    assert course.callout.state == "stopped"
    assert course.logged().count("exercise.closed") == 1
    course.after(300)
    assert len(course.phone_of("person-6")) == 1
