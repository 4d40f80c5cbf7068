"""The pages of an incident in a real browser: practice and real, and what a newcomer does on them."""

import re
from collections.abc import Callable
from importlib import resources

import pytest
from playwright.sync_api import Page, expect

from phrom.callouts import actions
from phrom.callouts.models import EngineBeat
from phrom.core.plan.text_form import load_plan
from phrom.incidents.actions import approve_activation, propose_activation
from phrom.incidents.models import Incident
from phrom.offices.models import Membership, Organisation
from tests.apps.callouts.course import Course, plan_in_force
from tests.browser.conftest import Look
from tests.cast import SettableClock

narrow_and_wide = pytest.mark.parametrize("look", [Look(1280), Look(360)], ids=str)
wide = pytest.mark.parametrize("look", [Look(1280)], ids=str)
SignIn = Callable[[Membership], None]
LooksRight = Callable[[str], None]


@pytest.fixture(autouse=True)
def sample_plan(office: Organisation) -> None:
    text = resources.files("phrom.plans").joinpath("samples", "sample_office.yaml").read_text(encoding="utf-8")
    plan_in_force(office, load_plan(text, "sample_office.yaml").model_dump(mode="json", exclude_defaults=True))


def alive(clock: SettableClock) -> None:
    EngineBeat.objects.update_or_create(engine="test", defaults={"beat_at": clock.now, "started_at": clock.now})


@pytest.fixture(autouse=True)
def the_browser_has_the_same_time(page: Page, clock: SettableClock) -> None:
    page.clock.set_fixed_time(clock.now)


@pytest.fixture
def course(coordinator: Membership, clock: SettableClock) -> Course:
    """In full swing: most have answered, one refused, some are silent and wait for a caller."""
    course = Course(coordinator, clock).run()
    people = [p for p in course.state.people.values() if p.attempts]
    for number, person in enumerate(people[: len(people) * 2 // 3]):
        clock.advance(seconds=3)
        answer = actions.refuse if number == 4 else actions.acknowledge
        answer(course.callout.pk, person.person, via="code")
    course.run().after(20).after(46)
    alive(clock)
    return course


def threat() -> str:
    return "threat-flood"


def test_the_pages_of_a_practice_look_right(
    page: Page, course: Course, coordinator: Membership, sign_in: SignIn, looks_right: LooksRight
) -> None:
    sign_in(coordinator)
    page.goto(f"/incidents/practice/{threat()}/")
    looks_right("practice-new")
    for name in ("board", "calls", "phones", "log"):
        page.goto(f"/incidents/{course.incident.pk}/{name}/")
        looks_right(f"practice-{name}")
        expect(page.locator("html")).to_have_attribute("data-mode", "practice")
    actions.hold_next(coordinator, course.callout.pk)
    page.goto(f"/incidents/{course.incident.pk}/caller/")
    looks_right("practice-caller")
    page.goto("/log/")
    looks_right("log")


def test_the_pages_of_a_real_incident_look_right(
    page: Page,
    clock: SettableClock,
    coordinator: Membership,
    head: Membership,
    sign_in: SignIn,
    looks_right: LooksRight,
) -> None:
    sign_in(coordinator)
    page.goto(f"/incidents/real/{threat()}/")
    looks_right("activation-new")
    reason = "น้ำเข้าชั้นล่างตั้งแต่ 08:35 น. ตัดไฟทั้งอาคารแล้ว"
    incident = propose_activation(coordinator, threat(), request_key="a-real-one", reason=reason)
    page.goto(f"/incidents/{incident.pk}/activation/")
    looks_right("activation-of-the-proposer")
    sign_in(head)
    page.goto(f"/incidents/{incident.pk}/activation/")
    looks_right("activation")
    approve_activation(head, incident.pk)
    clock.advance(hours=5)
    alive(clock)
    for name in ("board", "calls"):
        page.goto(f"/incidents/{incident.pk}/{name}/")
        looks_right(f"real-{name}")
        expect(page.locator("html")).to_have_attribute("data-mode", "real")


def test_the_page_for_answering_looks_right(page: Page, course: Course, looks_right: LooksRight) -> None:
    page.goto("/answer/")
    looks_right("answer")
    page.locator("#code").fill("ไม่ใช่รหัส")
    page.locator("button[value=acknowledged]").click()
    expect(page.get_by_role("alert")).to_be_visible()
    looks_right("answer-wrong")
    page.locator("#code").fill(course.code_of("person-6").lower())
    page.locator("button[value=acknowledged]").click()
    expect(page.locator("html")).to_have_attribute("data-mode", "practice")
    looks_right("answered")


@narrow_and_wide
def test_a_practice_from_the_preview_to_the_last_answer(
    page: Page, look: Look, coordinator: Membership, clock: SettableClock, sign_in: SignIn
) -> None:
    sign_in(coordinator)
    page.goto(f"/incidents/practice/{threat()}/")
    page.locator("input[value=fast]").check()
    page.locator("input[name=sure]").check()
    page.locator("#start .btn.danger").click()
    expect(page).to_have_url(re.compile(r"/incidents/\d+/phones/"))
    course = Course(coordinator, clock, incident=Incident.objects.get())
    course.run()
    alive(clock)
    phones = page.locator("li.phone")
    expect(phones.first.locator(".msg")).to_contain_text("[ซ้อม]", timeout=8000)
    before = len([p for p in course.state.people.values() if p.answered])
    phones.first.get_by_role("button", name=re.compile("^รับทราบ")).click()
    expect(phones.first.locator(".reply")).to_be_visible()
    assert len([p for p in course.state.people.values() if p.answered]) == before + 1
    second = course.code_of("person-6")
    page.locator("#text-person-6").fill(second.lower())
    page.locator("#send-person-6").click()
    expect(page.locator("li.phone", has=page.locator("#no-person-6")).locator(".reply")).to_be_visible()
    assert course.state.people["person-6"].acknowledged is not None


@wide
def test_the_board_shows_an_answer_without_being_asked_again(
    page: Page, look: Look, course: Course, coordinator: Membership, sign_in: SignIn
) -> None:
    sign_in(coordinator)
    page.goto(f"/incidents/{course.incident.pk}/calls/")
    before = page.locator("h1").inner_text()
    silent = next(p for p in course.state.people.values() if p.listing and not p.answered)
    actions.acknowledge(course.callout.pk, silent.person, via="code")
    expect(page.locator("h1")).not_to_have_text(before, timeout=8000)


@wide
def test_a_quiet_engine_is_said_loudly(
    page: Page, look: Look, course: Course, coordinator: Membership, sign_in: SignIn
) -> None:
    sign_in(coordinator)
    course.clock.advance(minutes=2)
    page.goto(f"/incidents/{course.incident.pk}/board/")
    expect(page.get_by_role("alert")).to_contain_text("ระบบส่งข้อความไม่ทำงาน")
