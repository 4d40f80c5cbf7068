"""The first page says the one fact that matters now, and the one next action."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from phrom.callouts.actions import acknowledge, refuse
from phrom.callouts.queries import callout_of_incident, tree_of
from phrom.home.queries import first_page
from phrom.improvement.actions import decide_improvement
from phrom.incidents.actions import announce_power_cut, close_incident, start_practice
from phrom.offices.models import Membership
from phrom.plans.actions import approve_plan, load_sample_plan, submit_plan
from phrom.plans.queries import plan_of, version_numbered
from tests import cast

KEY = "a-key-of-one-form"


def _words(client: Client) -> str:
    text = unescape(strip_tags(client.get("/").content.decode()))
    return re.sub(r"\s+", " ", text)


@pytest.fixture
def draft(coordinator: Membership, clock: cast.SettableClock) -> int:
    return load_sample_plan(coordinator).number


@pytest.fixture
def approved(draft: int, coordinator: Membership, head: Membership) -> int:
    submit_plan(coordinator, draft)
    approve_plan(head, draft, reason="ทดลองใช้ในการทดสอบ")
    return draft


@pytest.fixture
def threat(approved: int, coordinator: Membership) -> str:
    return plan_of(version_numbered(coordinator.organisation_id, approved)).threats[0].id


def test_a_new_office_is_asked_for_its_plan(coordinator: Membership, client_as: Callable[[Membership], Client]) -> None:
    page = client_as(coordinator).get("/").content.decode()
    assert "นำแผนของหน่วยงานเข้ามา" in re.sub(r"<[^>]+>", "", page)
    assert 'enctype="multipart/form-data"' in page
    assert 'type="file"' in page


def test_who_may_not_bring_a_plan_is_told_who_does(
    member: Membership, client_as: Callable[[Membership], Client]
) -> None:
    client = client_as(member)
    assert "หน่วยงานยังไม่มีแผนในระบบ" in _words(client)
    assert 'type="file"' not in client.get("/").content.decode()


def test_a_draft_with_errors_says_how_many_and_leads_to_them(draft: int, coordinator: Membership) -> None:
    page = first_page(coordinator.organisation_id, numbers=True)
    assert page is not None
    assert re.search(r"ข้อผิด \d+ ข้อ", page.headline.fact)
    assert page.headline.href.endswith(f"/{draft}/")
    assert page.verdicts[1].state == "error"  # nothing approved yet
    assert page.threats == []


def test_a_submitted_plan_waits_for_another_person(draft: int, coordinator: Membership) -> None:
    submit_plan(coordinator, draft)
    page = first_page(coordinator.organisation_id, numbers=True)
    assert page is not None
    assert "รอการอนุมัติ" in page.headline.fact


def test_an_approved_plan_never_practised_asks_for_practice(
    approved: int, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    page = first_page(coordinator.organisation_id, numbers=True)
    assert page is not None
    assert "ยังไม่เคยซ้อม" in page.headline.fact
    assert page.threats
    assert all(t["practice"] and t["real"] for t in page.threats)
    assert "ฝึกซ้อม: " in _words(client_as(coordinator))


def test_an_open_practice_stands_first_and_is_marked(
    threat: str, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    start_practice(coordinator, threat, request_key=KEY)
    page = first_page(coordinator.organisation_id, numbers=True)
    assert page is not None
    assert page.headline.fact.startswith("การฝึกซ้อม: ")
    assert page.headline.href
    assert "รับทราบแล้ว 0 จาก" in page.headline.fact
    assert 'class="chip drill"' in client_as(coordinator).get("/").content.decode()


def test_the_first_practice_while_it_is_open_is_not_called_no_practice(threat: str, coordinator: Membership) -> None:
    start_practice(coordinator, threat, request_key=KEY)
    page = first_page(coordinator.organisation_id, numbers=True)
    assert page is not None
    assert [v.text for v in page.verdicts][2] == "กำลังซ้อมแจ้งเหตุครั้งแรก"
    assert page.verdicts[2].link == page.headline.href


def test_who_was_reached_but_cannot_come_is_not_among_those_who_acknowledged(
    threat: str, coordinator: Membership
) -> None:
    incident = start_practice(coordinator, threat, request_key=KEY)
    callout = callout_of_incident(incident.pk, coordinator.organisation_id)
    one, other, *silent = tree_of(callout).first_called
    acknowledge(callout.pk, one, via="practice")
    refuse(callout.pk, other, via="practice")
    page = first_page(coordinator.organisation_id, numbers=True)
    assert page is not None
    assert f"รับทราบแล้ว 1 จาก {len(silent) + 2} คน" in page.headline.fact
    close_incident(coordinator, incident.pk)
    page = first_page(coordinator.organisation_id, numbers=True)
    assert page is not None
    assert page.verdicts[2].text == f"ซ้อมครั้งล่าสุดมี {len(silent)} คนที่ไม่ตอบ"


def test_a_closed_practice_tells_how_many_were_reached(threat: str, coordinator: Membership) -> None:
    incident = start_practice(coordinator, threat, request_key=KEY)
    close_incident(coordinator, incident.pk)
    page = first_page(coordinator.organisation_id, numbers=True)
    assert page is not None
    assert "ไม่มีผู้รับทราบจาก" in page.headline.fact
    assert [d.what for d in page.due] == ["ทบทวนแผน", "ซ้อมแจ้งเหตุ"]


def test_after_twelve_months_plan_and_practice_are_out_of_date(
    threat: str, coordinator: Membership, clock: cast.SettableClock
) -> None:
    incident = start_practice(coordinator, threat, request_key=KEY)
    close_incident(coordinator, incident.pk)
    clock.advance(days=366)
    page = first_page(coordinator.organisation_id, numbers=True)
    assert page is not None
    assert [v.state for v in page.verdicts][1:3] == ["warning", "warning"]
    assert all(d.is_late for d in page.due)


def test_what_a_review_promised_and_a_cut_of_the_power_to_come_are_due(
    threat: str,
    coordinator: Membership,
    stranger: Membership,
    clock: cast.SettableClock,
    client_as: Callable[[Membership], Client],
) -> None:
    incident = start_practice(coordinator, threat, request_key=KEY)
    close_incident(coordinator, incident.pk)
    decide_improvement(
        coordinator, incident.pk, "", found="เบอร์ผิด", action="แก้เบอร์ของทีม 2", owner="ทีม 2",
        due_on=clock.now.date() + timedelta(days=10),
    )  # fmt: skip
    tomorrow = clock.now + timedelta(days=1)
    announce_power_cut(coordinator, begins_at=tomorrow, ends_at=tomorrow + timedelta(hours=3))
    page = first_page(coordinator.organisation_id, numbers=True)
    assert page is not None
    assert [d.what for d in page.due][:2] == ["ไฟฟ้าดับตามแผน", "แก้เบอร์ของทีม 2"]
    shown = client_as(coordinator).get("/").content.decode()
    assert 'href="/improvements/"' in shown
    assert 'href="/incidents/power-cuts/"' in shown
    assert first_page(stranger.organisation_id, numbers=True) is None


def test_another_offices_plan_is_not_seen(approved: int, stranger: Membership) -> None:
    assert first_page(stranger.organisation_id, numbers=True) is None


def test_who_may_not_see_numbers_finds_none_on_the_first_page(
    draft: int, member: Membership, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    number = re.compile(r"0[689]\d[ -]?\d{3}[ -]?\d{4}")
    assert not number.search(_words(client_as(member)))


def test_who_may_not_start_a_practice_is_not_sent_to_choose_one(
    threat: str, coordinator: Membership, member: Membership, client_as: Callable[[Membership], Client]
) -> None:
    assert "เลือกเหตุการณ์ที่จะซ้อม" in _words(client_as(coordinator))
    assert "เลือกเหตุการณ์ที่จะซ้อม" not in _words(client_as(member))
