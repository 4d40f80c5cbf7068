"""The way back, a second window, a form sent by hand: what is open is shown, nothing is lost to a slip."""

from collections.abc import Callable

import pytest
from django.test import Client

from phrom.callouts.models import Callout
from phrom.incidents import actions
from phrom.incidents.models import Incident
from phrom.offices.actions import issue_approval_code
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import plan_in_force
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]
FLOOD = "threat-flood"


@pytest.fixture
def proposed(office: Organisation, coordinator: Membership, clock: SettableClock) -> Incident:
    plan_in_force(office)
    return actions.propose_activation(coordinator, FLOOD, request_key="a-first-one", reason="น้ำเข้าชั้นล่าง")


def test_who_asks_for_the_same_again_sees_that_it_is_open(
    proposed: Incident, coordinator: Membership, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    board = f"/incidents/{proposed.pk}/board/"
    assert board in client.get(f"/incidents/real/{FLOOD}/").content.decode()
    assert board not in client.get(f"/incidents/practice/{FLOOD}/").content.decode().partition("<main")[2]


def test_a_second_practice_of_the_same_threat_is_pointed_to_the_first(
    office: Organisation, coordinator: Membership, clock: SettableClock, client_as: SignIn
) -> None:
    plan_in_force(office)
    first = actions.start_practice(coordinator, FLOOD, request_key="a-first-one")
    client = client_as(coordinator)
    assert 'id="same-open"' in client.get(f"/incidents/practice/{FLOOD}/").content.decode()
    actions.close_incident(coordinator, first.pk)
    assert 'id="same-open"' not in client.get(f"/incidents/practice/{FLOOD}/").content.decode()


@pytest.mark.parametrize("chosen", ["²", "9" * 30, "-1", "x", ""])
def test_an_approver_who_is_nobody_is_refused(
    proposed: Incident, coordinator: Membership, client_as: SignIn, chosen: str
) -> None:
    form = {"decision": "approve", "sure": "on", "approver": chosen, "code": "123456"}
    assert client_as(coordinator).post(f"/incidents/{proposed.pk}/activation/", form).status_code == 422
    assert not Callout.objects.exists()


def test_a_forgotten_tick_does_not_use_up_the_approvers_code(
    proposed: Incident, coordinator: Membership, head: Membership, client_as: SignIn
) -> None:
    form = {"decision": "approve", "approver": str(head.pk), "code": issue_approval_code(head)}
    client, address = client_as(coordinator), f"/incidents/{proposed.pk}/activation/"
    assert client.post(address, form).status_code == 422
    assert client.post(address, form | {"sure": "on"}).status_code == 302
    assert Callout.objects.count() == 1
