"""Every page of the response, for every role and in every stage: it answers, has one headline, and marks a practice."""

from collections.abc import Callable

import pytest
from django.test import Client

from phrom.incidents import actions as incidents
from phrom.offices.models import Membership
from tests.apps.callouts.course import Course

SignIn = Callable[[Membership], Client]
PAGES = (
    *("board", "tasks", "processes", "people", "decisions", "reports", "stand-down", "close", "handover", "needs"),
    *("matters", "messages", "resources", "concerned", "damage", "meetings", "units", "shifts"),
)
ROLES = ("coordinator", "head", "leader", "member", "auditor")


def wrong_pages(client: Client, incident: int) -> dict[str, object]:
    wrong: dict[str, object] = {}
    for page in PAGES:
        answer = client.get(f"/incidents/{incident}/{page}/")
        text = answer.content.decode()
        if (answer.status_code, text.count("<h1"), 'data-mode="practice"' in text) != (200, 1, True):
            wrong[page] = (answer.status_code, text.count("<h1"))
    return wrong


@pytest.mark.parametrize("role", ROLES)
def test_every_page_answers_every_role_and_is_marked(
    course: Course, request: pytest.FixtureRequest, client_as: SignIn, role: str
) -> None:
    course.run()
    assert wrong_pages(client_as(request.getfixturevalue(role)), course.incident.pk) == {}


@pytest.mark.parametrize("stage", ["onset", "proposed", "recovery", "closed"])
def test_every_page_answers_in_every_stage(
    course: Course, coordinator: Membership, client_as: SignIn, stage: str
) -> None:
    watched = incidents.watch_incident(coordinator, "threat-flood", request_key="every-stage", practice=True)
    if stage != "onset":
        incidents.propose_activation_of(coordinator, watched.pk, reason="น้ำขึ้น")
    if stage in ("recovery", "closed"):
        incidents.approve_activation(coordinator, watched.pk, as_person="person-1")
        incidents.propose_stand_down(coordinator, watched.pk, reason="น้ำลด")
        incidents.approve_stand_down(coordinator, watched.pk, as_person="person-1")
    if stage == "closed":
        incidents.close_incident(coordinator, watched.pk)
    assert wrong_pages(client_as(coordinator), watched.pk) == {}
    assert client_as(coordinator).get("/incidents/duties/").status_code == 200
