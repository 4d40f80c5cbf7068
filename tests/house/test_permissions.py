"""Every address asks who is there: each view names the permission that it needs, and each role gets what it may."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from phrom.offices.roles import PERMISSIONS, Permission, Role
from tests import cast

# A thing of each kind, as an address would name it; most do not exist in the office of the test, which is fine.
_SAMPLES = {"IntConverter": 1, "SlugConverter": "threat-flood", "StringConverter": "x", "PathConverter": "x"}
_UUID = "00000000-0000-4000-8000-000000000000"


# Pages that some roles with the view's permission are refused all the same, since what is asked for needs more.
_ASK_FURTHER = {
    "plan-pocket": "the file holds telephone numbers",
    "plan-approve": "whoever sees the plan sees the page; the approver's own right is asked for with the code",
}


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    view: Callable[..., Any]
    url: str

    @property
    def needed(self) -> Permission | None:
        return self.view.needed_permission  # type: ignore[attr-defined, no-any-return]


def _patterns(found: list[Any], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in found:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, route)
        else:
            yield route, entry


def _addresses() -> list[Address]:
    found = []
    for route, pattern in _patterns(get_resolver().url_patterns):
        values = {
            name: _SAMPLES.get(type(converter).__name__, _UUID)
            for name, converter in pattern.pattern.converters.items()
        }
        assert pattern.name, f"{route} has no name"
        found.append(Address(pattern.name, route, pattern.callback, reverse(pattern.name, kwargs=values)))
    return found


def test_every_view_names_the_permission_that_it_needs() -> None:
    unmarked = [a.route for a in _addresses() if not hasattr(a.view, "needed_permission")]
    assert unmarked == []


def _ask(client: Client, address: Address) -> int:
    """The status of asking for the address, by POST where it cannot be read."""
    response = client.get(address.url)
    if response.status_code == 405:
        response = client.post(address.url)
    location = response.headers.get("Location", "")
    return 401 if location.startswith(reverse("sign-in")) and address.needed else response.status_code


def _fits(address: Address, status: int, may: bool) -> bool:
    """A missing thing (404), a refusal of the empty form (4xx) are fine; a fault, or sign-in again, never are."""
    if status >= 500 or status == 401:
        return False
    return status == 403 if not may else status != 403 or address.name in _ASK_FURTHER


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_what_it_may_and_is_refused_the_rest(
    role: Role, client_as: Callable[..., Client], db: None
) -> None:
    wrong = []
    for number, address in enumerate(_addresses()):
        # an office of its own for each address: some of them end a session or an account
        who = cast.Character(f"{role.value}-{number}", "นายสมมติ ทดสอบ", role)
        membership = cast.join(cast.found_office(), who)
        status = _ask(client_as(membership), address)
        may = address.needed is None or address.needed in PERMISSIONS[role]
        if not _fits(address, status, may):
            wrong.append((address.route, status))
    assert wrong == []


def test_who_is_not_signed_in_is_sent_to_sign_in_or_finds_an_open_page(db: None) -> None:
    wrong = []
    for address in _addresses():
        status = _ask(Client(), address)
        if (status == 401) != (address.needed is not None) or status >= 500 or status == 403:
            wrong.append((address.route, status))
    assert wrong == []


def test_the_open_pages_are_these_and_no_others() -> None:
    """A new open page is a decision: whoever adds one says so here."""
    open_names = {
        str(pattern.name)
        for _, pattern in _patterns(get_resolver().url_patterns)
        if getattr(pattern.callback, "needed_permission", "") is None
    }
    webhooks = {"line-webhook", "sms-receipt", "sms-reply", "voice-event"}  # signed by LINE, or with a shared secret
    pages = {
        "outbox",
        "service-worker",
        "offline",
        "sign-in",
        "sign-out",
        "first-sign-in",
        "language",
        "theme",
        "health",
        "font",
        "answer",
        "report-in",
    }
    pages.add("paper-check")  # by a code of 40 bits on the page in one's hand; tells nothing but whether it is in force
    assert open_names <= pages | webhooks


def test_every_permission_is_held_by_a_role_and_asked_for_somewhere() -> None:
    assert set(Permission) == set().union(*PERMISSIONS.values())
