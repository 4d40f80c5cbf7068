"""What stands where a number should be: signs that Python takes for digits, and numbers without end."""

from collections.abc import Callable

import pytest
from django.test import Client

from phrom.offices.access import Membership
from phrom.plans.models import PlanVersion
from phrom.web.typed_number import whole_number

SignIn = Callable[[Membership], Client]
ODD = ["²", "๓", "٣", "-1", "1e3", " 1", "9" * 5000, "", "x\x00"]


@pytest.mark.parametrize("typed", ODD)
def test_only_the_digits_0_to_9_are_a_number(typed: str) -> None:
    assert whole_number(typed) is None


def test_a_number_is_read_up_to_its_most_digits() -> None:
    assert whole_number("007") == 7
    assert whole_number("123456789") is None
    assert whole_number("123456789", 18) == 123456789


@pytest.mark.parametrize("typed", ODD)
def test_pages_open_whatever_number_is_asked_for(
    coordinator: Membership, approved: PlanVersion, client_as: SignIn, typed: str
) -> None:
    client = client_as(coordinator)
    for address, name in (
        ("/plan/versions/", "from"),
        ("/plan/versions/", "to"),
        ("/plan/1/documents/strategy-map/", "copy"),
    ):
        assert client.get(address, {name: typed}).status_code in (200, 404)


@pytest.mark.parametrize("typed", ODD)
def test_steps_that_never_were_are_refused(
    coordinator: Membership, draft: PlanVersion, client_as: SignIn, typed: str
) -> None:
    client = client_as(coordinator)
    for address, sent in (
        ("/plan/1/review/step/", {"do": "undo", "step": typed}),
        ("/plan/1/edit/undo/", {"revision": typed}),
        ("/plan/1/edit/people/", {"base": typed}),
        ("/plan/1/copies/1/", {"step": "handed", "back": typed}),
    ):
        assert 400 <= client.post(address, sent).status_code < 500, address
