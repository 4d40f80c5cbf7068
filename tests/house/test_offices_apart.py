"""An office sees only itself: whoever asks for another office's things by their numbers finds nothing there."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership
from phrom.offices.roles import Role
from tests import cast
from tests.apps.callouts.course import Course, plan_in_force

SECRET_WORDS = ("ทดสอบ", "อุทกภัย", "อบต.บ้านตัวอย่าง")
FORM = {"sure": "on", "person": "person-6", "key": "acknowledged", "role": "member", "act": "report"}


def addresses_of(membership: Membership, incident_id: int) -> dict[str, str]:
    """Every address that names a thing, filled with things that belong to the membership's office."""
    parameters = {
        "pk": incident_id,
        "number": 1,
        "membership_id": membership.pk,
        "section": "people",
        "item": "person-1",
        "part": 1,
        "copy": 1,
        "entry": 1,
        "name": "yaml",
        "form": "pdf",
        "threat": "threat-flood",
    }
    of_everybody = {"font", "practice-new", "activation-new"}  # the last two name a threat of the asker's own plan
    found = {}
    for name in {n for n in get_resolver().reverse_dict if isinstance(n, str)}:
        for ways, *_ in get_resolver().reverse_dict.getlist(name):
            for _, wanted in ways:
                if wanted and name not in of_everybody:
                    unknown = [each for each in wanted if each not in parameters]
                    assert not unknown, f"{name}: give {unknown} a value here that belongs to the office"
                    found[name] = reverse(name, kwargs={each: parameters[each] for each in wanted})
    return found


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HEAD])
def test_another_offices_things_cannot_be_opened_nor_changed(
    role: Role, coordinator: Membership, clock: cast.SettableClock, client_as: Callable[[Membership], Client]
) -> None:
    plan_in_force(coordinator.organisation)
    course = Course(coordinator, clock).run()
    stranger = cast.join(cast.found_office("เทศบาลตำบลข้างเคียง"), cast.Character("other", "นายอื่น ไกล", role))
    before = list(LogEntry.objects.filter(organisation=coordinator.organisation).values_list("hash", flat=True))
    addresses = addresses_of(coordinator, course.incident.pk)
    assert {"plan-version", "plan-document", "incident-board", "caller-list", "account-code"} <= set(addresses)
    client, wrong = client_as(stranger), {}
    for name, url in addresses.items():
        for answer in (client.get(url), client.post(url, FORM)):
            told = [word for word in SECRET_WORDS if word in answer.content.decode(errors="replace")]
            if answer.status_code not in (403, 404, 405) or told:
                wrong[name] = (answer.status_code, told)
    assert wrong == {}
    after = list(LogEntry.objects.filter(organisation=coordinator.organisation).values_list("hash", flat=True))
    assert after == before
    assert course.callout.state == "running"
    assert course.state.people["person-6"].acknowledged is None
