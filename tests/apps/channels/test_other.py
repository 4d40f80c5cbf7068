"""Services that are only told: what is sent, what their yes and no mean, and that their addresses stay secret."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from phrom.callouts.actions import name_service
from phrom.callouts.models import Attempt
from phrom.callouts.queries import own_ways
from phrom.channels.contract import NoAnswerError, Outcome
from phrom.channels.other.channel import OtherChannel
from phrom.channels.registry import other_channel
from phrom.errors import DeliveryError, InvalidInputError, NotAllowedError
from phrom.logbook.models import LogEntry
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import plan_in_force, words_of
from tests.apps.channels.real_call import begin
from tests.apps.channels.test_email import MESSAGE as LETTER
from tests.cast import SettableClock
from tests.fakes.one_way import SECRET, FakeService

MESSAGE = replace(LETTER, key="7:person-6/other/1", address="duty")


@pytest.fixture
def service() -> Iterator[FakeService]:
    with FakeService() as server:
        yield server


def send(service: FakeService, **more: Any) -> Outcome:
    return asyncio.run(OtherChannel(service.settings, seconds=0.5).send(replace(MESSAGE, **more)))


def test_the_text_arrives_as_it_was_written_and_is_sent_no_more(service: FakeService) -> None:
    assert send(service) is Outcome.SENT
    [told] = service.told
    assert told["message"] == MESSAGE.text


@pytest.mark.parametrize("trouble", ["cut", "cut after", "hang", (500, ""), (403, ""), (429, "")])
def test_without_a_yes_nobody_knows_and_it_is_not_sent_again(service: FakeService, trouble: Any) -> None:
    service.troubles.append(trouble)
    with pytest.raises(NoAnswerError):
        send(service)
    assert service.requests == 1


def test_a_name_that_is_not_in_the_settings_is_for_good(service: FakeService) -> None:
    with pytest.raises(DeliveryError) as failure:
        send(service, address="json://somewhere.example/")
    assert failure.value.permanent
    assert service.requests == 0


@pytest.mark.parametrize(
    "services",
    [
        *("", "x", "[]", '{"a": 1}', '{"a": "no address"}', '{"a": "syslog://"}', '{"a": "dbus://"}'),
        *('{"3": {"a": "syslog://"}}', '{"3": {"a": 1}}', '{"a": {"b": "json://x"}}', '{"0": {"b": "json://x"}}'),
    ],
)
def test_settings_that_cannot_be_are_said_without_what_stands_in_them(services: str) -> None:
    problem = OtherChannel(services).problem() or ""
    assert problem.startswith("PHROM_OTHER")
    assert "://" not in problem


def test_an_address_that_is_not_understood_is_for_good() -> None:
    with pytest.raises(DeliveryError) as failure:
        asyncio.run(OtherChannel('{"duty": "pigeon://loft/"}').send(MESSAGE))
    assert failure.value.permanent


def test_the_library_is_not_loaded_before_it_is_needed() -> None:
    asked = "import phrom.channels.other.channel, sys; print('apprise' in sys.modules, 'requests' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "False"]


def test_the_coordinator_gives_a_person_a_service_and_only_their_message_goes_there(
    settings: Any,
    service: FakeService,
    office: Organisation,
    coordinator: Membership,
    head: Membership,
    clock: SettableClock,
) -> None:
    settings.OTHER = service.settings
    name_service(coordinator, "person-6", "นายหก ทดสอบ", "duty")
    with pytest.raises(InvalidInputError):  # the message bears the code of one person
        name_service(coordinator, "person-5", "นายห้า ทดสอบ", "duty")
    with pytest.raises(InvalidInputError):
        name_service(coordinator, "person-5", "นายห้า ทดสอบ", "json://elsewhere")
    with pytest.raises(NotAllowedError):
        name_service(replace_role(coordinator), "person-5", "นายห้า ทดสอบ", "duty")
    call = begin(office, coordinator, head, clock).run()
    [told] = service.told
    assert call.code_of("person-6") in told["message"]
    assert told["message"].startswith("[เหตุจริง]")
    assert Attempt.objects.get(channel="other").state == "sent"
    assert call.state.people["person-6"].status == "told"  # never more than that
    assert SECRET not in json.dumps([str(entry.data) for entry in LogEntry.objects.all()], ensure_ascii=False)
    name_service(coordinator, "person-6", "นายหก ทดสอบ", "")
    assert "person-6" not in own_ways(office.pk)


def test_services_under_an_offices_number_are_this_offices_alone(
    settings: Any, service: FakeService, office: Organisation, coordinator: Membership
) -> None:
    duty = json.loads(service.settings)["duty"]
    elsewhere = duty.replace(SECRET, "elsewhere")
    own, other = office.pk, office.pk + 1
    settings.OTHER = json.dumps({"duty": elsewhere, str(own): {"duty": duty}, str(other): {"theirs": elsewhere}})
    channel = other_channel()
    assert channel.problem() is None
    assert channel.services_of(own) == ("duty",)
    assert channel.services_of(other) == ("duty", "theirs")
    assert channel.services_of(own + 7) == ("duty",)
    with pytest.raises(InvalidInputError):
        name_service(coordinator, "person-6", "นายหก ทดสอบ", "theirs")
    with pytest.raises(DeliveryError) as failure:  # also one that was named before the settings were changed
        asyncio.run(channel.send(replace(MESSAGE, address="theirs", office=own)))
    assert failure.value.permanent
    assert service.told == []
    assert asyncio.run(channel.send(replace(MESSAGE, office=own))) is Outcome.SENT
    assert len(service.told) == 1  # its own address under that name


def replace_role(membership: Membership) -> Membership:
    return Membership(user=membership.user, organisation=membership.organisation, role="auditor")


def test_the_page_offers_the_names_and_never_an_address(
    settings: Any,
    service: FakeService,
    office: Organisation,
    coordinator: Membership,
    client_as: Callable[[Membership], Client],
) -> None:
    settings.OTHER = service.settings
    plan_in_force(office)
    client = client_as(coordinator)
    client.post("/incidents/ways/", {"act": "service", "person": "person-6", "service": "duty"})
    page = client.get("/incidents/ways/").content.decode()
    assert '<option value="duty" selected>' in page
    shown = client.get("/channels/").content.decode()
    assert SECRET not in page + shown
    assert f"หน่วยงานนี้คือเลขที่ {office.pk} ในการตั้งค่า" in words_of(shown)
