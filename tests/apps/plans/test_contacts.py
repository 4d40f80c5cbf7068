"""New numbers are in force at once, without a new approval; everything else of the plan stays as it was approved."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from phrom.core.plan.editing import Change
from phrom.errors import InvalidInputError, NotAllowedError, RefusedError
from phrom.logbook.models import LogEntry
from phrom.offices.access import Membership
from phrom.plans import queries
from phrom.plans.actions import begin_draft, change_draft, revise_contacts
from phrom.plans.models import PlanVersion
from tests.apps.plans.pages import words_on

SignIn = Callable[[Membership], Client]
NEW = [Change("people/person-3/phones", ["+66810000077"])]


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    yield
    queries.forget()


def test_a_new_number_is_in_force_at_once_and_marked(coordinator: Membership, approved: PlanVersion) -> None:
    new = revise_contacts(coordinator, 1, NEW)
    in_force = queries.approved_version(coordinator.organisation_id)
    assert in_force is not None
    assert (in_force.number, in_force.contacts_only, in_force.approved_by_id) == (2, True, approved.approved_by_id)
    assert queries.plan_of(new).people[2].phones == ("+66810000077",)
    old = PlanVersion.objects.get(number=1)
    assert old.state == "superseded"
    assert queries.plan_of(old).people[2].phones == ("+66810000003",)  # what runs on it is not touched
    assert LogEntry.objects.filter(kind="contacts.revised").count() == 1


def test_nothing_but_contacts_goes_in_without_approval(coordinator: Membership, approved: PlanVersion) -> None:
    for path, value in (("title", "ก"), ("people/person-3/position", "ก"), ("people/+", {"given_name": "ก"})):
        with pytest.raises(InvalidInputError):
            revise_contacts(coordinator, 1, [*NEW, Change(path, value)])
    assert PlanVersion.objects.count() == 1


def test_only_the_version_in_force_has_its_contacts_revised(coordinator: Membership, approved: PlanVersion) -> None:
    revise_contacts(coordinator, 1, NEW)
    with pytest.raises(RefusedError):
        revise_contacts(coordinator, 1, [Change("people/person-3/phones", None)])


def test_the_same_contacts_again_make_no_version(coordinator: Membership, approved: PlanVersion) -> None:
    assert revise_contacts(coordinator, 1, [Change("people/person-3/phones", ["+66810000003"])]).number == 1


def test_an_open_draft_gets_the_new_number_and_keeps_its_own_work(
    coordinator: Membership, approved: PlanVersion
) -> None:
    draft = begin_draft(coordinator, 1)
    change_draft(coordinator, draft.number, [Change("title", "แผนใหม่"), Change("people/person-3/unit", None)], 0)
    revise_contacts(coordinator, 1, NEW)
    plan = queries.plan_of(PlanVersion.objects.get(number=draft.number))
    assert (plan.title, plan.people[2].phones, plan.people[2].unit) == ("แผนใหม่", ("+66810000077",), None)


def test_who_may_not_edit_may_not_revise(member: Membership, head: Membership, approved: PlanVersion) -> None:
    for who in (member, head):
        with pytest.raises(NotAllowedError):
            revise_contacts(who, 1, NEW)


def test_the_page_takes_numbers_as_people_write_them(
    coordinator: Membership, approved: PlanVersion, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    page = client.get("/plan/1/contacts/")
    assert "081 000 0003" in words_on(page) or "081 000 0003" in page.content.decode()
    path = "people/person-3/phones"
    wrong = client.post("/plan/1/contacts/", {"present": path, path: "081 000"})
    assert wrong.status_code == 422
    assert "081 000" in wrong.content.decode()
    assert PlanVersion.objects.count() == 1
    done = client.post("/plan/1/contacts/", {"present": path, path: "๐๘๑-๐๐๐-๐๐๗๗"}, follow=True)
    assert "ปรับข้อมูลติดต่อ" in words_on(done)
    assert queries.plan_of(PlanVersion.objects.get(number=2)).people[2].phones == ("+66810000077",)


def test_a_version_that_is_not_in_force_has_no_page_of_contacts(
    coordinator: Membership, draft: PlanVersion, member: Membership, client_as: SignIn
) -> None:
    assert client_as(coordinator).get("/plan/1/contacts/").status_code == 302
    assert client_as(member).get("/plan/1/contacts/").status_code == 403
