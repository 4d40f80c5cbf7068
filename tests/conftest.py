"""Fixtures of all tests: the cast in its office, clients signed in as one of them, and a clock that can be set."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from phrom.channels import unknown_words
from phrom.offices.access import OFFICE_KEY
from phrom.offices.models import Membership, Organisation
from phrom.offices.roles import Role
from phrom.web.shared import Shared
from tests import cast
from tests.far_ids import move_sequences_on

# How fast a machine draws examples says nothing about the program; a busy one must not fail a test. `make test` draws
# the same examples every time, so that red always means the change at hand; `make search` draws new ones, and many.
settings.register_profile("repeated", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("search", parent=settings.get_profile("repeated"), derandomize=False, max_examples=2_000)
settings.load_profile(os.environ.get("PHROM_TEST_EXAMPLES", "repeated"))

# Passwords are slow to try on purpose, by Django's own figures. Tests of guessing try hundreds; the program that tests
# start as a process keeps the real cost.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        move_sequences_on()


@pytest.fixture
def clock() -> Iterator[cast.SettableClock]:
    """Stands at 21 August 2026, 09:00 in Bangkok."""
    with cast.settable_clock() as settable:
        yield settable


@pytest.fixture(autouse=True)
def nothing_kept_from_the_test_before(monkeypatch: pytest.MonkeyPatch) -> None:
    Shared.forget()
    monkeypatch.setattr(unknown_words, "_heard", unknown_words._Heard())


@pytest.fixture
def office(db: None) -> Organisation:
    return cast.found_office()


@pytest.fixture
def coordinator(office: Organisation) -> Membership:
    return cast.join(office, cast.COORDINATOR)


@pytest.fixture
def head(office: Organisation) -> Membership:
    return cast.join(office, cast.HEAD)


@pytest.fixture
def leader(office: Organisation) -> Membership:
    return cast.join(office, cast.LEADER)


@pytest.fixture
def member(office: Organisation) -> Membership:
    return cast.join(office, cast.MEMBER)


@pytest.fixture
def auditor(office: Organisation) -> Membership:
    return cast.join(office, cast.AUDITOR)


@pytest.fixture
def stranger(db: None) -> Membership:
    """The coordinator of another office."""
    other = cast.found_office("เทศบาลตำบลข้างเคียง")
    return cast.join(other, cast.Character("suda", "นางสุดา ต่างเมือง", Role.COORDINATOR))


@pytest.fixture
def client_as() -> Callable[[Membership], Client]:
    """A test client, signed in as one of the cast."""

    def sign_in(membership: Membership) -> Client:
        client = Client()
        client.force_login(membership.user)
        session = client.session
        session[OFFICE_KEY] = membership.organisation_id
        session.save()
        return client

    return sign_in
