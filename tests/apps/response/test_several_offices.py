"""One incident over several offices: named by one, joined by the others, each with its own plan, board and log book."""

from collections.abc import Callable

import pytest
from django.test import Client

from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.incidents import actions
from phrom.incidents.models import AffectedOffice, Incident
from phrom.incidents.queries import incident_numbered
from phrom.logbook.models import LogEntry
from phrom.logbook.queries import verify_chain
from phrom.offices.models import Membership
from phrom.offices.roles import Role
from phrom.response import actions as response
from phrom.response.views import offices
from tests import cast
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of

SignIn = Callable[[Membership], Client]
OTHER_PLAN = PLAN | {
    "organisation": {"name": "เทศบาลตำบลข้างเคียง"},
    "threats": [{"id": "threat-9", "name": "อุทกภัย น้ำท่วม"}],
    "processes": [{"id": "process-1", "name": "งานประปาลับ", "mtpd": "PT6H"}],
    "scenarios": [],
    "sites": [],
}


@pytest.fixture
def province(coordinator: Membership, clock: cast.SettableClock) -> Incident:
    plan_in_force(coordinator.organisation)
    return actions.watch_incident(coordinator, "threat-flood", request_key="province", practice=False)


@pytest.fixture
def asked(province: Incident, coordinator: Membership, stranger: Membership) -> AffectedOffice:
    plan_in_force(stranger.organisation, OTHER_PLAN)
    actions.name_offices(coordinator, province.pk, [stranger.organisation_id], note="น้ำล้นตลิ่งสองฝั่ง")
    return AffectedOffice.objects.get()


def kinds(membership: Membership) -> list[str]:
    return list(LogEntry.objects.filter(organisation=membership.organisation).values_list("kind", flat=True))


def page_of(client: Client, address: str) -> str:
    return words_of(client.get(address).content.decode())


def test_the_other_office_joins_in_one_tap_with_its_own_plan_and_its_own_head_decides(
    province: Incident, asked: AffectedOffice, coordinator: Membership, stranger: Membership, client_as: SignIn
) -> None:
    client, page = client_as(stranger), f"/incidents/asked/{asked.pk}/"
    assert f"{coordinator.organisation.name} แจ้งว่าอุทกภัยกระทบหน่วยงานท่านด้วย" in page_of(client, "/")
    shown = client.get(page).content.decode()
    assert 'value="threat:threat-9" required checked' in " ".join(shown.split())  # its own threat of that name
    assert "น้ำล้นตลิ่งสองฝั่ง" in shown
    joined = client.post(page, {"act": "join", "as": "threat:threat-9"})
    own = Incident.objects.get(organisation=stranger.organisation)
    assert joined["Location"] == f"/incidents/{own.pk}/board/"
    assert (own.stage, own.threat, own.practice, own.activated_at) == ("onset", "threat-9", False, None)
    assert client.post(page, {"act": "join", "as": "threat:threat-9"})["Location"] == joined["Location"]  # twice
    assert Incident.objects.filter(organisation=stranger.organisation).count() == 1
    actions.propose_activation_of(stranger, own.pk, reason="น้ำเข้าโรงสูบ")
    with pytest.raises(NotFoundError):  # the opener's head is nobody here
        actions.approve_activation(cast.join(coordinator.organisation, cast.HEAD), own.pk)
    their_head = cast.join(stranger.organisation, cast.Character("mayor", "นายกเทศมนตรี", Role.HEAD, "person-1"))
    actions.approve_activation(their_head, own.pk)
    assert incident_numbered(province.organisation_id, province.pk).stage == "onset"


def test_both_books_tell_it_and_both_chains_hold(
    province: Incident, asked: AffectedOffice, coordinator: Membership, stranger: Membership
) -> None:
    own = actions.join_incident(stranger, asked.pk, threat="threat-9")
    actions.stop_sharing(stranger, asked.pk, reason="น้ำลดแล้ว")
    assert kinds(coordinator) == ["incident.opened", "office.asked_to_join", "office.joined", "office.left"]
    assert kinds(stranger) == [
        *("joining.asked", "incident.opened", "situation.noted", "joining.accepted", "joining.ended"),
    ]
    theirs = LogEntry.objects.get(organisation=coordinator.organisation, kind="office.joined")
    assert (theirs.author, theirs.incident_id) == (None, province.pk)
    assert theirs.author_name == f"{stranger.user.name} ({stranger.organisation.name})"
    assert LogEntry.objects.get(kind="joining.accepted").incident_id == own.pk
    assert all(verify_chain(m.organisation_id).ok for m in (coordinator, stranger))


def test_the_opener_sees_the_summary_of_those_that_agreed_and_nothing_else(
    province: Incident,
    asked: AffectedOffice,
    coordinator: Membership,
    member: Membership,
    stranger: Membership,
    clock: cast.SettableClock,
    client_as: SignIn,
) -> None:
    page, client = f"/incidents/{province.pk}/offices/", client_as(coordinator)
    assert "ร่วมแล้ว 0 จาก 1 หน่วยงาน" in page_of(client, page)
    own = actions.join_incident(stranger, asked.pk, threat="threat-9")
    actions.propose_activation_of(stranger, own.pk, reason="คำขอลับ")
    their_head = cast.join(stranger.organisation, cast.Character("mayor", "นายกเทศมนตรี", Role.HEAD, "person-1"))
    actions.approve_activation(their_head, own.pk)
    response.note_situation(stranger, own.pk, "เรื่องภายในของเทศบาล")
    report = response.draft_report(stranger, own.pk, "รายงานสถานการณ์ฉบับที่ 1 ของเทศบาล")
    clock.advance(hours=5)
    shown = page_of(client, page)
    assert "1 หน่วยงานมีกระบวนงานเสี่ยงเกินเวลา" in shown
    assert "หยุด 1 จาก 1 · เสี่ยงเกินเวลา 1" in shown
    assert "ยังไม่มีฉบับที่อนุมัติ" in shown  # a draft is nobody's business
    response.approve_report(their_head, own.pk, report.number, revision=report.revision)
    shown = page_of(client, page)
    assert "รายงานสถานการณ์ฉบับที่ 1 ของเทศบาล" in shown
    for secret in ("งานประปาลับ", "คำขอลับ", "เรื่องภายในของเทศบาล", "นายหก"):
        assert secret not in shown
    assert "1 หน่วยงานมีกระบวนงานเสี่ยงเกินเวลา" in page_of(client_as(member), f"/incidents/{province.pk}/board/")
    assert client_as(member).get(page).status_code == 403  # only for those who lead
    for theirs in ("board", "log", "tasks", "offices"):
        assert client.get(f"/incidents/{own.pk}/{theirs}/").status_code == 404
    actions.stop_sharing(stranger, asked.pk, reason="พอแล้ว")
    assert "หยุด 1 จาก 1" not in page_of(client, page)


def test_once_the_opener_has_closed_nothing_is_shown_any_more(
    province: Incident, asked: AffectedOffice, coordinator: Membership, stranger: Membership, client_as: SignIn
) -> None:
    actions.join_incident(stranger, asked.pk, threat="threat-9")
    client, page = client_as(coordinator), f"/incidents/{province.pk}/offices/"
    assert "ยังไม่มีการแจ้งใคร" in page_of(client, page)
    actions.close_incident(coordinator, province.pk)
    assert "ยังไม่มีการแจ้งใคร" not in page_of(client, page)
    assert "จึงไม่เห็นภาพรวมของท่านอีก" in page_of(client_as(stranger), f"/incidents/asked/{asked.pk}/")
    with pytest.raises(RefusedError):
        actions.name_offices(coordinator, province.pk, [stranger.organisation_id])


def test_only_who_may_open_an_incident_names_offices_and_answers(
    province: Incident,
    asked: AffectedOffice,
    coordinator: Membership,
    leader: Membership,
    stranger: Membership,
    client_as: SignIn,
) -> None:
    their_member = cast.join(stranger.organisation, cast.Character("noi", "นางน้อย", Role.MEMBER, "person-6"))
    with pytest.raises(NotAllowedError):
        actions.name_offices(leader, province.pk, [stranger.organisation_id])
    with pytest.raises(NotAllowedError):
        actions.join_incident(their_member, asked.pk, threat="threat-9")
    with pytest.raises(NotFoundError):  # nobody answers for another office
        actions.join_incident(coordinator, asked.pk, threat="threat-flood")
    third = cast.join(cast.found_office("อบต.ที่สาม"), cast.Character("third", "นายสาม", Role.COORDINATOR))
    assert client_as(third).get(f"/incidents/asked/{asked.pk}/").status_code == 404
    assert client_as(their_member).post(f"/incidents/asked/{asked.pk}/", {"as": "threat:threat-9"}).status_code == 403
    assert not Incident.objects.filter(organisation=stranger.organisation).exists()


def test_an_office_may_decline_with_its_reason_and_be_asked_again(
    province: Incident, asked: AffectedOffice, coordinator: Membership, stranger: Membership, client_as: SignIn
) -> None:
    client, page = client_as(stranger), f"/incidents/asked/{asked.pk}/"
    assert client.post(page, {"act": "decline", "reason": " "}).status_code == 422
    assert client.post(page, {"act": "decline", "reason": "น้ำไม่ถึง"}).status_code == 302
    client.post(page, {"act": "decline", "reason": "น้ำไม่ถึง"})
    assert kinds(stranger).count("joining.declined") == 1
    assert "“น้ำไม่ถึง”" in page_of(client_as(coordinator), f"/incidents/{province.pk}/offices/")
    assert actions.name_offices(coordinator, province.pk, [stranger.organisation_id]) == 1
    assert actions.name_offices(coordinator, province.pk, [stranger.organisation_id]) == 0  # waits already
    assert "กระทบหน่วยงานท่านด้วย" in page_of(client, "/")
    actions.withdraw_office(coordinator, province.pk, asked.pk)
    with pytest.raises(RefusedError):
        actions.join_incident(stranger, asked.pk, threat="threat-9")
    assert "ไม่ต้องทำอะไร" in page_of(client, page)


def test_an_incident_that_is_open_already_is_joined_with_and_practice_never_with_a_real_one(
    province: Incident, asked: AffectedOffice, stranger: Membership, coordinator: Membership
) -> None:
    practice = actions.watch_incident(stranger, "threat-9", request_key="practice-9", practice=True)
    with pytest.raises(RefusedError):
        actions.join_incident(stranger, asked.pk, incident_id=practice.pk)
    with pytest.raises(NotFoundError):
        actions.join_incident(stranger, asked.pk, incident_id=province.pk)
    own = actions.watch_incident(stranger, "threat-9", request_key="real-nine", practice=False)
    assert actions.join_incident(stranger, asked.pk, incident_id=own.pk) == own
    with pytest.raises(RefusedError):  # who has joined is not named by mistake any more
        actions.withdraw_office(coordinator, province.pk, asked.pk)


def test_offices_are_chosen_by_name_and_an_invented_one_is_not_among_real_ones(
    province: Incident, coordinator: Membership, client_as: SignIn
) -> None:
    sample, far = cast.found_office("ตัวอย่างไม่จริง", is_sample=True), cast.found_office("เทศบาลเมืองไกล")
    cast.found_office("อบจ.เหนือ")
    client, page = client_as(coordinator), f"/incidents/{province.pk}/offices/"
    whole = page_of(client, page)
    assert "เทศบาลเมืองไกล" in whole
    assert "ตัวอย่างไม่จริง" not in whole
    assert "อบจ.เหนือ" not in page_of(client, f"{page}?q=เมืองไกล")
    assert "ไม่พบหน่วยงานชื่อนี้" in page_of(client, f"{page}?q=ไม่มีจริง")
    for wrong in ([], [sample.pk], [coordinator.organisation_id], [far.pk, 999_999]):
        with pytest.raises(InvalidInputError):
            actions.name_offices(coordinator, province.pk, wrong)
    assert client.post(page, {"office": [str(far.pk)], "note": "ย" * 601}).status_code == 422
    assert client.post(page, {"office": [str(far.pk), "x"]}).status_code == 302
    assert "แจ้ง 1 หน่วยงานแล้ว" in page_of(client, page)


def test_an_exercise_over_several_offices_is_an_exercise_in_each(
    course: Course, coordinator: Membership, stranger: Membership, client_as: SignIn
) -> None:
    plan_in_force(stranger.organisation, OTHER_PLAN)
    actions.name_offices(coordinator, course.incident.pk, [stranger.organisation_id])
    row = AffectedOffice.objects.get()
    client = client_as(stranger)
    assert "การฝึกซ้อม:" in page_of(client, "/")
    assert 'data-mode="practice"' in client.get(f"/incidents/asked/{row.pk}/").content.decode()
    assert actions.join_incident(stranger, row.pk, threat="threat-9").practice
    assert all(LogEntry.objects.filter(organisation=stranger.organisation).values_list("practice", flat=True))
    board = page_of(client, f"/incidents/{AffectedOffice.objects.get().own_incident_id}/matters/")
    assert f"{coordinator.organisation.name} เห็นภาพรวมของหน่วยงานนี้" in board


def test_many_offices_are_shown_page_by_page_with_those_that_joined_first(
    province: Incident, asked: AffectedOffice, coordinator: Membership, stranger: Membership, client_as: SignIn
) -> None:
    others = [cast.found_office(f"กกต.แห่งที่ {n:02}").pk for n in range(55)]  # before the joined one by name
    actions.name_offices(coordinator, province.pk, others)
    actions.join_incident(stranger, asked.pk, threat="threat-9")
    client, page = client_as(coordinator), f"/incidents/{province.pk}/offices/"
    first = page_of(client, page)
    assert "ร่วมแล้ว 1 จาก 56 หน่วยงาน" in first
    assert first.count("รอตอบ") == 49
    assert "หน้า 1 จาก 2" in first
    assert stranger.organisation.name in first
    assert page_of(client, f"{page}?page=2").count("รอตอบ") == 6
    assert page_of(client, f"{page}?q=แห่งที่ 07").count("รอตอบ") == 1  # one of many is found by its name
    narrowed = client.get(f"{page}?q=กกต").content.decode()
    assert page_of(client, f"{page}?q=กกต").count("รอตอบ") == 50
    assert "?q=%E0%B8%81%E0%B8%81%E0%B8%95&amp;page=2" in narrowed
    assert "ร่วมแล้ว 1 จาก 56 หน่วยงาน" in page_of(client, f"/incidents/{province.pk}/board/")


def test_the_worst_office_stands_first_wherever_its_name_would_put_it(
    province: Incident,
    coordinator: Membership,
    clock: cast.SettableClock,
    client_as: SignIn,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(offices, "SHOWN", 2)
    joined = {}
    for number, name in enumerate(("ก ยังไม่ตอบ", "ข เฝ้าระวัง", "ค เสี่ยง", "ง เกินเวลา")):
        office = cast.found_office(f"อบต.{name}")
        keeper = cast.join(office, cast.Character(f"keeper-{number}", f"ผู้ประสานงาน {number}", Role.COORDINATOR))
        their_head = cast.join(office, cast.Character(f"mayor-{number}", f"นายก {number}", Role.HEAD, "person-1"))
        plan_in_force(office, OTHER_PLAN | {"organisation": {"name": office.name}})
        actions.name_offices(coordinator, province.pk, [office.pk])
        if number:
            asked = AffectedOffice.objects.get(organisation=office)
            joined[number] = keeper, their_head, actions.join_incident(keeper, asked.pk, threat="threat-9").pk
    for number, hours in ((3, 2.0), (2, 0.0)):
        keeper, their_head, own = joined[number]
        actions.propose_activation_of(keeper, own, reason="น้ำ")
        actions.approve_activation(their_head, own)
        clock.advance(hours=hours)
    client, page = client_as(coordinator), f"/incidents/{province.pk}/offices/"
    assert "ร่วมแล้ว 3 จาก 4 หน่วยงาน" in page_of(client, page)  # nobody is in danger yet
    clock.advance(hours=5)  # nothing happens but time: 7 hours of 6, and 5 of 6
    first, second = page_of(client, page), page_of(client, f"{page}?page=2")
    assert "2 หน่วยงานมีกระบวนงานเสี่ยงเกินเวลา" in first
    assert "2 หน่วยงานมีกระบวนงานเสี่ยงเกินเวลา" in second  # of all, whatever the page
    assert first.index("อบต.ง เกินเวลา") < first.index("อบต.ค เสี่ยง")
    assert second.index("อบต.ข เฝ้าระวัง") < second.index("อบต.ก ยังไม่ตอบ")
    assert "เกินเวลา 1 · เสี่ยงเกินเวลา 1" in first
    response.set_process_state(joined[3][0], joined[3][2], "process-1", "restored")
    assert "1 หน่วยงานมีกระบวนงานเสี่ยงเกินเวลา" in page_of(client, page)
