"""The first office, the sample office, accounts and roles."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from phrom import clock
from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, RefusedError
from phrom.offices import actions, queries
from phrom.offices.actions.codes import WrongCodeError
from phrom.offices.models import Membership, Organisation
from phrom.offices.roles import Permission, Role
from tests import cast

HERE = "127.0.0.1"


def test_a_new_program_has_one_office_and_a_fresh_code_at_each_start_until_used(db: None) -> None:
    first, second = actions.ensure_first_office(), actions.ensure_first_office()
    assert first is not None
    assert second is not None
    assert first != second
    assert Organisation.objects.count() == Membership.objects.count() == 1
    with pytest.raises(WrongCodeError):
        actions.person_of_code(first, HERE)
    actions.use_one_time_code(second, HERE, username="amnuay", password=cast.PASSWORD, name="นายอำนวย บัวอินทร์")
    assert actions.ensure_first_office() is None
    member = Membership.objects.get()
    assert (member.role, member.user.name) == (Role.COORDINATOR, "นายอำนวย บัวอินทร์")


def test_the_first_coordinator_must_say_a_name(db: None) -> None:
    code = actions.ensure_first_office() or ""
    with pytest.raises(InvalidInputError):
        actions.use_one_time_code(code, HERE, username="amnuay", password=cast.PASSWORD, name="  ")


def test_the_sample_office_has_every_role_and_is_made_once(coordinator: Membership) -> None:
    mine = actions.create_sample_office(coordinator)
    assert mine.organisation.is_sample
    assert {a.role for a in queries.accounts_of(mine.organisation_id)} == set(Role)
    assert mine.role == Role.COORDINATOR
    assert actions.create_sample_office(coordinator) == mine


def test_in_the_sample_office_the_other_persons_code_is_at_hand_and_in_a_real_one_never(
    coordinator: Membership, head: Membership
) -> None:
    mine = actions.create_sample_office(coordinator)
    other, code = actions.sample_approval_code(mine, Permission.APPROVE_PLAN)
    assert actions.confirm_by_code(mine, other, code, Permission.APPROVE_PLAN) == other
    with pytest.raises(NotAllowedError):
        actions.sample_approval_code(coordinator, Permission.APPROVE_PLAN)


def test_switching_office_works_only_among_ones_own(
    coordinator: Membership, stranger: Membership, client_as: Callable[[Membership], Client]
) -> None:
    mine = actions.create_sample_office(coordinator)
    client = client_as(coordinator)
    assert client.post("/me/office/", {"office": stranger.organisation_id}).status_code == 404
    assert client.post("/me/office/", {"office": mine.organisation_id}).status_code == 302
    assert mine.organisation.name in strip_tags(client.get("/me/").content.decode())


def test_who_belongs_to_thousands_of_offices_asks_for_two_of_them_and_the_open_one(
    coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    user = coordinator.user
    others = [Organisation.objects.create(name=f"หน่วยงานที่ {n}", created_at=clock.now()) for n in range(30)]
    last = [Membership.objects.create(user=user, organisation=each, role=Role.HEAD) for each in others][-1]
    client = client_as(coordinator)
    client.post("/me/office/", {"office": last.organisation_id})
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/")
    assert page.context["membership"] == last
    about_places = [q["sql"] for q in asked if 'FROM "offices_membership"' in q["sql"]]
    assert [sql.rpartition(" LIMIT ")[2] for sql in about_places] == ["2", "1"]
    last.delete()
    assert client.get("/").context["membership"] == coordinator  # an access that was ended opens nothing


def test_an_added_account_shows_its_code_once_and_no_browser_keeps_it(
    coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    client = client_as(coordinator)
    shown = client.post("/accounts/", {"name": "นางอรพร ไม้ไสว", "role": "leader", "person": "person-7"})
    assert "no-store" in shown.headers["Cache-Control"]
    member = Membership.objects.get(person="person-7")
    assert actions.person_of_code(shown.context["code"], HERE) == member.user
    assert shown.context["code"] not in client.get("/accounts/").content.decode()
    twice = client.post("/accounts/", {"name": "นางอรพร ไม้ไสว", "role": "leader", "person": "person-7"})
    assert twice.status_code == 409


def test_a_role_is_changed_and_told(coordinator: Membership, leader: Membership) -> None:
    actions.change_role(coordinator, leader.pk, Role.HEAD)
    leader.refresh_from_db()
    assert leader.role == Role.HEAD


def test_an_office_is_never_left_without_a_coordinator(coordinator: Membership, leader: Membership) -> None:
    with pytest.raises(RefusedError):
        actions.change_role(coordinator, coordinator.pk, Role.MEMBER)
    with pytest.raises(RefusedError):
        actions.end_access(coordinator, coordinator.pk)
    actions.change_role(coordinator, leader.pk, Role.COORDINATOR)
    actions.change_role(coordinator, coordinator.pk, Role.MEMBER)


def test_an_ended_access_opens_nothing(
    coordinator: Membership, leader: Membership, client_as: Callable[[Membership], Client]
) -> None:
    client = client_as(leader)
    assert client.get("/me/").status_code == 200
    actions.end_access(coordinator, leader.pk)
    assert client.get("/me/").status_code == 302


def test_accounts_of_another_office_are_out_of_reach(stranger: Membership, leader: Membership) -> None:
    with pytest.raises(NotFoundError):
        actions.change_role(stranger, leader.pk, Role.HEAD)
    with pytest.raises(NotFoundError):
        actions.end_access(stranger, leader.pk)


def test_who_may_approve_is_found_by_the_right(coordinator: Membership, head: Membership, leader: Membership) -> None:
    assert queries.approvers_of(coordinator.organisation_id, Permission.APPROVE_PLAN) == [head]


def test_the_language_chosen_on_a_page_is_that_of_the_account(
    coordinator: Membership, client_as: Callable[[Membership], Client]
) -> None:
    client = client_as(coordinator)
    answer = client.post("/language/", {"language": "en", "next": "/accounts/"})
    assert answer.headers["Location"] == "/accounts/"
    coordinator.user.refresh_from_db()
    assert coordinator.user.language == "en"
    assert '<html lang="en"' in client.get("/me/").content.decode()


def test_on_a_new_program_the_first_page_asks_for_the_first_sign_in_code(db: None, client: Client) -> None:
    assert actions.ensure_first_office() is not None
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/first-sign-in/"
