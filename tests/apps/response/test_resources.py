"""Resources asked for and what became of them, against needs by time; the place and its plan B; those concerned."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from phrom.errors import InvalidInputError, NotAllowedError, RefusedError
from phrom.incidents import actions as incidents
from phrom.incidents.models import Incident
from phrom.incidents.queries import incident_now, place_of, places_of
from phrom.offices.models import Membership, Organisation
from phrom.response import actions
from phrom.response.queries.supply import needs_in, requests_of, stakeholders_in
from phrom.response.views.report_facts import draft_text
from tests import cast
from tests.apps.callouts.course import PLAN, Course, plan_in_force, words_of

SignIn = Callable[[Membership], Client]
NEEDS = {
    "premises": [{"name": "พื้นที่ทำงาน", "quantity": 30}],
    "equipment": [{"name": "โน้ตบุ๊ก", "quantity": 3, "unit": "เครื่อง"}],
}
RICH = PLAN | {
    "organisation": {"name": "อบต.บ้านตัวอย่าง", "parent": "กรมส่งเสริมการปกครองท้องถิ่น"},
    "processes": [PLAN["processes"][0] | {"requirements": NEEDS}, *PLAN["processes"][1:]],
    "sites": [
        *PLAN["sites"][:1],
        PLAN["sites"][1] | {"capacity": 20},
        {"id": "site-3", "name": "โรงเรียน", "capacity": 50},
    ],
    "suppliers": [{"id": "supplier-1", "name": "บริษัทโทรคมนาคม", "service": "อินเทอร์เน็ต", "phones": ["+6653123456"]}],
}


@pytest.fixture
def flood(office: Organisation, coordinator: Membership, clock: cast.SettableClock) -> Incident:
    plan_in_force(office, RICH)
    return Course(coordinator, clock).incident


def test_a_request_is_promised_late_in_place_and_returned(
    flood: Incident, coordinator: Membership, member: Membership, clock: cast.SettableClock, client_as: SignIn
) -> None:
    ask: dict[str, Any] = {"category": "equipment", "name": "โน้ตบุ๊ก", "source": "เทศบาลข้างเคียง", "unit": "เครื่อง"}
    with pytest.raises(NotAllowedError):
        actions.ask_for_resource(member, flood.pk, quantity=3, **ask)
    for wrong in (0, None, 10_000_000):
        with pytest.raises(InvalidInputError):
            actions.ask_for_resource(coordinator, flood.pk, quantity=wrong, **ask)
    actions.ask_for_resource(coordinator, flood.pk, quantity=3, **ask)
    with pytest.raises(InvalidInputError):  # promised, but for when?
        actions.change_request(coordinator, flood.pk, 1, "promised")
    soon = incident_now(flood) + timedelta(hours=2)
    actions.change_request(coordinator, flood.pk, 1, "promised", quantity=2, by=soon)
    laptop = next(c for c in needs_in(flood)[0].covered if c.need.name == "โน้ตบุ๊ก")
    assert (laptop.promised, laptop.lack) == (2, 1)
    clock.advance(hours=3)
    page = words_of(client_as(coordinator).get(f"/incidents/{flood.pk}/resources/").content.decode())
    assert "1 คำขอเลยเวลาที่รับปาก" in page
    actions.change_request(coordinator, flood.pk, 1, "in_place")
    actions.change_request(coordinator, flood.pk, 1, "in_place", quantity=3)  # the same again
    assert all(c.lack == 0 for c in needs_in(flood)[0].covered if c.need.name == "โน้ตบุ๊ก")
    actions.change_request(coordinator, flood.pk, 1, "returned")
    with pytest.raises(RefusedError):
        actions.change_request(coordinator, flood.pk, 1, "promised", by=incident_now(flood) + timedelta(hours=1))
    assert requests_of(flood)[0].state == "returned"


def test_what_is_promised_for_too_late_does_not_count(flood: Incident, coordinator: Membership) -> None:
    actions.ask_for_resource(coordinator, flood.pk, category="equipment", name="โน้ต บุ๊ก", quantity=3, source="กลุ่มงานคลัง")
    after_the_deadline = incident_now(flood) + timedelta(hours=7)
    actions.change_request(coordinator, flood.pk, 1, "promised", by=after_the_deadline)
    first = next(s for s in needs_in(flood) if s.step.at is not None)
    assert [c.lack for c in first.covered if c.need.name == "โน้ตบุ๊ก"] == [3]


def test_the_report_says_what_is_short_and_what_was_asked(flood: Incident, coordinator: Membership) -> None:
    text = draft_text(flood)
    assert "- ที่นั่งขาด 10 ที่ ต้องมีภายใน" in text
    assert "- โน้ตบุ๊ก ขาด 3 เครื่อง ต้องมีภายใน" in text
    actions.count_store(coordinator, flood.pk, category="equipment", name="โน้ตบุ๊ก", quantity=3, place="ห้องพัสดุ")
    actions.ask_for_resource(coordinator, flood.pk, category="water", name="น้ำดื่ม", quantity=40, source="ทีม 5")
    text = draft_text(flood)
    assert "โน้ตบุ๊ก ขาด" not in text
    assert "- ขอน้ำดื่ม 40 จาก ทีม 5: ยังไม่มีคำตอบ" in text


def test_the_place_is_chosen_fails_and_the_plan_b_takes_over(
    flood: Incident, coordinator: Membership, member: Membership, client_as: SignIn
) -> None:
    assert [p.name if p else "" for p in places_of(flood)] == ["หอประชุมกลาง", "โรงเรียน"]
    with pytest.raises(NotAllowedError):
        incidents.go_to_fallback(member, flood.pk, reason="น้ำท่วมถึง")
    incidents.go_to_fallback(coordinator, flood.pk, reason="น้ำท่วมถึง")
    place = place_of(flood)
    assert place is not None
    assert (place.name, place.capacity) == ("โรงเรียน", 50)
    assert all(s.seats_lacking == 0 for s in needs_in(flood))
    assert places_of(flood)[1] is None  # neither the place that was given up, nor the one that is used now
    assert "(ย้ายจาก หอประชุมกลาง: น้ำท่วมถึง)" in draft_text(flood)
    with pytest.raises(RefusedError):
        incidents.go_to_fallback(coordinator, flood.pk, reason="ที่นี่ก็เต็ม")
    incidents.choose_site(coordinator, flood.pk, rank="fallback", name="วัดกลาง", capacity=15)
    page = words_of(client_as(coordinator).get(f"/incidents/{flood.pk}/resources/").content.decode())
    assert "วัดกลาง" in page
    with pytest.raises(InvalidInputError):
        incidents.choose_site(coordinator, flood.pk, rank="main", name="  ")


def test_what_is_short_is_asked_for_in_one_press(flood: Incident, coordinator: Membership, client_as: SignIn) -> None:
    client, page = client_as(coordinator), f"/incidents/{flood.pk}/resources/"
    shown = client.get(page).content.decode()
    assert "อย่าง อย่างแรก" in words_of(shown) or "ที่นั่งไม่พอ" in words_of(shown)
    link = re.search(r'href="(\?category=equipment[^"]+)#ask"', shown)
    assert link is not None
    filled = client.get(page + unescape(link[1])).content.decode()
    assert 'value="โน้ตบุ๊ก"' in filled
    assert 'value="3"' in filled
    assert '<option value="equipment" selected>' in filled
    assert client.get(page, {"name": "\0" * 5000, "quantity": "'\"><script>"}).status_code == 200


def test_a_place_chosen_before_activation_stands_in_the_call(
    flood: Incident, coordinator: Membership, head: Membership
) -> None:
    watched = incidents.watch_incident(coordinator, "threat-flood", request_key="place-first", practice=True)
    incidents.choose_site(coordinator, watched.pk, rank="main", name="วัดกลาง", capacity=15)
    incidents.propose_activation_of(coordinator, watched.pk, reason="น้ำเข้า")
    incidents.approve_activation(coordinator, watched.pk, as_person="person-1")
    course = Course(coordinator, None, incident=watched)  # type: ignore[arg-type]
    assert course.callout.message["place"] == "วัดกลาง"


def test_suppliers_and_those_concerned_are_told_and_what_they_said_is_kept(
    flood: Incident, coordinator: Membership, member: Membership, client_as: SignIn
) -> None:
    assert [v.name for v in stakeholders_in(flood)] == ["กรมส่งเสริมการปกครองท้องถิ่น", "บริษัทโทรคมนาคม"]
    page, client = f"/incidents/{flood.pk}/concerned/", client_as(member)
    said = {"key": "supplier:supplier-1", "act": "told", "way": "โทรศัพท์", "said": "ส่งช่างพรุ่งนี้"}
    assert client.post(page, said).status_code == 302
    assert client.post(page, {"key": "supplier:nobody", "act": "told"}).status_code == 404
    assert client.post(page, said | {"at": "23:59"}).status_code == 422  # a time to come
    shown = words_of(client.get(page).content.decode())
    assert "ส่งช่างพรุ่งนี้" in shown
    assert "053 123 456" not in shown  # a member's role does not need the number
    actions.add_stakeholder(coordinator, flood.pk, name="กำนันตำบล", contact="081 000 0000", teller="หัวหน้าทีม 1")
    added = next(v for v in stakeholders_in(flood) if v.name == "กำนันตำบล")
    actions.record_told(member, flood.pk, added.key, reached=False, way="โทรศัพท์")
    left = [v.name for v in stakeholders_in(flood) if not v.told]
    assert left == ["กรมส่งเสริมการปกครองท้องถิ่น", "กำนันตำบล"]
