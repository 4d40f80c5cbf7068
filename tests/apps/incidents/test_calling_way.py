"""The way in which people are called: chosen beforehand, seen with its cost, frozen at the start."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from phrom.callouts.queries import callout_numbered, callout_of_incident, course_of
from phrom.channels import registry
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError
from phrom.incidents.actions import (
    approve_activation,
    choose_calling_way,
    forget_calling_way,
    propose_activation_of,
    watch_incident,
)
from phrom.incidents.queries import calling_way
from phrom.logbook.queries import entries
from phrom.offices.models import Membership, Organisation
from phrom.response.actions import approve_message, draft_message, send_message
from phrom.response.views.message_facts import drafted_text
from tests.apps.callouts.course import plan_in_force, words_of
from tests.apps.channels.real_call import begin, plan_with_line
from tests.cast import SettableClock
from tests.fakes import line, sms

pytestmark = pytest.mark.django_db
FORM = {
    "mode": "both",
    "retry_seconds": "180",
    "tries_per_channel": "2",
    "answer_seconds": "900",
    "caller_seconds": "900",
    "day_line": "1",
    "day_sms": "2",
    "addition": "",
}


@pytest.fixture(autouse=True)
def _set_up(settings: Any) -> None:
    for kept in (registry._line, registry._sms, registry._email):
        kept.cache_clear()
    settings.LINE_TOKEN, settings.LINE_SECRET = line.TOKEN, line.SECRET
    settings.SMS = sms.described("http://127.0.0.1:1")


def page(client: Client, address: str) -> str:
    return words_of(client.get(address).content.decode())


def test_what_the_office_chooses_counts_for_every_threat_and_a_threats_own_before_it(
    office: Organisation, coordinator: Membership
) -> None:
    plan_in_force(office)
    choose_calling_way(coordinator, "", {"channels": ["sms", "line"], "retry_seconds": 60})
    assert calling_way(office.pk, "threat-flood", "crisis").channels == ("sms", "line")
    choose_calling_way(coordinator, "threat-flood", {"channels": ["line"], "mode": "cascade"})
    assert calling_way(office.pk, "threat-flood", "crisis").channels == ("line",)
    assert calling_way(office.pk, "threat-fire", "crisis").channels == ("sms", "line")
    forget_calling_way(coordinator, "threat-flood")
    forget_calling_way(coordinator, "threat-flood")
    assert calling_way(office.pk, "threat-flood", "crisis").channels == ("sms", "line")
    kinds = [e.kind for e in entries(office.pk)]
    assert (kinds.count("calling_way.chosen"), kinds.count("calling_way.forgotten")) == (2, 1)


def test_nobody_without_the_right_and_for_no_threat_that_the_plan_does_not_have(
    office: Organisation, coordinator: Membership, head: Membership, stranger: Membership
) -> None:
    plan_in_force(office)
    with pytest.raises(NotAllowedError):
        choose_calling_way(head, "", {})
    with pytest.raises(NotFoundError):
        choose_calling_way(coordinator, "threat-none", {})
    choose_calling_way(coordinator, "", {"channels": ["sms"]})
    assert calling_way(stranger.organisation_id, "", "crisis").channels != ("sms",)


def test_what_does_not_fit_is_refused_in_words_and_nothing_is_stored(
    office: Organisation, coordinator: Membership
) -> None:
    plan_in_force(office)
    with pytest.raises(InvalidInputError):
        choose_calling_way(coordinator, "", {"retry_seconds": 900, "answer_seconds": 60})
    assert calling_way(office.pk, "", "crisis").retry_seconds == 180


def test_the_page_keeps_what_was_chosen_and_shows_what_a_call_would_send(
    office: Organisation, coordinator: Membership, clock: SettableClock, client_as: Callable[[Membership], Client]
) -> None:
    plan_in_force(office, plan_with_line())
    client = client_as(coordinator)
    chosen = FORM | {"day_line": "1", "day_sms": "2", "night": "loud", "addition": "นำบัตรเจ้าหน้าที่มาด้วย"}
    assert client.post("/incidents/calling/threat-flood/", chosen).status_code == 302
    way = calling_way(office.pk, "threat-flood", "crisis")
    assert (way.channels, way.night, way.addition) == (("line", "sms"), ("sms", "line"), "นำบัตรเจ้าหน้าที่มาด้วย")
    shown = page(client, "/incidents/calling/threat-flood/")
    assert "ลำดับช่องทางที่ใช้ได้: LINE, SMS" in shown  # in the morning
    clock.advance(hours=14)
    assert "ลำดับช่องทางที่ใช้ได้: SMS, LINE" in page(client, "/incidents/calling/threat-flood/")
    for wrong in ({"retry_seconds": "77"}, {"retry_seconds": "900", "answer_seconds": "300"}, {"addition": "ก" * 121}):
        answer = words_of(client.post("/incidents/calling/threat-flood/", FORM | wrong).content.decode())
        assert "ยังไม่ได้บันทึก" in answer
    client.post("/incidents/calling/threat-flood/", {"forget": "1"})
    assert calling_way(office.pk, "threat-flood", "crisis").night == ()


def test_every_channel_that_sends_is_offered_and_people_and_practice_are_not(
    office: Organisation, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    plan_in_force(office)
    form = client_as(coordinator).get("/incidents/calling/").content.decode()
    assert all(f'name="day_{channel}"' in form for channel in ("line", "sms", "voice", "email", "other"))
    assert not any(f'name="day_{channel}"' in form for channel in ("person", "practice"))


def test_the_approver_sees_messages_parts_cost_and_the_time_of_the_last_one(
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
    settings: Any,
    client_as: Callable[[Membership], Client],
) -> None:
    settings.SMS_PRICE = "0.45"
    settings.RATES = settings.RATES | {"sms": (0.005, 0.0)}
    course_incident = begin(office, coordinator, head, clock).incident
    seen = page(client_as(coordinator), "/incidents/real/threat-flood/")
    assert "3 ข้อความ" in seen  # by LINE
    assert "1 ข้อความ เท่ากับ 3 SMS · 1.35 บาท" in seen
    assert "14 ข้อความ เท่ากับ 42 SMS · 18.90 บาท" in seen  # seven people, two tries
    assert "SMS ภาษาไทยส่งเป็น 3 ส่วนต่อคน" in seen
    assert course_incident.pk


def test_where_a_call_speaks_the_approver_reads_what_is_said_and_what_it_costs(
    office: Organisation,
    coordinator: Membership,
    settings: Any,
    client_as: Callable[[Membership], Client],
) -> None:
    plan_in_force(office)
    assert "โทรศัพท์อัตโนมัติพูดว่า" not in page(client_as(coordinator), "/incidents/real/threat-flood/")
    settings.SMS, settings.VOICE, settings.VOICE_PRICE = {}, {"url": "https://voice.example/calls"}, "1.50"
    seen = page(client_as(coordinator), "/incidents/real/threat-flood/")
    assert "กด 1 เพื่อรับทราบ กด 2 ถ้ามาไม่ได้" in seen
    assert "4 ข้อความ 6.00 บาท" in seen  # four people are called first


def test_a_limited_channel_says_when_the_last_message_is_out(
    office: Organisation,
    coordinator: Membership,
    settings: Any,
    client_as: Callable[[Membership], Client],
) -> None:
    settings.RATES = settings.RATES | {"sms": (0.01, 0.0)}
    plan_in_force(office)  # four people, all by SMS
    seen = page(client_as(coordinator), "/incidents/real/threat-flood/")
    assert "ภายใน 5 นาที" in seen


def test_a_call_runs_as_it_was_chosen_and_a_later_choice_does_not_change_it(
    office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    choose_calling_way(
        coordinator,
        "",
        {"channels": ["sms"], "mode": "cascade", "retry_seconds": 60, "addition": "นำไฟฉายมา"},
    )
    course = begin(office, coordinator, head, clock)
    choose_calling_way(coordinator, "", {"mode": "machine"})
    found = course_of(course.callout)
    assert (found.tree.mode, found.settings.channels, found.settings.retry_seconds) == ("cascade", ("sms",), 60)
    assert course.callout.message["addition"] == "นำไฟฉายมา"


def test_a_cascade_shows_who_is_phoned_by_their_leader_and_gets_no_message(
    office: Organisation, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    plan_in_force(office, plan_with_line())
    choose_calling_way(coordinator, "", {"channels": ["line", "sms"], "mode": "cascade"})
    seen = page(client_as(coordinator), "/incidents/real/threat-flood/")
    assert "1 คน หัวหน้าทีมโทรหาเอง ไม่ส่งข้อความ" in seen
    assert "ส่งข้อความถึงหัวหน้าก่อน หัวหน้าทีมโทรหาทีมงานของตน" in seen


def test_a_stage_has_its_own_way_before_that_of_every_stage_and_a_threat_before_a_stage(
    office: Organisation, coordinator: Membership
) -> None:
    plan_in_force(office)
    choose_calling_way(coordinator, "", {"channels": ["email"]}, stage="onset")
    choose_calling_way(coordinator, "", {"channels": ["sms"]})
    assert calling_way(office.pk, "threat-flood", "onset").channels == ("email",)
    assert calling_way(office.pk, "threat-flood", "crisis").channels == ("sms",)
    choose_calling_way(coordinator, "threat-flood", {"channels": ["line"]})
    assert calling_way(office.pk, "threat-flood", "onset").channels == ("line",)
    choose_calling_way(coordinator, "threat-flood", {"channels": ["voice"]}, stage="onset")
    assert calling_way(office.pk, "threat-flood", "onset").channels == ("voice",)
    assert calling_way(office.pk, "threat-flood", "recovery").channels == ("line",)
    forget_calling_way(coordinator, "threat-flood", stage="onset")
    assert calling_way(office.pk, "threat-flood", "onset").channels == ("line",)
    with pytest.raises(NotFoundError):
        choose_calling_way(coordinator, "", {}, stage="closed")
    titles = [e.data["title"]["th"] for e in entries(office.pk) if e.kind == "calling_way.chosen"]
    assert "อุทกภัย · เมื่อเริ่มมีเหตุการณ์" in titles


def test_the_page_of_a_stage_says_where_its_way_comes_from_and_keeps_its_own(
    office: Organisation, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    plan_in_force(office, plan_with_line())
    client, address = client_as(coordinator), "/incidents/calling/threat-flood/?stage=onset"
    assert "ใช้วิธีที่มากับโปรแกรม" in page(client, address)
    choose_calling_way(coordinator, "", {"channels": ["sms"]}, stage="onset")
    assert "ใช้วิธีเดียวกับ: ทุกเหตุการณ์ · เมื่อเริ่มมีเหตุการณ์" in page(client, address)
    hours = {"night": "loud", "night_begins": "19", "night_ends": "5"}
    done = client.post(address, FORM | hours | {"addition": "อย่าเพิ่งออกจากบ้าน"})
    assert (done.status_code, done["Location"]) == (302, address)
    way = calling_way(office.pk, "threat-flood", "onset")
    assert (way.night_begins, way.night_ends, way.addition) == (19, 5, "อย่าเพิ่งออกจากบ้าน")
    assert calling_way(office.pk, "threat-flood", "crisis").addition == ""
    assert "มีวิธีของตนเอง" in page(client, "/incidents/calling/threat-flood/")
    same = client.post(address, FORM | {"night_begins": "5", "night_ends": "5"})
    assert "กลางคืนต้องไม่เริ่มและสิ้นสุดเวลาเดียวกัน" in words_of(same.content.decode())
    client.post(address, {"forget": "1"})
    assert "ใช้วิธีเดียวกับ: ทุกเหตุการณ์ · เมื่อเริ่มมีเหตุการณ์" in page(client, address)
    nonsense = client.get("/incidents/calling/?stage=nonsense")
    assert nonsense.status_code == 404
    assert "ไม่มีระยะนี้" in words_of(nonsense.content.decode())


def test_people_are_warned_in_the_way_of_the_onset_and_called_in_that_of_the_crisis(
    office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    plan_in_force(office, plan_with_line())
    choose_calling_way(
        coordinator, "threat-flood", {"channels": ["sms"], "mode": "cascade", "addition": "รอฟังข่าว"}, stage="onset"
    )
    choose_calling_way(coordinator, "threat-flood", {"channels": ["line"], "addition": "นำไฟฉายมา"}, stage="crisis")
    incident = watch_incident(coordinator, "threat-flood", request_key="a-real-one-1", practice=False)
    draft = drafted_text(incident, "ready")
    assert draft.endswith("รอฟังข่าว")
    message = draft_message(coordinator, incident.pk, "ready", draft)
    approve_message(head, incident.pk, message.pk, revision=message.revision)
    sent = send_message(coordinator, incident.pk, message.pk)
    warning = course_of(callout_numbered(sent.callout_id or 0, office.pk))
    assert (warning.tree.mode, warning.settings.channels) == ("cascade", ("sms",))
    propose_activation_of(coordinator, incident.pk, reason="น้ำท่วม")
    approve_activation(head, incident.pk)
    call = callout_of_incident(incident.pk, office.pk)
    assert (course_of(call).tree.mode, course_of(call).settings.channels) == ("both", ("line",))
    assert call.message["addition"] == "นำไฟฉายมา"


def test_a_text_says_before_it_is_approved_whom_it_reaches_at_what_cost_and_what_is_too_long_for_sms(
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
    settings: Any,
    client_as: Callable[[Membership], Client],
) -> None:
    settings.SMS_PRICE = "0.50"
    people = [dict(person) for person in plan_with_line()["people"]]
    people[3] |= {"phones": [], "email": "si@example.org"}  # no mail server is set up
    plan_in_force(office, plan_with_line() | {"people": people})
    incident = watch_incident(coordinator, "threat-flood", request_key="a-real-one-1", practice=False)
    propose_activation_of(coordinator, incident.pk, reason="น้ำท่วม")
    approve_activation(head, incident.pk)
    client = client_as(coordinator)
    for text, wanted in (("พบกัน 10 โมง", "1.50 บาท"), ("ก" * 700, "เกิน 10 ที่ตั้งไว้ จะไม่ส่งทาง SMS")):
        message = draft_message(coordinator, incident.pk, "free", text)
        shown = page(client, f"/incidents/{incident.pk}/messages/{message.pk}/")
        assert "ถ้าส่งตอนนี้ ถึง 7 คน" in shown
        assert "1 คนไม่มีช่องทางที่ส่งได้: นายสี่ ทดสอบ" in shown
        assert wanted in shown
