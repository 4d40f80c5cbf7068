"""People link their LINE account by a code typed to the office's account; and say what is to be tried first."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.test import Client

from phrom.callouts.actions import issue_link_code, link_by_code, prefer_channels, unlink
from phrom.callouts.models import LinkCode, PersonWay
from phrom.callouts.queries import course_of, own_ways
from phrom.channels.contract import Reply
from phrom.channels.health import look
from phrom.core.callout.reply_code import ALPHABET
from phrom.core.callout.tree import build_call_tree
from phrom.core.plan.document import Plan
from phrom.errors import InvalidInputError, NotAllowedError
from phrom.incidents.queries import tree_now
from phrom.logbook.queries import entries
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import plan_in_force, words_of
from tests.apps.channels.real_call import begin, plan_with_line
from tests.cast import SettableClock
from tests.fakes import line
from tests.fakes.line import typed, user_id, webhook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fake_line(settings: Any) -> Iterator[line.FakeLine]:
    with line.FakeLine() as server:
        settings.LINE_TOKEN, settings.LINE_SECRET, settings.LINE_URL = line.TOKEN, line.SECRET, server.url
        yield server


def says(user: str, text: str, **more: Any) -> int:
    """LINE hands on what a user has typed."""
    body, signature = webhook(typed(user, text, **more))
    headers: dict[str, Any] = {"X-Line-Signature": signature}
    return Client().post("/hooks/line/", body, content_type="application/json", headers=headers).status_code


def page(client: Client, address: str) -> str:
    return words_of(client.get(address).content.decode())


def test_a_member_links_their_account_with_the_code_and_is_told_so(
    fake_line: line.FakeLine,
    office: Organisation,
    member: Membership,
    clock: SettableClock,
    client_as: Callable[[Membership], Client],
) -> None:
    plan_in_force(office)
    async_to_sync(look)()
    client = client_as(member)
    assert "ยังไม่ได้ผูก LINE ของท่าน" in page(client, "/incidents/ways/mine/")
    client.post("/incidents/ways/mine/", {"act": "code"})
    code = LinkCode.objects.get(person="person-6").code
    shown = page(client, "/incidents/ways/mine/")
    assert code in shown
    assert "เพิ่มเพื่อน @office" in shown
    assert says(user_id(66), f"รหัส {code.lower()} ครับ") == 200
    assert own_ways(office.pk)["person-6"].line_id == user_id(66)
    assert fake_line.replied == ["นายหก จะได้รับการแจ้งเหตุของหน่วยงานทาง LINE นี้ เมื่อได้รับข้อความ กดรับทราบ"]
    assert "ท่านจะได้รับแจ้งเหตุทาง LINE" in page(client, "/incidents/ways/mine/")
    assert entries(office.pk)[0].kind == "line.linked"


def test_a_code_counts_once_and_told_again_is_no_wrong_guess(office: Organisation, coordinator: Membership) -> None:
    plan_in_force(office)
    code = issue_link_code(coordinator, "person-6", "นายหก ทดสอบ").code
    again = {"webhookEventId": "01HX-the-same"}
    assert says(user_id(66), code, **again) == 200
    assert says(user_id(66), code, **again) == 200
    assert says(user_id(77), code) == 200
    assert PersonWay.objects.get().address == user_id(66)


def test_an_old_code_and_one_that_was_replaced_count_no_more(
    office: Organisation, coordinator: Membership, clock: SettableClock
) -> None:
    first = issue_link_code(coordinator, "person-6", "นายหก").code
    second = issue_link_code(coordinator, "person-6", "นายหก").code
    assert link_by_code(Reply(user_id(66), first)) is None
    clock.advance(days=15)
    assert link_by_code(Reply(user_id(66), second)) is None


def test_guessing_link_codes_is_stopped_even_for_the_right_one(office: Organisation, coordinator: Membership) -> None:
    code = issue_link_code(coordinator, "person-6", "นายหก").code
    for n in range(20):
        says(user_id(66), f"AAAA77{ALPHABET[n]}7")
    says(user_id(66), code)
    assert not PersonWay.objects.exists()
    says(user_id(67), code)  # another account has guessed nothing
    assert PersonWay.objects.exists()


def test_one_account_is_one_person_and_a_person_has_one_account(office: Organisation, coordinator: Membership) -> None:
    for person, user in (("person-6", 66), ("person-6", 67), ("person-7", 67)):
        link_by_code(Reply(user_id(user), issue_link_code(coordinator, person, person).code))
    assert [(w.person, w.address) for w in PersonWay.objects.all()] == [("person-7", user_id(67))]


def test_a_linked_person_is_called_on_line_and_only_that_account_answers_for_them(
    fake_line: line.FakeLine, office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    link_by_code(Reply(user_id(66), issue_link_code(coordinator, "person-6", "นายหก").code))
    course = begin(office, coordinator, head, clock).run()
    assert user_id(66) in [push["to"] for push in fake_line.pushed]
    says(user_id(99), course.code_of("person-6"))
    assert course.state.people["person-6"].acknowledged is None
    says(user_id(66), course.code_of("person-6"))
    assert course.state.people["person-6"].acknowledged is not None


def test_who_wants_no_line_any_more_is_reached_as_before(office: Organisation, member: Membership) -> None:
    link_by_code(Reply(user_id(66), issue_link_code(member, "person-6", "นายหก").code))
    for _time in range(2):
        unlink(member, "person-6", "line", "นายหก")
    assert own_ways(office.pk) == {}
    assert [e.kind for e in entries(office.pk)].count("line.unlinked") == 1


def test_what_a_person_wants_tried_first_goes_before_the_offices_order(
    settings: Any, office: Organisation, coordinator: Membership, head: Membership, clock: SettableClock
) -> None:
    settings.SMS = {"url": "http://127.0.0.1:1"}
    prefer_channels(coordinator, "person-1", ("sms",))
    course = begin(office, coordinator, head, clock)
    contact = course_of(course.callout).tree.contact_by_person["person-1"]
    assert contact.order(("line", "sms")) == ("sms", "line")
    prefer_channels(coordinator, "person-1", ())
    assert own_ways(office.pk) == {}
    with pytest.raises(InvalidInputError):
        prefer_channels(coordinator, "person-1", ("pigeon",))


def test_only_the_person_and_who_keeps_the_plan_may_change_a_persons_ways(
    office: Organisation, member: Membership, leader: Membership
) -> None:
    for act in (
        lambda: issue_link_code(leader, "person-6", "นายหก"),
        lambda: unlink(leader, "person-6", "line", "นายหก"),
        lambda: prefer_channels(leader, "person-6", ("sms",)),
        lambda: prefer_channels(Membership(organisation=office, role="member"), "", ()),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_who_keeps_the_plan_sees_who_is_linked_and_hands_out_codes(
    office: Organisation, coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    plan_in_force(office)
    link_by_code(Reply(user_id(66), issue_link_code(coordinator, "person-6", "นายหก ทดสอบ").code))
    client = client_as(coordinator)
    assert "ผูก LINE แล้ว 1 จาก 7 คน" in page(client, "/incidents/ways/")
    for _time in range(2):
        client.post("/incidents/ways/", {"act": "codes-for-all"})
    codes = set(LinkCode.objects.values_list("code", flat=True))
    assert len(codes) == 6
    shown = page(client, "/incidents/ways/")
    assert all(code in shown for code in codes)
    client.post("/incidents/ways/", {"act": "unlink", "person": "person-6"})
    assert "ผูก LINE แล้ว 0 จาก 7 คน" in page(client, "/incidents/ways/")
    assert client.post("/incidents/ways/", {"act": "code", "person": "person-99"}).status_code == 404


def test_another_office_sees_and_changes_none_of_it(
    office: Organisation, coordinator: Membership, stranger: Membership
) -> None:
    link_by_code(Reply(user_id(66), issue_link_code(coordinator, "person-6", "นายหก").code))
    assert own_ways(stranger.organisation_id) == {}
    unlink(stranger, "person-6", "line", "นายหก")
    assert own_ways(office.pk)["person-6"].line_id == user_id(66)


def test_an_account_that_is_not_in_the_plan_is_told_what_to_do(
    office: Organisation, auditor: Membership, client_as: Callable[[Membership], Client]
) -> None:
    plan_in_force(office)
    assert "บัญชีของท่านไม่ได้อยู่ในแผน" in page(client_as(auditor), "/incidents/ways/mine/")


def tells(user: str, kind: str, event: str) -> None:
    """LINE says that a user has blocked the account (unfollow), or no longer does (follow)."""
    body, signature = webhook(typed(user, "", type=kind, webhookEventId=event))
    headers: dict[str, Any] = {"X-Line-Signature": signature}
    assert Client().post("/hooks/line/", body, content_type="application/json", headers=headers).status_code == 200


def test_who_has_blocked_the_account_is_reached_otherwise_until_they_unblock_it(
    office: Organisation,
    coordinator: Membership,
    member: Membership,
    clock: SettableClock,
    client_as: Callable[[Membership], Client],
) -> None:
    plan_in_force(office)
    link_by_code(Reply(user_id(66), issue_link_code(coordinator, "person-6", "นายหก").code))
    tells(user_id(99), "unfollow", "E0")
    assert own_ways(office.pk)["person-6"].line_id == user_id(66)
    tells(user_id(66), "unfollow", "E1")
    assert "person-6" not in own_ways(office.pk)
    assert "บล็อกบัญชี LINE ของหน่วยงานตั้งแต่ 21 ส.ค. 2569 09:00 น." in page(client_as(coordinator), "/incidents/ways/")
    assert "ท่านบล็อกบัญชี LINE ของหน่วยงานไว้" in page(client_as(member), "/incidents/ways/mine/")
    assert "ขอรหัสผูก LINE" not in page(client_as(member), "/incidents/ways/mine/")  # to unblock is enough
    tells(user_id(66), "follow", "E2")
    tells(user_id(66), "unfollow", "E1")  # handed on again, late
    assert own_ways(office.pk)["person-6"].line_id == user_id(66)
    assert "ท่านจะได้รับแจ้งเหตุทาง LINE" in page(client_as(member), "/incidents/ways/mine/")


def test_nor_is_written_to_whose_account_stands_only_in_the_plan(
    office: Organisation,
    coordinator: Membership,
    leader: Membership,
    clock: SettableClock,
    client_as: Callable[[Membership], Client],
) -> None:
    plan_in_force(office, plan_with_line())
    tells(user_id(5), "unfollow", "E1")
    assert "บล็อกบัญชี LINE ของหน่วยงานตั้งแต่ 21 ส.ค. 2569 09:00 น." in page(client_as(coordinator), "/incidents/ways/")
    assert "ท่านบล็อกบัญชี LINE ของหน่วยงานไว้" in page(client_as(leader), "/incidents/ways/mine/")
    tree = tree_now(office.pk, build_call_tree(Plan.model_validate(plan_with_line())))
    assert [tree.contact_by_person[p].line_id for p in ("person-3", "person-5")] == [user_id(3), None]
    tells(user_id(5), "follow", "E2")
    tree = tree_now(office.pk, build_call_tree(Plan.model_validate(plan_with_line())))
    assert tree.contact_by_person["person-5"].line_id == user_id(5)


def test_nor_by_the_plans_account_who_has_linked_the_same_and_blocked_us(
    office: Organisation, coordinator: Membership, clock: SettableClock
) -> None:
    plan_in_force(office, plan_with_line())
    link_by_code(Reply(user_id(5), issue_link_code(coordinator, "person-5", "นายห้า").code))
    tells(user_id(5), "unfollow", "E1")
    tree = tree_now(office.pk, build_call_tree(Plan.model_validate(plan_with_line())))
    assert tree.contact_by_person["person-5"].line_id is None
