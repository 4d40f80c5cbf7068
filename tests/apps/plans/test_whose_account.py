"""Whose in the plan an account is: found out by the name where there is no doubt, else said by the coordinator."""

from collections.abc import Callable

import pytest
from django.test import Client

from phrom.errors import InvalidInputError, NotAllowedError, RefusedError
from phrom.logbook.models import LogEntry
from phrom.offices.actions import create_account, create_office, create_sample_office
from phrom.offices.models import Membership
from phrom.offices.roles import Role
from phrom.plans.actions import approve_plan, load_sample_plan, submit_plan
from phrom.plans.actions.whose_account import say_whose_account
from tests import cast
from tests.apps.callouts.course import PLAN, plan_in_force

SignIn = Callable[[Membership], Client]
PAGE = "/plan/accounts/"


@pytest.fixture
def with_plan(coordinator: Membership) -> Membership:
    plan_in_force(coordinator.organisation)
    return coordinator


def person_of(member: Membership) -> str:
    return Membership.objects.get(pk=member.pk).person


def test_a_new_account_belongs_to_the_one_person_of_the_plan_who_bears_its_name(with_plan: Membership) -> None:
    assert person_of(create_account(with_plan, "นายสอง  ทดสอบ", Role.LEADER)) == "person-2"
    assert person_of(create_account(with_plan, "นายสอง ทดสอบ", Role.LEADER)) == ""  # somebody's already
    assert person_of(create_account(with_plan, "สี่ ทดสอบ", Role.LEADER)) == "person-4"  # without the title
    assert person_of(create_account(with_plan, "นายสอง", Role.MEMBER)) == ""  # a given name alone leaves a doubt
    assert person_of(create_account(with_plan, "นายคนอื่น ทดสอบ", Role.MEMBER)) == ""
    said = [(e.data["user_name"], e.data["person_name"]) for e in LogEntry.objects.filter(kind="user.tied")]
    assert said == [("นายสอง ทดสอบ", "นายสอง ทดสอบ"), ("สี่ ทดสอบ", "นายสี่ ทดสอบ")]


def test_two_people_of_one_name_are_left_to_the_coordinator(coordinator: Membership) -> None:
    people = [person | {"given_name": "สี่"} for person in PLAN["people"]]
    plan_in_force(coordinator.organisation, PLAN | {"people": people})
    assert person_of(create_account(coordinator, "นายสี่ ทดสอบ", Role.LEADER)) == ""


def test_who_named_themselves_before_there_was_a_plan_is_known_once_it_is_approved(coordinator: Membership) -> None:
    office = create_office("อบต.ใหม่")
    first = cast.join(office, cast.Character("first", "นางสาวพิมพ์ชนก แก้วใส", Role.COORDINATOR))
    other = cast.join(office, cast.Character("other", "นายปรีชา ดอนงาม", Role.HEAD))
    version = load_sample_plan(first)
    submit_plan(first, version.number)
    approve_plan(other, version.number, reason="ทดลอง")
    assert (person_of(first), person_of(other)) == ("person-3", "person-2")


def test_of_two_accounts_of_one_name_the_program_takes_neither_for_the_person(coordinator: Membership) -> None:
    office = create_office("อบต.ใหม่")
    first = cast.join(office, cast.Character("first", "นางสาวพิมพ์ชนก แก้วใส", Role.COORDINATOR))
    head = cast.join(office, cast.Character("head", "นายปรีชา ดอนงาม", Role.HEAD))
    namesake = cast.join(office, cast.Character("namesake", "ปรีชา ดอนงาม", Role.MEMBER))
    version = load_sample_plan(first)
    submit_plan(first, version.number)
    approve_plan(head, version.number, reason="ทดลอง")
    assert (person_of(first), person_of(head), person_of(namesake)) == ("person-3", "", "")


def test_in_the_invented_office_every_role_is_somebody(coordinator: Membership) -> None:
    mine = create_sample_office(coordinator)
    version = load_sample_plan(mine)
    submit_plan(mine, version.number)
    head = Membership.objects.get(organisation=mine.organisation, role="head")
    approve_plan(head, version.number, reason="ทดลอง")
    rows = Membership.objects.filter(organisation=mine.organisation)
    assert {m.role: m.person for m in rows} == {
        "head": "person-1",
        "coordinator": "person-3",
        "leader": "person-5",
        "member": "person-6",
        "auditor": "",
    }


def test_the_coordinator_says_whose_it_is_and_takes_it_back(with_plan: Membership, client_as: SignIn) -> None:
    deputy = create_account(with_plan, "รองฯ ปลัด", Role.LEADER)
    client = client_as(with_plan)
    shown = client.get(PAGE).content.decode()
    assert "1 บัญชียังไม่ผูกกับชื่อในแผน" in shown
    assert "/accounts/?name=" in shown  # the head has none
    assert client.post(PAGE, {"account": deputy.pk, "person": "person-2"}).status_code == 302
    assert person_of(deputy) == "person-2"
    assert "ทุกบัญชีผูกกับชื่อในแผนแล้ว" in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"account": deputy.pk, "person": ""}).status_code == 302
    assert person_of(deputy) == ""
    assert [e.kind for e in LogEntry.objects.order_by("number")][-2:] == ["user.tied", "user.untied"]


def test_one_person_has_one_account_and_only_who_keeps_accounts_may_say_so(
    with_plan: Membership, leader: Membership, stranger: Membership, client_as: SignIn
) -> None:
    with pytest.raises(RefusedError):
        say_whose_account(with_plan, leader.pk, "person-3")  # the coordinator's own
    with pytest.raises(InvalidInputError):
        say_whose_account(with_plan, leader.pk, "person-99")
    with pytest.raises(NotAllowedError):
        say_whose_account(leader, leader.pk, "")
    assert person_of(leader) == "person-5"
    client = client_as(with_plan)
    for number in (str(stranger.pk), "", "x", "9" * 30):
        assert client.post(PAGE, {"account": number, "person": ""}).status_code == 404
    assert client.post(PAGE, {"account": leader.pk, "person": "\0" * 2000}).status_code == 422
