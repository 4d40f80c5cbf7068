"""A plan is begun without a document: the sample of the office's kind becomes the office's own draft."""

from collections.abc import Callable
from importlib import resources

import pytest
from django.test import Client

from phrom.core.linting.linter import check_plan
from phrom.core.plan.document import AREAS
from phrom.core.plan.text_form import load_plan
from phrom.errors import InvalidInputError, NotAllowedError
from phrom.logbook.models import LogEntry
from phrom.offices.access import Membership
from phrom.plans import queries
from phrom.plans.actions import STARTERS, start_plan
from phrom.plans.models import PlanVersion
from tests.apps.plans.pages import words_on
from tests.cast import SettableClock

SignIn = Callable[[Membership], Client]
ABOUT_PEOPLE = {"S106", "S107", "F103", "F104", "Q113"}  # nobody is in a sample, no year, no capacity of a site


@pytest.mark.parametrize("kind", STARTERS)
def test_a_sample_is_whole_but_for_the_people(kind: str) -> None:
    file = resources.files("phrom.plans").joinpath(f"samples/start_{kind.replace('-', '_')}.yaml")
    plan = load_plan(file.read_text(encoding="utf-8"))
    assert {finding.rule for finding in check_plan(plan)} <= ABOUT_PEOPLE
    assert plan.people == ()
    assert "+66" not in file.read_text(encoding="utf-8")
    assert all(process.mtpd is not None and process.requirements.people for process in plan.processes)
    assert {strategy.area for strategy in plan.strategies} == set(AREAS)
    assert {scenario.threat for scenario in plan.scenarios} == {threat.id for threat in plan.threats}


def test_the_draft_is_the_office_s_own_for_this_year(clock: SettableClock, coordinator: Membership) -> None:
    version = start_plan(coordinator, "municipality", "เทศบาลตำบลริมน้ำ")
    plan = queries.plan_of(version)
    assert (version.state, version.number, plan.organisation.name, plan.year) == ("draft", 1, "เทศบาลตำบลริมน้ำ", 2569)
    assert LogEntry.objects.filter(kind="plan.started").count() == 1


def test_the_page_leads_to_what_is_missing(coordinator: Membership, client_as: SignIn) -> None:
    client = client_as(coordinator)
    assert "เริ่มแผนโดยไม่มีไฟล์" in words_on(client.get("/plan/import/"))
    assert "เริ่มแผนโดยไม่มีไฟล์" in words_on(client.get("/plan/"))
    page = client.post("/plan/start/", {"kind": "hospital", "name": "โรงพยาบาลริมน้ำ"}, follow=True)
    assert "ที่แผนยังขาด" in words_on(page)
    assert "หัวหน้าคณะบริหารความต่อเนื่อง" in words_on(page)


def test_people_come_first_for_without_them_nobody_can_be_chosen(coordinator: Membership, client_as: SignIn) -> None:
    client = client_as(coordinator)
    page = client.post("/plan/start/", {"kind": "hospital", "name": "โรงพยาบาลริมน้ำ"}, follow=True)
    assert page.context["errors"][0].path == "people"
    empty = client.get("/plan/1/edit/team/coordinator/")
    assert "ยังไม่มีใครในรายชื่อ เพิ่มบุคลากรก่อน" in words_on(empty)
    assert empty.context["left"]["next"].url.startswith("/plan/1/edit/people/")
    person = {"base": 0, "op": "add:people", "new:people/given_name": "ประกอบ"}
    client.post("/plan/1/edit/people/", person)
    assert "ไม่มีชื่อที่ต้องการ เพิ่มในรายชื่อบุคลากร" in words_on(client.get("/plan/1/edit/team/coordinator/"))


@pytest.mark.parametrize("sent", [{}, {"kind": "nothing", "name": "ก"}, {"kind": "hospital", "name": "  "}])
def test_what_is_missing_in_the_form_is_said_and_nothing_begun(
    coordinator: Membership, client_as: SignIn, sent: dict[str, str]
) -> None:
    assert client_as(coordinator).post("/plan/start/", sent).status_code == 422
    assert not PlanVersion.objects.exists()
    with pytest.raises(InvalidInputError):
        start_plan(coordinator, sent.get("kind", ""), sent.get("name", ""))


def test_signs_that_are_no_writing_are_left_out_of_the_name_and_a_name_of_them_alone_is_none(
    coordinator: Membership, client_as: SignIn
) -> None:
    client = client_as(coordinator)
    page = client.post("/plan/start/", {"kind": "hospital", "name": "\x01\x1b\x7f"})
    assert page.status_code == 422
    assert "ให้พิมพ์ชื่อหน่วยงาน" in words_on(page)
    client.post("/plan/start/", {"kind": "hospital", "name": "โรงพยาบาล\x0bริมน้ำ"})
    assert queries.plan_of(PlanVersion.objects.get()).organisation.name == "โรงพยาบาลริมน้ำ"


def test_only_whoever_keeps_the_plan_begins_one(member: Membership) -> None:
    with pytest.raises(NotAllowedError):
        start_plan(member, "hospital", "โรงพยาบาลริมน้ำ")
