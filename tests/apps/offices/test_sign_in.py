"""Signing in: name and password, guessing, sessions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from phrom.offices import signals
from phrom.offices.models import Membership, SignInTries
from tests import cast

RIGHT = {"username": cast.COORDINATOR.username, "password": cast.PASSWORD}


@pytest.fixture
def with_password(coordinator: Membership) -> Membership:
    coordinator.user.set_password(cast.PASSWORD)
    coordinator.user.save()
    return coordinator


def _guess(client: Client, times: int, **how: Any) -> int:
    status = 0
    for _ in range(times):
        status = client.post("/sign-in/", {**RIGHT, "password": "wrong"}, **how).status_code
    return status


def test_the_right_password_opens_the_page_that_was_asked_for(with_password: Membership, client: Client) -> None:
    asked = client.get("/accounts/?name=x")
    assert asked.headers["Location"] == "/sign-in/?next=%2Faccounts%2F%3Fname%3Dx"
    answer = client.post("/sign-in/", {**RIGHT, "next": "/accounts/?name=x"})
    assert answer.headers["Location"] == "/accounts/?name=x"
    assert client.get("/accounts/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_elsewhere(with_password: Membership, client: Client, elsewhere: str) -> None:
    assert client.post("/sign-in/", {**RIGHT, "next": elsewhere}).headers["Location"] == "/"


def test_the_name_may_be_typed_in_capitals_and_with_a_space_behind(with_password: Membership, client: Client) -> None:
    assert client.post("/sign-in/", {**RIGHT, "username": "PimChanok "}).status_code == 302


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(with_password: Membership, client: Client) -> None:
    wrong = client.post("/sign-in/", {**RIGHT, "password": "wrong"})
    unknown = client.post("/sign-in/", {"username": "nobody", "password": "wrong"})
    assert wrong.status_code == unknown.status_code == 422
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in wrong.content.decode()
    assert "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง" in unknown.content.decode()


def test_after_five_wrong_guesses_even_the_right_one_must_wait_longer_and_longer(
    with_password: Membership, client: Client, clock: cast.SettableClock
) -> None:
    assert _guess(client, 5) == 422
    assert client.post("/sign-in/", RIGHT).status_code == 429
    clock.advance(seconds=2)
    assert _guess(client, 1) == 422  # the sixth wrong one: two seconds now
    clock.advance(seconds=1)
    assert client.post("/sign-in/", RIGHT).status_code == 429
    clock.advance(seconds=2)
    assert client.post("/sign-in/", RIGHT).status_code == 302


def test_the_wait_never_exceeds_a_quarter_of_an_hour(
    with_password: Membership, client: Client, clock: cast.SettableClock
) -> None:
    for _ in range(25):
        _guess(client, 1)
        clock.advance(minutes=16)
    assert client.post("/sign-in/", RIGHT).status_code == 302


def test_a_guesser_elsewhere_does_not_shut_the_person_out(
    with_password: Membership, client: Client, clock: cast.SettableClock
) -> None:
    _guess(client, 20, REMOTE_ADDR="203.0.113.9")
    assert client.post("/sign-in/", RIGHT, REMOTE_ADDR="192.168.1.20").status_code == 302


def test_one_address_guessing_at_many_names_is_slowed_down(
    with_password: Membership, client: Client, clock: cast.SettableClock
) -> None:
    for number in range(31):
        client.post("/sign-in/", {"username": f"name-{number}", "password": "wrong"})
    assert client.post("/sign-in/", RIGHT).status_code == 429


def test_wrong_guesses_are_forgotten_after_a_day(
    with_password: Membership, client: Client, clock: cast.SettableClock
) -> None:
    _guess(client, 5)
    clock.advance(hours=25)
    assert _guess(client, 4) == 422
    assert client.post("/sign-in/", RIGHT).status_code == 302


def test_a_right_guess_clears_the_count_of_the_person_but_not_of_the_address(
    with_password: Membership, client: Client
) -> None:
    _guess(client, 3)
    client.post("/sign-in/", RIGHT)
    left = {row.key: row.failures for row in SignInTries.objects.all()}
    assert left == {"@ 127.0.0.1": 3, cast.COORDINATOR.username: 3}


def test_a_session_planted_before_sign_in_is_worth_nothing_after_it(with_password: Membership, client: Client) -> None:
    planted = client.session
    planted["office"] = 999
    planted.save()
    client.cookies["sessionid"] = planted.session_key or ""
    client.post("/sign-in/", RIGHT)
    assert client.cookies["sessionid"].value != planted.session_key
    assert "office" not in client.session
    thief = Client()
    thief.cookies["sessionid"] = planted.session_key or ""
    assert thief.get("/accounts/").status_code == 302


def test_signing_out_ends_the_session(with_password: Membership, client_as: Callable[[Membership], Client]) -> None:
    client = client_as(with_password)
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/accounts/").status_code == 302


def test_an_account_put_out_of_use_cannot_sign_in(with_password: Membership, client: Client) -> None:
    with_password.user.is_active = False
    with_password.user.save()
    assert client.post("/sign-in/", RIGHT).status_code == 422


def test_signing_in_and_failing_are_told_to_the_log_book(with_password: Membership, client: Client) -> None:
    told: list[tuple[str, object]] = []

    def hear(**kwargs: Any) -> None:
        told.append(("in" if kwargs["signal"] is signals.user_signed_in else "failed", kwargs["user"]))

    signals.user_signed_in.connect(hear)
    signals.sign_in_failed.connect(hear)
    try:
        _guess(client, 1)
        client.post("/sign-in/", RIGHT)
    finally:
        signals.user_signed_in.disconnect(hear)
        signals.sign_in_failed.disconnect(hear)
    assert told == [("failed", with_password.user), ("in", with_password.user)]


def test_a_live_part_of_a_page_sends_the_whole_page_to_sign_in(client: Client, db: None) -> None:
    answer = client.get("/accounts/", HTTP_HX_REQUEST="true")
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/sign-in/")
