"""People: at work by code or by the desk, who is missing, and how they are, told only to those who care for them."""

import html
from collections.abc import Callable

import pytest
from django.test import Client

from phrom.callouts import actions as callouts
from phrom.core.rendering.address_mark import address_mark
from phrom.errors import InvalidInputError, NotAllowedError, RefusedError
from phrom.incidents import actions as incidents
from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership
from phrom.response import actions
from phrom.response.models import ReportIn, SiteCode, Wellbeing
from phrom.response.queries import course_in, presence_in
from tests.apps.callouts.course import Course, words_of

SignIn = Callable[[Membership], Client]


def test_reporting_in_by_the_reply_code_and_the_digits_on_the_wall(course: Course, coordinator: Membership) -> None:
    course.run()
    digits = actions.make_site_code(coordinator, course.incident.pk)
    assert digits == actions.make_site_code(coordinator, course.incident.pk)
    client, code = Client(), course.code_of("person-6")
    wrong = client.post("/report-in/", {"code": code, "wall": "0000", "place": "site"})
    assert (wrong.status_code, "หน้าห้อง" in wrong.content.decode()) == (422, True)
    for _again in range(2):
        page = client.post("/report-in/", {"code": code.lower(), "wall": digits, "place": "site"})
        assert "รายงานตัวแล้ว" in page.content.decode()
        assert 'data-mode="practice"' in page.content.decode()
    assert ReportIn.objects.get().place == "site"
    assert course.logged().count("person.reported_in") == 1
    assert LogEntry.objects.get(kind="person.reported_in").author_name == "นายหก ทดสอบ"


def test_from_home_needs_no_digits_and_coming_later_moves_the_person(course: Course, coordinator: Membership) -> None:
    course.run()
    client, code = Client(), course.code_of("person-6")
    client.post("/report-in/", {"code": code, "place": "home"})
    digits = actions.make_site_code(coordinator, course.incident.pk)
    client.post("/report-in/", {"code": code, "place": "site", "wall": digits})
    assert ReportIn.objects.get().place == "site"
    assert course.logged().count("person.reported_in") == 2


def test_a_wrong_code_is_refused_and_guessing_is_slowed_down(course: Course) -> None:
    course.run()
    answers = {Client().post("/report-in/", {"code": f"ZZ{n:02}", "place": "home"}).status_code for n in range(25)}
    assert answers == {422, 429}
    assert not ReportIn.objects.exists()


def test_before_activation_and_after_the_end_nobody_reports_in(course: Course, coordinator: Membership) -> None:
    watched = incidents.watch_incident(coordinator, "threat-flood", request_key="watch-77", practice=True)
    with pytest.raises(RefusedError):
        actions.report_in(coordinator, watched.pk, "person-6", "site")
    incidents.close_incident(coordinator, course.incident.pk)
    with pytest.raises(RefusedError):
        actions.report_in(coordinator, course.incident.pk, "person-6", "site")


def test_who_was_told_and_has_not_come_in_the_plans_time_is_missing(course: Course) -> None:
    course.run()
    for person in ("person-1", "person-5", "person-6"):
        callouts.acknowledge(course.callout.pk, person, via="code")
    callouts.refuse(course.callout.pk, "person-1", via="code")
    course.clock.advance(hours=25)
    presence = presence_in(course.incident, course_in(course.incident))
    late = [p.person for p in presence.people if p.is_late(course.clock.now)]
    assert {"person-5", "person-6"} <= set(late)
    assert "person-1" not in late


def test_a_person_speaks_for_themselves_a_leader_for_the_team_and_who_directs_for_all(
    course: Course, member: Membership, leader: Membership, coordinator: Membership, auditor: Membership
) -> None:
    number = course.incident.pk
    actions.record_wellbeing(member, number, "person-6", "injured", detail="ข้อเท้าพลิก")
    actions.record_wellbeing(leader, number, "person-6", "safe")
    actions.record_wellbeing(coordinator, number, "person-1", "not_found")
    for who, person in ((member, "person-5"), (leader, "person-1"), (auditor, "person-6")):
        with pytest.raises(NotAllowedError):
            actions.record_wellbeing(who, number, person, "safe")
    with pytest.raises(InvalidInputError):
        actions.record_wellbeing(coordinator, number, "person-1", "happy")
    assert Wellbeing.objects.count() == 3


def test_how_somebody_is_stands_neither_in_the_log_book_nor_on_others_pages(
    course: Course,
    member: Membership,
    leader: Membership,
    coordinator: Membership,
    auditor: Membership,
    client_as: SignIn,
) -> None:
    course.run()
    actions.record_wellbeing(coordinator, course.incident.pk, "person-1", "injured", detail="แขนหัก อยู่โรงพยาบาล")
    page = f"/incidents/{course.incident.pk}/people/"
    assert "แขนหัก" in client_as(coordinator).get(page).content.decode()
    for who in (member, leader, auditor):
        assert "แขนหัก" not in client_as(who).get(page).content.decode()
    assert not any("แขนหัก" in str(e.data) or "injured" in str(e.data) for e in LogEntry.objects.all())


def test_the_desk_records_who_comes_and_the_same_twice_is_once(
    course: Course, coordinator: Membership, member: Membership, client_as: SignIn
) -> None:
    course.run()
    page = f"/incidents/{course.incident.pk}/people/"
    client = client_as(coordinator)
    for _press in range(2):
        client.post(page, {"person": "person-5", "place": "site"})
    shown = words_of(client.get(page).content.decode())
    assert "รายงานตัวแล้ว 1 จาก 4 คน" in shown
    assert course.logged().count("person.reported_in") == 1
    assert client_as(member).post(page, {"person": "person-5", "place": "home"}).status_code == 403
    wall = client.post(page + "wall/").content.decode()
    assert "รายงานตัวที่นี่" in wall
    assert "ซ้อม" in wall


def test_the_sign_on_the_wall_bears_a_qr_that_fills_in_the_digits(
    course: Course, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    page = client_as(coordinator).post(f"/incidents/{course.incident.pk}/people/wall/", headers={"Host": "bcp.example"})
    code = SiteCode.objects.get().code
    assert "http://bcp.example/report-in/" in page.content.decode()
    picture = address_mark(f"http://bcp.example/report-in/?wall={code}")
    assert html.escape(picture) in page.content.decode()
    filled = Client().get("/report-in/", {"wall": code}).content.decode()
    assert f'name="wall" value="{code}"' in filled
    assert "<script>" not in Client().get("/report-in/", {"wall": '"><script>'}).content.decode()


def test_a_sign_made_on_the_laptop_itself_never_leads_a_telephone_to_itself(
    course: Course, coordinator: Membership, client_as: Callable[[Membership], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.socket.getsockname", lambda _socket: ("10.42.0.1", 5))
    monkeypatch.setattr("socket.socket.connect", lambda _socket, _address: None)
    address = f"/incidents/{course.incident.pk}/people/wall/"
    page = client_as(coordinator).post(address, headers={"Host": "localhost:8000"})
    assert "http://10.42.0.1:8000/report-in/" in page.content.decode()


def test_who_is_injured_dead_or_not_found_stands_in_a_list_for_those_who_care_for_them(
    course: Course, coordinator: Membership, leader: Membership, client_as: SignIn
) -> None:
    course.run()
    page, client = f"/incidents/{course.incident.pk}/people/", client_as(coordinator)
    assert 'id="unwell"' not in client.get(page).content.decode()
    for person, state in (("person-1", "injured"), ("person-5", "safe"), ("person-6", "dead")):
        said = {"act": "wellbeing", "person": person, "state": state, "detail": "ตามที่พบ"}
        assert client.post(page, said).status_code == 302
    listed = client.get(page).content.decode().partition('id="unwell"')[2].partition("</ul>")[0]
    shown = words_of(listed)
    assert shown.index("นายหก") < shown.index("นายหนึ่ง")
    assert "นายห้า" not in shown
    assert "เสียชีวิต" in shown
    seen_by_leader = client_as(leader).get(page).content.decode().partition('id="unwell"')[2].partition("</ul>")[0]
    assert "นายหก" in words_of(seen_by_leader)  # of the leader's own team
    assert "นายหนึ่ง" not in words_of(seen_by_leader)


def test_everybody_can_be_injured_also_who_was_not_called_or_is_not_in_the_plan(
    course: Course, coordinator: Membership, leader: Membership, client_as: SignIn
) -> None:
    course.run()
    pk, client = course.incident.pk, client_as(coordinator)
    page = f"/incidents/{pk}/people/"
    before = presence_in(course.incident, course_in(course.incident))
    assert "person-2" not in {p.person for p in before.people}
    assert "นายสอง" in words_of(client.get(page).content.decode())  # stands by: at the end of the list
    client.post(page, {"act": "wellbeing", "person": "person-2", "state": "injured"})
    client.post(page, {"act": "wellbeing", "name": " นางสมร  ใจดี ", "state": "injured", "detail": "หกล้ม"})
    client.post(page, {"act": "wellbeing", "name": "นายห้า ทดสอบ", "state": "safe"})  # is in the plan
    after = presence_in(course.incident, course_in(course.incident))
    assert [p.name for p in after.outside] == ["นางสมร ใจดี"]
    assert after.wellbeing_count("injured") == 2
    assert {p.person for p in after.people if p.wellbeing} == {"person-2", "person-5"}
    assert "นางสมร ใจดี" in words_of(client.get(page).content.decode())
    assert "หกล้ม" not in client_as(leader).get(page).content.decode()
    assert LogEntry.objects.filter(data__person_name="นางสมร ใจดี").count() == 1
    refused = client.post(page, {"act": "wellbeing", "name": "ก" * 91, "state": "injured"})
    assert (refused.status_code, "ก" * 91 in refused.content.decode()) == (422, True)
    with pytest.raises(NotAllowedError):
        actions.record_wellbeing(leader, pk, actions.person_outside(course.incident, "นางสมร ใจดี"), "safe")


def test_who_is_hurt_before_the_plan_is_in_force_is_recorded_and_nobody_reports_in_yet(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    watched = incidents.watch_incident(coordinator, "threat-flood", request_key="watch-78", practice=True)
    page, client = f"/incidents/{watched.pk}/people/", client_as(coordinator)
    assert client.post(page, {"act": "wellbeing", "person": "person-6", "state": "injured"}).status_code == 302
    shown = client.get(page).content.decode()
    assert 'id="unwell"' in shown
    assert 'name="place"' not in shown
    assert "0 จาก 0" not in words_of(shown)


def test_who_worked_from_home_and_came_is_moved_by_the_desk(
    course: Course, coordinator: Membership, client_as: SignIn
) -> None:
    course.run()
    page, client = f"/incidents/{course.incident.pk}/people/", client_as(coordinator)
    client.post(page, {"person": "person-6", "place": "home"})
    client.post(page, {"person": "person-6", "place": "site"})
    assert ReportIn.objects.get().place == "site"
