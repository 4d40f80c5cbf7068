"""One-time codes: the first sign-in, and a second person's word."""

import re

import pytest
from django.test import Client

from phrom.errors import InvalidInputError, NotAllowedError, NotFoundError, TooManyTriesError
from phrom.offices import actions
from phrom.offices.actions.code_words import LETTERS, as_typed, hash_of, new_first_sign_in_code
from phrom.offices.actions.codes import WrongCodeError
from phrom.offices.models import Membership, OneTimeCode, Organisation, User
from phrom.offices.roles import Permission
from tests import cast

HERE = "192.168.1.20"
NEW = {"username": "somsak", "password": cast.PASSWORD}


@pytest.fixture
def code(coordinator: Membership, head: Membership, clock: cast.SettableClock) -> str:
    return actions.issue_one_time_code(coordinator, head.pk)


def test_a_code_has_eight_signs_without_look_alikes() -> None:
    assert not set("ILO01") & set(LETTERS)
    for _ in range(50):
        assert re.fullmatch(f"[{LETTERS}]{{4}}-[{LETTERS}]{{4}}", new_first_sign_in_code())


def test_case_spaces_dashes_and_thai_digits_do_not_matter() -> None:
    assert as_typed(" k7mp 2xwd ") == as_typed("K๗MP-๒XWD") == "K7MP2XWD"


def test_only_the_hash_of_a_code_is_kept(code: str) -> None:
    kept = OneTimeCode.objects.get()
    assert as_typed(code) not in kept.code_hash
    assert kept.code_hash == hash_of(code, "first-sign-in")


def test_a_code_leads_to_its_person_and_a_password_once(code: str, head: Membership) -> None:
    assert actions.person_of_code(code.lower(), HERE) == head.user
    actions.use_one_time_code(code, HERE, **NEW)
    assert User.objects.get(pk=head.user_id).check_password(cast.PASSWORD)
    with pytest.raises(WrongCodeError):
        actions.use_one_time_code(code, HERE, **NEW)


def test_an_expired_code_is_worth_nothing(code: str, clock: cast.SettableClock) -> None:
    clock.advance(days=7, seconds=1)
    with pytest.raises(WrongCodeError):
        actions.person_of_code(code, HERE)


def test_a_fresh_code_ends_the_one_before(code: str, coordinator: Membership, head: Membership) -> None:
    fresh = actions.issue_one_time_code(coordinator, head.pk)
    with pytest.raises(WrongCodeError):
        actions.person_of_code(code, HERE)
    assert actions.person_of_code(fresh, HERE) == head.user


@pytest.mark.parametrize("password", ["short", "1234567890", "somsak1234"])
def test_a_poor_password_is_refused_and_the_code_stays_good(code: str, head: Membership, password: str) -> None:
    with pytest.raises(InvalidInputError):
        actions.use_one_time_code(code, HERE, username="somsak", password=password)
    assert actions.person_of_code(code, HERE) == head.user


def test_a_name_that_somebody_has_is_refused(code: str, coordinator: Membership) -> None:
    with pytest.raises(InvalidInputError):
        actions.use_one_time_code(code, HERE, username=coordinator.user.username.upper(), password=cast.PASSWORD)


def test_guessing_at_codes_is_slowed_down(code: str, clock: cast.SettableClock) -> None:
    for _ in range(5):
        with pytest.raises(WrongCodeError):
            actions.person_of_code("AAAA-AAAA", HERE)
    with pytest.raises(TooManyTriesError):
        actions.person_of_code(code, HERE)
    clock.advance(minutes=1)
    actions.person_of_code(code, HERE)


def test_nobody_issues_codes_for_another_office_or_without_the_right(
    coordinator: Membership, head: Membership, leader: Membership, stranger: Membership
) -> None:
    with pytest.raises(NotFoundError):
        actions.issue_one_time_code(stranger, head.pk)
    with pytest.raises(NotAllowedError):
        actions.issue_one_time_code(leader, head.pk)


def test_an_account_used_in_two_offices_gets_no_code_from_either(
    coordinator: Membership, stranger: Membership, office: Organisation
) -> None:
    shared = Membership.objects.create(user=stranger.user, organisation=office, role="leader")
    with pytest.raises(NotAllowedError):
        actions.issue_one_time_code(coordinator, shared.pk)


def test_the_whole_first_sign_in_on_the_page(code: str, head: Membership, client: Client) -> None:
    assert client.get("/first-sign-in/").status_code == 200
    second = client.post("/first-sign-in/", {"code": code})
    assert head.user.name.split()[0] in second.content.decode()
    given = {"code": code, "username": "somsak", "password": cast.PASSWORD}
    unequal = client.post("/first-sign-in/", {**given, "again": "something else"})
    assert unequal.status_code == 422
    done = client.post("/first-sign-in/", {**given, "again": cast.PASSWORD})
    assert done.headers["Location"] == "/"
    assert client.get("/me/").status_code == 200
    again = Client().post("/first-sign-in/", {"code": code})
    assert again.status_code == 422


def test_a_second_person_confirms_by_six_digits_once(
    coordinator: Membership, head: Membership, clock: cast.SettableClock
) -> None:
    code = actions.issue_approval_code(head)
    assert re.fullmatch(r"\d{6}", code)
    assert actions.confirm_by_code(coordinator, head, code, Permission.APPROVE_PLAN) == head
    with pytest.raises(WrongCodeError):
        actions.confirm_by_code(coordinator, head, code, Permission.APPROVE_PLAN)


def test_an_approval_code_lives_ten_minutes(
    coordinator: Membership, head: Membership, clock: cast.SettableClock
) -> None:
    code = actions.issue_approval_code(head)
    clock.advance(minutes=10, seconds=1)
    with pytest.raises(WrongCodeError):
        actions.confirm_by_code(coordinator, head, code, Permission.APPROVE_PLAN)


def test_an_approval_code_dies_after_five_wrong_guesses(
    coordinator: Membership, head: Membership, clock: cast.SettableClock
) -> None:
    code = actions.issue_approval_code(head)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _ in range(5):
        with pytest.raises(WrongCodeError):
            actions.confirm_by_code(coordinator, head, wrong, Permission.APPROVE_PLAN)
    clock.advance(minutes=5)
    with pytest.raises(WrongCodeError):
        actions.confirm_by_code(coordinator, head, code, Permission.APPROVE_PLAN)


def test_nobody_confirms_their_own_act_nor_without_the_right_nor_from_another_office(
    coordinator: Membership, head: Membership, leader: Membership, stranger: Membership
) -> None:
    code = actions.issue_approval_code(head)
    for asking, approver in ((head, head), (coordinator, leader), (stranger, head)):
        with pytest.raises(NotAllowedError):
            actions.confirm_by_code(asking, approver, code, Permission.APPROVE_PLAN)
    with pytest.raises(NotAllowedError):
        actions.issue_approval_code(leader)


def test_a_first_sign_in_code_is_no_approval_and_the_other_way_round(
    code: str, coordinator: Membership, head: Membership
) -> None:
    with pytest.raises(WrongCodeError):
        actions.confirm_by_code(coordinator, head, code, Permission.APPROVE_PLAN)
    with pytest.raises(WrongCodeError):
        actions.person_of_code(actions.issue_approval_code(head), HERE)
